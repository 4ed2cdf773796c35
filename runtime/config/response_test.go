package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sallyport/runtime"
)

func TestResponsesOfOperations(t *testing.T) {
	loaded, ds := load(t, `
-- sallyport.yaml --
apis:
  a:
    path: a
    operations:
      o:
        method: GET
        url-template: /
        responses:
          200:
            description: Fine.
            content:
              application/json:
                example: { id: 1 }
                examples: { text: { summary: A text., value: "[1]" } }
                schema: { type: string }
              text/plain: { schema: { type: string, example: hello } }
              application/xml: { schema: { type: object } }
              application/hal+json; charset=utf-8:
                schema:
                  allOf:
                    - properties: { a: { type: [ "null", integer ] }, b: { type: number, default: 1.50 }, c: { const: x } }
                    - properties: { d: { enum: [ u, v ] }, e: { examples: [ [] ] }, f: { type: boolean } }
                  properties:
                    g: { items: { type: string } }
                    h: { type: array }
                    i: { oneOf: [ { type: object }, {} ] }
                    j: { anyOf: [ {} ] }
          204: {}
`)
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	want := []runtime.ResponseInfo{
		{Status: 200, Content: []runtime.ContentInfo{
			{Type: "application/json", Examples: []string{`{"id": 1}`, "[1]"}},
			{Type: "text/plain", Examples: []string{"hello"}},
			{Type: "application/xml"},
			{Type: "application/hal+json; charset=utf-8", Examples: []string{
				`{"a": 0, "b": 1.50, "c": "x", "d": "u", "e": [], "f": true, "g": ["string"], "h": [], "i": {}, "j": null}`,
			}},
		}},
		{Status: 204},
	}
	if diff := cmp.Diff(want, loaded.Gateway.APIs[0].Operations[0].Responses); diff != "" {
		t.Error(diff)
	}
}
