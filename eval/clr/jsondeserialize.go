package clr

import (
	"fmt"
	"slices"
	"strings"
)

// deserialize is JsonConvert.DeserializeObject.
func deserialize(env *Env, json string, want *Type) any {
	l := newLoader(env, json, nil)
	l.r.raw = true
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
	d := &deserializer{env: env, text: true, json: json}
	t := d.load(l, want)
	if want.DerivesFrom(JTokenType) {
		l.end()
		return d.token(t, want)
	}
	v := d.value(t, want)
	l.end()
	return v
}

// load reads the tokens of a text. Json.NET makes values while it reads: a
// fault in the text counts only when what stands before it can be made.
func (d *deserializer) load(l *loader, want *Type) Token {
	var t Token
	if e := catch(func() { t = l.token() }); e != nil {
		if p := l.pending; p != nil {
			p.parent.removeAt(p.at)
		}
		if l.top != nil && !want.DerivesFrom(JTokenType) {
			d.value(l.top, want)
		}
		Throw(e)
	}
	return t
}

// toObject is JToken.ToObject: a simple type as the cast from JToken gives it.
func toObject(env *Env, t Token, want *Type) any {
	of := want.NonNull()
	v, isValue := t.(*JValue)
	if want.AcceptsNull() && isValue && v.value == nil {
		return nil
	}
	if cast := tokenCasts[of]; cast != nil && of.Elem == nil {
		return cast(env, t)
	}
	if of.Kind == EnumKind {
		if !isValue || v.kind != JString {
			n := tokenCasts[of.underlying()](env, t)
			return NumericConversion(of.underlying(), of, false)(n)
		}
		e, fault := parseEnum(of, Text(v.value), true)
		if fault != nil {
			Throw(Argument("Could not convert '"+Text(v.value)+"' to "+of.Simple+".", ""))
		}
		return e
	}
	return (&deserializer{env: env}).value(t, want)
}

// A deserializer makes C# values of tokens.
type deserializer struct {
	env   *Env
	text  bool   // the tokens are of a text, in which dates are still strings
	json  string // that text
	depth int
}

// fault throws JsonSerializationException about a token.
func (d *deserializer) fault(t Token, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	if !strings.HasSuffix(message, NewLine) {
		message += " "
	}
	_, _, where := d.place(t)
	Throw(NewException(JsonSerializationExceptionType, message+where))
}

// unread throws JsonReaderException about a token.
func (d *deserializer) unread(t Token, format string, args ...any) {
	line, position, where := d.place(t)
	Throw(jsonFault(fmt.Sprintf(format, args...)+" "+where, line, position, tokenPath(t)))
}

// place is where a token ends in the text, and how messages say it: its path,
// and with a text the line and column. A token does not know its place: the
// text is read again up to it.
func (d *deserializer) place(t Token) (line, position int32, where string) {
	path := tokenPath(t)
	where = "Path '" + path + "'"
	if !d.text {
		return 0, 0, where + "."
	}
	r := newJSONReader(d.env, d.json)
	catch(func() { // the text may have a fault further on
		for r.read() {
			d.env.Step(len(r.stack))
			switch r.kind {
			case jsonEndObject, jsonEndArray, jsonEndConstructor, jsonComment:
				continue
			}
			if (r.kind == jsonPropertyName) == (t.Kind() == JKindProperty) && r.path() == path {
				line, position = r.line() // of several properties with one name, the last counts
			}
		}
	})
	return line, position, fmt.Sprintf("%s, line %d, position %d.", where, line, position)
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
	if o, ok := t.(*JObject); ok && d.reference(o) {
		return nil
	}
	if want == ObjectType {
		return d.token(t, JTokenType)
	}
	if noun := readerNouns[want.NonNull()]; noun != "" && (noun != bytesNoun || t.Kind() == JKindObject) {
		d.unread(t, "Error reading %s. Unexpected token: Start%s.", noun, t.Kind())
	}
	switch c := t.(type) {
	case *JObject:
		if d.simple(want) {
			d.mismatch(t, want, primitiveJSON)
		}
		return d.object(c, want)
	case *JArray:
		if d.simple(want) {
			d.mismatch(t, want, primitiveJSON)
		}
		return d.array(c, want)
	case *JProperty:
		return d.value(c.value, want)
	}
	d.fault(t, "Unexpected token while deserializing object: %s.", t.Kind())
	return nil
}

// reference reads what Json.NET takes for itself at the start of an object: it
// passes $id and $type over, and an object of $ref alone stands for an object
// that was read before. Sallyport keeps no such objects: it stands for null.
func (d *deserializer) reference(o *JObject) bool {
	for len(o.items) > 0 {
		p := o.items[0].(*JProperty)
		switch p.name {
		case "$id", "$type":
		case "$ref":
			v, ok := p.value.(*JValue)
			switch {
			case !ok || v.kind != JString && v.kind != JNull:
				d.fault(p, "JSON reference $ref property must have a string or null value.")
			case v.kind == JString && len(o.items) > 1:
				d.fault(o.items[1], "Additional content found in JSON reference object. A JSON reference object should only have a $ref property.")
			case v.kind == JString:
				return true
			}
		default:
			return false
		}
		o.removeAt(0)
	}
	return false
}

// token is a token as one of a class of tokens.
func (d *deserializer) token(t Token, want *Type) any {
	if v, ok := t.(*JValue); ok && v.kind == JNull && want != JTokenType && want != JValueType {
		return nil
	}
	if t = cloneToken(d.env, t); d.text {
		refine(t)
	}
	return Cast(t, want)
}

// refine makes of what a raw reader read what any other reads.
func refine(t Token) {
	switch t := t.(type) {
	case *JValue:
		if date, ok := rawValue(t).(DateTime); ok {
			t.kind, t.value = JDate, date
		} else if t.kind == JUndefined {
			t.kind = JNull
		}
		t.value = rawValue(t)
	case JContainer:
		for _, in := range t.list() {
			refine(in)
		}
	}
}

// rawValue is the value of what a raw reader read: dates and numbers are made
// of their texts.
func rawValue(v *JValue) any {
	switch value := v.value.(type) {
	case rawFloat:
		return value.float64
	case string:
		if date, ok := parseJSONDate(value); ok && v.kind == JString {
			return date
		}
	}
	return v.value
}

// scalar is a value as a simple type. Json.NET's reader reads some of these
// itself, and throws exceptions of its own.
func (d *deserializer) scalar(v *JValue, want *Type) any {
	noun := readerNouns[want.NonNull()]
	if v.kind == JUndefined && noun != "" {
		d.unread(v, "Error reading %s. Unexpected token: Undefined.", noun)
	}
	if v.value == nil || v.value == "" && (want.AcceptsNull() || noun != "") && want != String && want != ObjectType && noun != bytesNoun {
		if !want.AcceptsNull() {
			d.fault(v, "Error converting value {null} to type '%s'.", want.FullName())
		}
		return nil
	}
	value, found := v.value, v.value
	if d.text {
		found = rawValue(v)
		if _, isFloat := value.(rawFloat); isFloat {
			value = found
		}
	}
	if noun == bytesNoun {
		return d.bytes(v)
	}
	switch want = want.NonNull(); want {
	case ObjectType:
		return found
	case String:
		if v.kind == JBytes {
			return serialize(d.env, value, false)
		}
		return Text(value)
	case Int32:
		return d.integer(v)
	case DecimalType:
		return d.decimal(v)
	case DateTimeType, DateTimeOffsetType:
		return d.date(v, found, want)
	}
	return d.convert(&JValue{tokenBase: v.tokenBase, kind: v.kind, value: value}, want)
}

// readerNouns is what Json.NET's reader calls the types that it reads itself.
var readerNouns = map[*Type]string{String: "string", Int32: "integer", DecimalType: "decimal", DateTimeType: "date", DateTimeOffsetType: "date", ArrayOf(Byte): bytesNoun}

const bytesNoun = "bytes"

func guidBytes(g Guid) *Array {
	b := swapGuid(g)
	return NewBytes(b[:])
}

// bytes are those of a text in Base64, or of a Guid.
func (d *deserializer) bytes(v *JValue) any {
	switch value := v.value.(type) {
	case *Array:
		return value
	case Guid:
		return guidBytes(value)
	case string:
		if g, e := parseGuid(value, "D"); e == nil && len(value) == len(g.ToString()) {
			return guidBytes(g)
		}
		return NewBytes(decodeBase64(value))
	}
	d.unread(v, "Error reading bytes. Unexpected token: %s.", v.kind)
	return nil
}

func (d *deserializer) integer(v *JValue) any {
	switch {
	case v.kind == JFloat && d.text:
		d.unread(v, "Input string '%s' is not a valid integer.", v.value.(rawFloat).text)
	case v.kind == JInteger && d.text:
		if n, ok := v.value.(int64); ok && int64(int32(n)) == n {
			return int32(n)
		}
		d.unread(v, "JSON integer %s is too large or small for an Int32.", Text(v.value))
	case v.kind == JInteger, v.kind == JFloat:
		return tokenCasts[Int32](d.env, v)
	case v.kind == JString:
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
	text, isText := v.value.(string)
	style := int64(styleNumber)
	if raw, ok := v.value.(rawFloat); ok {
		text, isText = raw.text, true
		style |= styleExponent
	}
	switch {
	case isText:
		n, e := parseDecimalText(text, style, Invariant.Number)
		if e != nil {
			d.unread(v, "Could not convert string to decimal: %s.", text)
		}
		return n
	case v.kind == JInteger, v.kind == JFloat:
		return tokenCasts[DecimalType](d.env, v)
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
		d.mismatch(o, want, arrayJSON)
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

// simple reports whether a type is one of a single value.
func (d *deserializer) simple(want *Type) bool {
	of := want.NonNull()
	return of.Kind == EnumKind || tokenCasts[of] != nil && of.Elem == nil
}

// What JSON a type wants, as Json.NET says it.
const (
	primitiveJSON = "JSON primitive value (e.g. string, number, boolean, null)"
	arrayJSON     = "JSON array (e.g. [1,2,3])"
	objectJSON    = `JSON object (e.g. {"name":"value"})`
)

// mismatch throws for a container where a type wants other JSON.
func (d *deserializer) mismatch(t Token, want *Type, needs string) {
	is, instead := objectJSON, "so that it is a normal .NET type (e.g. not a primitive type like integer, not a collection type like an array or List<T>) that can be deserialized from a JSON object. JsonObjectAttribute can also be added to the type to force it to deserialize from a JSON object."
	if t.Kind() == JKindArray {
		is, instead = arrayJSON, "to an array or a type that implements a collection interface (e.g. ICollection, IList) like List<T> that can be deserialized from a JSON array. JsonArrayAttribute can also be added to the type to force it to deserialize from a JSON array."
	}
	d.fault(t, "Cannot deserialize the current %s into type '%s' because the type requires a %s to deserialize correctly."+NewLine+"To fix this error either change the JSON to a %s or change the deserialized type %s"+NewLine, is, want.FullName(), needs, needs, instead)
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
	case want.As(IDictionary) != nil || want.As(IReadOnlyDictionary) != nil:
		d.mismatch(a, want, objectJSON)
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
		d.mismatch(a, want, objectJSON)
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
