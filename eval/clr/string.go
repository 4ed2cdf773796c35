package clr

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// NormalizationForm is one of Unicode's forms.
var NormalizationForm = Declare(Decl{Name: "System.Text.NormalizationForm", Kind: EnumKind, Beyond: true, Doc: "One of Unicode's normal forms.", Values: []EnumValue{
	{"FormC", 1, "Composed."},
	{"FormD", 2, "Decomposed."},
	{"FormKC", 5, "Composed, variants of characters replaced."},
	{"FormKD", 6, "Decomposed, variants of characters replaced."},
}})

// allParts is the count of a Split that names none.
const allParts = 1<<31 - 1

func init() {
	String.Define(
		Row("new(char c, int count)", "A character, a number of times.", F3(repeatChar), `new string('x', 3) // "xxx"`, `new string('x', -1) // throws ArgumentOutOfRangeException`),
		Row("new(char[] value)", "The characters as a string; of null \"\".", F1(func(v Opt[*Array]) string {
			if !v.Valid {
				return ""
			}
			return charsText(v.Value.Items())
		}), `new string(new[] {'a', 'b'}) // "ab"`),
		Row("new(char[] value, int startIndex, int length)", "Some of the characters as a string.", F3(func(v *Array, start, length int32) string {
			checkRange(start, length, int32(v.Len()), "startIndex", "length")
			return charsText(v.Items()[start : start+length])
		}), `new string("hello".ToCharArray(), 1, 3) // "ell"`),
		Row("static string Empty { get; }", "The string without characters.", Const(""), `string.Empty.Length // 0`),
		Row("char this[int index] { get; }", "The code unit at an index.", F3(func(e *Env, s string, i int32) Char { return charAt(e, s, int(i)) }), `"Hello"[1] // 'e'`, `"a"[1] // throws IndexOutOfRangeException`),
		Row("int Length { get; }", "Number of UTF-16 code units.", F2(func(e *Env, s string) int32 { return int32(lengthOf(e, s)) }), `"héllo".Length // 5`, `"😀".Length // 2`),
	)
	String.Define(compareRows()...)
	String.Define(concatRows()...)
	String.Define(
		Row("bool Contains(string value)", "Whether the text holds another, by code unit.", F2(func(s, value string) bool { return find(s, value, ordinal, false) >= 0 }),
			`"Hello".Contains("ell") // true`, `"Hello".Contains("ELL") // false`, `"a".Contains(null) // throws ArgumentNullException`),
		Row("static string Copy(string str)", "The same text.", F1(func(str string) string { return str }), `string.Copy("a") // "a"`),
		Row("void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)", "Writes some of the characters into an array.", F5(func(s string, from int32, to *Array, at, count int32) Void {
			checkRange(from, count, int32(Length(s)), "sourceIndex", "count")
			checkRange(at, count, int32(to.Len()), "destinationIndex", "count")
			for i, u := range Units(slice(s, int(from), int(count))) {
				to.SetAt(int(at)+i, Char(u))
			}
			return Void{}
		})),
		Row("bool EndsWith(string value)", "Whether the text ends so, in the culture's eyes.", F2(func(s, value string) bool { return endsWith(s, value, currentCulture) }), `"Hello".EndsWith("lo") // true`, `"Hello".EndsWith("LO") // false`),
		Row("bool EndsWith(string value, StringComparison comparisonType)", "Whether the text ends so.", F3(func(s, value string, how Enum) bool { return endsWith(s, value, checkComparison(how)) }), `"Hello".EndsWith("LO", StringComparison.OrdinalIgnoreCase) // true`),
		Row("bool EndsWith(string value, bool ignoreCase, CultureInfo culture)", "Whether the text ends so, in a culture's eyes.", F4(func(s, value string, ignoreCase bool, _ any) bool { return endsWith(s, value, cultureKind(ignoreCase)) }), `"Hello".EndsWith("LO", true, null) // true`),
		Row("bool Equals(object obj)", "Whether it is the same text.", F2(func(s string, v any) bool { return any(s) == v }), `"1".Equals((object)1) // false`),
		Row("bool Equals(string value)", "Whether it is the same text, by code unit.", F2(func(s string, v Opt[string]) bool { return v.Valid && s == v.Value }), `"a".Equals("a") // true`, `"a".Equals((string)null) // false`),
		Row("bool Equals(string value, StringComparison comparisonType)", "Whether the texts are equal.", F3(func(s string, v Opt[string], how Enum) bool { return equalText(Some(s), v, checkComparison(how)) }), `"a".Equals("A", StringComparison.OrdinalIgnoreCase) // true`),
		Row("static bool Equals(string a, string b)", "Whether both are the same text or null.", F2(func(a, b Opt[string]) bool { return a == b }), `string.Equals("a", "A") // false`),
		Row("static bool Equals(string a, string b, StringComparison comparisonType)", "Whether both are equal.", F3(func(a, b Opt[string], how Enum) bool { return equalText(a, b, checkComparison(how)) }),
			`string.Equals("a", "A", StringComparison.InvariantCultureIgnoreCase) // true`, `string.Equals(null, "", StringComparison.Ordinal) // false`),
	)
	String.Define(formatRows()...)
	String.Define(
		Row("int GetHashCode()", "A number that is the same for equal texts. It differs from .NET's, and between runs.", F1(func(s string) int32 { return int32(HashOf(s)) }), `"a".GetHashCode() == ("" + 'a').GetHashCode() // true`),
	)
	String.Define(indexRows()...)
	String.Define(
		Row("string Insert(int startIndex, string value)", "The text with another put in.", F4(insertText), `"Hello".Insert(1, "--") // "H--ello"`, `"Hello".Insert(9, "x") // throws ArgumentOutOfRangeException`),
		Row("static string Intern(string str)", "The same text.", F1(func(str string) string { return str }), `string.Intern("a") // "a"`),
		Row("static string IsInterned(string str)", "The same text: all equal strings are one.", F1(func(str string) string { return str }), `string.IsInterned("a") // "a"`),
		Row("bool IsNormalized()", "Whether the text is in form C.", F1(func(s string) bool { return norm.NFC.IsNormalString(s) }), `"e\u0301".IsNormalized() // false`),
		Row("bool IsNormalized(NormalizationForm normalizationForm)", "Whether the text is in a form.", F2(func(s string, form Enum) bool { return normalForm(form).IsNormalString(s) }), `"é".IsNormalized(NormalizationForm.FormD) // false`),
		Row("static bool IsNullOrEmpty(string value)", "Whether it is null or \"\".", F1(func(v Opt[string]) bool { return v.Value == "" }), `string.IsNullOrEmpty(null) // true`, `string.IsNullOrEmpty(" ") // false`),
		Row("static bool IsNullOrWhiteSpace(string value)", "Whether it is null or has only white space.", F1(func(v Opt[string]) bool { return trim(v.Value, whiteSpace, true, true) == "" }), `string.IsNullOrWhiteSpace(" \t\u00a0") // true`, `string.IsNullOrWhiteSpace("x") // false`),
	)
	String.Define(joinRows()...)
	String.Define(lastIndexRows()...)
	String.Define(
		Row("string Normalize()", "The text in form C.", F1(func(s string) string { return norm.NFC.String(s) }), `"e\u0301".Normalize() == "\u00e9" // true`),
		Row("string Normalize(NormalizationForm normalizationForm)", "The text in a form.", F2(func(s string, form Enum) string { return normalForm(form).String(s) }), `"é".Normalize(NormalizationForm.FormD).Length // 2`),
		Row("string PadLeft(int totalWidth)", "The text with spaces in front, up to a width.", F3(func(env *Env, s string, width int32) string { return pad(env, s, width, ' ', true) }), `"42".PadLeft(5) // "   42"`, `"abc".PadLeft(-1) // throws ArgumentOutOfRangeException`),
		Row("string PadLeft(int totalWidth, char paddingChar)", "The text with a character in front, up to a width.", F4(func(env *Env, s string, width int32, c Char) string { return pad(env, s, width, c, true) }), `"42".PadLeft(5, '0') // "00042"`),
		Row("string PadRight(int totalWidth)", "The text with spaces after it, up to a width.", F3(func(env *Env, s string, width int32) string { return pad(env, s, width, ' ', false) }), `"abc".PadRight(2) // "abc"`),
		Row("string PadRight(int totalWidth, char paddingChar)", "The text with a character after it, up to a width.", F4(func(env *Env, s string, width int32, c Char) string { return pad(env, s, width, c, false) }), `"42".PadRight(5, '.') // "42..."`),
		Row("string Remove(int startIndex)", "The text up to an index, which must be less than its length.", F2(func(s string, start int32) string {
			if start < 0 {
				Throw(ArgumentOutOfRange("startIndex", "StartIndex cannot be less than zero."))
			}
			if int(start) >= Length(s) {
				Throw(ArgumentOutOfRange("startIndex", "startIndex must be less than length of string."))
			}
			return slice(s, 0, int(start))
		}), `"Hello".Remove(2) // "He"`, `"Hello".Remove(5) // throws ArgumentOutOfRangeException`),
		Row("string Remove(int startIndex, int count)", "The text without some of it.", F3(removeText), `"Hello".Remove(1, 3) // "Ho"`, `"abc".Remove(1, 9) // throws ArgumentOutOfRangeException`),
		Row("string Replace(char oldChar, char newChar)", "The text with one character for another.", F3(func(s string, o, n Char) string {
			return rejoined(strings.ReplaceAll(unpaired(s), charText(o), charText(n)))
		}), `"a-b-c".Replace('-', '_') // "a_b_c"`),
		Row("string Replace(string oldValue, string newValue)", "The text with one text for another, by code unit; null deletes.", F4(replaceText), `"Hello".Replace("l", "L") // "HeLLo"`, `"Hello".Replace("l", null) // "Heo"`, `"aaa".Replace("aa", "b") // "ba"`, `"a".Replace("", "b") // throws ArgumentException`),
	)
	String.Define(splitRows()...)
	String.Define(
		Row("bool StartsWith(string value)", "Whether the text begins so, in the culture's eyes.", F2(func(s, value string) bool { return startsWith(s, value, currentCulture) }), `"Hello".StartsWith("He") // true`, `"Hello".StartsWith("he") // false`, `"a".StartsWith(null) // throws ArgumentNullException`),
		Row("bool StartsWith(string value, StringComparison comparisonType)", "Whether the text begins so.", F3(func(s, value string, how Enum) bool { return startsWith(s, value, checkComparison(how)) }), `"Hello".StartsWith("he", StringComparison.OrdinalIgnoreCase) // true`),
		Row("bool StartsWith(string value, bool ignoreCase, CultureInfo culture)", "Whether the text begins so, in a culture's eyes.", F4(func(s, value string, ignoreCase bool, _ any) bool {
			return startsWith(s, value, cultureKind(ignoreCase))
		}), `"Hello".StartsWith("HE", true, null) // true`),
		Row("string Substring(int startIndex)", "The text from an index.", F3(func(e *Env, s string, start int32) string { return substring(e, s, start, int32(lengthOf(e, s))-start) }), `"Hello".Substring(1) // "ello"`, `"Hello".Substring(5) // ""`, `"Hello".Substring(6) // throws ArgumentOutOfRangeException`),
		Row("string Substring(int startIndex, int length)", "A number of code units from an index.", F4(substring), `"Hello".Substring(1, 3) // "ell"`, `"Hello".Substring(2, 10) // throws ArgumentOutOfRangeException`),
		Row("char[] ToCharArray()", "The code units.", F2(func(env *Env, s string) *Array { return charArray(env, s) }), `"abc".ToCharArray().Length // 3`),
		Row("char[] ToCharArray(int startIndex, int length)", "Some of the code units.", F4(func(env *Env, s string, start, length int32) *Array {
			checkRange(start, length, int32(Length(s)), "startIndex", "length")
			return charArray(env, slice(s, int(start), int(length)))
		}), `"abc".ToCharArray(1, 2)[0] // 'b'`),
		Row("string ToLower()", "The text in lower case.", F1(ToLower), `"HÉllo".ToLower() // "héllo"`),
		Row("string ToLower(CultureInfo culture)", "The text in lower case.", F2(func(s string, _ *CultureInfo) string { return ToLower(s) }), `"A".ToLower(CultureInfo.InvariantCulture) // "a"`),
		Row("string ToLowerInvariant()", "The text in lower case.", F1(ToLower), `"Hello".ToLowerInvariant() // "hello"`),
		Row("string ToString()", "The text itself.", F1(func(s string) string { return s }), `"abc".ToString() // "abc"`),
		Row("string ToString(IFormatProvider provider)", "The text itself.", F2(func(s string, _ any) string { return s }), `"a".ToString(CultureInfo.InvariantCulture) // "a"`),
		Row("string ToUpper()", "The text in upper case; its length does not change.", F1(ToUpper), `"straße".ToUpper() // "STRAßE"`),
		Row("string ToUpper(CultureInfo culture)", "The text in upper case.", F2(func(s string, _ *CultureInfo) string { return ToUpper(s) }), `"a".ToUpper(CultureInfo.InvariantCulture) // "A"`),
		Row("string ToUpperInvariant()", "The text in upper case.", F1(ToUpper), `"Hello".ToUpperInvariant() // "HELLO"`),
		Row("string Trim()", "The text without white space at both ends.", F1(func(s string) string { return trim(s, whiteSpace, true, true) }), `"\t x\u00a0".Trim() // "x"`, `"\u200b".Trim().Length // 1`),
		Row("string Trim(params char[] trimChars)", "The text without some characters at both ends; without white space when there are none.", F2(func(s string, set Opt[*Array]) string { return trim(s, trimSet(set), true, true) }), `"--x--".Trim('-') // "x"`, `" x ".Trim(new char[0]) // "x"`),
		Row("string TrimEnd(params char[] trimChars)", "The text without some characters at the end.", F2(func(s string, set Opt[*Array]) string { return trim(s, trimSet(set), false, true) }), `"/a/b/".TrimEnd('/') // "/a/b"`, `" x ".TrimEnd() // " x"`),
		Row("string TrimStart(params char[] trimChars)", "The text without some characters in front.", F2(func(s string, set Opt[*Array]) string { return trim(s, trimSet(set), true, false) }), `"/a/b/".TrimStart('/') // "a/b/"`),
		Row("static bool operator ==(string a, string b)", "Whether both are the same text, by code unit, or null.", F2(func(a, b Opt[string]) bool { return a == b }), `"a" == "a" // true`, `"e\u0301" == "\u00e9" // false`),
		Row("static bool operator !=(string a, string b)", "Whether they are different texts.", F2(func(a, b Opt[string]) bool { return a != b }), `"a" != null // true`),
	)
}

func cultureKind(ignoreCase bool) int64 {
	if ignoreCase {
		return cultureIgnoreCase
	}
	return currentCulture
}

// checkRange throws unless count units lie between start and the length.
func checkRange(start, count, length int32, startName, countName string) {
	if start < 0 || start > length {
		Throw(ArgumentOutOfRange(startName, indexRange))
	}
	if count < 0 || count > length-start {
		Throw(ArgumentOutOfRange(countName, indexRange))
	}
}

func repeatChar(env *Env, c Char, count int32) string {
	if count < 0 {
		Throw(ArgumentOutOfRange("count", "Count cannot be less than zero."))
	}
	one := charText(c)
	env.Charge(len(one) * int(count))
	return strings.Repeat(one, int(count))
}

// charsText is boxed characters as a string.
func charsText(items []any) string {
	units := make([]uint16, len(items))
	for i, c := range items {
		units[i] = uint16(c.(Char))
	}
	return FromUnits(units)
}

func charArray(env *Env, s string) *Array {
	units := Units(s)
	env.Charge(16 * len(units))
	items := make([]any, len(units))
	for i, u := range units {
		items[i] = Char(u)
	}
	return NewArray(CharType, items)
}

func substring(e *Env, s string, start, length int32) string {
	n := int32(lengthOf(e, s))
	switch {
	case start < 0:
		Throw(ArgumentOutOfRange("startIndex", "StartIndex cannot be less than zero."))
	case start > n:
		Throw(ArgumentOutOfRange("startIndex", "startIndex cannot be larger than length of string."))
	case length < 0:
		Throw(ArgumentOutOfRange("length", "Length cannot be less than zero."))
	case start > n-length:
		Throw(ArgumentOutOfRange("length", "Index and length must refer to a location within the string."))
	}
	if len(s) <= short {
		return slice(s, int(start), int(length))
	}
	return e.cursor(s).slice(int(start), int(length))
}

func insertText(env *Env, s string, start int32, value string) string {
	n := Length(s)
	if start < 0 || int(start) > n {
		Throw(ArgumentOutOfRange("startIndex", ""))
	}
	env.Charge(len(s) + len(value))
	return Concat(Concat(slice(s, 0, int(start)), value), slice(s, int(start), n-int(start)))
}

func removeText(s string, start, count int32) string {
	n := int32(Length(s))
	switch {
	case start < 0:
		Throw(ArgumentOutOfRange("startIndex", "StartIndex cannot be less than zero."))
	case count < 0:
		Throw(ArgumentOutOfRange("count", "Count cannot be less than zero."))
	case count > n-start:
		Throw(ArgumentOutOfRange("count", "Index and count must refer to a location within the string."))
	}
	return Concat(slice(s, 0, int(start)), slice(s, int(start+count), int(n-start-count)))
}

func replaceText(env *Env, s, old string, value Opt[string]) string {
	if old == "" {
		Throw(Argument("String cannot be of zero length.", "oldValue"))
	}
	plain, old := unpaired(s), unpaired(old)
	n := strings.Count(plain, old)
	if n == 0 {
		return s
	}
	env.Charge(len(plain) + n*len(value.Value))
	return rejoined(strings.ReplaceAll(plain, old, unpaired(value.Value)))
}

func pad(env *Env, s string, width int32, c Char, left bool) string {
	if width < 0 {
		Throw(ArgumentOutOfRange("totalWidth", "Non-negative number required."))
	}
	n := int(width) - Length(s)
	if n <= 0 {
		return s
	}
	fill := charText(c)
	env.Charge(len(s) + n*len(fill))
	if left {
		return Concat(strings.Repeat(fill, n), s)
	}
	return Concat(s, strings.Repeat(fill, n))
}

func trimSet(set Opt[*Array]) func(Char) bool {
	if !set.Valid || set.Value.Len() == 0 {
		return whiteSpace
	}
	return func(c Char) bool { return anyChar(set.Value.Items(), c) }
}

// trim takes characters off the start, the end or both.
func trim(s string, is func(Char) bool, start, end bool) string {
	units := func(r rune) bool { return r < 0x10000 && is(Char(r)) }
	if ASCII(s) {
		if start {
			s = strings.TrimLeftFunc(s, units)
		}
		if end {
			s = strings.TrimRightFunc(s, units)
		}
		return s
	}
	list := Units(s)
	from, to := 0, len(list)
	for start && from < to && is(Char(list[from])) {
		from++
	}
	for end && to > from && is(Char(list[to-1])) {
		to--
	}
	return slice(s, from, to-from)
}

func normalForm(form Enum) norm.Form {
	forms := map[int64]norm.Form{1: norm.NFC, 2: norm.NFD, 5: norm.NFKC, 6: norm.NFKD}
	f, ok := forms[form.V]
	if !ok {
		Throw(Argument("Invalid normalization form.", "normalizationForm"))
	}
	return f
}
