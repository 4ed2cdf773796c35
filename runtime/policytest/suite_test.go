package policytest

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sallyport/eval/source"
	"sallyport/runtime"
	"sallyport/runtime/policies"
)

// options run everything, with no environment.
func options(kinds []runtime.Kind) *Options {
	return &Options{
		Kinds: kinds,
		Now:   time.Now,
		Env:   func(string) (string, bool) { return "", false },
	}
}

// passKinds are the policies of the files that show the language: all that there
// are, and two that only talk.
func passKinds() []runtime.Kind {
	all := policies.All()
	for _, k := range kinds {
		if k.Name == "say" || k.Name == "call" {
			all = append(all, k)
		}
	}
	return all
}

// TestPass runs the files that show the language.
func TestPass(t *testing.T) {
	files, err := filepath.Glob("testdata/pass/*" + Suffix)
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		s, ds, err := ReadFile(file)
		if err != nil || ds.HasErrors() {
			t.Error(err, ds)
			continue
		}
		for _, r := range s.Run(context.Background(), options(passKinds())) {
			if !r.OK() {
				t.Errorf("%s:%d: %s\n%s", r.File, r.At.Line, r.Name, r.Format(source.Style{}))
			}
		}
	}
}

var update = flag.Bool("update", false, "rewrite the golden files")

// TestFail holds what is said of tests that fail against testdata/fail/*.golden.
func TestFail(t *testing.T) {
	files, err := filepath.Glob("testdata/fail/*" + Suffix)
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		var b strings.Builder
		s, ds, err := ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range ds {
			b.WriteString(d.Format(source.Style{}))
		}
		if s != nil {
			for _, r := range s.Run(context.Background(), options(kinds)) {
				fmt.Fprintf(&b, "%d: %s: %s\n%s\n", r.At.Line, r.Name, r.Message(), r.Format(source.Style{}))
				if r.OK() {
					t.Errorf("%s:%d: %s passes", r.File, r.At.Line, r.Name)
				}
			}
		}
		golden := strings.TrimSuffix(file, Suffix) + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}
