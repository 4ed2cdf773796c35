package policies

import (
	"context"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/message"
	"sallyport/runtime/state"
)

// An allowance is how much of something a quota allows; 0 is no limit.
type allowance struct {
	Calls     int64 `attr:"calls" min:"1" doc:"Calls that are allowed in a period."`
	Bandwidth int64 `attr:"bandwidth" min:"1" doc:"Kilobytes, of 1,024 bytes each, that the bodies of requests and responses may have in a period. The call that crosses the limit succeeds."`
}

func (a *allowance) validate(c *runtime.Checker) {
	if a.Calls == 0 && a.Bandwidth == 0 {
		c.Errorf("", "one of calls and bandwidth is needed")
	}
}

func (a *allowance) limit() state.Usage {
	l := state.Usage{Calls: state.Unlimited, Bytes: state.Unlimited}
	if a.Calls > 0 {
		l.Calls = a.Calls
	}
	if a.Bandwidth > 0 {
		l.Bytes = min(a.Bandwidth, math.MaxInt64/1024) * 1024
	}
	return l
}

// A use is what a request takes from a quota.
type use struct {
	quotas state.Quotas
	key    string
	window state.Window
	limit  state.Usage
}

// spend counts calls, if the quota has any left. With none it only looks.
func (u *use) spend(ctx context.Context, x *runtime.Exchange, calls int64) error {
	before, ok, err := u.quotas.Spend(ctx, u.key, u.window, state.Usage{Calls: calls}, u.limit)
	switch {
	case err != nil:
		return err
	case !ok:
		return u.exceeded(before, x.Services.Now())
	}
	if x.Tracing() {
		x.Note("%d calls and %d bytes were used before", before.Calls, before.Bytes)
	}
	return nil
}

// besides is the use of a request that has counted some calls already: they do
// not stand in its own way.
func (u use) besides(calls int64) *use {
	if u.limit.Calls <= state.Unlimited-calls {
		u.limit.Calls += calls
	}
	return &u
}

// exceeded is the refusal of a call that a quota has no room for.
func (u *use) exceeded(before state.Usage, now time.Time) error {
	what := "bandwidth"
	if before.Calls >= u.limit.Calls {
		what = "call volume"
	}
	e := &runtime.Error{Reason: "QuotaExceeded", Message: "Out of " + what + " quota.", Status: 403}
	if !u.window.End.IsZero() {
		left := u.window.End.Sub(now)
		e.Message += " Quota will be replenished in " + timeSpan(left) + "."
		e.Header = []message.Field{{Name: defaultRetryHeader, Value: strconv.FormatInt(wholeSeconds(left), 10)}}
	}
	return e
}

// chargeTraffic charges what the bodies of the request and its response have,
// each when it has been read, if the quota limits that. What keeps the policies
// from reading a body keeps it from being counted.
func (u use) chargeTraffic(ctx context.Context, x *runtime.Exchange) {
	if u.limit.Bytes == state.Unlimited {
		return
	}
	// Neither the exchange nor the client need be there when a body ends.
	ctx, log := context.WithoutCancel(ctx), x.Services.Log
	charge := func(n int64) {
		if err := u.quotas.Charge(ctx, u.key, u.window, state.Usage{Bytes: n}); err != nil && log != nil {
			log.ErrorContext(ctx, "bandwidth was not charged", "error", err)
		}
	}
	request, held := x.Request.Body, x.Request.Body.Held()
	request.OnEnd(charge)
	x.AtEnd(func(context.Context) error {
		if held {
			charge(request.Len())
		}
		if response := x.Response.Body; response.Held() {
			charge(response.Len())
		} else {
			response.OnEnd(charge)
		}
		return nil
	})
}

// needQuotas says at load that there is no store for what is used.
func needQuotas(o *runtime.Options) error {
	if o.Services == nil || o.Services.Quotas == nil {
		return errors.New("there is no store to count use in")
	}
	return nil
}

// windowOf is the window of a length, in seconds, that a time is in. The first
// of them begins at start, of which whole seconds count; a length of 0 never ends.
func windowOf(now, start time.Time, seconds int64) state.Window {
	if seconds == 0 {
		return state.Window{Start: start}
	}
	since := now.Unix() - start.Unix() // a Duration would not reach from year 1
	k := since / seconds
	if since%seconds < 0 {
		k--
	}
	begin := time.Unix(start.Unix()+k*seconds, 0).UTC()
	return state.Window{Start: begin, End: begin.Add(time.Duration(seconds) * time.Second)}
}

// isoDuration is a duration of XML Schema.
var isoDuration = regexp.MustCompile(`^P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,10})S)?)?$`)

// secondsOf are the seconds of each part of a duration. Years and months are of
// as many days as in .NET's XmlConvert.
var secondsOf = [...]int64{365 * 86400, 30 * 86400, 86400, 3600, 60, 1}

// maxPeriod bounds what a quota's window may last: a century.
const maxPeriod = 100 * 366 * 86400

// parsePeriod reads the period of a quota: seconds, or a duration such as P30D,
// which API Management's own schema types it as.
func parsePeriod(text string) (seconds int64, err error) {
	seconds, err = strconv.ParseInt(text, 10, 64)
	if err != nil {
		parts := isoDuration.FindStringSubmatch(text)
		if parts == nil || text[len(text)-1] == 'P' || text[len(text)-1] == 'T' {
			return 0, fmt.Errorf("%q is neither a number of seconds nor a duration such as P30D", text)
		}
		seconds = 0
		for i, part := range parts[1:] {
			if part != "" {
				n, _ := strconv.ParseInt(part, 10, 64) // its digits are few enough
				seconds += n * secondsOf[i]
			}
		}
	}
	if seconds < 0 || seconds > maxPeriod {
		return 0, fmt.Errorf("a period of %s is not between 0 and a century", text)
	}
	return seconds, nil
}
