package policy

import (
	"sort"
	"strings"

	"sallyport/eval/source"
)

// TextOrXML is the content as a policy sees it that takes text, such as
// set-body: InnerXML when there are child elements, and Value otherwise.
func (e *Element) TextOrXML() Value {
	if e.HasElements() {
		return e.InnerXML()
	}
	return e.Value()
}

// InnerXML is the content as it was typed, references and comments included,
// with named values put in and line ends as LF. A named value is text: what
// would be markup in it is escaped.
func (e *Element) InnerXML() Value {
	v := Value{Span: e.Content, Unresolved: e.text.Unresolved}
	b := source.NewBuilder(e.File())
	at := e.Content.Start
	for _, ref := range e.references() {
		v.Secret = v.Secret || ref.secret
		v.Unresolved = v.Unresolved || !ref.Known && !ref.Liquid
		if !ref.Known {
			continue
		}
		copyLines(b, e.File(), source.Span{Start: at, End: ref.Span.Start})
		b.Replace(ref.Span, ref.markup())
		at = ref.Span.End
	}
	copyLines(b, e.File(), source.Span{Start: at, End: e.Content.End})
	v.Text = b.Text()
	return v
}

// references are the named values in the content of the element.
func (e *Element) references() []Reference {
	all := e.doc.NamedValues
	from := sort.Search(len(all), func(i int) bool { return all[i].Span.Start >= e.Content.Start })
	to := sort.Search(len(all), func(i int) bool { return all[i].Span.Start >= e.Content.End })
	return all[from:to]
}

var markupEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;")

// markup is the value of a reference as it is typed in its place.
func (r Reference) markup() string {
	if r.cdata {
		return strings.ReplaceAll(r.value, "]]>", "]]]]><![CDATA[>")
	}
	return markupEscaper.Replace(r.value)
}

// copyLines copies a span with its line ends as LF.
func copyLines(b *source.Builder, f *source.File, span source.Span) {
	for span.Start < span.End {
		n := strings.IndexByte(f.Slice(span), '\r')
		if n < 0 {
			b.Copy(span)
			return
		}
		end := span.Start + n
		b.Copy(source.Span{Start: span.Start, End: end})
		span.Start = end + 1
		if span.Start == span.End || f.Text[span.Start] != '\n' {
			b.Replace(source.Span{Start: end, End: end + 1}, "\n")
		}
	}
}
