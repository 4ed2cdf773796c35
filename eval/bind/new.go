package bind

import (
	"math/big"
	"slices"
	"strings"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

func (b *binder) newObject(e *syntax.New) Expr {
	t := b.typ(e.Type)
	args := b.arguments(e.Args)
	if t == badType || hasBad(args) {
		return b.bad(e)
	}
	if t.Abstract || t.Kind == clr.Interface || t.Kind == clr.StaticClass || t.Kind == clr.VoidKind {
		return b.fail(e, CodeAbstract, "%s cannot be made: it is %s", t, abstractness(t))
	}
	var x Expr
	ctors := slices.DeleteFunc(slices.Clone(t.Members("new")), func(m *clr.Method) bool { return m.Owner != t })
	switch {
	case t.Kind == clr.DelegateKind && len(args) == 1:
		x = b.convert(args[0].x, t, e.Args[0].Value)
	case t.IsValue() && len(args) == 0 && !slices.ContainsFunc(ctors, func(m *clr.Method) bool { return len(m.Params) == 0 }):
		x = b.zero(e, t)
	case len(ctors) == 0:
		return b.fail(e, CodeNoMember, "%s has no constructor", t)
	default:
		c, ok := b.choose(e, t.String(), ctors, nil, args)
		if !ok {
			return b.bad(e)
		}
		b.allow(e.Type, c.method)
		x = &Call{Typed: at(e, t), Method: c.method, Args: c.args, Order: c.order, Types: typeArgs(c.method, nil)}
	}
	if e.Init == nil || isBad(x) {
		return x
	}
	return b.init(e, x, e.Init)
}

func abstractness(t *clr.Type) string {
	if t.Abstract {
		return "abstract"
	}
	return t.Kind.String()
}

// init fills an object.
func (b *binder) init(n syntax.Node, x Expr, e syntax.Expr) Expr {
	out := &Init{Typed: at(n, x.Type()), New: x, Slot: b.slot()}
	object := func() Expr { return &Object{at(n, x.Type()), out.Slot} }
	switch e := e.(type) {
	case *syntax.ObjectInit:
		for _, m := range e.Members {
			out.Steps = append(out.Steps, b.memberInit(object(), m))
		}
	case *syntax.CollectionInit:
		if !x.Type().DerivesFrom(clr.IEnumerableAny) {
			return b.fail(n, CodeNotACollection, "%s is no collection: it has no elements to enumerate", x.Type())
		}
		for _, elem := range e.Elems {
			var list []syntax.Expr
			if many, ok := elem.(*syntax.ElementInit); ok {
				list = many.Args
			} else {
				list = []syntax.Expr{elem}
			}
			args := make([]argument, len(list))
			for i, a := range list {
				args[i] = argument{x: b.value(a), n: a}
			}
			out.Steps = append(out.Steps, b.callNamed(elem, object(), "Add", args))
		}
	}
	if isBad(out.Steps...) {
		return b.bad(n)
	}
	return out
}

// callNamed calls a method of an object by name.
func (b *binder) callNamed(n syntax.Node, recv Expr, name string, args []argument) Expr {
	if hasBad(args) {
		return b.bad(n)
	}
	methods := slices.DeleteFunc(slices.Clone(recv.Type().Members(name)), func(m *clr.Method) bool { return m.Kind != clr.MethodMember || m.Static })
	if len(methods) > 0 {
		c, ok := b.choose(n, recv.Type().String()+"."+name, methods, nil, args)
		if !ok {
			return b.bad(n)
		}
		return &Call{Typed: at(n, c.method.Result), Method: c.method, Recv: recv, Args: c.args, Types: typeArgs(c.method, c.targs)}
	}
	g := &group{Typed: at(n, groupType), name: name, recv: recv}
	list := b.extensions(g)
	if len(list) == 0 {
		return b.fail(n, CodeNoMember, "%s has no member %s", recv.Type(), name)
	}
	c, ok := b.choose(n, name, list, nil, append([]argument{{x: recv, n: n}}, args...))
	if !ok {
		return b.bad(n)
	}
	b.allow(n, c.method)
	return &Call{Typed: at(n, c.method.Result), Method: c.method, Args: c.args, Order: c.order, Types: typeArgs(c.method, c.targs)}
}

// memberInit is one Name = value or [index] = value.
func (b *binder) memberInit(object Expr, m *syntax.MemberInit) Expr {
	var x Expr
	if m.Name != nil {
		list := object.Type().Members(m.Name.Text)
		i := slices.IndexFunc(list, func(m *clr.Method) bool { return m.Kind == clr.PropertyMember && !m.Static })
		if i < 0 {
			b.report(m.Name, CodeNoStaticMember, source.Error, source.Nearest(m.Name.Text, memberNames(object.Type())), object.Type().String()+" has no member "+m.Name.Text)
			return b.bad(m)
		}
		b.allow(m.Name, list[i])
		x = &Call{Typed: at(m.Name, list[i].Result), Method: list[i], Recv: object, Types: typeArgs(list[i], nil)}
	} else {
		x = b.index(m, object, m.Index)
	}
	switch m.Value.(type) {
	case *syntax.ObjectInit, *syntax.CollectionInit:
		if isBad(x) {
			return x
		}
		return b.init(m, x, m.Value)
	}
	v := b.value(m.Value)
	if isBad(x, v) {
		return b.bad(m)
	}
	v = b.convert(v, x.Type(), m.Value)
	switch x := x.(type) {
	case *Call:
		if !x.Method.CanSet {
			return b.fail(m, CodeReadOnlyMember, "%s cannot be set", x.Method.Signature())
		}
		return &Assign{at(m, x.T), &MemberTarget{x.Method, x.Recv, x.Args, x.Types, m}, v}
	case *Element:
		return &Assign{at(m, x.T), &ElementTarget{x.X, x.Indexes, m}, v}
	}
	return b.fail(m, CodeNotAssignable, "cannot be assigned")
}

func (b *binder) newArray(e *syntax.NewArray) Expr {
	t := b.typ(e.Type)
	var sizes []Expr
	for _, s := range e.Sizes {
		x := b.size(b.value(s), s)
		if v, ok := constant(x); ok {
			if n, ok := whole(v); ok && n.Sign() < 0 {
				x = b.fail(s, CodeNegativeSize, "an array has no negative size")
			}
		}
		sizes = append(sizes, x)
	}
	if t == badType || isBad(sizes...) {
		return b.bad(e)
	}
	if e.Init == nil {
		return &NewArray{Typed: at(e, t), Sizes: sizes}
	}
	x := b.arrayInit(e, t, e.Init)
	made, ok := x.(*NewArray)
	for i, s := range sizes {
		n, isConst := constant(s)
		want, _ := whole(n)
		switch {
		case !ok:
		case !isConst:
			return b.fail(e.Sizes[i], CodeSizeNotConstant, "the size of an array with elements must be constant")
		case want.Cmp(big.NewInt(int64(made.length(i)))) != 0:
			return b.fail(e.Init, CodeElementCount, "got %d elements, want %s", made.length(i), want)
		}
	}
	return x
}

// length is how many elements are given for a dimension.
func (a *NewArray) length(dimension int) int {
	if a.Dims == nil {
		return len(a.Elems)
	}
	return a.Dims[dimension]
}

// size converts an index or the size of an array to int, uint, long or ulong.
func (b *binder) size(x Expr, n syntax.Node) Expr {
	to := clr.Int32
	for _, t := range []*clr.Type{clr.Int32, clr.UInt32, clr.Int64, clr.UInt64} {
		if b.classify(x, t, false).kind != noConv {
			to = t
			break
		}
	}
	return b.convert(x, to, n)
}

// arrayInit makes an array of its elements.
func (b *binder) arrayInit(n syntax.Node, t *clr.Type, init *syntax.ArrayInit) Expr {
	out := &NewArray{Typed: at(n, t), Elems: []Expr{}}
	if t.Rank > 1 {
		out.Dims = make([]int, t.Rank)
	}
	ok := true
	var fill func(init *syntax.ArrayInit, depth int)
	fill = func(init *syntax.ArrayInit, depth int) {
		if t.Rank > 1 {
			if out.Dims[depth] == 0 {
				out.Dims[depth] = len(init.Elems)
			} else if out.Dims[depth] != len(init.Elems) {
				b.errorf(init, CodeElementCount, "got %d elements, want %d as in the rows before", len(init.Elems), out.Dims[depth])
				ok = false
				return
			}
		}
		for _, e := range init.Elems {
			inner, isInit := e.(*syntax.ArrayInit)
			if depth < t.Rank-1 {
				if !isInit {
					b.errorf(e, CodeElementCount, "want another { } for each dimension")
					ok = false
					return
				}
				fill(inner, depth+1)
				continue
			}
			out.Elems = append(out.Elems, b.convert(b.value(e), t.Elem, e))
		}
	}
	fill(init, 0)
	if !ok || isBad(out.Elems...) {
		return b.bad(n)
	}
	return out
}

func (b *binder) newImplicitArray(e *syntax.NewImplicitArray) Expr {
	var elems []Expr
	for _, x := range leaves(e.Init, e.Rank) {
		elems = append(elems, b.value(x))
	}
	if isBad(elems...) {
		return b.bad(e)
	}
	t := b.commonOf(elems)
	if t == nil || t.Kind == clr.VoidKind {
		return b.fail(e, CodeNoElementType, "the elements have no common type")
	}
	if e.Rank > 1 {
		return b.arrayInit(e, clr.ArrayOfRank(t, e.Rank), e.Init)
	}
	for i, x := range elems {
		elems[i] = b.convert(x, t, e.Init.Elems[i])
	}
	return &NewArray{Typed: at(e, clr.ArrayOf(t)), Elems: elems}
}

// leaves are the elements of an array of several dimensions, in order.
func leaves(init *syntax.ArrayInit, rank int) []syntax.Expr {
	if rank == 1 {
		return init.Elems
	}
	var list []syntax.Expr
	for _, e := range init.Elems {
		if row, ok := e.(*syntax.ArrayInit); ok {
			list = append(list, leaves(row, rank-1)...)
		}
	}
	return list
}

// commonOf is the one type among those of some expressions that all convert to,
// or nil.
func (b *binder) commonOf(list []Expr) *clr.Type {
	var types []*clr.Type
	for _, x := range list {
		if t := x.Type(); isTyped(t) && !slices.Contains(types, t) {
			types = append(types, t)
		}
	}
	var found *clr.Type
	for _, t := range types {
		if !slices.ContainsFunc(list, func(x Expr) bool { return b.classify(x, t, false).kind == noConv }) {
			if found != nil {
				if standard(found, t) != noConv {
					found = t
				}
				continue
			}
			found = t
		}
	}
	return found
}

func (b *binder) newAnonymous(e *syntax.NewAnonymous) Expr {
	values := make([]Expr, len(e.Members))
	types := make([]*clr.Type, len(e.Members))
	names := make([]string, len(e.Members))
	for i, m := range e.Members {
		values[i] = b.typed(m.Value)
		types[i] = values[i].Type()
		if m.Name != nil {
			names[i] = m.Name.Text
		} else {
			names[i] = lastName(m.Value)
		}
		switch {
		case names[i] == "": // the parser has said so
			return b.bad(e)
		case slices.Contains(names[:i], names[i]):
			return b.fail(m, CodeAnonymousTwice, "there is a property %s already", names[i])
		}
	}
	if isBad(values...) {
		return b.bad(e)
	}
	return &NewAnonymous{at(e, clr.NewAnonymousType(names, types)), values}
}

// lastName is the name that an expression gives a property or an element of a
// tuple, or "".
func lastName(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Ident:
		return e.Text
	case *syntax.Member:
		return e.Name.ID().Text
	case *syntax.ConditionalAccess:
		return lastName(e.Then)
	}
	return ""
}

func (b *binder) tuple(e *syntax.Tuple) Expr {
	values := make([]Expr, len(e.Elems))
	types := make([]*clr.Type, len(e.Elems))
	names := make([]string, len(e.Elems))
	for i, a := range e.Elems {
		values[i] = b.typed(a.Value)
		types[i] = values[i].Type()
		if a.Name != nil {
			names[i] = a.Name.Text
		}
	}
	if isBad(values...) {
		return b.bad(e)
	}
	inferNames(e, names)
	return &NewTuple{at(e, b.tupleOf(e, types, names)), values}
}

// inferNames names the elements that have the name of a variable or member,
// unless two would have it or every tuple has a member of that name.
func inferNames(e *syntax.Tuple, names []string) {
	inferred := map[string]int{}
	for _, a := range e.Elems {
		inferred[lastName(a.Value)]++
	}
	given := slices.Clone(names)
	for i, a := range e.Elems {
		name := lastName(a.Value)
		reserved := slices.Contains([]string{"CompareTo", "Deconstruct", "Equals", "GetHashCode", "Rest", "ToString"}, name) || strings.HasPrefix(name, "Item")
		if a.Name == nil && inferred[name] == 1 && !slices.Contains(given, name) && !reserved {
			names[i] = name
		}
	}
}
