package clr

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// An Env is what the members of the library may know of the world while one
// expression runs: the time, chance, the context object and what is left of
// the budget. It belongs to one goroutine.
type Env struct {
	Context any              // the value of `context`
	Now     func() time.Time // the clock
	Random  *rand.Rand       // chance; nil means the system's
	Verify  Verifier         // whose certificates are trusted; nil means nobody's
	Limits  Limits
	Watch   any // what package eval reports an observed run to; nil when nobody listens

	Handlers []Handler // the try statements being run, innermost last

	steps int64
	bytes int64
	depth int
	until time.Time

	cursors []cursor
}

// A Handler is a try statement that is being run.
type Handler interface {
	Takes(*Exception) bool // whether one of its catches takes an exception
}

// Limits bound one evaluation. Zero means no bound.
type Limits struct {
	Steps     int64         // statements, calls of lambdas and elements enumerated
	Bytes     int64         // bytes of strings, arrays and collections made
	Time      time.Duration // wall time
	Depth     int           // calls of lambdas and local functions inside one another
	RegexTime time.Duration // one match of a regular expression
	Result    int64         // bytes of a string or byte[] that an expression gives
}

// DefaultLimits are APIM's five seconds, and bounds that no sane expression meets.
var DefaultLimits = Limits{Steps: 50_000_000, Bytes: 256 << 20, Time: 5 * time.Second, Depth: 256, RegexTime: time.Second, Result: 64 << 20}

// A LimitError ends an evaluation that went over its budget. C# cannot catch it.
type LimitError struct {
	What  string // steps, bytes, wall time: what comes after the limit
	Limit any
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("expression exceeded its limit of %v %s", e.Limit, e.What)
}

// Start begins an evaluation: the budget is whole again.
func (e *Env) Start() {
	e.steps, e.bytes, e.depth = 0, 0, 0
	e.until = time.Time{}
	e.Handlers = e.Handlers[:0]
	if len(e.cursors) > 0 {
		clear(e.cursors)
		e.cursors = e.cursors[:0]
	}
}

// Step counts n steps and ends the evaluation when there are too many, or when
// it has run for too long. The clock is looked at once in 64 steps.
func (e *Env) Step(n int) {
	if e == nil {
		return
	}
	before := e.steps
	e.steps += int64(n)
	if e.Limits.Steps > 0 && e.steps > e.Limits.Steps {
		panic(&LimitError{"steps", e.Limits.Steps})
	}
	if e.Limits.Time > 0 && before>>6 != e.steps>>6 {
		// The budget is of real time: a test's clock may stand still.
		now := wallClock()
		if e.until.IsZero() {
			e.until = now.Add(e.Limits.Time)
		} else if now.After(e.until) {
			panic(&LimitError{"wall time", e.Limits.Time})
		}
	}
}

// slow is what calling something counts that may take long by itself: the clock
// is looked at.
const slow = 64

// wallClock measures how long an evaluation runs; it is not what C# sees.
var wallClock = time.Now

// Charge counts bytes that are about to be made, and ends the evaluation when
// they are too many. Call it before making something large.
func (e *Env) Charge(n int) {
	if e == nil {
		return
	}
	e.bytes += int64(n)
	if e.Limits.Bytes > 0 && (n < 0 || e.bytes > e.Limits.Bytes) {
		panic(&LimitError{"bytes", e.Limits.Bytes})
	}
}

// CheckResult ends an evaluation that gives more than it may.
func (e *Env) CheckResult(v any) error {
	n := 0
	switch v := v.(type) {
	case string:
		n = len(v)
	case *Array:
		if v.ElemType() == Byte {
			n = v.Len()
		}
	}
	if e.Limits.Result > 0 && int64(n) > e.Limits.Result {
		return &LimitError{"bytes of its result", e.Limits.Result}
	}
	return nil
}

// Enter and Leave count calls inside one another.
func (e *Env) Enter() {
	e.depth++
	if e.Limits.Depth > 0 && e.depth > e.Limits.Depth {
		panic(&LimitError{"calls inside one another", e.Limits.Depth})
	}
}

// Leave ends what Enter began.
func (e *Env) Leave() { e.depth-- }

// Time is the clock's time; the system's when no clock was given.
func (e *Env) Time() time.Time {
	if e == nil || e.Now == nil {
		return wallClock()
	}
	return e.Now()
}

// A Frame is one activation of an expression, block or lambda: its variables
// and the Env. Programs get it as their environment.
type Frame struct {
	Env   *Env
	Slots []any // a captured variable's slot holds its *Ref
}

// EnvOf is the Env of a frame, or the Env itself.
func EnvOf(v any) *Env {
	switch v := v.(type) {
	case *Frame:
		return v.Env
	case *Env:
		return v
	}
	return nil
}
