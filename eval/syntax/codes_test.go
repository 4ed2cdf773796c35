package syntax

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"sallyport/eval/source"
)

// Every code has an example in its comment that raises it.
func TestCodeExamples(t *testing.T) {
	file, err := goparser.ParseFile(token.NewFileSet(), "codes.go", nil, goparser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[source.Code]string)
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		name := spec.Names[0].Name
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
			return true
		}
		example = strings.TrimRight(example, "\n")
		_, diags := Parse(source.NewText(name, example))
		for _, d := range diags {
			if d.Code == code {
				return true
			}
		}
		t.Errorf("example of %s, %q, gives %v, want %s", name, example, diags, code)
		return true
	})
}
