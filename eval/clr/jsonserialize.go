package clr

import (
	"fmt"
	"iter"
	"reflect"
)

// TokenOf is a C# value as a token, as JToken.FromObject makes it: dictionaries
// and objects become objects, sequences arrays. null is a JSON null; a token is
// copied.
func TokenOf(env *Env, v any) Token {
	s := &serializer{env: env}
	return s.token(v)
}

// A serializer makes tokens of C# values.
type serializer struct {
	env    *Env
	within []any // the objects around the one at hand
}

func (s *serializer) token(v any) Token {
	s.env.Step(1)
	s.env.Charge(tokenBytes)
	v = Plainly(v)
	switch v := v.(type) {
	case nil:
		return jsonNullValue()
	case Token:
		return cloneToken(s.env, v)
	case Char:
		return newJValue(ToString(v))
	case Enum:
		return newJValue(enumValue(v.T)(v.V))
	case *TypeValue:
		return newJValue(ToString(v))
	case string:
		return newJValue(v)
	case XObject:
		return xmlToken(s.env, v, false)
	case *Regex:
		o := NewJObject()
		o.Set(s.env, "Pattern", newJValue(v.pattern))
		o.Set(s.env, "Options", newJValue(v.options))
		return o
	}
	if isJSONValue(v) {
		return newJValue(v)
	}
	s.enter(v)
	defer s.leave()
	if m, ok := v.(Map); ok {
		return s.entries(m)
	}
	if seq, ok := v.(Seq); ok {
		if a, ok := v.(*Array); ok && len(a.Dims) > 1 {
			return s.dimensions(a, a.Dims, 0)
		}
		return s.elements(seq.Iterate(s.env))
	}
	o := &JObject{}
	for name, value := range properties(s.env, v) {
		o.Set(s.env, name, s.token(value))
	}
	return o
}

// isJSONValue reports whether JSON has a value of its own for a C# value.
func isJSONValue(v any) bool {
	switch v := v.(type) {
	case bool, int8, uint8, int16, uint16, int32, uint32, int64, uint64, float32, float64, Decimal, BigInteger, DateTime, DateTimeOffset, Guid, TimeSpan, *Uri:
		return true
	case *Array:
		return v.ElemType() == Byte
	}
	return false
}

// enter throws for an object that is inside itself.
func (s *serializer) enter(v any) {
	checkDepth(len(s.within))
	if reflect.TypeOf(v).Kind() == reflect.Pointer {
		for _, w := range s.within {
			if w == v {
				Throw(NewExceptionf(JsonSerializationExceptionType, "Self referencing loop detected with type '%s'. Path ''.", TypeOf(v).FullName()))
			}
		}
	}
	s.within = append(s.within, v)
}

func (s *serializer) leave() { s.within = s.within[:len(s.within)-1] }

func (s *serializer) entries(m Map) Token {
	o := &JObject{}
	for k, v := range m.Pairs() {
		o.Set(s.env, Text(k), s.token(v))
	}
	return o
}

func (s *serializer) elements(seq iter.Seq[any]) Token {
	a := &JArray{}
	for v := range seq {
		a.append(a, s.token(v))
	}
	return a
}

// dimensions makes an array of arrays of one with several dimensions, from an
// element on.
func (s *serializer) dimensions(a *Array, dims []int, from int) Token {
	out := &JArray{}
	size := 1
	for _, n := range dims[1:] {
		size *= n
	}
	for i := range dims[0] {
		if len(dims) == 1 {
			out.append(out, s.token(a.At(from+i)))
		} else {
			out.append(out, s.dimensions(a, dims[1:], from+i*size))
		}
	}
	return out
}

// properties yields the public properties of an object that can be read, those
// of its own class first.
func properties(env *Env, v any) iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		if a, ok := v.(*Anonymous); ok {
			a.Properties(yield)
			return
		}
		seen := map[string]bool{}
		for t := TypeOf(v); t != nil; t = t.BaseType() {
			for _, m := range t.Own() {
				if m.Kind != PropertyMember || m.Static || !m.CanGet || seen[m.Name] {
					continue
				}
				seen[m.Name] = true
				if !yield(m.Name, m.get(env, v)) {
					return
				}
			}
		}
	}
}

// get reads a property of an object. What its getter throws is the inner
// exception of a JsonSerializationException.
func (m *Method) get(env *Env, v any) any {
	var args []any
	f := m.Row.Fn
	if f.NeedsEnv() {
		args = append(args, env)
	}
	if f.NeedsTypes() {
		args = append(args, TypeArgs(m.Owner.Args))
	}
	var result any
	if e := catch(func() { result = f.Call(append(args, v)...) }); e != nil {
		fault := NewException(JsonSerializationExceptionType, fmt.Sprintf("Error getting value from '%s' on '%s'.", m.Name, TypeOf(v).FullName()))
		fault.Inner = e
		Throw(fault)
	}
	return result
}

// serialize is JsonConvert.SerializeObject.
func serialize(env *Env, v any, indent bool) string {
	switch v := Plainly(v).(type) {
	case Token:
		return WriteToken(env, v, indent)
	case XObject:
		return serializeXML(env, v, indent, false)
	}
	return WriteToken(env, TokenOf(env, v), indent)
}
