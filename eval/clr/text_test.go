package clr

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestDecodeUTF8(t *testing.T) {
	for data, want := range map[string]int{ // code units, by .NET Framework
		"eda080": 2, "e08080": 2, "f4908080": 3, "f0808080": 3, "c080": 2, "e282": 1, "f09f98": 1, "f09f41": 2, "e241": 2, "f5808080": 4, "f880808080": 5, "efbbbf41": 2,
	} {
		raw, err := hex.DecodeString(data)
		if err != nil {
			t.Fatal(err)
		}
		if got := Length(decodeUTF8(raw)); got != want {
			t.Errorf("UTF8.GetString(%s) has %d code units, want %d", data, got, want)
		}
	}
}

func TestEncodings(t *testing.T) {
	lone := FromUnits([]uint16{0xD83D}) + "a"
	for _, c := range []struct{ name, text, want string }{
		{"utf-8", lone, "efbfbd61"}, {"utf-16", lone, "fdff6100"}, {"utf-16be", "aé", "006100e9"}, {"utf-32", "a😀", "6100000000f60100"},
		{"ascii", "é😀", "3f3f3f"}, {"latin1", "é€", "e93f"}, {"windows-1252", "é€日", "e9803f"},
	} {
		if got := hex.EncodeToString(encodingNamed(c.name).encode(c.text)); got != c.want {
			t.Errorf("%s of %q is %s, want %s", c.name, c.text, got, c.want)
		}
	}
	for _, c := range []struct{ name, data, want string }{
		{"ascii", "\xc8A", "?A"}, {"utf-16", "A\x00B", "A\uFFFD"}, {"utf-16", "\x3d\xd8A\x00", "\uFFFDA"}, {"windows-1252", "\x80\x81\xe9", "€\u0081é"}, {"latin1", "\xe9\x80", "é\u0080"},
	} {
		if got := encodingNamed(c.name).decode([]byte(c.data)); got != c.want {
			t.Errorf("%s of % x is %q, want %q", c.name, c.data, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		if !utf8.ValidString(s) {
			return
		}
		for _, name := range []string{"utf-8", "utf-16", "utf-16be", "utf-32"} {
			e := encodingNamed(name)
			if back := e.decode(e.encode(s)); back != s {
				t.Fatalf("%s makes %q of %q", name, back, s)
			}
		}
	})
}

func TestEveryCodePage(t *testing.T) {
	for _, p := range codePages {
		e := encodingOfPage(p.page)
		if e.page != p.page || encodingNamed(e.name).page != p.page {
			t.Errorf("code page %d is called %s, which is another", p.page, e.name)
		}
	}
}

func TestHtml(t *testing.T) {
	if got, want := htmlEncode("<>&\"'é\u00A0ÿĀ日😀"+FromUnits([]uint16{0xD83D})+"\u0080/"), "&lt;&gt;&amp;&quot;&#39;&#233;&#160;&#255;Ā日&#128512;\uFFFD\u0080/"; got != want {
		t.Errorf("HtmlEncode = %q, want %q", got, want)
	}
	const coded = "&lt;&LT;&amp;amp;&quot&#39;&#x41;&#X42;&#65&#999999999;&#xD83D;&#1114112;&#128512;&apos;&nbsp;&foo;&;&#;&#x;&euro;&hellip;&Eacute;& a;&lt"
	if got, want := htmlDecode(coded), "<&LT;&amp;&quot'AB&#65&#999999999;&#xD83D;&#1114112;😀'\u00a0&foo;&;&#;&#x;€…É& a;&lt"; got != want {
		t.Errorf("HtmlDecode = %q, want %q", got, want)
	}
}

func TestUrlEncode(t *testing.T) {
	if got, want := urlEncode(encodeUTF8(`a b+c~-_.!*'()é"😀`)), "a+b%2Bc%7E-_.!*%27()%C3%A9%22%F0%9F%98%80"; got != want {
		t.Errorf("UrlEncode = %s, want %s", got, want)
	}
	if got, want := decodeUTF8(urlDecode([]byte("a+b%20%zz%E9%C3%A9%u0041%"))), "a b %zz\uFFFDé%u0041%"; got != want {
		t.Errorf("UrlDecode = %q, want %q", got, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.SliceOf(rapid.Byte()).Draw(t, "data")
		if back := urlDecode([]byte(urlEncode(data))); !bytes.Equal(back, data) {
			t.Fatalf("%x came back as %x", data, back)
		}
	})
}

func TestGuid(t *testing.T) {
	g := mustGuid(parseGuid("6F9619FF-8B86-D011-B42D-00C04FC964FF", ""))
	for _, format := range []string{"D", "N", "B", "P", "X"} {
		if back, e := parseGuidExact(g.FormatWith(format), format); e != nil || back != g {
			t.Errorf("%s: %s is read as %v, %v", format, g.FormatWith(format), back, e)
		}
	}
	if got, want := g.FormatWith("X"), "{0x6f9619ff,0x8b86,0xd011,{0xb4,0x2d,0x00,0xc0,0x4f,0xc9,0x64,0xff}}"; got != want {
		t.Errorf("ToString(X) = %s, want %s", got, want)
	}
	memory := swapGuid(g)
	if got, want := hex.EncodeToString(memory[:]), "ff19966f868b11d0b42d00c04fc964ff"; got != want {
		t.Errorf("ToByteArray = %s, want %s", got, want)
	}
	for _, s := range []string{"", "x", "6F9619FF-8B86D011-B42D-00C04FC964FF", "6F9619FF8B86D011B42D00C04FC964FG", "{6F9619FF-8B86-D011-B42D-00C04FC964FF", "{0x6f9619ff,0x8b86,{0xb4}}", "+F9619FF8B86D011B42D00C04FC964FF"} {
		if _, e := parseGuid(s, ""); e == nil || e.T != FormatExceptionType {
			t.Errorf("Guid.Parse(%q) throws %v, want FormatException", s, e)
		}
	}
	for s, want := range map[string]string{"": badGuid, "xyz": badGuidDigits} {
		if _, e := parseGuid(s, ""); e == nil || e.FullMessage() != want {
			t.Errorf("Guid.Parse(%q) throws %v, want %q", s, e, want)
		}
	}
}

func TestIPAddress(t *testing.T) {
	for s, want := range map[string]string{
		"127.1": "127.0.0.1", "0x7f.0.0.1": "127.0.0.1", "1": "0.0.0.1", "::ffff:1.2.3.4": "::ffff:1.2.3.4", "::1.2.3.4": "::1.2.3.4", "fe80::1%3": "fe80::1%3", "[::1]": "::1", "[::1]:80": "::1",
		"2001:DB8:0:0:0:0:0:1": "2001:db8::1", "2001:0:0:1:0:0:0:1": "2001:0:0:1::1", "256.1.1.1": "", "": "", "1.2.3.4 ": "", "x": "", "[::1": "", "1.2.3.4.5": "", "[::1]x": "",
	} {
		got := ""
		if addr, ok := parseAddress(s); ok {
			got = (&IPAddress{addr}).ToString()
		}
		if got != want {
			t.Errorf("IPAddress.Parse(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestTimeZones(t *testing.T) {
	for name, iana := range windowsZones {
		if _, err := time.LoadLocation(iana); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	eastern := findZone("eastern standard time")
	at := func(y, m, d, h, n int32) DateTime { return dateTimeAt(y, m, d, h, n, 0, 0, Unspecified) }
	for _, c := range []struct {
		clock DateTime
		utc   string // "" where the clocks skip it
		hours TimeSpan
	}{
		{at(2024, 7, 1, 0, 0), "2024-07-01T04:00:00", -4}, {at(2024, 1, 1, 0, 0), "2024-01-01T05:00:00", -5},
		{at(2024, 3, 10, 2, 30), "", -5}, {at(2024, 11, 3, 1, 30), "2024-11-03T06:30:00", -5},
	} {
		var utc DateTime
		e := catch(func() { utc = DateTimeOf(eastern.toUtc(c.clock), Utc) })
		if (e != nil) != (c.utc == "") || e == nil && utc.FormatWith("s") != c.utc {
			t.Errorf("%s is %s, %v in UTC, want %s", c.clock.ToString(), utc.FormatWith("s"), e, c.utc)
		}
		if got := eastern.offsetOf(c.clock); got != c.hours*ticksPerHour {
			t.Errorf("GetUtcOffset(%s) = %s", c.clock.ToString(), got.ToString())
		}
	}
	if !eastern.summer(at(2024, 7, 1, 4, 0).Ticks()) || eastern.summer(at(2024, 1, 1, 5, 0).Ticks()) {
		t.Error("summer time is not in summer")
	}
	if got := findZone("India Standard Time").base(testEnv).ToString(); got != "05:30:00" {
		t.Errorf("India is at %s", got)
	}
	for _, id := range []string{"Nope", "", "../x", "Local"} {
		if e := catch(func() { findZone(id) }); e == nil || e.T != timeZoneNotFound {
			t.Errorf("FindSystemTimeZoneById(%q) throws %v", id, e)
		}
	}
}

func TestCodePointAtLoneSurrogate(t *testing.T) {
	for s, want := range map[string]string{
		"a\xed\xa0\xbd": "Found a high surrogate char without a following low surrogate at index: 1.",
		"a\xed\xb8\x80": "Found a low surrogate char without a preceding high surrogate at index: 1.",
	} {
		if e := caught(func() { codePointAt(s, 1) }); e == nil || !strings.HasPrefix(e.FullMessage(), want) {
			t.Errorf("ConvertToUtf32(%q, 1) throws %v, want %q", s, e, want)
		}
	}
}
