package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"sallyport/eval/clr"
	"sallyport/eval/source"
)

type docCommand struct {
	*terminal
	output *choice
}

func newDoc(t *terminal) *cobra.Command {
	c := &docCommand{terminal: t}
	cmd := &cobra.Command{
		Use:   "doc [NAME]",
		Short: "Print the reference of a .NET type",
		Long: `Doc prints the reference of a .NET type that expressions may use, or of one of
its members, from the declarations that expressions run on. Without a NAME it
lists all. Members that are not on API Management's allow-list are marked: they
work here, and would be refused there.`,
		Example: example(
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
			return typeNames(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	c.output = addOutput(cmd.Flags(), "text", "json")
	return cmd
}

// A reference is the whole declared surface, or the part of it that was asked for.
type reference struct {
	Types []typeDoc `json:"types"`
}

// all prints everything: in text a list of names, in JSON the whole surface.
func (c *docCommand) all() error {
	if c.output.value == "json" {
		var r reference
		for _, t := range clr.Types() {
			r.Types = append(r.Types, documentType(t, ""))
		}
		return printJSON(c.Out, r)
	}
	tab := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	for _, t := range clr.Types() {
		fmt.Fprintf(tab, "%s\t%s\n", t.Decl.Name, t.Doc)
	}
	return tab.Flush()
}

// one prints what a name stands for.
func (c *docCommand) one(name string) error {
	types := documentTypes(name)
	if len(types) == 0 {
		return usagef("nothing is called %q%s", name, didYouMean(source.Nearest(name, typeNames())))
	}
	if c.output.value == "json" {
		return printJSON(c.Out, reference{Types: types})
	}
	for i, t := range types {
		if i > 0 {
			fmt.Fprintln(c.Out)
		}
		fmt.Fprint(c.Out, t.text())
	}
	return nil
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
	var docs []typeDoc
	for _, t := range namedTypes(name) {
		docs = append(docs, documentType(t, ""))
	}
	if len(docs) > 0 {
		return docs
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return nil
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
