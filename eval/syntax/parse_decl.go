package syntax

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
