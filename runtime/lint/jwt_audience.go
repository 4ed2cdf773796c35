package lint

import "sallyport/policy"

func init() {
	register(Rule{
		ID: "jwt-audience",
		Doc: "A validate-jwt without audiences accepts each token of its issuer, also those that were given for another service. " +
			"Name the audience, or require the claim aud.",
		Example: `<validate-jwt header-name="Authorization"><openid-config url="https://login.example.com/.well-known/openid-configuration"/></validate-jwt>`,
		check:   jwtAudience,
	})
}

func jwtAudience(p *pass) {
	for _, e := range p.elements {
		if e.Name == "validate-jwt" && !namesAudience(e.Element) {
			p.warn(e.Element, e.NameSpan, "<validate-jwt> has no <audiences>: a token for any service of the issuer passes")
		}
	}
}

func namesAudience(e *policy.Element) bool {
	for child := range e.Elements() {
		switch child.Name {
		case "audiences":
			return true
		case "required-claims":
			for claim := range child.Elements() {
				if name := claim.Attr("name"); name != nil && name.Value.Content() == "aud" {
					return true
				}
			}
		}
	}
	return false
}
