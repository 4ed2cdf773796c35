package eval

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"sallyport/eval/bind"
	"sallyport/eval/clr"
	"sallyport/eval/syntax"
)

// What an observed expression has more than another is added here: calls that
// pass a value on and report it. A lowerer without points adds none.

// expr lowers an expression.
func (l *lowerer) expr(e bind.Expr) ast.Node {
	if l.points == nil || !worthShowing(e) {
		return isBool(l.lower(e), e)
	}
	if isParameter(e) {
		return l.watched(e, ParameterPoint)
	}
	return l.watched(e, ValuePoint)
}

// test lowers a bool that decides; see ConditionPoint.
func (l *lowerer) test(e bind.Expr) ast.Node {
	if l.points == nil || !decides(e) {
		return l.expr(e)
	}
	return l.watched(e, ConditionPoint)
}

// watched lowers an expression whose value is reported. Where conversions were
// put around an expression, the outermost stands for its text.
func (l *lowerer) watched(e bind.Expr, kind PointKind) ast.Node {
	n := e.Syntax()
	if l.seen[n] {
		return isBool(l.lower(e), e)
	}
	l.seen[n] = true
	p, node := l.point(kind, n), isBool(l.lower(e), e)
	if read, ok := independent(e); ok {
		p.read = read
	}
	if e.Type() == clr.Boolean {
		return call(func(f, v any) bool {
			b := v.(bool)
			if o := p.heard(frameOf(f).Env); o != nil {
				o.value(p.index, v)
				if kind == ConditionPoint {
					o.taken(p.index, b)
				}
			}
			return b
		}, n, env(), node)
	}
	return call(func(f, v any) any {
		if o := p.heard(frameOf(f).Env); o != nil {
			o.value(p.index, v)
		}
		return v
	}, n, env(), node)
}

// point notes a point of the text.
func (l *lowerer) point(kind PointKind, n syntax.Node) *point {
	p := &point{Point: Point{Kind: kind, File: l.text.File, Span: l.text.Origin(n.Span())}, of: l.points}
	l.points.found = append(l.points.found, p)
	return p
}

// coalesced reports which side of ?? a left side chooses.
func (l *lowerer) coalesced(left ast.Node, e *bind.Coalesce) ast.Node {
	if l.points == nil {
		return left
	}
	p := l.point(CoalescePoint, e.Syntax())
	return call(func(f, v any) any {
		if o := p.heard(frameOf(f).Env); o != nil {
			o.count(p.index)
			o.taken(p.index, v != nil)
		}
		return v
	}, e.X.Syntax(), env(), left)
}

// counted reports that a statement is run.
func (l *lowerer) counted(s bind.Stmt, run stmt) stmt {
	if l.points == nil {
		return run
	}
	n := s.Syntax()
	switch n.(type) {
	case syntax.Stmt, *syntax.Declarator:
	default: // what for does after a turn
		return run
	}
	switch s := s.(type) {
	case *bind.Block:
		if len(s.Stmts) > 0 {
			return run
		}
	case *bind.Labeled, *bind.LocalFunc:
		return run
	}
	p := l.point(StatementPoint, n)
	return func(fr *frame) (result, error) {
		if o := p.heard(fr.Env); o != nil {
			o.count(p.index)
		}
		return run(fr)
	}
}

// worthShowing reports whether a person learns something from the value of an
// expression.
func worthShowing(e bind.Expr) bool {
	if e.Type() == clr.VoidType {
		return false
	}
	switch e := e.(type) {
	case *bind.Convert:
		return e.Kind != bind.NoOp && worthShowing(e.X)
	case *bind.Local, *bind.Call, *bind.Invoke, *bind.CallFunc, *bind.Unary, *bind.Binary, *bind.Concat, *bind.Interpolation,
		*bind.Logical, *bind.Coalesce, *bind.Conditional, *bind.ConditionalAccess, *bind.Is, *bind.As, *bind.IsPattern, *bind.Element:
		return true
	}
	return false
}

// isParameter reports whether an expression is a parameter of a lambda, as it is
// or converted without a word.
func isParameter(e bind.Expr) bool {
	for {
		c, ok := e.(*bind.Convert)
		if !ok || c.Syntax() != c.X.Syntax() {
			break
		}
		e = c.X
	}
	x, ok := e.(*bind.Local)
	return ok && x.Var.Owner != nil && x.Var.Owner.Name == "" && slices.Contains(x.Var.Owner.Params, x.Var)
}

// decides reports whether a condition is a point of its own: constants decide
// nothing, and && and || leave it to their operands.
func decides(e bind.Expr) bool {
	switch e := strip(e).(type) {
	case *bind.Const, *bind.Logical:
		return false
	case *bind.Unary:
		return e.Op != "!" || decides(e.X)
	}
	return e.Type() == clr.Boolean
}
