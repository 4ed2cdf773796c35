package clr

import "iter"

// A HashSet is a System.Collections.Generic.HashSet<T>. It enumerates in the
// order of addition; after removals in .NET's.
type HashSet struct {
	T *Type
	table
}

// HashSetType is the definition of HashSet<T>.
var HashSetType = Declare(Decl{Name: "System.Collections.Generic.HashSet<T>", Interfaces: "ISet<T>, IReadOnlyCollection<T>", Doc: "A set."})

// NewHashSet makes an empty HashSet that compares by value.
func NewHashSet(elem *Type) *HashSet { return &HashSet{T: Construct(HashSetType, elem)} }

// CLRType is HashSet<T>.
func (h *HashSet) CLRType() *Type { return h.T }

// Count is the number of elements.
func (h *HashSet) Count() int { return h.count }

// Contains reports whether an element is equal to v.
func (h *HashSet) Contains(v any) bool { return h.find(v) != nil }

// Add adds an element that is not there yet.
func (h *HashSet) Add(env *Env, v any) { h.add(env, v) }

// Remove takes an element out.
func (h *HashSet) Remove(v any) bool {
	_, ok := h.remove(v)
	if ok && h.count == 0 { // .NET forgets the free places then
		h.clear()
	}
	return ok
}

// Clear takes all elements out.
func (h *HashSet) Clear() { h.clear() }

// Iterate yields the elements and throws when the set is changed meanwhile.
func (h *HashSet) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		h.each(func(s *slot) bool { return yield(s.key) })
	}
}

// members are the elements as they are now.
func (h *HashSet) members() []any {
	items := make([]any, 0, h.count)
	h.each(func(s *slot) bool {
		items = append(items, s.key)
		return true
	})
	return items
}

// removeWhere takes the elements that match out and says how many.
func (h *HashSet) removeWhere(env *Env, match func(any) bool) int32 {
	n := int32(0)
	for _, v := range h.members() {
		env.Step(1)
		if match(v) && h.Remove(v) {
			n++
		}
	}
	return n
}

// uniques are the elements of another sequence, compared as this set does.
func (h *HashSet) uniques(env *Env, other Seq) *table {
	set := &table{same: h.same}
	addAll(env, set, other)
	return set
}

// common counts the elements that are in the table as well.
func (h *HashSet) common(env *Env, set *table) int {
	n := 0
	for _, v := range h.members() {
		env.Step(1)
		if set.find(v) != nil {
			n++
		}
	}
	return n
}

func newHashSet(types TypeArgs, comparer any) *HashSet {
	h := NewHashSet(types[0])
	if comparer != nil {
		h.same = ComparerOr(comparer)
	}
	return h
}

func newHashSetFrom(env *Env, types TypeArgs, source Seq, comparer any) *HashSet {
	h := newHashSet(types, comparer)
	addAll(env, &h.table, source)
	return h
}

func hashSetCopy(env *Env, h *HashSet, array *Array, index, n int32) Void {
	switch {
	case index < 0:
		Throw(ArgumentOutOfRange("arrayIndex", needNonNegative))
	case n < 0:
		Throw(ArgumentOutOfRange("count", needNonNegative))
	case int(index) > array.Len() || int(n) > array.Len()-int(index):
		Throw(Argument(destinationShort, ""))
	}
	items := h.members()
	copyTo(env, ListOf(h.T.Args[0], items[:min(int(n), len(items))]), array, index)
	return Void{}
}

func hashSetExceptWith(env *Env, h *HashSet, other Seq) Void {
	for _, v := range collect(env, other) {
		h.Remove(v)
	}
	return Void{}
}

func hashSetIntersectWith(env *Env, h *HashSet, other Seq) Void {
	keep := h.uniques(env, other)
	h.removeWhere(env, func(v any) bool { return keep.find(v) == nil })
	return Void{}
}

func hashSetSymmetricExceptWith(env *Env, h *HashSet, other Seq) Void {
	var gone []any // .NET takes these out last, so that what is added does not fill their places
	h.uniques(env, other).each(func(s *slot) bool {
		if h.Contains(s.key) {
			gone = append(gone, s.key)
		} else {
			h.Add(env, s.key)
		}
		return true
	})
	for _, v := range gone {
		h.Remove(v)
	}
	return Void{}
}

func hashSetUnionWith(env *Env, h *HashSet, other Seq) Void {
	for _, v := range collect(env, other) {
		h.Add(env, v)
	}
	return Void{}
}

func hashSetIsSubset(env *Env, h *HashSet, other Seq) bool {
	return h.common(env, h.uniques(env, other)) == h.count
}

func hashSetIsProperSubset(env *Env, h *HashSet, other Seq) bool {
	set := h.uniques(env, other)
	return h.common(env, set) == h.count && set.count > h.count
}

func hashSetIsSuperset(env *Env, h *HashSet, other Seq) bool {
	set := h.uniques(env, other)
	return h.common(env, set) == set.count
}

func hashSetIsProperSuperset(env *Env, h *HashSet, other Seq) bool {
	set := h.uniques(env, other)
	return h.common(env, set) == set.count && h.count > set.count
}

func hashSetOverlaps(env *Env, h *HashSet, other Seq) bool {
	return anyMatch(env, other, h.Contains)
}

func hashSetEquals(env *Env, h *HashSet, other Seq) bool {
	set := h.uniques(env, other)
	return h.count == set.count && h.common(env, set) == h.count
}

// setRows makes the rows that ISet<T> and HashSet<T> have in common.
func setRows() []Member {
	return []Member{
		Row("bool Add(T item)", "Adds an element; false when it was there.", F3(func(env *Env, h *HashSet, v any) bool {
			_, added := h.add(env, v)
			return added
		}), `new HashSet<int> {1}.Add(1) // false`, `new HashSet<int>().Add(1) // true`),
		Row("void ExceptWith(IEnumerable<T> other)", "Takes the elements of another sequence out.", F3(hashSetExceptWith), `new HashSet<int>().ExceptWith(null) // throws ArgumentNullException`),
		Row("void IntersectWith(IEnumerable<T> other)", "Keeps the elements that another sequence has too.", F3(hashSetIntersectWith), `new HashSet<int>().IntersectWith(null) // throws ArgumentNullException`),
		Row("bool IsProperSubsetOf(IEnumerable<T> other)", "Whether another sequence has all elements and more.", F3(hashSetIsProperSubset), `new HashSet<int> {1}.IsProperSubsetOf(new[] {1, 2}) // true`),
		Row("bool IsProperSupersetOf(IEnumerable<T> other)", "Whether the set has all elements of another sequence and more.", F3(hashSetIsProperSuperset), `new HashSet<int> {1, 2}.IsProperSupersetOf(new[] {1, 1}) // true`),
		Row("bool IsSubsetOf(IEnumerable<T> other)", "Whether another sequence has all elements.", F3(hashSetIsSubset), `new HashSet<int> {1}.IsSubsetOf(new[] {1, 2}) // true`),
		Row("bool IsSupersetOf(IEnumerable<T> other)", "Whether the set has all elements of another sequence.", F3(hashSetIsSuperset), `new HashSet<int> {1}.IsSupersetOf(new[] {1, 2}) // false`),
		Row("bool Overlaps(IEnumerable<T> other)", "Whether another sequence has an element of the set.", F3(hashSetOverlaps), `new HashSet<int> {1, 2}.Overlaps(new[] {2, 3}) // true`),
		Row("bool SetEquals(IEnumerable<T> other)", "Whether another sequence has the same elements, in any order and number.", F3(hashSetEquals), `new HashSet<int> {1, 2}.SetEquals(new[] {2, 1, 1}) // true`),
		Row("void SymmetricExceptWith(IEnumerable<T> other)", "Keeps what either has and not both.", F3(hashSetSymmetricExceptWith), `var h = new HashSet<int> {3, 1, 2}; h.SymmetricExceptWith(new[] {1, 9}); return string.Join(",", h); // "3,2,9"`, `new HashSet<int>().SymmetricExceptWith(null) // throws ArgumentNullException`),
		Row("void UnionWith(IEnumerable<T> other)", "Adds the elements of another sequence.", F3(hashSetUnionWith), `new HashSet<int>().UnionWith(null) // throws ArgumentNullException`),
	}
}

func init() {
	ISet.Define(setRows()...)
	sets := setRows()
	HashSetType.Define(
		Row("new()", "Makes an empty set.", F1(func(types TypeArgs) *HashSet { return newHashSet(types, nil) }), `new HashSet<int> {1, 2, 2, 3}.Count // 3`),
		Row("new(IEnumerable<T> collection)", "Makes a set of the elements of a sequence.", F3(func(env *Env, types TypeArgs, source Seq) *HashSet {
			return newHashSetFrom(env, types, source, nil)
		}), `new HashSet<char>("hello").Count // 4`),
		Row("new(IEqualityComparer<T> comparer)", "Makes an empty set with another equality.", F2(newHashSet), `new HashSet<string>(StringComparer.OrdinalIgnoreCase) {"a", "A"}.Count // 1`),
		Row("new(IEnumerable<T> collection, IEqualityComparer<T> comparer)", "Makes a set of the elements of a sequence with another equality.", F4(newHashSetFrom), `new HashSet<string>(new[] {"a", "A"}, StringComparer.OrdinalIgnoreCase).Count // 1`),
		Row("IEqualityComparer<T> Comparer { get; }", "How elements are compared.", F1(func(h *HashSet) EqualityComparer { return ComparerOr(h.same) }), `new HashSet<string>().Comparer.Equals("a", "A") // false`),
		Row("int Count { get; }", "Number of elements.", F1(func(h *HashSet) int32 { return int32(h.count) }), `new HashSet<int> {1, 1}.Count // 1`),
		sets[0],
		Row("void Clear()", "Takes all elements out.", F1(func(h *HashSet) Void {
			h.Clear()
			return Void{}
		})),
		Row("bool Contains(T item)", "Whether an element is equal to item.", F2((*HashSet).Contains), `new HashSet<string> {"a"}.Contains("A") // false`),
		Row("void CopyTo(T[] array)", "Copies the elements to the start of an array.", F3(func(env *Env, h *HashSet, array *Array) Void {
			copyTo(env, h, array, 0)
			return Void{}
		}), `new HashSet<int> {1}.CopyTo(new int[0]) // throws ArgumentException`),
		Row("void CopyTo(T[] array, int arrayIndex)", "Copies the elements to a place in an array.", F4(func(env *Env, h *HashSet, array *Array, index int32) Void {
			copyTo(env, h, array, index)
			return Void{}
		}), `new HashSet<int>().CopyTo(new int[1], -1) // throws ArgumentOutOfRangeException`),
		Row("void CopyTo(T[] array, int arrayIndex, int count)", "Copies some elements to a place in an array.", F5(hashSetCopy), `new HashSet<int>().CopyTo(new int[1], 0, 2) // throws ArgumentException`),
		sets[1],
		Row("IEnumerator<T> GetEnumerator()", "A place before the first element.", F1(func(h *HashSet) *Enumerator { return NewEnumerator(h.T.Args[0], h) }), `new HashSet<int> {1}.GetEnumerator().MoveNext() // true`),
	)
	HashSetType.Define(sets[2:8]...)
	HashSetType.Define(
		Row("bool Remove(T item)", "Takes an element out; false when it is not there.", F2((*HashSet).Remove), `new HashSet<int> {1}.Remove(1) // true`),
		Row("int RemoveWhere(Predicate<T> match)", "Takes the elements that match out and says how many.", F3(func(env *Env, h *HashSet, match func(any) bool) int32 { return h.removeWhere(env, match) }), `new HashSet<int> {1, 2, 3}.RemoveWhere(x => x > 1) // 2`),
	)
	HashSetType.Define(sets[8:]...)
	HashSetType.Define(Row("void TrimExcess()", "Gives unused room back.", F1(func(*HashSet) Void { return Void{} })))
}
