package syntax

// newExpr parses everything that begins with new.
func (p *parser) newExpr() Expr {
	start := p.pos()
	p.advance()
	switch p.tok {
	case LBRACK:
		return p.newImplicitArray(start)
	case LBRACE:
		return p.newAnonymous(start)
	case LPAREN:
		if k := p.kind(int(p.toks[p.i].match) + 1); k != LBRACK && k != QUESTION {
			p.refuse(newerLanguage, p.from(start), "new without a type is C# 9; in C# 7 name the type")
			p.args(RPAREN)
			if p.tok == LBRACE {
				p.initializer()
			}
			return p.badFrom(start)
		}
	}
	typeStart := p.pos()
	t := p.typ(newType)
	if p.tok == LBRACK {
		return p.newArray(start, t, typeStart)
	}
	n := &New{Type: t}
	switch p.tok {
	case LPAREN:
		n.Args = p.args(RPAREN)
		if n.Args == nil {
			n.Args = []*Argument{}
		}
	case LBRACE:
	default:
		if _, bad := t.(*BadType); !bad {
			p.want(newIncomplete, "'(', '[' or '{' behind the type")
		}
	}
	if p.tok == LBRACE {
		n.Init = p.initializer()
	}
	n.span = p.from(start)
	return n
}

// newArray parses new T[...], from the bracket on.
func (p *parser) newArray(start int, elem Type, typeStart int) Expr {
	n := new(NewArray)
	var dims []int
	if k := p.peek(1); k != RBRACK && k != COMMA {
		p.list(RBRACK, false, func() { n.Sizes = append(n.Sizes, p.expr()) })
		dims = append(dims, max(1, len(n.Sizes)))
	}
	dims = append(dims, p.ranks()...)
	if len(dims) == 0 { // [ and the end of everything
		dims = []int{1}
	}
	n.Type = arrayOf(elem, dims, p, typeStart).(*ArrayType)
	switch {
	case p.tok == LBRACE:
		n.Init = p.arrayInit()
	case n.Sizes == nil:
		p.fail(arraySizeMissing, p.from(start), "want the size of the array, or its elements in braces")
	}
	n.span = p.from(start)
	return n
}

// newImplicitArray parses new[] {...}, from the bracket on.
func (p *parser) newImplicitArray(start int) Expr {
	n := &NewImplicitArray{Rank: 1}
	open := p.i
	p.advance()
	for p.accept(COMMA) {
		n.Rank++
	}
	p.closing(open, RBRACK, tokenExpected)
	if p.tok == LBRACE {
		n.Init = p.arrayInit()
	} else {
		p.want(openBraceExpected, "'{'")
		n.Init = new(ArrayInit)
		n.Init.span = p.nothing()
	}
	n.span = p.from(start)
	return n
}

// newAnonymous parses new {...}, from the brace on.
func (p *parser) newAnonymous(start int) Expr {
	n := new(NewAnonymous)
	p.list(RBRACE, true, func() {
		m := new(AnonymousMember)
		from := p.pos()
		if p.tok == IDENT && p.peek(1) == ASSIGN {
			m.Name = p.identifier()
			p.advance()
		}
		m.Value = p.expr()
		m.span = p.from(from)
		if m.Name == nil && !named(m.Value) {
			p.refuse(memberNameMissing, m.span, "this property has no name; write Name = value")
		}
		n.Members = append(n.Members, m)
	})
	n.span = p.from(start)
	return n
}

// named reports whether an expression lends its last name to a property.
func named(x Expr) bool {
	for {
		switch n := x.(type) {
		case *ConditionalAccess:
			x = n.Then
		case *Ident, *Member, *BadExpr:
			return true
		default:
			return false
		}
	}
}

// arrayInit parses the elements of an array.
func (p *parser) arrayInit() *ArrayInit {
	start := p.pos()
	n := new(ArrayInit)
	p.list(RBRACE, true, func() {
		if p.tok != LBRACE {
			n.Elems = append(n.Elems, p.expr())
		} else if p.enter() {
			n.Elems = append(n.Elems, p.arrayInit())
			p.leave()
		}
	})
	n.span = p.from(start)
	return n
}

// initializer parses what may follow new T or new T(): settings of members and
// elements, or elements to add.
func (p *parser) initializer() Expr {
	if !p.enter() {
		return p.badExpr()
	}
	defer p.leave()
	start := p.pos()
	if k := p.peek(1); k == RBRACE || k == LBRACK || k == IDENT && p.peek(2) == ASSIGN {
		n := new(ObjectInit)
		p.list(RBRACE, true, func() { n.Members = append(n.Members, p.memberInit()) })
		n.span = p.from(start)
		return n
	}
	n := new(CollectionInit)
	p.list(RBRACE, true, func() { n.Elems = append(n.Elems, p.element()) })
	n.span = p.from(start)
	return n
}

func (p *parser) memberInit() *MemberInit {
	n := new(MemberInit)
	start := p.pos()
	if p.tok == LBRACK {
		n.Index = p.args(RBRACK)
	} else {
		n.Name = p.identifier()
	}
	if !p.expect(ASSIGN) {
		n.Value = p.badExpr()
	} else if p.tok == LBRACE {
		n.Value = p.initializer()
	} else {
		n.Value = p.expr()
	}
	n.span = p.from(start)
	return n
}

// element parses what a collection initialiser adds.
func (p *parser) element() Expr {
	if p.tok != LBRACE {
		return p.expr()
	}
	start := p.pos()
	n := new(ElementInit)
	p.list(RBRACE, true, func() { n.Args = append(n.Args, p.expr()) })
	n.span = p.from(start)
	return n
}
