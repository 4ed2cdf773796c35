package yaml

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"sallyport/eval/source"
)

type decoder struct {
	file    *source.File
	lines   []int               // offsets of the beginnings of lines
	anchors map[string]ast.Node // by name
	depth   int                 // nodes inside of each other
	nodes   int
	tooMuch bool // reported that the bounds were met
	list    source.Diagnostics
}

func (d *decoder) report(code source.Code, span source.Span, format string, args ...any) *source.Diagnostic {
	d.list = append(d.list, source.Diagnostic{Code: code, File: d.file, Span: span, Message: fmt.Sprintf(format, args...)})
	return &d.list[len(d.list)-1]
}

var (
	textType        = reflect.TypeFor[Text]()
	unsupportedType = reflect.TypeFor[Unsupported]()
	durationType    = reflect.TypeFor[time.Duration]()
	spanType        = reflect.TypeFor[source.Span]()
)

// Bounds on what aliases can make of a small file.
const (
	maxDepth = 200
	maxNodes = 100_000
)

// decode reads a node into a Go value that can be set.
func (d *decoder) decode(n ast.Node, v reflect.Value) {
	d.depth++
	defer func() { d.depth-- }()
	n, ok := d.resolve(n)
	if !ok || d.exhausted(n) {
		return
	}
	switch {
	case v.Type() == textType:
		if text, ok := d.scalar(n, "text"); ok {
			v.Set(reflect.ValueOf(Text{text, d.span(n), true}))
		}
		return
	case v.Type() == durationType:
		d.duration(n, v)
		return
	case v.Type() == valueType:
		v.Set(reflect.ValueOf(d.value(n)))
		return
	case v.Type().Implements(oneOrMoreType):
		d.decodeOneOrMore(n, v)
		return
	}
	if m, ok := v.Addr().Interface().(mapping); ok {
		d.decodeMap(n, m)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		d.decode(n, v.Elem())
	case reflect.String:
		if text, ok := d.scalar(n, "text"); ok {
			v.SetString(text)
		}
	case reflect.Bool:
		if b, ok := n.(*ast.BoolNode); ok {
			v.SetBool(b.Value)
		} else {
			d.mistyped(n, "true or false")
		}
	case reflect.Int:
		d.integer(n, v)
	case reflect.Slice:
		d.decodeList(n, v)
	case reflect.Struct:
		d.decodeStruct(n, v)
	case reflect.Interface:
		if value := d.any(n); value != nil {
			v.Set(reflect.ValueOf(value))
		}
	default:
		panic("yaml: no decoding of " + v.Type().String())
	}
}

// exhausted counts a node and reports, once, that there are too many.
func (d *decoder) exhausted(n ast.Node) bool {
	if d.nodes++; d.depth <= maxDepth && d.nodes <= maxNodes {
		return false
	}
	if !d.tooMuch {
		d.report(CodeSyntax, d.span(n), "the file repeats itself too often, or is nested too deeply")
	}
	d.tooMuch = true
	return true
}

func (d *decoder) mistyped(n ast.Node, want string) {
	d.report(CodeType, d.span(n), "got %s, want %s", describe(n), want)
}

// scalar is a plain or quoted value as it was typed; null is no text.
func (d *decoder) scalar(n ast.Node, want string) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	d.mistyped(n, want)
	return "", false
}

func (d *decoder) integer(n ast.Node, v reflect.Value) {
	if i, ok := n.(*ast.IntegerNode); ok {
		if value, err := strconv.ParseInt(fmt.Sprint(i.Value), 10, 0); err == nil {
			v.SetInt(value)
			return
		}
	}
	d.mistyped(n, "a whole number")
}

func (d *decoder) duration(n ast.Node, v reflect.Value) {
	text, ok := d.scalar(n, "a duration such as 30s")
	if !ok {
		return
	}
	value, err := time.ParseDuration(text)
	if err != nil || value < 0 {
		d.report(CodeType, d.span(n), "got %q, want a duration such as 30s", text)
		return
	}
	v.SetInt(int64(value))
}

func (d *decoder) decodeList(n ast.Node, v reflect.Value) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		d.mistyped(n, "a list")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(list.Values), len(list.Values)))
	for i, item := range list.Values {
		d.decode(item, v.Index(i))
	}
}

// decodeMap reads a mapping with names of the author's choice.
func (d *decoder) decodeMap(n ast.Node, m mapping) {
	pairs, ok := d.pairs(n)
	if !ok {
		d.mistyped(n, "a mapping")
		return
	}
	for _, p := range pairs {
		d.decode(p.value, m.add(p.key, p.span).Elem())
	}
}

// decodeStruct reads a mapping with known keys, or the scalar that stands for one.
func (d *decoder) decodeStruct(n ast.Node, v reflect.Value) {
	if pairs, ok := d.pairs(n); ok {
		d.decodeMapping(pairs, d.span(n), v)
		return
	}
	_, isNull := n.(*ast.NullNode)
	_, isList := n.(*ast.SequenceNode)
	for _, f := range fieldsOf(v.Type()) {
		switch {
		case isNull && f.null:
			d.setSpan(v, d.span(n))
			v.Field(f.index).SetBool(true)
			return
		case f.scalar && !isNull && !isList:
			d.setSpan(v, d.span(n))
			d.decode(n, v.Field(f.index))
			return
		}
	}
	d.mistyped(n, "a mapping")
}

func (d *decoder) decodeMapping(pairs []pair, span source.Span, v reflect.Value) {
	d.setSpan(v, span)
	fields := fieldsOf(v.Type())
	seen := map[string]bool{}
	for _, p := range pairs {
		seen[p.key] = true
		f := fields.named(p.key)
		switch {
		case f == nil:
			near := source.Nearest(p.key, fields.names())
			message := fmt.Sprintf("unknown key %q", p.key)
			if near != "" {
				message += fmt.Sprintf("; did you mean %q?", near)
			}
			d.report(CodeUnknownKey, p.span, "%s", message).Suggest = near
		case v.Type().Field(f.index).Type == unsupportedType:
			d.report(CodeUnsupported, p.span, "%q is not supported yet", p.key)
		default:
			before := len(d.list)
			d.decode(p.value, v.Field(f.index))
			if len(d.list) == before {
				d.checkEnum(f, v.Field(f.index), d.span(p.value))
			}
		}
	}
	for _, f := range fields {
		if f.required && !seen[f.name] {
			d.report(CodeMissingKey, span, "key %q is missing", f.name)
		}
	}
}

func (d *decoder) setSpan(v reflect.Value, span source.Span) {
	for i := range v.NumField() {
		if v.Type().Field(i).Type == spanType && v.Type().Field(i).Tag.Get("yaml") == ",span" {
			v.Field(i).Set(reflect.ValueOf(span))
		}
	}
}

func (d *decoder) checkEnum(f *field, v reflect.Value, span source.Span) {
	if len(f.enum) == 0 {
		return
	}
	got := fmt.Sprint(v.Interface())
	for _, word := range f.enum {
		if got == word {
			return
		}
	}
	d.report(CodeEnum, span, "got %q, want %s", got, strings.Join(f.enum, " or ")).Suggest = source.Nearest(got, f.enum)
}

// any is a node as plain Go values: nil, bool, int64, uint64, float64, string,
// []any and map[string]any.
func (d *decoder) any(n ast.Node) any {
	switch n := n.(type) {
	case *ast.NullNode:
		return nil
	case *ast.BoolNode:
		return n.Value
	case *ast.IntegerNode:
		if u, ok := n.Value.(uint64); ok && u <= 1<<63-1 {
			return int64(u)
		}
		return n.Value
	case *ast.FloatNode:
		return n.Value
	case *ast.SequenceNode:
		list := make([]any, len(n.Values))
		for i, item := range n.Values {
			d.decode(item, reflect.ValueOf(&list[i]).Elem())
		}
		return list
	}
	if pairs, ok := d.pairs(n); ok {
		m := make(map[string]any, len(pairs))
		for _, p := range pairs {
			var value any
			d.decode(p.value, reflect.ValueOf(&value).Elem())
			m[p.key] = value
		}
		return m
	}
	text, _ := d.scalar(n, "a value")
	return text
}
