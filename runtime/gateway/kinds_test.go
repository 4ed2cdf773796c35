package gateway

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
)

// kinds are the few policies that the tests of the edge need, in their plainest
// form.
var kinds = []runtime.Kind{
	{Name: "choose", Sections: runtime.AnySection, Doc: "Test.", New: func() runtime.Policy { return new(choose) }},
	{Name: "return-response", Sections: runtime.AnySection, Doc: "Test.", New: func() runtime.Policy { return new(returnResponse) }},
	{Name: "set-status", Sections: runtime.AnySection, Doc: "Test.", New: func() runtime.Policy { return new(setStatus) }},
	{Name: "set-variable", Sections: runtime.AnySection, Doc: "Test.", New: func() runtime.Policy { return new(setVariable) }},
	{Name: "forward-request", Sections: runtime.Backend, Doc: "Test.", New: func() runtime.Policy { return new(forwardRequest) }},
	{Name: "panic", Sections: runtime.AnySection, Doc: "Test.", New: func() runtime.Policy { return new(panics) }},
}

type choose struct {
	When []when `elem:"when,min=1" doc:"Test."`
}

type when struct {
	Condition runtime.Value[bool] `attr:"condition,required" doc:"Test."`
	Then      runtime.Steps       `elem:"*" doc:"Test."`
}

func (p *choose) Execute(ctx context.Context, x *runtime.Exchange) error {
	for i := range p.When {
		ok, err := p.When[i].Condition.Get(x)
		if err != nil {
			return err
		}
		if ok {
			return p.When[i].Then.Run(ctx, x)
		}
	}
	return nil
}

type setStatus struct {
	Code   runtime.Value[int]    `attr:"code,required" doc:"Test."`
	Reason runtime.Value[string] `attr:"reason" doc:"Test."`
}

func (p *setStatus) Execute(_ context.Context, x *runtime.Exchange) (err error) {
	r := x.EnsureResponse()
	if r.Status, err = p.Code.Get(x); err != nil {
		return err
	}
	r.Reason, err = p.Reason.Get(x)
	return err
}

type returnResponse struct {
	Status *setStatus `elem:"set-status" doc:"Test."`
}

func (p *returnResponse) Execute(ctx context.Context, x *runtime.Exchange) error {
	x.NewResponse()
	if p.Status != nil {
		if err := p.Status.Execute(ctx, x); err != nil {
			return err
		}
	}
	return runtime.Stop
}

type setVariable struct {
	Name  string             `attr:"name,required" doc:"Test."`
	Value runtime.Value[any] `attr:"value,required" doc:"Test."`
}

func (p *setVariable) Execute(_ context.Context, x *runtime.Exchange) error {
	v, err := p.Value.Get(x)
	x.Variables.Set(p.Name, v)
	return err
}

type forwardRequest struct {
	Timeout         int    `attr:"timeout-ms" doc:"Test."`
	HTTPVersion     string `attr:"http-version" doc:"Test."`
	FollowRedirects bool   `attr:"follow-redirects" doc:"Test."`
}

func (p *forwardRequest) Execute(ctx context.Context, x *runtime.Exchange) error {
	r := &x.Request
	out := &runtime.Outgoing{
		Method: r.Method, URL: &r.URL, Header: &r.Header, Body: r.Body, Backend: x.Backend, Client: r,
		Timeout: time.Duration(p.Timeout) * time.Millisecond, HTTPVersion: p.HTTPVersion, FollowRedirects: p.FollowRedirects,
	}
	resp := x.NewResponse()
	x.Forwarded = true
	err := x.Services.Transport.Send(ctx, out, resp)
	if errors.Is(err, context.DeadlineExceeded) {
		return &runtime.Error{Reason: runtime.ReasonTimeout, Message: "Request to the backend service timed out", Cause: err}
	}
	if e := (*runtime.Error)(nil); err != nil && !errors.As(err, &e) && ctx.Err() == nil {
		return &runtime.Error{Reason: runtime.ReasonBackendConnection, Message: err.Error(), Cause: err}
	}
	return err
}

type panics struct{}

func (panics) Execute(context.Context, *runtime.Exchange) error { panic("on purpose") }

// pipelineOf compiles a policy as a snippet of inbound or a whole document.
func pipelineOf(t testing.TB, text string) *runtime.Pipeline {
	t.Helper()
	p, err := compilePolicy(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func compilePolicy(text string) (*runtime.Pipeline, error) {
	doc, faults := policy.Parse(source.NewFile("policy.xml", text), policy.Options{})
	if len(faults) > 0 {
		return nil, fmt.Errorf("parse: %v", faults)
	}
	p, faults := runtime.Compile([]runtime.Source{{Scope: runtime.APIScope, Document: doc}}, kinds, runtime.Options{})
	if p == nil {
		return nil, fmt.Errorf("compile: %v", faults)
	}
	return p, nil
}
