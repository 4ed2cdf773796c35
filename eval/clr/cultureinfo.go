package clr

import "strings"

// A CultureInfo is a System.Globalization.CultureInfo. The invariant culture
// and a few others are known; any other name throws CultureNotFoundException.
type CultureInfo struct {
	Name    string
	English string
	Number  *NumberFormat
}

// Cultures.
var (
	CultureInfoType = Declare(Decl{Name: "System.Globalization.CultureInfo", Interfaces: "IFormatProvider", Beyond: true, Doc: "The customs of a language and country."})
	TextInfoType    = Declare(Decl{Name: "System.Globalization.TextInfo", Beyond: true, Doc: "How a culture writes upper and lower case."})

	cultureNotFound = exception("System.Globalization.CultureNotFoundException", ArgumentExceptionType, "Culture is not supported.")

	// Invariant is CultureInfo.InvariantCulture.
	Invariant = &CultureInfo{Name: "", English: "Invariant Language (Invariant Country)", Number: invariantNumbers()}

	// CurrentCulture is what ToString and Parse use without a culture.
	CurrentCulture = Invariant

	cultures = map[string]*CultureInfo{"": Invariant}
)

func init() {
	culture := func(name, english string, change func(*NumberFormat)) {
		cultures[strings.ToLower(name)] = &CultureInfo{name, english, invariantNumbers().with(change)}
	}
	culture("en", "English", func(f *NumberFormat) { f.CurrencySymbol = "$" })
	culture("en-US", "English (United States)", func(f *NumberFormat) { f.CurrencySymbol = "$" })
	culture("en-GB", "English (United Kingdom)", func(f *NumberFormat) { f.CurrencySymbol, f.CurrencyNegativePattern = "£", 1 })
	euro := func(point, group string) func(*NumberFormat) {
		return func(f *NumberFormat) {
			f.Decimal, f.Group, f.CurrencyDecimal, f.CurrencyGroup = point, group, point, group
			f.CurrencySymbol, f.CurrencyPositivePattern, f.CurrencyNegativePattern = "€", 3, 8
		}
	}
	culture("de", "German", euro(",", "."))
	culture("de-DE", "German (Germany)", euro(",", "."))
	culture("fr", "French", euro(",", "\u00a0"))
	culture("fr-FR", "French (France)", euro(",", "\u00a0"))
}

// CLRType is System.Globalization.CultureInfo.
func (*CultureInfo) CLRType() *Type { return CultureInfoType }

// ToString is the name; of the invariant culture "".
func (c *CultureInfo) ToString() string { return c.Name }

// CultureOf is the culture of an IFormatProvider; of null, and of one that has
// none, the current one.
func CultureOf(provider any) *CultureInfo {
	if c, ok := provider.(*CultureInfo); ok {
		return c
	}
	return CurrentCulture
}

// CultureNamed is the culture of a name, in any case. It throws
// CultureNotFoundException.
func CultureNamed(name string) *CultureInfo {
	c := cultures[strings.ToLower(name)]
	if c == nil {
		Throw(&Exception{T: cultureNotFound, Message: "Culture name " + name + " is not supported.", Param: "name"})
	}
	return c
}

// A TextInfo is a System.Globalization.TextInfo.
type TextInfo struct{ culture *CultureInfo }

// CLRType is System.Globalization.TextInfo.
func (*TextInfo) CLRType() *Type { return TextInfoType }

func init() {
	CultureInfoType.Define(
		Row("new(string name)", "The culture of a name such as en-US.", F1(CultureNamed), `new CultureInfo("xx-none") // throws CultureNotFoundException`),
		Row("static CultureInfo CurrentCulture { get; }", "The culture that is used when none is given: the invariant one.", F0(func() *CultureInfo { return CurrentCulture }), `CultureInfo.CurrentCulture.Name // ""`),
		Row("static CultureInfo CurrentUICulture { get; }", "The culture of messages: the invariant one.", F0(func() *CultureInfo { return CurrentCulture }), `CultureInfo.CurrentUICulture.Name // ""`),
		Row("string DisplayName { get; }", "The name for people.", F1(func(c *CultureInfo) string { return c.English }), `CultureInfo.InvariantCulture.DisplayName // "Invariant Language (Invariant Country)"`),
		Row("string EnglishName { get; }", "The name in English.", F1(func(c *CultureInfo) string { return c.English }), `CultureInfo.GetCultureInfo("en-US").EnglishName // "English (United States)"`),
		Row("static CultureInfo GetCultureInfo(string name)", "The culture of a name such as en-US.", F1(CultureNamed), `1234.5.ToString("C", CultureInfo.GetCultureInfo("en-US")) // "$1,234.50"`),
		Row("static CultureInfo InvariantCulture { get; }", "The culture of no language: dates and numbers for machines.", F0(func() *CultureInfo { return Invariant }), `1.5.ToString(CultureInfo.InvariantCulture) // "1.5"`),
		Row("string Name { get; }", "The name: language and country.", F1(func(c *CultureInfo) string { return c.Name }), `CultureInfo.GetCultureInfo("EN-us").Name // "en-US"`),
		Row("NumberFormatInfo NumberFormat { get; }", "How the culture writes numbers.", F1(func(c *CultureInfo) *NumberFormat { return c.Number }), `CultureInfo.InvariantCulture.NumberFormat.NumberDecimalSeparator // "."`),
		Row("TextInfo TextInfo { get; }", "How the culture writes upper and lower case.", F1(func(c *CultureInfo) *TextInfo { return &TextInfo{c} }), `CultureInfo.InvariantCulture.TextInfo.ToTitleCase("a b") // "A B"`),
		Row("string TwoLetterISOLanguageName { get; }", "The language's code.", F1(func(c *CultureInfo) string {
			if c == Invariant {
				return "iv"
			}
			return c.Name[:2]
		}), `CultureInfo.GetCultureInfo("de-DE").TwoLetterISOLanguageName // "de"`),
	)
	TextInfoType.Define(
		Row("char ToLower(char c)", "The character in lower case.", F2(func(_ *TextInfo, c Char) Char { return lowerChar(c) }), `CultureInfo.InvariantCulture.TextInfo.ToLower('A') // 'a'`),
		Row("string ToLower(string str)", "The text in lower case.", F2(func(_ *TextInfo, s string) string { return ToLower(s) }), `CultureInfo.InvariantCulture.TextInfo.ToLower("AB") // "ab"`),
		Row("string ToTitleCase(string str)", "Each word with its first letter in upper case and the others in lower case; words all in upper case stay.",
			F2(func(_ *TextInfo, s string) string { return titleCase(s) }),
			`CultureInfo.InvariantCulture.TextInfo.ToTitleCase("war and pEACE of NATO") // "War And Peace Of NATO"`),
		Row("char ToUpper(char c)", "The character in upper case.", F2(func(_ *TextInfo, c Char) Char { return upperChar(c) }), `CultureInfo.InvariantCulture.TextInfo.ToUpper('a') // 'A'`),
		Row("string ToUpper(string str)", "The text in upper case.", F2(func(_ *TextInfo, s string) string { return ToUpper(s) }), `CultureInfo.InvariantCulture.TextInfo.ToUpper("ab") // "AB"`),
	)
}
