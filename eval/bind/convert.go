package bind

import (
	"slices"
	"strings"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// A conv is a conversion that has been found.
type conv struct {
	kind   convKind
	method *clr.Method // of a user-defined one
	value  any         // of a constant
	cut    bool        // a constant that the type cannot hold
	fun    *lambdaBody // of a lambda
}

type convKind uint8

const (
	noConv convKind = iota
	identity
	noOp
	numeric
	downcast
	unwrap
	constantConv
	userConv
	lambdaConv
	groupConv
	tupleConv
	adopt // default, throw: takes any type
)

// numbers lists what each number type converts to without loss.
var numbers = map[*clr.Type][]*clr.Type{
	clr.SByte:    {clr.Int16, clr.Int32, clr.Int64, clr.Single, clr.Double},
	clr.Byte:     {clr.Int16, clr.UInt16, clr.Int32, clr.UInt32, clr.Int64, clr.UInt64, clr.Single, clr.Double},
	clr.Int16:    {clr.Int32, clr.Int64, clr.Single, clr.Double},
	clr.UInt16:   {clr.Int32, clr.UInt32, clr.Int64, clr.UInt64, clr.Single, clr.Double},
	clr.Int32:    {clr.Int64, clr.Single, clr.Double},
	clr.UInt32:   {clr.Int64, clr.UInt64, clr.Single, clr.Double},
	clr.Int64:    {clr.Single, clr.Double},
	clr.UInt64:   {clr.Single, clr.Double},
	clr.CharType: {clr.UInt16, clr.Int32, clr.UInt32, clr.Int64, clr.UInt64, clr.Single, clr.Double},
	clr.Single:   {clr.Double},
}

// isNumber reports whether a type is a number type or char.
func isNumber(t *clr.Type) bool {
	return numbers[t] != nil || t == clr.Double || t == clr.DecimalType
}

func isWhole(t *clr.Type) bool {
	width, _ := bits(t)
	return width > 0 && t.Kind != clr.EnumKind
}

// widens reports whether there is an implicit numeric conversion.
func widens(from, to *clr.Type) bool {
	if to == clr.DecimalType {
		return isWhole(from)
	}
	return slices.Contains(numbers[from], to)
}

// standard is the implicit conversion between two types that the language defines.
func standard(from, to *clr.Type) convKind {
	from, to = from.Plain(), to.Plain() // the names of a tuple's elements make no difference
	switch {
	case from == to:
		return identity
	case !isTyped(from) || !isTyped(to) || from.Kind == clr.VoidKind || to.Kind == clr.VoidKind:
		return noConv
	case to.IsNullable():
		f, t := from.NonNull(), to.NonNull()
		if f == t {
			return noOp
		}
		if widens(f, t) {
			return numeric
		}
		return noConv
	case from.IsNullable():
		if to.IsReference() && from.NonNull().DerivesFrom(to) {
			return noOp
		}
		return noConv
	case widens(from, to):
		return numeric
	case to.IsReference() && from.DerivesFrom(to):
		return noOp
	}
	return noConv
}

// cast is the explicit conversion between two types that the language defines.
func cast(from, to *clr.Type) convKind {
	if k := standard(from, to); k != noConv {
		return k
	}
	if !isTyped(from) || !isTyped(to) || from.Kind == clr.VoidKind || to.Kind == clr.VoidKind || to.Kind == clr.StaticClass {
		return noConv
	}
	from, to = from.Plain(), to.Plain()
	f, t := from.NonNull(), to.NonNull()
	number := func(t *clr.Type) bool { return isNumber(t) || t.Kind == clr.EnumKind }
	switch {
	case f == t: // T? to T
		return unwrap
	case number(f) && number(t):
		return numeric
	case f.IsValue() && t.IsValue():
		return noConv
	case from.IsReference() && t.IsValue(): // unboxing
		if t.DerivesFrom(from) {
			return downcast
		}
	case from.IsReference() && to.IsReference():
		switch {
		case to.DerivesFrom(from),
			from.Kind == clr.Interface && to.Kind != clr.ArrayKind && !sealed(to),
			to.Kind == clr.Interface && !sealed(from) && from.Kind != clr.ArrayKind,
			from.Elem != nil && to.Elem != nil && from.Rank == to.Rank && from.Elem.IsReference() && cast(from.Elem, to.Elem) != noConv:
			return downcast
		case from.Kind == clr.Interface && to.Elem != nil && to.DerivesFrom(from):
			return downcast
		}
	}
	return noConv
}

// sealed reports whether nothing derives from a type, as far as it matters to
// casts between it and interfaces.
func sealed(t *clr.Type) bool { return t == clr.String || t.Kind == clr.DelegateKind }

// classify finds the conversion of an expression to a type.
func (b *binder) classify(x Expr, to *clr.Type, explicit bool) conv {
	from := x.Type()
	if from == badType || to == badType {
		return conv{kind: identity}
	}
	switch x := x.(type) {
	case *lambda:
		return b.classifyLambda(x, to)
	case *group:
		return b.classifyGroup(x, to)
	case *Const:
		if x.T == nullType {
			if to.AcceptsNull() {
				return conv{kind: constantConv}
			}
			return conv{}
		}
		if c := constantConversion(x, to); c.kind != noConv {
			return c
		}
	}
	if items := b.items(x); len(items) > 0 && from.Plain() != to.Plain() && len(items) == len(clr.TupleElements(to.NonNull())) {
		for i, t := range clr.TupleElements(to.NonNull()) {
			if b.classify(items[i], t, explicit).kind == noConv {
				return conv{}
			}
		}
		return conv{kind: tupleConv}
	}
	if from == defaultType || from == throwType {
		if to.Kind == clr.VoidKind {
			return conv{}
		}
		return conv{kind: adopt}
	}
	if k := standard(from, to); k != noConv {
		if c, ok := x.(*Const); ok && k == numeric {
			if v, _, ok := fold(c.Value, to.NonNull()); ok {
				return conv{kind: constantConv, value: v}
			}
		}
		return conv{kind: k}
	}
	if explicit {
		if k := cast(from, to); k != noConv {
			if c, ok := x.(*Const); ok && k == numeric {
				if v, fit, ok := fold(c.Value, to.NonNull()); ok {
					return conv{kind: constantConv, value: v, cut: !fit && !b.unchecked}
				}
			}
			return conv{kind: k}
		}
	}
	if m := userConversion(from, to, explicit); m != nil {
		return conv{kind: userConv, method: m}
	}
	return conv{}
}

// constantConversion is the implicit conversion of a constant to a type that
// holds its value though its own type does not convert, and of 0 to an enum.
func constantConversion(x *Const, to *clr.Type) conv {
	t := to.NonNull()
	if t == x.T {
		return conv{}
	}
	n, ok := whole(x.Value)
	if !ok {
		return conv{}
	}
	switch {
	case t.Kind == clr.EnumKind && n.Sign() == 0 && isWhole(x.T) && x.T != clr.CharType:
		return conv{kind: constantConv, value: wrap(n, t)}
	case x.T == clr.Int32 && isWhole(t) && t != clr.CharType && fits(n, t),
		x.T == clr.Int64 && t == clr.UInt64 && fits(n, t):
		return conv{kind: constantConv, value: wrap(n, t)}
	}
	return conv{}
}

// userConversion finds the most specific conversion operator that takes one type to another.
func userConversion(from, to *clr.Type, explicit bool) *clr.Method {
	if !isTyped(from) || from.Kind == clr.Interface || to.Kind == clr.Interface {
		return nil
	}
	reaches := func(f, t *clr.Type) bool {
		return standard(f, t) != noConv || explicit && (standard(t, f) != noConv || t.IsNullable() && standard(f, t.NonNull()) != noConv)
	}
	var list []*clr.Method
	seen := map[*clr.Type]bool{}
	for _, start := range []*clr.Type{from.NonNull(), to.NonNull()} {
		for t := start; t != nil && !seen[t]; t = t.BaseType() {
			seen[t] = true
			for _, name := range []string{"implicit", "explicit"} {
				if name == "explicit" && !explicit {
					break
				}
				for _, m := range t.Members(name) {
					if m.Kind == clr.ConversionMember && m.Owner == t && len(m.Params) == 1 && reaches(from, m.Params[0].Type) && reaches(m.Result, to) {
						list = append(list, m)
					}
				}
			}
		}
	}
	source := mostSpecific(list, from, true)
	target := mostSpecific(list, to, false)
	for _, m := range list {
		if m.Params[0].Type == source && m.Result == target {
			return m
		}
	}
	return nil
}

// mostSpecific is the type that the best of some conversion operators takes, or
// gives, for a conversion from or to a type; nil when none is the best. It is
// that type, or else the nearest that it converts to, or that converts to it,
// or else the nearest that is on the other side.
func mostSpecific(operators []*clr.Method, want *clr.Type, source bool) *clr.Type {
	var all, inside []*clr.Type
	for _, m := range operators {
		t := m.Result
		if source {
			t = m.Params[0].Type
		}
		all = append(all, t)
		if source && standard(want, t) != noConv || !source && standard(t, want) != noConv {
			inside = append(inside, t)
		}
	}
	if slices.Contains(all, want) {
		return want
	}
	narrowest := source
	if len(inside) == 0 {
		inside, narrowest = all, !source
	}
	best := slices.IndexFunc(inside, func(t *clr.Type) bool {
		return !slices.ContainsFunc(inside, func(u *clr.Type) bool {
			return u != t && (narrowest && standard(t, u) == noConv || !narrowest && standard(u, t) == noConv)
		})
	})
	if best < 0 {
		return nil
	}
	return inside[best]
}

// convert converts an expression implicitly, or reports that it cannot.
func (b *binder) convert(x Expr, to *clr.Type, n syntax.Node) Expr {
	if c := b.classify(x, to, false); c.kind != noConv {
		return b.apply(x, to, c, n)
	}
	b.cannotConvert(x, to, n)
	return b.bad(n)
}

// cannotConvert reports a missing implicit conversion.
func (b *binder) cannotConvert(x Expr, to *clr.Type, n syntax.Node) {
	switch x := x.(type) {
	case *lambda:
		b.explainLambda(x, to, n)
		return
	case *group:
		if to.Kind != clr.DelegateKind {
			b.errorf(n, CodeGroupConversion, "%s is a method: call it with ()", x.name)
			return
		}
		b.errorf(n, CodeNoMethodConversion, "no overload of %s fits %s", x.name, to)
		return
	case *typeName:
		b.notValue(x)
		return
	case *Const:
		if x.T == nullType {
			b.errorf(n, CodeNullValue, "null is no value of %s", to)
			return
		}
		if _, ok := whole(x.Value); ok && isWhole(to.NonNull()) && x.T == clr.Int32 {
			b.errorf(n, CodeConstantRange, "the constant %v is outside the range of %s", x.Value, to)
			return
		}
	}
	if suffix := map[*clr.Type]string{clr.Single: "f", clr.DecimalType: "m"}[to.NonNull()]; suffix != "" {
		if lit, ok := x.Syntax().(*syntax.Literal); ok && x.Type() == clr.Double {
			b.report(lit, CodeRealLiteral, source.Error, strings.TrimRight(lit.Text, "dD")+suffix, "a literal of type double is no "+to.String())
			return
		}
	}
	if b.classify(x, to, true).kind != noConv {
		suggest := ""
		if s := n.Span(); s.End <= len(b.text.Content) && s.Start <= s.End {
			suggest = "(" + to.String() + ")" + b.text.Content[s.Start:s.End]
		}
		b.report(n, CodeExplicitNeeded, source.Error, suggest, "got "+x.Type().String()+", want "+to.String()+": only a cast converts it")
		return
	}
	b.errorf(n, CodeNoConversion, "got %s, want %s: there is no conversion", x.Type(), to)
}

// apply makes the node of a conversion that was found.
func (b *binder) apply(x Expr, to *clr.Type, c conv, n syntax.Node) Expr {
	node := func(k Conversion) Expr {
		return &Convert{Typed: at(n, to), X: x, Kind: k, Checked: b.checked}
	}
	if isBad(x) || to == badType {
		return b.bad(n)
	}
	switch c.kind {
	case identity:
		return x
	case noOp:
		if v, ok := constant(x); ok && !to.IsNullable() && to.IsValue() {
			return &Const{at(n, to), v}
		}
		return node(NoOp)
	case numeric:
		return node(Numeric)
	case downcast:
		return node(Downcast)
	case unwrap:
		return node(Unwrap)
	case constantConv:
		if c.cut {
			return b.fail(n, CodeConstantCast, "the constant is outside the range of %s; see unchecked( )", to)
		}
		if to.IsNullable() && c.value != nil {
			x = &Const{at(n, to.NonNull()), c.value}
			return &Convert{Typed: at(n, to), X: x, Kind: NoOp}
		}
		return &Const{at(n, to), c.value}
	case adopt:
		if t, ok := x.(*ThrowExpr); ok {
			return &ThrowExpr{at(n, to), t.X}
		}
		return b.zero(n, to)
	case userConv:
		b.allow(n, c.method)
		arg := b.explicitly(x, c.method.Params[0].Type, n)
		call := &Call{Typed: at(n, c.method.Result), Method: c.method, Args: []Expr{arg}, Types: typeArgs(c.method, nil)}
		return b.explicitly(call, to, n)
	case lambdaConv:
		b.diags = append(b.diags, c.fun.diags...)
		b.fn.Lambdas = true
		return &Lambda{at(n, to), c.fun.fn}
	case groupConv:
		return b.delegateOf(x.(*group), to, n)
	case tupleConv:
		return b.convertTuple(x, to, n)
	}
	return b.bad(n)
}

// items are the elements of a tuple as expressions; nil for anything else.
func (b *binder) items(x Expr) []Expr {
	if tuple, ok := x.(*NewTuple); ok {
		return tuple.Values
	}
	types := clr.TupleElements(x.Type())
	items := make([]Expr, len(types))
	for i, t := range types {
		items[i] = &Receiver{at(x.Syntax(), t), nil}
	}
	return items
}

// convertTuple converts a tuple element by element.
func (b *binder) convertTuple(x Expr, to *clr.Type, n syntax.Node) Expr {
	types := clr.TupleElements(to.NonNull())
	out := &NewTuple{at(n, to.NonNull()), make([]Expr, len(types))}
	var result Expr = out
	tuple, literal := x.(*NewTuple)
	if literal {
		for i, v := range tuple.Values {
			out.Values[i] = b.explicitly(v, types[i], v.Syntax())
		}
	} else {
		whole := &ConditionalAccess{Typed: at(n, out.T), X: x, Slot: b.slot(), Then: out} // a tuple is never null
		for i, t := range types {
			out.Values[i] = b.explicitly(b.item(n, &Receiver{at(n, x.Type()), whole}, i), t, n)
		}
		result = whole
	}
	if to.IsNullable() {
		return &Convert{Typed: at(n, to), X: result, Kind: NoOp}
	}
	return result
}

// explicitly applies a conversion that is known to exist between the types.
func (b *binder) explicitly(x Expr, to *clr.Type, n syntax.Node) Expr {
	if c := b.classify(x, to, false); c.kind != noConv && c.kind != userConv {
		return b.apply(x, to, c, n)
	}
	if c := b.classify(x, to, true); c.kind != noConv {
		return b.apply(x, to, c, n)
	}
	b.cannotConvert(x, to, n)
	return b.bad(n)
}

// zero is default(T) as an expression.
func (b *binder) zero(n syntax.Node, t *clr.Type) Expr {
	if t.Kind == clr.TypeParameter || t.Kind == clr.VoidKind || t.Kind == clr.StaticClass || len(t.Params) > 0 {
		return b.fail(n, CodeNoInference, "%s has no default value", t)
	}
	v, ok := defaultValue(t.Plain())
	if !ok {
		return b.fail(n, CodeUnsupported, "default(%s) is not supported", t)
	}
	return &Const{at(n, t), v}
}

// defaultValue is clr.Default, which panics for a struct without a zero.
func defaultValue(t *clr.Type) (v any, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	return clr.Default(t), true
}

// castExpr is (T)x.
func (b *binder) castExpr(n *syntax.Cast) Expr {
	to := b.typ(n.Type)
	x := b.value(n.X)
	if to == badType || isBad(x) {
		return b.bad(n)
	}
	c := b.classify(x, to, true)
	if c.kind == noConv {
		if l, ok := x.(*lambda); ok {
			b.explainLambda(l, to, n)
			return b.bad(n)
		}
		if v, ok := x.(*Const); ok && v.T == nullType {
			return b.fail(n, CodeNullValue, "null is no value of %s", to)
		}
		return b.fail(n, CodeNoCast, "no conversion from %s to %s", x.Type(), to)
	}
	if c.kind == identity { // a node of its own: (object)x is not x to the rules of constants and overloads
		return x
	}
	return b.apply(x, to, c, n)
}

// typeArgs are the type arguments of a member's type, then its own.
func typeArgs(m *clr.Method, margs []*clr.Type) clr.TypeArgs {
	var list clr.TypeArgs
	for _, t := range m.Owner.Args {
		list = append(list, t.Plain())
	}
	for _, t := range margs {
		list = append(list, t.Plain())
	}
	return list
}
