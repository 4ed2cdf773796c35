package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sallyport/runtime/config"
	"sallyport/runtime/policytest"
)

// first is what init lays out, but for the schemas.
//
//go:embed first
var first embed.FS

// schemas are the JSON Schemas that first's files name for editors.
var schemas = map[string][]byte{
	".sallyport/sallyport.schema.json": config.Schema,
	".sallyport/test.schema.json":      policytest.Schema,
}

// layout is every file that init lays out, by its slash-separated name.
func layout() (map[string][]byte, error) {
	files := maps.Clone(schemas)
	entries, err := first.ReadDir("first")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if files[e.Name()], err = first.ReadFile("first/" + e.Name()); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func newInit(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Lay out a first policy, its configuration and its test",
		Long: `Init writes a policy, a sallyport.yaml that serves it and a test of it into DIR,
or into the current folder, and into .sallyport the JSON Schemas by which editors
know their keys. Nothing is overwritten.`,
		Example: example(
			`sallyport init gateway`,
			`sallyport test gateway`,
			`sallyport run gateway`,
		),
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return layOut(t, dir)
		},
	}
}

// layOut writes all of the files or, when one of them is in the way, none.
func layOut(t *terminal, dir string) error {
	files, err := layout()
	if err != nil {
		return err
	}
	names := sortedKeys(files)
	for _, name := range names {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s has a %s already", dir, name)
		}
	}
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			return err
		}
		fmt.Fprintln(t.Out, path)
	}
	return nil
}
