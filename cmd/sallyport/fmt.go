package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"sallyport/eval/source"
	"sallyport/policy"
)

type fmtCommand struct {
	*terminal
	to    *choice
	check bool
	diff  bool
	write bool
}

func newFmt(t *terminal) *cobra.Command {
	c := &fmtCommand{terminal: t}
	cmd := &cobra.Command{
		Use:   "fmt PATH...",
		Short: "Rewrite policies in canonical layout",
		Long: `Fmt prints policies in canonical layout: one element a line, four spaces for each
level, attributes, comments and C# as they were typed; the lines of C# move with
their element. A PATH is a policy file, a folder, of which it is every .xml file
below, or a dash for standard input.

With -w it writes the files instead, and prints the names of those that changed;
with -d it prints what would change; with --check it prints the names of the files
that would change, and exits with 1 if there are any.

With --to the expressions change their form too: rawxml has C# as it is, xml has
it escaped, so that every XML parser reads the file. A policy means the same in
both. A file that is malformed stays as it is, and its faults are printed.`,
		Example: example(
			`sallyport fmt -w policies`,
			`sallyport fmt -d policies/orders.xml`,
			`sallyport fmt --check policies`,
			`sallyport fmt --to xml policy.xml > escaped.xml`,
		),
		Args: atLeast("PATH"),
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	flags := cmd.Flags()
	c.to = addChoice(flags, "to", "", "the form that expressions get; as they are typed when not given", "", "rawxml", "xml")
	flags.BoolVarP(&c.write, "write", "w", false, "write the files, and print the names of those that changed")
	flags.BoolVarP(&c.diff, "diff", "d", false, "print what would change")
	flags.BoolVar(&c.check, "check", false, "print the names of the files that would change, and exit with 1 if there are any")
	cmd.MarkFlagsMutuallyExclusive("write", "check")
	cmd.MarkFlagsMutuallyExclusive("write", "diff")
	return cmd
}

func (c *fmtCommand) run(paths []string) error {
	failed := false
	visit := func(path string) error {
		ok, err := c.file(path)
		failed = failed || !ok
		return err
	}
	for _, p := range paths {
		if p == "-" && c.write {
			return usagef("-w: standard input cannot be written")
		}
		if err := c.each(p, visit); err != nil {
			return err
		}
	}
	if failed {
		return errFaults
	}
	return nil
}

// each visits a file, or the policies of a folder.
func (c *fmtCommand) each(path string, visit func(string) error) error {
	if path == "-" {
		return visit(path)
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return visit(path)
	}
	return walk(path, func(p string) error {
		if !isPolicyName(p) {
			return nil
		}
		return visit(p)
	})
}

// file formats one file. Not ok: it is malformed, or would change under --check.
func (c *fmtCommand) file(path string) (ok bool, err error) {
	data, err := c.readFile(path)
	if err != nil {
		return false, err
	}
	text, ds := c.format(source.NewFile(path, string(data)))
	c.printDiagnostics(c.Err, ds)
	if ds.HasErrors() {
		return false, nil
	}
	changes := text != string(data)
	switch {
	case c.diff && changes:
		_, err = c.Out.Write(diff.Diff(path, data, path+" (formatted)", []byte(text)))
	case (c.check || c.write) && changes:
		_, err = fmt.Fprintln(c.Out, path)
	case !c.diff && !c.check && !c.write:
		_, err = fmt.Fprint(c.Out, text)
	}
	if err == nil && c.write && changes {
		err = rewrite(path, []byte(text))
	}
	return !(c.check && changes), err
}

// format is a policy in canonical layout, or what keeps it from being read.
func (c *fmtCommand) format(file *source.File) (string, source.Diagnostics) {
	d, ds := policy.Parse(file, policy.Options{})
	if ds.HasErrors() {
		return "", ds
	}
	switch c.to.value {
	case "xml":
		d, _ = policy.Parse(source.NewFile(file.Name, d.XML()), policy.Options{})
	case "rawxml":
		d, _ = policy.Parse(source.NewFile(file.Name, d.RawXML()), policy.Options{})
	}
	text, _ := d.Format()
	return text, nil
}

// rewrite gives a file other content. Of a link it is the file that changes.
func rewrite(path string, data []byte) error {
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(target)
	if err != nil {
		return err
	}
	return replaceFile(target, data, info.Mode().Perm())
}
