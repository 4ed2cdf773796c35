package policies

import (
	"context"
	"strings"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "set-status",
		Sections: runtime.AnySection,
		Doc:      "Changes the status of the response. It does not end the pipeline: in inbound the backend's status takes its place.",
		New:      func() runtime.Policy { return new(setStatus) },
	})
}

type setStatus struct {
	Code   runtime.Value[int]    `attr:"code,required" min:"200" max:"999" doc:"The status code."`
	Reason runtime.Value[string] `attr:"reason" doc:"The reason phrase; when absent or empty the standard one of the code. HTTP/2 carries none."`
}

func (p *setStatus) Validate(c *runtime.Checker) {
	if reason, ok := p.Reason.Constant(); ok && strings.ContainsAny(reason, lineBreaks) {
		c.Errorf("reason", "a reason phrase is one line")
	}
}

func (p *setStatus) Execute(_ context.Context, x *runtime.Exchange) error {
	return p.apply(x, x.EnsureResponse())
}

func (p *setStatus) apply(x *runtime.Exchange, r *runtime.Response) error {
	code, err := p.Code.Get(x)
	if err != nil {
		return err
	}
	reason, err := p.Reason.Get(x)
	if err != nil {
		return err
	}
	if strings.ContainsAny(reason, lineBreaks) {
		return invalid("A reason phrase must be one line.")
	}
	r.Status, r.Reason = code, reason
	if x.Tracing() {
		x.Note("status %d %s", code, r.Phrase())
	}
	return nil
}
