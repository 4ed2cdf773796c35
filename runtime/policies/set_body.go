package policies

import (
	"context"
	"mime"
	"strconv"
	"strings"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

func init() {
	register(runtime.Kind{
		Name:     "set-body",
		Sections: runtime.AnySection,
		Doc:      "Gives the message another body: the request in inbound and backend, the response in outbound and on-error.",
		New:      func() runtime.Policy { return new(setBody) },
	})
}

type setBody struct {
	Content  runtime.Value[string] `text:"verbatim,xml" doc:"The body: literal text, XML elements, or an expression that gives a text. It is sent as UTF-8."`
	Template string                `attr:"template" enum:"none,liquid" default:"none" doc:"Whether the content is a Liquid template."`
	Nil      string                `attr:"xsi-nil" enum:"blank,null" default:"blank" doc:"How a Liquid template sees an XML element with xsi:nil."`
	Dates    bool                  `attr:"parse-date" default:"true" doc:"Whether a Liquid template sees texts that look like dates as dates."`
	Decode   bool                  `attr:"html-decode-expression" doc:"Undocumented."`
}

func (p *setBody) Validate(c *runtime.Checker) {
	if p.Template == "liquid" {
		c.Errorf("template", "Liquid templates are not supported yet")
	}
	if c.Has("html-decode-expression") {
		c.Errorf("html-decode-expression", "html-decode-expression is not supported yet")
	}
}

func (p *setBody) Execute(_ context.Context, x *runtime.Exchange) error {
	body, err := p.body(x)
	if err != nil {
		return err
	}
	x.SetBody(body)
	describeBody(x.Header(), body)
	if x.Tracing() {
		x.Note("%d bytes", body.Len())
	}
	return nil
}

func (p *setBody) apply(x *runtime.Exchange, r *runtime.Response) error {
	body, err := p.body(x)
	if err != nil {
		return err
	}
	r.SetBody(body)
	describeBody(&r.Header, body)
	return nil
}

func (p *setBody) body(x *runtime.Exchange) (*message.Body, error) {
	text, err := p.Content.Get(x)
	if err != nil {
		return nil, err
	}
	return message.NewBody([]byte(strings.ToValidUTF8(text, "\uFFFD"))), nil
}

// describeBody makes what a header says of the body true again: the length and
// the charset.
func describeBody(h *message.Header, b *message.Body) {
	if h.Has("Content-Length") {
		h.Set("Content-Length", strconv.FormatInt(b.Len(), 10))
	}
	kind, parameters, err := mime.ParseMediaType(h.Get("Content-Type"))
	if charset, ok := parameters["charset"]; err == nil && ok && !strings.EqualFold(charset, "utf-8") {
		parameters["charset"] = "utf-8"
		h.Set("Content-Type", mime.FormatMediaType(kind, parameters))
	}
}
