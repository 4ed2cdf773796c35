package runtime

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sallyport/eval/source"
	"sallyport/runtime/message"
)

// A change is a policy that changes an exchange as a test says, and runs what it
// holds between two changes.
type change struct {
	Before, After func(x *Exchange) error
	Policies      Steps `elem:"*"`
}

func (p *change) Execute(ctx context.Context, x *Exchange) error {
	if err := p.Before(x); err != nil {
		return err
	}
	if err := p.Policies.Run(ctx, x); err != nil {
		return err
	}
	return p.After(x)
}

// runChange traces <change> with <say> inside it.
func runChange(t *testing.T, x *Exchange, before, after func(x *Exchange) error) []*TraceEntry {
	t.Helper()
	kinds := append([]Kind{{Name: "change", Sections: AnySection, Doc: "Changes.", New: func() Policy { return &change{Before: before, After: after} }}}, testKinds...)
	doc := readDocument(t, "a.xml", `<inbound><change><say word="inner"/></change></inbound>`)
	p, ds := Compile([]Source{{Scope: APIScope, Document: doc}}, kinds, Options{})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	x.Trace = &Trace{}
	p.Run(context.Background(), x)
	return x.Trace.Entries
}

func TestChanges(t *testing.T) {
	x := testExchange()
	x.Request.Method = "GET"
	x.Request.URL = URL{Scheme: "https", Host: "a", Path: "/"}
	x.Request.Header.Add("X-Old", "1")
	x.Request.Header.Add("X-Kept", "1")
	x.Request.Header.Add("Authorization", "Basic aHVzaDpodXNo")
	x.Request.Body = message.StreamBody(io.NopCloser(strings.NewReader("streams")), 7)
	entries := runChange(t, x, func(x *Exchange) error {
		x.Request.Header.Del("X-Old")
		x.Request.Header.Set("X-New", "a", "b")
		x.Request.Header.Set("X-Copy", "aHVzaDpodXNo")
		_, err := x.Request.Body.Bytes(100) // reading is no change
		return err
	}, func(x *Exchange) error {
		x.Request.Method = "PUT"
		x.Request.SetBody(message.NewBody([]byte("in\nmemory")))
		x.NewResponse().Status = 201
		x.Response.SetBody(message.NewBody([]byte(strings.Repeat("x", 300))))
		x.Response.Header.Add("Cookie", "a=b")
		return Stop
	})
	var got []string
	for _, e := range entries {
		got = append(got, e.Path)
		changes, _ := e.Data["changes"].([]Change)
		for _, c := range changes {
			before, after := c.Lines()
			got = append(got, c.Of+": "+before+" | "+after)
		}
	}
	want := []string{
		"change[1]",
		"request: X-Old: 1 | ",
		"request:  | X-New: a, b",
		"request:  | X-Copy: ***",
		"request: method GET | method PUT",
		"request: body streams | body in memory",
		"response:  | status 201 Created",
		"response:  | Cookie: ***",
		"response:  | body " + strings.Repeat("x", 200) + "… (300 bytes)",
		"change[1]/say[1]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if entries[0].End != Stopped || entries[1].End != WentOn {
		t.Errorf("the ends are %v and %v", entries[0].End, entries[1].End)
	}
}

// TestChangesHideWhatIsFoundOut hides a text that turns out to be secret after
// it was shown.
func TestChangesHideWhatIsFoundOut(t *testing.T) {
	entries := runChange(t, testExchange(), func(x *Exchange) error {
		x.Request.Header.Add("X-Key", "hush-hush")
		return nil
	}, func(x *Exchange) error {
		x.Hide("hush-hush")
		return nil
	})
	if text := FormatTrace(entries, source.Style{}); !strings.Contains(text, "+ request X-Key: ***\n") || strings.Contains(text, "hush") {
		t.Errorf("the trace says\n%s", text)
	}
}

func TestFormatTrace(t *testing.T) {
	text := func(s string) *string { return &s }
	entries := []*TraceEntry{
		{Section: "inbound", Scope: "global", Policy: "say", Path: "say[1]", File: "g.xml", Line: 1, Column: 2, Message: "a\nb"},
		{Section: "inbound", Scope: "api", Policy: "choose", Path: "choose[1]", File: "a.xml", Line: 3, Column: 4, Took: 1234567 * time.Nanosecond, Data: map[string]any{
			"expressions": []Evaluation{{Expression: "@(a\n == b)", Type: "System.Boolean", Value: "True", Parts: []Part{
				{Expression: "a", Count: 5, Values: []string{"1", "2"}},
			}}},
		}},
		{Section: "inbound", Scope: "api", Policy: "say", Path: "choose[1]/when[2]/say[1]", File: "a.xml", Line: 4, Column: 5, Message: "X: 2", Data: map[string]any{
			"changes": []Change{{"request", "X", text("1"), text("2")}, {"response", "body", text("b"), nil}},
		}},
		{Section: "inbound", Scope: "api", Policy: "say", Path: "say[1]", File: "a.xml", Line: 6, Column: 7, End: Failed, Data: map[string]any{
			"expressions": []Evaluation{{Expression: `@("x")`, Type: "System.String", Value: "x"}, {Expression: "@(null)", Type: "null"}, {Expression: "@(c)", Error: "no c"}},
		}},
		{Section: "on-error", Scope: "api", Policy: "stop", Path: "stop[1]", File: "a.xml", Line: 8, Column: 9, End: Stopped},
	}
	want := `inbound
  global
    say[1]  g.xml:1:2
        a
        b
  api
    choose[1]  a.xml:3:4  1.235ms
        @(a == b) -> True
            a -> 1, 2, and 3 more
      when[2]/say[1]  a.xml:4:5
          - request X: 1
          + request X: 2
          - response body b
    say[1]  a.xml:6:7  failed
        @("x") -> "x"
        @(null) -> null
        @(c) -> throws no c
on-error
  api
    stop[1]  a.xml:8:9  the request left here
`
	if diff := cmp.Diff(want, FormatTrace(entries, source.Style{})); diff != "" {
		t.Error(diff)
	}
	colored := FormatTrace(entries, source.Style{Color: true})
	if !strings.Contains(colored, "\x1b[32m+ request X: 2\x1b[0m\n") || !strings.Contains(colored, "\x1b[31m- request X: 1\x1b[0m\n") {
		t.Errorf("in colour it is\n%q", colored)
	}
}
