package bind

import (
	"fmt"
	"strings"

	"sallyport/eval/clr"
	"sallyport/eval/syntax"
)

// A localFunc is a local function as a name. A generic one is bound once for
// its faults, with an opaque type for each type parameter, and then once for
// each list of type arguments that it is called with.
type localFunc struct {
	*Function // not generic, or of opaque types
	syntax    *syntax.LocalFunc
	method    *clr.Method     // its signature
	bounds    [][]*clr.Type   // what each type parameter must derive from
	makes     map[string]bool // whether a type parameter has a constructor
	opaque    []*clr.Type     // what stands for each in Function

	scope              *scope // where it is declared
	fn                 *function
	checked, unchecked bool

	instances map[string]*Function // by type arguments
	waiting   []func()             // instances that were wanted before the function was reached
	reached   bool
	faulty    bool
}

// declareFunc makes a local function known.
func (b *binder) declareFunc(s *syntax.LocalFunc) {
	f := &localFunc{Function: &Function{Name: s.Name.Text, Syntax: s, Outer: b.fn.Function}, syntax: s, scope: b.scope, fn: b.fn, makes: map[string]bool{}, instances: map[string]*Function{}}
	f.method = &clr.Method{Row: &clr.Member{}, Owner: clr.ObjectType, Kind: clr.MethodMember, Name: s.Name.Text, Static: true, Where: map[string]clr.Constraint{}}
	b.enterName(s.Name.Text, s.Name, f)
	b.push()
	defer b.pop()
	b.typeParams(f)
	f.method.Result = b.typ(s.Type)
	for _, p := range s.Params {
		f.method.Params = append(f.method.Params, b.localParam(p))
	}
	f.Result = f.method.Result.Subst(nil, f.opaque)
	f.instances[instanceKey(f.opaque)] = f.Function
}

// typeParams enters the type parameters of a local function into the scope at
// hand, and makes the opaque types that stand for them in its body.
func (b *binder) typeParams(f *localFunc) {
	b.scope.types = map[string]*clr.Type{}
	for i, id := range f.syntax.TypeParams {
		if b.scope.types[id.Text] != nil {
			b.errorf(id, CodeDuplicateTypeParam, "there is a type parameter %s already", id.Text)
		}
		p := clr.NewTypeParameter(id.Text, i)
		b.scope.types[id.Text] = p
		f.method.TypeParams = append(f.method.TypeParams, p)
	}
	for i, id := range f.syntax.TypeParams {
		f.constrain(b, i, id.Text)
	}
	for i, id := range f.syntax.TypeParams {
		bounds := make([]*clr.Type, len(f.bounds[i]))
		for j, t := range f.bounds[i] {
			bounds[j] = t.Subst(nil, f.opaque)
		}
		if !f.opaque[i].BoundBy(f.makes[id.Text], bounds...) {
			b.errorf(id, CodeBoundCycle, "%s would be its own base", id.Text)
		}
	}
	for _, c := range f.syntax.Constraints {
		if b.scope.types[c.Param.Text] == nil {
			b.errorf(c.Param, CodeNoTypeParam, "%s has no type parameter %s", f.Name, c.Param.Text)
		}
	}
}

// constrain reads what the where clauses say of a type parameter.
func (f *localFunc) constrain(b *binder, i int, name string) {
	var bounds []*clr.Type
	for _, c := range f.syntax.Constraints {
		if c.Param.Text != name {
			continue
		}
		switch {
		case c.Struct:
			f.method.Where[name] = clr.Constraint{Word: "struct"}
		case c.Class:
			f.method.Where[name] = clr.Constraint{Word: "class"}
		}
		f.makes[name] = c.New || c.Struct
		for _, t := range c.Types {
			if bound := b.typ(t); bound != badType {
				bounds = append(bounds, bound)
			}
		}
	}
	f.bounds = append(f.bounds, bounds)
	f.opaque = append(f.opaque, clr.NewOpaque(name, f.method.Where[name].Word == "struct"))
}

// localParam is a parameter of a local function.
func (b *binder) localParam(p *syntax.Param) clr.Param {
	param := clr.Param{Name: p.Name.Text, Type: badType}
	if p.Type != nil {
		param.Type = b.typ(p.Type)
	}
	switch p.Mode {
	case syntax.PARAMS:
		if param.Type.Elem != nil && param.Type.Rank == 1 {
			param.Mode = clr.ParamArray
		} else if param.Type != badType {
			b.errorf(p, CodeParamsType, "params wants an array of one dimension")
		}
	case syntax.REF:
		param.Mode = clr.ByRef
	case syntax.OUT:
		param.Mode = clr.ByOut
	}
	if p.Default != nil {
		param.Optional = true
		x := b.convert(b.value(p.Default), param.Type, p.Default)
		value, ok := constantValue(x)
		if !ok && !isBad(x) {
			b.errorf(p.Default, CodeDefaultNotConstant, "the default of %s must be constant", p.Name.Text)
		}
		param.Default = value
	}
	return param
}

// localFunc binds the body of a local function where it stands.
func (b *binder) localFunc(s *syntax.LocalFunc) Stmt {
	f, ok := b.lookup(s.Name.Text).(*localFunc)
	if !ok || f.syntax != s {
		return nil
	}
	f.checked, f.unchecked = b.checked, b.unchecked
	before := len(b.diags)
	b.bindLocal(f, f.Function, f.opaque)
	f.reached, f.faulty = true, b.diags[before:].HasErrors()
	for _, bind := range f.waiting {
		bind()
	}
	return &LocalFunc{Placed{s}, f.Function, len(f.opaque) > 0}
}

// bindLocal binds the body for type arguments.
func (b *binder) bindLocal(f *localFunc, fn *Function, targs []*clr.Type) {
	scope, outer, receivers, checked, unchecked := b.scope, b.fn, b.receivers, b.checked, b.unchecked
	b.scope, b.fn, b.receivers, b.checked, b.unchecked = f.scope, f.fn, nil, f.checked, f.unchecked
	defer func() {
		b.scope, b.fn, b.receivers, b.checked, b.unchecked = scope, outer, receivers, checked, unchecked
	}()
	b.enter(fn)
	b.scope.types = map[string]*clr.Type{}
	for i, id := range f.syntax.TypeParams {
		b.scope.types[id.Text] = targs[i]
	}
	for i, p := range f.syntax.Params {
		v := b.declare(p.Name, f.method.Params[i].Type.Subst(nil, targs))
		v.ReadOnly = p.Mode == syntax.IN
		if mode := f.method.Params[i].Mode; mode == clr.ByRef || mode == clr.ByOut {
			v.Mode, v.Captured = mode, true
		}
		fn.Params = append(fn.Params, v)
	}
	switch s := f.syntax; {
	case s.Block != nil:
		fn.Block = b.body(s.Block)
	case s.Expr != nil:
		x := b.value(s.Expr)
		switch {
		case fn.Result.Kind != clr.VoidKind:
			fn.Expr = b.convert(x, fn.Result, s.Expr)
		case !isStatement(x):
			fn.Expr = b.fail(s.Expr, CodeNotAssignable, "only a call, an assignment or new can stand where nothing is returned")
		default:
			fn.Expr = x
		}
	}
}

// instance is the function for type arguments.
func (b *binder) instance(f *localFunc, targs []*clr.Type) *Function {
	if len(f.opaque) == 0 {
		return f.Function
	}
	key := instanceKey(targs)
	if known := f.instances[key]; known != nil {
		return known
	}
	fn := &Function{Name: f.Name, Syntax: f.syntax, Outer: f.Outer, Result: f.method.Result.Subst(nil, targs)}
	f.instances[key] = fn
	bind := func() {
		switch b.bodies++; {
		case b.bodies > maxLambdas: // f<T> may call f<List<T>>
			b.tooComplex = true
		case !f.faulty:
			b.bindLocal(f, fn, targs)
		}
	}
	if f.reached {
		bind()
	} else {
		f.waiting = append(f.waiting, bind)
	}
	return fn
}

func instanceKey(targs []*clr.Type) string {
	var key strings.Builder
	for _, t := range targs {
		fmt.Fprintf(&key, "%p,", t)
	}
	return key.String()
}

// callLocal calls a local function.
func (b *binder) callLocal(e *syntax.Call, g *group, args []argument) Expr {
	c, ok := b.choose(e, g.name, []*clr.Method{g.local.method}, g.args, args)
	if !ok {
		return b.bad(e)
	}
	return b.callFunc(e, g.local, c)
}

// callFunc is a call of a local function with chosen arguments.
func (b *binder) callFunc(n syntax.Node, f *localFunc, c *candidate) Expr {
	for i, t := range c.targs {
		for _, bound := range f.bounds[i] {
			if bound = bound.Subst(nil, c.targs); standard(t, bound) == noConv {
				return b.fail(n, CodeConstraint, "%s is no %s, as %s wants of %s", t, bound, f.Name, f.method.TypeParams[i])
			}
		}
	}
	for _, a := range c.args {
		if address, ok := a.(*Address); ok {
			if l, ok := address.Target.(*LocalTarget); ok {
				l.Var.Captured = true // the function shares the variable's cell
			}
		}
	}
	out := &CallFunc{at(n, c.method.Result), b.instance(f, c.targs), c.args}
	b.sites = append(b.sites, &site{b.fn.Function, &out.Fun})
	return out
}
