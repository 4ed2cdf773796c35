package clr

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// testEnv has a clock that stands at 10:30 on 25 November 2026.
var testEnv = &Env{Now: func() time.Time { return time.Date(2026, 11, 25, 10, 30, 0, 0, time.UTC) }}

const noDate = "FormatException"

func parsed(d Formatter, e *Exception) string {
	if e != nil {
		return e.T.Simple
	}
	return d.FormatWith("o")
}

// TestParseDate holds DateTime.Parse against what .NET Framework gives.
func TestParseDate(t *testing.T) {
	for s, want := range map[string]string{
		"2024-03-09":                        "2024-03-09T00:00:00.0000000",
		" 2024-03-09 ":                      "2024-03-09T00:00:00.0000000",
		"2024 - 03 - 09":                    "2024-03-09T00:00:00.0000000",
		"2024/03-09":                        "2024-03-09T00:00:00.0000000",
		"2024--03-09":                       noDate,
		"2024-03-09-":                       noDate,
		"20240309":                          noDate,
		"2024-02-30":                        noDate,
		"12/31/29":                          "2029-12-31T00:00:00.0000000",
		"12/31/30":                          "1930-12-31T00:00:00.0000000",
		"13/12/2024":                        noDate,
		"3/9":                               "2026-03-09T00:00:00.0000000",
		"2024-03":                           "2024-03-01T00:00:00.0000000",
		"9 March":                           "2009-03-01T00:00:00.0000000",
		"March 9":                           "2026-03-09T00:00:00.0000000",
		"45 Mar 7":                          "1945-03-07T00:00:00.0000000",
		"9Mar2024":                          "2024-03-09T00:00:00.0000000",
		"Saturday, March 9, 2024 4:05 PM":   "2024-03-09T16:05:00.0000000",
		"Sun, 09 Mar 2024":                  noDate,
		"Sunday":                            noDate,
		"Sat, 09 Mar 2024 04:05:06 GMT":     "2024-03-09T04:05:06.0000000+00:00",
		"Saturday, 09-Mar-24 04:05:06 GMT":  "2024-03-09T04:05:06.0000000+00:00",
		"Sat, 09 Mar 2024 04:05:06 +0200":   "2024-03-09T02:05:06.0000000+00:00",
		"2024-03-09T04:05:06+02:00":         "2024-03-09T02:05:06.0000000+00:00",
		"2024-03-09T04:05:06.123 +05:30":    "2024-03-08T22:35:06.1230000+00:00",
		"2024-03-09T04:05:06.12345678Z":     "2024-03-09T04:05:06.1234568+00:00",
		"2024-03-09T04:05:06.99999999Z":     "2024-03-09T04:05:07.0000000+00:00",
		"2024-03-09T04":                     noDate,
		"2024-3-9T4:5:6":                    noDate,
		"2024-03-09T04:05:06 PM":            noDate,
		"2024-03-09T24:00:00":               noDate,
		"2024-03-09T04:05:06+14:01":         noDate,
		"9999-12-31T23:59:59.9999999-01:00": noDate,
		"0001-01-01T00:00:00+01:00":         "0001-01-01T23:00:00.0000000+00:00",
		"4:05":                              "2026-11-25T04:05:00.0000000",
		"4 PM":                              "2026-11-25T16:00:00.0000000",
		"0:05 PM":                           "2026-11-25T12:05:00.0000000",
		"13:05 AM":                          noDate,
		"4:05 -2":                           "2026-11-25T06:05:00.0000000+00:00",
		"4:05 2024-03-09":                   "2024-03-09T04:05:00.0000000",
		"1:1:1:1":                           noDate,
		"3-4-5-6":                           "2005-03-04T06:00:00.0000000+00:00",
		"9 March 2024 A.D.":                 "2024-03-09T00:00:00.0000000",
		"":                                  noDate,
		"not a date":                        noDate,
		"Thu Jan 01 1970 00:00:00 GMT+0100 (CET)": noDate,
	} {
		d, e := parseDateTime(testEnv, s, invariantDates, 0)
		if got := parsed(d, e); got != want {
			t.Errorf("DateTime.Parse(%q) = %s, want %s", s, got, want)
		}
	}
}

func TestParseDateStyles(t *testing.T) {
	for _, c := range []struct {
		s      string
		styles int64
		want   string
	}{
		{"2024-03-09T01:00:00+02:00", adjustToUniversal, "2024-03-08T23:00:00.0000000Z"},
		{"2024-03-09T01:00:00Z", roundtripKind, "2024-03-09T01:00:00.0000000Z"},
		{"2024-03-09T01:00:00", roundtripKind, "2024-03-09T01:00:00.0000000"},
		{"2024-03-09", assumeUniversal, "2024-03-09T00:00:00.0000000+00:00"},
		{"2024-03-09", assumeUniversal | adjustToUniversal, "2024-03-09T00:00:00.0000000Z"},
		{"04:05", noCurrentDate, "0001-01-01T04:05:00.0000000"},
	} {
		d, e := parseDateTime(testEnv, c.s, invariantDates, c.styles)
		if got := parsed(d, e); got != c.want {
			t.Errorf("DateTime.Parse(%q, %d) = %s, want %s", c.s, c.styles, got, c.want)
		}
	}
}

func TestParseDateExact(t *testing.T) {
	for _, c := range []struct {
		s, format string
		styles    int64
		want      string
	}{
		{"2024-03-09T04:05:06Z", "yyyy-MM-ddTHH:mm:ssZ", 0, "2024-03-09T04:05:06.0000000+00:00"},
		{"2024-03-09T04:05:06Z", "yyyy-MM-ddTHH:mm:ss'Z'", 0, "2024-03-09T04:05:06.0000000"},
		{"2024-03-09T04:05:06+02:00", "yyyy-MM-ddTHH:mm:ssK", 0, "2024-03-09T02:05:06.0000000+00:00"},
		{"2024-03-09T04:05:06+02:00", "yyyy-MM-ddTHH:mm:sszz", 0, noDate},
		{"Sat, 09 Mar 2024 04:05:06 GMT", "R", 0, "2024-03-09T04:05:06.0000000"},
		{"Sun, 09 Mar 2024 04:05:06 GMT", "R", 0, noDate},
		{"2024-03-09T04:05:06.000Z", "o", 0, noDate},
		{"3/9/2024", "d", 0, noDate},
		{"3/9/2024", "M/d/yyyy", 0, "2024-03-09T00:00:00.0000000"},
		{"24", "yyyy", 0, noDate},
		{"12:05", "hh:mm", 0, "2026-11-25T00:05:00.0000000"},
		{"13:05", "hh:mm", 0, noDate},
		{"12:05 P", "hh:mm t", 0, "2026-11-25T12:05:00.0000000"},
		{"5", "s.FF", 0, "2026-11-25T00:00:05.0000000"},
		{"mar 2024", "MMM yyyy", 0, "2024-03-01T00:00:00.0000000"},
		{"2024 2023", "yyyy yyyy", 0, noDate},
		{"2024 03", "yyyyMM", 0, noDate},
		{"2024 03", "yyyyMM", allowInnerWhite, "2024-03-01T00:00:00.0000000"},
		{" 2024 ", "yyyy", allowLeadingWhite | allowTrailingWhite, "2024-01-01T00:00:00.0000000"},
		{"24:00", "HH:mm", 0, noDate},
	} {
		d, e := parseDateTimeExact(testEnv, c.s, c.format, invariantDates, c.styles)
		if got := parsed(d, e); got != c.want {
			t.Errorf("DateTime.ParseExact(%q, %q) = %s, want %s", c.s, c.format, got, c.want)
		}
	}
}

func TestFormatDate(t *testing.T) {
	d := dateTimeAt(2024, 3, 9, 4, 5, 6, 70, Unspecified)
	for format, want := range map[string]string{
		"": "03/09/2024 04:05:06", "D": "Saturday, 09 March 2024", "g": "03/09/2024 04:05", "U": "Saturday, 09 March 2024 04:05:06", "Y": "2024 March",
		"h:m:s t d/M/y": "4:5:6 A 9/3/24", "dddd ddddd MMMMM ttt": "Saturday Saturday March AM", "FFF|x.FFFF|yyyyy": "07|x.07|02024",
		`'a''b'"c\"d"\y`: `abc"dy`, "%yy": "2424", "zzz gg é": "+00:00 A.D. é",
	} {
		if got := d.FormatWith(format); got != want {
			t.Errorf("ToString(%q) = %q, want %q", format, got, want)
		}
	}
	for _, format := range []string{"x", "%", "%%", "ffffffff", `yyyy\`, `yyyy "a`} {
		if e := catch(func() { d.FormatWith(format) }); e == nil || e.T != FormatExceptionType {
			t.Errorf("ToString(%q) throws %v, want FormatException", format, e)
		}
	}
	for culture, want := range map[string]string{
		"": "03/09/2024 04:05:06 Sat Mar", "en-US": "3/9/2024 4:05:06 AM Sat Mar", "en-GB": "09/03/2024 04:05:06 Sat Mar",
		"de-DE": "09.03.2024 04:05:06 Sa Mrz", "fr-FR": "09/03/2024 04:05:06 sam. mars",
	} {
		c := datesOf(CultureNamed(culture))
		if got := formatDateTime(d, "", c) + formatDateTime(d, " ddd MMM", c); got != want {
			t.Errorf("%s: %q, want %q", culture, got, want)
		}
		for _, format := range []string{"G", "D", "F"} {
			text := formatDateTime(d, format, c)
			if back, e := parseDateTime(testEnv, text, c, 0); e != nil || back.days() != d.days() {
				t.Errorf("%s: Parse(%q) = %v, %v", culture, text, back, e)
			}
		}
	}
}

func TestParseTimeSpan(t *testing.T) {
	for s, want := range map[string]string{
		"24:00": "OverflowException", "24:00:00": "24.00:00:00", "1.02:03": "1.02:03:00", "1:2:3:4.5": "1.02:03:04.5000000", "-2": "-2.00:00:00",
		"1:2:3.45678912": "OverflowException", "2.5": noDate, "1:": noDate, "": noDate, "1 :2": noDate, "+2": noDate, " 1:2 ": "01:02:00",
		"-10675199.02:48:05.4775808": "-10675199.02:48:05.4775808", "10675199.02:48:05.4775808": "OverflowException", "99999999999999999999": "OverflowException",
	} {
		span, e := parseTimeSpan(s)
		got := span.ToString()
		if e != nil {
			got = e.T.Simple
		}
		if got != want {
			t.Errorf("TimeSpan.Parse(%q) = %s, want %s", s, got, want)
		}
	}
}

func TestFormatTimeSpan(t *testing.T) {
	for _, c := range []struct {
		span         TimeSpan
		format, want string
	}{
		{timeSpanOf(1, 2, 3, 4, 5), "G", "1:02:03:04.0050000"},
		{timeSpanOf(1, 2, 3, 4, 5), "g", "1:2:03:04.005"},
		{timeSpanOf(0, 2, 3, 4, 0), "g", "2:03:04"},
		{-timeSpanOf(0, 2, 3, 4, 50), "G", "-0:02:03:04.0500000"},
		{-timeSpanOf(0, 2, 3, 4, 50), "hh", "02"},
		{timeSpanOf(1, 2, 3, 4, 56), `d\.hh\:mm\:ss\.fff`, "1.02:03:04.056"},
		{timeSpanOf(1, 2, 3, 4, 0), `s\.FF`, "4."},
	} {
		if got := c.span.FormatWith(c.format); got != c.want {
			t.Errorf("%s.ToString(%q) = %q, want %q", c.span.ToString(), c.format, got, c.want)
		}
	}
}

// TestCalendar holds the calendar against Go's.
func TestCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := DateTimeOf(rapid.Int64Range(0, maxTicks).Draw(t, "ticks"), Utc)
		g := d.Time()
		y, m, day := civil(d.days())
		if y != g.Year() || time.Month(m) != g.Month() || day != g.Day() || d.weekday() != int(g.Weekday()) {
			t.Fatalf("civil(%d) = %d-%d-%d, want %v", d.days(), y, m, day, g)
		}
		if n := daysTo(y, m, day); n != d.days() {
			t.Fatalf("daysTo(%d, %d, %d) = %d, want %d", y, m, day, n, d.days())
		}
		if back := DateTimeFrom(g, Utc); back != d {
			t.Fatalf("DateTimeFrom(%v) = %d, want %d", g, back, d)
		}
		if back, e := parseDateTime(testEnv, d.FormatWith("o"), invariantDates, roundtripKind); e != nil || back != d {
			t.Fatalf("Parse(%s) = %v, %v", d.FormatWith("o"), back, e)
		}
		span := TimeSpan(rapid.Int64().Draw(t, "span"))
		if back, e := parseTimeSpan(span.ToString()); e != nil || back != span {
			t.Fatalf("TimeSpan.Parse(%s) = %v, %v", span.ToString(), back, e)
		}
	})
}

// TestDateComparisonAllocates pins the cost of `cert.NotAfter < DateTime.Now`:
// one boxed DateTime.
func TestDateComparisonAllocates(t *testing.T) {
	now, less := DateTimeType.Members("Now")[0].Row.Fn, DateTimeType.Members("<")[0].Row.Fn
	var env, when any = testEnv, DateTimeOf(maxTicks, Local)
	if n := testing.AllocsPerRun(100, func() { less.Func2()(when, now.Func1()(env)) }); n > 1 {
		t.Errorf("DateTime < DateTime.Now allocates %v times, want at most 1", n)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2024-03-09T04:05:06.7+02:00", "Sat, 09 Mar 2024 04:05:06 GMT", "3/9/2024 4 PM", "9 March", "4:05 -2", "1:2:3:4", "A.D.", "\xed\xa0\x80"} {
		f.Add(s, "yyyy-MM-dd'T'HH:mm:ss.FFFK")
	}
	f.Fuzz(func(t *testing.T, s, format string) {
		if d, e := parseDateTime(testEnv, s, invariantDates, 0); e == nil && d.Ticks() > maxTicks {
			t.Errorf("DateTime.Parse(%q) is out of range", s)
		}
		parseOffset(testEnv, s, invariantDates, 0)
		parseDateTimeExact(testEnv, s, format, invariantDates, allowInnerWhite)
		parseTimeSpan(s)
		parseTimeSpanExact(s, format, 0)
	})
}
