package policies

import (
	"context"
	"strconv"

	"sallyport/runtime"
	"sallyport/runtime/state"
)

func init() {
	register(runtime.Kind{
		Name:     "quota",
		Sections: runtime.Inbound,
		Scopes:   runtime.ProductScope,
		Once:     runtime.OncePerDocument,
		Doc: "Answers 403 once a subscription has used up its calls or bandwidth for the period. Periods follow each other from the start of the subscription. " +
			"The product and each element inside count by themselves; refused calls are not counted. Requests without a subscription are neither counted nor refused. " +
			"Bandwidth is that of bodies.",
		New: func() runtime.Policy { return new(quota) },
	})
}

type quota struct {
	_ struct{} `order:"any"`
	allowance
	Period string     `attr:"renewal-period,required" doc:"Seconds until everything may be used again, or a duration such as P30D; 0 is never."`
	APIs   []apiQuota `elem:"api" doc:"A quota for one API as well."`

	period int64
}

type apiQuota struct {
	calledQuota
	Operations []operationQuota `elem:"operation" doc:"A quota for one operation of the API as well."`
}

type operationQuota struct{ calledQuota }

// A calledQuota is the quota of one API or operation.
type calledQuota struct {
	called
	allowance
	Period string `attr:"renewal-period" doc:"A period of its own; that of the element around it when absent."`

	period int64
}

func (p *quota) Validate(c *runtime.Checker) {
	p.validate(c)
	p.period = checkPeriod(c, p.Period)
	for i := range p.APIs {
		a := &p.APIs[i]
		if a.Period == "" {
			a.period = p.period
		}
		for j := range a.Operations {
			if a.Operations[j].Period == "" {
				a.Operations[j].period = a.period
			}
		}
	}
}

func (p *calledQuota) Validate(c *runtime.Checker) {
	p.called.validate(c)
	p.allowance.validate(c)
	p.period = checkPeriod(c, p.Period)
}

// checkPeriod reads a period, if there is one.
func checkPeriod(c *runtime.Checker, text string) (seconds int64) {
	if !c.Has("renewal-period") {
		return 0
	}
	seconds, err := parsePeriod(text)
	if err != nil {
		c.Errorf("renewal-period", "%v", err)
	}
	return seconds
}

func (p *quota) Provision(o *runtime.Options) error { return needQuotas(o) }

func (p *quota) Execute(ctx context.Context, x *runtime.Exchange) error {
	if x.Subscription == nil {
		x.Note("the request has no subscription: it is not counted")
		return nil
	}
	uses := p.matching(x)
	if len(uses) > 1 { // nothing is counted if one of them refuses
		for i := range uses {
			if err := uses[i].spend(ctx, x, 0); err != nil {
				return err
			}
		}
	}
	for i := range uses {
		if err := uses[i].spend(ctx, x, 1); err != nil {
			return giveBack(ctx, uses[:i], err)
		}
	}
	for i := range uses {
		uses[i].chargeTraffic(ctx, x)
	}
	return nil
}

// giveBack takes back the call that was counted where there was room, after
// another request has taken the last one elsewhere.
func giveBack(ctx context.Context, uses []use, refused error) error {
	for i := range uses {
		if err := uses[i].quotas.Charge(ctx, uses[i].key, uses[i].window, state.Usage{Calls: -1}); err != nil {
			return err
		}
	}
	return refused
}

// matching are the quotas that a request is under.
func (p *quota) matching(x *runtime.Exchange) []use {
	start := x.Subscription.Start
	if start.IsZero() {
		start = x.Subscription.Created
	}
	var uses []use
	add := func(a *allowance, period int64, key string) {
		uses = append(uses, use{x.Services.Quotas, key, windowOf(x.Services.Now(), start, period), a.limit()})
	}
	base := counterKey("quota", x.Subscription.ID, place(x))
	add(&p.allowance, p.period, base)
	for i := range p.APIs {
		a := &p.APIs[i]
		if !a.api(x) {
			continue
		}
		key := base + counterKey("api", x.API.ID, strconv.Itoa(i))
		add(&a.allowance, a.period, key)
		for j := range a.Operations {
			if op := &a.Operations[j]; op.operation(x) {
				add(&op.allowance, op.period, key+counterKey("operation", x.Operation.ID, strconv.Itoa(j)))
			}
		}
	}
	return uses
}
