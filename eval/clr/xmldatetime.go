package clr

import "strings"

// An xmlDate reads a date or time of XML Schema: dateTime, date, time, gYear,
// gYearMonth, gMonthDay, gDay or gMonth, each with or without a zone.
type xmlDate struct {
	rest string
	bad  bool

	year, month, day int
	ticks            int64 // since midnight
	offset           TimeSpan
}

// parseXMLOffset is XmlConvert.ToDateTimeOffset. What has no zone is in UTC,
// which is local time here; a time alone is of today.
func parseXMLOffset(env *Env, s string) (DateTimeOffset, *Exception) {
	p := xmlDate{rest: strings.Trim(s, xmlSpaces), year: 1904, month: 1, day: 1}
	timeOnly := len(p.rest) > 2 && p.rest[2] == ':'
	switch {
	case timeOnly:
		p.time()
	case p.skip("---"):
		p.day = p.number(2)
	case p.skip("--"):
		p.month = p.number(2)
		if !p.skip("--") && len(p.rest) == len("-05") || strings.HasPrefix(p.rest, "-") && len(p.rest) > len("-05:00") {
			p.skip("-")
			p.day = p.number(2)
		}
	default:
		p.date()
	}
	p.zone()
	if p.bad || p.rest != "" || p.month < 1 || p.month > 12 || p.year < 1 || p.day < 1 || p.day > daysInMonth(leapYear(int32(p.year)), int32(p.month)) {
		return DateTimeOffset{}, Format("The string '" + s + "' is not a valid AllXsd value.")
	}
	ticks := daysTo(p.year, p.month, p.day)*ticksPerDay + p.ticks
	if timeOnly {
		ticks = DateTimeFrom(env.Time(), Local).date().Ticks() + p.ticks
	}
	if ticks > maxTicks {
		return DateTimeOffset{}, Format("The string '" + s + "' is not a valid AllXsd value.")
	}
	return offsetAt(DateTimeOf(ticks, Unspecified), p.offset), nil
}

func (p *xmlDate) skip(s string) bool {
	rest, ok := strings.CutPrefix(p.rest, s)
	p.rest = rest
	return ok
}

func (p *xmlDate) expect(s string) { p.bad = !p.skip(s) || p.bad }

// number is a number of n digits.
func (p *xmlDate) number(n int) (v int) {
	for range n {
		if p.rest == "" || !isDigit(p.rest[0]) {
			p.bad = true
			return 0
		}
		v = v*10 + int(p.rest[0]-'0')
		p.rest = p.rest[1:]
	}
	return v
}

// date reads a year, and what may follow: month, day and time.
func (p *xmlDate) date() {
	p.year = p.number(4)
	if !p.more() {
		return
	}
	p.expect("-")
	p.month = p.number(2)
	if !p.more() {
		return
	}
	p.expect("-")
	p.day = p.number(2)
	if p.skip("T") {
		p.time()
	}
}

// more reports whether a part of a date follows, and not the end or a zone.
func (p *xmlDate) more() bool {
	return strings.HasPrefix(p.rest, "-") && !(len(p.rest) == len("-05:00") && p.rest[3] == ':')
}

// time reads hours, minutes and seconds with their fraction, the eighth digit
// of which rounds half to even.
func (p *xmlDate) time() {
	h := p.number(2)
	p.expect(":")
	m := p.number(2)
	p.expect(":")
	s := p.number(2)
	fraction, half := int64(0), "5"
	if p.skip(".") {
		digits := len(p.rest) - len(strings.TrimLeft(p.rest, "0123456789"))
		f := p.rest[:digits]
		p.rest = p.rest[digits:]
		p.bad = p.bad || f == ""
		for i := range 7 {
			fraction *= 10
			if i < len(f) {
				fraction += int64(f[i] - '0')
			}
		}
		if len(f) > 7 {
			if after := strings.TrimRight(f[7:], "0"); after > half || after == half && fraction&1 == 1 {
				fraction++
			}
		}
	}
	p.bad = p.bad || h > 23 || m > 59 || s > 59
	p.ticks = int64(h)*ticksPerHour + int64(m)*ticksPerMinute + int64(s)*ticksPerSecond + fraction
}

// zone reads Z, or hours and minutes with a sign.
func (p *xmlDate) zone() {
	if p.rest == "" || p.skip("Z") {
		return
	}
	sign := TimeSpan(1)
	if p.skip("-") {
		sign = -1
	} else {
		p.expect("+")
	}
	h := p.number(2)
	p.expect(":")
	m := p.number(2)
	p.bad = p.bad || h > 99 || m > 59
	p.offset = sign * (TimeSpan(h)*ticksPerHour + TimeSpan(m)*ticksPerMinute)
}
