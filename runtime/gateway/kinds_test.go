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

// kinds are the policies, and one that fails as only a mistake of ours can.
var kinds = append(policies.All(), runtime.Kind{
	Name: "panic", Sections: runtime.AnySection, Doc: "Panics.", New: func() runtime.Policy { return new(panics) },
})

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
	p, faults := runtime.Compile([]runtime.Source{{Scope: runtime.APIScope, Document: doc}}, kinds, runtime.Options{Deployment: new(runtime.Deployment)})
	if p == nil {
		return nil, fmt.Errorf("compile: %v", faults)
	}
	return p, nil
}
