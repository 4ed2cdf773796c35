package policy

import (
	"strings"

	"sallyport/eval/source"
)

// Format is the document in canonical layout, and it reads as before: elements
// on lines of their own, four spaces deeper than their parents; attributes on
// one line, or one a line if they were not on one; no more than one blank line,
// line ends as LF, no byte order mark. Comments keep their lines. Values, C#
// among them, and the content of set-body stay as they were typed. Of a
// malformed document it answers the text as it is, and false.
func (d *Document) Format() (string, bool) {
	if d.malformed {
		return d.File.Text, false
	}
	f := &formatter{file: d.File}
	f.nodes(d.Nodes, 0)
	f.WriteByte('\n')
	return f.String(), true
}

type formatter struct {
	strings.Builder
	file *source.File
}

// indentation is that of API Management's own editor.
const indentation = "    "

func (f *formatter) line(depth int) {
	f.WriteByte('\n')
	f.WriteString(strings.Repeat(indentation, depth))
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// typed writes a span of the file with its line ends as LF.
func (f *formatter) typed(span source.Span) {
	f.WriteString(lineEnds.Replace(f.file.Slice(span)))
}

// nodes writes nodes between which text is but space.
func (f *formatter) nodes(nodes []Node, depth int) {
	gap := 0 // line ends since the last node
	first := true
	for _, n := range nodes {
		if _, ok := n.(*Text); ok {
			gap = strings.Count(lineEnds.Replace(f.file.Slice(n.Span())), "\n")
			continue
		}
		_, comment := n.(*Comment)
		switch {
		case first && depth == 0:
		case comment && !first && gap == 0:
			f.WriteByte(' ')
		default:
			if !first && gap > 1 {
				f.WriteByte('\n')
			}
			f.line(depth)
		}
		first, gap = false, 0
		if e, ok := n.(*Element); ok && !e.opaque {
			f.element(e, depth)
		} else {
			f.typed(n.Span())
		}
	}
}

func (f *formatter) element(e *Element, depth int) {
	f.WriteString("<" + e.Name)
	broken := f.broken(e)
	for _, a := range e.Attrs {
		if broken {
			f.line(depth + 1)
		} else {
			f.WriteByte(' ')
		}
		f.WriteString(a.Name + "=" + string(a.Quote))
		f.typed(a.Value.Span)
		f.WriteByte(a.Quote)
	}
	if e.Content.Len() == 0 {
		f.WriteString(" />")
		return
	}
	f.WriteByte('>')
	if e.Name == "set-body" || hasText(e) {
		f.typed(e.Content)
	} else {
		f.nodes(e.Nodes, depth+1)
		f.line(depth)
	}
	f.WriteString("</" + e.Name + ">")
}

// broken reports whether the attributes of an element are not on one line.
func (f *formatter) broken(e *Element) bool {
	at := e.NameSpan.End
	for _, a := range e.Attrs {
		if strings.ContainsAny(f.file.Slice(source.Span{Start: at, End: a.Span.Start}), "\r\n") {
			return true
		}
		at = a.Span.End
	}
	return false
}

// hasText reports whether an element holds text that is not space.
func hasText(e *Element) bool {
	for _, n := range e.Nodes {
		if _, ok := n.(*Text); ok && trimmed(e.File(), n.Span()).Len() > 0 {
			return true
		}
	}
	return false
}
