package runtime

import (
	"fmt"
	"iter"
	"net/url"
	"strconv"
	"strings"
)

// A URL is what C# sees as IUrl: an absolute URL whose path and query are kept
// byte by byte as they came, percent-encoding included.
type URL struct {
	Scheme      string // in lower case
	Host        string // without port; an IPv6 address in brackets
	Port        int    // the scheme's own when the URL names none
	Path        string // with its leading slash, or ""
	QueryString string // with its leading ?, or ""
}

// ParseURL reads an absolute URL. A fragment is left out.
func ParseURL(text string) (URL, error) {
	scheme, rest, ok := strings.Cut(text, "://")
	u := URL{Scheme: strings.ToLower(scheme)}
	if !ok || u.Scheme == "" || strings.ContainsAny(scheme, "/?#") {
		return URL{}, fmt.Errorf("parse URL %q: want scheme://host/path", text)
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return URL{}, fmt.Errorf("parse URL %q: spaces and control characters must be encoded", text)
	}
	rest, _, _ = strings.Cut(rest, "#")
	if i := strings.IndexByte(rest, '?'); i >= 0 {
		rest, u.QueryString = rest[:i], rest[i:]
	}
	authority := rest
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		authority, u.Path = rest[:i], rest[i:]
	}
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		return URL{}, fmt.Errorf("parse URL %q: user information is not supported", text)
	}
	u.Host, u.Port = authority, defaultPort(u.Scheme)
	if i := strings.LastIndexByte(authority, ':'); i > strings.LastIndexByte(authority, ']') {
		port, err := strconv.ParseUint(authority[i+1:], 10, 16)
		if err != nil {
			return URL{}, fmt.Errorf("parse URL %q: bad port %q", text, authority[i+1:])
		}
		u.Host, u.Port = authority[:i], int(port)
	}
	if u.Host == "" {
		return URL{}, fmt.Errorf("parse URL %q: no host", text)
	}
	u.Host = strings.ToLower(u.Host)
	return u, nil
}

func defaultPort(scheme string) int {
	switch scheme {
	case "http", "ws":
		return 80
	case "https", "wss":
		return 443
	}
	return 0
}

// Authority is host and port, the port left out when it is the scheme's own.
func (u *URL) Authority() string {
	if u.Port == 0 || u.Port == defaultPort(u.Scheme) {
		return u.Host
	}
	return u.Host + ":" + strconv.Itoa(u.Port)
}

// Target is path and query as they stand in a request line: never empty.
func (u *URL) Target() string {
	if u.Path == "" {
		return "/" + u.QueryString
	}
	return u.Path + u.QueryString
}

// String is the whole URL.
func (u *URL) String() string { return u.Scheme + "://" + u.Authority() + u.Target() }

// joinPath puts a path behind a base with exactly one slash between them.
func joinPath(base, path string) string {
	switch {
	case path == "":
		return base
	case base == "":
		if path[0] != '/' {
			return "/" + path
		}
		return path
	}
	return strings.TrimSuffix(base, "/") + "/" + strings.TrimPrefix(path, "/")
}

// Parameters yields the names and values of a query string in order, decoded.
// A parameter without = has the value "".
func Parameters(query string) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for part := range parts(query) {
			name, value, _ := strings.Cut(part, "=")
			if !yield(unescape(name), unescape(value)) {
				return
			}
		}
	}
}

// parts yields the pieces of a query string as they stand, empty ones left out.
func parts(query string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for part := range strings.SplitSeq(strings.TrimPrefix(query, "?"), "&") {
			if part != "" && !yield(part) {
				return
			}
		}
	}
}

// unescape decodes as .NET's WebUtility.UrlDecode does: what is no escape
// stays as it is.
func unescape(text string) string {
	if !strings.ContainsAny(text, "%+") {
		return text
	}
	if plain, err := url.QueryUnescape(text); err == nil {
		return strings.ToValidUTF8(plain, "\uFFFD")
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '+':
			out = append(out, ' ')
		case c == '%' && i+2 < len(text):
			if n, err := strconv.ParseUint(text[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

// escape encodes a name or value for a query string.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// EditQuery is a query string in which a parameter has other values: the old
// ones go, the new ones stand at the end. Names compare without regard to case.
// The parameters that stay keep their bytes.
func EditQuery(query, name string, values []string) string {
	var kept []string
	for part := range parts(query) {
		if n, _, _ := strings.Cut(part, "="); !strings.EqualFold(unescape(n), name) {
			kept = append(kept, part)
		}
	}
	for _, v := range values {
		kept = append(kept, escape(name)+"="+escape(v))
	}
	if len(kept) == 0 {
		return ""
	}
	return "?" + strings.Join(kept, "&")
}
