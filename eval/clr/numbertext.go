package clr

import (
	"math"
	"strconv"
	"strings"
)

// A numberText is a number on its way to text: 0.d1d2d3... times ten to the
// point. Zero has no digits.
type numberText struct {
	neg       bool
	digits    []byte // '0' to '9'
	point     int
	precision int  // digits that the type has when a format names none
	exact     bool // a decimal, which prints its zeros
}

// at is the ith digit, or 0 after the last.
func (n *numberText) at(i int) byte {
	if i < len(n.digits) {
		return n.digits[i]
	}
	return 0
}

// digit is the ith digit, '0' after the last.
func (n *numberText) digit(i int) byte {
	if i < len(n.digits) {
		return n.digits[i]
	}
	return '0'
}

// round keeps a number of digits, half away from zero, and drops zeros at the
// end. A number that becomes zero loses its sign.
func (n *numberText) round(keep int) {
	i := 0
	for i < keep && i < len(n.digits) {
		i++
	}
	if i == keep && n.at(i) >= '5' {
		for i > 0 && n.digits[i-1] == '9' {
			i--
		}
		if i > 0 {
			n.digits[i-1]++
		} else {
			n.point++
			n.digits = append(n.digits[:0], '1')
			i = 1
		}
	} else {
		for i > 0 && n.digits[i-1] == '0' {
			i--
		}
	}
	if i == 0 {
		n.point, n.neg = 0, false
	}
	n.digits = n.digits[:i]
}

func integerText(neg bool, magnitude uint64, precision int) numberText {
	if magnitude == 0 {
		return numberText{precision: precision}
	}
	d := strconv.AppendUint(nil, magnitude, 10)
	return numberText{neg: neg, digits: d, point: len(d), precision: precision}
}

func decimalText(d Decimal) numberText {
	n := numberText{neg: d.neg, precision: 29, exact: true, point: -int(d.scale)}
	if !d.IsZero() {
		n.digits = []byte(d.digits())
		n.point += len(n.digits)
	}
	return n
}

// floatText is the first digits of a finite floating point number, half away
// from zero as the C library of .NET Framework rounds.
func floatText(f float64, precision int) numberText {
	n := numberText{neg: f < 0, precision: precision}
	if f == 0 {
		return n
	}
	f = math.Abs(f)
	const guard = 17 // digits that strconv makes quickly
	text := strconv.FormatFloat(f, 'e', guard-1, 64)
	if tail := text[precision+1 : guard+1]; precision < guard && tail == "5"+strings.Repeat("0", guard-precision-1) {
		text = strconv.FormatFloat(f, 'e', 40, 64) // a tie, or near one
	}
	mantissa, exp, _ := strings.Cut(text, "e")
	e, _ := strconv.Atoi(exp)
	n.digits = []byte(mantissa[:1] + mantissa[2:])
	n.point = e + 1
	n.round(precision)
	return n
}

// FormatNumber is a number as text in a standard or custom numeric format, by
// the rules of .NET Framework. v is a boxed whole number, float, double or
// decimal. It throws FormatException for a format that the type does not have.
func FormatNumber(v any, format string, nf *NumberFormat) string {
	spec, digits := standardFormat(format)
	switch v := v.(type) {
	case int8:
		if v < 0 && strings.IndexAny(format, "xX") == 0 { // custom formats too
			return FormatNumber(uint8(v), format, nf)
		}
		return formatSigned(int64(v), 0xFF, 10, spec, digits, format, nf)
	case int16:
		if v < 0 && strings.IndexAny(format, "xX") == 0 {
			return FormatNumber(uint16(v), format, nf)
		}
		return formatSigned(int64(v), 0xFFFF, 10, spec, digits, format, nf)
	case int32:
		return formatSigned(int64(v), math.MaxUint32, 10, spec, digits, format, nf)
	case int64:
		return formatSigned(v, math.MaxUint64, 19, spec, digits, format, nf)
	case uint8:
		return formatInteger(false, uint64(v), uint64(v), 10, spec, digits, format, nf)
	case uint16:
		return formatInteger(false, uint64(v), uint64(v), 10, spec, digits, format, nf)
	case uint32:
		return formatInteger(false, uint64(v), uint64(v), 10, spec, digits, format, nf)
	case uint64:
		return formatInteger(false, v, v, 20, spec, digits, format, nf)
	case float64:
		return formatFloat(v, 64, spec, digits, format, nf)
	case float32:
		return formatFloat(float64(v), 32, spec, digits, format, nf)
	case Decimal:
		n := decimalText(v)
		return n.format(spec, digits, format, nf)
	}
	panic("clr: FormatNumber of " + TypeOf(v).String())
}

func formatSigned(v int64, mask uint64, precision int, spec byte, digits int, format string, nf *NumberFormat) string {
	magnitude := uint64(v)
	if v < 0 {
		magnitude = -magnitude
	}
	return formatInteger(v < 0, magnitude, uint64(v)&mask, precision, spec, digits, format, nf)
}

// formatInteger formats a whole number; hex is its bit pattern.
func formatInteger(neg bool, magnitude, hex uint64, precision int, spec byte, digits int, format string, nf *NumberFormat) string {
	switch {
	case spec == 'D' || spec == 'd' || (spec == 'G' || spec == 'g') && digits <= 0:
		text := padZeros(strconv.FormatUint(magnitude, 10), digits)
		if neg {
			text = nf.Negative + text
		}
		return text
	case spec == 'x':
		return padZeros(strconv.FormatUint(hex, 16), digits)
	case spec == 'X':
		return padZeros(strings.ToUpper(strconv.FormatUint(hex, 16)), digits)
	}
	n := integerText(neg, magnitude, precision)
	return n.format(spec, digits, format, nf)
}

func padZeros(text string, width int) string {
	if len(text) < width {
		return strings.Repeat("0", width-len(text)) + text
	}
	return text
}

func formatFloat(f float64, size int, spec byte, digits int, format string, nf *NumberFormat) string {
	switch {
	case math.IsNaN(f):
		return nf.NaN
	case math.IsInf(f, 1):
		return nf.PositiveInfinity
	case math.IsInf(f, -1):
		return nf.NegativeInfinity
	}
	precision, full := 15, 17
	if size == 32 {
		precision, full = 7, 9
	}
	switch spec {
	case 'R', 'r':
		return roundTrip(f, size, precision, full, nf)
	case 'E', 'e':
		if digits > precision-1 {
			precision = full
		}
	case 'G', 'g':
		if digits > precision {
			precision = full
		}
	}
	n := floatText(f, precision)
	return n.format(spec, digits, format, nf)
}

// roundTrip is the usual digits where they read back as the same number, else
// all that the type has.
func roundTrip(f float64, size, precision, full int, nf *NumberFormat) string {
	n := floatText(f, precision)
	text := n.format('G', precision, "", nf)
	plain := floatText(f, precision)
	if back, err := strconv.ParseFloat(plain.format('E', precision-1, "", Invariant.Number), size); err == nil && back == f {
		return text
	}
	n = floatText(f, full)
	return n.format('G', full, "", nf)
}

// standardFormat splits a standard format into its letter and precision (-1
// when it has none). The letter is 0 for a custom format.
func standardFormat(format string) (spec byte, digits int) {
	if format == "" {
		return 'G', -1
	}
	c := format[0]
	if c|0x20 < 'a' || c|0x20 > 'z' {
		return 0, -1
	}
	i, n := 1, -1
	if i < len(format) && isDigit(format[i]) {
		n = int(format[i] - '0')
		for i++; i < len(format) && isDigit(format[i]); {
			n = n*10 + int(format[i]-'0')
			i++
			if n >= 10 {
				break // .NET Framework reads two digits at most
			}
		}
	}
	if i < len(format) {
		return 0, -1
	}
	return c, n
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// format is the number in a standard format, or in a custom one when spec is 0.
func (n *numberText) format(spec byte, digits int, format string, nf *NumberFormat) string {
	var b strings.Builder
	switch spec | 0x20 {
	case 'c':
		if digits < 0 {
			digits = nf.CurrencyDecimals
		}
		n.round(n.point + digits)
		n.writePattern(&b, nf.currencyPattern(n.neg), digits, nf.CurrencySymbol, nf.CurrencyGroup, nf.CurrencyDecimal, nf)
	case 'f':
		if digits < 0 {
			digits = nf.Decimals
		}
		n.round(n.point + digits)
		if n.neg {
			b.WriteString(nf.Negative)
		}
		n.writeFixed(&b, digits, "", nf.Decimal, nil)
	case 'n':
		if digits < 0 {
			digits = nf.Decimals
		}
		n.round(n.point + digits)
		n.writePattern(&b, nf.numberPattern(n.neg), digits, "", nf.Group, nf.Decimal, nf)
	case 'e':
		if digits < 0 {
			digits = 6
		}
		n.round(digits + 1)
		if n.neg {
			b.WriteString(nf.Negative)
		}
		n.writeScientific(&b, digits, spec, nf)
	case 'g':
		if digits < 1 && n.exact && digits == -1 {
			if n.neg {
				b.WriteString(nf.Negative)
			}
			n.writeGeneral(&b, math.MaxInt, spec, nf)
			break
		}
		if digits < 1 {
			digits = n.precision
		}
		n.round(digits)
		if n.neg {
			b.WriteString(nf.Negative)
		}
		n.writeGeneral(&b, digits, spec, nf)
	case 'p':
		if digits < 0 {
			digits = nf.PercentDecimals
		}
		n.point += 2
		n.round(n.point + digits)
		n.writePattern(&b, nf.percentPattern(n.neg), digits, nf.Percent, nf.Group, nf.Decimal, nf)
	case 0x20:
		n.writeCustom(&b, format, nf)
	default:
		Throw(Format("Format specifier was invalid."))
	}
	return b.String()
}

// writePattern writes a pattern of .NET's currency, number or percent formats:
// n is the number, $ the symbol, - the negative sign.
func (n *numberText) writePattern(b *strings.Builder, pattern string, digits int, symbol, group, point string, nf *NumberFormat) {
	for _, c := range pattern {
		switch c {
		case 'n':
			n.writeFixed(b, digits, group, point, nf.Sizes)
		case '$':
			b.WriteString(symbol)
		case '-':
			b.WriteString(nf.Negative)
		default:
			b.WriteRune(c)
		}
	}
}

// writeFixed writes all of the whole part, in groups when there are sizes, and
// a number of decimal places.
func (n *numberText) writeFixed(b *strings.Builder, places int, group, point string, sizes []int) {
	whole := make([]byte, 0, max(n.point, 1))
	for i := 0; i < n.point; i++ {
		whole = append(whole, n.digit(i))
	}
	if len(whole) == 0 {
		whole = append(whole, '0')
	}
	for i, c := range whole {
		b.WriteByte(c)
		if left := len(whole) - i - 1; left > 0 && groupEnds(left, sizes) {
			b.WriteString(group)
		}
	}
	if places > 0 {
		b.WriteString(point)
		for i := range places {
			if at := n.point + i; at >= 0 {
				b.WriteByte(n.digit(at))
			} else {
				b.WriteByte('0')
			}
		}
	}
}

// groupEnds reports whether a group begins with left digits to go. The last of
// the sizes repeats, unless it is 0.
func groupEnds(left int, sizes []int) bool {
	total := 0
	for i := 0; len(sizes) > 0; i = min(i+1, len(sizes)-1) {
		if sizes[i] == 0 {
			return false
		}
		total += sizes[i]
		if total >= left {
			return total == left
		}
	}
	return false
}

func (n *numberText) writeScientific(b *strings.Builder, places int, e byte, nf *NumberFormat) {
	b.WriteByte(n.digit(0))
	if places > 0 {
		b.WriteString(nf.Decimal)
		for i := range places {
			b.WriteByte(n.digit(i + 1))
		}
	}
	exp := 0
	if len(n.digits) > 0 {
		exp = n.point - 1
	}
	writeExponent(b, exp, e, 3, true, nf)
}

// writeGeneral writes the number bare, or with an exponent when it has more
// than a number of digits before the point, or four zeros after it.
func (n *numberText) writeGeneral(b *strings.Builder, digits int, g byte, nf *NumberFormat) {
	point, scientific := n.point, false
	if !n.exact || digits != math.MaxInt {
		if point > digits || point < -3 {
			point, scientific = 1, true
		}
	}
	at := 0
	if point > 0 {
		for ; at < point; at++ {
			b.WriteByte(n.digit(at))
		}
	} else {
		b.WriteByte('0')
	}
	if at < len(n.digits) || point < 0 {
		b.WriteString(nf.Decimal)
		for ; point < 0; point++ {
			b.WriteByte('0')
		}
		for ; at < len(n.digits); at++ {
			b.WriteByte(n.digits[at])
		}
	}
	if scientific {
		writeExponent(b, n.point-1, g-('G'-'E'), 2, true, nf)
	}
}

func writeExponent(b *strings.Builder, exp int, e byte, width int, plus bool, nf *NumberFormat) {
	b.WriteByte(e)
	switch {
	case exp < 0:
		b.WriteString(nf.Negative)
		exp = -exp
	case plus:
		b.WriteString(nf.Positive)
	}
	b.WriteString(padZeros(strconv.Itoa(exp), width))
}
