package config_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"sallyport/eval/source"
	"sallyport/runtime/policies"
	"sallyport/runtime/policytest"
)

// TestModel runs the tests of testdata: what a configuration means, in the
// language in which users test theirs.
func TestModel(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*" + policytest.Suffix)
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	options := &policytest.Options{Kinds: policies.All(), Now: time.Now, Env: func(string) (string, bool) { return "", false }}
	for _, file := range files {
		suite, ds, err := policytest.ReadFile(file)
		if err != nil || ds.HasErrors() {
			t.Error(err, ds)
			continue
		}
		for _, r := range suite.Run(context.Background(), options) {
			if !r.OK() {
				t.Errorf("%s:%d: %s\n%s", r.File, r.At.Line, r.Name, r.Format(source.Style{}))
			}
		}
	}
}
