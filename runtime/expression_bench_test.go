package runtime

import (
	"fmt"
	"strings"
	"testing"

	"sallyport/eval"
	"sallyport/eval/source"
	"sallyport/runtime/message"
)

// What policies do most, and how often it may allocate.
var expressions = []struct {
	name, text string
	body       int // bytes of the request's body
	budget     float64
}{
	{"header read and compared", `@(context.Request.Headers.GetValueOrDefault("X-Tenant", "") == "contoso")`, 0, 1},
	{"header read, cut and compared", `@(context.Request.Headers.GetValueOrDefault("X-Header-19", "").Split(' ')[0].ToLower() == "bearer")`, 0, 15},
	{"20 headers into a StringBuilder", `@{
		var b = new StringBuilder();
		foreach (var h in context.Request.Headers) {
			b.Append(h.Key).Append(": ").Append(h.Value.First()).Append("\r\n");
		}
		return b.ToString();
	}`, 0, 340},
	{"pattern matched", `@(Regex.IsMatch(context.Request.Headers.GetValueOrDefault("X-Id", ""), "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$"))`, 0, 4},
	{"JSON of 1 KB, three reads", threeReads, 1 << 10, 290},
	{"JSON of 10 KB, three reads", threeReads, 10 << 10, 2500},
	{"JSON of 100 KB, three reads", threeReads, 100 << 10, 25000},
}

const threeReads = `@{
	var o = context.Request.Body.As<JObject>(preserveContent: true);
	return (string)o["items"][0]["name"] + (int)o["count"] + o["items"].Last["price"].Value<double>();
}`

// exchangeWithBody is a request with twenty fields and a JSON body of about n bytes.
func exchangeWithBody(n int) *Exchange {
	x := testExchange()
	x.Request.Header.Add("X-Tenant", "contoso")
	x.Request.Header.Add("X-Id", "b5ac31e4-1c53-4d8f-9e0a-2f6f0c5a9d11")
	for i := 2; i < 20; i++ {
		x.Request.Header.Add(fmt.Sprint("X-Header-", i), "Bearer abc")
	}
	const item = `{"name": "screw", "price": 1.25, "tags": ["a", "b"], "stock": {"here": 4, "there": null}}`
	items := max(1, n/(len(item)+2))
	x.Request.SetBody(message.NewBody(fmt.Appendf(nil, `{"count": %d, "items": [%s]}`, items, strings.Join(strings.Split(strings.Repeat(item+"\n", items)[:items*(len(item)+1)-1], "\n"), ", "))))
	return x
}

func compileExpression(t testing.TB, text string) *eval.Expression {
	t.Helper()
	e, ds := eval.Compile(source.NewText("expression", text), eval.Options{Context: ContextType})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	return e
}

var raceEnabled bool // see race_test.go

func TestExpressionsAllocateLittle(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	for _, test := range expressions {
		x, e := exchangeWithBody(test.body), compileExpression(t, test.text)
		if v, err := e.Eval(x.Env()); err != nil || v == nil || v == false {
			t.Errorf("%s: %v, %v", test.name, v, err)
		}
		if n := testing.AllocsPerRun(20, func() { e.Eval(x.Env()) }); n > test.budget {
			t.Errorf("%s: %v allocations, want at most %v", test.name, n, test.budget)
		} else {
			t.Logf("%s: %v allocations", test.name, n)
		}
	}
}

func BenchmarkExpression(b *testing.B) {
	for _, test := range expressions {
		x, e := exchangeWithBody(test.body), compileExpression(b, test.text)
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Eval(x.Env()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkExpressionCompile is what loading an expression costs.
func BenchmarkExpressionCompile(b *testing.B) {
	for _, test := range expressions {
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				compileExpression(b, test.text)
			}
		})
	}
}

// BenchmarkObserved is what a run costs that is observed: of a trace, of
// coverage, and of an expression that has thrown.
func BenchmarkObserved(b *testing.B) {
	e := compileExpression(b, `@(context.Request.Headers.GetValueOrDefault("X-Tenant", "") == "contoso" && context.Request.Method != "PUT")`).Observed()
	x := exchangeWithBody(0)
	for name, keep := range map[string]int{"values": tracedValues, "counts": 0} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			o := eval.NewObservation(e, keep)
			for b.Loop() {
				o.Reset()
				if _, err := e.EvalObserved(x.Env(), o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("explained", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			e.EvalExplained(x.Env())
		}
	})
}
