package clr

import (
	"fmt"
	"slices"
)

// deserialize is JsonConvert.DeserializeObject.
func deserialize(env *Env, json string, want *Type) any {
	l := newLoader(env, json, nil)
	l.r.keepDates = true
	found := l.r.read()
	for found && l.r.kind == jsonComment {
		found = l.r.read()
	}
	if !found {
		if !want.AcceptsNull() {
			Throw(NewExceptionf(JsonSerializationExceptionType, "No JSON content found and type '%s' is not nullable. Path '', line 0, position 0.", want.FullName()))
		}
		return nil
	}
	t := l.token()
	l.end()
	return (&deserializer{env: env, text: true}).value(t, want)
}

// toObject is JToken.ToObject: a simple type as the cast from JToken gives it.
func toObject(env *Env, t Token, want *Type) any {
	if cast := tokenCasts[want.NonNull()]; cast != nil && want.Elem == nil {
		if v, isValue := t.(*JValue); want.AcceptsNull() && isValue && v.value == nil {
			return nil
		}
		return cast(env, t)
	}
	return (&deserializer{env: env}).value(t, want)
}

// A deserializer makes C# values of tokens.
type deserializer struct {
	env   *Env
	text  bool // the tokens are of a text, in which dates are still strings
	depth int
}

// fault throws JsonSerializationException about a token.
func (d *deserializer) fault(t Token, format string, args ...any) {
	Throw(NewException(JsonSerializationExceptionType, fmt.Sprintf(format, args...)+" Path '"+tokenPath(t)+"'."))
}

// unread throws JsonReaderException about a token.
func (d *deserializer) unread(t Token, format string, args ...any) {
	path := tokenPath(t)
	Throw(jsonFault(fmt.Sprintf(format, args...)+" Path '"+path+"'.", 0, 0, path))
}

func (d *deserializer) value(t Token, want *Type) any {
	d.env.Step(1)
	d.env.Charge(valueBytes)
	d.depth++
	checkDepth(d.depth)
	defer func() { d.depth-- }()
	if want.DerivesFrom(JTokenType) {
		return d.token(t, want)
	}
	if v, ok := t.(*JValue); ok {
		return d.scalar(v, want)
	}
	if want == ObjectType {
		return d.token(t, JTokenType)
	}
	switch c := t.(type) {
	case *JObject:
		return d.object(c, want)
	case *JArray:
		return d.array(c, want)
	case *JProperty:
		return d.value(c.value, want)
	}
	d.fault(t, "Unexpected token while deserializing object: %s.", t.Kind())
	return nil
}

// token is a token as one of a class of tokens.
func (d *deserializer) token(t Token, want *Type) any {
	if v, ok := t.(*JValue); ok && v.kind == JNull && want != JTokenType && want != JValueType {
		return nil
	}
	if t = cloneToken(d.env, t); d.text {
		readDates(t)
	}
	if !IsInstance(t, want) {
		d.fault(t, "Deserialized JSON type '%s' is not compatible with expected type '%s'.", t.CLRType().FullName(), want.FullName())
	}
	return t
}

// readDates makes dates of the texts in a tree that look like them.
func readDates(t Token) {
	switch t := t.(type) {
	case *JValue:
		if s, ok := t.value.(string); ok && t.kind == JString {
			if date, ok := parseJSONDate(s); ok {
				t.kind, t.value = JDate, date
			}
		}
	case JContainer:
		for _, in := range t.list() {
			readDates(in)
		}
	}
}

// scalar is a value as a simple type.
func (d *deserializer) scalar(v *JValue, want *Type) any {
	if v.value == nil {
		if !want.AcceptsNull() {
			d.fault(v, "Error converting value {null} to type '%s'.", want.FullName())
		}
		return nil
	}
	value, date := v.value, v.value
	if s, ok := v.value.(string); ok && d.text {
		if parsed, ok := parseJSONDate(s); ok {
			date = parsed
		}
	}
	switch want = want.NonNull(); want {
	case ObjectType:
		return date
	case String:
		if v.kind == JBytes {
			return serialize(d.env, v.value, false)
		}
		return Text(value)
	case Int32:
		return d.integer(v)
	case DecimalType:
		return d.decimal(v)
	case DateTimeType, DateTimeOffsetType:
		return d.date(v, date, want)
	}
	return d.convert(v, want)
}

// integer is an int, which Json.NET's reader reads itself.
func (d *deserializer) integer(v *JValue) any {
	switch v.kind {
	case JInteger, JFloat:
		if isBig(v.value) {
			Throw(tooLarge(Int32))
		}
		return convertObject(d.env, v.value, Int32, nil)
	case JString:
		n, e := parseInteger[int32](Int32, Text(v.value), styleInteger, Invariant.Number)
		if e != nil {
			d.unread(v, "Could not convert string to integer: %s.", Text(v.value))
		}
		return n
	}
	d.unread(v, "Error reading integer. Unexpected token: %s.", v.kind)
	return nil
}

func (d *deserializer) decimal(v *JValue) any {
	switch v.kind {
	case JInteger, JFloat:
		if isBig(v.value) {
			Throw(tooLarge(DecimalType))
		}
		return convertObject(d.env, v.value, DecimalType, nil)
	case JString:
		n, e := parseDecimalText(Text(v.value), styleNumber, Invariant.Number)
		if e != nil {
			d.unread(v, "Could not convert string to decimal: %s.", Text(v.value))
		}
		return n
	}
	d.unread(v, "Error reading decimal. Unexpected token: %s.", v.kind)
	return nil
}

func (d *deserializer) date(v *JValue, value any, want *Type) any {
	if s, ok := value.(string); ok {
		parsed, e := parseDateTime(d.env, s, datesOf(nil), roundtripKind)
		if e != nil {
			d.unread(v, "Could not convert string to %s: %s.", want.Simple, s)
		}
		if want == DateTimeOffsetType {
			o, e := parseOffset(d.env, s, datesOf(nil), 0)
			return mustOffset(o, e)
		}
		return parsed
	}
	switch value := value.(type) {
	case DateTime:
		if want == DateTimeOffsetType {
			if s, ok := v.value.(string); ok {
				if o, e := parseOffset(d.env, s, datesOf(nil), 0); e == nil {
					return o
				}
			}
			return offsetOf(value)
		}
		return value
	case DateTimeOffset:
		if want == DateTimeType {
			return value.clock
		}
		return value
	}
	d.unread(v, "Error reading date. Unexpected token: %s.", v.kind)
	return nil
}

// convert is a value as any other type that a simple value converts to.
func (d *deserializer) convert(v *JValue, want *Type) any {
	if IsInstance(v.value, want) {
		return v.value
	}
	var result any
	done := true
	e := catch(func() {
		switch {
		case want.Kind == EnumKind:
			result = d.enum(v, want)
		case tokenCasts[want] != nil:
			result = tokenCasts[want](d.env, v)
		default:
			done = false
		}
	})
	if e != nil || !done {
		shown := Text(v.value)
		if v.kind == JString {
			shown = `"` + shown + `"`
		}
		d.fault(v, "Error converting value %s to type '%s'.", shown, want.FullName())
	}
	return result
}

func (d *deserializer) enum(v *JValue, want *Type) any {
	if s, ok := v.value.(string); ok {
		return ParseEnum(want, s, true)
	}
	return NumericConversion(TypeOf(v.value), want, true)(v.value)
}

// object is a JObject as a dictionary, pair, tuple or anonymous object.
func (d *deserializer) object(o *JObject, want *Type) any {
	switch def := want.Definition(); {
	case want.As(IDictionary) != nil || want.As(IReadOnlyDictionary) != nil:
		return d.dictionary(o, want)
	case def == KeyValuePair:
		return PairOf(want.Args[0], want.Args[1], d.member(o, "Key", want.Args[0]), d.member(o, "Value", want.Args[1]))
	case slices.Contains(Tuples[:], def) || slices.Contains(ValueTuples[:], def):
		items := make([]any, len(want.Args))
		for i, t := range want.Args {
			items[i] = d.member(o, fmt.Sprintf("Item%d", i+1), t)
		}
		return &Tuple{want, items}
	case want.Decl.Name == anonymousName:
		values := make([]any, len(want.Own()))
		for i, m := range want.Own() {
			values[i] = d.member(o, m.Name, m.Result)
		}
		return MakeAnonymous(want, values)
	case want.As(IEnumerableAny) != nil || want.As(IEnumerable) != nil:
		d.mismatch(o, want, "object", `{"name":"value"}`, "array", "[1,2,3]")
	}
	return d.construct(o, want)
}

// member is the value of a name in any case; default(T) when it is missing.
func (d *deserializer) member(o *JObject, name string, want *Type) any {
	p := o.matching(name, EnumNamed(StringComparison, "OrdinalIgnoreCase"))
	if p == nil {
		return Default(want)
	}
	return d.value(p.value, want)
}

// construct throws: Sallyport's library has no class that Json.NET could fill.
func (d *deserializer) construct(t Token, want *Type) any {
	if want.Kind == Interface || want.Abstract {
		d.fault(t, "Could not create an instance of type %s. Type is an interface or abstract class and cannot be instantiated.", want.FullName())
	}
	d.fault(t, "Unable to find a constructor to use for type %s. A class should either have a default constructor, one constructor with arguments or a constructor marked with the JsonConstructor attribute.", want.FullName())
	return nil
}

// mismatch throws for a container of the wrong kind.
func (d *deserializer) mismatch(t Token, want *Type, is, example, needs, needed string) {
	d.fault(t, "Cannot deserialize the current JSON %s (e.g. %s) into type '%s' because the type requires a JSON %s (e.g. %s) to deserialize correctly.", is, example, want.FullName(), needs, needed)
}

func (d *deserializer) dictionary(o *JObject, want *Type) any {
	of := want.As(IDictionary)
	if of == nil {
		of = want.As(IReadOnlyDictionary)
	}
	key, value := of.Args[0], of.Args[1]
	m := EditableMap(NewDictionary(key, value))
	if want.Kind != Interface && !want.Is(DictionaryType) {
		made, ok := d.make(want).(EditableMap)
		if !ok {
			return d.construct(o, want)
		}
		m = made
	}
	for _, t := range o.items {
		p := t.(*JProperty)
		k := any(p.name)
		if key != String && key != ObjectType {
			name := &JValue{kind: JString, value: p.name}
			e := catch(func() { k = d.convert(name, key) })
			if e != nil {
				d.fault(p, "Could not convert string '%s' to dictionary key type '%s'. Create a TypeConverter to convert from the string to the key type object.", p.name, key.FullName())
			}
		}
		m.Put(d.env, k, d.value(p.value, value))
	}
	return m
}

// make calls the constructor without parameters of a type, or gives nil.
func (d *deserializer) make(want *Type, args ...any) any {
	for _, m := range want.Members("new") {
		if m.Owner != want || len(m.Params) != len(args) || len(args) == 1 && !m.Params[0].Type.Is(IEnumerable) && !m.Params[0].Type.Is(IList) {
			continue
		}
		var in []any
		if m.Row.Fn.NeedsEnv() {
			in = append(in, d.env)
		}
		if m.Row.Fn.NeedsTypes() {
			in = append(in, TypeArgs(want.Args))
		}
		return m.Row.Fn.Call(append(in, args...)...)
	}
	return nil
}

// array is a JArray as an array, list, set or any other collection.
func (d *deserializer) array(a *JArray, want *Type) any {
	switch {
	case want.As(IDictionary) != nil || want.As(IReadOnlyDictionary) != nil || want == String:
		d.mismatch(a, want, "array", "[1,2,3]", "object", `{"name":"value"}`)
	case want.Elem == Byte:
		return NewArray(Byte, d.elements(a, Byte))
	case want.Rank > 1:
		return d.construct(a, want)
	case want.Elem != nil:
		return NewArray(want.Elem, d.elements(a, want.Elem))
	case want == IEnumerableAny:
		return ListOf(ObjectType, d.elements(a, ObjectType))
	}
	of := want.As(IEnumerable)
	if of == nil {
		d.mismatch(a, want, "array", "[1,2,3]", "object", `{"name":"value"}`)
	}
	elem := of.Args[0]
	list := ListOf(elem, d.elements(a, elem))
	if list.T.DerivesFrom(want) {
		return list
	}
	if want.Is(ISet) {
		want = Construct(HashSetType, elem)
	}
	if made := d.make(want, list); made != nil {
		return made
	}
	return d.construct(a, want)
}

func (d *deserializer) elements(a *JArray, elem *Type) []any {
	items := make([]any, 0, len(a.items))
	for _, t := range a.items {
		if t.Kind() != JComment {
			items = append(items, d.value(t, elem))
		}
	}
	return items
}
