package policytest

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sallyport/eval/source"
)

// TestEveryKeyIsShown asks testdata/pass for a use of every key of the language,
// and testdata/fail for one of every key that something is expected with.
func TestEveryKeyIsShown(t *testing.T) {
	for folder, root := range map[string]reflect.Type{"pass": reflect.TypeFor[File](), "fail": reflect.TypeFor[Expect]()} {
		files, err := filepath.Glob("testdata/" + folder + "/*" + Suffix)
		if err != nil {
			t.Fatal(err)
		}
		used := keys{}
		for _, file := range files {
			s, _, err := ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if s != nil {
				used.addUsed(reflect.ValueOf(s.in))
			}
		}
		all := keys{}
		all.addAll(root)
		for key := range all {
			if !used[key] {
				t.Errorf("no file of testdata/%s uses %s", folder, key)
			}
		}
	}
}

// keys are keys of the language by the struct that has them: Expect.status.
type keys map[string]bool

// addAll adds the keys of a struct of this package and of those in it.
func (k keys) addAll(t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		k.addAll(t.Elem())
	case reflect.Struct:
		if entry, ok := t.FieldByName("Value"); ok && strings.HasPrefix(t.Name(), "Entry[") {
			k.addAll(entry.Type)
		}
		if t.PkgPath() != reflect.TypeFor[File]().PkgPath() {
			return
		}
		for i := range t.NumField() {
			key := keyOf(t, i)
			if key == "" || k[key] {
				continue
			}
			k[key] = true
			k.addAll(t.Field(i).Type)
		}
	}
}

// addUsed adds the keys that a value has been given.
func (k keys) addUsed(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			k.addUsed(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			k.addUsed(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				continue
			}
			if key := keyOf(v.Type(), i); key != "" {
				k[key] = true
			}
			k.addUsed(v.Field(i))
		}
	}
}

// keyOf names the key of a struct's field; "" when the field is none.
func keyOf(t reflect.Type, i int) string {
	name, rest, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
	if rest == "span" || name+rest == "" {
		return ""
	}
	if name == "" {
		name = t.Field(i).Name // what stands in place of the mapping
	}
	return t.Name() + "." + name
}

// TestCodes raises every code of a fault by its example.
func TestCodes(t *testing.T) {
	for _, c := range Codes() {
		s, ds := Parse(source.NewFile("example"+Suffix, "policy: <policies />\ntests: "+c.Example))
		if s != nil {
			for _, r := range s.Run(context.Background(), options(kinds)) {
				ds = append(ds, r.Faults...)
			}
		}
		if !slices.ContainsFunc(ds, func(d source.Diagnostic) bool { return d.Code == c.Code }) {
			t.Errorf("%s: its example raises %v", c.Code, ds)
		}
	}
}
