package clr

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestSortPlacesEqualElementsAsDotNet: an unstable sort shows its algorithm
// where keys are equal. The orders are .NET's.
func TestSortPlacesEqualElementsAsDotNet(t *testing.T) {
	ids := func(n int, keep func(i int) int) []any {
		items := make([]any, n)
		for i := range items {
			items[i] = int32(keep(i))
		}
		return items
	}
	for _, c := range []struct {
		name  string
		items []any
		key   func(int32) int32
		want  []int
	}{
		{"insertion sort", ids(12, func(i int) int { return i }), func(int32) int32 { return 0 }, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
		{"three elements", ids(3, func(i int) int { return i }), func(v int32) int32 { return v % 2 }, []int{0, 2, 1}},
		{"one partition", ids(40, func(i int) int { return i }), func(int32) int32 { return 0 }, []int{0, 22, 23, 24, 25, 26, 27, 28, 21, 29, 31, 32, 33, 34, 35, 36, 37, 30, 20, 19, 18,
			1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 38, 39}},
		{"several partitions", ids(60, func(i int) int { return i*7919%61%5*100 + i }), func(v int32) int32 { return v / 100 }, []int{0, 25, 37, 19, 43, 31, 49, 50, 13, 7, 1, 56, 55, 24, 36, 42, 18, 48,
			5, 12, 11, 6, 54, 30, 47, 53, 41, 35, 29, 59, 4, 10, 23, 22, 16, 17, 3, 52, 9, 15, 46, 28, 58, 40, 27, 21, 34, 33, 57, 2, 26, 8, 51, 20, 14, 38, 45, 39, 32, 44}},
	} {
		sortValues(c.items, nil, func(a, b any) int { return cmp.Compare(c.key(a.(int32)), c.key(b.(int32))) })
		var got []int
		for _, v := range c.items {
			got = append(got, int(v.(int32)%100))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
	keys, items := ids(30, func(i int) int { return i * i % 7 }), ids(30, func(i int) int { return i })
	sortValues(keys, items, Compare)
	want := ids(30, func(i int) int {
		return []int{0, 21, 28, 7, 14, 29, 6, 27, 8, 22, 1, 13, 20, 15, 25, 24, 18, 17, 11, 10, 3, 4, 16, 19, 2, 12, 23, 9, 26, 5}[i]
	})
	if !slices.Equal(items, want) {
		t.Errorf("items with keys: got %v, want %v", items, want)
	}
}

func TestSortSorts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Int32Range(-50, 50), 0, 400).Draw(t, "list")
		want := slices.Clone(list)
		slices.Sort(want)
		keys, items := boxed(list), boxed(list)
		sortValues(keys, items, Compare)
		if !slices.Equal(keys, boxed(want)) || !slices.Equal(items, keys) {
			t.Fatalf("sortValues(%v) = %v with %v", list, keys, items)
		}
		s := &sorter{keys: boxed(list), compare: Compare}
		s.intro(0, len(list)-1, 0) // no depth left: the heap sort
		if !slices.Equal(s.keys, boxed(want)) {
			t.Fatalf("heap sort of %v = %v", list, s.keys)
		}
	})
}

func boxed[T any](list []T) []any {
	items := make([]any, len(list))
	for i, v := range list {
		items[i] = v
	}
	return items
}

func TestSortThatContradictsItself(t *testing.T) {
	always := func(a, b any) int { return -1 }
	if e := caught(func() { sortValues(make([]any, 100), nil, always) }); e == nil || e.T != ArgumentExceptionType {
		t.Errorf("got %v, want ArgumentException", e)
	}
	fail := func(a, b any) int { Throw(Format("x")); return 0 }
	if e := caught(func() { sortValues(make([]any, 2), nil, fail) }); e == nil || e.T != InvalidOperationType || e.Inner.T != FormatExceptionType {
		t.Errorf("got %v, want InvalidOperationException over FormatException", e)
	}
}
