package policies

import (
	"context"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/state"
)

func init() {
	register(runtime.Kind{
		Name:     "rate-limit-by-key",
		Sections: runtime.Inbound,
		Doc: "Answers 429 once a key has made its calls for the period. All policies that count under one key share its counter. " +
			"A call is counted where the policy stands; with an expression in increment-condition or increment-count, " +
			"at the end of the request, whether or not it succeeded, and not if the expression fails. Refused calls are not counted.",
		New: func() runtime.Policy { return new(rateLimitByKey) },
	})
}

type rateLimitByKey struct {
	Calls     runtime.Value[int]    `attr:"calls,required" min:"0" doc:"Calls that a key may make in a period."`
	Period    runtime.Value[int]    `attr:"renewal-period,required" min:"1" max:"300" doc:"The sliding period, in seconds."`
	Key       runtime.Value[string] `attr:"counter-key,required" doc:"What the calls are counted under."`
	Condition runtime.Value[bool]   `attr:"increment-condition" default:"true" doc:"Whether the call is counted."`
	Count     runtime.Value[int]    `attr:"increment-count" min:"0" default:"1" doc:"How many calls it counts as. Only what was counted before decides whether it is allowed."`
	rateReport
	AfterResponse bool `attr:"increment-after-response" default:"false" doc:"Whether to count at the end of the request. API Management does not document it."`
	Flexible      bool `attr:"flexible-retry-window" default:"false" doc:"Changes nothing: API Management's schema has it and does not say what it does."`
}

func (p *rateLimitByKey) Validate(c *runtime.Checker) {
	p.validate(c)
	if p.Flexible {
		c.Warnf("flexible-retry-window", "flexible-retry-window changes nothing: nobody documents what it does")
	}
}

func (p *rateLimitByKey) Provision(o *runtime.Options) error { return needLimiter(o) }

func (p *rateLimitByKey) Execute(ctx context.Context, x *runtime.Exchange) error {
	key, limit, err := p.limit(x)
	if err != nil {
		return err
	}
	count, late := p.count()
	d, err := x.Services.Limiter.Take(ctx, key, count, limit)
	if err != nil {
		return err
	}
	if x.Tracing() {
		x.Note("%d of %d calls left in %v", d.Remaining, limit.Calls, limit.Period)
	}
	if !d.Allowed {
		return rateExceeded(d, p.refused(x, d, limit.Calls))
	}
	p.allowed(x, d, limit.Calls)
	if late {
		x.AtEnd(func(ctx context.Context) error { return p.countLate(ctx, x, key, limit) })
	}
	return nil
}

func (p *rateLimitByKey) limit(x *runtime.Exchange) (key string, l state.Limit, err error) {
	if l.Calls, err = p.Calls.Get(x); err != nil {
		return "", l, err
	}
	period, err := p.Period.Get(x)
	if err != nil {
		return "", l, err
	}
	l.Period = time.Duration(period) * time.Second
	key, err = p.Key.Get(x)
	return "rate-limit-by-key:" + key, l, err
}

// count is what to count at once, or that it is known only at the end.
func (p *rateLimitByKey) count() (n int, late bool) {
	counts, fixed := p.Condition.Constant()
	n, fixedCount := p.Count.Constant()
	switch {
	case p.AfterResponse || !fixed || !fixedCount:
		return 0, true
	case !counts:
		return 0, false
	}
	return n, false
}

// countLate counts when it is known what the client gets.
func (p *rateLimitByKey) countLate(ctx context.Context, x *runtime.Exchange, key string, l state.Limit) error {
	counts, err := p.Condition.Get(x)
	if err != nil || !counts {
		return err
	}
	n, err := p.Count.Get(x)
	if err != nil {
		return err
	}
	d, err := x.Services.Limiter.Count(ctx, key, n, l)
	if err == nil {
		p.allowed(x, d, l.Calls)
		x.Note("counted as %d, %d calls left", n, d.Remaining)
	}
	return err
}
