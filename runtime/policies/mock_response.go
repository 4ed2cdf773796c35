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
		Name:     "mock-response",
		Sections: runtime.Inbound | runtime.Outbound | runtime.OnError,
		Doc: "Ends the pipeline and answers the caller with an example of what the operation is described to answer, or one that is made " +
			"from its schema. Without a description of the status the answer has no body.",
		New: func() runtime.Policy { return new(mockResponse) },
	})
}

type mockResponse struct {
	Status  int    `attr:"status-code" min:"200" max:"999" default:"200" doc:"The status."`
	Type    string `attr:"content-type" doc:"The media type of the body; the first that the description has when absent, or when it has none of this type."`
	Index   int    `attr:"index" doc:"Which of the examples, counted from 0; the first when there are not so many. Undocumented."`
	Enabled bool   `attr:"enabled" default:"true" doc:"Whether the policy does anything. Undocumented."`
}

func (p *mockResponse) Execute(_ context.Context, x *runtime.Exchange) error {
	if !p.Enabled {
		return nil
	}
	r := x.NewResponse()
	r.Status = p.Status
	content, example := p.choose(x.Operation)
	if example != "" {
		r.Header.Add("Content-Type", content)
		r.Body = message.NewBody([]byte(example))
	}
	if x.Tracing() {
		x.Note("%d %s, %d bytes", r.Status, content, len(example))
	}
	return runtime.Stop
}

// choose is the media type and the body that an operation is described to
// answer, or nothing.
func (p *mockResponse) choose(op *runtime.OperationInfo) (mediaType, body string) {
	if op == nil {
		return "", ""
	}
	i := slices.IndexFunc(op.Responses, func(r runtime.ResponseInfo) bool { return r.Status == p.Status })
	if i < 0 || len(op.Responses[i].Content) == 0 {
		return "", ""
	}
	all := op.Responses[i].Content
	chosen := &all[max(0, slices.IndexFunc(all, func(c runtime.ContentInfo) bool { return strings.EqualFold(c.Type, p.Type) }))]
	switch {
	case len(chosen.Examples) == 0:
		return chosen.Type, ""
	case p.Index >= 0 && p.Index < len(chosen.Examples):
		return chosen.Type, chosen.Examples[p.Index]
	}
	return chosen.Type, chosen.Examples[0]
}
