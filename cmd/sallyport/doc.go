package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/runtime"
	"sallyport/runtime/lint"
	"sallyport/runtime/policies"
)

type docCommand struct {
	*terminal
	output *choice
}

func newDoc(t *terminal) *cobra.Command {
	c := &docCommand{terminal: t}
	cmd := &cobra.Command{
		Use:   "doc [NAME]",
		Short: "Print the reference of a policy, a .NET type, a fault or a lint rule",
		Long: `Doc prints the reference of a policy, of a .NET type that expressions may use or
of one of its members, of a fault by its code, or of a lint rule, from the
declarations that the gateway runs on. "context" is what expressions begin with.
Without a NAME it lists all. Types and members that are not on API Management's
allow-list are marked: they work here, and would be refused there.`,
		Example: example(
			`sallyport doc set-header`,
			`sallyport doc string`,
			`sallyport doc DateTime.AddDays`,
			`sallyport doc 'List<T>'`,
			`sallyport doc context`,
			`sallyport doc CS0103`,
			`sallyport doc -o markdown > reference.md`,
		),
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.all()
			}
			return c.one(args[0])
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return names(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	c.output = addOutput(cmd.Flags(), "text", "json", "markdown")
	return cmd
}

// A reference is the whole declared surface, or the part of it that was asked for.
type reference struct {
	Policies []runtime.PolicyDoc `json:"policies"`
	Types    []typeDoc           `json:"types"`
	Codes    []source.CodeDoc    `json:"codes"`
	Rules    []ruleDoc           `json:"rules"`
}

func (r reference) empty() bool {
	return len(r.Policies)+len(r.Types)+len(r.Codes)+len(r.Rules) == 0
}

// all prints everything: in text a list of names, else the whole surface.
func (c *docCommand) all() error {
	r := reference{Policies: documentPolicies(""), Types: []typeDoc{}, Codes: documentCodes(""), Rules: documentRules("")}
	for _, t := range clr.Types() {
		r.Types = append(r.Types, documentType(t, ""))
	}
	if c.output.value == "text" {
		return c.list(r)
	}
	return c.print(r)
}

// list prints the name and the first sentence of everything.
func (c *docCommand) list(r reference) error {
	tab := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	group := func(title string) { fmt.Fprintf(tab, "%s\n", title) }
	entry := func(name, doc string) { fmt.Fprintf(tab, "  %s\t%s\n", name, firstSentence(doc)) }
	group("Policies")
	for _, p := range r.Policies {
		entry(p.Name, p.Summary)
	}
	group("\nTypes")
	for _, t := range r.Types {
		entry(t.Name, t.Doc)
	}
	group("\nFaults")
	for _, d := range r.Codes {
		entry(string(d.Code), d.Doc)
	}
	group("\nLint rules")
	for _, d := range r.Rules {
		entry(d.ID, d.Doc)
	}
	return tab.Flush()
}

// firstSentence is what stands before the first full stop.
func firstSentence(text string) string {
	first, _, _ := strings.Cut(text, ". ")
	return strings.TrimSuffix(first, ".")
}

// one prints what a name stands for.
func (c *docCommand) one(name string) error {
	r := reference{documentPolicies(name), documentTypes(name), documentCodes(name), documentRules(name)}
	if r.empty() {
		return usagef("nothing is called %q%s", name, didYouMean(source.Nearest(name, names())))
	}
	return c.print(r)
}

func (c *docCommand) print(r reference) error {
	switch c.output.value {
	case "json":
		return printJSON(c.Out, r)
	case "markdown":
		_, err := fmt.Fprint(c.Out, r.markdown())
		return err
	}
	var texts []string
	for _, p := range r.Policies {
		texts = append(texts, policyText(p))
	}
	for _, t := range r.Types {
		texts = append(texts, t.text())
	}
	for _, d := range r.Codes {
		texts = append(texts, codeText(d))
	}
	for _, d := range r.Rules {
		texts = append(texts, d.text())
	}
	_, err := fmt.Fprint(c.Out, strings.Join(texts, "\n"))
	return err
}

// names are the names of everything that has a reference.
func names() []string {
	var list []string
	for _, k := range policies.All() {
		list = append(list, k.Name)
	}
	list = append(list, lint.IDs()...)
	for _, d := range documentCodes("") {
		list = append(list, string(d.Code))
	}
	return append(list, typeNames()...)
}

// typeNames are the names that a type of the library may be asked for by.
func typeNames() []string {
	var names []string
	for _, t := range clr.Types() {
		names = append(names, t.Simple, t.Decl.Name)
		if t.Keyword != "" {
			names = append(names, t.Keyword)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// documentTypes are the types of a name, or the members when the name is a
// type's and a member's.
func documentTypes(name string) []typeDoc {
	docs := []typeDoc{}
	if first, rest, _ := strings.Cut(name, "."); first == "context" { // as expressions name it
		name = strings.TrimSuffix(runtime.ContextType.Simple+"."+rest, ".")
	}
	for _, t := range namedTypes(name) {
		docs = append(docs, documentType(t, ""))
	}
	if len(docs) > 0 {
		return docs
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return docs
	}
	for _, t := range namedTypes(name[:dot]) {
		if d := documentType(t, name[dot+1:]); len(d.Members) > 0 {
			docs = append(docs, d)
		}
	}
	return docs
}

// namedTypes are the types with a keyword, simple or full name, in any case and
// with or without type parameters.
func namedTypes(name string) []*clr.Type {
	var list []*clr.Type
	for _, t := range clr.Types() {
		bare, _, _ := strings.Cut(t.Decl.Name, "<")
		for _, n := range []string{t.Keyword, t.Simple, bare, t.Decl.Name, t.String()} {
			if n != "" && strings.EqualFold(n, name) {
				list = append(list, t)
				break
			}
		}
	}
	return list
}
