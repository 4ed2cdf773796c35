package policy

import (
	"os"
	"path/filepath"
	"testing"

	"sallyport/eval/source"
)

// FuzzParse reads any text as a document: it must keep the laws.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.xml")
	if err != nil || len(files) == 0 {
		f.Fatalf("no documents to begin with: %v", err)
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, text := range []string{
		`<a b='@("&amp;lt;")' c="@(x < 1)"/>`, `<a><![CDATA[@{]]>}</a>`, "<a b=\"{{sum}}\">{{key}}\r</a>", `<a b="@(1)&#10;"/>`,
		`<set-body template="liquid"><a>{{limit}}</a></set-body>`, `<a>@(<!-- ) -->)</a>`, "\ufeff<?xml version='1.0'?><a:b/>",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<12 {
			t.Skip("the laws are checked byte by byte")
		}
		checkLaws(t, source.NewFile("fuzz.xml", text), house)
	})
}
