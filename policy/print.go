package policy

import (
	"iter"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// XML is the document in API Management's format xml: expressions escaped, all
// else as it was typed. Without faults it is well formed, and every value in it
// reads as before. Named values are not put in.
func (d *Document) XML() string {
	return d.edited(typedValue.inXML)
}

// inXML is an expression as format xml has it; it reports false of what stays as
// it was typed.
func (v typedValue) inXML() (string, bool) {
	return v.escaped(), v.expr && (v.raw || v.quote != 0 && v.multiline())
}

// RawXML is the document in API Management's format rawxml: expressions as C#,
// all else as it was typed. An expression stays escaped where, typed as C#, it
// would not read as before: one with a string "&amp;", say, in a document that
// is well formed without it.
func (d *Document) RawXML() string {
	var before []string
	for v := range d.typedValues() {
		before = append(before, v.typed.Content)
	}
	escape := make([]bool, len(before))
	// Escaping one expression can change how the whole is read, once.
	for range 3 {
		i := -1
		text := d.edited(func(v typedValue) (string, bool) {
			if i++; escape[i] {
				return v.escaped(), v.expr
			}
			return v.typed.Content, v.expr
		})
		after := read(source.NewFile(d.File.Name, text), Options{}, false)
		if after.stopped {
			after = read(after.doc.File, Options{}, true)
		}
		if differing(after.doc, before, escape) == 0 && (d.malformed || !after.faulty) {
			return text
		}
	}
	return d.XML()
}

// differing marks the values of a document that are not the ones wanted, and
// counts them.
func differing(d *Document, want []string, marks []bool) (count int) {
	i := 0
	for v := range d.typedValues() {
		if i < len(want) && v.typed.Content != want[i] {
			marks[i] = true
			count++
		}
		i++
	}
	if i != len(want) {
		count++
	}
	return count
}

// Normalize is the document as strict XML parsers want it: format xml with one
// root, without a byte order mark and without an XML declaration. Several roots
// stand in a <fragment>. It reports false for a document that is not well
// formed even so, which then has diagnostics.
func (d *Document) Normalize() (string, bool) {
	if d.malformed {
		return "", false
	}
	text := d.XML()
	text = strings.TrimPrefix(text, "\ufeff")
	if i, ok := d.Nodes[0].(*Instruction); ok && i.Target == "xml" {
		text = text[i.span.Len():]
	}
	if roots := slices.Collect(d.Elements()); len(roots) > 1 {
		text = "<fragment>" + text + "</fragment>"
	}
	return text, true
}

// Etree is the normalized document as an etree, or nil when it is malformed.
// Its elements know no positions; it is for those who edit or query policies
// as XML.
func (d *Document) Etree() *etree.Document {
	text, ok := d.Normalize()
	if !ok {
		return nil
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromString(text); err != nil {
		panic("policy: normalized document is no XML: " + err.Error())
	}
	return doc
}

// edited is the file with some of its values written anew.
func (d *Document) edited(edit func(typedValue) (string, bool)) string {
	return edited(d.File, source.Span{End: len(d.File.Text)}, d.typedValues(), edit)
}

// edited is a part of a file with some of the values in it written anew.
func edited(file *source.File, part source.Span, values iter.Seq[typedValue], edit func(typedValue) (string, bool)) string {
	var b strings.Builder
	at := part.Start
	for v := range values {
		if text, ok := edit(v); ok {
			b.WriteString(file.Text[at:v.Span.Start])
			b.WriteString(text)
			at = v.Span.End
		}
	}
	b.WriteString(file.Text[at:part.End])
	return b.String()
}

// A typedValue is a value of an attribute or a text as the file has it, before
// named values are put in.
type typedValue struct {
	Value
	quote byte // of an attribute; 0 for a text
	expr  bool // is an expression, and one that can be written either way
}

// typedValues are the values in the order of the file.
func (d *Document) typedValues() iter.Seq[typedValue] {
	return func(yield func(typedValue) bool) { walkValues(d.Nodes, nil, yield) }
}

func walkValues(nodes []Node, in *Element, yield func(typedValue) bool) bool {
	for _, n := range nodes {
		switch n := n.(type) {
		case *Text:
			if !yield(typedValue{n.Value, 0, !n.CDATA && isExpression(n.Value, in)}) {
				return false
			}
		case *Element:
			for _, a := range n.Attrs {
				if !yield(typedValue{a.Value, a.Quote, a.Quote != 0 && isExpression(a.Value, n)}) {
					return false
				}
			}
			if !walkValues(n.Nodes, n, yield) {
				return false
			}
		}
	}
	return true
}

// isExpression reports whether a value is an expression as typed. One that was
// typed as C# is, even if a named value has since made it something else.
func isExpression(v Value, in *Element) bool {
	if v.raw || in == nil || in.opaque {
		return v.raw
	}
	text := v.typed.Content
	at := skipSpace(text, 0)
	if !beginsExpression(text, at) {
		return false
	}
	end, fault := syntax.ScanEnd(text, at)
	return fault == nil && skipSpace(text, end) == len(text)
}

var escapes = map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '\r': "&#13;"}

// escaped is an expression in XML's escapes. XML turns line ends and tabs in
// attributes into spaces, so where C# would notice they are escaped too.
func (v typedValue) escaped() string {
	text := v.typed.Content
	literal := func(int) bool { return false }
	if v.multiline() {
		literal = inLiteral(text, source.Span{End: len(text)})
	}
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		escape, ok := escapes[c]
		switch {
		case ok:
			b.WriteString(escape)
		case v.quote == '"' && c == '"':
			b.WriteString("&quot;")
		case v.quote == '\'' && c == '\'':
			b.WriteString("&apos;")
		case v.quote != 0 && c == '\n' && literal(i):
			b.WriteString("&#10;")
		case v.quote != 0 && c == '\t' && literal(i):
			b.WriteString("&#9;")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// multiline reports whether a value holds what XML makes a space in attributes.
func (v typedValue) multiline() bool { return strings.ContainsAny(v.typed.Content, "\n\t") }
