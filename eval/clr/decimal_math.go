package clr

import (
	"math"
	"math/bits"
	"strconv"
)

// The arithmetic of System.Decimal: exact on 192 bits, then rounded half to
// even to what 96 bits and 28 decimal places hold.

const maxScale = 28

var pow10 = func() (p [20]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return
}()

// A wide is an unsigned number of 192 bits, least significant word first.
type wide [3]uint64

func (d Decimal) wide() wide { return wide{d.lo, uint64(d.hi), 0} }

func (w wide) isZero() bool { return w == wide{} }

// fits reports whether 96 bits hold the number.
func (w wide) fits() bool { return w[2] == 0 && w[1]>>32 == 0 }

func (w wide) mul(n uint64) wide {
	h0, l0 := bits.Mul64(w[0], n)
	h1, l1 := bits.Mul64(w[1], n)
	var r wide
	var c uint64
	r[0] = l0
	r[1], c = bits.Add64(l1, h0, 0)
	r[2] = w[2]*n + h1 + c
	return r
}

// scaled is w times ten to the n, for products that 192 bits hold.
func (w wide) scaled(n int) wide {
	for ; n > 19; n -= 19 {
		w = w.mul(pow10[19])
	}
	return w.mul(pow10[n])
}

func (w wide) add(v wide) wide {
	var r wide
	var c uint64
	r[0], c = bits.Add64(w[0], v[0], 0)
	r[1], c = bits.Add64(w[1], v[1], c)
	r[2], _ = bits.Add64(w[2], v[2], c)
	return r
}

func (w wide) sub(v wide) wide {
	var r wide
	var c uint64
	r[0], c = bits.Sub64(w[0], v[0], 0)
	r[1], c = bits.Sub64(w[1], v[1], c)
	r[2], _ = bits.Sub64(w[2], v[2], c)
	return r
}

func (w wide) cmp(v wide) int {
	for i := 2; i >= 0; i-- {
		if w[i] != v[i] {
			if w[i] < v[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// div is the quotient and remainder by one word.
func (w wide) div(n uint64) (q wide, r uint64) {
	for i := 2; i >= 0; i-- {
		q[i], r = bits.Div64(r, w[i], n)
	}
	return
}

// divWide is the quotient and remainder by a number of at most 96 bits; the
// quotient must fit in 128 bits.
func (w wide) divWide(v wide) (q, r wide) {
	if v[1] == 0 {
		q, r[0] = w.div(v[0])
		return q, r
	}
	// Long division, a bit at a time from the dividend's highest.
	for i := 191; i >= 0; i-- {
		r[2] = r[2]<<1 | r[1]>>63
		r[1] = r[1]<<1 | r[0]>>63
		r[0] = r[0]<<1 | w[i/64]>>(i%64)&1
		if r.cmp(v) >= 0 {
			r = r.sub(v)
			q[i/64] |= 1 << (i % 64)
		}
	}
	return q, r
}

// fit makes a Decimal of a number with a scale, which is reduced until both are
// in bounds. Digits that are lost round half to even. sticky says that w was
// already cut off. It throws OverflowException.
func fit(neg bool, w wide, scale int, sticky bool) Decimal {
	var digit uint64 // the last one dropped; lost says that others were not zero
	lost := sticky
	for drop := scale - maxScale; drop > 0 || !w.fits(); drop-- {
		if scale == 0 {
			Throw(decimalOverflow())
		}
		lost = lost || digit != 0
		w, digit = w.div(10)
		scale--
	}
	if digit > 5 || digit == 5 && (lost || w[0]&1 == 1) {
		w = w.add(wide{1})
		if !w.fits() {
			return fit(neg, w, scale, true)
		}
	}
	return makeDecimal(neg, w, scale)
}

func makeDecimal(neg bool, w wide, scale int) Decimal {
	return Decimal{lo: w[0], hi: uint32(w[1]), scale: uint8(scale), neg: neg && !w.isZero()}
}

func decimalOverflow() *Exception {
	return Overflow("Value was either too large or too small for a Decimal.")
}

// IsZero reports whether the number is 0, of whatever scale.
func (d Decimal) IsZero() bool { return d.lo == 0 && d.hi == 0 }

// Neg is -d.
func (d Decimal) Neg() Decimal {
	d.neg = !d.neg && !d.IsZero()
	return d
}

// Abs is d without its sign.
func (d Decimal) Abs() Decimal {
	d.neg = false
	return d
}

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.IsZero():
		return 0
	case d.neg:
		return -1
	}
	return 1
}

// aligned is two numbers at the greater of their scales.
func aligned(a, b Decimal) (x, y wide, scale int) {
	x, y, scale = a.wide(), b.wide(), int(max(a.scale, b.scale))
	if a.scale < b.scale {
		x = x.scaled(int(b.scale - a.scale))
	} else if b.scale < a.scale {
		y = y.scaled(int(a.scale - b.scale))
	}
	return
}

// Add is a + b; it throws OverflowException.
func (a Decimal) Add(b Decimal) Decimal {
	x, y, scale := aligned(a, b)
	switch {
	case a.neg == b.neg:
		return fit(a.neg, x.add(y), scale, false)
	case x.cmp(y) >= 0:
		return fit(a.neg, x.sub(y), scale, false)
	}
	return fit(b.neg, y.sub(x), scale, false)
}

// Sub is a - b; it throws OverflowException.
func (a Decimal) Sub(b Decimal) Decimal { return a.Add(b.Neg()) }

// Mul is a * b; it throws OverflowException.
func (a Decimal) Mul(b Decimal) Decimal {
	scale := int(a.scale) + int(b.scale)
	if small := a.hi|b.hi == 0 && a.lo|b.lo <= math.MaxUint32; small && scale > maxScale+19 || !small && (a.IsZero() || b.IsZero()) {
		return Decimal{} // .NET gives a zero without places here
	}
	w := b.wide()
	p := w.mul(a.lo)
	if a.hi != 0 {
		q := w.mul(uint64(a.hi))
		p = p.add(wide{0, q[0], q[1]})
	}
	return fit(a.neg != b.neg, p, scale, false)
}

// Div is a / b with as many digits as fit; zeros at the end are dropped unless
// the quotient is exact at the scale of the operands. It throws
// DivideByZeroException and OverflowException.
func (a Decimal) Div(b Decimal) Decimal {
	if b.IsZero() {
		Throw(DivideByZero())
	}
	den, neg := b.wide(), a.neg != b.neg
	q, r := a.wide().divWide(den)
	scale := int(a.scale) - int(b.scale)
	for ; scale < 0; scale++ {
		q, r = nextDigit(q, r, den)
		if !q.fits() {
			Throw(decimalOverflow())
		}
	}
	if r.isZero() {
		return makeDecimal(neg, q, scale)
	}
	for ; !r.isZero() && scale < maxScale; scale++ {
		longer, rest := nextDigit(q, r, den)
		if !longer.fits() {
			break
		}
		q, r = longer, rest
	}
	if c := r.add(r).cmp(den); c > 0 || c == 0 && q[0]&1 == 1 {
		q = q.add(wide{1})
	}
	return fit(neg, q, scale, false).trimmed()
}

// nextDigit goes on with a division by one decimal place.
func nextDigit(q, r, den wide) (wide, wide) {
	if den[1] == 0 {
		hi, lo := bits.Mul64(r[0], 10)
		digit, rest := bits.Div64(hi, lo, den[0])
		return q.mul(10).add(wide{digit}), wide{rest}
	}
	r = r.mul(10)
	var digit uint64
	for ; r.cmp(den) >= 0; digit++ {
		r = r.sub(den)
	}
	return q.mul(10).add(wide{digit}), r
}

// trimmed is d without zeros at the end of its places.
func (d Decimal) trimmed() Decimal {
	w := d.wide()
	for d.scale > 0 {
		q, r := w.div(10)
		if r != 0 {
			break
		}
		w = q
		d.scale--
	}
	d.lo, d.hi = w[0], uint32(w[1])
	return d
}

// Rem is a % b, with the sign of a. It throws DivideByZeroException.
func (a Decimal) Rem(b Decimal) Decimal {
	if b.IsZero() {
		Throw(DivideByZero())
	}
	x, y, scale := aligned(a, b)
	if x.cmp(y) < 0 {
		return a
	}
	_, r := x.divWide(y)
	return makeDecimal(a.neg, r, scale)
}

// Cmp orders two numbers, whatever their scales.
func (a Decimal) Cmp(b Decimal) int {
	if a.Sign() != b.Sign() {
		return compareOrdered(a.Sign(), b.Sign())
	}
	x, y, _ := aligned(a, b)
	if a.neg {
		return y.cmp(x)
	}
	return x.cmp(y)
}

// A rounding says which whole number stands for one with a fraction.
type rounding int

const (
	toEven       rounding = iota // the nearest; of two the even one
	awayFromZero                 // the nearest; of two the one further from zero
	toZero
	toFloor
	toCeiling
)

// Round is d with at most a number of places.
func (d Decimal) round(places int, mode rounding) Decimal {
	if int(d.scale) <= places {
		return d
	}
	n := int(d.scale) - places
	w, lost := d.wide(), false // lost: more than zero was cut off below digit
	var digit uint64
	for ; n > 0; n-- {
		lost = lost || digit != 0
		w, digit = w.div(10)
	}
	up := false
	switch mode {
	case toEven:
		up = digit > 5 || digit == 5 && (lost || w[0]&1 == 1)
	case awayFromZero:
		up = digit >= 5
	case toFloor:
		up = d.neg && (digit != 0 || lost)
	case toCeiling:
		up = !d.neg && (digit != 0 || lost)
	}
	if up {
		w = w.add(wide{1})
	}
	return makeDecimal(d.neg, w, places)
}

// DecimalOf is a whole number as a Decimal.
func DecimalOf(n int64) Decimal {
	if n < 0 {
		return Decimal{lo: uint64(-n), neg: true}
	}
	return Decimal{lo: uint64(n)}
}

// DecimalOfUint is an unsigned whole number as a Decimal.
func DecimalOfUint(n uint64) Decimal { return Decimal{lo: n} }

// DecimalOfFloat is a double or float as a Decimal: its first 15 or 7 digits,
// without zeros at the end. The digits are found as .NET finds them, by scaling
// the number as a double, so that the last may be off by one. It throws
// OverflowException.
func DecimalOfFloat(f float64, digits int) Decimal {
	mantissa := math.Abs(f)
	_, exp := math.Frexp(mantissa)
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0) || exp > 96:
		Throw(decimalOverflow())
	case f == 0 || exp < -94:
		return Decimal{}
	}
	scale := digits - 1 - exp*19728>>16 // 19728/65536 is the logarithm of 2
	switch {
	case scale >= 0:
		scale = min(scale, maxScale)
		mantissa *= float64pow10[scale]
	case scale != -1 || mantissa >= float64pow10[digits]:
		mantissa /= float64pow10[-scale]
	default:
		scale = 0
	}
	if mantissa < float64pow10[digits-1] && scale < maxScale {
		mantissa *= 10
		scale++
	}
	w := wide{uint64(math.RoundToEven(mantissa))}
	if scale < 0 {
		w, scale = w.scaled(-scale), 0
	}
	return fit(f < 0, w, scale, false).trimmed()
}

// Float is the number as a double.
func (d Decimal) Float() float64 {
	f := (float64(d.lo) + float64(d.hi)*(1<<64)) / float64pow10[d.scale]
	if d.neg {
		return -f
	}
	return f
}

var float64pow10 = func() (p [maxScale + 1]float64) {
	for i := range p {
		p[i], _ = strconv.ParseFloat("1e"+strconv.Itoa(i), 64)
	}
	return
}()

// Int is the whole part as a signed number of 64 bits; ok is false when it
// does not fit.
func (d Decimal) Int() (n int64, ok bool) {
	d = d.round(0, toZero)
	switch {
	case d.hi != 0:
		return 0, false
	case d.neg:
		return -int64(d.lo), d.lo <= 1<<63
	}
	return int64(d.lo), d.lo < 1<<63
}

// Uint is the whole part as an unsigned number of 64 bits; ok is false when it
// does not fit.
func (d Decimal) Uint() (n uint64, ok bool) {
	d = d.round(0, toZero)
	return d.lo, d.hi == 0 && !d.neg
}
