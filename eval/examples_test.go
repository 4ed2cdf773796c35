package eval

import (
	"crypto/x509"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"

	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// TestLibraryExamples runs the examples of every row of the library, so that
// what the documentation shows is what happens. An example is
//
//	expression // value       the value as C#, or as its text
//	expression // throws Type
//
// and an expression that holds a semicolon is a statement body.
func TestLibraryExamples(t *testing.T) {
	ran := 0
	for _, typ := range clr.Types() {
		for _, m := range typ.Own() {
			for _, example := range m.Row.Examples {
				ran++
				for name, eval := range evaluations {
					if problem := runExample(t, example, eval); problem != "" {
						t.Errorf("%s: %s: %s: %s: %s", name, typ.Decl.Name, m.Row.Sig, example, problem)
					}
				}
			}
		}
	}
	t.Logf("%d examples", ran)
}

// The ways to evaluate an expression, which must not differ.
var evaluations = map[string]func(*Expression, *clr.Env) (any, error){
	"as usual": (*Expression).Eval,
	"observed": func(e *Expression, env *clr.Env) (any, error) {
		e = e.Observed()
		o := NewObservation(e, 2)
		o.Describe = true
		return e.EvalObserved(env, o)
	},
}

func runExample(t *testing.T, example string, eval func(*Expression, *clr.Env) (any, error)) string {
	cut := strings.LastIndex(example, " // ")
	if cut < 0 {
		return "an example without ` // `"
	}
	text, want := example[:cut], strings.TrimSpace(example[cut+4:])
	wrap := func(s string) string {
		if strings.Contains(s, ";") && strings.Contains(s, "return ") {
			return "@{" + s + "}"
		}
		return "@(" + s + ")"
	}
	v, err := runInContext(t, wrap(text), eval)
	if _, ok := err.(source.Diagnostics); ok { // a call that returns nothing is a statement
		if w, err2 := runInContext(t, "@{"+text+"; return 0; }", eval); err2 == nil || errors.As(err2, new(*Error)) {
			v, err = w, err2
		}
	}
	if exception, ok := strings.CutPrefix(want, "throws "); ok {
		var fault *Error
		if !errors.As(err, &fault) || fault.Exception == nil {
			return "did not throw: " + clr.Text(v) + errorText(err)
		}
		if got := fault.Exception.T.Simple; got != exception && fault.Exception.T.FullName() != exception {
			return "threw " + got
		}
		return ""
	}
	if err != nil {
		return errorText(err)
	}
	if clr.Text(v) == want {
		return ""
	}
	w, err := runInContext(t, wrap(want), eval)
	if err != nil || clr.TypeOf(v) != clr.TypeOf(w) || clr.Text(v) != clr.Text(w) {
		return "gave " + clr.Text(v) + " of type " + typeText(v)
	}
	return ""
}

// The context of the examples has a client's certificate and nothing else.
var (
	exampleContext = clr.Declare(clr.Decl{Name: "Examples.Context"})
	exampleRequest = clr.Declare(clr.Decl{Name: "Examples.Request"})
)

type (
	example struct{ certificate *clr.X509Certificate2 }
	request struct{ certificate *clr.X509Certificate2 }
)

func (*example) CLRType() *clr.Type { return exampleContext }
func (*request) CLRType() *clr.Type { return exampleRequest }

func init() {
	exampleContext.Define(clr.Row("Examples.Request Request { get; }", "", clr.F1(func(c *example) *request { return (*request)(c) })))
	exampleRequest.Define(clr.Row("X509Certificate2 Certificate { get; }", "", clr.F1(func(r *request) *clr.X509Certificate2 { return r.certificate })))
}

var exampleCertificate = sync.OnceValue(func() *clr.X509Certificate2 {
	der, err := os.ReadFile("testdata/ann.der")
	if err != nil {
		panic(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	return clr.NewX509Certificate2(cert, clr.CertificateOptions{})
})

func runInContext(t *testing.T, text string, eval func(*Expression, *clr.Env) (any, error)) (any, error) {
	t.Helper()
	e, ds := Compile(source.NewText("example", text), Options{Context: exampleContext})
	if ds.HasErrors() {
		return nil, ds
	}
	return eval(e, &clr.Env{Limits: clr.DefaultLimits, Context: &example{exampleCertificate()}})
}

func typeText(v any) string {
	if v == nil {
		return "null"
	}
	return clr.TypeOf(v).String()
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
