package syntax

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sallyport/eval/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// checkTree checks the laws of spans: every node's lies inside its parent's,
// and the root's inside the text.
func checkTree(t testing.TB, root Node, text *source.Text) {
	t.Helper()
	var check func(n Node, within source.Span)
	check = func(n Node, within source.Span) {
		s := n.Span()
		if s.Start < within.Start || s.End > within.End || s.Start > s.End {
			t.Errorf("in %q: span %v of %T is not inside %v", text.Content, s, n, within)
			return
		}
		Walk(n, func(c Node) bool {
			if c != n {
				check(c, s)
			}
			return c == n
		})
	}
	check(root, source.Span{Start: 0, End: len(text.Content)})
}

// checkRoundTrip checks that what is printed of a tree gives the same tree.
func checkRoundTrip(t testing.TB, body *Body) {
	t.Helper()
	want := Dump(body)
	var layout strings.Builder
	if err := Print(&layout, body); err != nil {
		t.Fatal(err)
	}
	for _, printed := range []string{layout.String(), Sprint(body)} {
		again, diags := Parse(source.NewText("printed", printed))
		if len(diags) > 0 {
			t.Errorf("Parse of what was printed, %q:\n%v", printed, diags)
		} else if got := Dump(again); got != want {
			t.Errorf("printed as %q, the tree is\n%s\nwant\n%s", printed, got, want)
		}
	}
}

// chunks are the expressions of a test file, which blank lines part.
func chunks(t testing.TB, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n\n")
}

// Each testdata/NAME.cs holds expressions; NAME.golden the tree of each and
// its canonical layout.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.cs")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".cs")
		if name == "complaints" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for _, chunk := range chunks(t, file) {
				text := source.NewText(file, chunk)
				body, diags := Parse(text)
				if len(diags) > 0 {
					t.Errorf("Parse(%q):\n%v", chunk, diags)
				}
				checkTree(t, body, text)
				checkRoundTrip(t, body)
				fmt.Fprintln(&b, Dump(body))
				if err := Print(&b, body); err != nil {
					t.Fatal(err)
				}
				b.WriteString("\n\n")
			}
			golden := strings.TrimSuffix(file, ".cs") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			compareChunks(t, b.String(), string(want))
		})
	}
}

func compareChunks(t *testing.T, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n\n"), strings.Split(want, "\n\n")
	if len(g) != len(w) {
		t.Errorf("got %d trees, want %d", len(g), len(w))
	}
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Errorf("got\n%s\nwant\n%s", g[i], w[i])
		}
	}
}

// complaint is the comment behind the token that is to be complained of.
var complaint = regexp.MustCompile(`/\* ERROR ("(?:[^"\\]|\\.)*") \*/`)

// testdata/complaints.cs holds faulty expressions. Behind each token that a
// diagnostic must begin in stands a comment with a part of its message and code.
func TestComplaints(t *testing.T) {
	for _, chunk := range chunks(t, "testdata/complaints.cs") {
		text := source.NewText("complaints.cs", chunk)
		body, diags := Parse(text)
		checkTree(t, body, text)
		for _, m := range complaint.FindAllStringSubmatchIndex(chunk, -1) {
			want, err := strconv.Unquote(chunk[m[2]:m[3]])
			if err != nil {
				t.Fatalf("%s: %v", chunk[m[2]:m[3]], err)
			}
			at := tokenBefore(chunk, m[0])
			found := -1
			for i, d := range diags {
				if at.Start <= d.Span.Start && d.Span.Start <= at.End && strings.Contains(d.Message+" ["+string(d.Code)+"]", want) {
					found = i
					break
				}
			}
			if found < 0 {
				t.Errorf("in %s\nno complaint %q at %q; got\n%v", chunk, want, chunk[at.Start:at.End], diags)
				continue
			}
			diags = append(diags[:found:found], diags[found+1:]...)
		}
		if len(diags) > 0 {
			t.Errorf("in %s\nunexpected\n%v", chunk, diags)
		}
	}
}

// tokenBefore is the place of the last token that ends before an offset.
func tokenBefore(text string, offset int) source.Span {
	sc := scanner{src: text, pos: 1}
	at := source.Span{Start: 0, End: 1}
	for _, l := range sc.scanAll(nil) {
		if int(l.end) <= offset && l.kind != EOF {
			at = source.Span{Start: int(l.start), End: int(l.end)}
		}
	}
	return at
}

// Hostile texts must neither exhaust the stack nor take more than linear time,
// and those beyond the limits must be refused once.
func TestHostile(t *testing.T) {
	const n = 100_000
	for _, c := range []struct{ name, before, again, after string }{
		{"parentheses", "", "(", "1"},
		{"not", "", "!", "true"},
		{"minus", "", "- ", "1"},
		{"conditional", "", "a?b:", "c"},
		{"conditional, nested", "", "a?", "b"},
		{"sum", "a", "+a", ""},
		{"coalesce", "a", "??a", ""},
		{"assignment", "", "a=", "a"},
		{"members", "a", ".a", ""},
		{"conditional access", "a", "?.a", ""},
		{"calls", "a", "()", ""},
		{"lambdas", "", "x=>", "1"},
		{"lambdas in parentheses", "", "(x,y)=>", "1"},
		{"blocks", "x => ", "{", ""},
		{"interpolations", "", `$"{`, ""},
		{"casts", "", "(int)", "1"},
		{"less", "a", "<a", ""},
		{"type arguments", "", "a<", "b"},
		{"type arguments, closed", "new ", "a<", "b" + strings.Repeat(">", n) + "()"},
		{"type lists", "a", "<a,a", ""},
		{"tuples", "", "(a,", "b"},
		{"arrays", "typeof(int", "[]", ")"},
		{"nullables", "typeof(int", "?", ")"},
		{"qualified", "typeof(a", ".a", ")"},
		{"arguments", "f(", "(x,", ""},
		{"initialisers", "new T ", "{", ""},
		{"array initialisers", "new[] ", "{", ""},
		{"is", "a", " is a", ""},
		{"not patterns", "a is ", "not ", "null"},
		{"queries", "", "from a in ", "b"},
		{"else", "x => { ", "if (a) ; else ", "; }"},
		{"designations", "f(out var ", "(", ""},
		{"ranges", "a", "..a", ""},
		{"postfix", "a", "++", ""},
		{"brackets", "a", "[a", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := source.NewText(c.name, "@("+c.before+strings.Repeat(c.again, n)+c.after+")")
			body, diags := Parse(text)
			Walk(body, func(Node) bool { return true })
			if len(diags) == 0 {
				t.Errorf("no complaint about %d times %q", n, c.again)
			}
			found := 0
			for _, d := range diags {
				if d.Code == tooComplex {
					found++
				}
			}
			if found > 1 || len(diags) > 20 {
				t.Errorf("%d complaints, %d of them of depth; first: %v", len(diags), found, diags[0])
			}
		})
	}
}

// What is within the limits is accepted.
func TestLong(t *testing.T) {
	for _, expr := range []string{
		"@(a" + strings.Repeat(" + a", 9_000) + ")",
		"@(" + strings.Repeat("(", 150) + "1" + strings.Repeat(")", 150) + ")",
		"@{ " + strings.Repeat("x = 1;", 20_000) + " return x; }",
	} {
		body, diags := Parse(source.NewText("long", expr))
		if len(diags) > 0 {
			t.Errorf("Parse(%.20q...): %v", expr, diags[0])
		}
		checkRoundTrip(t, body)
	}
}

func TestParseExpr(t *testing.T) {
	x, diags := ParseExpr(source.NewText("expr", " a.b + 1 // c"))
	if got, want := Dump(x), "(Binary Op='+' X=(Member (Ident a) (Ident b)) Y=(Literal int 1))"; got != want || len(diags) > 0 {
		t.Errorf("ParseExpr = %s, %v, want %s", got, diags, want)
	}
	if _, diags := ParseExpr(source.NewText("expr", "a b")); len(diags) != 1 {
		t.Errorf("ParseExpr of two names: %v, want one complaint", diags)
	}
}

// Diagnostics point into the file, also where its text was decoded.
func TestDiagnosticOrigin(t *testing.T) {
	f := source.NewFile("p.xml", `<a b="@(1 &lt; )"/>`)
	b := source.NewBuilder(f)
	b.Copy(source.Span{Start: 6, End: 10})
	b.Replace(source.Span{Start: 10, End: 14}, "<")
	b.Copy(source.Span{Start: 14, End: 16})
	_, diags := Parse(b.Text())
	if len(diags) != 1 || f.Slice(diags[0].Span) != ")" || diags[0].Span.Start != 15 {
		t.Errorf("Parse = %v, want a complaint about the parenthesis", diags)
	}
}

func TestTypeExpr(t *testing.T) {
	x, _ := ParseExpr(source.NewText("expr", "x is A.B<int>.C"))
	if got, want := Sprint(TypeExpr(x.(*Is).Type)), "A.B<int>.C"; got != want {
		t.Errorf("TypeExpr = %s, want %s", got, want)
	}
	x, _ = ParseExpr(source.NewText("expr", "x is int[]"))
	if got := TypeExpr(x.(*Is).Type); got != nil {
		t.Errorf("TypeExpr of an array = %s, want none", Sprint(got))
	}
}
