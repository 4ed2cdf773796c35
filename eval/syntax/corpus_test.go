package syntax

import (
	"bufio"
	"encoding/json"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sallyport/eval/source"
)

// shared is a file of the folder of test data beside the repository. The test
// is skipped where that is absent.
func shared(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
	}
	path := filepath.Join(dir, "..", "shared", name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("no shared test data")
	}
	return path
}

// A visibleCase is an expression with what a real C# compiler says of it.
type visibleCase struct {
	ID, Expr string
	Expect   struct{ Stage, Exception string }
}

func visibleCases(t testing.TB) []visibleCase {
	t.Helper()
	data, err := os.ReadFile(shared(t, "expressions/visible.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []visibleCase
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

// syntaxFaults are the codes that the judge of the visible expressions gives to
// what can be refused without knowing a name or a type.
var syntaxFaults = map[string]bool{
	"CS0201": true, "CS1001": true, "CS1002": true, "CS1003": true, "CS1010": true, "CS1011": true, "CS1012": true,
	"CS1026": true, "CS1513": true, "CS1525": true, "CS1547": true, "CS4033": true,
}

func TestVisibleExpressions(t *testing.T) {
	for _, c := range visibleCases(t) {
		text := source.NewText(c.ID, c.Expr)
		body, diags := Parse(text)
		checkTree(t, body, text)
		if c.Expect.Stage == "compile" {
			if syntaxFaults[c.Expect.Exception] && len(diags) == 0 {
				t.Errorf("Parse(%q): no complaint, want one like %s", c.Expr, c.Expect.Exception)
			}
			continue
		}
		if len(diags) > 0 {
			t.Errorf("Parse(%q):\n%v", c.Expr, diags)
			continue
		}
		checkRoundTrip(t, body)
	}
}

// expressionStart finds the places of a policy file where an expression can
// begin: the values of attributes and the texts of elements.
var expressionStart = regexp.MustCompile(`(?:=\s*["']|>)\s*(@[({])`)

// namedValue is a place where a named value is put in before C# is read.
var namedValue = regexp.MustCompile(`\{\{[A-Za-z0-9._-]+\}\}`)

// corpusExpressions visits the expressions of the policy files of the corpus,
// without those of files whose C# its README names as broken. An expression
// that does not scan or parse as it stands is given decoded.
func corpusExpressions(t testing.TB, visit func(name, expr string)) {
	t.Helper()
	root := shared(t, "corpus")
	broken := brokenFiles(t, filepath.Join(root, "README.md"))
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".xml") {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil || broken[filepath.ToSlash(name)] {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text := namedValue.ReplaceAllString(string(data), "1")
		for _, m := range expressionStart.FindAllStringSubmatchIndex(text, -1) {
			visit(name, expressionAt(text, m[2]))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// expressionAt is the expression at an offset of a policy file.
func expressionAt(file string, at int) string {
	end, fault := ScanEnd(file, at)
	if fault == nil {
		if _, diags := Parse(source.NewText("", file[at:end])); len(diags) == 0 {
			return file[at:end]
		}
	}
	if i := strings.IndexByte(file[at:], file[at-1]); i >= 0 && file[at-1] != '>' {
		return html.UnescapeString(file[at : at+i])
	}
	decoded := html.UnescapeString(file[at:])
	end, _ = ScanEnd(decoded, 0)
	return decoded[:end]
}

// brokenFiles reads the list of broken files out of the corpus's README.
func brokenFiles(t testing.TB, readme string) map[string]bool {
	t.Helper()
	f, err := os.Open(readme)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	broken := make(map[string]bool)
	within := false
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if strings.HasPrefix(line, "## ") {
			within = line == "## Broken at the source"
		}
		if name, reason, ok := strings.Cut(strings.TrimPrefix(line, "- "), ".xml - "); within && ok && strings.Contains(reason, "C#") {
			broken[name+".xml"] = true
		}
	}
	return broken
}

func TestCorpus(t *testing.T) {
	count := 0
	corpusExpressions(t, func(name, expr string) {
		count++
		text := source.NewText(name, expr)
		body, diags := Parse(text)
		checkTree(t, body, text)
		if len(diags) > 0 {
			t.Errorf("%s: Parse(%q):\n%v", name, expr, diags)
			return
		}
		checkRoundTrip(t, body)
	})
	if count < 600 {
		t.Errorf("found %d expressions in the corpus, want the 639 there are", count)
	}
}
