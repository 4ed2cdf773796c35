package clr

import "strings"

// The overloads of System.String that come in families. string.go puts them in
// their place among the members.

func compareRows() []Member {
	kind := func(f func(a, b Opt[string], how int64) int32, how int64) func(a, b Opt[string]) int32 {
		return func(a, b Opt[string]) int32 { return f(a, b, how) }
	}
	return []Member{
		Row("static int Compare(string strA, string strB)", "The culture's order: -1, 0 or 1. null comes first.", F2(kind(compareText, currentCulture)),
			`string.Compare("a", "b") // -1`, `string.Compare("A", "a") // 1`, `string.Compare("a", null) // 1`),
		Row("static int Compare(string strA, string strB, bool ignoreCase)", "The culture's order, with or without case.", F3(func(a, b Opt[string], ignoreCase bool) int32 { return compareText(a, b, cultureKind(ignoreCase)) }), `string.Compare("a", "A", true) // 0`),
		Row("static int Compare(string strA, string strB, bool ignoreCase, CultureInfo culture)", "A culture's order.", F4(func(a, b Opt[string], ignoreCase bool, _ *CultureInfo) int32 {
			return compareText(a, b, cultureKind(ignoreCase))
		}), `string.Compare("a", "A", true, CultureInfo.InvariantCulture) // 0`),
		Row("static int Compare(string strA, string strB, StringComparison comparisonType)", "The order of a kind; ordinal ones give the difference of code units.", F3(func(a, b Opt[string], how Enum) int32 { return compareText(a, b, checkComparison(how)) }),
			`string.Compare("a", "B", StringComparison.Ordinal) > 0 // true`, `string.Compare("a", "A", StringComparison.OrdinalIgnoreCase) // 0`),
		Row("static int Compare(string strA, int indexA, string strB, int indexB, int length)", "The culture's order of parts.", F5(func(a Opt[string], i int32, b Opt[string], j, n int32) int32 {
			return compareParts(a, i, b, j, n, currentCulture)
		}), `string.Compare("abc", 1, "xbd", 1, 1) // 0`),
		Row("static int Compare(string strA, int indexA, string strB, int indexB, int length, bool ignoreCase)", "The culture's order of parts.", F6(func(a Opt[string], i int32, b Opt[string], j, n int32, ignoreCase bool) int32 {
			return compareParts(a, i, b, j, n, cultureKind(ignoreCase))
		}), `string.Compare("abc", 1, "xBd", 1, 2, true) // -1`),
		Row("static int Compare(string strA, int indexA, string strB, int indexB, int length, StringComparison comparisonType)", "The order of parts.", F6(func(a Opt[string], i int32, b Opt[string], j, n int32, how Enum) int32 {
			return compareParts(a, i, b, j, n, checkComparison(how))
		}), `string.Compare("ab", 1, "xB", 1, 1, StringComparison.OrdinalIgnoreCase) // 0`),
		Row("static int CompareOrdinal(string strA, string strB)", "The difference of the first code units that differ, or of the lengths.", F2(kind(compareText, ordinal)), `string.CompareOrdinal("a", "c") // -2`, `string.CompareOrdinal("a", "B") > 0 // true`),
		Row("static int CompareOrdinal(string strA, int indexA, string strB, int indexB, int length)", "The same for parts.", F5(func(a Opt[string], i int32, b Opt[string], j, n int32) int32 {
			return compareParts(a, i, b, j, n, ordinal)
		}), `string.CompareOrdinal("abc", 1, "xbd", 1, 5) // -1`),
		Row("object Clone()", "The text itself.", F1(func(s string) any { return s }), `(string)"a".Clone() // "a"`),
		Row("int CompareTo(object value)", "The culture's order. ArgumentException for what is no string.", F2(func(s string, v any) int32 {
			o, ok := text(v)
			if !ok {
				Throw(Argument("Object must be of type String.", ""))
			}
			return compareText(Some(s), o, currentCulture)
		}), `"a".CompareTo((object)5) // throws ArgumentException`),
		Row("int CompareTo(string strB)", "The culture's order: -1, 0 or 1.", F2(func(s string, b Opt[string]) int32 { return compareText(Some(s), b, currentCulture) }), `"b".CompareTo("B") // -1`, `"a".CompareTo((string)null) // 1`),
	}
}

func compareParts(a Opt[string], i int32, b Opt[string], j, length int32, how int64) int32 {
	if !a.Valid || !b.Valid {
		return compareText(a, b, how)
	}
	if length < 0 {
		Throw(ArgumentOutOfRange("length", "Length cannot be less than zero."))
	}
	part := func(s string, at int32, name string) Opt[string] {
		n := int32(Length(s))
		if at < 0 || at > n {
			Throw(ArgumentOutOfRange(name, indexRange))
		}
		return Some(slice(s, int(at), int(min(length, n-at))))
	}
	return compareText(part(a.Value, i, "indexA"), part(b.Value, j, "indexB"), how)
}

// concatTexts joins texts and charges for them.
func concatTexts(env *Env, list ...string) string {
	n := 0
	for _, s := range list {
		n += len(s)
	}
	env.Charge(n)
	return rejoined(strings.Join(list, ""))
}

// textsOf is values as text, each charged for.
func textsOf(env *Env, values []any) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = Text(v)
		env.Charge(len(list[i]))
	}
	return list
}

func seqTexts(env *Env, s Seq) []string {
	var list []string
	for v := range Iterate(env, s) {
		list = append(list, Text(v))
		env.Charge(len(list[len(list)-1]) + 16)
	}
	return list
}

func concatRows() []Member {
	const doc = "The values as text, one after another; null is nothing."
	all := func(env *Env, values ...any) string { return concatTexts(env, textsOf(env, values)...) }
	return []Member{
		Row("static string Concat(object arg0)", doc, F2(func(env *Env, a any) string { return all(env, a) }), `string.Concat((object)null) // ""`),
		Row("static string Concat(object arg0, object arg1)", doc, F3(func(env *Env, a, b any) string { return all(env, a, b) }), `string.Concat("a", 1) // "a1"`),
		Row("static string Concat(object arg0, object arg1, object arg2)", doc, F4(func(env *Env, a, b, c any) string { return all(env, a, b, c) }), `string.Concat("a", 'b', 1.5) // "ab1.5"`),
		Row("static string Concat(params object[] args)", doc, F2(func(env *Env, args []any) string { return all(env, args...) }), `string.Concat(1, null, "a", true) // "1aTrue"`),
		Row("static string Concat<T>(IEnumerable<T> values)", doc, F2(func(env *Env, s Seq) string { return concatTexts(env, seqTexts(env, s)...) }), `string.Concat(new List<int> {1, 2}) // "12"`),
		Row("static string Concat(IEnumerable<string> values)", doc, F2(func(env *Env, s Seq) string { return concatTexts(env, seqTexts(env, s)...) }), `string.Concat(new List<string> {"a", null, "b"}) // "ab"`),
		Row("static string Concat(string str0, string str1)", doc, F3(func(env *Env, a, b Opt[string]) string { return concatTexts(env, a.Value, b.Value) }), `string.Concat("a", "b") // "ab"`),
		Row("static string Concat(string str0, string str1, string str2)", doc, F4(func(env *Env, a, b, c Opt[string]) string { return concatTexts(env, a.Value, b.Value, c.Value) }), `string.Concat("a", null, "c") // "ac"`),
		Row("static string Concat(string str0, string str1, string str2, string str3)", doc, F5(func(env *Env, a, b, c, d Opt[string]) string {
			return concatTexts(env, a.Value, b.Value, c.Value, d.Value)
		}), `string.Concat("a", "b", "c", "d") // "abcd"`),
		Row("static string Concat(params string[] values)", doc, F2(func(env *Env, values []any) string { return all(env, values...) }), `string.Concat("a", "b", "c", "d", "e") // "abcde"`),
	}
}

func formatRows() []Member {
	const doc = "The format with each {index[,alignment][:format]} replaced by that argument."
	none := any(nil)
	return []Member{
		Row("static string Format(string format, object arg0)", doc, F3(func(env *Env, f string, a any) string { return formatComposite(env, none, f, []any{a}) }),
			`string.Format("{0,5}|", 42) // "   42|"`, `string.Format("{0:X2}", 10) // "0A"`, `string.Format("{1}", "a") // throws FormatException`, `string.Format("}", 1) // throws FormatException`),
		Row("static string Format(string format, object arg0, object arg1)", doc, F4(func(env *Env, f string, a, b any) string { return formatComposite(env, none, f, []any{a, b}) }), `string.Format("{0}{1}{0}", "a", "b") // "aba"`),
		Row("static string Format(string format, object arg0, object arg1, object arg2)", doc, F5(func(env *Env, f string, a, b, c any) string { return formatComposite(env, none, f, []any{a, b, c}) }), `string.Format("{2}{1}{0}", 1, 2, 3) // "321"`),
		Row("static string Format(string format, params object[] args)", doc, F3(func(env *Env, f string, args []any) string { return formatComposite(env, none, f, args) }), `string.Format("{{{3,-2}}}", 1, 2, 3, 4) // "{4 }"`, `string.Format("no args") // "no args"`),
		Row("static string Format(IFormatProvider provider, string format, object arg0)", doc, F4(func(env *Env, p any, f string, a any) string { return formatComposite(env, p, f, []any{a}) }), `string.Format(CultureInfo.InvariantCulture, "{0:F1}", 2.25) // "2.3"`),
		Row("static string Format(IFormatProvider provider, string format, object arg0, object arg1)", doc, F5(func(env *Env, p any, f string, a, b any) string { return formatComposite(env, p, f, []any{a, b}) }), `string.Format(CultureInfo.InvariantCulture, "{1}{0}", 1, 2.5) // "2.51"`),
		Row("static string Format(IFormatProvider provider, string format, object arg0, object arg1, object arg2)", doc, F6(func(env *Env, p any, f string, a, b, c any) string {
			return formatComposite(env, p, f, []any{a, b, c})
		}), `string.Format(CultureInfo.GetCultureInfo("de-DE"), "{2}", 1, 2, 3.5) // "3,5"`),
		Row("static string Format(IFormatProvider provider, string format, params object[] args)", doc, F4(func(env *Env, p any, f string, args []any) string { return formatComposite(env, p, f, args) }), `string.Format(null, "{0}", new object[] {"a"}) // "a"`),
	}
}

func joinTexts(env *Env, separator Opt[string], list []string) string {
	n := len(separator.Value) * max(0, len(list)-1)
	for _, s := range list {
		n += len(s)
	}
	env.Charge(n)
	return rejoined(strings.Join(list, separator.Value))
}

func joinRows() []Member {
	return []Member{
		Row("static string Join(string separator, params string[] value)", "The texts with a separator between them; null is nothing.", F3(func(env *Env, sep Opt[string], list []any) string { return joinTexts(env, sep, textsOf(env, list)) }),
			`string.Join(",", "a", "b") // "a,b"`, `string.Join(",", new string[0]) // ""`, `string.Join("|", new string[] {null, "a"}) // "|a"`),
		Row("static string Join(string separator, params object[] values)", "The values as text with a separator between them. Unlike .NET Framework, and like all later .NET, a null first value does not make the result empty.",
			F3(func(env *Env, sep Opt[string], list []any) string { return joinTexts(env, sep, textsOf(env, list)) }), `string.Join("-", 1, 'a', null, true) // "1-a--True"`),
		Row("static string Join<T>(string separator, IEnumerable<T> values)", "The values as text with a separator between them.", F3(func(env *Env, sep Opt[string], s Seq) string { return joinTexts(env, sep, seqTexts(env, s)) }), `string.Join(",", new List<int> {1, 2, 3}) // "1,2,3"`, `string.Join(",", (IEnumerable<string>)null) // throws ArgumentNullException`),
		Row("static string Join(string separator, IEnumerable<string> values)", "The texts with a separator between them.", F3(func(env *Env, sep Opt[string], s Seq) string { return joinTexts(env, sep, seqTexts(env, s)) }), `string.Join(null, new List<string> {"a", "b"}) // "ab"`),
		Row("static string Join(string separator, string[] value, int startIndex, int count)", "Some of the texts with a separator between them.", F5(func(env *Env, sep Opt[string], list []any, start, count int32) string {
			checkRange(start, count, int32(len(list)), "startIndex", "count")
			return joinTexts(env, sep, textsOf(env, list[start:start+count]))
		}), `string.Join(",", new[] {"a", "b", "c"}, 1, 2) // "b,c"`),
	}
}

func indexRows() []Member {
	length := func(s string) int32 { return int32(Length(s)) }
	return []Member{
		Row("int IndexOf(char value)", "The first place of a character, or -1.", F2(func(s string, c Char) int32 { return indexOfText(s, charText(c), 0, length(s), ordinal) }), `"Hello".IndexOf('l') // 2`, `"Hello".IndexOf('x') // -1`),
		Row("int IndexOf(char value, int startIndex)", "The first place of a character from an index.", F3(func(s string, c Char, start int32) int32 {
			return indexOfText(s, charText(c), start, length(s)-start, ordinal)
		}), `"Hello".IndexOf('l', 3) // 3`, `"Hello".IndexOf('l', 6) // throws ArgumentOutOfRangeException`),
		Row("int IndexOf(char value, int startIndex, int count)", "The first place of a character among some.", F4(func(s string, c Char, start, count int32) int32 {
			return indexOfText(s, charText(c), start, count, ordinal)
		}), `"Hello".IndexOf('o', 0, 4) // -1`),
		Row("int IndexOf(string value)", "The first place of a text in the culture's eyes, or -1.", F2(func(s, v string) int32 { return indexOfText(s, v, 0, length(s), currentCulture) }), `"Hello".IndexOf("ll") // 2`, `"Hello".IndexOf("") // 0`, `"straße".IndexOf("ss") // 4`),
		Row("int IndexOf(string value, int startIndex)", "The first place of a text from an index.", F3(func(s, v string, start int32) int32 { return indexOfText(s, v, start, length(s)-start, currentCulture) }), `"Hello".IndexOf("l", 3) // 3`),
		Row("int IndexOf(string value, int startIndex, int count)", "The first place of a text among some characters.", F4(func(s, v string, start, count int32) int32 { return indexOfText(s, v, start, count, currentCulture) }), `"Hello".IndexOf("lo", 0, 4) // -1`, `"Hello".IndexOf("l", 1, 9) // throws ArgumentOutOfRangeException`),
		Row("int IndexOf(string value, StringComparison comparisonType)", "The first place of a text.", F3(func(s, v string, how Enum) int32 { return indexOfText(s, v, 0, length(s), checkComparison(how)) }), `"Hello".IndexOf("L", StringComparison.OrdinalIgnoreCase) // 2`),
		Row("int IndexOf(string value, int startIndex, StringComparison comparisonType)", "The first place of a text from an index.", F4(func(s, v string, start int32, how Enum) int32 {
			return indexOfText(s, v, start, length(s)-start, checkComparison(how))
		}), `"Hello".IndexOf("L", 3, StringComparison.OrdinalIgnoreCase) // 3`),
		Row("int IndexOf(string value, int startIndex, int count, StringComparison comparisonType)", "The first place of a text among some characters.", F5(func(s, v string, start, count int32, how Enum) int32 {
			return indexOfText(s, v, start, count, checkComparison(how))
		}), `"Hello".IndexOf("L", 0, 2, StringComparison.OrdinalIgnoreCase) // -1`),
		Row("int IndexOfAny(char[] anyOf)", "The first place of one of some characters, or -1.", F2(func(s string, set []any) int32 { return indexOfAny(s, set, 0, length(s)) }), `"a,b;c".IndexOfAny(new[] {';', ','}) // 1`),
		Row("int IndexOfAny(char[] anyOf, int startIndex)", "The same from an index.", F3(func(s string, set []any, start int32) int32 { return indexOfAny(s, set, start, length(s)-start) }), `"a,b;c".IndexOfAny(new[] {';', ','}, 2) // 3`),
		Row("int IndexOfAny(char[] anyOf, int startIndex, int count)", "The same among some characters.", F4(indexOfAny), `"a,b;c".IndexOfAny(new[] {';'}, 0, 2) // -1`),
	}
}

func lastIndexRows() []Member {
	last := func(s string) int32 { return int32(Length(s)) - 1 }
	char := func(s string, c Char, start, count int32) int32 { return lastIndexOfAny(s, []any{c}, start, count) }
	return []Member{
		Row("int LastIndexOf(char value)", "The last place of a character, or -1.", F2(func(s string, c Char) int32 { return char(s, c, last(s), last(s)+1) }), `"Hello".LastIndexOf('l') // 3`),
		Row("int LastIndexOf(char value, int startIndex)", "The last place of a character up to an index.", F3(func(s string, c Char, start int32) int32 { return char(s, c, start, start+1) }), `"abcabc".LastIndexOf('b', 3) // 1`, `"abc".LastIndexOf('c', 3) // throws ArgumentOutOfRangeException`),
		Row("int LastIndexOf(char value, int startIndex, int count)", "The last place of a character among some that end at an index.", F4(char), `"abcabc".LastIndexOf('a', 5, 2) // -1`),
		Row("int LastIndexOf(string value)", "The last place of a text in the culture's eyes, or -1.", F2(func(s, v string) int32 { return lastIndexOfText(s, v, last(s), last(s)+1, currentCulture) }), `"Hello".LastIndexOf("l") // 3`, `"Hello".LastIndexOf("") // 4`),
		Row("int LastIndexOf(string value, int startIndex)", "The last place of a text that ends by an index.", F3(func(s, v string, start int32) int32 { return lastIndexOfText(s, v, start, start+1, currentCulture) }), `"Hello".LastIndexOf("l", 2) // 2`, `"abc".LastIndexOf("bc", 1) // -1`),
		Row("int LastIndexOf(string value, int startIndex, int count)", "The last place of a text among some characters that end at an index.", F4(func(s, v string, start, count int32) int32 {
			return lastIndexOfText(s, v, start, count, currentCulture)
		}), `"abc".LastIndexOf("c", 2, 1) // 2`),
		Row("int LastIndexOf(string value, StringComparison comparisonType)", "The last place of a text.", F3(func(s, v string, how Enum) int32 {
			return lastIndexOfText(s, v, last(s), last(s)+1, checkComparison(how))
		}), `"Hello".LastIndexOf("L", StringComparison.OrdinalIgnoreCase) // 3`),
		Row("int LastIndexOf(string value, int startIndex, StringComparison comparisonType)", "The last place of a text that ends by an index.", F4(func(s, v string, start int32, how Enum) int32 {
			return lastIndexOfText(s, v, start, start+1, checkComparison(how))
		}), `"abcabc".LastIndexOf("bc", 4, StringComparison.Ordinal) // 1`),
		Row("int LastIndexOf(string value, int startIndex, int count, StringComparison comparisonType)", "The last place of a text among some characters that end at an index.", F5(func(s, v string, start, count int32, how Enum) int32 {
			return lastIndexOfText(s, v, start, count, checkComparison(how))
		}), `"abcabc".LastIndexOf("a", 5, 2, StringComparison.Ordinal) // -1`),
		Row("int LastIndexOfAny(char[] anyOf)", "The last place of one of some characters, or -1.", F2(func(s string, set []any) int32 { return lastIndexOfAny(s, set, last(s), last(s)+1) }), `"a,b;c".LastIndexOfAny(new[] {';', ','}) // 3`),
		Row("int LastIndexOfAny(char[] anyOf, int startIndex)", "The same up to an index.", F3(func(s string, set []any, start int32) int32 { return lastIndexOfAny(s, set, start, start+1) }), `"a,b;c".LastIndexOfAny(new[] {';', ','}, 2) // 1`),
		Row("int LastIndexOfAny(char[] anyOf, int startIndex, int count)", "The same among some characters that end at an index.", F4(lastIndexOfAny), `"a,b;c".LastIndexOfAny(new[] {','}, 4, 2) // -1`),
	}
}

func splitRows() []Member {
	none := Enum{T: StringSplitOptions}
	return []Member{
		Row("string[] Split(params char[] separator)", "The parts between separators; between white space when there are none.", F3(func(env *Env, s string, sep Opt[*Array]) []string { return splitChars(env, s, sep, allParts, none) }),
			`"a,b,,c".Split(',').Length // 4`, `"a b\tc".Split().Length // 3`, `"".Split(',').Length // 1`),
		Row("string[] Split(char[] separator, int count)", "At most count parts; the last keeps the rest.", F4(func(env *Env, s string, sep Opt[*Array], n int32) []string { return splitChars(env, s, sep, n, none) }), `"a,b,c".Split(new[] {','}, 2)[1] // "b,c"`, `"a".Split(new[] {','}, -1) // throws ArgumentOutOfRangeException`),
		Row("string[] Split(char[] separator, StringSplitOptions options)", "The parts, with or without empty ones.", F4(func(env *Env, s string, sep Opt[*Array], o Enum) []string {
			return splitChars(env, s, sep, allParts, o)
		}), `" a  b ".Split(new char[0], StringSplitOptions.RemoveEmptyEntries).Length // 2`),
		Row("string[] Split(char[] separator, int count, StringSplitOptions options)", "At most count parts, with or without empty ones.", F5(splitChars), `"a,,b,c".Split(new[] {','}, 2, StringSplitOptions.RemoveEmptyEntries)[1] // "b,c"`),
		Row("string[] Split(string[] separator, StringSplitOptions options)", "The parts between any of some texts; the first that fits counts.", F4(func(env *Env, s string, sep Opt[*Array], o Enum) []string {
			return splitStrings(env, s, sep, allParts, o)
		}), `"a-b--c".Split(new[] {"-", "--"}, StringSplitOptions.None).Length // 4`, `"a b".Split((string[])null, StringSplitOptions.None).Length // 2`),
		Row("string[] Split(string[] separator, int count, StringSplitOptions options)", "At most count parts, with or without empty ones.", F5(splitStrings), `"a::b::c".Split(new[] {"::"}, 2, StringSplitOptions.None)[1] // "b::c"`),
	}
}
