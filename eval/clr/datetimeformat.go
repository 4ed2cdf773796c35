package clr

import (
	"fmt"
	"strings"
)

// The formats that no culture changes.
const (
	roundTripFormat = "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"
	rfc1123Format   = "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"
	sortableFormat  = "yyyy'-'MM'-'dd'T'HH':'mm':'ss"
	universalFormat = "yyyy'-'MM'-'dd HH':'mm':'ss'Z'"
)

// pattern is the custom format that a standard one stands for, or "".
func (c *dateCulture) pattern(letter byte) string {
	switch letter {
	case 'd':
		return c.shortDate
	case 'D':
		return c.longDate
	case 'f':
		return c.longDate + " " + c.shortTime
	case 'F', 'U':
		return c.longDate + " " + c.longTime
	case 'g':
		return c.shortDate + " " + c.shortTime
	case 'G':
		return c.shortDate + " " + c.longTime
	case 'm', 'M':
		return c.monthDay
	case 'o', 'O':
		return roundTripFormat
	case 'r', 'R':
		return rfc1123Format
	case 's':
		return sortableFormat
	case 't':
		return c.shortTime
	case 'T':
		return c.longTime
	case 'u':
		return universalFormat
	case 'y', 'Y':
		return c.yearMonth
	}
	return ""
}

// formatDateTime is DateTime.ToString(format); it throws FormatException for an
// unknown format.
func formatDateTime(d DateTime, format string, c *dateCulture) string {
	switch format {
	case "":
		format = "G"
	case "o", "O", "r", "R", "s", "u": // these do not depend on the culture
		c = invariantDates
	}
	if len(format) == 1 {
		if format = c.pattern(format[0]); format == "" {
			Throw(Format(""))
		}
	}
	return customDate(d, 0, false, format, c)
}

// formatOffset is DateTimeOffset.ToString(format).
func formatOffset(o DateTimeOffset, format string, c *dateCulture) string {
	clock := o.clock
	switch format {
	case "":
		format = c.shortDate + " " + c.longTime + " zzz"
	case "r", "R", "u":
		clock, c = o.utc(), invariantDates
	case "o", "O", "s":
		c = invariantDates
	case "U":
		Throw(Format(""))
	}
	if len(format) == 1 {
		if format = c.pattern(format[0]); format == "" {
			Throw(Format(""))
		}
	}
	return customDate(clock, o.offset, true, format, c)
}

// customDate writes a custom format. hasOffset says that the value is a
// DateTimeOffset, whose clock d shows.
func customDate(d DateTime, offset TimeSpan, hasOffset bool, format string, c *dateCulture) string {
	var b strings.Builder
	y, month, day := civil(d.days())
	t := d.Ticks() % ticksPerDay
	number := func(n, width int) { fmt.Fprintf(&b, "%0*d", width, n) }
	for i := 0; i < len(format); {
		n := 1
		switch ch := format[i]; ch {
		case 'h', 'H', 'm', 's':
			n = runLength(format[i:])
			number(clockPart(ch, t), min(n, 2))
		case 'f', 'F':
			if n = runLength(format[i:]); n > 7 {
				Throw(Format(""))
			}
			writeFraction(&b, t%ticksPerSecond, n, ch == 'F')
		case 't':
			n = runLength(format[i:])
			word := c.am
			if t/ticksPerHour >= 12 {
				word = c.pm
			}
			if n == 1 && word != "" {
				word = word[:charLength(word)]
			}
			b.WriteString(word)
		case 'd':
			switch n = runLength(format[i:]); {
			case n <= 2:
				number(day, n)
			case n == 3:
				b.WriteString(c.shortDays[d.weekday()])
			default:
				b.WriteString(c.days[d.weekday()])
			}
		case 'M':
			switch n = runLength(format[i:]); {
			case n <= 2:
				number(month, n)
			case n == 3:
				b.WriteString(c.shortMonths[month-1])
			default:
				b.WriteString(c.months[month-1])
			}
		case 'y':
			n = runLength(format[i:])
			if n <= 2 {
				number(y%100, n)
			} else {
				number(y, n)
			}
		case 'g':
			n = runLength(format[i:])
			b.WriteString("A.D.")
		case 'z':
			n = runLength(format[i:])
			b.WriteString(offsetText(offset, n))
		case 'K':
			switch {
			case hasOffset || d.Kind() == Local:
				b.WriteString(offsetText(offset, 3))
			case d.Kind() == Utc:
				b.WriteByte('Z')
			}
		case '\'', '"':
			var text string
			text, n = quotedFormat(format[i:])
			b.WriteString(text)
		case '%':
			if i+1 >= len(format) || format[i+1] == '%' {
				Throw(Format(""))
			}
			n = 1 + charLength(format[i+1:]) // one letter stands for itself, whatever follows
			b.WriteString(customDate(d, offset, hasOffset, format[i+1:i+n], c))
		case '\\':
			if i+1 >= len(format) {
				Throw(Format(""))
			}
			n = 1 + charLength(format[i+1:])
			b.WriteString(format[i+1 : i+n])
		case '/':
			b.WriteString(c.dateSep)
		default: // the separator : is itself in every culture here
			b.WriteByte(ch)
		}
		i += n
	}
	return b.String()
}

// clockPart is the number that h, H, m or s stands for at a time of day.
func clockPart(letter byte, t int64) int {
	switch letter {
	case 'h':
		return int((t/ticksPerHour+11)%12) + 1
	case 'H':
		return int(t / ticksPerHour)
	case 'm':
		return int(t / ticksPerMinute % 60)
	}
	return int(t / ticksPerSecond % 60)
}

// writeFraction writes n digits of a second's ticks; trimmed, it drops the
// zeros at the end and then a point before.
func writeFraction(b *strings.Builder, ticks int64, n int, trimmed bool) {
	digits := fmt.Sprintf("%07d", ticks)[:n]
	if trimmed {
		if digits = strings.TrimRight(digits, "0"); digits == "" {
			if s, ok := strings.CutSuffix(b.String(), "."); ok {
				b.Reset()
				b.WriteString(s)
			}
			return
		}
	}
	b.WriteString(digits)
}

// offsetText is an offset as z, zz and zzz write it.
func offsetText(offset TimeSpan, width int) string {
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	h, m := offset/ticksPerHour, offset/ticksPerMinute%60
	if width <= 2 {
		return fmt.Sprintf("%c%0*d", sign, width, h)
	}
	return fmt.Sprintf("%c%02d:%02d", sign, h, m)
}
