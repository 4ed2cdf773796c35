package runtime

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// parallel is an exchange whose clock nobody waits for.
func parallel() *Exchange {
	return NewExchange(&Services{Now: func() time.Time { return time.Time{} }}, nil)
}

func TestParallelWaitsForAll(t *testing.T) {
	x := parallel()
	meet := make(chan int) // unbuffered: it takes two branches that run at the same time
	err := x.Parallel(context.Background(), 2, false, func(ctx context.Context, i int) error {
		x.Variables.Set("shared", i)
		err := x.Outside(ctx, func() error {
			if i == 0 {
				meet <- 1
			} else {
				<-meet
			}
			return nil
		})
		x.Variables.Set([]string{"a", "b"}[i], i)
		return err
	})
	if err != nil || x.Variables.Len() != 3 {
		t.Errorf("error %v, %d variables; want none, 3", err, x.Variables.Len())
	}
}

func TestParallelEndsTheOthers(t *testing.T) {
	failure := errors.New("failed")
	for _, test := range []struct {
		name string
		any  bool
		err  error // of the branch that does not wait
	}{
		{"when one fails", false, failure},
		{"when one stops", false, Stop},
		{"when the first of any is done", true, nil},
		{"when the first of any fails", true, failure},
	} {
		t.Run(test.name, func(t *testing.T) {
			x := parallel()
			var ended error
			err := x.Parallel(context.Background(), 2, test.any, func(ctx context.Context, i int) error {
				if i == 1 {
					return test.err
				}
				ended = x.Sleep(ctx, time.Hour)
				return ended
			})
			if err != test.err {
				t.Errorf("error %v, want %v", err, test.err)
			}
			if ended != nil && !errors.Is(ended, context.Canceled) {
				t.Errorf("the other branch ended with %v", ended)
			}
		})
	}
}

func TestParallelStartsNoBranchOnceItIsDecided(t *testing.T) {
	x := parallel()
	x.Services.Go = func(f func()) { f() }
	var ran []int
	x.Parallel(context.Background(), 3, true, func(_ context.Context, i int) error {
		ran = append(ran, i)
		return nil
	})
	if !slices.Equal(ran, []int{0}) {
		t.Errorf("branches %v ran, want the first", ran)
	}
}

func TestParallelInParallel(t *testing.T) {
	x := parallel()
	sum := 0
	err := x.Parallel(context.Background(), 2, false, func(ctx context.Context, i int) error {
		return x.Parallel(ctx, 2, false, func(ctx context.Context, j int) error {
			sum += 1 << (2*i + j)
			return x.Sleep(ctx, time.Microsecond)
		})
	})
	if err != nil || sum != 15 || x.turn != nil {
		t.Errorf("error %v, sum %d, turn %v", err, sum, x.turn)
	}
}

func TestParallelPanicsInTheGoroutineOfTheRequest(t *testing.T) {
	defer func() {
		if text, _ := recover().(string); !strings.HasPrefix(text, "oops\n") {
			t.Errorf("recovered %q", text)
		}
	}()
	x := parallel()
	x.Parallel(context.Background(), 2, false, func(ctx context.Context, i int) error {
		if i == 0 {
			return x.Outside(ctx, func() error { panic("oops") })
		}
		return x.Sleep(ctx, time.Hour)
	})
}

func TestWithErrorPutsBack(t *testing.T) {
	x := parallel()
	before := x.NewResponse()
	e := &Error{Source: "a", Status: 503}
	x.WithError(e, func() error {
		if x.LastError != e || x.Response.Status != 503 {
			t.Errorf("inside: %v, %d", x.LastError, x.Response.Status)
		}
		return nil
	})
	if x.LastError != nil || x.Response != before || before.Status != 200 {
		t.Errorf("after: %v, %+v", x.LastError, x.Response)
	}
	e.Keep = true
	x.WithError(e, func() error {
		if x.Response != before {
			t.Error("a response that is kept was replaced")
		}
		return nil
	})
}
