package policy

import (
	"iter"

	"sallyport/eval/source"
)

// A Kind says what a document is, by its root element.
type Kind uint8

const (
	// Snippet is one or more policy elements without a container:
	//
	//	<set-header ...>...</set-header> <choose>...</choose>
	Snippet Kind = iota

	// Policies is a whole document: <policies> with its sections.
	Policies

	// Fragment is what include-fragment inserts: <fragment> with policies.
	Fragment
)

func (k Kind) String() string {
	return [...]string{"snippet", "policies", "fragment"}[k]
}

// A Document is one policy file, read.
//
// All spans in it are byte offsets into File, with one exception: Value.Code
// lies in the decoded text. Documents are immutable once parsed.
type Document struct {
	File  *source.File
	Kind  Kind
	Nodes []Node // the roots, and the comments, space and declarations around them

	// Raw reports that the file is no well-formed XML as it stands, so that
	// expressions were read as C# first (API Management's rawxml).
	Raw bool

	// NamedValues are the {{name}} of the document in the order of the file,
	// whether or not a value is known for them.
	NamedValues []Reference

	root      *Element
	malformed bool // there were faults of form
}

// Root is the <policies> or <fragment> element, or nil for a snippet.
func (d *Document) Root() *Element { return d.root }

// Policies are the elements of a fragment or a snippet that are policies, in
// order. Of a whole document they are its sections.
func (d *Document) Policies() iter.Seq[*Element] {
	if d.root != nil {
		return d.root.Elements()
	}
	return d.Elements()
}

// Elements are the top-level elements: one root, or those of a snippet.
func (d *Document) Elements() iter.Seq[*Element] { return elements(d.Nodes) }

// A Node is a part of a document: an *Element, *Text, *Comment or *Instruction.
type Node interface {
	// Span is all of the node as it was typed, delimiters included.
	Span() source.Span
	node()
}

type place struct{ span source.Span }

func (p *place) Span() source.Span { return p.span }
func (*place) node()               {}

// An Element is
//
//	<name attr="value"> nodes </name>
//	<name attr="value" />
type Element struct {
	place
	Name     string
	NameSpan source.Span // in the start tag
	Attrs    []*Attr
	Nodes    []Node
	Parent   *Element // nil at the top level

	StartTag source.Span // from < to >
	EndTag   source.Span // from </ to >; empty, at the end, when there is none
	Content  source.Span // between the tags; empty when Empty

	// Empty reports the <name/> form.
	Empty bool

	// Fragment is what an include-fragment includes; its elements keep their
	// own file. Nil elsewhere, and when Options.Fragments has not got it.
	Fragment *Document

	doc    *Document
	text   Value // see Value
	liquid bool  // is, or is in, a Liquid template
	opaque bool  // is in XML that is a value, such as the content of set-body
}

// File is the file that the element's spans are in.
func (e *Element) File() *source.File { return e.doc.File }

// Attr is the attribute of a name, or nil.
func (e *Element) Attr(name string) *Attr {
	for _, a := range e.Attrs {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// Elements are the child elements.
func (e *Element) Elements() iter.Seq[*Element] { return elements(e.Nodes) }

// HasElements reports whether there are child elements: whether the content,
// where it is text to the policy, is XML.
func (e *Element) HasElements() bool {
	for range e.Elements() {
		return true
	}
	return false
}

// Value is the element's own text, comments and child elements left out, CDATA
// sections unwrapped. It is an expression when the only thing in the element
// but space and comments is one.
func (e *Element) Value() Value { return e.text }

func elements(nodes []Node) iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		for _, n := range nodes {
			if e, ok := n.(*Element); ok && !yield(e) {
				return
			}
		}
	}
}

// An Attr is
//
//	name="value"
//	name='value'
type Attr struct {
	Name     string
	NameSpan source.Span
	Span     source.Span // from the name to the closing quote
	Quote    byte        // " or '
	Value    Value
}

// A Value is the content of an attribute, a text or an element.
type Value struct {
	// Text is the value as policies see it: entities decoded once, line ends
	// as LF, named values put in. Never nil in a parsed document.
	Text *source.Text

	// Span is the value as typed, without quotes or CDATA brackets.
	Span source.Span

	// Expr reports that the value, space around it aside, is one policy
	// expression: Code, in Text.Content, from its @( or @{ to its end.
	Expr bool
	Code source.Span

	// Secret reports that a secret named value was put in: Text.Content must
	// not be printed. Origins point at the {{name}}.
	Secret bool

	// Unresolved reports that what the value will be is not known: a {{name}}
	// without a value still stands in Text, or an expression has no end. Where
	// that is a fault it was reported, so a caller should not judge the value.
	Unresolved bool

	typed *source.Text // Text before named values were put in
	raw   bool         // an expression typed as C#, without XML's escapes
}

// Content is the decoded text.
func (v Value) Content() string { return v.Text.Content }

// Body reports whether an expression is the @{ statements } form.
func (v Value) Body() bool { return v.Expr && v.Text.Content[v.Code.Start+1] == '{' }

// Inner is the C# of an expression, without @( ) or @{ }: a span of Text.
func (v Value) Inner() source.Span { return source.Span{Start: v.Code.Start + 2, End: v.Code.End - 1} }

// A Text is character data
//
//	text &amp; text
//	<![CDATA[ text ]]>
//
// Space between elements is a Text too.
type Text struct {
	place
	Value Value
	CDATA bool
}

// A Comment is
//
//	<!-- text -->
type Comment struct {
	place
	Text source.Span // between the delimiters
}

// An Instruction is an XML declaration or a processing instruction:
//
//	<?xml version="1.0"?>
type Instruction struct {
	place
	Target string
}

// A Reference is one {{name}}.
type Reference struct {
	Name string
	Span source.Span // with the braces

	// Known reports that a value was put in.
	Known bool

	// Liquid reports that it stands in a Liquid template, where an unknown
	// name belongs to Liquid.
	Liquid bool

	value  string
	secret bool
	cdata  bool // stands in a CDATA section
}
