package policies

import (
	"context"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "send-one-way-request",
		Sections: runtime.AnySection,
		Doc:      "Sends a request of its own and does not wait for the response. Expressions in it are evaluated at once; that it cannot be sent is logged and changes nothing.",
		New:      func() runtime.Policy { return new(sendOneWayRequest) },
	})
}

type sendOneWayRequest struct{ outgoing }

func (p *sendOneWayRequest) Execute(ctx context.Context, x *runtime.Exchange) error {
	o, err := p.request(ctx, x)
	if err != nil {
		return err
	}
	if x.Tracing() {
		x.Note("%s %s", o.Method, o.URL)
	}
	return x.Post(ctx, o)
}
