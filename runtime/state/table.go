package state

import (
	"hash/maphash"
	"sync"
)

// shardCount is how many locks share the keys of a store.
const shardCount = 64

// hashSeed is that of the hash which spreads keys over shards. Nobody outside
// can know it, so nobody can aim at one shard.
var hashSeed = maphash.MakeSeed()

func shardOf(key string) int { return int(maphash.String(hashSeed, key) % shardCount) }

// A table keeps counters under keys in a budget of bytes. Counters that mean
// nothing any more go as others are used, and when that does not do, those that
// were used longest ago.
type table[T any] struct {
	shards [shardCount]shard[T]
}

func newTable[T any](bytes int) *table[T] {
	t := &table[T]{}
	for i := range t.shards {
		s := &t.shards[i]
		s.budget = bytes / shardCount
		s.recent.next, s.recent.prev = &s.recent, &s.recent
	}
	return t
}

func (t *table[T]) shard(key string) *shard[T] { return &t.shards[shardOf(key)] }

// A shard is the part of a table under one lock, which callers hold.
type shard[T any] struct {
	mu       sync.Mutex
	counters map[string]*counter[T]
	recent   counter[T] // its next is the counter used last, its prev the one used longest ago
	bytes    int
	budget   int
	_        [64]byte // the next shard's lock is on another line of the processor's cache
}

// A counter is one entry of a table.
type counter[T any] struct {
	key        string
	value      T
	until      int64 // when it means nothing any more, in nanoseconds since 1970
	bytes      int
	next, prev *counter[T]
}

// overhead is about what a counter takes beside its key and what its value
// points to: itself and its place in the map.
const overhead = 200

// find is the counter of a key, or nil.
func (s *shard[T]) find(key string) *counter[T] { return s.counters[key] }

// use is the counter of a key, a new one if there is none, and makes it the one
// used last. It makes room first, so that the counter stays.
func (s *shard[T]) use(key string, now int64) *counter[T] {
	c := s.counters[key]
	if c == nil {
		if s.counters == nil {
			s.counters = map[string]*counter[T]{}
		}
		c = &counter[T]{key: key, bytes: len(key) + overhead}
		s.counters[key] = c
		s.bytes += c.bytes
	} else {
		c.unlink()
	}
	c.next, c.prev = s.recent.next, &s.recent
	c.next.prev, s.recent.next = c, c
	for range 2 { // a little each time, so that nobody waits for a sweep
		if oldest := s.recent.prev; oldest != c && oldest.until <= now {
			s.drop(oldest)
		}
	}
	return c
}

// keep says until when a counter counts and what its value points to takes, and
// drops others until the budget is kept.
func (s *shard[T]) keep(c *counter[T], until int64, bytes int) {
	c.until = max(c.until, until)
	bytes += len(c.key) + overhead
	s.bytes += bytes - c.bytes
	c.bytes = bytes
	for s.bytes > s.budget && s.recent.prev != c {
		s.drop(s.recent.prev)
	}
}

func (s *shard[T]) drop(c *counter[T]) {
	c.unlink()
	delete(s.counters, c.key)
	s.bytes -= c.bytes
}

func (c *counter[T]) unlink() { c.next.prev, c.prev.next = c.prev, c.next }
