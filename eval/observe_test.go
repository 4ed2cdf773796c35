package eval

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"sallyport/eval/clr"
	"sallyport/eval/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// observe runs an expression once and lists its points.
func observe(t *testing.T, text string) (string, error) {
	t.Helper()
	e, ds := Compile(source.NewText("test", text), Options{Context: contextType})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	e = e.Observed()
	o := NewObservation(e, 2)
	o.Describe = true
	_, err := e.EvalObserved(conditionEnv(t), o)
	var b strings.Builder
	for i, p := range e.Points() {
		r := o.Records[i]
		fmt.Fprintf(&b, "%-9s %d ", p.Kind, r.Count)
		for n, arm := range p.Kind.Arms() {
			fmt.Fprintf(&b, "%s:%d ", arm, r.Taken[n])
		}
		b.WriteString("| " + p.Text())
		for _, s := range r.Values {
			if text, ok := s.Show(nil); ok {
				b.WriteString(" -> " + text)
			}
		}
		b.WriteByte('\n')
	}
	return b.String(), err
}

// TestObserve holds what observed runs report against testdata/observe.txt:
// an expression, then its points with count, arms, C# and first values. A line
// of dashes stands between two.
func TestObserve(t *testing.T) {
	data, err := os.ReadFile("testdata/observe.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, entry := range strings.Split(string(data), "----\n") {
		text, want, _ := strings.Cut(entry, "\n\n")
		got, err := observe(t, text)
		if err != nil {
			got += "throws " + err.Error() + "\n"
		}
		if got != want && !*update {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s", text, got, want)
		}
		all = append(all, text+"\n\n"+got)
	}
	if *update {
		if err := os.WriteFile("testdata/observe.txt", []byte(strings.Join(all, "----\n")), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestObservationsAddUpUntilReset(t *testing.T) {
	e := compile(t, pinned).Observed()
	if again := e.Observed(); again != e {
		t.Error("an observed expression is not its own Observed")
	}
	o := NewObservation(e, 1)
	for range 3 {
		if _, err := e.EvalObserved(conditionEnv(t), o); err != nil {
			t.Fatal(err)
		}
	}
	if r := o.Records[0]; r.Count != 3 || len(r.Values) != 1 {
		t.Errorf("after three runs the record is %+v", r)
	}
	o.Reset()
	if r := o.Records[0]; r.Count != 0 || len(r.Values) != 0 {
		t.Errorf("after Reset the record is %+v", r)
	}
}

// TestObservationIsOfOneExpression runs a lambda that another expression made:
// its points are not those of the observation that listens.
func TestObservationIsOfOneExpression(t *testing.T) {
	maker := compileAny(t, `@{ Func<int, bool> f = n => n > 1; return f; }`).Observed()
	f, err := maker.Eval(&clr.Env{})
	if err != nil {
		t.Fatal(err)
	}
	other := compile(t, pinned).Observed()
	env, o := conditionEnv(t), NewObservation(other, 1)
	env.Watch = o
	f.(*clr.Delegate).Call(int32(2))
	for i, r := range o.Records {
		if r.Count != 0 {
			t.Errorf("point %d was counted", i)
		}
	}
}

func TestObservedFaultsKeepTheirPlace(t *testing.T) {
	e := compile(t, `@(context.Certificate == null || context.Certificate.Thumbprint.Substring(50) == "")`).Observed()
	o := NewObservation(e, 1)
	_, err := e.EvalObserved(conditionEnv(t), o)
	var fault *Error
	if !errors.As(err, &fault) || fault.File.Slice(fault.Span) != "context.Certificate.Thumbprint.Substring(50)" {
		t.Errorf("%v at %q", err, fault.File.Slice(fault.Span))
	}
	for i, p := range e.Points() {
		if p.Text() == "context.Certificate.Thumbprint" {
			if got, _ := o.Records[i].Values[0].Show(nil); got != `"`+ours+`"` {
				t.Errorf("the receiver was %s", got)
			}
		}
	}
}

func TestShow(t *testing.T) {
	for text, want := range map[string]string{
		`@((string)null)`:                       `null`,
		`@("a" + "\n\"")`:                       `"a\n\""`,
		`@("x"[0])`:                             `'x'`,
		`@(1.50m + 0)`:                          `1.50`,
		`@(new string('x', 500))`:               `"` + strings.Repeat("x", shown) + `…"`,
		`@(new JObject(new JProperty("a", 1)))`: `{ "a": 1 }`,
		`@(new StringBuilder("ab"))`:            `ab`,
		`@("secret".ToUpper() + "!")`:           `"***!"`,
		`@(new List<int>())`:                    ``,
	} {
		v, err := compileAny(t, text).Eval(&clr.Env{Limits: clr.DefaultLimits})
		if err != nil {
			t.Fatal(err)
		}
		o := &Observation{Keep: 1, Describe: true}
		hide := func(s string) string { return strings.ReplaceAll(s, "SECRET", "***") }
		if got, ok := o.see(v).Show(hide); got != want || ok != (want != "") {
			t.Errorf("%s is shown as %s, %v; want %s", text, got, ok, want)
		}
	}
}
