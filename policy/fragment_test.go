package policy

import (
	"testing"

	"sallyport/eval/source"
)

// fragments looks up documents that are read without options, by their ids.
func fragments(texts map[string]string) func(string) (*Document, bool) {
	docs := make(map[string]*Document)
	for id, text := range texts {
		docs[id], _ = Parse(source.NewFile(id+".xml", text), Options{})
	}
	return func(id string) (*Document, bool) {
		d, ok := docs[id]
		return d, ok
	}
}

// An included element keeps its own file and position.
func TestInclude(t *testing.T) {
	opts := Options{Fragments: fragments(map[string]string{"auth": "<fragment>\n  <set-method>GET</set-method>\n</fragment>"})}
	doc := parse(t, `<policies><inbound><include-fragment fragment-id="auth"/></inbound></policies>`, opts)
	for include := range doc.Includes() {
		for e := range include.Fragment.Policies() {
			if p := e.File().Position(e.Span().Start); e.Name != "set-method" || e.File().Name != "auth.xml" || p.Line != 2 || p.Column != 3 {
				t.Errorf("the fragment holds <%s> at %s:%v, want <set-method> at auth.xml:2:3", e.Name, e.File().Name, p)
			}
			return
		}
	}
	t.Error("nothing was included")
}

func TestFragmentFaults(t *testing.T) {
	opts := Options{
		FragmentIDs: []string{"auth"},
		Fragments: fragments(map[string]string{
			"auth": "<fragment/>", "whole": "<policies/>", "loose": "<set-method>GET</set-method><base/>",
		}),
	}
	for text, want := range map[string]string{
		`<include-fragment fragment-id="auht"/>`:                      "DOC0031 auht",
		`<include-fragment fragment-id="whole"/>`:                     "DOC0032 whole",
		`<include-fragment fragment-id="loose"/>`:                     "DOC0033 base",
		`<include-fragment fragment-id="@("auth")"/>`:                 "",
		`<set-body><include-fragment fragment-id="none"/></set-body>`: "",
		`<fragment><include-fragment fragment-id="none"/></fragment>`: "DOC0033 include-fragment",
		`<fragment><choose><when><base/></when></choose></fragment>`:  "DOC0033 base",
		`<fragment><outbound/></fragment>`:                            "DOC0033 outbound",
		`<fragment><set-body><base/><inbound/></set-body></fragment>`: "",
		`<fragment><emit-metric><inbound/></emit-metric></fragment>`:  "",
	} {
		_, diagnostics := Parse(source.NewFile("policy.xml", text), opts)
		if got := faults(diagnostics); got != want {
			t.Errorf("Parse(%q) gives %q, want %q", text, got, want)
		}
	}
}
