package clr

import (
	"iter"
	"slices"
)

// A SortedSet is a System.Collections.Generic.SortedSet<T>.
type SortedSet struct {
	T       *Type
	items   []any
	order   Ordering
	version int
}

// SortedSetType is the definition of SortedSet<T>.
var SortedSetType = Declare(Decl{Name: "System.Collections.Generic.SortedSet<T>", Interfaces: "ICollection<T>, IReadOnlyCollection<T>", Beyond: true, Doc: "A set in the order of its elements."})

// CLRType is SortedSet<T>.
func (s *SortedSet) CLRType() *Type { return s.T }

// Count is the number of elements.
func (s *SortedSet) Count() int { return len(s.items) }

func (s *SortedSet) search(v any) (int, bool) {
	return slices.BinarySearchFunc(s.items, v, s.order.Order)
}

// Contains reports whether an element is equal to v in the set's order.
func (s *SortedSet) Contains(v any) bool {
	_, ok := s.search(v)
	return ok
}

// Add adds an element that is not there yet.
func (s *SortedSet) Add(env *Env, v any) { s.insert(env, v) }

func (s *SortedSet) insert(env *Env, v any) bool {
	i, found := s.search(v)
	if found {
		return false
	}
	env.Charge(valueBytes)
	env.Step((len(s.items) - i) / 8)
	s.items = slices.Insert(s.items, i, v)
	s.version++
	return true
}

// Remove takes an element out.
func (s *SortedSet) Remove(v any) bool {
	i, found := s.search(v)
	if found {
		s.items = slices.Delete(s.items, i, i+1)
		s.version++
	}
	return found
}

// Clear takes all elements out.
func (s *SortedSet) Clear() {
	s.items = nil
	s.version++
}

// Iterate yields the elements in order and throws when the set is changed
// meanwhile.
func (s *SortedSet) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		version := s.version
		for i := 0; ; i++ {
			if version != s.version {
				Throw(modified())
			}
			if i >= len(s.items) || !yield(s.items[i]) {
				return
			}
		}
	}
}

func newSortedSet(env *Env, types TypeArgs, source Seq, order any) *SortedSet {
	s := &SortedSet{T: Construct(SortedSetType, types[0]), order: OrderingOr(order)}
	if source != nil {
		s.addAll(env, source)
	}
	return s
}

func (s *SortedSet) addAll(env *Env, source Seq) {
	for _, v := range collect(env, source) {
		s.insert(env, v)
	}
}

// same makes a set of a sequence in the order of this one.
func (s *SortedSet) same(env *Env, source Seq) *SortedSet {
	return newSortedSet(env, s.T.Args, source, s.order)
}

// keep takes the elements out for which cond is false and says how many.
func (s *SortedSet) keep(env *Env, cond func(any) bool) int32 {
	n := len(s.items)
	var kept []any
	for _, v := range s.items {
		env.Step(1)
		if cond(v) {
			kept = append(kept, v)
		}
	}
	if len(kept) < n {
		s.items = kept
		s.version++
	}
	return int32(n - len(kept))
}

// end is the first or last element, or default(T) of an empty set.
func (s *SortedSet) end(last bool) any {
	switch n := len(s.items); {
	case n == 0:
		return Default(s.T.Args[0])
	case last:
		return s.items[n-1]
	}
	return s.items[0]
}

func (s *SortedSet) within(env *Env, other *SortedSet) bool {
	return findIndex(env, s.items, 0, len(s.items), func(v any) bool { return !other.Contains(v) }) < 0
}

func sortedSetView(env *Env, s *SortedSet, lower, upper any) *SortedSet {
	if s.order.Order(lower, upper) > 0 {
		Throw(Argument("Must be less than or equal to upperValue.", "lowerValue"))
	}
	view := s.same(env, s)
	view.keep(env, func(v any) bool { return s.order.Order(v, lower) >= 0 && s.order.Order(v, upper) <= 0 })
	return view
}

func sortedSetReverse(s *SortedSet) *Lazy {
	return buffered(s.T.Args[0], s, func(_ *Env, items []any) []any {
		slices.Reverse(items)
		return items
	})
}

func init() {
	one := `new SortedSet<int> {3, 1, 2}`
	SortedSetType.Define(
		Row("new()", "Makes an empty set in the elements' own order.", F2(func(env *Env, t TypeArgs) *SortedSet { return newSortedSet(env, t, nil, nil) }), `string.Join(",", `+one+`) // "1,2,3"`),
		Row("new(IComparer<T> comparer)", "Makes an empty set in another order.", F3(func(env *Env, t TypeArgs, order any) *SortedSet { return newSortedSet(env, t, nil, order) }), `new SortedSet<string>(StringComparer.OrdinalIgnoreCase) {"a", "A"}.Count // 1`),
		Row("new(IEnumerable<T> collection)", "Makes a set of the elements of a sequence.", F3(func(env *Env, t TypeArgs, source Seq) *SortedSet { return newSortedSet(env, t, source, nil) }), `new SortedSet<int>(new[] {2, 1, 2}).Count // 2`),
		Row("new(IEnumerable<T> collection, IComparer<T> comparer)", "Makes a set of the elements of a sequence in another order.", F4(newSortedSet), `new SortedSet<string>(new[] {"b", "B"}, StringComparer.Ordinal).Min // "B"`),
		Row("int Count { get; }", "Number of elements.", F1(count), one+".Count // 3"),
		Row("T Max { get; }", "The last element, or default(T).", F1(func(s *SortedSet) any { return s.end(true) }), one+".Max // 3"),
		Row("T Min { get; }", "The first element, or default(T).", F1(func(s *SortedSet) any { return s.end(false) }), one+".Min // 1", "new SortedSet<int>().Min // 0"),
		Row("bool Add(T item)", "Adds an element; false when it was there.", F3(func(env *Env, s *SortedSet, v any) bool { return s.insert(env, v) }), one+".Add(3) // false"),
		Row("void Clear()", "Takes all elements out.", F1(func(s *SortedSet) Void {
			s.Clear()
			return Void{}
		})),
		Row("bool Contains(T item)", "Whether an element is equal to item.", F2((*SortedSet).Contains), one+".Contains(2) // true"),
		Row("void ExceptWith(IEnumerable<T> other)", "Takes the elements of another sequence out.", F3(func(env *Env, s *SortedSet, other Seq) Void {
			set := s.same(env, other)
			s.keep(env, func(v any) bool { return !set.Contains(v) })
			return Void{}
		}), one+".ExceptWith(null) // throws ArgumentNullException"),
		Row("IEnumerator<T> GetEnumerator()", "A place before the first element.", F1(func(s *SortedSet) *Enumerator { return NewEnumerator(s.T.Args[0], s) }), one+".GetEnumerator().MoveNext() // true"),
		Row("SortedSet<T> GetViewBetween(T lowerValue, T upperValue)", "The elements from one value to another. A copy: .NET's is a view.", F4(sortedSetView), one+".GetViewBetween(2, 9).Count // 2"),
		Row("void IntersectWith(IEnumerable<T> other)", "Keeps the elements that another sequence has too.", F3(func(env *Env, s *SortedSet, other Seq) Void {
			s.keep(env, s.same(env, other).Contains)
			return Void{}
		}), one+".IntersectWith(null) // throws ArgumentNullException"),
		Row("bool IsSubsetOf(IEnumerable<T> other)", "Whether another sequence has all elements.", F3(func(env *Env, s *SortedSet, other Seq) bool { return s.within(env, s.same(env, other)) }), one+".IsSubsetOf(new[] {1, 2}) // false"),
		Row("bool IsSupersetOf(IEnumerable<T> other)", "Whether the set has all elements of another sequence.", F3(func(env *Env, s *SortedSet, other Seq) bool { return s.same(env, other).within(env, s) }), one+".IsSupersetOf(new[] {1, 2}) // true"),
		Row("bool Overlaps(IEnumerable<T> other)", "Whether another sequence has an element of the set.", F3(func(env *Env, s *SortedSet, other Seq) bool { return anyMatch(env, other, s.Contains) }), one+".Overlaps(new[] {3, 4}) // true"),
		Row("bool Remove(T item)", "Takes an element out; false when it is not there.", F2((*SortedSet).Remove), one+".Remove(9) // false"),
		Row("int RemoveWhere(Predicate<T> match)", "Takes the elements that match out and says how many.", F3(func(env *Env, s *SortedSet, match func(any) bool) int32 {
			return s.keep(env, func(v any) bool { return !match(v) })
		}), one+".RemoveWhere(x => x > 1) // 2"),
		Row("IEnumerable<T> Reverse()", "The elements from the last to the first.", F1(sortedSetReverse), one+".Reverse().First() // 3"),
		Row("bool SetEquals(IEnumerable<T> other)", "Whether another sequence has the same elements, in any order and number.", F3(func(env *Env, s *SortedSet, other Seq) bool {
			set := s.same(env, other)
			return len(set.items) == len(s.items) && s.within(env, set)
		}), one+".SetEquals(new[] {1, 2, 3, 3}) // true"),
		Row("void UnionWith(IEnumerable<T> other)", "Adds the elements of another sequence.", F3(func(env *Env, s *SortedSet, other Seq) Void {
			s.addAll(env, other)
			return Void{}
		}), one+".UnionWith(null) // throws ArgumentNullException"),
	)
}
