package source

import (
	"strings"
	"testing"
)

func TestPosition(t *testing.T) {
	f := NewFile("a.xml", "\ufeffab\r\ncé😀d\rx\n")
	for _, c := range []struct {
		at   string
		want Position
	}{
		{"ab", Position{1, 1}}, {"b\r", Position{1, 2}}, {"cé", Position{2, 1}},
		{"d\r", Position{2, 4}}, {"x", Position{3, 1}},
	} {
		if got := f.Position(strings.Index(f.Text, c.at)); got != c.want {
			t.Errorf("Position of %q = %v, want %v", c.at, got, c.want)
		}
	}
	if got, want := f.Line(2), "cé😀d"; got != want {
		t.Errorf("Line(2) = %q, want %q", got, want)
	}
}

func TestOriginOfReplacedText(t *testing.T) {
	f := NewFile("p.xml", `x="@(a &lt; {{n}})"`)
	b := NewBuilder(f)
	at := func(s string) Span { i := strings.Index(f.Text, s); return Span{i, i + len(s)} }
	b.Copy(at("@(a "))
	b.Replace(at("&lt;"), "<")
	b.Copy(Span{at("&lt;").End, at("{{n}}").Start})
	b.Replace(at("{{n}}"), "12")
	b.Copy(at(")"))
	text := b.Text()
	if text.Content != "@(a < 12)" {
		t.Fatalf("Content = %q", text.Content)
	}
	for _, c := range []struct{ of, want string }{{"a", "a"}, {"<", "&lt;"}, {"2", "{{n}}"}, {"< 12)", "&lt; {{n}})"}, {")", ")"}} {
		i := strings.Index(text.Content, c.of)
		if got := f.Slice(text.Origin(Span{i, i + len(c.of)})); got != c.want {
			t.Errorf("Origin of %q = %q, want %q", c.of, got, c.want)
		}
	}
	again := NewBuilder(f)
	again.Append(text, Span{2, len(text.Content)})
	if got := f.Slice(again.Text().Origin(Span{2, 6})); got != "&lt; {{n}}" {
		t.Errorf("Origin after Append = %q", got)
	}
}

func TestFormat(t *testing.T) {
	f := NewFile("p.xml", "<a>\n\t<b c=\"1\"/>\n</a>")
	i := strings.Index(f.Text, "c=")
	got := Diagnostic{Code: "POL0002", File: f, Span: Span{i, i + 1}, Message: `unknown attribute "c"`, Suggest: "d"}.Format(Style{})
	want := "p.xml:2:5: error: unknown attribute \"c\" [POL0002]\n   2 | \t<b c=\"1\"/>\n     | \t   ^\n     | try: d\n"
	if got != want {
		t.Errorf("Format =\n%s\nwant\n%s", got, want)
	}
}

func TestPart(t *testing.T) {
	part := NewPart("a.yaml", "<a>\n  <b/>\n</a>", 2, 4)
	if got, want := part.Position(7), (Position{4, 8}); got != want {
		t.Errorf("Position = %v, want %v", got, want)
	}
	d := Diagnostic{Code: "X", File: part, Span: Span{7, 8}, Message: "no b"}
	want := "a.yaml:4:8: error: no b [X]\n   4 |   <b/>\n     |    ^\n"
	if got := d.Format(Style{}); got != want {
		t.Errorf("Format =\n%s\nwant\n%s", got, want)
	}
}

func TestStyle(t *testing.T) {
	if got := (Style{}).Good("ok") + (Style{}).Bad("FAIL"); got != "okFAIL" {
		t.Errorf("plain words are %q", got)
	}
	if got := (Style{Color: true}).Bad("FAIL"); got != "\x1b[1;31mFAIL\x1b[0m" {
		t.Errorf("a bad word in colour is %q", got)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"renewal-period", "calls", "counter-key"}
	for typed, want := range map[string]string{"renewal-perod": "renewal-period", "cals": "calls", "Calls": "calls", "acll": "", "zzz": ""} {
		if got := Nearest(typed, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", typed, got, want)
		}
	}
}

// What a file holds cannot control the terminal that shows a line of it.
func TestFormatHidesControls(t *testing.T) {
	f := NewFile("a.xml", "a\x1b[2J\u009b2J\u202eb\tc")
	got := Diagnostic{Code: "X", File: f, Span: Span{0, 1}, Message: "m"}.Format(Style{})
	want := "a.xml:1:1: error: m [X]\n   1 | a\ufffd[2J\ufffd2J\ufffdb\tc\n     | ^\n"
	if got != want {
		t.Errorf("Format() = %q, want %q", got, want)
	}
}
