package clr

import (
	"strings"
	"unicode/utf8"
)

// FormatValue is a value as text in a format, by the customs of a culture (an
// IFormatProvider, or nil for the current one), as IFormattable.ToString. Null
// is "". A value without formats of its own ignores both.
func FormatValue(v any, format string, provider any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64, Decimal:
		return FormatNumber(v, format, numbersOf(provider))
	case CultureFormatter:
		return v.FormatIn(format, CultureOf(provider))
	case Formatter:
		return v.FormatWith(format)
	}
	return ToString(v)
}

// maxAlignment is the widest field that .NET Framework takes.
const maxAlignment = 1_000_000

// FormatComposite is string.Format: every {index[,alignment][:format]} in the
// format gives way to that argument's text. Text longer than what is left of
// the budget ends the evaluation; a bad format throws FormatException.
func FormatComposite(env *Env, format string, args []any) string {
	return formatComposite(env, nil, format, args)
}

func formatComposite(env *Env, provider any, format string, args []any) string {
	c := composite{text: format}
	var b strings.Builder
	env.Charge(len(format))
	for c.at < len(format) {
		ch := format[c.at]
		c.at++
		switch {
		case ch == '}':
			if !c.accept('}') {
				c.fail()
			}
		case ch == '{' && !c.accept('{'):
			index, width, spec := c.item()
			if index >= len(args) {
				Throw(Format("Index (zero based) must be greater than or equal to zero and less than the size of the argument list."))
			}
			text := align(env, FormatValue(args[index], spec, provider), width)
			env.Charge(len(text))
			b.WriteString(text)
			continue
		}
		b.WriteByte(ch)
	}
	return b.String()
}

// align fills a text with spaces to a width in code units: on the left, or on
// the right when the width is negative.
func align(env *Env, text string, width int) string {
	fill := max(width, -width) - Length(text)
	if fill <= 0 {
		return text
	}
	env.Charge(fill)
	if width < 0 {
		return text + strings.Repeat(" ", fill)
	}
	return strings.Repeat(" ", fill) + text
}

// AlignText is a hole of an interpolated string with a constant alignment.
func AlignText(env *Env, text string, width int) string { return align(env, text, width) }

// A composite reads the items of a composite format.
type composite struct {
	text string
	at   int
}

func (c *composite) fail() { Throw(Format("")) }

func (c *composite) accept(ch byte) bool {
	if c.at < len(c.text) && c.text[c.at] == ch {
		c.at++
		return true
	}
	return false
}

func (c *composite) spaces() {
	for c.accept(' ') {
	}
}

// number reads digits, up to .NET Framework's bound of a million.
func (c *composite) number() int {
	if c.at == len(c.text) || !isDigit(c.text[c.at]) {
		c.fail()
	}
	n := 0
	for c.at < len(c.text) && isDigit(c.text[c.at]) && n < maxAlignment {
		n = n*10 + int(c.text[c.at]-'0')
		c.at++
	}
	return n
}

// item reads what stands between { and }.
func (c *composite) item() (index, width int, spec string) {
	index = c.number()
	if index >= maxAlignment {
		c.fail()
	}
	c.spaces()
	if c.accept(',') {
		c.spaces()
		left := c.accept('-')
		width = c.number()
		if width >= maxAlignment {
			c.fail()
		}
		if left {
			width = -width
		}
		c.spaces()
	}
	if c.accept(':') {
		spec = c.spec()
	}
	if !c.accept('}') {
		c.fail()
	}
	return index, width, spec
}

// spec reads a format, in which {{ and }} stand for braces.
func (c *composite) spec() string {
	var b strings.Builder
	for c.at < len(c.text) {
		switch ch := c.text[c.at]; {
		case ch == '{':
			if c.at++; !c.accept('{') {
				c.fail()
			}
			b.WriteByte('{')
		case ch == '}':
			if c.at+1 >= len(c.text) || c.text[c.at+1] != '}' {
				return b.String()
			}
			c.at += 2
			b.WriteByte('}')
		default:
			_, n := utf8.DecodeRuneInString(c.text[c.at:])
			b.WriteString(c.text[c.at : c.at+n])
			c.at += n
		}
	}
	return b.String()
}
