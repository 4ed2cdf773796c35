package policy

import (
	"go/ast"
	goparser "go/parser"
	gotoken "go/token"
	"strconv"
	"strings"
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
	seen := make(map[source.Code]string)
	for name, spec := range codeSpecs(t) {
		literal, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		code := source.Code(literal)
		if other, ok := seen[code]; ok {
			t.Errorf("%s and %s are both %s", name, other, code)
		}
		seen[code] = name
		_, example, ok := strings.Cut(spec.Doc.Text(), "Example: ")
		if !ok {
			t.Errorf("%s has no example", name)
			continue
		}
		example = strings.TrimRight(example, "\n")
		if text, err := strconv.Unquote(example); err == nil {
			example = text
		}
		_, diagnostics := Parse(source.NewFile(name, example), opts)
		raised := false
		for _, d := range diagnostics {
			raised = raised || d.Code == code
			if d.Code != code && code != tooManyFaults {
				t.Errorf("example of %s, %q, also gives %v", name, example, d)
			}
		}
		if !raised {
			t.Errorf("example of %s, %q, gives %v, want %s", name, example, diagnostics, code)
		}
	}
}

// codeSpecs are the declarations of codes.go by their names.
func codeSpecs(t *testing.T) map[string]*ast.ValueSpec {
	t.Helper()
	file, err := goparser.ParseFile(gotoken.NewFileSet(), "codes.go", nil, goparser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	specs := make(map[string]*ast.ValueSpec)
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			specs[spec.Names[0].Name] = spec
		}
		return true
	})
	return specs
}
