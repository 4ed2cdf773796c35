package clr

import "strings"

// NumberStyles says what a number's text may hold.
var NumberStyles = Declare(Decl{Name: "System.Globalization.NumberStyles", Kind: EnumKind, Flags: true, Beyond: true, Doc: "What a number's text may hold.", Values: []EnumValue{
	{"None", 0, "Digits only."},
	{"AllowLeadingWhite", styleLeadingWhite, "White space in front."},
	{"AllowTrailingWhite", styleTrailingWhite, "White space at the end."},
	{"AllowLeadingSign", styleLeadingSign, "A sign in front."},
	{"AllowTrailingSign", styleTrailingSign, "A sign at the end."},
	{"AllowParentheses", styleParentheses, "Parentheses around a negative number."},
	{"AllowDecimalPoint", styleDecimalPoint, "A decimal point."},
	{"AllowThousands", styleThousands, "Group separators."},
	{"AllowExponent", styleExponent, "An exponent."},
	{"AllowCurrencySymbol", styleCurrencySymbol, "A currency symbol."},
	{"AllowHexSpecifier", styleHexSpecifier, "Hexadecimal digits, without 0x."},
	{"Integer", styleInteger, "White space and a leading sign."},
	{"HexNumber", styleHexNumber, "White space and hexadecimal digits."},
	{"Number", styleNumber, "White space, a sign, a point, groups."},
	{"Float", styleFloat, "White space, a leading sign, a point, an exponent."},
	{"Currency", styleCurrency, "All but an exponent and hexadecimal digits."},
	{"Any", styleAny, "All but hexadecimal digits."},
}})

const (
	styleLeadingWhite   = 1
	styleTrailingWhite  = 2
	styleLeadingSign    = 4
	styleTrailingSign   = 8
	styleParentheses    = 16
	styleDecimalPoint   = 32
	styleThousands      = 64
	styleExponent       = 128
	styleCurrencySymbol = 256
	styleHexSpecifier   = 512

	styleInteger   = styleLeadingWhite | styleTrailingWhite | styleLeadingSign
	styleHexNumber = styleLeadingWhite | styleTrailingWhite | styleHexSpecifier
	styleNumber    = styleInteger | styleTrailingSign | styleDecimalPoint | styleThousands
	styleFloat     = styleInteger | styleDecimalPoint | styleExponent
	styleCurrency  = styleNumber | styleParentheses | styleCurrencySymbol
	styleAny       = styleCurrency | styleExponent
)

// checkStyle throws ArgumentException for styles that do not go together.
func checkStyle(style int64, floating bool) {
	switch {
	case style&^(styleAny|styleHexSpecifier) != 0:
		Throw(Argument("An undefined NumberStyles value is being used.", "style"))
	case style&styleHexSpecifier == 0:
	case floating:
		Throw(Argument("The number style AllowHexSpecifier is not supported on floating point data types.", ""))
	case style&^styleHexNumber != 0:
		Throw(Argument("With the AllowHexSpecifier bit set in the enum bit field, the only other valid bits that can be combined into the enum value must be a subset of those in HexNumber.", "style"))
	}
}

// A numberParser reads a number as .NET Framework does: what a style allows, in
// that order, and nothing after it.
type numberParser struct {
	text  string
	at    int
	style int64
	nf    *NumberFormat

	signed, currency, parens, digits bool
	numberText
}

// parseNumber reads a number's text. keepZeros keeps the zeros at the end, for
// a decimal's scale. The digits of a hexadecimal number are letters too.
func parseNumber(text string, style int64, nf *NumberFormat, keepZeros bool) (numberText, bool) {
	p := numberParser{text: text, style: style, nf: nf}
	p.leading()
	p.number(keepZeros)
	if !p.digits {
		return numberText{}, false
	}
	p.exponent()
	p.trailing()
	if p.parens || strings.Trim(p.text[p.at:], "\x00") != "" {
		return numberText{}, false
	}
	return p.numberText, true
}

func (p *numberParser) allows(style int64) bool { return p.style&style != 0 }

func (p *numberParser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// match reads a text of the culture; a blank in it may be typed as a plain one.
func (p *numberParser) match(want string) bool {
	rest := p.text[p.at:]
	switch {
	case want == "":
		return false
	case strings.HasPrefix(rest, want):
		p.at += len(want)
		return true
	case want == "\u00a0" && strings.HasPrefix(rest, " "):
		p.at++
		return true
	}
	return false
}

func (p *numberParser) white() bool {
	c := p.peek()
	return c == ' ' || c >= '\t' && c <= '\r'
}

func (p *numberParser) sign() bool {
	switch {
	case p.signed:
		return false
	case p.match(p.nf.Positive):
	case p.match(p.nf.Negative):
		p.neg = true
	default:
		return false
	}
	p.signed = true
	return true
}

func (p *numberParser) symbol() bool {
	if !p.currency && p.allows(styleCurrencySymbol) && p.match(p.nf.CurrencySymbol) {
		p.currency = true
		return true
	}
	return false
}

func (p *numberParser) leading() {
	for {
		switch {
		case p.white() && p.allows(styleLeadingWhite) && (!p.signed || p.currency || p.nf.NegativePattern == 2):
			p.at++
		case p.allows(styleLeadingSign) && p.sign():
		case p.peek() == '(' && p.allows(styleParentheses) && !p.signed:
			p.at++
			p.signed, p.parens, p.neg = true, true, true
		case p.symbol():
		default:
			return
		}
	}
}

// separator reads a decimal point or group separator: of currency, where a
// symbol may stand, or of numbers.
func (p *numberParser) separator(currency, number string) bool {
	if p.allows(styleCurrencySymbol) {
		return p.match(currency) || !p.currency && p.match(number)
	}
	return p.match(number)
}

func (p *numberParser) number(keepZeros bool) {
	pointed, nonzero := false, false
	end := 0 // digits up to the last that counts
	for {
		switch c := p.peek(); {
		case isDigit(c) || p.allows(styleHexSpecifier) && (c|0x20 >= 'a' && c|0x20 <= 'f'):
			p.at++
			p.digits = true
			if c == '0' && !nonzero {
				if pointed {
					p.point--
				}
				continue
			}
			nonzero = true
			p.numberText.digits = append(p.numberText.digits, c)
			if c != '0' || keepZeros {
				end = len(p.numberText.digits)
			}
			if !pointed {
				p.point++
			}
		case p.allows(styleDecimalPoint) && !pointed && p.separator(p.nf.CurrencyDecimal, p.nf.Decimal):
			pointed = true
		case p.allows(styleThousands) && p.digits && !pointed && p.separator(p.nf.CurrencyGroup, p.nf.Group):
		default:
			p.numberText.digits = p.numberText.digits[:end]
			if !nonzero && !keepZeros {
				p.point = 0
			}
			return
		}
	}
}

func (p *numberParser) exponent() {
	if c := p.peek(); !p.allows(styleExponent) || c != 'e' && c != 'E' {
		return
	}
	start := p.at
	p.at++
	neg := false
	if !p.match(p.nf.Positive) {
		neg = p.match(p.nf.Negative)
	}
	if !isDigit(p.peek()) {
		p.at = start
		return
	}
	e := 0
	for ; isDigit(p.peek()); p.at++ {
		if e = e*10 + int(p.peek()-'0'); e > 1000 {
			e = 9999
		}
	}
	if neg {
		e = -e
	}
	p.point += e
}

func (p *numberParser) trailing() {
	for {
		switch {
		case p.white() && p.allows(styleTrailingWhite):
			p.at++
		case p.allows(styleTrailingSign) && p.sign():
		case p.peek() == ')' && p.parens:
			p.at++
			p.parens = false
		case p.symbol():
		default:
			return
		}
	}
}
