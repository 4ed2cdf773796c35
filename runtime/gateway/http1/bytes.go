package http1

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unsafe"
)

// tokenByte says which bytes a token is made of: method and field names
// (RFC 9110 section 5.6.2).
var tokenByte = byteSet("!#$%&'*+-.^_`|~" + letters + digits)

// hostByte says which bytes a host name is made of. RFC 3986 also allows
// sub-delimiters and percent-encoding, which no resolvable name has and which
// parsers do not agree on.
var hostByte = byteSet("-._~" + letters + digits)

const (
	letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	digits  = "0123456789"
)

func byteSet(s string) (set [256]bool) {
	for i := range len(s) {
		set[s[i]] = true
	}
	return set
}

func isToken(s string) bool {
	for i := range len(s) {
		if !tokenByte[s[i]] {
			return false
		}
	}
	return s != ""
}

// isValue reports whether s can stand as a field value or a reason phrase:
// visible bytes, spaces and tabs.
func isValue(s string) bool {
	for {
		i := indexControl(view(s))
		if i < 0 {
			return true
		}
		if s[i] != '\t' {
			return false
		}
		s = s[i+1:]
	}
}

// indexControl is the index of the first byte below 0x20 or equal to 0x7F, or
// -1. It looks at eight bytes at a time, because every byte of every head and
// of every header sent passes through it.
func indexControl(b []byte) int {
	const (
		ones  = 0x0101010101010101
		highs = 0x8080808080808080
	)
	i := 0
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		del := x ^ ones*0x7F
		// The lowest bit set is exact in each term: borrows only move upwards.
		if m := ((x-ones*0x20)&^x | (del-ones)&^del) & highs; m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	for ; i < len(b); i++ {
		if b[i] < 0x20 || b[i] == 0x7F {
			return i
		}
	}
	return -1
}

// view is the bytes of a string, not to be changed.
func view(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// is reports whether s is the name given, which is in lower case, without
// regard to ASCII case.
func is(s, lower string) bool {
	if len(s) != len(lower) {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

// trim cuts spaces and tabs off both ends.
func trim(s string) string { return strings.Trim(s, " \t") }

// nextToken cuts the first element off a comma-separated list.
func nextToken(list string) (token, rest string) {
	token, rest, _ = strings.Cut(list, ",")
	return trim(token), rest
}

// listHas reports whether a comma-separated list has the element, which is in
// lower case.
func listHas(list, lower string) bool {
	for list != "" {
		var token string
		if token, list = nextToken(list); is(token, lower) {
			return true
		}
	}
	return false
}

// parseLength reads a Content-Length: digits alone, at most 18 of them.
func parseLength(s string) (n int64, ok bool) {
	if s == "" || len(s) > 18 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(s[i]-'0')
	}
	return n, true
}

// equalASCII compares without regard to ASCII case.
func equalASCII(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}
