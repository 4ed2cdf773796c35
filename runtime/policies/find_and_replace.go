package policies

import (
	"bytes"
	"context"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

func init() {
	register(runtime.Kind{
		Name:     "find-and-replace",
		Sections: runtime.AnySection,
		Doc: "Replaces each occurrence of a text in the body: of the request in inbound and backend, of the response in " +
			"outbound and on-error. Case counts. A compressed body is searched as it is.",
		New: func() runtime.Policy { return new(findAndReplace) },
	})
}

type findAndReplace struct {
	From runtime.Value[string] `attr:"from,required" doc:"The text to find. When it is empty, nothing is replaced."`
	To   runtime.Value[string] `attr:"to,required" doc:"What to put in its place; it may be empty."`
}

func (p *findAndReplace) Validate(c *runtime.Checker) {
	if from, ok := p.From.Constant(); ok && from == "" {
		c.Errorf("from", "there is no text to find")
	}
}

func (p *findAndReplace) Execute(_ context.Context, x *runtime.Exchange) error {
	from, err := p.From.Get(x)
	if err != nil {
		return err
	}
	to, err := p.To.Get(x)
	if err != nil {
		return err
	}
	return replaceContent(x, from, to)
}

// replaceContent replaces a text in the body of the message that the running
// section is about. The result is held to the limit of bodies as what is read is.
func replaceContent(x *runtime.Exchange, from, to string) error {
	data, err := x.Content()
	if err != nil {
		return err
	}
	n := 0
	if from != "" {
		n = bytes.Count(data, []byte(from))
	}
	if x.Tracing() {
		x.Note("%d times", n)
	}
	if n == 0 {
		return nil
	}
	if grown := int64(n) * int64(len(to)-len(from)); int64(len(data))+grown > x.BodyLimit() {
		return &runtime.Error{Message: "The body would be larger than the limit for buffered bodies."}
	}
	setContent(x, bytes.ReplaceAll(data, []byte(from), []byte(to)))
	return nil
}

// setContent gives the message that the running section is about another body.
func setContent(x *runtime.Exchange, data []byte) {
	b := message.NewBody(data)
	x.SetBody(b)
	describeBody(x.Header(), b)
}
