package policy

import (
	"slices"
	"strings"

	"sallyport/eval/source"
)

// A Listing writes elements of many documents as the lines of one, in format
// xml, and says of each line where it comes from. Comments of the documents are
// left out, and named values are not put in.
type Listing struct {
	text strings.Builder
}

// String is the lines written so far.
func (l *Listing) String() string { return l.text.String() }

// Line writes a line, and origin in a comment behind it.
func (l *Listing) Line(depth int, markup, origin string) {
	l.text.WriteString(strings.Repeat(indentation, depth) + markup + " <!-- " + strings.ReplaceAll(origin, "--", "- -") + " -->\n")
}

// Element writes an element with all that is in it: a line for each element
// that holds others, and one for its end. Of an include-fragment it writes what
// the fragment holds. origin names a place in a file.
func (l *Listing) Element(e *Element, depth int, origin func(f *source.File, offset int) string) {
	if e.Fragment != nil {
		for f := range e.Fragment.Policies() {
			l.Element(f, depth, origin)
		}
		return
	}
	from := origin(e.File(), e.StartTag.Start)
	tag := "<" + e.Name
	for _, a := range e.Attrs {
		quote := string(a.Quote)
		tag += " " + a.Name + "=" + quote + e.attribute(a) + quote
	}
	if e.Content.Len() == 0 {
		l.Line(depth, tag+" />", from)
		return
	}
	end := "</" + e.Name + ">"
	if e.isValue() {
		l.Line(depth, tag+">"+e.content()+end, from)
		return
	}
	l.Line(depth, tag+">", from)
	for child := range e.Elements() {
		l.Element(child, depth+1, origin)
	}
	l.Line(depth, end, origin(e.File(), e.EndTag.Start))
}

// isValue reports whether what an element holds is text, or XML that is a value.
func (e *Element) isValue() bool {
	return e.Name == "set-body" || hasText(e) || slices.ContainsFunc(slices.Collect(e.Elements()), func(child *Element) bool { return child.opaque })
}

// attribute is the value of an attribute in format xml, without its quotes.
func (e *Element) attribute(a *Attr) string {
	v := typedValue{a.Value, a.Quote, isExpression(a.Value, e)}
	if text, ok := v.inXML(); ok {
		return text
	}
	return lineEnds.Replace(e.File().Slice(a.Value.Span))
}

// content is what an element holds, in format xml.
func (e *Element) content() string {
	values := func(yield func(typedValue) bool) { walkValues(e.Nodes, e, yield) }
	return lineEnds.Replace(edited(e.File(), e.Content, values, typedValue.inXML))
}
