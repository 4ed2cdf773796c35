package clr

import (
	"cmp"
	"fmt"
	"strings"
)

// What all number types have in common: parsing, formatting, comparing.

// A numeric says how the members of one number type work. Examples write the
// type as T, which its keyword replaces.
type numeric[V any] struct {
	t       *Type
	style   int64 // NumberStyles of Parse
	parse   func(s string, style int64, nf *NumberFormat) (V, *Exception)
	compare func(a, b V) int32
	parsed  []string // examples of Parse
}

func (n numeric[V]) rows() []Member {
	word := n.t.Keyword
	row := func(sig, doc string, f Impl, examples ...string) Member {
		for i := range examples {
			examples[i] = strings.ReplaceAll(examples[i], "T.", word+".")
			examples[i] = strings.ReplaceAll(examples[i], "(T)", "("+word+")")
		}
		return Row(strings.ReplaceAll(sig, "TValue", word), doc, f, examples...)
	}
	must := func(s string, style int64, provider any) V {
		v, e := n.parse(s, style, numbersOf(provider))
		if e != nil {
			Throw(e)
		}
		return v
	}
	try := func(s Opt[string], style int64, provider any, out *Ref) bool {
		out.V = Default(n.t)
		if !s.Valid {
			return false
		}
		v, e := n.parse(s.Value, style, numbersOf(provider))
		if e != nil {
			return false
		}
		out.V = v
		return true
	}
	format := func(v V, format Opt[string], provider any) string {
		return FormatNumber(v, format.Or(""), numbersOf(provider))
	}
	return []Member{
		row("int CompareTo(object value)", "Less than zero when this number is less; null is less than all.", F2(func(a V, b any) int32 {
			if b == nil {
				return 1
			}
			v, ok := b.(V)
			if !ok {
				Throw(Argument("Object must be of type "+n.t.Simple+".", ""))
			}
			return n.compare(a, v)
		}), `((T)2).CompareTo((object)(T)1) > 0 // true`, `((T)2).CompareTo("2") // throws ArgumentException`),
		row("int CompareTo(TValue value)", "Less than zero when this number is less.", F2(n.compare), `((T)1).CompareTo((T)2) // -1`),
		row("bool Equals(object obj)", "Whether it is the same number, of the same type.", F2(func(a V, b any) bool { return Equals(a, b) }), `((T)5).Equals((object)(T)5) // true`, `((T)5).Equals("5") // false`),
		row("bool Equals(TValue obj)", "Whether it is the same number.", F2(func(a, b V) bool { return Equals(a, b) }), `((T)5).Equals((T)5) // true`),
		row("int GetHashCode()", "A number that is the same for equal numbers.", F1(func(v V) int32 { return int32(HashOf(v)) }), `((T)5).GetHashCode() == ((T)5).GetHashCode() // true`),
		row("TypeCode GetTypeCode()", "The type's code.", F1(func(v V) Enum { return typeCode(v) }), fmt.Sprintf(`((T)5).GetTypeCode().ToString() // %q`, n.t.Simple)),
		row("static TValue Parse(string s)", "The number in a text. FormatException, OverflowException, or ArgumentNullException for null.", F1(func(s string) V { return must(s, n.style, nil) }), n.parsed...),
		row("static TValue Parse(string s, NumberStyles style)", "The number in a text that holds what style allows.", F2(func(s string, style Enum) V { return must(s, style.V, nil) }), `T.Parse("(5)", NumberStyles.None) // throws FormatException`),
		row("static TValue Parse(string s, IFormatProvider provider)", "The number in a text of a culture.", F2(func(s string, provider any) V { return must(s, n.style, provider) }), `T.Parse("5", CultureInfo.InvariantCulture) == 5 // true`),
		row("static TValue Parse(string s, NumberStyles style, IFormatProvider provider)", "The number in a text of a culture that holds what style allows.", F3(func(s string, style Enum, provider any) V { return must(s, style.V, provider) }), `T.Parse("1,0", NumberStyles.AllowThousands, CultureInfo.InvariantCulture) == 10 // true`),
		row("string ToString()", "The number as text.", F1(func(v V) string { return ToString(v) }), `((T)5).ToString() // "5"`),
		row("string ToString(IFormatProvider provider)", "The number as text of a culture.", F2(func(v V, provider any) string { return format(v, Opt[string]{}, provider) }), `((T)5).ToString(CultureInfo.InvariantCulture) // "5"`),
		row("string ToString(string format)", "The number as text in a format.", F2(func(v V, f Opt[string]) string { return format(v, f, nil) }), `((T)5).ToString("00.0") // "05.0"`, `((T)5).ToString("N1") // "5.0"`, `((T)5).ToString("Q") // throws FormatException`),
		row("string ToString(string format, IFormatProvider provider)", "The number as text of a culture in a format.", F3(format), `((T)5).ToString("C", CultureInfo.GetCultureInfo("en-US")) // "$5.00"`),
		row("static bool TryParse(string s, out TValue result)", "Whether a text is a number; if not, result is 0.", F2(func(s Opt[string], out *Ref) bool { return try(s, n.style, nil, out) }), `T.TryParse("x", out var n) // false`, `T.TryParse(null, out var n) // false`),
		row("static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out TValue result)", "Whether a text is a number of a culture that holds what style allows.", F4(func(s Opt[string], style Enum, provider any, out *Ref) bool {
			return try(s, style.V, provider, out)
		}), `T.TryParse("5", NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n == 5 : false // true`),
	}
}

// compareNumbers is CompareTo of int and wider: -1, 0 or 1.
func compareNumbers[V cmp.Ordered](a, b V) int32 { return int32(cmp.Compare(a, b)) }

// subtractNumbers is CompareTo of types narrower than int: the difference.
func subtractNumbers[V integer](a, b V) int32 { return int32(a) - int32(b) }
