package eval

import (
	"os"
	"slices"
	"strings"
	"testing"

	"sallyport/eval/source"
)

// TestLanguage runs the C# of testdata/language.cs. A line is an example as in
// the library's documentation; what C# refuses ends in // error and the
// compiler's code.
func TestLanguage(t *testing.T) {
	data, err := os.ReadFile("testdata/language.cs")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "// ") {
			continue
		}
		text, code, refused := strings.Cut(line, " // error ")
		if !refused {
			for name, eval := range evaluations {
				if problem := runExample(t, line, eval); problem != "" {
					t.Errorf("%s: line %d: %s: %s", name, i+1, line, problem)
				}
			}
			continue
		}
		if strings.Contains(text, ";") {
			text = "@{" + text + "}"
		} else {
			text = "@(" + text + ")"
		}
		_, ds := Compile(source.NewText("test", text), Options{})
		if !slices.ContainsFunc(ds, func(d source.Diagnostic) bool { return string(d.Code) == code }) {
			t.Errorf("line %d: %s: got %v, want %s", i+1, text, ds, code)
		}
	}
}
