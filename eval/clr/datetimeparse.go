package clr

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

const (
	badDateTime   = "String was not recognized as a valid DateTime."
	badDayOfWeek  = "String was not recognized as a valid DateTime because the day of week was incorrect."
	badCalendar   = "The DateTime represented by the string is not supported in calendar System.Globalization.GregorianCalendar."
	badZoneOffset = "The time zone offset must be within plus or minus 14 hours."
)

// A dateText is what a text said of a date and time. Parts that it did not
// mention are -1.
type dateText struct {
	year, month, day     int
	hour, minute, second int
	fraction             int64 // ticks of the second
	weekday              int
	pm                   int // 0 AM, 1 PM
	zoned, utc           bool
	offset               TimeSpan
}

func newDateText() *dateText {
	return &dateText{year: -1, month: -1, day: -1, hour: -1, minute: -1, second: -1, fraction: -1, weekday: -1, pm: -1}
}

// clock is the date and time as the text shows them, before any conversion of
// zones: a date that it did not mention is today's, or 1 January 0001.
func (p *dateText) clock(e *Env, styles int64) (DateTime, *Exception) {
	switch {
	case p.year < 0 && p.month < 0 && p.day < 0 && styles&noCurrentDate != 0:
		p.year = 1
	case p.year < 0:
		y, m, d := civil(DateTimeFrom(e.Time(), Utc).days())
		if p.year = y; p.month < 0 && p.day < 0 {
			p.month, p.day = m, d
		}
	}
	year, month, day := p.year, max(p.month, 1), max(p.day, 1)
	if p.month == 0 || p.day == 0 || year < 1 || year > 9999 || month > 12 || day > daysInMonth(leapYear(int32(year)), int32(month)) {
		return 0, Format(badDateTime)
	}
	h := max(p.hour, 0)
	switch {
	case p.pm == 0 && h > 12:
		return 0, Format(badDateTime)
	case p.pm == 0 && h == 12:
		h = 0
	case p.pm == 1 && h < 12:
		h += 12
	}
	if h > 23 || p.minute > 59 || p.second > 59 {
		return 0, Format(badCalendar)
	}
	ticks := daysTo(year, month, day)*ticksPerDay + int64(h)*ticksPerHour + int64(max(p.minute, 0))*ticksPerMinute + int64(max(p.second, 0))*ticksPerSecond + max(p.fraction, 0)
	if ticks > maxTicks {
		return 0, Format(badDateTime)
	}
	d := DateTimeOf(ticks, Unspecified)
	if p.weekday >= 0 && p.weekday != d.weekday() {
		return 0, Format(badDayOfWeek)
	}
	return d, nil
}

// dateTime is the DateTime that the text and the styles make.
func (p *dateText) dateTime(e *Env, styles int64) (DateTime, *Exception) {
	d, err := p.clock(e, styles)
	if err != nil {
		return 0, err
	}
	if !p.zoned {
		switch {
		case styles&(assumeLocal|assumeUniversal) == 0:
			return d, nil
		case styles&adjustToUniversal != 0:
			return DateTimeOf(d.Ticks(), Utc), nil
		}
		return DateTimeOf(d.Ticks(), Local), nil
	}
	t := d.Ticks() - int64(p.offset)
	if t < 0 && (d.Ticks() < ticksPerDay || styles&adjustToUniversal != 0) {
		t += ticksPerDay // on the first day only the time of day counts
	}
	if t < 0 || t > maxTicks {
		return 0, Format("The DateTime represented by the string is out of range.")
	}
	if styles&adjustToUniversal != 0 || styles&roundtripKind != 0 && p.utc {
		return DateTimeOf(t, Utc), nil
	}
	return DateTimeOf(t, Local), nil
}

// dateTimeOffset is the DateTimeOffset that the text and the styles make.
func (p *dateText) dateTimeOffset(e *Env, styles int64) (DateTimeOffset, *Exception) {
	d, err := p.clock(e, styles)
	if err != nil {
		return DateTimeOffset{}, err
	}
	if t := d.Ticks() - int64(p.offset); t < 0 || t > maxTicks {
		return DateTimeOffset{}, Format("The UTC representation of the date falls outside the year range 1-9999.")
	}
	o := DateTimeOffset{d, p.offset}
	if styles&adjustToUniversal != 0 {
		o = DateTimeOffset{o.utc(), 0}
	}
	return o, nil
}

func mustDateTime(d DateTime, e *Exception) DateTime {
	if e != nil {
		Throw(e)
	}
	return d
}

// tryDateTime is TryParse: result holds DateTime.MinValue when parse fails.
func tryDateTime(s any, result *Ref, parse func(string) (DateTime, *Exception)) bool {
	result.V = DateTime(0)
	text, ok := s.(string)
	if !ok {
		return false
	}
	d, e := parse(text)
	if e != nil {
		return false
	}
	result.V = d
	return true
}

// ParseDateTime is DateTime.TryParse in the invariant culture.
func ParseDateTime(env *Env, text string) (DateTime, bool) {
	d, fault := parseDateTime(env, text, datesOf(nil), 0)
	return d, fault == nil
}

// parseDateTime is DateTime.Parse.
func parseDateTime(e *Env, s string, c *dateCulture, styles int64) (DateTime, *Exception) {
	p, err := readDate(s, c)
	if err != nil {
		return 0, err
	}
	return p.dateTime(e, styles)
}

// A dateReader reads a date in any of the forms that a culture and ISO 8601
// have: numbers, names of months and days, a time of day and a zone, in any
// order that leaves no doubt.
type dateReader struct {
	*dateText
	c      *dateCulture
	s      string
	at     int
	parts  []datePart
	failed *Exception
}

// A datePart is a number of a date, or the name of a month.
type datePart struct {
	value  int
	digits int  // 0 of a name
	sep    byte // what followed it: / - . or 0
}

func (p datePart) named() bool { return p.digits == 0 }

// isYear reports whether a number can only be a year.
func (p datePart) isYear() bool { return p.digits > 2 }

// readDate reads the text of a date and time.
func readDate(s string, c *dateCulture) (*dateText, *Exception) {
	r := &dateReader{dateText: newDateText(), c: c, s: strings.TrimRight(s, "\x00")}
	for r.space(); r.at < len(r.s) && r.failed == nil; r.space() {
		r.next()
	}
	if r.failed == nil {
		r.finish()
	}
	return r.dateText, r.failed
}

func (r *dateReader) fail() {
	if r.failed == nil {
		r.failed = Format(badDateTime)
	}
}

// space skips white space and commas.
func (r *dateReader) space() {
	for r.at < len(r.s) && (r.s[r.at] == ',' || spaceLength(r.s[r.at:]) > 0) {
		r.at += max(1, spaceLength(r.s[r.at:]))
	}
}

// spaceLength is the length of the white space character that s begins with, or 0.
func spaceLength(s string) int {
	switch {
	case s == "":
		return 0
	case s[0] == ' ' || s[0] >= '\t' && s[0] <= '\r':
		return 1
	case strings.HasPrefix(s, "\u00a0") || strings.HasPrefix(s, "\u0085"):
		return 2
	case strings.HasPrefix(s, "\u2028"), strings.HasPrefix(s, "\u2029"), strings.HasPrefix(s, "\u3000"), strings.HasPrefix(s, "\u202f"), s >= "\u2000" && s < "\u200b":
		return 3
	}
	return 0
}

func (r *dateReader) peek() byte {
	if r.at < len(r.s) {
		return r.s[r.at]
	}
	return 0
}

// complete reports whether year, month and day have been read.
func (r *dateReader) complete() bool { return len(r.parts) == 3 }

func (r *dateReader) next() {
	switch c := r.peek(); {
	case c >= '0' && c <= '9':
		r.number()
	case (c == '+' || c == '-') && (r.complete() || r.hour >= 0 && (len(r.parts) == 0 || c == '+')):
		r.zone()
	case c == '/' || c == '-' || c == '.':
		r.separator(c)
	default:
		r.word()
	}
}

// number reads a number and what it belongs to: a time of day, an hour with AM
// or PM, or a date.
func (r *dateReader) number() {
	start := r.at
	n := digitsLength(r.s[r.at:])
	v := atoi(r.s[r.at : r.at+n])
	r.at += n
	after := r.at
	r.space()
	switch {
	case r.peek() == ':':
		if r.hour >= 0 || len(r.parts) > 0 && !r.complete() || n > 2 {
			r.fail()
			return
		}
		r.at = start
		r.time()
	case r.hour < 0 && r.meridiem():
		r.hour = v
		if n > 2 {
			r.fail()
		}
	default:
		r.at = after
		r.part(datePart{value: v, digits: n})
	}
}

func atoi(digits string) int {
	n := 0
	for i := range len(digits) {
		if n = n*10 + int(digits[i]-'0'); n > 1<<30 {
			return 1 << 30
		}
	}
	return n
}

// part adds a part of the date.
func (r *dateReader) part(p datePart) {
	if r.complete() || p.digits > 8 {
		r.fail()
		return
	}
	r.parts = append(r.parts, p)
}

// separator reads the one / - or . that may follow a part, if another follows.
func (r *dateReader) separator(c byte) {
	r.at++
	if c == '.' && len(r.parts) == 0 && r.weekday >= 0 {
		return // an abbreviated day: Sat.
	}
	if len(r.parts) == 0 || r.complete() || r.parts[len(r.parts)-1].sep != 0 {
		r.fail()
		return
	}
	r.parts[len(r.parts)-1].sep = c
	if r.space(); r.at >= len(r.s) {
		r.fail()
	}
}

// time reads h:m[:s[.f]] [AM|PM].
func (r *dateReader) time() {
	for i, to := range []*int{&r.hour, &r.minute, &r.second} {
		n := digitsLength(r.s[r.at:])
		if n == 0 || n > 2 {
			r.fail()
			return
		}
		*to = atoi(r.s[r.at : r.at+n])
		r.at += n
		after := r.at
		r.space()
		if r.peek() != ':' {
			if r.at = after; i == 0 {
				r.fail()
			}
			break
		}
		if i == 2 {
			r.fail()
			return
		}
		r.at++
		r.space()
	}
	if r.second >= 0 && r.peek() == '.' {
		r.readFraction()
	}
	before := r.at
	if r.space(); !r.meridiem() {
		r.at = before
	}
}

// readFraction reads the digits after a point, rounded to ticks.
func (r *dateReader) readFraction() {
	r.at++
	n := digitsLength(r.s[r.at:])
	if n == 0 {
		r.fail()
		return
	}
	digits := r.s[r.at : r.at+n]
	r.at += n
	r.fraction, _ = fractionTicks(digits[:min(n, 7)])
	if n > 7 && digits[7] >= '5' {
		r.fraction++
	}
}

// meridiem reads AM or PM, once.
func (r *dateReader) meridiem() bool {
	if r.pm >= 0 {
		return false
	}
	for i, word := range []string{r.c.am, r.c.pm} {
		if n := wordLength(r.s[r.at:]); word != "" && strings.EqualFold(r.s[r.at:r.at+n], word) {
			r.pm = i
			r.at += n
			return true
		}
	}
	return false
}

// wordLength is the length of the letters that s begins with.
func wordLength(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return i
		}
	}
	return len(s)
}

// word reads a name: of a month, a day, AM, Z, GMT, the T of ISO 8601, A.D.
func (r *dateReader) word() {
	n := wordLength(r.s[r.at:])
	if n == 0 {
		r.fail()
		return
	}
	word := r.s[r.at : r.at+n]
	if month := nameIndex(r.c.months, r.c.shortMonths, word); month >= 0 {
		r.at += n
		if slices.ContainsFunc(r.parts, datePart.named) {
			r.fail()
			return
		}
		r.part(datePart{value: month + 1})
		return
	}
	if day := nameIndex(r.c.days, r.c.shortDays, word); day >= 0 && r.weekday < 0 {
		r.weekday = day
		r.at += n
		return
	}
	if r.meridiem() {
		return
	}
	switch upper := strings.ToUpper(word); {
	case upper == "T" && r.isoDate():
		r.at += n
		r.isoTime()
	case (upper == "Z" || upper == "GMT") && !r.zoned && (r.complete() || r.hour >= 0 && len(r.parts) == 0):
		r.zoned, r.utc = true, true
		r.at += n
	case upper == "AD":
		r.at += n
	case upper == "A" && strings.HasPrefix(strings.ToUpper(r.s[r.at:]), "A.D."):
		r.at += 4
	case upper == "T", upper == "Z", upper == "GMT":
		r.fail()
	default:
		r.failed = Format("The string was not recognized as a valid DateTime.  There is an unknown word starting at index " + strconv.Itoa(Length(r.s[:r.at])) + ".")
	}
}

// nameIndex finds a name or its abbreviation.
func nameIndex(names, short []string, word string) int {
	same := func(name string) bool { return strings.EqualFold(strings.TrimSuffix(name, "."), word) }
	if i := slices.IndexFunc(names, same); i >= 0 {
		return i
	}
	return slices.IndexFunc(short, same)
}

// isoDate reports whether the date is yyyy-MM-dd and no time has been read.
func (r *dateReader) isoDate() bool {
	return r.complete() && r.hour < 0 && !r.zoned && r.parts[0].isYear() && !r.parts[1].named() && !r.parts[2].named()
}

// isoTime reads hh:mm[:ss[.f]] and the zone, to the end of the text.
func (r *dateReader) isoTime() {
	for i, to := range []*int{&r.hour, &r.minute, &r.second} {
		if i > 0 {
			if r.blanks(); r.peek() != ':' {
				if i == 1 {
					r.fail()
				}
				break
			}
			r.at++
		}
		if r.blanks(); digitsLength(r.s[r.at:]) < 2 {
			r.fail()
			return
		}
		*to = atoi(r.s[r.at : r.at+2])
		r.at += 2
	}
	if r.second >= 0 && r.peek() == '.' {
		r.readFraction()
	}
	r.blanks()
	switch c := r.peek(); {
	case c == '+' || c == '-':
		r.zone()
	case c|0x20 == 'z':
		r.at++
		r.zoned, r.utc = true, true
	}
	if r.blanks(); r.at < len(r.s) {
		r.fail()
	}
}

// blanks skips white space only.
func (r *dateReader) blanks() {
	for n := spaceLength(r.s[r.at:]); n > 0; n = spaceLength(r.s[r.at:]) {
		r.at += n
	}
}

// zone reads an offset: a sign, then h, hh, hmm, hhmm or hh:mm.
func (r *dateReader) zone() {
	offset, n, err := readOffset(r.s[r.at:])
	if err != nil || r.zoned {
		if r.failed = err; err == nil {
			r.fail()
		}
		return
	}
	r.at += n
	r.offset, r.zoned = offset, true
}

// readOffset reads the offset that s begins with; n is its length.
func readOffset(s string) (offset TimeSpan, n int, err *Exception) {
	digits := digitsLength(s[1:])
	v := atoi(s[1 : 1+digits])
	h, m := v, 0
	n = 1 + digits
	switch {
	case digits == 0 || digits > 4:
		return 0, 0, Format(badDateTime)
	case digits > 2:
		h, m = v/100, v%100
	case n < len(s) && s[n] == ':':
		k := digitsLength(s[n+1:])
		if k == 0 || k > 2 {
			return 0, 0, Format(badDateTime)
		}
		m = atoi(s[n+1 : n+1+k])
		n += 1 + k
	}
	if m > 59 {
		return 0, 0, Format(badDateTime)
	}
	offset = TimeSpan(h*60+m) * ticksPerMinute
	if offset > 14*ticksPerHour {
		return 0, 0, Format(badZoneOffset)
	}
	if s[0] == '-' {
		offset = -offset
	}
	return offset, n, nil
}

// finish decides which part is the year, the month and the day: a name is the
// month, a number of more than two digits the year; the others stand in the
// culture's order, as in MM/dd/yyyy.
func (r *dateReader) finish() {
	var numbers []datePart
	for _, p := range r.parts {
		switch {
		case p.named():
			r.month = p.value
		case p.isYear() && r.year < 0:
			r.year = p.value
		case p.isYear():
			r.fail()
			return
		default:
			numbers = append(numbers, p)
		}
	}
	take := func(i int) int {
		v := numbers[i].value
		numbers = slices.Delete(numbers, i, i+1)
		return v
	}
	switch {
	case len(r.parts) == 1, len(r.parts) == 0 && r.hour < 0:
		r.fail()
		return
	case len(r.parts) == 3 && r.year < 0:
		r.year = shortYear(take(len(numbers) - 1))
	case len(r.parts) == 2 && r.year < 0 && r.parts[1].named() && !r.c.dayFirst:
		r.year = shortYear(take(0)) // 9 March is March 2009: yyyy MMMM is the culture's form
	}
	if r.c.dayFirst && len(numbers) == 2 && !r.parts[0].isYear() {
		r.day = take(0)
	}
	if r.month < 0 && len(numbers) > 0 {
		r.month = take(0)
	}
	if len(numbers) > 0 {
		r.day = take(0)
	}
	r.swapYear()
}

// swapYear takes the two numbers beside a month's name the other way round when
// that alone makes a date: 45 March 7.
func (r *dateReader) swapYear() {
	if !r.complete() || !slices.ContainsFunc(r.parts, datePart.named) || slices.ContainsFunc(r.parts, datePart.isYear) {
		return
	}
	if day := r.year % 100; r.day > daysInMonth(leapYear(int32(r.year)), int32(r.month)) && day > 0 {
		r.year, r.day = shortYear(r.day), day
	}
}

// shortYear is the year of two digits: 1930 to 2029.
func shortYear(n int) int {
	switch {
	case n < 30:
		return 2000 + n
	case n < 100:
		return 1900 + n
	}
	return n
}
