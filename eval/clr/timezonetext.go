package clr

import (
	"strconv"
	"strings"
)

// The text of TimeZoneInfo.ToSerializedString:
//
//	zone       = id ";" minutes ";" display ";" standard ";" daylight ";" { rule } ";"
//	rule       = "[" MM:dd:yyyy ";" MM:dd:yyyy ";" minutes ";" transition ";" transition ";" "]"
//	transition = "[1;" HH:mm:ss.FFF ";" month ";" day ";" "]"
//	           | "[0;" HH:mm:ss.FFF ";" month ";" week ";" weekday ";" "]"
//
// A backslash stands before \ [ ] and ; in names.
const (
	ruleDateFormat = "MM:dd:yyyy"
	ruleTimeFormat = "HH:mm:ss.FFF"
)

var zoneEscapes = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `;`, `\;`)

func (z *TimeZoneInfo) serialize(e *Env) string {
	var b strings.Builder
	for _, field := range []string{z.id, minutesText(z.base(e)), z.display(e), z.standardName(), z.daylightName()} {
		b.WriteString(zoneEscapes.Replace(field) + ";")
	}
	for _, r := range z.rules() {
		b.WriteString("[" + r.from.FormatWith(ruleDateFormat) + ";" + r.to.FormatWith(ruleDateFormat) + ";" + minutesText(r.delta) + ";")
		b.WriteString(r.start.serialize() + ";" + r.end.serialize() + ";]")
	}
	return b.String() + ";"
}

func minutesText(t TimeSpan) string { return strconv.FormatInt(int64(t/ticksPerMinute), 10) }

func (t TransitionTime) serialize() string {
	fields := []string{"0", t.time.FormatWith(ruleTimeFormat), strconv.Itoa(int(t.month)), strconv.Itoa(int(t.week)), strconv.FormatInt(t.on, 10)}
	if t.fixed {
		fields = []string{"1", fields[1], fields[2], strconv.Itoa(int(t.day))}
	}
	return "[" + strings.Join(fields, ";") + ";]"
}

var serializationException = exception("System.Runtime.Serialization.SerializationException", SystemExceptionType, "An error occurred during serialization.")

// A zoneReader reads the text of a zone.
type zoneReader struct{ s string }

// readZone is TimeZoneInfo.FromSerializedString.
func readZone(s string) *TimeZoneInfo {
	if s == "" {
		Throw(Argument("The specified serialized string '' is not supported.", "source"))
	}
	r := &zoneReader{s}
	id, minutes := r.field(), r.number()
	display, standard, daylight := r.field(), r.field(), r.field()
	var rules []any
	for strings.HasPrefix(r.s, "[") {
		rules = append(rules, r.rule())
	}
	var zone *TimeZoneInfo
	if e := catch(func() {
		zone = newZone(id, TimeSpan(minutes)*ticksPerMinute, display, standard, daylight, NewArray(AdjustmentRuleType, rules), false)
	}); e != nil {
		r.fail()
	}
	return zone
}

func (r *zoneReader) fail() {
	Throw(NewException(serializationException, defaultMessages[serializationException]))
}

// field reads up to the next semicolon.
func (r *zoneReader) field() string {
	var b strings.Builder
	for i := 0; i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c == ';':
			r.s = r.s[i+1:]
			return b.String()
		case c == '[' || c == ']' || c == '\\' && i+1 == len(r.s):
			r.fail()
		case c == '\\':
			i++
			b.WriteByte(r.s[i])
		default:
			b.WriteByte(c)
		}
	}
	r.fail()
	return ""
}

// number reads a field that is a whole number of no more than ten digits.
func (r *zoneReader) number() int64 {
	n, err := strconv.ParseInt(r.field(), 10, 32)
	if err != nil {
		r.fail()
	}
	return n
}

// date reads a field in a format.
func (r *zoneReader) date(format string) DateTime {
	d, e := parseDateTimeExact(nil, r.field(), format, datesOf(nil), noCurrentDate)
	if e != nil {
		r.fail()
	}
	return d
}

// token reads one of the brackets.
func (r *zoneReader) token(want string) {
	rest, ok := strings.CutPrefix(r.s, want)
	if !ok {
		r.fail()
	}
	r.s = rest
}

func (r *zoneReader) rule() (rule *AdjustmentRule) {
	r.token("[")
	from, to, minutes := r.date(ruleDateFormat), r.date(ruleDateFormat), r.number()
	start, end := r.transition(), r.transition()
	r.token("]")
	if e := catch(func() { rule = newAdjustmentRule(from, to, TimeSpan(minutes)*ticksPerMinute, start, end) }); e != nil {
		r.fail()
	}
	return rule
}

func (r *zoneReader) transition() (t TransitionTime) {
	r.token("[")
	fixed, at, month, day := r.number(), r.date(ruleTimeFormat), int32(r.number()), int32(r.number())
	e := catch(func() {
		if fixed == 1 {
			t = fixedDate(at, month, day)
		} else {
			t = floatingDate(at, month, day, Enum{DayOfWeekType, r.number()})
		}
	})
	if e != nil {
		r.fail()
	}
	r.token("]")
	r.token(";")
	return t
}
