package policy

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sallyport/eval/source"
)

func TestNextReference(t *testing.T) {
	longest := strings.Repeat("n", longestNamedValue)
	for text, want := range map[string][]string{
		"{{a}}":                     {"a"},
		"{{a-b_c.1}}{{d}}":          {"a-b_c.1", "d"},
		"{{{a}}}":                   {"a"},
		"{{{{a}}}}":                 {"a"},
		"{{ a }} {{}} {{a} {a}}":    nil,
		"{{a|b}} {{é}} {{a":         nil,
		"{{" + longest + "}}":       {longest},
		"{{" + longest + "n}}{{b}}": {"b"},
	} {
		var got []string
		for at := 0; ; {
			name, span, ok := nextReference(text, at)
			if !ok {
				break
			}
			if text[span.Start:span.End] != "{{"+name+"}}" {
				t.Errorf("the span of %q in %q is %v", name, text, span)
			}
			got = append(got, name)
			at = span.End
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("references of %q: -want +got\n%s", text, diff)
		}
	}
}

// Without values to put in, every {{name}} stays and is listed, and none is a fault.
func TestNamedValuesListed(t *testing.T) {
	doc := parse(t, `<a b="{{x}}" c="@("{{y}}")"><set-body template="liquid">{{z}}</set-body></a>`, Options{})
	var got []string
	for _, r := range doc.NamedValues {
		got = append(got, doc.File.Slice(r.Span))
		if r.Known || r.Liquid != (r.Name == "z") {
			t.Errorf("reference %+v", r)
		}
	}
	if want := []string{"{{x}}", "{{y}}", "{{z}}"}; !slices.Equal(got, want) {
		t.Errorf("NamedValues = %q, want %q", got, want)
	}
	a := slices.Collect(doc.Elements())[0]
	if v := a.Attr("b").Value; v.Content() != "{{x}}" || !v.Unresolved {
		t.Errorf("b = %+v, want it unresolved", v)
	}
}

// A named value is text before it is anything else: it can be an expression,
// and a part of one, but no markup.
func TestNamedValueBecomes(t *testing.T) {
	values := map[string]string{"whole": "@(1 + 2)", "part": `x" + "y`, "markup": "<b/>", "entity": "&lt;", "open": "@(", "lines": "a\r\nb"}
	opts := Options{NamedValues: func(name string) (string, bool, bool) {
		v, ok := values[name]
		return v, false, ok
	}}
	for _, test := range []struct{ text, want, faults string }{
		{`<a>{{whole}}</a>`, `expression "1 + 2"`, ""},
		{`<a> {{whole}} </a>`, `expression "1 + 2"`, ""},
		{`<a>@("{{part}}")</a>`, `expression "\"x\" + \"y\""`, ""},
		{`<a>{{markup}}</a>`, `"<b/>"`, ""},
		{`<a>{{entity}}</a>`, `"&lt;"`, ""},
		{`<a>{{lines}}</a>`, `"a\r\nb"`, ""},
		{`<a>{{open}}</a>`, `unresolved "@("`, "DOC0027 {{open}}"},
		{`<a>{{whole}} more</a>`, `"@(1 + 2) more"`, "DOC0029 more"},
	} {
		doc, diagnostics := Parse(source.NewFile("named.xml", test.text), opts)
		if got := faults(diagnostics); got != test.faults {
			t.Errorf("Parse(%q) gives %q, want %q", test.text, got, test.faults)
		}
		if got := new(dumper).describe(slices.Collect(doc.Elements())[0].Value()); got != test.want {
			t.Errorf("the value of %s is %s, want %s", test.text, got, test.want)
		}
		checkLaws(t, doc.File, opts)
	}
}

// No diagnostic tells a secret.
func TestSecretsAreNotPrinted(t *testing.T) {
	for _, text := range []string{
		`<include-fragment fragment-id="{{key}}"/>`,
		`<a b="@("{{key}})"/>`,
		`<a>@(x{{key}}) and more {{key}}</a>`,
	} {
		_, diagnostics := Parse(source.NewFile("policy.xml", text), house)
		if len(diagnostics) == 0 {
			t.Errorf("Parse(%q) has no diagnostics", text)
		}
		for _, d := range diagnostics {
			if printed := d.Format(source.Style{}); strings.Contains(printed, "cret") {
				t.Errorf("Parse(%q) tells the secret:\n%s", text, printed)
			}
		}
	}
}
