package yaml

import (
	"reflect"
	"strings"
	"sync"
)

// A field is a key of a struct, as its tags say it.
type field struct {
	index    int
	name     string
	required bool
	scalar   bool // a plain scalar stands for a mapping of this key alone
	null     bool // it is set by a null in the place of the mapping
	enum     []string
	doc      string
}

type fields []*field

func (fs fields) named(key string) *field {
	for _, f := range fs {
		if f.name == key && key != "" {
			return f
		}
	}
	return nil
}

func (fs fields) names() []string {
	var names []string
	for _, f := range fs {
		if f.name != "" {
			names = append(names, f.name)
		}
	}
	return names
}

var fieldCache sync.Map // of reflect.Type to fields

// fieldsOf reads the tags of a struct.
func fieldsOf(t reflect.Type) fields {
	if cached, ok := fieldCache.Load(t); ok {
		return cached.(fields)
	}
	var list fields
	for i := range t.NumField() {
		tag, tagged := t.Field(i).Tag.Lookup("yaml")
		name, rest, _ := strings.Cut(tag, ",")
		if !tagged || rest == "span" {
			continue
		}
		f := &field{index: i, name: name, doc: t.Field(i).Tag.Get("doc")}
		for _, word := range strings.Split(rest, ",") {
			f.required = f.required || word == "required"
			f.scalar = f.scalar || word == "scalar"
			f.null = f.null || word == "null"
		}
		if enum := t.Field(i).Tag.Get("enum"); enum != "" {
			f.enum = strings.Split(enum, "|")
		}
		list = append(list, f)
	}
	fieldCache.Store(t, list)
	return list
}
