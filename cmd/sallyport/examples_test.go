package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExamples holds each folder of examples to what it promises: it has no fault
// and no warning, its policies are in canonical layout, and its tests pass.
func TestExamples(t *testing.T) {
	configs, err := filepath.Glob("../../examples/*/sallyport.yaml")
	if err != nil || len(configs) == 0 {
		t.Fatalf("Glob = %v, %v", configs, err)
	}
	for _, c := range configs {
		t.Run(filepath.Base(filepath.Dir(c)), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "example")
			if err := os.CopyFS(dir, os.DirFS(filepath.Dir(c))); err != nil {
				t.Fatal(err)
			}
			certs := filepath.Join(dir, "certs") // made anew, as a fresh clone would
			if err := os.RemoveAll(certs); err != nil {
				t.Fatal(err)
			}
			certificates(t, certs)
			if tests, _ := filepath.Glob(filepath.Join(dir, "*.test.yaml")); len(tests) == 0 {
				t.Error("it has no tests")
			}
			for _, args := range [][]string{{"check", dir}, {"fmt", "--check", dir}, {"test", dir}} {
				var out, err strings.Builder
				if status := execute(t.Context(), args, &terminal{Out: &out, Err: &err, env: os.Getenv}); status != statusFine {
					t.Errorf("%s ends with status %d:\n%s%s", args[0], status, &out, &err)
				}
				if args[0] != "test" && out.Len() > 0 {
					t.Errorf("%s says:\n%s", args[0], &out)
				}
			}
		})
	}
}
