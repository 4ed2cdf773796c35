package clr

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// System.Double and System.Single: the same members for each.

func init() {
	defineFloat(Double, 64, math.MaxFloat64, math.SmallestNonzeroFloat64, "1.79769313486232E+308", "4.94065645841247E-324")
	defineFloat[float32](Single, 32, math.MaxFloat32, math.SmallestNonzeroFloat32, "3.402823E+38", "1.401298E-45")
}

func defineFloat[V float32 | float64](t *Type, size int, greatest, least V, greatestText, leastText string) {
	word := t.Keyword
	constant := func(name, doc string, v V, text string) Member {
		return Row("const "+word+" "+name, doc, Const(v), fmt.Sprintf(`%s.%s.ToString() // %q`, word, name, text))
	}
	test := func(name, doc string, f func(float64) bool, example string) Member {
		return Row("static bool "+name+"("+word+" d)", doc, F1(func(v V) bool { return f(float64(v)) }), fmt.Sprintf(`%s.%s(%s) // true`, word, name, strings.ReplaceAll(example, "T.", word+".")))
	}
	t.Define(
		constant("Epsilon", "The least value greater than zero.", least, leastText),
		constant("MaxValue", "The greatest finite value.", greatest, greatestText),
		constant("MinValue", "The least finite value.", -greatest, "-"+greatestText),
		constant("NaN", "Not a number.", V(math.Float64frombits(0xFFF8<<48)), "NaN"), // the bits of 0.0 / 0.0
		constant("NegativeInfinity", "Negative infinity.", V(math.Inf(-1)), "-Infinity"),
		constant("PositiveInfinity", "Positive infinity.", V(math.Inf(1)), "Infinity"),
		test("IsInfinity", "Whether it is infinite.", func(f float64) bool { return math.IsInf(f, 0) }, "T.NegativeInfinity"),
		test("IsNaN", "Whether it is not a number.", math.IsNaN, "T.NaN"),
		test("IsNegativeInfinity", "Whether it is negative infinity.", func(f float64) bool { return math.IsInf(f, -1) }, "T.NegativeInfinity"),
		test("IsPositiveInfinity", "Whether it is positive infinity.", func(f float64) bool { return math.IsInf(f, 1) }, "T.PositiveInfinity"),
	)
	t.Define(numeric[V]{t: t, style: styleFloat | styleThousands, compare: compareNumbers[V],
		parse: func(s string, style int64, nf *NumberFormat) (V, *Exception) {
			f, e := parseFloat(t, s, size, style, nf)
			return V(f), e
		},
		parsed: []string{`T.Parse("1,234.5e2") == 123450 // true`, `T.Parse("5.") == 5 // true`, `T.IsNaN(T.Parse("NaN")) // true`, `T.Parse("1.5x") // throws FormatException`,
			`T.Parse("1e999") // throws OverflowException`, `T.Parse(null) // throws ArgumentNullException`},
	}.rows()...)
	for _, op := range []string{"==", "!=", "<", ">", "<=", ">="} {
		f := CompareOp(op, t)
		t.Define(Row("static bool operator "+op+"("+word+" left, "+word+" right)", "Compares two numbers; NaN is unequal to all.", F2(func(a, b any) bool { return f(a, b) }), fmt.Sprintf(`%s.NaN %s 1 // %v`, word, op, op == "!=")))
	}
}

// parseFloat is a floating point number's text. Too large a number overflows,
// as on .NET Framework.
func parseFloat(t *Type, s string, size int, style int64, nf *NumberFormat) (float64, *Exception) {
	checkStyle(style, true)
	n, ok := parseNumber(s, style, nf, false)
	if !ok {
		switch trim(s, whiteSpace, true, true) {
		case nf.PositiveInfinity:
			return math.Inf(1), nil
		case nf.NegativeInfinity:
			return math.Inf(-1), nil
		case nf.NaN:
			return math.NaN(), nil
		}
		return 0, Format("")
	}
	if len(n.digits) == 0 {
		return 0, nil
	}
	f, err := strconv.ParseFloat("0."+string(n.digits)+"e"+strconv.Itoa(n.point), size)
	if err != nil {
		return 0, tooLarge(t)
	}
	if n.neg {
		f = -f
	}
	return f, nil
}
