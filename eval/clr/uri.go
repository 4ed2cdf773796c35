package clr

import (
	"hash/maphash"
	"strings"
)

// A Uri is a System.Uri, absolute or relative. Its parts are kept escaped, and
// as ToString shows them.
type Uri struct {
	original string
	absolute bool
	opaque   bool // no // and no host: urn:isbn:1
	dos, unc bool // c:\x and \\server\share

	scheme, userInfo, host string
	hasUser                bool
	port                   int // -1 when there is none
	hostType               int64

	path, query, fragment                string
	shownPath, shownQuery, shownFragment string
}

// The types of URIs.
var (
	UriType     = Declare(Decl{Name: "System.Uri", Doc: "A URI, absolute or relative."})
	UriKindType = Declare(Decl{Name: "System.UriKind", Kind: EnumKind, Beyond: true, Doc: "What sort of URI a text may be.", Values: []EnumValue{
		{Name: "RelativeOrAbsolute", Value: uriAny}, {Name: "Absolute", Value: uriAbsolute}, {Name: "Relative", Value: uriRelative}}})
	UriPartialType = Declare(Decl{Name: "System.UriPartial", Kind: EnumKind, Doc: "How far GetLeftPart goes.", Values: []EnumValue{
		{Name: "Scheme", Value: 0}, {Name: "Authority", Value: 1}, {Name: "Path", Value: 2}, {Name: "Query", Value: 3}}})
	UriHostNameTypeType = Declare(Decl{Name: "System.UriHostNameType", Kind: EnumKind, Beyond: true, Doc: "What sort of host a URI has.", Values: []EnumValue{
		{Name: "Unknown", Value: hostUnknown}, {Name: "Basic", Value: hostBasic}, {Name: "Dns", Value: hostDNS}, {Name: "IPv4", Value: hostIPv4}, {Name: "IPv6", Value: hostIPv6}}})
	UriComponentsType = Declare(Decl{Name: "System.UriComponents", Kind: EnumKind, Flags: true, Beyond: true, Doc: "Which parts GetComponents gives.", Values: []EnumValue{
		{Name: "Scheme", Value: 1}, {Name: "UserInfo", Value: 2}, {Name: "Host", Value: 4}, {Name: "Port", Value: 8}, {Name: "Path", Value: 16}, {Name: "Query", Value: 32}, {Name: "Fragment", Value: 64},
		{Name: "StrongPort", Value: 128}, {Name: "AbsoluteUri", Value: 127}, {Name: "HostAndPort", Value: 132}, {Name: "StrongAuthority", Value: 134},
		{Name: "SchemeAndServer", Value: 13}, {Name: "HttpRequestUrl", Value: 61}, {Name: "PathAndQuery", Value: 48}, {Name: "KeepDelimiter", Value: 0x40000000}}})
	UriFormatType = Declare(Decl{Name: "System.UriFormat", Kind: EnumKind, Beyond: true, Doc: "How GetComponents escapes.", Values: []EnumValue{
		{Name: "UriEscaped", Value: 1}, {Name: "Unescaped", Value: 2}, {Name: "SafeUnescaped", Value: 3}}})
)

// CLRType is System.Uri.
func (*Uri) CLRType() *Type { return UriType }

// ToString is the URI with all decoded that can be without changing its meaning.
func (u *Uri) ToString() string {
	if !u.absolute {
		return u.original
	}
	return u.left(true) + u.rooted(u.shownPath) + u.shownQuery + u.shownFragment
}

// Absolute is the URI with all escaped that must be.
func (u *Uri) Absolute() string {
	return u.left(true) + u.rooted(u.path) + u.query + u.fragment
}

// left is scheme and authority.
func (u *Uri) left(user bool) string {
	s := u.scheme + ":"
	if !u.opaque {
		s += "//"
	}
	if user && (u.hasUser || u.userInfo != "") {
		s += u.userInfo + "@"
	}
	return s + u.authority()
}

// authority is host:port, without a port that is the scheme's own.
func (u *Uri) authority() string {
	if u.defaultPort() {
		return u.host
	}
	return u.host + ":" + ToString(int32(u.port))
}

func (u *Uri) defaultPort() bool {
	known, ok := uriSchemes[u.scheme]
	return u.port < 0 || ok && u.port == known.port
}

// rooted puts the slash before a path that begins with a drive.
func (u *Uri) rooted(path string) string {
	if u.dos {
		return "/" + path
	}
	return path
}

// EqualsTo compares all but user and fragment.
func (u *Uri) EqualsTo(other any) bool {
	if text, ok := other.(string); ok {
		o, e := parseUri(text, uriAny)
		if e != nil {
			return false
		}
		other = o
	}
	o, ok := other.(*Uri)
	switch {
	case !ok || u.absolute != o.absolute:
		return false
	case !u.absolute:
		return u.original == o.original
	}
	return u.left(false) == o.left(false) && u.path == o.path && u.query == o.query
}

// Hash agrees with EqualsTo.
func (u *Uri) Hash() uint64 {
	if !u.absolute {
		return maphash.String(seed, u.original)
	}
	return maphash.String(seed, u.left(false)+u.path+u.query)
}

// need throws when the URI is relative.
func (u *Uri) need() {
	if !u.absolute {
		Throw(InvalidOperation("This operation is not supported for a relative URI."))
	}
}

// NewUri is an absolute URI; it throws UriFormatException where the text is none.
func NewUri(text string) *Uri { return mustUri(parseUri(text, uriAbsolute)) }

func mustUri(u *Uri, e *Exception) *Uri {
	if e != nil {
		Throw(e)
	}
	return u
}

func init() {
	const sample = `new Uri("https://user:pw@example.com:8443/a/b.html?x=1&y=2#frag")`
	absolute := func(f func(*Uri) any) Impl { return F1(func(u *Uri) any { u.need(); return f(u) }) }
	UriType.Define(
		Row("new(string uriString)", "An absolute URI; UriFormatException where it is none.", F1(NewUri), `new Uri("https://EXAMPLE.com:443/a b").ToString() // "https://example.com/a b"`, `new Uri("relative/path") // throws UriFormatException`),
		Row("new(string uriString, UriKind uriKind)", "A URI that may be relative.", F2(func(s string, kind Enum) *Uri { return mustUri(parseUri(s, kind.V)) }), `new Uri("a b", UriKind.Relative).IsAbsoluteUri // false`),
		Row("new(Uri baseUri, string relativeUri)", "A reference beside a base.", F2(func(base *Uri, s Opt[string]) *Uri { return mustUri(combined(base, s.Value)) }), `new Uri(new Uri("https://example.com/a/b/"), "../c?d").ToString() // "https://example.com/a/c?d"`),
		Row("new(Uri baseUri, Uri relativeUri)", "A reference beside a base.", F2(func(base, relative *Uri) *Uri { return mustUri(combined(base, relative.original)) }), `new Uri(new Uri("http://a/"), new Uri("g", UriKind.Relative)).ToString() // "http://a/g"`),
		Row("static string SchemeDelimiter { get; }", "://", Const("://"), `Uri.SchemeDelimiter // "://"`),
		Row("static string UriSchemeFile { get; }", "file", Const("file"), `Uri.UriSchemeFile // "file"`),
		Row("static string UriSchemeFtp { get; }", "ftp", Const("ftp"), `Uri.UriSchemeFtp // "ftp"`),
		Row("static string UriSchemeGopher { get; }", "gopher", Const("gopher"), `Uri.UriSchemeGopher // "gopher"`),
		Row("static string UriSchemeNetPipe { get; }", "net.pipe", Const("net.pipe"), `Uri.UriSchemeNetPipe // "net.pipe"`),
		Row("static string UriSchemeNetTcp { get; }", "net.tcp", Const("net.tcp"), `Uri.UriSchemeNetTcp // "net.tcp"`),
		Row("static string UriSchemeNews { get; }", "news", Const("news"), `Uri.UriSchemeNews // "news"`),
		Row("static string UriSchemeNntp { get; }", "nntp", Const("nntp"), `Uri.UriSchemeNntp // "nntp"`),
		Row("static string UriSchemeHttp { get; }", "http", Const("http"), `Uri.UriSchemeHttp // "http"`),
		Row("static string UriSchemeHttps { get; }", "https", Const("https"), `Uri.UriSchemeHttps // "https"`),
		Row("static string UriSchemeMailto { get; }", "mailto", Const("mailto"), `Uri.UriSchemeMailto // "mailto"`),

		Row("string AbsolutePath { get; }", "The path, escaped.", absolute(func(u *Uri) any { return u.path }), sample+`.AbsolutePath // "/a/b.html"`, `new Uri("x", UriKind.Relative).AbsolutePath // throws InvalidOperationException`),
		Row("string AbsoluteUri { get; }", "All of it, escaped.", absolute(func(u *Uri) any { return u.Absolute() }), `new Uri("https://example.com/é?q=c d").AbsoluteUri // "https://example.com/%C3%A9?q=c%20d"`),
		Row("string Authority { get; }", "Host and port; the port only when it is not the scheme's own.", absolute(func(u *Uri) any { return u.authority() }), sample+`.Authority // "example.com:8443"`),
		Row("string DnsSafeHost { get; }", "The host, an IPv6 address without brackets.", absolute(func(u *Uri) any { return strings.Trim(u.host, "[]") }), `new Uri("http://[::1]/").DnsSafeHost // "::1"`),
		Row("string Fragment { get; }", "The fragment with its #, escaped.", absolute(func(u *Uri) any { return u.fragment }), sample+`.Fragment // "#frag"`),
		Row("string Host { get; }", "The host.", absolute(func(u *Uri) any { return u.host }), sample+`.Host // "example.com"`),
		Row("UriHostNameType HostNameType { get; }", "What sort of host it is.", absolute(func(u *Uri) any { return Enum{UriHostNameTypeType, u.hostType} }), sample+`.HostNameType.ToString() // "Dns"`),
		Row("string IdnHost { get; }", "The host in ASCII, as DNS has it.", absolute(func(u *Uri) any { return punycode(strings.Trim(u.host, "[]")) }), `new Uri("http://bücher.de/").IdnHost // "xn--bcher-kva.de"`),
		Row("bool IsAbsoluteUri { get; }", "Whether it is absolute.", F1(func(u *Uri) bool { return u.absolute }), sample+`.IsAbsoluteUri // true`),
		Row("bool IsDefaultPort { get; }", "Whether the port is the scheme's own.", absolute(func(u *Uri) any { return u.defaultPort() }), sample+`.IsDefaultPort // false`),
		Row("bool IsFile { get; }", "Whether the scheme is file.", absolute(func(u *Uri) any { return u.scheme == "file" }), sample+`.IsFile // false`),
		Row("bool IsLoopback { get; }", "Whether the host is this one.", absolute(func(u *Uri) any { return u.loopback() }), `new Uri("http://localhost/").IsLoopback // true`),
		Row("bool IsUnc { get; }", "Whether it is \\\\server\\share.", absolute(func(u *Uri) any { return u.unc }), sample+`.IsUnc // false`),
		Row("string LocalPath { get; }", "The path, decoded; of a file as Windows writes it.", absolute(func(u *Uri) any { return u.localPath() }), `new Uri("https://example.com/a%20b").LocalPath // "/a b"`),
		Row("string OriginalString { get; }", "The text that it was made of.", F1(func(u *Uri) string { return u.original }), `new Uri("HTTP://A").OriginalString // "HTTP://A"`),
		Row("string PathAndQuery { get; }", "Path and query, escaped.", absolute(func(u *Uri) any { return u.path + u.query }), sample+`.PathAndQuery // "/a/b.html?x=1&y=2"`),
		Row("int Port { get; }", "The port, or the scheme's own; -1 when there is none.", absolute(func(u *Uri) any { return int32(u.port) }), sample+`.Port // 8443`, `new Uri("https://example.com").Port // 443`),
		Row("string Query { get; }", "The query with its ?, escaped.", absolute(func(u *Uri) any { return u.query }), sample+`.Query // "?x=1&y=2"`),
		Row("string Scheme { get; }", "The scheme, in lower case.", absolute(func(u *Uri) any { return u.scheme }), sample+`.Scheme // "https"`),
		Row("string[] Segments { get; }", "The parts of the path, each with the slash that ends it.", absolute(func(u *Uri) any { return NewStrings(u.segments()) }), `string.Join("|", `+sample+`.Segments) // "/|a/|b.html"`),
		Row("bool UserEscaped { get; }", "False.", F1(func(*Uri) bool { return false }), sample+`.UserEscaped // false`),
		Row("string UserInfo { get; }", "User and password.", absolute(func(u *Uri) any { return u.userInfo }), sample+`.UserInfo // "user:pw"`),

		Row("static UriHostNameType CheckHostName(string name)", "What sort of host a text is.", F1(func(name any) Enum { return Enum{UriHostNameTypeType, checkHost(Text(name))} }), `Uri.CheckHostName("::1").ToString() // "IPv6"`),
		Row("static bool CheckSchemeName(string schemeName)", "Whether a text may be a scheme.", F1(func(name any) bool { return schemeName(Text(name)) }), `Uri.CheckSchemeName("1a") // false`),
		Row("bool Equals(object comparand)", "Whether all but user and fragment is the same.", F2(func(u *Uri, o any) bool { return o != nil && u.EqualsTo(o) }), `new Uri("http://A:80/b#c").Equals(new Uri("http://a/b")) // true`),
		Row("static int Compare(Uri uri1, Uri uri2, UriComponents partsToCompare, UriFormat compareFormat, StringComparison comparisonType)", "The order of parts of two URIs; null comes first.", F5(func(a, b Opt[*Uri], parts, format, how Enum) int32 {
			switch {
			case !a.Valid && !b.Valid:
				return 0
			case !a.Valid:
				return -1
			case !b.Valid:
				return 1
			}
			return compareText(Some(a.Value.components(parts.V, format.V)), Some(b.Value.components(parts.V, format.V)), checkComparison(how))
		}), `Uri.Compare(new Uri("http://a/x"), new Uri("http://b/x"), UriComponents.Path, UriFormat.Unescaped, StringComparison.Ordinal) // 0`),
		Row("static string EscapeDataString(string stringToEscape)", "A text for use in a query or path: all but A-Z a-z 0-9 - . _ ~ is escaped.", F1(func(s string) string { return escapeData(s, false) }), `Uri.EscapeDataString("a b&é") // "a%20b%26%C3%A9"`, `Uri.EscapeDataString(null) // throws ArgumentNullException`),
		Row("static string EscapeUriString(string stringToEscape)", "A URI with all escaped that cannot stand in one; % too.", F1(func(s string) string { return escapeData(s, true) }), `Uri.EscapeUriString("http://x.com/a b?q=é&r=1#f") // "http://x.com/a%20b?q=%C3%A9&r=1#f"`),
		Row("static int FromHex(char digit)", "The number of a hexadecimal digit.", F1(func(c Char) int32 {
			if !hexDigit(c) {
				Throw(Argument("Value does not fall within the expected range.", "digit"))
			}
			return int32(strings.IndexByte(upperHexDigits, strings.ToUpper(string(rune(c)))[0]))
		}), `Uri.FromHex('f') // 15`, `Uri.FromHex('g') // throws ArgumentException`),
		Row("string GetComponents(UriComponents components, UriFormat format)", "Parts of the URI.", F3(func(u *Uri, parts, format Enum) string { return u.components(parts.V, format.V) }), `new Uri("http://h/a?b").GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) // "http://h"`),
		Row("string GetLeftPart(UriPartial part)", "The URI up to a part.", F2(func(u *Uri, part Enum) string { u.need(); return u.leftPart(part.V) }), sample+`.GetLeftPart(UriPartial.Authority) // "https://user:pw@example.com:8443"`),
		Row("static char HexUnescape(string pattern, ref int index)", "The character that %XX at a place stands for, or the one there; the place moves behind it.", F2(func(s string, index *Ref) Char {
			i := index.V.(int32)
			if i < 0 || int(i) >= Length(s) {
				Throw(ArgumentOutOfRange("index", ""))
			}
			if v, ok := hexByte(slice(s, int(i), Length(s)-int(i))); ok {
				index.V = i + 3
				return Char(v)
			}
			index.V = i + 1
			return Char(unitAt(s, int(i)))
		}), `int i = 1; return Uri.HexUnescape("a%20", ref i) + "" + i; // " 4"`),
		Row("static string HexEscape(char character)", "A character below 256 as %XX.", F1(func(c Char) string {
			if c > 255 {
				Throw(ArgumentOutOfRange("character", ""))
			}
			return "%" + upperHex([]byte{byte(c)})
		}), `Uri.HexEscape(' ') // "%20"`),
		Row("bool IsBaseOf(Uri uri)", "Whether another is below this one.", F2(func(u, other *Uri) bool {
			u.need()
			return !other.absolute || u.left(false) == other.left(false) && strings.HasPrefix(other.path, u.path[:strings.LastIndexByte(u.path, '/')+1])
		}), `new Uri("http://a/b/").IsBaseOf(new Uri("http://a/b/c")) // true`),
		Row("static bool IsHexDigit(char character)", "Whether it is a hexadecimal digit.", F1(hexDigit), `Uri.IsHexDigit('a') // true`),
		Row("static bool IsHexEncoding(string pattern, int index)", "Whether %XX stands at a place.", F2(func(s string, i int32) bool {
			if i < 0 || int(i) >= len(s) {
				return false
			}
			_, ok := hexByte(s[i:])
			return ok
		}), `Uri.IsHexEncoding("a%20", 1) // true`),
		Row("bool IsWellFormedOriginalString()", "Whether the text needed no escaping.", F1(func(u *Uri) bool { return u.wellFormed() }), `new Uri("http://a/b c").IsWellFormedOriginalString() // false`),
		Row("static bool IsWellFormedUriString(string uriString, UriKind uriKind)", "Whether a text is a URI that needs no escaping.", F2(func(s any, kind Enum) bool {
			text, ok := s.(string)
			if !ok {
				return false
			}
			u, e := parseUri(text, kind.V)
			return e == nil && u.wellFormed()
		}), `Uri.IsWellFormedUriString("http://a/b%20c", UriKind.Absolute) // true`, `Uri.IsWellFormedUriString("a b", UriKind.Relative) // false`),
		Row("Uri MakeRelativeUri(Uri uri)", "The reference that leads to another.", F2(func(u, to *Uri) *Uri { u.need(); return relativeUri(u, to) }), `new Uri("http://a/b/c/d").MakeRelativeUri(new Uri("http://a/b/e")).ToString() // "../e"`),
		Row("string ToString()", "All of it, decoded where that cannot change the meaning.", F1((*Uri).ToString), `new Uri("https://example.com/%41%2F").ToString() // "https://example.com/A%2F"`),
		Row("static bool TryCreate(string uriString, UriKind uriKind, out Uri result)", "new Uri, and false where it throws.", F3(func(s any, kind Enum, result *Ref) bool {
			text, ok := s.(string)
			return tryUri(result, ok, func() (*Uri, *Exception) { return parseUri(text, kind.V) })
		}), `Uri.TryCreate("https://example.com/x", UriKind.Absolute, out var u) // true`, `Uri.TryCreate("x y", UriKind.Absolute, out var u) // false`),
		Row("static bool TryCreate(Uri baseUri, string relativeUri, out Uri result)", "new Uri, and false where it throws.", F3(func(base Opt[*Uri], s Opt[string], result *Ref) bool {
			ok := base.Valid && base.Value.absolute && s.Valid
			return tryUri(result, ok, func() (*Uri, *Exception) { return combineUri(base.Value, s.Value) })
		}), `Uri.TryCreate(new Uri("http://a/"), "c", out var u) // true`),
		Row("static bool TryCreate(Uri baseUri, Uri relativeUri, out Uri result)", "new Uri, and false where it throws.", F3(func(base, relative Opt[*Uri], result *Ref) bool {
			ok := base.Valid && base.Value.absolute && relative.Valid
			return tryUri(result, ok, func() (*Uri, *Exception) { return combineUri(base.Value, relative.Value.original) })
		}), `Uri.TryCreate(new Uri("http://a/"), new Uri("c", UriKind.Relative), out var u) // true`),
		Row("static string UnescapeDataString(string stringToUnescape)", "A text with every %XX decoded that stands for a character.", F1(unescapeUri), `Uri.UnescapeDataString("%C3%A9+%zz") // "é+%zz"`),
		Row("static bool operator ==(Uri uri1, Uri uri2)", "Whether all but user and fragment is the same.", F2(func(a, b any) bool { return Equals(a, b) }), `new Uri("http://a/b#c") == new Uri("http://A/b") // true`),
		Row("static bool operator !=(Uri uri1, Uri uri2)", "Whether more than user and fragment differs.", F2(func(a, b any) bool { return !Equals(a, b) }), `new Uri("http://a/b") != new Uri("http://a/B") // true`),
	)
}

// combined is new Uri(base, reference).
func combined(base *Uri, reference string) (*Uri, *Exception) {
	if !base.absolute {
		return nil, ArgumentOutOfRange("baseUri", "")
	}
	return combineUri(base, reference)
}

// tryUri is TryCreate: parse is tried when ok, and result holds null when it
// fails.
func tryUri(result *Ref, ok bool, parse func() (*Uri, *Exception)) bool {
	result.V = nil
	if !ok {
		return false
	}
	u, e := parse()
	if e != nil {
		return false
	}
	result.V = u
	return true
}

func hexDigit(c Char) bool {
	return c < 128 && strings.IndexByte("0123456789abcdefABCDEF", byte(c)) >= 0
}

func checkHost(name string) int64 {
	if name == "" {
		return hostUnknown
	}
	if strings.Contains(name, ":") && name[0] != '[' {
		name = "[" + name + "]"
	}
	if _, kind, ok := canonicalHost(name); ok && kind != hostBasic {
		return kind
	}
	return hostUnknown
}

func (u *Uri) loopback() bool {
	return u.host == "localhost" || u.host == "loopback" || u.host == "[::1]" || u.hostType == hostIPv4 && strings.HasPrefix(u.host, "127.") || u.scheme == "file" && u.host == ""
}

func (u *Uri) localPath() string {
	path := unescapeUri(u.path)
	switch {
	case u.scheme != "file":
		return path
	case u.host != "":
		path = `\\` + u.host + path
	}
	return strings.ReplaceAll(path, "/", `\`)
}

func (u *Uri) segments() []string {
	list := []string{}
	for path := u.rooted(u.path); path != ""; {
		end := strings.IndexByte(path, '/') + 1
		if end == 0 {
			end = len(path)
		}
		list = append(list, path[:end])
		path = path[end:]
	}
	return list
}

// leftPart is GetLeftPart of a UriPartial.
func (u *Uri) leftPart(part int64) string {
	switch part {
	case 0:
		if u.opaque {
			return u.scheme + ":"
		}
		return u.scheme + "://"
	case 1:
		if u.opaque || u.dos {
			return ""
		}
		return u.left(true)
	case 2:
		return u.left(true) + u.rooted(u.path)
	}
	return u.left(true) + u.rooted(u.path) + u.query
}

// components is GetComponents: the parts that the flags name, with the
// delimiters between them.
func (u *Uri) components(parts, format int64) string {
	u.need()
	const keep = 0x40000000
	path, query, fragment := u.rooted(u.path), strings.TrimPrefix(u.query, "?"), strings.TrimPrefix(u.fragment, "#")
	switch format {
	case 2:
		path, query, fragment = unescapeUri(path), unescapeUri(query), unescapeUri(fragment)
	case 3:
		path, query, fragment = u.rooted(u.shownPath), strings.TrimPrefix(u.shownQuery, "?"), strings.TrimPrefix(u.shownFragment, "#")
	}
	var b strings.Builder
	has := func(flag int64) bool { return parts&flag != 0 }
	alone := parts&^keep&(parts&^keep-1) == 0 && !has(keep) // one part has no delimiter
	if has(1) {
		b.WriteString(u.scheme)
		if !alone && u.opaque {
			b.WriteString(":")
		} else if !alone {
			b.WriteString("://")
		}
	}
	if has(2) && u.userInfo != "" {
		b.WriteString(u.userInfo)
		if !alone {
			b.WriteString("@")
		}
	}
	if has(4) {
		b.WriteString(u.host)
	}
	if u.port >= 0 && (has(128) || has(8) && !u.defaultPort()) {
		if !alone {
			b.WriteString(":")
		}
		b.WriteString(ToString(int32(u.port)))
	}
	if has(16) {
		if alone {
			path = strings.TrimPrefix(path, "/")
		}
		b.WriteString(path)
	}
	if has(32) && u.query != "" {
		if !alone {
			b.WriteString("?")
		}
		b.WriteString(query)
	}
	if has(64) && u.fragment != "" {
		if !alone {
			b.WriteString("#")
		}
		b.WriteString(fragment)
	}
	return b.String()
}

// wellFormed reports whether the text that the URI was made of needed no
// escaping and no repair.
func (u *Uri) wellFormed() bool {
	return wellFormed(u.original) && !u.unc && !(u.dos && !strings.HasPrefix(strings.ToLower(u.original), "file:")) && (!u.absolute || u.original == strings.Trim(u.original, asciiSpace))
}
