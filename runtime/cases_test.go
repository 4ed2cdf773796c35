package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// A visible case is one expression and what a real C# compiler and runtime give
// for it.
type visibleCase struct {
	ID, Theme, Expr string
	Context         json.RawMessage
	Expect          expectation
	Trust           string
	Alt             []struct{ Text, Exception *string }
}

type expectation struct{ Type, Text, Stage, Exception string }

// The verdicts on a case.
const (
	agrees  = "agree"
	differs = "differ"
	refused = "refused wrongly" // at compile time, though C# compiles it
)

func TestVisibleCases(t *testing.T) {
	data, err := os.ReadFile("../eval/testdata/visible.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []visibleCase
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	verdicts := map[string]map[string]int{}
	for _, c := range cases {
		verdict, got := c.run((*eval.Expression).Eval)
		if observed, got2 := c.run(observe); observed != verdict {
			t.Errorf("%s: %s: observed %s: %s, otherwise %s: %s", c.ID, c.Expr, observed, got2, verdict, got)
		}
		if verdicts[c.Theme] == nil {
			verdicts[c.Theme] = map[string]int{}
		}
		verdicts[c.Theme][verdict]++
		if verdict != agrees {
			t.Errorf("%s: %s: %s\n\twant %+v\n\tgot  %s", c.ID, verdict, c.Expr, c.Expect, got)
		}
	}
	var table strings.Builder
	for _, theme := range slices.Sorted(maps.Keys(verdicts)) {
		v := verdicts[theme]
		fmt.Fprintf(&table, "%-12s %4d agree %4d differ %4d refused wrongly\n", theme, v[agrees], v[differs], v[refused])
	}
	t.Logf("\n%s", table.String())
}

// observe evaluates an expression as a traced run does.
func observe(e *eval.Expression, env *clr.Env) (any, error) {
	e = e.Observed()
	o := eval.NewObservation(e, 3)
	o.Describe = true
	return e.EvalObserved(env, o)
}

// run evaluates the case. The text says what came out.
func (c *visibleCase) run(run func(*eval.Expression, *clr.Env) (any, error)) (verdict, got string) {
	e, ds := eval.Compile(source.NewText(c.ID, c.Expr), eval.Options{Context: ContextType, Want: clr.ObjectType})
	if ds.HasErrors() {
		if c.accepts(expectation{Stage: "compile"}) {
			return agrees, ""
		}
		return refused, ds[0].Error()
	}
	f, err := ParseContextFile(c.Context)
	if err != nil {
		return differs, err.Error()
	}
	limits := DefaultLimits
	limits.Expression.Time = 0 // a slow machine is no difference
	x, err := f.Exchange(&Services{Now: f.Now, Limits: limits}, os.DirFS("../eval/testdata"))
	if err != nil {
		return differs, err.Error()
	}
	v, err := run(e, &x.env)
	out := expectation{}
	var fault *eval.Error
	switch {
	case errors.As(err, &fault) && fault.Exception != nil:
		out = expectation{Stage: "run", Exception: fault.Exception.T.FullName()}
	case err != nil:
		return differs, err.Error()
	case v == nil:
		out.Type = "null"
	default:
		out = expectation{Type: clr.TypeOf(v).FullName(), Text: clr.Text(v)}
	}
	if c.accepts(out) {
		return agrees, ""
	}
	return differs, fmt.Sprintf("%+v", out)
}

// accepts reports whether a result is right in the terms of the cases'
// description.
func (c *visibleCase) accepts(got expectation) bool {
	want := c.Expect
	switch {
	case want.Stage == "compile":
		// A fault found late is better than a value.
		if got.Stage == "compile" || got.Stage == "run" {
			return true
		}
	case want.Stage == "run":
		if got.Stage == "run" && got.Exception == want.Exception {
			return true
		}
	case got.Stage == "" && lines(got.Text) == lines(want.Text) && sameType(got.Type, want.Type):
		return true
	}
	return slices.ContainsFunc(c.Alt, func(alt struct{ Text, Exception *string }) bool {
		switch {
		case alt.Text != nil:
			return got.Stage == "" && lines(got.Text) == lines(*alt.Text)
		case alt.Exception != nil:
			return got.Stage == "run" && got.Exception == *alt.Exception || got.Stage == "compile" && *alt.Exception == "compile"
		}
		return false
	})
}

func lines(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// sameType leaves out the types whose names the cases say not to compare.
func sameType(got, want string) bool {
	return got == want || strings.HasPrefix(want, "ApimModel.") || strings.ContainsAny(want, "`<+")
}

func TestContextFileRefusesWhatItDoesNotKnow(t *testing.T) {
	for text, want := range map[string]string{
		`{"reqest": {}}`:                          `unknown field "reqest"`,
		`{"request": {"url": "example.com"}}`:     `want scheme://host/path`,
		`{"request": {"certificate": "no.pem"}}`:  `no.pem`,
		`{"request": {"headers": {"A": 1}}}`:      `header A: got 1, want a text`,
		`{"variables": {"v": {"$type": "Nope"}}}`: `variable v: no variable of type Nope`,
		`{"timestamp": "yesterday"}`:              `"yesterday"`,
	} {
		f, err := ParseContextFile([]byte(text))
		if err == nil {
			_, err = f.Exchange(&Services{Now: time.Now}, os.DirFS("../eval/testdata"))
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
