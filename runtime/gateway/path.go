package gateway

import (
	"strings"
	"unicode/utf8"
)

// splitTarget cuts an origin-form target before its query.
func splitTarget(target string) (path, query string) {
	path, query, _ = strings.Cut(target, "?")
	return path, query
}

// nextSegment cuts the first segment off a path whose leading slash is gone.
// The rest has none either; more reports whether a slash stood between them.
func nextSegment(path string) (segment, rest string, more bool) {
	return strings.Cut(path, "/")
}

// isPlain reports whether a path means the same to every server that may read
// it: nothing is percent-encoded, no backslash, parameter, empty or dot segment.
func isPlain(path string) bool {
	for i := range len(path) {
		switch path[i] {
		case '%', '\\', ';':
			return false
		case '/':
			if i+1 < len(path) && (path[i+1] == '/' || path[i+1] == '.') {
				return false
			}
		}
	}
	return true
}

// clean is the path as the most obliging server would read it: backslashes are
// slashes, percent-encoding is decoded before segments are told apart, their
// parameters (";x") are ignored, empty segments are dropped and dot segments
// resolved. dots reports whether there were any; ok is false when they climb
// above the root.
func clean(path string) (cleaned string, dots, ok bool) {
	decoded := strings.ReplaceAll(unescape(path), `\`, "/")
	var kept []string
	for segment := range strings.SplitSeq(decoded, "/") {
		segment, _, _ = strings.Cut(segment, ";")
		switch segment {
		case "":
		case ".":
			dots = true
		case "..":
			dots = true
			if len(kept) == 0 {
				return "", true, false
			}
			kept = kept[:len(kept)-1]
		default:
			kept = append(kept, segment)
		}
	}
	return "/" + strings.Join(kept, "/"), dots, true
}

// decode is what a policy sees of a part of a target. What would be no UTF-8
// stays encoded.
func decode(s string) string {
	if d := unescape(s); utf8.ValidString(d) {
		return d
	}
	return s
}

// unescape decodes percent-encoding. What is no encoding stays as it is.
func unescape(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if c, ok := escaped(s[i:]); ok {
			b = append(b, c)
			i += len("%xx") - 1
		} else {
			b = append(b, s[i])
		}
	}
	return string(b)
}

// escaped is the byte that s begins with in percent-encoding.
func escaped(s string) (c byte, ok bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	high, ok1 := hexDigit(s[1])
	low, ok2 := hexDigit(s[2])
	return high<<4 | low, ok1 && ok2
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
