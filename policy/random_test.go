package policy

import (
	"math/rand/v2"
	"strings"
	"testing"

	"sallyport/eval/source"
)

// pieces are what random documents are made of: whatever the reader looks at.
var pieces = []string{
	"<a>", "</a>", "<a ", "<a/>", "/>", ">", "<", `b="`, "c='", `"`, "'", "@(", "@{", ")", "}", "(", "{", "x", "y", " ", "\n", "\r\n", "\r", "\t", "a", ":", "=", "@", "$",
	"&amp;", "&lt;", "&quot;", "&apos;", "&#10;", "&#13;", "&", "&bad;", "&#0;", "<!--", "-->", "--", "<![CDATA[", "]]>", `<?xml version="1.0"?>`, "<?p ?>",
	"<policies>", "</policies>", "<fragment>", "</fragment>", `<include-fragment fragment-id="auth"/>`, "<base/>", "<set-body>", "</set-body>", `<set-body template="liquid">`,
	"<xsl-transform>", "</xsl-transform>", "{{key}}", "{{sum}}", "{{nobody}}", "{{nested}}", `$"`, `@"`, "//", "/*", "*/", `\`, "1 < 2", "&&", `""`, `'"'`, "\ufeff", "é", "\xff",
}

// randomDocument puts pieces together, bare, in an element or in an attribute.
func randomDocument(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(14) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	frames := []string{"%", "<a>%</a>", "<a>@(%)</a>", "<a>@{%}</a>", `<a b="%"/>`, `<a b="@(%)"/>`, "<a b='@(%)'/>"}
	return strings.Replace(frames[r.IntN(len(frames))], "%", b.String(), 1)
}

// Random documents keep the laws. The seed is fixed; FuzzParse looks further.
func TestRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		if checkLaws(t, source.NewFile("random.xml", randomDocument(r)), house); t.Failed() {
			return
		}
	}
}
