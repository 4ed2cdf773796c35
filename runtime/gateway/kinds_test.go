package gateway

import (
	"context"
	"fmt"
	"testing"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/policies"
)

// kinds are the policies, one that fails as only a mistake of ours can, and one
// that answers preflights.
var kinds = append(policies.All(),
	runtime.Kind{Name: "panic", Sections: runtime.AnySection, Doc: "Panics.", New: func() runtime.Policy { return new(panics) }},
	runtime.Kind{Name: "greet", Sections: runtime.Inbound, Doc: "Answers preflights.", New: func() runtime.Policy { return new(greet) }},
)

type greet struct{}

func (greet) Execute(context.Context, *runtime.Exchange) error { return nil }

func (greet) Preflight(_ context.Context, x *runtime.Exchange) error {
	x.NewResponse().Reason = "preflight of " + x.Request.Method + " " + x.Operation.ID
	return runtime.Stop
}

type panics struct{}

func (panics) Execute(context.Context, *runtime.Exchange) error { panic("on purpose") }

// pipelineOf compiles a policy as a snippet of inbound or a whole document.
func pipelineOf(t testing.TB, text string) *runtime.Pipeline {
	t.Helper()
	return scopedPipeline(t, runtime.APIScope, text)
}

func scopedPipeline(t testing.TB, scope runtime.Scopes, text string) *runtime.Pipeline {
	t.Helper()
	p, err := compilePolicy(scope, text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func compilePolicy(scope runtime.Scopes, text string) (*runtime.Pipeline, error) {
	doc, faults := policy.Parse(source.NewFile("policy.xml", text), policy.Options{})
	if len(faults) > 0 {
		return nil, fmt.Errorf("parse: %v", faults)
	}
	p, faults := runtime.Compile([]runtime.Source{{Scope: scope, Document: doc}}, kinds, runtime.Options{Deployment: new(runtime.Deployment)})
	if p == nil {
		return nil, fmt.Errorf("compile: %v", faults)
	}
	return p, nil
}
