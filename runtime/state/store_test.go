package state_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sallyport/runtime/state"
)

// A clock shows the time that a test says.
type clock struct{ at atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.at.Store(time.Date(2026, 1, 15, 10, 30, 0, 0, time.UTC).UnixNano())
	return c
}

func (c *clock) now() time.Time          { return time.Unix(0, c.at.Load()).UTC() }
func (c *clock) advance(d time.Duration) { c.at.Add(int64(d)) }

// openers open an empty store of each kind. A store is done when every test of
// this file passes for it.
var openers = map[string]func(t testing.TB, now func() time.Time) state.Store{
	"memory": func(_ testing.TB, now func() time.Time) state.Store {
		return state.NewMemory(now, state.MemoryOptions{})
	},
}

// forEach runs a test on every kind of store.
func forEach(t *testing.T, test func(t *testing.T, s state.Store, c *clock)) {
	for name, open := range openers {
		t.Run(name, func(t *testing.T) {
			c := newClock()
			test(t, open(t, c.now), c)
		})
	}
}

var ctx = context.Background()

func perMinute(calls int) state.Limit { return state.Limit{Calls: calls, Period: time.Minute} }

func take(t *testing.T, s state.Store, key string, n int, l state.Limit, want state.Decision) {
	t.Helper()
	if got, err := s.Take(ctx, key, n, l); err != nil || got != want {
		t.Errorf("Take(%q, %d, %v) = %+v, %v, want %+v", key, n, l, got, err, want)
	}
}

func TestTakeRefusesOnceTheCallsAreMade(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		take(t, s, "ann", 1, perMinute(2), state.Decision{Allowed: true, Remaining: 1})
		c.advance(10 * time.Second)
		take(t, s, "ann", 1, perMinute(2), state.Decision{Allowed: true})
		take(t, s, "ann", 1, perMinute(2), state.Decision{RetryAfter: 50 * time.Second})
		take(t, s, "bob", 1, perMinute(2), state.Decision{Allowed: true, Remaining: 1})
		c.advance(49 * time.Second)
		take(t, s, "ann", 1, perMinute(2), state.Decision{RetryAfter: time.Second})
		c.advance(time.Second)
		take(t, s, "ann", 1, perMinute(2), state.Decision{Allowed: true})
		take(t, s, "ann", 1, perMinute(2), state.Decision{RetryAfter: 10 * time.Second})
	})
}

func TestTakeOfNothingOnlyLooks(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		for range 3 {
			take(t, s, "ann", 0, perMinute(1), state.Decision{Allowed: true, Remaining: 1})
		}
		take(t, s, "ann", 1, perMinute(1), state.Decision{Allowed: true})
		take(t, s, "ann", 0, perMinute(1), state.Decision{RetryAfter: time.Minute})
	})
}

func TestTakeOfManyMayCrossTheLimit(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		take(t, s, "ann", 2, perMinute(3), state.Decision{Allowed: true, Remaining: 1})
		take(t, s, "ann", 5, perMinute(3), state.Decision{Allowed: true})
		take(t, s, "ann", 1, perMinute(3), state.Decision{RetryAfter: time.Minute})
	})
}

func TestALimitOfNoCallsAllowsNone(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		take(t, s, "ann", 1, perMinute(0), state.Decision{RetryAfter: time.Minute})
	})
}

func TestLimitsOfDifferentPeriodsSeeTheSameCalls(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		short := state.Limit{Calls: 1, Period: 10 * time.Second}
		take(t, s, "ann", 1, perMinute(3), state.Decision{Allowed: true, Remaining: 2})
		take(t, s, "ann", 1, short, state.Decision{RetryAfter: 10 * time.Second})
		c.advance(10 * time.Second)
		take(t, s, "ann", 1, short, state.Decision{Allowed: true})
		take(t, s, "ann", 1, perMinute(3), state.Decision{Allowed: true})
		take(t, s, "ann", 0, perMinute(3), state.Decision{RetryAfter: 50 * time.Second})
	})
}

// A window knows only so many calls one by one; beyond, none may be forgotten
// too early, and none counts much longer than its period.
func TestAWindowNeverAllowsMoreThanItsCalls(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		limit := perMinute(500)
		var allowed []time.Time
		for range 4000 {
			c.advance(50 * time.Millisecond) // 1,200 a minute are asked for
			d, err := s.Take(ctx, "ann", 1, limit)
			if err != nil {
				t.Fatal(err)
			}
			if d.Allowed {
				allowed = append(allowed, c.now())
			}
		}
		for i := range allowed {
			if i >= 500 && allowed[i].Sub(allowed[i-500]) < time.Minute {
				t.Fatalf("call %d was allowed %v after call %d, want a minute or more", i, allowed[i].Sub(allowed[i-500]), i-500)
			}
		}
		if n := len(allowed); n < 1550 { // three windows, and most of a fourth
			t.Errorf("%d of 4000 calls in 200 seconds were allowed, want at least 1550", n)
		}
	})
}

func TestATakeThatManyTryAtOnceIsExact(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		var allowed atomic.Int64
		var wg sync.WaitGroup
		for range 64 {
			wg.Go(func() {
				for range 20 {
					if d, err := s.Take(ctx, "ann", 1, perMinute(100)); err != nil {
						t.Error(err)
					} else if d.Allowed {
						allowed.Add(1)
					}
				}
			})
		}
		wg.Wait()
		if allowed.Load() != 100 {
			t.Errorf("%d calls were allowed, want 100", allowed.Load())
		}
	})
}

func TestTakeAllCountsUnderAllKeysOrNone(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		claims := []state.Claim{{Key: "all", Limit: perMinute(3)}, {Key: "one", Limit: perMinute(1)}}
		all := func(n int, want state.Decision) {
			t.Helper()
			if got, err := s.TakeAll(ctx, n, claims); err != nil || got != want {
				t.Errorf("TakeAll(%d, %v) = %+v, %v, want %+v", n, claims, got, err, want)
			}
		}
		all(0, state.Decision{Allowed: true, Remaining: 1})
		all(1, state.Decision{Allowed: true})
		c.advance(20 * time.Second)
		all(1, state.Decision{RetryAfter: 40 * time.Second})
		take(t, s, "all", 0, perMinute(3), state.Decision{Allowed: true, Remaining: 2})
		take(t, s, "all", 2, perMinute(3), state.Decision{Allowed: true})
		take(t, s, "two", 1, perMinute(1), state.Decision{Allowed: true})
		claims[1].Key = "two"
		all(1, state.Decision{RetryAfter: time.Minute})
		claims = nil
		all(1, state.Decision{Allowed: true})
	})
}

func TestTakeAllsThatShareKeysDoNotBlockEachOther(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		claims := make([]state.Claim, 8)
		for i := range claims {
			claims[i] = state.Claim{Key: fmt.Sprint(i), Limit: perMinute(100)}
		}
		var allowed atomic.Int64
		var wg sync.WaitGroup
		for g := range 16 {
			wg.Go(func() {
				for i := range 50 {
					pair := []state.Claim{claims[(g+i)%8], claims[(g*3+i*5+1)%8]}
					if pair[0].Key == pair[1].Key {
						continue
					}
					d, err := s.TakeAll(ctx, 1, pair)
					if err != nil {
						t.Error(err)
					} else if d.Allowed {
						allowed.Add(2)
					}
				}
			})
		}
		wg.Wait()
		left := int64(0)
		for _, claim := range claims {
			d, _ := s.Take(ctx, claim.Key, 0, claim.Limit)
			left += int64(d.Remaining)
		}
		if allowed.Load()+left != 800 {
			t.Errorf("%d were allowed and %d are left, want 800 together", allowed.Load(), left)
		}
	})
}

func TestCountCountsWhateverTheLimit(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		for i, want := range []state.Decision{{Allowed: true, Remaining: 1}, {Allowed: true}, {RetryAfter: time.Minute}} {
			if got, err := s.Count(ctx, "ann", 1, perMinute(2)); err != nil || got != want {
				t.Errorf("Count %d = %+v, %v, want %+v", i, got, err, want)
			}
		}
		c.advance(59 * time.Second)
		take(t, s, "ann", 1, perMinute(3), state.Decision{RetryAfter: time.Second})
	})
}

func spend(t *testing.T, s state.Store, w state.Window, use, limit, before state.Usage, ok bool) {
	t.Helper()
	got, gotOK, err := s.Spend(ctx, "ann", w, use, limit)
	if err != nil || got != before || gotOK != ok {
		t.Errorf("Spend(%v, %v, %v) = %v, %v, %v, want %v, %v", w, use, limit, got, gotOK, err, before, ok)
	}
}

func TestSpendRefusesOnceTheQuotaIsUsed(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		w := state.Window{Start: c.now(), End: c.now().Add(time.Hour)}
		limit := state.Usage{Calls: 2, Bytes: 1000}
		spend(t, s, w, state.Usage{Calls: 1}, limit, state.Usage{}, true)
		spend(t, s, w, state.Usage{}, limit, state.Usage{Calls: 1}, true)
		if err := s.Charge(ctx, "ann", w, state.Usage{Bytes: 999}); err != nil {
			t.Fatal(err)
		}
		spend(t, s, w, state.Usage{Calls: 1}, limit, state.Usage{Calls: 1, Bytes: 999}, true)
		spend(t, s, w, state.Usage{Calls: 1}, limit, state.Usage{Calls: 2, Bytes: 999}, false)
		limit.Calls = state.Unlimited
		if err := s.Charge(ctx, "ann", w, state.Usage{Bytes: 1}); err != nil {
			t.Fatal(err)
		}
		spend(t, s, w, state.Usage{Calls: 1}, limit, state.Usage{Calls: 2, Bytes: 1000}, false)
	})
}

func TestAWindowOfAQuotaBeginsAtNothing(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		first := state.Window{Start: c.now(), End: c.now().Add(time.Hour)}
		second := state.Window{Start: first.End, End: first.End.Add(time.Hour)}
		limit, one := state.Usage{Calls: 1, Bytes: state.Unlimited}, state.Usage{Calls: 1}
		spend(t, s, first, one, limit, state.Usage{}, true)
		spend(t, s, first, one, limit, one, false)
		c.advance(time.Hour)
		spend(t, s, second, one, limit, state.Usage{}, true)
		spend(t, s, first, one, limit, one, false) // late: the present window counts
		if err := s.Charge(ctx, "ann", first, one); err != nil {
			t.Fatal(err)
		}
		spend(t, s, second, state.Usage{}, limit, one, false)
	})
}

func TestAQuotaThatNeverRenewsIsKept(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		limit, one := state.Usage{Calls: 1, Bytes: state.Unlimited}, state.Usage{Calls: 1}
		spend(t, s, state.Window{}, one, limit, state.Usage{}, true)
		c.advance(20 * 365 * 24 * time.Hour)
		spend(t, s, state.Window{}, one, limit, one, false)
	})
}

func TestAChargeNeverOverflows(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		for range 2 {
			if err := s.Charge(ctx, "ann", state.Window{}, state.Usage{Bytes: state.Unlimited - 1}); err != nil {
				t.Fatal(err)
			}
		}
		most := state.Usage{Calls: state.Unlimited, Bytes: state.Unlimited}
		spend(t, s, state.Window{}, state.Usage{}, most, state.Usage{Bytes: state.Unlimited}, false)
	})
}

func TestAChargeGivesBack(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		w := state.Window{Start: c.now(), End: c.now().Add(time.Hour)}
		limit := state.Usage{Calls: 1, Bytes: state.Unlimited}
		spend(t, s, w, state.Usage{Calls: 1}, limit, state.Usage{}, true)
		spend(t, s, w, state.Usage{Calls: 1}, limit, state.Usage{Calls: 1}, false)
		if err := s.Charge(ctx, "ann", w, state.Usage{Calls: -1}); err != nil {
			t.Fatal(err)
		}
		spend(t, s, w, state.Usage{Calls: 1}, limit, state.Usage{}, true)
	})
}

func TestASpendThatManyTryAtOnceIsExact(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		w := state.Window{Start: c.now(), End: c.now().Add(time.Hour)}
		var allowed atomic.Int64
		var wg sync.WaitGroup
		for range 64 {
			wg.Go(func() {
				for range 20 {
					_, ok, err := s.Spend(ctx, "ann", w, state.Usage{Calls: 1}, state.Usage{Calls: 100, Bytes: state.Unlimited})
					if err != nil {
						t.Error(err)
					} else if ok {
						allowed.Add(1)
					}
				}
			})
		}
		wg.Wait()
		if allowed.Load() != 100 {
			t.Errorf("%d calls were allowed, want 100", allowed.Load())
		}
	})
}

func load(t *testing.T, s state.Store, key string, want any) {
	t.Helper()
	value, ok, err := s.Load(ctx, key)
	var got any
	if ok {
		got = string(value)
	}
	if err != nil || got != want {
		t.Errorf("Load(%q) = %v, %v, want %v", key, got, err, want)
	}
}

func TestAValueIsCachedForItsTime(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		load(t, s, "k", nil)
		if err := s.Store(ctx, "k", []byte("one"), time.Minute); err != nil {
			t.Fatal(err)
		}
		c.advance(30 * time.Second)
		load(t, s, "k", "one")
		if err := s.Store(ctx, "k", []byte("two"), time.Minute); err != nil {
			t.Fatal(err)
		}
		c.advance(59 * time.Second)
		load(t, s, "k", "two")
		c.advance(time.Second)
		load(t, s, "k", nil)
	})
}

func TestAValueOfNoBytesIsOne(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		if err := s.Store(ctx, "", nil, time.Minute); err != nil {
			t.Fatal(err)
		}
		load(t, s, "", "")
	})
}

func TestRemoveForgetsAValue(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		if err := s.Store(ctx, "k", []byte("one"), time.Minute); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := s.Remove(ctx, "k"); err != nil {
				t.Fatal(err)
			}
			load(t, s, "k", nil)
		}
	})
}

func TestASemaphoreHasSoManyPlaces(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		acquire := func(key string, n int, want bool) func() {
			t.Helper()
			release, ok, err := s.Acquire(ctx, key, n)
			if err != nil || ok != want || (release != nil) != want {
				t.Fatalf("Acquire(%q, %d) = %v, %v, want %v", key, n, ok, err, want)
			}
			return release
		}
		first := acquire("k", 2, true)
		second := acquire("k", 2, true)
		acquire("k", 2, false)
		acquire("other", 1, true)
		first()
		first() // does nothing
		acquire("k", 2, true)
		acquire("k", 2, false)
		second()
		acquire("k", 2, true)
		acquire("none", 0, false)
	})
}

func TestASemaphoreThatManyWantIsExact(t *testing.T) {
	forEach(t, func(t *testing.T, s state.Store, c *clock) {
		var inside, most, entered atomic.Int64
		var wg sync.WaitGroup
		for range 64 {
			wg.Go(func() {
				for range 50 {
					release, ok, err := s.Acquire(ctx, "k", 3)
					if err != nil {
						t.Error(err)
					}
					if !ok {
						continue
					}
					entered.Add(1)
					for n := inside.Add(1); ; {
						if m := most.Load(); n <= m || most.CompareAndSwap(m, n) {
							break
						}
					}
					inside.Add(-1)
					release()
				}
			})
		}
		wg.Wait()
		if most.Load() > 3 || entered.Load() == 0 {
			t.Errorf("%d were inside at once, want at most 3; %d entered", most.Load(), entered.Load())
		}
		if _, ok, _ := s.Acquire(ctx, "k", 1); !ok {
			t.Error("a place was not given back")
		}
	})
}

func TestAllIsOneStoreInEveryPlace(t *testing.T) {
	m := state.NewMemory(newClock().now, state.MemoryOptions{})
	if diff := cmp.Diff(state.All(m), state.Stores{Limiter: m, Quotas: m, Cache: m, Semaphore: m}, cmp.Comparer(func(a, b *state.Memory) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
}
