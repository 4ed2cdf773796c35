package policy

import (
	"testing"

	"sallyport/eval/source"
)

// Every code has an example in its comment that raises it, and nothing else.
func TestCodeExamples(t *testing.T) {
	opts := house
	opts.MaxBytes, opts.MaxDepth = 128, 5
	opts.Fragments = func(id string) (*Document, bool) {
		d, _ := Parse(source.NewFile("whole.xml", "<policies/>"), Options{})
		return d, id == "whole"
	}
	seen := make(map[source.Code]bool)
	for _, c := range Codes() {
		if seen[c.Code] {
			t.Errorf("two faults are %s", c.Code)
		}
		seen[c.Code] = true
		if c.Example == "" {
			t.Errorf("%s has no example", c.Code)
		}
		_, diagnostics := Parse(source.NewFile(string(c.Code), c.Example), opts)
		raised := false
		for _, d := range diagnostics {
			raised = raised || d.Code == c.Code
			if d.Code != c.Code && c.Code != tooManyFaults {
				t.Errorf("example of %s, %q, also gives %v", c.Code, c.Example, d)
			}
		}
		if !raised {
			t.Errorf("example of %s, %q, gives %v", c.Code, c.Example, diagnostics)
		}
	}
}
