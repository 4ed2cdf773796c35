package syntax

import "sallyport/eval/source"

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

// atLabel reports whether a label of a switch is at hand.
func (p *parser) atLabel() bool { return p.tok == CASE || p.tok == DEFAULT && p.peek(1) == COLON }

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

// isDecl reports whether a declaration is at hand: a type and a name. From x in
// would be a query.
func (p *parser) isDecl() bool {
	next, s := p.scanType(p.i)
	if s == noType || !p.ident(next) || p.startsAwait() {
		return false
	}
	switch k := p.kind(next + 1); s {
	case maybeShape: // a ? b : c, or T? b = c
		return k == ASSIGN || k == SEMICOLON || k == COMMA || k == LPAREN || k == LSS || k == IN
	default:
		return k != IN || !p.is("from")
	}
}

// declStmt parses a declaration and its semicolon.
func (p *parser) declStmt() Stmt {
	n := p.localDecl()
	p.semicolon()
	n.span = p.from(n.span.Start)
	return n
}

// localDecl parses a declaration without its semicolon.
func (p *parser) localDecl() *LocalDecl {
	start := p.pos()
	n := &LocalDecl{Const: p.accept(CONST)}
	n.Type = p.declType()
	for {
		d := new(Declarator)
		from := p.pos()
		d.Name = p.identifier()
		if p.accept(ASSIGN) {
			d.Init = p.initValue()
		} else if n.Const {
			p.want(constWithoutValue, "'=' and the value of the constant")
		}
		d.span = p.from(from)
		n.Vars = append(n.Vars, d)
		if !p.accept(COMMA) {
			break
		}
	}
	n.span = p.from(start)
	return n
}

// initValue parses the initial value of a variable.
func (p *parser) initValue() Expr {
	switch p.tok {
	case LBRACE:
		return p.arrayInit()
	case REF:
		p.refuse(refUnsupported, p.span(), "references to variables are not supported in policy expressions")
		p.advance()
	}
	return p.expr()
}

// localFunc parses a function inside a body.
func (p *parser) localFunc() Stmt {
	start := p.pos()
	n := &LocalFunc{Type: p.typ(wholeType), Name: p.identifier()}
	if p.tok == LSS {
		for {
			p.advance()
			n.TypeParams = append(n.TypeParams, p.identifier())
			if p.tok != COMMA {
				break
			}
		}
		p.expect(GTR)
	}
	if p.tok == LPAREN {
		n.Params = p.params(true)
	} else {
		p.want(tokenExpected, "'('")
	}
	for p.is("where") {
		n.Constraints = append(n.Constraints, p.constraint())
	}
	if p.accept(ARROW) {
		n.Expr = p.exprOrThrow()
		p.semicolon()
	} else {
		n.Block = p.block()
		p.quiet = p.quiet && p.lost < 0
	}
	n.span = p.from(start)
	return n
}

// constraint parses where T : bounds.
func (p *parser) constraint() *Constraint {
	start := p.pos()
	p.advance()
	n := &Constraint{Param: p.identifier()}
	p.expect(COLON)
	for {
		switch p.tok {
		case CLASS:
			n.Class = true
			p.advance()
		case STRUCT:
			n.Struct = true
			p.advance()
		case NEW:
			n.New = true
			p.advance()
			p.expect(LPAREN)
			p.expect(RPAREN)
		default:
			n.Types = append(n.Types, p.typ(wholeType))
		}
		if !p.accept(COMMA) {
			break
		}
	}
	n.span = p.from(start)
	return n
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

func (p *parser) switchStmt() Stmt {
	start := p.pos()
	p.advance()
	n := &Switch{X: p.switchValue()}
	open := p.i
	if p.expect(LBRACE) {
		for !p.endsStmts() {
			if !p.atLabel() {
				p.want(closeBraceExpected, "'case', 'default' or '}'")
				for !p.endsStmts() && !p.atLabel() {
					p.skip()
				}
				p.quiet = false
				continue
			}
			n.Sections = append(n.Sections, p.section())
		}
		p.closing(open, RBRACE, closeBraceExpected)
	}
	n.span = p.from(start)
	return n
}

// switchValue parses the value of a switch, of which a tuple needs no
// parentheses around its own.
func (p *parser) switchValue() Expr {
	if p.tok == LPAREN {
		if x, ok := p.parenthesis().(*Paren); ok {
			return x.X
		}
		p.refuse(newerLanguage, p.from(p.before()), "a tuple as the value of a switch is C# 8; in C# 7 put it in parentheses of its own")
		return p.badExpr()
	}
	return p.condition()
}

func (p *parser) section() *Section {
	start := p.pos()
	n := new(Section)
	for p.atLabel() {
		n.Labels = append(n.Labels, p.caseLabel())
	}
	n.Stmts = p.stmts(true)
	n.span = p.from(start)
	return n
}

func (p *parser) caseLabel() *CaseLabel {
	start := p.pos()
	n := new(CaseLabel)
	if p.tok == CASE {
		p.advance()
		if next, s := p.scanType(p.i); s == typeShape && p.kind(next) == COLON {
			p.fail(newerLanguage, p.span(), "a type alone as a pattern is C# 9; in C# 7 write case T _")
			t := p.typ(wholeType)
			n.Pattern = &DeclPattern{Type: t, Name: &Discard{place{t.Span()}}}
			n.Pattern.(*DeclPattern).span = t.Span()
		} else {
			n.Pattern = p.pattern(coalesceRank)
			p.noCombinator()
		}
		if p.is("when") {
			p.advance()
			n.When = p.expr()
		}
	} else {
		p.advance()
	}
	p.expect(COLON)
	p.quiet = p.quiet && p.lost < 0
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

// badStmt stands for text from an offset that was consumed and refused.
func (p *parser) badStmt(start int) Stmt {
	n := new(BadStmt)
	n.span = p.from(start)
	if n.span.Start == p.pos() {
		n.span = p.nothing()
	}
	return n
}

// refusedStmt refuses a statement that C# 7 or a policy expression has not, and
// consumes it. It is nil when none is at hand.
func (p *parser) refusedStmt() Stmt {
	start := p.pos()
	code, message := p.refusal()
	if message == "" {
		return nil
	}
	p.refuse(code, p.span(), message)
	word := p.tok
	p.advance()
	switch word {
	case CASE, DEFAULT:
		for p.tok != COLON && p.tok != SEMICOLON && !p.endsStmts() {
			p.skip()
		}
		p.advance()
		return p.badStmt(start)
	case CLASS, STRUCT, INTERFACE, ENUM, NAMESPACE, CATCH, FINALLY:
		for p.tok != LBRACE && p.tok != SEMICOLON && !p.endsStmts() {
			p.skip()
		}
		if p.tok == LBRACE {
			p.skip()
		}
		return p.badStmt(start)
	case FIXED:
		if p.tok == LPAREN {
			p.skip()
		}
	}
	if !p.endsStmts() {
		p.stmt()
	}
	return p.badStmt(start)
}

// refusal is why the statement at hand is refused. The message is empty when it
// is not.
func (p *parser) refusal() (code source.Code, message string) {
	switch p.tok {
	case IDENT:
		switch k := p.peek(1); {
		case p.is("yield") && (k == RETURN || k == BREAK):
			return yieldMisplaced, "yield has no place in a policy expression; add to a List<T>"
		case p.is("await") && (k == FOREACH || k == USING):
			return awaitUnsupported, "await has no place in a policy expression, which is not async"
		case p.is("async") && p.declares(p.i+1):
			return asyncUnsupported, "async functions are not supported in policy expressions"
		}
	case UNSAFE:
		return unsafeBlock, "unsafe code is not allowed in a policy expression"
	case FIXED:
		return unsafeCode, "pointers are not allowed in a policy expression"
	case STATIC:
		return newerLanguage, "static local functions are C# 8; in C# 7 leave static out"
	case REF:
		return refUnsupported, "references to variables are not supported in policy expressions"
	case ABSTRACT, EXTERN, INTERNAL, OVERRIDE, PRIVATE, PROTECTED, PUBLIC, READONLY, SEALED, VIRTUAL, VOLATILE:
		return modifierMisplaced, "got " + p.got() + ", which has no place before a local variable or function"
	case CLASS, STRUCT, INTERFACE, ENUM, NAMESPACE:
		return expressionExpected, "got " + p.got() + ", but a policy expression declares no types"
	case ELSE:
		return elseMisplaced, "got 'else' without an if before it"
	case CATCH, FINALLY:
		return tokenExpected, "got " + p.got() + " without a try before it"
	case CASE:
		return expressionExpected, "got 'case' outside a switch"
	case DEFAULT:
		if p.peek(1) == COLON {
			return expressionExpected, "got 'default:' outside a switch"
		}
	}
	return "", ""
}
