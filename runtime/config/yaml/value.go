package yaml

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"sallyport/eval/source"
)

// A Kind is a kind of value.
type Kind int

// The kinds of values. Absent is that of the zero Value, which was not in the file.
const (
	Absent Kind = iota
	Null
	Bool
	Number
	String
	List
	Mapping
)

// A Value is a value of any shape, as JSON knows them, with its place.
type Value struct {
	Kind    Kind
	Text    string  // of a scalar; a number's is JSON
	Items   []Value // of a list
	Members Map[Value]
	Span    source.Span
}

// AppendJSON appends the value as JSON, members in the order of the file.
func (v *Value) AppendJSON(b []byte) []byte {
	switch v.Kind {
	case Bool, Number:
		return append(b, v.Text...)
	case String:
		return appendQuoted(b, v.Text)
	case List:
		b = append(b, '[')
		for i := range v.Items {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = v.Items[i].AppendJSON(b)
		}
		return append(b, ']')
	case Mapping:
		b = append(b, '{')
		for i := range v.Members {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = append(appendQuoted(b, v.Members[i].Name), ": "...)
			b = v.Members[i].Value.AppendJSON(b)
		}
		return append(b, '}')
	}
	return append(b, "null"...)
}

// JSON is the value as JSON.
func (v *Value) JSON() string { return string(v.AppendJSON(nil)) }

func appendQuoted(b []byte, text string) []byte {
	w := bytes.NewBuffer(b)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic(err) // no text fails to encode
	}
	return bytes.TrimSuffix(w.Bytes(), []byte("\n"))
}

var valueType = reflect.TypeFor[Value]()

// value is a node as a Value.
func (d *decoder) value(n ast.Node) Value {
	v := Value{Span: d.span(n)}
	switch n := n.(type) {
	case *ast.NullNode:
		v.Kind = Null
		return v
	case *ast.BoolNode:
		v.Kind, v.Text = Bool, fmt.Sprint(n.Value)
		return v
	case *ast.IntegerNode:
		v.Kind, v.Text = Number, numberText(n.GetToken().Value, n.Value)
		return v
	case *ast.FloatNode:
		v.Kind, v.Text = Number, numberText(n.GetToken().Value, n.Value)
		return v
	case *ast.SequenceNode:
		v.Kind, v.Items = List, make([]Value, len(n.Values))
		for i, item := range n.Values {
			d.decode(item, reflect.ValueOf(&v.Items[i]).Elem())
		}
		return v
	}
	if pairs, ok := d.pairs(n); ok {
		v.Kind = Mapping
		for _, p := range pairs {
			d.decode(p.value, v.Members.add(p.key, p.span).Elem())
		}
		return v
	}
	v.Kind = String
	v.Text, _ = d.scalar(n, "a value")
	return v
}

// numberText is a number in JSON: as it was typed where that is JSON.
func numberText(typed string, value any) string {
	if json.Valid([]byte(typed)) {
		return typed
	}
	return fmt.Sprint(value)
}

// OneOrMore is a list that may be written as its only item.
type OneOrMore[T any] []T

func (OneOrMore[T]) oneOrMore() {}

var oneOrMoreType = reflect.TypeFor[interface{ oneOrMore() }]()

func (d *decoder) decodeOneOrMore(n ast.Node, v reflect.Value) {
	if _, isList := n.(*ast.SequenceNode); isList {
		d.decodeList(n, v)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	d.decode(n, v.Index(0))
}

// File is the text as a file of its own, such as a policy that stands in a
// configuration. Its places are those of the file that the text was read from,
// but for a scalar that is folded or quoted over many lines.
func (t Text) File(f *source.File) *source.File {
	at := f.Position(t.Span.Start)
	head := f.Slice(source.Span{Start: t.Span.Start, End: t.Span.Start + 1})
	if head != "|" && head != ">" {
		if head == `"` || head == "'" {
			at.Column++
		}
		return source.NewPart(f.Name, t.Value, at.Line-1, at.Column-1)
	}
	return source.NewPart(f.Name, t.Value, at.Line, blockIndent(f, at.Line+1, t.Value))
}

// blockIndent is how far the lines of a block scalar are indented that begins at
// a line.
func blockIndent(f *source.File, line int, content string) int {
	first := slices.IndexFunc([]byte(content), func(c byte) bool { return c != '\n' })
	if first < 0 {
		return 0
	}
	spaces := func(text string) int { return len(text) - len(bytes.TrimLeft([]byte(text), " ")) }
	return max(0, spaces(f.Line(line+first))-spaces(content[first:]))
}
