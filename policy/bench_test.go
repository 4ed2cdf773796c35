package policy

import (
	"fmt"
	"strings"
	"testing"

	"sallyport/eval/source"
)

// longPolicy is a document of 300 lines: a set of headers, each from C#.
func longPolicy(escape bool) string {
	quote := `"`
	if escape {
		quote = "&quot;"
	}
	var b strings.Builder
	b.WriteString("<policies>\n  <inbound>\n    <base />\n")
	for i := range 73 {
		fmt.Fprintf(&b, "    <!-- header %d -->\n    <set-header name=\"X-%d\" exists-action=\"override\">\n", i, i)
		fmt.Fprintf(&b, "      <value>@(context.Request.Headers.GetValueOrDefault(%[1]sX-%[2]d%[1]s, %[1]s-%[1]s) + {{limit}})</value>\n    </set-header>\n", quote, i)
	}
	fmt.Fprintf(&b, "    <set-variable name=\"last\" value=\"@(1 &lt; 2 ? %[1]sa%[1]s : %[1]sb%[1]s)\" />\n  </inbound>\n", quote)
	b.WriteString("  <backend><base /></backend>\n  <outbound><base /></outbound>\n</policies>\n")
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	for name, text := range map[string]string{"xml": longPolicy(true), "rawxml": longPolicy(false)} {
		b.Run(name+" 300 lines", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, diagnostics := Parse(source.NewFile("long.xml", text), house); len(diagnostics) > 0 {
					b.Fatal(diagnostics)
				}
			}
		})
	}
	small := make([]string, 1000)
	for i := range small {
		small[i] = fmt.Sprintf(`<policies><inbound><base /><set-variable name="v%d" value="@(context.Request.Method == "GET" && %d > 0)" /></inbound></policies>`, i, i)
	}
	b.Run("1000 small documents", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range small {
				if _, diagnostics := Parse(source.NewFile("small.xml", text), house); len(diagnostics) > 0 {
					b.Fatal(diagnostics)
				}
			}
		}
	})
}

func BenchmarkNormalize(b *testing.B) {
	doc, _ := Parse(source.NewFile("long.xml", longPolicy(false)), Options{})
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := doc.Normalize(); !ok {
			b.Fatal("malformed")
		}
	}
}
