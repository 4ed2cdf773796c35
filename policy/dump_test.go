package policy

import (
	"fmt"
	"strings"

	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// dump is the tree of a document, one line a node or attribute, each with its
// place. Space between elements is left out.
func dump(d *Document) string {
	w := &dumper{file: d.File}
	form := "as xml"
	if d.Raw {
		form = "as rawxml"
	}
	fmt.Fprintf(w, "%s, read %s\n", d.Kind, form)
	w.nodes(d.Nodes, 0)
	return w.String()
}

// shape is the tree of a document without places, the same for the same
// document in another format.
func shape(d *Document) string {
	w := new(dumper)
	fmt.Fprintln(w, d.Kind)
	w.nodes(d.Nodes, 0)
	return w.String()
}

// loose is the shape of a document but for the white space of its C#, outside of
// strings.
func loose(d *Document) string {
	w := &dumper{loose: true}
	fmt.Fprintln(w, d.Kind)
	w.nodes(d.Nodes, 0)
	return w.String()
}

type dumper struct {
	strings.Builder
	file  *source.File // nil: no places
	loose bool
}

func (w *dumper) line(at source.Span, depth int, format string, args ...any) {
	if w.file != nil {
		from, to := w.file.Position(at.Start), w.file.Position(at.End)
		fmt.Fprintf(w, "%-14s", fmt.Sprintf("%d:%d-%d:%d", from.Line, from.Column, to.Line, to.Column))
	}
	fmt.Fprintf(w, strings.Repeat("  ", depth)+format+"\n", args...)
}

func (w *dumper) nodes(nodes []Node, depth int) {
	for _, n := range nodes {
		switch n := n.(type) {
		case *Element:
			w.element(n, depth)
		case *Text:
			if n.CDATA {
				w.line(n.span, depth, "CDATA %s", w.describe(n.Value))
			} else if strings.TrimSpace(n.Value.Content()) != "" {
				w.line(n.span, depth, "text %s", w.describe(n.Value))
			}
		case *Comment:
			w.line(n.span, depth, "comment")
		case *Instruction:
			w.line(n.span, depth, "instruction %s", n.Target)
		}
	}
}

func (w *dumper) element(e *Element, depth int) {
	w.line(e.span, depth, "<%s>", e.Name)
	for _, a := range e.Attrs {
		w.line(a.Span, depth+1, "%s = %s", a.Name, w.describe(a.Value))
	}
	if e.Fragment != nil {
		w.line(e.span, depth+1, "includes %s", e.Fragment.File.Name)
	}
	w.nodes(e.Nodes, depth+1)
	if v := e.TextOrXML(); len(e.Nodes) > 1 && strings.TrimSpace(v.Content()) != "" && (e.Name == "set-body" || !e.HasElements()) {
		w.line(v.Span, depth+1, "value %s", w.describe(v))
	}
}

// describe is a value on one line; one that is C# stands behind "expression".
func (w *dumper) describe(v Value) string {
	var words []string
	if v.Expr && v.Body() {
		words = append(words, "statements")
	} else if v.Expr {
		words = append(words, "expression")
	}
	if v.Secret {
		words = append(words, "secret")
	}
	if v.Unresolved {
		words = append(words, "unresolved")
	}
	text := v.Content()
	if v.Expr {
		text = text[v.Inner().Start:v.Inner().End]
	}
	if v.Expr && w.loose {
		text = oneSpace(v.Content(), v.Code)
	}
	return strings.Join(append(words, fmt.Sprintf("%q", text)), " ")
}

// oneSpace is C# with every run of white space outside of strings as one space.
func oneSpace(text string, code source.Span) string {
	var b strings.Builder
	at := code.Start
	squeeze := func(end int) {
		words := strings.Fields(text[at:end])
		b.WriteString(strings.Join(words, " "))
	}
	for _, s := range syntax.Strings(text, code.Start, code.End) {
		squeeze(s.Start)
		b.WriteString(text[s.Start:s.End])
		at = s.End
	}
	squeeze(code.End)
	return b.String()
}
