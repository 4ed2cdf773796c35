package lint

import (
	"strings"

	"sallyport/eval/source"
	"sallyport/eval/syntax"
	"sallyport/policy"
	"sallyport/runtime"
)

// A pass is one document under examination.
type pass struct {
	document *policy.Document
	scope    runtime.Scopes
	sections []section
	elements []element    // in the order of the text, fragments left out
	code     []expression // likewise
	sets     []variable   // what the document's policies set
	everSet  map[string]bool

	rule source.Code
	list source.Diagnostics
}

// A section is one section of the document and its element, nil of a snippet.
type section struct {
	id      runtime.Sections
	element *policy.Element
}

// An element is one below a section, with the section it is in.
type element struct {
	*policy.Element
	section runtime.Sections
}

// inside reports whether an element of a name is around this one, or is it.
func (e element) inside(names ...string) bool {
	for at := e.Element; at != nil; at = at.Parent {
		for _, n := range names {
			if at.Name == n {
				return true
			}
		}
	}
	return false
}

// An expression is one policy expression and the element it stands in.
type expression struct {
	in   element
	text *source.Text
	body *syntax.Body
}

// origin is the span in the file of a node of the expression.
func (x expression) origin(n syntax.Node) source.Span { return x.text.Origin(n.Span()) }

// A variable is a place where a policy gives a variable a value.
type variable struct {
	name string
	at   source.Span
}

func newPass(s Source, o Options) *pass {
	p := &pass{document: s.Document, scope: s.Scope}
	switch root := s.Document.Root(); {
	case root == nil:
		id := o.Section
		if id == 0 {
			id = runtime.Inbound
		}
		p.sections = []section{{id: id}}
		for e := range s.Document.Elements() {
			p.add(e, id)
		}
	case s.Document.Kind == policy.Fragment:
		for e := range root.Elements() {
			p.add(e, runtime.AnySection)
		}
	default:
		for e := range root.Elements() {
			id := runtime.SectionNamed(e.Name)
			p.sections = append(p.sections, section{id, e})
			for child := range e.Elements() {
				p.add(child, id)
			}
		}
	}
	return p
}

// add lists an element, its expressions and what is below it.
func (p *pass) add(e *policy.Element, id runtime.Sections) {
	in := element{e, id}
	p.elements = append(p.elements, in)
	for _, a := range e.Attrs {
		p.addCode(in, a.Value)
		// Each policy that sets a variable names it in such an attribute;
		// return-response reads the one it names.
		sets := strings.HasSuffix(a.Name, "variable-name") && e.Name != "return-response" || e.Name == "set-variable" && a.Name == "name"
		if sets {
			p.sets = append(p.sets, variable{a.Value.Content(), a.Value.Span})
		}
	}
	p.addCode(in, e.Value())
	for child := range e.Elements() {
		p.add(child, id)
	}
}

func (p *pass) addCode(in element, v policy.Value) {
	if !v.Expr || v.Unresolved {
		return
	}
	if body, ds := syntax.Parse(v.Text); !ds.HasErrors() {
		p.code = append(p.code, expression{in, v.Text, body})
	}
}

// typed is a value as it was typed, {{name}} and all.
func typed(e *policy.Element, v policy.Value) string { return e.File().Slice(v.Span) }

// path is an expression that names something, such as context.Request.Body, as
// it is read aloud: without spaces, question marks and type arguments. It is ""
// of any other.
func path(n syntax.Expr) string {
	switch n := n.(type) {
	case *syntax.Ident:
		return n.Text
	case *syntax.Paren:
		return path(n.X)
	case *syntax.Member:
		if x := path(n.X); x != "" {
			return x + "." + n.Name.ID().Text
		}
	}
	return ""
}

// text is the value of a string literal.
func text(n syntax.Expr) (string, bool) {
	if l, ok := n.(*syntax.Literal); ok && l.Kind == syntax.StringLiteral {
		return l.Value.(string), true
	}
	return "", false
}

// constant is the value of an expression that is true or false by itself.
func constant(n syntax.Expr) (value, ok bool) {
	switch n := n.(type) {
	case *syntax.Paren:
		return constant(n.X)
	case *syntax.Literal:
		value, ok = n.Value.(bool)
	}
	return value, ok
}
