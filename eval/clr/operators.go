package clr

import "math"

// The predefined operators of C#, on operands that the binder has brought to
// one type. Each function here is called once, when an expression is compiled;
// what it returns runs without reflection and allocates nothing but a boxed
// result. An operator that C# does not have for a type is a bug of the caller
// and panics.

type integer interface {
	int8 | int16 | int32 | int64 | uint8 | uint16 | uint32 | uint64
}

// BinaryOp is + - * / % & | ^ on two operands of one type: int, uint, long,
// ulong, float, double, decimal, bool and enums (& | ^ only). Whole numbers
// wrap, or throw OverflowException when checked.
func BinaryOp(op string, t *Type, checked bool) func(a, b any) any {
	switch t {
	case Int32:
		return integerOp[int32](op, checked)
	case UInt32:
		return integerOp[uint32](op, checked)
	case Int64:
		return integerOp[int64](op, checked)
	case UInt64:
		return integerOp[uint64](op, checked)
	case Double:
		return floatOp[float64](op)
	case Single:
		return floatOp[float32](op)
	case DecimalType:
		return decimalOp(op)
	case Boolean:
		return boolOp(op)
	}
	if t.Kind == EnumKind {
		f := integerOp[int64](op, false)
		return func(a, b any) any { return Enum{t, f(a.(Enum).V, b.(Enum).V).(int64)} }
	}
	panic("clr: no operator " + op + " on " + t.String())
}

func integerOp[T integer](op string, checked bool) func(a, b any) any {
	switch op {
	case "+":
		if checked {
			return func(a, b any) any { return checkedAdd(a.(T), b.(T)) }
		}
		return func(a, b any) any { return a.(T) + b.(T) }
	case "-":
		if checked {
			return func(a, b any) any { return checkedSub(a.(T), b.(T)) }
		}
		return func(a, b any) any { return a.(T) - b.(T) }
	case "*":
		if checked {
			return func(a, b any) any { return checkedMul(a.(T), b.(T)) }
		}
		return func(a, b any) any { return a.(T) * b.(T) }
	case "/":
		return func(a, b any) any { x, y := a.(T), b.(T); checkDivision(x, y); return x / y }
	case "%":
		return func(a, b any) any { x, y := a.(T), b.(T); checkDivision(x, y); return x % y }
	case "&":
		return func(a, b any) any { return a.(T) & b.(T) }
	case "|":
		return func(a, b any) any { return a.(T) | b.(T) }
	case "^":
		return func(a, b any) any { return a.(T) ^ b.(T) }
	}
	panic("clr: no operator " + op + " on whole numbers")
}

func signed[T integer]() bool { return ^T(0) < 0 }

func checkedAdd[T integer](a, b T) T {
	r := a + b
	if signed[T]() && (a < 0) == (b < 0) && (r < 0) != (a < 0) || !signed[T]() && r < a {
		Throw(Overflow(""))
	}
	return r
}

func checkedSub[T integer](a, b T) T {
	r := a - b
	if signed[T]() && (a < 0) != (b < 0) && (r < 0) != (a < 0) || !signed[T]() && b > a {
		Throw(Overflow(""))
	}
	return r
}

func checkedMul[T integer](a, b T) T {
	r := a * b
	if a != 0 && (r/a != b || signed[T]() && a == ^T(0) && b != 0 && r == b) {
		Throw(Overflow("")) // the last: -1 * MinValue is MinValue
	}
	return r
}

// checkDivision throws for a division by zero and for MinValue / -1, which
// .NET does not wrap.
func checkDivision[T integer](a, b T) {
	if b == 0 {
		Throw(DivideByZero())
	}
	if signed[T]() && b == ^T(0) && a != 0 && a == -a {
		Throw(Overflow(""))
	}
}

func floatOp[T float32 | float64](op string) func(a, b any) any {
	switch op {
	case "+":
		return func(a, b any) any { return a.(T) + b.(T) }
	case "-":
		return func(a, b any) any { return a.(T) - b.(T) }
	case "*":
		return func(a, b any) any { return a.(T) * b.(T) }
	case "/":
		return func(a, b any) any { return a.(T) / b.(T) }
	case "%":
		return func(a, b any) any { return T(math.Mod(float64(a.(T)), float64(b.(T)))) }
	}
	panic("clr: no operator " + op + " on floating point numbers")
}

func decimalOp(op string) func(a, b any) any {
	f := map[string]func(a, b Decimal) Decimal{"+": Decimal.Add, "-": Decimal.Sub, "*": Decimal.Mul, "/": Decimal.Div, "%": Decimal.Rem}[op]
	if f == nil {
		panic("clr: no operator " + op + " on decimal")
	}
	return func(a, b any) any { return f(a.(Decimal), b.(Decimal)) }
}

func boolOp(op string) func(a, b any) any {
	switch op {
	case "&":
		return func(a, b any) any { return a.(bool) && b.(bool) }
	case "|":
		return func(a, b any) any { return a.(bool) || b.(bool) }
	case "^":
		return func(a, b any) any { return a.(bool) != b.(bool) }
	}
	panic("clr: no operator " + op + " on bool")
}

// ShiftOp is << or >> of an int, uint, long or ulong by an int, of which only
// the low 5 or 6 bits count.
func ShiftOp(op string, t *Type) func(a, b any) any {
	switch t {
	case Int32:
		return shift[int32](op, 31)
	case UInt32:
		return shift[uint32](op, 31)
	case Int64:
		return shift[int64](op, 63)
	case UInt64:
		return shift[uint64](op, 63)
	}
	panic("clr: no operator " + op + " on " + t.String())
}

func shift[T integer](op string, mask int32) func(a, b any) any {
	if op == "<<" {
		return func(a, b any) any { return a.(T) << (b.(int32) & mask) }
	}
	return func(a, b any) any { return a.(T) >> (b.(int32) & mask) }
}

// CompareOp is < > <= >= == != on two operands of one type: a number, char,
// enum, and for == and != also bool, string, and references.
func CompareOp(op string, t *Type) func(a, b any) bool {
	switch t {
	case Int32:
		return compareOp[int32](op)
	case Int64:
		return compareOp[int64](op)
	case Double:
		return compareOp[float64](op)
	case String:
		return equality(op, func(a, b any) bool { return a == b })
	case Boolean:
		return equality(op, func(a, b any) bool { return a.(bool) == b.(bool) })
	case CharType:
		return compareOp[Char](op)
	case SByte:
		return compareOp[int8](op)
	case Byte:
		return compareOp[uint8](op)
	case Int16:
		return compareOp[int16](op)
	case UInt16:
		return compareOp[uint16](op)
	case UInt32:
		return compareOp[uint32](op)
	case UInt64:
		return compareOp[uint64](op)
	case Single:
		return compareOp[float32](op)
	case DecimalType:
		f := compareOp[int](op)
		return func(a, b any) bool { return f(a.(Decimal).Cmp(b.(Decimal)), 0) }
	}
	if t.Kind == EnumKind {
		f := compareOp[int64](op)
		if t.Underlying == "ulong" {
			f = func(a, b any) bool { return compareOp[uint64](op)(uint64(a.(int64)), uint64(b.(int64))) }
		}
		return func(a, b any) bool { return f(a.(Enum).V, b.(Enum).V) }
	}
	return equality(op, ReferenceEquals)
}

func compareOp[T integer | int | Char | float32 | float64](op string) func(a, b any) bool {
	switch op {
	case "<":
		return func(a, b any) bool { return a.(T) < b.(T) }
	case ">":
		return func(a, b any) bool { return a.(T) > b.(T) }
	case "<=":
		return func(a, b any) bool { return a.(T) <= b.(T) }
	case ">=":
		return func(a, b any) bool { return a.(T) >= b.(T) }
	case "==":
		return func(a, b any) bool { return a.(T) == b.(T) }
	case "!=":
		return func(a, b any) bool { return a.(T) != b.(T) }
	}
	panic("clr: no operator " + op)
}

func equality(op string, equal func(a, b any) bool) func(a, b any) bool {
	switch op {
	case "==":
		return equal
	case "!=":
		return func(a, b any) bool { return !equal(a, b) }
	}
	panic("clr: no operator " + op + " on values without an order")
}

// UnaryOp is + - on numbers, ~ on whole numbers and enums, ! on bool.
func UnaryOp(op string, t *Type, checked bool) func(any) any {
	if op == "+" {
		return func(v any) any { return v }
	}
	switch t {
	case Int32:
		return integerUnary[int32](op, checked)
	case UInt32:
		return integerUnary[uint32](op, checked)
	case Int64:
		return integerUnary[int64](op, checked)
	case UInt64:
		return integerUnary[uint64](op, checked)
	}
	switch {
	case op == "-" && t == Double:
		return func(v any) any { return -v.(float64) }
	case op == "-" && t == Single:
		return func(v any) any { return -v.(float32) }
	case op == "-" && t == DecimalType:
		return func(v any) any { return v.(Decimal).Neg() }
	case op == "!" && t == Boolean:
		return func(v any) any { return !v.(bool) }
	case op == "~" && t.Kind == EnumKind:
		to := enumOf(t)
		return func(v any) any { return to(^v.(Enum).V) }
	}
	panic("clr: no operator " + op + " on " + t.String())
}

func integerUnary[T integer](op string, checked bool) func(any) any {
	switch {
	case op == "~":
		return func(v any) any { return ^v.(T) }
	case op == "-" && checked:
		return func(v any) any { return checkedSub(0, v.(T)) }
	case op == "-":
		return func(v any) any { return -v.(T) }
	}
	panic("clr: no operator " + op + " on whole numbers")
}

// IncDec is ++ or --: the value that follows, of the same type. Every numeric
// type, char and enum has it.
func IncDec(op string, t *Type, checked bool) func(any) any {
	switch t {
	case SByte:
		return step[int8](op, checked)
	case Byte:
		return step[uint8](op, checked)
	case Int16:
		return step[int16](op, checked)
	case UInt16:
		return step[uint16](op, checked)
	case Int32:
		return step[int32](op, checked)
	case UInt32:
		return step[uint32](op, checked)
	case Int64:
		return step[int64](op, checked)
	case UInt64:
		return step[uint64](op, checked)
	case CharType:
		f := step[uint16](op, checked)
		return func(v any) any { return Char(f(uint16(v.(Char))).(uint16)) }
	}
	if t.Kind == EnumKind {
		from, to := NumericConversion(t, t.underlying(), false), NumericConversion(t.underlying(), t, false)
		f := IncDec(op, t.underlying(), checked)
		return func(v any) any { return to(f(from(v))) }
	}
	f := BinaryOp(op[:1], t, checked)
	one := NumericConversion(Int32, t, false)(int32(1))
	return func(v any) any { return f(v, one) }
}

func step[T integer](op string, checked bool) func(any) any {
	f := integerOp[T](op[:1], checked)
	one := any(T(1))
	return func(v any) any { return f(v, one) }
}

// Lifted is a binary operator for operands of T?: null when one is null.
func Lifted(f func(a, b any) any) func(a, b any) any {
	return func(a, b any) any {
		if a == nil || b == nil {
			return nil
		}
		return f(a, b)
	}
}

// LiftedUnary is a unary operator or conversion for an operand of T?.
func LiftedUnary(f func(any) any) func(any) any {
	return func(v any) any {
		if v == nil {
			return nil
		}
		return f(v)
	}
}

// LiftedCompare is a comparison of operands of T?: two nulls are equal, and
// nothing is less or greater than null.
func LiftedCompare(op string, f func(a, b any) bool) func(a, b any) bool {
	return func(a, b any) bool {
		if a == nil || b == nil {
			switch op {
			case "==":
				return a == b
			case "!=":
				return a != b
			}
			return false
		}
		return f(a, b)
	}
}

// LiftedBool is & | ^ on bool?, where null is neither true nor false: the
// result is known when one operand decides it.
func LiftedBool(op string) func(a, b any) any {
	decisive := any(op == "|")
	f := boolOp(op)
	return func(a, b any) any {
		switch {
		case op != "^" && (a == decisive || b == decisive):
			return decisive
		case a == nil || b == nil:
			return nil
		}
		return f(a, b)
	}
}

// ConcatStrings is + where one operand is a string: the operands as text, null
// as nothing.
func ConcatStrings(env *Env, a, b any) any {
	x, xs := a.(string)
	y, ys := b.(string)
	if !xs {
		x = Text(a)
	}
	if !ys {
		y = Text(b)
	}
	env.Charge(len(x) + len(y))
	return Concat(x, y)
}
