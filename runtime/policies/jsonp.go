package policies

import (
	"context"
	"fmt"
	"unicode"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

func init() {
	register(runtime.Kind{
		Name:     "jsonp",
		Sections: runtime.Outbound,
		Once:     runtime.OncePerSection,
		Doc: "Wraps the response's body into a call of a JavaScript function that a query parameter of the client's URL names: callback(...);. " +
			"Without the parameter, or a body, the response stays as it is. A name that is no identifier is answered with 400.",
		New: func() runtime.Policy { return new(jsonp) },
	})
}

type jsonp struct {
	Parameter runtime.Value[string] `attr:"callback-parameter-name,required" doc:"The query parameter that holds the function's name."`
}

func (p *jsonp) Validate(c *runtime.Checker) {
	if name, ok := p.Parameter.Constant(); ok && name == "" {
		c.Errorf("callback-parameter-name", "the parameter has no name")
	}
}

// javaScript is the media type of what jsonp makes, of which API Management says
// only that it is JavaScript's.
const javaScript = "application/javascript"

func (p *jsonp) Execute(_ context.Context, x *runtime.Exchange) error {
	name, err := p.Parameter.Get(x)
	if err != nil {
		return err
	}
	callback, ok := queryParameter(x.Request.OriginalURL.QueryString, name)
	if !ok {
		return nil
	}
	if !isIdentifier(callback) {
		return &runtime.Error{
			Reason: "CallbackParameterInvalid", Message: fmt.Sprintf("Value of callback parameter %s is not a valid JavaScript identifier.", name),
			Status: 400,
		}
	}
	data, err := x.Content()
	if err != nil || len(data) == 0 {
		return err
	}
	body := make([]byte, 0, len(callback)+len(data)+3)
	body = append(append(append(append(body, callback...), '('), data...), ");"...)
	x.SetBody(message.NewBody(body))
	x.Header().Set("Content-Type", javaScript+"; charset=utf-8")
	describeBody(x.Header(), x.Body())
	return nil
}

// queryParameter is the first parameter of a name.
func queryParameter(query, name string) (value string, ok bool) {
	for n, v := range runtime.Parameters(query) {
		if n == name {
			return v, true
		}
	}
	return "", false
}

// isIdentifier reports whether a text is an IdentifierName of ECMAScript, without
// escapes.
func isIdentifier(s string) bool {
	for i, r := range s {
		start := r == '$' || r == '_' || unicode.In(r, unicode.L, unicode.Nl)
		if !start && (i == 0 || !unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc) && r != '\u200c' && r != '\u200d') {
			return false
		}
	}
	return s != ""
}
