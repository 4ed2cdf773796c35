package policies

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "check-header",
		Sections: runtime.Inbound,
		Doc: "Refuses a request without a header field, or one whose value is not among those that are named. " +
			"Of a field that stands several times the values are compared as one text, joined with commas.",
		New: func() runtime.Policy { return new(checkHeader) },
	})
}

// The policy's page has all attributes required; API Management's schema does
// not, and takes documents without the last two.
type checkHeader struct {
	Name       runtime.Value[string]   `attr:"name,required" doc:"The field's name."`
	Status     runtime.Value[int]      `attr:"failed-check-httpcode,required" min:"100" max:"599" doc:"The status of a refusal."`
	Message    runtime.Value[string]   `attr:"failed-check-error-message" doc:"The message in the body of a refusal; when absent, the one that context.LastError has."`
	IgnoreCase runtime.Value[bool]     `attr:"ignore-case" default:"false" doc:"Whether upper and lower case are the same in values."`
	Values     []runtime.Value[string] `elem:"value" doc:"A value that is accepted; with none, every value is."`
}

func (p *checkHeader) Validate(c *runtime.Checker) {
	if name, ok := p.Name.Constant(); ok && !isToken(name) {
		c.Errorf("name", "%q is no name of a header field", name)
	}
}

func (p *checkHeader) Execute(_ context.Context, x *runtime.Exchange) error {
	name, err := p.Name.Get(x)
	if err != nil {
		return err
	}
	values := x.Request.Header.Values(name)
	if len(values) == 0 {
		return p.refuse(x, "HeaderNotFound", fmt.Sprintf("Header %s was not found in the request. Access denied.", name))
	}
	value := strings.Join(values, ",")
	ok, err := p.accepts(x, value)
	if err != nil || ok {
		return err
	}
	return p.refuse(x, "HeaderValueNotAllowed", fmt.Sprintf("Header %s value of %s is not allowed. Access denied.", name, value))
}

func (p *checkHeader) accepts(x *runtime.Exchange, value string) (bool, error) {
	ignoreCase, err := p.IgnoreCase.Get(x)
	if err != nil || len(p.Values) == 0 {
		return err == nil, err
	}
	same := func(other string) bool { return value == other }
	if ignoreCase {
		same = func(other string) bool { return strings.EqualFold(value, other) }
	}
	accepted := make([]string, len(p.Values))
	for i := range p.Values {
		if accepted[i], err = p.Values[i].Get(x); err != nil {
			return false, err
		}
	}
	return slices.ContainsFunc(accepted, same), nil
}

func (p *checkHeader) refuse(x *runtime.Exchange, reason, message string) error {
	var (
		status int
		text   string
	)
	if err := x.Eval(p.Status.Into(&status), p.Message.Into(&text)); err != nil {
		return err
	}
	return &runtime.Error{Reason: reason, Message: message, Status: status, Text: text}
}
