package clr

func init() {
	Boolean.Define(
		Row("static string FalseString { get; }", "The text of false.", Const("False"), `bool.FalseString // "False"`),
		Row("static string TrueString { get; }", "The text of true.", Const("True"), `bool.TrueString // "True"`),
		Row("int CompareTo(object obj)", "false comes before true; null before both.", F2(func(a bool, v any) int32 {
			if v == nil {
				return 1
			}
			b, ok := v.(bool)
			if !ok {
				Throw(Argument("Object must be of type Boolean.", ""))
			}
			return int32(Compare(a, b))
		}), `true.CompareTo((object)false) // 1`),
		Row("int CompareTo(bool value)", "false comes before true.", F2(func(a, b bool) int32 { return int32(Compare(a, b)) }), `false.CompareTo(true) // -1`),
		Row("bool Equals(object obj)", "Whether it is the same value.", F2(func(a bool, v any) bool { return any(a) == v }), `true.Equals("True") // false`),
		Row("bool Equals(bool obj)", "Whether it is the same value.", F2(func(a, b bool) bool { return a == b }), `true.Equals(true) // true`),
		Row("int GetHashCode()", "1 or 0.", F1(func(b bool) int32 {
			if b {
				return 1
			}
			return 0
		}), `true.GetHashCode() // 1`),
		Row("static bool Parse(string value)", "The value of True or False, in any case, white space around it.", F1(func(value string) bool {
			b, ok := parseBool(value)
			if !ok {
				Throw(Format("String was not recognized as a valid Boolean."))
			}
			return b
		}), `bool.Parse(" true ") // true`, `bool.Parse("yes") // throws FormatException`, `bool.Parse(null) // throws ArgumentNullException`),
		Row("string ToString()", "True or False.", F1(func(b bool) string { return ToString(b) }), `true.ToString() // "True"`),
		Row("string ToString(IFormatProvider provider)", "True or False.", F2(func(b bool, _ any) string { return ToString(b) }), `false.ToString(CultureInfo.InvariantCulture) // "False"`),
		Row("static bool TryParse(string value, out bool result)", "Whether a text is True or False.", F2(func(s Opt[string], out *Ref) bool {
			b, ok := parseBool(s.Value)
			out.V = b
			return ok
		}), `bool.TryParse("1", out var b) // false`, `bool.TryParse("FALSE", out var b) ? b : true // false`),
	)
}

// parseBool reads True or False; white space and nulls around it do not count.
func parseBool(s string) (value, ok bool) {
	s = trim(s, func(c Char) bool { return c == 0 || whiteSpace(c) }, true, true)
	switch {
	case EqualFold(s, "True"):
		return true, true
	case EqualFold(s, "False"):
		return false, true
	}
	return false, false
}
