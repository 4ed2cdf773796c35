package clr

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The invariant culture's order of strings. Texts differ first in their
// letters (a before b), then in accents (e before é), then in case (a before
// A), and last in hyphens and apostrophes, which count for nothing else:
// .NET's "word sort". Digits come before letters, punctuation before digits.
// Controls and format characters are ignored.
//
// The order of Latin-1 and of accents is .NET's. Other scripts follow Latin,
// letter by letter in the order of their code points, which is .NET's order
// within most of them.

// A weight is one letter of a text as it sorts.
type weight struct {
	letter  uint32 // a hyphen or apostrophe has none, only mark
	accent  uint32
	compat  uint8 // full width, superscript and other variants
	upper   uint8
	mark    uint8 // of a hyphen or apostrophe
	from    int   // code units in the text that it comes from
	to      int
	partial bool // not the first of several that one character gives
}

const (
	otherMarks   = 0x1000  // punctuation and symbols beyond Latin-1
	digitWeights = 0x20000 // after all marks
	latinWeights = 0x30000 // a to z
	otherLetters = 0x40000 // letters of other scripts
)

const marksInOrder = " \u00a0\t\n\v\f\r!\"#$%&()*,./:;?@[\\]^_`{|}~¡¦¨¯´¸¿+<=>±«»×÷¢£¤¥§©¬®°µ¶·"

var (
	letterOf = func() map[rune]uint32 {
		m := map[rune]uint32{}
		for i, r := range []rune(marksInOrder) {
			m[r] = uint32(i + 1)
		}
		for i, r := range []rune("0¼½¾123456789") {
			m[r] = uint32(digitWeights + i)
		}
		for r := 'a'; r <= 'z'; r++ {
			m[r] = uint32(latinWeights + 2*(r-'a'))
		}
		m['þ'] = m['t'] + 1
		return m
	}()

	// expansions are letters that sort as others do, with or without a mark.
	expansions = map[rune]string{'æ': "ae", 'œ': "oe", 'ß': "ss", 'ø': "o\u0338", 'đ': "d\u0335", 'ð': "d\u0336", 'ł': "l\u0335", 'ħ': "h\u0335", 'ŧ': "t\u0335", 'ı': "i\u0337"}

	accents = func() map[rune]uint32 {
		m := map[rune]uint32{}
		for i, r := range []rune{0x301, 0x300, 0x307, 0x302, 0x308, 0x30C, 0x306, 0x304, 0x303, 0x30A, 0x328, 0x327, 0x30B} {
			m[r] = uint32(i + 1)
		}
		return m
	}()
)

// ignored reports whether a character counts for nothing.
func ignored(r rune) bool {
	if r < 0x20 || r == 0x7F {
		return r < '\t' || r > '\r'
	}
	return r >= 0x80 && (unicode.In(r, unicode.Cc, unicode.Cf) || r >= 0xFE00 && r <= 0xFE0F)
}

// weights is a text as it sorts.
func weights(s string) []weight {
	list := make([]weight, 0, len(s))
	at := 0 // in code units
	for i := 0; i < len(s); {
		r, size := decodeWTF8(s[i:])
		i += size
		from := at
		at++
		if r >= 0x10000 {
			at++
		}
		if ignored(r) {
			continue
		}
		first := len(list)
		list = appendWeights(list, r)
		for j := first; j < len(list); j++ {
			list[j].from, list[j].to, list[j].partial = from, at, j > first
		}
		if len(list) > 0 {
			list[len(list)-1].to = at // a combining mark belongs to the letter before
		}
	}
	return list
}

func appendWeights(list []weight, r rune) []weight {
	switch {
	case r == '\'':
		return append(list, weight{mark: 1})
	case r == '-':
		return append(list, weight{mark: 2})
	case r < utf8.RuneSelf && letterOf[r] != 0:
		return append(list, weight{letter: letterOf[r]})
	}
	var upper, compat uint8
	text := string(r)
	if letterOf[r] == 0 {
		text = norm.NFD.String(string(r))
		if k := norm.NFKD.String(string(r)); k != text {
			text, compat = k, 1
		}
	}
	for _, c := range text {
		lower := unicode.ToLower(c)
		upper = 0
		if lower != c && unicode.IsUpper(c) {
			upper = 1
		}
		switch {
		case unicode.Is(unicode.Mn, c) && len(list) > 0:
			last := &list[len(list)-1]
			last.accent = last.accent*1000 + accentOf(c)
		case expansions[lower] != "":
			for _, e := range expansions[lower] {
				if unicode.Is(unicode.Mn, e) {
					list[len(list)-1].accent = accentOf(e)
					continue
				}
				list = append(list, weight{letter: letterOf[e], upper: upper, compat: compat})
			}
		default:
			list = append(list, weight{letter: letterWeight(lower), upper: upper, compat: compat})
		}
	}
	return list
}

func accentOf(r rune) uint32 {
	if a := accents[r]; a != 0 {
		return a
	}
	return 20 + uint32(r)%900
}

func letterWeight(r rune) uint32 {
	switch {
	case letterOf[r] != 0:
		return letterOf[r]
	case unicode.In(r, unicode.P, unicode.S, unicode.Z):
		return otherMarks + uint32(r)%(digitWeights-otherMarks)
	case unicode.Is(unicode.Nd, r):
		return letterOf['0'+rune(numericValue(r))]
	}
	return otherLetters + uint32(r)
}

// CompareStrings orders two strings as the invariant culture does: -1, 0 or 1.
func CompareStrings(a, b string) int { return collate(a, b, false) }

func collate(a, b string, ignoreCase bool) int {
	if a == b {
		return 0
	}
	if c, ok := collateASCII(a, b, ignoreCase); ok {
		return c
	}
	x, y := weights(a), weights(b)
	lettersOf := func(list []weight) []weight {
		return slices.DeleteFunc(slices.Clone(list), func(w weight) bool { return w.mark != 0 })
	}
	p, q := lettersOf(x), lettersOf(y)
	levels := []func(a, b weight) int{
		func(a, b weight) int { return cmp.Compare(a.letter, b.letter) },
		func(a, b weight) int { return cmp.Compare(a.accent, b.accent) },
		func(a, b weight) int {
			if ignoreCase {
				return cmp.Compare(a.compat, b.compat)
			}
			return cmp.Compare(2*a.compat+a.upper, 2*b.compat+b.upper)
		},
	}
	for _, level := range levels {
		if c := slices.CompareFunc(p, q, level); c != 0 {
			return c
		}
	}
	return slices.CompareFunc(hyphens(x), hyphens(y), func(a, b [2]int) int {
		return cmp.Or(-cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
}

// hyphens is where the hyphens and apostrophes of a text stand among its letters.
func hyphens(list []weight) [][2]int {
	var at [][2]int
	for i, w := range list {
		if w.mark != 0 {
			at = append(at, [2]int{i - len(at), int(w.mark)})
		}
	}
	return at
}

// asciiLetter is the letter of each ASCII character, or 0 for those that need
// more thought.
var asciiLetter = func() (table [utf8.RuneSelf]uint32) {
	for r := rune(1); r < utf8.RuneSelf; r++ {
		table[r] = letterOf[unicode.ToLower(r)]
	}
	return
}()

// collateASCII compares plain ASCII without allocating; ok is false when there
// is more to the texts.
func collateASCII(a, b string, ignoreCase bool) (c int, ok bool) {
	caseOrder := 0
	n := min(len(a), len(b))
	for i := range n {
		if a[i]|b[i] >= utf8.RuneSelf || asciiLetter[a[i]] == 0 || asciiLetter[b[i]] == 0 {
			return 0, false
		}
		if c == 0 {
			c = cmp.Compare(asciiLetter[a[i]], asciiLetter[b[i]])
		}
		if caseOrder == 0 && a[i] != b[i] {
			caseOrder = cmp.Compare(b[i], a[i]) // lower case has the greater code
		}
	}
	for _, rest := range []string{a[n:], b[n:]} {
		for i := range len(rest) {
			if rest[i] >= utf8.RuneSelf || asciiLetter[rest[i]] == 0 {
				return 0, false
			}
		}
	}
	switch {
	case c != 0:
		return c, true
	case len(a) != len(b):
		return cmp.Compare(len(a), len(b)), true
	case ignoreCase:
		return 0, true
	}
	return caseOrder, true
}

// A span16 is a place in a text, in code units.
type span16 struct{ from, to int }

// cultureMatches finds the places where a text has another in the culture's
// eyes. A text of nothing but ignored characters is found nowhere.
func cultureMatches(s, value string, ignoreCase bool) []span16 {
	hay, needle := weights(s), weights(value)
	same := func(a, b weight) bool {
		return a.letter == b.letter && a.accent == b.accent && a.compat == b.compat && a.mark == b.mark && (ignoreCase || a.upper == b.upper)
	}
	var list []span16
	for i := 0; i+len(needle) <= len(hay) && len(needle) > 0; i++ {
		end := i + len(needle)
		if hay[i].partial || end < len(hay) && hay[end].partial || !slices.EqualFunc(hay[i:end], needle, same) {
			continue
		}
		list = append(list, span16{hay[i].from, hay[end-1].to})
	}
	return list
}

// plain reports whether culture and ordinal search agree on a text: ASCII
// without controls that are ignored.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' && ignored(rune(s[i])) || s[i] == 0x7F {
			return false
		}
	}
	return true
}

// weightless reports whether a text has nothing but ignored characters.
func weightless(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !ignored(r) || r == 0 }) < 0
}
