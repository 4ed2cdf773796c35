package eval

import (
	"fmt"
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
	for i, line := range csharp(t, "testdata/language.cs") {
		if line == "" || strings.HasPrefix(line, "// ") {
			continue
		}
		if problem := runLine(t, line); problem != "" {
			t.Errorf("line %d: %s: %s", i+1, line, problem)
		}
	}
}

// TestClaims runs testdata/claims.cs: what APIM's reference says of C# and .NET
// where an interpreter is likely to differ, by its sections.
func TestClaims(t *testing.T) {
	section := ""
	for i, line := range csharp(t, "testdata/claims.cs") {
		if heading, ok := strings.CutPrefix(line, "// "); ok {
			section = heading
		}
		if line == "" || strings.HasPrefix(line, "// ") {
			continue
		}
		t.Run(section, func(t *testing.T) {
			if problem := runLine(t, line); problem != "" {
				t.Errorf("line %d: %s: %s", i+1, line, problem)
			}
		})
	}
}

func csharp(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(data), "\n")
}

// runLine runs an example, or compiles it where it says that C# refuses it; the
// result says what is wrong.
func runLine(t *testing.T, line string) string {
	t.Helper()
	text, code, refused := strings.Cut(line, " // error ")
	if !refused {
		for name, eval := range evaluations {
			if problem := runExample(t, line, eval); problem != "" {
				return name + ": " + problem
			}
		}
		return ""
	}
	if strings.Contains(text, ";") {
		text = "@{" + text + "}"
	} else {
		text = "@(" + text + ")"
	}
	_, ds := Compile(source.NewText("test", text), Options{Context: exampleContext})
	if !slices.ContainsFunc(ds, func(d source.Diagnostic) bool { return string(d.Code) == code }) {
		return fmt.Sprintf("got %v, want %s", ds, code)
	}
	return ""
}
