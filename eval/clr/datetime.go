package clr

import (
	"cmp"
	"hash/maphash"
	"math"
	"time"
)

// A DateTime is a date and time of day: ticks of 100 nanoseconds since midnight
// of 1 January 0001 in the low 62 bits, the DateTimeKind in the two above, as
// .NET keeps them. The kind counts for conversions only: values compare by
// their ticks.
type DateTime uint64

const (
	kindShift    = 62
	tickMask     = 1<<kindShift - 1
	maxTicks     = 3155378975999999999
	unixTicks    = 621355968000000000 // of 1 January 1970
	fileTicks    = 504911232000000000 // of 1 January 1601
	oaTicks      = 693593 * ticksPerDay
	oaMinTicks   = (36524 - 365) * ticksPerDay
	maxMillis    = (maxTicks + 1) / ticksPerMillisecond
	millisPerDay = 86400000
)

// DateTimeType is System.DateTime.
var DateTimeType = Declare(Decl{Name: "System.DateTime", Kind: Struct, Interfaces: "IComparable, IComparable<DateTime>, IEquatable<DateTime>, IFormattable",
	Doc: "A date and time of day, to 100 nanoseconds. Local time is UTC."})

// DateTimeOf makes a DateTime of ticks, which the caller has checked.
func DateTimeOf(ticks int64, kind DateTimeKind) DateTime {
	return DateTime(ticks) | DateTime(kind)<<kindShift
}

// DateTimeFrom is a Go time as a DateTime, in UTC, cut to 100 nanoseconds. A
// time outside the years 1 to 9999 becomes the nearest.
func DateTimeFrom(t time.Time, kind DateTimeKind) DateTime {
	s := t.Unix()
	s = max(-unixTicks/ticksPerSecond, min(s, (maxTicks-unixTicks)/ticksPerSecond))
	return DateTimeOf(unixTicks+s*ticksPerSecond+int64(t.Nanosecond()/100), kind)
}

// Time is the DateTime as a Go time in UTC.
func (d DateTime) Time() time.Time {
	t := d.Ticks() - unixTicks
	s := floorDiv(t, ticksPerSecond)
	return time.Unix(s, (t-s*ticksPerSecond)*100).UTC()
}

// Ticks is the number of 100 nanoseconds since the year 1.
func (d DateTime) Ticks() int64 { return int64(d & tickMask) }

// Kind is whether the DateTime is UTC, local or neither.
func (d DateTime) Kind() DateTimeKind { return DateTimeKind(d >> kindShift) }

// CLRType is System.DateTime.
func (DateTime) CLRType() *Type { return DateTimeType }

// ToString is the general format of the invariant culture: 01/05/2024 13:04:05.
func (d DateTime) ToString() string { return formatDateTime(d, "", datesOf(nil)) }

// FormatWith is the value in a standard or custom format.
func (d DateTime) FormatWith(format string) string { return formatDateTime(d, format, datesOf(nil)) }

// EqualsTo compares ticks.
func (d DateTime) EqualsTo(other any) bool {
	o, ok := other.(DateTime)
	return ok && o.Ticks() == d.Ticks()
}

// Hash agrees with EqualsTo.
func (d DateTime) Hash() uint64 { return maphash.Comparable(seed, d.Ticks()) }

// CompareTo orders by ticks.
func (d DateTime) CompareTo(other any) int {
	return compareOrdered(d.Ticks(), other.(DateTime).Ticks())
}

const (
	badDate = "Year, Month, and Day parameters describe an un-representable DateTime."
	badTime = "Hour, Minute, and Second parameters describe an un-representable DateTime."
	badSum  = "The added or subtracted value results in an un-representable DateTime."
)

func init() {
	Zero(DateTimeType, func(*Type) any { return DateTime(0) })
	unit := func(unit, mod int64) Impl {
		return F1(func(d DateTime) int32 { return int32(d.Ticks() / unit % mod) })
	}
	adder := func(unit int64) Impl { return F2(func(d DateTime, v float64) DateTime { return d.addUnits(v, unit) }) }
	text := func(format string) Impl {
		return F1(func(d DateTime) string { return formatDateTime(d, format, datesOf(nil)) })
	}
	DateTimeType.Define(
		Row("new(long ticks)", "Ticks since midnight of 1 January 0001.", F1(func(n int64) DateTime { return dateTimeTicks(n, Unspecified) }),
			`new DateTime(0L) == DateTime.MinValue // true`, `new DateTime(-1L) // throws ArgumentOutOfRangeException`),
		Row("new(long ticks, DateTimeKind kind)", "Ticks since midnight of 1 January 0001.", F2(func(n int64, k Enum) DateTime { return dateTimeTicks(n, kindOf(k)) }),
			`new DateTime(0L, DateTimeKind.Utc).ToString("o") // "0001-01-01T00:00:00.0000000Z"`),
		Row("new(int year, int month, int day)", "A date, at midnight.", F3(func(y, m, d int32) DateTime { return dateTimeAt(y, m, d, 0, 0, 0, 0, Unspecified) }),
			`new DateTime(2024, 2, 29).ToString("s") // "2024-02-29T00:00:00"`, `new DateTime(2024, 13, 1) // throws ArgumentOutOfRangeException`),
		Row("new(int year, int month, int day, int hour, int minute, int second)", "A date and time.", F6(func(y, m, d, h, n, s int32) DateTime {
			return dateTimeAt(y, m, d, h, n, s, 0, Unspecified)
		}), `new DateTime(2024, 1, 5, 13, 4, 5).ToString() // "01/05/2024 13:04:05"`, `new DateTime(2024, 1, 1, 24, 0, 0) // throws ArgumentOutOfRangeException`),
		Row("new(int year, int month, int day, int hour, int minute, int second, DateTimeKind kind)", "A date and time.", F7(func(y, m, d, h, n, s int32, k Enum) DateTime {
			return dateTimeAt(y, m, d, h, n, s, 0, kindOf(k))
		}), `new DateTime(2024, 1, 5, 13, 4, 5, DateTimeKind.Utc).ToString("o") // "2024-01-05T13:04:05.0000000Z"`),
		Row("new(int year, int month, int day, int hour, int minute, int second, int millisecond)", "A date and time.", F7(func(y, m, d, h, n, s, ms int32) DateTime {
			return dateTimeAt(y, m, d, h, n, s, ms, Unspecified)
		}), `new DateTime(2024, 1, 5, 13, 4, 5, 678).Millisecond // 678`),
		Row("new(int year, int month, int day, int hour, int minute, int second, int millisecond, DateTimeKind kind)", "A date and time.", Fn(8, func(a []any) any {
			n := func(i int) int32 { return a[i].(int32) }
			return dateTimeAt(n(0), n(1), n(2), n(3), n(4), n(5), n(6), kindOf(a[7].(Enum)))
		}), `new DateTime(2024, 1, 5, 13, 4, 5, 678, DateTimeKind.Utc).Millisecond // 678`),

		Row("static DateTime MaxValue { get; }", "The last tick of the year 9999.", Const(DateTime(maxTicks)), `DateTime.MaxValue.Year // 9999`),
		Row("static DateTime MinValue { get; }", "Midnight of 1 January 0001.", Const(DateTime(0)), `DateTime.MinValue.Ticks // 0L`),
		Row("DateTime Date { get; }", "The day, at midnight.", F1(DateTime.date), `new DateTime(2024, 1, 5, 13, 4, 5).Date.Hour // 0`),
		Row("int Day { get; }", "The day of the month.", F1(func(d DateTime) int32 { _, _, day := civil(d.days()); return int32(day) }), `new DateTime(2024, 1, 5).Day // 5`),
		Row("DayOfWeek DayOfWeek { get; }", "The day of the week.", F1(func(d DateTime) any { return dayValues[d.weekday()] }), `new DateTime(2024, 1, 5).DayOfWeek.ToString() // "Friday"`),
		Row("int DayOfYear { get; }", "The day of the year, from 1.", F1(func(d DateTime) int32 {
			y, _, _ := civil(d.days())
			return int32(d.days() - daysTo(y, 1, 1) + 1)
		}), `new DateTime(2024, 3, 1).DayOfYear // 61`),
		Row("int Hour { get; }", "The hour, 0 to 23.", unit(ticksPerHour, 24), `new DateTime(2024, 1, 5, 13, 4, 5).Hour // 13`),
		Row("DateTimeKind Kind { get; }", "Whether it is UTC, local or neither.", F1(func(d DateTime) any { return kindValues[d.Kind()%3] }), `new DateTime(2024, 1, 5).Kind.ToString() // "Unspecified"`).NotListed(),
		Row("int Millisecond { get; }", "The milliseconds of the second.", unit(ticksPerMillisecond, 1000), `new DateTime(2024, 1, 5).AddMilliseconds(12).Millisecond // 12`),
		Row("int Minute { get; }", "The minute of the hour.", unit(ticksPerMinute, 60), `new DateTime(2024, 1, 5, 13, 4, 5).Minute // 4`),
		Row("int Month { get; }", "The month, from 1.", F1(func(d DateTime) int32 { _, m, _ := civil(d.days()); return int32(m) }), `new DateTime(2024, 1, 5).Month // 1`),
		Row("static DateTime Now { get; }", "The time of the gateway's zone, UTC; its kind is Local.", F1(func(e *Env) DateTime { return DateTimeFrom(e.Time(), Local) }), `DateTime.Now.Year > 2000 // true`),
		Row("int Second { get; }", "The second of the minute.", unit(ticksPerSecond, 60), `new DateTime(2024, 1, 5, 13, 4, 5).Second // 5`),
		Row("long Ticks { get; }", "Ticks of 100 nanoseconds since midnight of 1 January 0001.", F1(DateTime.Ticks), `new DateTime(2024, 2, 29).Ticks // 638447616000000000`),
		Row("TimeSpan TimeOfDay { get; }", "The time since midnight.", F1(func(d DateTime) TimeSpan { return TimeSpan(d.Ticks() % ticksPerDay) }), `new DateTime(2024, 1, 5, 13, 4, 5).TimeOfDay.ToString() // "13:04:05"`),
		Row("static DateTime Today { get; }", "The date of the gateway's zone, UTC.", F1(func(e *Env) DateTime { return DateTimeFrom(e.Time(), Local).date() }), `DateTime.Today.Hour // 0`),
		Row("static DateTime UtcNow { get; }", "The time in UTC.", F1(func(e *Env) DateTime { return DateTimeFrom(e.Time(), Utc) }), `DateTime.UtcNow.Kind.ToString() // "Utc"`),
		Row("int Year { get; }", "The year.", F1(func(d DateTime) int32 { y, _, _ := civil(d.days()); return int32(y) }), `new DateTime(2024, 1, 5).Year // 2024`),

		Row("DateTime Add(TimeSpan value)", "Later by a TimeSpan.", F2(func(d DateTime, t TimeSpan) DateTime { return d.add(int64(t), "value") }), `new DateTime(2024, 1, 5).Add(TimeSpan.FromHours(1)).Hour // 1`),
		Row("DateTime AddDays(double value)", "Later by days, rounded to the millisecond.", adder(ticksPerDay), `new DateTime(2024, 2, 28).AddDays(2).ToString("d") // "03/01/2024"`, `new DateTime(2024, 1, 1).AddDays(1e300) // throws ArgumentOutOfRangeException`),
		Row("DateTime AddHours(double value)", "Later by hours, rounded to the millisecond.", adder(ticksPerHour), `new DateTime(2024, 1, 1).AddHours(25.5).ToString("s") // "2024-01-02T01:30:00"`),
		Row("DateTime AddMilliseconds(double value)", "Later by milliseconds, rounded to whole ones.", adder(ticksPerMillisecond), `new DateTime(2024, 1, 1).AddMilliseconds(1500).ToString("ss.fff") // "01.500"`),
		Row("DateTime AddMinutes(double value)", "Later by minutes, rounded to the millisecond.", adder(ticksPerMinute), `new DateTime(2024, 1, 1).AddMinutes(-1).Minute // 59`),
		Row("DateTime AddMonths(int months)", "Later by months; the day becomes the month's last where it has no such day.", F2(DateTime.addMonths), `new DateTime(2024, 1, 31).AddMonths(1).Day // 29`, `new DateTime(2024, 1, 31).AddMonths(120001) // throws ArgumentOutOfRangeException`),
		Row("DateTime AddSeconds(double value)", "Later by seconds, rounded to the millisecond.", adder(ticksPerSecond), `new DateTime(2024, 1, 1).AddSeconds(61).Minute // 1`, `DateTime.MinValue.AddSeconds(-1) // throws ArgumentOutOfRangeException`),
		Row("DateTime AddTicks(long value)", "Later by ticks.", F2(func(d DateTime, n int64) DateTime { return d.add(n, "value") }), `new DateTime(0L).AddTicks(5).Ticks // 5L`),
		Row("DateTime AddYears(int value)", "Later by years; 29 February becomes the 28th.", F2(func(d DateTime, years int32) DateTime {
			if years < -10000 || years > 10000 {
				Throw(ArgumentOutOfRange("years", "Years value must be between +/-10000."))
			}
			return d.addMonths(years * 12)
		}), `new DateTime(2024, 2, 29).AddYears(1).ToString("yyyy-MM-dd") // "2025-02-28"`),
		Row("static int Compare(DateTime t1, DateTime t2)", "-1, 0 or 1 as t1 is earlier, equal or later; kinds do not count.", F2(compareDateTimes), `DateTime.Compare(DateTime.MinValue, DateTime.MaxValue) // -1`).NotListed(),
		Row("int CompareTo(object value)", "-1, 0 or 1 as this is earlier, equal or later; null is earlier.", F2(func(d DateTime, v any) int32 {
			if v == nil {
				return 1
			}
			e, ok := v.(DateTime)
			if !ok {
				Throw(Argument("Object must be of type DateTime.", ""))
			}
			return compareDateTimes(d, e)
		}), `DateTime.MinValue.CompareTo(null) // 1`, `DateTime.MinValue.CompareTo("x") // throws ArgumentException`).NotListed(),
		Row("int CompareTo(DateTime value)", "-1, 0 or 1 as this is earlier, equal or later.", F2(compareDateTimes), `DateTime.MinValue.CompareTo(DateTime.MinValue) // 0`).NotListed(),
		Row("static int DaysInMonth(int year, int month)", "The number of days of a month.", F2(func(y, m int32) int32 {
			if m < 1 || m > 12 {
				Throw(ArgumentOutOfRange("month", "Month must be between one and twelve."))
			}
			return int32(daysInMonth(leapYear(y), m))
		}), `DateTime.DaysInMonth(2024, 2) // 29`, `DateTime.DaysInMonth(2024, 13) // throws ArgumentOutOfRangeException`),
		Row("bool Equals(DateTime value)", "Whether the ticks are equal.", F2(func(d, e DateTime) bool { return d.Ticks() == e.Ticks() }), `DateTime.MinValue.Equals(new DateTime(1, 1, 1)) // true`).NotListed(),
		Row("static bool Equals(DateTime t1, DateTime t2)", "Whether the ticks are equal.", F2(func(d, e DateTime) bool { return d.Ticks() == e.Ticks() }), `DateTime.Equals(DateTime.MinValue, DateTime.MaxValue) // false`).NotListed(),
		Row("static DateTime FromBinary(long dateData)", "What ToBinary gave.", F1(func(n int64) DateTime {
			ticks := n & tickMask
			if ticks > maxTicks {
				Throw(Argument("The binary data must result in a DateTime with ticks between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.", "dateData"))
			}
			return DateTimeOf(ticks, min(DateTimeKind(uint64(n)>>kindShift), Local))
		}), `DateTime.FromBinary(new DateTime(2024, 1, 5, 0, 0, 0, DateTimeKind.Utc).ToBinary()).Kind.ToString() // "Utc"`).NotListed(),
		Row("static DateTime FromFileTime(long fileTime)", "Ticks since 1601, as local time.", F1(func(n int64) DateTime { return fromFileTime(n, Local) }), `DateTime.FromFileTime(0).Year // 1601`).NotListed(),
		Row("static DateTime FromFileTimeUtc(long fileTime)", "Ticks since 1601, as UTC.", F1(func(n int64) DateTime { return fromFileTime(n, Utc) }), `DateTime.FromFileTimeUtc(0).ToString("o") // "1601-01-01T00:00:00.0000000Z"`).NotListed(),
		Row("static DateTime FromOADate(double d)", "Days since 30 December 1899.", F1(fromOADate), `DateTime.FromOADate(45360).ToString("yyyy-MM-dd") // "2024-03-09"`, `DateTime.FromOADate(1e9) // throws ArgumentException`).NotListed(),
		Row("bool IsDaylightSavingTime()", "False: UTC has no summer time.", F1(func(DateTime) bool { return false }), `new DateTime(2024, 7, 1).IsDaylightSavingTime() // false`),
		Row("static bool IsLeapYear(int year)", "Whether a year has 29 February.", F1(leapYear), `DateTime.IsLeapYear(1900) // false`, `DateTime.IsLeapYear(2024) // true`, `DateTime.IsLeapYear(0) // throws ArgumentOutOfRangeException`),
		Row("static DateTime Parse(string s)", "Reads a date, a time or both: ISO 8601, RFC 1123 or the culture's forms. With a zone the result is local time.", F2(func(e *Env, s string) DateTime {
			return mustDateTime(parseDateTime(e, s, datesOf(nil), 0))
		}), `DateTime.Parse("2024-03-09T04:05:06+02:00").ToString("o") // "2024-03-09T02:05:06.0000000+00:00"`, `DateTime.Parse("Sat, 09 Mar 2024 04:05:06 GMT").ToString("u") // "2024-03-09 04:05:06Z"`,
			`DateTime.Parse("2024-02-30") // throws FormatException`),
		Row("static DateTime Parse(string s, IFormatProvider provider)", "As Parse(string), in a culture's forms.", F3(func(e *Env, s string, provider any) DateTime {
			return mustDateTime(parseDateTime(e, s, datesOf(provider), 0))
		}), `DateTime.Parse("2024/03/09", null).Day // 9`),
		Row("static DateTime Parse(string s, IFormatProvider provider, DateTimeStyles styles)", "As Parse(string), with styles.", F4(func(e *Env, s string, provider any, styles Enum) DateTime {
			return mustDateTime(parseDateTime(e, s, datesOf(provider), checkDateTimeStyles(styles)))
		}), `DateTime.Parse("2024-03-09T04:05:06Z", null, System.Globalization.DateTimeStyles.RoundtripKind).Kind.ToString() // "Utc"`),
		Row("static DateTime ParseExact(string s, string format, IFormatProvider provider)", "Reads a text of exactly one format.", F4(func(e *Env, s, format string, provider any) DateTime {
			return mustDateTime(parseDateTimeExact(e, s, format, datesOf(provider), 0))
		}), `DateTime.ParseExact("09/03/2024 14:05", "dd/MM/yyyy HH:mm", null).ToString("s") // "2024-03-09T14:05:00"`, `DateTime.ParseExact("9/3/2024", "dd/MM/yyyy", null) // throws FormatException`).NotListed(),
		Row("static DateTime ParseExact(string s, string format, IFormatProvider provider, DateTimeStyles style)", "Reads a text of exactly one format, with styles.", F5(func(e *Env, s, format string, provider any, style Enum) DateTime {
			return mustDateTime(parseDateTimeExact(e, s, format, datesOf(provider), checkDateTimeStyles(style)))
		}), `DateTime.ParseExact(" 2024", "yyyy", null, System.Globalization.DateTimeStyles.AllowWhiteSpaces).Year // 2024`).NotListed(),
		Row("static DateTime ParseExact(string s, string[] formats, IFormatProvider provider, DateTimeStyles style)", "Reads a text of one of several formats.", F5(func(e *Env, s string, formats *Array, provider any, style Enum) DateTime {
			return mustDateTime(parseDateTimeFormats(e, s, formats, datesOf(provider), checkDateTimeStyles(style)))
		}), `DateTime.ParseExact("1200", new[] {"HH:mm", "HHmm"}, null, System.Globalization.DateTimeStyles.None).Hour // 12`).NotListed(),
		Row("static DateTime SpecifyKind(DateTime value, DateTimeKind kind)", "The same ticks with another kind.", F2(func(d DateTime, k Enum) DateTime { return DateTimeOf(d.Ticks(), kindOf(k)) }),
			`DateTime.SpecifyKind(new DateTime(2024, 1, 5), DateTimeKind.Utc).ToString("o") // "2024-01-05T00:00:00.0000000Z"`).NotListed(),
		Row("TimeSpan Subtract(DateTime value)", "The time between; kinds do not count.", F2(subtractDateTimes), `new DateTime(2024, 3, 1).Subtract(new DateTime(1970, 1, 1)).TotalSeconds // 1709251200.0`),
		Row("DateTime Subtract(TimeSpan value)", "Earlier by a TimeSpan.", F2(func(d DateTime, t TimeSpan) DateTime { return d.subtract(t, "value") }), `new DateTime(2024, 3, 1).Subtract(TimeSpan.FromDays(1)).Day // 29`),
		Row("long ToBinary()", "Ticks and kind in one number.", F1(func(d DateTime) int64 { return int64(d) }), `new DateTime(2024, 3, 9).ToBinary() // 638455392000000000`).NotListed(),
		Row("long ToFileTime()", "Ticks since 1601.", F1(toFileTime), `new DateTime(1601, 1, 2).ToFileTime() // 864000000000`, `new DateTime(1500, 1, 1).ToFileTime() // throws ArgumentOutOfRangeException`).NotListed(),
		Row("long ToFileTimeUtc()", "Ticks since 1601.", F1(toFileTime), `new DateTime(1601, 1, 2).ToFileTimeUtc() // 864000000000`).NotListed(),
		Row("DateTime ToLocalTime()", "In local time, which is UTC.", F1(func(d DateTime) DateTime { return DateTimeOf(d.Ticks(), Local) }), `new DateTime(2024, 3, 9, 4, 5, 6, DateTimeKind.Utc).ToLocalTime().ToString("o") // "2024-03-09T04:05:06.0000000+00:00"`).NotListed(),
		Row("string ToLongDateString()", "As the format D.", text("D"), `new DateTime(2024, 1, 5).ToLongDateString() // "Friday, 05 January 2024"`).NotListed(),
		Row("string ToLongTimeString()", "As the format T.", text("T"), `new DateTime(2024, 1, 5).ToLongTimeString() // "00:00:00"`).NotListed(),
		Row("double ToOADate()", "Days since 30 December 1899.", F1(DateTime.toOADate), `new DateTime(2024, 3, 9).ToOADate() // 45360.0`).NotListed(),
		Row("string ToShortDateString()", "As the format d.", text("d"), `new DateTime(2024, 1, 5).ToShortDateString() // "01/05/2024"`).NotListed(),
		Row("string ToShortTimeString()", "As the format t.", text("t"), `new DateTime(2024, 3, 9, 14, 5, 0).ToShortTimeString() // "14:05"`).NotListed(),
		Row("string ToString()", "The invariant culture's general format.", F1(DateTime.ToString), `new DateTime(2024, 1, 5, 13, 4, 5).ToString() // "01/05/2024 13:04:05"`),
		Row("string ToString(string format)", "In a standard format (d D f F g G m o r s t T u U y) or a custom one.", F2(func(d DateTime, format any) string { return formatDateTime(d, Text(format), datesOf(nil)) }),
			`new DateTime(2024, 1, 5, 13, 4, 5).ToString("yyyy-MM-ddTHH:mm:ssZ") // "2024-01-05T13:04:05Z"`, `new DateTime(2024, 1, 5).ToString("R") // "Fri, 05 Jan 2024 00:00:00 GMT"`, `new DateTime(2024, 1, 5).ToString("x") // throws FormatException`),
		Row("string ToString(IFormatProvider provider)", "A culture's general format.", F2(func(d DateTime, provider any) string { return formatDateTime(d, "", datesOf(provider)) }),
			`new DateTime(2024, 3, 9).ToString(System.Globalization.CultureInfo.InvariantCulture) // "03/09/2024 00:00:00"`),
		Row("string ToString(string format, IFormatProvider provider)", "In a format of a culture.", F3(func(d DateTime, format, provider any) string {
			return formatDateTime(d, Text(format), datesOf(provider))
		}),
			`new DateTime(2024, 3, 9).ToString("ddd", null) // "Sat"`),
		Row("DateTime ToUniversalTime()", "In UTC.", F1(func(d DateTime) DateTime { return DateTimeOf(d.Ticks(), Utc) }), `new DateTime(2024, 1, 5).ToUniversalTime().Kind.ToString() // "Utc"`).NotListed(),
		Row("static bool TryParse(string s, out DateTime result)", "Parse, and false where it throws.", F3(func(e *Env, s any, result *Ref) bool {
			return tryDateTime(s, result, func(s string) (DateTime, *Exception) { return parseDateTime(e, s, datesOf(nil), 0) })
		}), `DateTime.TryParse("x", out var d) // false`).NotListed(),
		Row("static bool TryParse(string s, IFormatProvider provider, DateTimeStyles styles, out DateTime result)", "Parse, and false where it throws.", F5(func(e *Env, s, provider any, styles Enum, result *Ref) bool {
			style := checkDateTimeStyles(styles)
			return tryDateTime(s, result, func(s string) (DateTime, *Exception) {
				return parseDateTime(e, s, datesOf(provider), style)
			})
		}), `DateTime.TryParse("2024-03-09", null, System.Globalization.DateTimeStyles.None, out var d) // true`).NotListed(),
		Row("static bool TryParseExact(string s, string format, IFormatProvider provider, DateTimeStyles style, out DateTime result)", "ParseExact, and false where it throws.", F6(func(e *Env, s, format, provider any, style Enum, result *Ref) bool {
			styles := checkDateTimeStyles(style)
			return tryDateTime(s, result, func(s string) (DateTime, *Exception) {
				return parseDateTimeExact(e, s, Text(format), datesOf(provider), styles)
			})
		}), `DateTime.TryParseExact("09-03-2024", "dd-MM-yyyy", null, System.Globalization.DateTimeStyles.None, out var d) // true`).NotListed(),
		Row("static bool TryParseExact(string s, string[] formats, IFormatProvider provider, DateTimeStyles style, out DateTime result)", "ParseExact, and false where it throws.", F6(func(e *Env, s any, formats *Array, provider any, style Enum, result *Ref) bool {
			styles := checkDateTimeStyles(style)
			return tryDateTime(s, result, func(s string) (DateTime, *Exception) {
				return parseDateTimeFormats(e, s, formats, datesOf(provider), styles)
			})
		}), `DateTime.TryParseExact("2024", new[] {"yyyy"}, null, System.Globalization.DateTimeStyles.None, out var d) // true`).NotListed(),

		Row("static DateTime operator +(DateTime d, TimeSpan t)", "Later by a TimeSpan.", F2(func(d DateTime, t TimeSpan) DateTime { return d.add(int64(t), "t") }), `(new DateTime(2024, 3, 1) + TimeSpan.FromHours(36)).ToString() // "03/02/2024 12:00:00"`),
		Row("static DateTime operator -(DateTime d, TimeSpan t)", "Earlier by a TimeSpan.", F2(func(d DateTime, t TimeSpan) DateTime { return d.subtract(t, "t") }), `(new DateTime(2024, 3, 1) - TimeSpan.FromHours(36)).Day // 28`, `DateTime.MinValue - TimeSpan.FromHours(36) // throws ArgumentOutOfRangeException`),
		Row("static TimeSpan operator -(DateTime d1, DateTime d2)", "The time between; kinds do not count.", F2(subtractDateTimes), `(new DateTime(2024, 3, 1) - new DateTime(2024, 2, 1)).Days // 29`),
		Row("static bool operator ==(DateTime d1, DateTime d2)", "Whether the ticks are equal.", F2(func(d, e DateTime) bool { return d.Ticks() == e.Ticks() }), `default(DateTime) == DateTime.MinValue // true`),
		Row("static bool operator !=(DateTime d1, DateTime d2)", "Whether the ticks differ.", F2(func(d, e DateTime) bool { return d.Ticks() != e.Ticks() }), `DateTime.MinValue != DateTime.MaxValue // true`),
		Row("static bool operator <(DateTime t1, DateTime t2)", "Whether t1 is earlier.", F2(func(d, e DateTime) bool { return d.Ticks() < e.Ticks() }), `DateTime.MinValue < DateTime.MaxValue // true`),
		Row("static bool operator <=(DateTime t1, DateTime t2)", "Whether t1 is not later.", F2(func(d, e DateTime) bool { return d.Ticks() <= e.Ticks() }), `DateTime.MaxValue <= DateTime.MinValue // false`),
		Row("static bool operator >(DateTime t1, DateTime t2)", "Whether t1 is later.", F2(func(d, e DateTime) bool { return d.Ticks() > e.Ticks() }), `new DateTime(2024, 3, 1) > new DateTime(2024, 2, 29) // true`),
		Row("static bool operator >=(DateTime t1, DateTime t2)", "Whether t1 is not earlier.", F2(func(d, e DateTime) bool { return d.Ticks() >= e.Ticks() }), `DateTime.MinValue >= DateTime.MinValue // true`),
	)
}

func compareDateTimes(d, e DateTime) int32 { return int32(d.Compare(e)) }

// Compare is -1, 0 or 1 as d is earlier than e, equal or later; kinds do not count.
func (d DateTime) Compare(e DateTime) int { return cmp.Compare(d.Ticks(), e.Ticks()) }

func subtractDateTimes(d, e DateTime) TimeSpan { return TimeSpan(d.Ticks() - e.Ticks()) }

func dateTimeTicks(n int64, kind DateTimeKind) DateTime {
	if n < 0 || n > maxTicks {
		Throw(ArgumentOutOfRange("ticks", "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks."))
	}
	return DateTimeOf(n, kind)
}

// dateTimeAt makes a DateTime of a calendar date and time of day, or throws
// ArgumentOutOfRangeException.
func dateTimeAt(y, m, d, h, n, s, ms int32, kind DateTimeKind) DateTime {
	if y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || int(d) > daysInMonth(leapYear(y), m) {
		Throw(ArgumentOutOfRange("", badDate))
	}
	if h < 0 || h > 23 || n < 0 || n > 59 || s < 0 || s > 59 {
		Throw(ArgumentOutOfRange("", badTime))
	}
	if ms < 0 || ms > 999 {
		Throw(ArgumentOutOfRange("millisecond", "Valid values are between 0 and 999, inclusive."))
	}
	seconds := (int64(h)*60+int64(n))*60 + int64(s)
	return DateTimeOf(daysTo(int(y), int(m), int(d))*ticksPerDay+seconds*ticksPerSecond+int64(ms)*ticksPerMillisecond, kind)
}

// add is d later by ticks; the exception names the parameter.
func (d DateTime) add(n int64, param string) DateTime {
	if t := d.Ticks(); n > maxTicks-t || n < -t {
		Throw(ArgumentOutOfRange(param, badSum))
	}
	return DateTimeOf(d.Ticks()+n, d.Kind())
}

func (d DateTime) subtract(t TimeSpan, param string) DateTime {
	if n := d.Ticks(); n < int64(t) || n-maxTicks > int64(t) {
		Throw(ArgumentOutOfRange(param, badSum))
	}
	return DateTimeOf(d.Ticks()-int64(t), d.Kind())
}

// addUnits is AddDays and its kin: .NET Framework rounds to milliseconds.
func (d DateTime) addUnits(v float64, unit int64) DateTime {
	millis := v*float64(unit/ticksPerMillisecond) + math.Copysign(0.5, v)
	if !(millis > -maxMillis && millis < maxMillis) {
		Throw(ArgumentOutOfRange("value", "Value to add was out of range."))
	}
	return d.add(int64(millis)*ticksPerMillisecond, "value")
}

func (d DateTime) addMonths(months int32) DateTime {
	if months < -120000 || months > 120000 {
		Throw(ArgumentOutOfRange("months", "Months value must be between +/-120000."))
	}
	y, m, day := civil(d.days())
	at := y*12 + m - 1 + int(months)
	y, m = at/12, at%12+1
	if at < 12 || y > 9999 {
		Throw(ArgumentOutOfRange("months", badSum))
	}
	day = min(day, daysInMonth(leapYear(int32(y)), int32(m)))
	return DateTimeOf(daysTo(y, m, day)*ticksPerDay+d.Ticks()%ticksPerDay, d.Kind())
}

func (d DateTime) date() DateTime { return DateTimeOf(d.Ticks()-d.Ticks()%ticksPerDay, d.Kind()) }

func (d DateTime) days() int64 { return d.Ticks() / ticksPerDay }

func (d DateTime) weekday() int { return int((d.days() + 1) % 7) }

func fromFileTime(n int64, kind DateTimeKind) DateTime {
	if n < 0 || n > maxTicks-fileTicks {
		Throw(ArgumentOutOfRange("fileTime", "Not a valid Win32 FileTime."))
	}
	return DateTimeOf(n+fileTicks, kind)
}

func toFileTime(d DateTime) int64 {
	if d.Ticks() < fileTicks {
		Throw(ArgumentOutOfRange("", "Not a valid Win32 FileTime."))
	}
	return d.Ticks() - fileTicks
}

// toOADate counts days since 30 December 1899; before it the fraction still
// counts forwards. A time without a date is a time of that day.
func (d DateTime) toOADate() float64 {
	t := d.Ticks()
	if t == 0 {
		return 0
	}
	if t < ticksPerDay {
		t += oaTicks
	}
	if t < oaMinTicks {
		Throw(Overflow("Not a legal OleAut date."))
	}
	millis := (t - oaTicks) / ticksPerMillisecond
	if millis < 0 {
		if frac := millis % millisPerDay; frac != 0 {
			millis -= (millisPerDay + frac) * 2
		}
	}
	return float64(millis) / millisPerDay
}

func fromOADate(v float64) DateTime {
	if !(v < 2958466 && v > -657435) {
		Throw(Argument(" Not a legal OleAut date.", ""))
	}
	millis := int64(v*millisPerDay + math.Copysign(0.5, v))
	if millis < 0 {
		millis -= millis % millisPerDay * 2
	}
	millis += oaTicks / ticksPerMillisecond
	if millis < 0 || millis >= maxMillis {
		Throw(Argument(" Not a legal OleAut date.", ""))
	}
	return DateTimeOf(millis*ticksPerMillisecond, Unspecified)
}

func leapYear(y int32) bool {
	if y < 1 || y > 9999 {
		Throw(ArgumentOutOfRange("year", "Year must be between 1 and 9999."))
	}
	return y%4 == 0 && (y%100 != 0 || y%400 == 0)
}

func daysInMonth(leap bool, m int32) int {
	if m == 2 && leap {
		return 29
	}
	return [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
}

// daysTo is the number of days from 1 January 0001 to a date.
func daysTo(y, m, d int) int64 {
	if m < 3 { // count years from March, so that the leap day is the last
		y, m = y-1, m+12
	}
	return int64(y*365+y/4-y/100+y/400+(m*153-457)/5+d) - 307
}

// civil is the date that is a number of days after 1 January 0001.
func civil(days int64) (y, m, d int) {
	n := int(days) + 306 // from 1 March of the year 0
	era := n / 146097
	n %= 146097
	yoe := (n - n/1460 + n/36524 - n/146096) / 365
	doy := n - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	y, m, d = era*400+yoe, mp+3, doy-(153*mp+2)/5+1
	if m > 12 {
		y, m = y+1, m-12
	}
	return y, m, d
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
