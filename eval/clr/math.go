package clr

import (
	"cmp"
	"fmt"
	"math"
)

// Math is System.Math.
var Math = Declare(Decl{Name: "System.Math", Kind: StaticClass, Doc: "Mathematical functions and constants."})

func init() {
	Math.Define(
		Row("const double E", "The base of natural logarithms.", Const(math.E), `Math.E.ToString("F5") // "2.71828"`),
		Row("const double PI", "The ratio of a circle's circumference to its diameter.", Const(math.Pi), `Math.PI.ToString("F5") // "3.14159"`),
	)
	Math.Define(absRow[int8](SByte), absRow[int16](Int16), absRow[int32](Int32), absRow[int64](Int64),
		Row("static float Abs(float value)", "The number without its sign.", F1(func(v float32) float32 { return float32(math.Abs(float64(v))) }), `Math.Abs(-1.5f).ToString() // "1.5"`),
		Row("static double Abs(double value)", "The number without its sign.", F1(math.Abs), `Math.Abs(-1.5) // 1.5`),
		Row("static decimal Abs(decimal value)", "The number without its sign.", F1(Decimal.Abs), `Math.Abs(-3.50m).ToString() // "3.50"`),
	)
	function := func(name, param, doc string, f func(float64) float64, example string) {
		Math.Define(Row("static double "+name+"(double "+param+")", doc, F1(f), example))
	}
	function("Acos", "d", "The angle of a cosine.", math.Acos, `Math.Acos(1) // 0.0`)
	function("Asin", "d", "The angle of a sine.", math.Asin, `Math.Asin(0) // 0.0`)
	function("Atan", "d", "The angle of a tangent.", math.Atan, `Math.Atan(0) // 0.0`)
	Math.Define(
		Row("static double Atan2(double y, double x)", "The angle of a point.", F2(math.Atan2), `Math.Atan2(0, 1) // 0.0`),
		Row("static long BigMul(int a, int b)", "The product in 64 bits.", F2(func(a, b int32) int64 { return int64(a) * int64(b) }), `Math.BigMul(int.MaxValue, 2) // 4294967294L`),
		Row("static decimal Ceiling(decimal d)", "The least whole number that is not less.", F1(func(d Decimal) Decimal { return d.round(0, toCeiling) }), `Math.Ceiling(1.20m).ToString() // "2"`),
	)
	function("Ceiling", "a", "The least whole number that is not less.", math.Ceil, `Math.Ceiling(-1.2) // -1.0`)
	function("Cos", "d", "The cosine of an angle.", math.Cos, `Math.Cos(0) // 1.0`)
	function("Cosh", "value", "The hyperbolic cosine.", math.Cosh, `Math.Cosh(0) // 1.0`)
	Math.Define(
		Row("static int DivRem(int a, int b, out int result)", "The quotient; result is the remainder.", F3(divRem[int32]), `Math.DivRem(17, 5, out int rem) * 100 + rem // 302`, `Math.DivRem(1, 0, out int rem) // throws DivideByZeroException`),
		Row("static long DivRem(long a, long b, out long result)", "The quotient; result is the remainder.", F3(divRem[int64]), `Math.DivRem(17L, 5L, out long rem) // 3L`),
	)
	function("Exp", "d", "E to a power.", math.Exp, `Math.Exp(0) // 1.0`)
	Math.Define(Row("static decimal Floor(decimal d)", "The greatest whole number that is not greater.", F1(func(d Decimal) Decimal { return d.round(0, toFloor) }), `Math.Floor(-1.2m).ToString() // "-2"`))
	function("Floor", "d", "The greatest whole number that is not greater.", math.Floor, `Math.Floor(-1.2) // -2.0`)
	Math.Define(Row("static double IEEERemainder(double x, double y)", "x less the nearest multiple of y.", F2(math.Remainder), `Math.IEEERemainder(5, 3) // -1.0`))
	function("Log", "d", "The natural logarithm.", math.Log, `Math.Log(1) // 0.0`)
	Math.Define(Row("static double Log(double a, double newBase)", "The logarithm to a base.", F2(logarithm), `Math.Log(8, 2).ToString() // "3"`, `double.IsNaN(Math.Log(8, 1)) // true`))
	function("Log10", "d", "The logarithm to base 10.", log10, `Math.Log10(1000) // 3.0`)
	Math.Define(extremeRows("Max", "greater", 1)...)
	Math.Define(extremeRows("Min", "lesser", -1)...)
	Math.Define(Row("static double Pow(double x, double y)", "x to the power y.", F2(pow), `Math.Pow(2, 10) // 1024.0`, `double.IsNaN(Math.Pow(-8, 1.0 / 3)) // true`))
	Math.Define(roundRows("double", "value", roundDouble, `Math.Round(2.5) // 2.0`, `Math.Round(2.675, 2).ToString() // "2.68"`, `Math.Round(2.5, MidpointRounding.AwayFromZero) // 3.0`,
		`Math.Round(-0.125, 2, MidpointRounding.AwayFromZero).ToString() // "-0.13"`, `Math.Round(1.5, 16) // throws ArgumentOutOfRangeException`)...)
	Math.Define(roundRows("decimal", "d", func(d Decimal, places int, mode rounding) Decimal {
		if places < 0 || places > maxScale {
			Throw(ArgumentOutOfRange("decimals", "Decimal can only round to between 0 and 28 digits of precision."))
		}
		return d.round(places, mode)
	}, `Math.Round(3.5m).ToString() // "4"`, `Math.Round(2.345m, 2).ToString() // "2.34"`, `Math.Round(-2.5m, MidpointRounding.AwayFromZero).ToString() // "-3"`, `Math.Round(2.345m, 2, MidpointRounding.AwayFromZero).ToString() // "2.35"`)...)
	Math.Define(signRow(SByte, sign[int8]), signRow(Int16, sign[int16]), signRow(Int32, sign[int32]), signRow(Int64, sign[int64]),
		signRow(Single, func(v float32) int32 { return signFloat(float64(v)) }), signRow(Double, signFloat), signRow(DecimalType, func(d Decimal) int32 { return int32(d.Sign()) }))
	function("Sin", "a", "The sine of an angle.", math.Sin, `Math.Sin(0) // 0.0`)
	function("Sinh", "value", "The hyperbolic sine.", math.Sinh, `Math.Sinh(0) // 0.0`)
	function("Sqrt", "d", "The square root.", math.Sqrt, `Math.Sqrt(16) // 4.0`)
	function("Tan", "a", "The tangent of an angle.", math.Tan, `Math.Tan(0) // 0.0`)
	function("Tanh", "value", "The hyperbolic tangent.", math.Tanh, `Math.Tanh(0) // 0.0`)
	Math.Define(Row("static decimal Truncate(decimal d)", "The number without its fraction.", F1(func(d Decimal) Decimal { return d.round(0, toZero) }), `Math.Truncate(-9.99m).ToString() // "-9"`))
	function("Truncate", "d", "The number without its fraction.", math.Trunc, `Math.Truncate(-1.7) // -1.0`)
}

func absRow[V integer](t *Type) Member {
	word := t.Keyword
	return Row("static "+word+" Abs("+word+" value)", "The number without its sign. OverflowException for the least value.", F1(func(v V) V {
		if v < 0 && v == -v {
			Throw(Overflow("Negating the minimum value of a twos complement number is invalid."))
		}
		return max(v, -v)
	}), fmt.Sprintf(`Math.Abs((%s)-5) == 5 // true`, word), fmt.Sprintf(`Math.Abs(%s.MinValue) // throws OverflowException`, word))
}

func divRem[V integer](a, b V, out *Ref) V {
	checkDivision(a, b)
	out.V = a % b
	return a / b
}

func logarithm(a, base float64) float64 {
	if base == 1 || a != 1 && (base == 0 || math.IsInf(base, 1)) {
		return math.NaN()
	}
	return math.Log(a) / math.Log(base)
}

// log10 is exact for powers of ten, as the C library's is.
func log10(f float64) float64 {
	l := math.Log10(f)
	if n := math.Round(l); math.Abs(n) < 300 && math.Pow10(int(n)) == f {
		return n
	}
	return l
}

// pow is .NET Framework's: NaN where C's pow says 1.
func pow(x, y float64) float64 {
	if math.IsNaN(x) || math.IsNaN(y) || x == -1 && math.IsInf(y, 0) {
		return math.NaN()
	}
	return math.Pow(x, y)
}

// roundDouble scales, rounds and scales back, as .NET Framework does: what
// looks like a tie may round either way.
func roundDouble(f float64, places int, mode rounding) float64 {
	if places < 0 || places > 15 {
		Throw(ArgumentOutOfRange("digits", "Rounding digits must be between 0 and 15, inclusive."))
	}
	if math.Abs(f) >= 1e16 || math.IsNaN(f) {
		return f
	}
	power := math.Pow10(places)
	f *= power
	if mode == toEven {
		return math.RoundToEven(f) / power
	}
	return math.Round(f) / power
}

func extremeRows(name, doc string, want int) []Member {
	extreme := func(t *Type, f Impl) Member {
		greater := map[bool]int{true: 2, false: 1}[want > 0]
		return Row(fmt.Sprintf("static %s %s(%s val1, %s val2)", t.Keyword, name, t.Keyword, t.Keyword), "The "+doc+" of two numbers.", f, fmt.Sprintf(`Math.%s((%s)1, (%s)2) == %d // true`, name, t.Keyword, t.Keyword, greater))
	}
	return []Member{
		extreme(SByte, F2(chooser[int8](want))), extreme(Byte, F2(chooser[uint8](want))), extreme(Int16, F2(chooser[int16](want))), extreme(UInt16, F2(chooser[uint16](want))),
		extreme(Int32, F2(chooser[int32](want))), extreme(UInt32, F2(chooser[uint32](want))), extreme(Int64, F2(chooser[int64](want))), extreme(UInt64, F2(chooser[uint64](want))),
		extreme(Single, F2(chooser[float32](want))), extreme(Double, F2(chooser[float64](want))),
		extreme(DecimalType, F2(func(a, b Decimal) Decimal {
			if a.Cmp(b) == want {
				return a
			}
			return b
		})),
	}
}

// chooser is the greater or lesser of two numbers; NaN wins over all.
func chooser[V cmp.Ordered](want int) func(a, b V) V {
	return func(a, b V) V {
		if a != a || b == b && cmp.Compare(a, b) == want {
			return a
		}
		return b
	}
}

func signRow[V any](t *Type, f func(V) int32) Member {
	examples := []string{fmt.Sprintf(`Math.Sign((%s)-3) // -1`, t.Keyword)}
	if t == Double || t == Single {
		examples = append(examples, fmt.Sprintf(`Math.Sign(%s.NaN) // throws ArithmeticException`, t.Keyword))
	}
	return Row("static int Sign("+t.Keyword+" value)", "-1, 0 or 1.", F1(f), examples...)
}

func sign[V integer](v V) int32 { return int32(cmp.Compare(v, 0)) }

func signFloat(f float64) int32 {
	if math.IsNaN(f) {
		Throw(NewException(ArithmeticExceptionType, "Function does not accept floating point Not-a-Number values."))
	}
	return int32(cmp.Compare(f, 0))
}
