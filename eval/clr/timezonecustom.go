package clr

import (
	"cmp"
	"slices"
	"strings"
)

// The members of TimeZoneInfo that make zones, list them and write them down.

// at is the offset at an instant.
func (c *customZone) at(utc int64) TimeSpan {
	day := (utc + int64(c.offset)) / ticksPerDay
	for _, r := range c.rules {
		if r.from.days() <= day && day <= r.to.days() && r.summer(utc, c.offset) {
			return c.offset + r.delta
		}
	}
	return c.offset
}

// newZone is CreateCustomTimeZone: null names are empty.
func newZone(id string, offset TimeSpan, display, standard, daylight any, rules any, noSummer bool) *TimeZoneInfo {
	switch {
	case id == "":
		Throw(Argument("The specified ID parameter '' is not supported.", "id"))
	case offset%ticksPerMinute != 0:
		Throw(Argument(badOffsetFraction, "baseUtcOffset"))
	case offset < -14*ticksPerHour || offset > 14*ticksPerHour:
		Throw(ArgumentOutOfRange("baseUtcOffset", badOffset))
	}
	c := customZone{offset: offset, display: Text(display), standard: Text(standard)}
	if !noSummer {
		c.daylight = Text(daylight)
		if list, ok := rules.(*Array); ok {
			c.rules = rulesOf(list, offset)
		}
	}
	return &TimeZoneInfo{id: id, custom: c}
}

// rulesOf checks that rules are in order and keep the zone's offset in bounds.
func rulesOf(list *Array, offset TimeSpan) []*AdjustmentRule {
	var rules []*AdjustmentRule
	for _, v := range list.Items() {
		r, ok := v.(*AdjustmentRule)
		switch {
		case !ok:
			Throw(NewException(InvalidTimeZoneType, "The AdjustmentRule array cannot contain null elements."))
		case offset+r.delta < -14*ticksPerHour || offset+r.delta > 14*ticksPerHour:
			Throw(NewException(InvalidTimeZoneType, "The sum of the BaseUtcOffset and DaylightDelta properties must within plus or minus 14.0 hours."))
		case len(rules) > 0 && r.from.Ticks() <= rules[len(rules)-1].to.Ticks():
			Throw(NewException(InvalidTimeZoneType, "The elements of the AdjustmentRule array must be in chronological order and must not overlap."))
		}
		rules = append(rules, r)
	}
	return rules
}

// systemZones are the zones that have a Windows name, from west to east.
func systemZones(e *Env) *ReadOnlyCollection {
	var zones []*TimeZoneInfo
	for line := range strings.Lines(strings.TrimSpace(windowsZoneNames)) {
		id, _, _ := strings.Cut(line, "=")
		zones = append(zones, findZone(id))
	}
	slices.SortStableFunc(zones, func(a, b *TimeZoneInfo) int { return cmp.Compare(a.base(e), b.base(e)) })
	items := make([]any, len(zones))
	for i, z := range zones {
		items[i] = z
	}
	return readOnlyOf(TimeZoneInfoType, NewArray(TimeZoneInfoType, items))
}

// ambiguousOffsets are the offsets at which the zone's clocks show a time
// twice; it throws ArgumentException where they do not.
func (z *TimeZoneInfo) ambiguousOffsets(clock int64, param string) *Array {
	list := z.offsets(clock)
	if len(list) < 2 {
		Throw(Argument(map[string]string{
			"dateTime":       "The supplied DateTime is not in an ambiguous time range.",
			"dateTimeOffset": "The supplied DateTimeOffset is not in an ambiguous time range.",
		}[param], param))
	}
	return NewArray(TimeSpanType, []any{list[0], list[1]})
}

// clock is what the zone's clocks show at an instant.
func (z *TimeZoneInfo) clock(o DateTimeOffset) int64 {
	utc := o.utc().Ticks()
	return utc + int64(z.offset(utc))
}

func init() {
	const (
		own     = `TimeZoneInfo.CreateCustomTimeZone("A", TimeSpan.FromHours(2), "(A)", "A time")`
		eastern = `TimeZoneInfo.FindSystemTimeZoneById("Eastern Standard Time")`
		twice   = `new DateTime(2024, 11, 3, 1, 30, 0)`
	)
	TimeZoneInfoType.Define(
		Row("static void ClearCachedData()", "Does nothing: the zones of a host do not change under it.", F0(func() Void { return Void{} })),
		Row("static TimeZoneInfo CreateCustomTimeZone(string id, TimeSpan baseUtcOffset, string displayName, string standardDisplayName)", "Makes a zone without summer time. Offsets are whole minutes, up to 14 hours.", F4(func(id string, offset TimeSpan, display, standard any) *TimeZoneInfo {
			return newZone(id, offset, display, standard, standard, nil, false)
		}), own+`.BaseUtcOffset.Hours // 2`, own+`.ToString() // "(A)"`, `TimeZoneInfo.CreateCustomTimeZone("A", TimeSpan.FromDays(1), "", "") // throws ArgumentOutOfRangeException`),
		Row("static TimeZoneInfo CreateCustomTimeZone(string id, TimeSpan baseUtcOffset, string displayName, string standardDisplayName, string daylightDisplayName, TimeZoneInfo.AdjustmentRule[] adjustmentRules)", "Makes a zone with rules, which must be in order.", Fn(6, func(args []any) any {
			return newZone(args[0].(string), args[1].(TimeSpan), args[2], args[3], args[4], args[5], false)
		}), `TimeZoneInfo.CreateCustomTimeZone("A", TimeSpan.Zero, "a", "b", "c", `+eastern+`.GetAdjustmentRules()).GetUtcOffset(new DateTime(2024, 7, 1)).Hours // 1`,
			`TimeZoneInfo.CreateCustomTimeZone("A", TimeSpan.Zero, "a", "b", "c", new TimeZoneInfo.AdjustmentRule[1]) // throws InvalidTimeZoneException`),
		Row("static TimeZoneInfo CreateCustomTimeZone(string id, TimeSpan baseUtcOffset, string displayName, string standardDisplayName, string daylightDisplayName, TimeZoneInfo.AdjustmentRule[] adjustmentRules, bool disableDaylightSavingTime)", "Makes a zone with rules, or without them.", F7(newZone),
			`TimeZoneInfo.CreateCustomTimeZone("A", TimeSpan.Zero, "a", "b", "c", `+eastern+`.GetAdjustmentRules(), true).SupportsDaylightSavingTime // false`),
		Row("static TimeZoneInfo FromSerializedString(string source)", "The zone that ToSerializedString wrote; SerializationException for other text.", F1(readZone),
			`TimeZoneInfo.FromSerializedString("A;120;(A);A time;A time;;").BaseUtcOffset.Hours // 2`, `TimeZoneInfo.FromSerializedString("A;x") // throws SerializationException`),
		Row("TimeZoneInfo.AdjustmentRule[] GetAdjustmentRules()", "The rules of summer time, one for each span of years that keeps the same. Of the system's zones the years from 1970 on.", F1(func(z *TimeZoneInfo) *Array {
			rules := z.rules()
			items := make([]any, len(rules))
			for i, r := range rules {
				items[i] = r
			}
			return NewArray(AdjustmentRuleType, items)
		}), eastern+`.GetAdjustmentRules().Last().DaylightTransitionStart.Week // 2`, `TimeZoneInfo.Utc.GetAdjustmentRules().Length // 0`),
		Row("TimeSpan[] GetAmbiguousTimeOffsets(DateTime dateTime)", "The two offsets of a time that the zone's clocks show twice; ArgumentException for any other.", F2(func(z *TimeZoneInfo, d DateTime) *Array { return z.ambiguousOffsets(d.Ticks(), "dateTime") }),
			eastern+`.GetAmbiguousTimeOffsets(`+twice+`)[0].Hours // -5`, `TimeZoneInfo.Utc.GetAmbiguousTimeOffsets(DateTime.MinValue) // throws ArgumentException`),
		Row("TimeSpan[] GetAmbiguousTimeOffsets(DateTimeOffset dateTimeOffset)", "The two offsets of a time that the zone's clocks show twice; ArgumentException for any other.", F2(func(z *TimeZoneInfo, o DateTimeOffset) *Array {
			return z.ambiguousOffsets(z.clock(o), "dateTimeOffset")
		}),
			eastern+`.GetAmbiguousTimeOffsets(new DateTimeOffset(2024, 11, 3, 5, 30, 0, TimeSpan.Zero)).Length // 2`),
		Row("static System.Collections.ObjectModel.ReadOnlyCollection<TimeZoneInfo> GetSystemTimeZones()", "The zones that have a Windows name, from west to east.", F1(systemZones), `TimeZoneInfo.GetSystemTimeZones().Any(z => z.Id == "Tokyo Standard Time") // true`),
		Row("bool IsAmbiguousTime(DateTimeOffset dateTimeOffset)", "Whether the zone's clocks show the time of an instant twice.", F2(func(z *TimeZoneInfo, o DateTimeOffset) bool { return len(z.offsets(z.clock(o))) > 1 }), eastern+`.IsAmbiguousTime(new DateTimeOffset(2024, 11, 3, 5, 30, 0, TimeSpan.Zero)) // true`),
		Row("string ToSerializedString()", "The zone as text: identifier, offset in minutes, names and rules, with semicolons between them.", F2(func(e *Env, z *TimeZoneInfo) string { return z.serialize(e) }), own+`.ToSerializedString() // "A;120;(A);A time;A time;;"`),
	)
}
