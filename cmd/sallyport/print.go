package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"sallyport/eval/source"
)

// printJSON writes a value as indented JSON.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// printDiagnostics writes what a person reads: each fault with its line and carets.
func (t *terminal) printDiagnostics(w io.Writer, ds source.Diagnostics) {
	style := source.Style{Color: t.colors(w)}
	for _, d := range ds {
		fmt.Fprint(w, d.Format(style))
	}
}

// A choice is a flag that takes one of a few words.
type choice struct {
	value string
	of    []string
}

// addOutput gives a command -o; the first word is the default.
func addOutput(flags *pflag.FlagSet, of ...string) *choice {
	c := &choice{of[0], of}
	flags.VarP(c, "output", "o", "how results are printed: "+strings.Join(of, ", "))
	return c
}

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return strings.Join(c.of, "|") }

func (c *choice) Set(s string) error {
	if !slices.Contains(c.of, s) {
		return fmt.Errorf("got %q, want %s", s, strings.Join(c.of, " or "))
	}
	c.value = s
	return nil
}

// sortedKeys are the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
