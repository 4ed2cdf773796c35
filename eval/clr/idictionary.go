package clr

// keysOf and valuesOf are the keys and values of a map as lists of their own.
func keysOf(m Map) []any {
	items := make([]any, 0, m.Count())
	for k := range m.Pairs() {
		items = append(items, k)
	}
	return items
}

func valuesOf(m Map) []any {
	items := make([]any, 0, m.Count())
	for _, v := range m.Pairs() {
		items = append(items, v)
	}
	return items
}

// lookup is Lookup with the check for a null key.
func lookup(m Map, key any) (any, bool) {
	if key == nil {
		Throw(ArgumentNull("key"))
	}
	return m.Lookup(key)
}

func tryGetValue(types TypeArgs, m Map, key any, value *Ref) bool {
	v, ok := lookup(m, key)
	if !ok {
		v = Default(types[1])
	}
	value.V = v
	return ok
}

// editableMap is a map that can change; it throws NotSupportedException for
// one that cannot.
func editableMap(m Map) EditableMap {
	e, ok := m.(EditableMap)
	if !ok {
		Throw(NotSupported(readOnly))
	}
	return e
}

func putNew(env *Env, m Map, key, value any) {
	e := editableMap(m)
	if _, ok := lookup(m, key); ok {
		Throw(Argument("An item with the same key has already been added.", ""))
	}
	e.Put(env, key, value)
}

func init() {
	IReadOnlyDictionary.Define(
		Row("TValue this[TKey key] { get; }", "The value of a key. A missing key throws KeyNotFoundException; of context.Variables it is null.", F2(Get),
			`((IReadOnlyDictionary<string, int>)new Dictionary<string, int> {{"a", 1}})["a"] // 1`,
			`((IReadOnlyDictionary<string, int>)new Dictionary<string, int>())["a"] // throws KeyNotFoundException`),
		Row("IEnumerable<TKey> Keys { get; }", "The keys.", F2(func(types TypeArgs, m Map) *List { return ListOf(types[0], keysOf(m)) }),
			`((IReadOnlyDictionary<string, int>)new Dictionary<string, int> {{"a", 1}}).Keys.First() // "a"`),
		Row("IEnumerable<TValue> Values { get; }", "The values.", F2(func(types TypeArgs, m Map) *List { return ListOf(types[1], valuesOf(m)) }),
			`((IReadOnlyDictionary<string, int>)new Dictionary<string, int> {{"a", 1}}).Values.First() // 1`),
		Row("bool ContainsKey(TKey key)", "Whether the key is there.", F2(func(m Map, key any) bool {
			_, ok := lookup(m, key)
			return ok
		}), `((IReadOnlyDictionary<string, int>)new Dictionary<string, int> {{"a", 1}}).ContainsKey("b") // false`),
		Row("bool TryGetValue(TKey key, out TValue value)", "The value of a key, or default(TValue) and false.", F4(tryGetValue),
			`((IReadOnlyDictionary<string, int>)new Dictionary<string, int>()).TryGetValue("a", out var v) // false`),
	)
	IDictionary.Define(
		Row("TValue this[TKey key] { get; set; }", "The value of a key. A missing key throws KeyNotFoundException.", F2(Get),
			`((IDictionary<string, int>)new Dictionary<string, int> {{"a", 1}})["a"] // 1`,
			`((IDictionary<string, int>)new Dictionary<string, int>())["a"] // throws KeyNotFoundException`).
			Set(F4(func(env *Env, m Map, key, value any) Void {
				if key == nil {
					Throw(ArgumentNull("key"))
				}
				editableMap(m).Put(env, key, value)
				return Void{}
			})),
		Row("ICollection<TKey> Keys { get; }", "The keys.", F2(func(types TypeArgs, m Map) Object { return keyCollection(types, m) }),
			`((IDictionary<string, int>)new Dictionary<string, int> {{"a", 1}}).Keys.Count // 1`),
		Row("ICollection<TValue> Values { get; }", "The values.", F2(func(types TypeArgs, m Map) Object { return valueCollection(types, m) }),
			`((IDictionary<string, int>)new Dictionary<string, int> {{"a", 1}}).Values.Count // 1`),
		Row("void Add(TKey key, TValue value)", "Adds a key; one that is there throws ArgumentException.", F4(func(env *Env, m Map, key, value any) Void {
			putNew(env, m, key, value)
			return Void{}
		}), `((IDictionary<string, int>)new Dictionary<string, int> {{"a", 1}}).Add("a", 2) // throws ArgumentException`),
		Row("bool ContainsKey(TKey key)", "Whether the key is there.", F2(func(m Map, key any) bool {
			_, ok := lookup(m, key)
			return ok
		}), `((IDictionary<string, int>)new Dictionary<string, int> {{"a", 1}}).ContainsKey("a") // true`),
		Row("bool Remove(TKey key)", "Takes a key out; false when it is not there.", F2(func(m Map, key any) bool {
			e := editableMap(m)
			if key == nil {
				Throw(ArgumentNull("key"))
			}
			return e.Delete(key)
		}), `((IDictionary<string, int>)new Dictionary<string, int> {{"a", 1}}).Remove("a") // true`),
		Row("bool TryGetValue(TKey key, out TValue value)", "The value of a key, or default(TValue) and false.", F4(tryGetValue),
			`((IDictionary<string, int>)new Dictionary<string, int> {{"a", 1}}).TryGetValue("a", out var v) ? v : -1 // 1`),
	)
}
