package lint

import (
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

func init() {
	register(Rule{
		ID: "unset-variable",
		Doc: "A variable that is read before a policy sets it, or that no policy of the configuration sets. " +
			"The text that asks ContainsKey or TryGetValue for it, or that gives GetValueOrDefault a default, knows that it may be absent.",
		Example: `<set-header name="X-Id"><value>@((string)context.Variables["id"])</value></set-header><set-variable name="id" value="1"/>`,
		check:   unsetVariable,
	})
}

func unsetVariable(p *pass) {
	first := map[string]variable{}
	for _, v := range p.sets {
		if _, ok := first[v.name]; !ok {
			first[v.name] = v
		}
	}
	var reads []variableRead
	asked := map[string]bool{}
	for _, x := range p.code {
		syntax.Walk(x.body, func(n syntax.Node) bool {
			switch r, known := readVariable(n); {
			case r.name == "":
			case known:
				asked[r.name] = true
			default:
				r.x = x
				reads = append(reads, r)
			}
			return true
		})
	}
	told := map[string]bool{}
	for _, r := range reads {
		if told[r.name] || asked[r.name] {
			continue
		}
		at := r.x.origin(r.node)
		switch set, ok := first[r.name]; {
		case ok && at.Start < set.at.Start && !r.x.in.inside("retry"):
			d := p.warn(r.x.in.Element, at, "the variable %q is read before it is set", r.name)
			d.Notes = append(d.Notes, source.Note{File: p.document.File, Span: set.at, Message: "it is set here"})
		case !ok && p.everSet != nil && !p.everSet[r.name]:
			p.warn(r.x.in.Element, at, "no policy sets the variable %q", r.name)
		default:
			continue
		}
		told[r.name] = true
	}
}

// A variableRead is a place where an expression reads a variable.
type variableRead struct {
	name string
	node syntax.Node
	x    expression
}

// readVariable is the variable that a node reads, and whether the node knows
// what to do without it.
//
//	context.Variables["name"]
//	context.Variables.GetValueOrDefault<T>("name")
//	context.Variables.GetValueOrDefault<T>("name", otherwise)   knows
//	context.Variables.ContainsKey("name")                       knows
func readVariable(n syntax.Node) (r variableRead, known bool) {
	var args []*syntax.Argument
	switch n := n.(type) {
	case *syntax.Index:
		if path(n.X) == "context.Variables" {
			args = n.Args
		}
	case *syntax.Call:
		switch path(n.Fun) {
		case "context.Variables.GetValueOrDefault":
			args, known = n.Args, len(n.Args) > 1
		case "context.Variables.ContainsKey", "context.Variables.TryGetValue":
			args, known = n.Args, true
		}
	}
	if len(args) == 0 {
		return variableRead{}, false
	}
	name, _ := text(args[0].Value)
	return variableRead{name: name, node: n}, known
}
