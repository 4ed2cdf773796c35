package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sallyport/eval/source"
)

// A choice is a flag that takes one of a few words.
type choice struct {
	value string
	of    []string
}

// addChoice gives a command a flag that takes one of a few words. The first is
// the default, unless it is empty.
func addChoice(flags *pflag.FlagSet, name, short, usage string, of ...string) *choice {
	c := &choice{value: of[0]}
	for _, word := range of {
		if word != "" {
			c.of = append(c.of, word)
		}
	}
	flags.VarP(c, name, short, usage+": "+strings.Join(c.of, ", "))
	return c
}

// addOutput gives a command -o; the first word is the default.
func addOutput(flags *pflag.FlagSet, of ...string) *choice {
	return addChoice(flags, "output", "o", "how results are printed", of...)
}

func (c *choice) String() string { return c.value }

// Type is what help calls the flag's value.
func (c *choice) Type() string { return "WORD" }

// Set takes a word.
func (c *choice) Set(s string) error {
	if !slices.Contains(c.of, s) {
		words := strings.Join(c.of[:len(c.of)-1], ", ") + " or " + c.of[len(c.of)-1]
		return fmt.Errorf("got %q, want %s%s", s, words, didYouMean(source.Nearest(s, c.of)))
	}
	c.value = s
	return nil
}

// completeChoices offers the words of a command's choices to the shell.
func completeChoices(cmd *cobra.Command) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if c, ok := f.Value.(*choice); ok {
			// The error says that the flag is unknown, which it is not.
			_ = cmd.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(c.of, cobra.ShellCompDirectiveNoFileComp))
		}
	})
}
