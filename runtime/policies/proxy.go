package policies

import (
	"context"
	"fmt"
	"strings"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "proxy",
		Sections: runtime.Inbound,
		Doc: "Sends the request to the backend through an HTTP proxy. What is asked of the proxy is plain HTTP; backends with " +
			"TLS are reached through a connection that it makes. User name and password are sent as Basic authentication; NTLM is not spoken.",
		New: func() runtime.Policy { return new(proxy) },
	})
}

type proxy struct {
	URL      runtime.Value[string] `attr:"url,required" doc:"Scheme http, host and port of the proxy."`
	Username runtime.Value[string] `attr:"username" doc:"The user name for the proxy."`
	Password runtime.Value[string] `attr:"password" doc:"The password for the proxy."`

	literal *runtime.Proxy // when nothing depends on the request
}

func (p *proxy) Validate(c *runtime.Checker) {
	text, literal := p.URL.Constant()
	if !literal {
		return
	}
	u, err := parseProxy(text)
	if err != nil {
		c.Errorf("url", "%v", err)
	}
	name, named := p.Username.Constant()
	password, known := p.Password.Constant()
	if named && known {
		p.literal = &runtime.Proxy{URL: u, Username: name, Password: password}
	}
}

func (p *proxy) Execute(_ context.Context, x *runtime.Exchange) (err error) {
	if x.Proxy, err = p.proxy(x); err == nil && x.Tracing() {
		x.Note("through %s", x.Proxy.URL.String())
	}
	return err
}

// proxy is the proxy for an exchange. No trace shows its password.
func (p *proxy) proxy(x *runtime.Exchange) (*runtime.Proxy, error) {
	if p.literal != nil {
		x.Hide(p.literal.Password)
		return p.literal, nil
	}
	var text, name, password string
	if err := x.Eval(p.URL.Into(&text), p.Username.Into(&name), p.Password.Into(&password)); err != nil {
		return nil, err
	}
	x.Hide(password)
	u, err := parseProxy(text)
	if err != nil {
		return nil, invalid("The url of the proxy is not valid: " + err.Error() + ".")
	}
	return &runtime.Proxy{URL: u, Username: name, Password: password}, nil
}

func parseProxy(text string) (runtime.URL, error) {
	u, err := runtime.ParseURL(strings.TrimSpace(text))
	switch {
	case err != nil:
		return u, err
	case u.Scheme != "http":
		return u, fmt.Errorf("parse URL %q: a proxy is spoken to over http", text)
	case u.Path != "" && u.Path != "/" || u.QueryString != "":
		return u, fmt.Errorf("parse URL %q: a proxy has host and port alone", text)
	}
	return u, nil
}
