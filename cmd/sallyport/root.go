package main

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sallyport/eval/source"
)

// newRoot makes the command tree.
func newRoot(t *terminal) *cobra.Command {
	root := &cobra.Command{
		Use:   "sallyport",
		Short: "Run Azure API Management policies without Azure",
		Long: `Sallyport reads Azure API Management policy files, the same files that teams
keep in git, and runs them without Azure.`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownCommand(cmd, args[0])
		},
	}
	root.SetIn(t.In)
	root.SetOut(t.Out)
	root.SetErr(t.Err)
	root.SetFlagErrorFunc(flagError)
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.AddCommand(
		newCerts(t),
		newCheck(t),
		newDoc(t),
		newDryRun(t),
		newEval(t),
		newFmt(t),
		newInit(t),
		newRun(t),
		newTest(t),
	)
	for _, cmd := range root.Commands() {
		completeChoices(cmd)
	}
	return root
}

// version is the module's version, or the commit that the program was built of.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "devel"
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v += " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	return v + " " + info.GoVersion
}

func unknownCommand(root *cobra.Command, name string) error {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return usagef("unknown command %q%s", name, didYouMean(source.Nearest(name, names)))
}

// flagError names the flag that was probably meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return &usageError{err.Error()}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	near := source.Nearest(unknown.GetSpecifiedName(), names)
	if near != "" {
		near = "--" + near
	}
	return usagef("unknown flag --%s%s", unknown.GetSpecifiedName(), didYouMean(near))
}

// didYouMean is the end of a complaint about a name: a suggestion if there is one.
func didYouMean(near string) string {
	if near == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", near)
}

// example lays out the examples of a command's help.
func example(lines ...string) string { return "  " + strings.Join(lines, "\n  ") }
