package clr

import (
	"iter"
	"slices"
)

// A Sorted is a SortedDictionary<TKey, TValue> or SortedList<TKey, TValue>:
// entries in the order of their keys.
type Sorted struct {
	T       *Type
	entries []sortedEntry
	order   Ordering
	version int
}

type sortedEntry struct{ key, value any }

// The maps that enumerate in the order of their keys.
var (
	SortedDictionaryType = Declare(Decl{Name: "System.Collections.Generic.SortedDictionary<TKey, TValue>", Interfaces: "IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>", Beyond: true, Doc: "A map in the order of its keys."})
	SortedListType       = Declare(Decl{Name: "System.Collections.Generic.SortedList<TKey, TValue>", Interfaces: "IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>", Beyond: true, Doc: "A map in the order of its keys, with an index."})
)

// CLRType is SortedDictionary<TKey, TValue> or SortedList<TKey, TValue>.
func (s *Sorted) CLRType() *Type { return s.T }

// Count is the number of keys.
func (s *Sorted) Count() int { return len(s.entries) }

// search is the place of a key, or where it would be.
func (s *Sorted) search(key any) (int, bool) {
	return slices.BinarySearchFunc(s.entries, key, func(e sortedEntry, key any) int { return s.order.Order(e.key, key) })
}

// Lookup finds the value of a key.
func (s *Sorted) Lookup(key any) (any, bool) {
	i, ok := s.search(key)
	if !ok {
		return nil, false
	}
	return s.entries[i].value, true
}

// Put adds a key or changes its value.
func (s *Sorted) Put(env *Env, key, value any) {
	i, ok := s.search(key)
	s.version++
	if ok {
		s.entries[i].value = value
		return
	}
	if len(s.entries) == 0 {
		s.order.Order(key, key) // one key alone must have an order too
	}
	env.Charge(slotBytes)
	env.Step((len(s.entries) - i) / 8)
	s.entries = slices.Insert(s.entries, i, sortedEntry{key, value})
}

// Delete takes a key out.
func (s *Sorted) Delete(key any) bool {
	i, ok := s.search(key)
	if ok {
		s.entries = slices.Delete(s.entries, i, i+1)
		s.version++
	}
	return ok
}

// Clear takes all keys out.
func (s *Sorted) Clear() {
	s.entries = nil
	s.version++
}

// Pairs yields keys and values and throws when the map is changed meanwhile.
func (s *Sorted) Pairs() iter.Seq2[any, any] {
	return func(yield func(k, v any) bool) {
		version := s.version
		for i := 0; ; i++ {
			if version != s.version {
				Throw(modified())
			}
			if i >= len(s.entries) || !yield(s.entries[i].key, s.entries[i].value) {
				return
			}
		}
	}
}

// Iterate yields a KeyValuePair for each key.
func (s *Sorted) Iterate(*Env) iter.Seq[any] {
	return PairsSeq(s, Construct(KeyValuePair, s.T.Args...))
}

func newSorted(def *Type, types TypeArgs, order any) *Sorted {
	return &Sorted{T: Construct(def, types...), order: OrderingOr(order)}
}

func newSortedFrom(env *Env, def *Type, types TypeArgs, source Map, order any) *Sorted {
	s := newSorted(def, types, order)
	for k, v := range source.Pairs() {
		env.Step(1)
		putNew(env, s, k, v)
	}
	return s
}

// indexOfValue is the place of the first equal value, or -1.
func (s *Sorted) indexOfValue(env *Env, value any) int32 {
	for i, e := range s.entries {
		env.Step(1)
		if Equals(e.value, value) {
			return int32(i)
		}
	}
	return -1
}

func sortedIndexOfKey(s *Sorted, key any) int32 {
	if key == nil {
		Throw(ArgumentNull("key"))
	}
	if i, ok := s.search(key); ok {
		return int32(i)
	}
	return -1
}

func sortedRemoveAt(s *Sorted, i int32) Void {
	if i < 0 || int(i) >= len(s.entries) {
		Throw(ArgumentOutOfRange("index", indexRange))
	}
	s.entries = slices.Delete(s.entries, int(i), int(i)+1)
	s.version++
	return Void{}
}

// sortedRows makes the rows that both types have.
func sortedRows(def *Type) []Member {
	one := "new " + def.Simple + `<string, int> {{"b", 1}, {"a", 2}}`
	none := "new " + def.Simple + "<string, int>"
	return []Member{
		Row("new()", "Makes an empty map in the keys' own order.", F1(func(t TypeArgs) *Sorted { return newSorted(def, t, nil) }), none+"().Count // 0"),
		Row("new(IComparer<TKey> comparer)", "Makes an empty map in another order.", F2(func(t TypeArgs, order any) *Sorted { return newSorted(def, t, order) }), none+`(StringComparer.Ordinal) {{"b", 1}, {"B", 2}}.First().Key // "B"`),
		Row("new(IDictionary<TKey, TValue> dictionary)", "Makes a sorted copy of a map.", F3(func(env *Env, t TypeArgs, m Map) *Sorted { return newSortedFrom(env, def, t, m, nil) }), none+`(new Dictionary<string, int> {{"b", 1}, {"a", 2}}).First().Key // "a"`),
		Row("new(IDictionary<TKey, TValue> dictionary, IComparer<TKey> comparer)", "Makes a copy of a map in another order.", F4(func(env *Env, t TypeArgs, m Map, order any) *Sorted { return newSortedFrom(env, def, t, m, order) }), none+`(new Dictionary<string, int> {{"b", 1}, {"B", 2}}, StringComparer.Ordinal).First().Key // "B"`),
		Row("int Count { get; }", "Number of keys.", F1(func(s *Sorted) int32 { return int32(len(s.entries)) }), one+".Count // 2"),
		Row("TValue this[TKey key] { get; set; }", "The value of a key. A missing key throws KeyNotFoundException.", F2(func(s *Sorted, key any) any { return Get(s, key) }), one+`["a"] // 2`, none+`()["a"] // throws KeyNotFoundException`).
			Set(F4(func(env *Env, s *Sorted, key, value any) Void {
				if key == nil {
					Throw(ArgumentNull("key"))
				}
				s.Put(env, key, value)
				return Void{}
			})),
		Row("void Add(TKey key, TValue value)", "Adds a key; one that is there throws ArgumentException.", F4(func(env *Env, s *Sorted, key, value any) Void {
			putNew(env, s, key, value)
			return Void{}
		}), one+`.Add("a", 1) // throws ArgumentException`),
		Row("void Clear()", "Takes all keys out.", F1(func(s *Sorted) Void {
			s.Clear()
			return Void{}
		})),
		Row("bool ContainsKey(TKey key)", "Whether the key is there.", F2(func(s *Sorted, key any) bool {
			_, ok := lookup(s, key)
			return ok
		}), one+`.ContainsKey("a") // true`),
		Row("bool ContainsValue(TValue value)", "Whether some key has the value.", F3(func(env *Env, s *Sorted, value any) bool { return s.indexOfValue(env, value) >= 0 }), one+".ContainsValue(9) // false"),
		Row("IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()", "A place before the first key.", F1(func(s *Sorted) *Enumerator {
			return NewEnumerator(Construct(KeyValuePair, s.T.Args...), s)
		}), one+".GetEnumerator().MoveNext() // true"),
		Row("bool Remove(TKey key)", "Takes a key out; false when it is not there.", F2(func(s *Sorted, key any) bool {
			if key == nil {
				Throw(ArgumentNull("key"))
			}
			return s.Delete(key)
		}), one+`.Remove("a") // true`),
		Row("bool TryGetValue(TKey key, out TValue value)", "The value of a key, or default(TValue) and false.", F3(func(s *Sorted, key any, value *Ref) bool {
			return tryGetValue(s.T.Args, s, key, value)
		}), one+`.TryGetValue("a", out var v) ? v : -1 // 2`),
	}
}

func init() {
	SortedDictionaryType.Define(sortedRows(SortedDictionaryType)...)
	SortedDictionaryType.Define(
		Row("ICollection<TKey> Keys { get; }", "The keys, in order.", F1(func(s *Sorted) *mapKeys { return keyCollection(s.T.Args, s) }), `string.Join(",", new SortedDictionary<string, int> {{"b", 1}, {"a", 2}}.Keys) // "a,b"`),
		Row("ICollection<TValue> Values { get; }", "The values, in the order of their keys.", F1(func(s *Sorted) *mapValues { return valueCollection(s.T.Args, s) }), `string.Join(",", new SortedDictionary<string, int> {{"b", 1}, {"a", 2}}.Values) // "2,1"`),
	)
	SortedListType.Define(sortedRows(SortedListType)...)
	SortedListType.Define(
		Row("IList<TKey> Keys { get; }", "The keys, in order.", F1(func(s *Sorted) *ReadOnlyCollection { return readOnlyOf(s.T.Args[0], ListOf(s.T.Args[0], keysOf(s))) }), `new SortedList<string, int> {{"b", 1}, {"a", 2}}.Keys[1] // "b"`),
		Row("IList<TValue> Values { get; }", "The values, in the order of their keys.", F1(func(s *Sorted) *ReadOnlyCollection { return readOnlyOf(s.T.Args[1], ListOf(s.T.Args[1], valuesOf(s))) }), `new SortedList<string, int> {{"b", 1}, {"a", 2}}.Values[0] // 2`),
		Row("int IndexOfKey(TKey key)", "The place of a key, or -1.", F2(sortedIndexOfKey), `new SortedList<string, int> {{"b", 1}, {"a", 2}}.IndexOfKey("b") // 1`),
		Row("int IndexOfValue(TValue value)", "The place of the first equal value, or -1.", F3(func(env *Env, s *Sorted, value any) int32 { return s.indexOfValue(env, value) }), `new SortedList<string, int> {{"b", 1}, {"a", 2}}.IndexOfValue(1) // 1`),
		Row("void RemoveAt(int index)", "Takes the key at a place out.", F2(sortedRemoveAt), `new SortedList<string, int>().RemoveAt(0) // throws ArgumentOutOfRangeException`),
	)
}
