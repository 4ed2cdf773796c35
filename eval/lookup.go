package eval

import (
	"github.com/expr-lang/expr/ast"

	"sallyport/eval/bind"
	"sallyport/eval/clr"
)

// lookup recognises a search for an element by one of its strings,
//
//	sequence.Any(x => x.A.B == value)
//
// where value does not depend on x, and asks the sequence itself when it is a
// clr.Indexed: one look-up in a set instead of a call for each element. It is
// what a policy does with context.Deployment.Certificates on every request.
//
// C# evaluates value once for each element, so never for an empty sequence;
// that is kept, and with it the NullReferenceException that value may throw.
func (l *lowerer) lookup(e *bind.Call) (ast.Node, bool) {
	if e.Method.Name != "Any" || len(e.Args) != 2 || e.Method.Owner.FullName() != "System.Linq.Enumerable" {
		return nil, false
	}
	lambda, ok := strip(e.Args[1]).(*bind.Lambda)
	if !ok || lambda.Fun.Expr == nil || len(lambda.Fun.Params) != 1 {
		return nil, false
	}
	same, ok := equality(lambda.Fun.Expr)
	if !ok || same.Op != "==" {
		return nil, false
	}
	param := lambda.Fun.Params[0]
	property, ok := propertiesOf(same.X, param)
	value := same.Y
	if !ok {
		property, ok = propertiesOf(same.Y, param)
		value = same.X
	}
	if !ok {
		return nil, false
	}
	read, ok := independent(value)
	if !ok {
		return nil, false
	}
	f, t, any2 := l.function(lambda.Fun), lambda.T, e.Method.Row.Fn
	types := e.Types
	enumerate := func(fr *clr.Frame, seq any) bool {
		var args []any
		if any2.NeedsEnv() {
			args = append(args, fr)
		}
		if any2.NeedsTypes() {
			args = append(args, types)
		}
		return any2.Call(append(args, seq, f.delegate(fr, t))...).(bool)
	}
	return call(func(fr, seq any) bool {
		if indexed, ok := seq.(clr.Indexed); ok {
			if indexed.Len() == 0 {
				return false
			}
			if text, ok := read(fr).(string); ok {
				if has, known := indexed.Has(property, text); known {
					return has
				}
			}
		}
		return enumerate(frameOf(fr), seq)
	}, e.Syntax(), env(), l.expr(e.Args[0])), true
}

// strip takes away conversions that do nothing.
func strip(e bind.Expr) bind.Expr {
	for {
		c, ok := e.(*bind.Convert)
		if !ok || c.Kind != bind.NoOp {
			return e
		}
		e = c.X
	}
}

// propertiesOf is A.B of x.A.B for a variable x.
func propertiesOf(e bind.Expr, x *bind.Variable) (string, bool) {
	names := ""
	for {
		switch n := strip(e).(type) {
		case *bind.Local:
			return names, n.Var == x && names != ""
		case *bind.Call:
			if n.Method.Kind != clr.PropertyMember || n.Recv == nil {
				return "", false
			}
			if names != "" {
				names = "." + names
			}
			names, e = n.Method.Name+names, n.Recv
		default:
			return "", false
		}
	}
}

// independent reads a value that cannot depend on the element: a constant or a
// path of context.
func independent(e bind.Expr) (func(frame any) any, bool) {
	switch n := strip(e).(type) {
	case *bind.Const:
		return func(any) any { return n.Value }, true
	case *bind.Call:
		if getters, spans, ok := path(n); ok {
			return reader(getters, spans), true
		}
	}
	return nil, false
}
