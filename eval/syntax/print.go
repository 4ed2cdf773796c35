package syntax

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
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

// stmtPart writes what is part of a statement.
func (p *printer) stmtPart(n Node) {
	switch n := n.(type) {
	case *Constraint:
		p.print("where ", n.Param, " : ", strings.Join(bounds(n), ", "))
	case *Section:
		for i, l := range n.Labels {
			if i > 0 {
				p.line()
			}
			p.print(l)
		}
		p.indent++
		for _, s := range n.Stmts {
			p.line()
			p.print(s)
		}
		p.indent--
	case *CaseLabel:
		if n.Pattern == nil {
			p.print("default:")
			return
		}
		p.print("case ", n.Pattern)
		if n.When != nil {
			p.print(" when ", n.When)
		}
		p.print(":")
	case *Catch:
		p.print("catch ")
		if n.Type != nil {
			p.print("(", n.Type)
			if n.Name != nil {
				p.print(" ", n.Name)
			}
			p.print(") ")
		}
		if n.When != nil {
			p.print("when (", n.When, ") ")
		}
		p.print(n.Block)
	}
}

// bounds are the texts of what a constraint asks for.
func bounds(n *Constraint) []string {
	var list []string
	if n.Class {
		list = append(list, "class")
	}
	if n.Struct {
		list = append(list, "struct")
	}
	for _, t := range n.Types {
		list = append(list, Sprint(t))
	}
	if n.New {
		list = append(list, "new()")
	}
	return list
}

func (p *printer) stmt(n Stmt) {
	switch n := n.(type) {
	case *Block:
		p.block(n)
	case *LocalDecl:
		p.decl(n)
		p.print(";")
	case *LocalFunc:
		p.localFunc(n)
	case *ExprStmt:
		p.print(n.X, ";")
	case *If:
		p.print("if (", n.Cond, ")")
		p.body(n.Then)
		if n.Else != nil {
			p.follow(n.Then)
			p.print("else")
			p.elseBody(n.Else)
		}
	case *While:
		p.print("while (", n.Cond, ")")
		p.body(n.Body)
	case *Do:
		p.print("do")
		p.body(n.Body)
		p.follow(n.Body)
		p.print("while (", n.Cond, ");")
	case *For:
		p.forStmt(n)
	case *ForEach:
		p.print("foreach (")
		if n.Vars != nil {
			p.print(n.Vars)
		} else {
			p.print(n.Type, " ", n.Name)
		}
		p.print(" in ", n.X, ")")
		p.body(n.Body)
	case *Switch:
		p.print("switch (", n.X, ") {")
		for _, s := range n.Sections {
			p.line()
			p.print(s)
		}
		p.line()
		p.print("}")
	case *Try:
		p.print("try ", n.Block)
		for _, c := range n.Catches {
			p.print(" ", c)
		}
		if n.Finally != nil {
			p.print(" finally ", n.Finally)
		}
	case *Using:
		p.print("using (")
		if n.Decl != nil {
			p.decl(n.Decl)
		} else {
			p.print(n.X)
		}
		p.print(")")
		p.body(n.Body)
	case *Lock:
		p.print("lock (", n.X, ")")
		p.body(n.Body)
	case *CheckedStmt:
		p.print(checkedWord(n.Unchecked), " ", n.Block)
	case *Labeled:
		p.print(n.Label, ":")
		p.line()
		p.print(n.Stmt)
	default:
		p.jump(n)
	}
}

// jump writes the statements that are one line.
func (p *printer) jump(n Stmt) {
	switch n := n.(type) {
	case *Break:
		p.print("break;")
	case *Continue:
		p.print("continue;")
	case *Return:
		p.print("return")
		p.optional(n.X)
	case *Throw:
		p.print("throw")
		p.optional(n.X)
	case *Goto:
		switch {
		case n.Label != nil:
			p.print("goto ", n.Label, ";")
		case n.Case != nil:
			p.print("goto case ", n.Case, ";")
		default:
			p.print("goto default;")
		}
	case *Empty, *BadStmt:
		p.print(";")
	}
}

func (p *printer) optional(x Expr) {
	if x != nil {
		p.print(" ", x)
	}
	p.print(";")
}

func (p *printer) block(n *Block) {
	if len(n.Stmts) == 0 {
		p.print("{ }")
		return
	}
	p.print("{")
	p.indent++
	for _, s := range n.Stmts {
		p.line()
		p.print(s)
	}
	p.indent--
	p.line()
	p.print("}")
}

// body writes the statement that belongs to another: a block on the same line,
// anything else on the next.
func (p *printer) body(n Stmt) {
	if _, ok := n.(*Block); ok {
		p.print(" ", n)
		return
	}
	p.indent++
	p.line()
	p.print(n)
	p.indent--
}

// elseBody writes what belongs to an else: another if goes on the same line.
func (p *printer) elseBody(n Stmt) {
	if _, ok := n.(*If); ok {
		p.print(" ", n)
		return
	}
	p.body(n)
}

// follow goes to where the else or while behind a body stands.
func (p *printer) follow(n Stmt) {
	if _, ok := n.(*Block); ok {
		p.print(" ")
		return
	}
	p.line()
}

func (p *printer) decl(n *LocalDecl) {
	if n.Const {
		p.print("const ")
	}
	p.print(n.Type, " ")
	list(p, n.Vars, ", ")
}

func (p *printer) localFunc(n *LocalFunc) {
	p.print(n.Type, " ", n.Name)
	if n.TypeParams != nil {
		p.print("<")
		list(p, n.TypeParams, ", ")
		p.print(">")
	}
	p.print("(")
	list(p, n.Params, ", ")
	p.print(") ")
	for _, c := range n.Constraints {
		p.print(c, " ")
	}
	if n.Block != nil {
		p.print(n.Block)
	} else {
		p.print("=> ", n.Expr, ";")
	}
}

func (p *printer) forStmt(n *For) {
	p.print("for (")
	if n.Decl != nil {
		p.decl(n.Decl)
	} else {
		list(p, n.Init, ", ")
	}
	p.print(";")
	p.optional(n.Cond)
	if len(n.Post) > 0 {
		p.print(" ")
		list(p, n.Post, ", ")
	}
	p.print(")")
	p.body(n.Body)
}
