package policies

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"sallyport/eval/clr"
	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "get-authorization-context",
		Sections: runtime.Inbound,
		Scopes:   runtime.AnyScope &^ runtime.WorkspaceScope,
		Doc: "Puts the access token of a connection to a credential provider into a variable, an Authorization. " +
			"The connections are those under authorizations in the configuration; nobody but the gateway decides there who may use them, " +
			"so that of the identity only its form is looked at.",
		New: func() runtime.Policy { return new(getAuthorizationContext) },
	})
}

type getAuthorizationContext struct {
	Provider     runtime.Value[string] `attr:"provider-id,required" doc:"The id of the credential provider."`
	Connection   runtime.Value[string] `attr:"authorization-id,required" doc:"The id of the connection."`
	Variable     runtime.Value[string] `attr:"context-variable-name,required" doc:"The variable's name."`
	IdentityType runtime.Value[string] `attr:"identity-type" enum:"managed,jwt" default:"managed" doc:"Whether the gateway's own identity asks for the token, or that of a JSON web token."`
	Identity     runtime.Value[string] `attr:"identity" doc:"The token, without a scheme before it, when identity-type is jwt."`
	IgnoreError  runtime.Value[bool]   `attr:"ignore-error" default:"false" doc:"Whether to go on when there is no token; the variable is then null."`
}

func (p *getAuthorizationContext) Validate(c *runtime.Checker) {
	if kind, ok := p.IdentityType.Constant(); ok && kind == "jwt" && !p.Identity.Given() {
		c.Errorf("identity-type", "identity-type jwt needs the attribute \"identity\"")
	}
}

// Provision asks that there are connections, and the one that literals name.
func (p *getAuthorizationContext) Provision(o *runtime.Options) error {
	if o.Deployment == nil || len(o.Deployment.Connections) == 0 {
		return errors.New("the gateway has no connections to credential providers: give their tokens under authorizations in sallyport.yaml")
	}
	provider, fixedProvider := p.Provider.Constant()
	connection, fixed := p.Connection.Constant()
	if fixedProvider && fixed {
		_, err := connectionOf(o.Deployment, provider, connection)
		return err
	}
	return nil
}

func connectionOf(d *runtime.Deployment, provider, id string) (runtime.Connection, error) {
	c, ok := d.Connections[runtime.ConnectionID{Provider: provider, Authorization: id}]
	if !ok {
		return c, fmt.Errorf("the credential provider %q has no connection %q", provider, id)
	}
	return c, nil
}

func (p *getAuthorizationContext) Execute(_ context.Context, x *runtime.Exchange) error {
	var (
		variable string
		ignore   bool
	)
	if err := x.Eval(p.Variable.Into(&variable), p.IgnoreError.Into(&ignore)); err != nil {
		return err
	}
	a, err := p.authorization(x)
	var own *runtime.Error
	switch {
	case err == nil:
		x.Hide(a.AccessToken)
		x.Variables.Set(variable, a)
	case errors.As(err, &own): // of an expression
		return err
	case ignore:
		x.Note("ignored: %v", err)
		x.Variables.Set(variable, nil)
	default:
		return &runtime.Error{Message: "The authorization could not be retrieved: " + err.Error() + ".", Cause: err}
	}
	return nil
}

func (p *getAuthorizationContext) authorization(x *runtime.Exchange) (*runtime.Authorization, error) {
	var provider, id, kind, identity string
	if err := x.Eval(p.Provider.Into(&provider), p.Connection.Into(&id), p.IdentityType.Into(&kind), p.Identity.Into(&identity)); err != nil {
		return nil, err
	}
	x.Hide(identity)
	if kind == "jwt" && runtime.ParseJwt(identity) == nil {
		return nil, errors.New("the identity is no JSON web token")
	}
	c, err := connectionOf(x.Deployment, provider, id)
	if err != nil {
		return nil, err
	}
	claims := clr.NewDictionary(clr.String, clr.ObjectType)
	for _, name := range slices.Sorted(maps.Keys(c.Claims)) {
		claims.Put(nil, name, c.Claims[name])
	}
	return &runtime.Authorization{AccessToken: c.Token, Claims: claims}, nil
}
