package policies

import (
	"context"
	"html"
	"mime"
	"regexp"
	"strconv"
	"strings"

	"sallyport/runtime"
	"sallyport/runtime/liquid"
	"sallyport/runtime/message"
)

func init() {
	register(runtime.Kind{
		Name:     "set-body",
		Sections: runtime.AnySection,
		Doc: "Gives the message another body: the request in inbound and backend, the response in outbound and on-error. A Liquid template " +
			"sees body, when its Content-Type is JSON or XML, and of context the Request, Response and Variables. Members of an XML element " +
			"are its elements and attributes by local name, whatever their case. In return-response there is no body to see.",
		New: func() runtime.Policy { return new(setBody) },
	})
}

type setBody struct {
	Content  runtime.Value[string] `text:"verbatim,xml" doc:"The body: literal text, XML elements, or an expression that gives a text. It is sent as UTF-8."`
	Template string                `attr:"template" enum:"none,liquid" default:"none" doc:"Whether the content is a Liquid template."`
	Nil      string                `attr:"xsi-nil" enum:"blank,null" default:"blank" doc:"How a Liquid template sees an XML element with xsi:nil."`
	Dates    bool                  `attr:"parse-date" default:"true" doc:"Whether a Liquid template sees texts that look like dates as dates."`
	Decode   bool                  `attr:"html-decode-expression" default:"false" doc:"Whether character references of HTML in the body are decoded. Undocumented."`

	template *liquid.Template // nil of a body that is none
}

func (p *setBody) Validate(c *runtime.Checker) {
	if p.Template != "liquid" {
		return
	}
	text, literal := p.Content.Constant()
	if !literal {
		c.Errorf("template", "a Liquid template is literal, and policy expressions are not evaluated in it")
		return
	}
	if c.HasElements() {
		text = unescapeTags(text)
	}
	template, err := liquid.Parse(text)
	if err != nil {
		c.Errorf("", "Liquid: %v", err)
	}
	p.template = template
}

// unescapeTags undoes in the tags of a template the escapes that text has among
// elements: it is {% if a > 1 %} for Liquid.
func unescapeTags(text string) string {
	return tags.ReplaceAllStringFunc(text, func(tag string) string {
		return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&").Replace(tag)
	})
}

var tags = regexp.MustCompile(`(?s)\{\{.*?\}\}|\{%.*?%\}`)

func (p *setBody) Execute(_ context.Context, x *runtime.Exchange) error {
	body, err := p.body(x, true)
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
	body, err := p.body(x, false)
	if err != nil {
		return err
	}
	r.SetBody(body)
	describeBody(&r.Header, body)
	return nil
}

// body makes the body. A template sees the one there is, if it may.
func (p *setBody) body(x *runtime.Exchange, see bool) (*message.Body, error) {
	text, err := p.text(x, see)
	if err != nil {
		return nil, err
	}
	if p.Decode {
		text = html.UnescapeString(text)
	}
	return message.NewBody([]byte(strings.ToValidUTF8(text, "\uFFFD"))), nil
}

func (p *setBody) text(x *runtime.Exchange, see bool) (string, error) {
	if p.template == nil {
		return p.Content.Get(x)
	}
	var content []byte
	var contentType string
	if see && p.template.Uses("body") {
		var err error
		if content, err = x.Content(); err != nil {
			return "", err
		}
		contentType = x.Header().Get("Content-Type")
	}
	return renderLiquid(x, p.template, liquid.Options{Texts: !p.Dates, NilNull: p.Nil == "null"}, content, contentType)
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
