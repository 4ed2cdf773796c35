package state

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func fixed() time.Time { return time.Date(2026, 1, 15, 10, 30, 0, 0, time.UTC) }

func TestCountersKeepToTheirBudget(t *testing.T) {
	const budget = 1 << 20
	m := NewMemory(fixed, MemoryOptions{CounterBytes: budget})
	ctx, limit := context.Background(), Limit{100, time.Minute}
	for i := range 20000 {
		if _, err := m.Take(ctx, fmt.Sprint(i, strings.Repeat("x", i%100)), 1, limit); err != nil {
			t.Fatal(err)
		}
	}
	bytes, keys := 0, 0
	for i := range m.windows.shards {
		s := &m.windows.shards[i]
		sum := 0
		for c := s.recent.next; c != &s.recent; c = c.next {
			sum += c.bytes
			if s.counters[c.key] != c {
				t.Fatalf("the counter of %q is not the one in use", c.key)
			}
		}
		if sum != s.bytes {
			t.Errorf("shard %d says %d bytes, its counters %d", i, s.bytes, sum)
		}
		bytes, keys = bytes+s.bytes, keys+len(s.counters)
	}
	if bytes > budget || keys < 2000 {
		t.Errorf("%d keys take %d bytes, want at least 2000 in at most %d", keys, bytes, budget)
	}
}

func TestTheCounterUsedLongestAgoGoesFirst(t *testing.T) {
	m := NewMemory(fixed, MemoryOptions{CounterBytes: 64 * shardCount * overhead})
	ctx, limit := context.Background(), Limit{1, time.Minute}
	for i := range 50000 {
		for _, key := range []string{"in use", fmt.Sprint(i)} {
			if _, err := m.Count(ctx, key, 1, limit); err != nil {
				t.Fatal(err)
			}
		}
	}
	if d, _ := m.Take(ctx, "in use", 1, limit); d.Allowed {
		t.Error("a counter in use was dropped")
	}
}

func TestCountersThatMeanNothingGo(t *testing.T) {
	at := fixed()
	m := NewMemory(func() time.Time { return at }, MemoryOptions{})
	ctx, limit := context.Background(), Limit{1, time.Minute}
	count := func() (n int) {
		for i := range m.windows.shards {
			n += len(m.windows.shards[i].counters)
		}
		return n
	}
	for i := range 10000 {
		_, _ = m.Take(ctx, fmt.Sprint("old ", i), 1, limit)
	}
	at = at.Add(time.Minute)
	for i := range 10000 {
		_, _ = m.Take(ctx, fmt.Sprint("new ", i), 1, limit)
	}
	if n := count(); n > 10500 {
		t.Errorf("%d counters are kept, want about the 10000 that count", n)
	}
}

func TestAWindowKnowsAFewCallsOneByOneAndMoreInParts(t *testing.T) {
	var w window
	now, period := int64(0), int64(time.Minute)
	for range 1000000 {
		now += int64(time.Millisecond)
		w.add(now, 1, period)
	}
	if len(w.calls) > 2*exact+1 {
		t.Errorf("a window has %d entries, want at most %d", len(w.calls), 2*exact+1)
	}
}

func TestAClockThatIsSetBackForgetsNothing(t *testing.T) {
	at := fixed()
	m := NewMemory(func() time.Time { return at }, MemoryOptions{})
	ctx, limit := context.Background(), Limit{2, time.Minute}
	_, _ = m.Take(ctx, "k", 1, limit)
	at = at.Add(-10 * time.Second)
	_, _ = m.Take(ctx, "k", 1, limit)
	if d, _ := m.Take(ctx, "k", 1, limit); d.Allowed || d.RetryAfter != 70*time.Second {
		t.Errorf("Take = %+v, want a wait of 70 s", d)
	}
}

func TestTheCacheKeepsToItsBudget(t *testing.T) {
	m := NewMemory(fixed, MemoryOptions{CacheBytes: 1 << 20})
	ctx := context.Background()
	for i := range 1000 {
		if err := m.Store(ctx, fmt.Sprint(i), make([]byte, 10000), time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	m.cache().CleanUp()
	if n := m.cache().WeightedSize(); n > 1<<20 || n < 1<<19 {
		t.Errorf("the cache holds %d bytes, want at most %d and a good part of them", n, 1<<20)
	}
	if err := m.Store(ctx, "large", make([]byte, 2<<20), time.Hour); err != nil {
		t.Fatal(err)
	}
	m.cache().CleanUp()
	if _, ok, _ := m.Load(ctx, "large"); ok {
		t.Error("a value larger than the cache was kept")
	}
}

func TestAStoreLeavesNoGoroutines(t *testing.T) {
	synctest.Test(t, func(*testing.T) { // which ends when they all have
		m := NewMemory(fixed, MemoryOptions{})
		for i := range 1000 {
			_ = m.Store(context.Background(), fmt.Sprint(i), nil, time.Minute)
		}
	})
}

func BenchmarkTake(b *testing.B) {
	for _, n := range []int{1, 100000} {
		b.Run(fmt.Sprintf("%d keys", n), func(b *testing.B) {
			m := NewMemory(time.Now, MemoryOptions{})
			keys := make([]string, n)
			for i := range keys {
				keys[i] = fmt.Sprint("key ", i)
			}
			ctx, limit := context.Background(), Limit{100, time.Minute}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				_, _ = m.Take(ctx, keys[i], 1, limit)
				if i++; i == n {
					i = 0
				}
			}
		})
	}
}

func BenchmarkNewMemory(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		NewMemory(fixed, MemoryOptions{})
	}
}
