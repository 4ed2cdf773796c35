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
		Short: "Print the reference of a policy or a .NET type",
		Long: `Doc prints the reference of a policy, of a .NET type that expressions may use, or
of one of its members, from the declarations that the gateway runs on. Without a
NAME it lists all. Types and members that are not on API Management's allow-list
are marked: they work here, and would be refused there.`,
		Example: example(
			`sallyport doc set-header`,
			`sallyport doc string`,
			`sallyport doc DateTime.AddDays`,
			`sallyport doc 'List<T>'`,
			`sallyport doc -o json`,
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
	c.output = addOutput(cmd.Flags(), "text", "json")
	return cmd
}

// A reference is the whole declared surface, or the part of it that was asked for.
type reference struct {
	Policies []runtime.PolicyDoc `json:"policies"`
	Types    []typeDoc           `json:"types"`
}

// all prints everything: in text a list of names, in JSON the whole surface.
func (c *docCommand) all() error {
	r := reference{Policies: documentPolicies("")}
	for _, t := range clr.Types() {
		r.Types = append(r.Types, documentType(t, ""))
	}
	if c.output.value == "json" {
		return printJSON(c.Out, r)
	}
	tab := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	for _, p := range r.Policies {
		fmt.Fprintf(tab, "%s\t%s\n", p.Name, p.Summary)
	}
	for _, t := range r.Types {
		fmt.Fprintf(tab, "%s\t%s\n", t.Name, t.Doc)
	}
	return tab.Flush()
}

// one prints what a name stands for.
func (c *docCommand) one(name string) error {
	r := reference{Policies: documentPolicies(name), Types: documentTypes(name)}
	if len(r.Policies)+len(r.Types) == 0 {
		return usagef("nothing is called %q%s", name, didYouMean(source.Nearest(name, names())))
	}
	if c.output.value == "json" {
		return printJSON(c.Out, r)
	}
	var texts []string
	for _, p := range r.Policies {
		texts = append(texts, policyText(p))
	}
	for _, t := range r.Types {
		texts = append(texts, t.text())
	}
	_, err := fmt.Fprint(c.Out, strings.Join(texts, "\n"))
	return err
}

// names are the names of policies and types.
func names() []string {
	var list []string
	for _, k := range policies.All() {
		list = append(list, k.Name)
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
