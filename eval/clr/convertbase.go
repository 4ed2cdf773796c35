package clr

import (
	"math"
	"strconv"
)

// Numbers in base 2, 8, 10 and 16, for Convert.

func checkBase(base int) {
	if base != 2 && base != 8 && base != 10 && base != 16 {
		Throw(Argument("Invalid Base.", ""))
	}
}

// formatBase is a number's bits in a base; plain is the number in base 10.
func formatBase(bits uint64, plain string, base int) string {
	checkBase(base)
	if base == 10 {
		return plain
	}
	return strconv.FormatUint(bits, base)
}

// parseBase is a text in a base as a whole number type of size bits. In bases
// other than 10 the text gives the bits of a signed number.
func parseBase(to *Type, text Opt[string], base, size int) any {
	checkBase(base)
	if !text.Valid {
		return Default(to)
	}
	s := text.Value
	if s == "" {
		Throw(ArgumentOutOfRange("Index was out of range. Must be non-negative and less than the size of the collection.", ""))
	}
	isSigned := to == SByte || to == Int16 || to == Int32 || to == Int64
	neg := false
	switch {
	case s[0] == '-' && base != 10:
		Throw(Argument("String cannot contain a minus sign if the base is not 10.", ""))
	case s[0] == '-' && !isSigned:
		Throw(Overflow("The string was being parsed as an unsigned number and could not have a negative sign."))
	case s[0] == '-' || s[0] == '+':
		neg = s[0] == '-'
		s = s[1:]
	}
	if base == 16 && len(s) > 1 && s[0] == '0' && s[1]|0x20 == 'x' {
		s = s[2:]
	}
	digits := 0
	for digits < len(s) && inBase(s[digits], base) {
		digits++
	}
	switch {
	case digits == 0:
		Throw(Format("Could not find any recognizable digits."))
	case digits < len(s):
		Throw(Format("Additional non-parsable characters are at the end of the string."))
	}
	magnitude, err := strconv.ParseUint(s, base, 64)
	limit := uint64(math.MaxUint64) >> (64 - size)
	if base == 10 && isSigned {
		limit = limit>>1 + map[bool]uint64{true: 1}[neg]
	}
	if err != nil || magnitude > limit {
		Throw(tooLarge(to))
	}
	if neg {
		magnitude = -magnitude
	}
	return NumericConversion(UInt64, to, false)(magnitude)
}

func inBase(c byte, base int) bool {
	_, err := strconv.ParseUint(string(rune(c)), base, 8)
	return err == nil
}
