package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sallyport/runtime/config"
)

// readFile reads a file that an argument names; a dash is standard input.
func (t *terminal) readFile(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(t.In)
	}
	return os.ReadFile(name)
}

// replaceFile gives a file other content, whole or not at all.
func replaceFile(name string, data []byte, mode fs.FileMode) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Chmod(mode), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}

// walk calls visit for each file below a folder, in order of names. Git's own
// folder is no part of it.
func walk(dir string, visit func(path string) error) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return filepath.SkipDir
		case d.IsDir():
			return nil
		}
		return visit(path)
	})
}

// isPolicyName reports whether a file found in a folder is taken for a policy.
func isPolicyName(path string) bool { return strings.EqualFold(filepath.Ext(path), ".xml") }

// configIn is the configuration that a folder holds, or the path itself when it
// is a file.
func configIn(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return path, err
	}
	file := filepath.Join(path, config.FileName)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%s has no %s", path, config.FileName)
	}
	return file, nil
}

// forPolicyFiles refuses flags that say what a configuration says in its own keys.
func forPolicyFiles(cmd *cobra.Command, flags ...string) error {
	for _, name := range flags {
		if cmd.Flags().Changed(name) {
			return usagef("--%s is for a policy file; %s says it in its own keys", name, config.FileName)
		}
	}
	return nil
}
