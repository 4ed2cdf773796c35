package clr

import "strings"

// A UriBuilder is a URI in parts that can be changed.
type UriBuilder struct {
	scheme, user, password, host, path, query, fragment string
	port                                                int32 // -1 for the scheme's own
}

// UriBuilderType is System.UriBuilder.
var UriBuilderType = Declare(Decl{Name: "System.UriBuilder", Beyond: true, Doc: "A URI in parts that can be changed."})

// CLRType is System.UriBuilder.
func (*UriBuilder) CLRType() *Type { return UriBuilderType }

// ToString puts the parts together.
func (b *UriBuilder) ToString() string {
	if b.user == "" && b.password != "" {
		Throw(uriFault("Invalid URI: The password was not associated with a username."))
	}
	s := ""
	if b.scheme != "" {
		s = b.scheme + ":"
		if known, ok := uriSchemes[b.scheme]; !ok || known.authority || b.scheme == "file" || b.scheme == "ldap" {
			s += "//"
		}
	}
	if b.user != "" {
		s += b.user
		if b.password != "" {
			s += ":" + b.password
		}
		s += "@"
	}
	s += b.host
	if b.port >= 0 && b.host != "" {
		s += ":" + ToString(b.port)
	}
	path := b.path
	if path != "" && path[0] != '/' && b.host != "" {
		path = "/" + path
	}
	return s + path + b.query + b.fragment
}

// builderOf takes a URI apart.
func builderOf(u *Uri) *UriBuilder {
	u.need()
	user, password, _ := strings.Cut(u.userInfo, ":")
	return &UriBuilder{u.scheme, user, password, u.host, u.rooted(u.path), u.query, u.fragment, int32(u.port)}
}

func (b *UriBuilder) setScheme(s string) {
	s, _, _ = strings.Cut(s, ":")
	if s != "" && !schemeName(s) {
		Throw(Argument(uriBadScheme, "value"))
	}
	b.scheme = strings.ToLower(s)
}

func (b *UriBuilder) setHost(s string) {
	if strings.Contains(s, ":") && !strings.HasPrefix(s, "[") {
		s = "[" + s + "]"
	}
	b.host = s
}

func (b *UriBuilder) setPath(s string) {
	if s == "" {
		s = "/"
	}
	b.path = escapeUri(strings.ReplaceAll(s, `\`, "/"), true)
}

func (b *UriBuilder) setPort(n int32) {
	if n < -1 || n > 65535 {
		Throw(ArgumentOutOfRange("value", ""))
	}
	b.port = n
}

// setExtra sets what follows the path: a query with its ? or a fragment with its #.
func (b *UriBuilder) setExtra(s string) {
	switch {
	case s == "":
	case s[0] == '#':
		b.fragment = s
	case s[0] == '?':
		var hash bool
		b.query, b.fragment, hash = strings.Cut(s, "#")
		if hash {
			b.fragment = "#" + b.fragment
		}
	default:
		Throw(Argument("Extra portion of URI not valid.", "extraValue"))
	}
}

// marked puts a mark before a text that is not empty and has none.
func marked(mark, s string) string {
	if s == "" || strings.HasPrefix(s, mark) {
		return s
	}
	return mark + s
}

func init() {
	build := func(scheme, host string, port int32, path, extra string) *UriBuilder {
		b := &UriBuilder{port: -1}
		b.setScheme(scheme)
		b.setHost(host)
		b.setPort(port)
		b.setPath(path)
		b.setExtra(extra)
		return b
	}
	text := func(sig, doc string, get func(*UriBuilder) *string, set func(*UriBuilder, string), example string) Member {
		return Row(sig, doc, F1(func(b *UriBuilder) string { return *get(b) }), example).Set(F2(func(b *UriBuilder, v any) Void {
			set(b, Text(v))
			return Void{}
		}))
	}
	const sample = `new UriBuilder("http://u:p@h:81/a?b#c")`
	UriBuilderType.Define(
		Row("new()", "http://localhost/.", F0(func() *UriBuilder { return build("http", "localhost", -1, "/", "") }), `new UriBuilder().ToString() // "http://localhost/"`),
		Row("new(string uri)", "The parts of a URI; http where it has no scheme.", F1(func(s string) *UriBuilder {
			u, e := parseUri(s, uriAny)
			if e != nil || !u.absolute {
				u = mustUri(parseUri("http://"+s, uriAbsolute))
			}
			return builderOf(u)
		}), sample+`.Host // "h"`, `new UriBuilder("h").ToString() // "http://h:80/"`),
		Row("new(Uri uri)", "The parts of a URI.", F1(builderOf), `new UriBuilder(new Uri("http://h/a")).Path // "/a"`),
		Row("new(string schemeName, string hostName)", "A scheme and a host.", F2(func(scheme, host any) *UriBuilder { return build(Text(scheme), Text(host), -1, "/", "") }), `new UriBuilder("http", "h").ToString() // "http://h/"`),
		Row("new(string scheme, string host, int portNumber)", "A scheme, a host and a port.", F3(func(scheme, host any, port int32) *UriBuilder { return build(Text(scheme), Text(host), port, "/", "") }), `new UriBuilder("http", "h", 81).ToString() // "http://h:81/"`),
		Row("new(string scheme, string host, int port, string pathValue)", "A scheme, a host, a port and a path.", F4(func(scheme, host any, port int32, path any) *UriBuilder {
			return build(Text(scheme), Text(host), port, Text(path), "")
		}), `new UriBuilder("https", "example.com", 8080, "p/q").ToString() // "https://example.com:8080/p/q"`),
		Row("new(string scheme, string host, int port, string path, string extraValue)", "All parts; extraValue is a query with its ? or a fragment with its #.", F5(func(scheme, host any, port int32, path, extra any) *UriBuilder {
			return build(Text(scheme), Text(host), port, Text(path), Text(extra))
		}), `new UriBuilder("http", "h", 81, "p", "?q").Query // "?q"`),
		text("string Fragment { get; set; }", "The fragment with its #.", func(b *UriBuilder) *string { return &b.fragment }, func(b *UriBuilder, s string) { b.fragment = marked("#", s) }, sample+`.Fragment // "#c"`),
		text("string Host { get; set; }", "The host.", func(b *UriBuilder) *string { return &b.host }, (*UriBuilder).setHost, sample+`.Host // "h"`),
		text("string Password { get; set; }", "The password.", func(b *UriBuilder) *string { return &b.password }, func(b *UriBuilder, s string) { b.password = s }, sample+`.Password // "p"`),
		text("string Path { get; set; }", "The path; what is set is escaped.", func(b *UriBuilder) *string { return &b.path }, (*UriBuilder).setPath, sample+`.Path // "/a"`),
		Row("int Port { get; set; }", "The port; -1 for the scheme's own.", F1(func(b *UriBuilder) int32 { return b.port }), sample+`.Port // 81`).Set(F2(func(b *UriBuilder, n int32) Void { b.setPort(n); return Void{} })),
		text("string Query { get; set; }", "The query with its ?.", func(b *UriBuilder) *string { return &b.query }, func(b *UriBuilder, s string) { b.query = marked("?", s) }, sample+`.Query // "?b"`),
		text("string Scheme { get; set; }", "The scheme.", func(b *UriBuilder) *string { return &b.scheme }, (*UriBuilder).setScheme, sample+`.Scheme // "http"`),
		Row("Uri Uri { get; }", "The URI.", F1(func(b *UriBuilder) *Uri { return mustUri(parseUri(b.ToString(), uriAbsolute)) }), sample+`.Uri.PathAndQuery // "/a?b"`),
		text("string UserName { get; set; }", "The user.", func(b *UriBuilder) *string { return &b.user }, func(b *UriBuilder, s string) { b.user = s }, sample+`.UserName // "u"`),
		Row("string ToString()", "The URI as text.", F1((*UriBuilder).ToString), sample+`.ToString() // "http://u:p@h:81/a?b#c"`),
	)
}
