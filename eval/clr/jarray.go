package clr

import "fmt"

// A JArray is a Newtonsoft.Json.Linq.JArray.
type JArray struct{ tokenList }

// JArrayType is Newtonsoft.Json.Linq.JArray.
var JArrayType = Declare(Decl{Name: "Newtonsoft.Json.Linq.JArray", Base: "JContainer", Doc: "An array in JSON."})

// NewJArray makes an array of tokens without parents.
func NewJArray(items ...Token) *JArray {
	a := &JArray{}
	for _, t := range items {
		a.append(a, t)
	}
	return a
}

// CLRType is JArray.
func (*JArray) CLRType() *Type { return JArrayType }

// Kind is JKindArray.
func (*JArray) Kind() JKind { return JKindArray }

// ToString is the JSON, indented.
func (a *JArray) ToString() string { return tokenText(a) }

func (a *JArray) validate(t, _ Token)              { notProperty(a, t) }
func (a *JArray) insert(env *Env, i int, t Token)  { a.insertIn(env, a, i, t) }
func (a *JArray) replace(env *Env, i int, t Token) { a.replaceIn(env, a, i, t) }
func (a *JArray) removeAt(i int)                   { a.removeFrom(i) }

// SetAt, Insert, Add, Remove and RemoveAt are those of IList<JToken>.

func (a *JArray) SetAt(i int, v any)            { a.replace(nil, i, tokenOrNull(v)) }
func (a *JArray) Insert(env *Env, i int, v any) { a.insert(env, i, tokenOrNull(v)) }
func (a *JArray) Add(env *Env, v any)           { a.insert(env, len(a.items), tokenOrNull(v)) }
func (a *JArray) Remove(v any) bool             { return removeToken(a, v) }
func (a *JArray) RemoveAt(i int)                { a.removeAt(i) }

// notProperty throws when a property is put into anything but an object.
func notProperty(c JContainer, t Token) {
	if t.Kind() == JKindProperty {
		Throw(Argument(fmt.Sprintf("Can not add %s to %s.", t.CLRType().FullName(), c.CLRType().FullName()), ""))
	}
}

// removeToken takes a child out; false when the token is none.
func removeToken(c JContainer, v any) bool {
	t := tokenOrNull(v)
	if t == nil || t.base().parent != c {
		return false
	}
	c.removeAt(t.base().at)
	return true
}

func (a *JArray) clone(c *cloner, depth int) Token {
	checkDepth(depth)
	c.count()
	b := &JArray{}
	for _, t := range a.items {
		b.append(b, t.clone(c, depth+1))
	}
	return b
}

func (a *JArray) deepEquals(other Token, depth int) bool {
	b, ok := other.(*JArray)
	return ok && sameTokens(a.items, b.items, depth)
}

// sameTokens compares the children of two containers in order.
func sameTokens(a, b []Token, depth int) bool {
	checkDepth(depth)
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].deepEquals(b[i], depth+1) {
			return false
		}
	}
	return true
}

func (a *JArray) get(key any) Token {
	i, ok := key.(int32)
	if !ok {
		Throw(Argument("Accessed JArray values with invalid key value: "+keyText(key)+". Int32 array index expected.", ""))
	}
	return a.item(i)
}

// item is an element; it throws as List<T> does.
func (a *JArray) item(i int32) Token {
	if uint(i) >= uint(len(a.items)) {
		Throw(ArgumentOutOfRange("index", indexRange))
	}
	return a.items[i]
}

func (a *JArray) set(env *Env, key any, t Token) {
	i, ok := key.(int32)
	if !ok {
		Throw(Argument("Set JArray values with invalid key value: "+keyText(key)+". Int32 array index expected.", ""))
	}
	a.replace(env, int(i), t)
}

// keyText is a key of the wrong type in a message.
func keyText(key any) string {
	if s, ok := key.(string); ok {
		return `"` + s + `"`
	}
	return Text(key)
}

func init() {
	JArrayType.Define(
		Row("new()", "Makes an empty array.", F0(func() *JArray { return &JArray{} }), `new JArray().ToString() // "[]"`),
		Row("new(JArray other)", "Copies an array.", F2(func(env *Env, a *JArray) Token { return cloneToken(env, a) }), `new JArray(JArray.Parse("[1]")).ToString(Formatting.None) // "[1]"`),
		Row("new(object content)", "Makes an array of a value, or of the elements of a sequence.", F2(newJArray),
			`new JArray("a").ToString(Formatting.None) // "[\"a\"]"`, `new JArray(new List<int> {1, 2}).ToString(Formatting.None) // "[1,2]"`, `new JArray(new JProperty("a", 1)) // throws ArgumentException`),
		Row("new(params object[] content)", "Makes an array of values.", F2(newJArray), `new JArray(1, "x", true, null).ToString(Formatting.None) // "[1,\"x\",true,null]"`),
		Row("void Add(JToken item)", "Appends a token; one that has a parent is copied.", F3(func(env *Env, a *JArray, v any) Void {
			a.Add(env, v)
			return Void{}
		}), `new JArray { 1, "x", null }.ToString(Formatting.None) // "[1,\"x\",null]"`),
		Row("void Clear()", "Takes all elements out.", F1(func(a *JArray) Void {
			a.removeAll()
			return Void{}
		})),
		Row("bool Contains(JToken item)", "Whether the token itself is an element; an equal one is not.", F2((*JArray).containsToken), `JArray.Parse("[1]").Contains(1) // false`),
		Row("void CopyTo(JToken[] array, int arrayIndex)", "Copies the elements into an array.", F4(func(env *Env, a *JArray, array *Array, index int32) Void {
			copyTokens(a, array, index)
			return Void{}
		})),
		Row("static JArray FromObject(object o)", "An array of a C# sequence. ArgumentException.", F2(func(env *Env, o any) *JArray {
			return fromObject[*JArray](env, o, "Object serialized to %s. JArray instance expected.")
		}),
			`JArray.FromObject(new[] {1, 2}).Count // 2`, `JArray.FromObject(new { a = 1 }) // throws ArgumentException`),
		Row("IEnumerator<JToken> GetEnumerator()", "A place before the first element.", F1(func(a *JArray) *Enumerator { return NewEnumerator(JTokenType, a) })),
		Row("int IndexOf(JToken item)", "The place of the token itself, or -1.", F2(func(a *JArray, v any) int32 { return int32(a.place(v)) }), `JArray.Parse("[\"a\"]").IndexOf("a") // -1`),
		Row("void Insert(int index, JToken item)", "Puts a token at a place.", F4(func(env *Env, a *JArray, i int32, v any) Void {
			if i < 0 {
				Throw(ArgumentOutOfRange("index", insertRange))
			}
			a.Insert(env, int(i), v)
			return Void{}
		})),
		Row("bool IsReadOnly { get; }", "false.", F1(func(*JArray) bool { return false })),
		Row("JToken this[object key] { get; set; }", "The element at a place. A key that is no int throws ArgumentException.", F2(tokenGet), `JArray.Parse("[1]")[(object)"a"] // throws ArgumentException`).Set(F4(tokenSet)),
		Row("JToken this[int index] { get; set; }", "The element at a place, from 0. ArgumentOutOfRangeException.", F2(func(a *JArray, i int32) Token { return a.item(i) }),
			`(int)JArray.Parse("[1,2]")[1] // 2`, `JArray.Parse("[1]")[1] // throws ArgumentOutOfRangeException`).Set(F4(func(env *Env, a *JArray, i int32, v any) Void {
			a.replace(env, int(i), tokenOrNull(v))
			return Void{}
		})),
		Row("static JArray Parse(string json)", "Reads an array. JsonReaderException.", F2(ParseArray), `JArray.Parse("[1, 'a', ]").Count // 2`, `JArray.Parse("{}") // throws JsonReaderException`),
		Row("static JArray Parse(string json, JsonLoadSettings settings)", "Reads an array.", F3(func(env *Env, json string, s any) *JArray { return parseAs[*JArray](env, json, s) })),
		Row("bool Remove(JToken item)", "Takes the token itself out; an equal one is not removed.", F2(func(a *JArray, v any) bool { return a.Remove(v) }), `JArray.Parse("[1]").Remove(1) // false`),
		Row("void RemoveAt(int index)", "Takes the element at a place out.", F2(func(a *JArray, i int32) Void {
			a.removeAt(int(i))
			return Void{}
		}), `new JArray().RemoveAt(0) // throws ArgumentOutOfRangeException`),
		Row("JTokenType Type { get; }", "JTokenType.Array.", F1(func(a *JArray) Enum { return a.Kind().enum() }), `new JArray().Type.ToString() // "Array"`),
	)
}

func newJArray(env *Env, content any) *JArray {
	a := &JArray{}
	addContent(env, a, 0, content)
	return a
}

func (a *JArray) containsToken(v any) bool { return a.place(v) >= 0 }

// copyTokens is CopyTo of a container.
func copyTokens(c JContainer, array *Array, index int32) {
	switch {
	case index < 0:
		Throw(ArgumentOutOfRange("arrayIndex", "arrayIndex is less than 0."))
	case int(index) >= array.Len() && index != 0:
		Throw(Argument("arrayIndex is equal to or greater than the length of array.", ""))
	case c.Count() > array.Len()-int(index):
		Throw(Argument("The number of elements in the source JObject is greater than the available space from arrayIndex to the end of the destination array.", ""))
	}
	for i, t := range c.list() {
		array.SetAt(int(index)+i, t)
	}
}
