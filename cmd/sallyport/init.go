package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// first is what init lays out.
//
//go:embed first
var first embed.FS

func newInit(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Lay out a first policy, its configuration and its test",
		Long: `Init writes a policy, a sallyport.yaml that serves it and a test of it into DIR,
or into the current folder. Nothing is overwritten.`,
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
	entries, err := first.ReadDir("first")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, err := os.Lstat(filepath.Join(dir, e.Name())); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s has a %s already", dir, e.Name())
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, e := range entries {
		data, err := first.ReadFile("first/" + e.Name())
		if err != nil {
			return err
		}
		name := filepath.Join(dir, e.Name())
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
		fmt.Fprintln(t.Out, name)
	}
	return nil
}
