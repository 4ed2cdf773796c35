package clr

import (
	"hash/maphash"
	"strconv"
	"strings"
)

// DecimalType is System.Decimal.
var DecimalType = number("Decimal", "decimal", "Decimal number of 28 to 29 digits that keeps its trailing zeros.")

// A Decimal is a System.Decimal: a whole number of 96 bits, divided by a power
// of ten from 0 to 28. 1.0 and 1.00 are equal and print differently; == of Go
// tells them apart, Equals does not. Zero is never negative.
type Decimal struct {
	lo    uint64
	hi    uint32
	scale uint8
	neg   bool
}

// CLRType is System.Decimal.
func (Decimal) CLRType() *Type { return DecimalType }

func init() { Zero(DecimalType, func(*Type) any { return Decimal{} }) }

// ToString is the number with all its places, the invariant culture's "G".
func (d Decimal) ToString() string {
	text := d.digits()
	if n := int(d.scale); n > 0 {
		if len(text) <= n {
			text = strings.Repeat("0", n+1-len(text)) + text
		}
		text = text[:len(text)-n] + "." + text[len(text)-n:]
	}
	if d.neg {
		return "-" + text
	}
	return text
}

// digits is the whole number before it is divided by its scale.
func (d Decimal) digits() string {
	if d.hi == 0 {
		return strconv.FormatUint(d.lo, 10)
	}
	q, r := d.wide().div(pow10[19])
	low := strconv.FormatUint(r, 10)
	return strconv.FormatUint(q[0], 10) + strings.Repeat("0", 19-len(low)) + low
}

// EqualsTo compares the numbers, whatever their scales.
func (d Decimal) EqualsTo(other any) bool {
	o, ok := other.(Decimal)
	return ok && d.Cmp(o) == 0
}

// Hash agrees with EqualsTo.
func (d Decimal) Hash() uint64 { return maphash.Comparable(seed, d.trimmed()) }

// CompareTo orders the numbers.
func (d Decimal) CompareTo(other any) int { return d.Cmp(other.(Decimal)) }

// ParseDecimal is the value of a decimal literal's text without its suffix:
// digits with at most one point and an exponent. ok is false when it is too
// large; digits that do not fit are rounded.
func ParseDecimal(text string) (d Decimal, ok bool) {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	exp, err := strconv.Atoi(exponent)
	if exponent != "" && err != nil {
		return Decimal{}, false
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	return decimalOfDigits(false, whole+fraction, len(whole)+exp)
}

// decimalOfDigits is 0.digits times ten to the point, rounded half to even to
// what fits. ok is false when it is too large.
func decimalOfDigits(neg bool, digits string, point int) (d Decimal, ok bool) {
	for len(digits) > 0 && digits[0] == '0' {
		digits = digits[1:]
		point--
	}
	if digits == "" {
		return Decimal{scale: uint8(min(max(0, -point), maxScale))}, true
	}
	if point > 29 {
		return Decimal{}, false
	}
	if point < -maxScale {
		return Decimal{scale: maxScale}, true
	}
	var w wide
	n := 0 // digits taken
	for ; n < len(digits) || n < point; n++ {
		var digit uint64
		if n < len(digits) {
			digit = uint64(digits[n] - '0')
		}
		longer := w.mul(10).add(wide{digit})
		if n-point >= maxScale || !longer.fits() {
			break
		}
		w = longer
	}
	if n < point { // the whole part does not fit
		return Decimal{}, false
	}
	if n < len(digits) {
		rest := digits[n+1:]
		if half := digits[n] == '5' && strings.Trim(rest, "0") == ""; digits[n] > '5' || digits[n] == '5' && !half || half && w[0]&1 == 1 {
			w = w.add(wide{1})
		}
	}
	scale := n - point
	if !w.fits() {
		if scale == 0 {
			return Decimal{}, false
		}
		return fit(neg, w, scale, false), true
	}
	return makeDecimal(neg, w, scale), true
}
