package clr

import "slices"

// A table is the hash table behind Dictionary, HashSet and the operators that
// find equal elements. Entries keep the order of addition, and as in .NET the
// place of a removed one is taken by the next that is added, last removed first:
// the order of enumeration after removals is .NET's. The zero table compares by
// value.
type table struct {
	same    EqualityComparer // nil: by value
	slots   []slot
	buckets []int32 // 1 + the first slot of a chain; the length is a power of two
	free    int32   // 1 + the first free slot
	count   int
	version int // changes when an enumeration may not go on
}

type slot struct {
	key, value any
	hash       uint64
	next       int32 // 1 + the next slot of the chain, or the next free one
	live       bool
}

// slotBytes is what an entry costs the budget.
const slotBytes = 64

func (t *table) hash(key any) uint64 {
	if t.same == nil {
		return HashOf(key)
	}
	if key == nil {
		return 0
	}
	return t.same.HashOf(key)
}

func (t *table) equal(a, b any) bool {
	if t.same == nil || a == nil || b == nil {
		return Equals(a, b)
	}
	return t.same.Equal(a, b)
}

// find is the slot of a key, or nil.
func (t *table) find(key any) *slot {
	if t.count == 0 {
		return nil
	}
	h := t.hash(key)
	for i := t.buckets[h&uint64(len(t.buckets)-1)]; i != 0; i = t.slots[i-1].next {
		if s := &t.slots[i-1]; s.hash == h && t.equal(s.key, key) {
			return s
		}
	}
	return nil
}

// add is the slot of a key, made when there was none, and whether it was made.
// The slot is valid until the table changes.
func (t *table) add(env *Env, key any) (s *slot, added bool) {
	if s := t.find(key); s != nil {
		return s, false
	}
	env.Charge(slotBytes)
	if t.free == 0 && len(t.slots) == len(t.buckets) {
		t.grow()
	}
	at := t.free
	if at != 0 {
		t.free = t.slots[at-1].next
	} else {
		t.slots = append(t.slots, slot{})
		at = int32(len(t.slots))
	}
	h := t.hash(key)
	bucket := &t.buckets[h&uint64(len(t.buckets)-1)]
	s = &t.slots[at-1]
	*s = slot{key: key, hash: h, next: *bucket, live: true}
	*bucket = at
	t.count++
	t.version++
	return s, true
}

func (t *table) grow() {
	n := max(4, 2*len(t.buckets))
	t.buckets = make([]int32, n)
	t.slots = slices.Grow(t.slots, n-len(t.slots))
	for i := range t.slots {
		bucket := &t.buckets[t.slots[i].hash&uint64(n-1)]
		t.slots[i].next, *bucket = *bucket, int32(i+1)
	}
}

// remove takes a key out and reports whether it was there.
func (t *table) remove(key any) (value any, ok bool) {
	if t.count == 0 {
		return nil, false
	}
	h := t.hash(key)
	for link := &t.buckets[h&uint64(len(t.buckets)-1)]; *link != 0; link = &t.slots[*link-1].next {
		at := *link
		if s := &t.slots[at-1]; s.hash == h && t.equal(s.key, key) {
			value, *link = s.value, s.next
			*s = slot{next: t.free}
			t.free = at
			t.count--
			t.version++
			return value, true
		}
	}
	return nil, false
}

// clear takes all entries out.
func (t *table) clear() {
	*t = table{same: t.same, version: t.version + 1}
}

// each yields the live slots and throws when the table is changed meanwhile.
func (t *table) each(yield func(*slot) bool) {
	version := t.version
	for i := 0; ; i++ {
		if version != t.version {
			Throw(modified())
		}
		for i < len(t.slots) && !t.slots[i].live {
			i++
		}
		if i >= len(t.slots) || !yield(&t.slots[i]) {
			return
		}
	}
}

func modified() *Exception {
	return InvalidOperation("Collection was modified; enumeration operation may not execute.")
}
