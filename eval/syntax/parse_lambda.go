package syntax

// declares reports whether a type and the name of a variable stand at a lexeme.
func (p *parser) declares(i int) bool {
	next, s := p.scanType(i)
	return s != noType && p.ident(next)
}

// declExpr parses a type and the name of a variable.
func (p *parser) declExpr() *DeclExpr {
	start := p.pos()
	n := &DeclExpr{Type: p.declType()}
	n.Name = p.designation()
	n.span = p.from(start)
	return n
}

// designation parses what a declaration in an expression declares.
func (p *parser) designation() Designation {
	start := p.pos()
	switch {
	case p.is("_"):
		n := new(Discard)
		n.span = p.span()
		p.advance()
		return n
	case p.tok == LPAREN && p.enter():
		n := new(TupleDesignation)
		p.list(RPAREN, false, func() { n.Elems = append(n.Elems, p.designation()) })
		p.leave()
		n.span = p.from(start)
		return n
	}
	return p.identifier()
}

// startsAsync reports whether the async at hand makes a function so.
func (p *parser) startsAsync() bool {
	switch p.peek(1) {
	case IDENT:
		return p.peek(2) == ARROW
	case LPAREN:
		return p.isLambda(p.i + 1)
	}
	return p.peek(1) == DELEGATE
}

// isLambda reports whether the parenthesis at an index holds the parameters of
// a lambda: => follows it.
func (p *parser) isLambda(i int) bool {
	m := int(p.toks[i].match)
	return m > 0 && p.kind(m+1) == ARROW
}

// parenthesis parses what begins with (: a lambda, a tuple or an expression in
// parentheses.
func (p *parser) parenthesis() Expr {
	if p.isLambda(p.i) {
		return p.lambda()
	}
	start, open := p.pos(), p.i
	p.advance()
	first := p.tupleElem()
	if p.tok != COMMA {
		if first.Name != nil {
			p.refuse(tupleTooShort, p.from(start), "a tuple has at least two elements")
		}
		p.closing(open, RPAREN, closeParenExpected)
		n := &Paren{X: first.Value}
		n.span = p.from(start)
		return n
	}
	n := &Tuple{Elems: []*Argument{first}}
	for p.accept(COMMA) {
		n.Elems = append(n.Elems, p.tupleElem())
	}
	p.closing(open, RPAREN, closeParenExpected)
	n.span = p.from(start)
	if p.tok != ASSIGN && p.tok != IN {
		p.noDeclarations(n)
	}
	return n
}

// tupleElem parses an element of a tuple, which may declare a variable.
func (p *parser) tupleElem() *Argument {
	n := new(Argument)
	start := p.pos()
	if p.tok == IDENT && p.peek(1) == COLON {
		n.Name = p.identifier()
		p.advance()
	}
	if next, s := p.scanType(p.i); s != noType && p.ident(next) && (p.kind(next+1) == COMMA || p.kind(next+1) == RPAREN) && !p.startsAwait() {
		n.Value = p.declExpr()
	} else {
		n.Value = p.expr()
	}
	n.span = p.from(start)
	return n
}

func (p *parser) startsAwait() bool { return p.is("await") && p.awaits() }

// noDeclarations refuses the declarations in a tuple that takes nothing apart.
func (p *parser) noDeclarations(n *Tuple) {
	for _, e := range n.Elems {
		if d, ok := e.Value.(*DeclExpr); ok {
			p.refuse(declarationMisplaced, d.span, "a variable can be declared here only on the left of =")
		}
	}
}

// lambda parses a lambda, of which => is known to follow the parameters.
func (p *parser) lambda() Expr {
	start := p.pos()
	n := new(Lambda)
	if p.tok == LPAREN {
		n.Params = p.params(false)
	} else {
		prm := &Param{Name: p.identifier()}
		prm.span = prm.Name.span
		n.Params = []*Param{prm}
	}
	p.expect(ARROW)
	if p.tok == LBRACE {
		n.Block = p.block()
	} else {
		n.Expr = p.exprOrThrow()
	}
	n.span = p.from(start)
	return n
}

// params parses parameters in parentheses. Those of a declared function must
// have types and may have default values.
func (p *parser) params(declared bool) []*Param {
	var params []*Param
	typed := 0
	p.list(RPAREN, false, func() {
		n := p.param(declared)
		if n.Type != nil {
			typed++
		}
		params = append(params, n)
	})
	if typed > 0 && typed < len(params) {
		p.refuse(mixedParams, params[0].span.Union(params[len(params)-1].span), "either all parameters have a type or none has")
	}
	return params
}

func (p *parser) param(declared bool) *Param {
	n := new(Param)
	start := p.pos()
	switch p.tok {
	case REF, OUT, IN, PARAMS:
		n.Mode = p.tok
		p.advance()
	}
	if declared || n.Mode != ILLEGAL || p.declares(p.i) || p.tok != IDENT {
		n.Type = p.typ(wholeType)
	}
	n.Name = p.identifier()
	if p.tok == ASSIGN {
		if !declared {
			p.refuse(newerLanguage, p.span(), "default values of lambda parameters are C# 12")
		}
		p.advance()
		n.Default = p.expr()
	}
	n.span = p.from(start)
	return n
}

func (p *parser) anonymousMethod() Expr {
	start := p.pos()
	p.advance()
	n := new(AnonymousMethod)
	if p.tok == LPAREN {
		n.HasParams = true
		n.Params = p.params(true)
	}
	n.Block = p.block()
	n.span = p.from(start)
	return n
}
