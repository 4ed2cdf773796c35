package clr

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A TimeSpan is a signed length of time in ticks of 100 nanoseconds.
type TimeSpan int64

// The lengths of the units of time in ticks.
const (
	ticksPerMillisecond = 10_000
	ticksPerSecond      = 1000 * ticksPerMillisecond
	ticksPerMinute      = 60 * ticksPerSecond
	ticksPerHour        = 60 * ticksPerMinute
	ticksPerDay         = 24 * ticksPerHour
)

// TimeSpanType is System.TimeSpan; TimeSpanStylesType says how ParseExact reads one.
var (
	TimeSpanType = Declare(Decl{Name: "System.TimeSpan", Kind: Struct, Interfaces: "IComparable, IComparable<TimeSpan>, IEquatable<TimeSpan>, IFormattable",
		Doc: "A length of time, in ticks of 100 nanoseconds."})
	TimeSpanStylesType = Declare(Decl{Name: "System.Globalization.TimeSpanStyles", Kind: EnumKind, Flags: true, Beyond: true,
		Doc: "How TimeSpan.ParseExact reads a text.", Values: []EnumValue{{Name: "None"}, {Name: "AssumeNegative", Value: 1, Doc: "The result is negative."}}})
)

// CLRType is System.TimeSpan.
func (TimeSpan) CLRType() *Type { return TimeSpanType }

// ToString is the constant format: [-][d.]hh:mm:ss[.fffffff].
func (t TimeSpan) ToString() string { return t.standard(".", false, "") }

// FormatWith is the value in a standard or custom format.
func (t TimeSpan) FormatWith(format string) string { return formatTimeSpan(t, format) }

// CompareTo orders lengths, negative ones first.
func (t TimeSpan) CompareTo(other any) int { return compareOrdered(t, other.(TimeSpan)) }

const (
	timeSpanTooLong  = "TimeSpan overflowed because the duration is too long."
	timeSpanOverflow = "The TimeSpan could not be parsed because at least one of the numeric components is out of range or contains too many digits."
	timeSpanFormat   = "String was not recognized as a valid TimeSpan."
)

func init() {
	Zero(TimeSpanType, func(*Type) any { return TimeSpan(0) })
	ticks := func(t TimeSpan) int64 { return int64(t) }
	part := func(unit, mod int64) func(TimeSpan) int32 {
		return func(t TimeSpan) int32 { return int32(int64(t) / unit % mod) }
	}
	total := func(unit int64) func(TimeSpan) float64 {
		return func(t TimeSpan) float64 { return float64(t) * (1 / float64(unit)) }
	}
	exact := func(s, format string, _ any) TimeSpan { return mustTimeSpan(parseTimeSpanExact(s, format, 0)) }
	TimeSpanType.Define(
		Row("new(long ticks)", "A number of ticks.", F1(func(n int64) TimeSpan { return TimeSpan(n) }), `new TimeSpan(10000000).ToString() // "00:00:01"`),
		Row("new(int hours, int minutes, int seconds)", "Hours, minutes and seconds, of any size.", F3(func(h, m, s int32) TimeSpan { return timeSpanOf(0, h, m, s, 0) }),
			`new TimeSpan(1, 2, 3).ToString() // "01:02:03"`, `new TimeSpan(25, 0, 0).ToString() // "1.01:00:00"`),
		Row("new(int days, int hours, int minutes, int seconds)", "Days, hours, minutes and seconds.", F4(func(d, h, m, s int32) TimeSpan { return timeSpanOf(d, h, m, s, 0) }),
			`new TimeSpan(1, 2, 3, 4).ToString() // "1.02:03:04"`, `new TimeSpan(int.MaxValue, 0, 0, 0) // throws ArgumentOutOfRangeException`),
		Row("new(int days, int hours, int minutes, int seconds, int milliseconds)", "Days, hours, minutes, seconds and milliseconds.", F5(timeSpanOf),
			`new TimeSpan(1, 2, 3, 4, 5).ToString() // "1.02:03:04.0050000"`),
		Row("static TimeSpan MaxValue { get; }", "The longest TimeSpan.", Const(TimeSpan(math.MaxInt64)), `TimeSpan.MaxValue.ToString() // "10675199.02:48:05.4775807"`),
		Row("static TimeSpan MinValue { get; }", "The longest negative TimeSpan.", Const(TimeSpan(math.MinInt64)), `TimeSpan.MinValue.ToString() // "-10675199.02:48:05.4775808"`),
		Row("const long TicksPerDay", "Ticks in a day.", Const(int64(ticksPerDay)), `TimeSpan.TicksPerDay // 864000000000L`),
		Row("const long TicksPerHour", "Ticks in an hour.", Const(int64(ticksPerHour)), `TimeSpan.TicksPerHour // 36000000000L`),
		Row("const long TicksPerMillisecond", "Ticks in a millisecond.", Const(int64(ticksPerMillisecond)), `TimeSpan.TicksPerMillisecond // 10000L`),
		Row("const long TicksPerMinute", "Ticks in a minute.", Const(int64(ticksPerMinute)), `TimeSpan.TicksPerMinute // 600000000L`),
		Row("const long TicksPerSecond", "Ticks in a second.", Const(int64(ticksPerSecond)), `TimeSpan.TicksPerSecond // 10000000L`),
		Row("static TimeSpan Zero { get; }", "No time.", Const(TimeSpan(0)), `TimeSpan.Zero.Ticks // 0L`),
		Row("int Days { get; }", "The whole days.", F1(part(ticksPerDay, math.MaxInt64)), `TimeSpan.FromHours(49).Days // 2`),
		Row("int Hours { get; }", "The hours beyond the days, -23 to 23.", F1(part(ticksPerHour, 24)), `TimeSpan.FromMinutes(1501).Hours // 1`, `TimeSpan.FromHours(-1.5).Hours // -1`),
		Row("int Milliseconds { get; }", "The milliseconds beyond the seconds.", F1(part(ticksPerMillisecond, 1000)), `TimeSpan.FromMilliseconds(1234).Milliseconds // 234`),
		Row("int Minutes { get; }", "The minutes beyond the hours.", F1(part(ticksPerMinute, 60)), `TimeSpan.FromMinutes(61).Minutes // 1`),
		Row("int Seconds { get; }", "The seconds beyond the minutes.", F1(part(ticksPerSecond, 60)), `TimeSpan.FromSeconds(61).Seconds // 1`),
		Row("long Ticks { get; }", "All of it in ticks.", F1(ticks), `TimeSpan.FromSeconds(1).Ticks // 10000000L`),
		Row("double TotalDays { get; }", "All of it in days.", F1(total(ticksPerDay)), `TimeSpan.FromHours(36).TotalDays // 1.5`),
		Row("double TotalHours { get; }", "All of it in hours.", F1(total(ticksPerHour)), `TimeSpan.FromMinutes(90).TotalHours // 1.5`),
		Row("double TotalMilliseconds { get; }", "All of it in milliseconds.", F1(timeSpanMilliseconds), `TimeSpan.FromSeconds(1.5).TotalMilliseconds // 1500.0`),
		Row("double TotalMinutes { get; }", "All of it in minutes.", F1(total(ticksPerMinute)), `TimeSpan.FromSeconds(90).TotalMinutes // 1.5`),
		Row("double TotalSeconds { get; }", "All of it in seconds.", F1(total(ticksPerSecond)), `TimeSpan.FromMinutes(1.5).TotalSeconds // 90.0`),
		Row("TimeSpan Add(TimeSpan ts)", "The sum of two.", F2(addTimeSpans), `TimeSpan.Zero.Add(TimeSpan.FromHours(1)).Hours // 1`),
		Row("static int Compare(TimeSpan t1, TimeSpan t2)", "-1, 0 or 1 as t1 is shorter, equal or longer.", F2(compareTimeSpans), `TimeSpan.Compare(TimeSpan.Zero, TimeSpan.MaxValue) // -1`),
		Row("int CompareTo(object value)", "-1, 0 or 1 as this is shorter, equal or longer; null is shorter.", F2(func(t TimeSpan, v any) int32 {
			if v == nil {
				return 1
			}
			u, ok := v.(TimeSpan)
			if !ok {
				Throw(Argument("Object must be of type TimeSpan.", ""))
			}
			return compareTimeSpans(t, u)
		}), `TimeSpan.Zero.CompareTo(null) // 1`, `TimeSpan.Zero.CompareTo("x") // throws ArgumentException`),
		Row("int CompareTo(TimeSpan value)", "-1, 0 or 1 as this is shorter, equal or longer.", F2(compareTimeSpans), `TimeSpan.Zero.CompareTo(TimeSpan.Zero) // 0`),
		Row("TimeSpan Duration()", "Without its sign.", F1(func(t TimeSpan) TimeSpan {
			if t == math.MinInt64 {
				Throw(Overflow("The duration cannot be returned for TimeSpan.MinValue because the absolute value of TimeSpan.MinValue exceeds the value of TimeSpan.MaxValue."))
			}
			return max(t, -t)
		}), `TimeSpan.FromHours(-1).Duration().Hours // 1`, `TimeSpan.MinValue.Duration() // throws OverflowException`),
		Row("bool Equals(TimeSpan obj)", "Whether both are equally long.", F2(func(t, u TimeSpan) bool { return t == u }), `TimeSpan.Zero.Equals(TimeSpan.Zero) // true`),
		Row("static bool Equals(TimeSpan t1, TimeSpan t2)", "Whether both are equally long.", F2(func(t, u TimeSpan) bool { return t == u }), `TimeSpan.Equals(TimeSpan.Zero, TimeSpan.MaxValue) // false`),
		Row("static TimeSpan FromDays(double value)", "Days, rounded to the millisecond.", F1(timeSpanFrom(ticksPerDay)), `TimeSpan.FromDays(1.5).ToString() // "1.12:00:00"`, `TimeSpan.FromDays(1e20) // throws OverflowException`),
		Row("static TimeSpan FromHours(double value)", "Hours, rounded to the millisecond.", F1(timeSpanFrom(ticksPerHour)), `TimeSpan.FromHours(-1.5).ToString() // "-01:30:00"`),
		Row("static TimeSpan FromMilliseconds(double value)", "Milliseconds, rounded to whole ones.", F1(timeSpanFrom(ticksPerMillisecond)), `TimeSpan.FromMilliseconds(0.6).Ticks // 10000L`),
		Row("static TimeSpan FromMinutes(double value)", "Minutes, rounded to the millisecond.", F1(timeSpanFrom(ticksPerMinute)), `TimeSpan.FromMinutes(90).ToString() // "01:30:00"`),
		Row("static TimeSpan FromSeconds(double value)", "Seconds, rounded to the millisecond.", F1(timeSpanFrom(ticksPerSecond)), `TimeSpan.FromSeconds(1.2345).ToString() // "00:00:01.2350000"`, `TimeSpan.FromSeconds(double.NaN) // throws ArgumentException`),
		Row("static TimeSpan FromTicks(long value)", "Ticks.", F1(func(n int64) TimeSpan { return TimeSpan(n) }), `TimeSpan.FromTicks(5).Ticks // 5L`),
		Row("TimeSpan Negate()", "With the other sign.", F1(negateTimeSpan), `TimeSpan.FromHours(1).Negate().Hours // -1`, `TimeSpan.MinValue.Negate() // throws OverflowException`),
		Row("static TimeSpan Parse(string input)", "Reads [-]d or [-][d.]hh:mm[:ss[.fffffff]].", F1(func(s string) TimeSpan { return mustTimeSpan(parseTimeSpan(s)) }),
			`TimeSpan.Parse("1.02:03:04").ToString() // "1.02:03:04"`, `TimeSpan.Parse("2").TotalDays // 2.0`, `TimeSpan.Parse("abc") // throws FormatException`, `TimeSpan.Parse("24:00") // throws OverflowException`),
		Row("static TimeSpan Parse(string input, IFormatProvider formatProvider)", "As Parse(string).", F2(func(s string, _ any) TimeSpan { return mustTimeSpan(parseTimeSpan(s)) }),
			`TimeSpan.Parse("01:02", null).Minutes // 2`),
		Row("static TimeSpan ParseExact(string input, string format, IFormatProvider formatProvider)", "Reads a text of exactly one format: c, g, G or a custom one.", F3(exact),
			`TimeSpan.ParseExact("1:2", "h\\:m", null).ToString() // "01:02:00"`, `TimeSpan.ParseExact("5", "hh", null) // throws FormatException`),
		Row("static TimeSpan ParseExact(string input, string[] formats, IFormatProvider formatProvider)", "Reads a text of one of several formats.", F3(func(s string, formats *Array, _ any) TimeSpan {
			return mustTimeSpan(parseTimeSpanFormats(s, formats, 0))
		}), `TimeSpan.ParseExact("5", new[] {"hh", "%m"}, null).Minutes // 5`),
		Row("static TimeSpan ParseExact(string input, string format, IFormatProvider formatProvider, TimeSpanStyles styles)", "Reads a text of exactly one format.", F4(func(s, format string, _ any, styles Enum) TimeSpan {
			return mustTimeSpan(parseTimeSpanExact(s, format, styles.V))
		}), `TimeSpan.ParseExact("5", "%h", null, System.Globalization.TimeSpanStyles.AssumeNegative).Hours // -5`),
		Row("TimeSpan Subtract(TimeSpan ts)", "The difference of two.", F2(subtractTimeSpans), `TimeSpan.Zero.Subtract(TimeSpan.FromHours(1)).Hours // -1`),
		Row("string ToString()", "The constant format: [-][d.]hh:mm:ss[.fffffff].", F1(TimeSpan.ToString), `TimeSpan.FromSeconds(90).ToString() // "00:01:30"`),
		Row("string ToString(string format)", "In the format c, g, G or a custom one, in which other characters are quoted.", F2(func(t TimeSpan, format any) string {
			return formatTimeSpan(t, Text(format))
		}), `new TimeSpan(1, 2, 3).ToString("hh\\:mm") // "01:02"`, `TimeSpan.Zero.ToString("hh:mm") // throws FormatException`),
		Row("string ToString(string format, IFormatProvider formatProvider)", "As ToString(string).", F3(func(t TimeSpan, format, _ any) string { return formatTimeSpan(t, Text(format)) }),
			`TimeSpan.FromHours(1).ToString("g", null) // "1:00:00"`),
		Row("static bool TryParse(string s, out TimeSpan result)", "Parse, and false where it throws.", F2(func(s any, result *Ref) bool { return tryTimeSpan(s, result, parseTimeSpan) }),
			`TimeSpan.TryParse("x", out var t) // false`),
		Row("static bool TryParse(string input, IFormatProvider formatProvider, out TimeSpan result)", "Parse, and false where it throws.", F3(func(s, _ any, result *Ref) bool { return tryTimeSpan(s, result, parseTimeSpan) }),
			`TimeSpan.TryParse("1:2", null, out var t) // true`),
		Row("static bool TryParseExact(string input, string format, IFormatProvider formatProvider, out TimeSpan result)", "ParseExact, and false where it throws.", F4(func(s, format, _ any, result *Ref) bool {
			return tryTimeSpan(s, result, func(s string) (TimeSpan, *Exception) { return parseTimeSpanExact(s, Text(format), 0) })
		}), `TimeSpan.TryParseExact("05", "hh", null, out var t) // true`),
		Row("static bool TryParseExact(string input, string[] formats, IFormatProvider formatProvider, out TimeSpan result)", "ParseExact, and false where it throws.", F4(func(s any, formats *Array, _ any, result *Ref) bool {
			return tryTimeSpan(s, result, func(s string) (TimeSpan, *Exception) { return parseTimeSpanFormats(s, formats, 0) })
		}), `TimeSpan.TryParseExact("05", new[] {"mm"}, null, out var t) // true`),
		Row("static TimeSpan operator -(TimeSpan t)", "With the other sign.", F1(negateTimeSpan), `(-TimeSpan.FromHours(1)).Hours // -1`),
		Row("static TimeSpan operator -(TimeSpan t1, TimeSpan t2)", "The difference.", F2(subtractTimeSpans), `(TimeSpan.FromHours(3) - TimeSpan.FromHours(1)).Hours // 2`),
		Row("static TimeSpan operator *(TimeSpan timeSpan, double factor)", "So many times as long, rounded to ticks.", F2(multiplyTimeSpan), `(TimeSpan.FromMinutes(3) * 2).ToString() // "00:06:00"`).NotListed(),
		Row("static TimeSpan operator *(double factor, TimeSpan timeSpan)", "So many times as long, rounded to ticks.", F2(func(factor float64, t TimeSpan) TimeSpan { return multiplyTimeSpan(t, factor) }), `(0.5 * TimeSpan.FromMinutes(3)).ToString() // "00:01:30"`).NotListed(),
		Row("static TimeSpan operator /(TimeSpan timeSpan, double divisor)", "A part, rounded to ticks.", F2(divideTimeSpan), `(TimeSpan.FromMinutes(3) / 2).ToString() // "00:01:30"`, `TimeSpan.FromMinutes(3) / 0 // throws OverflowException`).NotListed(),
		Row("static double operator /(TimeSpan t1, TimeSpan t2)", "How often t2 is in t1.", F2(func(t, u TimeSpan) float64 { return float64(t) / float64(u) }), `TimeSpan.FromHours(1) / TimeSpan.FromMinutes(1) // 60.0`).NotListed(),
		Row("static TimeSpan operator +(TimeSpan t)", "The same.", F1(func(t TimeSpan) TimeSpan { return t }), `(+TimeSpan.FromHours(1)).Hours // 1`),
		Row("static TimeSpan operator +(TimeSpan t1, TimeSpan t2)", "The sum.", F2(addTimeSpans), `(TimeSpan.FromHours(3) + TimeSpan.FromHours(1)).Hours // 4`, `TimeSpan.MaxValue + TimeSpan.MaxValue // throws OverflowException`),
		Row("static bool operator ==(TimeSpan t1, TimeSpan t2)", "Whether both are equally long.", F2(func(t, u TimeSpan) bool { return t == u }), `TimeSpan.FromHours(1) == TimeSpan.FromMinutes(60) // true`),
		Row("static bool operator !=(TimeSpan t1, TimeSpan t2)", "Whether they differ.", F2(func(t, u TimeSpan) bool { return t != u }), `TimeSpan.Zero != TimeSpan.Zero // false`),
		Row("static bool operator <(TimeSpan t1, TimeSpan t2)", "Whether t1 is shorter.", F2(func(t, u TimeSpan) bool { return t < u }), `TimeSpan.Zero < TimeSpan.MaxValue // true`),
		Row("static bool operator <=(TimeSpan t1, TimeSpan t2)", "Whether t1 is not longer.", F2(func(t, u TimeSpan) bool { return t <= u }), `TimeSpan.Zero <= TimeSpan.Zero // true`),
		Row("static bool operator >(TimeSpan t1, TimeSpan t2)", "Whether t1 is longer.", F2(func(t, u TimeSpan) bool { return t > u }), `TimeSpan.Zero > TimeSpan.MinValue // true`),
		Row("static bool operator >=(TimeSpan t1, TimeSpan t2)", "Whether t1 is not shorter.", F2(func(t, u TimeSpan) bool { return t >= u }), `TimeSpan.Zero >= TimeSpan.MaxValue // false`),
	)
}

// timeSpanOf adds up units; it throws ArgumentOutOfRangeException when they are too many.
func timeSpanOf(d, h, m, s, ms int32) TimeSpan {
	total := ((int64(d)*24+int64(h))*60+int64(m))*60 + int64(s)
	milli := total*1000 + int64(ms)
	if milli > math.MaxInt64/ticksPerMillisecond || milli < math.MinInt64/ticksPerMillisecond {
		Throw(ArgumentOutOfRange("", timeSpanTooLong))
	}
	return TimeSpan(milli * ticksPerMillisecond)
}

// timeSpanFrom makes FromDays and its kin: .NET Framework rounds to milliseconds.
func timeSpanFrom(unit int64) func(float64) TimeSpan {
	scale := float64(unit) / ticksPerMillisecond
	return func(v float64) TimeSpan {
		if math.IsNaN(v) {
			Throw(Argument("TimeSpan does not accept floating point Not-a-Number values.", ""))
		}
		milli := v*scale + math.Copysign(0.5, v)
		if milli > math.MaxInt64/ticksPerMillisecond || milli < math.MinInt64/ticksPerMillisecond {
			Throw(Overflow(timeSpanTooLong))
		}
		return TimeSpan(int64(milli) * ticksPerMillisecond)
	}
}

func timeSpanMilliseconds(t TimeSpan) float64 {
	const most = float64(math.MaxInt64 / ticksPerMillisecond)
	return max(-most, min(most, float64(t)*(1.0/ticksPerMillisecond)))
}

func addTimeSpans(t, u TimeSpan) TimeSpan {
	sum := t + u
	if (t < 0) == (u < 0) && (sum < 0) != (t < 0) {
		Throw(Overflow(timeSpanTooLong))
	}
	return sum
}

func subtractTimeSpans(t, u TimeSpan) TimeSpan {
	diff := t - u
	if (t < 0) != (u < 0) && (diff < 0) != (t < 0) {
		Throw(Overflow(timeSpanTooLong))
	}
	return diff
}

func negateTimeSpan(t TimeSpan) TimeSpan {
	if t == math.MinInt64 {
		Throw(Overflow("Negating the minimum value of a twos complement number is invalid."))
	}
	return -t
}

// multiplyTimeSpan and divideTimeSpan are of .NET Core; .NET Framework has
// neither, nor the operators.
func multiplyTimeSpan(t TimeSpan, factor float64) TimeSpan {
	if math.IsNaN(factor) {
		Throw(Argument("TimeSpan does not accept floating point Not-a-Number values.", "factor"))
	}
	return roundTimeSpan(float64(t) * factor)
}

func divideTimeSpan(t TimeSpan, divisor float64) TimeSpan {
	if math.IsNaN(divisor) {
		Throw(Argument("TimeSpan does not accept floating point Not-a-Number values.", "divisor"))
	}
	return roundTimeSpan(float64(t) / divisor)
}

// roundTimeSpan is a number of ticks, half to even, or OverflowException.
func roundTimeSpan(ticks float64) TimeSpan {
	ticks = math.RoundToEven(ticks)
	if !(ticks >= math.MinInt64 && ticks < math.MaxInt64) {
		Throw(Overflow(timeSpanTooLong))
	}
	return TimeSpan(ticks)
}

func compareTimeSpans(t, u TimeSpan) int32 { return int32(compareOrdered(t, u)) }

// standard is the format c (day separator "."), or g and G.
func (t TimeSpan) standard(daySep string, allDigits bool, hour string) string {
	sign, n := "", uint64(t)
	if t < 0 {
		sign, n = "-", -n
	}
	var b strings.Builder
	b.WriteString(sign)
	days := n / ticksPerDay
	if days > 0 || allDigits {
		b.WriteString(strconv.FormatUint(days, 10))
		b.WriteString(daySep)
	}
	if hour == "" {
		hour = "%02d"
	}
	fmt.Fprintf(&b, hour+":%02d:%02d", n/ticksPerHour%24, n/ticksPerMinute%60, n/ticksPerSecond%60)
	fraction := fmt.Sprintf(".%07d", n%ticksPerSecond)
	switch {
	case daySep == ":" && !allDigits:
		fraction = strings.TrimRight(strings.TrimRight(fraction, "0"), ".")
	case !allDigits && n%ticksPerSecond == 0:
		fraction = ""
	}
	return b.String() + fraction
}

// formatTimeSpan is TimeSpan.ToString(format). It throws FormatException for a
// format that it does not know.
func formatTimeSpan(t TimeSpan, format string) string {
	switch format {
	case "", "c", "t", "T":
		return t.ToString()
	case "g":
		return t.standard(":", false, "%d")
	case "G":
		return t.standard(":", true, "%02d")
	}
	if len(format) == 1 {
		Throw(Format(""))
	}
	n := uint64(t)
	if t < 0 {
		n = -n
	}
	var b strings.Builder
	for _, f := range timeSpanFields(format) {
		switch f.letter {
		case 0:
			b.WriteString(f.text)
		case 'd':
			fmt.Fprintf(&b, "%0*d", f.width, n/ticksPerDay)
		case 'h':
			fmt.Fprintf(&b, "%0*d", f.width, n/ticksPerHour%24)
		case 'm':
			fmt.Fprintf(&b, "%0*d", f.width, n/ticksPerMinute%60)
		case 's':
			fmt.Fprintf(&b, "%0*d", f.width, n/ticksPerSecond%60)
		case 'f':
			b.WriteString(fmt.Sprintf("%07d", n%ticksPerSecond)[:f.width])
		case 'F':
			b.WriteString(strings.TrimRight(fmt.Sprintf("%07d", n%ticksPerSecond)[:f.width], "0"))
		}
	}
	return b.String()
}

// A formatField is one part of a custom format: a run of a letter, or, when the
// letter is 0, literal text.
type formatField struct {
	letter byte
	width  int
	text   string
}

// timeSpanFields reads a custom format, or throws FormatException.
func timeSpanFields(format string) []formatField {
	var fields []formatField
	for i := 0; i < len(format); {
		switch c := format[i]; c {
		case 'd', 'h', 'm', 's', 'f', 'F':
			n := runLength(format[i:])
			if most := map[byte]int{'d': 8, 'f': 7, 'F': 7}[c]; n > max(most, 2) {
				Throw(Format(""))
			}
			fields = append(fields, formatField{letter: c, width: n})
			i += n
		case '\'', '"':
			text, n := quotedFormat(format[i:])
			fields = append(fields, formatField{text: text})
			i += n
		case '%':
			if i+1 >= len(format) || format[i+1] == '%' {
				Throw(Format(""))
			}
			i++
		case '\\':
			if i+1 >= len(format) {
				Throw(Format(""))
			}
			n := charLength(format[i+1:])
			fields = append(fields, formatField{text: format[i+1 : i+1+n]})
			i += 1 + n
		default:
			Throw(Format(""))
		}
	}
	return fields
}

// runLength is how often a format repeats its first byte.
func runLength(format string) int {
	n := 1
	for n < len(format) && format[n] == format[0] {
		n++
	}
	return n
}

// charLength is the length in bytes of the first character.
func charLength(s string) int {
	_, n := decodeWTF8(s)
	return n
}

// quotedFormat reads the quoted text that a format begins with, in which \
// escapes; n is its length with the quotes.
func quotedFormat(format string) (text string, n int) {
	var b strings.Builder
	for i := 1; i < len(format); i++ {
		switch format[i] {
		case format[0]:
			return b.String(), i + 1
		case '\\':
			if i++; i >= len(format) {
				Throw(Format(""))
			}
		}
		b.WriteByte(format[i])
	}
	Throw(Format("Cannot find a matching quote character for the character '" + format[:1] + "'."))
	return "", 0
}
