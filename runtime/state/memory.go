package state

import (
	"sync"
	"time"

	"github.com/maypok86/otter/v2"
)

// Memory is the store of one gateway. What it knows ends with the program.
type Memory struct {
	now     func() time.Time
	windows *table[window]
	quotas  *table[spent]
	places  [shardCount]places
	cache   func() *otter.Cache[string, cached]
}

var _ Store = (*Memory)(nil)

// MemoryOptions bound a Memory. Zero means the default.
type MemoryOptions struct {
	// CounterBytes is what the counters of a Limiter may take, and again what
	// those of Quotas may. 128 MiB by default, which is some 500,000 keys.
	CounterBytes int

	// CacheBytes is what cached keys and values may take, 128 MiB by default.
	CacheBytes int
}

// NewMemory makes an empty store that tells time by now.
func NewMemory(now func() time.Time, o MemoryOptions) *Memory {
	const budget = 128 << 20
	if o.CounterBytes == 0 {
		o.CounterBytes = budget
	}
	if o.CacheBytes == 0 {
		o.CacheBytes = budget
	}
	return &Memory{
		now:     now,
		windows: newTable[window](o.CounterBytes),
		quotas:  newTable[spent](o.CounterBytes),
		cache:   sync.OnceValue(func() *otter.Cache[string, cached] { return newCache(now, o.CacheBytes) }),
	}
}
