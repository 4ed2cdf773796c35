package policy

import (
	"iter"
	"strings"

	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// Format is the document in canonical layout, and it reads as before: elements
// on lines of their own, four spaces deeper than their parents; attributes on
// one line, or one a line if they were not on one; no more than one blank line,
// line ends as LF, no byte order mark. Comments keep their lines. Values and the
// content of set-body stay as they were typed, but the lines of C# move with
// their element. Of a malformed document it answers the text as it is, and false.
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
		if broken {
			f.value(a.Value, a.Value.Span, f.indented(a.Span.Start), depth+1)
		} else {
			f.value(a.Value, a.Value.Span, f.indented(e.StartTag.Start), depth)
		}
		f.WriteByte(a.Quote)
	}
	if e.Content.Len() == 0 {
		f.WriteString(" />")
		return
	}
	f.WriteByte('>')
	if e.Name == "set-body" || hasText(e) {
		f.value(e.Value(), e.Content, f.indented(e.StartTag.Start), depth)
	} else {
		f.nodes(e.Nodes, depth+1)
		f.line(depth)
	}
	f.WriteString("</" + e.Name + ">")
}

// indented is the width of the space that the line of an offset begins with.
func (f *formatter) indented(at int) int {
	line := strings.LastIndexAny(f.file.Text[:at], "\r\n") + 1
	return width(f.file.Text[line:skipBlanks(f.file.Text, line)])
}

// width is the number of columns that blanks take, with a tab stop every four.
func width(blanks string) (n int) {
	for i := range len(blanks) {
		if n++; blanks[i] == '\t' {
			n = (n + 3) / 4 * 4
		}
	}
	return n
}

// skipBlanks is the offset of the first byte from one on that indents nothing.
func skipBlanks(text string, at int) int {
	for at < len(text) && (text[at] == ' ' || text[at] == '\t') {
		at++
	}
	return at
}

// value writes a span that is a value, as it was typed; but of an expression each
// line that begins in code, and not in a string, is indented anew: what it began
// with beyond its element's old indentation it begins with beyond the new one.
func (f *formatter) value(v Value, span source.Span, old, depth int) {
	if !v.Expr || !strings.ContainsAny(f.file.Slice(span), "\r\n") {
		f.typed(span)
		return
	}
	var strs []source.Span // in the file
	for _, s := range syntax.Strings(v.Text.Content, v.Code.Start, v.Code.End) {
		strs = append(strs, v.Text.Origin(s))
	}
	for line := range f.lines(span) {
		for len(strs) > 0 && strs[0].End <= line.Start {
			strs = strs[1:]
		}
		blanks := min(skipBlanks(f.file.Text, line.Start), line.End)
		switch {
		case line.Start == span.Start:
			blanks = line.Start
		case len(strs) > 0 && strs[0].Start < line.Start: // the line begins in a string
			f.WriteByte('\n')
			blanks = line.Start
		case blanks == line.End && line.End < span.End: // an empty line
			f.WriteByte('\n')
		default:
			f.line(depth)
			f.WriteString(strings.Repeat(" ", max(0, width(f.file.Text[line.Start:blanks])-old)))
		}
		f.WriteString(f.file.Text[blanks:line.End])
	}
}

// lines yields the lines of a span, without their ends.
func (f *formatter) lines(span source.Span) iter.Seq[source.Span] {
	return func(yield func(source.Span) bool) {
		start := span.Start
		for {
			n := strings.IndexAny(f.file.Text[start:span.End], "\r\n")
			if n < 0 {
				yield(source.Span{Start: start, End: span.End})
				return
			}
			if !yield(source.Span{Start: start, End: start + n}) {
				return
			}
			start += n + 1
			if strings.HasPrefix(f.file.Text[start-1:span.End], "\r\n") {
				start++
			}
		}
	}
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
