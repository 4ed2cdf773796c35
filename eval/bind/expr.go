package bind

import (
	"slices"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// value binds an expression that must have a value, a lambda and a method
// group included.
func (b *binder) value(e syntax.Expr) Expr {
	x := b.expr(e)
	if t, ok := x.(*typeName); ok {
		return b.notValue(t)
	}
	return x
}

func (b *binder) notValue(t *typeName) Expr {
	switch {
	case t.typ == badType:
	case t.typ != nil:
		return b.fail(t.N, CodeNotAVariable, "%s is a type, want a value", t.typ)
	default:
		return b.fail(t.N, CodeNotAVariable, "%s is a namespace, want a value", t.namespace)
	}
	return b.bad(t.N)
}

// typed binds an expression that must have a type of its own.
func (b *binder) typed(e syntax.Expr) Expr { return b.hasType(b.value(e), e) }

// hasType reports an expression that has no type of its own.
func (b *binder) hasType(x Expr, e syntax.Node) Expr {
	t := x.Type()
	switch {
	case t == badType:
	case t.Kind == clr.VoidKind:
		return b.fail(e, CodeNoConversion, "got void, want a value")
	case !isTyped(t):
		return b.fail(e, CodeNotAVariable, "a %s has no type here; cast it to one", t)
	}
	return x
}

// boolean binds a condition.
func (b *binder) boolean(e syntax.Expr) Expr { return b.convert(b.value(e), clr.Boolean, e) }

// expr binds an expression.
func (b *binder) expr(e syntax.Expr) Expr {
	switch e := e.(type) {
	case *syntax.Literal:
		return b.literal(e)
	case *syntax.Paren:
		return b.expr(e.X)
	case *syntax.Ident:
		return b.ident(e, e)
	case *syntax.GenericName:
		return b.ident(e, e)
	case *syntax.PredefinedType:
		return &typeName{Typed: at(e, nameType), typ: b.typ(e)}
	case *syntax.AliasQualified:
		if t := b.nested(&typeName{}, e.Name); t != nil {
			return t
		}
		return b.fail(e, CodeUnknownName, "nothing is called %s", e.Name.ID().Text)
	case *syntax.Member:
		return b.member(e, false)
	case *syntax.Call:
		return b.call(e)
	case *syntax.Index:
		return b.index(e, b.typed(e.X), e.Args)
	case *syntax.ConditionalAccess:
		return b.conditionalAccess(e)
	case *syntax.Receiver:
		if len(b.receivers) == 0 {
			return b.bad(e)
		}
		of := b.receivers[len(b.receivers)-1]
		return &Receiver{at(e, of.X.Type().NonNull()), of}
	case *syntax.Interpolated:
		return b.interpolated(e)
	case *syntax.Cast:
		return b.castExpr(e)
	case *syntax.Tuple:
		return b.tuple(e)
	case *syntax.Unary:
		return b.unary(e)
	case *syntax.Postfix:
		return b.increment(e, e.X, e.Op, true)
	case *syntax.Binary:
		return b.binaryExpr(e)
	case *syntax.Assign:
		return b.assign(e)
	case *syntax.Conditional:
		return b.conditional(e)
	case *syntax.Is:
		return b.is(e)
	case *syntax.IsPattern:
		x := b.value(e.X)
		if !isTyped(x.Type()) && !isBad(x) {
			return b.fail(e.X, CodeNotPatternValue, "a %s has no type that a pattern could match", x.Type())
		}
		x = b.hasType(x, e.X)
		return &IsPattern{at(e, clr.Boolean), x, b.pattern(e.Pattern, x.Type())}
	case *syntax.As:
		return b.as(e)
	case *syntax.New:
		return b.newObject(e)
	case *syntax.NewArray:
		return b.newArray(e)
	case *syntax.NewImplicitArray:
		return b.newImplicitArray(e)
	case *syntax.NewAnonymous:
		return b.newAnonymous(e)
	case *syntax.ArrayInit:
		return b.fail(e, CodeNoElementType, "an array's elements need new[] before them here")
	case *syntax.Lambda:
		return &lambda{Typed: at(e, lambdaType), syntax: e, params: e.Params, body: e.Expr, block: e.Block, scope: b.scope, fn: b.fn}
	case *syntax.AnonymousMethod:
		return &lambda{Typed: at(e, lambdaType), syntax: e, params: e.Params, any: !e.HasParams, block: e.Block, scope: b.scope, fn: b.fn}
	case *syntax.Default:
		if e.Type == nil {
			return &Const{at(e, defaultType), nil}
		}
		if t := b.typ(e.Type); t != badType {
			return b.zero(e, t)
		}
		return b.bad(e)
	case *syntax.TypeOf:
		if t := b.typ(e.Type); t != badType {
			return &Const{at(e, clr.TypeType), &clr.TypeValue{T: t.Plain()}}
		}
		return b.bad(e)
	case *syntax.NameOf:
		return b.nameOf(e, e.X)
	case *syntax.Checked:
		return b.overflow(e.Unchecked, func() Expr { return b.expr(e.X) })
	case *syntax.ThrowExpr:
		return &ThrowExpr{at(e, throwType), b.exception(e.X)}
	case *syntax.DeclExpr:
		return b.fail(e, CodeNotAVariable, "a declaration cannot stand here")
	case *syntax.Query:
		return b.query(e)
	case *syntax.SizeOf:
		return b.sizeOf(e)
	}
	if e == nil {
		return &Bad{at(&syntax.Ident{}, badType)}
	}
	return b.bad(e)
}

// sizeOf is the size of a number type, bool, char or enum, a constant.
func (b *binder) sizeOf(e *syntax.SizeOf) Expr {
	t := b.typ(e.Type)
	if t == badType {
		return b.bad(e)
	}
	sizes := map[*clr.Type]int32{clr.Boolean: 1, clr.Single: 4, clr.Double: 8, clr.DecimalType: 16}
	size := sizes[t]
	if width, _ := bits(t); width > 0 {
		size = int32(width / 8)
	}
	if size == 0 {
		return b.fail(e.Type, CodeSizeOf, "the size of %s is not known here", t)
	}
	return &Const{at(e, clr.Int32), size}
}

// overflow binds with overflow checks turned on or off.
func (b *binder) overflow(unchecked bool, f func() Expr) Expr {
	defer func(c, u bool) { b.checked, b.unchecked = c, u }(b.checked, b.unchecked)
	b.checked, b.unchecked = !unchecked, unchecked
	return f()
}

// exception binds what is thrown.
func (b *binder) exception(e syntax.Expr) Expr {
	x := b.value(e)
	if x.Type() == nullType {
		return &Const{at(e, clr.ExceptionType), nil}
	}
	if !isBad(x) && (!isTyped(x.Type()) || !x.Type().DerivesFrom(clr.ExceptionType)) {
		return b.fail(e, CodeThrowType, "got %s, want an exception", x.Type())
	}
	return x
}

// ident binds a simple name: a local, context, a type or a namespace.
func (b *binder) ident(e syntax.Expr, n syntax.Name) Expr {
	id := n.ID()
	switch v := b.lookup(id.Text).(type) {
	case *Variable:
		return b.local(e, v)
	case *rangeVar:
		return b.rangeValue(e, v)
	case *localFunc:
		g := &group{Typed: at(e, groupType), name: id.Text, local: v}
		for _, a := range n.TypeArgs() {
			t := b.typ(a)
			if t == badType {
				return b.bad(e)
			}
			g.args = append(g.args, t)
		}
		return g
	}
	if id.Text == contextName && b.options.Context != nil && len(n.TypeArgs()) == 0 {
		return &Context{at(e, b.options.Context)}
	}
	if t := b.simpleType(n); t != nil {
		t.N = e
		if t.typ != nil {
			b.allowType(e, t.typ)
		}
		return t
	}
	if methods := slices.DeleteFunc(slices.Clone(clr.ObjectType.Members(id.Text)), func(m *clr.Method) bool { return m.Kind != clr.MethodMember }); len(methods) > 0 {
		// A policy expression is code of a class, which has object's members.
		return &group{Typed: at(e, groupType), name: id.Text, typ: clr.ObjectType, methods: methods}
	}
	if b.isDeclaredLater(id.Text) {
		return b.fail(id, CodeUsedBefore, "%s is used before its declaration", id.Text)
	}
	candidates := append(b.locals(), contextName)
	candidates = append(candidates, typeNames()...)
	b.report(id, CodeUnknownName, source.Error, source.Nearest(id.Text, candidates), "nothing is called "+id.Text)
	return b.bad(e)
}

// local is a variable's value.
func (b *binder) local(n syntax.Node, v *Variable) Expr {
	if v.Type == badType {
		return b.bad(n)
	}
	if v.IsConst {
		return &Const{at(n, v.Type), v.Const}
	}
	if v.Owner != b.fn.Function && v.Mode != clr.ByValue {
		return b.fail(n, CodeCapturesReference, "%s is a ref or out parameter, which no function inside can use", v.Name)
	}
	return &Local{at(n, v.Type), v, b.fn.slotOf(v)}
}

// nameOf is nameof(X): the last name in X, which must mean something.
func (b *binder) nameOf(n syntax.Node, e syntax.Expr) Expr {
	if m, ok := e.(*syntax.Member); !ok || !b.isMemberOfType(m) {
		if isBad(b.expr(e)) {
			return b.bad(n)
		}
	}
	name := ""
	switch e := e.(type) {
	case *syntax.Ident:
		name = e.Text
	case *syntax.GenericName:
		name = e.Ident.Text
	case *syntax.Member:
		name = e.Name.ID().Text
	case *syntax.AliasQualified:
		name = e.Name.ID().Text
	default:
		return b.fail(e, CodeNoName, "the operand of nameof has no name")
	}
	return &Const{at(n, clr.String), name}
}

// isMemberOfType reports whether T.Name names a member of a type, which may need
// an object elsewhere.
func (b *binder) isMemberOfType(e *syntax.Member) bool {
	before := len(b.diags)
	t, ok := b.expr(e.X).(*typeName)
	b.diags = b.diags[:before]
	return ok && t.typ != nil && t.typ != badType && len(t.typ.Members(e.Name.ID().Text)) > 0
}

func (b *binder) conditionalAccess(e *syntax.ConditionalAccess) Expr {
	x := b.typed(e.X)
	if isBad(x) {
		return b.bad(e)
	}
	if !x.Type().AcceptsNull() {
		return b.fail(e.X, CodeUnary, "operator ? takes no operand of type %s: it is never null", x.Type())
	}
	access := &ConditionalAccess{Typed: at(e, badType), X: x, Slot: b.slot()}
	b.receivers = append(b.receivers, access)
	then := b.value(e.Then)
	b.receivers = b.receivers[:len(b.receivers)-1]
	access.Then = then
	t := then.Type()
	switch {
	case t == badType:
		return b.bad(e)
	case !isTyped(t):
		return b.fail(e.Then, CodeUnary, "operator ? cannot give a %s", t)
	case t.IsValue() && !t.IsNullable():
		t = clr.NullableOf(t)
		access.Then = &Convert{Typed: at(e.Then, t), X: then, Kind: NoOp}
	}
	access.T = t
	return access
}

func (b *binder) interpolated(e *syntax.Interpolated) Expr {
	out := &Interpolation{Typed: at(e, clr.String)}
	for _, p := range e.Parts {
		switch p := p.(type) {
		case *syntax.InterpolatedText:
			out.Parts = append(out.Parts, Part{Text: p.Value})
		case *syntax.Hole:
			part := Part{Format: p.Format, X: b.convert(b.value(p.X), clr.ObjectType, p.X)}
			if p.Align != nil {
				a := b.convert(b.value(p.Align), clr.Int32, p.Align)
				if v, ok := constant(a); ok {
					if n, ok := v.(int32); ok {
						part.Align = int(n)
					}
				} else if !isBad(a) {
					b.errorf(p.Align, CodeNotConstant, "the alignment must be constant")
				}
			}
			out.Parts = append(out.Parts, part)
		}
	}
	return out
}

func (b *binder) conditional(e *syntax.Conditional) Expr {
	cond := b.boolean(e.Cond)
	x, y := b.value(e.Then), b.value(e.Else)
	if isBad(cond, x, y) {
		return b.bad(e)
	}
	t := b.common(x, y)
	if t == nil {
		return b.fail(e, CodeNoCommonType, "the branches have no common type: %s and %s; cast one to the other's type", x.Type(), y.Type())
	}
	x, y = b.convert(x, t, e.Then), b.convert(y, t, e.Else)
	if c, ok := constant(cond); ok { // constant when all three are
		_, ok1 := constant(x)
		_, ok2 := constant(y)
		if ok1 && ok2 {
			v, _ := constant(y)
			if c == true {
				v, _ = constant(x)
			}
			return &Const{at(e, t), v}
		}
	}
	return &Conditional{at(e, t), cond, x, y}
}

// common is the type of ?: for two branches, or nil.
func (b *binder) common(x, y Expr) *clr.Type {
	tx, ty := isTyped(x.Type()), isTyped(y.Type())
	switch {
	case tx && ty:
		if x.Type() == y.Type() {
			return x.Type()
		}
		if x.Type().Plain() == y.Type().Plain() { // names that differ are dropped
			return x.Type().Plain()
		}
		toY, toX := b.classify(x, y.Type(), false).kind != noConv, b.classify(y, x.Type(), false).kind != noConv
		if toY && toX { // a constant fits both: the types alone decide
			toY, toX = standard(x.Type(), y.Type()) != noConv, standard(y.Type(), x.Type()) != noConv
		}
		if toY && !toX {
			return y.Type()
		}
		if toX && !toY {
			return x.Type()
		}
	case tx && x.Type().Kind != clr.VoidKind && b.classify(y, x.Type(), false).kind != noConv:
		return x.Type()
	case ty && y.Type().Kind != clr.VoidKind && b.classify(x, y.Type(), false).kind != noConv:
		return y.Type()
	}
	return nil
}

func (b *binder) coalesce(e syntax.Expr, l, r syntax.Expr) Expr {
	x, y := b.value(l), b.value(r)
	if isBad(x, y) {
		return b.bad(e)
	}
	if x.Type() == nullType && isTyped(y.Type()) && y.Type().AcceptsNull() {
		return y
	}
	if !isTyped(x.Type()) || !x.Type().AcceptsNull() {
		return b.fail(e, CodeOperator, "operator ?? takes no operand of type %s on its left: it is never null", x.Type())
	}
	t := x.Type()
	if base := t.NonNull(); base != t && b.classify(y, base, false).kind != noConv {
		return &Coalesce{at(e, base), x, b.convert(y, base, r)}
	}
	if b.classify(y, t, false).kind != noConv {
		return &Coalesce{at(e, t), x, b.convert(y, t, r)}
	}
	if u := y.Type(); isTyped(u) && u.Kind != clr.VoidKind {
		probe := &Receiver{at(l, t.NonNull()), nil}
		if c := b.classify(probe, u, false); c.kind == noOp || c.kind == identity {
			return &Coalesce{at(e, u), x, y}
		} else if c.kind != noConv {
			access := &ConditionalAccess{Typed: at(l, nil), X: x, Slot: b.slot()}
			then := b.apply(&Receiver{at(l, t.NonNull()), access}, u, c, l)
			access.T = u
			if u.IsValue() && !u.IsNullable() {
				access.T = clr.NullableOf(u)
				then = &Convert{Typed: at(l, access.T), X: then, Kind: NoOp}
			}
			access.Then = then
			return &Coalesce{at(e, u), access, y}
		}
	}
	return b.fail(e, CodeOperator, "operator ?? takes no operands of type %s and %s", x.Type(), y.Type())
}

func (b *binder) is(e *syntax.Is) Expr {
	x := b.value(e.X)
	if x.Type() == nullType {
		x = &Const{at(e.X, clr.ObjectType), nil}
	} else {
		x = b.hasType(x, e.X)
	}
	if name := syntax.TypeExpr(e.Type); name != nil { // the name may be a constant's
		before := len(b.diags)
		if y := b.expr(name); y.Type() != nameType {
			if _, ok := constant(y); ok {
				return &IsPattern{at(e, clr.Boolean), x, b.constPattern(y, x.Type(), e.Type)}
			}
		}
		b.diags = b.diags[:before]
	}
	t := b.typ(e.Type)
	if t == badType || isBad(x) {
		return b.bad(e)
	}
	return &Is{at(e, clr.Boolean), x, t}
}

func (b *binder) as(e *syntax.As) Expr {
	x, t := b.value(e.X), b.typ(e.Type)
	if t == badType || isBad(x) {
		return b.bad(e)
	}
	if !t.AcceptsNull() {
		return b.fail(e.Type, CodeAsValue, "as %s: a value type has no null; use is or a cast", t)
	}
	if x.Type() == nullType {
		return &Const{at(e, t), nil}
	}
	if !isTyped(x.Type()) || x.Type().Kind == clr.VoidKind {
		return b.fail(e.X, CodeNotAVariable, "a %s has no type here", x.Type())
	}
	if cast(x.Type(), t) == noConv && cast(x.Type().NonNull(), t.NonNull()) == noConv {
		return b.fail(e, CodeNoConversion, "no conversion from %s to %s", x.Type(), t)
	}
	return &As{at(e, t), x}
}

// pattern binds a pattern that values of a type are matched with.
func (b *binder) pattern(p syntax.Pattern, t *clr.Type) Pattern {
	switch p := p.(type) {
	case *syntax.VarPattern:
		out := &VarPattern{}
		if id, ok := p.Name.(*syntax.Ident); ok {
			out.Target = b.declareTarget(id, t)
		}
		return out
	case *syntax.DeclPattern:
		of := b.typ(p.Type)
		if of != badType && isTyped(t) && cast(t, of) == noConv {
			b.errorf(p.Type, CodeNoConversion, "a %s is never a %s", t, of)
		}
		out := &TypePattern{Of: of}
		if id, ok := p.Name.(*syntax.Ident); ok {
			out.Target = b.declareTarget(id, of)
		}
		return out
	case *syntax.ConstPattern:
		x := b.expr(p.X)
		if name, ok := x.(*typeName); ok && name.typ != nil { // case Type without a designation: C# 9
			b.notValue(name)
			return &ConstPattern{}
		}
		return b.constPattern(x, t, p)
	}
	return &ConstPattern{}
}

// constPattern converts a constant to the type it is compared with.
func (b *binder) constPattern(x Expr, t *clr.Type, n syntax.Node) Pattern {
	if isBad(x) || t == badType {
		return &ConstPattern{}
	}
	if x.Type() != nullType && x.Type() != defaultType {
		if _, ok := constant(x); !ok {
			b.errorf(n, CodeCaseNotConstant, "a case must be constant")
			return &ConstPattern{}
		}
		if t == clr.ObjectType || t.Kind == clr.Interface {
			v, _ := constant(x)
			return &ConstPattern{Value: v}
		}
	}
	v, _ := constantValue(b.convert(x, t, n))
	return &ConstPattern{Value: v}
}
