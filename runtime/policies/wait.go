package policies

import (
	"context"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "wait",
		Sections: runtime.Inbound | runtime.Backend | runtime.Outbound,
		Doc: "Runs its policies beside each other and goes on when all are done, or the first of them. " +
			"One that fails or ends the pipeline ends the others, and so does the wait.",
		New: func() runtime.Policy { return new(wait) },
	})
}

// wait follows the policy's page where it says that for may be absent, and the
// schema in what else may stand in it. Neither says what a failure does.
type wait struct {
	For      runtime.Value[string] `attr:"for" enum:"all,any" default:"all" doc:"Whether to wait for all or for any."`
	Policies runtime.Steps         `elem:"*,min=1" only:"send-request,cache-lookup-value,choose,forward-request,cache-store-value,authentication-managed-identity,authentication-token"`
}

func (p *wait) Execute(ctx context.Context, x *runtime.Exchange) error {
	of, err := p.For.Get(x)
	if err != nil {
		return err
	}
	x.Note("wait for %s of %d", of, len(p.Policies))
	return x.Parallel(ctx, len(p.Policies), of == "any", func(ctx context.Context, i int) error {
		return p.Policies[i:i+1].Run(ctx, x)
	})
}
