package state

import (
	"context"
	"math"
	"time"
)

// Quotas count under keys what was used, in windows that do not slide.
//
// Spend is one atomic step, as Take of a Limiter is. Implementations bound
// their own waiting.
type Quotas interface {
	// Spend adds use to what was used under key in the window, if that is below
	// limit in calls and in bytes, and answers what it was before. A key has one
	// window at a time: a later one begins at nothing, and an earlier one, that
	// of a request that came late, counts as the present one.
	Spend(ctx context.Context, key string, w Window, use, limit Usage) (before Usage, ok bool, err error)

	// Charge adds use, whatever the limit; to an earlier window it adds nothing.
	// Less than nothing gives back what was added before.
	Charge(ctx context.Context, key string, w Window, use Usage) error
}

// A Window is the time that a quota is for.
type Window struct {
	Start time.Time
	End   time.Time // the first moment after it; zero when it never ends
}

// Usage is calls, and bytes of what was sent and received.
type Usage struct{ Calls, Bytes int64 }

// Unlimited is a limit that is never reached.
const Unlimited = math.MaxInt64

// below reports whether neither of limit's two is reached.
func (u Usage) below(limit Usage) bool { return u.Calls < limit.Calls && u.Bytes < limit.Bytes }

// plus is the sum. It stays at the largest number rather than become negative.
func (u Usage) plus(v Usage) Usage {
	return Usage{saturatingSum(u.Calls, v.Calls), saturatingSum(u.Bytes, v.Bytes)}
}

func saturatingSum(a, b int64) int64 {
	if b > 0 && a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}
