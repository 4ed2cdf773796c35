package syntax

import (
	"path/filepath"
	"testing"

	"sallyport/eval/source"
)

// seed adds the expressions of all test files to a fuzz target.
func seed(f *testing.F) {
	files, err := filepath.Glob("testdata/*.cs")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		for _, chunk := range chunks(f, file) {
			f.Add(chunk)
		}
	}
	for _, s := range []string{
		"", "@(", "@{", "@(\"", "@('", "@($\"{", "@($@\"{a:", "@(/*", "@(a[)", "@(a<b<c<d", "@(\n#if\n1)", "@(\\u0061 \xff)",
		"@($\"{a\n}\")", "@{ case 1: }", "@(x is not not and or)", "@(from a in b", "@(new (a,b)[", "@{ if (a) else }",
	} {
		f.Add(s)
	}
}

// The scanner's lexemes lie in the text in order, brackets refer to each other,
// and ScanEnd stops inside the text.
func FuzzScan(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		sc := scanner{src: s}
		lexemes := sc.scanAll(nil)
		end := int32(0)
		for i, l := range lexemes {
			if l.start < end || l.end < l.start || int(l.end) > len(s) {
				t.Fatalf("lexeme %d of %q is %v, behind %d", i, s, l, end)
			}
			if l.start == l.end && l.kind != EOF && l.kind != INTERPEND {
				t.Fatalf("lexeme %d of %q, %v, is empty", i, s, l.kind)
			}
			if m := l.match; m >= 0 && lexemes[m].match != int32(i) {
				t.Fatalf("lexeme %d of %q matches %d, which matches %d", i, s, m, lexemes[m].match)
			}
			end = l.end
		}
		for _, fault := range sc.faults {
			if sp := fault.Span; sp.Start < 0 || sp.End < sp.Start || sp.End > len(s) {
				t.Fatalf("fault %v of %q is outside it", fault, s)
			}
		}
		end2, fault := ScanEnd(s, 0)
		if end2 < 0 || end2 > len(s) {
			t.Fatalf("ScanEnd(%q) = %d", s, end2)
		}
		if fault == nil {
			if again, f2 := ScanEnd(s[:end2], 0); again != end2 || f2 != nil {
				t.Fatalf("ScanEnd(%q) = %d, %v, want the whole", s[:end2], again, f2)
			}
		}
	})
}

// Parse gives a tree whose spans nest for any text, and what is printed of a
// tree without faults gives it again.
func FuzzParse(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		text := source.NewText("fuzz", s)
		body, diags := Parse(text)
		checkTree(t, body, text)
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(s) || d.Message == "" {
				t.Errorf("diagnostic %v of %q", d, s)
			}
		}
		if len(diags) == 0 {
			checkRoundTrip(t, body)
		}
		Sprint(body)
		Dump(body)
		x, _ := ParseExpr(text)
		checkTree(t, x, text)
	})
}
