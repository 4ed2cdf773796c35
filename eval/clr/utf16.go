package clr

import (
	"strings"
	"unicode/utf8"
)

// Strings by UTF-16 code unit. A string of ASCII alone, the usual case, is
// indexed by byte; any other is walked.

// unitAt is the code unit at an index, which the caller has checked.
func unitAt(s string, i int) Char {
	if i < len(s) && ASCII(s[:i+1]) {
		return Char(s[i])
	}
	at := 0
	for n := 0; at < len(s); {
		r, size := decodeWTF8(s[at:])
		switch {
		case n == i && r < 0x10000:
			return Char(r)
		case n == i:
			return Char(0xD800 + (r-0x10000)>>10)
		case n+1 == i && r >= 0x10000:
			return Char(0xDC00 + (r-0x10000)&0x3FF)
		}
		at += size
		n++
		if r >= 0x10000 {
			n++
		}
	}
	panic("clr: index of a code unit out of range")
}

// offset is the byte at which the ith code unit begins. split is true when it
// is the second half of a pair; the offset is then that of the pair.
func offset(s string, i int) (at int, split bool) {
	if i <= len(s) && ASCII(s[:i]) {
		return i, false
	}
	for n := 0; n < i && at < len(s); {
		r, size := decodeWTF8(s[at:])
		n++
		if r >= 0x10000 {
			if n == i {
				return at, true
			}
			n++
		}
		at += size
	}
	return at, false
}

// slice is n code units of a text from a start; the caller has checked both.
func slice(s string, start, n int) string {
	from, split := offset(s, start)
	to, splitEnd := offset(s[from:], n)
	if !split && !splitEnd {
		return s[from : from+to]
	}
	return FromUnits(Units(s)[start : start+n])
}

// unitIndex is the number of code units before a byte.
func unitIndex(s string, at int) int { return Length(s[:at]) }

// charText is a code unit as a string.
func charText(c Char) string {
	if c < utf8.RuneSelf {
		return asciiText[c : c+1]
	}
	return FromUnits([]uint16{uint16(c)})
}

var asciiText = func() string {
	var b [utf8.RuneSelf]byte
	for i := range b {
		b[i] = byte(i)
	}
	return string(b[:])
}()

// rejoined makes one character of each lone high surrogate that has come to
// stand before a lone low one, where texts were put together.
func rejoined(s string) string {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], 0xED)
		if i < 0 {
			return s
		}
		i += from
		if len(s) >= i+6 && s[i+1] >= 0xA0 && s[i+1] < 0xB0 && s[i+3] == 0xED && s[i+4] >= 0xB0 {
			s = Concat(s[:i+3], s[i+3:])
			continue
		}
		from = i + 1
	}
}

// unpaired is a text in which the two halves of each pair stand apart, so that
// its bytes can be searched and cut unit by unit. rejoined undoes it.
func unpaired(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 0x10000 }) < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/2)
	for _, u := range Units(s) {
		writeWTF8(&b, rune(u))
	}
	return b.String()
}
