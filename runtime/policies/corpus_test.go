package policies

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
)

// outside are the policies of API Management that this program does not run, or
// cannot, as xsl-transform: they may be refused as not supported, and no other.
var outside = map[string]bool{
	"azure-openai-emit-token-metric": true, "azure-openai-semantic-cache-lookup": true, "azure-openai-semantic-cache-store": true,
	"azure-openai-token-limit": true, "cache-lookup": true, "cache-store": true, "emit-metric": true, "invoke-dapr-binding": true,
	"llm-content-safety": true, "llm-emit-token-metric": true, "llm-semantic-cache-lookup": true, "llm-semantic-cache-store": true,
	"llm-token-limit": true, "log-to-eventhub": true, "publish-to-dapr": true, "send-service-bus-message": true,
	"set-graphql-resolver": true, "validate-content": true, "validate-graphql-request": true, "validate-headers": true,
	"validate-odata-request": true, "validate-parameters": true, "validate-status-code": true, "xsl-transform": true,
}

// refused are the documents that are refused for what is wrong with them, or
// missing here, besides policies; by the end of their paths.
var refused = map[string]string{
	"Extract value from XML.xml":                                    "XmlReader and XNode.ReadFrom, which API Management's list of types has not",
	"Return a blob URL signed with a user delegation SAS token.xml": "AddSeconds of a string is no C#; XmlDocument, which the list of types has not",
	"Generate Azure Relay Token.policy.xml":                         "a base-url that is empty",
	"apim-policies/SKILL.md.block13.xml":                            "a sketch: when without choose, names of nothing",
	"client id and certificate using key vault manage identity.xml": "a named value without its last brace",
}

// holes are what a script fills in before a document is used: {name}, RETRY_COUNT.
var holes = regexp.MustCompile(`\{[A-Za-z_][\w-]*\}|RETRY_COUNT`)

// isRefused reports whether a document is one of those that are refused.
func isRefused(document string) bool {
	for name := range refused {
		if strings.HasSuffix(document, name) {
			return true
		}
	}
	return false
}

// corpus is the folder of published policies beside the repository.
func corpus(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for !exists(filepath.Join(dir, "go.mod")) {
		dir = filepath.Dir(dir)
	}
	dir = filepath.Join(dir, "..", "shared", "corpus")
	if !exists(dir) {
		t.Skip("the corpus is not beside the repository")
	}
	return dir
}

// A tally is what became of the documents that use a policy.
type tally struct{ documents, accepted, unsupported, refused int }

// TestPublishedPoliciesAreAccepted checks every undamaged document of the corpus:
// nothing is wrong with it but for policies that are outside. With -v it prints
// the table of policies and documents.
func TestPublishedPoliciesAreAccepted(t *testing.T) {
	dir := corpus(t)
	index, err := os.ReadFile(filepath.Join(dir, "index.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]*tally{"all": {}}
	lines := strings.Split(strings.TrimSpace(string(index)), "\n")
	columns := strings.Split(lines[0], "\t")
	for _, line := range lines[1:] {
		row := strings.Split(line, "\t")
		name := row[slices.Index(columns, "file")]
		if row[slices.Index(columns, "known_bad")] != "" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		doc, ds := policy.Parse(source.NewFile(name, whole(string(text))), policy.Options{})
		_, more := runtime.Compile([]runtime.Source{{Document: doc}}, All(), runtime.Options{Check: true, Section: sectionOf(doc)})
		unsupported := false
		wrong := false
		var faults source.Diagnostics
		for _, d := range append(ds, more...) {
			switch {
			case d.Severity != source.Error:
			case d.Code == runtime.CodeNotSupported && outside[d.File.Slice(d.Span)]:
				unsupported = true
			case isRefused(name), holes.MatchString(d.File.Slice(d.Span)):
				wrong = true
			default:
				faults = append(faults, d)
			}
		}
		if isRefused(name) && !wrong {
			t.Errorf("%s is accepted, and counts as refused", name)
		}
		if len(faults) > 0 {
			t.Errorf("%s\n%v", name, faults)
		}
		used := map[string]bool{"all": true}
		for e := range doc.Elements() {
			for _, p := range append(names(), slices.Collect(maps.Keys(outside))...) {
				uses := uses{}
				if uses.find(e, p); len(uses) > 0 {
					used[p] = true
				}
			}
		}
		for p := range used {
			if table[p] == nil {
				table[p] = &tally{}
			}
			table[p].add(unsupported, wrong || len(faults) > 0)
		}
	}
	t.Log(format(table))
}

func (t *tally) add(unsupported, refused bool) {
	t.documents++
	switch {
	case refused:
		t.refused++
	case unsupported:
		t.unsupported++
	default:
		t.accepted++
	}
}

// whole is a document where a page shows only a section.
func whole(text string) string {
	if strings.HasPrefix(text, "<backend>") {
		return "<policies>" + text + "</policies>"
	}
	return text
}

// sectionOf is where the policies of a snippet may stand.
func sectionOf(doc *policy.Document) runtime.Sections {
	section := runtime.AnySection
	for e := range doc.Elements() {
		forwards := uses{}
		if forwards.find(e, "forward-request"); len(forwards) > 0 {
			return runtime.Backend
		}
		for _, k := range All() {
			if k.Name == e.Name {
				section &= k.Sections
			}
		}
	}
	if section&runtime.Inbound == 0 {
		return runtime.Outbound
	}
	return runtime.Inbound
}

func names() []string {
	var list []string
	for _, k := range All() {
		list = append(list, k.Name)
	}
	return list
}

func format(table map[string]*tally) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "\npolicy\tdocuments\taccepted\tnot supported yet\trefused\t\n")
	for _, name := range slices.Sorted(maps.Keys(table)) {
		n := table[name]
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t\n", name, n.documents, n.accepted, n.unsupported, n.refused)
	}
	w.Flush()
	return b.String()
}
