package policies

import (
	"context"
	"slices"
	"strings"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

func init() {
	register(runtime.Kind{
		Name:     "set-header",
		Sections: runtime.AnySection,
		Doc:      "Adds, changes or removes a header field: of the request in inbound and backend, of the response in outbound and on-error.",
		New:      func() runtime.Policy { return new(setHeader) },
	})
}

type setHeader struct {
	Name   runtime.Value[string]   `attr:"name,required" doc:"The field's name."`
	Action runtime.Value[string]   `attr:"exists-action" enum:"override,skip,append,delete" default:"override" doc:"What to do when the field is there. delete removes it and takes no value."`
	Values []runtime.Value[string] `elem:"value" doc:"The values. Several become one field, joined with commas, where the field is a list."`
}

// What becomes of a field or parameter that is there already.
const (
	override = "override"
	skip     = "skip"
	appends  = "append"
	deletes  = "delete"
)

// fixedHeaders are the fields that belong to the connection: no policy may
// change them.
var fixedHeaders = []string{"Connection", "Content-Length", "Keep-Alive", "Transfer-Encoding"}

// separateHeaders are the fields whose values stand on lines of their own.
var separateHeaders = []string{
	"User-Agent", "WWW-Authenticate", "Proxy-Authenticate", "Cookie", "Set-Cookie", "Warning", "Date", "Expires",
	"If-Modified-Since", "If-Unmodified-Since", "Last-Modified", "Retry-After",
}

func isOneOf(name string, list []string) bool {
	return slices.ContainsFunc(list, func(other string) bool { return strings.EqualFold(name, other) })
}

func (p *setHeader) Validate(c *runtime.Checker) {
	if name, ok := p.Name.Constant(); ok {
		switch {
		case !isToken(name):
			c.Errorf("name", "%q is no name of a header field", name)
		case isOneOf(name, fixedHeaders):
			c.Warnf("name", "%s belongs to the connection and is left as it is", name)
		}
	}
	if action, ok := p.Action.Constant(); ok && action != deletes && len(p.Values) == 0 {
		c.Errorf("exists-action", "<set-header> needs a <value>, unless exists-action is delete")
	}
	for i := range p.Values {
		if v, ok := p.Values[i].Constant(); ok && !isFieldValue(v) {
			c.Errorf("name", "the value of a header field holds no line breaks")
		}
	}
}

func (p *setHeader) Execute(_ context.Context, x *runtime.Exchange) error {
	return p.apply(x, x.Header())
}

func (p *setHeader) apply(x *runtime.Exchange, h *message.Header) error {
	name, err := p.Name.Get(x)
	if err != nil {
		return err
	}
	action, err := p.Action.Get(x)
	if err != nil {
		return err
	}
	if !isToken(name) {
		return invalid("The name of a header field is not valid.")
	}
	fixed := isOneOf(name, fixedHeaders)
	if !fixed {
		err = p.change(x, h, name, action)
	}
	if h == &x.Request.Header && action != skip && strings.EqualFold(name, "Host") {
		x.Request.HostSet = h.Has(name) // or else a backend gets its own
	}
	switch {
	case !x.Tracing() || err != nil:
	case fixed:
		x.Note("%s belongs to the connection and is left as it is", name)
	default:
		x.Note("%s: %s", name, strings.Join(h.Values(name), ", "))
	}
	return err
}

func (p *setHeader) change(x *runtime.Exchange, h *message.Header, name, action string) error {
	switch {
	case action == deletes && h != &x.Request.Header && strings.EqualFold(name, "Server"):
		return nil // as in API Management, a response tells what sent it
	case action == deletes:
		h.Del(name)
		return nil
	case action == skip && h.Has(name):
		return nil
	}
	if len(p.Values) == 1 && action != appends { // the usual case
		value, err := p.value(x, name, 0)
		if err == nil {
			h.Set(name, value)
		}
		return err
	}
	var values []string
	if action == appends {
		values = h.Values(name)
	}
	for i := range p.Values {
		value, err := p.value(x, name, i)
		if err != nil {
			return err
		}
		values = append(values, value)
	}
	if !isOneOf(name, separateHeaders) && len(values) > 1 {
		values = []string{strings.Join(values, ",")}
	}
	h.Set(name, values...)
	return nil
}

// value evaluates one of the values. Null is an empty one.
func (p *setHeader) value(x *runtime.Exchange, name string, i int) (string, error) {
	value, err := p.Values[i].Get(x)
	if err != nil {
		return "", err
	}
	if !isFieldValue(value) {
		return "", invalid("The value of a header field must hold no line breaks.")
	}
	x.HideField(name, value)
	return value, nil
}
