package clr

import (
	"testing"
	"time"
)

// TestWallTime sees that an evaluation ends when its time is over, however few
// its steps are.
func TestWallTime(t *testing.T) {
	now := time.Unix(0, 0)
	wallClock = func() time.Time { return now }
	defer func() { wallClock = time.Now }()
	e := &Env{Limits: Limits{Time: time.Second}}
	e.Start()
	e.Step(slow)
	now = now.Add(time.Second)
	e.Step(slow) // just in time
	now = now.Add(1)
	defer func() {
		if l, ok := recover().(*LimitError); !ok || l.What != "wall time" {
			t.Errorf("ended with %v, want a LimitError", l)
		}
	}()
	e.Step(slow)
}

func TestCheckResult(t *testing.T) {
	e := &Env{Limits: Limits{Result: 3}}
	for _, test := range []struct {
		v    any
		fits bool
	}{{"abc", true}, {"abcd", false}, {NewBytes([]byte("abc")), true}, {NewBytes([]byte("abcd")), false}, {nil, true}, {int32(12345), true}} {
		if err := e.CheckResult(test.v); (err == nil) != test.fits {
			t.Errorf("CheckResult(%v) = %v", test.v, err)
		}
	}
}
