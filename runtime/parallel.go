package runtime

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// Parallel runs branches 0 to n-1 beside each other and returns when all have
// ended. The first that fails or stops ends the others, and its error is the
// result; with any, so does the first that is done. A branch that is ended finds
// its context canceled.
//
// The branches share the exchange and take turns: one gives up its turn only in
// Outside, so that no policy needs a lock for what it does with the exchange.
func (x *Exchange) Parallel(ctx context.Context, n int, any bool, branch func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if x.turn == nil {
		x.turn = new(sync.Mutex)
		x.turn.Lock()
		defer func() { x.turn = nil }()
	}
	b := branches{any: any, cancel: cancel}
	x.aside(func() {
		for i := range n {
			b.running.Add(1)
			x.Services.start(func() {
				defer b.running.Done()
				x.turn.Lock()
				defer x.turn.Unlock()
				defer b.recover()
				if ctx.Err() == nil {
					b.done(branch(ctx, i))
				}
			})
		}
		b.running.Wait()
	})
	switch {
	case b.panicked != "":
		panic(b.panicked)
	case !b.ended:
		return ctx.Err()
	}
	return b.err
}

// branches are the branches of one Parallel. They belong to the one whose turn
// it is.
type branches struct {
	any      bool
	cancel   context.CancelFunc
	running  sync.WaitGroup
	ended    bool
	err      error
	panicked string
}

// done notes how a branch has ended. The first that ends the others counts.
func (b *branches) done(err error) {
	if b.ended || err == nil && !b.any {
		return
	}
	b.ended, b.err = true, err
	b.cancel()
}

// recover keeps a panic of a branch for the goroutine of the request, which
// answers for it.
func (b *branches) recover() {
	if cause := recover(); cause != nil {
		b.panicked = fmt.Sprintf("%v\n%s", cause, debug.Stack())
		b.cancel()
	}
}

// Outside runs f, which waits for something outside and leaves the exchange
// alone. Meanwhile the other branches of a Parallel go on. The error is that of
// f, or that of ctx when the branch was ended.
func (x *Exchange) Outside(ctx context.Context, f func() error) error {
	if x.turn == nil {
		return f()
	}
	var err error
	x.aside(func() { err = f() })
	if err == nil {
		err = ctx.Err()
	}
	return err
}

// aside runs f while others have their turn.
func (x *Exchange) aside(f func()) {
	step, entry := x.step, x.Trace.running()
	if x.Trace != nil {
		x.Trace.settle(x)
	}
	x.turn.Unlock()
	defer func() {
		x.turn.Lock()
		x.step = step
		x.Trace.resume(entry, x)
	}()
	f()
}

// Sleep waits until d has passed. The error is that of ctx, when it ends before.
func (x *Exchange) Sleep(ctx context.Context, d time.Duration) error {
	return x.Outside(ctx, func() error { return x.Services.sleep(ctx, d) })
}

func (s *Services) sleep(ctx context.Context, d time.Duration) error {
	if s.Sleep != nil {
		return s.Sleep(ctx, d)
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Services) start(f func()) {
	if s.Go != nil {
		s.Go(f)
	} else {
		go f()
	}
}
