package gateway

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A template is a URL template taken apart: /orders/{id}?type={type}.
//
//	template = { "/" segment } [ "?" pair { "&" pair } ]
//	segment  = { literal | "{" name "}" }        a name matches one byte or more
//	         | "*" | "{*" name "}"               last: matches any remainder, also none
//	pair     = key "=" ( literal | "{" name "}" )
type template struct {
	segments []segment
	query    []pair
	rest     string // the name that a last wildcard has, "*" for /*; "" when there is none
}

// A segment is literal text and names in turn: texts[0] {names[0]} texts[1].
// It has one text more than names.
type segment struct {
	texts []string // decoded, in lower case
	names []string
}

// A pair is a query parameter that must be there, with its value or any value.
type pair struct{ key, value, name string }

func (s *segment) literal() bool { return len(s.names) == 0 }

// whole reports whether a segment is one name and nothing else.
func (s *segment) whole() bool {
	return len(s.names) == 1 && s.texts[0] == "" && s.texts[1] == ""
}

// parseTemplate reads a URL template.
func parseTemplate(text string) (*template, error) {
	path, query, hasQuery := strings.Cut(text, "?")
	t := &template{}
	path = strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/")
	for more := path != ""; more; {
		var part string
		if part, path, more = strings.Cut(path, "/"); t.rest != "" {
			return nil, fmt.Errorf("url template %q: a wildcard must be its last segment", text)
		}
		if t.rest = wildcard(part); t.rest != "" {
			continue
		}
		s, err := parseSegment(part)
		if err != nil {
			return nil, fmt.Errorf("url template %q: %w", text, err)
		}
		t.segments = append(t.segments, s)
	}
	if hasQuery {
		if err := t.parseQuery(query); err != nil {
			return nil, fmt.Errorf("url template %q: %w", text, err)
		}
	}
	return t, t.checkNames(text)
}

// wildcard is the name of a segment that matches the remainder of a path.
func wildcard(part string) string {
	if name, ok := strings.CutPrefix(part, "{*"); ok && len(name) > 1 && name[len(name)-1] == '}' {
		return name[:len(name)-1]
	}
	if part == "*" {
		return part
	}
	return ""
}

var (
	errBrace    = errors.New("{ and } do not pair")
	errName     = errors.New("a parameter has no name")
	errAdjacent = errors.New("nothing stands between two parameters")
)

func parseSegment(part string) (s segment, err error) {
	for {
		literal, rest, found := strings.Cut(part, "{")
		switch {
		case strings.Contains(literal, "}"):
			return s, errBrace
		case found && literal == "" && len(s.names) > 0:
			return s, errAdjacent
		}
		s.texts = append(s.texts, strings.ToLower(decode(literal)))
		if !found {
			return s, nil
		}
		name, after, closed := strings.Cut(rest, "}")
		switch {
		case !closed || strings.Contains(name, "{"):
			return s, errBrace
		case name == "" || name[0] == '*':
			return s, errName
		}
		s.names = append(s.names, name)
		part = after
	}
}

func (t *template) parseQuery(query string) error {
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		key, value, _ := strings.Cut(part, "=")
		s, err := parseSegment(value)
		switch {
		case err != nil:
			return err
		case s.whole():
			t.query = append(t.query, pair{key: decodeQuery(key), name: s.names[0]})
		case s.literal():
			t.query = append(t.query, pair{key: decodeQuery(key), value: decodeQuery(value)})
		default:
			return fmt.Errorf("the value of query parameter %q is neither text nor one parameter", key)
		}
	}
	return nil
}

// checkNames refuses a name that two values would have.
func (t *template) checkNames(text string) error {
	var names []string
	for _, s := range t.segments {
		names = append(names, s.names...)
	}
	for _, p := range t.query {
		if p.name != "" {
			names = append(names, p.name)
		}
	}
	if t.rest != "" {
		names = append(names, t.rest)
	}
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return fmt.Errorf("url template %q: parameter %q stands twice", text, name)
		}
	}
	return nil
}

// match reports whether a decoded segment fits, and appends the values of the
// names. Each value is as short as the texts that follow allow.
func (s *segment) match(decoded string, values []string) ([]string, bool) {
	rest, ok := cutFold(decoded, s.texts[0])
	if !ok {
		return values, false
	}
	for i := range s.names {
		next := s.texts[i+1]
		end := len(rest)
		if last := i == len(s.names)-1; last {
			end -= len(next)
		} else if end = indexFold(rest, next); end == 0 {
			end = 1 + indexFold(rest[1:], next)
		}
		if end <= 0 {
			return values, false
		}
		values = append(values, rest[:end])
		if rest, ok = cutFold(rest[end:], next); !ok {
			return values, false
		}
	}
	return values, rest == ""
}

// cutFold cuts a text, given in lower case, off the start of s.
func cutFold(s, lower string) (rest string, ok bool) {
	if len(s) < len(lower) || !strings.EqualFold(s[:len(lower)], lower) {
		return s, false
	}
	return s[len(lower):], true
}

// indexFold is where a text, given in lower case and not empty, begins in s, or -1.
func indexFold(s, lower string) int {
	for i := 0; i+len(lower) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(lower)], lower) {
			return i
		}
	}
	return -1
}

// decodeQuery decodes a name or value of a query, where + stands for a space.
func decodeQuery(s string) string { return decode(strings.ReplaceAll(s, "+", " ")) }

// queryValue is the first value under a name in a query, decoded.
func queryValue(query, key string) (value string, ok bool) {
	for query != "" {
		var part string
		part, query, _ = strings.Cut(query, "&")
		name, value, _ := strings.Cut(part, "=")
		if strings.EqualFold(decodeQuery(name), key) {
			return decodeQuery(value), true
		}
	}
	return "", false
}
