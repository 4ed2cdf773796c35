package eval

import (
	"github.com/expr-lang/expr/ast"

	"sallyport/eval/bind"
	"sallyport/eval/clr"
)

// clock recognises a comparison with the present,
//
//	x < DateTime.Now
//
// on either side and with any comparison. It is what a policy does with the end
// of a certificate on every request, and without it each would box the time.
func (l *lowerer) clock(e *bind.Call) (ast.Node, bool) {
	m := e.Method
	if m.Kind != clr.OperatorMember || m.Owner != clr.DateTimeType || len(e.Args) != 2 || e.Order != nil {
		return nil, false
	}
	compare := comparisons[m.Name]
	if compare == nil {
		return nil, false
	}
	x, flip := e.Args[0], false
	if !isNow(e.Args[1]) {
		if x, flip = e.Args[1], true; !isNow(e.Args[0]) {
			return nil, false
		}
	}
	test := func(f, v any) bool {
		order := v.(clr.DateTime).Compare(clr.DateTimeFrom(frameOf(f).Env.Time(), clr.Utc))
		if flip {
			order = -order
		}
		return compare(order)
	}
	if read, ok := l.read(x); ok {
		return call(func(f any) bool { return test(f, read(f)) }, e.Syntax(), env()), true
	}
	return call(test, e.Syntax(), env(), l.expr(x)), true
}

// comparisons say what an operator asks of the order of its operands.
var comparisons = map[string]func(order int) bool{
	"==": func(order int) bool { return order == 0 },
	"!=": func(order int) bool { return order != 0 },
	"<":  func(order int) bool { return order < 0 },
	"<=": func(order int) bool { return order <= 0 },
	">":  func(order int) bool { return order > 0 },
	">=": func(order int) bool { return order >= 0 },
}

// isNow reports whether an expression is DateTime.Now or UtcNow, whose ticks are
// the same: the gateway's zone is UTC.
func isNow(e bind.Expr) bool {
	c, ok := strip(e).(*bind.Call)
	return ok && c.Method.Owner == clr.DateTimeType && c.Method.Kind == clr.PropertyMember && (c.Method.Name == "Now" || c.Method.Name == "UtcNow")
}
