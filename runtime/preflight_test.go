package runtime

import (
	"context"
	"errors"
	"testing"

	"sallyport/eval/source"
	"sallyport/policy"
)

// gate answers preflights as its attribute says.
type gate struct {
	Answer string `attr:"answer,required" doc:"open, shut or broken."`
}

func (g *gate) Execute(context.Context, *Exchange) error { return nil }

func (g *gate) Preflight(_ context.Context, x *Exchange) error {
	x.NewResponse().Reason = g.Answer
	switch g.Answer {
	case "open":
		return Stop
	case "broken":
		return errors.New("broken")
	}
	return nil
}

func TestPreflight(t *testing.T) {
	kinds := append(testKinds, Kind{Name: "gate", Sections: Inbound, Doc: "Answers preflights.", New: func() Policy { return new(gate) }})
	for _, tt := range []struct {
		inbound string
		asked   bool
		status  int
		reason  string
	}{
		{`<say word="a"/>`, false, 0, ""},
		{`<holder><gate answer="open"/></holder>`, false, 0, ""},
		{`<fail/><gate answer="open"/><gate answer="broken"/>`, true, 200, "open"},
		{`<gate answer="shut"/><gate answer="open"/>`, true, 200, "open"},
		{`<gate answer="shut"/><gate answer="shut"/>`, true, 200, ""},
		{`<gate answer="broken"/><gate answer="open"/>`, true, 500, ""},
	} {
		doc, _ := policy.Parse(source.NewFile("a.xml", tt.inbound), policy.Options{})
		p, faults := Compile([]Source{{Document: doc}}, kinds, Options{})
		if p == nil {
			t.Fatalf("%s: %v", tt.inbound, faults)
		}
		x := NewExchange(&Services{}, nil)
		if asked := p.Preflight(context.Background(), x); asked != tt.asked {
			t.Errorf("%s: asked %v, want %v", tt.inbound, asked, tt.asked)
		}
		if x.Variables.Len() > 0 {
			t.Errorf("%s: other policies ran", tt.inbound)
		}
		if !tt.asked {
			continue
		}
		if x.Response.Status != tt.status || x.Response.Reason != tt.reason {
			t.Errorf("%s: %d %q, want %d %q", tt.inbound, x.Response.Status, x.Response.Reason, tt.status, tt.reason)
		}
		if e := x.LastError; (e != nil) != (tt.status == 500) || e != nil && (e.Source != "gate" || e.Path != "gate[1]") {
			t.Errorf("%s: last error %+v", tt.inbound, e)
		}
	}
}

func TestIsPreflight(t *testing.T) {
	for _, tt := range []struct {
		method, origin, asked string
		operation             *OperationInfo
		want                  bool
	}{
		{"OPTIONS", "https://a", "GET", nil, true},
		{"OPTIONS", "https://a", "GET", &OperationInfo{Method: "GET"}, true},
		{"OPTIONS", "https://a", "GET", &OperationInfo{Method: "OPTIONS"}, false},
		{"OPTIONS", "https://a", "", nil, false},
		{"OPTIONS", "", "GET", nil, false},
		{"GET", "https://a", "GET", nil, false},
	} {
		x := NewExchange(&Services{}, nil)
		x.Request.Method, x.Operation = tt.method, tt.operation
		if tt.origin != "" {
			x.Request.Header.Add("Origin", tt.origin)
		}
		x.Request.Header.Add("Access-Control-Request-Method", tt.asked)
		if got := x.IsPreflight(); got != tt.want {
			t.Errorf("%+v: %v", tt, got)
		}
	}
}

func TestFinalFieldsAreOnEveryResponse(t *testing.T) {
	x := NewExchange(&Services{}, nil)
	x.Final.Add("X-A", "1")
	x.Final.Add("Vary", "Origin")
	h := &x.NewResponse().Header
	h.Add("x-a", "0")
	h.Add("Vary", "Accept, origin")
	new(Pipeline).Run(context.Background(), x)
	if got := x.Response.Header.Values("X-A"); len(got) != 1 || got[0] != "1" {
		t.Errorf("X-A is %q", got)
	}
	if got := x.Response.Header.Values("Vary"); len(got) != 1 {
		t.Errorf("Vary is %q", got)
	}
	x.Reset(nil)
	if x.Final.Len() != 0 {
		t.Error("the fields stay after Reset")
	}
}
