package state

import (
	"context"
	"sync"
)

// places are the places that are taken, of the keys of one shard. A key is
// there as long as somebody is inside.
type places struct {
	mu    sync.Mutex
	taken map[string]int
}

// Acquire takes a place.
func (m *Memory) Acquire(_ context.Context, key string, n int) (release func(), ok bool, err error) {
	p := &m.places[shardOf(key)]
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.taken[key] >= n {
		return nil, false, nil
	}
	if p.taken == nil {
		p.taken = map[string]int{}
	}
	p.taken[key]++
	return sync.OnceFunc(func() { p.release(key) }), true, nil
}

func (p *places) release(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.taken[key]--; p.taken[key] == 0 {
		delete(p.taken, key)
	}
}
