package policies

import (
	"context"
	"errors"
	"fmt"

	"sallyport/runtime"
	"sallyport/runtime/state"
)

func init() {
	register(runtime.Kind{
		Name:     "limit-concurrency",
		Sections: runtime.AnySection,
		Doc: "Runs its policies while no more than so many requests do so under the same key, wherever the key stands. One more fails " +
			"at once with 429 and the reason ConcurrencyLimitExceeded; API Management publishes no reason.",
		New: func() runtime.Policy { return new(limitConcurrency) },
	})
}

type limitConcurrency struct {
	Key      runtime.Value[string] `attr:"key,required" doc:"What requests are counted under."`
	Max      int                   `attr:"max-count,required" min:"1" doc:"How many may run at the same time."`
	Policies runtime.Steps         `elem:"*"`

	places state.Semaphore
}

func (p *limitConcurrency) Provision(o *runtime.Options) error {
	if o.Services == nil || o.Services.Semaphore == nil {
		return errors.New("there is no store to count in")
	}
	p.places = o.Services.Semaphore
	return nil
}

func (p *limitConcurrency) Execute(ctx context.Context, x *runtime.Exchange) error {
	key, err := p.Key.Get(x)
	if err != nil {
		return err
	}
	var release func()
	var ok bool
	err = x.Outside(ctx, func() (err error) {
		release, ok, err = p.places.Acquire(ctx, key, p.Max)
		return err
	})
	if release != nil {
		defer release()
	}
	switch {
	case err != nil:
		return fmt.Errorf("count concurrent requests: %w", err)
	case !ok:
		return &runtime.Error{Reason: "ConcurrencyLimitExceeded", Message: "Concurrency limit is exceeded", Status: 429}
	}
	return p.Policies.Run(ctx, x)
}
