package clr

import (
	"fmt"
	"math"
)

// Convert is System.Convert.
var Convert = Declare(Decl{Name: "System.Convert", Kind: StaticClass, Doc: "Converts between simple types, with rounding and range checks. Numbers round half to even."})

// simpleTypes are those that Convert converts between, in the order of
// TypeCode. DateTime converts only to itself and string.
var simpleTypes = []*Type{Boolean, CharType, SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Single, Double, DecimalType, DateTimeType, String}

func simpleName(t *Type) string {
	if t.Keyword != "" {
		return t.Keyword
	}
	return t.Simple
}

func init() {
	Convert.Define(
		Row("static object ChangeType(object value, Type conversionType)", "The value as another simple type. InvalidCastException.", F3(func(env *Env, v any, t *TypeValue) any { return changeType(env, v, t.T, nil) }),
			`Convert.ChangeType("5", typeof(int)) // 5`, `Convert.ChangeType("x", typeof(int)) // throws FormatException`, `Convert.ChangeType(null, typeof(int)) // throws InvalidCastException`),
		Row("static object ChangeType(object value, Type conversionType, IFormatProvider provider)", "The value as another simple type.", F4(func(env *Env, v any, t *TypeValue, provider any) any { return changeType(env, v, t.T, provider) }), `Convert.ChangeType(2.5, typeof(int), null) // 2`),
		Row("static object ChangeType(object value, TypeCode typeCode)", "The value as another simple type.", F3(func(env *Env, v any, code Enum) any {
			t := typeOfCode(code)
			if t == nil {
				if v == nil && code.V == 0 {
					return nil
				}
				Throw(Argument("Unknown TypeCode value.", ""))
			}
			return changeType(env, v, t, nil)
		}), `Convert.ChangeType(5.6, TypeCode.Int32) // 6`),
	)
	Convert.Define(base64Rows()...)
	Convert.Define(
		Row("static TypeCode GetTypeCode(object value)", "The code of the value's type.", F1(typeCode), `Convert.GetTypeCode(5).ToString() // "Int32"`),
		Row("static bool IsDBNull(object value)", "false: there is no database.", F1(func(any) bool { return false }), `Convert.IsDBNull(null) // false`),
	)
	for _, to := range simpleTypes {
		if to != String {
			defineConversion(to)
		}
	}
	defineToString()
}

// defineConversion makes the overloads of Convert.ToX.
func defineConversion(to *Type) {
	name, word := "To"+to.Simple, simpleName(to)
	doc := "The value as a " + word + "."
	for _, from := range simpleTypes {
		examples := []string{fmt.Sprintf(`Convert.%s(default(%s)) // throws InvalidCastException`, name, simpleName(from))}
		if convertible(from, to) {
			examples = conversionExamples(from, to)
		}
		Convert.Define(Row(fmt.Sprintf("static %s %s(%s value)", word, name, simpleName(from)), doc, F2(func(env *Env, v any) any {
			return convertFrom(env, v, from, to, nil)
		}), examples...))
	}
	Convert.Define(
		Row(fmt.Sprintf("static %s %s(string value, IFormatProvider provider)", word, name), doc, F3(func(env *Env, v, provider any) any { return convertFrom(env, v, String, to, provider) }),
			map[bool]string{true: fmt.Sprintf(`Convert.%s("a", CultureInfo.InvariantCulture) // 'a'`, name), false: fmt.Sprintf(`Convert.%s("x", CultureInfo.InvariantCulture) // throws FormatException`, name)}[to == CharType]),
		Row(fmt.Sprintf("static %s %s(object value)", word, name), doc+" null is 0.", F2(func(env *Env, v any) any { return convertObject(env, v, to, nil) }), fmt.Sprintf(`Convert.%s((object)null) == default(%s) // true`, name, word), fmt.Sprintf(`Convert.%s(new object()) // throws InvalidCastException`, name)),
		Row(fmt.Sprintf("static %s %s(object value, IFormatProvider provider)", word, name), doc, F3(func(env *Env, v, provider any) any { return convertObject(env, v, to, provider) }), fmt.Sprintf(`Convert.%s((object)null, null) == default(%s) // true`, name, word)),
	)
	if size := map[*Type]int{Byte: 8, SByte: 8, Int16: 16, UInt16: 16, Int32: 32, UInt32: 32, Int64: 64, UInt64: 64}[to]; size > 0 {
		Convert.Define(Row(fmt.Sprintf("static %s %s(string value, int fromBase)", word, name), "The number in base 2, 8, 10 or 16.", F2(func(s Opt[string], base int32) any {
			return parseBase(to, s, int(base), size)
		}), fmt.Sprintf(`Convert.%s("17", 8) == 15 // true`, name), fmt.Sprintf(`Convert.%s("0x1f", 16) == 31 // true`, name), fmt.Sprintf(`Convert.%s("1g", 16) // throws FormatException`, name)))
	}
}

func conversionExamples(from, to *Type) []string {
	call := fmt.Sprintf("Convert.To%s(", to.Simple)
	switch {
	case to == DateTimeType && from == String:
		return []string{`Convert.ToDateTime("2024-01-05").Day // 5`, `Convert.ToDateTime((string)null).Year // 1`}
	case from == String && to == Boolean:
		return []string{call + `"TRUE") // true`, call + `(string)null) // false`, call + `"1") // throws FormatException`}
	case from == String && to == CharType:
		return []string{call + `"a") // 'a'`, call + `"ab") // throws FormatException`}
	case from == String:
		return []string{call + `"42") == 42 // true`, call + `(string)null) == 0 // true`, call + `"x") // throws FormatException`}
	case to == Int32 && from == Double:
		return []string{call + `2.5) // 2`, call + `3.5) // 4`, call + `1e10) // throws OverflowException`}
	}
	return []string{fmt.Sprintf(`%sdefault(%s)) == default(%s) // true`, call, simpleName(from), simpleName(to))}
}

// convertible reports whether one simple type converts to another at all.
func convertible(from, to *Type) bool {
	floating := func(t *Type) bool { return t == Single || t == Double || t == DecimalType }
	switch {
	case from == to || from == String || to == String:
		return true
	case from == DateTimeType || to == DateTimeType:
		return false
	case from == CharType:
		return to != Boolean && !floating(to)
	case to == CharType:
		return from != Boolean && !floating(from)
	}
	return true
}

// convertFrom converts a value whose static type is a simple one.
func convertFrom(env *Env, v any, from, to *Type, provider any) any {
	switch {
	case !convertible(from, to):
		Throw(InvalidCast(fmt.Sprintf("Invalid cast from '%s' to '%s'.", from.Simple, to.Simple)))
	case from == to:
		return v
	case from == String:
		return convertString(env, v, to, provider)
	case to == String:
		return FormatValue(v, "", provider)
	case from == Boolean:
		n := int32(0)
		if v.(bool) {
			n = 1
		}
		return convertNumber(n, Int32, to)
	case to == Boolean:
		return CompareOp("!=", from)(v, Default(from))
	}
	return convertNumber(v, from, to)
}

func convertString(env *Env, v any, to *Type, provider any) any {
	if v == nil && to == CharType {
		Throw(ArgumentNull("value"))
	}
	if v == nil {
		return Default(to)
	}
	s, nf := v.(string), numbersOf(provider)
	var result any
	var e *Exception
	switch to {
	case Boolean:
		b, ok := parseBool(s)
		if !ok {
			e = Format("String was not recognized as a valid Boolean.")
		}
		result = b
	case CharType:
		if Length(s) != 1 {
			Throw(Format("String must be exactly one character long."))
		}
		result = unitAt(s, 0)
	case SByte:
		result, e = asAny(parseInteger[int8](to, s, styleInteger, nf))
	case Byte:
		result, e = asAny(parseInteger[uint8](to, s, styleInteger, nf))
	case Int16:
		result, e = asAny(parseInteger[int16](to, s, styleInteger, nf))
	case UInt16:
		result, e = asAny(parseInteger[uint16](to, s, styleInteger, nf))
	case Int32:
		result, e = asAny(parseInteger[int32](to, s, styleInteger, nf))
	case UInt32:
		result, e = asAny(parseInteger[uint32](to, s, styleInteger, nf))
	case Int64:
		result, e = asAny(parseInteger[int64](to, s, styleInteger, nf))
	case UInt64:
		result, e = asAny(parseInteger[uint64](to, s, styleInteger, nf))
	case Single:
		var f float64
		f, e = parseFloat(to, s, 32, styleFloat|styleThousands, nf)
		result = float32(f)
	case Double:
		result, e = asAny(parseFloat(to, s, 64, styleFloat|styleThousands, nf))
	case DecimalType:
		result, e = asAny(parseDecimalText(s, styleNumber, nf))
	case DateTimeType:
		result, e = asAny(parseDateTime(env, s, invariantDates, 0))
	}
	if e != nil {
		Throw(e)
	}
	return result
}

func asAny[V any](v V, e *Exception) (any, *Exception) { return v, e }

// convertNumber converts between number types and char, half to even, with
// Convert's range checks.
func convertNumber(v any, from, to *Type) any {
	switch {
	case to == Single || to == Double || to == DecimalType:
		return NumericConversion(from, to, true)(v)
	case from == Single || from == Double:
		f := math.RoundToEven(NumericConversion(from, Double, true)(v).(float64))
		low, high := bounds(to)
		switch {
		case to == Int64 || to == UInt64:
			return NumericConversion(Double, to, true)(f)
		case !(f >= low && f <= high):
			Throw(tooLarge(to))
		}
		return NumericConversion(Double, to, true)(f)
	case from == DecimalType:
		return NumericConversion(from, to, true)(v.(Decimal).round(0, toEven))
	}
	var result any
	if e := overflows(func() { result = NumericConversion(from, to, true)(v) }); e {
		Throw(tooLarge(to))
	}
	return result
}

// overflows reports whether a conversion throws, to give it Convert's message.
func overflows(f func()) (yes bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(*Exception); !ok {
				panic(r)
			}
			yes = true
		}
	}()
	f()
	return false
}

// A Convertible is an IConvertible that is not a simple type itself: it converts
// to those.
type Convertible interface {
	ConvertTo(env *Env, to *Type) any
}

// convertObject converts a value of unknown type: an IConvertible.
func convertObject(env *Env, v any, to *Type, provider any) any {
	if v == nil {
		return Default(to)
	}
	from := TypeOf(v)
	if from.Kind == EnumKind {
		v, from = enumValue(from)(v.(Enum).V), from.underlying()
	}
	for _, t := range simpleTypes {
		if t == from {
			return convertFrom(env, v, from, to, provider)
		}
	}
	if c, ok := v.(Convertible); ok {
		return c.ConvertTo(env, to)
	}
	Throw(InvalidCast(fmt.Sprintf("Unable to cast object of type '%s' to type 'System.IConvertible'.", from.FullName())))
	return nil
}

func changeType(env *Env, v any, to *Type, provider any) any {
	if v == nil {
		if to.IsValue() && !to.IsNullable() {
			Throw(InvalidCast("Null object cannot be converted to a value type."))
		}
		return nil
	}
	from := TypeOf(v)
	if from == to || to == ObjectType {
		return v
	}
	if _, ok := v.(Convertible); !ok && from.Kind != EnumKind && typeCode(v).V == 1 {
		Throw(InvalidCast("Object must implement IConvertible."))
	}
	if to == String {
		return FormatValue(v, "", provider)
	}
	for _, t := range simpleTypes {
		if t == to {
			return convertObject(env, v, to, provider)
		}
	}
	Throw(InvalidCast(fmt.Sprintf("Invalid cast from '%s' to '%s'.", from.FullName(), to.FullName())))
	return nil
}

func defineToString() {
	for _, from := range simpleTypes {
		word := simpleName(from)
		if from == String {
			Convert.Define(
				Row("static string ToString(string value)", "The text itself, or null.", F1(func(v any) any { return v }), `Convert.ToString((string)null) // null`),
				Row("static string ToString(string value, IFormatProvider provider)", "The text itself, or null.", F2(func(v, _ any) any { return v }), `Convert.ToString("a", CultureInfo.InvariantCulture) // "a"`),
			)
			continue
		}
		Convert.Define(
			Row("static string ToString("+word+" value)", "The value as text.", F1(ToString), fmt.Sprintf(`Convert.ToString(default(%s)) == default(%s).ToString() // true`, word, word)),
			Row("static string ToString("+word+" value, IFormatProvider provider)", "The value as text of a culture.", F2(func(v, provider any) string { return FormatValue(v, "", provider) }), fmt.Sprintf(`Convert.ToString(default(%s), CultureInfo.InvariantCulture) == default(%s).ToString() // true`, word, word)),
		)
	}
	Convert.Define(
		Row("static string ToString(object value)", "The value as text; null is \"\".", F1(Text), `Convert.ToString((object)null) // ""`, `Convert.ToString((object)1.5) // "1.5"`),
		Row("static string ToString(object value, IFormatProvider provider)", "The value as text of a culture; null is \"\".", F2(func(v, provider any) string { return FormatValue(v, "", provider) }), `Convert.ToString((object)1.5, CultureInfo.GetCultureInfo("de-DE")) // "1,5"`),
	)
	bases := func(t *Type, bits func(v any) (magnitude uint64, text string), examples ...string) {
		Convert.Define(Row("static string ToString("+t.Keyword+" value, int toBase)", "The number in base 2, 8, 10 or 16; a negative one as its bits but for 10.", F2(func(v any, base int32) string {
			u, plain := bits(v)
			return formatBase(u, plain, int(base))
		}), examples...))
	}
	bases(Byte, func(v any) (uint64, string) { return uint64(v.(uint8)), ToString(v) }, `Convert.ToString((byte)5, 2) // "101"`)
	bases(Int16, func(v any) (uint64, string) { return uint64(uint16(v.(int16))), ToString(v) }, `Convert.ToString((short)-1, 16) // "ffff"`)
	bases(Int32, func(v any) (uint64, string) { return uint64(uint32(v.(int32))), ToString(v) }, `Convert.ToString(-1, 16) // "ffffffff"`, `Convert.ToString(255, 7) // throws ArgumentException`)
	bases(Int64, func(v any) (uint64, string) { return uint64(v.(int64)), ToString(v) }, `Convert.ToString(8L, 8) // "10"`)
}
