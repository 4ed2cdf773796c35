package runtime

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sallyport/eval"
	"sallyport/policy"
)

// evaluate runs <say> with an expression on a traced request that has secrets,
// and gives what the trace says of it.
func evaluate(t *testing.T, expression string, o Options) Evaluation {
	t.Helper()
	doc := readDocument(t, "a.xml", `<inbound><say word="`+expression+`"/></inbound>`)
	p, ds := Compile([]Source{{Scope: GlobalScope, Document: doc}}, testKinds, o)
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	x := testExchange()
	x.Request.Method = "GET"
	x.Deployment = &Deployment{Secrets: []string{"hush\"hush"}}
	x.Request.Header.Add("Authorization", "Bearer token-of-ann")
	x.Request.Header.Add("X-Copy", "token-of-ann")
	x.Trace = &Trace{}
	p.Run(context.Background(), x)
	list, _ := x.Trace.Entries[0].Data["expressions"].([]Evaluation)
	if len(list) != 1 {
		t.Fatalf("%d evaluations", len(list))
	}
	return list[0]
}

func TestParts(t *testing.T) {
	for _, test := range []struct {
		name, expression string
		want             []string
	}{
		{"a condition and what it compares", `@(context.Request.Method == "GET" ? "a" : "b")`, []string{
			`context.Request.Method == "GET" decides: True`,
			`context.Request.Method: "GET"`,
		}},
		{"the first values of a lambda", `@(new[] {1, 2, 3, 4}.Count(n => n * 10 > 25) + "")`, []string{
			`new[] {1, 2, 3, 4}.Count(n => n * 10 > 25): 2`,
			`n * 10 > 25 decides: False False True of 4`,
			`n * 10: 10 20 30 of 4`,
		}},
		{"nothing is said twice", `@(context.Request.Certificate == null && context.Request.Certificate == null ? "a" : "")`, []string{
			`context.Request.Certificate == null && context.Request.Certificate == null: True`,
			`context.Request.Certificate == null decides: True`,
			`context.Request.Certificate: null`,
		}},
		{"a secret where it is a value", `@(context.Request.Headers["X-Copy"][0] + "")`, []string{
			`context.Request.Headers["X-Copy"][0]: "***"`,
		}},
		{"pieces of what a secret header says", `@(context.Request.Headers["authorization"][0].Substring(8, 3) == "oke" ? "a" : "b")`, []string{
			`context.Request.Headers["authorization"][0].Substring(8, 3) == "oke" decides: True`,
			`context.Request.Headers["authorization"][0].Substring(8, 3): ***`,
			`context.Request.Headers["authorization"][0]: ***`,
		}},
		{"a secret that quoting changes", `@(("hush" + (char)34 + "hush").Trim() + "")`, []string{
			`("hush" + (char)34 + "hush").Trim(): "***"`,
			`"hush" + (char)34 + "hush": "***"`,
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := evaluate(t, test.expression, Options{Observe: true})
			var got []string
			for _, p := range e.Parts {
				got = append(got, partText(p))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(test.want, "\n\t"))
			}
		})
	}
}

func partText(p Part) string {
	text := p.Expression
	if p.Condition {
		text += " decides"
	}
	text += ": " + strings.Join(p.Values, " ")
	if p.Count > len(p.Values) {
		text += fmt.Sprintf(" of %d", p.Count)
	}
	return text
}

func TestPartsOnlyWhereObserved(t *testing.T) {
	if e := evaluate(t, `@(context.Request.Method + "x")`, Options{}); e.Parts != nil || e.Value != "GETx" {
		t.Errorf("evaluation %+v", e)
	}
}

// listener is an Observer.
type listener struct {
	placed    []string
	compiled  []*eval.Expression
	evaluated map[string]int
	taken     map[string][2]int
}

func (l *listener) Placed(e *policy.Element) { l.placed = append(l.placed, e.Name) }

func (l *listener) Compiled(e *eval.Expression) { l.compiled = append(l.compiled, e) }

func (l *listener) Evaluated(e *eval.Expression, o *eval.Observation) {
	l.evaluated[e.Text().Content]++
	for i, p := range e.Points() {
		if p.Kind == eval.ConditionPoint {
			n := l.taken[p.Text()]
			n[0] += o.Records[i].Taken[0]
			n[1] += o.Records[i].Taken[1]
			l.taken[p.Text()] = n
		}
	}
}

func TestObserver(t *testing.T) {
	l := &listener{evaluated: map[string]int{}, taken: map[string][2]int{}}
	doc := readDocument(t, "a.xml", `<inbound><say word="@(context.Request.Method == "GET" ? "a" : "b")"/><say word="@("c")"/></inbound><on-error><say word="@("x" + 1)"/></on-error>`)
	p, ds := Compile([]Source{{Scope: GlobalScope, Document: doc}}, testKinds, Options{Observer: l})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	for _, method := range []string{"GET", "GET", "PUT"} {
		x := testExchange()
		x.Request.Method = method
		p.Run(context.Background(), x)
	}
	if len(l.compiled) != 3 || l.taken[`context.Request.Method == "GET"`] != [2]int{2, 1} {
		t.Errorf("%d expressions, taken %v", len(l.compiled), l.taken)
	}
	if n := l.evaluated[`@("c")`]; n != 3 { // though there is nothing in it to observe
		t.Errorf("a constant was evaluated %d times, want 3: %v", n, l.evaluated)
	}
	if want := []string{"say", "say", "say"}; !slices.Equal(l.placed, want) { // and not the default policy's
		t.Errorf("policies %v, want %v", l.placed, want)
	}
}
