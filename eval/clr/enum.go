package clr

import (
	"fmt"
	"slices"
	"strings"
)

// FormatWith is the value in format G (name), F (names of flags), D (number)
// or X (hexadecimal).
func (e Enum) FormatWith(format string) string {
	switch format {
	case "", "G", "g":
		return e.ToString()
	case "F", "f":
		return e.flags()
	case "D", "d":
		return ToString(enumValue(e.T)(e.V))
	case "X", "x":
		width := map[*Type]int{Byte: 2, SByte: 2, Int16: 4, UInt16: 4, Int32: 8, UInt32: 8, Int64: 16, UInt64: 16}[e.T.underlying()]
		return FormatNumber(enumValue(e.T)(e.V), fmt.Sprintf("X%d", width), Invariant.Number)
	}
	Throw(Format(`Format String can be only "G", "g", "X", "x", "F", "f", "D" or "d".`))
	return ""
}

// flags is the names of the flags that make up the value, or the number when
// they do not.
func (e Enum) flags() string {
	list := enumValues(e.T)
	var names []string
	rest := e.V
	for i := len(list) - 1; i >= 0; i-- {
		v := list[i]
		if v.Value == e.V {
			return v.Name
		}
		if v.Value != 0 && rest&v.Value == v.Value {
			rest &^= v.Value
			names = append(names, v.Name)
		}
	}
	if rest != 0 || e.V == 0 {
		return ToString(enumValue(e.T)(e.V))
	}
	slices.Reverse(names)
	return strings.Join(names, ", ")
}

// ParseEnum is the value of a text: names, separated by commas, or a number.
// It throws ArgumentException.
func ParseEnum(t *Type, text string, ignoreCase bool) Enum {
	e, fault := parseEnum(t, text, ignoreCase)
	if fault != nil {
		Throw(fault)
	}
	return e
}

func parseEnum(t *Type, text string, ignoreCase bool) (Enum, *Exception) {
	s := trim(text, whiteSpace, true, true)
	if s == "" {
		return Enum{}, Argument("Must specify valid information for parsing in the string.", "")
	}
	if isDigit(s[0]) || s[0] == '-' || s[0] == '+' {
		n, e := parseInteger[int64](t.underlying(), s, styleInteger, Invariant.Number)
		if e == nil {
			low, high := bounds(t.underlying())
			if float64(n) < low || float64(n) > high {
				return Enum{}, tooLarge(t.underlying())
			}
			return Enum{t, n}, nil
		}
		if e.T == OverflowExceptionType {
			return Enum{}, e
		}
	}
	result := Enum{T: t}
	for _, name := range strings.Split(s, ",") {
		name = trim(name, whiteSpace, true, true)
		i := slices.IndexFunc(t.Values, func(v EnumValue) bool { return v.Name == name || ignoreCase && EqualFold(v.Name, name) })
		if i < 0 {
			return Enum{}, Argument("Requested value '"+text+"' was not found.", "")
		}
		result.V |= t.Values[i].Value
	}
	return result, nil
}

// enumValues is the members in the order of their numbers, as unsigned ones.
func enumValues(t *Type) []EnumValue {
	list := slices.Clone(t.Values)
	slices.SortStableFunc(list, func(a, b EnumValue) int { return compareOrdered(uint64(a.Value), uint64(b.Value)) })
	return list
}

// enumArg is the enum type that typeof gave.
func enumArg(t *TypeValue) *Type {
	if t.T.Kind != EnumKind {
		Throw(Argument("Type provided must be an Enum.", "enumType"))
	}
	return t.T
}

// enumNumber is a value of an enum, or of its underlying type, as a number.
func enumNumber(t *Type, v any) int64 {
	switch n := v.(type) {
	case nil:
		Throw(ArgumentNull("value"))
	case Enum:
		if n.T != t {
			Throw(Argument(fmt.Sprintf("Object must be the same type as the enum. The type passed in was '%s'; the enum type was '%s'.", n.T.FullName(), t.FullName()), ""))
		}
		return n.V
	}
	if vt := TypeOf(v); vt != t.underlying() {
		Throw(Argument(fmt.Sprintf("Enum underlying type and the object must be same type or object must be a String. Type passed in was '%s'; the enum underlying type was '%s'.", vt.FullName(), t.underlying().FullName()), ""))
	}
	return NumericConversion(t.underlying(), Int64, false)(v).(int64)
}

func init() {
	name := func(t *Type, n int64) any {
		if i := slices.IndexFunc(t.Values, func(v EnumValue) bool { return v.Value == n }); i >= 0 {
			return t.Values[i].Name
		}
		return nil
	}
	try := func(types TypeArgs, s Opt[string], ignoreCase bool, out *Ref) bool {
		out.V = Default(types[0])
		if !s.Valid {
			return false
		}
		e, fault := parseEnum(types[0], s.Value, ignoreCase)
		if fault != nil {
			return false
		}
		out.V = e
		return true
	}
	EnumType.Define(
		Row("int CompareTo(object target)", "The order of the numbers; null comes before all.", F2(func(e Enum, v any) int32 {
			if v == nil {
				return 1
			}
			return int32(compareOrdered(e.V, enumNumber(e.T, v)))
		}), `DayOfWeek.Monday.CompareTo(DayOfWeek.Friday) // -1`).NotListed(),
		Row("bool Equals(object obj)", "Whether it is the same value of the same enum.", F2(func(e Enum, v any) bool { return any(e) == v }), `DayOfWeek.Monday.Equals(1) // false`).NotListed(),
		Row("static string Format(Type enumType, object value, string format)", "The value in format G, F, D or X.", F3(func(t *TypeValue, v any, format string) string {
			return Enum{enumArg(t), enumNumber(t.T, v)}.FormatWith(format)
		}), `Enum.Format(typeof(DayOfWeek), DayOfWeek.Monday, "X") // "00000001"`).NotListed(),
		Row("int GetHashCode()", "A number that is the same for equal values.", F1(func(e Enum) int32 { return int32(e.V ^ e.V>>32) }), `DayOfWeek.Friday.GetHashCode() // 5`).NotListed(),
		Row("static string GetName(Type enumType, object value)", "The name of a value, or null.", F2(func(t *TypeValue, v any) any { return name(enumArg(t), enumNumber(t.T, v)) }), `Enum.GetName(typeof(DayOfWeek), 5) // "Friday"`, `Enum.GetName(typeof(DayOfWeek), 9) // null`).NotListed(),
		Row("static string[] GetNames(Type enumType)", "The names, in the order of their numbers.", F1(func(t *TypeValue) []string {
			var list []string
			for _, v := range enumValues(enumArg(t)) {
				list = append(list, v.Name)
			}
			return list
		}), `Enum.GetNames(typeof(DayOfWeek))[1] // "Monday"`).NotListed(),
		Row("TypeCode GetTypeCode()", "The code of the underlying type.", F1(func(e Enum) Enum { return typeCode(e) }), `DayOfWeek.Friday.GetTypeCode().ToString() // "Int32"`).NotListed(),
		Row("static Type GetUnderlyingType(Type enumType)", "The type of the numbers.", F1(func(t *TypeValue) *TypeValue { return &TypeValue{enumArg(t).underlying()} }), `Enum.GetUnderlyingType(typeof(DayOfWeek)) == typeof(int) // true`).NotListed(),
		Row("static Array GetValues(Type enumType)", "The values, in the order of their numbers.", F1(func(t *TypeValue) *Array {
			var items []any
			for _, v := range enumValues(enumArg(t)) {
				items = append(items, Enum{t.T, v.Value})
			}
			return NewArray(t.T, items)
		}), `Enum.GetValues(typeof(DayOfWeek)).Length // 7`).NotListed(),
		Row("bool HasFlag(Enum flag)", "Whether all bits of a flag are set.", F2(func(e, flag Enum) bool {
			if e.T != flag.T {
				Throw(Argument(fmt.Sprintf("The argument type, '%s', is not the same as the enum type '%s'.", flag.T.FullName(), e.T.FullName()), ""))
			}
			return e.V&flag.V == flag.V
		}), `StringSplitOptions.RemoveEmptyEntries.HasFlag(StringSplitOptions.None) // true`).NotListed(),
		Row("static bool IsDefined(Type enumType, object value)", "Whether a name, number or value is a member.", F2(func(t *TypeValue, v any) bool {
			if s, ok := v.(string); ok {
				return slices.ContainsFunc(enumArg(t).Values, func(v EnumValue) bool { return v.Name == s })
			}
			return name(enumArg(t), enumNumber(t.T, v)) != nil
		}), `Enum.IsDefined(typeof(DayOfWeek), 9) // false`, `Enum.IsDefined(typeof(DayOfWeek), "Monday") // true`, `Enum.IsDefined(typeof(DayOfWeek), 1L) // throws ArgumentException`).NotListed(),
		Row("static object Parse(Type enumType, string value)", "The value of names or a number. ArgumentException.", F2(func(t *TypeValue, value string) Enum { return ParseEnum(enumArg(t), value, false) }),
			`Enum.Parse(typeof(DayOfWeek), "3").ToString() // "Wednesday"`, `Enum.Parse(typeof(DayOfWeek), "tuesday") // throws ArgumentException`),
		Row("static object Parse(Type enumType, string value, bool ignoreCase)", "The value of names, in any case, or a number.", F3(func(t *TypeValue, value string, ignoreCase bool) Enum {
			return ParseEnum(enumArg(t), value, ignoreCase)
		}), `Enum.Parse(typeof(DayOfWeek), "tuesday", true).ToString() // "Tuesday"`),
		Row("static object ToObject(Type enumType, object value)", "The value of a number.", F2(func(t *TypeValue, v any) Enum {
			if v == nil {
				Throw(ArgumentNull("value"))
			}
			from := TypeOf(v)
			if !from.IsNumeric() || from == Single || from == Double || from == DecimalType {
				Throw(Argument("The value passed in must be an enum base or an underlying type for an enum, such as an Int32.", "value"))
			}
			return NumericConversion(from, enumArg(t), false)(v).(Enum)
		}), `Enum.ToObject(typeof(DayOfWeek), 2).ToString() // "Tuesday"`).NotListed(),
		Row("string ToString()", "The name; of flags the names; else the number.", F1(func(e Enum) string { return e.ToString() }), `DayOfWeek.Monday.ToString() // "Monday"`, `((DayOfWeek)9).ToString() // "9"`),
		Row("string ToString(string format)", "The value in format G, F, D or X.", F2(func(e Enum, f Opt[string]) string { return e.FormatWith(f.Or("")) }), `DayOfWeek.Monday.ToString("D") // "1"`, `DayOfWeek.Monday.ToString("Q") // throws FormatException`),
		Row("static bool TryParse<TEnum>(string value, out TEnum result) where TEnum : struct", "Whether a text is names or a number.", F3(func(t TypeArgs, s Opt[string], out *Ref) bool { return try(t, s, false, out) }), `Enum.TryParse<DayOfWeek>("x", out var d) // false`, `Enum.TryParse<DayOfWeek>("Friday", out var d) ? (int)d : -1 // 5`),
		Row("static bool TryParse<TEnum>(string value, bool ignoreCase, out TEnum result) where TEnum : struct", "Whether a text is names, in any case, or a number.", F4(try), `Enum.TryParse<DayOfWeek>("friday", true, out var d) // true`),
	)
}
