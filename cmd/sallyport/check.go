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
	"sallyport/runtime/policies"
)

type checkCommand struct {
	*terminal
	strict  bool
	section section
	output  *choice
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
may stand for anything, and fragments are taken to be there. A sallyport.yaml is
checked with all that it names.

The exit status is 1 when there are errors; warnings alone give 0.`,
		Example: example(
			`sallyport check policies`,
			`sallyport check -o sarif . > check.sarif`,
		),
		Args: atLeast("PATH"),
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	flags := cmd.Flags()
	c.section = addSection(flags)
	flags.BoolVar(&c.strict, "strict", false, "refuse members that are not on API Management's allow-list")
	c.output = addOutput(flags, "text", "json", "sarif")
	return cmd
}

// A checked is what check found in a number of files.
type checked struct {
	files       map[string]bool
	diagnostics source.Diagnostics
}

func (c *checkCommand) run(paths []string) error {
	out := &checked{files: map[string]bool{}}
	for _, p := range paths {
		if err := c.check(p, out); err != nil {
			return err
		}
	}
	ds := out.diagnostics.Sort()
	if err := c.print(len(out.files), ds); err != nil {
		return err
	}
	if ds.HasErrors() {
		return errFaults
	}
	return nil
}

func (c *checkCommand) print(files int, ds source.Diagnostics) error {
	switch c.output.value {
	case "json":
		return printJSON(c.Out, reportOf(files, ds))
	case "sarif":
		return printJSON(c.Out, sarifOf(ds))
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
	out.diagnostics = append(out.diagnostics, ds...)
	return nil
}

func (c *checkCommand) checkPolicy(path string, out *checked) error {
	d, ds, err := policy.ReadFile(path, policy.Options{})
	if err != nil {
		return err
	}
	_, more := runtime.Compile([]runtime.Source{{Document: d}}, policies.All(), runtime.Options{Strict: c.strict, Check: true, Section: c.section.sections()})
	out.files[filepath.Clean(path)] = true
	out.diagnostics = append(append(out.diagnostics, ds...), more...)
	return nil
}
