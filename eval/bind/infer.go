package bind

import (
	"slices"

	"sallyport/eval/clr"
)

// An inference finds the type arguments of a generic method: bounds are
// collected from the arguments, and lambdas are bound when the types of their
// parameters are known (C# specification, 12.6.3).
type inference struct {
	b      *binder
	method *clr.Method
	bounds []bounds
	fixed  []*clr.Type
}

type bounds struct{ exact, lower, upper []*clr.Type }

// infer is the type arguments of a method for a candidate's arguments, or nil.
func (b *binder) infer(m *clr.Method, c *candidate, args []argument) []*clr.Type {
	in := &inference{b: b, method: m, bounds: make([]bounds, len(m.TypeParams)), fixed: make([]*clr.Type, len(m.TypeParams))}
	types := make([]*clr.Type, len(args))
	for i, a := range args {
		t := m.Params[c.of[i]].Type
		if c.expanded && c.of[i] == len(m.Params)-1 {
			t = t.Elem
		}
		types[i] = t
		switch x := a.x.(type) {
		case *lambda:
			in.explicitParams(x, t)
		case *group:
		default:
			switch {
			case !isTyped(x.Type()) || x.Type().Kind == clr.VoidKind:
			case a.mode != clr.ByValue:
				in.exact(x.Type(), t)
			default:
				in.lower(x.Type(), t)
			}
		}
	}
	done := make([]bool, len(args))
	for range len(m.TypeParams) + len(args) + 1 {
		in.fixReady(args, types, done)
		progress := false
		for i, a := range args {
			if !done[i] && in.output(a.x, types[i]) {
				done[i], progress = true, true
			}
		}
		if !progress && !in.fixAny() {
			break
		}
	}
	in.fixReady(args, types, done)
	for in.fixAny() {
	}
	if slices.Contains(in.fixed, nil) {
		return nil
	}
	return in.fixed
}

// unfixed reports whether a type has a type parameter that is not fixed yet.
func (in *inference) unfixed(t *clr.Type) bool {
	if t.Kind == clr.TypeParameter {
		return t.OfMethod && t.Ordinal < len(in.fixed) && in.fixed[t.Ordinal] == nil
	}
	return t.Elem != nil && in.unfixed(t.Elem) || slices.ContainsFunc(t.Args, in.unfixed)
}

// mentions reports whether a type has the ith type parameter in it.
func mentions(t *clr.Type, i int) bool {
	if t.Kind == clr.TypeParameter {
		return t.OfMethod && t.Ordinal == i
	}
	return t.Elem != nil && mentions(t.Elem, i) || slices.ContainsFunc(t.Args, func(a *clr.Type) bool { return mentions(a, i) })
}

// fixReady fixes the parameters that depend on no lambda still to be bound.
func (in *inference) fixReady(args []argument, types []*clr.Type, done []bool) {
	for i := range in.fixed {
		if in.fixed[i] != nil || in.bounds[i].empty() {
			continue
		}
		waits := false
		for j, a := range args {
			switch a.x.(type) {
			case *lambda, *group:
				m := types[j].Invoke()
				if m != nil && !done[j] && mentions(m.Result, i) && slices.ContainsFunc(m.Params, func(p clr.Param) bool { return in.unfixed(p.Type) }) && !slices.ContainsFunc(m.Params, func(p clr.Param) bool { return mentions(p.Type, i) }) {
					waits = true
				}
				if m != nil && !done[j] && mentions(m.Result, i) && !slices.ContainsFunc(m.Params, func(p clr.Param) bool { return in.unfixed(p.Type) }) {
					waits = true // its output is a bound still to come
				}
			}
		}
		if !waits {
			in.fix(i)
		}
	}
}

// fixAny fixes one parameter that has bounds.
func (in *inference) fixAny() bool {
	for i := range in.fixed {
		if in.fixed[i] == nil && !in.bounds[i].empty() && in.fix(i) {
			return true
		}
	}
	return false
}

func (s bounds) empty() bool { return len(s.exact)+len(s.lower)+len(s.upper) == 0 }

// fix chooses the one candidate that satisfies all bounds.
func (in *inference) fix(i int) bool {
	s := in.bounds[i]
	all := slices.Concat(s.exact, s.lower, s.upper)
	var ok []*clr.Type
	for _, t := range all {
		fits := !slices.ContainsFunc(s.exact, func(u *clr.Type) bool { return u.Plain() != t.Plain() }) &&
			!slices.ContainsFunc(s.lower, func(u *clr.Type) bool { return !implicitly(u, t) }) &&
			!slices.ContainsFunc(s.upper, func(u *clr.Type) bool { return !implicitly(t, u) })
		if fits && !slices.Contains(ok, t) {
			ok = append(ok, t)
		}
	}
	for _, t := range ok {
		if !slices.ContainsFunc(ok, func(u *clr.Type) bool { return !implicitly(u, t) }) {
			in.fixed[i] = t
			return true
		}
	}
	return false
}

// implicitly reports whether a type converts to another; operators count too.
func implicitly(from, to *clr.Type) bool {
	return standard(from, to) != noConv || userConversion(from, to, false) != nil
}

// param is the number of an unfixed type parameter of the method, or -1.
func (in *inference) param(t *clr.Type) int {
	if t.Kind == clr.TypeParameter && t.OfMethod && t.Ordinal < len(in.fixed) && in.fixed[t.Ordinal] == nil {
		return t.Ordinal
	}
	return -1
}

func (in *inference) exact(from, to *clr.Type) {
	if i := in.param(to); i >= 0 {
		in.bounds[i].exact = append(in.bounds[i].exact, from)
		return
	}
	switch {
	case from.Elem != nil && to.Elem != nil && from.Rank == to.Rank:
		in.exact(from.Elem, to.Elem)
	case from.Def != nil && from.Def == to.Def:
		for i := range from.Args {
			in.exact(from.Args[i], to.Args[i])
		}
	}
}

func (in *inference) lower(from, to *clr.Type) {
	if i := in.param(to); i >= 0 {
		in.bounds[i].lower = append(in.bounds[i].lower, from)
		return
	}
	switch {
	case from.IsNullable() && to.IsNullable():
		in.lower(from.Args[0], to.Args[0])
	case from.Elem != nil && to.Elem != nil && from.Rank == to.Rank:
		in.element(from.Elem, to.Elem, in.lower)
	case to.Def != nil:
		if u := only(from, to.Def); u != nil {
			in.arguments(u, to, in.lower, in.upper)
		}
	}
}

func (in *inference) upper(from, to *clr.Type) {
	if i := in.param(to); i >= 0 {
		in.bounds[i].upper = append(in.bounds[i].upper, from)
		return
	}
	switch {
	case from.Elem != nil && to.Elem != nil && from.Rank == to.Rank:
		in.element(from.Elem, to.Elem, in.upper)
	case from.Def != nil && from.Def == to.Def:
		in.arguments(from, to, in.upper, in.lower)
	}
}

func (in *inference) element(from, to *clr.Type, infer func(from, to *clr.Type)) {
	if from.IsReference() {
		infer(from, to)
	} else {
		in.exact(from, to)
	}
}

// arguments infers from the type arguments of two types of one definition, by
// their variance.
func (in *inference) arguments(from, to *clr.Type, out, contra func(from, to *clr.Type)) {
	for i, a := range from.Args {
		switch {
		case !a.IsReference():
			in.exact(a, to.Args[i])
		case varies(from, i, true):
			out(a, to.Args[i])
		case varies(from, i, false):
			contra(a, to.Args[i])
		default:
			in.exact(a, to.Args[i])
		}
	}
}

// varies reports whether a definition is covariant, or contravariant, in its
// ith parameter: whether it converts when only that argument does.
func varies(t *clr.Type, i int, out bool) bool {
	args := slices.Clone(t.Args)
	args[i] = clr.String
	narrow := clr.Construct(t.Def, args...)
	args = slices.Clone(args)
	args[i] = clr.ObjectType
	wide := clr.Construct(t.Def, args...)
	if out {
		return narrow.DerivesFrom(wide)
	}
	return wide.DerivesFrom(narrow)
}

// only is the one type made from a definition that t is, or nil when there are
// several: a JObject is a sequence of two kinds.
func only(t, def *clr.Type) *clr.Type {
	var found *clr.Type
	for u := t; u != nil; u = u.BaseType() {
		if u.Is(def) {
			return u
		}
	}
	for _, i := range t.AllInterfaces() {
		if i.Is(def) {
			if found != nil && found.Plain() != i.Plain() {
				return nil
			}
			found = i
		}
	}
	return found
}

// explicitParams infers from the types that a lambda gives its parameters.
func (in *inference) explicitParams(l *lambda, t *clr.Type) {
	m := t.Invoke()
	if m == nil || len(m.Params) != len(l.params) {
		return
	}
	for i, p := range l.params {
		if p.Type == nil {
			return
		}
		if pt := in.b.quietType(l, p.Type); pt != badType {
			in.exact(pt, m.Params[i].Type)
		}
	}
}

// output infers from what a lambda or method group returns, once the types of
// its parameters are fixed. It reports whether it is done with the argument.
func (in *inference) output(x Expr, t *clr.Type) bool {
	m := t.Invoke()
	if m == nil || slices.ContainsFunc(m.Params, func(p clr.Param) bool { return in.unfixed(p.Type) }) {
		return false
	}
	params := make([]*clr.Type, len(m.Params))
	for i, p := range m.Params {
		params[i] = p.Type.Subst(nil, in.fixed)
	}
	switch x := x.(type) {
	case *lambda:
		if !in.unfixed(m.Result) {
			return true
		}
		if r := in.b.inferResult(x, params); r != nil {
			in.lower(r, m.Result)
		}
		return true
	case *group:
		if !in.unfixed(m.Result) {
			return true
		}
		if r := in.b.groupResult(x, params); r != nil {
			in.lower(r, m.Result)
		}
		return true
	}
	return false
}
