// Package lint finds what works and is most likely not meant: a section that
// leaves the outer scopes' policies out, a condition that never holds, a secret
// that was typed into a policy.
//
// It takes policy documents that were read without faults, and gives warnings.
// Each rule stands in one file with its doc and an example, and is known by its
// id, which is the code of its warnings. An author turns one off in a comment
//
//	<!-- sallyport:ignore missing-base: this API is open to everybody -->
//
// for the element that follows, or for the whole document when the comment
// stands before its root.
//
// # Rationale
//
// The rules read the syntax tree and not the bound one: what they look for has a
// typical spelling, and a rule that is silent about an odd one does no harm,
// while one that is wrong about it is soon turned off.
package lint

import (
	"cmp"
	"fmt"
	"slices"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
)

// A Rule is one thing that is complained of.
type Rule struct {
	ID      source.Code // words joined by hyphens
	Doc     string      // what is wrong with it and what would do
	Example string      // a document that it complains of once

	check func(*pass)
}

var rules []Rule

// register adds a rule. It panics on an id that is there already.
func register(r Rule) {
	if slices.ContainsFunc(rules, func(o Rule) bool { return o.ID == r.ID }) {
		panic("lint: two rules are called " + r.ID)
	}
	rules = append(rules, r)
}

// Rules are all rules, in the order of their ids.
func Rules() []Rule {
	list := slices.Clone(rules)
	slices.SortFunc(list, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// IDs are the ids of all rules, in order.
func IDs() []string {
	var ids []string
	for _, r := range Rules() {
		ids = append(ids, string(r.ID))
	}
	return ids
}

// Options say what is known of the documents.
type Options struct {
	// Section is the section that snippets are the content of; 0 is inbound.
	Section runtime.Sections

	// Whole says that the documents are all there are, so that a variable
	// which none of them sets is set nowhere.
	Whole bool
}

// A Source is a document and the scope that it is the policy of, 0 when that is
// not known.
type Source struct {
	Document *policy.Document
	Scope    runtime.Scopes
}

// Check is what the rules say of documents, in order. What comments turn off is
// still in it; see Filter.
func Check(sources []Source, o Options) source.Diagnostics {
	var list source.Diagnostics
	passes := make([]*pass, len(sources))
	set := map[string]bool{}
	for i, s := range sources {
		passes[i] = newPass(s, o)
		for _, v := range passes[i].sets {
			set[v.name] = true
		}
	}
	for _, p := range passes {
		if o.Whole {
			p.everSet = set
		}
		for _, r := range rules {
			p.rule = r.ID
			r.check(p)
		}
		list = append(list, p.list...)
	}
	return list.Sort()
}

// warn reports a finding of the rule that runs.
func (p *pass) warn(in *policy.Element, span source.Span, format string, args ...any) *source.Diagnostic {
	p.list = append(p.list, source.Diagnostic{
		Code: p.rule, Severity: source.Warning, File: in.File(), Span: span, Message: fmt.Sprintf(format, args...),
	})
	return &p.list[len(p.list)-1]
}
