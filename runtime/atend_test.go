package runtime

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"sallyport/eval/source"
)

// late is a policy that puts something off.
type late struct {
	do func(ctx context.Context, x *Exchange) error
}

func (p *late) Execute(_ context.Context, x *Exchange) error {
	x.AtEnd(func(ctx context.Context) error { return p.do(ctx, x) })
	return nil
}

func stepOf(name string, p Policy, section Sections) *step {
	return &step{policy: p, kind: &Kind{Name: name}, section: section, path: name + "[1]", file: source.NewFile(name, "")}
}

func TestAtEndRunsWhateverHappens(t *testing.T) {
	for name, test := range map[string]struct {
		p      Policy
		status int
	}{
		"nothing":   {&stop{}, 200},
		"a failure": {failing{&Error{Status: 418, Message: "tea"}}, 418},
	} {
		t.Run(name, func(t *testing.T) {
			var seen []int
			first := &late{func(ctx context.Context, x *Exchange) error {
				seen = append(seen, x.Response.Status)
				x.Final.Set("X-Late", "1")
				return errors.New("does not matter")
			}}
			second := &late{func(ctx context.Context, x *Exchange) error {
				seen = append(seen, x.Response.Status)
				return ctx.Err()
			}}
			p := &Pipeline{sections: [len(sectionNames)]Steps{{stepOf("first", first, Inbound), stepOf("second", second, Inbound), stepOf("p", test.p, Inbound)}}}
			x := NewExchange(&Services{Now: testExchange().Services.Now}, nil)
			x.Trace = &Trace{}
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			p.Run(ctx, x)
			if want := []int{test.status, test.status}; !slices.Equal(seen, want) {
				t.Errorf("what was put off saw %v, want %v", seen, want)
			}
			if x.Response.Status != test.status || x.Response.Header.Get("X-Late") != "1" {
				t.Errorf("the response is %d %v", x.Response.Status, x.Response.Header.Fields())
			}
			if e := x.Trace.Entries[0]; !strings.Contains(e.Message, "does not matter") {
				t.Errorf("the first policy's entry says %q, want what it put off to be noted", e.Message)
			}
			x.Reset(nil)
			p = &Pipeline{}
			p.Run(context.Background(), x)
			if len(seen) != 2 {
				t.Error("a reset exchange did again what was put off")
			}
		})
	}
}

func TestOnceIsOncePerRequest(t *testing.T) {
	x := testExchange()
	for range 2 {
		for _, test := range []struct {
			key   string
			n     int64
			known int64
			first bool
		}{{"a", 1, 1, true}, {"b", 2, 2, true}, {"a", 3, 1, false}} {
			if known, first := x.Once(test.key, test.n); known != test.known || first != test.first {
				t.Errorf("Once(%q, %d) = %d, %v, want %d, %v", test.key, test.n, known, first, test.known, test.first)
			}
		}
		x.Reset(nil)
	}
}
