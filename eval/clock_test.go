package eval

import (
	"testing"
	"time"

	"sallyport/eval/clr"
)

// TestClock compares with the present on both sides, by every operator, before,
// at and after it.
func TestClock(t *testing.T) {
	at := time.Date(2026, 1, 15, 10, 30, 0, 0, time.UTC)
	for i, offset := range []time.Duration{-1 * time.Microsecond, 0, time.Microsecond} {
		notAfter := clr.DateTimeFrom(at.Add(offset), clr.Local)
		env := &clr.Env{Now: func() time.Time { return at }, Context: &testContext{client: &testCert{notAfter: notAfter}}}
		for op, want := range map[string][3]bool{
			"<": {true, false, false}, "<=": {true, true, false}, ">": {false, false, true},
			">=": {false, true, true}, "==": {false, true, false}, "!=": {true, false, true},
		} {
			for text, want := range map[string]bool{
				`@(context.Certificate.NotAfter ` + op + ` DateTime.Now)`:               want[i],
				`@(context.Certificate.NotAfter.AddDays(0) ` + op + ` DateTime.UtcNow)`: want[i],
				`@(!(DateTime.UtcNow ` + op + ` context.Certificate.NotAfter))`:         !want[2-i],
				`@(DateTime.Now ` + op + ` DateTime.UtcNow)`:                            op == "<=" || op == ">=" || op == "==",
			} {
				for name, eval := range evaluations {
					if got, err := eval(compile(t, text), env); got != want || err != nil {
						t.Errorf("%s: %s at %v: %v, %v; want %v", name, text, offset, got, err, want)
					}
				}
			}
		}
	}
	if _, err := compile(t, `@(context.Certificate.NotAfter < DateTime.Now)`).Eval(&clr.Env{Context: &testContext{}}); err == nil {
		t.Error("no NullReferenceException")
	}
}
