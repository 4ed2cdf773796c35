package state

import (
	"context"
	"math"
	"slices"
	"time"
	"unsafe"
)

// Take counts calls if there is room.
func (m *Memory) Take(_ context.Context, key string, n int, limit Limit) (Decision, error) {
	now := m.now().UnixNano()
	s := m.windows.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	d := look(s, key, now, limit)
	if d.Allowed {
		d = d.less(count(s, key, now, n, limit))
	}
	return d, nil
}

// TakeAll counts calls if there is room for all claims.
func (m *Memory) TakeAll(_ context.Context, n int, claims []Claim) (Decision, error) {
	now := m.now().UnixNano()
	var held [shardCount]bool
	for i := range claims {
		held[shardOf(claims[i].Key)] = true
	}
	for i, ok := range held { // in order, so that two never wait for each other
		if ok {
			m.windows.shards[i].mu.Lock()
			defer m.windows.shards[i].mu.Unlock()
		}
	}
	all := Decision{Allowed: true}
	for i, c := range claims {
		d := look(m.windows.shard(c.Key), c.Key, now, c.Limit)
		if i == 0 || d.stricter(all) {
			all = d
		}
	}
	if !all.Allowed {
		return all, nil
	}
	for _, c := range claims {
		count(m.windows.shard(c.Key), c.Key, now, n, c.Limit)
	}
	return all.less(n), nil
}

// Count counts calls.
func (m *Memory) Count(_ context.Context, key string, n int, limit Limit) (Decision, error) {
	now := m.now().UnixNano()
	s := m.windows.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	return look(s, key, now, limit).less(count(s, key, now, n, limit)), nil
}

// less is the decision after n more calls.
func (d Decision) less(n int) Decision {
	d.Remaining = max(0, d.Remaining-n)
	return d
}

// stricter reports whether d leaves less than e.
func (d Decision) stricter(e Decision) bool {
	switch {
	case d.Allowed != e.Allowed:
		return e.Allowed
	case d.Allowed:
		return d.Remaining < e.Remaining
	}
	return d.RetryAfter > e.RetryAfter
}

// look is the decision on a call under a key. It makes no counter.
func look(s *shard[window], key string, now int64, limit Limit) Decision {
	if c := s.find(key); c != nil {
		return c.value.decide(now, limit)
	}
	return new(window).decide(now, limit)
}

// count counts n calls under a key and answers n.
func count(s *shard[window], key string, now int64, n int, limit Limit) int {
	if n <= 0 {
		return 0
	}
	c := s.use(key, now)
	w := &c.value
	w.add(now, int64(n), int64(limit.Period))
	s.keep(c, w.calls[len(w.calls)-1].at+w.span, cap(w.calls)*int(unsafe.Sizeof(calls{})))
	return n
}

// exact is how many calls a window knows the time of. Once there are more in
// it, those that are made within this part of its span are known together, by
// the time of the last: they count for longer by at most this part, and never
// more than the limit is allowed in any span.
const exact = 32

// A window is the calls under one key, oldest first: as many as the longest
// period that was asked for still covers.
type window struct {
	calls []calls
	made  int64 // by all of calls
	first int64 // the time of the first call of the last entry
	span  int64 // the longest period, in nanoseconds
}

// calls are calls that are known together.
type calls struct {
	at int64 // the time of the last, in nanoseconds since 1970
	n  int64
}

// since are the calls after a time, and how many they are.
func (w *window) since(begin int64) (inside []calls, made int64) {
	i, made := 0, w.made
	for i < len(w.calls) && w.calls[i].at <= begin {
		made -= w.calls[i].n
		i++
	}
	return w.calls[i:], made
}

func (w *window) add(now, n, period int64) {
	w.span = max(w.span, period)
	if inside, made := w.since(now - w.span); len(inside) < len(w.calls) {
		w.calls, w.made = slices.Delete(w.calls, 0, len(w.calls)-len(inside)), made
	}
	n = min(n, math.MaxInt64-w.made)
	w.made += n
	if last := len(w.calls) - 1; last >= 0 {
		now = max(now, w.calls[last].at) // a clock that was set back does not put calls out of order
		if last+1 >= exact && now-w.first < w.span/exact {
			w.calls[last] = calls{now, w.calls[last].n + n}
			return
		}
	}
	w.calls = append(w.calls, calls{now, n})
	w.first = now
}

// decide is what a limit says of a call now.
func (w *window) decide(now int64, limit Limit) Decision {
	begin, most := now-int64(limit.Period), int64(limit.Calls)
	inside, made := w.since(begin)
	if made < most {
		return Decision{Allowed: true, Remaining: int(most - made)}
	}
	for _, c := range inside { // until enough of the oldest are outside
		if made -= c.n; made < most {
			return Decision{RetryAfter: time.Duration(c.at - begin)}
		}
	}
	return Decision{RetryAfter: limit.Period}
}
