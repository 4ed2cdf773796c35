package clr

import "time"

// An AdjustmentRule is a System.TimeZoneInfo.AdjustmentRule: a zone's summer
// time in a span of years. It cannot change.
type AdjustmentRule struct {
	from, to   DateTime // dates, both within the rule
	delta      TimeSpan // what summer time adds to the zone's offset
	start, end TransitionTime
}

// AdjustmentRuleType is System.TimeZoneInfo.AdjustmentRule.
var AdjustmentRuleType = Declare(Decl{Name: "System.TimeZoneInfo.AdjustmentRule", Interfaces: "IEquatable<TimeZoneInfo.AdjustmentRule>", Doc: "A zone's summer time in a span of years."})

// CLRType is System.TimeZoneInfo.AdjustmentRule.
func (*AdjustmentRule) CLRType() *Type { return AdjustmentRuleType }

// EqualsTo compares all parts.
func (r *AdjustmentRule) EqualsTo(other any) bool {
	o, ok := other.(*AdjustmentRule)
	return ok && *o == *r
}

// Hash agrees with EqualsTo.
func (r *AdjustmentRule) Hash() uint64 { return HashOf(r.from) }

const (
	badOffset         = "The TimeSpan parameter must be within plus or minus 14.0 hours."
	badOffsetFraction = "The TimeSpan parameter cannot be specified more precisely than whole minutes."
	badRuleTime       = "The supplied DateTime includes a TimeOfDay setting.   This is not supported."
)

func newAdjustmentRule(from, to DateTime, delta TimeSpan, start, end TransitionTime) *AdjustmentRule {
	switch {
	case from.Kind() != Unspecified:
		Throw(Argument("The supplied DateTime must have the Kind property set to DateTimeKind.Unspecified.", "dateStart"))
	case to.Kind() != Unspecified:
		Throw(Argument("The supplied DateTime must have the Kind property set to DateTimeKind.Unspecified.", "dateEnd"))
	case start == end:
		Throw(Argument("The DaylightTransitionStart property must not equal the DaylightTransitionEnd property.", "daylightTransitionEnd"))
	case from.Ticks() > to.Ticks():
		Throw(Argument("The DateStart property must come before the DateEnd property.", "dateStart"))
	case delta < -14*ticksPerHour || delta > 14*ticksPerHour:
		e := ArgumentOutOfRange("daylightDelta", badOffset)
		e.Data = map[string]any{keyActualValue: delta}
		Throw(e)
	case delta%ticksPerMinute != 0:
		Throw(Argument(badOffsetFraction, "daylightDelta"))
	case from.Ticks()%ticksPerDay != 0:
		Throw(Argument(badRuleTime, "dateStart"))
	case to.Ticks()%ticksPerDay != 0:
		Throw(Argument(badRuleTime, "dateEnd"))
	}
	return &AdjustmentRule{from, to, delta, start, end}
}

// summer reports whether it is summer time at an instant of a zone of the rule
// whose standard time is base. South of the equator it spans the new year.
func (r *AdjustmentRule) summer(utc int64, base TimeSpan) bool {
	clock := max(0, utc+int64(base))
	year, _, _ := civil(clock / ticksPerDay)
	start, end := r.start.ticks(year), r.end.ticks(year)-int64(r.delta)
	if start < end {
		return start <= clock && clock < end
	}
	return clock < end || start <= clock
}

// The years whose rules adjustmentRules looks for; the last rule goes on for ever.
const firstRuleYear, lastRuleYear = 1970, 2037

// adjustmentRules are the rules of a zone of the system: one for each span of
// years whose summer time begins and ends by the same rule.
func adjustmentRules(loc *time.Location) []*AdjustmentRule {
	var rules []*AdjustmentRule
	var last *AdjustmentRule
	for year := firstRuleYear; year <= lastRuleYear; year++ {
		r := yearRule(loc, year)
		if r != nil && last != nil && last.extend(r) {
			continue
		}
		if last = r; r != nil {
			rules = append(rules, r)
		}
	}
	if last != nil {
		last.to = DateTimeOf(maxTicks/ticksPerDay*ticksPerDay, Unspecified)
	}
	return rules
}

// yearRule is the rule of one year, nil without summer time that begins and
// ends in it.
func yearRule(loc *time.Location, year int) *AdjustmentRule {
	r := &AdjustmentRule{from: DateTimeOf(daysTo(year, 1, 1)*ticksPerDay, Unspecified), to: DateTimeOf(daysTo(year, 12, 31)*ticksPerDay, Unspecified)}
	begins, ends := false, false
	for at := time.Date(year, 1, 1, 0, 0, 0, 0, loc); ; {
		_, next := at.ZoneBounds()
		if next.IsZero() {
			break
		}
		_, before := next.Add(-time.Second).Zone()
		_, after := next.Zone()
		clock := DateTimeFrom(next.Add(time.Duration(before)*time.Second), Unspecified)
		if y, _, _ := civil(clock.days()); y != year {
			break
		}
		switch {
		case after > before && !begins:
			r.start, begins = transitionAt(clock), true
			r.delta = TimeSpan(after-before) * ticksPerSecond
		case after < before && !ends:
			r.end, ends = transitionAt(clock), true
		}
		at = next
	}
	if !begins || !ends {
		return nil
	}
	return r
}

// transitionAt is the floating rule that gives a date: in its last week the
// last, else by number.
func transitionAt(clock DateTime) TransitionTime {
	_, month, day := civil(clock.days())
	return TransitionTime{
		time: DateTimeOf(clock.Ticks()%ticksPerDay, Unspecified), month: int32(month), day: 1,
		week: int32(day+6) / 7, on: int64(clock.weekday()),
	}
}

// extend makes the rule that of the next year's too, if one rule gives both.
func (r *AdjustmentRule) extend(next *AdjustmentRule) bool {
	first, _, _ := civil(r.from.days())
	year, _, _ := civil(next.from.days())
	start, okStart := sameTransition(r.start, next.start, first, year)
	end, okEnd := sameTransition(r.end, next.end, first, year)
	if !okStart || !okEnd || r.delta != next.delta {
		return false
	}
	r.start, r.end, r.to = start, end, next.to
	return true
}

// sameTransition is the rule that gives what a gives in the years from first,
// and b in this one: what was the fourth week may be the last.
func sameTransition(a, b TransitionTime, first, year int) (TransitionTime, bool) {
	if a.ticks(year) == b.ticks(year) {
		return a, true
	}
	last := a
	last.week = 5
	for y := first; y < year; y++ {
		if last.ticks(y) != a.ticks(y) {
			return a, false
		}
	}
	return last, last.ticks(year) == b.ticks(year)
}

func init() {
	const (
		two   = `new DateTime(1, 1, 1, 2, 0, 0)`
		start = `TimeZoneInfo.TransitionTime.CreateFloatingDateRule(` + two + `, 3, 5, DayOfWeek.Sunday)`
		end   = `TimeZoneInfo.TransitionTime.CreateFloatingDateRule(` + two + `, 10, 5, DayOfWeek.Sunday)`
		rule  = `TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(new DateTime(2020, 1, 1), new DateTime(2029, 12, 31), TimeSpan.FromHours(1), ` + start + `, ` + end + `)`
	)
	AdjustmentRuleType.Define(
		Row("DateTime DateEnd { get; }", "The last day of the rule.", F1(func(r *AdjustmentRule) DateTime { return r.to }), rule+`.DateEnd.Year // 2029`),
		Row("DateTime DateStart { get; }", "The first day of the rule.", F1(func(r *AdjustmentRule) DateTime { return r.from }), rule+`.DateStart.Year // 2020`),
		Row("TimeSpan DaylightDelta { get; }", "What summer time adds to the zone's offset.", F1(func(r *AdjustmentRule) TimeSpan { return r.delta }), rule+`.DaylightDelta.Hours // 1`),
		Row("TimeZoneInfo.TransitionTime DaylightTransitionEnd { get; }", "When summer time ends, on its own clocks.", F1(func(r *AdjustmentRule) TransitionTime { return r.end }), rule+`.DaylightTransitionEnd.Month // 10`),
		Row("TimeZoneInfo.TransitionTime DaylightTransitionStart { get; }", "When summer time begins, on the clocks of standard time.", F1(func(r *AdjustmentRule) TransitionTime { return r.start }), rule+`.DaylightTransitionStart.Month // 3`),
		Row("static TimeZoneInfo.AdjustmentRule CreateAdjustmentRule(DateTime dateStart, DateTime dateEnd, TimeSpan daylightDelta, TimeZoneInfo.TransitionTime daylightTransitionStart, TimeZoneInfo.TransitionTime daylightTransitionEnd)",
			"Makes a rule for the days from dateStart to dateEnd. ArgumentException for days in the wrong order or with a time, and for the same transition twice.", F5(newAdjustmentRule), rule+`.DaylightDelta.Minutes // 0`,
			`TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(new DateTime(2020, 1, 1), new DateTime(2019, 1, 1), TimeSpan.Zero, `+start+`, `+end+`) // throws ArgumentException`),
		Row("bool Equals(TimeZoneInfo.AdjustmentRule other)", "Whether all parts are equal.", F2(func(r *AdjustmentRule, other any) bool { return r.EqualsTo(other) }), rule+`.Equals(`+rule+`) // true`),
	)
}
