package syntax

import "strings"

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
