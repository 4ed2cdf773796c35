package eval

import (
	"github.com/expr-lang/expr/ast"

	"sallyport/eval/bind"
	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// path recognises context.A.B.C of plain properties, which becomes one Go
// function instead of one call for each dot. spans[i] is the place to report
// when the value before getter i is null.
func path(e *bind.Call) (getters []func(any) any, spans []source.Span, ok bool) {
	var x bind.Expr = e
	for {
		c, isCall := x.(*bind.Call)
		if !isCall {
			break
		}
		f := c.Method.Row.Fn
		if c.Method.Kind != clr.PropertyMember || c.Method.Static || c.Recv == nil || f.Func1() == nil || f.NeedsEnv() || f.NeedsTypes() {
			return nil, nil, false
		}
		getters = append([]func(any) any{f.Func1()}, getters...)
		spans = append([]source.Span{c.Syntax().Span()}, spans...)
		x = c.Recv
	}
	_, ok = x.(*bind.Context)
	return getters, spans, ok && len(getters) > 0
}

// path reads a path of context. A null on the way is a NullReferenceException
// at the member that could not be read.
func (l *lowerer) path(getters []func(any) any, spans []source.Span, e *bind.Call) ast.Node {
	return call(reader(getters, spans), e.Syntax(), env())
}

// read is a function that reads a path of context from a frame, for operations
// that take it in. Where parts are observed there is none, or they would not be
// seen.
func (l *lowerer) read(e bind.Expr) (func(f any) any, bool) {
	if l.points != nil {
		return nil, false
	}
	switch e := strip(e).(type) {
	case *bind.Call:
		if getters, spans, ok := path(e); ok {
			return reader(getters, spans), true
		}
	case *bind.Convert:
		if inner, ok := l.read(e.X); ok && e.Kind == bind.NameOfSubject {
			name := nameOfSubject(e.X.Type())
			return func(f any) any { return name(inner(f)) }, true
		}
	}
	return nil, false
}

func reader(getters []func(any) any, spans []source.Span) func(any) any {
	return func(f any) any {
		v := f.(*clr.Frame).Env.Context
		for i, get := range getters {
			if v == nil {
				panic(&thrown{clr.NullReference(), spans[i]})
			}
			v = get(v)
		}
		return v
	}
}
