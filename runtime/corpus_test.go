package runtime

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/policy"
)

// damaged are the documents of the corpus whose C# is broken at the source, as
// its README says.
var damaged = map[string]bool{
	"Azure+api-management-policy-snippets/examples/Call out to an HTTP endpoint and cache the response.policy.xml":           true,
	"Azure+api-management-policy-snippets/examples/Loopback request for service at same API Management service.xml":          true,
	"Azure+api-management-policy-snippets/examples/Pre-authorize requests based on HTTP method with validate-jwt.policy.xml": true,
	"Azure-Samples+Apim-Samples/samples/load-balancing/apim-policies/aca-backend-pool-load-balancing-with-retry-tracked.xml": true,
}

// refusedInCorpus are the first faults of the expressions that rightly do not
// compile, by document, in order.
var refusedInCorpus = map[string][]source.Code{
	// MatchedParameters is a property, which is called like a method.
	snippets + "DELETE a from to blobStorage account.xml": {"CS1061"},
	snippets + "GET a file from blobStorage account.xml":  {"CS1061"},
	snippets + "PUT a file to blobStorage account.xml":    {"CS1061"},
	// XmlReader and XmlDocument are not on APIM's list; AddSeconds takes no text.
	snippets + "Extract value from XML.xml":                                    {"CS0246"},
	snippets + "Return a blob URL signed with a user delegation SAS token.xml": {"CS1503", "CS0246"},
	// An example in words: @(attempt < retryLimit && ...).
	"Azure-Samples+Apim-Samples/.github/skills/apim-policies/SKILL.md.block13.xml": {"CS0103"},
}

const snippets = "Azure+api-management-policy-snippets/examples/"

// hole is a name in capitals that a script replaces before the document is sent.
const hole = "RETRY_COUNT"

// TestCorpusBinds binds and type-checks each expression of the policy documents
// in the folder beside the repository, with 1 for each named value and template hole.
func TestCorpusBinds(t *testing.T) {
	root := os.DirFS(corpusDir(t))
	bound := 0
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".xml") || damaged[path] {
			return err
		}
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		one := func(string) (string, bool, bool) { return "1", false, true }
		doc, _ := policy.Parse(source.NewFile(path, strings.ReplaceAll(string(text), hole, "1")), policy.Options{NamedValues: one})
		var refused []source.Code
		for e := range doc.Elements() {
			eachExpression(e, func(v policy.Value) {
				_, ds := eval.Compile(v.Text, eval.Options{Context: ContextType, Want: clr.ObjectType})
				if !ds.HasErrors() {
					bound++
					return
				}
				refused = append(refused, ds[0].Code)
				if !slices.Contains(refusedInCorpus[path], ds[0].Code) {
					t.Errorf("%v", ds)
				}
			})
		}
		if want := refusedInCorpus[path]; !slices.Equal(refused, want) {
			t.Errorf("%s: refused with %v, want %v", path, refused, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if bound != 615 {
		t.Errorf("%d expressions compile, want the 615 there are", bound)
	}
}

func corpusDir(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	root := filepath.Join(dir, "..", "shared", "corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the corpus is not beside the repository")
	}
	return root
}

// eachExpression visits the expressions of an element and of those inside it.
func eachExpression(e *policy.Element, visit func(policy.Value)) {
	for _, a := range e.Attrs {
		if a.Value.Expr {
			visit(a.Value)
		}
	}
	if e.Value().Expr {
		visit(e.Value())
	}
	for inner := range e.Elements() {
		eachExpression(inner, visit)
	}
}
