package policy

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sallyport/eval/source"
)

func parse(t *testing.T, text string) (*Document, source.Diagnostics) {
	t.Helper()
	return Parse(source.NewFile("p.xml", text), Options{})
}

func TestUnescapedExpressions(t *testing.T) {
	const condition = `@(a < b && s[")\""] != "x" /* " */)`
	d, ds := parse(t, "\ufeff<choose>\r\n <when condition=\""+condition+"\"><trace/></when></choose>")
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	if d.Kind != Snippet || !d.Raw {
		t.Errorf("Kind = %v, Raw = %v, want a raw snippet", d.Kind, d.Raw)
	}
	for choose := range d.Elements() {
		for when := range choose.Elements() {
			if got := when.Attr("condition").Value.Text.Content; got != condition {
				t.Errorf("condition = %q, want %q", got, condition)
			}
		}
	}
}

func TestDamagedMarkupIsAFault(t *testing.T) {
	for _, text := range []string{
		`<a><b></a>`, `<a b="1" b="2"/>`, `<a b="@(x"/>`, `<a`, `<a>&unknown;</a>`,
		`<!DOCTYPE a [<!ENTITY b "c">]><a/>`, "<a>\xff</a>", strings.Repeat("<a>", 10000),
	} {
		_, ds := parse(t, text)
		if !ds.HasErrors() {
			t.Errorf("Parse(%.40q) gave no error", text)
		}
	}
}

func TestTruncatedDocumentsDoNotPanic(t *testing.T) {
	const text = `<policies><inbound><set-header name="a" exists-action='x'><value>@{ return "<" + $"{1}"; }</value></set-header><!-- c --><![CDATA[d]]></inbound></policies>`
	for i := range text {
		if _, ds := parse(t, text[:i]); i > 0 && !ds.HasErrors() {
			t.Errorf("Parse(%q) gave no error", text[:i])
		}
	}
}

// damaged are the documents that the corpus names as broken at the source.
var damaged = []string{
	"Call out to an HTTP endpoint and cache the response.policy.xml",
	"Filter response content based on product name.policy.xml",
	"Loopback request for service at same API Management service.xml",
	"Pre-authorize requests based on HTTP method with validate-jwt.policy.xml",
	"APIM-POLICY-CONFIG.md.block5.xml",
	"aca-backend-pool-load-balancing-with-retry-tracked.xml",
}

func TestCorpus(t *testing.T) {
	root := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skip("no corpus here")
	}
	read := 0
	err := filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".xml" {
			return err
		}
		for _, name := range damaged {
			if e.Name() == name {
				return nil
			}
		}
		read++
		doc, ds, err := ReadFile(path, Options{})
		if err != nil || ds.HasErrors() {
			t.Errorf("%s: %v %v", path, err, ds)
			return nil
		}
		spans(t, path, doc.File, doc.Nodes)
		return nil
	})
	if err != nil || read < 100 {
		t.Errorf("read %d documents: %v", read, err)
	}
}

// spans checks that names are where the tree says they are.
func spans(t *testing.T, path string, f *source.File, nodes []Node) {
	for e := range elements(nodes) {
		if got := f.Slice(e.NameSpan); got != e.Name {
			t.Errorf("%s: element %q is at %q", path, e.Name, got)
		}
		for _, a := range e.Attrs {
			if got := f.Slice(a.NameSpan); got != a.Name {
				t.Errorf("%s: attribute %q is at %q", path, a.Name, got)
			}
		}
		spans(t, path, f, e.Nodes)
	}
}

// FuzzParse holds that every input gives a document and none panics.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{`<a b="@(c)">d</a>`, `<a><!-- x --><![CDATA[y]]></a>`, "@(", `<a b='@{return "}";}'/>`, `{{x}}`, "<policies><inbound/></policies>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, _ := Parse(source.NewFile("f.xml", text), Options{})
		if d == nil {
			t.Fatal("no document")
		}
	})
}
