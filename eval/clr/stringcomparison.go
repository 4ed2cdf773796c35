package clr

import (
	"encoding/binary"
	"hash/maphash"
)

// StringComparison says how strings are compared and searched.
var StringComparison = Declare(Decl{Name: "System.StringComparison", Kind: EnumKind, Doc: "How strings are compared and searched.", Values: []EnumValue{
	{"CurrentCulture", 0, "In the culture's order: the invariant one."},
	{"CurrentCultureIgnoreCase", 1, "In the culture's order, upper and lower case alike."},
	{"InvariantCulture", 2, "In the invariant culture's order."},
	{"InvariantCultureIgnoreCase", 3, "In the invariant culture's order, upper and lower case alike."},
	{"Ordinal", ordinal, "By the number of each code unit."},
	{"OrdinalIgnoreCase", ordinalIgnoreCase, "By the number of each code unit in upper case."},
}})

const (
	currentCulture    = 0
	cultureIgnoreCase = 1
	ordinal           = 4
	ordinalIgnoreCase = 5
)

// checkComparison throws for a number that is no StringComparison.
func checkComparison(e Enum) int64 {
	if e.V < currentCulture || e.V > ordinalIgnoreCase {
		Throw(Argument("The string comparison type passed in is currently not supported.", "comparisonType"))
	}
	return e.V
}

// ignoresCase reports whether a StringComparison does; of the culture and the
// ordinal ones the odd number does.
func ignoresCase(how int64) bool { return how&1 == 1 }

// compareText orders two strings, which may be null.
func compareText(a, b Opt[string], how int64) int32 {
	switch {
	case !a.Valid && !b.Valid:
		return 0
	case !a.Valid:
		return -1
	case !b.Valid:
		return 1
	case how == ordinal:
		return compareOrdinal(a.Value, b.Value)
	case how == ordinalIgnoreCase:
		return compareUnits(ToUpper(a.Value), ToUpper(b.Value))
	}
	return int32(collate(a.Value, b.Value, ignoresCase(how)))
}

// compareOrdinal is the difference of the first code units that differ, or of
// the lengths; next to an empty text, the first code unit of the other.
func compareOrdinal(a, b string) int32 {
	if a == "" || b == "" {
		if c := firstUnit(a) - firstUnit(b); c != 0 {
			return c
		}
	}
	return compareUnits(a, b)
}

// firstUnit is a text's first code unit, or the 0 that ends it in .NET's memory.
func firstUnit(s string) int32 {
	if s == "" {
		return 0
	}
	return int32(unitAt(s, 0))
}

func compareUnits(a, b string) int32 {
	if ASCII(a) && ASCII(b) {
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				return int32(a[i]) - int32(b[i])
			}
		}
		return int32(len(a) - len(b))
	}
	x, y := Units(a), Units(b)
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return int32(x[i]) - int32(y[i])
		}
	}
	return int32(len(x) - len(y))
}

// equalText reports whether two strings, which may be null, are equal.
func equalText(a, b Opt[string], how int64) bool {
	if !a.Valid || !b.Valid {
		return a.Valid == b.Valid
	}
	switch how {
	case ordinal:
		return a.Value == b.Value
	case ordinalIgnoreCase:
		return EqualFold(a.Value, b.Value)
	}
	return collate(a.Value, b.Value, ignoresCase(how)) == 0
}

// hashText agrees with equalText.
func hashText(s string, how int64) uint64 {
	switch how {
	case ordinal:
		return HashOf(s)
	case ordinalIgnoreCase:
		return HashOf(ToUpper(s))
	}
	var key []byte
	for _, w := range weights(s) {
		if w.mark != 0 {
			continue
		}
		variant := w.compat
		if !ignoresCase(how) {
			variant = 2*variant + w.upper
		}
		key = binary.AppendUvarint(binary.AppendUvarint(append(key, variant), uint64(w.letter)), uint64(w.accent))
	}
	return maphash.Bytes(seed, key)
}
