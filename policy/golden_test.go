package policy

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sallyport/eval/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// house is what the golden files refer to.
var house = Options{
	NamedValues: func(name string) (string, bool, bool) {
		v, ok := map[string]string{"audience": "orders", "key": `s3"<cret`, "limit": "10", "sum": "@(1 + 2)", "nested": "{{audience}}"}[name]
		return v, name == "key", ok
	},
	NamedValueNames: []string{"audience", "key", "limit", "sum", "nested"},
	Fragments: func(id string) (*Document, bool) {
		text, ok := map[string]string{"auth": `<fragment><set-method>GET</set-method></fragment>`, "loose": `<set-method>GET</set-method>`}[id]
		d, _ := Parse(source.NewFile(id+".xml", text), Options{})
		return d, ok
	},
	FragmentIDs: []string{"auth", "loose"},
}

// Each testdata/NAME.xml is a document; NAME.golden is its tree and what is
// wrong with it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.xml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".xml")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			file := source.NewFile(filepath.Base(path), string(text))
			doc, diagnostics := Parse(file, house)
			var b strings.Builder
			b.WriteString(dump(doc))
			for _, d := range diagnostics {
				b.WriteString("\n" + d.Format(source.Style{}))
			}
			checkLaws(t, file, house)
			golden := strings.TrimSuffix(path, ".xml") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("Parse(%s): -want +got\n%s", path, diff)
			}
		})
	}
}
