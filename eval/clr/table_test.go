package clr

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestTableIsAMap holds a table against a list of pairs and .NET's rule of
// places: an addition takes the place that was freed last.
func TestTableIsAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type place struct {
			key, value int32
			live       bool
		}
		var (
			tab    table
			places []place
			free   []int
		)
		find := func(k int32) int {
			return slices.IndexFunc(places, func(p place) bool { return p.live && p.key == k })
		}
		for range rapid.IntRange(0, 200).Draw(t, "steps") {
			k := rapid.Int32Range(0, 30).Draw(t, "key")
			at := find(k)
			if rapid.IntRange(0, 2).Draw(t, "op") == 0 {
				_, ok := tab.remove(k)
				if ok != (at >= 0) {
					t.Fatalf("remove(%d) = %v", k, ok)
				}
				if at >= 0 {
					places[at].live = false
					free = append(free, at)
				}
				continue
			}
			v := rapid.Int32().Draw(t, "value")
			s, added := tab.add(nil, k)
			s.value = v
			if added != (at < 0) {
				t.Fatalf("add(%d) = %v", k, added)
			}
			switch {
			case at >= 0:
				places[at].value = v
			case len(free) > 0:
				places[free[len(free)-1]] = place{k, v, true}
				free = free[:len(free)-1]
			default:
				places = append(places, place{k, v, true})
			}
		}
		var got, want []any
		tab.each(func(s *slot) bool {
			got = append(got, s.key, s.value)
			return true
		})
		for _, p := range places {
			if p.live {
				want = append(want, p.key, p.value)
			}
		}
		if !slices.Equal(got, want) || tab.count != len(want)/2 {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestSetOrderAfterRemovals(t *testing.T) {
	h := NewHashSet(String)
	for _, s := range []string{"a", "b", "c"} {
		h.Add(nil, s)
	}
	h.Remove("a")
	h.Remove("b")
	h.Add(nil, "x")
	h.Add(nil, "y")
	if got := h.members(); !slices.Equal(got, []any{"y", "x", "c"}) {
		t.Errorf("got %v, want y, x, c as in .NET", got)
	}
	for _, s := range []string{"y", "x", "c"} {
		h.Remove(s)
	}
	h.Add(nil, "1")
	h.Add(nil, "2")
	if got := h.members(); !slices.Equal(got, []any{"1", "2"}) {
		t.Errorf("an emptied set has %v, want 1, 2", got)
	}
}

func TestKeysAreEqualByValue(t *testing.T) {
	tuple := func(n int32) any { return &Tuple{Construct(ValueTuples[1], Int32), []any{n}} }
	var tab table
	for _, k := range []any{int32(1), int64(1), "1", Char('1'), nil, 0.0, tuple(1)} {
		if _, added := tab.add(nil, k); !added {
			t.Errorf("%v (%T) equals an earlier key", k, k)
		}
	}
	for _, k := range []any{int32(1), "1", nil, tuple(1)} {
		if tab.find(k) == nil {
			t.Errorf("%v (%T) is not found", k, k)
		}
	}
}
