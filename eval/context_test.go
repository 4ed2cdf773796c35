package eval

import (
	"iter"
	"testing"

	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// A context for tests: a client's certificate and the deployment's, with the
// strings boxed beforehand as the runtime's are.
type (
	testContext struct{ client, deployment any }
	testCert    struct{ thumbprint, notAfter any }
	testPair    struct{ value any }
	testCerts   struct {
		pairs []any
		set   map[string]bool
	}
)

var (
	contextType = clr.Declare(clr.Decl{Name: "Test.Context"})
	certType    = clr.Declare(clr.Decl{Name: "Test.Certificate"})
	pairType    = clr.Declare(clr.Decl{Name: "Test.Pair"})
	certsType   = clr.Declare(clr.Decl{Name: "Test.Certificates", Interfaces: "IEnumerable<Test.Pair>"})
)

func (*testContext) CLRType() *clr.Type { return contextType }
func (*testCert) CLRType() *clr.Type    { return certType }
func (*testPair) CLRType() *clr.Type    { return pairType }
func (*testCerts) CLRType() *clr.Type   { return certsType }
func (c *testCerts) Len() int           { return len(c.pairs) }

func (c *testCerts) Iterate(*clr.Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, p := range c.pairs {
			if !yield(p) {
				return
			}
		}
	}
}

func (c *testCerts) Has(path, value string) (bool, bool) {
	return c.set[value], path == "Value.Thumbprint" && c.set != nil
}

func init() {
	contextType.Define(
		clr.Row("Test.Certificate Certificate { get; }", "", clr.F1(func(c *testContext) any { return c.client })),
		clr.Row("Test.Certificates Certificates { get; }", "", clr.F1(func(c *testContext) any { return c.deployment })))
	certType.Define(
		clr.Row("string Thumbprint { get; }", "", clr.F1(func(c *testCert) any { return c.thumbprint })),
		clr.Row("DateTime NotAfter { get; }", "", clr.F1(func(c *testCert) any { return c.notAfter })))
	pairType.Define(clr.Row("Test.Certificate Value { get; }", "", clr.F1(func(p *testPair) any { return p.value })))
}

func certificates(indexed bool, thumbprints ...string) *testCerts {
	c := &testCerts{}
	if indexed {
		c.set = map[string]bool{}
	}
	for _, t := range thumbprints {
		c.pairs = append(c.pairs, &testPair{&testCert{thumbprint: t}})
		if indexed {
			c.set[t] = true
		}
	}
	return c
}

const (
	ours     = "0123456789ABCDEF0123456789ABCDEF01234567"
	expiry   = `@(context.Certificate == null || context.Certificate.NotAfter < DateTime.Now)`
	pinned   = `@(context.Certificate == null || context.Certificate.Thumbprint != "` + ours + `")`
	uploaded = `@(context.Certificate == null || !context.Certificates.Any(c => c.Value.Thumbprint == context.Certificate.Thumbprint))`
)

func compile(t testing.TB, text string) *Expression {
	t.Helper()
	e, ds := Compile(source.NewText("condition", text), Options{Context: contextType, Want: clr.Boolean})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	return e
}

func TestLookupIsAny(t *testing.T) {
	for _, indexed := range []bool{true, false} {
		for _, c := range []struct {
			client any
			have   []string
			want   any
		}{
			{&testCert{thumbprint: ours}, []string{"A", ours}, false},
			{&testCert{thumbprint: ours}, []string{"A"}, true},
			{&testCert{thumbprint: ours}, nil, true},
			{nil, []string{"A"}, true},
		} {
			env := &clr.Env{Context: &testContext{c.client, certificates(indexed, c.have...)}}
			if got, err := compile(t, uploaded).Eval(env); got != c.want || err != nil {
				t.Errorf("indexed %v, %v: %v, %v; want %v", indexed, c.have, got, err, c.want)
			}
		}
		// The value is not evaluated for an empty sequence, and throws for another.
		e := compile(t, `@(context.Certificates.Any(c => c.Value.Thumbprint == context.Certificate.Thumbprint))`)
		if got, err := e.Eval(&clr.Env{Context: &testContext{nil, certificates(indexed)}}); got != false || err != nil {
			t.Errorf("empty: %v, %v", got, err)
		}
		if _, err := e.Eval(&clr.Env{Context: &testContext{nil, certificates(indexed, "A")}}); err == nil {
			t.Error("no NullReferenceException")
		}
	}
}

var raceEnabled bool // see race_test.go

// TestConditionsDoNotAllocate holds the budget of a client certificate's
// conditions: nothing.
func TestConditionsDoNotAllocate(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	env := conditionEnv(t)
	for _, text := range []string{expiry, pinned, uploaded} {
		e := compile(t, text)
		if n := testing.AllocsPerRun(200, func() { e.Eval(env) }); n > 0 {
			t.Errorf("%s allocates %v times, want none", text, n)
		}
	}
}

func conditionEnv(t testing.TB) *clr.Env {
	notAfter, err := compileAny(t, `@(DateTime.MaxValue)`).Eval(&clr.Env{})
	if err != nil {
		t.Fatal(err)
	}
	return &clr.Env{Limits: clr.DefaultLimits, Context: &testContext{&testCert{ours, notAfter}, certificates(true, "A", "B", "C", "D", "E", "F", "G", "H", "I", ours)}}
}

func compileAny(t testing.TB, text string) *Expression {
	e, ds := Compile(source.NewText("value", text), Options{})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	return e
}

func BenchmarkCondition(b *testing.B) {
	env := conditionEnv(b)
	for name, text := range map[string]string{"expiry": expiry, "thumbprint": pinned, "uploaded": uploaded} {
		e := compile(b, text)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if v, err := e.Eval(env); v != false || err != nil {
					b.Fatal(v, err)
				}
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		compile(b, pinned)
	}
}
