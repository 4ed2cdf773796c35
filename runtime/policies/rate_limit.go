package policies

import (
	"context"
	"strconv"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/message"
	"sallyport/runtime/state"
)

func init() {
	register(runtime.Kind{
		Name:     "rate-limit",
		Sections: runtime.Inbound,
		Scopes:   runtime.ProductScope | runtime.APIScope | runtime.OperationScope,
		Once:     runtime.OncePerDocument,
		Doc: "Answers 429 once a subscription has made its calls for the period. Product, API and operation count by themselves, and so does each element inside. " +
			"Refused calls are not counted. Requests without a subscription are neither counted nor refused. " +
			"What an element inside names for the calls left is told what is left of all limits that it was called under.",
		New: func() runtime.Policy { return new(rateLimit) },
	})
}

type rateLimit struct {
	_ struct{} `order:"any"`
	rate
	APIs       []apiRate       `elem:"api" doc:"A limit on the calls of one API as well."`
	Operations []operationRate `elem:"operation" doc:"A limit on the calls of one operation as well."`
}

// A rate is a limit and where it says what is left.
type rate struct {
	Calls  int `attr:"calls,required" min:"0" doc:"Calls that are allowed in a period."`
	Period int `attr:"renewal-period,required" min:"1" max:"300" doc:"The sliding period, in seconds."`
	rateReport
}

type apiRate struct {
	called
	rate
	Operations []operationRate `elem:"operation" doc:"A limit on the calls of one operation of the API as well."`
}

type operationRate struct {
	called
	rate
}

func (p *rateLimit) Validate(c *runtime.Checker) { p.validate(c) }

func (p *apiRate) Validate(c *runtime.Checker) {
	p.called.validate(c)
	p.rate.validate(c)
}

func (p *operationRate) Validate(c *runtime.Checker) {
	p.called.validate(c)
	p.rate.validate(c)
}

func (p *rateLimit) Provision(o *runtime.Options) error { return needLimiter(o) }

func (p *rateLimit) Execute(ctx context.Context, x *runtime.Exchange) error {
	if x.Subscription == nil {
		x.Note("the request has no subscription: it is not counted")
		return nil
	}
	rates, claims := p.matching(x)
	d, err := x.Services.Limiter.TakeAll(ctx, 1, claims)
	if err != nil {
		return err
	}
	if x.Tracing() {
		x.Note("limits: %d; calls left: %d", len(claims), d.Remaining)
	}
	if d.Allowed {
		for _, r := range rates {
			r.allowed(x, d, r.Calls)
		}
		return nil
	}
	var retry []message.Field
	for i, r := range rates {
		field := r.refused(x, d, r.Calls)
		if i == 0 || r.RetryHeader != "" {
			retry = append(retry, field)
		}
	}
	return rateExceeded(d, retry...)
}

// matching are the limits that a request is under, and their counters.
func (p *rateLimit) matching(x *runtime.Exchange) (rates []*rate, claims []state.Claim) {
	base := counterKey("rate-limit", x.Subscription.ID, place(x))
	add := func(r *rate, key string) {
		rates = append(rates, r)
		claims = append(claims, state.Claim{Key: key, Limit: state.Limit{Calls: r.Calls, Period: time.Duration(r.Period) * time.Second}})
	}
	operations := func(list []operationRate, key string) {
		for i := range list {
			if list[i].operation(x) {
				add(&list[i].rate, key+counterKey("operation", x.Operation.ID, strconv.Itoa(i)))
			}
		}
	}
	add(&p.rate, base)
	operations(p.Operations, base)
	for i := range p.APIs {
		if a := &p.APIs[i]; a.api(x) {
			key := base + counterKey("api", x.API.ID, strconv.Itoa(i))
			add(&a.rate, key)
			operations(a.Operations, key)
		}
	}
	return rates, claims
}
