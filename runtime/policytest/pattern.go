package policytest

import (
	"fmt"
	"regexp"
	"strings"
)

// compilePattern is the regular expression between the slashes of a text; nil
// for any other text.
func compilePattern(text string) (*regexp.Regexp, error) {
	if len(text) < 2 || text[0] != '/' || text[len(text)-1] != '/' {
		return nil, nil
	}
	re, err := regexp.Compile(text[1 : len(text)-1])
	if err != nil {
		return nil, fmt.Errorf("%s is no regular expression: %w", text, err)
	}
	return re, nil
}

// matches reports whether a text is what a pattern says. Parse has seen to it
// that the pattern is one.
func matches(pattern, text string) bool {
	if re, _ := compilePattern(pattern); re != nil {
		return re.MatchString(text)
	}
	return pattern == text
}

// matchesURL is matches for a URL, in whose pattern * stands for any text. A
// pattern that begins with a slash is about path and query alone.
func matchesURL(pattern, url string) bool {
	if re, _ := compilePattern(pattern); re != nil {
		return re.MatchString(url)
	}
	if strings.HasPrefix(pattern, "/") {
		url = pathAndQuery(url)
	}
	first, rest, wild := strings.Cut(pattern, "*")
	if !wild {
		return pattern == url
	}
	if !strings.HasPrefix(url, first) {
		return false
	}
	url = url[len(first):]
	parts := strings.Split(rest, "*")
	last := parts[len(parts)-1]
	for _, part := range parts[:len(parts)-1] {
		i := strings.Index(url, part)
		if i < 0 {
			return false
		}
		url = url[i+len(part):]
	}
	return strings.HasSuffix(url, last)
}

// pathAndQuery is what follows the host of a URL.
func pathAndQuery(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	if i := strings.IndexAny(rest, "/?"); i >= 0 && rest[i] == '/' {
		return rest[i:]
	} else if i >= 0 {
		return "/" + rest[i:]
	}
	return "/"
}

// String is how a pattern is shown.
func (p *Pattern) String() string {
	if p.Absent {
		return absent
	}
	return p.Text.Value
}

// absent is what is shown where there is nothing.
const absent = "(none)"
