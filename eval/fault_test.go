package eval

import (
	"errors"
	"os"
	"strings"
	"testing"

	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// TestFaults holds what is said of faults against testdata/faults.txt: an
// expression, then what is said the first time and, where that is more, the
// second time. A line of dashes stands between two.
func TestFaults(t *testing.T) {
	data, err := os.ReadFile("testdata/faults.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, entry := range strings.Split(string(data), "----\n") {
		text, want, _ := strings.Cut(entry, "\n\n")
		e, ds := Compile(source.NewText("policy.xml", text), Options{Context: contextType})
		if ds.HasErrors() {
			t.Fatal(text, ds)
		}
		env := &clr.Env{Limits: clr.Limits{Steps: 1000}, Context: &testContext{nil, certificates(true, "A", "B")}}
		got := explanation(t, e, env)
		if again := explanation(t, e, env); again != got {
			got += "then\n" + again
		}
		if got != want && !*update {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s", text, got, want)
		}
		all = append(all, text+"\n\n"+got)
	}
	if *update {
		if err := os.WriteFile("testdata/faults.txt", []byte(strings.Join(all, "----\n")), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func explanation(t *testing.T, e *Expression, env *clr.Env) string {
	t.Helper()
	_, err := e.Eval(env)
	var fault *Error
	if !errors.As(err, &fault) {
		t.Fatalf("%s: %v", e.Text().Content, err)
	}
	return fault.Diagnostic(nil).Format(source.Style{})
}

func TestFaultsWithoutSecrets(t *testing.T) {
	e := compileAny(t, `@(int.Parse("hush" + 1))`).Observed()
	_, err := e.EvalObserved(&clr.Env{}, NewObservation(e, 1))
	var fault *Error
	if !errors.As(err, &fault) || len(fault.Values) != 1 {
		t.Fatal(err)
	}
	d := fault.Diagnostic(func(s string) string { return strings.ReplaceAll(s, "hush", "***") })
	if got := d.Notes[0].Message; got != `"hush" + 1 is "***1"` {
		t.Errorf("note %s", got)
	}
	if got, _ := fault.Values[0].Mask("***").Show(nil); got != "***" {
		t.Errorf("masked value %s", got)
	}
}

// TestObservedForSomeTime sees that an expression is at its full speed again
// when no exception has come for some time, and that observing costs no memory.
func TestObservedForSomeTime(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	e := compile(t, `@(context.Certificate.Thumbprint != "A")`)
	good, bad := conditionEnv(t), &clr.Env{Context: &testContext{}}
	if _, err := e.Eval(bad); err == nil || e.alert.Load() != alertFor {
		t.Fatalf("error %v, alert for %d", err, e.alert.Load())
	}
	e.Eval(good)
	if n := testing.AllocsPerRun(alertFor/2, func() { e.Eval(good) }); n > 0 {
		t.Errorf("an observed run allocates %v times", n)
	}
	for range alertFor {
		e.Eval(good)
	}
	if n := e.alert.Load(); n != 0 {
		t.Errorf("alert for %d more", n)
	}
}
