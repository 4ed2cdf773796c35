package lint

import (
	"strings"

	"sallyport/eval/syntax"
	"sallyport/runtime"
)

func init() {
	register(Rule{
		ID: "early-response",
		Doc: "context.Response is null in inbound, where the backend has not answered yet. " +
			"An expression that compares it with null, or reads it with ?., knows that. In return-response it is the response that is made, in retry that of the last try; " +
			"policies that count do so at the end, and validate-jwt makes its message when it has refused.",
		Example: `<policies><inbound><base/><set-variable name="ok" value="@(context.Response.StatusCode == 200)"/></inbound></policies>`,
		check:   earlyResponse,
	})
}

// haveResponse are the policies of inbound whose expressions may find a response.
var haveResponse = []string{"return-response", "retry", "rate-limit-by-key", "quota-by-key", "validate-jwt", "validate-azure-ad-token"}

func earlyResponse(p *pass) {
	for _, x := range p.code {
		if x.in.section != runtime.Inbound || x.in.inside(haveResponse...) || asksForResponse(x.body) {
			continue
		}
		syntax.Walk(x.body, func(n syntax.Node) bool {
			m, ok := n.(*syntax.Member)
			if !ok || path(m.X) != "context.Response" {
				return true
			}
			p.warn(x.in.Element, x.origin(m.X), "context.Response is null in inbound: the backend has not answered yet")
			return false
		})
	}
}

// asksForResponse reports whether a body looks whether there is a response.
func asksForResponse(body *syntax.Body) bool {
	asks := false
	syntax.Walk(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.ConditionalAccess:
			asks = asks || path(n.X) == "context.Response"
		case *syntax.Binary:
			asks = asks || isResponse(n.X) && isNull(n.Y) || isResponse(n.Y) && isNull(n.X)
		case *syntax.Is:
			asks = asks || isResponse(n.X)
		}
		return !asks
	})
	return asks
}

func isResponse(n syntax.Expr) bool { return strings.HasPrefix(path(n), "context.Response") }

func isNull(n syntax.Expr) bool {
	l, ok := n.(*syntax.Literal)
	return ok && l.Kind == syntax.NullLiteral
}
