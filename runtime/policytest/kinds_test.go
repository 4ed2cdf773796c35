package policytest

import (
	"context"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

// kinds are policies of the tests' own, so that what is said of a failing test
// does not change with those of package policies.
var kinds = []runtime.Kind{
	{Name: "set-variable", Sections: runtime.AnySection, Doc: "Sets a variable.", New: func() runtime.Policy { return new(setVariable) }},
	{Name: "say", Sections: runtime.AnySection, Doc: "Says something.", New: func() runtime.Policy { return new(say) }},
	{Name: "call", Sections: runtime.AnySection, Doc: "Makes a request of its own and says what came of it.", New: func() runtime.Policy { return new(call) }},
	{Name: "forward-request", Sections: runtime.Backend, Doc: "Forwards.", New: func() runtime.Policy { return new(forward) }},
}

type setVariable struct {
	Name  string             `attr:"name,required"`
	Value runtime.Value[any] `attr:"value,required"`
}

func (p *setVariable) Execute(_ context.Context, x *runtime.Exchange) error {
	value, err := p.Value.Get(x)
	if err == nil {
		x.Variables.Set(p.Name, value)
	}
	return err
}

type say struct {
	Text runtime.Value[string] `attr:"text,required"`
}

func (p *say) Execute(_ context.Context, x *runtime.Exchange) error {
	text, err := p.Text.Get(x)
	x.Note("%s", text)
	return err
}

type call struct {
	Method string `attr:"method" default:"GET"`
	URL    string `attr:"url,required"`
	Body   string `attr:"body"`
}

func (p *call) Execute(ctx context.Context, x *runtime.Exchange) error {
	u, err := runtime.ParseURL(p.URL)
	if err != nil {
		return err
	}
	o := &runtime.Outgoing{Method: p.Method, URL: &u, Header: &message.Header{}, Timeout: 5 * time.Second}
	if p.Body != "" {
		o.Body = message.NewBody([]byte(p.Body))
	}
	var response runtime.Response
	if err := x.Send(ctx, o, &response); err != nil {
		x.Note("%v", err)
		return nil
	}
	body, err := response.Body.Bytes(x.Services.Limits.Body)
	x.Note("%d %s", response.Status, body)
	return err
}

type forward struct{}

func (forward) Execute(ctx context.Context, x *runtime.Exchange) error {
	o := x.Outgoing()
	o.Timeout = 5 * time.Minute
	return x.Forward(ctx, o)
}
