package syntax

// queryWord reports whether an identifier is a keyword inside a query.
func queryWord(word string) bool {
	switch word {
	case "from", "where", "join", "on", "equals", "into", "let", "orderby", "ascending", "descending", "select", "group", "by":
		return true
	}
	return false
}

// startsQuery reports whether the identifier at hand begins a query: it is
// from, and a variable and in follow.
func (p *parser) startsQuery() bool {
	if !p.is("from") {
		return false
	}
	if p.peek(1) == IDENT && p.peek(2) == IN {
		return true
	}
	next, s := p.scanType(p.i + 1)
	return s != noType && p.kind(next) == IDENT && p.kind(next+1) == IN
}

// queryExpr parses a query.
func (p *parser) queryExpr() Expr {
	start := p.pos()
	p.query++
	n := &Query{Clauses: []Clause{p.fromClause()}}
	done := false
	for {
		c := p.queryClause(done)
		if c == nil {
			break
		}
		n.Clauses = append(n.Clauses, c)
		switch c.(type) {
		case *Select, *Group:
			done = true
		case *Into:
			done = false
		}
	}
	p.query--
	if !done {
		p.want(queryIncomplete, "select or group at the end of the query")
	}
	n.span = p.from(start)
	return n
}

// queryClause parses a clause that is not the first. Behind select and group,
// when done, only into may follow. It is nil at the end of the query.
func (p *parser) queryClause(done bool) Clause {
	start := p.pos()
	switch {
	case p.tok != IDENT:
		return nil
	case done:
		if !p.is("into") {
			return nil
		}
		p.advance()
		n := &Into{Name: p.identifier()}
		n.span = p.from(start)
		return n
	case p.is("from"):
		return p.fromClause()
	case p.is("let"):
		p.advance()
		n := &Let{Name: p.identifier()}
		p.expect(ASSIGN)
		n.X = p.expr()
		n.span = p.from(start)
		return n
	case p.is("where"):
		p.advance()
		n := &Where{X: p.expr()}
		n.span = p.from(start)
		return n
	case p.is("join"):
		return p.joinClause()
	case p.is("orderby"):
		return p.orderByClause()
	case p.is("select"):
		p.advance()
		n := &Select{X: p.expr()}
		n.span = p.from(start)
		return n
	case p.is("group"):
		p.advance()
		n := &Group{X: p.expr()}
		p.expectWord("by")
		n.By = p.expr()
		n.span = p.from(start)
		return n
	}
	return nil
}

// expectWord consumes a contextual keyword or complains that it is missing.
func (p *parser) expectWord(word string) {
	if p.is(word) {
		p.advance()
		return
	}
	p.want(tokenExpected, "'"+word+"'")
}

// rangeVariable parses the variable of a from or a join, with a type or without.
func (p *parser) rangeVariable() (Type, *Ident) {
	var t Type
	if p.peek(1) != IN {
		if _, s := p.scanType(p.i); s != noType {
			t = p.typ(wholeType)
		}
	}
	return t, p.identifier()
}

func (p *parser) fromClause() Clause {
	start := p.pos()
	n := new(From)
	p.advance()
	n.Type, n.Name = p.rangeVariable()
	p.expect(IN)
	n.X = p.expr()
	n.span = p.from(start)
	return n
}

func (p *parser) joinClause() Clause {
	start := p.pos()
	n := new(Join)
	p.advance()
	n.Type, n.Name = p.rangeVariable()
	p.expect(IN)
	n.X = p.expr()
	p.expectWord("on")
	n.On = p.expr()
	p.expectWord("equals")
	n.Equals = p.expr()
	if p.is("into") {
		p.advance()
		n.Into = p.identifier()
	}
	n.span = p.from(start)
	return n
}

func (p *parser) orderByClause() Clause {
	start := p.pos()
	n := new(OrderBy)
	for {
		p.advance()
		k := new(OrderKey)
		from := p.pos()
		k.X = p.expr()
		if p.is("ascending") || p.is("descending") {
			k.Descending = p.is("descending")
			p.advance()
		}
		k.span = p.from(from)
		n.Keys = append(n.Keys, k)
		if p.tok != COMMA {
			break
		}
	}
	n.span = p.from(start)
	return n
}
