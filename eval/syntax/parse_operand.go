package syntax

import "sallyport/eval/source"

// postfix parses what may follow an operand: members, calls, elements, ++.
func (p *parser) postfix(x Expr) Expr {
	for {
		start := x.Span().Start
		switch p.tok {
		case DOT:
			p.advance()
			n := &Member{X: x, Name: p.memberName()}
			n.span = p.from(start)
			x = n
		case LPAREN:
			x = p.call(x)
		case LBRACK:
			n := &Index{X: x, Args: p.args(RBRACK)}
			if len(n.Args) == 0 {
				p.refuse(valueExpected, p.from(start), "want an index between the brackets")
			}
			n.span = p.from(start)
			x = n
		case QUERYDOT:
			x = p.conditionalAccess(x)
		case QUESTION:
			if p.peek(1) != LBRACK {
				return x
			}
			x = p.conditionalAccess(x)
		case INC, DEC:
			n := &Postfix{Op: p.tok, X: x}
			p.advance()
			n.span = p.from(start)
			x = n
		case NOT:
			p.refuse(newerLanguage, p.span(), "the null-forgiving ! is C# 8; in C# 7 leave it out")
			p.advance()
		case POINTER:
			p.refuse(unsafeCode, p.span(), "pointers are not allowed in a policy expression")
			p.advance()
			p.identifier()
			x = p.badFrom(start)
		case SWITCH:
			x = p.newerSuffix(start, "switch expressions are C# 8; in C# 7 use ?: or a switch statement")
		case IDENT:
			if !p.is("with") || p.peek(1) != LBRACE {
				return x
			}
			x = p.newerSuffix(start, "with expressions are C# 9; in C# 7 make a new object")
		default:
			return x
		}
		if !p.grow() {
			return x
		}
	}
}

// newerSuffix refuses a word with a block behind an operand.
func (p *parser) newerSuffix(start int, message string) Expr {
	p.refuse(newerLanguage, p.span(), message)
	p.advance()
	if p.tok == LBRACE {
		p.skip()
	}
	return p.badFrom(start)
}

// call parses arguments behind an operand.
func (p *parser) call(fun Expr) Expr {
	start := fun.Span().Start
	args := p.args(RPAREN)
	if id, ok := fun.(*Ident); ok && id.Text == "nameof" && !id.Verbatim && len(args) == 1 && args[0].Name == nil && args[0].Ref == ILLEGAL {
		n := &NameOf{X: args[0].Value}
		n.span = p.from(start)
		return n
	}
	n := &Call{Fun: fun, Args: args}
	n.span = p.from(start)
	return n
}

// conditionalAccess parses ?. or ?[ and all that hangs on it.
func (p *parser) conditionalAccess(x Expr) Expr {
	if !p.enter() {
		return x
	}
	defer p.leave()
	r := new(Receiver)
	r.span = source.Span{Start: p.pos(), End: p.pos()}
	var then Expr
	if p.accept(QUERYDOT) {
		n := &Member{X: r, Name: p.memberName()}
		n.span = p.from(r.span.Start)
		then = n
	} else {
		p.advance()
		n := &Index{X: r, Args: p.args(RBRACK)}
		n.span = p.from(r.span.Start)
		then = n
	}
	n := &ConditionalAccess{X: x, Then: p.postfix(then)}
	n.span = p.from(x.Span().Start)
	return n
}

// memberName parses the name behind a dot, in an expression.
func (p *parser) memberName() Name {
	if p.tok == IDENT && p.generic() {
		return p.genericName()
	}
	return p.identifier()
}

// generic decides whether the < behind the identifier at hand begins type
// arguments. It does when a list of types follows and behind it one of the
// tokens that the C# specification lists (7.3, grammar ambiguities).
func (p *parser) generic() bool {
	if p.peek(1) != LSS {
		return false
	}
	r := p.scanOnce(p.i+1, (*parser).scanTypeArgs)
	if r.shape == noType {
		return false
	}
	switch p.kind(r.next) {
	case LPAREN, RPAREN, RBRACK, RBRACE, LBRACK, COLON, SEMICOLON, COMMA, DOT, QUESTION, QUERYDOT, EQL, NEQ,
		OR, XOR, LAND, LOR, AND, FORMAT, HOLEEND, EOF:
		return true
	}
	return false
}

// args parses arguments in brackets.
func (p *parser) args(closer Token) []*Argument {
	var args []*Argument
	p.list(closer, false, func() { args = append(args, p.argument()) })
	return args
}

// argument parses one argument.
func (p *parser) argument() *Argument {
	n := new(Argument)
	start := p.pos()
	if p.tok == IDENT && p.peek(1) == COLON {
		n.Name = p.identifier()
		p.advance()
	}
	switch p.tok {
	case REF, OUT, IN:
		n.Ref = p.tok
		p.advance()
		if n.Ref == OUT && p.declares(p.i) {
			n.Value = p.declExpr()
			break
		}
		n.Value = p.expr()
	default:
		n.Value = p.expr()
	}
	n.span = p.from(start)
	return n
}

// primary parses an operand without anything before or behind it.
func (p *parser) primary() Expr {
	start := p.pos()
	switch p.tok {
	case IDENT:
		return p.nameExpr()
	case NUMBER, CHAR, TEXT:
		return p.literal()
	case NULL:
		return p.constant(NullLiteral, nil)
	case TRUE:
		return p.constant(BoolLiteral, true)
	case FALSE:
		return p.constant(BoolLiteral, false)
	case INTERP:
		return p.interpolated()
	case LPAREN:
		return p.parenthesis()
	case NEW:
		return p.newExpr()
	case DELEGATE:
		return p.anonymousMethod()
	case DEFAULT:
		p.advance()
		n := new(Default)
		if p.tok == LPAREN {
			n.Type = p.typeInParens()
		}
		n.span = p.from(start)
		return n
	case TYPEOF:
		p.advance()
		p.unbound = true
		n := &TypeOf{Type: p.typeInParens()}
		p.unbound = false
		n.span = p.from(start)
		return n
	case SIZEOF:
		p.advance()
		n := &SizeOf{Type: p.typeInParens()}
		n.span = p.from(start)
		return n
	case CHECKED, UNCHECKED:
		n := &Checked{Unchecked: p.tok == UNCHECKED}
		p.advance()
		n.X = p.condition()
		n.span = p.from(start)
		return n
	}
	if p.tok.IsPredefinedType() {
		return p.predefined()
	}
	return p.noOperand()
}

// noOperand complains about what stands where an operand should.
func (p *parser) noOperand() Expr {
	start := p.pos()
	switch p.tok {
	case THIS:
		p.refuse(thisMisplaced, p.span(), "there is no this in a policy expression; use context")
		p.advance()
		return p.badFrom(start)
	case BASE:
		p.refuse(baseMisplaced, p.span(), "there is no base in a policy expression; use context")
		p.advance()
		return p.badFrom(start)
	case STACKALLOC:
		p.refuse(unsafeCode, p.span(), "stackalloc is not allowed in a policy expression; use new")
		p.advance()
		p.typ(newType)
		if p.tok == LBRACK {
			p.skip()
		}
		return p.badFrom(start)
	case LBRACK:
		p.refuse(newerLanguage, p.span(), "collection expressions are C# 12; in C# 7 use new[] { ... }")
		p.skip()
		return p.badFrom(start)
	case STATIC:
		p.refuse(newerLanguage, p.span(), "static lambdas are C# 9; in C# 7 leave static out")
		p.advance()
		return p.expr()
	case REF:
		p.refuse(refUnsupported, p.span(), "references to variables are not supported in policy expressions")
		p.advance()
		return p.expr()
	}
	p.want(expressionExpected, "an expression")
	return p.badExpr()
}

// constant makes the literal of a keyword.
func (p *parser) constant(kind LiteralKind, value any) Expr {
	n := &Literal{Kind: kind, Value: value, Text: p.tok.String()}
	n.span = p.span()
	p.advance()
	return n
}

// predefined parses the keyword of a type where an expression should be: a
// member must follow.
func (p *parser) predefined() Expr {
	n := &PredefinedType{Kind: p.tok}
	n.span = p.span()
	p.advance()
	if p.tok != DOT {
		p.fail(expressionExpected, n.span, "got "+n.Kind.GoString()+", want an expression")
	}
	return n
}

// typeInParens parses (Type).
func (p *parser) typeInParens() Type {
	if p.tok != LPAREN {
		p.want(tokenExpected, "'('")
		return p.badType()
	}
	open := p.i
	p.advance()
	t := p.typ(wholeType)
	p.closing(open, RPAREN, closeParenExpected)
	return t
}

// condition parses (X), as behind if and while.
func (p *parser) condition() Expr {
	if p.tok != LPAREN {
		p.want(tokenExpected, "'('")
		return p.badExpr()
	}
	open := p.i
	p.advance()
	x := p.expr()
	p.closing(open, RPAREN, closeParenExpected)
	return x
}

// nameExpr parses an expression that begins with an identifier.
func (p *parser) nameExpr() Expr {
	switch {
	case p.peek(1) == ARROW:
		return p.lambda()
	case p.peek(1) == COLONS:
		return p.aliasQualified(p.memberName)
	case p.is("async") && p.startsAsync():
		p.refuse(asyncUnsupported, p.span(), "async functions are not supported in policy expressions")
		p.advance()
		if p.tok == DELEGATE {
			return p.anonymousMethod()
		}
		return p.lambda()
	case p.is("var") && p.peek(1) == LPAREN && p.kind(int(p.toks[p.i+1].match)+1) == ASSIGN:
		return p.declExpr()
	case p.query > 0 && !p.ident(p.i):
		p.want(expressionExpected, "an expression")
		return p.badExpr()
	case p.generic():
		return p.genericName()
	}
	return p.identifier()
}

// interpolated parses $"...".
func (p *parser) interpolated() Expr {
	start := p.pos()
	n := &Interpolated{Verbatim: p.src[p.toks[p.i].end-2] == '@' || p.src[p.toks[p.i].start] == '@'}
	p.advance()
	for {
		switch p.tok {
		case INTERPTEXT:
			t := &InterpolatedText{Value: p.decode(p.word(p.i), p.pos(), n.Verbatim, true)}
			t.span = p.span()
			p.advance()
			n.Parts = append(n.Parts, t)
			continue
		case HOLE:
			n.Parts = append(n.Parts, p.hole(n.Verbatim))
			continue
		}
		if p.tok == INTERPEND {
			p.advance()
		}
		n.span = p.from(start)
		return n
	}
}

// hole parses {X,Align:Format}.
func (p *parser) hole(verbatim bool) *Hole {
	start, open := p.pos(), p.i
	n := new(Hole)
	p.advance()
	if p.tok == HOLEEND {
		p.refuse(holeEmpty, p.from(start), "want a value between the braces; a brace itself is {{")
		n.X = p.badExpr()
	} else {
		n.X = p.expr()
	}
	if p.accept(COMMA) {
		n.Align = p.conditional()
	}
	if p.tok == FORMAT {
		n.Format = p.decode(p.word(p.i)[1:], p.pos()+1, verbatim, true)
		if n.Format == "" {
			p.refuse(formatEmpty, p.span(), "want a format behind the ':'")
		}
		p.advance()
	}
	p.closing(open, HOLEEND, holeUnclosed)
	n.span = p.from(start)
	return n
}
