package clr

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// WebUtilityType is System.Net.WebUtility.
var WebUtilityType = Declare(Decl{Name: "System.Net.WebUtility", Kind: StaticClass, Doc: "Text in URLs and HTML."})

func init() {
	text := func(f func(string) string) Impl {
		return F1(func(s Opt[string]) Opt[string] {
			if !s.Valid {
				return s
			}
			return Some(f(s.Value))
		})
	}
	WebUtilityType.Define(
		Row("static string HtmlDecode(string value)", "A text with the characters that &lt; &#233; and their kin stand for.", text(htmlDecode), `System.Net.WebUtility.HtmlDecode("&lt;b&gt; &eacute; &#x41; &foo;") // "<b> é A &foo;"`, `System.Net.WebUtility.HtmlDecode(null) == null // true`),
		Row("static void HtmlDecode(string value, TextWriter output)", "Writes a text decoded.", F3(func(env *Env, s Opt[string], to *StringWriter) Void { return to.Write(env, htmlDecode(s.Value)) })),
		Row("static void HtmlEncode(string value, TextWriter output)", "Writes a text for use in HTML.", F3(func(env *Env, s Opt[string], to *StringWriter) Void { return to.Write(env, htmlEncode(s.Value)) }), `var w = new StringWriter(); System.Net.WebUtility.HtmlEncode("<", w); return w.ToString(); // "&lt;"`),
		Row("static string HtmlEncode(string value)", "A text for use in HTML.", text(htmlEncode), `System.Net.WebUtility.HtmlEncode("<a href='x'>é</a>") // "&lt;a href=&#39;x&#39;&gt;&#233;&lt;/a&gt;"`),
		Row("static string UrlDecode(string encodedValue)", "A text with + for space and %XX decoded.", text(func(s string) string { return decodeUTF8(urlDecode([]byte(s))) }), `System.Net.WebUtility.UrlDecode("a+b%C3%A9%zz") // "a bé%zz"`),
		Row("static byte[] UrlDecodeToBytes(byte[] encodedValue, int offset, int count)", "Bytes with + for space and %XX decoded.", F3(func(data []byte, offset, count int32) []byte { return urlDecode(segment(data, offset, count)) }), `System.Net.WebUtility.UrlDecodeToBytes(new byte[] {43, 65}, 0, 2)[0] // (byte)32`),
		Row("static string UrlEncode(string value)", "A text for use in a query: space is +, all but A-Z a-z 0-9 - _ . ! * ( ) is escaped.", text(func(s string) string { return urlEncode(encodeUTF8(s)) }), `System.Net.WebUtility.UrlEncode("a b&c~é") // "a+b%26c%7E%C3%A9"`),
		Row("static byte[] UrlEncodeToBytes(byte[] value, int offset, int count)", "Bytes for use in a query.", F3(func(data []byte, offset, count int32) []byte { return []byte(urlEncode(segment(data, offset, count))) }), `System.Net.WebUtility.UrlEncodeToBytes(new byte[] {32}, 0, 1)[0] // (byte)43`),
	)
}

func urlEncode(data []byte) string {
	var b strings.Builder
	for _, c := range data {
		switch {
		case c == ' ':
			b.WriteByte('+')
		case latinLetter(c) || c >= '0' && c <= '9' || strings.IndexByte("-_.!*()", c) >= 0:
			b.WriteByte(c)
		default:
			writeEscaped(&b, string([]byte{c}))
		}
	}
	return b.String()
}

func urlDecode(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for i := 0; i < len(data); i++ {
		c := data[i]
		if c == '+' {
			c = ' '
		} else if v, ok := hexByte(string(data[i:min(i+3, len(data))])); ok {
			c = v
			i += 2
		}
		out = append(out, c)
	}
	return out
}

// htmlEncode escapes what HTML reads as markup, and the characters that .NET
// Framework escapes besides: U+00A0 to U+00FF and those beyond U+FFFF.
func htmlEncode(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := decodeWTF8(s[i:])
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\'':
			b.WriteString("&#39;")
		case r >= 0xA0 && r < 0x100 || r >= 0x10000:
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		case r >= 0xD800 && r < 0xE000:
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// htmlDecode decodes &name; &#n; and &#xh;. What is none of them stays.
func htmlDecode(s string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(s, '&')
		if at < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:at])
		s = s[at:]
		end := strings.IndexAny(s[1:], ";&") + 1
		if end == 0 || s[end] == '&' {
			end = max(end, 1)
			b.WriteString(s[:end])
			s = s[end:]
			continue
		}
		if r, ok := htmlCharacter(s[1:end]); ok {
			b.WriteRune(r)
		} else {
			b.WriteString(s[:end+1])
		}
		s = s[end+1:]
	}
}

// htmlCharacter is the character of a name, or of a number after #.
func htmlCharacter(name string) (rune, bool) {
	number, ok := strings.CutPrefix(name, "#")
	if !ok {
		r, ok := htmlEntities()[name]
		return r, ok
	}
	base := 10
	if number != "" && number[0]|0x20 == 'x' {
		number, base = number[1:], 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	return rune(n), err == nil && n <= utf8.MaxRune && (n < 0xD800 || n > 0xDFFF)
}
