package policies

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"sallyport/eval/source"
	"sallyport/runtime/policytest"
)

// TestFiles runs testdata/*.test.yaml: the policies in the language that users
// test theirs in.
func TestFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*" + policytest.Suffix)
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	options := &policytest.Options{Kinds: All(), Now: time.Now, Env: func(string) (string, bool) { return "", false }}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			suite, ds, err := policytest.ReadFile(file)
			if err != nil || ds.HasErrors() {
				t.Fatal(err, ds)
			}
			for _, r := range suite.Run(context.Background(), options) {
				if !r.OK() {
					t.Errorf("%s:%d: %s\n%s", r.File, r.At.Line, r.Name, r.Format(source.Style{}))
				}
			}
		})
	}
}
