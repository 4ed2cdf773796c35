package policy

import (
	"testing"

	"sallyport/eval/source"
)

// Expressions change their form, and all else stays as it was typed.
func TestFormats(t *testing.T) {
	for _, test := range []struct{ name, text, xml, rawxml string }{
		{
			"unescaped",
			`<a  b = "@(x["1"] < 2 && y)"   c='plain "&quot;"' />`,
			`<a  b = "@(x[&quot;1&quot;] &lt; 2 &amp;&amp; y)"   c='plain "&quot;"' />`,
			`<a  b = "@(x["1"] < 2 && y)"   c='plain "&quot;"' />`,
		}, {
			"escaped",
			`<a b="@(x[&quot;1&quot;] &lt; 2 &amp;&amp; y)" c="&#169;"/>`,
			`<a b="@(x[&quot;1&quot;] &lt; 2 &amp;&amp; y)" c="&#169;"/>`,
			`<a b="@(x["1"] < 2 && y)" c="&#169;"/>`,
		}, {
			"a text",
			`<a>@{ return "<b/>"; }</a>`,
			`<a>@{ return "&lt;b/&gt;"; }</a>`,
			`<a>@{ return "<b/>"; }</a>`,
		}, {
			"quotes of the other kind need no escape",
			`<a b='@("x" + 'y')'/>`,
			`<a b='@("x" + &apos;y&apos;)'/>`,
			`<a b='@("x" + 'y')'/>`,
		}, {
			"lines outside strings are left alone",
			"<a b=\"@(1 +\n\t2 + \"\t\")\"/>",
			"<a b=\"@(1 +\n\t2 + &quot;&#9;&quot;)\"/>",
			"<a b=\"@(1 +\n\t2 + \"\t\")\"/>",
		}, {
			"an entity in a string of a well-formed document",
			`<a b='@("&amp;lt;")'/>`,
			`<a b='@("&amp;lt;")'/>`,
			`<a b='@("&amp;lt;")'/>`,
		}, {
			"escaped in part",
			`<a b="@(x < 1 &amp;&amp; y)" c="@(x &lt; 1 && y)">@(z[y[0]]>1 &amp;&amp; x)</a>`,
			`<a b="@(x &lt; 1 &amp;&amp; y)" c="@(x &lt; 1 &amp;&amp; y)">@(z[y[0]]&gt;1 &amp;&amp; x)</a>`,
			`<a b="@(x < 1 && y)" c="@(x < 1 && y)">@(z[y[0]]>1 && x)</a>`,
		}, {
			"a CDATA section is neither format",
			`<a><![CDATA[@("<")]]></a>`,
			`<a><![CDATA[@("<")]]></a>`,
			`<a><![CDATA[@("<")]]></a>`,
		}, {
			"named values are not put in",
			`<a b="@("{{key}}")" c="{{key}}"/>`,
			`<a b="@(&quot;{{key}}&quot;)" c="{{key}}"/>`,
			`<a b="@("{{key}}")" c="{{key}}"/>`,
		}, {
			"the content of set-body is no expression",
			`<set-body><a b="@(1 &lt; 2)"/></set-body>`,
			`<set-body><a b="@(1 &lt; 2)"/></set-body>`,
			`<set-body><a b="@(1 &lt; 2)"/></set-body>`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := source.NewFile("formats.xml", test.text)
			doc, diagnostics := Parse(f, Options{})
			if len(diagnostics) > 0 {
				t.Fatal(diagnostics)
			}
			if got := doc.XML(); got != test.xml {
				t.Errorf("XML() = %s, want %s", got, test.xml)
			}
			if got := doc.RawXML(); got != test.rawxml {
				t.Errorf("RawXML() = %s, want %s", got, test.rawxml)
			}
			checkLaws(t, f, Options{})
		})
	}
}

func TestNormalize(t *testing.T) {
	for text, want := range map[string]string{
		"\ufeff<?xml version=\"1.0\"?>\r\n<a b=\"@(\"c\")\"/>": "\r\n<a b=\"@(&quot;c&quot;)\"/>",
		"<!-- two --><a/> <b/>":                                "<fragment><!-- two --><a/> <b/></fragment>",
		`<?xml version="1.0" encoding="utf-16"?><policies/>`:   "<policies/>",
		`<a b="@(c == "d"))"/>`:                                "",
		`<a`:                                                   "",
		`<a/>&#10;`:                                            "",
		`<policies/><policies/>`:                               "",
	} {
		f := source.NewFile("normalize.xml", text)
		doc, _ := Parse(f, Options{})
		if got, ok := doc.Normalize(); got != want || ok != (want != "") {
			t.Errorf("Parse(%q).Normalize() = %q, %v, want %q", text, got, ok, want)
		}
		if tree := doc.Etree(); (tree != nil) != (want != "") {
			t.Errorf("Parse(%q).Etree() = %v", text, tree)
		}
		checkLaws(t, f, Options{})
	}
}

func TestEtree(t *testing.T) {
	doc, _ := Parse(source.NewFile("etree.xml", `<policies><inbound><set-header name="@("X" + 1)"><value>@(a < b)</value></set-header></inbound></policies>`), Options{})
	header := doc.Etree().FindElement("/policies/inbound/set-header")
	if header == nil {
		t.Fatal("no set-header in the tree")
	}
	if got, want := header.SelectAttrValue("name", ""), `@("X" + 1)`; got != want {
		t.Errorf("name = %q, want %q", got, want)
	}
	if got, want := header.SelectElement("value").Text(), `@(a < b)`; got != want {
		t.Errorf("value = %q, want %q", got, want)
	}
}
