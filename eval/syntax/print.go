package syntax

import (
	"io"
	"strings"
)

// Print writes a tree as C# in canonical layout: statements on lines of their
// own, indented by four spaces, single spaces elsewhere, no comments. Parsing
// what was printed gives the same tree again, if the tree came out of [Parse]
// without complaints.
func Print(w io.Writer, n Node) error {
	p := new(printer)
	p.node(n)
	_, err := io.WriteString(w, p.String())
	return err
}

// Sprint is a tree as C# in one line, for messages.
func Sprint(n Node) string {
	p := &printer{inline: 1}
	p.node(n)
	return p.String()
}

// A printer collects the text of a tree.
type printer struct {
	strings.Builder
	indent int
	inline int // above 0, everything goes on one line
}

// print writes strings as they are, tokens as they are spelled, and nodes.
func (p *printer) print(parts ...any) {
	for _, part := range parts {
		switch part := part.(type) {
		case string:
			p.WriteString(part)
		case Token:
			p.WriteString(part.String())
		case Node:
			p.node(part)
		}
	}
}

// line begins a new line, or in one line leaves a space.
func (p *printer) line() {
	if p.inline > 0 {
		p.WriteByte(' ')
		return
	}
	p.WriteByte('\n')
	for range p.indent {
		p.WriteString("    ")
	}
}

// list writes nodes with a separator between them.
func list[N Node](p *printer, nodes []N, separator string) {
	for i, n := range nodes {
		if i > 0 {
			p.WriteString(separator)
		}
		p.node(n)
	}
}

func (p *printer) node(n Node) {
	switch n := n.(type) {
	case *Body:
		if n.Block != nil {
			p.print("@", n.Block)
		} else {
			p.print("@(", n.Expr, ")")
		}
	case *Ident:
		if n.Verbatim {
			p.print("@")
		}
		p.print(n.Text)
	case *GenericName:
		p.print(n.Ident, "<")
		if _, omitted := n.Args[0].(*OmittedType); omitted {
			p.print(strings.Repeat(",", len(n.Args)-1))
		} else {
			list(p, n.Args, ", ")
		}
		p.print(">")
	case *AliasQualified:
		p.print(n.Alias, COLONS, n.Name)
	case *PredefinedType:
		p.print(n.Kind)
	case Expr:
		p.expr(n)
	case Stmt:
		p.stmt(n)
	case Type:
		p.typ(n)
	case Pattern:
		p.pattern(n)
	case Clause:
		p.clause(n)
	default:
		p.part(n)
	}
}

func (p *printer) typ(n Type) {
	switch n := n.(type) {
	case *QualifiedType:
		p.print(n.Left, DOT, n.Name)
	case *ArrayType:
		p.print(arrayElem(n))
		p.ranks(n)
	case *NullableType:
		p.print(n.Elem, QUESTION)
	case *TupleType:
		p.print("(")
		list(p, n.Elems, ", ")
		p.print(")")
	case *VarType:
		p.print("var")
	case *BadType:
		p.print("?")
	}
}

// arrayElem is the type inside all the arrays of a type.
func arrayElem(n *ArrayType) Type {
	t := n.Elem
	for {
		inner, ok := t.(*ArrayType)
		if !ok {
			return t
		}
		t = inner.Elem
	}
}

// ranks writes the brackets of a type, the outermost array's first.
func (p *printer) ranks(t Type) {
	for {
		n, ok := t.(*ArrayType)
		if !ok {
			return
		}
		p.print("[", strings.Repeat(",", n.Rank-1), "]")
		t = n.Elem
	}
}

// part writes what is part of another node.
func (p *printer) part(n Node) {
	switch n := n.(type) {
	case *TupleTypeElem:
		p.print(n.Type)
		if n.Name != nil {
			p.print(" ", n.Name)
		}
	case *Argument:
		if n.Name != nil {
			p.print(n.Name, ": ")
		}
		if n.Ref != ILLEGAL {
			p.print(n.Ref, " ")
		}
		p.print(n.Value)
	case *MemberInit:
		if n.Name != nil {
			p.print(n.Name)
		} else {
			p.print("[")
			list(p, n.Index, ", ")
			p.print("]")
		}
		p.print(" = ", n.Value)
	case *AnonymousMember:
		if n.Name != nil {
			p.print(n.Name, " = ")
		}
		p.print(n.Value)
	case *Param:
		if n.Mode != ILLEGAL {
			p.print(n.Mode, " ")
		}
		if n.Type != nil {
			p.print(n.Type, " ")
		}
		p.print(n.Name)
		if n.Default != nil {
			p.print(" = ", n.Default)
		}
	case *Discard:
		p.print("_")
	case *TupleDesignation:
		p.print("(")
		list(p, n.Elems, ", ")
		p.print(")")
	case *OrderKey:
		p.print(n.X)
		if n.Descending {
			p.print(" descending")
		}
	case *Declarator:
		p.print(n.Name)
		if n.Init != nil {
			p.print(" = ", n.Init)
		}
	default:
		p.stmtPart(n)
	}
}
