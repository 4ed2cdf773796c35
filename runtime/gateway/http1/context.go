package http1

import (
	"context"
	"slices"
	"sync"
	"time"
)

// An aborter is work in progress that can be told to stop at once.
type aborter interface{ abort() }

// connContext is the context of all requests of a connection: when the client
// is gone, so are they. Calls to backends register with it directly, which
// costs no allocation; contexts derived from it use AfterFunc.
type connContext struct {
	parent context.Context
	done   chan struct{}

	mu      sync.Mutex
	err     error
	aborted []aborter // to be told
}

func newConnContext(parent context.Context) *connContext {
	return &connContext{parent: parent, done: make(chan struct{})}
}

func (c *connContext) Deadline() (time.Time, bool) { return c.parent.Deadline() }
func (c *connContext) Value(key any) any           { return c.parent.Value(key) }
func (c *connContext) Done() <-chan struct{}       { return c.done }

func (c *connContext) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// cancel ends the context and stops what is in progress under it.
func (c *connContext) cancel() {
	c.mu.Lock()
	if c.err != nil {
		c.mu.Unlock()
		return
	}
	c.err = context.Canceled
	close(c.done)
	work := c.aborted
	c.aborted = nil
	c.mu.Unlock()
	for _, w := range work {
		w.abort()
	}
}

// register asks that w is aborted when the context ends; at once if it has.
func (c *connContext) register(w aborter) {
	c.mu.Lock()
	ended := c.err != nil
	if !ended {
		c.aborted = append(c.aborted, w)
	}
	c.mu.Unlock()
	if ended {
		w.abort()
	}
}

// unregister takes back a register, and reports whether w was not aborted.
func (c *connContext) unregister(w aborter) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.Index(c.aborted, w)
	if i < 0 {
		return false
	}
	c.aborted = slices.Delete(c.aborted, i, i+1)
	return true
}

// AfterFunc spares contexts that are derived from c a goroutine each; package
// context looks for it.
func (c *connContext) AfterFunc(f func()) (stop func() bool) {
	w := &afterFunc{f}
	c.register(w)
	return func() bool { return c.unregister(w) }
}

type afterFunc struct{ f func() }

func (a *afterFunc) abort() { go a.f() }
