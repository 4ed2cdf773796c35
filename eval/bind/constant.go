package bind

import (
	"math"
	"math/big"

	"sallyport/eval/clr"
	"sallyport/eval/syntax"
)

// whole is a constant of a whole number type, char or enum as a number.
func whole(v any) (*big.Int, bool) {
	switch v := v.(type) {
	case int8:
		return big.NewInt(int64(v)), true
	case int16:
		return big.NewInt(int64(v)), true
	case int32:
		return big.NewInt(int64(v)), true
	case int64:
		return big.NewInt(v), true
	case uint8:
		return big.NewInt(int64(v)), true
	case uint16:
		return big.NewInt(int64(v)), true
	case uint32:
		return big.NewInt(int64(v)), true
	case uint64:
		return new(big.Int).SetUint64(v), true
	case clr.Char:
		return big.NewInt(int64(v)), true
	case clr.Enum:
		return big.NewInt(v.V), true
	}
	return nil, false
}

// bits is the width of a whole number type and whether it is signed; 0 for any other.
func bits(t *clr.Type) (n uint, signed bool) {
	switch t {
	case clr.SByte:
		return 8, true
	case clr.Int16:
		return 16, true
	case clr.Int32:
		return 32, true
	case clr.Int64:
		return 64, true
	case clr.Byte:
		return 8, false
	case clr.UInt16, clr.CharType:
		return 16, false
	case clr.UInt32:
		return 32, false
	case clr.UInt64:
		return 64, false
	}
	if t.Kind == clr.EnumKind {
		return bits(underlying(t))
	}
	return 0, false
}

func underlying(t *clr.Type) *clr.Type {
	if u := clr.Keyword(t.Underlying); t.Underlying != "" && u != nil {
		return u
	}
	return clr.Int32
}

// fits reports whether a number is in the range of a whole number type.
func fits(n *big.Int, t *clr.Type) bool {
	width, signed := bits(t)
	if width == 0 {
		return false
	}
	if !signed {
		return n.Sign() >= 0 && n.BitLen() <= int(width)
	}
	limit := new(big.Int).Lsh(big.NewInt(1), width-1)
	return n.Cmp(limit) < 0 && n.Cmp(new(big.Int).Neg(limit)) >= 0
}

// wrap is a number cut to a whole number type, boxed.
func wrap(n *big.Int, t *clr.Type) any {
	low := new(big.Int).And(n, new(big.Int).SetUint64(math.MaxUint64)).Uint64()
	switch t {
	case clr.SByte:
		return int8(low)
	case clr.Int16:
		return int16(low)
	case clr.Int32:
		return int32(low)
	case clr.Int64:
		return int64(low)
	case clr.Byte:
		return uint8(low)
	case clr.UInt16:
		return uint16(low)
	case clr.UInt32:
		return uint32(low)
	case clr.UInt64:
		return low
	case clr.CharType:
		return clr.Char(low)
	}
	if t.Kind == clr.EnumKind {
		n, _ := whole(wrap(n, underlying(t)))
		return clr.Enum{T: t, V: n.Int64()}
	}
	return nil
}

// toReal is a constant number as a double.
func toReal(v any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case float32:
		return float64(v), true
	}
	n, ok := whole(v)
	if !ok {
		return 0, false
	}
	f, _ := new(big.Float).SetInt(n).Float64()
	return f, true
}

// fold converts a constant to a number type. It reports !ok when the constant
// is no number, and inRange whether the type holds its value.
func fold(v any, to *clr.Type) (result any, inRange, ok bool) {
	_, isDecimal := v.(clr.Decimal)
	if v != nil && (isDecimal || to == clr.DecimalType) {
		from := clr.TypeOf(v)
		if !isNumber(from) && from.Kind != clr.EnumKind {
			return nil, false, false
		}
		result, thrown := try(func() any { return clr.NumericConversion(from, to, true)(v) })
		return result, thrown == nil, true
	}
	switch to {
	case clr.Double:
		f, ok := toReal(v)
		return f, true, ok
	case clr.Single:
		if n, isWhole := whole(v); isWhole { // one rounding, not two
			f, _ := new(big.Float).SetInt(n).Float32()
			return f, true, true
		}
		f, ok := toReal(v)
		return float32(f), true, ok
	}
	if width, _ := bits(to); width == 0 {
		return nil, false, false
	}
	n, isWhole := whole(v)
	if !isWhole {
		f, ok := toReal(v)
		if !ok {
			return nil, false, false
		}
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return wrap(new(big.Int), to), false, true
		}
		n, _ = big.NewFloat(math.Trunc(f)).Int(nil)
	}
	return wrap(n, to), fits(n, to), true
}

// constant is the value of a constant expression.
func constant(x Expr) (any, bool) {
	if c, ok := x.(*Const); ok && c.T != nullType {
		return c.Value, true
	}
	return nil, false
}

// constantValue is the value of a constant, or of one that a conversion
// changes only the type of.
func constantValue(x Expr) (any, bool) {
	for {
		c, ok := x.(*Convert)
		if !ok || c.Kind != NoOp {
			return constant(x)
		}
		x = c.X
	}
}

// foldBinary computes an operator on constants of one type. It is nil when the
// operands are no constants or the type does not fold.
func (b *binder) foldBinary(n syntax.Node, op string, x, y Expr, operand, result *clr.Type) Expr {
	v, ok1 := constant(x)
	w, ok2 := constant(y)
	if !ok1 || !ok2 || v == nil || w == nil {
		return nil
	}
	value := func(v any) Expr { return &Const{at(n, result), v} }
	switch v := v.(type) {
	case string:
		w, ok := w.(string)
		if !ok {
			return nil
		}
		switch op {
		case "==":
			return value(v == w)
		case "!=":
			return value(v != w)
		}
		return nil
	case bool:
		w, ok := w.(bool)
		if !ok {
			return nil
		}
		switch op {
		case "==":
			return value(v == w)
		case "!=", "^":
			return value(v != w)
		case "&":
			return value(v && w)
		case "|":
			return value(v || w)
		}
		return nil
	case float64, float32:
		f, _ := toReal(v)
		g, ok := toReal(w)
		if !ok {
			return nil
		}
		if r, ok := compareReal(op, f, g); ok {
			return value(r)
		}
		switch op {
		case "+":
			f += g
		case "-":
			f -= g
		case "*":
			f *= g
		case "/":
			f /= g
		case "%":
			f = math.Mod(f, g)
		default:
			return nil
		}
		if result == clr.Single {
			return value(float32(f))
		}
		return value(f)
	}
	i, ok1 := whole(v)
	j, ok2 := whole(w)
	if ok1 && ok2 {
		return b.foldWhole(n, op, i, j, operand, result)
	}
	if operand != clr.DecimalType {
		return nil
	}
	if result == clr.Boolean {
		return value(clr.CompareOp(op, operand)(v, w))
	}
	r, thrown := try(func() any { return clr.BinaryOp(op, operand, true)(v, w) })
	switch {
	case thrown == nil:
		return value(r)
	case thrown.T == clr.DivideByZeroExceptionType:
		return b.fail(n, CodeDivideByZero, "division by constant zero")
	}
	return b.fail(n, CodeDecimalOverflow, "%s %s %s overflows decimal", clr.Text(v), op, clr.Text(w))
}

// try is the value that a function gives, or the exception that it throws.
func try(f func() any) (v any, thrown *clr.Exception) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(*clr.Exception)
			if !ok {
				panic(r)
			}
			thrown = e
		}
	}()
	return f(), nil
}

func compareReal(op string, f, g float64) (result, ok bool) {
	switch op {
	case "==":
		return f == g, true
	case "!=":
		return f != g, true
	case "<":
		return f < g, true
	case "<=":
		return f <= g, true
	case ">":
		return f > g, true
	case ">=":
		return f >= g, true
	}
	return false, false
}

func (b *binder) foldWhole(n syntax.Node, op string, i, j *big.Int, operand, result *clr.Type) Expr {
	r := new(big.Int)
	switch op {
	case "==", "!=", "<", "<=", ">", ">=":
		v, _ := compareReal(op, float64(i.Cmp(j)), 0)
		return &Const{at(n, result), v}
	case "+":
		r.Add(i, j)
	case "-":
		r.Sub(i, j)
	case "*":
		r.Mul(i, j)
	case "/", "%":
		if j.Sign() == 0 {
			return b.fail(n, CodeDivideByZero, "division by constant zero")
		}
		if op == "/" {
			r.Quo(i, j)
		} else {
			r.Rem(i, j)
		}
	case "&":
		r.And(i, j)
	case "|":
		r.Or(i, j)
	case "^":
		r.Xor(i, j)
	case "<<", ">>":
		width, _ := bits(operand)
		count := uint(new(big.Int).And(j, big.NewInt(int64(width-1))).Int64())
		if op == "<<" {
			return &Const{at(n, result), wrap(r.Lsh(i, count), result)}
		}
		return &Const{at(n, result), wrap(r.Rsh(i, count), result)}
	default:
		return nil
	}
	if !fits(r, result) && !b.unchecked {
		return b.fail(n, CodeOverflow, "%s %s %s overflows %s at compile time; see unchecked( )", i, op, j, result)
	}
	return &Const{at(n, result), wrap(r, result)}
}

// foldUnary computes an operator on a constant, or is nil.
func (b *binder) foldUnary(n syntax.Node, op string, x Expr, t *clr.Type) Expr {
	v, ok := constant(x)
	if !ok || v == nil {
		return nil
	}
	value := func(v any) Expr { return &Const{at(n, t), v} }
	if truth, ok := v.(bool); ok && op == "!" {
		return value(!truth)
	}
	if op == "+" {
		return value(v)
	}
	switch f := v.(type) {
	case float64:
		if op == "-" {
			return value(-f)
		}
		return nil
	case float32:
		if op == "-" {
			return value(-f)
		}
		return nil
	case clr.Decimal:
		return value(f.Neg())
	}
	i, ok := whole(v)
	if !ok {
		return nil
	}
	switch op {
	case "-":
		i.Neg(i)
		if !fits(i, t) && !b.unchecked {
			return b.fail(n, CodeOverflow, "%s overflows %s at compile time", i, t)
		}
		return value(wrap(i, t))
	case "~":
		return value(wrap(i.Not(i), t))
	}
	return nil
}

// literal is a constant as it is written.
func (b *binder) literal(n *syntax.Literal) Expr {
	value := func(t *clr.Type) Expr { return &Const{at(n, t), n.Value} }
	switch n.Kind {
	case syntax.NullLiteral:
		return &Const{at(n, nullType), nil}
	case syntax.BoolLiteral:
		return value(clr.Boolean)
	case syntax.IntLiteral:
		return value(clr.Int32)
	case syntax.UintLiteral:
		return value(clr.UInt32)
	case syntax.LongLiteral:
		return value(clr.Int64)
	case syntax.UlongLiteral:
		return value(clr.UInt64)
	case syntax.FloatLiteral:
		return value(clr.Single)
	case syntax.DoubleLiteral:
		return value(clr.Double)
	case syntax.CharLiteral:
		if u, ok := n.Value.(uint16); ok {
			return &Const{at(n, clr.CharType), clr.Char(u)}
		}
	case syntax.StringLiteral:
		return value(clr.String)
	case syntax.DecimalLiteral:
		return b.decimal(n)
	}
	return b.bad(n)
}

// decimal reads a decimal literal.
func (b *binder) decimal(n *syntax.Literal) Expr {
	text, _ := n.Value.(string)
	v, ok := clr.ParseDecimal(text)
	if !ok {
		return b.fail(n, CodeOverflow, "%s is outside the range of decimal", text)
	}
	return &Const{at(n, clr.DecimalType), v}
}
