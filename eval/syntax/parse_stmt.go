package syntax

// block parses { statements }. Where no brace is at hand it complains, and takes
// the statement that begins there, if one does, for the whole block.
func (p *parser) block() *Block {
	n := new(Block)
	start := p.pos()
	if p.tok != LBRACE {
		p.want(openBraceExpected, "'{'")
		n.span = p.nothing()
		if p.beginsStmt() && p.tok != CASE && p.tok != ELSE && p.tok != CATCH && p.tok != FINALLY {
			n.Stmts = []Stmt{p.stmt()}
			n.span = p.from(start)
		}
		return n
	}
	if !p.enter() {
		n.span = p.nothing()
		return n
	}
	open := p.i
	p.advance()
	n.Stmts = p.stmts(false)
	p.closing(open, RBRACE, closeBraceExpected)
	p.leave()
	n.span = p.from(start)
	return n
}

// stmts parses statements up to the bracket that ends them or, in a section of
// a switch, the next label.
func (p *parser) stmts(section bool) []Stmt {
	var list []Stmt
	for !p.endsStmts() && !(section && p.atLabel()) {
		before := p.i
		list = append(list, p.stmt())
		if p.i == before {
			p.skip()
		}
	}
	return list
}

// endsStmts reports whether the lexeme at hand ends a list of statements: the
// end of everything, a '}', or a bracket that closes something further out.
func (p *parser) endsStmts() bool {
	switch p.tok {
	case EOF, RBRACE, HOLEEND, INTERPEND, FORMAT:
		return true
	case RPAREN, RBRACK:
		return p.toks[p.i].match >= 0
	}
	return false
}

// semicolon ends a statement. Where something else is at hand it complains and
// goes on behind the next semicolon, or where another statement begins.
func (p *parser) semicolon() {
	if p.accept(SEMICOLON) {
		p.quiet = false
		return
	}
	at := p.before()
	span := p.span()
	span.Start, span.End = at, at
	p.fail(semicolonExpected, span, "got "+p.got()+", want ';'")
	for !p.endsStmts() && !p.beginsStmt() {
		if p.tok == SEMICOLON {
			p.advance()
			break
		}
		p.skip()
	}
	if p.lost >= 0 {
		p.quiet = false
	}
}

// beginsStmt reports whether the keyword at hand begins a statement or a part
// of one.
func (p *parser) beginsStmt() bool {
	switch p.tok {
	case BREAK, CASE, CATCH, CONST, CONTINUE, DO, ELSE, FINALLY, FOR, FOREACH, GOTO, IF, LOCK, RETURN, SWITCH, THROW, TRY, USING, WHILE:
		return true
	}
	return false
}

// stmt parses a statement of any kind.
func (p *parser) stmt() Stmt {
	start := p.pos()
	if !p.enter() {
		return p.badStmt(start)
	}
	defer p.leave()
	switch p.tok {
	case LBRACE:
		return p.block()
	case SEMICOLON:
		p.advance()
		p.quiet = false
		n := new(Empty)
		n.span = p.from(start)
		return n
	case IF:
		return p.ifStmt()
	case FOR:
		return p.forStmt()
	case FOREACH:
		return p.forEachStmt()
	case WHILE:
		p.advance()
		n := &While{Cond: p.condition(), Body: p.embedded()}
		n.span = p.from(start)
		return n
	case DO:
		return p.doStmt()
	case SWITCH:
		return p.switchStmt()
	case BREAK:
		p.advance()
		p.semicolon()
		n := new(Break)
		n.span = p.from(start)
		return n
	case CONTINUE:
		p.advance()
		p.semicolon()
		n := new(Continue)
		n.span = p.from(start)
		return n
	case RETURN:
		p.advance()
		n := &Return{X: p.optional(SEMICOLON)}
		p.semicolon()
		n.span = p.from(start)
		return n
	case THROW:
		p.advance()
		n := &Throw{X: p.optional(SEMICOLON)}
		p.semicolon()
		n.span = p.from(start)
		return n
	case TRY:
		return p.tryStmt()
	case USING:
		return p.usingStmt()
	case LOCK:
		p.advance()
		n := &Lock{X: p.condition(), Body: p.embedded()}
		n.span = p.from(start)
		return n
	case CHECKED, UNCHECKED:
		if p.peek(1) == LBRACE {
			n := &CheckedStmt{Unchecked: p.tok == UNCHECKED}
			p.advance()
			n.Block = p.block()
			n.span = p.from(start)
			return n
		}
	case GOTO:
		return p.gotoStmt()
	case CONST:
		return p.declStmt()
	}
	return p.simpleStmt()
}

// simpleStmt parses a statement that begins with no keyword of its own: a
// label, a declaration, a local function or an expression.
func (p *parser) simpleStmt() Stmt {
	start := p.pos()
	if s := p.refusedStmt(); s != nil {
		return s
	}
	switch {
	case p.tok == IDENT && p.peek(1) == COLON:
		n := &Labeled{Label: p.identifier()}
		p.advance()
		if p.endsStmts() {
			p.want(expressionExpected, "a statement behind the label")
			n.Stmt = p.badStmt(p.pos())
		} else {
			n.Stmt = p.stmt()
		}
		n.span = p.from(start)
		return n
	case p.isDecl():
		next, _ := p.scanType(p.i)
		if k := p.kind(next + 1); k == LPAREN || k == LSS {
			return p.localFunc()
		}
		return p.declStmt()
	}
	x := p.expr()
	if !effective(x) {
		p.refuse(noEffect, x.Span(), "this value is not used; a statement is an assignment, a call, ++, -- or new")
	}
	p.semicolon()
	n := &ExprStmt{X: x}
	n.span = p.from(start)
	return n
}

// effective reports whether an expression may be a statement.
func effective(x Expr) bool {
	switch n := x.(type) {
	case *Assign, *Call, *Postfix, *New, *BadExpr:
		return true
	case *Unary:
		return n.Op == INC || n.Op == DEC
	case *ConditionalAccess:
		return effective(n.Then)
	}
	return false
}

// optional parses an expression unless a token is at hand.
func (p *parser) optional(t Token) Expr {
	if p.tok == t {
		return nil
	}
	if p.tok == REF {
		p.refuse(refUnsupported, p.span(), "references to variables are not supported in policy expressions")
		p.advance()
	}
	return p.expr()
}

// embedded parses the body of a statement, which cannot be a declaration.
func (p *parser) embedded() Stmt {
	if p.endsStmts() {
		p.want(expressionExpected, "a statement")
		return p.badStmt(p.pos())
	}
	s := p.stmt()
	switch s.(type) {
	case *LocalDecl, *LocalFunc, *Labeled:
		p.refuse(declarationEmbedded, s.Span(), "a declaration or label cannot be the body of a statement; put it in braces")
	}
	return s
}

func (p *parser) ifStmt() Stmt {
	start := p.pos()
	p.advance()
	n := &If{Cond: p.condition(), Then: p.embedded()}
	if p.accept(ELSE) {
		n.Else = p.embedded()
	}
	n.span = p.from(start)
	return n
}

func (p *parser) doStmt() Stmt {
	start := p.pos()
	p.advance()
	n := &Do{Body: p.embedded()}
	if p.expect(WHILE) {
		n.Cond = p.condition()
	} else {
		n.Cond = p.badExpr()
	}
	p.semicolon()
	n.span = p.from(start)
	return n
}

func (p *parser) forStmt() Stmt {
	start := p.pos()
	n := new(For)
	p.advance()
	open := p.i
	if p.expect(LPAREN) {
		if p.isDecl() {
			n.Decl = p.localDecl()
		} else {
			n.Init = p.exprs(SEMICOLON)
		}
		p.expect(SEMICOLON)
		n.Cond = p.optional(SEMICOLON)
		p.expect(SEMICOLON)
		n.Post = p.exprs(RPAREN)
		p.closing(open, RPAREN, closeParenExpected)
	}
	n.Body = p.embedded()
	n.span = p.from(start)
	return n
}

// exprs parses expressions with commas between them, or none before a token.
func (p *parser) exprs(end Token) []Expr {
	if p.tok == end {
		return nil
	}
	var list []Expr
	for {
		x := p.expr()
		if !effective(x) {
			p.refuse(noEffect, x.Span(), "this value is not used; a statement is an assignment, a call, ++, -- or new")
		}
		list = append(list, x)
		if !p.accept(COMMA) {
			return list
		}
	}
}

func (p *parser) forEachStmt() Stmt {
	start := p.pos()
	n := new(ForEach)
	p.advance()
	open := p.i
	if p.expect(LPAREN) {
		switch {
		case p.is("var") && p.peek(1) == LPAREN:
			n.Vars = p.declExpr()
		case p.tok == LPAREN && !p.declares(p.i):
			n.Vars = p.parenthesis()
		default:
			n.Type = p.declType()
			n.Name = p.identifier()
		}
		p.expect(IN)
		n.X = p.expr()
		p.closing(open, RPAREN, closeParenExpected)
	} else {
		n.Type, n.Name, n.X = p.badType(), p.identifier(), p.badExpr()
	}
	n.Body = p.embedded()
	n.span = p.from(start)
	return n
}

func (p *parser) tryStmt() Stmt {
	start := p.pos()
	p.advance()
	n := &Try{Block: p.block()}
	for p.tok == CATCH {
		n.Catches = append(n.Catches, p.catch())
	}
	if p.accept(FINALLY) {
		n.Finally = p.block()
	}
	if len(n.Catches) == 0 && n.Finally == nil {
		p.want(catchExpected, "'catch' or 'finally'")
	}
	n.span = p.from(start)
	return n
}

func (p *parser) catch() *Catch {
	start := p.pos()
	n := new(Catch)
	p.advance()
	if p.tok == LPAREN {
		open := p.i
		p.advance()
		n.Type = p.typ(wholeType)
		if p.tok == IDENT {
			n.Name = p.identifier()
		}
		p.closing(open, RPAREN, closeParenExpected)
	}
	if p.is("when") {
		p.advance()
		n.When = p.condition()
	}
	n.Block = p.block()
	n.span = p.from(start)
	return n
}

func (p *parser) usingStmt() Stmt {
	start := p.pos()
	p.advance()
	if p.tok != LPAREN {
		p.refuse(newerLanguage, p.from(start), "using declarations are C# 8; in C# 7 write using (...) { ... }")
		if p.isDecl() {
			p.declStmt()
		} else {
			p.quiet = true
			p.semicolon()
		}
		return p.badStmt(start)
	}
	n := new(Using)
	open := p.i
	p.advance()
	if p.isDecl() {
		n.Decl = p.localDecl()
	} else {
		n.X = p.expr()
	}
	p.closing(open, RPAREN, closeParenExpected)
	n.Body = p.embedded()
	n.span = p.from(start)
	return n
}

func (p *parser) gotoStmt() Stmt {
	start := p.pos()
	n := new(Goto)
	p.advance()
	switch {
	case p.accept(CASE):
		n.Case = p.expr()
	case p.accept(DEFAULT):
	default:
		n.Label = p.identifier()
	}
	p.semicolon()
	n.span = p.from(start)
	return n
}
