package syntax

// isExpr parses what follows is.
func (p *parser) isExpr(x Expr) Expr {
	start := x.Span().Start
	if t, ok := p.isType(); ok {
		n := &Is{X: x, Type: t}
		n.span = p.from(start)
		p.noCombinator()
		return n
	}
	n := &IsPattern{X: x, Pattern: p.pattern(shiftRank)}
	n.span = p.from(start)
	p.noCombinator()
	return n
}

// isType parses the type behind is, unless a pattern stands there.
func (p *parser) isType() (Type, bool) {
	next, s := p.scanType(p.i)
	if s == noType || p.newerPattern() != "" || s == tupleShape {
		return nil, false
	}
	if s == maybeShape && p.startsExpr(next) {
		next-- // the ? of a ?:
	}
	if p.ident(next) && !p.combinator(next) {
		return nil, false
	}
	switch k := p.kind(next); {
	case k == LPAREN, k == LBRACE, k == COLONS, ranks[k] > relationalRank && s < maybeShape, k == LBRACK:
		return nil, false
	case k == DOT:
		return nil, false // a constant: A<B>.C(), or int.MaxValue
	}
	return p.typ(operand), true
}

// pattern parses a pattern whose constant binds as tightly as a rank says.
func (p *parser) pattern(rank uint8) Pattern {
	start := p.pos()
	if construct := p.newerPattern(); construct != "" {
		p.refuse(newerLanguage, p.span(), construct+" in C# 7 use a condition")
		p.skipPattern()
		n := &ConstPattern{X: p.badFrom(start)}
		n.span = n.X.Span()
		return n
	}
	if p.is("var") && p.ident(p.i+1) && !p.endsLabel(p.i+1) {
		p.advance()
		n := &VarPattern{Name: p.designation()}
		n.span = p.from(start)
		return n
	}
	if next, s := p.scanType(p.i); s != noType && p.ident(next) && !p.combinator(next) && !p.endsLabel(next) {
		n := &DeclPattern{Type: p.typ(wholeType)}
		n.Name = p.designation()
		n.span = p.from(start)
		return n
	}
	n := new(ConstPattern)
	if rank == coalesceRank {
		n.X = p.conditional()
	} else {
		n.X = p.binary(rank)
	}
	n.span = p.from(start)
	return n
}

// endsLabel reports whether the identifier at an index is the when behind a
// pattern and not the name of a variable.
func (p *parser) endsLabel(i int) bool {
	return p.word(i) == "when" && p.kind(i+1) != COLON && p.word(i+1) != "when"
}

// combinator reports whether the and or or at an index joins two patterns.
func (p *parser) combinator(i int) bool {
	if w := p.word(i); w != "and" && w != "or" {
		return false
	}
	switch p.kind(i + 1) {
	case LSS, GTR, LEQ, GEQ, LBRACE:
		return true
	}
	return p.startsExpr(i + 1)
}

// noCombinator refuses and and or behind a pattern.
func (p *parser) noCombinator() {
	for p.tok == IDENT && p.combinator(p.i) {
		p.refuse(newerLanguage, p.span(), "patterns joined by 'and' and 'or' are C# 9; in C# 7 use && and ||")
		p.advance()
		p.skipPattern()
	}
}

// newerPattern says what pattern C# 7 has not is at hand, or is empty.
func (p *parser) newerPattern() string {
	switch p.tok {
	case LBRACE:
		return "property patterns are C# 8;"
	case LBRACK:
		return "list patterns are C# 11;"
	case LSS, GTR, LEQ, GEQ:
		return "comparisons as patterns are C# 9;"
	case IDENT:
		if p.is("not") && p.negates() {
			return "patterns with 'not' are C# 9;"
		}
	}
	next, s := p.scanType(p.i)
	switch {
	case s == noType:
	case p.kind(next) == LBRACE:
		return "property patterns are C# 8;"
	case p.kind(next) == LPAREN && s != tupleShape && s != maybeShape && p.tok != LPAREN:
		return "positional patterns are C# 8;"
	}
	return ""
}

// negates reports whether a pattern follows the not at hand, which else is a name.
func (p *parser) negates() bool {
	switch k := p.peek(1); k {
	case LBRACE, LSS, GTR, LEQ, GEQ:
		return true
	case LPAREN, ADD, SUB, INC, DEC, NOT: // these continue an expression
		return false
	default:
		return p.startsExpr(p.i+1) && !(k == IDENT && p.endsLabel(p.i+1))
	}
}

// skipPattern moves behind a pattern that was refused.
func (p *parser) skipPattern() {
	switch p.tok {
	case LSS, GTR, LEQ, GEQ:
		p.advance()
		p.binary(shiftRank)
		return
	case IDENT:
		if p.is("not") {
			p.advance()
			if p.enter() {
				p.skipPattern()
				p.leave()
			}
			return
		}
	}
	if next, s := p.scanType(p.i); s != noType {
		p.jump(next)
	} else if p.tok != LBRACE && p.tok != LPAREN && p.tok != LBRACK {
		p.binary(shiftRank)
		return
	}
	if p.tok == LPAREN || p.tok == LBRACK {
		p.skip()
	}
	if p.tok == LBRACE {
		p.skip()
	}
	if p.tok == IDENT && p.ident(p.i) && !p.combinator(p.i) && !p.endsLabel(p.i) {
		p.advance()
	}
}
