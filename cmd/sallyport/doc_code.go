package main

import (
	"fmt"
	"slices"
	"strings"

	"sallyport/eval"
	"sallyport/eval/bind"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/config"
	"sallyport/runtime/config/yaml"
	"sallyport/runtime/lint"
	"sallyport/runtime/policytest"
)

// A ruleDoc is a lint rule as the reference prints it.
type ruleDoc struct {
	ID      string `json:"id"`
	Doc     string `json:"doc"`
	Example string `json:"example"`
}

// documentRules is the reference of the lint rules, or of the one of a name.
func documentRules(name string) []ruleDoc {
	docs := []ruleDoc{}
	for _, r := range lint.Rules() {
		if name == "" || strings.EqualFold(name, string(r.ID)) {
			docs = append(docs, ruleDoc{string(r.ID), r.Doc, r.Example})
		}
	}
	return docs
}

// documentCodes is the reference of the codes of faults, or of the one of a name,
// in order. Two packages may report faults of one code: the scanner and the
// binder both know an invalid escape, say.
func documentCodes(name string) []source.CodeDoc {
	docs := slices.Concat(
		syntax.Codes(), bind.Codes(), eval.Codes(), policy.Codes(), runtime.Codes(), yaml.Codes(), config.Codes(), policytest.Codes(), lint.Codes(),
	)
	docs = slices.DeleteFunc(docs, func(d source.CodeDoc) bool { return name != "" && !strings.EqualFold(name, string(d.Code)) })
	slices.SortStableFunc(docs, func(a, b source.CodeDoc) int { return strings.Compare(string(a.Code), string(b.Code)) })
	return docs
}

// codeKind says whose code it is.
func codeKind(c source.Code) string {
	if strings.HasPrefix(string(c), "CS") {
		return "fault, with the C# compiler's code"
	}
	return "fault"
}

func codeText(d source.CodeDoc) string {
	return entryText(string(d.Code), codeKind(d.Code), d.Doc, d.Example)
}

func (d ruleDoc) text() string {
	return entryText(d.ID, "lint rule", d.Doc, d.Example) +
		fmt.Sprintf("\n  Off for an element and all in it: <!-- sallyport:ignore %s: the reason --> before it;\n  for a configuration: lint: { ignore: [%s] } in %s\n", d.ID, d.ID, config.FileName)
}

func entryText(name, kind, doc, example string) string {
	text := fmt.Sprintf("%s, %s\n\n  %s\n", name, kind, doc)
	if example != "" {
		text += "\n  For example:\n\n      " + strings.ReplaceAll(example, "\n", "\n      ") + "\n"
	}
	return text
}
