package clr

import "strings"

const badFormatSpecifier = "Format specifier was invalid."

// parseDateTimeExact is DateTime.ParseExact.
func parseDateTimeExact(e *Env, s, format string, c *dateCulture, styles int64) (DateTime, *Exception) {
	p, err := readExact(s, format, c, styles)
	if err != nil {
		return 0, err
	}
	switch format {
	case "r", "R", "u": // a DateTime takes the text as it stands
		p.zoned = false
	}
	return p.dateTime(e, styles)
}

// parseDateTimeFormats tries several formats; the first that fits wins.
func parseDateTimeFormats(e *Env, s string, formats *Array, c *dateCulture, styles int64) (DateTime, *Exception) {
	return anyFormat(formats, func(format string) (DateTime, *Exception) {
		return parseDateTimeExact(e, s, format, c, styles)
	})
}

func anyFormat[T any](formats *Array, parse func(format string) (T, *Exception)) (T, *Exception) {
	var zero T
	if formats == nil {
		return zero, ArgumentNull("formats")
	}
	if formats.Len() == 0 {
		return zero, Format(badFormatSpecifier)
	}
	for _, f := range formats.Items() {
		if v, err := parse(Text(f)); err == nil {
			return v, nil
		}
	}
	return zero, Format(badDateTime)
}

// An exactReader reads a text by a custom format.
type exactReader struct {
	*dateText
	c      *dateCulture
	s      string
	twelve bool // the hour is of 12
}

// readExact reads a text by a format, standard or custom.
func readExact(s, format string, c *dateCulture, styles int64) (p *dateText, err *Exception) {
	if format == "" {
		return nil, Format(badFormatSpecifier)
	}
	r := &exactReader{dateText: newDateText(), c: c, s: s}
	if len(format) == 1 {
		pattern := c.pattern(format[0])
		switch format {
		case "o", "O", "r", "R", "s", "u":
			r.c = invariantDates
			pattern = invariantDates.pattern(format[0])
		}
		switch format {
		case "r", "R", "u", "U":
			r.zoned, r.utc = true, true
		}
		if pattern == "" {
			return nil, Format("")
		}
		format = pattern
	}
	if s == "" {
		return nil, Format(badDateTime)
	}
	if styles&allowLeadingWhite != 0 {
		r.blanks()
	}
	if err := r.read(format, styles&allowInnerWhite != 0); err != nil {
		return nil, err
	}
	if styles&allowTrailingWhite != 0 {
		r.blanks()
	}
	if r.s != "" {
		return nil, Format(badDateTime)
	}
	return r.dateText, r.hours()
}

func (r *exactReader) blanks() {
	for n := spaceLength(r.s); n > 0; n = spaceLength(r.s) {
		r.s = r.s[n:]
	}
}

// hours holds hour and AM or PM against one another.
func (r *exactReader) hours() *Exception {
	switch {
	case r.twelve:
		if r.pm < 0 {
			r.pm = 0
		}
		if r.hour > 12 {
			return Format(badDateTime)
		}
	case r.pm == 0 && r.hour >= 12, r.pm == 1 && r.hour >= 0 && r.hour < 12:
		return Format(badDateTime)
	}
	return nil
}

// read reads a text by a custom format; inner says that white space may stand
// between the parts.
func (r *exactReader) read(format string, inner bool) *Exception {
	for i := 0; i < len(format); {
		if inner {
			r.blanks()
		}
		n, ok := 1, true
		switch c := format[i]; c {
		case 'y', 'M', 'd', 'h', 'H', 'm', 's', 'f', 'F', 't', 'z', 'g':
			n = runLength(format[i:])
			if (c == 'f' || c == 'F') && n > 7 {
				return Format(badDateTime)
			}
			var twice bool
			if ok, twice = r.field(c, n); twice {
				return Format("DateTime pattern '" + string(c) + "' appears more than once with different values.")
			}
		case 'K':
			ok = r.kind()
		case 'Z':
			ok = !r.zoned && (r.literal("Z") || r.literal("GMT"))
			r.zoned, r.utc = true, true
		case '\'', '"':
			var text string
			if err := catch(func() { text, n = quotedFormat(format[i:]) }); err != nil {
				return err
			}
			ok = r.quoted(text, inner)
		case '%':
			if i+1 >= len(format) || format[i+1] == '%' {
				return Format(badFormatSpecifier)
			}
		case '\\':
			if i+1 >= len(format) {
				return Format(badFormatSpecifier)
			}
			n = 1 + charLength(format[i+1:])
			ok = r.literal(format[i+1 : i+n])
		case '.':
			if ok = r.literal("."); !ok && i+1 < len(format) && format[i+1] == 'F' { // .FFF may be absent, with its point
				n, ok = 1+runLength(format[i+1:]), true
			}
		case '/':
			ok = r.literal(r.c.dateSep)
		case ' ':
			ok = inner || r.literal(" ")
		default:
			n = charLength(format[i:])
			ok = r.literal(format[i : i+n])
		}
		if !ok {
			return Format(badDateTime)
		}
		i += n
	}
	return nil
}

func (r *exactReader) literal(text string) bool {
	rest, ok := strings.CutPrefix(r.s, text)
	if ok {
		r.s = rest
	}
	return ok
}

// quoted reads quoted text, in which white space is free where inner says so.
func (r *exactReader) quoted(text string, inner bool) bool {
	if !inner {
		return r.literal(text)
	}
	for _, word := range strings.Fields(text) {
		r.blanks()
		if !r.literal(word) {
			return false
		}
	}
	return true
}

// field reads one part of the format: a letter n times. twice reports that an
// earlier one of the same kind had another value.
func (r *exactReader) field(letter byte, n int) (ok, twice bool) {
	set := func(to *int, v int, read bool) (bool, bool) {
		if !read {
			return false, false
		}
		different := *to >= 0 && *to != v
		*to = v
		return true, different
	}
	switch letter {
	case 'y':
		v, read := r.digits(n, max(n, 2))
		if n <= 2 {
			v = shortYear(v)
		}
		return set(&r.year, v, read)
	case 'M':
		if n > 2 {
			v, read := r.name(named(n, r.c.months, r.c.shortMonths))
			return set(&r.month, v+1, read)
		}
		v, read := r.digits(n, 2)
		return set(&r.month, v, read)
	case 'd':
		if n > 2 {
			v, read := r.name(named(n, r.c.days, r.c.shortDays))
			return set(&r.weekday, v, read)
		}
		v, read := r.digits(n, 2)
		return set(&r.day, v, read)
	case 'h', 'H':
		r.twelve = letter == 'h'
		v, read := r.digits(min(n, 2), 2)
		return set(&r.hour, v, read)
	case 'm':
		v, read := r.digits(min(n, 2), 2)
		return set(&r.minute, v, read)
	case 's':
		v, read := r.digits(min(n, 2), 2)
		return set(&r.second, v, read)
	case 'f', 'F':
		k := min(digitsLength(r.s), n)
		if k < n && letter == 'f' {
			return false, false
		}
		v, _ := fractionTicks(r.s[:k])
		r.s = r.s[k:]
		different := r.fraction >= 0 && r.fraction != v
		r.fraction = v
		return true, different
	case 't':
		return r.meridiem(n, set)
	case 'z':
		return r.offsetField(n)
	}
	return r.literal("A.D.") || r.literal("AD"), false // g
}

// digits reads a number of least to most digits.
func (r *exactReader) digits(least, most int) (int, bool) {
	n := min(digitsLength(r.s), most)
	if n < least {
		return 0, false
	}
	v := atoi(r.s[:n])
	r.s = r.s[n:]
	return v, true
}

// named is the names that a letter stands for that stands n times.
func named(n int, names, short []string) []string {
	if n == 3 {
		return short
	}
	return names
}

func (r *exactReader) name(names []string) (int, bool) {
	for i, name := range names {
		if len(r.s) >= len(name) && strings.EqualFold(r.s[:len(name)], name) {
			r.s = r.s[len(name):]
			return i, true
		}
	}
	return 0, false
}

func (r *exactReader) meridiem(n int, set func(*int, int, bool) (bool, bool)) (ok, twice bool) {
	for i, word := range []string{r.c.am, r.c.pm} {
		if word == "" {
			continue
		}
		if n == 1 {
			word = word[:charLength(word)]
		}
		if len(r.s) >= len(word) && strings.EqualFold(r.s[:len(word)], word) {
			r.s = r.s[len(word):]
			return set(&r.pm, i, true)
		}
	}
	return false, false
}

// offsetField reads z (one or two digits), zz (two) or zzz (hh:mm, hhmm).
func (r *exactReader) offsetField(n int) (ok, twice bool) {
	if r.s == "" || r.s[0] != '+' && r.s[0] != '-' {
		return false, false
	}
	sign := r.s[0]
	r.s = r.s[1:]
	h, ok := r.digits(min(n, 2), 2)
	m := 0
	if ok && n > 2 {
		r.literal(":")
		m, ok = r.digits(2, 2)
	}
	offset := TimeSpan(h*60+m) * ticksPerMinute
	if !ok || m > 59 || offset > 14*ticksPerHour {
		return false, false
	}
	if sign == '-' {
		offset = -offset
	}
	twice = r.zoned && r.offset != offset
	r.zoned, r.offset = true, offset
	return true, twice
}

// kind reads Z, an offset or nothing.
func (r *exactReader) kind() bool {
	switch {
	case r.s != "" && (r.s[0] == '+' || r.s[0] == '-'):
		ok, twice := r.offsetField(3)
		return ok && !twice
	case r.literal("Z"):
		r.zoned, r.utc = true, true
	}
	return true
}
