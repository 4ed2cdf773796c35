package syntax

import (
	"strings"
	"testing"
)

func TestScanEnd(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"parentheses", `@(f(1)) tail)`, `@(f(1))`},
		{"block", `@{ if (a) { return ")"; } } }`, `@{ if (a) { return ")"; } }`},
		{"string", `@(")" + "\")")"`, `@(")" + "\")")`},
		{"verbatim", `@(@"\" + @""")")"`, `@(@"\" + @""")")`},
		{"character", `@(')' + '\'' + '"')"`, `@(')' + '\'' + '"')`},
		{"comments", "@(1 // )\n/* ) */)x", "@(1 // )\n/* ) */)"},
		{"hole", `@($"{d[")"]} ) {{")"`, `@($"{d[")"]} ) {{")`},
		{"nested holes", `@($"{$"{f(")")}"}")"`, `@($"{$"{f(")")}"}")`},
		{"verbatim hole", "@($@\"\\{d[\"\"]}\n)\"\"{1:0\"\")}\")x", "@($@\"\\{d[\"\"]}\n)\"\"{1:0\"\")}\")"},
		{"format", `@($"{x:)}")y`, `@($"{x:)}")`},
		{"braces in a hole", `@($"{f(x => { return "}"; })}")y`, `@($"{f(x => { return "}"; })}")`},
		{"stray bracket", `@(a]) b`, `@(a])`},
		{"inner bracket open", `@(a[) b`, `@(a[)`},
		{"named value", `@((int){{n}} + 1) b`, `@((int){{n}} + 1)`},
		{"markup", `@(a < b && c["d"] > 1)" />`, `@(a < b && c["d"] > 1)`},
	} {
		t.Run(c.name, func(t *testing.T) {
			end, fault := ScanEnd("<a>"+c.text, 3)
			if fault != nil {
				t.Fatalf("ScanEnd(%q) = %v", c.text, fault)
			}
			if got := c.text[:end-3]; got != c.want {
				t.Errorf("ScanEnd(%q) ends %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestScanEndFaults(t *testing.T) {
	for _, c := range []struct{ text, code, at string }{
		{`@("abc`, "CS1010", `"abc`},
		{`@('a`, "CS1010", `'a`},
		{`@(@"abc)`, "CS1039", `@"abc)`},
		{`@(1 /* 2)`, "CS1035", `/* 2)`},
		{`@(f(1)`, "CS1026", `(f(1)`},
		{`@{ {}`, "CS1513", `{ {}`},
		{`@(a[`, "CS1003", `[`},
		{`@($"{a`, "CS8076", `{a`},
		{`@($"a`, "CS1010", `$"a`},
		{`@($@"a`, "CS1039", `$@"a`},
		{`x(1)`, "EXP0001", `x(1)`},
		{`@`, "EXP0001", `@`},
	} {
		_, fault := ScanEnd(c.text, 0)
		if fault == nil {
			t.Errorf("ScanEnd(%q): no fault, want %s", c.text, c.code)
			continue
		}
		if at := c.text[fault.Span.Start:]; string(fault.Code) != c.code || at != c.at {
			t.Errorf("ScanEnd(%q) = %s at %q, want %s at %q", c.text, fault.Code, at, c.code, c.at)
		}
	}
}

// A bracket that closes nothing must not cost a look at all that are open.
func TestScanEndIsLinear(t *testing.T) {
	const n = 200_000
	for _, text := range []string{
		"@(" + strings.Repeat("[", n) + strings.Repeat("}", n),
		"@(" + strings.Repeat(`$"{`, n),
		"@(" + strings.Repeat(`$"{(`, n) + strings.Repeat(`}"`, n),
	} {
		if end, fault := ScanEnd(text, 0); fault == nil || end != len(text) {
			t.Errorf("ScanEnd(%.10q...) = %d, %v", text, end, fault)
		}
	}
}
