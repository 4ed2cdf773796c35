package policies

import (
	"context"
	"encoding/base64"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

func init() {
	register(runtime.Kind{
		Name:     "authentication-basic",
		Sections: runtime.Inbound,
		Once:     runtime.OncePerSection,
		Doc:      "Sends user name and password to the backend, in the field Authorization, in place of what is there. They are encoded in UTF-8.",
		New:      func() runtime.Policy { return new(authenticationBasic) },
	})
}

type authenticationBasic struct {
	User     runtime.Value[string] `attr:"username,required" doc:"The user name."`
	Password runtime.Value[string] `attr:"password,required" doc:"The password."`
}

func (p *authenticationBasic) Execute(_ context.Context, x *runtime.Exchange) error {
	return p.apply(x, &x.Request.Header)
}

func (p *authenticationBasic) apply(x *runtime.Exchange, h *message.Header) error {
	var user, password string
	if err := x.Eval(p.User.Into(&user), p.Password.Into(&password)); err != nil {
		return err
	}
	x.Hide(password)
	setAuthorization(x, h, "Basic "+base64.StdEncoding.EncodeToString([]byte(user+":"+password)))
	return nil
}

// setAuthorization sets the field Authorization to a value that no trace shows.
func setAuthorization(x *runtime.Exchange, h *message.Header, value string) {
	x.HideField("Authorization", value)
	h.Set("Authorization", value)
	x.Note("Authorization is set")
}
