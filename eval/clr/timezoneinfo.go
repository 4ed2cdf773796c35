package clr

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // for hosts that have no zones of their own
)

// A TimeZoneInfo is a System.TimeZoneInfo: a zone of the system, or one that
// C# made.
type TimeZoneInfo struct {
	id     string
	loc    *time.Location // nil for one that C# made
	custom customZone
}

// A customZone is what CreateCustomTimeZone was told.
type customZone struct {
	offset                      TimeSpan
	display, standard, daylight string
	rules                       []*AdjustmentRule // in order
}

// TimeZoneInfoType is System.TimeZoneInfo.
var TimeZoneInfoType = Declare(Decl{Name: "System.TimeZoneInfo", Interfaces: "IEquatable<TimeZoneInfo>", Doc: "A time zone, known by its Windows or IANA name."})

var (
	timeZoneNotFound = exception("System.TimeZoneNotFoundException", ExceptionType, "The time zone was not found.")

	utcZone   = &TimeZoneInfo{id: "UTC", loc: time.UTC}
	localZone = &TimeZoneInfo{id: "UTC", loc: time.UTC} // equal, but its times are of kind Local
)

// CLRType is System.TimeZoneInfo.
func (*TimeZoneInfo) CLRType() *Type { return TimeZoneInfoType }

// ToString is the display name.
func (z *TimeZoneInfo) ToString() string { return z.display(nil) }

// EqualsTo compares names.
func (z *TimeZoneInfo) EqualsTo(other any) bool {
	o, ok := other.(*TimeZoneInfo)
	return ok && strings.EqualFold(o.id, z.id)
}

// Hash agrees with EqualsTo.
func (z *TimeZoneInfo) Hash() uint64 { return HashOf(strings.ToLower(z.id)) }

const (
	badZoneKind = "The conversion could not be completed because the supplied DateTime did not have the Kind property set correctly.  " +
		"For example, when the Kind property is DateTimeKind.Local, the source time zone must be TimeZoneInfo.Local."
	badZoneTime = "The supplied DateTime represents an invalid time.  For example, when the clock is adjusted forward, any time in the period that is skipped is invalid."
)

func init() {
	const (
		eastern = `TimeZoneInfo.FindSystemTimeZoneById("Eastern Standard Time")`
		july    = `new DateTime(2024, 7, 1)`
	)
	fromUtc := func(d DateTime, z *TimeZoneInfo) DateTime {
		if d.Kind() == Local {
			Throw(Argument(badZoneKind, "sourceTimeZone"))
		}
		return z.fromUtc(d.Ticks())
	}
	own := func(d DateTime, to *TimeZoneInfo) DateTime { return to.fromUtc(d.Ticks()) } // UTC, or local time, which is UTC
	between := func(d DateTime, from, to *TimeZoneInfo) DateTime { return to.fromUtc(from.toUtc(d)) }
	offset := func(o DateTimeOffset, to *TimeZoneInfo) DateTimeOffset {
		shift := to.offset(o.utc().Ticks())
		return DateTimeOffset{DateTimeOf(o.utc().Ticks()+int64(shift), Unspecified), shift}
	}
	TimeZoneInfoType.Define(
		Row("static TimeZoneInfo Local { get; }", "The gateway's own zone, UTC.", Const(localZone), `TimeZoneInfo.Local.Id // "UTC"`),
		Row("static TimeZoneInfo Utc { get; }", "UTC.", Const(utcZone), `TimeZoneInfo.Utc.Id // "UTC"`),
		Row("TimeSpan BaseUtcOffset { get; }", "The offset from UTC in standard time.", F2(func(e *Env, z *TimeZoneInfo) TimeSpan { return z.base(e) }), eastern+`.BaseUtcOffset.ToString() // "-05:00:00"`),
		Row("string DaylightName { get; }", "The name of summer time.", F1((*TimeZoneInfo).daylightName), eastern+`.DaylightName // "Eastern Daylight Time"`),
		Row("string DisplayName { get; }", "Offset and name.", F2(func(e *Env, z *TimeZoneInfo) string { return z.display(e) }), `TimeZoneInfo.Utc.DisplayName // "UTC"`),
		Row("string Id { get; }", "The name that it was found by.", F1(func(z *TimeZoneInfo) string { return z.id }), eastern+`.Id // "Eastern Standard Time"`),
		Row("string StandardName { get; }", "The name of standard time.", F1((*TimeZoneInfo).standardName), eastern+`.StandardName // "Eastern Standard Time"`),
		Row("bool SupportsDaylightSavingTime { get; }", "Whether it has summer time.", F2(func(e *Env, z *TimeZoneInfo) bool { return z.hasSummer(e) }), eastern+`.SupportsDaylightSavingTime // true`),

		Row("static DateTime ConvertTime(DateTime dateTime, TimeZoneInfo destinationTimeZone)", "A local or UTC time in a zone.", F2(own), `TimeZoneInfo.ConvertTime(`+july+`, `+eastern+`).ToString("s") // "2024-06-30T20:00:00"`),
		Row("static DateTimeOffset ConvertTime(DateTimeOffset dateTimeOffset, TimeZoneInfo destinationTimeZone)", "An instant as a zone shows it.", F2(offset), `TimeZoneInfo.ConvertTime(new DateTimeOffset(2024, 7, 1, 0, 0, 0, TimeSpan.Zero), `+eastern+`).ToString("o") // "2024-06-30T20:00:00.0000000-04:00"`),
		Row("static DateTime ConvertTime(DateTime dateTime, TimeZoneInfo sourceTimeZone, TimeZoneInfo destinationTimeZone)", "A time of one zone in another.", F3(between), `TimeZoneInfo.ConvertTime(`+july+`, `+eastern+`, TimeZoneInfo.Utc).ToString("s") // "2024-07-01T04:00:00"`),
		Row("static DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string destinationTimeZoneId)", "A local or UTC time in a zone.", F2(func(d DateTime, id string) DateTime { return own(d, findZone(id)) }), `TimeZoneInfo.ConvertTimeBySystemTimeZoneId(`+july+`, "Asia/Tokyo").Hour // 9`),
		Row("static DateTimeOffset ConvertTimeBySystemTimeZoneId(DateTimeOffset dateTimeOffset, string destinationTimeZoneId)", "An instant as a zone shows it.", F2(func(o DateTimeOffset, id string) DateTimeOffset { return offset(o, findZone(id)) }), `TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTimeOffset.MinValue.AddYears(9), "Asia/Tokyo").Year // 10`),
		Row("static DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string sourceTimeZoneId, string destinationTimeZoneId)", "A time of one zone in another.", F3(func(d DateTime, from, to string) DateTime {
			return between(d, findZone(from), findZone(to))
		}), `TimeZoneInfo.ConvertTimeBySystemTimeZoneId(`+july+`, "UTC", "India Standard Time").Minute // 30`),
		Row("static DateTime ConvertTimeFromUtc(DateTime dateTime, TimeZoneInfo destinationTimeZone)", "A UTC time in a zone.", F2(fromUtc), `TimeZoneInfo.ConvertTimeFromUtc(`+july+`, `+eastern+`).ToString("s") // "2024-06-30T20:00:00"`),
		Row("static DateTime ConvertTimeToUtc(DateTime dateTime)", "A local time in UTC.", F1(func(dateTime DateTime) DateTime { return DateTimeOf(dateTime.Ticks(), Utc) }), `TimeZoneInfo.ConvertTimeToUtc(`+july+`).Kind.ToString() // "Utc"`),
		Row("static DateTime ConvertTimeToUtc(DateTime dateTime, TimeZoneInfo sourceTimeZone)", "A zone's time in UTC. ArgumentException for a time that its clocks skip.", F2(func(d DateTime, z *TimeZoneInfo) DateTime { return DateTimeOf(z.toUtc(d), Utc) }),
			`TimeZoneInfo.ConvertTimeToUtc(`+july+`, `+eastern+`).ToString("o") // "2024-07-01T04:00:00.0000000Z"`, `TimeZoneInfo.ConvertTimeToUtc(new DateTime(2024, 3, 10, 2, 30, 0), `+eastern+`) // throws ArgumentException`),
		Row("bool Equals(TimeZoneInfo other)", "Whether both are the same zone.", F2(func(z *TimeZoneInfo, other any) bool { return other != nil && z.EqualsTo(other) }), `TimeZoneInfo.Utc.Equals(`+eastern+`) // false`),
		Row("static TimeZoneInfo FindSystemTimeZoneById(string id)", "The zone of a Windows or IANA name; TimeZoneNotFoundException when there is none.", F1(findZone), `TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris").Id // "Europe/Paris"`, `TimeZoneInfo.FindSystemTimeZoneById("Nope") // throws TimeZoneNotFoundException`),
		Row("TimeSpan GetUtcOffset(DateTime dateTime)", "The offset from UTC at a time of the zone, or of UTC.", F2((*TimeZoneInfo).offsetOf), eastern+`.GetUtcOffset(`+july+`).Hours // -4`),
		Row("TimeSpan GetUtcOffset(DateTimeOffset dateTimeOffset)", "The offset from UTC at an instant.", F2(func(z *TimeZoneInfo, o DateTimeOffset) TimeSpan { return z.offset(o.utc().Ticks()) }), eastern+`.GetUtcOffset(new DateTimeOffset(`+july+`)).Hours // -4`),
		Row("bool HasSameRules(TimeZoneInfo other)", "Whether both keep the same time.", F2((*TimeZoneInfo).sameRules), eastern+`.HasSameRules(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")) // true`),
		Row("bool IsAmbiguousTime(DateTime dateTime)", "Whether the zone's clocks show a time twice.", F2(func(z *TimeZoneInfo, d DateTime) bool { return len(z.offsets(d.Ticks())) > 1 }), eastern+`.IsAmbiguousTime(new DateTime(2024, 11, 3, 1, 30, 0)) // true`),
		Row("bool IsDaylightSavingTime(DateTime dateTime)", "Whether it is summer time.", F2(func(z *TimeZoneInfo, d DateTime) bool { return z.summer(z.instant(d)) }), eastern+`.IsDaylightSavingTime(`+july+`) // true`),
		Row("bool IsDaylightSavingTime(DateTimeOffset dateTimeOffset)", "Whether it is summer time.", F2(func(z *TimeZoneInfo, o DateTimeOffset) bool { return z.summer(o.utc().Ticks()) }), eastern+`.IsDaylightSavingTime(new DateTimeOffset(`+july+`)) // true`),
		Row("bool IsInvalidTime(DateTime dateTime)", "Whether the zone's clocks skip a time.", F2(func(z *TimeZoneInfo, d DateTime) bool { return d.Kind() != Utc && len(z.offsets(d.Ticks())) == 0 }), eastern+`.IsInvalidTime(new DateTime(2024, 3, 10, 2, 30, 0)) // true`),
		Row("string ToString()", "The display name.", F2(func(e *Env, z *TimeZoneInfo) string { return z.display(e) }), `TimeZoneInfo.Utc.ToString() // "UTC"`),
	)
}

// locations keeps the zones that were loaded; there are some hundreds.
var locations sync.Map

// findZone is the zone of a Windows or IANA name, or TimeZoneNotFoundException.
func findZone(id string) *TimeZoneInfo {
	name, known := windowsZones[strings.ToLower(id)]
	if !known {
		name = id
	}
	switch {
	case strings.EqualFold(id, "UTC"):
		return utcZone
	case name != "" && name != "Local":
		if loc, ok := locations.Load(name); ok {
			return &TimeZoneInfo{id: id, loc: loc.(*time.Location)}
		}
		if loc, err := time.LoadLocation(name); err == nil {
			locations.Store(name, loc)
			return &TimeZoneInfo{id: id, loc: loc}
		}
	}
	Throw(NewException(timeZoneNotFound, "The time zone ID '"+id+"' was not found on the local computer."))
	return nil
}

func timeOfTicks(utc int64) time.Time { return DateTimeOf(utc, Utc).Time() }

// offset is the zone's offset at an instant.
func (z *TimeZoneInfo) offset(utc int64) TimeSpan {
	if z.loc == nil {
		return z.custom.at(utc)
	}
	_, seconds := timeOfTicks(max(0, min(utc, maxTicks))).In(z.loc).Zone()
	return TimeSpan(seconds) * ticksPerSecond
}

// offsets are those at which the zone's clocks show a time: none for one that
// they skip, two, standard time first, for one that they show twice.
func (z *TimeZoneInfo) offsets(clock int64) []TimeSpan {
	before, after := z.offset(clock-ticksPerDay), z.offset(clock+ticksPerDay)
	var list []TimeSpan
	for _, o := range []TimeSpan{min(before, after), max(before, after)} {
		if z.offset(clock-int64(o)) == o && (len(list) == 0 || list[0] != o) {
			list = append(list, o)
		}
	}
	return list
}

// offsetOf is GetUtcOffset: of a UTC time that of its instant, of any other
// that of the zone's clocks; where they skip it, standard time's.
func (z *TimeZoneInfo) offsetOf(d DateTime) TimeSpan {
	if d.Kind() != Unspecified {
		return z.offset(d.Ticks())
	}
	if list := z.offsets(d.Ticks()); len(list) > 0 {
		return list[0]
	}
	return min(z.offset(d.Ticks()-ticksPerDay), z.offset(d.Ticks()+ticksPerDay))
}

// toUtc is a time of the zone in ticks of UTC.
func (z *TimeZoneInfo) toUtc(d DateTime) int64 {
	if z == utcZone || z == localZone {
		return d.Ticks()
	}
	if d.Kind() != Unspecified {
		Throw(Argument(badZoneKind, "sourceTimeZone"))
	}
	list := z.offsets(d.Ticks())
	if len(list) == 0 {
		Throw(Argument(badZoneTime, "dateTime"))
	}
	return max(0, min(d.Ticks()-int64(list[0]), maxTicks))
}

// fromUtc is an instant as the zone's clocks show it.
func (z *TimeZoneInfo) fromUtc(utc int64) DateTime {
	switch z {
	case utcZone:
		return DateTimeOf(utc, Utc)
	case localZone:
		return DateTimeOf(utc, Local)
	}
	return DateTimeOf(max(0, min(utc+int64(z.offset(utc)), maxTicks)), Unspecified)
}

// instant is a time of the zone, or of UTC, in ticks of UTC.
func (z *TimeZoneInfo) instant(d DateTime) int64 {
	if d.Kind() != Unspecified {
		return d.Ticks()
	}
	return max(0, min(d.Ticks()-int64(z.offsetOf(d)), maxTicks))
}

func (z *TimeZoneInfo) summer(utc int64) bool {
	if z.loc == nil {
		return z.custom.at(utc) != z.custom.offset
	}
	winter, summer := z.halvesOf(timeOfTicks(utc).Year())
	return winter != summer && z.offset(utc) == max(winter, summer)
}

// hasSummer reports whether the zone has summer time, a zone of the system this
// year.
func (z *TimeZoneInfo) hasSummer(e *Env) bool {
	if z.loc == nil {
		return len(z.custom.rules) > 0
	}
	winter, summer := z.halves(e)
	return winter != summer
}

// halves are the offsets of January and July of this year.
func (z *TimeZoneInfo) halves(e *Env) (january, july TimeSpan) { return z.halvesOf(e.Time().Year()) }

func (z *TimeZoneInfo) halvesOf(year int) (january, july TimeSpan) {
	year = max(1, min(year, 9999))
	return z.offset(daysTo(year, 1, 1) * ticksPerDay), z.offset(daysTo(year, 7, 1) * ticksPerDay)
}

// base is the offset of standard time.
func (z *TimeZoneInfo) base(e *Env) TimeSpan {
	if z.loc == nil {
		return z.custom.offset
	}
	return min(z.halves(e))
}

func (z *TimeZoneInfo) standardName() string {
	if z.loc == nil {
		return z.custom.standard
	}
	return z.id
}

func (z *TimeZoneInfo) daylightName() string {
	if z.loc == nil {
		return z.custom.daylight
	}
	return strings.Replace(z.id, "Standard Time", "Daylight Time", 1)
}

func (z *TimeZoneInfo) display(e *Env) string {
	switch {
	case z.loc == nil:
		return z.custom.display
	case z == utcZone || z == localZone:
		return "UTC"
	}
	return fmt.Sprintf("(UTC%s) %s", offsetText(z.base(e), 3), z.id)
}

// rules are the zone's adjustment rules, in order.
func (z *TimeZoneInfo) rules() []*AdjustmentRule {
	if z.loc == nil {
		return z.custom.rules
	}
	return adjustmentRules(z.loc)
}

// sameRules is HasSameRules.
func (z *TimeZoneInfo) sameRules(other *TimeZoneInfo) bool {
	if z.loc != nil && other.loc != nil {
		return z.loc.String() == other.loc.String()
	}
	same := func(a, b *AdjustmentRule) bool { return *a == *b }
	return z.base(nil) == other.base(nil) && slices.EqualFunc(z.rules(), other.rules(), same)
}
