package policy

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sallyport/eval/source"
)

// parse reads a text that has no faults.
func parse(t *testing.T, text string, opts Options) *Document {
	t.Helper()
	doc, diagnostics := Parse(source.NewFile("policy.xml", text), opts)
	if len(diagnostics) > 0 {
		t.Fatalf("Parse(%q):\n%v", text, diagnostics)
	}
	return doc
}

func TestDocument(t *testing.T) {
	for _, test := range []struct {
		text     string
		kind     Kind
		root     string
		policies []string
	}{
		{`<policies><inbound/><outbound/></policies>`, Policies, "policies", []string{"inbound", "outbound"}},
		{`<fragment><set-body/></fragment>`, Fragment, "fragment", []string{"set-body"}},
		{`<choose/><!-- and --><set-body/>`, Snippet, "", []string{"choose", "set-body"}},
		{`<inbound><base/></inbound>`, Snippet, "", []string{"inbound"}},
	} {
		doc := parse(t, test.text, Options{})
		root := ""
		if doc.Root() != nil {
			root = doc.Root().Name
		}
		var policies []string
		for e := range doc.Policies() {
			policies = append(policies, e.Name)
		}
		if doc.Kind != test.kind || root != test.root || !slices.Equal(policies, test.policies) {
			t.Errorf("Parse(%q) is a %s of root %q and policies %q, want %s, %q, %q", test.text, doc.Kind, root, policies, test.kind, test.root, test.policies)
		}
	}
}

// Spans are offsets into the file as it was typed, whatever is decoded.
func TestSpans(t *testing.T) {
	doc := parse(t, "\ufeff<a\r\n b = 'x&#32;{{key}}\r\ny'>&lt;{{key}}<![CDATA[<]]><!--c--></a >", house)
	a := slices.Collect(doc.Elements())[0]
	b := a.Attr("b")
	got := map[string]string{
		"element": doc.File.Slice(a.Span()), "start tag": doc.File.Slice(a.StartTag), "end tag": doc.File.Slice(a.EndTag), "name": doc.File.Slice(a.NameSpan),
		"content": doc.File.Slice(a.Content), "attribute": doc.File.Slice(b.Span), "attribute name": doc.File.Slice(b.NameSpan), "value": doc.File.Slice(b.Value.Span),
		"space":    doc.File.Slice(b.Value.Text.Origin(source.Span{Start: 1, End: 2})),
		"secret":   doc.File.Slice(b.Value.Text.Origin(source.Span{Start: 3, End: 4})),
		"line end": doc.File.Slice(b.Value.Text.Origin(source.Span{Start: len(b.Value.Content()) - 2, End: len(b.Value.Content()) - 1})),
		"text":     doc.File.Slice(a.Nodes[0].Span()), "section": doc.File.Slice(a.Nodes[1].Span()), "section value": doc.File.Slice(a.Nodes[1].(*Text).Value.Span),
		"comment": doc.File.Slice(a.Nodes[2].Span()), "comment text": doc.File.Slice(a.Nodes[2].(*Comment).Text),
		"reference": doc.File.Slice(doc.NamedValues[1].Span),
	}
	want := map[string]string{
		"element": "<a\r\n b = 'x&#32;{{key}}\r\ny'>&lt;{{key}}<![CDATA[<]]><!--c--></a >", "start tag": "<a\r\n b = 'x&#32;{{key}}\r\ny'>", "end tag": "</a >", "name": "a",
		"content": "&lt;{{key}}<![CDATA[<]]><!--c-->", "attribute": "b = 'x&#32;{{key}}\r\ny'", "attribute name": "b", "value": "x&#32;{{key}}\r\ny",
		"space": "&#32;", "secret": "{{key}}", "line end": "\n",
		"text": "&lt;{{key}}", "section": "<![CDATA[<]]>", "section value": "<", "comment": "<!--c-->", "comment text": "c", "reference": "{{key}}",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if got, want := b.Value.Content(), "x s3\"<cret\ny"; got != want {
		t.Errorf("the value is %q, want %q", got, want)
	}
}

// The places of C# are those of the file: entities count as what was typed.
func TestExpressionOrigin(t *testing.T) {
	doc := parse(t, `<a b=" @(&quot;x&quot; + y) "/>`, Options{})
	v := slices.Collect(doc.Elements())[0].Attr("b").Value
	if !v.Expr || v.Body() {
		t.Fatalf("%q is no expression of the short form", v.Content())
	}
	inner := v.Inner()
	if got, want := v.Content()[inner.Start:inner.End], `"x" + y`; got != want {
		t.Errorf("the C# is %s, want %s", got, want)
	}
	if got, want := doc.File.Slice(v.Text.Origin(inner)), `&quot;x&quot; + y`; got != want {
		t.Errorf("it was typed as %s, want %s", got, want)
	}
}

func TestTextOrXML(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"text is decoded", `<set-body>a &lt; b<!-- c --> &amp; d</set-body>`, "a < b & d"},
		{"CDATA is unwrapped", `<set-body><![CDATA[{"a": "<b>"}]]></set-body>`, `{"a": "<b>"}`},
		{"XML is as typed", "<set-body>\r\n<a b='c'>&lt;<!-- d --></a>\r\n</set-body>", "\n<a b='c'>&lt;<!-- d --></a>\n"},
		{"named values in XML are text", `<set-body><a b="{{key}}"><![CDATA[{{key}}]]></a></set-body>`, `<a b="s3&quot;&lt;cret"><![CDATA[s3"<cret]]></a>`},
		{"others are Liquid's", `<set-body template="liquid"><a>{{body.x}}{{audience}}</a></set-body>`, `<a>{{body.x}}orders</a>`},
		{"nothing", `<set-body/>`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := slices.Collect(parse(t, test.text, house).Elements())[0]
			v := e.TextOrXML()
			if got := v.Content(); got != test.want {
				t.Errorf("TextOrXML of %s = %q, want %q", test.text, got, test.want)
			}
			if v.Unresolved || v.Expr {
				t.Errorf("TextOrXML of %s: %+v", test.text, v)
			}
		})
	}
}
