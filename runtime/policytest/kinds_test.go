package policytest

import (
	"context"
	"time"

	"sallyport/runtime"
)

// kinds are policies of the tests' own, so that what is said of a failing test
// does not change with those of package policies.
var kinds = []runtime.Kind{
	{Name: "set-variable", Sections: runtime.AnySection, Doc: "Sets a variable.", New: func() runtime.Policy { return new(setVariable) }},
	{Name: "say", Sections: runtime.AnySection, Doc: "Says something.", New: func() runtime.Policy { return new(say) }},
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

type forward struct{}

func (forward) Execute(ctx context.Context, x *runtime.Exchange) error {
	o := x.Outgoing()
	o.Timeout = 5 * time.Minute
	return x.Forward(ctx, o)
}
