package clr

import "math"

// underlying is the whole number type of an enum.
func (t *Type) underlying() *Type {
	if t.Underlying == "" {
		return Int32
	}
	return Keyword(t.Underlying)
}

// IsNumeric reports whether a type has numeric conversions: the number types,
// char and enums.
func (t *Type) IsNumeric() bool {
	switch t {
	case SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Single, Double, DecimalType, CharType:
		return true
	}
	return t.Kind == EnumKind
}

// NumericConversion is C#'s explicit conversion between number types, char and
// enums. Whole numbers lose their high bits and floating point numbers their
// fraction; what is out of range throws OverflowException when checked, and
// for decimal always.
func NumericConversion(from, to *Type, checked bool) func(any) any {
	switch {
	case from == to:
		return func(v any) any { return v }
	case from.Kind == EnumKind:
		f := NumericConversion(from.underlying(), to, checked)
		if from.underlying() == to {
			f = func(v any) any { return v }
		}
		value := enumValue(from)
		return func(v any) any { return f(value(v.(Enum).V)) }
	case to.Kind == EnumKind:
		f, back := NumericConversion(from, to.underlying(), checked), enumOf(to)
		raw := NumericConversion(to.underlying(), Int64, false)
		return func(v any) any { return back(raw(f(v)).(int64)) }
	}
	switch from {
	case SByte:
		return fromInteger[int8](to, checked)
	case Byte:
		return fromInteger[uint8](to, checked)
	case Int16:
		return fromInteger[int16](to, checked)
	case UInt16:
		return fromInteger[uint16](to, checked)
	case Int32:
		return fromInteger[int32](to, checked)
	case UInt32:
		return fromInteger[uint32](to, checked)
	case Int64:
		return fromInteger[int64](to, checked)
	case UInt64:
		return fromInteger[uint64](to, checked)
	case CharType:
		f := NumericConversion(UInt16, to, checked)
		return func(v any) any { return f(uint16(v.(Char))) }
	case Single:
		if to == DecimalType {
			return func(v any) any { return DecimalOfFloat(float64(v.(float32)), 7) }
		}
		f := fromDouble(to, checked)
		return func(v any) any { return f(float64(v.(float32))) }
	case Double:
		f := fromDouble(to, checked)
		return func(v any) any { return f(v.(float64)) }
	case DecimalType:
		return fromDecimal(to)
	}
	panic("clr: no conversion from " + from.String() + " to " + to.String())
}

// enumValue boxes the number of an enum as its underlying type; enumOf is the
// enum's value of a number, cut to that type.
func enumValue(t *Type) func(int64) any {
	if t.underlying() == Int64 {
		return func(n int64) any { return n }
	}
	f := fromInteger[int64](t.underlying(), false)
	return func(n int64) any { return f(n) }
}

func enumOf(t *Type) func(int64) Enum {
	cut := enumValue(t)
	wide := NumericConversion(t.underlying(), Int64, false)
	return func(n int64) Enum { return Enum{t, wide(cut(n)).(int64)} }
}

func fromInteger[F integer](to *Type, checked bool) func(any) any {
	switch to {
	case SByte:
		return integerTo[F, int8](checked)
	case Byte:
		return integerTo[F, uint8](checked)
	case Int16:
		return integerTo[F, int16](checked)
	case UInt16:
		return integerTo[F, uint16](checked)
	case Int32:
		return integerTo[F, int32](checked)
	case UInt32:
		return integerTo[F, uint32](checked)
	case Int64:
		return integerTo[F, int64](checked)
	case UInt64:
		return integerTo[F, uint64](checked)
	case CharType:
		f := integerTo[F, uint16](checked)
		return func(v any) any { return Char(f(v).(uint16)) }
	case Single:
		return func(v any) any { return float32(v.(F)) }
	case Double:
		return func(v any) any { return float64(v.(F)) }
	case DecimalType:
		return func(v any) any { return decimalOfInteger(v.(F)) }
	}
	panic("clr: no conversion from a whole number to " + to.String())
}

func decimalOfInteger[T integer](n T) Decimal {
	if signed[T]() {
		return DecimalOf(int64(n))
	}
	return DecimalOfUint(uint64(n))
}

func integerTo[F, T integer](checked bool) func(any) any {
	if checked {
		return func(v any) any {
			r, ok := narrow[F, T](v.(F))
			if !ok {
				Throw(Overflow(""))
			}
			return r
		}
	}
	return func(v any) any { return T(v.(F)) }
}

// narrow is a whole number as another type; ok is false when it does not fit.
func narrow[F, T integer](n F) (r T, ok bool) {
	r = T(n)
	return r, F(r) == n && (r < 0) == (n < 0)
}

// fromDouble converts as .NET Framework does on x64: what is out of range
// gives the bit pattern of the processor's "indefinite" value.
func fromDouble(to *Type, checked bool) func(float64) any {
	switch to {
	case Single:
		return func(f float64) any { return float32(f) }
	case Double:
		return func(f float64) any { return f }
	case DecimalType:
		return func(f float64) any { return DecimalOfFloat(f, 15) }
	}
	if checked {
		convert := NumericConversion(Int64, to, false)
		if to == UInt64 {
			return func(f float64) any { return uint64(inRange(f, 0, math.MaxUint64)) }
		}
		low, high := bounds(to)
		return func(f float64) any { return convert(int64(inRange(f, low, high))) }
	}
	switch to {
	case Int64:
		return func(f float64) any { return truncate64(f) }
	case UInt64:
		return func(f float64) any {
			if f >= 1<<63 {
				return uint64(truncate64(f-1<<63)) ^ 1<<63
			}
			return uint64(truncate64(f))
		}
	case UInt32:
		return func(f float64) any { return uint32(truncate64(f)) }
	}
	convert := fromInteger[int32](to, false)
	return func(f float64) any {
		n := int32(math.MinInt32)
		if f > math.MinInt32-1 && f < math.MaxInt32+1 {
			n = int32(f)
		}
		return convert(n)
	}
}

func truncate64(f float64) int64 {
	if f >= -1<<63 && f < 1<<63 {
		return int64(f)
	}
	return math.MinInt64
}

// inRange is the whole part of f, which must lie between low and high.
func inRange(f, low, high float64) float64 {
	f = math.Trunc(f)
	if !(f >= low && f <= high) || f == 1<<63 && high == math.MaxInt64 || f == 1<<64 {
		Throw(Overflow(""))
	}
	return f
}

// bounds is the range of a whole number type or char. Those of 64 bits are
// rounded to a double.
func bounds(t *Type) (low, high float64) {
	switch t {
	case SByte:
		return math.MinInt8, math.MaxInt8
	case Byte:
		return 0, math.MaxUint8
	case Int16:
		return math.MinInt16, math.MaxInt16
	case UInt16, CharType:
		return 0, math.MaxUint16
	case Int32:
		return math.MinInt32, math.MaxInt32
	case UInt32:
		return 0, math.MaxUint32
	case Int64:
		return math.MinInt64, math.MaxInt64
	case UInt64:
		return 0, math.MaxUint64
	}
	panic("clr: " + t.String() + " is no whole number")
}

func fromDecimal(to *Type) func(any) any {
	switch to {
	case Single:
		return func(v any) any { return float32(v.(Decimal).Float()) }
	case Double:
		return func(v any) any { return v.(Decimal).Float() }
	case UInt64:
		return func(v any) any {
			n, ok := v.(Decimal).Uint()
			if !ok {
				Throw(tooLarge(to))
			}
			return n
		}
	}
	low, high := bounds(to)
	convert := fromInteger[int64](to, false)
	return func(v any) any {
		n, ok := v.(Decimal).Int()
		if !ok || float64(n) < low || float64(n) > high {
			Throw(tooLarge(to))
		}
		return convert(n)
	}
}

// tooLarge is what a conversion to a whole number type throws when the value
// is out of its range.
func tooLarge(t *Type) *Exception {
	what := map[*Type]string{
		SByte: "a signed byte", Byte: "an unsigned byte", Int16: "an Int16", UInt16: "a UInt16", Int32: "an Int32", UInt32: "a UInt32",
		Int64: "an Int64", UInt64: "a UInt64", CharType: "a character", Single: "a Single", Double: "a Double", DecimalType: "a Decimal",
	}[t]
	return Overflow("Value was either too large or too small for " + what + ".")
}
