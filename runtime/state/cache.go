package state

import (
	"context"
	"time"
)

// A Cache keeps values under keys for a time, and may forget one before.
// Implementations bound their own waiting.
type Cache interface {
	// Load is the value of a key; ok is false when there is none. The value is
	// shared: do not change it.
	Load(ctx context.Context, key string) (value []byte, ok bool, err error)

	// Store keeps a value, in the place of one that was there, for a time of
	// more than 0. The value belongs to the cache from now on.
	Store(ctx context.Context, key string, value []byte, ttl time.Duration) error

	// Remove forgets a value, if there is one.
	Remove(ctx context.Context, key string) error
}
