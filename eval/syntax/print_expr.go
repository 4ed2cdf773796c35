package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

func (p *printer) expr(n Expr) {
	switch n := n.(type) {
	case *Literal:
		p.print(n.Text)
	case *Interpolated:
		p.interpolated(n)
	case *Member:
		p.print(n.X, DOT, n.Name)
	case *ConditionalAccess:
		p.print(n.X, QUESTION, n.Then)
	case *Receiver:
	case *Call:
		p.print(n.Fun)
		p.args(n.Args)
	case *Index:
		p.print(n.X, "[")
		list(p, n.Args, ", ")
		p.print("]")
	case *Cast:
		p.print("(", n.Type, ")", n.X)
	case *Paren:
		p.print("(", n.X, ")")
	case *Tuple:
		p.args(n.Elems)
	case *Unary:
		p.print(n.Op)
		if n.Op == ADD && signed(n.X, '+') || n.Op == SUB && signed(n.X, '-') {
			p.print(" ") // two signs would make one token
		}
		p.print(n.X)
	case *Postfix:
		p.print(n.X, n.Op)
	case *Binary:
		p.print(n.X, " ", n.Op, " ", n.Y)
	case *Assign:
		p.print(n.X, " ", n.Op, " ", n.Y)
	case *Conditional:
		p.print(n.Cond, " ? ", n.Then, " : ", n.Else)
	case *Is:
		p.print(n.X, " is ", n.Type)
	case *IsPattern:
		p.print(n.X, " is ", n.Pattern)
	case *As:
		p.print(n.X, " as ", n.Type)
	case *Lambda:
		p.lambda(n)
	case *AnonymousMethod:
		p.print(DELEGATE, " ")
		if n.HasParams {
			p.print("(")
			list(p, n.Params, ", ")
			p.print(") ")
		}
		p.print(n.Block)
	case *Default:
		p.print(DEFAULT)
		if n.Type != nil {
			p.print("(", n.Type, ")")
		}
	case *TypeOf:
		p.print("typeof(", n.Type, ")")
	case *SizeOf:
		p.print("sizeof(", n.Type, ")")
	case *NameOf:
		p.print("nameof(", n.X, ")")
	case *Checked:
		p.print(checkedWord(n.Unchecked), "(", n.X, ")")
	case *ThrowExpr:
		p.print("throw ", n.X)
	case *DeclExpr:
		p.print(n.Type, " ", n.Name)
	case *Query:
		list(p, n.Clauses, " ")
	case *BadExpr:
		p.print("?")
	default:
		p.creation(n)
	}
}

// signed reports whether the text of an operand begins with a sign.
func signed(x Expr, sign byte) bool {
	switch n := x.(type) {
	case *Unary:
		return n.Op.String()[0] == sign
	case *Literal:
		return n.Text[0] == sign
	}
	return false
}

func checkedWord(unchecked bool) Token {
	if unchecked {
		return UNCHECKED
	}
	return CHECKED
}

func (p *printer) args(args []*Argument) {
	p.print("(")
	list(p, args, ", ")
	p.print(")")
}

func (p *printer) lambda(n *Lambda) {
	if len(n.Params) == 1 && n.Params[0].Type == nil {
		p.print(n.Params[0])
	} else {
		p.print("(")
		list(p, n.Params, ", ")
		p.print(")")
	}
	p.print(" => ")
	if n.Block != nil {
		p.print(n.Block)
	} else {
		p.print(n.Expr)
	}
}

// creation writes what begins with new, and initialisers.
func (p *printer) creation(n Expr) {
	switch n := n.(type) {
	case *New:
		p.print("new ", n.Type)
		if n.Args != nil {
			p.args(n.Args)
		}
		if n.Init != nil {
			p.print(" ", n.Init)
		}
	case *NewArray:
		p.print("new ", arrayElem(n.Type))
		if n.Sizes == nil {
			p.ranks(n.Type)
		} else {
			p.print("[")
			list(p, n.Sizes, ", ")
			p.print("]")
			p.ranks(n.Type.Elem)
		}
		if n.Init != nil {
			p.print(" ", n.Init)
		}
	case *NewImplicitArray:
		p.print("new[", strings.Repeat(",", n.Rank-1), "] ", n.Init)
	case *NewAnonymous:
		p.print("new ")
		braces(p, n.Members)
	case *ObjectInit:
		braces(p, n.Members)
	case *CollectionInit:
		braces(p, n.Elems)
	case *ElementInit:
		braces(p, n.Args)
	case *ArrayInit:
		braces(p, n.Elems)
	}
}

// braces writes the elements of an initialiser.
func braces[N Node](p *printer, elems []N) {
	if len(elems) == 0 {
		p.print("{ }")
		return
	}
	p.print("{ ")
	list(p, elems, ", ")
	p.print(" }")
}

func (p *printer) interpolated(n *Interpolated) {
	if n.Verbatim {
		p.print(`$@"`)
	} else {
		p.print(`$"`)
	}
	p.inline++
	for _, part := range n.Parts {
		switch part := part.(type) {
		case *InterpolatedText:
			p.text(part.Value, n.Verbatim)
		case *Hole:
			p.print("{", part.X)
			if part.Align != nil {
				p.print(",", part.Align)
			}
			if part.Format != "" {
				p.print(":")
				p.text(part.Format, n.Verbatim)
			}
			p.print("}")
		}
	}
	p.inline--
	p.print(`"`)
}

// text writes the text of an interpolated string so that it reads back.
func (p *printer) text(s string, verbatim bool) {
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '{' || r == '}' || r == '"' && verbatim:
			p.WriteRune(r)
			p.WriteRune(r)
		case verbatim:
			p.WriteRune(r)
		case r == '"' || r == '\\':
			p.WriteByte('\\')
			p.WriteRune(r)
		case r == '\n':
			p.WriteString(`\n`)
		case r == '\r':
			p.WriteString(`\r`)
		case r == '\t':
			p.WriteString(`\t`)
		case r == utf8.RuneError && size == 1: // a lone surrogate
			fmt.Fprintf(p, `\u%04x`, utf16Units(s)[0])
			size = 3
		case r < ' ' || isLineEnd(r):
			fmt.Fprintf(p, `\u%04x`, r)
		default:
			p.WriteRune(r)
		}
		s = s[size:]
	}
}

func (p *printer) pattern(n Pattern) {
	switch n := n.(type) {
	case *DeclPattern:
		p.print(n.Type, " ", n.Name)
	case *VarPattern:
		p.print("var ", n.Name)
	case *ConstPattern:
		p.print(n.X)
	}
}

func (p *printer) clause(n Clause) {
	switch n := n.(type) {
	case *From:
		p.print("from ")
		p.rangeVariable(n.Type, n.Name)
		p.print(n.X)
	case *Let:
		p.print("let ", n.Name, " = ", n.X)
	case *Where:
		p.print("where ", n.X)
	case *Join:
		p.print("join ")
		p.rangeVariable(n.Type, n.Name)
		p.print(n.X, " on ", n.On, " equals ", n.Equals)
		if n.Into != nil {
			p.print(" into ", n.Into)
		}
	case *OrderBy:
		p.print("orderby ")
		list(p, n.Keys, ", ")
	case *Select:
		p.print("select ", n.X)
	case *Group:
		p.print("group ", n.X, " by ", n.By)
	case *Into:
		p.print("into ", n.Name)
	}
}

func (p *printer) rangeVariable(t Type, name *Ident) {
	if t != nil {
		p.print(t, " ")
	}
	p.print(name, " in ")
}
