package clr

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// UnicodeCategory is the kind of a character in Unicode's table.
var UnicodeCategory = Declare(Decl{Name: "System.Globalization.UnicodeCategory", Kind: EnumKind, Beyond: true, Doc: "The kind of a character.", Values: func() []EnumValue {
	var list []EnumValue
	for i, c := range categories {
		list = append(list, EnumValue{c.name, int64(i), "Unicode's " + c.short + "."})
	}
	return list
}()})

// categories are in the order of .NET's UnicodeCategory.
var categories = []struct {
	name, short string
	table       *unicode.RangeTable
}{
	{"UppercaseLetter", "Lu", unicode.Lu}, {"LowercaseLetter", "Ll", unicode.Ll}, {"TitlecaseLetter", "Lt", unicode.Lt}, {"ModifierLetter", "Lm", unicode.Lm},
	{"OtherLetter", "Lo", unicode.Lo}, {"NonSpacingMark", "Mn", unicode.Mn}, {"SpacingCombiningMark", "Mc", unicode.Mc}, {"EnclosingMark", "Me", unicode.Me},
	{"DecimalDigitNumber", "Nd", unicode.Nd}, {"LetterNumber", "Nl", unicode.Nl}, {"OtherNumber", "No", unicode.No}, {"SpaceSeparator", "Zs", unicode.Zs},
	{"LineSeparator", "Zl", unicode.Zl}, {"ParagraphSeparator", "Zp", unicode.Zp}, {"Control", "Cc", unicode.Cc}, {"Format", "Cf", unicode.Cf},
	{"Surrogate", "Cs", unicode.Cs}, {"PrivateUse", "Co", unicode.Co}, {"ConnectorPunctuation", "Pc", unicode.Pc}, {"DashPunctuation", "Pd", unicode.Pd},
	{"OpenPunctuation", "Ps", unicode.Ps}, {"ClosePunctuation", "Pe", unicode.Pe}, {"InitialQuotePunctuation", "Pi", unicode.Pi}, {"FinalQuotePunctuation", "Pf", unicode.Pf},
	{"OtherPunctuation", "Po", unicode.Po}, {"MathSymbol", "Sm", unicode.Sm}, {"CurrencySymbol", "Sc", unicode.Sc}, {"ModifierSymbol", "Sk", unicode.Sk},
	{"OtherSymbol", "So", unicode.So}, {"OtherNotAssigned", "Cn", nil},
}

// classed is a character of the same category: .NET Framework classes some of
// Latin-1 as Unicode did long ago.
func classed(r rune) rune {
	switch r {
	case '§', '¶':
		return '©'
	case 'ª', 'º':
		return 'a'
	case 0xAD: // soft hyphen
		return '-'
	}
	return r
}

func category(r rune) Enum {
	r = classed(r)
	for i, c := range categories[:len(categories)-1] {
		if unicode.Is(c.table, r) {
			return Enum{UnicodeCategory, int64(i)}
		}
	}
	return Enum{UnicodeCategory, int64(len(categories) - 1)}
}

func inCategory(c Char, tables ...*unicode.RangeTable) bool {
	return unicode.In(classed(rune(c)), tables...)
}

func letter(c Char) bool { return inCategory(c, unicode.L) }

// whiteSpace is char.IsWhiteSpace, which Trim and Split use too.
func whiteSpace(c Char) bool {
	switch {
	case c < 0x80:
		return c == ' ' || c >= '\t' && c <= '\r'
	case c == 0x85:
		return true
	}
	return inCategory(c, unicode.Z)
}

func highSurrogate(c Char) bool { return c >= 0xD800 && c <= 0xDBFF }
func lowSurrogate(c Char) bool  { return c >= 0xDC00 && c <= 0xDFFF }
func surrogate(c Char) bool     { return c >= 0xD800 && c <= 0xDFFF }

// numericValue is the number that a character stands for, or -1.
func numericValue(c rune) float64 {
	if n, ok := numerals[c]; ok {
		return n
	}
	if unicode.Is(unicode.Nd, c) { // ten digits stand together, the first is 0
		zero := c
		for c-zero < 9 && unicode.Is(unicode.Nd, zero-1) {
			zero--
		}
		return float64((c - zero) % 10)
	}
	if unicode.In(c, unicode.No, unicode.Nl) {
		if n, err := strconv.Atoi(strings.Trim(norm.NFKD.String(string(c)), "().")); err == nil {
			return float64(n)
		}
		if c >= 0x2160 && c <= 0x217F { // Roman numerals, in upper and lower case
			return []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50, 100, 500, 1000}[(c-0x2160)%16]
		}
	}
	return -1
}

// numerals are the fractions, Roman numbers and Suzhou numerals that have no
// digits in their decomposition.
var numerals = map[rune]float64{
	'⅟': 1, 'ↀ': 1000, 'ↁ': 5000, 'ↂ': 10000, 'ↅ': 6, 'ↆ': 50, 'ↇ': 50000, 'ↈ': 100000, '↉': 0, '〇': 0, '〡': 1, '〢': 2, '〣': 3, '〤': 4, '〥': 5,
	'〦': 6, '〧': 7, '〨': 8, '〩': 9, '〸': 10, '〹': 20, '〺': 30,
	'¼': 0.25, '½': 0.5, '¾': 0.75, '⅐': 1.0 / 7, '⅑': 1.0 / 9, '⅒': 0.1, '⅓': 1.0 / 3, '⅔': 2.0 / 3, '⅕': 0.2, '⅖': 0.4, '⅗': 0.6, '⅘': 0.8,
	'⅙': 1.0 / 6, '⅚': 5.0 / 6, '⅛': 0.125, '⅜': 0.375, '⅝': 0.625, '⅞': 0.875,
}

// charTest makes the two overloads of char.IsX.
func charTest(name, doc string, test func(Char) bool, examples ...string) []Member {
	return []Member{
		Row("static bool "+name+"(char c)", doc, F1(test), examples...),
		Row("static bool "+name+"(string s, int index)", doc+" The character of a text at an index.", F2(func(s string, i int32) bool {
			return test(charIndex(s, i))
		}), `char.`+name+`("", 0) // throws ArgumentOutOfRangeException`),
	}
}

// charIndex is a text's character, where an index out of range throws
// ArgumentOutOfRangeException.
func charIndex(s string, i int32) Char {
	if i < 0 || int(i) >= Length(s) {
		Throw(ArgumentOutOfRange("index", ""))
	}
	return unitAt(s, int(i))
}

func init() {
	CharType.Define(
		Row("const char MaxValue", "The greatest value, U+FFFF.", Const(Char(math.MaxUint16)), `(int)char.MaxValue // 65535`),
		Row("const char MinValue", "The least value, U+0000.", Const(Char(0)), `(int)char.MinValue // 0`),
		Row("int CompareTo(object value)", "Less than zero when this character comes first; null comes before all.", F2(func(c Char, v any) int32 {
			if v == nil {
				return 1
			}
			o, ok := v.(Char)
			if !ok {
				Throw(Argument("Object must be of type Char.", ""))
			}
			return int32(c) - int32(o)
		}), `'b'.CompareTo((object)'a') // 1`),
		Row("int CompareTo(char value)", "The difference of the two code units.", F2(func(c, v Char) int32 { return int32(c) - int32(v) }), `'a'.CompareTo('c') // -2`),
		Row("static string ConvertFromUtf32(int utf32)", "A code point as a string of one or two code units.", F1(func(r int32) string {
			if r < 0 || r > unicode.MaxRune || r >= 0xD800 && r <= 0xDFFF {
				Throw(ArgumentOutOfRange("utf32", "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include surrogate codepoint values (0x00d800 ~ 0x00dfff)."))
			}
			return string(r)
		}), `char.ConvertFromUtf32(0x1F600) // "😀"`, `char.ConvertFromUtf32(0xD800) // throws ArgumentOutOfRangeException`),
		Row("static int ConvertToUtf32(char highSurrogate, char lowSurrogate)", "The code point of a surrogate pair.", F2(func(hi, lo Char) int32 {
			if !highSurrogate(hi) {
				Throw(ArgumentOutOfRange("highSurrogate", "A valid high surrogate character is between 0xd800 and 0xdbff, inclusive."))
			}
			if !lowSurrogate(lo) {
				Throw(ArgumentOutOfRange("lowSurrogate", "A valid low surrogate character is between 0xdc00 and 0xdfff, inclusive."))
			}
			return (int32(hi)-0xD800)<<10 + int32(lo) - 0xDC00 + 0x10000
		}), `char.ConvertToUtf32('\uD83D', '\uDE00') // 128512`),
		Row("static int ConvertToUtf32(string s, int index)", "The code point of a text at an index.", F2(codePointAt), `char.ConvertToUtf32("😀", 0) // 128512`, `char.ConvertToUtf32("a", 0) // 97`),
		Row("bool Equals(object obj)", "Whether it is the same character.", F2(func(c Char, v any) bool { return any(c) == v }), `'x'.Equals((object)"x") // false`),
		Row("bool Equals(char obj)", "Whether it is the same character.", F2(func(c, v Char) bool { return c == v }), `'x'.Equals('x') // true`),
		Row("int GetHashCode()", "The code unit in both halves of a number.", F1(func(c Char) int32 { return int32(c) | int32(c)<<16 }), `'a'.GetHashCode() // 6357089`),
		Row("static double GetNumericValue(char c)", "The number that the character stands for, or -1.", F1(func(c Char) float64 { return numericValue(rune(c)) }),
			`char.GetNumericValue('7') == 7 // true`, `char.GetNumericValue('½') == 0.5 // true`, `char.GetNumericValue('a') == -1 // true`),
		Row("static double GetNumericValue(string s, int index)", "The number that a text's character stands for, or -1.", F2(func(s string, i int32) float64 {
			return numericValue(rune(charIndex(s, i)))
		}), `char.GetNumericValue("a7", 1) == 7 // true`),
		Row("static UnicodeCategory GetUnicodeCategory(char c)", "The kind of the character.", F1(func(c Char) Enum { return category(rune(c)) }), `char.GetUnicodeCategory('a').ToString() // "LowercaseLetter"`),
		Row("static UnicodeCategory GetUnicodeCategory(string s, int index)", "The kind of a text's character.", F2(func(s string, i int32) Enum {
			return category(rune(charIndex(s, i)))
		}), `char.GetUnicodeCategory("a1", 1).ToString() // "DecimalDigitNumber"`),
	)
	tests := func(name, doc string, test func(Char) bool, examples ...string) {
		CharType.Define(charTest(name, doc, test, examples...)...)
	}
	tests("IsControl", "Whether it is a control character.", func(c Char) bool { return inCategory(c, unicode.Cc) }, `char.IsControl('\n') // true`)
	tests("IsDigit", "Whether it is a decimal digit, of any script.", func(c Char) bool { return inCategory(c, unicode.Nd) }, `char.IsDigit('7') // true`, `char.IsDigit('½') // false`)
	tests("IsHighSurrogate", "Whether it is the first half of a pair.", highSurrogate, `char.IsHighSurrogate("😀"[0]) // true`)
	tests("IsLetter", "Whether it is a letter, of any script.", letter, `char.IsLetter('é') // true`, `char.IsLetter('1') // false`)
	tests("IsLetterOrDigit", "Whether it is a letter or decimal digit.", func(c Char) bool { return inCategory(c, unicode.L, unicode.Nd) }, `char.IsLetterOrDigit('-') // false`)
	tests("IsLower", "Whether it is a lower case letter.", func(c Char) bool { return inCategory(c, unicode.Ll) }, `char.IsLower('a') // true`)
	tests("IsLowSurrogate", "Whether it is the second half of a pair.", lowSurrogate, `char.IsLowSurrogate("😀"[1]) // true`)
	tests("IsNumber", "Whether it is a number of any kind: a digit, ½, Ⅷ.", func(c Char) bool { return inCategory(c, unicode.N) }, `char.IsNumber('½') // true`)
	tests("IsPunctuation", "Whether it is a punctuation mark.", func(c Char) bool { return inCategory(c, unicode.P) }, `char.IsPunctuation('!') // true`, `char.IsPunctuation('$') // false`)
	tests("IsSeparator", "Whether it is a space or separates lines or paragraphs.", func(c Char) bool { return inCategory(c, unicode.Z) }, `char.IsSeparator(' ') // true`, `char.IsSeparator('\n') // false`)
	tests("IsSurrogate", "Whether it is half of a pair.", surrogate, `char.IsSurrogate('a') // false`)
	CharType.Define(
		Row("static bool IsSurrogatePair(char highSurrogate, char lowSurrogate)", "Whether two characters are a pair.", F2(func(hi, lo Char) bool {
			return highSurrogate(hi) && lowSurrogate(lo)
		}), `char.IsSurrogatePair('\uD83D', '\uDE00') // true`),
		Row("static bool IsSurrogatePair(string s, int index)", "Whether a pair stands in a text at an index.", F2(func(s string, i int32) bool {
			return highSurrogate(charIndex(s, i)) && int(i)+1 < Length(s) && lowSurrogate(unitAt(s, int(i)+1))
		}), `char.IsSurrogatePair("😀", 0) // true`),
	)
	tests("IsSymbol", "Whether it is a symbol: + $ ^ ©.", func(c Char) bool { return inCategory(c, unicode.S) }, `char.IsSymbol('+') // true`)
	tests("IsUpper", "Whether it is an upper case letter.", func(c Char) bool { return inCategory(c, unicode.Lu) }, `char.IsUpper('a') // false`)
	tests("IsWhiteSpace", "Whether it is white space.", whiteSpace, `char.IsWhiteSpace('\u00a0') // true`, `char.IsWhiteSpace('\u200b') // false`)
	culture := func(f func(Char) Char) func(Char, *CultureInfo) Char {
		return func(c Char, _ *CultureInfo) Char { return f(c) }
	}
	CharType.Define(
		Row("static char Parse(string s)", "The one character of a text.", F1(func(s string) Char {
			if Length(s) != 1 {
				Throw(Format("String must be exactly one character long."))
			}
			return unitAt(s, 0)
		}), `char.Parse("z") // 'z'`, `char.Parse("zz") // throws FormatException`),
		Row("static char ToLower(char c)", "The character in lower case.", F1(lowerChar), `char.ToLower('A') // 'a'`),
		Row("static char ToLower(char c, CultureInfo culture)", "The character in lower case.", F2(culture(lowerChar)), `char.ToLower('A', CultureInfo.InvariantCulture) // 'a'`),
		Row("static char ToLowerInvariant(char c)", "The character in lower case.", F1(lowerChar), `char.ToLowerInvariant('É') // 'é'`),
		Row("string ToString()", "The character as a string.", F1(func(c Char) string { return ToString(c) }), `'a'.ToString() // "a"`),
		Row("string ToString(IFormatProvider provider)", "The character as a string.", F2(func(c Char, _ any) string { return ToString(c) }), `'a'.ToString(CultureInfo.InvariantCulture) // "a"`),
		Row("static string ToString(char c)", "The character as a string.", F1(func(c Char) string { return ToString(c) }), `char.ToString('a') // "a"`),
		Row("static char ToUpper(char c)", "The character in upper case.", F1(upperChar), `char.ToUpper('ß') // 'ß'`),
		Row("static char ToUpper(char c, CultureInfo culture)", "The character in upper case.", F2(culture(upperChar)), `char.ToUpper('a', CultureInfo.InvariantCulture) // 'A'`),
		Row("static char ToUpperInvariant(char c)", "The character in upper case.", F1(upperChar), `char.ToUpperInvariant('i') // 'I'`),
		Row("static bool TryParse(string s, out char result)", "Whether a text is one character.", F2(func(s Opt[string], out *Ref) bool {
			out.V = Char(0)
			if !s.Valid || Length(s.Value) != 1 {
				return false
			}
			out.V = unitAt(s.Value, 0)
			return true
		}), `char.TryParse("ab", out var c) // false`),
	)
}

// codePointAt is the code point that starts at a unit of a text; it throws where a surrogate has no other half.
func codePointAt(s string, i int32) int32 {
	c := charIndex(s, i)
	if !surrogate(c) {
		return int32(c)
	}
	if highSurrogate(c) && int(i)+1 < Length(s) && lowSurrogate(unitAt(s, int(i)+1)) {
		return (int32(c)-0xD800)<<10 + int32(unitAt(s, int(i)+1)) - 0xDC00 + 0x10000
	}
	half := "high surrogate char without a following low surrogate"
	if lowSurrogate(c) {
		half = "low surrogate char without a preceding high surrogate"
	}
	Throw(Argument(fmt.Sprintf("Found a %s at index: %d. The input may not be in this encoding, or may not contain valid Unicode (UTF-16) characters.", half, i), "s"))
	return 0
}
