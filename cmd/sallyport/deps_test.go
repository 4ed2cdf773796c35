package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ladder lists the packages of the module; a package imports only packages
// above it.
var ladder = []string{
	"eval/source",
	"eval/syntax",
	"eval/clr",
	"eval/bind",
	"eval",
	"policy",
	"runtime/message",
	"runtime/state",
	"runtime/jose",
	"runtime/liquid",
	"runtime",
	"runtime/policies",
	"runtime/lint",
	"runtime/gateway/http1",
	"runtime/gateway",
	"runtime/config/yaml",
	"runtime/config", // what it reads becomes a gateway.Config
	"runtime/coverage",
	"runtime/policytest",
	"cmd/sallyport",
}

// owners say which packages may know a third-party module: swapping one is
// then one package's work.
var owners = map[string][]string{
	"github.com/expr-lang/expr":    {"eval"},
	"github.com/redis/rueidis":     {"runtime/state"},
	"github.com/maypok86/otter/v2": {"runtime/state"},
	"github.com/lestrrat-go/jwx":   {"runtime/jose"},
	"github.com/spf13/cobra":       {"cmd/sallyport"},
	"github.com/dlclark/regexp2":   {"eval/clr"},
	"go.opentelemetry.io/otel":     {"runtime/gateway"},
	"github.com/fsnotify/fsnotify": {"runtime/gateway"},
	"github.com/goccy/go-yaml":     {"runtime/config/yaml"},
	"github.com/osteele/liquid":    {"runtime/liquid"},
}

// An imported is one import in a file that is no test.
type imported struct{ file, from, path string }

func imports(t *testing.T) []imported {
	t.Helper()
	var list []imported
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			list = append(list, imported{rel, path.Dir(rel), to})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestImportsOnlyFromAbove(t *testing.T) {
	for _, i := range imports(t) {
		to, ours := strings.CutPrefix(i.path, "sallyport/")
		if !ours {
			continue
		}
		from, above := slices.Index(ladder, i.from), slices.Index(ladder, to)
		switch {
		case from < 0:
			t.Errorf("%s: package %s is not on the ladder", i.file, i.from)
		case above < 0:
			t.Errorf("%s: package %s is not on the ladder", i.file, to)
		case above >= from:
			t.Errorf("%s: %s must not import %s, which stands below it", i.file, i.from, to)
		}
	}
}

func TestModulesHaveOneOwner(t *testing.T) {
	for _, i := range imports(t) {
		for module, allowed := range owners {
			if (i.path == module || strings.HasPrefix(i.path, module+"/")) && !slices.Contains(allowed, i.from) {
				t.Errorf("%s: only %v may import %s", i.file, allowed, module)
			}
		}
	}
}
