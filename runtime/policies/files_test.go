package policies

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/policytest"
)

// runFile runs a file of testdata: the policies in the language that users test
// theirs in.
func runFile(t *testing.T, file string) []policytest.Result {
	t.Helper()
	suite, ds, err := policytest.ReadFile(file)
	if err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	return suite.Run(context.Background(), &policytest.Options{
		Kinds: All(), Now: time.Now, Env: func(string) (string, bool) { return "", false },
	})
}

func TestFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*" + policytest.Suffix)
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			for _, r := range runFile(t, file) {
				if !r.OK() {
					t.Errorf("%s:%d: %s\n%s", r.File, r.At.Line, r.Name, r.Format(source.Style{}))
				}
			}
		})
	}
}

// TestEveryPolicyHasAFile asks the tests of each policy, testdata/NAME.test.yaml,
// for a use of every attribute, every element and every word of a list that they
// may hold.
func TestEveryPolicyHasAFile(t *testing.T) {
	kinds := All()
	for i := range kinds {
		k := &kinds[i]
		t.Run(k.Name, func(t *testing.T) {
			t.Parallel()
			used := uses{}
			for _, r := range runFile(t, "testdata/"+k.Name+policytest.Suffix) {
				for _, d := range r.Policies {
					for e := range d.Elements() {
						used.find(e, k.Name)
					}
				}
			}
			for _, use := range wanted(k.Name, k.Schema()) {
				if !used[use] {
					t.Errorf("no test uses %s", use)
				}
			}
		})
	}
}

// wanted lists what a schema lets an element hold, as uses names it.
func wanted(path string, s *runtime.Schema) []string {
	list := []string{path}
	for i := range s.Attributes {
		a := &s.Attributes[i]
		list = append(list, path+"/@"+a.Name)
		for _, word := range a.Enum {
			list = append(list, path+"/@"+a.Name+"="+word)
		}
	}
	for i := range s.Elements {
		c := &s.Elements[i]
		if isPolicy(c.Name) { // its own file shows what it may hold
			list = append(list, path+"/"+c.Name)
			continue
		}
		list = append(list, wanted(path+"/"+c.Name, c.Schema)...)
	}
	return list
}

func isPolicy(name string) bool {
	return slices.ContainsFunc(All(), func(k runtime.Kind) bool { return k.Name == name })
}

// uses are the elements and attributes that documents have:
// set-header/value, set-header/@exists-action, set-header/@exists-action=skip.
type uses map[string]bool

// find notes what every element of a name holds.
func (u uses) find(e *policy.Element, name string) {
	if e.Name == name {
		u.note(e, name)
	}
	for child := range e.Elements() {
		u.find(child, name)
	}
}

func (u uses) note(e *policy.Element, path string) {
	u[path] = true
	for _, a := range e.Attrs {
		at := path + "/@" + a.Name
		u[at], u[at+"="+a.Value.Content()] = true, true
	}
	for child := range e.Elements() {
		u.note(child, path+"/"+child.Name)
	}
}

func TestNoFileOfAPolicyThatIsNot(t *testing.T) {
	files, err := filepath.Glob("testdata/*" + policytest.Suffix)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), policytest.Suffix)
		if name != "base" && !isPolicy(name) {
			t.Errorf("%s is of no policy", file)
		}
	}
}
