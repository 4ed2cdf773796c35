package clr

import (
	"fmt"
	"math"
)

// The whole number types, System.SByte to System.UInt64: the same members for
// each.

func init() {
	defineInteger[int8](SByte, math.MinInt8, math.MaxInt8, subtractNumbers[int8])
	defineInteger[uint8](Byte, 0, math.MaxUint8, subtractNumbers[uint8])
	defineInteger[int16](Int16, math.MinInt16, math.MaxInt16, subtractNumbers[int16])
	defineInteger[uint16](UInt16, 0, math.MaxUint16, subtractNumbers[uint16])
	defineInteger[int32](Int32, math.MinInt32, math.MaxInt32, compareNumbers[int32])
	defineInteger[uint32](UInt32, 0, math.MaxUint32, compareNumbers[uint32])
	defineInteger[int64](Int64, math.MinInt64, math.MaxInt64, compareNumbers[int64])
	defineInteger[uint64](UInt64, 0, math.MaxUint64, compareNumbers[uint64])
}

func defineInteger[V integer](t *Type, low, high V, compare func(a, b V) int32) {
	word := t.Keyword
	t.Define(
		Row("const "+word+" MaxValue", "The greatest value.", Const(high), fmt.Sprintf(`%s.MaxValue.ToString() // "%d"`, word, high)),
		Row("const "+word+" MinValue", "The least value.", Const(low), fmt.Sprintf(`%s.MinValue.ToString() // "%d"`, word, low)),
	)
	t.Define(numeric[V]{t: t, style: styleInteger, compare: compare,
		parse: func(s string, style int64, nf *NumberFormat) (V, *Exception) { return parseInteger[V](t, s, style, nf) },
		parsed: []string{`T.Parse(" 42 ") == 42 // true`, `T.Parse("") // throws FormatException`, `T.Parse("1.0") // throws FormatException`,
			`T.Parse("99999999999999999999") // throws OverflowException`, `T.Parse(null) // throws ArgumentNullException`},
	}.rows()...)
}

// parseInteger is a whole number's text as a value of type t.
func parseInteger[V integer](t *Type, s string, style int64, nf *NumberFormat) (V, *Exception) {
	checkStyle(style, false)
	n, ok := parseNumber(s, style, nf, false)
	if !ok {
		return 0, Format("")
	}
	var magnitude uint64
	if style&styleHexSpecifier != 0 {
		magnitude, ok = n.hexadecimal(bitsOf[V]() / 4)
		return V(magnitude), overflowUnless(ok, t)
	}
	magnitude, ok = n.whole()
	if magnitude == 0 {
		return 0, overflowUnless(ok, t)
	}
	if !n.neg {
		v, fits := narrow[uint64, V](magnitude)
		return v, overflowUnless(ok && fits, t)
	}
	v, fits := narrow[int64, V](-int64(magnitude))
	return v, overflowUnless(ok && fits && magnitude <= 1<<63, t)
}

func overflowUnless(ok bool, t *Type) *Exception {
	if ok {
		return nil
	}
	return tooLarge(t)
}

func bitsOf[V integer]() int {
	n := 0
	for v := ^V(0); v != 0; v <<= 1 {
		n++
	}
	return n
}

// whole is a number without fraction; ok is false when it has one, or more
// than 64 bits.
func (n *numberText) whole() (v uint64, ok bool) {
	if n.point < len(n.digits) {
		return 0, false
	}
	for i := range n.point {
		d := uint64(n.digit(i) - '0')
		if v > (math.MaxUint64-d)/10 {
			return 0, false
		}
		v = v*10 + d
	}
	return v, true
}

// hexadecimal is a number of at most so many hexadecimal digits.
func (n *numberText) hexadecimal(limit int) (v uint64, ok bool) {
	for i := range n.point {
		d := n.digit(i)
		switch {
		case d >= 'a':
			d -= 'a' - 10
		case d >= 'A':
			d -= 'A' - 10
		default:
			d -= '0'
		}
		v = v<<4 | uint64(d)
	}
	return v, n.point <= limit
}
