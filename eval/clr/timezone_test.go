package clr

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestAdjustmentRulesGiveTheZonesOffsets makes zones of the rules of zones, and
// asks both the offset of instants that the rules cover.
func TestAdjustmentRulesGiveTheZonesOffsets(t *testing.T) {
	env := &Env{Now: func() time.Time { return time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC) }}
	for _, id := range []string{"Eastern Standard Time", "W. Europe Standard Time", "AUS Eastern Standard Time", "India Standard Time", "New Zealand Standard Time"} {
		zone := findZone(id)
		rules := make([]any, 0, len(zone.rules()))
		for _, r := range zone.rules() {
			rules = append(rules, r)
		}
		made := newZone("A", zone.base(env), "", "", "", NewArray(AdjustmentRuleType, rules), false)
		rapid.Check(t, func(t *rapid.T) {
			utc := DateTimeFrom(time.Unix(rapid.Int64Range(1230768000, 2114380800).Draw(t, "seconds"), 0), Utc).Ticks() // 2009 to 2036
			if got, want := made.offset(utc), zone.offset(utc); got != want {
				t.Errorf("%s at %v: the rules give %v, the zone %v", id, DateTimeOf(utc, Utc).ToString(), got.ToString(), want.ToString())
			}
		})
		if read := readZone(made.serialize(env)); !read.sameRules(made) || read.base(env) != made.base(env) {
			t.Errorf("%s: written and read it has other rules: %s, want %s", id, read.serialize(env), made.serialize(env))
		}
	}
}

// TestZoneTextKeepsNames escapes what has a meaning in the text of a zone.
func TestZoneTextKeepsNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.RuneFrom([]rune(`a;[]\é`)), 1, 8, -1)
		z := newZone(name.Draw(t, "id"), TimeSpan(rapid.Int64Range(-840, 840).Draw(t, "minutes"))*ticksPerMinute, name.Draw(t, "display"), name.Draw(t, "standard"), "", nil, true)
		if got := readZone(z.serialize(nil)); got.id != z.id || got.custom.display != z.custom.display || got.custom.standard != z.custom.standard || got.custom.offset != z.custom.offset {
			t.Errorf("readZone(%q) = %+v, want %+v", z.serialize(nil), got, z)
		}
	})
}
