package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"sallyport/runtime/config"
	"sallyport/runtime/policytest"
)

// TestSchemas holds the files of the repository against the JSON Schemas that
// editors are given: what the program reads they must not call wrong.
func TestSchemas(t *testing.T) {
	compile := func(name string) *jsonschema.Schema {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource("schema.json", doc); err != nil {
			t.Fatal(err)
		}
		return c.MustCompile("schema.json")
	}
	configs := compile("../../runtime/config/sallyport.schema.json")
	tests := compile("../../runtime/policytest/test.schema.json")
	judged := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		schema := tests
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || strings.HasSuffix(path, "policytest/testdata/fail")): // those are wrong on purpose
			return filepath.SkipDir
		case d.Name() == config.FileName:
			schema = configs
		case !strings.HasSuffix(path, policytest.Suffix):
			return nil
		}
		judged++
		if err := schema.Validate(plainYAML(t, path)); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		return nil
	})
	if err != nil || judged < 50 {
		t.Errorf("judged %d files, %v", judged, err)
	}
	if err := configs.Validate(map[string]any{"apis": map[string]any{"a": map[string]any{"pth": "a"}}}); err == nil {
		t.Error("the schema takes a key that there is not")
	}
}

// plainYAML is a YAML file as JSON has it.
func plainYAML(t *testing.T, path string) any {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, err := yaml.YAMLToJSON(data)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var v any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return v
}
