package runtime

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Schema is what an element may hold, as the tags of its struct say:
//
//	attr:"name,required"      an attribute
//	elem:"name,min=1,max=10"  child elements: a struct, a *struct, a slice of
//	                          them, or text alone in a Value, string or slice
//	elem:"*,min=1"            policies, in a field of type Steps
//	text:"required"           the element's text, space around it left out;
//	                          text:"verbatim" keeps the space, text:"xml" takes
//	                          child elements as text too
//	order:"any"               on a field _: children come in any order
//	enum:"a,b"                what a text may be
//	min:"1" max:"50"          bounds of a number
//	default:"300"             the value when it is absent
//	only:"choose,wait"        which policies a Steps takes; default any
//	except:"wait"             which it does not take, at any depth
//	doc:"..."                 what it means
//
// A struct, a *struct or one text may stand once, a slice any number of times,
// unless max says otherwise. A Value takes a literal or an expression, any other
// field a literal. Fields without a tag are the policy's own; fields of embedded
// structs count as the struct's.
type Schema struct {
	Attributes []Attribute `json:"attributes"`
	Elements   []Child     `json:"elements"`
	Text       *Text       `json:"text,omitempty"`
	Policies   *Policies   `json:"policies,omitempty"`

	anyOrder bool
}

// An Attribute is one attribute of an element.
type Attribute struct {
	Name       string   `json:"name"`
	Required   bool     `json:"required"`
	Default    string   `json:"default,omitempty"`
	Type       string   `json:"type"` // string, boolean, integer, number, bytes, any
	Enum       []string `json:"enum,omitempty"`
	Expression bool     `json:"expression"`
	Doc        string   `json:"doc"`

	field []int
	rule  *rule
}

// A Child is a child element that is no policy of its own.
type Child struct {
	Name string `json:"name"`
	Min  int    `json:"min"`
	Max  int    `json:"max,omitempty"` // 0 is any number
	Doc  string `json:"doc,omitempty"`
	*Schema

	field []int
}

// A Text is the text in an element.
type Text struct {
	Required   bool     `json:"required"`
	Type       string   `json:"type"`
	Enum       []string `json:"enum,omitempty"`
	Expression bool     `json:"expression"`
	Doc        string   `json:"doc,omitempty"`

	field    []int // nil when the element's field is the text itself
	rule     *rule
	verbatim bool
	xml      bool
}

// Policies says that an element holds policies.
type Policies struct {
	Min    int      `json:"min"`
	Only   []string `json:"only,omitempty"`
	Except []string `json:"except,omitempty"`

	field []int
}

// A PolicyDoc is the reference of one kind.
type PolicyDoc struct {
	Name     string   `json:"name"`
	Summary  string   `json:"summary"`
	Sections []string `json:"sections"`
	Scopes   []string `json:"scopes"`
	*Schema
}

// Describe is the reference of the kinds, in their order.
func Describe(kinds []Kind) []PolicyDoc {
	docs := make([]PolicyDoc, len(kinds))
	for i := range kinds {
		k := &kinds[i]
		docs[i] = PolicyDoc{k.Name, k.Doc, k.Sections.Names(), k.scopes().Names(), k.Schema()}
	}
	return docs
}

func (k *Kind) scopes() Scopes {
	if k.Scopes == 0 {
		return AnyScope
	}
	return k.Scopes
}

var schemas sync.Map // reflect.Type -> *Schema

// Schema is what the kind's element may hold. It panics on malformed tags.
func (k *Kind) Schema() *Schema {
	t := reflect.TypeOf(k.New())
	if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		panic(fmt.Sprintf("runtime: %s: New gives a %s, want a pointer to a struct", k.Name, t))
	}
	return schemaOf(t.Elem())
}

func schemaOf(t reflect.Type) *Schema {
	if s, ok := schemas.Load(t); ok {
		return s.(*Schema)
	}
	s := &Schema{Attributes: []Attribute{}, Elements: []Child{}}
	s.read(t, nil)
	schemas.Store(t, s)
	return s
}

func (s *Schema) read(t reflect.Type, at []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(slices.Clone(at), i)
		attr, isAttr := f.Tag.Lookup("attr")
		elem, isElem := f.Tag.Lookup("elem")
		text, isText := f.Tag.Lookup("text")
		switch {
		case isAttr:
			s.attribute(t, f, index, parseTag(attr))
		case isElem:
			s.element(t, f, index, parseTag(elem))
		case isText:
			s.Text = textOf(t, f, parseTag(","+text))
			s.Text.field = index
		case f.Name == "_" && f.Tag.Get("order") == "any":
			s.anyOrder = true
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			s.read(f.Type, index)
		}
	}
}

func (s *Schema) attribute(t reflect.Type, f reflect.StructField, index []int, tag fieldTag) {
	word, expression := describeField(t, f, f.Type)
	a := Attribute{
		Name: tag.name, Required: tag.has("required"), Default: f.Tag.Get("default"), Type: word,
		Expression: expression, Doc: f.Tag.Get("doc"), field: index, rule: ruleOf(t, f),
	}
	if a.rule != nil {
		a.Enum = a.rule.enum
	}
	if d, ok := f.Tag.Lookup("default"); ok {
		if err := setDefault(reflect.New(f.Type).Elem(), d); err != nil {
			panic(fmt.Sprintf("runtime: %s.%s: default %q: %v", t, f.Name, d, err))
		}
	}
	s.Attributes = append(s.Attributes, a)
}

func (s *Schema) element(t reflect.Type, f reflect.StructField, index []int, tag fieldTag) {
	low := tag.number("min", 0)
	if tag.has("required") {
		low = 1
	}
	if f.Type == reflect.TypeFor[Steps]() {
		s.Policies = &Policies{Min: low, Only: splitTag(f.Tag.Get("only")), Except: splitTag(f.Tag.Get("except")), field: index}
		return
	}
	c := Child{Name: tag.name, Min: low, Max: tag.number("max", 1), Doc: f.Tag.Get("doc"), field: index}
	item := f.Type
	if item.Kind() == reflect.Slice && item.Elem().Kind() != reflect.Uint8 {
		item = item.Elem()
		c.Max = tag.number("max", 0)
	}
	if item.Kind() == reflect.Pointer {
		item = item.Elem()
	}
	if item.Kind() == reflect.Struct && !isSettable(item) {
		c.Schema = schemaOf(item)
	} else {
		g := f
		g.Type = item
		c.Schema = &Schema{Attributes: []Attribute{}, Elements: []Child{}, Text: textOf(t, g, tag)}
	}
	s.Elements = append(s.Elements, c)
}

func textOf(t reflect.Type, f reflect.StructField, tag fieldTag) *Text {
	word, expression := describeField(t, f, f.Type)
	text := &Text{
		Required: tag.has("required") || tag.has("text"), Type: word, Expression: expression, Doc: f.Tag.Get("doc"),
		rule: ruleOf(t, f), verbatim: tag.has("verbatim"), xml: tag.has("xml"),
	}
	if text.rule != nil {
		text.Enum = text.rule.enum
	}
	return text
}

func isSettable(t reflect.Type) bool {
	return reflect.PointerTo(t).Implements(reflect.TypeFor[settable]())
}

// describeField is a field's type in documentation, and whether it takes an
// expression.
func describeField(t reflect.Type, f reflect.StructField, typ reflect.Type) (word string, expression bool) {
	defer func() {
		if p := recover(); p != nil {
			panic(fmt.Sprintf("runtime: %s.%s: %v", t, f.Name, p))
		}
	}()
	v := reflect.New(typ).Interface()
	if s, ok := v.(settable); ok {
		return s.goType(), true
	}
	return typeWord(v), false
}

func setDefault(field reflect.Value, text string) error {
	if s, ok := field.Addr().Interface().(settable); ok {
		return s.setDefault(text)
	}
	return parseLiteral(field.Addr().Interface(), text)
}

func ruleOf(t reflect.Type, f reflect.StructField) *rule {
	r := &rule{enum: splitTag(f.Tag.Get("enum"))}
	bound := func(tag string) *float64 {
		text, ok := f.Tag.Lookup(tag)
		if !ok {
			return nil
		}
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			panic(fmt.Sprintf("runtime: %s.%s: %s %q is no number", t, f.Name, tag, text))
		}
		return &n
	}
	r.min, r.max = bound("min"), bound("max")
	if r.enum == nil && r.min == nil && r.max == nil {
		return nil
	}
	return r
}

// A fieldTag is a name and what follows it: name,required,min=1.
type fieldTag struct {
	name    string
	options []string
}

func parseTag(text string) fieldTag {
	list := strings.Split(text, ",")
	return fieldTag{list[0], list[1:]}
}

func (t fieldTag) has(option string) bool { return slices.Contains(t.options, option) }

func (t fieldTag) number(option string, otherwise int) int {
	for _, o := range t.options {
		if value, ok := strings.CutPrefix(o, option+"="); ok {
			n, err := strconv.Atoi(value)
			if err != nil {
				panic(fmt.Sprintf("runtime: tag %s: %q is no number", t.name, value))
			}
			return n
		}
	}
	return otherwise
}

func splitTag(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}
