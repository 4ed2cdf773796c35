package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

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

// faults prints diagnostics to standard error; with errors among them there is
// nothing to run.
func (t *terminal) faults(ds source.Diagnostics) error {
	t.printDiagnostics(t.Err, ds)
	if ds.HasErrors() {
		return errFaults
	}
	return nil
}

// sortedKeys are the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
