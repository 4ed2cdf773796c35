package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"sallyport/eval/source"
)

// sarifSchema is the schema of SARIF 2.1.0 as OASIS publishes it.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	const name = "testdata/sarif-2.1.0.schema.json"
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, text []byte) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(doc)
}

// TestSARIF holds what check -o sarif prints against the schema.
func TestSARIF(t *testing.T) {
	file := source.NewFile("policies/a file.xml", "<policies>\n\t<inbond/>\n</policies>\n")
	ds := source.Diagnostics{
		{Code: "POL0015", File: file, Span: source.Span{Start: 13, End: 19}, Message: `<inbond> is no section`, Suggest: "inbound"},
		{Code: "missing-base", Severity: source.Warning, File: file, Span: source.Span{Start: 13, End: 19}, Message: "no <base/>"},
		{Code: "POL0015", Severity: source.Info, File: file, Span: source.Span{Start: 13, End: 13}, Message: "an empty span"},
	}
	schema := sarifSchema(t)
	for name, ds := range map[string]source.Diagnostics{"findings": ds, "nothing": nil} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := printJSON(&out, sarifOf(ds)); err != nil {
				t.Fatal(err)
			}
			if err := validate(t, schema, out.Bytes()); err != nil {
				t.Errorf("%v in\n%s", err, out.String())
			}
		})
	}
	if err := validate(t, schema, []byte(`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"level": "dire", "message": {"text": "m"}}]}]}`)); err == nil {
		t.Error("the schema takes a result of level dire")
	}
}
