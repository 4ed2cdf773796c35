package policy

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sallyport/eval/source"
)

// checkLaws checks what holds for every text, be it a document or not.
func checkLaws(t testing.TB, f *source.File, opts Options) {
	t.Helper()
	doc, diagnostics := Parse(f, opts)
	checkDiagnostics(t, f, diagnostics)
	checkSpans(t, doc)
	if doc.malformed {
		if !diagnostics.HasErrors() {
			t.Errorf("Parse(%q) is malformed and has no errors", f.Text)
		}
		if text, ok := doc.Normalize(); ok {
			t.Errorf("Parse(%q).Normalize() = %q of a malformed document", f.Text, text)
		}
		return
	}
	checkPrinted(t, doc)
	checkStrict(t, doc)
	checkFormatted(t, doc)
	checkListed(t, doc)
}

// checkDiagnostics: spans lie in the file, in its order, and say something.
func checkDiagnostics(t testing.TB, f *source.File, diagnostics source.Diagnostics) {
	t.Helper()
	last := 0
	for _, d := range diagnostics {
		if d.Code == "" || d.Message == "" || d.File != f {
			t.Errorf("Parse(%q): incomplete diagnostic %+v", f.Text, d)
		}
		if d.Span.Start < last || d.Span.End < d.Span.Start || d.Span.End > len(f.Text) {
			t.Errorf("Parse(%q): diagnostic %v at %v", f.Text, d, d.Span)
		}
		last = d.Span.Start
	}
}

// checkSpans: every span slices the file to what was typed, nodes lie one
// behind the other inside their parent, and where nothing is malformed they
// leave nothing out.
func checkSpans(t testing.TB, d *Document) {
	t.Helper()
	c := &spanChecker{TB: t, doc: d}
	whole := source.Span{End: len(d.File.Text)}
	if strings.HasPrefix(d.File.Text, "\ufeff") {
		whole.Start = len("\ufeff")
	}
	c.nodes(d.Nodes, nil, whole)
	last := -1
	for _, r := range d.NamedValues {
		if r.Span.Start <= last {
			t.Errorf("in %q: reference %v is out of order", d.File.Text, r)
		}
		last = r.Span.Start
	}
}

type spanChecker struct {
	testing.TB
	doc *Document
}

// inside checks that a span lies in another.
func (c *spanChecker) inside(what string, s, in source.Span) {
	c.Helper()
	if s.Start < in.Start || s.End > in.End || s.Start > s.End {
		c.Errorf("in %q: %s %v is not inside %v", c.doc.File.Text, what, s, in)
	}
}

// slices checks that a span holds a text.
func (c *spanChecker) slices(what string, s source.Span, want string) {
	c.Helper()
	if got := c.doc.File.Slice(s); got != want {
		c.Errorf("in %q: %s slices to %q, want %q", c.doc.File.Text, what, got, want)
	}
}

func (c *spanChecker) nodes(nodes []Node, parent *Element, in source.Span) {
	at := in.Start
	for _, n := range nodes {
		s := n.Span()
		c.inside("node", s, source.Span{Start: at, End: in.End})
		if s.Start != at && !c.doc.malformed {
			c.Errorf("in %q: nothing covers %d to %d", c.doc.File.Text, at, s.Start)
		}
		at = s.End
		switch n := n.(type) {
		case *Element:
			if n.Parent != parent {
				c.Errorf("in %q: <%s> is not the child of its parent", c.doc.File.Text, n.Name)
			}
			c.element(n)
		case *Text:
			c.value(n.Value, s)
			if want := n.Value.Span; !n.CDATA && want != s {
				c.Errorf("in %q: text %v has value %v", c.doc.File.Text, s, want)
			}
		case *Comment:
			c.inside("comment", n.Text, s)
		}
	}
	if at != in.End && !c.doc.malformed {
		c.Errorf("in %q: nothing covers %d to %d", c.doc.File.Text, at, in.End)
	}
}

func (c *spanChecker) element(e *Element) {
	c.slices("name", e.NameSpan, e.Name)
	c.inside("name", e.NameSpan, e.StartTag)
	at := e.NameSpan.End
	for _, a := range e.Attrs {
		c.inside("attribute", a.Span, source.Span{Start: at, End: e.StartTag.End})
		at = a.Span.End
		c.slices("attribute name", a.NameSpan, a.Name)
		c.value(a.Value, a.Span)
		if !c.doc.malformed {
			q := string(a.Quote)
			c.slices("quotes", source.Span{Start: a.Value.Span.Start - 1, End: a.Span.End}, q+c.doc.File.Slice(a.Value.Span)+q)
		}
	}
	all := source.Span{Start: e.StartTag.Start, End: e.EndTag.End}
	if e.span != all || e.Content != (source.Span{Start: e.StartTag.End, End: e.EndTag.Start}) {
		c.Errorf("in %q: element %v of tags %v and %v holds %v", c.doc.File.Text, e.span, e.StartTag, e.EndTag, e.Content)
	}
	c.value(e.Value(), e.span)
	c.nodes(e.Nodes, e, e.Content)
	inner := e.InnerXML()
	c.value(inner, e.Content)
}

// value checks that a value lies in its place, and each byte of its text with it.
func (c *spanChecker) value(v Value, in source.Span) {
	c.Helper()
	c.inside("value", v.Span, in)
	for i := range len(v.Content()) {
		origin := v.Text.Origin(source.Span{Start: i, End: i + 1})
		c.inside("origin", origin, v.Span)
		if origin.Len() == 1 && v.Content()[i] != '\n' {
			c.slices("origin", origin, v.Content()[i:i+1])
		}
	}
	if v.Expr {
		code := v.Content()[v.Code.Start:v.Code.End]
		if !beginsExpression(code, 0) || strings.IndexByte(")}", code[len(code)-1]) < 0 {
			c.Errorf("in %q: %q is no expression", c.doc.File.Text, code)
		}
	}
}

// checkPrinted: in either format the document is the same document.
func checkPrinted(t testing.TB, d *Document) {
	t.Helper()
	plain, _ := Parse(d.File, Options{MaxBytes: 1 << 30})
	if plain.malformed { // an expression that only a named value ends
		return
	}
	for format, text := range map[string]string{"xml": plain.XML(), "rawxml": plain.RawXML()} {
		again, diagnostics := Parse(source.NewFile(format, text), Options{MaxBytes: 1 << 30})
		if again.malformed {
			t.Errorf("%q as %s is %q, which is malformed:\n%v", d.File.Text, format, text, diagnostics)
			continue
		}
		if diff := cmp.Diff(shape(plain), shape(again)); diff != "" {
			t.Errorf("%q as %s is %q: -want +got\n%s", d.File.Text, format, text, diff)
		}
		if format == "xml" && again.Raw {
			t.Errorf("%q as xml is %q, which is not well formed", d.File.Text, text)
		}
		if printed := map[string]string{"xml": again.XML(), "rawxml": again.RawXML()}[format]; printed != text {
			t.Errorf("%q as %s is %q and then %q", d.File.Text, format, text, printed)
		}
	}
}

// checkFormatted: in canonical layout the document is the same document, down to
// the tokens of its C#, and stays as it is.
func checkFormatted(t testing.TB, d *Document) {
	t.Helper()
	plain, _ := Parse(d.File, Options{MaxBytes: 1 << 30})
	text, ok := plain.Format()
	if !ok {
		return
	}
	again, diagnostics := Parse(source.NewFile("formatted", text), Options{MaxBytes: 1 << 30})
	if again.malformed {
		t.Errorf("%q is formatted as %q, which is malformed:\n%v", d.File.Text, text, diagnostics)
		return
	}
	if diff := cmp.Diff(loose(plain), loose(again)); diff != "" {
		t.Errorf("%q is formatted as %q: -want +got\n%s", d.File.Text, text, diff)
	}
	if printed, _ := again.Format(); printed != text {
		t.Errorf("%q is formatted as %q and then as %q", d.File.Text, text, printed)
	}
}

// checkListed: strict parsers read what is listed, and the same values.
func checkListed(t testing.TB, d *Document) {
	t.Helper()
	plain, _ := Parse(d.File, Options{MaxBytes: 1 << 30})
	if plain.malformed {
		return
	}
	var want []string
	collect := func(v typedValue) bool {
		if v.quote != 0 || strings.TrimSpace(v.typed.Content) != "" {
			want = append(want, v.typed.Content)
		}
		return true
	}
	var l Listing
	for e := range plain.Elements() {
		walkValues([]Node{e}, nil, collect)
		l.Element(e, 0, func(*source.File, int) string { return "a--b" })
	}
	got, err := strictValues("<root>" + l.String() + "</root>")
	if err != nil {
		t.Errorf("%q is listed as %q: %v", d.File.Text, l.String(), err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q is listed as %q: -want +got\n%s", d.File.Text, l.String(), diff)
	}
}

// checkStrict: strict parsers read the normalized document, and the same values.
func checkStrict(t testing.TB, d *Document) {
	t.Helper()
	text, ok := d.Normalize()
	if !ok {
		t.Errorf("Parse(%q).Normalize() = false", d.File.Text)
		return
	}
	var want []string
	for v := range d.typedValues() {
		if v.quote != 0 || strings.TrimSpace(v.typed.Content) != "" {
			want = append(want, v.typed.Content)
		}
	}
	got, err := strictValues(text)
	if err != nil {
		t.Errorf("Parse(%q).Normalize() = %q: %v", d.File.Text, text, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse(%q).Normalize() = %q: -want +got\n%s", d.File.Text, text, diff)
	}
	if tree := d.Etree(); tree.Root() == nil {
		t.Errorf("Parse(%q).Etree() has no root", d.File.Text)
	}
}

// strictValues are the attributes and texts that encoding/xml finds.
func strictValues(text string) (values []string, err error) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return values, nil
		}
		switch token := token.(type) {
		case xml.StartElement:
			for _, a := range token.Attr {
				values = append(values, a.Value)
			}
		case xml.CharData:
			if strings.TrimSpace(string(token)) != "" {
				values = append(values, string(token))
			}
		}
		if err != nil {
			return values, err
		}
	}
}
