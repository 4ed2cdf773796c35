package clr

import (
	"fmt"
	"iter"
)

// A JObject is a Newtonsoft.Json.Linq.JObject: properties in the order in which
// they were added. Its children are *JProperty; as an IDictionary<string,
// JToken> it is a Map of names and values.
type JObject struct {
	tokenList
	names map[string]*JProperty // made by the first search among many; nil until then
}

// JObjectType is Newtonsoft.Json.Linq.JObject. A C# foreach over it takes the
// sequence that is named last.
var JObjectType = Declare(Decl{Name: "Newtonsoft.Json.Linq.JObject", Base: "JContainer", Interfaces: "IDictionary<string, JToken>", Doc: "An object in JSON. A foreach over it gives KeyValuePair<string, JToken>."})

// NewJObject makes an empty object.
func NewJObject() *JObject { return &JObject{} }

// CLRType is JObject.
func (*JObject) CLRType() *Type { return JObjectType }

// Kind is JKindObject.
func (*JObject) Kind() JKind { return JKindObject }

// ToString is the JSON, indented.
func (o *JObject) ToString() string { return tokenText(o) }

// fewNames is how many properties are searched one by one.
const fewNames = 8

// Property is the property of a name, or nil.
func (o *JObject) Property(name string) *JProperty {
	if o.names == nil {
		if len(o.items) <= fewNames {
			for _, t := range o.items {
				if p := t.(*JProperty); p.name == name {
					return p
				}
			}
			return nil
		}
		o.names = make(map[string]*JProperty, len(o.items))
		for _, t := range o.items {
			p := t.(*JProperty)
			o.names[p.name] = p
		}
	}
	return o.names[name]
}

// Value is the value of a name, or nil: never a typed nil.
func (o *JObject) Value(name string) Token {
	if p := o.Property(name); p != nil {
		return p.value
	}
	return nil
}

// Set changes the value of a name, or adds it.
func (o *JObject) Set(env *Env, name string, t Token) {
	if p := o.Property(name); p != nil {
		p.replace(env, 0, t)
		return
	}
	o.AddValue(env, name, t)
}

// AddValue adds a name, which must not be there.
func (o *JObject) AddValue(env *Env, name string, t Token) {
	p := &JProperty{name: name}
	p.insert(env, 0, t)
	o.insert(env, len(o.items), p)
}

// matching is the property of a name, or else the first that equals it in a
// StringComparison.
func (o *JObject) matching(name any, how Enum) *JProperty {
	s, ok := name.(string)
	if !ok {
		return nil
	}
	kind := checkComparison(how)
	if p := o.Property(s); p != nil {
		return p
	}
	for _, t := range o.items {
		if p := t.(*JProperty); equalText(Some(p.name), Some(s), kind) {
			return p
		}
	}
	return nil
}

func (o *JObject) validate(t, existing Token) {
	p, ok := t.(*JProperty)
	if !ok {
		Throw(Argument(fmt.Sprintf("Can not add %s to Newtonsoft.Json.Linq.JObject.", t.CLRType().FullName()), ""))
	}
	if old, ok := existing.(*JProperty); ok && old.name == p.name {
		return
	}
	if o.Property(p.name) != nil {
		Throw(Argument("Can not add property "+p.name+" to Newtonsoft.Json.Linq.JObject. Property with the same name already exists on object.", ""))
	}
}

func (o *JObject) insert(env *Env, i int, t Token) {
	if t != nil && t.Kind() == JComment { // it has no name
		return
	}
	p := o.insertIn(env, o, i, t).(*JProperty)
	if o.names != nil {
		o.names[p.name] = p
	}
}

func (o *JObject) replace(env *Env, i int, t Token) {
	o.replaceIn(env, o, i, t)
	o.names = nil
}

func (o *JObject) removeAt(i int) {
	p := o.removeFrom(i).(*JProperty)
	if o.names != nil {
		delete(o.names, p.name)
	}
}

func (o *JObject) removeAll() {
	o.tokenList.removeAll()
	o.names = nil
}

// SetAt, Insert, Add, Remove, RemoveAt and Clear are those of IList<JToken>. Add
// and Remove take a pair as well, for ICollection<KeyValuePair<string, JToken>>.

func (o *JObject) SetAt(i int, v any)            { o.replace(nil, i, tokenOrNull(v)) }
func (o *JObject) Insert(env *Env, i int, v any) { o.insert(env, i, tokenOrNull(v)) }
func (o *JObject) RemoveAt(i int)                { o.removeAt(i) }
func (o *JObject) Clear()                        { o.removeAll() }

func (o *JObject) Add(env *Env, v any) {
	if pair, ok := v.(*Pair); ok {
		o.AddValue(env, pair.Key.(string), tokenOrNull(pair.Value))
		return
	}
	o.insert(env, len(o.items), tokenOrNull(v))
}

func (o *JObject) Remove(v any) bool {
	if pair, ok := v.(*Pair); ok {
		return o.Contains(v) && o.Delete(pair.Key)
	}
	return removeToken(o, v)
}

// Contains reports whether a token is a property of the object, or a pair the
// name and value of one.
func (o *JObject) Contains(v any) bool {
	if pair, ok := v.(*Pair); ok {
		p := o.Property(pair.Key.(string))
		return p != nil && any(p.value) == pair.Value
	}
	return o.place(v) >= 0
}

// Lookup, Pairs, Put, Delete and Missing are those of IDictionary<string,
// JToken>, whose indexer gives null for a missing name.

func (o *JObject) Lookup(key any) (any, bool) {
	if t := o.Value(key.(string)); t != nil {
		return t, true
	}
	return nil, false
}

func (o *JObject) Missing(any) any { return nil }

func (o *JObject) Put(env *Env, key, value any) { o.Set(env, key.(string), tokenOrNull(value)) }

func (o *JObject) Delete(key any) bool {
	p := o.Property(key.(string))
	if p != nil {
		o.removeAt(p.at)
	}
	return p != nil
}

func (o *JObject) Pairs() iter.Seq2[any, any] {
	return func(yield func(any, any) bool) {
		for t := range o.Iterate(nil) {
			if p := t.(*JProperty); !yield(p.name, p.value) {
				return
			}
		}
	}
}

func (o *JObject) clone(c *cloner, depth int) Token {
	checkDepth(depth)
	c.count()
	b := &JObject{}
	for _, t := range o.items {
		b.append(b, t.clone(c, depth+1))
	}
	return b
}

// deepEquals compares the properties in any order.
func (o *JObject) deepEquals(other Token, depth int) bool {
	b, ok := other.(*JObject)
	if !ok || len(o.items) != len(b.items) {
		return false
	}
	checkDepth(depth)
	for _, t := range o.items {
		p := t.(*JProperty)
		if q := b.Property(p.name); q == nil || !p.value.deepEquals(q.value, depth+1) {
			return false
		}
	}
	return true
}

func (o *JObject) get(key any) Token {
	name, ok := key.(string)
	if !ok {
		Throw(Argument("Accessed JObject values with invalid key value: "+keyText(key)+". Object property name expected.", ""))
	}
	return o.Value(name)
}

func (o *JObject) set(env *Env, key any, t Token) {
	name, ok := key.(string)
	if !ok {
		Throw(Argument("Set JObject values with invalid key value: "+keyText(key)+". Object property name expected.", ""))
	}
	o.Set(env, name, t)
}

func newJObject(env *Env, content any) *JObject {
	o := &JObject{}
	addContent(env, o, 0, content)
	return o
}

func init() {
	exact := EnumNamed(StringComparison, "Ordinal")
	property := func(o *JObject, name any) *JProperty { return o.matching(name, exact) }
	value := func(p *JProperty) Token {
		if p == nil {
			return nil
		}
		return p.value
	}
	JObjectType.Define(
		Row("new()", "Makes an empty object.", F0(NewJObject), `new JObject().ToString() // "{}"`),
		Row("new(JObject other)", "Copies an object.", F2(func(env *Env, o *JObject) Token { return cloneToken(env, o) }), `new JObject(JObject.Parse("{a:1}")).Count // 1`),
		Row("new(object content)", "Makes an object of a property, or of a sequence of properties.", F2(newJObject), `new JObject(new JProperty("a", 1)).ToString(Formatting.None) // "{\"a\":1}"`, `new JObject("a") // throws ArgumentException`),
		Row("new(params object[] content)", "Makes an object of properties.", F2(newJObject),
			`new JObject(new JProperty("a", 1), new JProperty("b", "x")).ToString(Formatting.None) // "{\"a\":1,\"b\":\"x\"}"`, `new JObject(new JProperty("a", 1), new JProperty("a", 2)) // throws ArgumentException`),
		Row("void Add(string propertyName, JToken value)", "Adds a name; one that is there throws ArgumentException.", F4(func(env *Env, o *JObject, name string, v any) Void {
			o.AddValue(env, name, tokenOrNull(v))
			return Void{}
		}), `new JObject { {"a", 1}, {"b", "x"} }.ToString(Formatting.None) // "{\"a\":1,\"b\":\"x\"}"`),
		Row("bool ContainsKey(string propertyName)", "Whether a name is there.", F2(func(o *JObject, name string) bool { return o.Property(name) != nil }), `JObject.Parse("{a:null}").ContainsKey("a") // true`, `JObject.Parse("{a:1}").ContainsKey("A") // false`),
		Row("static JObject FromObject(object o)", "An object of a C# object or dictionary. ArgumentException.", F2(func(env *Env, v any) *JObject {
			return fromObject[*JObject](env, v, "Object serialized to %s. JObject instance expected.")
		}), `JObject.FromObject(new { a = 1, b = "x" }).ToString(Formatting.None) // "{\"a\":1,\"b\":\"x\"}"`, `JObject.FromObject(5) // throws ArgumentException`),
		Row("IEnumerator<KeyValuePair<string, JToken>> GetEnumerator()", "A place before the first name and value.", F1(func(o *JObject) *Enumerator {
			return NewEnumerator(pairType(), &objectPairs{o})
		})),
		Row("JToken GetValue(string propertyName)", "The value of a name, or null.", F2(func(o *JObject, name any) Token { return value(property(o, name)) }), `(int)JObject.Parse("{a:1}").GetValue("a") // 1`, `JObject.Parse("{a:1}").GetValue("b") // null`),
		Row("JToken GetValue(string propertyName, StringComparison comparison)", "The value of a name, exact or else as the comparison says; or null.", F3(func(o *JObject, name any, how Enum) Token { return value(o.matching(name, how)) }),
			`(int)JObject.Parse("{a:1}").GetValue("A", StringComparison.OrdinalIgnoreCase) // 1`),
		Row("JToken this[object key] { get; set; }", "The value of a name, or null. A key that is no string throws ArgumentException.", F2(tokenGet), `JObject.Parse("{a:1}")[(object)0] // throws ArgumentException`).Set(F4(tokenSet)),
		Row("JToken this[string propertyName] { get; set; }", "The value of a name; null when it is missing, a JValue when it is a JSON null. Setting adds or replaces.", F2(func(o *JObject, name string) Token { return o.Value(name) }),
			`(int)JObject.Parse("{a:1}")["a"] // 1`, `JObject.Parse("{a:1}")["b"] // null`, `JObject.Parse("{a:null}")["a"] == null // false`, `JObject.Parse("{a:1}")["b"]["c"] // throws NullReferenceException`,
			`new JObject { ["a"] = 1, ["b"] = null }.ToString(Formatting.None) // "{\"a\":1,\"b\":null}"`).Set(F4(func(env *Env, o *JObject, name string, v any) Void {
			o.Set(env, name, tokenOrNull(v))
			return Void{}
		})),
		Row("static JObject Parse(string json)", "Reads an object. Texts that look like dates become dates. JsonReaderException.", F2(ParseObject),
			`JObject.Parse("{\"a\": [1, 2]}")["a"].Count() // 2`, `JObject.Parse("{a: 'x', /* c */ b: 0x10,}").Count // 2`, `JObject.Parse("[1]") // throws JsonReaderException`, `JObject.Parse("{} x") // throws JsonReaderException`),
		Row("static JObject Parse(string json, JsonLoadSettings settings)", "Reads an object.", F3(func(env *Env, json string, s any) *JObject { return parseAs[*JObject](env, json, s) })),
		Row("IEnumerable<JProperty> Properties()", "The properties in order.", F1(func(o *JObject) Seq {
			return tokenSeq(JPropertyType, o.Iterate)
		}), `JObject.Parse("{b:1,a:2}").Properties().First().Name // "b"`),
		Row("JProperty Property(string name)", "The property of a name, or null.", F2(property), `JObject.Parse("{a:1}").Property("a").Value.ToString() // "1"`, `JObject.Parse("{a:1}").Property("b") // null`),
		Row("JProperty Property(string name, StringComparison comparison)", "The property of a name, exact or else as the comparison says; or null.", F3((*JObject).matching), `JObject.Parse("{a:1}").Property("A", StringComparison.OrdinalIgnoreCase).Name // "a"`),
		Row("JEnumerable<JToken> PropertyValues()", "The values in order.", F1(func(o *JObject) Seq {
			return tokenEnumerable(JTokenType, func(env *Env) iter.Seq[any] { return valuesIn(o.Iterate(env)) })
		}), `JObject.Parse("{b:1,a:2}").PropertyValues().Sum(v => (int)v) // 3`),
		Row("bool Remove(string propertyName)", "Takes a name out; false when it is not there.", F2(func(o *JObject, name any) bool { return name != nil && o.Delete(name) }), `JObject.Parse("{a:1}").Remove("a") // true`, `new JObject().Remove("a") // false`),
		Row("bool TryGetValue(string propertyName, out JToken value)", "The value of a name, or null and false.", F3(func(o *JObject, name any, out *Ref) bool {
			p := property(o, name)
			out.V = boxToken(value(p))
			return p != nil
		}), `JObject.Parse("{a:1}").TryGetValue("a", out var t) ? (int)t : -1 // 1`),
		Row("bool TryGetValue(string propertyName, StringComparison comparison, out JToken value)", "The value of a name, exact or else as the comparison says.", F4(func(o *JObject, name any, how Enum, out *Ref) bool {
			p := o.matching(name, how)
			out.V = boxToken(value(p))
			return p != nil
		}), `JObject.Parse("{a:1}").TryGetValue("A", StringComparison.OrdinalIgnoreCase, out var t) // true`),
		Row("JTokenType Type { get; }", "JTokenType.Object.", F1(func(o *JObject) Enum { return o.Kind().enum() }), `new JObject().Type.ToString() // "Object"`),
	)
}

func valuesIn(properties iter.Seq[any]) iter.Seq[any] {
	return func(yield func(any) bool) {
		for p := range properties {
			if !yield(p.(*JProperty).value) {
				return
			}
		}
	}
}

// boxToken is a token as a C# value: nil for none.
func boxToken(t Token) any {
	if t == nil {
		return nil
	}
	return t
}
