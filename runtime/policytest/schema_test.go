package policytest

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sallyport/runtime/config/yaml"
)

// TestSchemaFile holds the schema for editors against the structs.
func TestSchemaFile(t *testing.T) {
	const name = "test.schema.json"
	want, err := yaml.Schema("*"+Suffix, File{})
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(want), string(Schema)); diff != "" {
		t.Errorf("%s is not what the structs say; run go test -update\n%s", name, diff)
	}
}
