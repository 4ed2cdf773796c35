package bind

import (
	"fmt"
	"slices"
	"strings"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// A lambdaKey names one binding of a lambda: where, with which parameter types
// and for which result. A nil result is inferred.
type lambdaKey struct {
	syntax syntax.Expr
	scope  *scope
	params string
	result *clr.Type
}

// A lambdaBody is a lambda bound for parameter types and a result.
type lambdaBody struct {
	fn      *Function
	diags   source.Diagnostics
	natural *clr.Type // the type of what it returns; nil when it has none
}

// bindLambda binds a lambda's body. A nil result is inferred from the body.
func (b *binder) bindLambda(l *lambda, params []*clr.Type, result *clr.Type) *lambdaBody {
	var sig strings.Builder
	for _, p := range params {
		fmt.Fprintf(&sig, "%p,", p)
	}
	key := lambdaKey{l.syntax, l.scope, sig.String(), result}
	if done := b.lambdas[key]; done != nil {
		return done
	}
	f := &Function{Syntax: l.syntax, Outer: l.fn.Function, Result: result}
	out := &lambdaBody{fn: f}
	b.lambdas[key] = out
	diags, scope, fn, receivers := b.diags, b.scope, b.fn, b.receivers
	b.diags, b.scope, b.fn, b.receivers = nil, l.scope, l.fn, nil
	defer func() {
		out.diags = b.diags
		b.diags, b.scope, b.fn, b.receivers = diags, scope, fn, receivers
	}()
	if b.bodies++; b.bodies > maxLambdas {
		b.errorf(l.syntax, CodeTooComplex, "too many lambdas inside one another in overloaded calls")
		b.tooComplex = true
		return out
	}
	b.enter(f)
	for i, t := range params {
		v := &Variable{Type: t, Owner: f, Slot: b.slot(), Syntax: l.syntax}
		switch {
		case l.any:
		case i == 0 && len(l.ranges) > 0:
			for _, id := range l.ranges {
				b.enterName(id.Text, id, &rangeVar{v, id.Text})
			}
		default:
			v.Name, v.Syntax = l.params[i].Name.Text, l.params[i].Name
			b.enterName(v.Name, v.Syntax, v)
		}
		f.Params = append(f.Params, v)
	}
	if l.block != nil {
		f.Block = b.body(l.block)
		out.natural = b.returnType()
		b.finishReturns(l.syntax)
		return out
	}
	x := b.value(l.body)
	if t := x.Type(); isTyped(t) {
		out.natural = t
	}
	switch {
	case result == nil:
		f.Result = out.natural
		f.Expr = x
	case result.Kind == clr.VoidKind:
		if !isStatement(x) {
			b.errorf(l.body, CodeNotStatement, "only a call, an assignment or new can stand where nothing is returned")
		}
		f.Expr = x
	default:
		f.Expr = b.convert(x, result, l.body)
	}
	return out
}

// isStatement reports whether an expression may stand as a statement.
func isStatement(x Expr) bool {
	switch x := x.(type) {
	case *Call:
		return x.Method.Kind == clr.MethodMember || x.Method.Kind == clr.ConstructorMember
	case *ConditionalAccess:
		then := x.Then
		if c, ok := then.(*Convert); ok {
			then = c.X
		}
		return isStatement(then)
	case *CallFunc, *Invoke, *Assign, *Compound, *Deconstruct, *Init, *Bad, *ThrowExpr:
		return true
	}
	return false
}

// paramTypes are the types of a lambda's parameters for a delegate's signature;
// not ok when it does not fit.
func (b *binder) paramTypes(l *lambda, m *clr.Method) (types []*clr.Type, ok bool) {
	if !l.any && len(l.params) != len(m.Params) {
		return nil, false
	}
	for i, p := range m.Params {
		if !l.any {
			if t := l.params[i].Type; t != nil && b.quietType(l, t).Plain() != p.Type.Plain() {
				return nil, false
			}
		}
		types = append(types, p.Type)
	}
	return types, true
}

// quietType resolves a type without complaints.
func (b *binder) quietType(l *lambda, t syntax.Type) *clr.Type {
	before := len(b.diags)
	typ := b.typ(t)
	b.diags = b.diags[:before]
	return typ
}

func (b *binder) classifyLambda(l *lambda, to *clr.Type) conv {
	m := to.Invoke()
	if m == nil {
		return conv{}
	}
	params, ok := b.paramTypes(l, m)
	if !ok || slices.ContainsFunc(params, (*clr.Type).IsOpen) {
		return conv{}
	}
	body := b.bindLambda(l, params, m.Result)
	if body.diags.HasErrors() {
		return conv{}
	}
	return conv{kind: lambdaConv, fun: body}
}

// explainLambda reports why a lambda does not become a delegate.
func (b *binder) explainLambda(l *lambda, to *clr.Type, n syntax.Node) {
	m := (*clr.Method)(nil)
	if to != nil {
		m = to.Invoke()
	}
	if m == nil {
		b.errorf(n, CodeLambdaConversion, "a lambda is no %s: that is no delegate", to)
		return
	}
	params, ok := b.paramTypes(l, m)
	if !ok {
		b.errorf(n, CodeNoMethodConversion, "the lambda's parameters do not fit %s", to)
		return
	}
	if slices.ContainsFunc(params, (*clr.Type).IsOpen) {
		b.errorf(n, CodeNoInference, "the types of the lambda's parameters cannot be inferred")
		return
	}
	body := b.bindLambda(l, params, m.Result)
	if !body.diags.HasErrors() {
		b.errorf(n, CodeNoMethodConversion, "the lambda does not fit %s", to)
		return
	}
	b.diags = append(b.diags, body.diags...)
}

// inferResult is the type that a lambda returns for parameter types, or nil.
func (b *binder) inferResult(l *lambda, params []*clr.Type) *clr.Type {
	if !l.any && len(l.params) != len(params) {
		return nil
	}
	body := b.bindLambda(l, params, nil)
	if body.natural == nil || body.natural.Kind == clr.VoidKind {
		l.faults = body.diags
		return nil
	}
	return body.natural
}

// groupMatch is the method of a group that takes arguments of some types, or nil.
func (b *binder) groupMatch(g *group, params []*clr.Type) (m *clr.Method, targs []*clr.Type) {
	args := make([]argument, len(params))
	for i, p := range params {
		args[i] = argument{x: &Receiver{at(g.N, p), nil}, n: g.N}
	}
	methods := g.methods
	if g.local != nil {
		methods = []*clr.Method{g.local.method}
	}
	fit, _ := b.applicable(methods, g.args, args)
	fit = nearestOwner(fit)
	if len(fit) == 0 {
		return nil, nil
	}
	if best := b.best(fit, args); best != nil {
		return best.method, best.targs
	}
	return nil, nil
}

func (b *binder) groupResult(g *group, params []*clr.Type) *clr.Type {
	m, _ := b.groupMatch(g, params)
	if m == nil || m.Result.Kind == clr.VoidKind {
		return nil
	}
	return m.Result
}

func (b *binder) classifyGroup(g *group, to *clr.Type) conv {
	sig := to.Invoke()
	if sig == nil {
		return conv{}
	}
	params := make([]*clr.Type, len(sig.Params))
	for i, p := range sig.Params {
		params[i] = p.Type
	}
	m, _ := b.groupMatch(g, params)
	if m == nil {
		return conv{}
	}
	if void := sig.Result.Kind == clr.VoidKind; void != (m.Result.Kind == clr.VoidKind) {
		return conv{}
	}
	if k := standard(m.Result, sig.Result); sig.Result.Kind != clr.VoidKind && k != identity && k != noOp {
		return conv{}
	}
	return conv{kind: groupConv}
}

// delegateOf makes a delegate of a method group: a function that calls it with
// the delegate's parameters.
func (b *binder) delegateOf(g *group, to *clr.Type, n syntax.Node) Expr {
	sig := to.Invoke()
	wrap := &Function{Name: g.name, Syntax: n, Outer: b.fn.Function, Result: sig.Result}
	out := &MethodGroup{Typed: at(n, to), Wrap: wrap}
	b.fn.Lambdas = true
	outer := b.scope
	b.enter(wrap)
	defer func() { b.scope = outer }()
	defer b.leave()
	if g.recv != nil {
		out.Recv = g.recv
		out.This = &Variable{Name: "this", Type: g.recv.Type(), Owner: wrap, Slot: b.slot(), Syntax: n}
		wrap.Params = append(wrap.Params, out.This)
	}
	args := make([]argument, len(sig.Params))
	for i, p := range sig.Params {
		v := &Variable{Name: p.Name, Type: p.Type, Owner: wrap, Slot: b.slot(), Syntax: n}
		wrap.Params = append(wrap.Params, v)
		args[i] = argument{x: &Local{at(n, p.Type), v, v.Slot}, n: n}
	}
	methods := g.methods
	if g.local != nil {
		methods = []*clr.Method{g.local.method}
	}
	c, ok := b.choose(n, g.name, methods, g.args, args)
	if !ok {
		return b.bad(n)
	}
	var call Expr
	if g.local != nil {
		call = b.callFunc(n, g.local, c)
	} else {
		k := &Call{Typed: at(n, c.method.Result), Method: c.method, Args: c.args, Order: c.order, Types: typeArgs(c.method, c.targs)}
		if !c.method.Static {
			if out.This == nil {
				return b.fail(n, CodeNeedsReceiver, "%s needs a value before the dot", c.method.Signature())
			}
			k.Recv = &Local{at(n, out.This.Type), out.This, out.This.Slot}
		}
		call = k
	}
	wrap.Expr = call
	if sig.Result.Kind != clr.VoidKind {
		wrap.Expr = b.convert(call, sig.Result, n)
	}
	return out
}
