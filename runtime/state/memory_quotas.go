package state

import (
	"context"
	"math"
)

// A spent is what was used under one key.
type spent struct {
	start int64 // of the window, in nanoseconds since 1970
	usage Usage
}

// Spend adds use if the limit allows it.
func (m *Memory) Spend(_ context.Context, key string, w Window, use, limit Usage) (before Usage, ok bool, err error) {
	s := m.quotas.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	start, end := w.bounds()
	if c := s.find(key); c != nil && c.value.start >= start {
		before = c.value.usage
	}
	if ok = before.below(limit); ok && use != (Usage{}) {
		m.charge(s, key, start, end, use)
	}
	return before, ok, nil
}

// Charge adds use.
func (m *Memory) Charge(_ context.Context, key string, w Window, use Usage) error {
	s := m.quotas.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	start, end := w.bounds()
	if c := s.find(key); c != nil && c.value.start > start || use == (Usage{}) {
		return nil
	}
	m.charge(s, key, start, end, use)
	return nil
}

func (m *Memory) charge(s *shard[spent], key string, start, end int64, use Usage) {
	c := s.use(key, m.now().UnixNano())
	v := &c.value
	if v.start < start || c.until == 0 {
		*v = spent{start: start}
	}
	v.usage = v.usage.plus(use)
	s.keep(c, end, 0)
}

// bounds are start and end in nanoseconds since 1970, as far as those go.
func (w Window) bounds() (start, end int64) {
	start, end = math.MinInt64, math.MaxInt64
	if y := w.Start.Year(); y > 1700 && y < 2200 {
		start = w.Start.UnixNano()
	}
	if y := w.End.Year(); !w.End.IsZero() && y > 1700 && y < 2200 {
		end = w.End.UnixNano()
	}
	return start, end
}
