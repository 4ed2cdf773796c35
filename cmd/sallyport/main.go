// Command sallyport runs Azure API Management policies without Azure: as a
// gateway, as a dry run, as checks and tests, one expression at a time.
//
// Each subcommand is one file, named for it. A subcommand reads its arguments,
// calls the packages that do the work, and prints; it decides nothing about
// policies itself.
//
// # Exit status
//
//	0  fine
//	1  the policy, expression or test has faults; they have been printed
//	2  the command was used wrongly, or a file could not be read or written
//
// Results go to standard output, everything else to standard error.
//
// # Rationale
//
// spf13/cobra gives help, completion and flags as people know them from other
// tools. Leaving it would cost the completion scripts; the flags themselves are
// few.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	// The first interrupt ends what runs, the second the program.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(execute(ctx, os.Args[1:], &terminal{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, env: os.Getenv}))
}

// The exit statuses.
const (
	statusFine   = 0
	statusFaults = 1
	statusMisuse = 2
)

// errFaults ends a command whose input has faults that it has printed.
var errFaults = errors.New("faults were found")

// A usageError is a command line that makes no sense.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// execute runs a command line and is the exit status.
func execute(ctx context.Context, args []string, t *terminal) int {
	root := newRoot(t)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	var usage *usageError
	switch {
	case err == nil:
		return statusFine
	case errors.Is(err, errFaults):
		return statusFaults
	case errors.As(err, &usage):
		fmt.Fprintf(t.Err, "%s: %v\nRun '%s --help' for how it is used.\n", root.Name(), err, cmd.CommandPath())
	default:
		fmt.Fprintf(t.Err, "%s: %v\n", root.Name(), err)
	}
	return statusMisuse
}

// A terminal is where a command reads and writes.
type terminal struct {
	In       io.Reader
	Out, Err io.Writer
	env      func(string) string
}

// colors reports whether text written to w may have colours: it is a terminal,
// and neither NO_COLOR nor TERM=dumb asks for plain text.
func (t *terminal) colors(w io.Writer) bool {
	return t.env("NO_COLOR") == "" && t.isTerminal(w)
}

// isTerminal reports whether w is a terminal that knows more than plain text.
func (t *terminal) isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || t.env("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// exactly, atLeast and atMost are cobra's checks of the number of arguments,
// as usage errors that name what is missing.
func exactly(names ...string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return usagef("%s is missing", names[len(args)])
		case len(args) > len(names):
			return usagef("unexpected argument %q", args[len(names)])
		}
		return nil
	}
}

func atLeast(name string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usagef("%s is missing", name)
		}
		return nil
	}
}

func atMost(n int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > n {
			return usagef("unexpected argument %q", args[n])
		}
		return nil
	}
}
