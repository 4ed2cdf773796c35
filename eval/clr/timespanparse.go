package clr

import (
	"math"
	"strings"
)

func mustTimeSpan(t TimeSpan, e *Exception) TimeSpan {
	if e != nil {
		Throw(e)
	}
	return t
}

// tryTimeSpan is TryParse: result holds zero when parse fails.
func tryTimeSpan(s any, result *Ref, parse func(string) (TimeSpan, *Exception)) bool {
	result.V = TimeSpan(0)
	text, ok := s.(string)
	if !ok {
		return false
	}
	t, e := parse(text)
	if e != nil {
		return false
	}
	result.V = t
	return true
}

// timeSpanShapes are the forms of TimeSpan.Parse, the first that fits wins: the
// units of the numbers in order, and what stands between them.
var timeSpanShapes = []struct{ units, seps string }{
	{"d", ""},
	{"hm", ":"},
	{"hms", "::"}, {"dhm", ".:"}, {"dhm", "::"},
	{"hmsf", "::."}, {"dhms", ".::"}, {"dhms", ":::"},
	{"dhmsf", ".::."}, {"dhmsf", ":::."},
}

// parseTimeSpan is TimeSpan.Parse. A text that has a form's shape but numbers
// out of range is tried in the others before it is an OverflowException, so
// that 24:00:00 is 24 days, as in .NET.
func parseTimeSpan(s string) (TimeSpan, *Exception) {
	return parseTimeSpanShapes(s, func(string, string) bool { return true })
}

func parseTimeSpanShapes(s string, allowed func(units, seps string) bool) (TimeSpan, *Exception) {
	s = strings.Trim(s, asciiSpace)
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	numbers, seps := splitNumbers(s)
	overflow := false
	for _, shape := range timeSpanShapes {
		if len(numbers) != len(shape.units) || seps != shape.seps || !allowed(shape.units, shape.seps) {
			continue
		}
		var p timeSpanParts
		ok := true
		for i, digits := range numbers {
			ok = ok && p.set(shape.units[i], digits)
		}
		if ok {
			if t, ok := p.span(negative); ok {
				return t, nil
			}
		}
		overflow = true
	}
	if overflow {
		return 0, Overflow(timeSpanOverflow)
	}
	return 0, Format(timeSpanFormat)
}

const asciiSpace = " \t\n\v\f\r"

// splitNumbers splits text into runs of digits and the single characters
// between them; no numbers when the text is made otherwise.
func splitNumbers(s string) (numbers []string, seps string) {
	for {
		n := digitsLength(s)
		if n == 0 {
			return nil, ""
		}
		numbers = append(numbers, s[:n])
		if s = s[n:]; s == "" {
			return numbers, seps
		}
		seps += s[:1]
		s = s[1:]
	}
}

func digitsLength(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// timeSpanParts are the numbers of a TimeSpan as text gives them.
type timeSpanParts struct{ d, h, m, s, fraction int64 }

// set takes the digits of one unit and reports whether they are in range.
func (p *timeSpanParts) set(unit byte, digits string) bool {
	if unit == 'f' {
		n, ok := fractionTicks(digits)
		p.fraction = n
		return ok
	}
	n := int64(0)
	for i := range len(digits) {
		if n = n*10 + int64(digits[i]-'0'); n > 10675199 {
			return false
		}
	}
	switch unit {
	case 'd':
		p.d = n
		return true
	case 'h':
		p.h = n
		return n < 24
	case 'm':
		p.m = n
	case 's':
		p.s = n
	}
	return n < 60
}

// fractionTicks reads up to seven digits after the point.
func fractionTicks(digits string) (int64, bool) {
	if len(digits) > 7 {
		return 0, false
	}
	n := int64(0)
	for i := range 7 {
		n *= 10
		if i < len(digits) {
			n += int64(digits[i] - '0')
		}
	}
	return n, true
}

func (p *timeSpanParts) span(negative bool) (TimeSpan, bool) {
	seconds := ((p.d*24+p.h)*60+p.m)*60 + p.s
	n := uint64(seconds)*ticksPerSecond + uint64(p.fraction)
	if negative {
		return TimeSpan(-n), n <= 1<<63
	}
	return TimeSpan(n), n <= math.MaxInt64
}

// parseTimeSpanExact is TimeSpan.ParseExact; styles 1 is AssumeNegative.
func parseTimeSpanExact(s, format string, styles int64) (TimeSpan, *Exception) {
	switch format {
	case "":
		return 0, Format("Format specifier was invalid.")
	case "c", "t", "T":
		return parseTimeSpanShapes(s, func(units, seps string) bool {
			return units[0] != 'd' || seps == "" || seps[0] == '.'
		})
	case "g":
		return parseTimeSpanShapes(s, func(units, seps string) bool { return seps == "" || seps[0] == ':' })
	case "G":
		return parseTimeSpanShapes(s, func(units, seps string) bool { return seps == ":::." })
	}
	if len(format) == 1 {
		return 0, Format("Format specifier was invalid.")
	}
	var fields []formatField
	if e := catch(func() { fields = timeSpanFields(format) }); e != nil {
		return 0, e
	}
	var p timeSpanParts
	seen := ""
	for _, f := range fields {
		if f.letter == 0 {
			rest, ok := strings.CutPrefix(s, f.text)
			if !ok {
				return 0, Format("")
			}
			s = rest
			continue
		}
		unit := f.letter
		least, most := f.width, f.width
		switch unit {
		case 'h', 'm', 's':
			most = 2
		case 'd':
			most = 8
		case 'F':
			least, unit = 0, 'f'
		}
		n := min(digitsLength(s), most)
		if n < least || strings.IndexByte(seen, unit) >= 0 {
			return 0, Format("")
		}
		if !p.set(unit, s[:n]) {
			return 0, Overflow(timeSpanOverflow)
		}
		seen += string(unit)
		s = s[n:]
	}
	if s != "" {
		return 0, Format("")
	}
	t, ok := p.span(styles&1 != 0)
	if !ok {
		return 0, Overflow(timeSpanOverflow)
	}
	return t, nil
}

func parseTimeSpanFormats(s string, formats *Array, styles int64) (TimeSpan, *Exception) {
	if formats == nil {
		return 0, ArgumentNull("formats")
	}
	for _, f := range formats.Items() {
		if t, e := parseTimeSpanExact(s, Text(f), styles); e == nil {
			return t, nil
		}
	}
	return 0, Format(timeSpanFormat)
}

// catch runs f and returns the exception that it throws, or nil.
func catch(f func()) (e *Exception) {
	defer func() {
		if r := recover(); r != nil {
			thrown, ok := r.(*Exception)
			if !ok {
				panic(r)
			}
			e = thrown
		}
	}()
	f()
	return nil
}
