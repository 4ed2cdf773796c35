package clr

import (
	"encoding/base64"
	"fmt"
	"slices"
)

// The conversions between tokens and C# values.

// The kinds of values that convert to a type.
var (
	numberKinds = []JKind{JInteger, JFloat, JString, JComment, JRaw, JBoolean}
	textKinds   = []JKind{JDate, JInteger, JFloat, JString, JComment, JRaw, JBoolean, JBytes, JGuid, JTimeSpan, JUri}
	charKinds   = []JKind{JInteger, JFloat, JString, JComment, JRaw}
	dateKinds   = []JKind{JDate, JString, JComment, JRaw}
	byteKinds   = []JKind{JBytes, JString, JComment, JRaw, JInteger}
	uriKinds    = []JKind{JString, JComment, JRaw, JUri}
	spanKinds   = []JKind{JString, JComment, JRaw, JTimeSpan}
	guidKinds   = []JKind{JString, JComment, JRaw, JGuid, JBytes}
)

// tokenCasts maps a type to the cast from JToken. A token of a kind that does
// not convert throws ArgumentException.
var tokenCasts = map[*Type]func(env *Env, t Token) any{}

// tokenValue is the value that a cast reads: the token itself, or that of a
// property. null is a kind that does not convert, unless nullable says so.
func tokenValue(t Token, want *Type, kinds []JKind, nullable bool) *JValue {
	if p, ok := t.(*JProperty); ok {
		t = p.value
	}
	v, ok := t.(*JValue)
	if !ok || !slices.Contains(kinds, v.kind) && !(nullable && (v.kind == JNull || v.kind == JUndefined)) {
		Throw(Argument(fmt.Sprintf("Can not convert %s to %s.", t.Kind(), castName(want)), ""))
	}
	return v
}

// ConvertTo is how System.Convert converts a value: as the cast does.
func (v *JValue) ConvertTo(env *Env, to *Type) any { return toObject(env, v, to) }

// castName is the name of a type in messages of casts.
func castName(t *Type) string {
	if t.Elem == Byte {
		return "byte array"
	}
	return t.NonNull().Simple
}

// defineCast declares the explicit conversion from JToken to a type, and to T?
// where it is a value type.
func defineCast(t *Type, kinds []JKind, convert func(env *Env, v any) any, examples ...string) {
	nullable := !t.IsValue() && t.Elem == nil
	cast := func(env *Env, token Token) any {
		v := tokenValue(token, t, kinds, nullable)
		if v.value == nil && nullable {
			return nil
		}
		return convert(env, v.value)
	}
	tokenCasts[t] = cast
	word := t.String()
	if !t.IsValue() {
		doc := "The token as a " + word + "; null for null"
		if nullable {
			doc += " and a JSON null"
		}
		JTokenType.Define(Row("static explicit operator "+word+"(JToken value)", doc+".", F2(func(env *Env, token any) any {
			if token == nil {
				return nil
			}
			return cast(env, token.(Token))
		}), examples...))
		return
	}
	JTokenType.Define(
		Row("static explicit operator "+word+"(JToken value)", "The token as a "+word+". ArgumentException, or ArgumentNullException for null.", F2(func(env *Env, token Token) any { return cast(env, token) }), examples...),
		Row("static explicit operator "+word+"?(JToken value)", "The token as a "+word+"; null for null and a JSON null.", F2(func(env *Env, token any) any {
			if token == nil {
				return nil
			}
			v := tokenValue(token.(Token), t, kinds, true)
			if v.value == nil {
				return nil
			}
			return convert(env, v.value)
		}), fmt.Sprintf(`(%s?)JToken.Parse("null") // null`, word), fmt.Sprintf(`(%s?)(JToken)null // null`, word)),
	)
}

// defineToken declares the implicit conversion of a type to JToken. make gives
// the value that the token has; a T? keeps its own type.
func defineToken(t *Type, kind JKind, make func(v any) any, examples ...string) {
	word := t.String()
	JTokenType.Define(Row("static implicit operator JToken("+word+" value)", "A token of a "+word+".", F1(func(v any) *JValue {
		if v == nil && kind == JUri {
			return jsonNullValue()
		}
		return &JValue{kind: kind, value: make(v)}
	}), examples...))
	if t.IsValue() {
		JTokenType.Define(Row("static implicit operator JToken("+word+"? value)", "A token of a "+word+"; null is a JSON null.", F1(newJValue)))
	}
}

func init() {
	same := func(v any) any { return v }
	long := func(v any) any { return convertObject(nil, v, Int64, nil) }
	for _, t := range []*Type{Boolean, Byte, DecimalType, Double, Int16, Int32, Int64, SByte, Single, UInt16, UInt32, UInt64} {
		var examples []string
		switch t {
		case Boolean:
			examples = []string{`(bool)JToken.Parse("true") // true`, `(bool)JToken.Parse("0") // false`, `(bool)JToken.Parse("'x'") // throws FormatException`}
		case Int32:
			examples = []string{`(int)JToken.Parse("1.5") // 2`, `(int)JToken.Parse("'12'") // 12`, `(int)JToken.Parse("null") // throws ArgumentException`, `(int)(JToken)null // throws ArgumentNullException`, `(int)JToken.Parse("[]") // throws ArgumentException`, `(int)JToken.Parse("3000000000") // throws OverflowException`}
		default:
			examples = []string{fmt.Sprintf(`(%s)JToken.Parse("1") == 1 // true`, t), fmt.Sprintf(`(%s)JToken.Parse("{}") // throws ArgumentException`, t)}
		}
		defineCast(t, numberKinds, func(env *Env, v any) any {
			if b, ok := v.(BigInteger); ok {
				return b.to(t)
			}
			return convertObject(env, v, t, nil)
		}, examples...)
		switch t {
		case Boolean:
			defineToken(t, JBoolean, same, `((JToken)true).ToString(Formatting.None) // "true"`)
		case Double, Single, DecimalType:
			defineToken(t, JFloat, same)
		case UInt64:
			defineToken(t, JInteger, same)
		case Int32:
			defineToken(t, JInteger, long, `((JToken)5).Type.ToString() // "Integer"`, `((JValue)(JToken)5).Value // 5L`)
		default:
			defineToken(t, JInteger, long)
		}
	}
	defineCast(CharType, charKinds, func(env *Env, v any) any {
		if b, ok := v.(BigInteger); ok {
			v = b.to(UInt16)
		}
		return convertObject(env, v, CharType, nil)
	}, `(char)JToken.Parse("'c'") // 'c'`)
	defineCast(DateTimeType, dateKinds, func(env *Env, v any) any {
		if o, ok := v.(DateTimeOffset); ok {
			return o.clock
		}
		return convertObject(env, v, DateTimeType, nil)
	}, `((DateTime)JToken.Parse("'2024-01-02T03:04:05Z'")).Hour // 3`, `(DateTime)JToken.Parse("1") // throws ArgumentException`)
	defineCast(DateTimeOffsetType, dateKinds, func(env *Env, v any) any {
		switch v := v.(type) {
		case DateTimeOffset:
			return v
		case string:
			return mustOffset(parseOffset(env, v, datesOf(nil), 0))
		}
		return offsetOf(convertObject(env, v, DateTimeType, nil).(DateTime))
	}, `((DateTimeOffset)JToken.Parse("'2024-01-02T03:04:05Z'")).Hour // 3`)
	defineCast(TimeSpanType, spanKinds, func(env *Env, v any) any {
		if span, ok := v.(TimeSpan); ok {
			return span
		}
		return mustTimeSpan(parseTimeSpan(Text(v)))
	}, `((TimeSpan)JToken.Parse("'00:01:30'")).TotalSeconds // 90.0`)
	defineCast(GuidType, guidKinds, func(_ *Env, v any) any {
		switch v := v.(type) {
		case Guid:
			return v
		case *Array:
			return guidOfBytes(v.Bytes())
		}
		return mustGuid(parseGuid(Text(v), ""))
	}, `((Guid)JToken.Parse("'6f9619ff-8b86-d011-b42d-00c04fc964ff'")).ToString("N") // "6f9619ff8b86d011b42d00c04fc964ff"`, `(Guid)JToken.Parse("'x'") // throws FormatException`)
	defineCast(String, textKinds, func(env *Env, v any) any {
		if a, ok := v.(*Array); ok {
			return base64.StdEncoding.EncodeToString(a.Bytes())
		}
		return Text(v)
	}, `(string)JToken.Parse("1.50") // "1.5"`, `(string)JToken.Parse("null") // null`, `(string)(JToken)null // null`, `(string)JToken.Parse("true") // "True"`, `(string)JToken.Parse("{}") // throws ArgumentException`)
	defineCast(UriType, uriKinds, func(env *Env, v any) any {
		if u, ok := v.(*Uri); ok {
			return u
		}
		return mustUri(parseUri(Text(v), 1))
	}, `((Uri)JToken.Parse("'http://a/b'")).AbsolutePath // "/b"`, `(Uri)JToken.Parse("'x'") // throws UriFormatException`)
	defineCast(ArrayOf(Byte), byteKinds, func(env *Env, v any) any {
		switch v := v.(type) {
		case *Array:
			return v
		case string:
			return NewBytes(decodeBase64(v))
		}
		if n, ok := v.(BigInteger); ok {
			return NewBytes(n.bytes())
		}
		Throw(Argument("Can not convert Integer to byte array.", ""))
		return nil
	}, `((byte[])JToken.Parse("'AQI='"))[1] == 2 // true`)
	defineToken(ArrayOf(Byte), JBytes, same, `((JToken)new byte[] {1, 2}).ToString(Formatting.None) // "\"AQI=\""`)
	defineToken(DateTimeType, JDate, same, `((JToken)new DateTime(2024, 1, 2)).Type.ToString() // "Date"`)
	defineToken(DateTimeOffsetType, JDate, same)
	defineToken(GuidType, JGuid, same, `((JToken)Guid.Empty).Type.ToString() // "Guid"`)
	defineToken(TimeSpanType, JTimeSpan, same)
	defineToken(String, JString, same, `((JToken)"a").Type.ToString() // "String"`, `((JToken)(string)null).Type.ToString() // "String"`)
	defineToken(UriType, JUri, same)
}

// to is the number as a bool or a number type. OverflowException.
func (b BigInteger) to(t *Type) any {
	switch t {
	case Boolean:
		return b.to(Int32) != int32(0)
	case Double:
		return b.float()
	case Single:
		return float32(b.float())
	case DecimalType:
		d, e := parseDecimalText(b.ToString(), styleNumber, Invariant.Number)
		if e != nil {
			Throw(tooLarge(t))
		}
		return d
	}
	if !b.n.IsInt64() && !(t == UInt64 && b.n.IsUint64()) {
		Throw(tooLarge(t))
	}
	if t == UInt64 && b.n.IsUint64() {
		return b.n.Uint64()
	}
	return NumericConversion(Int64, t, true)(b.n.Int64())
}
