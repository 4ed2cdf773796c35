package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"sallyport/runtime"
)

// A folder is where the paths in a file start. Unlike os.DirFS it takes absolute
// paths and ".." too: the files are the user's own.
type folder string

// Open opens a file of the folder, or of an absolute path.
func (f folder) Open(name string) (fs.File, error) {
	if !filepath.IsAbs(name) {
		name = filepath.Join(string(f), name)
	}
	return os.Open(name)
}

// readContext reads a context file; the paths in it start at dir.
func (t *terminal) readContext(name string) (f *runtime.ContextFile, dir string, err error) {
	data, err := t.readFile(name)
	if err != nil {
		return nil, "", err
	}
	if f, err = runtime.ParseContextFile(data); err != nil {
		return nil, "", fmt.Errorf("%s: %w", name, err)
	}
	if name == "-" {
		return f, ".", nil
	}
	return f, filepath.Dir(name), nil
}
