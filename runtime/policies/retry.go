package policies

import (
	"context"
	"math"
	"math/rand/v2"
	"time"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "retry",
		Sections: runtime.AnySection,
		Doc: "Runs its policies, and again while its condition holds. When one of them fails, the condition sees the response " +
			"that the failure would have; if it does not hold, or no retry is left, the failure goes to on-error. " +
			"The other attributes are evaluated before each retry.",
		New: func() runtime.Policy { return new(retry) },
	})
}

type retry struct {
	Condition   runtime.Value[bool] `attr:"condition,required" doc:"Whether to run the policies again. It is evaluated after each run."`
	Count       runtime.Value[int]  `attr:"count,required" min:"1" max:"50" doc:"How many retries there may be."`
	Interval    runtime.Value[int]  `attr:"interval,required" min:"0" doc:"Seconds to wait before a retry."`
	MaxInterval runtime.Value[int]  `attr:"max-interval" min:"1" doc:"The most seconds to wait. With delta it makes the wait grow exponentially, with some chance in it."`
	Delta       runtime.Value[int]  `attr:"delta" min:"1" doc:"Seconds by which the wait grows with each retry."`
	FirstFast   runtime.Value[bool] `attr:"first-fast-retry" default:"false" doc:"Whether the first retry does not wait."`
	Policies    runtime.Steps       `elem:"*" except:"wait"`
}

func (p *retry) Execute(ctx context.Context, x *runtime.Exchange) error {
	for retries := 0; ; retries++ {
		failure := p.Policies.Run(ctx, x)
		if failure == runtime.Stop || ctx.Err() != nil {
			return failure
		}
		wait, again, err := p.next(x, retries, failure)
		if err != nil {
			return err
		}
		if !again {
			return failure
		}
		if x.Tracing() {
			x.Note("retry %d after %v", retries+1, wait)
		}
		if wait == 0 {
			continue
		}
		if err := x.Sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// next says whether there is another retry after a run, and what to wait
// before it.
func (p *retry) next(x *runtime.Exchange, retries int, failure error) (wait time.Duration, again bool, err error) {
	if again, err = p.holds(x, failure); err != nil || !again {
		return 0, false, err
	}
	var (
		count, interval, limit, delta int
		fast                          bool
	)
	if err := x.Eval(p.Count.Into(&count), p.Interval.Into(&interval), p.MaxInterval.Into(&limit), p.Delta.Into(&delta), p.FirstFast.Into(&fast)); err != nil {
		return 0, false, err
	}
	switch {
	case retries >= count:
		x.Note("no retry is left")
		return 0, false, nil
	case fast && retries == 0:
		return 0, true, nil
	}
	return backOff(retries, interval, delta, limit, x.Services.Random), true, nil
}

// holds evaluates the condition. After a failure it sees the response that the
// failure would have.
func (p *retry) holds(x *runtime.Exchange, failure error) (holds bool, err error) {
	if failure == nil {
		return p.Condition.Get(x)
	}
	err = x.WithError(failure.(*runtime.Error), func() (err error) {
		holds, err = p.Condition.Get(x)
		return err
	})
	return holds, err
}

// backOff is what to wait before a retry, counted from 0: interval seconds, with
// delta growing linearly, with a limit too exponentially. The policy's page has
// the exponential formula in two forms; this is the one that gives its example.
// Of a limit without delta it says nothing: it caps the interval.
func backOff(retry, interval, delta, limit int, random *rand.Rand) time.Duration {
	wait := float64(interval)
	switch {
	case delta > 0 && limit > 0:
		chance := rand.Float64
		if random != nil {
			chance = random.Float64
		}
		wait += (math.Pow(2, float64(retry)) - 1) * float64(delta) * (0.8 + 0.4*chance())
	case delta > 0:
		wait += float64(retry) * float64(delta)
	}
	if limit > 0 {
		wait = min(wait, float64(limit))
	}
	return time.Duration(wait * float64(time.Second))
}
