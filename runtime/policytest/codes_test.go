package policytest

import (
	"context"
	"path/filepath"
	"testing"

	"sallyport/eval/source"
	"sallyport/runtime/policies"
)

// TestCodes reads each code's example, and runs it when its fault shows only
// then.
func TestCodes(t *testing.T) {
	for _, c := range Codes() {
		file := source.NewFile(filepath.Join(t.TempDir(), "a.test.yaml"), "policy: <policies/>\ntests: "+c.Example+"\n")
		s, ds := Parse(file)
		if s != nil {
			for _, r := range s.Run(context.Background(), options(policies.All())) {
				ds = append(ds, r.Faults...)
			}
		}
		if len(ds) != 1 || ds[0].Code != c.Code {
			t.Errorf("%s gives %v, want %s", c.Example, ds, c.Code)
		}
	}
}
