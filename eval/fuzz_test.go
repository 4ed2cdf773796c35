package eval

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// FuzzEval compiles and runs whatever it is given, within limits: every end is
// a value, a diagnostic, an exception or a limit, and never a fault of ours.
func FuzzEval(f *testing.F) {
	data, err := os.ReadFile("testdata/visible.json")
	if err != nil {
		f.Fatal(err)
	}
	var cases []struct{ Expr string }
	if err := json.Unmarshal(data, &cases); err != nil {
		f.Fatal(err)
	}
	for _, c := range cases {
		f.Add(c.Expr)
	}
	limits := clr.Limits{Steps: 20_000, Bytes: 1 << 20, Time: time.Second, Depth: 50, RegexTime: 50 * time.Millisecond}
	f.Fuzz(func(t *testing.T, text string) {
		e, ds := Compile(source.NewText("fuzz", text), Options{})
		if e == nil {
			if !ds.HasErrors() {
				t.Fatal("neither an expression nor an error")
			}
			for _, d := range ds {
				if d.Code == CodeInternal {
					t.Fatal(d.Error())
				}
			}
			return
		}
		v, err := e.Eval(&clr.Env{Limits: limits})
		var fault *Error
		switch {
		case err == nil:
			func() {
				defer func() { // a ToString of the value may throw
					if r := recover(); r != nil {
						if _, ok := r.(*clr.Exception); !ok {
							panic(r)
						}
					}
				}()
				clr.Text(v)
			}()
		case !errors.As(err, &fault):
			t.Fatalf("error of type %T", err)
		case fault.Exception == nil && strings.HasPrefix(fault.Cause.Error(), "internal"):
			t.Fatal(fault.Cause)
		}
	})
}
