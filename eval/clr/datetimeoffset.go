package clr

import (
	"hash/maphash"
	"math"
	"time"
)

// A DateTimeOffset is a date and time of day with the offset from UTC of the
// clock that shows it. Values compare by instant.
type DateTimeOffset struct {
	clock  DateTime // of kind Unspecified
	offset TimeSpan // whole minutes, within 14 hours
}

// DateTimeOffsetType is System.DateTimeOffset.
var DateTimeOffsetType = Declare(Decl{Name: "System.DateTimeOffset", Kind: Struct, Interfaces: "IComparable, IComparable<DateTimeOffset>, IEquatable<DateTimeOffset>, IFormattable",
	Doc: "An instant, with the offset from UTC of the clock that shows it."})

// DateTimeOffsetFrom is a Go time as a DateTimeOffset of UTC.
func DateTimeOffsetFrom(t time.Time) DateTimeOffset {
	return DateTimeOffset{clock: DateTimeFrom(t, Unspecified)}
}

// Time is the instant as a Go time in UTC.
func (o DateTimeOffset) Time() time.Time { return o.utc().Time() }

// utc is the instant as the UTC clock shows it.
func (o DateTimeOffset) utc() DateTime {
	return DateTimeOf(o.clock.Ticks()-int64(o.offset), Unspecified)
}

// CLRType is System.DateTimeOffset.
func (DateTimeOffset) CLRType() *Type { return DateTimeOffsetType }

// ToString is the general format with the offset: 01/05/2024 01:02:03 -05:00.
func (o DateTimeOffset) ToString() string { return formatOffset(o, "", datesOf(nil)) }

// FormatWith is the value in a standard or custom format.
func (o DateTimeOffset) FormatWith(format string) string {
	return formatOffset(o, format, datesOf(nil))
}

// EqualsTo compares instants.
func (o DateTimeOffset) EqualsTo(other any) bool {
	p, ok := other.(DateTimeOffset)
	return ok && p.utc() == o.utc()
}

// Hash agrees with EqualsTo.
func (o DateTimeOffset) Hash() uint64 { return maphash.Comparable(seed, o.utc()) }

// CompareTo orders by instant.
func (o DateTimeOffset) CompareTo(other any) int {
	return compareOrdered(o.utc(), other.(DateTimeOffset).utc())
}

const (
	unixSeconds = unixTicks / ticksPerSecond
	unixMillis  = unixTicks / ticksPerMillisecond
)

func init() {
	Zero(DateTimeOffsetType, func(*Type) any { return DateTimeOffset{} })
	clock := func(sig, doc string, get func(DateTime) any, example string) Member {
		return Row(sig, doc, F1(func(o DateTimeOffset) any { return get(o.clock) }), example)
	}
	unit := func(unit, mod int64) func(DateTime) any {
		return func(d DateTime) any { return int32(d.Ticks() / unit % mod) }
	}
	adder := func(unit int64) Impl {
		return F2(func(o DateTimeOffset, v float64) DateTimeOffset { return o.with(o.clock.addUnits(v, unit)) })
	}
	later := func(o DateTimeOffset, t TimeSpan) DateTimeOffset { return o.with(o.clock.add(int64(t), "value")) }
	earlier := func(o DateTimeOffset, t TimeSpan) DateTimeOffset { return o.with(o.clock.subtract(t, "value")) }
	between := func(o, p DateTimeOffset) TimeSpan { return subtractDateTimes(o.utc(), p.utc()) }
	compare := func(o, p DateTimeOffset) int32 { return compareDateTimes(o.utc(), p.utc()) }
	equal := func(o, p DateTimeOffset) bool { return o.utc() == p.utc() }
	const sample = `new DateTimeOffset(2024, 3, 9, 4, 5, 6, TimeSpan.FromHours(2))`
	DateTimeOffsetType.Define(
		Row("new(long ticks, TimeSpan offset)", "What a clock shows, in ticks, and its offset from UTC.", F2(func(n int64, t TimeSpan) DateTimeOffset {
			return offsetAt(dateTimeTicks(n, Unspecified), t)
		}), `new DateTimeOffset(0L, TimeSpan.Zero) == DateTimeOffset.MinValue // true`),
		Row("new(DateTime dateTime)", "A DateTime: of UTC and local time at +00:00.", F1(offsetOf), `new DateTimeOffset(new DateTime(2024, 3, 9)).Offset == TimeSpan.Zero // true`),
		Row("new(DateTime dateTime, TimeSpan offset)", "What a clock shows and its offset from UTC.", F2(func(d DateTime, t TimeSpan) DateTimeOffset {
			if d.Kind() == Utc && t != 0 {
				Throw(Argument("The UTC Offset for Utc DateTime instances must be 0.", "offset"))
			}
			if d.Kind() == Local && t != 0 {
				Throw(Argument("The UTC Offset of the local dateTime parameter does not match the offset argument.", "offset"))
			}
			return offsetAt(d, t)
		}), `new DateTimeOffset(new DateTime(2024, 3, 9), TimeSpan.FromHours(15)) // throws ArgumentOutOfRangeException`),
		Row("new(int year, int month, int day, int hour, int minute, int second, TimeSpan offset)", "What a clock shows and its offset from UTC.", F7(func(y, m, d, h, n, s int32, t TimeSpan) DateTimeOffset {
			return offsetAt(dateTimeAt(y, m, d, h, n, s, 0, Unspecified), t)
		}), sample+`.ToString() // "03/09/2024 04:05:06 +02:00"`, `new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromSeconds(15)) // throws ArgumentException`),
		Row("new(int year, int month, int day, int hour, int minute, int second, int millisecond, TimeSpan offset)", "What a clock shows and its offset from UTC.", Fn(8, func(a []any) any {
			n := func(i int) int32 { return a[i].(int32) }
			return offsetAt(dateTimeAt(n(0), n(1), n(2), n(3), n(4), n(5), n(6), Unspecified), a[7].(TimeSpan))
		}), `new DateTimeOffset(2024, 1, 1, 0, 0, 0, 7, TimeSpan.Zero).Millisecond // 7`),

		Row("static DateTimeOffset MaxValue { get; }", "The last tick of the year 9999.", Const(DateTimeOffset{clock: maxTicks}), `DateTimeOffset.MaxValue.Year // 9999`),
		Row("static DateTimeOffset MinValue { get; }", "Midnight of 1 January 0001.", Const(DateTimeOffset{}), `DateTimeOffset.MinValue.ToString() // "01/01/0001 00:00:00 +00:00"`),
		clock("DateTime Date { get; }", "The day that the clock shows, at midnight.", func(d DateTime) any { return d.date() }, sample+`.Date.ToString("s") // "2024-03-09T00:00:00"`),
		clock("DateTime DateTime { get; }", "What the clock shows.", func(d DateTime) any { return d }, sample+`.DateTime.ToString("o") // "2024-03-09T04:05:06.0000000"`),
		clock("int Day { get; }", "The day of the month.", func(d DateTime) any { _, _, day := civil(d.days()); return int32(day) }, sample+`.Day // 9`),
		clock("DayOfWeek DayOfWeek { get; }", "The day of the week.", func(d DateTime) any { return dayValues[d.weekday()] }, sample+`.DayOfWeek.ToString() // "Saturday"`),
		clock("int DayOfYear { get; }", "The day of the year, from 1.", func(d DateTime) any {
			y, _, _ := civil(d.days())
			return int32(d.days() - daysTo(y, 1, 1) + 1)
		}, sample+`.DayOfYear // 69`),
		clock("int Hour { get; }", "The hour, 0 to 23.", unit(ticksPerHour, 24), sample+`.Hour // 4`),
		Row("DateTime LocalDateTime { get; }", "The instant in local time, which is UTC.", F1(func(o DateTimeOffset) DateTime { return DateTimeOf(o.utc().Ticks(), Local) }), sample+`.LocalDateTime.ToString("o") // "2024-03-09T02:05:06.0000000+00:00"`),
		clock("int Millisecond { get; }", "The milliseconds of the second.", unit(ticksPerMillisecond, 1000), sample+`.Millisecond // 0`),
		clock("int Minute { get; }", "The minute of the hour.", unit(ticksPerMinute, 60), sample+`.Minute // 5`),
		clock("int Month { get; }", "The month, from 1.", func(d DateTime) any { _, m, _ := civil(d.days()); return int32(m) }, sample+`.Month // 3`),
		Row("static DateTimeOffset Now { get; }", "The time of the gateway's zone, UTC.", F1(func(e *Env) DateTimeOffset { return DateTimeOffsetFrom(e.Time()) }), `DateTimeOffset.Now.Offset == TimeSpan.Zero // true`),
		Row("TimeSpan Offset { get; }", "The clock's offset from UTC.", F1(func(o DateTimeOffset) TimeSpan { return o.offset }), sample+`.Offset.ToString() // "02:00:00"`),
		clock("int Second { get; }", "The second of the minute.", unit(ticksPerSecond, 60), sample+`.Second // 6`),
		clock("long Ticks { get; }", "What the clock shows, in ticks since the year 1.", func(d DateTime) any { return d.Ticks() }, sample+`.Ticks // 638455539060000000`),
		clock("TimeSpan TimeOfDay { get; }", "The time since the clock's midnight.", func(d DateTime) any { return TimeSpan(d.Ticks() % ticksPerDay) }, sample+`.TimeOfDay.ToString() // "04:05:06"`),
		Row("DateTime UtcDateTime { get; }", "The instant in UTC.", F1(func(o DateTimeOffset) DateTime { return DateTimeOf(o.utc().Ticks(), Utc) }), sample+`.UtcDateTime.ToString("o") // "2024-03-09T02:05:06.0000000Z"`),
		Row("static DateTimeOffset UtcNow { get; }", "The time in UTC.", F1(func(e *Env) DateTimeOffset { return DateTimeOffsetFrom(e.Time()) }), `DateTimeOffset.UtcNow.Offset == TimeSpan.Zero // true`),
		Row("long UtcTicks { get; }", "The instant in ticks since the year 1.", F1(func(o DateTimeOffset) int64 { return o.utc().Ticks() }), sample+`.UtcTicks // 638455467060000000`),
		clock("int Year { get; }", "The year.", func(d DateTime) any { y, _, _ := civil(d.days()); return int32(y) }, sample+`.Year // 2024`),

		Row("DateTimeOffset Add(TimeSpan timeSpan)", "Later by a TimeSpan.", F2(later), sample+`.Add(TimeSpan.FromHours(1)).Hour // 5`),
		Row("DateTimeOffset AddDays(double days)", "Later by days, rounded to the millisecond.", adder(ticksPerDay), sample+`.AddDays(1).Day // 10`),
		Row("DateTimeOffset AddHours(double hours)", "Later by hours, rounded to the millisecond.", adder(ticksPerHour), sample+`.AddHours(1).Hour // 5`),
		Row("DateTimeOffset AddMilliseconds(double milliseconds)", "Later by milliseconds, rounded to whole ones.", adder(ticksPerMillisecond), sample+`.AddMilliseconds(3).Millisecond // 3`),
		Row("DateTimeOffset AddMinutes(double minutes)", "Later by minutes, rounded to the millisecond.", adder(ticksPerMinute), sample+`.AddMinutes(1).Minute // 6`),
		Row("DateTimeOffset AddMonths(int months)", "Later by months.", F2(func(o DateTimeOffset, n int32) DateTimeOffset { return o.with(o.clock.addMonths(n)) }), sample+`.AddMonths(1).Month // 4`),
		Row("DateTimeOffset AddSeconds(double seconds)", "Later by seconds, rounded to the millisecond.", adder(ticksPerSecond), sample+`.AddSeconds(1).Second // 7`),
		Row("DateTimeOffset AddTicks(long ticks)", "Later by ticks.", F2(func(o DateTimeOffset, n int64) DateTimeOffset { return o.with(o.clock.add(n, "value")) }), `DateTimeOffset.MinValue.AddTicks(3).Ticks // 3L`),
		Row("DateTimeOffset AddYears(int years)", "Later by years.", F2(func(o DateTimeOffset, n int32) DateTimeOffset {
			if n < -10000 || n > 10000 {
				Throw(ArgumentOutOfRange("years", "Years value must be between +/-10000."))
			}
			return o.with(o.clock.addMonths(n * 12))
		}), sample+`.AddYears(1).Year // 2025`),
		Row("static int Compare(DateTimeOffset first, DateTimeOffset second)", "-1, 0 or 1 as first is earlier, equal or later.", F2(compare), `DateTimeOffset.Compare(DateTimeOffset.MinValue, DateTimeOffset.MaxValue) // -1`),
		Row("int CompareTo(DateTimeOffset other)", "-1, 0 or 1 as this is earlier, equal or later.", F2(compare), sample+`.CompareTo(DateTimeOffset.MinValue) // 1`),
		Row("bool Equals(DateTimeOffset other)", "Whether both are the same instant.", F2(equal), sample+`.Equals(new DateTimeOffset(2024, 3, 9, 2, 5, 6, TimeSpan.Zero)) // true`),
		Row("static bool Equals(DateTimeOffset first, DateTimeOffset second)", "Whether both are the same instant.", F2(equal), `DateTimeOffset.Equals(DateTimeOffset.MinValue, DateTimeOffset.MaxValue) // false`),
		Row("bool EqualsExact(DateTimeOffset other)", "Whether instant and offset are the same.", F2(func(o, p DateTimeOffset) bool { return o == p }), sample+`.EqualsExact(new DateTimeOffset(2024, 3, 9, 2, 5, 6, TimeSpan.Zero)) // false`),
		Row("static DateTimeOffset FromFileTime(long fileTime)", "Ticks since 1601.", F1(func(n int64) DateTimeOffset { return offsetOf(fromFileTime(n, Local)) }), `DateTimeOffset.FromFileTime(0).ToString() // "01/01/1601 00:00:00 +00:00"`),
		Row("static DateTimeOffset FromUnixTimeMilliseconds(long milliseconds)", "Milliseconds since 1970.", F1(func(n int64) DateTimeOffset {
			if n < -unixMillis || n > maxTicks/ticksPerMillisecond-unixMillis {
				Throw(ArgumentOutOfRange("milliseconds", "Valid values are between -62135596800000 and 253402300799999, inclusive."))
			}
			return DateTimeOffset{clock: DateTimeOf((n+unixMillis)*ticksPerMillisecond, Unspecified)}
		}), `DateTimeOffset.FromUnixTimeMilliseconds(1709957106789).ToString("yyyy-MM-dd HH:mm:ss.fff") // "2024-03-09 04:05:06.789"`),
		Row("static DateTimeOffset FromUnixTimeSeconds(long seconds)", "Seconds since 1970.", F1(func(n int64) DateTimeOffset {
			if n < -unixSeconds || n > maxTicks/ticksPerSecond-unixSeconds {
				Throw(ArgumentOutOfRange("seconds", "Valid values are between -62135596800 and 253402300799, inclusive."))
			}
			return DateTimeOffset{clock: DateTimeOf((n+unixSeconds)*ticksPerSecond, Unspecified)}
		}), `DateTimeOffset.FromUnixTimeSeconds(0).Year // 1970`, `DateTimeOffset.FromUnixTimeSeconds(long.MaxValue) // throws ArgumentOutOfRangeException`),
		Row("static DateTimeOffset Parse(string input)", "Reads a date and time; without a zone it is at +00:00.", F2(func(e *Env, s string) DateTimeOffset {
			return mustOffset(parseOffset(e, s, datesOf(nil), 0))
		}), `DateTimeOffset.Parse("2024-03-09T04:05:06+02:00").ToString("o") // "2024-03-09T04:05:06.0000000+02:00"`, `DateTimeOffset.Parse("x") // throws FormatException`),
		Row("static DateTimeOffset Parse(string input, IFormatProvider formatProvider)", "As Parse(string), in a culture's forms.", F3(func(e *Env, s string, provider any) DateTimeOffset {
			return mustOffset(parseOffset(e, s, datesOf(provider), 0))
		}), `DateTimeOffset.Parse("2024-03-09", null).Day // 9`),
		Row("static DateTimeOffset Parse(string input, IFormatProvider formatProvider, DateTimeStyles styles)", "As Parse(string), with styles.", F4(func(e *Env, s string, provider any, styles Enum) DateTimeOffset {
			return mustOffset(parseOffset(e, s, datesOf(provider), checkOffsetStyles(styles)))
		}), `DateTimeOffset.Parse("2024-03-09T01:00+02:00", null, System.Globalization.DateTimeStyles.AdjustToUniversal).Day // 8`),
		Row("static DateTimeOffset ParseExact(string input, string format, IFormatProvider formatProvider)", "Reads a text of exactly one format.", F4(func(e *Env, s, format string, provider any) DateTimeOffset {
			return mustOffset(parseOffsetExact(e, s, format, datesOf(provider), 0))
		}), `DateTimeOffset.ParseExact("2024-03-09 04:05 +01:00", "yyyy-MM-dd HH:mm zzz", null).UtcDateTime.Hour // 3`),
		Row("static DateTimeOffset ParseExact(string input, string format, IFormatProvider formatProvider, DateTimeStyles styles)", "Reads a text of exactly one format, with styles.", F5(func(e *Env, s, format string, provider any, styles Enum) DateTimeOffset {
			return mustOffset(parseOffsetExact(e, s, format, datesOf(provider), checkOffsetStyles(styles)))
		}), `DateTimeOffset.ParseExact("2024", "yyyy", null, System.Globalization.DateTimeStyles.None).Year // 2024`),
		Row("static DateTimeOffset ParseExact(string input, string[] formats, IFormatProvider formatProvider, DateTimeStyles styles)", "Reads a text of one of several formats.", F5(func(e *Env, s string, formats *Array, provider any, styles Enum) DateTimeOffset {
			c, style := datesOf(provider), checkOffsetStyles(styles)
			return mustOffset(anyFormat(formats, func(format string) (DateTimeOffset, *Exception) { return parseOffsetExact(e, s, format, c, style) }))
		}), `DateTimeOffset.ParseExact("2024", new[] {"yy", "yyyy"}, null, System.Globalization.DateTimeStyles.None).Year // 2024`),
		Row("TimeSpan Subtract(DateTimeOffset value)", "The time between the instants.", F2(between), sample+`.Subtract(DateTimeOffset.MinValue).Days // 738953`),
		Row("DateTimeOffset Subtract(TimeSpan value)", "Earlier by a TimeSpan.", F2(earlier), sample+`.Subtract(TimeSpan.FromHours(1)).Hour // 3`),
		Row("long ToFileTime()", "Ticks since 1601.", F1(func(o DateTimeOffset) int64 { return toFileTime(o.utc()) }), `DateTimeOffset.FromFileTime(5).ToFileTime() // 5L`),
		Row("DateTimeOffset ToLocalTime()", "The instant in local time, which is UTC.", F1(func(o DateTimeOffset) DateTimeOffset { return DateTimeOffset{clock: o.utc()} }), sample+`.ToLocalTime().Hour // 2`),
		Row("DateTimeOffset ToOffset(TimeSpan offset)", "The instant as another clock shows it.", F2(func(o DateTimeOffset, t TimeSpan) DateTimeOffset {
			checkOffset(t)
			return DateTimeOffset{clock: o.utc().add(int64(t), "t"), offset: t}
		}), sample+`.ToOffset(TimeSpan.FromHours(-5)).ToString() // "03/08/2024 21:05:06 -05:00"`, sample+`.ToOffset(TimeSpan.FromHours(15)) // throws ArgumentOutOfRangeException`),
		Row("string ToString()", "The invariant culture's general format with the offset.", F1(DateTimeOffset.ToString), sample+`.ToString() // "03/09/2024 04:05:06 +02:00"`),
		Row("string ToString(string format)", "In a format of DateTime; R and u show UTC.", F2(func(o DateTimeOffset, format any) string { return formatOffset(o, Text(format), datesOf(nil)) }), sample+`.ToString("u") // "2024-03-09 02:05:06Z"`, sample+`.ToString("U") // throws FormatException`),
		Row("string ToString(IFormatProvider formatProvider)", "A culture's general format with the offset.", F2(func(o DateTimeOffset, provider any) string { return formatOffset(o, "", datesOf(provider)) }), sample+`.ToString(System.Globalization.CultureInfo.InvariantCulture) // "03/09/2024 04:05:06 +02:00"`),
		Row("string ToString(string format, IFormatProvider formatProvider)", "In a format of a culture.", F3(func(o DateTimeOffset, format, provider any) string {
			return formatOffset(o, Text(format), datesOf(provider))
		}), sample+`.ToString("zzz", null) // "+02:00"`),
		Row("DateTimeOffset ToUniversalTime()", "The instant in UTC.", F1(func(o DateTimeOffset) DateTimeOffset { return DateTimeOffset{clock: o.utc()} }), sample+`.ToUniversalTime().Hour // 2`),
		Row("long ToUnixTimeMilliseconds()", "Milliseconds since 1970, rounded down.", F1(func(o DateTimeOffset) int64 { return o.utc().Ticks()/ticksPerMillisecond - unixMillis }), sample+`.ToUnixTimeMilliseconds() // 1709949906000`),
		Row("long ToUnixTimeSeconds()", "Seconds since 1970, rounded down.", F1(func(o DateTimeOffset) int64 { return o.utc().Ticks()/ticksPerSecond - unixSeconds }), sample+`.ToUnixTimeSeconds() // 1709949906L`, `new DateTimeOffset(1969, 12, 31, 23, 59, 59, 500, TimeSpan.Zero).ToUnixTimeSeconds() // -1L`),
		Row("static bool TryParse(string input, out DateTimeOffset result)", "Parse, and false where it throws.", F3(func(e *Env, s any, result *Ref) bool {
			return tryOffset(s, result, func(s string) (DateTimeOffset, *Exception) { return parseOffset(e, s, datesOf(nil), 0) })
		}), `DateTimeOffset.TryParse("x", out var o) // false`),
		Row("static bool TryParse(string input, IFormatProvider formatProvider, DateTimeStyles styles, out DateTimeOffset result)", "Parse, and false where it throws.", F5(func(e *Env, s, provider any, styles Enum, result *Ref) bool {
			style := checkOffsetStyles(styles)
			return tryOffset(s, result, func(s string) (DateTimeOffset, *Exception) { return parseOffset(e, s, datesOf(provider), style) })
		}), `DateTimeOffset.TryParse("2024-03-09", null, System.Globalization.DateTimeStyles.None, out var o) // true`),
		Row("static bool TryParseExact(string input, string format, IFormatProvider formatProvider, DateTimeStyles styles, out DateTimeOffset result)", "ParseExact, and false where it throws.", F6(func(e *Env, s, format, provider any, styles Enum, result *Ref) bool {
			style := checkOffsetStyles(styles)
			return tryOffset(s, result, func(s string) (DateTimeOffset, *Exception) {
				return parseOffsetExact(e, s, Text(format), datesOf(provider), style)
			})
		}), `DateTimeOffset.TryParseExact("2024", "yyyy", null, System.Globalization.DateTimeStyles.None, out var o) // true`),
		Row("static bool TryParseExact(string input, string[] formats, IFormatProvider formatProvider, DateTimeStyles styles, out DateTimeOffset result)", "ParseExact, and false where it throws.", F6(func(e *Env, s any, formats *Array, provider any, styles Enum, result *Ref) bool {
			c, style := datesOf(provider), checkOffsetStyles(styles)
			return tryOffset(s, result, func(s string) (DateTimeOffset, *Exception) {
				return anyFormat(formats, func(format string) (DateTimeOffset, *Exception) { return parseOffsetExact(e, s, format, c, style) })
			})
		}), `DateTimeOffset.TryParseExact("2024", new[] {"yyyy"}, null, System.Globalization.DateTimeStyles.None, out var o) // true`),

		Row("static DateTimeOffset operator +(DateTimeOffset dateTimeOffset, TimeSpan timeSpan)", "Later by a TimeSpan.", F2(later), `(`+sample+` + TimeSpan.FromHours(1)).Hour // 5`),
		Row("static DateTimeOffset operator -(DateTimeOffset dateTimeOffset, TimeSpan timeSpan)", "Earlier by a TimeSpan.", F2(earlier), `(`+sample+` - TimeSpan.FromHours(1)).Hour // 3`),
		Row("static TimeSpan operator -(DateTimeOffset left, DateTimeOffset right)", "The time between the instants.", F2(between), `(`+sample+` - `+sample+`).Ticks // 0L`),
		Row("static bool operator ==(DateTimeOffset left, DateTimeOffset right)", "Whether both are the same instant.", F2(equal), sample+` == `+sample+`.ToUniversalTime() // true`),
		Row("static bool operator !=(DateTimeOffset left, DateTimeOffset right)", "Whether they are different instants.", F2(func(o, p DateTimeOffset) bool { return o.utc() != p.utc() }), sample+` != DateTimeOffset.MinValue // true`),
		Row("static bool operator <(DateTimeOffset left, DateTimeOffset right)", "Whether left is earlier.", F2(func(o, p DateTimeOffset) bool { return o.utc() < p.utc() }), sample+` < DateTimeOffset.MaxValue // true`),
		Row("static bool operator <=(DateTimeOffset left, DateTimeOffset right)", "Whether left is not later.", F2(func(o, p DateTimeOffset) bool { return o.utc() <= p.utc() }), sample+` <= DateTimeOffset.MinValue // false`),
		Row("static bool operator >(DateTimeOffset left, DateTimeOffset right)", "Whether left is later.", F2(func(o, p DateTimeOffset) bool { return o.utc() > p.utc() }), sample+` > DateTimeOffset.MinValue // true`),
		Row("static bool operator >=(DateTimeOffset left, DateTimeOffset right)", "Whether left is not earlier.", F2(func(o, p DateTimeOffset) bool { return o.utc() >= p.utc() }), sample+` >= DateTimeOffset.MaxValue // false`),
		Row("static implicit operator DateTimeOffset(DateTime dateTime)", "A DateTime: of UTC and local time at +00:00.", F1(offsetOf), `new DateTime(2024, 3, 9) == DateTimeOffset.Parse("2024-03-09") // true`),
	)
}

// offsetOf is a DateTime of UTC, local time or neither, at +00:00: local time is UTC.
func offsetOf(d DateTime) DateTimeOffset {
	return DateTimeOffset{clock: DateTimeOf(d.Ticks(), Unspecified)}
}

// offsetAt is what a clock at an offset shows; it throws where the offset is no
// whole number of minutes, or the instant is out of range.
func offsetAt(d DateTime, offset TimeSpan) DateTimeOffset {
	checkOffset(offset)
	if t := d.Ticks() - int64(offset); t < 0 || t > maxTicks {
		Throw(ArgumentOutOfRange("offset", "The UTC time represented when the offset is applied must be between year 0 and 10,000."))
	}
	return DateTimeOffset{DateTimeOf(d.Ticks(), Unspecified), offset}
}

func checkOffset(offset TimeSpan) {
	if offset%ticksPerMinute != 0 {
		Throw(Argument("Offset must be specified in whole minutes.", "offset"))
	}
	if math.Abs(float64(offset)) > 14*ticksPerHour {
		Throw(ArgumentOutOfRange("offset", "Offset must be within plus or minus 14 hours."))
	}
}

// with is another clock time at the same offset. It throws when its instant is
// out of range.
func (o DateTimeOffset) with(clock DateTime) DateTimeOffset { return offsetAt(clock, o.offset) }

func parseOffset(e *Env, s string, c *dateCulture, styles int64) (DateTimeOffset, *Exception) {
	p, err := readDate(s, c)
	if err != nil {
		return DateTimeOffset{}, err
	}
	return p.dateTimeOffset(e, styles)
}

func parseOffsetExact(e *Env, s, format string, c *dateCulture, styles int64) (DateTimeOffset, *Exception) {
	p, err := readExact(s, format, c, styles)
	if err != nil {
		return DateTimeOffset{}, err
	}
	return p.dateTimeOffset(e, styles)
}

func mustOffset(o DateTimeOffset, e *Exception) DateTimeOffset {
	if e != nil {
		Throw(e)
	}
	return o
}

// tryOffset is TryParse: result holds DateTimeOffset.MinValue when parse fails.
func tryOffset(s any, result *Ref, parse func(string) (DateTimeOffset, *Exception)) bool {
	result.V = DateTimeOffset{}
	text, ok := s.(string)
	if !ok {
		return false
	}
	o, e := parse(text)
	if e != nil {
		return false
	}
	result.V = o
	return true
}
