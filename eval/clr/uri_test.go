package clr

import (
	"strings"
	"testing"
)

func TestParseUri(t *testing.T) {
	for s, want := range map[string]string{ // ToString AbsoluteUri Host Port
		"https://user:pw@example.com:8443/a/b.html?x=1&y=2#frag": "https://user:pw@example.com:8443/a/b.html?x=1&y=2#frag|https://user:pw@example.com:8443/a/b.html?x=1&y=2#frag|example.com|8443",
		"HTTPS://EXAMPLE.com:443":                                "https://example.com/|https://example.com/|example.com|443",
		"https://example.com/a b?q=c d#e f":                      "https://example.com/a b?q=c d#e f|https://example.com/a%20b?q=c%20d#e%20f|example.com|443",
		"https://example.com/%7Ea%41%2f%20%zz":                   "https://example.com/~aA%2f %25zz|https://example.com/~aA%2f%20%25zz|example.com|443",
		"https://example.com/a/../b/./c//d\\e":                   "https://example.com/b/c//d/e|https://example.com/b/c//d/e|example.com|443",
		"https://example.com/%c3%a9%E9é😀":                        "https://example.com/é%E9é😀|https://example.com/%C3%A9%E9%C3%A9%F0%9F%98%80|example.com|443",
		"http://[2001:DB8::1]:8080/x":                            "http://[2001:db8::1]:8080/x|http://[2001:db8::1]:8080/x|[2001:db8::1]|8080",
		"http://0x7f.1/":                                         "http://127.0.0.1/|http://127.0.0.1/|127.0.0.1|80",
		"urn:isbn:123":                                           "urn:isbn:123|urn:isbn:123||-1",
		"mailto:joe@example.com?subject=x":                       "mailto:joe@example.com?subject=x|mailto:joe@example.com?subject=x|example.com|25",
		`c:\x\y`:                                                 "file:///c:/x/y|file:///c:/x/y||-1",
		`\\server\share`:                                         "file://server/share|file://server/share|server|-1",
		"custom://host:1/p/../q?r":                               "custom://host:1/q?r|custom://host:1/q?r|host|1",
		"http://bücher.de/":                                      "http://bücher.de/|http://bücher.de/|bücher.de|80",
		" https://example.com/x ":                                "https://example.com/x|https://example.com/x|example.com|443",
		"relative/path":                                          uriBadFormat,
		"":                                                       uriEmpty,
		"1http://x":                                              uriBadScheme,
		"http://exa mple.com":                                    uriBadHost,
		"http:///x":                                              uriBadHost,
		"http:/x":                                                uriBadAuth,
		"http://x:99999/":                                        uriBadPort,
		"http://x:+1/":                                           uriBadPort,
		"a:b":                                                    uriBadDos,
		"http://" + strings.Repeat("a", 70) + ".com":             uriBadHost,
	} {
		u, e := parseUri(s, uriAbsolute)
		got := ""
		if e != nil {
			got = e.Message
		} else {
			got = strings.Join([]string{u.ToString(), u.Absolute(), u.host, ToString(int32(u.port))}, "|")
		}
		if got != want {
			t.Errorf("new Uri(%q) = %s, want %s", s, got, want)
		}
	}
}

// TestCombineUri holds the references of RFC 3986, section 5.4.
func TestCombineUri(t *testing.T) {
	base := mustUri(parseUri("http://a/b/c/d;p?q", uriAbsolute))
	for reference, want := range map[string]string{
		"g": "http://a/b/c/g", "./g": "http://a/b/c/g", "g/": "http://a/b/c/g/", "/g": "http://a/g", "//g": "http://g/", "?y": "http://a/b/c/d;p?y", "g?y": "http://a/b/c/g?y",
		"#s": "http://a/b/c/d;p?q#s", "g#s": "http://a/b/c/g#s", ";x": "http://a/b/c/;x", "": "http://a/b/c/d;p?q", ".": "http://a/b/c/", "./": "http://a/b/c/", "..": "http://a/b/",
		"../g": "http://a/b/g", "../..": "http://a/", "../../../g": "http://a/g", "/./g": "http://a/g", "g.": "http://a/b/c/g.", "..g": "http://a/b/c/..g", "./g/.": "http://a/b/c/g/",
		"g;x=1/../y": "http://a/b/c/y", "g?y/../x": "http://a/b/c/g?y/../x", "http:g": "http://a/b/c/g", "ftp://z/y": "ftp://z/y", `\g`: "http://a/g", " g h ": "http://a/b/c/g h",
	} {
		u, e := combineUri(base, reference)
		if e != nil || u.ToString() != want {
			t.Errorf("new Uri(base, %q) = %v, %v, want %s", reference, u, e, want)
		}
	}
	if _, e := combineUri(base, "g:h"); e == nil || e.Message != uriBadDos {
		t.Errorf("new Uri(base, g:h) throws %v", e)
	}
}

func TestRelativeUri(t *testing.T) {
	for _, c := range [][3]string{
		{"http://a/b/c/d", "http://a/b/e", "../e"}, {"http://a/b/c/d", "http://a/b/c/d?x#y", "?x#y"}, {"http://a/b/c/d", "http://z/b", "http://z/b"},
		{"http://a/b/c/", "http://a/b", "../../b"}, {"http://a/b/", "http://a/b/c:d", "./c:d"},
	} {
		from, to := mustUri(parseUri(c[0], uriAbsolute)), mustUri(parseUri(c[1], uriAbsolute))
		if got := relativeUri(from, to).ToString(); got != c[2] {
			t.Errorf("%s to %s is %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

func TestWellFormedUri(t *testing.T) {
	for _, c := range []struct {
		s    string
		kind int64
		want bool
	}{
		{"http://a/b c", uriAbsolute, false}, {"http://a/b%20c", uriAbsolute, true}, {"http://a/b%zz", uriAbsolute, false}, {"http://a/é", uriAbsolute, true},
		{`http://a\b`, uriAbsolute, false}, {"a/b", uriRelative, true}, {"a b", uriRelative, false}, {"a/b", uriAbsolute, false}, {"a/b", uriAny, true},
		{"HTTP://A/", uriAbsolute, true}, {"http:/a", uriAbsolute, false}, {`c:\x`, uriAbsolute, false}, {"mailto:a@b", uriAbsolute, true}, {"urn:a b", uriAbsolute, false},
	} {
		u, e := parseUri(c.s, c.kind)
		if got := e == nil && u.wellFormed(); got != c.want {
			t.Errorf("IsWellFormedUriString(%q, %d) = %v, want %v", c.s, c.kind, got, c.want)
		}
	}
}

func TestEscapeUri(t *testing.T) {
	if got, want := escapeData("a b+c/é😀~!*'()", false), "a%20b%2Bc%2F%C3%A9%F0%9F%98%80~%21%2A%27%28%29"; got != want {
		t.Errorf("EscapeDataString = %s, want %s", got, want)
	}
	if got, want := escapeData("a%20b[é]#?", true), "a%2520b[%C3%A9]#?"; got != want {
		t.Errorf("EscapeUriString = %s, want %s", got, want)
	}
	if got, want := unescapeUri("a%2Bb%20c+d%zz%E9%C3%A9%F0%9F%98%80%"), "a+b c+d%zz%E9é😀%"; got != want {
		t.Errorf("UnescapeDataString = %s, want %s", got, want)
	}
	for _, s := range []string{"\xed\xa0\xbd", strings.Repeat("a", 65520)} {
		if e := catch(func() { escapeData(s, false) }); e == nil || e.T != UriFormatExceptionType {
			t.Errorf("EscapeDataString throws %v", e)
		}
	}
	if got, want := punycode("例え.jp"), "xn--r8jz45g.jp"; got != want {
		t.Errorf("punycode = %s, want %s", got, want)
	}
}

func FuzzParseUri(f *testing.F) {
	for _, s := range []string{"https://u:p@h:1/a/../b?c#d", `\\s\t`, `c:\x`, "urn:x", "mailto:a@b", "http://[::1%25x]/", "%E9%", "http://é.x", "../a"} {
		f.Add(s)
	}
	base := mustUri(parseUri("http://a/b/c?d", uriAbsolute))
	f.Fuzz(func(t *testing.T, s string) {
		for _, kind := range []int64{uriAny, uriAbsolute, uriRelative} {
			u, e := parseUri(s, kind)
			if e != nil || !u.absolute {
				continue
			}
			u.localPath()
			u.segments()
			u.components(127, 3)
			again, e := parseUri(u.Absolute(), uriAbsolute)
			if e == nil && again.Absolute() != u.Absolute() && !u.dos {
				t.Errorf("%q: %q is %q when read again", s, u.Absolute(), again.Absolute())
			}
		}
		combineUri(base, s)
		unescapeUri(s)
	})
}
