package policy

import (
	"iter"

	"sallyport/eval/source"
)

// Includes are the include-fragment elements of a document that name a fragment
// in plain text, in the order of the file.
func (d *Document) Includes() iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		for e := range policyElements(d.Nodes) {
			if e.Name == "include-fragment" && fragmentID(e) != nil && !yield(e) {
				return
			}
		}
	}
}

// fragmentID is the attribute that names the fragment of an include-fragment,
// or nil when it is not there or is no plain text.
func fragmentID(e *Element) *Attr {
	if a := e.Attr("fragment-id"); a != nil && !a.Value.Expr && !a.Value.Unresolved {
		return a
	}
	return nil
}

// policyElements are the elements below some nodes, parents first, except those
// of XML that is itself a value: what is in a set-body is no policy.
func policyElements(nodes []Node) iter.Seq[*Element] {
	return func(yield func(*Element) bool) { walk(nodes, yield) }
}

func walk(nodes []Node, yield func(*Element) bool) bool {
	for e := range elements(nodes) {
		if !e.opaque && (!yield(e) || !walk(e.Nodes, yield)) {
			return false
		}
	}
	return true
}

// sections are the elements that hold policies in a whole document.
var sections = map[string]bool{"inbound": true, "backend": true, "outbound": true, "on-error": true}

// checkFragment reports what a fragment may not hold.
func (p *parser) checkFragment() {
	p.list = append(p.list, checkFragment(p.doc)...)
}

func checkFragment(d *Document) source.Diagnostics {
	r := &reporter{file: d.File}
	for e := range policyElements(d.Nodes) {
		switch {
		case e.Name == "include-fragment":
			r.report(fragmentContent, e.NameSpan, "a fragment cannot include another")
		case e.Name == "base":
			r.report(fragmentContent, e.NameSpan, "a fragment belongs to no scope, so <base/> means nothing in it")
		case sections[e.Name] && (e.Parent == nil || e.Parent == d.Root()):
			r.report(fragmentContent, e.NameSpan, "a fragment holds policies, and <"+e.Name+"> is a section")
		}
	}
	return r.list
}

// resolveFragments finds the document of each include-fragment. Because no
// fragment includes another, there is nothing to follow and no cycle.
func (p *parser) resolveFragments() {
	if p.opts.Fragments == nil || p.doc.Kind == Fragment {
		return
	}
	checked := make(map[*Document]bool)
	for e := range p.doc.Includes() {
		id := fragmentID(e)
		fragment, ok := p.opts.Fragments(id.Value.Content())
		switch {
		case !ok:
			p.unknownFragment(id)
		case fragment.Kind == Policies:
			d := p.report(notFragment, id.Value.Span, "<policies> is a whole document, and include-fragment includes policies")
			d.Notes = append(d.Notes, source.Note{File: fragment.File, Span: fragment.Root().NameSpan, Message: "the document"})
		default:
			e.Fragment = fragment
			if fragment.Kind == Snippet && !checked[fragment] {
				checked[fragment] = true
				p.list = append(p.list, checkFragment(fragment)...)
			}
		}
	}
}

func (p *parser) unknownFragment(id *Attr) {
	d := p.report(unknownFragment, id.Value.Span, "no fragment has this id")
	if id.Value.Secret {
		return
	}
	d.Message = `no fragment "` + id.Value.Content() + `"`
	if near := source.Nearest(id.Value.Content(), p.opts.FragmentIDs); near != "" {
		d.Message += `; did you mean "` + near + `"?`
		d.Suggest = near
	}
}
