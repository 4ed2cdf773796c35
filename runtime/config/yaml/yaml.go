// Package yaml reads YAML files into Go structs, strictly: an unknown key, a
// value of another type and a missing key are diagnostics at the place the
// author typed, many at once. It knows nothing of what the files mean.
//
// # Structs
//
//	type listener struct {
//		Address yaml.Text `yaml:"address,required" doc:"Where to listen."`
//		Mode    yaml.Text `yaml:"mode" enum:"none|request|require"`
//		Span    source.Span `yaml:",span"`
//	}
//
// Keys are the tags' names. "required" makes a key's absence a fault, "scalar"
// lets a plain scalar stand for a mapping of this key alone, "null" is set by a
// null that stands for the mapping, and "span" is where the mapping begins. A
// field of "scalar" or "null" alone needs no name. Fields without a tag are left
// alone. A field may be a string, bool, int, time.Duration, struct, pointer or
// slice of these, any, or one of the types Text, Value, Map, OneOrMore and
// Unsupported.
//
// # Rationale
//
// goccy/go-yaml parses, because its tokens know their places; its decoder stops
// at the first fault and reports text, so the decoding is ours. Leaving it means
// another parser behind nodes.go.
package yaml

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	goyaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"sallyport/eval/source"
)

// A Text is a scalar as text, with its place. The zero Text was not in the file.
type Text struct {
	Value string
	Span  source.Span
	Set   bool
}

// String is the text.
func (t Text) String() string { return t.Value }

// A Map is a mapping with names of the author's choice, in the order of the file.
type Map[T any] []Entry[T]

// An Entry is one name of a Map and what it stands for.
type Entry[T any] struct {
	Name  string
	Span  source.Span // of the name
	Value T
}

// Get is the value of a name.
func (m Map[T]) Get(name string) (value T, ok bool) {
	i := slices.IndexFunc(m, func(e Entry[T]) bool { return e.Name == name })
	if i < 0 {
		return value, false
	}
	return m[i].Value, true
}

// Names are the names in the order of the file.
func (m Map[T]) Names() []string {
	names := make([]string, len(m))
	for i, e := range m {
		names[i] = e.Name
	}
	return names
}

// mapping is what the decoder sees of a Map.
type mapping interface {
	// add appends an entry and is a pointer to its value.
	add(name string, span source.Span) reflect.Value
}

func (m *Map[T]) add(name string, span source.Span) reflect.Value {
	*m = append(*m, Entry[T]{Name: name, Span: span})
	return reflect.ValueOf(&(*m)[len(*m)-1].Value)
}

// Unsupported is the type of a key that the format has and this program does not
// act upon yet: to give it is a fault.
type Unsupported struct{}

// Decode reads a file into the struct that into points to. What could be read
// is in the struct, whatever else is wrong with the file.
func Decode(file *source.File, into any) source.Diagnostics {
	d := &decoder{file: file, lines: lineStarts(file.Text), anchors: map[string]ast.Node{}}
	tree, err := parser.ParseBytes([]byte(file.Text), 0)
	if err != nil {
		d.syntax(err)
		return d.list
	}
	var docs []*ast.DocumentNode
	for _, doc := range tree.Docs {
		if doc.Body != nil {
			docs = append(docs, doc)
		}
	}
	target := reflect.ValueOf(into).Elem()
	switch len(docs) {
	case 0:
		d.decodeMapping(nil, source.Span{}, target)
	default:
		d.decode(docs[0].Body, target)
		for _, more := range docs[1:] {
			d.report(CodeSyntax, d.span(more.Body), "the file has a second document, want one")
		}
	}
	return d.list.Sort()
}

// syntax reports what the parser says.
func (d *decoder) syntax(err error) {
	var e goyaml.Error
	if !errors.As(err, &e) || e.GetToken() == nil {
		d.report(CodeSyntax, source.Span{}, "%s", err)
		return
	}
	message, _, _ := strings.Cut(e.GetMessage(), "\n")
	d.report(CodeSyntax, d.tokenSpan(e.GetToken()), "%s", message)
}
