package syntax

import (
	"slices"
	"testing"
)

func TestLiterals(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{`@(a < b)`, nil},
		{`@(a == "b" && c[')'])`, []string{`"b"`, `')'`}},
		{"@(a /* b */ + c // d\n)", []string{"/* b */ ", "// d\n"}},
		{`@($"a{b["c"]}d" + @"e")`, []string{`a`, `"c"`, `d`, `@"e"`}},
		{`a &lt; "b`, []string{`"b`}},
	} {
		text := "<" + c.text + ">"
		var got []string
		for _, s := range Literals(text, 1, len(text)-1) {
			got = append(got, text[s.Start:s.End])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Literals(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestStrings(t *testing.T) {
	const text = "@(a /* \"b\" */ + $\"c{d /* e */}f\" + 'g' // h\n)"
	var got []string
	for _, s := range Strings(text, 0, len(text)) {
		got = append(got, text[s.Start:s.End])
	}
	if want := []string{"c", "f", "'g'"}; !slices.Equal(got, want) {
		t.Errorf("Strings(%q) = %q, want %q", text, got, want)
	}
}
