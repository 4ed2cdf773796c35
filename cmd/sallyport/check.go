package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/config"
	"sallyport/runtime/lint"
	"sallyport/runtime/policies"
)

type checkCommand struct {
	*terminal
	strict      bool
	lint        bool
	watching    bool
	section     section
	output      *choice
	namedValues []string
	effective   string
	product     string

	reading policy.Options // how files on their own are read
}

func newCheck(t *terminal) *cobra.Command {
	c := &checkCommand{terminal: t}
	cmd := &cobra.Command{
		Use:   "check PATH...",
		Short: "Find the faults of policies",
		Long: `Check reads, binds and type-checks policies, and prints every fault with its
file, line and column. A PATH is a policy file, a sallyport.yaml, or a folder: of
a folder every sallyport.yaml and every .xml file below it.

A file on its own is checked without what only a configuration says: a {{name}}
may stand for anything, unless --named-value gives some, and fragments are taken
to be there. A sallyport.yaml is checked with all that it names.

It also warns of what works and is most likely not meant: the lint rules, which
sallyport doc lists. A rule is turned off for an element, and all in it, by
<!-- sallyport:ignore RULE: the reason --> before it, and for a configuration by
lint: { ignore: [RULE] } in sallyport.yaml.

With --effective it prints one policy of a sallyport.yaml instead, as requests
meet it: with the outer scopes in the place of <base/>, and fragments in the
place of what includes them. At the end of each line stands where it comes from.

The exit status is 1 when there are errors; warnings alone give 0. -o github
prints what GitHub shows at the lines of a pull request.`,
		Example: example(
			`sallyport check policies`,
			`sallyport check --named-value audience=orders orders.xml`,
			`sallyport check -o sarif . > check.sarif`,
			`sallyport check --effective orders/get-order --product gold .`,
		),
		Args: atLeast("PATH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if c.effective != "" || c.product != "" {
				return c.printEffective(args)
			}
			if c.watching {
				return c.watch(cmd.Context(), args, func() ([]string, error) { return c.run(args) })
			}
			_, err := c.run(args)
			return err
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&c.effective, "effective", "", "print the effective policy of an `API[/OPERATION]`")
	flags.StringVar(&c.product, "product", "", "the `PRODUCT` that requests for the effective policy come with; none when not given")
	c.section = addSection(flags)
	flags.StringArrayVar(&c.namedValues, "named-value", nil, "a named value, `NAME=VALUE`; a {{name}} without one is then a fault")
	flags.BoolVar(&c.strict, "strict", false, "refuse members that are not on API Management's allow-list")
	flags.BoolVar(&c.lint, "lint", true, "warn of what the lint rules find")
	flags.BoolVar(&c.watching, "watch", false, "check again whenever a file changes, until interrupted")
	c.output = addOutput(flags, "text", "json", "sarif", "github")
	return cmd
}

// A checked is what check found in a number of files.
type checked struct {
	files       map[string]bool
	diagnostics source.Diagnostics
}

// run checks once and answers which files it read.
func (c *checkCommand) run(paths []string) (read []string, err error) {
	if len(c.namedValues) > 0 {
		if c.reading, err = namedValueOptions(c.namedValues); err != nil {
			return nil, err
		}
	}
	out := &checked{files: map[string]bool{}}
	for _, p := range paths {
		if err := c.check(p, out); err != nil {
			return nil, err
		}
	}
	ds := out.diagnostics.Sort()
	err = c.print(len(out.files), ds)
	if err == nil && ds.HasErrors() {
		err = errFaults
	}
	return sortedKeys(out.files), err
}

func (c *checkCommand) print(files int, ds source.Diagnostics) error {
	switch c.output.value {
	case "json":
		return printJSON(c.Out, reportOf(files, ds))
	case "sarif":
		return printJSON(c.Out, sarifOf(ds))
	case "github":
		return printAnnotations(c.Out, ds)
	}
	c.printDiagnostics(c.Out, ds)
	errors := 0
	for _, d := range ds {
		if d.Severity == source.Error {
			errors++
		}
	}
	fmt.Fprintf(c.Err, "%s: %s, %s\n", count(files, "file"), count(errors, "error"), count(len(ds)-errors, "warning"))
	return nil
}

// count is a number of things in words.
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// check checks what a path names.
func (c *checkCommand) check(path string, out *checked) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return c.checkFolder(path, out)
	}
	if isConfig(path) {
		return c.checkConfig(path, out)
	}
	return c.checkPolicy(path, out)
}

// isConfig reports whether a file is a configuration and not a policy.
func isConfig(path string) bool {
	return slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(filepath.Ext(path)))
}

// checkFolder checks the configurations below a folder, then the policies that
// none of them names.
func (c *checkCommand) checkFolder(dir string, out *checked) error {
	var configs, files []string
	err := walk(dir, func(path string) error {
		switch {
		case filepath.Base(path) == config.FileName:
			configs = append(configs, path)
		case isPolicyName(path):
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, p := range configs {
		if err := c.checkConfig(p, out); err != nil {
			return err
		}
	}
	for _, p := range files {
		if !out.files[filepath.Clean(p)] {
			if err := c.checkPolicy(p, out); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *checkCommand) checkConfig(path string, out *checked) error {
	loaded, ds, err := config.Load(path, config.Options{Kinds: policies.All(), Env: os.LookupEnv, Strict: c.strict, Check: true})
	if err != nil {
		return err
	}
	out.files[filepath.Clean(path)] = true
	for _, p := range loaded.Policies {
		out.files[filepath.Clean(p)] = true
	}
	sources := make([]lint.Source, len(loaded.Documents))
	for i, d := range loaded.Documents {
		sources[i] = lint.Source{Document: d, Scope: loaded.Scopes[d]}
	}
	var ignore []string
	for _, t := range loaded.File.Lint.Ignore {
		ignore = append(ignore, t.Value)
	}
	out.diagnostics = append(out.diagnostics, c.warnings(ds, sources, lint.Options{Whole: !ds.HasErrors()}, ignore)...)
	return nil
}

func (c *checkCommand) checkPolicy(path string, out *checked) error {
	d, ds, err := policy.ReadFile(path, c.reading)
	if err != nil {
		return err
	}
	_, more := runtime.Compile([]runtime.Source{{Document: d}}, policies.All(), runtime.Options{Strict: c.strict, Check: true, Section: c.section.sections()})
	out.files[filepath.Clean(path)] = true
	out.diagnostics = append(out.diagnostics, c.warnings(append(ds, more...), []lint.Source{{Document: d}}, lint.Options{Section: c.section.sections()}, nil)...)
	return nil
}

// warnings adds what the lint rules say of documents to their faults, and takes
// away the warnings that are turned off. A file with errors is not linted: what
// is wrong with it may be all that a rule would see.
func (c *checkCommand) warnings(ds source.Diagnostics, sources []lint.Source, o lint.Options, ignore []string) source.Diagnostics {
	broken := map[*source.File]bool{}
	for _, d := range ds {
		broken[d.File] = broken[d.File] || d.Severity == source.Error
	}
	documents := make([]*policy.Document, len(sources))
	for i, s := range sources {
		documents[i] = s.Document
	}
	if c.lint {
		found := lint.Check(sources, o)
		ds = append(ds, slices.DeleteFunc(found, func(d source.Diagnostic) bool { return broken[d.File] })...)
	}
	return lint.Filter(ds, documents, ignore)
}
