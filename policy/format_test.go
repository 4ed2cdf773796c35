package policy

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sallyport/eval/source"
)

func TestFormat(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{
			"elements",
			"\ufeff<policies><inbound><base/>\r\n\r\n\r\n<set-method >GET</set-method></inbound>\r\n\t<backend>\r\n</backend><outbound></outbound></policies >",
			`<policies>
    <inbound>
        <base />

        <set-method>GET</set-method>
    </inbound>
    <backend>
    </backend>
    <outbound />
</policies>
`,
		}, {
			"attributes",
			"<a  b = 'c'\td=\"@(\"e\")\"/>\n<a\n  b='c' d='e'/>",
			`<a b='c' d="@("e")" />
<a
    b='c'
    d='e' />
`,
		}, {
			"comments",
			"<!-- first --><inbound><!-- within --><base/><!-- beside -->\n<!-- own\n   lines --></inbound><!-- last -->",
			`<!-- first -->
<inbound>
    <!-- within -->
    <base /> <!-- beside -->
    <!-- own
   lines -->
</inbound> <!-- last -->
`,
		}, {
			"values as they were typed",
			"<inbound><set-body>@{\n  return 1;\n}</set-body><set-body> <a><b/></a> </set-body><set-body>\n</set-body><value> x <!-- y --></value></inbound>",
			`<inbound>
    <set-body>@{
      return 1;
    }</set-body>
    <set-body> <a><b/></a> </set-body>
    <set-body>
</set-body>
    <value> x <!-- y --></value>
</inbound>
`,
		}, {
			"C# moves with its element, strings stay",
			"<a><set-variable name='x'\n  value='@{\n    var s = @\"one\n  two\";\n\n  // a\n /* b\n c */ return s;\n  }'/><value>\n\t@(1 +\r\n\t\t2)\n</value></a>",
			`<a>
    <set-variable
        name='x'
        value='@{
          var s = @"one
  two";

        // a
        /* b
        c */ return s;
        }' />
    <value>
      @(1 +
          2)
    </value>
</a>
`,
		}, {
			"a style sheet as it was typed",
			"<xsl-transform><parameter name='p'>q</parameter><xsl:stylesheet ><a  /></xsl:stylesheet></xsl-transform>",
			`<xsl-transform>
    <parameter name='p'>q</parameter>
    <xsl:stylesheet ><a  /></xsl:stylesheet>
</xsl-transform>
`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := source.NewFile("format.xml", test.text)
			doc := parse(t, test.text, Options{})
			got, ok := doc.Format()
			if diff := cmp.Diff(test.want, got); diff != "" || !ok {
				t.Errorf("Format() of %q, %v: -want +got\n%s", test.text, ok, diff)
			}
			checkLaws(t, f, Options{})
		})
	}
	malformed, _ := Parse(source.NewFile("format.xml", "<a> <b></a>"), Options{})
	if got, ok := malformed.Format(); ok || got != "<a> <b></a>" {
		t.Errorf("Format() of a malformed document = %q, %v", got, ok)
	}
}
