package clr

import "iter"

// A JProperty is a Newtonsoft.Json.Linq.JProperty: a name and a value. Its
// value is null only while it is read or made.
type JProperty struct {
	tokenBase
	name  string
	value Token
}

// JPropertyType is Newtonsoft.Json.Linq.JProperty.
var JPropertyType = Declare(Decl{Name: "Newtonsoft.Json.Linq.JProperty", Base: "JContainer", Doc: "A name and value of an object in JSON."})

// NewJProperty makes a property around a value without a parent.
func NewJProperty(name string, value Token) *JProperty {
	p := &JProperty{name: name}
	p.fill(value)
	return p
}

// fill puts the value in that has no parent, unchecked.
func (p *JProperty) fill(value Token) {
	*value.base() = tokenBase{p, 0}
	p.value = value
}

// CLRType is JProperty.
func (*JProperty) CLRType() *Type { return JPropertyType }

// Kind is JKindProperty.
func (*JProperty) Kind() JKind { return JKindProperty }

// Name is the property's name.
func (p *JProperty) Name() string { return p.name }

// Value is the property's value.
func (p *JProperty) Value() Token { return p.value }

// ToString is the name and value as JSON, indented.
func (p *JProperty) ToString() string { return tokenText(p) }

func (p *JProperty) list() []Token {
	if p.value == nil {
		return nil
	}
	return []Token{p.value}
}

// Count is 1.
func (p *JProperty) Count() int { return len(p.list()) }

// At is the value.
func (p *JProperty) At(i int) any { return p.list()[i] }

// Contains reports whether a token is the value itself.
func (p *JProperty) Contains(v any) bool { return v != nil && v == any(p.value) }

// Iterate yields the value.
func (p *JProperty) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		if p.value != nil {
			yield(p.value)
		}
	}
}

func (p *JProperty) validate(t, _ Token) { notProperty(p, t) }

func (p *JProperty) insert(env *Env, _ int, t Token) {
	if t != nil && t.Kind() == JComment { // is no value
		if p.value == nil {
			p.fill(jsonNullValue())
		}
		return
	}
	if p.value != nil {
		Throw(NewException(JsonExceptionType, "Newtonsoft.Json.Linq.JProperty cannot have multiple values."))
	}
	t = adopted(env, p, t)
	p.validate(t, nil)
	p.fill(t)
}

func (p *JProperty) replace(env *Env, i int, t Token) {
	if i != 0 {
		Throw(ArgumentOutOfRange("", ""))
	}
	if unchanged(p.value, t) {
		return
	}
	t = adopted(env, p, t)
	p.validate(t, p.value)
	*p.value.base() = tokenBase{}
	p.fill(t)
}

func (p *JProperty) removeAt(int) { p.removeAll() }

func (p *JProperty) removeAll() {
	Throw(NewException(JsonExceptionType, "Cannot add or remove items from Newtonsoft.Json.Linq.JProperty."))
}

// SetAt, Insert, Add, Remove, RemoveAt and Clear are those of IList<JToken>:
// only the value can be changed.

func (p *JProperty) SetAt(i int, v any)            { p.replace(nil, i, tokenOrNull(v)) }
func (p *JProperty) Insert(env *Env, i int, v any) { p.insert(env, i, tokenOrNull(v)) }
func (p *JProperty) Add(env *Env, v any)           { p.insert(env, 0, tokenOrNull(v)) }
func (p *JProperty) Remove(any) bool               { p.removeAll(); return false }
func (p *JProperty) RemoveAt(int)                  { p.removeAll() }
func (p *JProperty) Clear()                        { p.removeAll() }

func (p *JProperty) clone(c *cloner, depth int) Token {
	c.count()
	return NewJProperty(p.name, p.value.clone(c, depth+1))
}

func (p *JProperty) deepEquals(other Token, depth int) bool {
	o, ok := other.(*JProperty)
	return ok && o.name == p.name && p.value.deepEquals(o.value, depth+1)
}

func (p *JProperty) get(any) Token {
	Throw(InvalidOperation("Cannot access child value on Newtonsoft.Json.Linq.JProperty."))
	return nil
}

func (p *JProperty) set(*Env, any, Token) {
	Throw(InvalidOperation("Cannot set child value on Newtonsoft.Json.Linq.JProperty."))
}

// newJProperty is new JProperty(name, content): a sequence makes an array.
func newJProperty(env *Env, name string, content any) *JProperty {
	p := &JProperty{name: name}
	var value Token
	if _, ok := multiContent(content); ok {
		value = newJArray(env, content)
	} else {
		value = contentToken(content)
	}
	p.insert(env, 0, value)
	return p
}

func init() {
	JPropertyType.Define(
		Row("new(JProperty other)", "Copies a property.", F2(func(env *Env, p *JProperty) Token { return cloneToken(env, p) }), `new JProperty(new JProperty("a", 1)).ToString() // "\"a\": 1"`),
		Row("new(string name, object content)", "Makes a property; a sequence becomes an array.", F3(newJProperty),
			`new JProperty("a", "x").ToString() // "\"a\": \"x\""`, `new JProperty("a", new[] {1, 2}).Value.ToString(Formatting.None) // "[1,2]"`, `new JProperty("a", new { b = 1 }) // throws ArgumentException`, `new JProperty(null, 1) // throws ArgumentNullException`),
		Row("new(string name, params object[] content)", "Makes a property of an array.", F3(newJProperty), `new JProperty("a", 1, 2).Value.ToString(Formatting.None) // "[1,2]"`),
		Row("string Name { get; }", "The name.", F1((*JProperty).Name), `new JProperty("a", 1).Name // "a"`),
		Row("JTokenType Type { get; }", "JTokenType.Property.", F1(func(p *JProperty) Enum { return p.Kind().enum() }), `new JProperty("a", 1).Type.ToString() // "Property"`),
		Row("JToken Value { get; set; }", "The value. Setting null stores a JSON null.", F1(func(p *JProperty) Token { return p.value }), `(int)new JProperty("a", 1).Value // 1`).
			Set(F3(func(env *Env, p *JProperty, v any) Void {
				p.replace(env, 0, tokenOrNull(v))
				return Void{}
			})),
	)
}
