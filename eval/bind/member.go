package bind

import (
	"slices"
	"strconv"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// member binds X.Name. Where it is called, a property that is no delegate does
// not hide a method of its name.
func (b *binder) member(e *syntax.Member, called bool) Expr {
	x := b.expr(e.X)
	if isBad(x) {
		return b.bad(e)
	}
	id := e.Name.ID()
	args := make([]*clr.Type, len(e.Name.TypeArgs()))
	for i, a := range e.Name.TypeArgs() {
		if args[i] = b.typ(a); args[i] == badType {
			return b.bad(e)
		}
	}
	if t, ok := x.(*typeName); ok {
		if t.typ == badType {
			return b.bad(e)
		}
		return b.static(e, t, id, args, called)
	}
	t := x.Type()
	if !isTyped(t) || t.Kind == clr.VoidKind {
		return b.fail(e.X, CodeUnary, "operator . takes no operand of type %s", t)
	}
	if y := b.tupleElement(e, x, id.Text); y != nil {
		return y
	}
	if list := t.Members(id.Text); len(list) > 0 {
		if g := b.named(e, x, t, list, args, called); g != nil {
			return g
		}
	}
	if g := (&group{Typed: at(e, groupType), name: id.Text, recv: x, typ: t, args: args}); len(b.extensions(g)) > 0 {
		return g
	}
	b.report(id, CodeNoMember, source.Error, source.Nearest(id.Text, memberNames(t)), t.String()+" has no member "+id.Text)
	return b.bad(e)
}

// named is a property, or the group of methods, among the members of a name.
func (b *binder) named(e *syntax.Member, x Expr, t *clr.Type, list []*clr.Method, args []*clr.Type, called bool) Expr {
	for _, m := range list {
		if called && m.Result.Kind != clr.DelegateKind {
			continue
		}
		switch m.Kind {
		case clr.PropertyMember, clr.ConstMember:
			if m.Static && x != nil {
				return b.fail(e.Name, CodeStaticByValue, "%s is static: write %s.%s", m.Signature(), m.Owner, m.Name)
			}
			if !m.Static && x == nil {
				return b.fail(e.Name, CodeNeedsReceiver, "%s needs a value before the dot", m.Signature())
			}
			b.allow(e.Name, m)
			if m.Kind == clr.ConstMember && !m.Row.Fn.IsZero() {
				return &Const{at(e, m.Result), m.Row.Fn.Call()}
			}
			return &Call{Typed: at(e, m.Result), Method: m, Recv: x, Types: typeArgs(m, nil)}
		}
	}
	methods := slices.DeleteFunc(slices.Clone(list), func(m *clr.Method) bool { return m.Kind != clr.MethodMember })
	if len(methods) == 0 {
		return nil
	}
	return &group{Typed: at(e, groupType), name: methods[0].Name, recv: x, typ: t, methods: methods, args: args}
}

// static binds a member of a type or a name in a namespace.
func (b *binder) static(e *syntax.Member, t *typeName, id *syntax.Ident, args []*clr.Type, called bool) Expr {
	if t.typ != nil {
		if t.typ.Kind == clr.EnumKind {
			for _, v := range t.typ.Values {
				if v.Name == id.Text {
					return &Const{at(e, t.typ), clr.Enum{T: t.typ, V: v.Value}}
				}
			}
		}
		if list := t.typ.Members(id.Text); len(list) > 0 {
			if g := b.named(e, nil, t.typ, list, args, called); g != nil {
				return g
			}
		}
	}
	if n := b.nested(t, e.Name); n != nil {
		n.N = e
		if n.typ != nil {
			b.allowType(e, n.typ)
		}
		return n
	}
	if t.typ == nil {
		return b.fail(e.Name, CodeNoType, "the namespace %s has no %s", t.namespace, id.Text)
	}
	names := memberNames(t.typ)
	for _, v := range t.typ.Values {
		names = append(names, v.Name)
	}
	b.report(id, CodeNoStaticMember, source.Error, source.Nearest(id.Text, names), t.typ.String()+" has no member "+id.Text)
	return b.bad(e)
}

func memberNames(t *clr.Type) []string {
	var list []string
	for u := t; u != nil; u = u.BaseType() {
		for _, m := range u.Own() {
			if m.Kind == clr.PropertyMember || m.Kind == clr.MethodMember || m.Kind == clr.ConstMember {
				list = append(list, m.Name)
			}
		}
	}
	for _, i := range t.AllInterfaces() {
		for _, m := range i.Own() {
			list = append(list, m.Name)
		}
	}
	return list
}

// tupleElement is x.name for a name that a tuple's type gives an element.
func (b *binder) tupleElement(n syntax.Node, x Expr, name string) Expr {
	elements := clr.TupleElements(x.Type())
	if elements == nil {
		return nil
	}
	if i := slices.Index(x.Type().Names, name); i >= 0 && name != "" {
		return b.item(n, x, i)
	}
	for i := 7; i < len(elements); i++ {
		if name == itemName(i) {
			return b.item(n, x, i)
		}
	}
	return nil
}

// itemName is the name that every element of a tuple has.
func itemName(i int) string { return "Item" + strconv.Itoa(i+1) }

// item is the ith element of a tuple.
func (b *binder) item(n syntax.Node, x Expr, i int) Expr {
	name := itemName(i)
	if i >= 7 { // in the tuple that holds the rest
		m := x.Type().Members("Rest")[0]
		return b.item(n, &Call{Typed: at(n, m.Result), Method: m, Recv: x, Types: typeArgs(m, nil)}, i-7)
	}
	for _, m := range x.Type().Members(name) {
		return &Call{Typed: at(n, m.Result), Method: m, Recv: x, Types: typeArgs(m, nil)}
	}
	return b.fail(n, CodeNoMember, "%s has no member %s", x.Type(), name)
}

// call binds Fun(Args).
func (b *binder) call(e *syntax.Call) Expr {
	if id, ok := e.Fun.(*syntax.Ident); ok && id.Text == "nameof" && !id.Verbatim && len(e.Args) == 1 && b.lookup("nameof") == nil {
		return b.nameOf(e, e.Args[0].Value)
	}
	var f Expr
	if m, ok := e.Fun.(*syntax.Member); ok {
		f = b.member(m, true)
	} else {
		f = b.expr(e.Fun)
	}
	args := b.arguments(e.Args)
	if isBad(f) {
		return b.bad(e)
	}
	switch f := f.(type) {
	case *group:
		if f.local != nil {
			return b.callLocal(e, f, args)
		}
		return b.invoke(e, f, args)
	case *typeName:
		return b.fail(e.Fun, CodeNotInvocable, "a type cannot be called; write new before it to make one")
	}
	if m := f.Type().Invoke(); m != nil {
		b.allow(e.Fun, m)
		values, ok := b.choose(e, f.Type().String(), []*clr.Method{m}, nil, args)
		if !ok {
			return b.bad(e)
		}
		return &Invoke{at(e, m.Result), f, values.args}
	}
	return b.fail(e.Fun, CodeNotInvocable, "a %s cannot be called", f.Type())
}

// invoke calls the best of a group's methods, or else of the extension methods
// of its name.
func (b *binder) invoke(e *syntax.Call, g *group, args []argument) Expr {
	if hasBad(args) {
		return b.bad(e)
	}
	var chosen *candidate
	ok := false
	if len(g.methods) > 0 {
		extensions := b.extensions(g)
		if len(extensions) == 0 || b.anyApplicable(g.methods, g.args, args) {
			chosen, ok = b.choose(e, g.name, g.methods, g.args, args)
			if !ok {
				return b.bad(e)
			}
		}
	}
	if chosen == nil {
		list := b.extensions(g)
		if g.recv == nil || len(list) == 0 {
			if len(g.methods) == 0 && g.recv != nil {
				return b.fail(e.Fun, CodeNoMember, "%s has no member %s", g.recv.Type(), g.name)
			}
			return b.fail(e.Fun, CodeNeedsReceiver, "%s needs a value before the dot", g.name)
		}
		all := append([]argument{{x: g.recv, n: e.Fun}}, args...)
		if chosen, ok = b.choose(e, g.name, list, g.args, all); !ok {
			return b.bad(e)
		}
		b.allow(memberName(e.Fun), chosen.method)
		return &Call{Typed: at(e, chosen.method.Result), Method: chosen.method, Args: chosen.args, Order: chosen.order, Types: typeArgs(chosen.method, chosen.targs)}
	}
	m := chosen.method
	b.allow(memberName(e.Fun), m)
	recv := g.recv
	switch {
	case m.Static && recv != nil && !sharesName(e.Fun, recv.Type()):
		return b.fail(memberName(e.Fun), CodeStaticByValue, "%s is static: write %s.%s", m.Signature(), m.Owner, m.Name)
	case m.Static:
		recv = nil
	case recv == nil:
		return b.fail(e.Fun, CodeNeedsReceiver, "%s needs a value before the dot", m.Signature())
	}
	return &Call{Typed: at(e, m.Result), Method: m, Recv: recv, Args: chosen.args, Order: chosen.order, Types: typeArgs(m, chosen.targs)}
}

// sharesName reports whether the value before a dot has the name of its type,
// so that a static member behind the dot is the type's (Color.Parse).
func sharesName(fun syntax.Expr, t *clr.Type) bool {
	m, ok := fun.(*syntax.Member)
	if !ok {
		return false
	}
	switch x := m.X.(type) {
	case *syntax.Ident:
		return x.Text == t.Simple
	case *syntax.Member:
		return x.Name.ID().Text == t.Simple
	}
	return false
}

func memberName(e syntax.Expr) syntax.Node {
	if m, ok := e.(*syntax.Member); ok {
		return m.Name
	}
	return e
}

// extensions are the extension methods of a group's name whose first parameter
// could take its receiver.
func (b *binder) extensions(g *group) []*clr.Method {
	if g.recv == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(clr.Extensions(g.name)), func(m *clr.Method) bool {
		p := m.Params[0].Type
		if !p.IsOpen() {
			k := standard(g.recv.Type(), p)
			return k != identity && k != noOp
		}
		if p.Def == nil || p.Kind == clr.TypeParameter {
			return false
		}
		return g.recv.Type().As(p.Def) == nil
	})
}

// index binds x[args].
func (b *binder) index(n syntax.Node, x Expr, list []*syntax.Argument) Expr {
	args := b.arguments(list)
	if isBad(x) || hasBad(args) {
		return b.bad(n)
	}
	t := x.Type()
	if t.Elem != nil {
		indexes := b.indexes(n, t, args)
		if indexes == nil {
			return b.bad(n)
		}
		return &Element{at(n, t.Elem), x, indexes}
	}
	if members := t.Members("this"); len(members) > 0 {
		c, ok := b.choose(n, t.String()+"[]", members, nil, args)
		if !ok {
			return b.bad(n)
		}
		b.allow(n, c.method)
		return &Call{Typed: at(n, c.method.Result), Method: c.method, Recv: x, Args: c.args, Order: c.order, Types: typeArgs(c.method, nil)}
	}
	return b.fail(n, CodeNoIndexer, "%s has no indexer", t)
}

// indexes converts the indexes of an array's element; nil when they are wrong.
func (b *binder) indexes(n syntax.Node, t *clr.Type, args []argument) []Expr {
	if len(args) != t.Rank {
		b.errorf(n, CodeIndexCount, "got %d indexes, want %d", len(args), t.Rank)
		return nil
	}
	out := make([]Expr, len(args))
	for i, a := range args {
		if out[i] = b.size(a.x, a.n); isBad(out[i]) {
			return nil
		}
	}
	return out
}
