package lint

import (
	"strings"

	"sallyport/eval/syntax"
	"sallyport/runtime"
)

func init() {
	register(Rule{
		ID: "consumed-body",
		Doc: "Reading a body without preserveContent: true consumes it: what is sent on is empty, and a later read fails. " +
			"In set-body it does no harm, and none when a set-body follows or the pipeline ends with return-response there.",
		Example: `<set-variable name="order" value="@(context.Request.Body.As<string>())"/>`,
		check:   consumedBody,
	})
}

func consumedBody(p *pass) {
	for _, x := range p.code {
		if x.in.inside("set-body", "return-response", "send-request", "send-one-way-request") {
			continue
		}
		syntax.Walk(x.body, func(n syntax.Node) bool {
			call, ok := n.(*syntax.Call)
			if !ok {
				return true
			}
			message, reads := strings.CutSuffix(bodyOf(call), ".Body")
			if reads && !preserves(call) && p.goesOn(x, message) {
				p.warn(x.in.Element, x.origin(call), "this consumes the body: what is sent on is empty; say preserveContent: true, or set-body after it")
			}
			return true
		})
	}
}

// bodyOf is the path of the body that a call reads: context.Request.Body or
// context.Response.Body, or "".
func bodyOf(call *syntax.Call) string {
	member, ok := call.Fun.(*syntax.Member)
	if !ok || !strings.HasPrefix(member.Name.ID().Text, "As") {
		return ""
	}
	switch body := path(member.X); body {
	case "context.Request.Body", "context.Response.Body":
		return body
	}
	return ""
}

// preserves reports whether a call says that the body stays.
func preserves(call *syntax.Call) bool {
	for i, a := range call.Args {
		if a.Name == nil && i > 0 || a.Name != nil && a.Name.Text != "preserveContent" {
			continue
		}
		value, ok := constant(a.Value)
		return value || !ok
	}
	return false
}

// goesOn reports whether the message whose body an expression reads is sent on
// from there with that body.
func (p *pass) goesOn(x expression, message string) bool {
	sent := runtime.Inbound | runtime.Backend
	if message == "context.Response" {
		sent = runtime.Outbound | runtime.OnError
	}
	if x.in.section&sent == 0 {
		return false
	}
	for _, e := range p.elements {
		if e.section == x.in.section && e.Name == "set-body" && e.Span().Start > x.in.Span().Start && !e.inside("send-request", "send-one-way-request", "return-response") {
			return false
		}
	}
	return true
}
