package policies

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"sallyport/runtime"
)

// inTurns is a document of n policies in turns: a condition on a header, a field, a
// variable, and a literal field. Half of them evaluate an expression.
func inTurns(n int) string {
	kinds := []string{
		`<choose><when condition="@(context.Request.Headers.GetValueOrDefault("X-None", "") == "yes")"><return-response/></when></choose>`,
		`<set-header name="X-Kind" exists-action="override"><value>plain</value></set-header>`,
		`<set-variable name="method" value="@(context.Request.Method)"/>`,
		`<set-header name="X-Method" exists-action="override"><value>@(context.Request.Method)</value></set-header>`,
	}
	var b strings.Builder
	for i := range n {
		b.WriteString(kinds[i%len(kinds)])
	}
	return b.String()
}

// pipelineRun is a function that sends a request through n policies and to a
// backend that answers at once.
func pipelineRun(t testing.TB, n int) func() {
	x := newExchange(nil, nil)
	x.Services.Transport = null{}
	p := load(t, inTurns(n), runtime.Options{})
	base := parse("http://backend")
	run := func() {
		x.Reset(nil)
		x.Request.Method = "GET"
		x.Request.Route(&base, "/orders", "")
		p.Run(context.Background(), x)
	}
	run()
	if x.LastError != nil || !x.Forwarded {
		t.Fatalf("forwarded %v, %v", x.Forwarded, x.LastError)
	}
	return run
}

// Policies of everyday cost no memory, however many there are.
func TestPipelinesAllocateNothing(t *testing.T) {
	for _, policies := range []int{1, 10, 50} {
		if n := allocations(t, pipelineRun(t, policies)); n > 0 {
			t.Errorf("%d policies: %v allocations, want none", policies, n)
		}
	}
}

func BenchmarkPipeline(b *testing.B) {
	for _, n := range []int{1, 10, 50} {
		b.Run(fmt.Sprintf("%d policies", n), func(b *testing.B) {
			run := pipelineRun(b, n)
			b.ReportAllocs()
			for b.Loop() {
				run()
			}
		})
	}
}
