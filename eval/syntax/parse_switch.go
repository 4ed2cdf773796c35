package syntax

// atLabel reports whether a label of a switch is at hand.
func (p *parser) atLabel() bool { return p.tok == CASE || p.tok == DEFAULT && p.peek(1) == COLON }

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
