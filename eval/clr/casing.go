package clr

import (
	"strings"
	"unicode"
)

// Upper and lower case as .NET maps it: one code unit to one code unit, and
// only between pairs that map back to one another. So ß, ı and ſ stay as they
// are, and a string keeps its length.

func upperChar(c Char) Char {
	if c < 0x80 {
		if c >= 'a' && c <= 'z' {
			return c - 'a' + 'A'
		}
		return c
	}
	return Char(pairedCase(rune(c), unicode.ToUpper, unicode.ToLower))
}

func lowerChar(c Char) Char {
	if c < 0x80 {
		if c >= 'A' && c <= 'Z' {
			return c - 'A' + 'a'
		}
		return c
	}
	return Char(pairedCase(rune(c), unicode.ToLower, unicode.ToUpper))
}

// uncased are scripts that got their case pairs after .NET Framework's tables.
var uncased = []*unicode.RangeTable{unicode.Georgian, unicode.Cherokee}

func pairedCase(r rune, to, back func(rune) rune) rune {
	other := to(r)
	if other == r || other > 0xFFFF || back(other) != r || unicode.In(r, uncased...) {
		return r
	}
	return other
}

// ToUpper is a text in upper case, in the invariant culture.
func ToUpper(s string) string {
	if ASCII(s) {
		return strings.ToUpper(s)
	}
	return mapUnits(s, upperChar)
}

// ToLower is a text in lower case, in the invariant culture.
func ToLower(s string) string {
	if ASCII(s) {
		return strings.ToLower(s)
	}
	return mapUnits(s, lowerChar)
}

// mapUnits changes each code unit of a text; halves of a pair are left alone
// by a mapping that knows only single units.
func mapUnits(s string, f func(Char) Char) string {
	units := Units(s)
	for i, u := range units {
		units[i] = uint16(f(Char(u)))
	}
	return FromUnits(units)
}

// titleCase is TextInfo.ToTitleCase: a word that is all in upper case is taken
// for an acronym and stays.
func titleCase(s string) string {
	units := Units(s)
	for i := 0; i < len(units); {
		if !letter(Char(units[i])) {
			i++
			continue
		}
		end := i
		acronym := true
		for end < len(units) && (letter(Char(units[end])) || units[end] == '\'' || inCategory(Char(units[end]), unicode.M)) {
			acronym = acronym && lowerChar(Char(units[end])) != Char(units[end])
			end++
		}
		if !acronym || end == i+1 {
			units[i] = uint16(upperChar(Char(units[i])))
			for j := i + 1; j < end; j++ {
				units[j] = uint16(lowerChar(Char(units[j])))
			}
		}
		i = end
	}
	return FromUnits(units)
}

// EqualFold reports whether two texts are equal but for case, as
// StringComparison.OrdinalIgnoreCase does: unit by unit in upper case.
func EqualFold(a, b string) bool {
	if ASCII(a) && ASCII(b) {
		return len(a) == len(b) && strings.EqualFold(a, b)
	}
	return Length(a) == Length(b) && ToUpper(a) == ToUpper(b)
}
