package clr

// A TimeZone is the old class for the gateway's own zone, UTC.
type TimeZone struct{ _ byte }

// TimeZoneType is System.TimeZone.
var TimeZoneType = Declare(Decl{Name: "System.TimeZone", Abstract: true, Doc: "The gateway's own time zone, UTC. TimeZoneInfo knows others."})

// CLRType is System.TimeZone.
func (*TimeZone) CLRType() *Type { return TimeZoneType }

func init() {
	const own = `TimeZone.CurrentTimeZone`
	TimeZoneType.Define(
		Row("static TimeZone CurrentTimeZone { get; }", "The gateway's own zone.", Const(new(TimeZone)), own+`.StandardName // "UTC"`),
		Row("string DaylightName { get; }", "The name of summer time, which UTC has not.", F1(func(*TimeZone) string { return "" }), own+`.DaylightName // ""`),
		Row("string StandardName { get; }", "UTC.", F1(func(*TimeZone) string { return "UTC" }), own+`.StandardName // "UTC"`),
		Row("TimeSpan GetUtcOffset(DateTime time)", "No time.", F2(func(*TimeZone, DateTime) TimeSpan { return 0 }), own+`.GetUtcOffset(DateTime.MinValue).Ticks // 0L`),
		Row("bool IsDaylightSavingTime(DateTime time)", "False.", F2(func(*TimeZone, DateTime) bool { return false }), own+`.IsDaylightSavingTime(DateTime.MinValue) // false`),
		Row("DateTime ToLocalTime(DateTime time)", "The time, as local time.", F2(func(_ *TimeZone, d DateTime) DateTime { return DateTimeOf(d.Ticks(), Local) }), own+`.ToLocalTime(DateTime.MinValue).Kind.ToString() // "Local"`),
		Row("DateTime ToUniversalTime(DateTime time)", "The time, as UTC.", F2(func(_ *TimeZone, d DateTime) DateTime { return DateTimeOf(d.Ticks(), Utc) }), own+`.ToUniversalTime(DateTime.MinValue).Kind.ToString() // "Utc"`),
	)
}
