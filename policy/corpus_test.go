package policy

import (
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// corpusDir is the folder of real policy documents beside the repository.
func corpusDir(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for !exists(filepath.Join(dir, "go.mod")) {
		dir = filepath.Dir(dir)
	}
	root := filepath.Join(dir, "..", "shared", "corpus")
	if !exists(root) {
		t.Skip("the corpus is not beside the repository")
	}
	return root
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// corpus reads the documents, by their paths in the corpus.
func corpus(t testing.TB) map[string]*source.File {
	t.Helper()
	root := os.DirFS(corpusDir(t))
	files := map[string]*source.File{}
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".xml") {
			return err
		}
		text, err := fs.ReadFile(root, path)
		files[path] = source.NewFile(path, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// corpusIndex reads the rows of the corpus' index.tsv, by its column names.
func corpusIndex(t testing.TB) iter.Seq[map[string]string] {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(corpusDir(t), "index.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	columns := strings.Split(lines[0], "\t")
	return func(yield func(map[string]string) bool) {
		for _, line := range lines[1:] {
			row := map[string]string{}
			for i, cell := range strings.Split(line, "\t") {
				row[columns[i]] = cell
			}
			if !yield(row) {
				return
			}
		}
	}
}

// damaged are the documents that were damaged at their source, the six that the
// corpus names, and where it shows: in the markup (DOC) or in the C# (CS).
var damaged = map[string][]string{
	"Azure+api-management-policy-snippets/examples/Call out to an HTTP endpoint and cache the response.policy.xml": {
		"16:67 CS1003", "31:88 CS1003", "35:99 CS1003", "35:150 CS1003", "40:28 DOC0027",
	},
	"Azure+api-management-policy-snippets/examples/Filter response content based on product name.policy.xml":                 {"2:1 DOC0013"},
	"Azure+api-management-policy-snippets/examples/Loopback request for service at same API Management service.xml":          {"15:119 CS1003", "15:131 CS1003"},
	"Azure+api-management-policy-snippets/examples/Pre-authorize requests based on HTTP method with validate-jwt.policy.xml": {"10:66 CS1003", "22:43 CS1003", "22:53 CS1003"},
	"Azure-Samples+Apim-Samples/.vscode/APIM-POLICY-CONFIG.md.block5.xml":                                                    {"2:2 DOC0024"},
	"Azure-Samples+Apim-Samples/samples/load-balancing/apim-policies/aca-backend-pool-load-balancing-with-retry-tracked.xml": {
		"23:159 CS1012", "28:83 CS1012", "41:68 CS1012", "41:108 CS1012", "44:106 CS1012",
	},
}

// Every document is read, and every expression in it found, whole, as C#;
// where that fails, the document is known to be damaged there.
func TestCorpus(t *testing.T) {
	files := corpus(t)
	if len(files) != 139 {
		t.Errorf("%d documents, want 139", len(files))
	}
	one := Options{NamedValues: func(string) (string, bool, bool) { return "1", false, true }}
	for name, f := range files {
		t.Run(name, func(t *testing.T) {
			doc, diagnostics := Parse(f, one)
			var got []string
			for _, d := range append(diagnostics, csharp(doc)...).Sort() {
				p := d.Position()
				got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, d.Code))
			}
			if diff := cmp.Diff(damaged[name], got); diff != "" {
				t.Errorf("Parse(%s): -want +got\n%s", name, diff)
			}
			checkLaws(t, f, one)
		})
	}
}

// TestCorpusIndex compares the kinds, the readings and the numbers of expressions
// with those that the corpus lists.
func TestCorpusIndex(t *testing.T) {
	files := corpus(t)
	for row := range corpusIndex(t) {
		name := row["file"]
		doc, diagnostics := Parse(files[name], Options{})
		if got, want := doc.Kind.String(), row["class"]; got != want {
			t.Errorf("%s is a %s, want %s", name, got, want)
		}
		// What only has several roots is well formed to us.
		if got, want := doc.Raw, row["wellformed"] == "no" && !(row["class"] == "snippet" && row["at_paren"] == "0"); got != want {
			t.Errorf("%s: Raw = %v, want %v", name, got, want)
		}
		if diagnostics.HasErrors() {
			continue
		}
		expressions := map[bool]int{}
		for v := range values(doc) {
			if v.Expr {
				expressions[v.Body()]++
			}
		}
		if got, want := fmt.Sprint(expressions[false], expressions[true]), row["at_paren"]+" "+row["at_brace"]; got != want {
			t.Errorf("%s has %s expressions @( and @{, want %s", name, got, want)
		}
	}
}

// csharp is what the C# parser says of the expressions of a document.
func csharp(doc *Document) (diagnostics source.Diagnostics) {
	for v := range values(doc) {
		if v.Expr {
			_, ds := syntax.Parse(v.Text)
			diagnostics = append(diagnostics, ds...)
		}
	}
	return diagnostics
}

// values are the values of the attributes and elements of a document.
func values(doc *Document) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for e := range policyElements(doc.Nodes) {
			for _, a := range e.Attrs {
				if !yield(a.Value) {
					return
				}
			}
			if !yield(e.Value()) {
				return
			}
		}
	}
}
