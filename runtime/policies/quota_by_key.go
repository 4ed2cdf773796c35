package policies

import (
	"context"
	"strconv"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/state"
)

func init() {
	register(runtime.Kind{
		Name:     "quota-by-key",
		Sections: runtime.Inbound,
		Doc: "Answers 403 once a key has used up its calls or bandwidth for the period. All policies with one key and the same periods share its counter, " +
			"and of those that a request meets only the first counts it. A call is counted where the policy stands; with an expression in increment-condition or " +
			"increment-count, at the end of the request, and not if the expression fails. Bandwidth is that of bodies.",
		New: func() runtime.Policy { return new(quotaByKey) },
	})
}

type quotaByKey struct {
	allowance
	Renewal   string                `attr:"renewal-period,required" doc:"Seconds until everything may be used again, 300 or more, or a duration such as P30D; 0 is never."`
	Key       runtime.Value[string] `attr:"counter-key,required" doc:"What the use is counted under."`
	Condition runtime.Value[bool]   `attr:"increment-condition" default:"true" doc:"Whether the call is counted. Bandwidth always is."`
	Count     runtime.Value[int]    `attr:"increment-count" min:"0" default:"1" doc:"How many calls it counts as."`
	First     string                `attr:"first-period-start" default:"0001-01-01T00:00:00Z" doc:"When the first period begins; the others follow. By the default a day is one of UTC."`

	period int64
	first  time.Time
}

// minQuotaPeriod is the least number of seconds of a period that ends.
const minQuotaPeriod = 300

func (p *quotaByKey) Validate(c *runtime.Checker) {
	p.validate(c)
	var err error
	switch p.period, err = parsePeriod(p.Renewal); {
	case err != nil:
		c.Errorf("renewal-period", "%v", err)
	case p.period != 0 && p.period < minQuotaPeriod:
		c.Errorf("renewal-period", "a period is of at least %d seconds, or 0 for one that never ends", minQuotaPeriod)
	}
	if p.first, err = time.Parse(time.RFC3339, p.First); err != nil {
		c.Errorf("first-period-start", "%q is no time such as 2026-01-15T00:00:00Z", p.First)
	}
}

func (p *quotaByKey) Provision(o *runtime.Options) error { return needQuotas(o) }

func (p *quotaByKey) Execute(ctx context.Context, x *runtime.Exchange) error {
	key, err := p.Key.Get(x)
	if err != nil {
		return err
	}
	// A counter has one window at a time, so those of other periods are others.
	key = "quota-by-key:" + counterKey(key, strconv.FormatInt(p.period, 10), strconv.FormatInt(p.first.Unix(), 10))
	u := use{x.Services.Quotas, key, windowOf(x.Services.Now(), p.first, p.period), p.limit()}
	count, late := p.count()
	if own, first := x.Once(key, count); !first {
		return u.besides(own).spend(ctx, x, 0)
	}
	if err := u.spend(ctx, x, count); err != nil {
		return err
	}
	u.chargeTraffic(ctx, x)
	if late {
		x.AtEnd(func(ctx context.Context) error { return p.countLate(ctx, x, &u) })
	}
	return nil
}

// count is what to count at once, or that it is known only at the end.
func (p *quotaByKey) count() (n int64, late bool) {
	counts, fixed := p.Condition.Constant()
	count, fixedCount := p.Count.Constant()
	switch {
	case !fixed || !fixedCount:
		return 0, true
	case !counts:
		return 0, false
	}
	return int64(count), false
}

// countLate counts when it is known what the client gets.
func (p *quotaByKey) countLate(ctx context.Context, x *runtime.Exchange, u *use) error {
	counts, err := p.Condition.Get(x)
	if err != nil || !counts {
		return err
	}
	n, err := p.Count.Get(x)
	if err != nil {
		return err
	}
	x.Note("counted as %d", n)
	return u.quotas.Charge(ctx, u.key, u.window, state.Usage{Calls: int64(n)})
}
