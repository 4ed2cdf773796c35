package policies

import (
	"context"
	"slices"
	"strings"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name: "set-method",
		// The policy's page says inbound and on-error; older pages, and files
		// that follow them, have it anywhere.
		Sections: runtime.AnySection,
		Doc:      "Changes the method of the request.",
		New:      func() runtime.Policy { return new(setMethod) },
	})
}

type setMethod struct {
	Method runtime.Value[string] `text:"required" doc:"The method. Those of HTTP may be written in any case."`
}

var methods = []string{"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"}

func (p *setMethod) Validate(c *runtime.Checker) {
	if method, ok := p.Method.Constant(); ok && !isToken(method) {
		c.Errorf("", "%q is no method", method)
	}
}

func (p *setMethod) Execute(_ context.Context, x *runtime.Exchange) error {
	method, err := p.method(x)
	if err != nil {
		return err
	}
	if x.Request.OriginalMethod == "" {
		x.Request.OriginalMethod = x.Request.Method
	}
	x.Request.Method = method
	if x.Tracing() {
		x.Note("%s", method)
	}
	return nil
}

// method is the method for an exchange.
func (p *setMethod) method(x *runtime.Exchange) (string, error) {
	method, err := p.Method.Get(x)
	if err != nil {
		return "", err
	}
	method = strings.TrimSpace(method)
	if upper := strings.ToUpper(method); slices.Contains(methods, upper) {
		method = upper
	}
	if !isToken(method) {
		return "", invalid("The method is not valid.")
	}
	return method, nil
}
