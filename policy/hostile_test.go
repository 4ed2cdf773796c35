package policy

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sallyport/eval/source"
)

// faults are the codes of diagnostics and what they point at.
func faults(diagnostics source.Diagnostics) string {
	var lines []string
	for _, d := range diagnostics {
		lines = append(lines, string(d.Code)+" "+d.File.Slice(d.Span))
	}
	return strings.Join(lines, "\n")
}

// A document type is refused, so no entity expands.
func TestEntityBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("<!DOCTYPE a [\n<!ENTITY e0 \"ha\">\n")
	for i := 1; i < 10; i++ {
		b.WriteString("<!ENTITY e" + string(rune('0'+i)) + ` "` + strings.Repeat("&e"+string(rune('0'+i-1))+";", 10) + "\">\n")
	}
	b.WriteString("]>\n<a>&e9;</a>")
	doc, diagnostics := Parse(source.NewFile("bomb.xml", b.String()), Options{})
	if got, want := faults(diagnostics), string(doctype)+" <!DOCTYPE"; got != want {
		t.Errorf("Parse gives %s, want %s", got, want)
	}
	for e := range doc.Elements() {
		if got := e.Value().Content(); got != "&e9;" {
			t.Errorf("the entity is %q, want it left alone", got)
		}
	}
}

func TestDeep(t *testing.T) {
	const depth = 10_000
	text := strings.Repeat("<a>", depth) + strings.Repeat("</a>", depth)
	doc, diagnostics := Parse(source.NewFile("deep.xml", text), Options{})
	if len(diagnostics) != 1 || diagnostics[0].Code != tooDeep || diagnostics[0].Position().Column != 200*len("<a>")+1 {
		t.Errorf("Parse of %d elements, each in the last, gives %v", depth, diagnostics)
	}
	if got := height(doc.Nodes); got != 201 {
		t.Errorf("%d elements were read, want 201", got)
	}
	doc, diagnostics = Parse(source.NewFile("deep.xml", text), Options{MaxDepth: depth})
	if got := height(doc.Nodes); got != depth || len(diagnostics) > 0 {
		t.Errorf("with the limit raised %d elements were read, want %d: %v", got, depth, diagnostics)
	}
}

func height(nodes []Node) int {
	n := 0
	for e := range elements(nodes) {
		n = max(n, 1+height(e.Nodes))
	}
	return n
}

func TestNothingButExpression(t *testing.T) {
	for _, text := range []string{"@(a&lt;b)", "\ufeff@(a && b &lt; c)", `@(a&lt;"b")`, "@(", "@{}"} {
		f := source.NewFile("bare.xml", text)
		if _, diagnostics := Parse(f, Options{}); !strings.Contains(faults(diagnostics), string(noPolicy)) {
			t.Errorf("Parse(%q) gives %v, want %s", text, diagnostics, noPolicy)
		}
		checkLaws(t, f, Options{})
	}
}

// A file above the limit is refused by its size; what has no size to ask for,
// such as a pipe, is read up to the limit.
func TestReadFileTooLarge(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.xml")
	if err := os.WriteFile(path, []byte("<a/>"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 100<<20); err != nil {
		t.Fatal(err)
	}
	doc, diagnostics, err := ReadFile(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(diagnostics) != 1 || diagnostics[0].Code != fileTooLarge {
		t.Errorf("ReadFile of 100 MiB gives %v, want %s", diagnostics, fileTooLarge)
	}
	if n := len(doc.File.Text); n > 0 {
		t.Errorf("%d bytes were read", n)
	}
	if _, _, err := ReadFile(path+".not", Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("ReadFile of no file: %v", err)
	}
}

// Every beginning of a document is read without panic and keeps the laws, and
// it is known to be cut.
func TestTruncated(t *testing.T) {
	for _, path := range []string{"testdata/unescaped.xml", "testdata/escaped.xml", "testdata/windows.xml", "testdata/cdata.xml"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		whole := strings.TrimRight(string(text), "\r\n")
		for n := range len(whole) {
			f := source.NewFile(path, whole[:n])
			checkLaws(t, f, Options{})
			if _, diagnostics := Parse(f, Options{}); !diagnostics.HasErrors() {
				t.Errorf("the first %d bytes of %s pass for a document", n, path)
			}
		}
	}
}

func TestCharacters(t *testing.T) {
	for text, want := range map[string]string{
		"<a>caf\xe9</a>":               "DOC0002 \xe9",
		"<a b=\"\xff\xfe\">\xc0</a>":   "DOC0002 \xff\nDOC0002 \xc0",
		"\xff\xfe<\x00a\x00/\x00>":     "DOC0002 \xff\xfe",
		"<a>\x00\x01</a>":              "DOC0003 \x00",
		"<a>\ufffe</a>":                "DOC0003 \ufffe",
		"<a b=\"@(\"\x07\")\"/>":       "DOC0003 \x07",
		"<a>\ufffd is a character</a>": "",
		"<a>\xed\xa0\x80</a>":          "DOC0002 \xed", // half a surrogate pair
	} {
		f := source.NewFile("characters.xml", text)
		_, diagnostics := Parse(f, Options{})
		if got := faults(diagnostics); got != want {
			t.Errorf("Parse(%q) gives %q, want %q", text, got, want)
		}
		checkLaws(t, f, Options{})
	}
}

// An expression without an end is complained of where it begins, and what
// stands behind it is still read.
func TestExpressionWithoutEnd(t *testing.T) {
	for _, text := range []string{
		`<a><b c="@(x[1]"/><d/></a>`,
		`<a><b c="@("x)"/><d/></a>`,
		`<a><b c='@(x'/><d/></a>`,
		`<a><b>@(x</b><d/></a>`,
		`<a><b>@( /* </b><d/></a>`,
		`<a><b> @(x < "y" </b><d/></a>`,
		`<a><b c="@(x &lt; 1"></b><d/></a>`,
	} {
		doc, diagnostics := Parse(source.NewFile("open.xml", text), Options{})
		if got, want := faults(diagnostics), string(unclosedExpression)+" @("; got != want {
			t.Errorf("Parse(%q) gives %s, want %s", text, got, want)
		}
		names := ""
		for e := range policyElements(doc.Nodes) {
			names += e.Name
		}
		if names != "abd" {
			t.Errorf("Parse(%q) reads elements %s, want abd", text, names)
		}
	}
}

// Whatever is in a file again and again, the reader looks ahead in vain over no
// more than a small multiple of its size.
func TestRepeated(t *testing.T) {
	for _, unit := range []string{
		"@(", "@{", "<a>@(", "<a b=\"@(", "<a b='@(\"", "<a b=\"@(\"/>", "<a>@(\"</a>", "<a>@(1)x</a>", "<a b=\"@(&lt;\"/>",
		"<", "</", "</a>", "<a", "<a ", "<a b", "<a b=", "<a b=\"", "<a b='<\n", "<!--", "<!-- -- -->", "<![CDATA[", "<?", "<!x '", "<!x [",
		"&", "&amp", "&#", "]]>", "{{", "{{a", "{{a}}", "{", "\"", "'", "\r", "\xff", "\x00", "$\"{", "/*", "//", "é ", "a=\"\" ",
	} {
		for _, frame := range []string{"%", "<a>%</a>", "<a b=\"%\"/>", "<a b=\"@(%)\"/>", "<a>@{%}</a>", "<a %/>"} {
			text := strings.Replace(frame, "%", strings.Repeat(unit, 30_000/len(unit)), 1)
			f := source.NewFile("repeated.xml", text)
			doc, _ := Parse(f, house)
			doc.XML()
			doc.RawXML()
			if p := read(f, Options{}, true); p.spent > 17*len(text)+1<<16 {
				t.Errorf("%q in %s: %d bytes were searched for an end in vain", unit, frame, p.spent)
			}
		}
	}
}

func TestManyExpressionsWithoutEnd(t *testing.T) {
	text := strings.Repeat("@(", 100_000)
	for _, frame := range []string{"<a>%</a>", "<a b=\"%\"/>", "%"} {
		f := source.NewFile("many.xml", strings.Replace(frame, "%", text, 1))
		_, diagnostics := Parse(f, Options{})
		if !diagnostics.HasErrors() || f.Text[diagnostics[0].Span.Start] != '@' {
			t.Errorf("Parse(%q) with 100,000 times @( gives %v, want a fault at the first", frame, diagnostics)
		}
	}
}
