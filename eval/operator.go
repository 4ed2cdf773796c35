package eval

import (
	"github.com/expr-lang/expr/ast"

	"sallyport/eval/bind"
	"sallyport/eval/clr"
)

// unary lowers + - ~ !.
func (l *lowerer) unary(e *bind.Unary) ast.Node {
	f := clr.UnaryOp(e.Op, e.Operand, e.Checked)
	if e.Lifted {
		f = clr.LiftedUnary(f)
	}
	return call(f, e.Syntax(), l.expr(e.X))
}

// binary lowers the operators that the language defines.
func (l *lowerer) binary(e *bind.Binary) ast.Node {
	n := e.Syntax()
	switch e.Op {
	case "==", "!=", "<", ">", "<=", ">=":
		return l.comparison(e)
	}
	var f func(a, b any) any
	switch {
	case e.Operand.Kind == clr.DelegateKind && e.Op == "+":
		return call(func(args ...any) any { return clr.CombineDelegates(clr.EnvOf(args[0]), args[1], args[2]) }, n, env(), l.expr(e.X), l.expr(e.Y))
	case e.Operand.Kind == clr.DelegateKind:
		f = clr.RemoveDelegate
	case e.Op == "<<" || e.Op == ">>":
		f = clr.ShiftOp(e.Op, e.Operand)
	default:
		f = clr.BinaryOp(e.Op, e.Operand, e.Checked)
	}
	switch {
	case e.Lifted && e.Operand == clr.Boolean:
		f = clr.LiftedBool(e.Op)
	case e.Lifted:
		f = clr.Lifted(f)
	}
	return call(f, n, l.expr(e.X), l.expr(e.Y))
}

// comparison lowers == != < > <= >=. Comparing with null is a test of its own.
func (l *lowerer) comparison(e *bind.Binary) ast.Node {
	n, equal, not := e.Syntax(), e.Op == "==" || e.Op == "!=", e.Op == "!="
	if equal {
		if isNull(e.Y) {
			return l.nullTest(e.X, not, e)
		}
		if isNull(e.X) {
			return l.nullTest(e.Y, not, e)
		}
	}
	var f func(a, b any) bool
	switch {
	case equal && e.Operand.IsReference() && e.Operand != clr.String:
		f = func(a, b any) bool { return clr.ReferenceEquals(a, b) != not }
	default:
		f = clr.CompareOp(e.Op, e.Operand)
	}
	if e.Lifted {
		f = clr.LiftedCompare(e.Op, f)
	}
	if k, ok := e.Y.(*bind.Const); ok && (e.Operand == clr.String || e.Operand.IsValue()) {
		if read, ok := l.read(e.X); ok { // one call, as policies compare on every request
			return call(func(x any) bool { return f(read(x), k.Value) }, n, env())
		}
	}
	return call(f, n, l.expr(e.X), l.expr(e.Y))
}

func isNull(e bind.Expr) bool {
	c, ok := e.(*bind.Const)
	return ok && c.Value == nil
}

// nullTest is x == null, one call where x is a path of context.
func (l *lowerer) nullTest(x bind.Expr, not bool, e *bind.Binary) ast.Node {
	if read, ok := l.read(x); ok {
		return call(func(f any) bool { return (read(f) == nil) != not }, e.Syntax(), env())
	}
	return call(func(v any) bool { return (v == nil) != not }, e.Syntax(), l.expr(x))
}

// equality is == or != of two strings, whether it was bound as the language's
// operator or as the one that System.String declares.
func equality(e bind.Expr) (*bind.Binary, bool) {
	switch e := strip(e).(type) {
	case *bind.Binary:
		return e, (e.Op == "==" || e.Op == "!=") && e.Operand == clr.String
	case *bind.Call:
		m := e.Method
		if m.Kind == clr.OperatorMember && m.Owner == clr.String && (m.Name == "==" || m.Name == "!=") && len(e.Args) == 2 {
			return &bind.Binary{Typed: e.Typed, Op: m.Name, X: e.Args[0], Y: e.Args[1], Operand: clr.String}, true
		}
	}
	return nil, false
}
