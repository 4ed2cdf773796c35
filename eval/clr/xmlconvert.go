package clr

import (
	"math"
	"strconv"
	"strings"
)

// stringValue is a value as the text of an element or attribute: as
// XmlConvert.ToString has it, and ToString of other types. An XObject is no
// value.
func stringValue(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return xmlFloat(v, v)
	case float32:
		return xmlFloat(v, float64(v))
	case bool:
		return strconv.FormatBool(v)
	case DateTime:
		return formatDateTime(v, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", invariantDates)
	case DateTimeOffset:
		if v.offset == 0 {
			return formatOffset(v, "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", invariantDates)
		}
		return formatOffset(v, "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", invariantDates)
	case TimeSpan:
		return xmlDuration(v)
	case XObject:
		Throw(Argument("An XObject cannot be used as a value.", ""))
	}
	return ToString(v)
}

// xmlFloat is a floating point number that reads back as the same.
func xmlFloat(v any, f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	case f == 0 && math.Signbit(f):
		return "-0"
	}
	return FormatNumber(v, "R", Invariant.Number)
}

// xmlDuration is a time span as XML Schema's dayTimeDuration: P1DT2H3M4.5S.
func xmlDuration(t TimeSpan) string {
	s := "P"
	ticks := uint64(t)
	if t < 0 {
		s, ticks = "-P", -ticks
	}
	if days := ticks / ticksPerDay; days > 0 {
		s += strconv.FormatUint(days, 10) + "D"
	}
	rest := ticks % ticksPerDay
	if rest == 0 && ticks != 0 {
		return s
	}
	s += "T"
	for _, part := range []struct {
		unit   uint64
		letter string
	}{{ticksPerHour, "H"}, {ticksPerMinute, "M"}} {
		if n := rest / part.unit; n > 0 {
			s += strconv.FormatUint(n, 10) + part.letter
		}
		rest %= part.unit
	}
	if rest > 0 || ticks == 0 {
		s += strconv.FormatUint(rest/ticksPerSecond, 10)
		if fraction := strconv.FormatUint(ticksPerSecond+rest%ticksPerSecond, 10); rest%ticksPerSecond > 0 {
			s += "." + strings.TrimRight(fraction[1:], "0")
		}
		s += "S"
	}
	return s
}

// parseXMLDuration reads XML Schema's duration. A year is 365 days, a month 30.
func parseXMLDuration(s string) (TimeSpan, *Exception) {
	bad := Format("The string '" + s + "' is not a valid TimeSpan value.")
	rest := strings.Trim(s, xmlSpaces)
	rest, neg := strings.CutPrefix(rest, "-")
	rest, ok := strings.CutPrefix(rest, "P")
	if !ok || rest == "" || strings.HasSuffix(rest, "T") {
		return 0, bad
	}
	date, clock, _ := strings.Cut(rest, "T")
	total := 0.0
	var ticks uint64
	read := func(part, letters string, units ...uint64) bool {
		for part != "" {
			end := strings.IndexFunc(part, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
			if end <= 0 {
				return false
			}
			i := strings.IndexByte(letters, part[end])
			whole, fraction, has := strings.Cut(part[:end], ".")
			if i < 0 || has && (part[end] != 'S' || whole+fraction == "" || strings.Contains(fraction, ".")) {
				return false
			}
			n, err := strconv.ParseUint("0"+whole, 10, 31)
			if err != nil {
				return false
			}
			ticks += n * units[i]
			total += float64(n) * float64(units[i])
			if has {
				f, _ := strconv.ParseUint((fraction + "0000000")[:7], 10, 32)
				ticks += f
			}
			letters, units, part = letters[i+1:], units[i+1:], part[end+1:]
		}
		return true
	}
	if !read(date, "YMD", 365*ticksPerDay, 30*ticksPerDay, ticksPerDay) || !read(clock, "HMS", ticksPerHour, ticksPerMinute, ticksPerSecond) {
		return 0, bad
	}
	if total > math.MaxInt64 {
		return 0, Overflow("Value '" + s + "' was either too large or too small for TimeSpan.")
	}
	if neg {
		return -TimeSpan(ticks), nil
	}
	return TimeSpan(ticks), nil
}

// xmlSpaces is XML's white space.
const xmlSpaces = " \t\r\n"

func parseXMLBool(s string) (bool, *Exception) {
	switch strings.Trim(s, xmlSpaces) {
	case "true", "1":
		return true, nil
	case "false", "0":
		return false, nil
	}
	return false, Format("The string '" + s + "' is not a valid Boolean value.")
}

// parseXMLInteger reads a whole number. One without a sign has none in text.
func parseXMLInteger[V integer](t *Type) func(string) (V, *Exception) {
	style := int64(styleInteger)
	if ^V(0) > 0 {
		style &^= styleLeadingSign
	}
	return func(s string) (V, *Exception) { return parseInteger[V](t, s, style, Invariant.Number) }
}

func parseXMLDecimal(s string) (Decimal, *Exception) {
	return parseDecimalText(s, styleInteger|styleDecimalPoint, Invariant.Number)
}

// parseXMLFloat reads a floating point number, INF and -INF.
func parseXMLFloat(t *Type, s string, size int) (float64, *Exception) {
	s = strings.Trim(s, xmlSpaces)
	switch s {
	case "INF":
		return math.Inf(1), nil
	case "-INF":
		return math.Inf(-1), nil
	}
	f, e := parseFloat(t, s, size, styleFloat, Invariant.Number)
	if f == 0 && strings.HasPrefix(s, "-") {
		f = math.Copysign(0, -1)
	}
	return f, e
}

func parseXMLSingle(s string) (float32, *Exception) {
	f, e := parseXMLFloat(Single, s, 32)
	return float32(f), e
}

func parseXMLDouble(s string) (float64, *Exception) { return parseXMLFloat(Double, s, 64) }

// An xmlCast converts the text of an element or attribute to a type.
type xmlCast struct {
	to      string
	parse   func(env *Env, s string) (any, *Exception)
	example string // a text and what of its conversion is true
}

// castTo is an xmlCast for a parser without an Env.
func castTo[V any](to string, parse func(string) (V, *Exception), example string) xmlCast {
	return xmlCast{to, func(_ *Env, s string) (any, *Exception) { return asAny(parse(s)) }, example}
}

// xmlCasts are the casts of a type whose values have text: the text gives it,
// and whether the value is not null. parameter is C#'s, and make the C# of a
// value with a text.
func xmlCasts(parameter string, text func(env *Env, v any) (string, bool), make func(text string) string) []Member {
	_, name, _ := strings.Cut(parameter, " ")
	rows := []Member{Row("static explicit operator string("+parameter+")", "The text; null for null.", F2(func(env *Env, v any) any {
		s, ok := text(env, v)
		if !ok {
			return nil
		}
		return s
	}), "(string)"+make("b")+` // "b"`)}
	for _, c := range []xmlCast{
		castTo("bool", func(s string) (bool, *Exception) { return parseXMLBool(strings.ToLower(s)) }, `(bool)"True"`),
		castTo("int", parseXMLInteger[int32](Int32), `(int)" 5 " == 5`),
		castTo("uint", parseXMLInteger[uint32](UInt32), `(uint)"5" == 5`),
		castTo("long", parseXMLInteger[int64](Int64), `(long)"-5" == -5`),
		castTo("ulong", parseXMLInteger[uint64](UInt64), `(ulong)"5" == 5`),
		castTo("float", parseXMLSingle, `(float)"1.5" == 1.5f`),
		castTo("double", parseXMLDouble, `(double)"1e3" == 1000`),
		castTo("decimal", parseXMLDecimal, `(decimal)"1.50" == 1.5m`),
		{"DateTime", func(env *Env, s string) (any, *Exception) {
			return asAny(parseDateTime(env, s, invariantDates, roundtripKind))
		}, `((DateTime)"2024-01-05T01:02:03Z").Kind == DateTimeKind.Utc`},
		{"DateTimeOffset", func(env *Env, s string) (any, *Exception) { return asAny(parseXMLOffset(env, s)) }, `((DateTimeOffset)"2024-01-05T01:02:03+02:00").Offset.Hours == 2`},
		castTo("TimeSpan", parseXMLDuration, `((TimeSpan)"PT1H30M").TotalMinutes == 90`),
		castTo("Guid", func(s string) (Guid, *Exception) { return parseGuid(strings.Trim(s, xmlSpaces), "") }, `(Guid)"00000000-0000-0000-0000-000000000000" == Guid.Empty`),
	} {
		cast := func(missing func() any) Impl {
			return F2(func(env *Env, v any) any {
				s, ok := text(env, v)
				if !ok {
					return missing()
				}
				r, e := c.parse(env, s)
				if e != nil {
					Throw(e)
				}
				return r
			})
		}
		before, value, _ := strings.Cut(c.example, `"`)
		value, after, _ := strings.Cut(value, `"`)
		example := before + make(value) + after + " // true"
		rows = append(rows,
			Row("static explicit operator "+c.to+"("+parameter+")", "The text as "+c.to+". null throws ArgumentNullException, other text FormatException.", cast(func() any {
				Throw(ArgumentNull(name))
				return nil
			}), example, "("+c.to+")"+make("x")+" // throws FormatException"),
			Row("static explicit operator "+c.to+"?("+parameter+")", "The text as "+c.to+"; null for null.", cast(func() any { return nil })),
		)
	}
	return rows
}
