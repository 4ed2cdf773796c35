package policies

import (
	"context"
	"errors"
	"fmt"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "choose",
		Sections: runtime.AnySection,
		Doc:      "Runs the policies of the first when whose condition holds, or those of otherwise.",
		New:      func() runtime.Policy { return new(choose) },
	})
}

type choose struct {
	Whens     []when     `elem:"when,min=1" doc:"Policies for when a condition holds. Conditions after the first that holds are not evaluated."`
	Otherwise *otherwise `elem:"otherwise" doc:"Policies for when none holds."`
}

type when struct {
	Condition runtime.Value[bool] `attr:"condition,required" doc:"Whether to run the policies."`
	Policies  runtime.Steps       `elem:"*"`
}

type otherwise struct {
	Policies runtime.Steps `elem:"*"`
}

func (p *choose) Execute(ctx context.Context, x *runtime.Exchange) error {
	for i := range p.Whens {
		w := &p.Whens[i]
		holds, err := w.Condition.Get(x)
		if err != nil {
			return at(err, "when", i)
		}
		if holds {
			if x.Tracing() {
				x.Note("when[%d] holds", i+1)
			}
			x.NoteBranch("when", i+1)
			return w.Policies.Run(ctx, x)
		}
	}
	if p.Otherwise == nil {
		x.Note("no condition holds")
		return nil
	}
	x.Note("no condition holds: otherwise")
	x.NoteBranch("otherwise", 1)
	return p.Otherwise.Policies.Run(ctx, x)
}

// at says in which of a policy's own elements an error happened.
func at(err error, name string, i int) error {
	var e *runtime.Error
	if errors.As(err, &e) {
		e.Path = fmt.Sprintf("%s[%d]", name, i+1)
	}
	return err
}
