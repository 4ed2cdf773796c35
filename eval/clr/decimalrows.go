package clr

import (
	"fmt"
	"strings"
)

// The members of System.Decimal.

func decimalMax() Decimal { return Decimal{lo: 1<<64 - 1, hi: 1<<32 - 1} }

func init() {
	binary := func(name, doc string, f func(a, b Decimal) Decimal, examples ...string) Member {
		return Row("static decimal "+name+"(decimal d1, decimal d2)", doc, F2(f), examples...)
	}
	whole := func(mode rounding) func(Decimal) Decimal {
		return func(d Decimal) Decimal { return d.round(0, mode) }
	}
	DecimalType.Define(
		Row("new(int value)", "A whole number.", F1(func(v int32) Decimal { return DecimalOf(int64(v)) }), `new decimal(5).ToString() // "5"`),
		Row("new(uint value)", "A whole number.", F1(func(v uint32) Decimal { return DecimalOfUint(uint64(v)) }), `new decimal(5u).ToString() // "5"`),
		Row("new(long value)", "A whole number.", F1(DecimalOf), `new decimal(-5L).ToString() // "-5"`),
		Row("new(ulong value)", "A whole number.", F1(DecimalOfUint), `new decimal(5ul).ToString() // "5"`),
		Row("new(float value)", "The first seven digits of a number.", F1(func(v float32) Decimal { return DecimalOfFloat(float64(v), 7) }), `new decimal(0.1f).ToString() // "0.1"`),
		Row("new(double value)", "The first 15 digits of a number.", F1(func(v float64) Decimal { return DecimalOfFloat(v, 15) }), `new decimal(0.1).ToString() // "0.1"`),
		Row("new(int[] bits)", "The number of the four parts that GetBits gives.", F1(decimalOfBits), `new decimal(new[] {15, 0, 0, 0x10000}).ToString() // "1.5"`),
		Row("new(int lo, int mid, int hi, bool isNegative, byte scale)", "The number of its parts.", F5(func(lo, mid, hi int32, neg bool, scale uint8) Decimal {
			if scale > maxScale {
				Throw(ArgumentOutOfRange("scale", "Decimal's scale value must be between 0 and 28, inclusive."))
			}
			return makeDecimal(neg, wide{uint64(uint32(lo)) | uint64(uint32(mid))<<32, uint64(uint32(hi))}, int(scale))
		}), `new decimal(15, 0, 0, true, 1).ToString() // "-1.5"`),
		Row("const decimal MaxValue", "The greatest value.", Const(decimalMax()), `decimal.MaxValue.ToString() // "79228162514264337593543950335"`),
		Row("const decimal MinusOne", "-1.", Const(DecimalOf(-1)), `decimal.MinusOne.ToString() // "-1"`),
		Row("const decimal MinValue", "The least value.", Const(decimalMax().Neg()), `decimal.MinValue.ToString() // "-79228162514264337593543950335"`),
		Row("const decimal One", "1.", Const(DecimalOf(1)), `decimal.One.ToString() // "1"`),
		Row("const decimal Zero", "0.", Const(Decimal{}), `decimal.Zero.ToString() // "0"`),
		binary("Add", "The sum.", Decimal.Add, `decimal.Add(0.1m, 0.2m).ToString() // "0.3"`),
		Row("static decimal Ceiling(decimal d)", "The least whole number that is not less.", F1(whole(toCeiling)), `decimal.Ceiling(1.2m).ToString() // "2"`),
		Row("static int Compare(decimal d1, decimal d2)", "-1, 0 or 1.", F2(func(a, b Decimal) int32 { return int32(a.Cmp(b)) }), `decimal.Compare(1.0m, 1.00m) // 0`),
		binary("Divide", "The quotient. DivideByZeroException, OverflowException.", Decimal.Div, `decimal.Divide(10, 3).ToString() // "3.3333333333333333333333333333"`, `decimal.Divide(1, 0) // throws DivideByZeroException`),
		Row("static bool Equals(decimal d1, decimal d2)", "Whether they are the same number, whatever their scales.", F2(func(a, b Decimal) bool { return a.Cmp(b) == 0 }), `decimal.Equals(1.0m, 1.00m) // true`),
		Row("static decimal Floor(decimal d)", "The greatest whole number that is not greater.", F1(whole(toFloor)), `decimal.Floor(-1.2m).ToString() // "-2"`),
		Row("static int[] GetBits(decimal d)", "Low, middle and high part, and scale and sign.", F1(decimalBits), `decimal.GetBits(1.5m)[0] // 15`),
		binary("Multiply", "The product. OverflowException.", Decimal.Mul, `decimal.Multiply(1.10m, 2).ToString() // "2.20"`),
		Row("static decimal Negate(decimal d)", "The number with the other sign.", F1(Decimal.Neg), `decimal.Negate(1.5m).ToString() // "-1.5"`),
		binary("Remainder", "The remainder, with the sign of d1.", Decimal.Rem, `decimal.Remainder(-7.5m, 2).ToString() // "-1.5"`),
	)
	DecimalType.Define(roundRows("decimal", "d", func(d Decimal, places int, mode rounding) Decimal {
		if places < 0 || places > maxScale {
			Throw(ArgumentOutOfRange("decimals", "Decimal can only round to between 0 and 28 digits of precision."))
		}
		return d.round(places, mode)
	}, `decimal.Round(2.5m).ToString() // "2"`, `decimal.Round(2.345m, 2).ToString() // "2.34"`, `decimal.Round(2.5m, MidpointRounding.AwayFromZero).ToString() // "3"`,
		`decimal.Round(2.345m, 2, MidpointRounding.AwayFromZero).ToString() // "2.35"`, `decimal.Round(1, 29) // throws ArgumentOutOfRangeException`)...)
	DecimalType.Define(binary("Subtract", "The difference.", Decimal.Sub, `decimal.Subtract(1, 1.00m).ToString() // "0.00"`))
	for _, to := range []*Type{Byte, Double, Int16, Int32, Int64, SByte, Single, UInt16, UInt32, UInt64} {
		DecimalType.Define(Row(fmt.Sprintf("static %s To%s(decimal d)", to.Keyword, to.Simple), "The number as a "+to.Keyword+", without its fraction where that has none. OverflowException.", F1(NumericConversion(DecimalType, to, true)),
			fmt.Sprintf(`decimal.To%s(7m) == 7 // true`, to.Simple)))
	}
	DecimalType.Define(Row("static decimal Truncate(decimal d)", "The number without its fraction.", F1(whole(toZero)), `decimal.Truncate(-9.99m).ToString() // "-9"`))
	DecimalType.Define(numeric[Decimal]{t: DecimalType, style: styleNumber, compare: func(a, b Decimal) int32 { return int32(a.Cmp(b)) },
		parse: parseDecimalText,
		parsed: []string{`decimal.Parse("1,234.50").ToString() // "1234.50"`, `decimal.Parse("") // throws FormatException`, `decimal.Parse("1e5") // throws FormatException`,
			`decimal.Parse("99999999999999999999999999999") // throws OverflowException`, `decimal.Parse(null) // throws ArgumentNullException`},
	}.rows()...)
	for _, op := range []string{"+", "-", "*", "/", "%"} {
		DecimalType.Define(Row("static decimal operator "+op+"(decimal d1, decimal d2)", "Arithmetic of 28 digits. OverflowException, DivideByZeroException.", F2(decimalOp(op)), map[string][]string{
			"+": {`(0.1m + 0.2m).ToString() // "0.3"`}, "-": {`(1 - 1.0m).ToString() // "0.0"`}, "*": {`(1.10m * 2).ToString() // "2.20"`},
			"/": {`(2 / 3m).ToString() // "0.6666666666666666666666666667"`}, "%": {`(5.00m % 2).ToString() // "1.00"`}}[op]...))
	}
	for _, op := range []string{"==", "!=", "<", ">", "<=", ">="} {
		f := CompareOp(op, DecimalType)
		DecimalType.Define(Row("static bool operator "+op+"(decimal d1, decimal d2)", "Compares two numbers, whatever their scales.", F2(func(a, b any) bool { return f(a, b) }), fmt.Sprintf(`1.0m %s 1.00m // %v`, op, strings.Contains(op, "=") && op != "!=")))
	}
}

// parseDecimalText is a decimal's text, whose zeros at the end are kept.
func parseDecimalText(s string, style int64, nf *NumberFormat) (Decimal, *Exception) {
	checkStyle(style, true)
	n, ok := parseNumber(s, style, nf, true)
	if !ok {
		return Decimal{}, Format("")
	}
	d, ok := decimalOfDigits(n.neg, string(n.digits), n.point)
	return d, overflowUnless(ok, DecimalType)
}

func decimalBits(d Decimal) *Array {
	flags := uint32(d.scale) << 16
	if d.neg {
		flags |= 1 << 31
	}
	return NewArray(Int32, []any{int32(uint32(d.lo)), int32(uint32(d.lo >> 32)), int32(d.hi), int32(flags)})
}

func decimalOfBits(bits *Array) Decimal {
	const bad = "Decimal byte array constructor requires an array of length four containing valid decimal bytes."
	if bits.Len() != 4 {
		Throw(Argument(bad, ""))
	}
	part := func(i int) uint32 { return uint32(bits.At(i).(int32)) }
	flags := part(3)
	if flags&^(1<<31|0xFF0000) != 0 || flags>>16&0xFF > maxScale {
		Throw(Argument(bad, ""))
	}
	return makeDecimal(flags>>31 == 1, wide{uint64(part(0)) | uint64(part(1))<<32, uint64(part(2))}, int(flags>>16&0xFF))
}
