package clr

// A DaylightTime is a System.Globalization.DaylightTime: the summer time of a year.
type DaylightTime struct {
	start, end DateTime
	delta      TimeSpan
}

// DaylightTimeType is System.Globalization.DaylightTime.
var DaylightTimeType = Declare(Decl{Name: "System.Globalization.DaylightTime", Beyond: true, Doc: "The summer time of a year."})

// CLRType is System.Globalization.DaylightTime.
func (*DaylightTime) CLRType() *Type { return DaylightTimeType }

// covers reports whether a time is summer time, by its own clocks in which the
// hour after the start does not exist and the hour before the end comes twice.
func (t *DaylightTime) covers(d DateTime) bool {
	if t.delta == 0 || d.Kind() == Utc {
		return false
	}
	clock, start, end := d.Ticks(), t.start.Ticks()+max(0, int64(t.delta)), t.end.Ticks()+min(0, -int64(t.delta))
	if t.end.Ticks() < t.start.Ticks() {
		return clock < end || start <= clock
	}
	return start <= clock && clock < end
}

func init() {
	const summer = `new System.Globalization.DaylightTime(new DateTime(2024, 3, 31, 2, 0, 0), new DateTime(2024, 10, 27, 3, 0, 0), TimeSpan.FromHours(1))`
	DaylightTimeType.Define(
		Row("new(DateTime start, DateTime end, TimeSpan delta)", "From start to end, the clocks going delta before standard time.", F3(func(start, end DateTime, delta TimeSpan) *DaylightTime { return &DaylightTime{start, end, delta} }), summer+`.Start.Month // 3`),
		Row("TimeSpan Delta { get; }", "How far the clocks go before standard time.", F1(func(t *DaylightTime) TimeSpan { return t.delta }), summer+`.Delta.Hours // 1`),
		Row("DateTime End { get; }", "When it ends.", F1(func(t *DaylightTime) DateTime { return t.end }), summer+`.End.Month // 10`),
		Row("DateTime Start { get; }", "When it begins.", F1(func(t *DaylightTime) DateTime { return t.start }), summer+`.Start.Day // 31`),
	)
	TimeZoneType.Define(
		Row("System.Globalization.DaylightTime GetDaylightChanges(int year)", "The summer time of a year, 1 to 9999: UTC has none.", F2(func(_ *TimeZone, year int32) *DaylightTime {
			if year < 1 || year > 9999 {
				Throw(ArgumentOutOfRange("year", "Valid values are between 1 and 9999, inclusive."))
			}
			return new(DaylightTime)
		}), `TimeZone.CurrentTimeZone.GetDaylightChanges(2024).Delta.Ticks // 0L`, `TimeZone.CurrentTimeZone.GetDaylightChanges(0) // throws ArgumentOutOfRangeException`),
		Row("static bool IsDaylightSavingTime(DateTime time, System.Globalization.DaylightTime daylightTimes)", "Whether a time is summer time.", F2(func(d DateTime, t *DaylightTime) bool { return t.covers(d) }), `TimeZone.IsDaylightSavingTime(new DateTime(2024, 7, 1), `+summer+`) // true`),
	)
}
