package runtime

import (
	"fmt"

	"sallyport/eval/source"
	"sallyport/policy"
)

// An Effective policy is what a chain of documents comes to: each section with
// the outer scopes' policies in the place of <base/>, and what fragments hold in
// the place of what includes them.
type Effective struct{ chain []*document }

// Effective is the effective policy of a chain of documents, which Pipeline
// makes ready to run; nil when they have faults.
func (c *Compiler) Effective(sources ...Source) *Effective {
	chain := c.chain(c.whole(sources))
	if chain == nil {
		return nil
	}
	return &Effective{chain}
}

// String is the policy as one document in format xml. A comment at the end of
// each line says which scope, file and line it comes from.
func (e *Effective) String() string {
	var l policy.Listing
	innermost := e.chain[len(e.chain)-1]
	l.Line(0, "<policies>", innermost.origin(innermost.source.Root(), true))
	for i := range sectionNames {
		e.section(&l, i)
	}
	l.Line(0, "</policies>", innermost.origin(innermost.source.Root(), false))
	return l.String()
}

// section writes a section. It is the innermost document's that has it.
func (e *Effective) section(l *policy.Listing, i int) {
	d := e.chain[0]
	for _, inner := range e.chain[1:] {
		if inner.present[i] {
			d = inner
		}
	}
	name, element := sectionNames[i], d.sectionElement(i)
	items := effective(e.chain, i)
	if len(items) == 0 {
		l.Line(1, "<"+name+" />", d.origin(element, true))
		return
	}
	l.Line(1, "<"+name+">", d.origin(element, true))
	for _, item := range items {
		scope := item.step.scope
		l.Element(item.element, 2, func(f *source.File, offset int) string { return originOf(scope, f, offset) })
	}
	l.Line(1, "</"+name+">", d.origin(element, false))
}

// sectionElement is the element of a section; nil of a snippet, and of a document
// without the section.
func (d *document) sectionElement(i int) *policy.Element {
	if root := d.source.Root(); root != nil {
		for e := range root.Elements() {
			if e.Name == sectionNames[i] {
				return e
			}
		}
	}
	return nil
}

// origin says where an element of the document begins, or ends. Nil stands for
// all of the document.
func (d *document) origin(e *policy.Element, begins bool) string {
	at := 0
	switch {
	case e == nil:
	case begins || e.Empty:
		at = e.StartTag.Start
	default:
		at = e.EndTag.Start
	}
	return originOf(d.scope, d.source.File, at)
}

func originOf(scope Scopes, f *source.File, offset int) string {
	if scope == 0 {
		scope = APIScope
	}
	return fmt.Sprintf("%s %s:%d", scope, f.Name, f.Position(offset).Line)
}
