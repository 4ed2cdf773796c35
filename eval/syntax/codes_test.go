package syntax

import (
	"testing"

	"sallyport/eval/source"
)

// Every code has an example in its comment that raises it.
func TestCodeExamples(t *testing.T) {
	seen := make(map[source.Code]bool)
	for _, c := range Codes() {
		if seen[c.Code] {
			t.Errorf("two faults are %s", c.Code)
		}
		seen[c.Code] = true
		_, diags := Parse(source.NewText(string(c.Code), c.Example))
		raised := false
		for _, d := range diags {
			raised = raised || d.Code == c.Code
		}
		if !raised {
			t.Errorf("example of %s, %q, gives %v", c.Code, c.Example, diags)
		}
	}
}
