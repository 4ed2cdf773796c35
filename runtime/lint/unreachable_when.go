package lint

import (
	"strings"

	"sallyport/eval/source"
	"sallyport/eval/syntax"
	"sallyport/policy"
)

func init() {
	register(Rule{
		ID:      "unreachable-when",
		Doc:     "A <when> or <otherwise> that is never run: its condition is false, a condition before it is always true, or an earlier <when> has the same condition.",
		Example: `<choose><when condition="@(context.Request.Method == "GET")"><base/></when><when condition="@(context.Request.Method=="GET")"><base/></when></choose>`,
		check:   unreachableWhen,
	})
}

func unreachableWhen(p *pass) {
	conditions := map[*policy.Element]expression{}
	for _, x := range p.code {
		if x.in.Name == "when" && x.body.Expr != nil {
			conditions[x.in.Element] = x
		}
	}
	for _, e := range p.elements {
		if e.Name == "choose" {
			p.branches(e.Element, conditions)
		}
	}
}

// branches reports what is never run of a choose.
func (p *pass) branches(choose *policy.Element, conditions map[*policy.Element]expression) {
	var always *policy.Element
	earlier := map[string]*policy.Element{}
	for branch := range choose.Elements() {
		if always != nil {
			d := p.warn(branch, branch.NameSpan, "<%s> is never run: a condition before it is always true", branch.Name)
			d.Notes = append(d.Notes, source.Note{File: always.File(), Span: always.StartTag, Message: "this one"})
			continue
		}
		condition := branch.Attr("condition")
		if condition == nil {
			continue
		}
		switch value, same := p.condition(condition.Value, conditions[branch]); {
		case value == "true":
			always = branch
		case value == "false":
			p.warn(branch, condition.Value.Span, "this condition is never true")
		case same != "" && earlier[same] != nil:
			d := p.warn(branch, condition.Value.Span, "this condition has been judged already, and was false when this <when> is reached")
			d.Notes = append(d.Notes, source.Note{File: branch.File(), Span: earlier[same].Attr("condition").Value.Span, Message: "the same condition"})
		case same != "":
			earlier[same] = branch
		}
	}
}

// condition is the value of a condition that has always the same, in lower case,
// and else the condition in a spelling that depends on its tokens alone. A
// condition that calls something may answer otherwise the next time: it is "".
func (p *pass) condition(v policy.Value, x expression) (value, same string) {
	if x.body == nil {
		return strings.ToLower(strings.TrimSpace(v.Content())), ""
	}
	if b, ok := constant(x.body.Expr); ok {
		return map[bool]string{true: "true", false: "false"}[b], ""
	}
	pure := true
	syntax.Walk(x.body, func(n syntax.Node) bool {
		switch n.(type) {
		case *syntax.New, *syntax.Assign:
			pure = false
		case *syntax.Call:
			pure = pure && !strings.Contains(syntax.Sprint(n), "Body.")
		}
		return pure
	})
	if !pure {
		return "", ""
	}
	return "", syntax.Sprint(x.body.Expr)
}
