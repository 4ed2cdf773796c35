package yaml

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sallyport/eval/source"
)

type sample struct {
	Address Text           `yaml:"address,required"`
	Count   int            `yaml:"count"`
	Mode    Text           `yaml:"mode" enum:"a|b"`
	TLS     *sampleTLS     `yaml:"tls"`
	Wait    time.Duration  `yaml:"wait"`
	On      bool           `yaml:"on"`
	List    []string       `yaml:"list"`
	Named   Map[sampleTLS] `yaml:"named"`
	Free    any            `yaml:"free"`
	Later   Unsupported    `yaml:"later"`
	Span    source.Span    `yaml:",span"`
}

type sampleTLS struct {
	Certificate string `yaml:"certificate,scalar"`
	Version     string `yaml:"version"`
}

func TestDecode(t *testing.T) {
	var got sample
	ds := Decode(source.NewFile("f.yaml", `
# a comment
address: ":8443"   # another
count: 3
mode: b
tls: server.pem
wait: 1m30s
on: true
list: [one, 2, "three"]
named:
  x: { certificate: x.pem, version: 1.2 }
  y: y.pem
free: { a: 1, b: [true, null, 1.5], c: text }
`), &got)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	want := sample{
		Address: Text{Value: ":8443", Set: true}, Count: 3, Mode: Text{Value: "b", Set: true},
		TLS: &sampleTLS{Certificate: "server.pem"}, Wait: 90 * time.Second, On: true, List: []string{"one", "2", "three"},
		Named: Map[sampleTLS]{{Name: "x", Value: sampleTLS{"x.pem", "1.2"}}, {Name: "y", Value: sampleTLS{Certificate: "y.pem"}}},
		Free:  map[string]any{"a": int64(1), "b": []any{true, nil, 1.5}, "c": "text"},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(source.Span{})); diff != "" {
		t.Error(diff)
	}
}

// TestFaults holds each fault against its place: the complaint is about the text
// between the marks.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"address: a\n«cuont»: 1":                       `unknown key "cuont"; did you mean "count"?`,
		"address: a\ncount: «many»":                    `got "many", want a whole number`,
		"address: a\ncount: «\"1\"»":                   `got "1", want a whole number`,
		"address: a\non: «1»":                          `got "1", want true or false`,
		"address: a\nmode: «bee»":                      `got "bee", want a or b`,
		"address: a\nwait: «5»":                        `got "5", want a duration such as 30s`,
		"address: a\nlist: «x»":                        `got "x", want a list`,
		"address: a\nnamed: «[»x]":                     `got a list, want a mapping`,
		"address: a\ntls: «[»]":                        `got a list, want a mapping`,
		"address: a\ntls:\n  «cert»: x":                `unknown key "cert"`,
		"address: «[»a]":                               `got a list, want text`,
		"«count»: 1":                                   `key "address" is missing`,
		"address: a\n«later»: 1":                       `"later" is not supported yet`,
		"address: a\r\nnamed: {é: {«versoin»: 1}}\r\n": `unknown key "versoin"; did you mean "version"?`,
		"address: a\n---\n«address»: b":                `the file has a second document, want one`,
		"address: «*x»":                                `no anchor is called "x"`,
		"address: a\n«address»: b":                     `mapping key "address" already defined at [1:1]`,
	} {
		start, end := strings.Index(text, "«"), strings.Index(text, "»")-len("«")
		file := source.NewFile("f.yaml", strings.NewReplacer("«", "", "»", "").Replace(text))
		ds := Decode(file, new(sample))
		if len(ds) != 1 || ds[0].Message != want || ds[0].Span != (source.Span{Start: start, End: end}) {
			t.Errorf("%s\ngot  %v\nwant %s", text, ds, want)
			for _, d := range ds {
				t.Logf("at %q", file.Slice(d.Span))
			}
		}
	}
}

// TestValue reads values of every kind, which print as the JSON on the right.
func TestValue(t *testing.T) {
	for text, want := range map[string]string{
		"v: { b: 1, a: [true, null, 'x\"<'] }": `{"b": 1, "a": [true, null, "x\"<"]}`,
		"v: 1.50":                              `1.50`,
		"v: 0x10":                              `16`,
		"v: .5":                                `0.5`,
		"v: \"1\"":                             `"1"`,
		"v: |\n  two\n  lines":                 `"two\nlines"`,
		"v:":                                   `null`,
		"v: 2026-01-15":                        `"2026-01-15"`,
	} {
		var got struct {
			V Value `yaml:"v"`
		}
		ds := Decode(source.NewFile("f.yaml", text), &got)
		if len(ds) > 0 || got.V.JSON() != want {
			t.Errorf("%s gives %s %v, want %s", text, got.V.JSON(), ds, want)
		}
	}
}

type pattern struct {
	Text   Text `yaml:",scalar"`
	Absent bool `yaml:",null"`
}

func TestOneOrMore(t *testing.T) {
	var got struct {
		One  OneOrMore[pattern] `yaml:"one"`
		More OneOrMore[pattern] `yaml:"more"`
		None OneOrMore[pattern] `yaml:"none"`
	}
	ds := Decode(source.NewFile("f.yaml", "one: a\nmore: [a, b]\nnone: null"), &got)
	if len(ds) > 0 || len(got.One) != 1 || len(got.More) != 2 || got.More[1].Text.Value != "b" || len(got.None) != 1 || !got.None[0].Absent {
		t.Errorf("got %+v %v", got, ds)
	}
}

// TestPart holds places in a text that is a file of its own against those in the
// file around it.
func TestPart(t *testing.T) {
	for _, text := range []string{
		"v: |\n\n    <a>\n      <b/>\n", "v: <b/>", `v: "<b/>"`, "a: 1\nv: >-\n  <b/>",
	} {
		var got struct {
			A int  `yaml:"a"`
			V Text `yaml:"v"`
		}
		f := source.NewFile("f.yaml", text)
		ds := Decode(f, &got)
		part := got.V.File(f)
		at, want := part.Position(strings.Index(part.Text, "<b")), f.Position(strings.Index(text, "<b"))
		if len(ds) > 0 || at != want {
			t.Errorf("%q: <b/> is at %v, want %v %v", text, at, want, ds)
		}
	}
}

func TestAnchors(t *testing.T) {
	var got sample
	ds := Decode(source.NewFile("f.yaml", `
address: &where here
mode: a
named:
  x: &x { certificate: x.pem, version: "1" }
  y: { <<: *x, version: "2" }
  z: *x
`), &got)
	want := Map[sampleTLS]{{Name: "x", Value: sampleTLS{"x.pem", "1"}}, {Name: "y", Value: sampleTLS{"x.pem", "2"}}, {Name: "z", Value: sampleTLS{"x.pem", "1"}}}
	if diff := cmp.Diff(want, got.Named, cmpopts.IgnoreTypes(source.Span{})); len(ds) > 0 || diff != "" {
		t.Error(ds, diff)
	}
}

// TestCodes reads each code's example.
func TestCodes(t *testing.T) {
	for _, c := range Codes() {
		if ds := Decode(source.NewFile("example.yaml", c.Example), new(sample)); len(ds) != 1 || ds[0].Code != c.Code {
			t.Errorf("%s gives %v, want %s", c.Example, ds, c.Code)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("address: a\nnamed: {x: {<<: *y}}\n")
	f.Add("free: &a [*a]")
	f.Add("free: &a {<<: *a}")
	f.Add("free: &a {<<: [*a, *a]}")
	f.Add("\ufeffaddress: \"x\"\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("f.yaml", text)
		for _, d := range Decode(file, new(sample)) {
			if d.Span.Start < 0 || d.Span.End > len(text) || d.Span.Start > d.Span.End {
				t.Errorf("%v is outside of the text", d.Span)
			}
		}
	})
}
