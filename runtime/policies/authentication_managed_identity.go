package policies

import (
	"context"
	"errors"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

func init() {
	register(runtime.Kind{
		Name:     "authentication-managed-identity",
		Sections: runtime.Inbound,
		Scopes:   runtime.AnyScope &^ runtime.WorkspaceScope,
		Doc: "Gets a token of the gateway's identity and sends it to the backend, in the field Authorization; or puts it into a variable and leaves the field alone. " +
			"Where tokens come from is said in the configuration, under identity. They are kept until they are about to end.",
		New: func() runtime.Policy { return new(authenticationManagedIdentity) },
	})
}

type authenticationManagedIdentity struct {
	Resource    runtime.Value[string] `attr:"resource,required" doc:"What the token is for: the application's id or its URI."`
	ClientID    runtime.Value[string] `attr:"client-id" doc:"Which of several identities the token is of; the gateway's own when absent."`
	Output      string                `attr:"output-token-variable-name" doc:"The variable for the token, a string without a scheme before it."`
	IgnoreError runtime.Value[bool]   `attr:"ignore-error" default:"false" doc:"Whether to go on without a token when there is none; the variable is then empty."`
}

func (p *authenticationManagedIdentity) Validate(c *runtime.Checker) {
	if c.Has("output-token-variable-name") && p.Output == "" {
		c.Errorf("output-token-variable-name", "the name of a variable is empty")
	}
}

func (p *authenticationManagedIdentity) Provision(o *runtime.Options) error {
	if o.Deployment == nil || o.Deployment.Identity == nil {
		return errors.New("the gateway has no identity: say where its tokens come from, under identity in sallyport.yaml or in the environment variable IDENTITY_ENDPOINT")
	}
	return nil
}

func (p *authenticationManagedIdentity) Execute(ctx context.Context, x *runtime.Exchange) error {
	return p.apply(ctx, x, &x.Request.Header)
}

func (p *authenticationManagedIdentity) apply(ctx context.Context, x *runtime.Exchange, h *message.Header) error {
	var (
		resource, client string
		ignore           bool
	)
	if err := x.Eval(p.Resource.Into(&resource), p.ClientID.Into(&client), p.IgnoreError.Into(&ignore)); err != nil {
		return err
	}
	token, err := p.token(ctx, x, resource, client)
	switch {
	case err == nil:
		x.Hide(token)
	case !ignore || ctx.Err() != nil:
		return &runtime.Error{Message: "A token of the managed identity could not be acquired.", Cause: err}
	default:
		token = ""
	}
	if p.Output != "" {
		x.Variables.Set(p.Output, token)
	} else if token != "" {
		setAuthorization(x, h, "Bearer "+token)
	}
	return nil
}

// token is a token that the field of a request can hold.
func (p *authenticationManagedIdentity) token(ctx context.Context, x *runtime.Exchange, resource, client string) (token string, err error) {
	err = x.Outside(ctx, func() (err error) {
		token, err = x.Deployment.Identity.Token(ctx, resource, client)
		return err
	})
	if err == nil && (token == "" || !isFieldValue(token)) {
		err = errors.New("it is empty or has line breaks")
	}
	if err != nil {
		x.Note("no token: %v", err)
	}
	return token, err
}
