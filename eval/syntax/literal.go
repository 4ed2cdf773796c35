package syntax

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// literal makes the node of the NUMBER, CHAR or TEXT at hand and moves on.
func (p *parser) literal() Expr {
	at := p.toks[p.i]
	text := p.src[at.start:at.end]
	n := &Literal{Text: text}
	switch at.kind {
	case NUMBER:
		p.number(n, int(at.start))
	case CHAR:
		n.Kind, n.Value = CharLiteral, p.charValue(text, int(at.start))
	default:
		n.Kind, n.Value = StringLiteral, p.stringValue(text, int(at.start))
	}
	p.advance()
	n.span = p.from(int(at.start))
	return n
}

// stringValue decodes a string literal that begins at an offset of the source.
func (p *parser) stringValue(text string, at int) string {
	if strings.HasPrefix(text, "@") {
		inner := strings.TrimPrefix(text, `@"`)
		if len(text) > len(`@"`) {
			inner = strings.TrimSuffix(inner, `"`)
		}
		return p.decode(inner, at+2, true, false)
	}
	if strings.HasPrefix(text, `"""`) || strings.HasPrefix(text, `$`) {
		return "" // a raw string, refused
	}
	inner := text[1:]
	if len(inner) > 0 {
		inner = strings.TrimSuffix(inner, "u8") // refused
		inner = strings.TrimSuffix(inner, `"`)
	}
	return p.decode(inner, at+1, false, false)
}

// charValue decodes a character literal.
func (p *parser) charValue(text string, at int) uint16 {
	inner := text[1:]
	if strings.HasSuffix(inner, "'") {
		inner = inner[:len(inner)-1]
	} else {
		return 0 // unterminated: the scanner has complained
	}
	faults := len(p.diags)
	value := p.decode(inner, at+1, false, false)
	units := utf16Units(value)
	switch {
	case len(p.diags) > faults:
	case len(units) == 0:
		p.report(emptyCharacter, at, at+len(text), "got '', want one character between the quotes")
	case len(units) > 1:
		p.report(manyCharacters, at, at+len(text), `got `+text+`, want one character; a string stands in double quotes`)
		if len(p.diags) > faults {
			p.diags[faults].Suggest = `"` + strings.ReplaceAll(inner, `"`, `\"`) + `"`
		}
	}
	if len(units) == 0 {
		return 0
	}
	return units[0]
}

// utf16Units are the first code units, at most two, of a WTF-8 text.
func utf16Units(s string) []uint16 {
	var units []uint16
	for len(s) > 0 && len(units) < 2 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1: // one of the three bytes of a surrogate
			r, size = rune(s[0]&0xf)<<12|rune(s[1]&0x3f)<<6|rune(s[2]&0x3f), 3
		case r > 0xffff:
			units = append(units, uint16(0xd800+(r-0x10000)>>10))
			r = 0xdc00 + (r-0x10000)&0x3ff
		}
		units = append(units, uint16(r))
		s = s[size:]
	}
	return units
}

// decode gives the value of the text inside a string: escapes resolved, or for
// a verbatim one doubled quotes; with braces, doubled braces too. The offset of
// the text is for complaints.
func (p *parser) decode(text string, at int, verbatim, braces bool) string {
	special := `\`
	if verbatim {
		special = `"`
	}
	if braces {
		special += "{}"
	}
	if !strings.ContainsAny(text, special) && utf8.ValidString(text) {
		return text
	}
	b := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '\\' && !verbatim:
			r, size := escape(text[i:])
			if size == 0 {
				size = min(2, len(text)-i)
				p.report(invalidEscape, at+i, at+i+size, "unknown escape sequence "+text[i:i+size]+`; a backslash itself is \\`)
				r = '\ufffd'
			}
			b = appendUnit(b, r)
			i += size
		case c == '"' && verbatim || (c == '{' || c == '}') && braces:
			b = append(b, c)
			i++
			if i < len(text) && text[i] == c {
				i++
			}
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			b = utf8.AppendRune(b, r)
			i += size
		}
	}
	return string(b)
}

// appendUnit appends a character that an escape stood for. A surrogate becomes
// three bytes, unless it completes a pair.
func appendUnit(b []byte, r rune) []byte {
	if r < 0xd800 || r > 0xdfff {
		return utf8.AppendRune(b, r)
	}
	if n := len(b); r >= 0xdc00 && n >= 3 && b[n-3] == 0xed && b[n-2]&0xf0 == 0xa0 {
		high := rune(b[n-2]&0x3f)<<6 | rune(b[n-1]&0x3f) // without the 0xd000 of the first byte
		return utf8.AppendRune(b[:n-3], 0x10000+(high-0x800)<<10+r-0xdc00)
	}
	return append(b, 0xe0|byte(r>>12), 0x80|byte(r>>6)&0x3f, 0x80|byte(r)&0x3f)
}

// escape decodes the escape sequence that a text begins with. The size is 0
// when C# has no such sequence.
func escape(text string) (r rune, size int) {
	if len(text) < 2 {
		return 0, 0
	}
	switch text[1] {
	case '\'', '"', '\\':
		return rune(text[1]), 2
	case '0':
		return 0, 2
	case 'a':
		return '\a', 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'v':
		return '\v', 2
	case 'x':
		size = 2
		for size < len(text) && size < 6 && hexDigit(text[size]) >= 0 {
			r = r<<4 | rune(hexDigit(text[size]))
			size++
		}
		if size == 2 {
			return 0, 0
		}
		return r, size
	}
	return unicodeEscape(text)
}

// number fills in the kind and the value of a number.
func (p *parser) number(n *Literal, at int) {
	lower := strings.ToLower(n.Text)
	digits, base, real := lower, 10, false
	switch {
	case strings.HasPrefix(lower, "0x"):
		digits, base = strings.TrimLeft(lower[2:], "_"), 16
	case strings.HasPrefix(lower, "0b"):
		digits, base = strings.TrimLeft(lower[2:], "_"), 2
	default:
		real = strings.ContainsAny(lower, ".e")
	}
	suffix := ""
	for _, s := range []string{"ul", "lu", "u", "l", "f", "d", "m"} {
		if base != 16 || s[0] == 'u' || s[0] == 'l' { // in hexadecimal f and d are digits
			if strings.HasSuffix(digits, s) {
				digits, suffix = digits[:len(digits)-len(s)], s
				break
			}
		}
	}
	switch suffix {
	case "f", "d", "m":
		real = true
	default:
		if real && suffix != "" {
			suffix = "?"
		}
	}
	clean := strings.ReplaceAll(digits, "_", "")
	if !wellFormed(digits, base) || suffix == "?" || real && base != 10 {
		p.report(invalidNumber, at, at+len(n.Text), "got "+n.Text+", which is no number of C#")
		n.Kind, n.Value = IntLiteral, int32(0)
		return
	}
	if real {
		p.real(n, at, clean, suffix)
		return
	}
	value, err := strconv.ParseUint(clean, base, 64)
	if err != nil {
		p.report(numberTooLarge, at, at+len(n.Text), "got "+n.Text+", which is above the largest ulong")
	}
	n.whole(value, strings.Contains(suffix, "u"), strings.Contains(suffix, "l"))
}

// wellFormed reports whether the digits of a number, without prefix and suffix,
// are such: separators only between digits, a digit on each side of the dot but
// that the left one may be missing, and digits in an exponent.
func wellFormed(digits string, base int) bool {
	mantissa, exponent := digits, "0"
	if i := strings.IndexByte(digits, 'e'); i >= 0 && base == 10 {
		mantissa, exponent = digits[:i], strings.TrimPrefix(strings.TrimPrefix(digits[i+1:], "+"), "-")
	}
	left, right, dot := strings.Cut(mantissa, ".")
	return (digitsOf(left, base) || dot && left == "") && (digitsOf(right, base) || !dot) && digitsOf(exponent, 10)
}

func digitsOf(s string, base int) bool {
	if s == "" || s[0] == '_' || s[len(s)-1] == '_' {
		return false
	}
	for _, c := range []byte(s) {
		if d := hexDigit(c); c != '_' && (d < 0 || d >= base) {
			return false
		}
	}
	return true
}

// whole picks the type of a whole number.
func (n *Literal) whole(v uint64, unsigned, long bool) {
	switch {
	case v <= math.MaxInt32 && !unsigned && !long:
		n.Kind, n.Value = IntLiteral, int32(v)
	case v <= math.MaxUint32 && !long:
		n.Kind, n.Value = UintLiteral, uint32(v)
	case v <= math.MaxInt64 && !unsigned:
		n.Kind, n.Value = LongLiteral, int64(v)
	default:
		n.Kind, n.Value = UlongLiteral, v
	}
}

// real fills in a real number, whose digits are well formed.
func (p *parser) real(n *Literal, at int, digits, suffix string) {
	var err error
	switch suffix {
	case "m":
		n.Kind, n.Value = DecimalLiteral, digits
		if decimalTooLarge(digits) {
			err = strconv.ErrRange
		}
	case "f":
		var v float64
		v, err = strconv.ParseFloat(digits, 32)
		n.Kind, n.Value = FloatLiteral, float32(v)
	default:
		var v float64
		v, err = strconv.ParseFloat(digits, 64)
		n.Kind, n.Value = DoubleLiteral, v
	}
	if err != nil {
		p.report(realTooLarge, at, at+len(n.Text), "got "+n.Text+", which is out of the range of its type")
	}
}

// decimalTooLarge reports whether a number is above the largest decimal,
// 2 to the power of 96 less one.
func decimalTooLarge(digits string) bool {
	const largest = "79228162514264337593543950335"
	mantissa, exponent, _ := strings.Cut(digits, "e")
	left, right, _ := strings.Cut(mantissa, ".")
	exp, err := strconv.Atoi(exponent)
	if exponent != "" && err != nil {
		return !strings.HasPrefix(exponent, "-") && strings.Trim(mantissa, "0.") != ""
	}
	all := strings.TrimLeft(left+right, "0")
	if all == "" {
		return false
	}
	whole := len(all) - len(right) + exp // digits before the point
	if whole != len(largest) {
		return whole > len(largest)
	}
	all += strings.Repeat("0", max(0, whole-len(all)))
	return all[:whole] > largest
}

// minusLiteral is the int or long that -2147483648 and -9223372036854775808
// are, although the digits alone are above the largest of their type. It is nil
// for anything else.
func minusLiteral(x Expr) *Literal {
	n, ok := x.(*Literal)
	if !ok || len(n.Text) > 0 && n.Text[0] == '-' {
		return nil
	}
	last := n.Text[len(n.Text)-1] | 0x20
	switch {
	case strings.HasPrefix(n.Text, "0x") || strings.HasPrefix(n.Text, "0X") || strings.HasPrefix(n.Text, "0b") || strings.HasPrefix(n.Text, "0B"):
	case n.Kind == UintLiteral && n.Value == uint32(1<<31) && last != 'u':
		return &Literal{Kind: IntLiteral, Value: int32(math.MinInt32), Text: "-" + n.Text}
	case n.Kind == UlongLiteral && n.Value == uint64(1<<63) && !strings.ContainsAny(n.Text, "uU"):
		return &Literal{Kind: LongLiteral, Value: int64(math.MinInt64), Text: "-" + n.Text}
	}
	return nil
}
