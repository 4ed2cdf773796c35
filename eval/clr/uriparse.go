package clr

import (
	"net/netip"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// UriFormatExceptionType is System.UriFormatException.
var UriFormatExceptionType = exception("System.UriFormatException", FormatExceptionType, "One of the identified items was in an invalid format.")

// A uriScheme is what is known of a scheme.
type uriScheme struct {
	port      int  // default, -1 for none
	authority bool // // and a host must follow
}

var uriSchemes = map[string]uriScheme{
	"http": {80, true}, "https": {443, true}, "ws": {80, true}, "wss": {443, true}, "ftp": {21, true}, "gopher": {70, true}, "telnet": {23, true},
	"net.tcp": {808, true}, "net.pipe": {-1, true}, "ldap": {389, false}, "nntp": {119, true}, "mailto": {25, false}, "file": {-1, false}, "news": {-1, false},
}

// The messages of UriFormatException.
const (
	uriEmpty     = "Invalid URI: The URI is empty."
	uriBadFormat = "Invalid URI: The format of the URI could not be determined."
	uriBadScheme = "Invalid URI: The URI scheme is not valid."
	uriBadAuth   = "Invalid URI: The Authority/Host could not be parsed."
	uriBadHost   = "Invalid URI: The hostname could not be parsed."
	uriBadPort   = "Invalid URI: Invalid port specified."
	uriBadDos    = `Invalid URI: A Dos path must be rooted, for example, 'c:\\'.`
	uriTooLong   = "Invalid URI: The Uri string is too long."
	uriBadChars  = "Invalid URI: There is an invalid sequence in the string."
	uriNotRel    = "A relative URI cannot be created because the 'uriString' parameter represents an absolute URI."
)

func uriFault(message string) *Exception { return NewException(UriFormatExceptionType, message) }

// The values of UriKind.
const (
	uriAny = iota
	uriAbsolute
	uriRelative
)

// parseUri reads a URI of a UriKind, as new Uri does on Windows.
func parseUri(s string, kind int64) (*Uri, *Exception) {
	u, message := parseAbsolute(s)
	switch {
	case kind != uriAbsolute && mayBeRelative(s, u, message, kind):
		return &Uri{original: s}, nil
	case message == "" && kind == uriRelative:
		return nil, uriFault(uriNotRel)
	case message == "":
		return u, nil
	}
	return nil, uriFault(message)
}

// mayBeRelative reports whether a text is taken for a relative URI: one that
// only its beginning keeps from being absolute; a path of Windows where a
// relative URI is asked for, and //host/path unless an absolute one is.
func mayBeRelative(s string, u *Uri, message string, kind int64) bool {
	switch message {
	case uriBadFormat, uriBadScheme, uriBadAuth, uriEmpty:
		return true
	case "":
		return u.unc && !strings.HasPrefix(s, `\\`) || kind == uriRelative && (u.unc || u.dos && !strings.HasPrefix(strings.ToLower(s), "file:"))
	}
	return false
}

// parseAbsolute reads an absolute URI, or says what is wrong.
func parseAbsolute(s string) (*Uri, string) {
	t := strings.Trim(s, asciiSpace)
	u := &Uri{original: s, absolute: true, port: -1}
	switch {
	case t == "":
		return nil, uriEmpty
	case len(t) > 0xFFF0:
		return nil, uriTooLong
	case len(t) > 1 && (t[0] == '\\' || t[0] == '/') && t[1] == t[0]:
		u.scheme, u.unc = "file", true
		return u, u.readAuthority(strings.ReplaceAll(t[2:], `\`, "/"))
	case len(t) > 1 && latinLetter(t[0]) && (t[1] == ':' || t[1] == '|'):
		if len(t) < 3 || t[2] != '\\' && t[2] != '/' {
			return nil, uriBadDos
		}
		u.scheme = "file"
		u.readDosPath(t)
		return u, ""
	}
	colon := strings.IndexByte(t, ':')
	if colon <= 0 {
		return nil, uriBadFormat
	}
	if !schemeName(t[:colon]) {
		return nil, uriBadScheme
	}
	u.scheme = strings.ToLower(t[:colon])
	return u, u.readRest(t[colon+1:])
}

func latinLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// schemeName reports whether a text may be a scheme.
func schemeName(s string) bool {
	for i := range len(s) {
		if c := s[i]; !latinLetter(c) && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

// readRest reads what follows the scheme's colon.
func (u *Uri) readRest(rest string) string {
	known, isKnown := uriSchemes[u.scheme]
	if isKnown {
		u.port = known.port
	}
	switch {
	case u.scheme == "mailto":
		return u.readMail(rest)
	case u.scheme == "file":
		rest = strings.ReplaceAll(rest, `\`, "/")
		if path := strings.TrimLeft(rest, "/"); len(path) > 2 && latinLetter(path[0]) && (path[1] == ':' || path[1] == '|') {
			u.readDosPath(path)
			return ""
		}
		fallthrough
	case strings.HasPrefix(rest, "//"):
		if !strings.HasPrefix(rest, "//") {
			return uriBadAuth
		}
		return u.readAuthority(rest[2:])
	case known.authority:
		return uriBadAuth
	}
	u.opaque = true
	u.readTail(rest)
	return ""
}

// readMail reads user@host?query of a mailto.
func (u *Uri) readMail(rest string) string {
	u.opaque = true
	address, tail := rest, ""
	if at := strings.IndexAny(rest, "?#"); at >= 0 {
		address, tail = rest[:at], rest[at:]
	}
	u.readTail(tail)
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		if address != "" {
			return uriBadHost
		}
		return ""
	}
	u.userInfo = address[:at]
	return u.readHost(address[at+1:])
}

// readDosPath reads c:\x\y.
func (u *Uri) readDosPath(t string) {
	u.dos, u.hostType = true, hostBasic
	u.readTail(t[:1] + ":" + compressPath(strings.ReplaceAll(t[2:], `\`, "/")))
}

// readAuthority reads user@host:port/path?query#fragment.
func (u *Uri) readAuthority(rest string) string {
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	authority := rest[:end]
	if at := strings.IndexByte(authority, '@'); at >= 0 {
		u.userInfo, u.hasUser = escapeUri(authority[:at], true), true
		authority = authority[at+1:]
	}
	if fault := u.readHost(authority); fault != "" {
		return fault
	}
	u.readTail(rest[end:])
	if u.path == "" {
		u.path, u.shownPath = "/", "/"
	}
	return ""
}

// readHost reads host:port.
func (u *Uri) readHost(s string) string {
	host, port := s, ""
	at := strings.LastIndexByte(s, ':')
	if bracket := strings.IndexByte(s, ']'); bracket > at {
		at = -1
	}
	if at >= 0 {
		host, port = s[:at], s[at+1:]
	}
	if port != "" {
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil || digitsLength(port) != len(port) {
			return uriBadPort
		}
		u.port = int(n)
	}
	if host == "" {
		if _, known := uriSchemes[u.scheme]; known && u.scheme != "file" || at >= 0 || u.hasUser {
			return uriBadHost
		}
		u.hostType = hostBasic
		return ""
	}
	var ok bool
	if u.host, u.hostType, ok = canonicalHost(host); !ok {
		return uriBadHost
	}
	return ""
}

// The values of UriHostNameType.
const (
	hostUnknown = iota
	hostBasic
	hostDNS
	hostIPv4
	hostIPv6
)

// canonicalHost is a host in lower case, an address in its usual form.
func canonicalHost(s string) (host string, kind int64, ok bool) {
	if s[0] == '[' {
		text, _, _ := strings.Cut(strings.Trim(s, "[]"), "%")
		ip, err := netip.ParseAddr(text)
		if err != nil || !ip.Is6() || !strings.HasSuffix(s, "]") {
			return "", 0, false
		}
		return "[" + ip.String() + "]", hostIPv6, true
	}
	if ip, ok := looseIPv4(s); ok {
		return ip, hostIPv4, true
	}
	for _, label := range strings.Split(strings.TrimSuffix(s, "."), ".") {
		if label == "" || len(label) > 63 && ASCII(label) {
			return "", 0, false
		}
		for _, r := range label {
			if r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
				return "", 0, false
			}
		}
		if label[0] == '-' {
			kind = hostBasic
		}
	}
	if kind == 0 {
		kind = hostDNS
	}
	return strings.ToLower(s), kind, true
}

// looseIPv4 reads an address in one to four parts, decimal, octal or hexadecimal.
func looseIPv4(s string) (string, bool) {
	parts := strings.Split(s, ".")
	if len(parts) > 4 {
		return "", false
	}
	address := uint64(0)
	for i, p := range parts {
		if p == "" || p[0] < '0' || p[0] > '9' || strings.ContainsAny(p, "_oObB") && !strings.HasPrefix(strings.ToLower(p), "0x") {
			return "", false
		}
		n, err := strconv.ParseUint(p, 0, 32)
		last := i == len(parts)-1
		if err != nil || !last && n > 255 || last && n >= 1<<(8*(4-i)) {
			return "", false
		}
		if last {
			address = address<<(8*(4-i)) | n
		} else {
			address = address<<8 | n
		}
	}
	return netip.AddrFrom4([4]byte{byte(address >> 24), byte(address >> 16), byte(address >> 8), byte(address)}).String(), true
}

// readTail reads path?query#fragment.
func (u *Uri) readTail(rest string) {
	rest, fragment, hasFragment := strings.Cut(rest, "#")
	path, query, hasQuery := strings.Cut(rest, "?")
	if !u.opaque && !u.dos {
		path = compressPath(strings.ReplaceAll(path, `\`, "/"))
	}
	u.path, u.shownPath = escapeUri(path, true), showUri(path)
	if hasQuery {
		u.query, u.shownQuery = "?"+escapeUri(query, true), "?"+showUri(query)
	}
	if hasFragment {
		u.fragment, u.shownFragment = "#"+escapeUri(fragment, true), "#"+showUri(fragment)
	}
}

// compressPath takes out the segments . and .. of a path.
func compressPath(path string) string {
	if !strings.Contains(path, "/.") {
		return path
	}
	var out []string
	segments := strings.Split(path[1:], "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case ".":
		case "..":
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
		default:
			out = append(out, s)
			continue
		}
		if last {
			out = append(out, "")
		}
	}
	return "/" + strings.Join(out, "/")
}

const (
	uriUnreserved = "-._~"
	uriReserved   = "!#$&'()*+,/:;=?@[]"
)

func unreserved(c byte) bool {
	return latinLetter(c) || c >= '0' && c <= '9' || strings.IndexByte(uriUnreserved, c) >= 0
}

// hexByte is the byte of the %XX that s begins with.
func hexByte(s string) (byte, bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[1:3], 16, 8)
	return byte(n), err == nil && s[1] != '+' && s[1] != '-'
}

// escapedRune is the character beyond ASCII whose %XX%XX s begins with, and the
// length of these.
func escapedRune(s string) (rune, int) {
	var data []byte
	for i := 0; len(data) < utf8.UTFMax; i += 3 {
		b, ok := hexByte(s[min(i, len(s)):])
		if !ok {
			break
		}
		data = append(data, b)
	}
	r, n := utf8.DecodeRune(data)
	if r == utf8.RuneError && n <= 1 || n == 1 {
		return 0, 0
	}
	return r, 3 * n
}

// bidiControl reports whether .NET drops a character from a URI.
func bidiControl(r rune) bool {
	return r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E
}

// escapeUri escapes what a URI cannot hold. With decoded, %XX stays what it is,
// but is decoded where it need not have been escaped.
func escapeUri(s string, decoded bool) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		c := s[i]
		if c == '%' && decoded {
			v, ok := hexByte(s[i:])
			r, n := escapedRune(s[i:])
			switch {
			case !ok:
				b.WriteString("%25")
				i++
			case n > 0:
				if !bidiControl(r) {
					writeEscaped(&b, string(r))
				}
				i += n
			case unreserved(v):
				b.WriteByte(v)
				i += 3
			default:
				b.WriteString(s[i : i+3])
				i += 3
			}
			continue
		}
		if unreserved(c) || strings.IndexByte(uriReserved, c) >= 0 {
			b.WriteByte(c)
			i++
			continue
		}
		r, n := decodeWTF8(s[i:])
		if !decoded || !bidiControl(r) {
			writeEscaped(&b, string(r))
		}
		i += n
	}
	return b.String()
}

const upperHexDigits = "0123456789ABCDEF"

func writeEscaped(b *strings.Builder, s string) {
	for i := range len(s) {
		b.WriteByte('%')
		b.WriteByte(upperHexDigits[s[i]>>4])
		b.WriteByte(upperHexDigits[s[i]&15])
	}
}

// showUri is a part of a URI as ToString shows it: %XX is decoded where that
// cannot change the meaning.
func showUri(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '%' {
			r, n := decodeWTF8(s[i:])
			if !bidiControl(r) {
				b.WriteString(s[i : i+n])
			}
			i += n
			continue
		}
		v, ok := hexByte(s[i:])
		r, n := escapedRune(s[i:])
		switch {
		case !ok:
			b.WriteString("%25")
			i++
		case n > 0 && r >= 0xA0:
			if !bidiControl(r) {
				b.WriteRune(r)
			}
			i += n
		case v >= ' ' && v < 0x7F && strings.IndexByte(`#$%&+,/;=?@\`, v) < 0:
			b.WriteByte(v)
			i += 3
		default:
			b.WriteString(s[i : i+3])
			i += 3
		}
	}
	return b.String()
}

// unescapeUri decodes every %XX that stands for a character.
func unescapeUri(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if v, ok := hexByte(s[i:]); ok {
			if r, n := escapedRune(s[i:]); n > 0 {
				b.WriteRune(r)
				i += n
				continue
			}
			if v < utf8.RuneSelf {
				b.WriteByte(v)
			} else { // no UTF-8: it is escaped again
				writeEscaped(&b, string([]byte{v}))
			}
			i += 3
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// escapeData is Uri.EscapeDataString, or with reserved EscapeUriString. It
// throws UriFormatException on half a pair of surrogates and on a text that is too long.
func escapeData(s string, reserved bool) string {
	if Length(s) >= 0xFFF0 {
		Throw(uriFault(uriTooLong))
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if unreserved(s[i]) || reserved && strings.IndexByte(uriReserved, s[i]) >= 0 {
			b.WriteByte(s[i])
			i++
			continue
		}
		r, n := decodeWTF8(s[i:])
		switch {
		case r >= 0xD800 && r < 0xDC00:
			Throw(uriFault(uriBadChars))
		case r >= 0xDC00 && r < 0xE000:
			r = utf8.RuneError
		}
		writeEscaped(&b, string(r))
		i += n
	}
	return b.String()
}

// wellFormed reports whether a text needs no escaping.
func wellFormed(s string) bool {
	for i := range len(s) {
		c := s[i]
		if _, escaped := hexByte(s[i:]); c < utf8.RuneSelf && !unreserved(c) && strings.IndexByte(uriReserved, c) < 0 && !escaped {
			return false
		}
	}
	return true
}

// combineUri is what a reference means beside a base: RFC 3986, section 5.2.
func combineUri(base *Uri, reference string) (*Uri, *Exception) {
	t := strings.Trim(reference, asciiSpace)
	if rest, ok := strings.CutPrefix(strings.ToLower(t), base.scheme+":"); ok && !strings.HasPrefix(rest, "//") && !base.opaque {
		t = t[len(base.scheme)+1:] // http:g is g
	} else if u, message := parseAbsolute(reference); message == "" && !u.unc {
		return u, nil
	} else if message != "" && message != uriBadFormat && message != uriBadScheme && message != uriEmpty {
		return nil, uriFault(message)
	}
	if base.opaque {
		return nil, uriFault(uriBadFormat)
	}
	end := strings.IndexAny(t, "?#")
	if end < 0 {
		end = len(t)
	}
	path, tail := strings.ReplaceAll(t[:end], `\`, "/"), t[end:]
	authority := base.left(true)
	switch {
	case strings.HasPrefix(path, "//"):
		authority = base.scheme + ":"
	case path == "" && strings.HasPrefix(tail, "?"):
		path = base.path
	case path == "":
		path = base.path + base.query
		if tail == "" {
			tail = base.fragment
		}
	case path[0] != '/':
		path = base.path[:strings.LastIndexByte(base.path, '/')+1] + path
	}
	return parseUri(authority+path+tail, uriAbsolute)
}

// relativeUri is the reference that leads from one URI to another.
func relativeUri(from, to *Uri) *Uri {
	if from.left(true) != to.left(true) || from.opaque || to.opaque {
		return to
	}
	path := pathDifference(from.path, to.path)
	if colon := strings.IndexByte(path, ':'); colon >= 0 && !strings.Contains(path[:colon], "/") {
		path = "./" + path
	}
	return &Uri{original: path + to.query + to.fragment}
}

func pathDifference(from, to string) string {
	i, slash := 0, -1
	for ; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			slash = i
		}
	}
	switch {
	case i == 0:
		return to
	case i == len(from) && i == len(to):
		return ""
	}
	up := strings.Repeat("../", strings.Count(from[i:], "/"))
	if up == "" && slash == len(to)-1 {
		return "./"
	}
	return up + to[slash+1:]
}
