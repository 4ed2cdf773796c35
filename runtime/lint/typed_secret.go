package lint

import (
	"regexp"
	"strings"

	"sallyport/eval/source"
	"sallyport/eval/syntax"
	"sallyport/policy"
)

func init() {
	register(Rule{
		ID: "typed-secret",
		Doc: "A secret that stands in a policy is read by everybody who reads the policy, and stays in the repository's history. " +
			"Put it into a named value that is secret and write {{name}}. Looked at are fields and query parameters that hold credentials, passwords, signing keys, and texts that look like keys.",
		Example: `<set-header name="Authorization" exists-action="override"><value>Basic YW5uOnNlY3JldA==</value></set-header>`,
		check:   typedSecret,
	})
}

var (
	// secretField are names of header fields and query parameters whose values are
	// credentials.
	secretField = regexp.MustCompile(`(?i)^(authorization|proxy-authorization|ocp-apim-subscription-key|subscription-key|x-functions-key|x-api-key|api-?key|access-?key|client-?secret|password|sig|code)$`)

	// secretShape is what only a key looks like.
	secretShape = regexp.MustCompile(`(?i)(account|shared-?access)-?key(name)?\s*=\s*[a-z0-9+/]{20,}|-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(basic|bearer)\s+[a-z0-9+/_.-]{12,}=*\s*$|[?&]sig=[a-z0-9%+/]{20,}`)
)

func typedSecret(p *pass) {
	for _, e := range p.elements {
		for _, a := range e.Attrs {
			p.judgeSecret(e, a.Value, e.Name == "authentication-basic" && a.Name == "password")
		}
		p.judgeSecret(e, e.Value(), holdsSecret(e))
	}
	for _, x := range p.code {
		syntax.Walk(x.body, func(n syntax.Node) bool {
			if n, ok := n.(syntax.Expr); ok {
				if s, ok := text(n); ok && secretShape.MatchString(s) {
					p.secret(x.in, x.origin(n))
				}
			}
			return true
		})
	}
}

// judgeSecret reports a literal that is a secret: where secrets stand, each one;
// elsewhere, what looks like a key.
func (p *pass) judgeSecret(e element, v policy.Value, secret bool) {
	if v.Expr || strings.TrimSpace(v.Content()) == "" || strings.Contains(typed(e.Element, v), "{{") {
		return
	}
	if secret || secretShape.MatchString(v.Content()) {
		p.secret(e, v.Span)
	}
}

func (p *pass) secret(e element, span source.Span) {
	p.warn(e.Element, span, "a secret stands in the policy: use a named value that is secret, {{name}}")
}

// holdsSecret reports whether the text of an element is one: a signing key, or
// the value of a field that holds credentials.
func holdsSecret(e element) bool {
	switch e.Name {
	case "key":
		return e.inside("issuer-signing-keys", "decryption-keys") && e.Attr("certificate-id") == nil && e.Attr("n") == nil
	case "value":
		in := e.Parent
		if in == nil || in.Name != "set-header" && in.Name != "set-query-parameter" {
			return false
		}
		name := in.Attr("name")
		return name != nil && secretField.MatchString(name.Value.Content())
	}
	return false
}
