package bind

import (
	"slices"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

func (b *binder) binaryExpr(e *syntax.Binary) Expr {
	switch e.Op {
	case syntax.COALESCE:
		return b.coalesce(e, e.X, e.Y)
	case syntax.LAND, syntax.LOR:
		x, y := b.value(e.X), b.value(e.Y)
		if isBad(x, y) {
			return b.bad(e)
		}
		if b.classify(x, clr.Boolean, false).kind == noConv || b.classify(y, clr.Boolean, false).kind == noConv {
			return b.noOperator(e, e.Op.String(), x, y)
		}
		x, y = b.convert(x, clr.Boolean, e.X), b.convert(y, clr.Boolean, e.Y)
		and := e.Op == syntax.LAND
		if v, ok := constant(x); ok {
			if w, ok := constant(y); ok {
				p, q := v == true, w == true
				return &Const{at(e, clr.Boolean), and && p && q || !and && (p || q)}
			}
		}
		return &Logical{at(e, clr.Boolean), and, x, y}
	}
	// A long chain of + is a deep tree to the left: walk it without recursion.
	var chain []*syntax.Binary
	left := syntax.Expr(e)
	for {
		n, ok := left.(*syntax.Binary)
		if !ok || n.Op == syntax.COALESCE || n.Op == syntax.LAND || n.Op == syntax.LOR {
			break
		}
		chain = append(chain, n)
		left = n.X
	}
	x := b.value(left)
	for _, n := range slices.Backward(chain) {
		x = b.binary(n, n.Op.String(), x, b.value(n.Y), n.X, n.Y)
	}
	return x
}

func (b *binder) noOperator(n syntax.Node, op string, x, y Expr) Expr {
	return b.fail(n, CodeOperator, "operator %s takes no operands of type %s and %s", op, x.Type(), y.Type())
}

// binary binds an operator on bound operands.
func (b *binder) binary(n syntax.Node, op string, x, y Expr, nx, ny syntax.Node) Expr {
	if isBad(x, y) {
		return b.bad(n)
	}
	if op == "+" || op == "-" {
		if r := b.delegates(n, op, x, y, nx, ny); r != nil {
			return r
		}
	}
	for _, v := range []Expr{x, y} {
		if t := v.Type(); t.Kind == clr.VoidKind || !isTyped(t) && t != nullType && (t != defaultType || op != "==" && op != "!=") {
			return b.noOperator(n, op, x, y)
		}
	}
	if x.Type() == defaultType && isTyped(y.Type()) && (op == "==" || op == "!=") {
		x = b.convert(x, y.Type(), nx)
	}
	if y.Type() == defaultType && isTyped(x.Type()) && (op == "==" || op == "!=") {
		y = b.convert(y, x.Type(), ny)
	}
	if r := b.userOperator(n, op, x, y); r != nil {
		return r
	}
	equality := op == "==" || op == "!="
	if equality {
		if r := b.subjectName(n, op, x, y); r != nil {
			return r
		}
	}
	if op == "+" && (x.Type() == clr.String || y.Type() == clr.String) {
		return b.concat(n, x, y)
	}
	operand, yOperand := b.operand(op, x, y)
	if operand != nil {
		return b.predefined(n, op, x, y, operand, yOperand, nx, ny)
	}
	if equality {
		if r := b.reference(n, op, x, y); r != nil {
			return r
		}
	}
	return b.noOperator(n, op, x, y)
}

// delegates is + and - of delegates of one type, or of one and what converts to
// it; nil when neither operand is a delegate.
func (b *binder) delegates(n syntax.Node, op string, x, y Expr, nx, ny syntax.Node) Expr {
	for _, t := range []*clr.Type{x.Type(), y.Type()} {
		if t.Kind == clr.DelegateKind && b.classify(x, t, false).kind != noConv && b.classify(y, t, false).kind != noConv {
			return &Binary{Typed: at(n, t), Op: op, X: b.convert(x, t, nx), Y: b.convert(y, t, ny), Operand: t}
		}
	}
	return nil
}

// predefined makes an operator of the language.
func (b *binder) predefined(n syntax.Node, op string, x, y Expr, operand, yOperand *clr.Type, nx, ny syntax.Node) Expr {
	lifted := x.Type().IsNullable() || y.Type().IsNullable() || (x.Type() == nullType || y.Type() == nullType) && operand.IsValue()
	to, toY := operand, yOperand
	if lifted {
		to, toY = clr.NullableOf(operand), clr.NullableOf(yOperand)
	}
	// Arithmetic on an enum is that of its number.
	result := operand
	if operand.Kind == clr.EnumKind && (op == "+" || op == "-") {
		return b.enumArithmetic(n, op, x, y, operand, lifted)
	}
	comparison := slices.Contains([]string{"==", "!=", "<", ">", "<=", ">="}, op)
	if comparison {
		result = clr.Boolean
	}
	x, y = b.convert(x, to, nx), b.convert(y, toY, ny)
	if isBad(x, y) {
		return b.bad(n)
	}
	if !lifted {
		if r := b.foldBinary(n, op, x, y, operand, result); r != nil {
			return r
		}
		if z, ok := constant(y); ok && (op == "/" || op == "%") && isWhole(operand) {
			if i, ok := whole(z); ok && i.Sign() == 0 {
				return b.fail(n, CodeDivideByZero, "division by constant zero")
			}
		}
	}
	if lifted && !comparison {
		result = clr.NullableOf(result)
	}
	return &Binary{Typed: at(n, result), Op: op, X: x, Y: y, Operand: operand, Lifted: lifted, Checked: b.checked}
}

// enumArithmetic is E + n, n + E, E - n and E - E, on the numbers.
func (b *binder) enumArithmetic(n syntax.Node, op string, x, y Expr, enum *clr.Type, lifted bool) Expr {
	number := underlying(enum)
	if width, _ := bits(number); width < 32 {
		number = clr.Int32
	}
	result := enum
	if x.Type().NonNull() == enum && y.Type().NonNull() == enum {
		if op == "+" {
			return b.noOperator(n, op, x, y)
		}
		result = number
	}
	to := number
	if lifted {
		to, result = clr.NullableOf(number), clr.NullableOf(result)
	}
	x, y = b.explicitly(x, to, n), b.explicitly(y, to, n)
	r := b.foldBinary(n, op, x, y, number, number)
	if r == nil {
		r = &Binary{Typed: at(n, to), Op: op, X: x, Y: y, Operand: number, Lifted: lifted, Checked: b.checked}
	}
	return b.explicitly(r, result, n)
}

// operand is the type that a predefined operator takes on each side, without
// the question mark; nil when there is none.
func (b *binder) operand(op string, x, y Expr) (left, right *clr.Type) {
	t, u := x.Type(), y.Type()
	if t == nullType {
		t = u
	}
	if u == nullType {
		u = t
	}
	t, u = t.NonNull(), u.NonNull()
	same := func(t *clr.Type) (*clr.Type, *clr.Type) { return t, t }
	switch op {
	case "<<", ">>":
		for _, w := range []*clr.Type{clr.Int32, clr.UInt32, clr.Int64, clr.UInt64} {
			if (t == w || widens(t, w)) && (u == clr.Int32 || widens(u, clr.Int32)) {
				return w, clr.Int32
			}
		}
		return nil, nil
	case "==", "!=":
		if t == u && (t == clr.Boolean || t == clr.String) {
			return same(t)
		}
	case "&", "|", "^":
		if t == clr.Boolean && u == clr.Boolean {
			return same(t)
		}
	}
	if t.Kind == clr.EnumKind || u.Kind == clr.EnumKind {
		return enumOperand(op, x, y, t, u)
	}
	if t == clr.Boolean || !isNumber(t) || !isNumber(u) || x.Type() == nullType && y.Type() == nullType {
		return nil, nil
	}
	p := promote(x, y, t, u)
	if p == nil || !isWhole(p) && (op == "&" || op == "|" || op == "^") {
		return nil, nil
	}
	return same(p)
}

func enumOperand(op string, x, y Expr, t, u *clr.Type) (left, right *clr.Type) {
	zero := func(x Expr) bool {
		c, ok := x.(*Const)
		if !ok || !isWhole(c.T) {
			return false
		}
		n, ok := whole(c.Value)
		return ok && n.Sign() == 0
	}
	enum := t
	if enum.Kind != clr.EnumKind {
		enum = u
	}
	switch op {
	case "*", "/", "%":
		return nil, nil
	case "+", "-":
		if t == u || t == enum && isWhole(u) || u == enum && op == "+" && isWhole(t) {
			return enum, enum
		}
		return nil, nil
	}
	if t == u || t == enum && zero(y) || u == enum && zero(x) {
		return enum, enum
	}
	return nil, nil
}

// promote is C#'s binary numeric promotion; nil when the types do not mix.
func promote(x, y Expr, t, u *clr.Type) *clr.Type {
	is := func(w *clr.Type) bool { return w != nil && (t == w || u == w) }
	signed := func(w *clr.Type) bool { return w == clr.SByte || w == clr.Int16 || w == clr.Int32 || w == clr.Int64 }
	positive := func(x Expr, to *clr.Type) bool {
		c, ok := x.(*Const)
		return ok && constantConversion(c, to).kind != noConv
	}
	switch dec := clr.DecimalType; {
	case is(dec):
		if is(clr.Double) || is(clr.Single) {
			return nil
		}
		return dec
	case is(clr.Double):
		return clr.Double
	case is(clr.Single):
		return clr.Single
	case is(clr.UInt64):
		if signed(t) && !positive(x, clr.UInt64) || signed(u) && !positive(y, clr.UInt64) {
			return nil
		}
		return clr.UInt64
	case is(clr.Int64):
		return clr.Int64
	case is(clr.UInt32):
		if signed(t) && !positive(x, clr.UInt32) || signed(u) && !positive(y, clr.UInt32) {
			return clr.Int64
		}
		return clr.UInt32
	}
	return clr.Int32
}

// reference is == or != on references, or on anything and null.
func (b *binder) reference(n syntax.Node, op string, x, y Expr) Expr {
	null := func(x Expr) bool { return x.Type() == nullType }
	node := func(operand *clr.Type, lifted bool) Expr {
		return &Binary{Typed: at(n, clr.Boolean), Op: op, X: x, Y: y, Operand: operand, Lifted: lifted}
	}
	switch t, u := x.Type(), y.Type(); {
	case null(x) && null(y):
		return &Const{at(n, clr.Boolean), op == "=="}
	case null(y) && t.AcceptsNull():
		y = &Const{at(y.Syntax(), t), nil}
		return node(t.NonNull(), t.IsNullable())
	case null(x) && u.AcceptsNull():
		x = &Const{at(x.Syntax(), u), nil}
		return node(u.NonNull(), u.IsNullable())
	case t.IsReference() && u.IsReference() && (cast(t, u) != noConv || cast(u, t) != noConv):
		return node(clr.ObjectType, false)
	}
	return nil
}

// subjectName is the one leniency: a certificate's SubjectName, which C# does
// not compare with a string, is compared by its Name, and a warning says so.
func (b *binder) subjectName(n syntax.Node, op string, x, y Expr) Expr {
	name := func(x Expr) Expr {
		if x.Type().Simple != "X500DistinguishedName" {
			return nil
		}
		at := x.Syntax()
		if m, ok := at.(*syntax.Member); ok {
			at = m.Name
		}
		b.report(at, CodeSubjectName, source.Warning, "Subject", "C# does not compare an X500DistinguishedName with a string: its Name is compared")
		return &Convert{Typed: Typed{T: clr.String, N: x.Syntax()}, X: x, Kind: NameOfSubject}
	}
	switch {
	case y.Type() == clr.String:
		if x = name(x); x == nil {
			return nil
		}
	case x.Type() == clr.String:
		if y = name(y); y == nil {
			return nil
		}
	default:
		return nil
	}
	return &Binary{Typed: at(n, clr.Boolean), Op: op, X: x, Y: y, Operand: clr.String}
}

// concat joins; what is a concatenation already is taken apart.
func (b *binder) concat(n syntax.Node, x, y Expr) Expr {
	if v, ok := constant(x); ok {
		if w, ok := constant(y); ok {
			s, ok1 := v.(string)
			t, ok2 := w.(string)
			if ok1 && ok2 {
				return &Const{at(n, clr.String), clr.Concat(s, t)}
			}
		}
	}
	out := &Concat{Typed: at(n, clr.String)}
	if c, ok := x.(*Concat); ok {
		out.Parts = c.Parts // the inner node is used no more: its list can grow
	} else {
		out.Parts = []Expr{b.part(x)}
	}
	if c, ok := y.(*Concat); ok {
		out.Parts = append(out.Parts, c.Parts...)
	} else {
		out.Parts = append(out.Parts, b.part(y))
	}
	return out
}

func (b *binder) part(x Expr) Expr {
	if !isTyped(x.Type()) {
		return &Const{at(x.Syntax(), clr.String), nil}
	}
	return x
}

// userOperator is an operator that a type declares; nil when none applies.
func (b *binder) userOperator(n syntax.Node, op string, operands ...Expr) Expr {
	args := make([]argument, len(operands))
	var methods []*clr.Method
	null, user := false, false
	for i, x := range operands {
		args[i] = argument{x: x, n: x.Syntax()}
		t := x.Type()
		null = null || t.IsNullable() || t == nullType
		if !isTyped(t) {
			continue
		}
		for _, m := range t.NonNull().Members(op) {
			if m.Kind == clr.OperatorMember && len(m.Params) == len(operands) && !slices.Contains(methods, m) {
				methods = append(methods, m)
			}
		}
		user = user || len(methods) > 0
	}
	if !user || slices.ContainsFunc(operands, func(x Expr) bool { return isPrimitive(x.Type().NonNull()) }) && predefinedOnly(operands) {
		return nil
	}
	if fit, _ := b.applicable(methods, nil, args); len(fit) > 0 {
		fit = nearestOwner(fit)
		if best := b.best(fit, args); best != nil {
			b.complete(n, best, args)
			return &Call{Typed: at(n, best.method.Result), Method: best.method, Args: best.args, Types: typeArgs(best.method, nil)}
		}
	}
	if !null {
		return nil
	}
	return b.liftedOperator(n, op, methods, operands)
}

// predefinedOnly reports whether all operands are of types whose operators the
// language defines.
func predefinedOnly(operands []Expr) bool {
	return !slices.ContainsFunc(operands, func(x Expr) bool {
		t := x.Type().NonNull()
		return isTyped(t) && !isNumber(t) && t != clr.Boolean && t != clr.String && t.Kind != clr.EnumKind
	})
}

func isPrimitive(t *clr.Type) bool { return isNumber(t) || t == clr.Boolean || t.Kind == clr.EnumKind }

// nullOperand is the type that the operators want where the ith operand is null:
// the other operand's, or the only one there is.
func nullOperand(methods []*clr.Method, operands []Expr, i int) *clr.Type {
	other := operands[1-i].Type().NonNull()
	var types []*clr.Type
	for _, m := range methods {
		if t := m.Params[i].Type; t.IsValue() && !slices.Contains(types, t) && standard(other, m.Params[1-i].Type.NonNull()) != noConv {
			types = append(types, t.NonNull())
		}
	}
	switch {
	case slices.Contains(types, other):
		return other
	case len(types) == 1:
		return types[0]
	}
	return nil
}

// liftedOperator is an operator of a value type on operands that may be null.
func (b *binder) liftedOperator(n syntax.Node, op string, methods []*clr.Method, operands []Expr) Expr {
	inner := make([]Expr, len(operands))
	access := make([]*ConditionalAccess, len(operands))
	for i, x := range operands {
		if x.Type() == nullType {
			t := nullOperand(methods, operands, i)
			if t == nil {
				return nil
			}
			x = &Const{at(x.Syntax(), clr.NullableOf(t)), nil}
		}
		inner[i] = x
		if x.Type().IsNullable() {
			access[i] = &ConditionalAccess{Typed: at(n, nil), X: x, Slot: b.slot()}
			inner[i] = &Receiver{at(x.Syntax(), x.Type().NonNull()), access[i]}
		}
	}
	args := make([]argument, len(inner))
	for i, x := range inner {
		args[i] = argument{x: x, n: n}
	}
	fit, _ := b.applicable(methods, nil, args)
	best := b.best(nearestOwner(fit), args)
	if best == nil || !best.method.Result.IsValue() {
		return nil
	}
	b.complete(n, best, args)
	result := clr.NullableOf(best.method.Result.NonNull())
	var out Expr = &Convert{Typed: at(n, result), X: &Call{Typed: at(n, best.method.Result), Method: best.method, Args: best.args, Types: typeArgs(best.method, nil)}, Kind: NoOp}
	for _, a := range slices.Backward(access) {
		if a != nil {
			a.T, a.Then = result, out
			out = a
		}
	}
	if result.NonNull() != clr.Boolean {
		return out
	}
	var otherwise Expr = &Const{at(n, clr.Boolean), false}
	if op == "==" || op == "!=" { // one of them is null: equal when both are
		object := func(x Expr) Expr { return &Convert{Typed: at(n, clr.ObjectType), X: x, Kind: NoOp} }
		otherwise = &Binary{Typed: at(n, clr.Boolean), Op: op, X: object(operands[0]), Y: object(operands[1]), Operand: clr.ObjectType}
	}
	return &Coalesce{at(n, clr.Boolean), out, otherwise}
}

func (b *binder) unary(e *syntax.Unary) Expr {
	if e.Op == syntax.INC || e.Op == syntax.DEC {
		return b.increment(e, e.X, e.Op, false)
	}
	op, x := e.Op.String(), b.value(e.X)
	if isBad(x) {
		return b.bad(e)
	}
	t := x.Type()
	if isTyped(t) && t.Kind != clr.VoidKind {
		if r := b.userOperator(e, op, x); r != nil {
			return r
		}
		if operand := unaryOperand(op, t.NonNull()); operand != nil {
			to := operand
			if t.IsNullable() {
				to = clr.NullableOf(operand)
			}
			x = b.explicitly(x, to, e.X)
			if r := b.foldUnary(e, op, x, operand); r != nil {
				return r
			}
			return &Unary{Typed: at(e, to), Op: op, X: x, Operand: operand, Lifted: t.IsNullable(), Checked: b.checked}
		}
	}
	return b.fail(e, CodeUnary, "operator %s takes no operand of type %s", op, t)
}

func unaryOperand(op string, t *clr.Type) *clr.Type {
	switch {
	case op == "!":
		if t == clr.Boolean {
			return t
		}
		return nil
	case op == "~" && t.Kind == clr.EnumKind:
		return t
	case !isNumber(t) || op == "~" && !isWhole(t):
		return nil
	case op == "-" && t == clr.UInt32:
		return clr.Int64
	case op == "-" && t == clr.UInt64:
		return nil
	}
	if width, _ := bits(t); width > 0 && width < 32 {
		return clr.Int32
	}
	return t
}

// Assignment.

// target binds what can be assigned to; the expression is its value as it is.
func (b *binder) target(e syntax.Expr) (Target, Expr) { return b.targetOr(e, CodeNotAssignable) }

// targetOr is target with the code to report.
func (b *binder) targetOr(e syntax.Expr, code source.Code) (Target, Expr) {
	for {
		p, ok := e.(*syntax.Paren)
		if !ok {
			break
		}
		e = p.X
	}
	x := b.value(e)
	if id, ok := e.(*syntax.Ident); ok {
		if v, ok := b.lookup(id.Text).(*Variable); ok && v.ReadOnly {
			return nil, b.fail(e, CodeReadOnlyLocal, "%s cannot be assigned", v.Name)
		}
	}
	switch x := x.(type) {
	case *Bad:
		return nil, x
	case *Local:
		return &LocalTarget{Var: x.Var, Slot: x.Slot}, x
	case *Element:
		return &ElementTarget{x.X, x.Indexes, e}, x
	case *Call:
		if x.Method.Kind == clr.PropertyMember || x.Method.Kind == clr.IndexerMember {
			if !x.Method.CanSet {
				return nil, b.fail(e, CodeReadOnlyMember, "%s cannot be set", x.Method.Signature())
			}
			return &MemberTarget{x.Method, x.Recv, x.Args, x.Types, e}, x
		}
	}
	return nil, b.fail(e, code, "want a variable, property or element to assign to")
}

func (b *binder) assign(e *syntax.Assign) Expr {
	if e.Op != syntax.ASSIGN {
		return b.compound(e)
	}
	switch x := e.X.(type) {
	case *syntax.Tuple, *syntax.DeclExpr:
		return b.deconstruct(e, x, b.typed(e.Y))
	case *syntax.Ident:
		if x.Text == "_" && b.lookup("_") == nil {
			y := b.typed(e.Y)
			return &Deconstruct{Typed: at(e, y.Type()), X: y, Slot: b.slot()}
		}
	}
	target, x := b.target(e.X)
	y := b.value(e.Y)
	if isBad(x, y) {
		return b.bad(e)
	}
	y = b.convert(y, x.Type(), e.Y)
	return &Assign{at(e, x.Type()), target, y}
}

func (b *binder) compound(e *syntax.Assign) Expr {
	op := e.Op.Operator()
	target, x := b.target(e.X)
	y := b.value(e.Y)
	if op == syntax.ILLEGAL || op == syntax.COALESCE || isBad(x, y) {
		return b.bad(e)
	}
	t := x.Type()
	out := &Compound{Typed: at(e, t), Target: target, Slot: b.slot()}
	v := b.binary(e, op.String(), &Old{at(e.X, t), out.Slot}, y, e.X, e.Y)
	if isBad(v) {
		return v
	}
	// The result is cut to the target's type where the operand converts to that.
	if b.classify(v, t, false).kind == noConv && b.classify(v, t, true).kind != noConv &&
		(b.classify(y, t, false).kind != noConv || op == syntax.SHL || op == syntax.SHR) {
		out.New = b.explicitly(v, t, e)
	} else {
		out.New = b.convert(v, t, e.Y)
	}
	return out
}

func (b *binder) increment(n syntax.Node, e syntax.Expr, op syntax.Token, post bool) Expr {
	target, x := b.targetOr(e, CodeIncrementTarget)
	if isBad(x) {
		return b.bad(n)
	}
	t := x.Type()
	if base := t.NonNull(); !isNumber(base) && base.Kind != clr.EnumKind {
		return b.fail(n, CodeUnary, "operator %s takes no operand of type %s", op, t)
	}
	word := "+"
	if op == syntax.DEC {
		word = "-"
	}
	out := &Compound{Typed: at(n, t), Target: target, Slot: b.slot(), Post: post}
	v := b.binary(n, word, &Old{at(e, t), out.Slot}, &Const{at(n, clr.Int32), int32(1)}, n, n)
	out.New = b.explicitly(v, t, n)
	return out
}

// deconstruct takes a tuple, or a value with Deconstruct, apart.
func (b *binder) deconstruct(n syntax.Node, left syntax.Expr, x Expr) Expr {
	if isBad(x) {
		b.declareBad(left)
		return b.bad(n)
	}
	out := &Deconstruct{Typed: at(n, x.Type()), X: x, Slot: b.slot()}
	if !b.takeApart(n, left, &Object{at(n, x.Type()), out.Slot}, out) {
		return b.bad(n)
	}
	return out
}

// takeApart adds a target for each leaf on the left.
func (b *binder) takeApart(n syntax.Node, left syntax.Node, x Expr, out *Deconstruct) bool {
	add := func(t Target, v Expr) {
		out.Targets, out.Values = append(out.Targets, t), append(out.Values, v)
	}
	var parts []syntax.Node
	declared := syntax.Type(nil)
	switch l := left.(type) {
	case *syntax.Tuple:
		for _, e := range l.Elems {
			parts = append(parts, e.Value)
		}
	case *syntax.DeclExpr:
		declared = l.Type
		switch d := l.Name.(type) {
		case *syntax.TupleDesignation:
			for _, e := range d.Elems {
				parts = append(parts, e)
			}
		case *syntax.Ident:
			t := x.Type()
			if _, inferred := l.Type.(*syntax.VarType); !inferred {
				t = b.typ(l.Type)
			}
			add(b.declareTarget(d, t), b.convert(x, t, n))
			return true
		default:
			add(nil, x)
			return true
		}
	case *syntax.TupleDesignation:
		for _, e := range l.Elems {
			parts = append(parts, e)
		}
	case *syntax.Discard:
		add(nil, x)
		return true
	case *syntax.Ident:
		if l.Text == "_" && b.lookup("_") == nil {
			add(nil, x)
			return true
		}
	}
	if parts == nil {
		e, ok := left.(syntax.Expr)
		if !ok {
			return false
		}
		target, old := b.target(e)
		if isBad(old) {
			return false
		}
		add(target, b.convert(x, old.Type(), n))
		return true
	}
	if len(clr.TupleElements(x.Type())) != len(parts) {
		b.errorf(n, CodeNoConversion, "a %s does not come apart into %d parts", x.Type(), len(parts))
		return false
	}
	for i, p := range parts {
		v := b.item(n, x, i)
		id, isIdent := p.(*syntax.Ident)
		if declared != nil && isIdent || isIdent && isDesignation(left) {
			add(b.declareTarget(id, v.Type()), v)
			continue
		}
		if !b.takeApart(n, p, v, out) {
			return false
		}
	}
	return true
}

func isDesignation(n syntax.Node) bool {
	_, ok := n.(*syntax.TupleDesignation)
	return ok
}

// declareBad declares the names on the left of what could not be bound, so that
// their uses are not reported too.
func (b *binder) declareBad(left syntax.Node) {
	switch l := left.(type) {
	case *syntax.Tuple:
		for _, e := range l.Elems {
			if _, ok := e.Value.(*syntax.DeclExpr); ok {
				b.declareBad(e.Value)
			}
		}
	case *syntax.DeclExpr:
		b.declareBad(l.Name)
	case *syntax.TupleDesignation:
		for _, e := range l.Elems {
			b.declareBad(e)
		}
	case *syntax.Ident:
		b.declare(l, badType)
	}
}
