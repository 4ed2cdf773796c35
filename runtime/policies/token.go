package policies

import (
	"strings"

	"sallyport/runtime"
)

// A tokenPlace says where a request has its token, and what becomes of one
// whose token is refused.
type tokenPlace struct {
	Header  runtime.Value[string] `attr:"header-name" doc:"The header field that holds the token. A scheme Bearer before it is left out."`
	Query   runtime.Value[string] `attr:"query-parameter-name" doc:"The query parameter that holds the token."`
	Token   runtime.Value[string] `attr:"token-value" doc:"The token."`
	Status  runtime.Value[int]    `attr:"failed-validation-httpcode" min:"100" max:"599" default:"401" doc:"The status of a refusal."`
	Message runtime.Value[string] `attr:"failed-validation-error-message" doc:"The message in the body of a refusal. It may ask for context.LastError. When absent, JWT not present. or Invalid JWT."`
	Scheme  runtime.Value[string] `attr:"require-scheme" doc:"The scheme that must stand before the token in the field Authorization; of another field it asks nothing."`
	Output  string                `attr:"output-token-variable-name" doc:"The variable for the token, a Jwt, when it is accepted."`
}

func (p *tokenPlace) validate(c *runtime.Checker, most string) {
	if p.places() > 1 {
		c.Errorf("", "header-name, query-parameter-name and token-value exclude each other: %s one is given", most)
	}
	if name, ok := p.Header.Constant(); ok && p.Header.Given() && !isToken(name) {
		c.Errorf("header-name", "%q is no name of a header field", name)
	}
	if c.Has("output-token-variable-name") && p.Output == "" {
		c.Errorf("output-token-variable-name", "the name of a variable is empty")
	}
}

func (p *tokenPlace) places() int { return count(p.Header.Given(), p.Query.Given(), p.Token.Given()) }

// find is the token of a request, "" when there is none. One that comes several
// times is none that anybody understands.
func (p *tokenPlace) find(x *runtime.Exchange) (string, error) {
	switch {
	case p.Token.Given():
		token, err := p.Token.Get(x)
		return bearer(token), err
	case p.Query.Given():
		name, err := p.Query.Get(x)
		var values []string
		for n, value := range runtime.Parameters(x.Request.URL.QueryString) {
			if strings.EqualFold(n, name) {
				values = append(values, value)
			}
		}
		return bearer(strings.Join(values, ",")), err
	}
	name := "Authorization"
	if p.Header.Given() {
		var err error
		if name, err = p.Header.Get(x); err != nil {
			return "", err
		}
	}
	value := strings.TrimSpace(strings.Join(x.Request.Header.Values(name), ","))
	scheme, err := p.Scheme.Get(x)
	if err != nil || scheme == "" || !strings.EqualFold(name, "Authorization") {
		return bearer(value), err
	}
	got, token, ok := strings.Cut(value, " ")
	if !ok || !strings.EqualFold(got, scheme) {
		return "", nil
	}
	return strings.TrimSpace(token), nil
}

// execute holds the token of a request against what judge says of it: why it is
// refused, or nothing. The error is that of an expression.
func (p *tokenPlace) execute(x *runtime.Exchange, source string, judge func(text string) (*runtime.Jwt, *refusal, error)) error {
	text, err := p.find(x)
	if err != nil {
		return err
	}
	if text == "" {
		return p.refuse(x, source, errTokenMissing)
	}
	x.Hide(text)
	token, refused, err := judge(text)
	switch {
	case err != nil:
		return err
	case refused != nil:
		return p.refuse(x, source, refused)
	}
	return p.accept(x, token)
}

// bearer is a token without the scheme Bearer before it.
func bearer(value string) string {
	if scheme, token, ok := strings.Cut(value, " "); ok && strings.EqualFold(scheme, "Bearer") {
		value = token
	}
	return strings.TrimSpace(value)
}

// A refusal is why a token is refused. A nil one is none.
type refusal struct {
	reason  string
	library string // what API Management's library says, with its code
	message string // instead of that
	cause   error
}

// What a caller reads of a refusal.
const (
	noToken      = "JWT not present."
	invalidToken = "Invalid JWT."
)

var errTokenMissing = &refusal{reason: "TokenNotPresent", message: noToken}

// errorOf is the failure that on-error sees.
func (r *refusal) errorOf(source string) *runtime.Error {
	e := &runtime.Error{Source: source, Reason: r.reason, Message: r.message, Status: 401, Text: invalidToken, Cause: r.cause}
	switch {
	case r.reason == errTokenMissing.reason:
		e.Text = noToken
	case r.message == "" && r.reason == reasonInvalid:
		e.Message = r.library + "."
	case r.message == "":
		e.Message = r.library + ". Access denied."
	}
	return e
}

const reasonInvalid = "JwtInvalid"

// refuse makes a refusal the failure of the policy.
func (p *tokenPlace) refuse(x *runtime.Exchange, source string, r *refusal) error {
	e := r.errorOf(source)
	x.Note("JWT Validation Failed: %s", strings.TrimSuffix(e.Message, " Access denied."))
	if r.cause != nil {
		x.Note("%v", r.cause)
	}
	var (
		status int
		text   string
	)
	if err := x.WithError(e, func() error { return x.Eval(p.Status.Into(&status), p.Message.Into(&text)) }); err != nil {
		return err
	}
	e.Status = status
	if text != "" {
		e.Text = text
	}
	return e
}

// accept ends the validation of a good token.
func (p *tokenPlace) accept(x *runtime.Exchange, t *runtime.Jwt) error {
	if p.Output != "" {
		x.Variables.Set(p.Output, t)
	}
	x.Note("the token is valid")
	return nil
}
