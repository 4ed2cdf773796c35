package clr

import "strings"

// A nested value is one whose text, equality and hash are those of its parts:
// a tuple, a pair, an anonymous object. They may stand inside one another to any
// depth, and one in another twice, so that a loop of a few turns makes one that
// takes for ever to go through. A walker gives up on such.
type nested interface {
	Object
	writeTo(w *walker)
	hashWith(w *walker) uint64
	equalsWith(w *walker, other any) bool
}

// A walker goes through a nested value. The parts and the bytes that it may come
// to are more than any has that somebody wants to see.
type walker struct {
	text  strings.Builder
	parts int
}

const (
	maxWalkParts = 100_000
	maxWalkBytes = 64 << 20
)

func (w *walker) step() {
	if w.parts++; w.parts > maxWalkParts {
		panic(&LimitError{"values inside one another", maxWalkParts})
	}
}

// write writes what ToString gives of a part; of null, nothing.
func (w *walker) write(v any) {
	if c, ok := v.(nested); ok {
		w.step()
		c.writeTo(w)
		return
	}
	w.string(Text(v))
}

func (w *walker) string(s string) {
	if w.text.Len()+len(s) > maxWalkBytes {
		panic(&LimitError{"bytes of text of one value", maxWalkBytes})
	}
	w.text.WriteString(s)
}

func (w *walker) hash(v any) uint64 {
	if c, ok := v.(nested); ok {
		w.step()
		return c.hashWith(w)
	}
	return HashOf(v)
}

func (w *walker) hashAll(items []any) uint64 {
	h := uint64(len(items))
	for _, v := range items {
		h = h*0x9E3779B97F4A7C15 ^ w.hash(v)
	}
	return h
}

func (w *walker) equal(a, b any) bool {
	if c, ok := a.(nested); ok {
		w.step()
		return b != nil && c.equalsWith(w, b)
	}
	return Equals(a, b)
}

func (w *walker) allEqual(a, b []any) bool {
	for i, v := range a {
		if !w.equal(v, b[i]) {
			return false
		}
	}
	return len(a) == len(b)
}

// nestedText is ToString of a nested value.
func nestedText(c nested) string {
	w := &walker{}
	c.writeTo(w)
	return w.text.String()
}
