package policies

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"sallyport/runtime"
)

// TestLimitConcurrency has more requests at the same time than may run: exactly
// those that may reach the backend.
func TestLimitConcurrency(t *testing.T) {
	const requests, most = 64, 5
	first := newExchange(nil, nil)
	inside, refused := make(chan struct{}, requests), make(chan struct{})
	first.Services.Transport = transportFunc(func(context.Context, *runtime.Outgoing, *runtime.Response) error {
		inside <- struct{}{}
		<-refused
		return nil
	})
	p := load(t, `<policies><backend><limit-concurrency key="k" max-count="5"><forward-request/></limit-concurrency></backend></policies>`,
		runtime.Options{Services: first.Services})
	var all sync.WaitGroup
	var failed atomic.Int32
	for range requests {
		all.Go(func() {
			x := runtime.NewExchange(first.Services, nil)
			x.Request.Method, x.Request.URL = "GET", parse("https://backend/")
			p.Run(context.Background(), x)
			if x.LastError != nil && failed.Add(1) == requests-most {
				close(refused)
			}
		})
	}
	all.Wait()
	if n := len(inside); n != most || failed.Load() != requests-most {
		t.Errorf("%d got through and %d were refused, want %d and %d", n, failed.Load(), most, requests-most)
	}
}
