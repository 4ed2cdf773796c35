package clr

import "math/bits"

// A sorter is Array.Sort of .NET Framework 4.5 and later: an introspective sort,
// step by step as there, because it is not stable and where equal elements end
// up can be seen. Source: ArraySortHelper<T> in .NET's reference source.
type sorter struct {
	keys    []any
	items   []any // moved along with the keys when not nil
	compare func(a, b any) int
}

// sortValues sorts in place. What a comparison throws becomes the inner
// exception of an InvalidOperationException, as in .NET.
func sortValues(keys, items []any, compare func(a, b any) int) {
	if len(keys) < 2 {
		return
	}
	s := &sorter{keys, items, func(a, b any) int { return wrapComparison(compare, a, b) }}
	s.intro(0, len(keys)-1, 2*(bits.Len(uint(len(keys)))-1))
}

func wrapComparison(compare func(a, b any) int, a, b any) int {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *Exception:
			e := InvalidOperation("Failed to compare two elements in the array.")
			e.Inner = r
			Throw(e)
		default:
			panic(r)
		}
	}()
	return compare(a, b)
}

func (s *sorter) intro(lo, hi, depth int) {
	for hi > lo {
		switch size := hi - lo + 1; {
		case size == 2:
			s.order(lo, hi)
			return
		case size == 3:
			s.order(lo, hi-1)
			s.order(lo, hi)
			s.order(hi-1, hi)
			return
		case size <= 16:
			s.insertion(lo, hi)
			return
		case depth == 0:
			s.heap(lo, hi)
			return
		}
		depth--
		p := s.partition(lo, hi)
		s.intro(p+1, hi, depth)
		hi = p - 1
	}
}

func (s *sorter) partition(lo, hi int) int {
	middle := lo + (hi-lo)/2
	s.order(lo, middle)
	s.order(lo, hi)
	s.order(middle, hi)
	pivot := s.keys[middle]
	s.swap(middle, hi-1)
	left, right := lo, hi-1
	for left < right {
		for left++; s.inside(left) && s.compare(s.keys[left], pivot) < 0; left++ {
		}
		for right--; s.inside(right) && s.compare(pivot, s.keys[right]) < 0; right-- {
		}
		if left >= right {
			break
		}
		s.swap(left, right)
	}
	s.swap(left, hi-1)
	return left
}

// inside throws when a comparison that contradicts itself has led the sort out
// of the array.
func (s *sorter) inside(i int) bool {
	if i < 0 || i >= len(s.keys) {
		Throw(NewException(ArgumentExceptionType, "Unable to sort because the IComparer.Compare() method returns inconsistent results."))
	}
	return true
}

func (s *sorter) insertion(lo, hi int) {
	for i := lo + 1; i <= hi; i++ {
		for j := i; j > lo && s.compare(s.keys[j], s.keys[j-1]) < 0; j-- {
			s.swap(j, j-1)
		}
	}
}

func (s *sorter) heap(lo, hi int) {
	n := hi - lo + 1
	for i := n / 2; i >= 1; i-- {
		s.sift(i, n, lo)
	}
	for i := n; i > 1; i-- {
		s.swap(lo, lo+i-1)
		s.sift(1, i-1, lo)
	}
}

func (s *sorter) sift(i, n, lo int) {
	for i <= n/2 {
		child := 2 * i
		if child < n && s.compare(s.keys[lo+child-1], s.keys[lo+child]) < 0 {
			child++
		}
		if s.compare(s.keys[lo+i-1], s.keys[lo+child-1]) >= 0 {
			return
		}
		s.swap(lo+i-1, lo+child-1)
		i = child
	}
}

// order swaps two elements when they are out of order.
func (s *sorter) order(i, j int) {
	if i != j && s.compare(s.keys[i], s.keys[j]) > 0 {
		s.swap(i, j)
	}
}

func (s *sorter) swap(i, j int) {
	s.keys[i], s.keys[j] = s.keys[j], s.keys[i]
	if s.items != nil {
		s.items[i], s.items[j] = s.items[j], s.items[i]
	}
}
