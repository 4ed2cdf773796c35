package yaml

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type schemaSample struct {
	Name  Text             `yaml:"name,required" doc:"What it is called."`
	Mode  Text             `yaml:"mode" enum:"a|b"`
	Later Unsupported      `yaml:"later"`
	Many  Map[schemaShort] `yaml:"many"`
	Some  OneOrMore[Text]  `yaml:"some"`
	Self  *schemaSample    `yaml:"self"`
	None  pattern          `yaml:"none"`
}

type schemaShort struct {
	File Text `yaml:"file,scalar"`
	On   bool `yaml:"on"`
}

func TestSchema(t *testing.T) {
	data, err := Schema("Samples", schemaSample{})
	if err != nil {
		t.Fatal(err)
	}
	text := []any{"string", "number", "boolean"}
	want := map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "Samples",
		"$ref":    "#/$defs/schemaSample",
		"$defs": map[string]any{
			"schemaSample": map[string]any{
				"type": "object", "additionalProperties": false, "required": []any{"name"},
				"properties": map[string]any{
					"name":  map[string]any{"type": text, "description": "What it is called."},
					"mode":  map[string]any{"enum": []any{"a", "b"}},
					"later": map[string]any{"not": map[string]any{}},
					"many":  map[string]any{"type": "object", "additionalProperties": map[string]any{"$ref": "#/$defs/schemaShort"}},
					"some":  map[string]any{"anyOf": []any{map[string]any{"type": text}, map[string]any{"type": "array", "items": map[string]any{"type": text}}}},
					"self":  map[string]any{"$ref": "#/$defs/schemaSample"},
					"none":  map[string]any{"$ref": "#/$defs/pattern"},
				},
			},
			"pattern": map[string]any{"anyOf": []any{map[string]any{"type": text}, map[string]any{"type": "null"}}},
			"schemaShort": map[string]any{"anyOf": []any{
				map[string]any{
					"type": "object", "additionalProperties": false,
					"properties": map[string]any{"file": map[string]any{"type": text}, "on": map[string]any{"type": "boolean"}},
				},
				map[string]any{"type": text},
			}},
		},
	}
	var got any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(any(want), got); diff != "" {
		t.Error(diff)
	}
}
