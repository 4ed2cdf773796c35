package clr

import "iter"

// A Dictionary is a System.Collections.Generic.Dictionary<TKey, TValue>. It
// enumerates in the order of addition; after removals in .NET's.
type Dictionary struct {
	T *Type
	table
}

// DictionaryType is the definition of Dictionary<TKey, TValue>, with the types
// of its Keys and Values.
var (
	DictionaryType = Declare(Decl{Name: "System.Collections.Generic.Dictionary<TKey, TValue>", Interfaces: "IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>", Doc: "A map."})

	keyCollectionType   = Declare(Decl{Name: "System.Collections.Generic.Dictionary.KeyCollection<TKey, TValue>", Interfaces: "ICollection<TKey>, IReadOnlyCollection<TKey>", Doc: "The keys of a Dictionary, as they are now."})
	valueCollectionType = Declare(Decl{Name: "System.Collections.Generic.Dictionary.ValueCollection<TKey, TValue>", Interfaces: "ICollection<TValue>, IReadOnlyCollection<TValue>", Doc: "The values of a Dictionary, as they are now."})
)

// NewDictionary makes an empty Dictionary that compares keys by value.
func NewDictionary(key, value *Type) *Dictionary {
	return &Dictionary{T: Construct(DictionaryType, key, value)}
}

// CLRType is Dictionary<TKey, TValue>.
func (d *Dictionary) CLRType() *Type { return d.T }

// Count is the number of keys.
func (d *Dictionary) Count() int { return d.count }

// Lookup finds the value of a key.
func (d *Dictionary) Lookup(key any) (any, bool) {
	if s := d.find(key); s != nil {
		return s.value, true
	}
	return nil, false
}

// Put adds a key or changes its value.
func (d *Dictionary) Put(env *Env, key, value any) {
	s, added := d.add(env, key)
	s.value = value
	if !added {
		d.version++
	}
}

// Delete takes a key out.
func (d *Dictionary) Delete(key any) bool {
	_, ok := d.remove(key)
	return ok
}

// Clear takes all keys out.
func (d *Dictionary) Clear() { d.clear() }

// Pairs yields keys and values and throws when the dictionary is changed
// meanwhile.
func (d *Dictionary) Pairs() iter.Seq2[any, any] {
	return func(yield func(k, v any) bool) {
		d.each(func(s *slot) bool { return yield(s.key, s.value) })
	}
}

// Iterate yields a KeyValuePair for each key.
func (d *Dictionary) Iterate(*Env) iter.Seq[any] {
	pair := Construct(KeyValuePair, d.T.Args...)
	return func(yield func(any) bool) {
		d.each(func(s *slot) bool { return yield(&Pair{pair, s.key, s.value}) })
	}
}

// Contains is ICollection<KeyValuePair<TKey, TValue>>.Contains.
func (d *Dictionary) Contains(v any) bool {
	p, ok := v.(*Pair)
	if !ok || p.Key == nil {
		return false
	}
	s := d.find(p.Key)
	return s != nil && Equals(s.value, p.Value)
}

// Add is ICollection<KeyValuePair<TKey, TValue>>.Add.
func (d *Dictionary) Add(env *Env, v any) {
	p := v.(*Pair)
	putNew(env, d, p.Key, p.Value)
}

// Remove is ICollection<KeyValuePair<TKey, TValue>>.Remove.
func (d *Dictionary) Remove(v any) bool {
	return d.Contains(v) && d.Delete(v.(*Pair).Key)
}

// A mapKeys is the live view of a map's keys, a mapValues of its values.
type mapKeys struct {
	T *Type
	m Map
}

type mapValues struct {
	T *Type
	m Map
}

func keyCollection(types TypeArgs, m Map) *mapKeys {
	return &mapKeys{Construct(keyCollectionType, types...), m}
}

func valueCollection(types TypeArgs, m Map) *mapValues {
	return &mapValues{Construct(valueCollectionType, types...), m}
}

func (k *mapKeys) CLRType() *Type { return k.T }
func (k *mapKeys) Count() int     { return k.m.Count() }
func (k *mapKeys) Contains(v any) bool {
	_, ok := k.m.Lookup(v)
	return v != nil && ok
}
func (k *mapKeys) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for key := range k.m.Pairs() {
			if !yield(key) {
				return
			}
		}
	}
}

func (l *mapValues) CLRType() *Type { return l.T }
func (l *mapValues) Count() int     { return l.m.Count() }
func (l *mapValues) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, v := range l.m.Pairs() {
			if !yield(v) {
				return
			}
		}
	}
}

func newDictionary(types TypeArgs, comparer any) *Dictionary {
	d := NewDictionary(types[0], types[1])
	if comparer != nil {
		d.same = ComparerOr(comparer)
	}
	return d
}

func newDictionaryCapacity(env *Env, types TypeArgs, capacity int32, comparer any) *Dictionary {
	if capacity < 0 {
		Throw(ArgumentOutOfRange("capacity", defaultMessages[ArgumentOutOfRangeType]))
	}
	env.Charge(slotBytes * int(capacity))
	return newDictionary(types, comparer)
}

func newDictionaryFrom(env *Env, types TypeArgs, source Map, comparer any) *Dictionary {
	d := newDictionary(types, comparer)
	for k, v := range source.Pairs() {
		env.Step(1)
		putNew(env, d, k, v)
	}
	return d
}

func dictionaryGet(d *Dictionary, key any) any {
	if key == nil {
		Throw(ArgumentNull("key"))
	}
	s := d.find(key)
	if s == nil {
		Throw(KeyNotFound())
	}
	return s.value
}

func dictionarySet(env *Env, d *Dictionary, key, value any) Void {
	if key == nil {
		Throw(ArgumentNull("key"))
	}
	d.Put(env, key, value)
	return Void{}
}

func dictionaryAdd(env *Env, d *Dictionary, key, value any) Void {
	putNew(env, d, key, value)
	return Void{}
}

func dictionaryContainsValue(env *Env, d *Dictionary, value any) bool {
	for _, v := range d.Pairs() {
		env.Step(1)
		if Equals(v, value) {
			return true
		}
	}
	return false
}

func dictionaryTryGetValue(d *Dictionary, key any, value *Ref) bool {
	return tryGetValue(d.T.Args, d, key, value)
}

func init() {
	DictionaryType.Define(
		Row("new()", "Makes an empty dictionary.", F1(func(types TypeArgs) *Dictionary { return newDictionary(types, nil) }), `new Dictionary<string, int>().Count // 0`,
			`new Dictionary<string, int> {{"a", 1}}["a"] // 1`, `new Dictionary<string, int> {{"a", 1}, {"a", 2}} // throws ArgumentException`),
		Row("new(IDictionary<TKey, TValue> dictionary)", "Makes a copy of a map.", F3(func(env *Env, types TypeArgs, m Map) *Dictionary {
			return newDictionaryFrom(env, types, m, nil)
		}), `new Dictionary<string, int>(new Dictionary<string, int> {{"a", 1}})["a"] // 1`),
		Row("new(IEqualityComparer<TKey> comparer)", "Makes an empty dictionary with another equality of keys.", F2(newDictionary), `new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) {{"a", 1}}["A"] // 1`),
		Row("new(int capacity)", "Makes an empty dictionary with room for keys.", F3(func(env *Env, types TypeArgs, n int32) *Dictionary {
			return newDictionaryCapacity(env, types, n, nil)
		}), `new Dictionary<string, int>(10).Count // 0`, `new Dictionary<string, int>(-1) // throws ArgumentOutOfRangeException`),
		Row("new(IDictionary<TKey, TValue> dictionary, IEqualityComparer<TKey> comparer)", "Makes a copy of a map with another equality of keys.", F4(newDictionaryFrom),
			`new Dictionary<string, int>(new Dictionary<string, int> {{"a", 1}}, StringComparer.OrdinalIgnoreCase)["A"] // 1`),
		Row("new(int capacity, IEqualityComparer<TKey> comparer)", "Makes an empty dictionary with room for keys and another equality.", F4(newDictionaryCapacity), `new Dictionary<string, int>(10, null).Count // 0`),
		Row("IEqualityComparer<TKey> Comparer { get; }", "How keys are compared.", F1(func(d *Dictionary) EqualityComparer { return ComparerOr(d.same) }), `new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase).Comparer.Equals("a", "A") // true`),
		Row("int Count { get; }", "Number of keys.", F1(func(d *Dictionary) int32 { return int32(d.count) }), `new Dictionary<string, int> {{"a", 1}}.Count // 1`),
		Row("TValue this[TKey key] { get; set; }", "The value of a key. A missing key throws KeyNotFoundException.", F2(dictionaryGet),
			`new Dictionary<string, int> {{"a", 1}}["a"] // 1`, `new Dictionary<string, int>()["a"] // throws KeyNotFoundException`, `new Dictionary<string, int>()[null] // throws ArgumentNullException`).
			Set(F4(dictionarySet)),
		Row("Dictionary.KeyCollection<TKey, TValue> Keys { get; }", "The keys.", F1(func(d *Dictionary) *mapKeys { return keyCollection(d.T.Args, d) }), `string.Join(",", new Dictionary<string, int> {{"b", 1}, {"a", 2}}.Keys) // "b,a"`),
		Row("Dictionary.ValueCollection<TKey, TValue> Values { get; }", "The values.", F1(func(d *Dictionary) *mapValues { return valueCollection(d.T.Args, d) }), `string.Join(",", new Dictionary<string, int> {{"b", 1}, {"a", 2}}.Values) // "1,2"`),
		Row("void Add(TKey key, TValue value)", "Adds a key; one that is there throws ArgumentException.", F4(dictionaryAdd),
			`new Dictionary<string, int> {{"a", 1}}.Add("a", 2) // throws ArgumentException`, `new Dictionary<string, int>().Add(null, 2) // throws ArgumentNullException`),
		Row("void Clear()", "Takes all keys out.", F1(func(d *Dictionary) Void {
			d.Clear()
			return Void{}
		})),
		Row("bool ContainsKey(TKey key)", "Whether the key is there.", F2(func(d *Dictionary, key any) bool {
			_, ok := lookup(d, key)
			return ok
		}), `new Dictionary<string, int> {{"a", 1}}.ContainsKey("a") // true`, `new Dictionary<string, int>().ContainsKey(null) // throws ArgumentNullException`),
		Row("bool ContainsValue(TValue value)", "Whether some key has the value.", F3(dictionaryContainsValue), `new Dictionary<string, int> {{"a", 1}}.ContainsValue(1) // true`),
		Row("IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()", "A place before the first key.", F1(func(d *Dictionary) *Enumerator {
			return NewEnumerator(Construct(KeyValuePair, d.T.Args...), d)
		}), `new Dictionary<string, int> {{"a", 1}}.GetEnumerator().MoveNext() // true`),
		Row("bool Remove(TKey key)", "Takes a key out; false when it is not there.", F2(func(d *Dictionary, key any) bool {
			if key == nil {
				Throw(ArgumentNull("key"))
			}
			return d.Delete(key)
		}), `new Dictionary<string, int> {{"a", 1}}.Remove("a") // true`, `new Dictionary<string, int>().Remove("a") // false`),
		Row("bool TryGetValue(TKey key, out TValue value)", "The value of a key, or default(TValue) and false.", F3(dictionaryTryGetValue), `new Dictionary<string, int> {{"a", 1}}.TryGetValue("a", out var v) ? v : -1 // 1`, `new Dictionary<string, int>().TryGetValue("a", out var v) // false`),
	)
	keyCollectionType.Define(
		Row("int Count { get; }", "Number of keys.", F1(count), `new Dictionary<string, int> {{"a", 1}}.Keys.Count // 1`),
		Row("void CopyTo(TKey[] array, int index)", "Copies the keys into an array.", F4(func(env *Env, k *mapKeys, array *Array, index int32) Void {
			copyTo(env, k, array, index)
			return Void{}
		})),
		Row("IEnumerator<TKey> GetEnumerator()", "A place before the first key.", F1(func(k *mapKeys) *Enumerator { return NewEnumerator(k.T.Args[0], k) }), `new Dictionary<string, int> {{"a", 1}}.Keys.GetEnumerator().MoveNext() // true`),
	)
	valueCollectionType.Define(
		Row("int Count { get; }", "Number of values.", F1(count), `new Dictionary<string, int> {{"a", 1}}.Values.Count // 1`),
		Row("void CopyTo(TValue[] array, int index)", "Copies the values into an array.", F4(func(env *Env, l *mapValues, array *Array, index int32) Void {
			copyTo(env, l, array, index)
			return Void{}
		})),
		Row("IEnumerator<TValue> GetEnumerator()", "A place before the first value.", F1(func(l *mapValues) *Enumerator { return NewEnumerator(l.T.Args[1], l) }), `new Dictionary<string, int> {{"a", 1}}.Values.GetEnumerator().MoveNext() // true`),
	)
}
