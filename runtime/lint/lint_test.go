package lint_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/lint"
)

func parse(t *testing.T, name, text string) *policy.Document {
	t.Helper()
	d, ds := policy.Parse(source.NewFile(name, text), policy.Options{})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	return d
}

// Each rule complains of its example, once, and no other rule does.
func TestExamples(t *testing.T) {
	for _, r := range lint.Rules() {
		t.Run(string(r.ID), func(t *testing.T) {
			ds := lint.Check([]lint.Source{{Document: parse(t, "example.xml", r.Example)}}, lint.Options{})
			if len(ds) != 1 || ds[0].Code != r.ID || ds[0].Severity != source.Warning {
				t.Errorf("Check(%s) = %v, want one warning of %s", r.Example, ds, r.ID)
			}
			if r.Doc == "" {
				t.Error("the rule has no doc")
			}
		})
	}
}

var want = regexp.MustCompile(`<!-- WARN ([a-z-]+(?: [a-z-]+)*) -->`)

// The documents of testdata say at the end of a line what is complained of in
// it, and of nothing else is there a complaint.
func TestDocuments(t *testing.T) {
	files, err := filepath.Glob("testdata/*.xml")
	if err != nil || len(files) == 0 {
		t.Fatalf("Glob = %v, %v", files, err)
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			d := parse(t, f, string(data))
			var scope runtime.Scopes
			if strings.Contains(f, "operation") {
				scope = runtime.OperationScope
			}
			if strings.Contains(f, "global") {
				scope = runtime.GlobalScope
			}
			sources := []lint.Source{{Document: d, Scope: scope}}
			ds := lint.Filter(lint.Check(sources, lint.Options{Whole: strings.Contains(f, "whole")}), []*policy.Document{d}, nil)
			var got, wanted []string
			for _, x := range ds {
				got = append(got, fmt.Sprintf("%d %s", x.Position().Line, x.Code))
			}
			for i, line := range strings.Split(string(data), "\n") {
				for _, m := range want.FindAllStringSubmatch(line, -1) {
					for _, id := range strings.Fields(m[1]) {
						wanted = append(wanted, fmt.Sprintf("%d %s", i+1, id))
					}
				}
			}
			if diff := cmp.Diff(wanted, got); diff != "" {
				t.Errorf("warnings (-want +got):\n%s\n%v", diff, ds)
			}
		})
	}
}

func TestFilter(t *testing.T) {
	const finding = `<set-variable name="b" value="@(context.Request.Body.As<string>())"/>`
	for name, c := range map[string]struct {
		text string
		off  []string
		want []string
	}{
		"nothing is turned off":               {finding, nil, []string{"1:33 consumed-body"}},
		"a comment before the element":        {"<!-- sallyport:ignore consumed-body -->" + finding, nil, nil},
		"a reason after a colon":              {"<!--sallyport:ignore consumed-body: nothing is forwarded-->" + finding, nil, nil},
		"several rules":                       {"<!-- sallyport:ignore missing-base, consumed-body -->" + finding, nil, nil},
		"a comment about another rule":        {"<!-- sallyport:ignore missing-base -->" + finding, nil, []string{"1:71 consumed-body"}},
		"only the element that follows":       {"<!-- sallyport:ignore consumed-body --><set-method>GET</set-method>" + finding, nil, []string{"1:100 consumed-body"}},
		"what is below the element":           {`<!-- sallyport:ignore consumed-body --><choose><when condition="@(context.Api == null)">` + finding + `</when></choose>`, nil, nil},
		"before the root: the whole":          {"<!-- sallyport:ignore consumed-body -->\n<policies><inbound><base/>" + finding + "</inbound></policies>", nil, nil},
		"the options":                         {finding, []string{"consumed-body"}, nil},
		"a rule that there is not":            {"<!-- sallyport:ignore consumed-bdy -->" + finding, nil, []string{"1:23 LINT0001", "1:71 consumed-body"}},
		"the code of a warning of no rule":    {"<!-- sallyport:ignore EXP0101 -->" + finding, nil, []string{"1:66 consumed-body"}},
		"behind the last element: of nothing": {finding + "<!-- sallyport:ignore consumed-body -->", nil, []string{"1:33 consumed-body"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := parse(t, "f.xml", c.text)
			ds := lint.Filter(lint.Check([]lint.Source{{Document: d}}, lint.Options{}), []*policy.Document{d}, c.off)
			var got []string
			for _, x := range ds {
				p := x.Position()
				got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, x.Code))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("Filter (-want +got):\n%s", diff)
			}
		})
	}
}

// An error is never turned off.
func TestFilterKeepsErrors(t *testing.T) {
	d := parse(t, "f.xml", "<!-- sallyport:ignore CS0103 --><return-response/>")
	fault := source.Diagnostic{Code: "CS0103", File: d.File, Span: source.Span{Start: 33, End: 34}}
	if got := lint.Filter(source.Diagnostics{fault}, []*policy.Document{d}, []string{"CS0103"}); len(got) != 1 {
		t.Errorf("Filter = %v, want the error", got)
	}
}

func FuzzCheck(f *testing.F) {
	for _, r := range lint.Rules() {
		f.Add(r.Example)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, _ := policy.Parse(source.NewFile("f.xml", text), policy.Options{})
		for _, x := range lint.Filter(lint.Check([]lint.Source{{Document: d}}, lint.Options{Whole: true}), []*policy.Document{d}, nil) {
			if x.Span.Start < 0 || x.Span.End < x.Span.Start || x.Span.End > len(text) {
				t.Errorf("%v has span %v in %d bytes", x, x.Span, len(text))
			}
		}
	})
}
