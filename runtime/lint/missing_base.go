package lint

import "sallyport/runtime"

func init() {
	register(Rule{
		ID: "missing-base",
		Doc: "A section without <base/> leaves out what the outer scopes' policies do there: their authentication, their limits, their headers. " +
			"Of a document whose scope is not known it is said when another of its sections has <base/>.",
		Example: `<policies><inbound><base/></inbound><backend><base/></backend><outbound></outbound></policies>`,
		check:   missingBase,
	})
}

func missingBase(p *pass) {
	if p.scope == runtime.GlobalScope {
		return
	}
	has := make([]bool, len(p.sections))
	any := false
	for i, s := range p.sections {
		if s.element == nil {
			return
		}
		for e := range s.element.Elements() {
			has[i] = has[i] || e.Name == "base"
		}
		any = any || has[i]
	}
	for i, s := range p.sections {
		// A backend without <base/> holds the policy that takes its place.
		replaced := s.id == runtime.Backend && s.element.HasElements()
		if !has[i] && !replaced && (any || p.scope != 0) {
			p.warn(s.element, s.element.NameSpan, "<%s> has no <base/>: what outer scopes do in it is left out", s.element.Name)
		}
	}
}
