package policies

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime"
	"sallyport/runtime/message"
	"sallyport/runtime/state"
)

// defaultRetryHeader is where a refusal says when to come back, unless an
// attribute names another field.
const defaultRetryHeader = "Retry-After"

// A rateReport is where a rate limit says what is left of it.
type rateReport struct {
	RetryHeader       string `attr:"retry-after-header-name" doc:"The field of a refusal that says in how many seconds a call would be allowed; Retry-After when absent."`
	RetryVariable     string `attr:"retry-after-variable-name" doc:"The variable for the same, an int."`
	RemainingHeader   string `attr:"remaining-calls-header-name" doc:"The field of every response that says how many calls are left."`
	RemainingVariable string `attr:"remaining-calls-variable-name" doc:"The variable for the same, an int."`
	TotalHeader       string `attr:"total-calls-header-name" doc:"The field of every response that says how many calls a period allows."`
}

func (r *rateReport) validate(c *runtime.Checker) {
	for attr, name := range map[string]string{
		"retry-after-header-name": r.RetryHeader, "remaining-calls-header-name": r.RemainingHeader, "total-calls-header-name": r.TotalHeader,
	} {
		if c.Has(attr) && !isToken(name) {
			c.Errorf(attr, "%q is no name of a header field", name)
		}
	}
	for attr, name := range map[string]string{"retry-after-variable-name": r.RetryVariable, "remaining-calls-variable-name": r.RemainingVariable} {
		if c.Has(attr) && name == "" {
			c.Errorf(attr, "the name of a variable is empty")
		}
	}
}

// allowed says what is left.
func (r *rateReport) allowed(x *runtime.Exchange, d state.Decision, calls int) {
	if r.RemainingHeader != "" {
		x.Final.Set(r.RemainingHeader, strconv.Itoa(d.Remaining))
	}
	if r.RemainingVariable != "" {
		x.Variables.Set(r.RemainingVariable, int32(d.Remaining))
	}
	if r.TotalHeader != "" {
		x.Final.Set(r.TotalHeader, strconv.Itoa(calls))
	}
}

// refused says that nothing is left, and until when. It answers the field of
// the response that says so.
func (r *rateReport) refused(x *runtime.Exchange, d state.Decision, calls int) message.Field {
	r.allowed(x, d, calls)
	wait := wholeSeconds(d.RetryAfter)
	if r.RetryVariable != "" {
		x.Variables.Set(r.RetryVariable, int32(wait))
	}
	name := r.RetryHeader
	if name == "" {
		name = defaultRetryHeader
	}
	return message.Field{Name: name, Value: strconv.FormatInt(wait, 10)}
}

// rateExceeded is the refusal of a call that a rate limit has no room for.
func rateExceeded(d state.Decision, retry ...message.Field) error {
	return &runtime.Error{
		Reason: "RateLimitExceeded", Message: "Rate limit is exceeded", Status: 429,
		Text:   fmt.Sprintf("Rate limit is exceeded. Try again in %d seconds.", wholeSeconds(d.RetryAfter)),
		Header: retry,
	}
}

// wholeSeconds is a time in seconds, rounded up: after so many it is over.
func wholeSeconds(d time.Duration) int64 { return int64((d + time.Second - 1) / time.Second) }

// needLimiter says at load that there is no store for counts.
func needLimiter(o *runtime.Options) error {
	if o.Services == nil || o.Services.Limiter == nil {
		return errors.New("there is no store to count calls in")
	}
	return nil
}

// counterKey joins the parts of a counter's key. No part can be taken for
// another: each says how long it is.
func counterKey(parts ...string) string {
	n := 0
	for _, part := range parts {
		n += len(part) + 4
	}
	key := make([]byte, 0, n)
	for _, part := range parts {
		key = strconv.AppendInt(key, int64(len(part)), 10)
		key = append(append(key, ':'), part...)
	}
	return string(key)
}

// A called names an API or an operation, by id or else by name.
type called struct {
	ID   string `attr:"id" doc:"Its id, which counts more than the name."`
	Name string `attr:"name" doc:"Its name."`
}

func (c called) validate(check *runtime.Checker) {
	if c.ID == "" && c.Name == "" {
		check.Errorf("", "name or id must say which one is meant")
	}
}

// is reports whether the API or operation of a request is the one that is
// named. API Management does not tell upper from lower case here.
func (c called) is(id, name string) bool {
	if c.ID != "" {
		return strings.EqualFold(c.ID, id)
	}
	return strings.EqualFold(c.Name, name)
}

func (c called) api(x *runtime.Exchange) bool {
	return x.API != nil && c.is(x.API.ID, x.API.Name)
}

func (c called) operation(x *runtime.Exchange) bool {
	return x.Operation != nil && c.is(x.Operation.ID, x.Operation.Name)
}

// place names what the running policy's document belongs to, so that each of
// them counts by itself.
func place(x *runtime.Exchange) string {
	switch {
	case x.Scope() == runtime.ProductScope && x.Product != nil:
		return counterKey("product", x.Product.ID)
	case x.Scope() == runtime.APIScope && x.API != nil:
		return counterKey("api", x.API.ID)
	case x.Scope() == runtime.OperationScope && x.API != nil && x.Operation != nil:
		return counterKey("operation", x.API.ID, x.Operation.ID)
	}
	return x.Scope().String()
}

// timeSpan is a time in .NET's form, such as 14.07:13:56.
func timeSpan(d time.Duration) string {
	return clr.Text(clr.TimeSpan(wholeSeconds(d) * int64(time.Second/100)))
}
