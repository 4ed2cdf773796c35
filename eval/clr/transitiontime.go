package clr

// A TransitionTime is a System.TimeZoneInfo.TransitionTime: when in a year the
// clocks change, as a date or as a day of a week of a month.
type TransitionTime struct {
	time  DateTime // on 1 January 0001
	month int32
	week  int32 // 1 to 5, the last one; 1 of a fixed date
	day   int32 // 1 of a floating date
	on    int64 // day of the week; Sunday of a fixed date
	fixed bool
}

// TransitionTimeType is System.TimeZoneInfo.TransitionTime.
var TransitionTimeType = Declare(Decl{Name: "System.TimeZoneInfo.TransitionTime", Kind: Struct, Interfaces: "IEquatable<TimeZoneInfo.TransitionTime>", Doc: "When in a year a zone's clocks change."})

// CLRType is System.TimeZoneInfo.TransitionTime.
func (TransitionTime) CLRType() *Type { return TransitionTimeType }

// fixedDate is a transition on the same date every year.
func fixedDate(timeOfDay DateTime, month, day int32) TransitionTime {
	t := TransitionTime{time: timeOfDay, month: month, week: 1, day: day, fixed: true}
	t.check(true)
	return t
}

// floatingDate is a transition on a day of a week of a month.
func floatingDate(timeOfDay DateTime, month, week int32, dayOfWeek Enum) TransitionTime {
	t := TransitionTime{time: timeOfDay, month: month, week: week, day: 1, on: dayOfWeek.V}
	t.check(false)
	return t
}

func (t TransitionTime) check(fixed bool) {
	switch {
	case t.time.Kind() != Unspecified:
		Throw(Argument("The supplied DateTime must have the Kind property set to DateTimeKind.Unspecified.", "timeOfDay"))
	case t.month < 1 || t.month > 12:
		Throw(ArgumentOutOfRange("month", "The Month parameter must be in the range 1 through 12."))
	case fixed && (t.day < 1 || t.day > 31):
		Throw(ArgumentOutOfRange("day", "The Day parameter must be in the range 1 through 31."))
	case t.week < 1 || t.week > 5:
		Throw(ArgumentOutOfRange("week", "The Week parameter must be in the range 1 through 5."))
	case t.on < 0 || t.on > 6:
		Throw(ArgumentOutOfRange("dayOfWeek", "The DayOfWeek enumeration must be in the range 0 through 6."))
	case t.time.days() != 0 || t.time.Ticks()%ticksPerMillisecond != 0:
		Throw(Argument("The supplied DateTime must have the Year, Month, and Day properties set to 1.  The time cannot be specified more precisely than whole milliseconds.", "timeOfDay"))
	}
}

// ticks is the transition of a year, on the clocks that it ends.
func (t TransitionTime) ticks(year int) int64 {
	last := int(daysInMonth(leapYear(int32(year)), t.month))
	day := min(int(t.day), last)
	if !t.fixed {
		first := DateTimeOf(daysTo(year, int(t.month), 1)*ticksPerDay, Unspecified).weekday()
		day = 1 + (int(t.on)-first+7)%7 + 7*int(t.week-1)
		if day > last {
			day -= 7
		}
	}
	return daysTo(year, int(t.month), day)*ticksPerDay + t.time.Ticks()
}

func init() {
	const (
		two    = `new DateTime(1, 1, 1, 2, 0, 0)`
		march  = `TimeZoneInfo.TransitionTime.CreateFloatingDateRule(` + two + `, 3, 5, DayOfWeek.Sunday)`
		newDay = `TimeZoneInfo.TransitionTime.CreateFixedDateRule(` + two + `, 4, 15)`
	)
	Zero(TransitionTimeType, func(*Type) any { return TransitionTime{} })
	equal := func(a, b TransitionTime) bool { return a == b }
	TransitionTimeType.Define(
		Row("int Day { get; }", "The day of the month of a fixed date.", F1(func(t TransitionTime) int32 { return t.day }), newDay+`.Day // 15`),
		Row("DayOfWeek DayOfWeek { get; }", "The day of the week of a floating date.", F1(func(t TransitionTime) any { return dayValues[t.on] }), march+`.DayOfWeek.ToString() // "Sunday"`),
		Row("bool IsFixedDateRule { get; }", "Whether it is the same date every year.", F1(func(t TransitionTime) bool { return t.fixed }), march+`.IsFixedDateRule // false`),
		Row("int Month { get; }", "The month.", F1(func(t TransitionTime) int32 { return t.month }), march+`.Month // 3`),
		Row("DateTime TimeOfDay { get; }", "The time of day, on 1 January 0001.", F1(func(t TransitionTime) DateTime { return t.time }), march+`.TimeOfDay.Hour // 2`),
		Row("int Week { get; }", "The week of the month of a floating date, 1 to 5; 5 is the last.", F1(func(t TransitionTime) int32 { return t.week }), march+`.Week // 5`),
		Row("static TimeZoneInfo.TransitionTime CreateFixedDateRule(DateTime timeOfDay, int month, int day)", "The same date every year.", F3(fixedDate),
			newDay+`.Month // 4`, `TimeZoneInfo.TransitionTime.CreateFixedDateRule(`+two+`, 4, 32) // throws ArgumentOutOfRangeException`),
		Row("static TimeZoneInfo.TransitionTime CreateFloatingDateRule(DateTime timeOfDay, int month, int week, DayOfWeek dayOfWeek)", "A day of a week of a month.", F4(floatingDate),
			march+`.Week // 5`, `TimeZoneInfo.TransitionTime.CreateFloatingDateRule(DateTime.MaxValue, 3, 5, DayOfWeek.Sunday) // throws ArgumentException`),
		Row("bool Equals(TimeZoneInfo.TransitionTime other)", "Whether all parts are equal.", F2(equal), march+`.Equals(`+newDay+`) // false`),
		Row("static bool operator ==(TimeZoneInfo.TransitionTime t1, TimeZoneInfo.TransitionTime t2)", "Whether all parts are equal.", F2(equal), march+` == `+march+` // true`),
		Row("static bool operator !=(TimeZoneInfo.TransitionTime t1, TimeZoneInfo.TransitionTime t2)", "Whether a part differs.", F2(func(a, b TransitionTime) bool { return a != b }), march+` != `+newDay+` // true`),
	)
}
