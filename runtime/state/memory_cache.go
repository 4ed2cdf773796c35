package state

import (
	"context"
	"time"

	"github.com/maypok86/otter/v2"
)

// A cached is a value and how long it is kept.
type cached struct {
	value []byte
	ttl   time.Duration
}

// A clock is a now as otter wants it. It does not tick: what has expired goes
// when the cache is used, and nothing runs beside it.
type clock func() time.Time

func (now clock) NowNano() int64                  { return now().UnixNano() }
func (clock) Tick(time.Duration) <-chan time.Time { return nil }

// entryOverhead is about what an entry takes beside key and value.
const entryOverhead = 128

func newCache(now func() time.Time, bytes int) *otter.Cache[string, cached] {
	return otter.Must(&otter.Options[string, cached]{
		MaximumWeight: uint64(bytes),
		Weigher: func(key string, c cached) uint32 {
			return uint32(min(len(key)+len(c.value)+entryOverhead, 1<<32-1))
		},
		ExpiryCalculator: otter.ExpiryWritingFunc(func(e otter.Entry[string, cached]) time.Duration { return e.Value.ttl }),
		Clock:            clock(now),
	})
}

// Load is the value of a key.
func (m *Memory) Load(_ context.Context, key string) (value []byte, ok bool, err error) {
	c, ok := m.cache().GetIfPresent(key)
	return c.value, ok, nil
}

// Store keeps a value.
func (m *Memory) Store(_ context.Context, key string, value []byte, ttl time.Duration) error {
	m.cache().Set(key, cached{value, ttl})
	return nil
}

// Remove forgets a value.
func (m *Memory) Remove(_ context.Context, key string) error {
	m.cache().Invalidate(key)
	return nil
}
