package clr

import "iter"

// A Capture is a piece of the text that a group matched. Positions count UTF-16
// code units.
type Capture struct {
	text          []rune // all the text, a UTF-16 code unit in each rune
	index, length int
}

// A captured value is a Capture, Group or Match.
type captured interface{ capture() *Capture }

// The types of captures.
var (
	CaptureType           = Declare(Decl{Name: regularExpressions + "Capture", Abstract: true, Doc: "A piece of text that a group matched."})
	CaptureCollectionType = Declare(Decl{Name: regularExpressions + "CaptureCollection", Interfaces: "IReadOnlyList<Capture>", Doc: "What a group matched, in order."})
)

// CLRType is the .NET type.
func (*Capture) CLRType() *Type { return CaptureType }

func (c *Capture) capture() *Capture { return c }

// ToString is the text.
func (c *Capture) ToString() string { return unitText(c.text[c.index : c.index+c.length]) }

// regexUnits is a string as the matcher takes it: a rune for each UTF-16 code
// unit, so that positions and lengths are .NET's.
func regexUnits(s string) []rune {
	runes := make([]rune, 0, len(s))
	if ASCII(s) {
		for i := range len(s) {
			runes = append(runes, rune(s[i]))
		}
		return runes
	}
	for _, u := range Units(s) {
		runes = append(runes, rune(u))
	}
	return runes
}

func unitText(runes []rune) string {
	units := make([]uint16, len(runes))
	for i, r := range runes {
		units[i] = uint16(r)
	}
	return FromUnits(units)
}

// A captureList is a CaptureCollection.
type captureList []*Capture

// CLRType is the .NET type.
func (captureList) CLRType() *Type { return CaptureCollectionType }

// Iterate yields the captures.
func (l captureList) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, c := range l {
			if !yield(c) {
				return
			}
		}
	}
}

// Count is the number of captures.
func (l captureList) Count() int { return len(l) }

// At is a capture; the caller has checked the index.
func (l captureList) At(i int) any { return l[i] }

func init() {
	const b2 = `Regex.Match("a1b2", "(\\w\\d)+").Groups[1].Captures`
	CaptureType.Define(
		Row("int Index { get; }", "Where it begins, in UTF-16 code units.", F1(func(c captured) int32 { return int32(c.capture().index) }), `Regex.Match("a😀x", "x").Index // 3`),
		Row("int Length { get; }", "Its length in UTF-16 code units.", F1(func(c captured) int32 { return int32(c.capture().length) }), `Regex.Match("abc", "b.").Length // 2`),
		Row("string Value { get; }", "The text.", F1(func(c captured) string { return c.capture().ToString() }), `Regex.Match("abc", "b.").Value // "bc"`, `Regex.Match("abc", "x").Value // ""`),
		Row("string ToString()", "The text.", F1(func(c captured) string { return c.capture().ToString() }), `Regex.Match("abc", "b").ToString() // "b"`).NotListed(),
	)
	CaptureCollectionType.Define(
		Row("int Count { get; }", "The number of captures.", F1(func(l captureList) int32 { return int32(len(l)) }), b2+`.Count // 2`),
		Row("Capture this[int i] { get; }", "A capture by place.", F2(func(l captureList, i int32) *Capture {
			if i < 0 || int(i) >= len(l) {
				Throw(ArgumentOutOfRange("i", ""))
			}
			return l[i]
		}), b2+`[0].Value // "a1"`, b2+`[7].Value // throws ArgumentOutOfRangeException`),
		objectEnumerator(),
	)
}
