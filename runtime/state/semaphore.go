package state

import "context"

// A Semaphore has places under keys.
type Semaphore interface {
	// Acquire takes a place under key if fewer than n are taken, and does not
	// wait for one. release gives it back; calling it again does nothing. It is
	// nil when ok is false.
	Acquire(ctx context.Context, key string, n int) (release func(), ok bool, err error)
}
