package clr

import (
	"strconv"
	"strings"
)

// parseJSONDate is a text that Json.NET reads as a date, because it looks like
// one: 2024-01-31T10:20:30 with up to seven digits of fraction and Z or an
// offset, or /Date(1706696430000)/, milliseconds from 1970 with an offset or not.
func parseJSONDate(text string) (DateTime, bool) {
	switch {
	case strings.HasPrefix(text, "/"):
		return parseMicrosoftDate(text)
	case len(text) >= 19 && len(text) <= 40 && isDigit(text[0]) && text[10] == 'T':
		return parseISODate(text)
	}
	return 0, false
}

// parseMicrosoftDate reads /Date(n)/. The time is UTC; with an offset, which
// moves nothing, it is local.
func parseMicrosoftDate(text string) (DateTime, bool) {
	inner, begins := strings.CutPrefix(text, "/Date(")
	inner, ends := strings.CutSuffix(inner, ")/")
	if !begins || !ends || inner == "" {
		return 0, false
	}
	kind := Utc
	if sign := strings.LastIndexAny(inner, "+-"); sign > 0 {
		kind = Local
		inner = inner[:sign]
	}
	ms, err := strconv.ParseInt(inner, 10, 64)
	ticks := ms*ticksPerMillisecond + unixTicks
	if err != nil || ms > maxMillis || ms < -maxMillis || ticks < 0 || ticks > maxTicks {
		return 0, false
	}
	return DateTimeOf(ticks, kind), true
}

// parseISODate reads yyyy-MM-ddTHH:mm:ss[.fffffff][Z|+hh[:mm]].
func parseISODate(text string) (DateTime, bool) {
	p := isoScanner{text: text}
	y, m, d := p.number(4), p.after('-', 2), p.after('-', 2)
	h, n, s := p.after('T', 2), p.after(':', 2), p.after(':', 2)
	fraction := p.fraction()
	if p.bad || y < 1 || m < 1 || m > 12 || d < 1 || d > daysInMonth(leapYear(int32(y)), int32(m)) || n > 59 || s > 59 ||
		h > 24 || h == 24 && (n > 0 || s > 0 || fraction > 0) {
		return 0, false
	}
	ticks := daysTo(y, m, d)*ticksPerDay + int64((h*60+n)*60+s)*ticksPerSecond + fraction
	kind, offset := p.zone()
	if p.bad || p.pos < len(text) || ticks > maxTicks {
		return 0, false
	}
	return DateTimeOf(min(max(ticks-offset, 0), maxTicks), kind), true
}

// An isoScanner reads the parts of a date; bad says that one was not there.
type isoScanner struct {
	text string
	pos  int
	bad  bool
}

func (p *isoScanner) number(digits int) int {
	if p.pos+digits > len(p.text) {
		p.bad = true
		return 0
	}
	n := 0
	for _, c := range []byte(p.text[p.pos : p.pos+digits]) {
		p.bad = p.bad || !isDigit(c)
		n = n*10 + int(c-'0')
	}
	p.pos += digits
	return n
}

func (p *isoScanner) accept(c byte) bool {
	if p.pos < len(p.text) && p.text[p.pos] == c {
		p.pos++
		return true
	}
	return false
}

func (p *isoScanner) after(c byte, digits int) int {
	p.bad = p.bad || !p.accept(c)
	return p.number(digits)
}

// fraction is a part of a second in ticks.
func (p *isoScanner) fraction() int64 {
	if !p.accept('.') {
		return 0
	}
	start, ticks := p.pos, int64(0)
	for ; p.pos < len(p.text) && p.pos < start+7 && isDigit(p.text[p.pos]); p.pos++ {
		ticks = ticks*10 + int64(p.text[p.pos]-'0')
	}
	p.bad = p.bad || p.pos == start
	for n := p.pos - start; n < 7; n++ {
		ticks *= 10
	}
	return ticks
}

// zone is the kind of a time, and its distance from UTC in ticks: local time is UTC.
func (p *isoScanner) zone() (kind DateTimeKind, offset int64) {
	switch {
	case p.pos == len(p.text):
		return Unspecified, 0
	case p.accept('Z') || p.accept('z'):
		return Utc, 0
	}
	west := p.accept('-')
	if !west && !p.accept('+') {
		return Local, 0 // what was not read is a fault
	}
	offset = int64(p.number(2)) * ticksPerHour
	if p.pos < len(p.text) {
		p.accept(':')
		offset += int64(p.number(2)) * ticksPerMinute
	}
	if west {
		offset = -offset
	}
	return Local, offset
}
