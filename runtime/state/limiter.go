package state

import (
	"context"
	"time"
)

// A Limiter counts calls under keys, in windows that slide.
//
// Take is one atomic step: two gateways sharing a store never both take the
// last call. Implementations bound their own waiting.
type Limiter interface {
	// Take counts n calls under key if fewer than limit.Calls were counted in
	// the limit.Period that ends now; with n of 0 it only looks. What is refused
	// is not counted. Several limits may use one key: each sees the same calls,
	// in its own period.
	Take(ctx context.Context, key string, n int, limit Limit) (Decision, error)

	// TakeAll counts n calls under every claim's key if each has room, and under
	// none otherwise. The decision is that of the claim with the least
	// remaining, or of those that refuse the one with the longest wait. Keys
	// differ from each other. With no claims it allows and counts nothing.
	TakeAll(ctx context.Context, n int, claims []Claim) (Decision, error)

	// Count counts n calls under key, room or not. Decision.Allowed says whether
	// there was room before.
	Count(ctx context.Context, key string, n int, limit Limit) (Decision, error)
}

// A Limit is how many calls may be made in any span of time of a length.
type Limit struct {
	Calls  int
	Period time.Duration // more than 0
}

// A Claim is a limit under a key.
type Claim struct {
	Key   string
	Limit Limit
}

// A Decision is what a Limiter says of a call.
type Decision struct {
	Allowed    bool
	Remaining  int           // calls that are left after this one, at least 0
	RetryAfter time.Duration // until a call would be allowed; 0 when this one is
}
