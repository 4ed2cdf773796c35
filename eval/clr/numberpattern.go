package clr

import "strings"

// Custom numeric formats: 0 and # for digits, point, groups, scaling, percent,
// exponents, literals and up to three sections. A format is read in code
// points; those beyond ASCII are literal, but for ‰.

// A pattern is what one section of a custom format asks for.
type pattern struct {
	digits     int  // 0 and # in all
	point      int  // those before the decimal point
	first      int  // number of those before the first 0, or a large one
	last       int  // those up to the last 0
	scientific bool // has an exponent
	groups     bool // has thousands separators
	scale      int  // powers of ten by % ‰ and trailing commas
}

// section is where the ith section of a format begins: 0 for a positive
// number, 1 for a negative one, 2 for zero. It is 0, the first, where the
// format has no such section or an empty one.
func section(format []rune, i int) int {
	if i == 0 {
		return 0
	}
	for at := 0; at < len(format); {
		c := format[at]
		at++
		switch c {
		case '\'', '"':
			at = skipQuoted(format, at, c)
		case '\\':
			at++
		case ';':
			if i--; i > 0 {
				continue
			}
			if at < len(format) && format[at] != ';' {
				return at
			}
			return 0
		}
	}
	return 0
}

// skipQuoted is the place after the quote that ends a literal.
func skipQuoted(format []rune, at int, quote rune) int {
	for at < len(format) {
		at++
		if format[at-1] == quote {
			break
		}
	}
	return at
}

func readPattern(format []rune) pattern {
	const none = 1 << 30
	p := pattern{point: -1, first: none}
	comma, commas := -1, 0
	for at := 0; at < len(format) && format[at] != ';'; {
		c := format[at]
		at++
		switch c {
		case '#':
			p.digits++
		case '0':
			if p.first == none {
				p.first = p.digits
			}
			p.digits++
			p.last = p.digits
		case '.':
			if p.point < 0 {
				p.point = p.digits
			}
		case ',':
			if p.digits > 0 && p.point < 0 {
				if comma == p.digits {
					commas++
					continue
				}
				p.groups = p.groups || comma >= 0
				comma, commas = p.digits, 1
			}
		case '%':
			p.scale += 2
		case '‰':
			p.scale += 3
		case '\'', '"':
			at = skipQuoted(format, at, c)
		case '\\':
			at++
		case 'E', 'e':
			if _, zeros, _ := exponent(format, at); zeros > 0 {
				p.scientific = true
				for at++; at < len(format) && format[at] == '0'; at++ {
				}
			}
		}
	}
	if p.point < 0 {
		p.point = p.digits
	}
	if comma >= 0 {
		if comma == p.point {
			p.scale -= commas * 3
		} else {
			p.groups = true
		}
	}
	return p
}

// exponent reads what follows E: +0, -0 or 0 and more zeros. zeros is 0 when
// it is no exponent; next is the place after it.
func exponent(format []rune, at int) (plus bool, zeros, next int) {
	next = at
	if next < len(format) && (format[next] == '+' || format[next] == '-') {
		plus = format[next] == '+'
		next++
	}
	for next < len(format) && format[next] == '0' {
		zeros++
		next++
	}
	return plus, zeros, next
}

// writeCustom writes the number in a custom format.
func (n *numberText) writeCustom(b *strings.Builder, text string, nf *NumberFormat) {
	format := []rune(text)
	which := 0
	if len(n.digits) == 0 {
		which = 2
	} else if n.neg {
		which = 1
	}
	start := section(format, which)
	p := readPattern(format[start:])
	if len(n.digits) > 0 {
		n.point += p.scale
		keep := p.digits
		if !p.scientific {
			keep += n.point - p.point
		}
		n.round(keep)
		if len(n.digits) == 0 {
			if zero := section(format, 2); zero != start {
				start = zero
				p = readPattern(format[start:])
			}
		}
	} else {
		n.neg, n.point = false, 0
	}
	if n.neg && start == 0 {
		b.WriteString(nf.Negative)
	}
	w := patternWriter{numberText: n, b: b, nf: nf, pattern: p}
	w.write(format[start:])
}

// A patternWriter lays the digits of a number into a section.
type patternWriter struct {
	*numberText
	pattern
	b       *strings.Builder
	nf      *NumberFormat
	place   int // of the next digit: 1 is the last before the point
	adjust  int // digits more than the section has places, or fewer
	next    int // index of the next digit
	pointed bool
	zeroes  int // places up to this one print a 0
	decimal int // places from this one (negative) on print no 0
}

func (w *patternWriter) write(format []rune) {
	if w.pattern.first < w.pattern.point {
		w.zeroes = w.pattern.point - w.pattern.first
	}
	if w.pattern.last > w.pattern.point {
		w.decimal = w.pattern.point - w.pattern.last
	}
	w.place = w.pattern.point
	if !w.scientific {
		w.place = max(w.numberText.point, w.pattern.point)
		w.adjust = w.numberText.point - w.pattern.point
	}
	for at := 0; at < len(format) && format[at] != ';'; {
		c := format[at]
		at++
		switch c {
		case '#', '0':
			w.surplus()
			w.writeDigit()
		case '.':
			w.surplus()
			if w.place == 0 && !w.pointed && (w.decimal < 0 || w.pattern.point < w.pattern.digits && w.next < len(w.numberText.digits)) {
				w.b.WriteString(w.nf.Decimal)
				w.pointed = true
			}
		case '‰':
			w.b.WriteString(w.nf.PerMille)
		case '%':
			w.b.WriteString(w.nf.Percent)
		case ',':
		case '\'', '"':
			for at < len(format) && format[at] != c {
				w.b.WriteRune(format[at])
				at++
			}
			at++
		case '\\':
			if at < len(format) {
				w.b.WriteRune(format[at])
				at++
			}
		case 'E', 'e':
			at = w.writeE(format, at, c)
		default:
			w.b.WriteRune(c)
		}
	}
}

// surplus writes the digits for which the section has no place of their own.
func (w *patternWriter) surplus() {
	for ; w.adjust > 0; w.adjust-- {
		w.emit(w.numberText.digit(w.next))
		w.next++
	}
}

// writeDigit writes the digit of one 0 or #, if it has one.
func (w *patternWriter) writeDigit() {
	switch {
	case w.adjust < 0:
		w.adjust++
		if w.place <= w.zeroes {
			w.emit('0')
			return
		}
	case w.next < len(w.numberText.digits):
		w.next++
		w.emit(w.numberText.digits[w.next-1])
		return
	case w.place > w.decimal:
		w.emit('0')
		return
	}
	w.place--
}

func (w *patternWriter) emit(digit byte) {
	w.b.WriteByte(digit)
	w.place--
	if w.groups && w.place > 0 && groupEnds(w.place, w.nf.Sizes) {
		w.b.WriteString(w.nf.Group)
	}
}

// writeE writes an exponent, or E as it stands, and returns the place after it.
func (w *patternWriter) writeE(format []rune, at int, e rune) int {
	plus, zeros, next := exponent(format, at)
	switch {
	case w.scientific && zeros > 0:
		exp := 0
		if len(w.numberText.digits) > 0 {
			exp = w.numberText.point - w.pattern.point
		}
		writeExponent(w.b, exp, byte(e), min(zeros, 10), plus, w.nf)
		w.scientific = false
	case w.scientific:
		w.b.WriteRune(e)
		return at
	default:
		w.b.WriteRune(e)
		w.b.WriteString(string(format[at:next]))
	}
	return next
}
