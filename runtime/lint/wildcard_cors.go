package lint

import "strings"

func init() {
	register(Rule{
		ID:      "wildcard-cors",
		Doc:     "A cors policy whose allowed origin is * lets the scripts of every site read the API's answers. Name the origins that may.",
		Example: `<cors><allowed-origins><origin>*</origin></allowed-origins></cors>`,
		check:   wildcardCORS,
	})
}

func wildcardCORS(p *pass) {
	for _, e := range p.elements {
		if e.Name == "origin" && e.inside("cors") && strings.TrimSpace(e.Value().Content()) == "*" {
			p.warn(e.Element, e.Value().Span, "every origin is allowed: name those that may call")
		}
	}
}
