package clr

// StringComparerType is System.StringComparer.
var StringComparerType = Declare(Decl{Name: "System.StringComparer", Interfaces: "IComparer<string>, IEqualityComparer<string>", Abstract: true, Doc: "An equality and an order of strings, for dictionaries and sorting."})

// A StringComparer is a System.StringComparer: an EqualityComparer and an
// Ordering.
type StringComparer struct{ how int64 }

// The comparers of StringComparer's properties.
var (
	cultureComparer           = &StringComparer{currentCulture}
	cultureIgnoreCaseComparer = &StringComparer{cultureIgnoreCase}
	ordinalComparer           = &StringComparer{ordinal}

	// OrdinalIgnoreCase is StringComparer.OrdinalIgnoreCase, which header names use.
	OrdinalIgnoreCase = &StringComparer{ordinalIgnoreCase}
)

// CLRType is System.StringComparer.
func (*StringComparer) CLRType() *Type { return StringComparerType }

// Equal compares two strings or nulls; others as Equals does.
func (c *StringComparer) Equal(a, b any) bool {
	x, xs := text(a)
	y, ys := text(b)
	if !xs || !ys {
		return Equals(a, b)
	}
	return equalText(x, y, c.how)
}

// HashOf agrees with Equal.
func (c *StringComparer) HashOf(v any) uint64 {
	if s, ok := v.(string); ok {
		return hashText(s, c.how)
	}
	return HashOf(v)
}

// Order compares two strings or nulls; others as Compare does.
func (c *StringComparer) Order(a, b any) int {
	x, xs := text(a)
	y, ys := text(b)
	if !xs || !ys {
		return Compare(a, b)
	}
	return int(compareText(x, y, c.how))
}

// text is a string or null; ok is false for any other value.
func text(v any) (s Opt[string], ok bool) {
	if v == nil {
		return s, true
	}
	s.Value, s.Valid = v.(string)
	return s, s.Valid
}

func init() {
	property := func(name, doc string, c *StringComparer, examples ...string) Member {
		return Row("static StringComparer "+name+" { get; }", doc, F0(func() *StringComparer { return c }), examples...)
	}
	StringComparerType.Define(
		property("CurrentCulture", "By the culture's order: the invariant one.", cultureComparer, `StringComparer.CurrentCulture.Compare("a", "A") // -1`),
		property("CurrentCultureIgnoreCase", "By the culture's order, upper and lower case alike.", cultureIgnoreCaseComparer, `StringComparer.CurrentCultureIgnoreCase.Equals("é", "É") // true`),
		property("InvariantCulture", "By the invariant culture's order.", cultureComparer, `StringComparer.InvariantCulture.Compare("a", "B") // -1`),
		property("InvariantCultureIgnoreCase", "By the invariant culture's order, upper and lower case alike.", cultureIgnoreCaseComparer, `StringComparer.InvariantCultureIgnoreCase.Compare("a", "A") // 0`),
		property("Ordinal", "By code unit.", ordinalComparer, `StringComparer.Ordinal.Compare("a", "B") > 0 // true`),
		property("OrdinalIgnoreCase", "By code unit in upper case.", OrdinalIgnoreCase, `new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { { "A", 1 } }["a"] // 1`),
		Row("int Compare(object x, object y)", "Less than zero when x comes first.", F3(func(c *StringComparer, x, y any) int32 { return int32(c.Order(x, y)) }), `StringComparer.Ordinal.Compare((object)"a", (object)"a") // 0`),
		Row("int Compare(string x, string y)", "Less than zero when x comes first.", F3(func(c *StringComparer, x, y any) int32 { return int32(c.Order(x, y)) }), `StringComparer.OrdinalIgnoreCase.Compare("a", null) // 1`),
		Row("static StringComparer Create(CultureInfo culture, bool ignoreCase)", "The comparer of a culture.", F2(func(_ *CultureInfo, ignoreCase bool) *StringComparer {
			if ignoreCase {
				return cultureIgnoreCaseComparer
			}
			return cultureComparer
		}), `StringComparer.Create(CultureInfo.InvariantCulture, true).Equals("a", "A") // true`),
		Row("bool Equals(object x, object y)", "Whether both are equal.", F3(func(c *StringComparer, x, y any) bool { return c.Equal(x, y) }), `StringComparer.Ordinal.Equals((object)5, (object)5) // true`),
		Row("bool Equals(string x, string y)", "Whether both are equal.", F3(func(c *StringComparer, x, y any) bool { return c.Equal(x, y) }), `StringComparer.OrdinalIgnoreCase.Equals("AbC", "aBc") // true`, `StringComparer.Ordinal.Equals(null, null) // true`),
		Row("int GetHashCode(object obj)", "A number that is the same for equal strings.", F2(hashOrThrow), `StringComparer.Ordinal.GetHashCode((object)"a") == StringComparer.Ordinal.GetHashCode("a") // true`),
		Row("int GetHashCode(string obj)", "A number that is the same for equal strings.", F2(hashOrThrow), `StringComparer.OrdinalIgnoreCase.GetHashCode("A") == StringComparer.OrdinalIgnoreCase.GetHashCode("a") // true`, `StringComparer.Ordinal.GetHashCode((string)null) // throws ArgumentNullException`),
	)
}

func hashOrThrow(c *StringComparer, v any) int32 {
	if v == nil {
		Throw(ArgumentNull("obj"))
	}
	return int32(c.HashOf(v))
}
