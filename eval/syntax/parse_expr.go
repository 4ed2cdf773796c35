package syntax

import "sallyport/eval/source"

// The ranks of the binary operators, from the loosest to the tightest.
const (
	notBinary = iota
	coalesceRank
	lorRank
	landRank
	orRank
	xorRank
	andRank
	equalityRank
	relationalRank
	shiftRank
	additiveRank
	multiplicativeRank
)

var ranks = [lastKeyword]uint8{
	COALESCE: coalesceRank, LOR: lorRank, LAND: landRank, OR: orRank, XOR: xorRank, AND: andRank,
	EQL: equalityRank, NEQ: equalityRank,
	LSS: relationalRank, GTR: relationalRank, LEQ: relationalRank, GEQ: relationalRank, IS: relationalRank, AS: relationalRank,
	SHL: shiftRank, SHR: shiftRank, ADD: additiveRank, SUB: additiveRank,
	MUL: multiplicativeRank, QUO: multiplicativeRank, REM: multiplicativeRank,
}

// startsExpr reports whether an expression can begin at a lexeme.
func (p *parser) startsExpr(i int) bool {
	switch k := p.kind(i); k {
	case IDENT:
		return p.ident(i)
	case NUMBER, CHAR, TEXT, INTERP, LPAREN, ADD, SUB, NOT, TILDE, INC, DEC,
		BASE, CHECKED, DEFAULT, DELEGATE, FALSE, NEW, NULL, SIZEOF, THIS, THROW, TRUE, TYPEOF, UNCHECKED:
		return true
	default:
		return k.IsPredefinedType()
	}
}

// expr parses an expression of any kind.
func (p *parser) expr() Expr {
	if !p.enter() {
		return p.badExpr()
	}
	defer p.leave()
	if p.tok == IDENT && p.startsQuery() {
		return p.queryExpr()
	}
	x := p.conditional()
	op, n := p.operator()
	if !op.IsAssignment() {
		return x
	}
	if op == COALESCE_ASSIGN {
		p.refuse(newerLanguage, p.span(), "??= is C# 8; in C# 7 write x = x ?? y")
	}
	p.jump(p.i + n)
	if p.tok == REF {
		p.refuse(refUnsupported, p.span(), "references to variables are not supported in policy expressions")
		p.advance()
	}
	a := &Assign{Op: op, X: x, Y: p.expr()}
	a.span = p.from(x.Span().Start)
	return a
}

// exprOrThrow parses an expression in a place where one may throw.
func (p *parser) exprOrThrow() Expr {
	if p.tok == THROW {
		return p.throwExpr()
	}
	return p.expr()
}

func (p *parser) throwExpr() Expr {
	start := p.pos()
	p.advance()
	n := &ThrowExpr{X: p.binary(coalesceRank)}
	n.span = p.from(start)
	return n
}

// operator is the binary or assignment operator at hand and the number of its
// lexemes: the two of >> and >>= stand apart.
func (p *parser) operator() (Token, int) {
	if p.tok != GTR || !p.adjacent(p.i+1) {
		return p.tok, 1
	}
	switch p.peek(1) {
	case GTR:
		if k := p.peek(2); (k != GTR && k != GEQ) || !p.adjacent(p.i+2) {
			return SHR, 2
		}
		p.refuse(newerLanguage, source.Span{Start: p.pos(), End: p.pos() + 3}, ">>> is C# 11; in C# 7 cast to an unsigned type and use >>")
		if p.peek(2) == GEQ {
			return SHR_ASSIGN, 3
		}
		return SHR, 3
	case GEQ:
		return SHR_ASSIGN, 2
	}
	return GTR, 1
}

// conditional parses an expression that binds tighter than an assignment.
func (p *parser) conditional() Expr {
	cond := p.binary(coalesceRank)
	if p.tok != QUESTION {
		return cond
	}
	p.advance()
	n := &Conditional{Cond: cond, Then: p.exprOrThrow()}
	if p.tok == FORMAT {
		p.fail(conditionalInHole, p.span(), "':' ends the value in a hole; put the ?: in parentheses")
	}
	if p.expect(COLON) {
		n.Else = p.exprOrThrow()
	} else {
		n.Else = p.badExpr()
	}
	n.span = p.from(cond.Span().Start)
	return n
}

// binary parses operands with operators of a rank or tighter between them.
func (p *parser) binary(rank uint8) Expr {
	outer := p.height
	p.height = 0
	x := p.unary()
	for {
		op, n := p.operator()
		if op == RANGE {
			x = p.rangeExpr(x)
			continue
		}
		r := ranks[op]
		if r < rank || r == notBinary || !p.grow() {
			break
		}
		p.jump(p.i + n)
		x = p.operation(x, op, r)
	}
	p.height = max(p.height, outer)
	return x
}

// operation parses what follows a binary operator.
func (p *parser) operation(x Expr, op Token, rank uint8) Expr {
	start := x.Span().Start
	switch op {
	case IS:
		return p.isExpr(x)
	case AS:
		n := &As{X: x, Type: p.typ(operand)}
		n.span = p.from(start)
		return n
	}
	n := &Binary{Op: op, X: x}
	switch {
	case op != COALESCE:
		n.Y = p.binary(rank + 1)
	case p.tok == THROW:
		n.Y = p.throwExpr()
	case p.enter(): // ?? groups to the right
		n.Y = p.binary(coalesceRank)
		p.leave()
	default:
		n.Y = p.badExpr()
	}
	n.span = p.from(start)
	return n
}

// rangeExpr refuses x..y, of which either side may be missing.
func (p *parser) rangeExpr(x Expr) Expr {
	start := p.pos()
	if x != nil {
		start = x.Span().Start
	}
	p.refuse(newerLanguage, p.span(), "ranges are C# 8; in C# 7 use Substring, Skip or Take")
	for p.accept(RANGE) {
		if p.startsExpr(p.i) || p.tok == XOR {
			p.unary()
		}
	}
	return p.badFrom(start)
}

// unary parses an operand and the operators before it.
func (p *parser) unary() Expr {
	if !p.enter() {
		return p.badExpr()
	}
	defer p.leave()
	start := p.pos()
	switch op := p.tok; op {
	case ADD, SUB, NOT, TILDE, INC, DEC:
		p.advance()
		x := p.unary()
		if op == SUB {
			if n := minusLiteral(x); n != nil {
				n.span = p.from(start)
				return n
			}
		}
		n := &Unary{Op: op, X: x}
		n.span = p.from(start)
		return n
	case AND, MUL:
		p.refuse(unsafeCode, p.span(), "pointers are not allowed in a policy expression")
		p.advance()
		p.unary()
		return p.badFrom(start)
	case XOR:
		p.refuse(newerLanguage, p.span(), "indices from the end are C# 8; in C# 7 use Length or Count minus the index, or Last")
		p.advance()
		p.unary()
		return p.badFrom(start)
	case RANGE:
		return p.rangeExpr(nil)
	case LPAREN:
		if p.startsCast() {
			return p.cast()
		}
	case THROW:
		p.refuse(throwMisplaced, p.span(), "a throw is no operand; it may stand behind ??, => and in ?:")
		return p.throwExpr()
	case IDENT:
		if p.is("await") && p.awaits() {
			p.refuse(awaitUnsupported, p.span(), "await has no place in a policy expression, which is not async")
			p.advance()
			p.unary()
			return p.badFrom(start)
		}
	}
	return p.postfix(p.primary())
}

// awaits reports whether the await at hand is an operator: whether an operand
// follows that could not follow a name.
func (p *parser) awaits() bool {
	switch k := p.peek(1); k {
	case IDENT:
		return p.ident(p.i + 1)
	case NUMBER, CHAR, TEXT, INTERP, NEW, NULL, TRUE, FALSE, THIS, BASE, TYPEOF, CHECKED, UNCHECKED:
		return true
	default:
		return k.IsPredefinedType()
	}
}

// startsCast decides whether the parenthesis at hand holds the type of a cast.
// Where that could be an expression too, the lexeme behind decides (C# 7.3
// specification, cast expressions).
func (p *parser) startsCast() bool {
	next, s := p.scanType(p.i + 1)
	if s == noType || p.kind(next) != RPAREN || p.kind(next+1) == ARROW {
		return false
	}
	if s == typeShape || s == maybeShape {
		return true
	}
	switch k := p.kind(next + 1); k {
	case IDENT:
		return p.ident(next + 1)
	case NUMBER, CHAR, TEXT, INTERP, LPAREN, NOT, TILDE:
		return true
	default:
		return k.IsKeyword() && k != IS && k != AS && k != IN && k != SWITCH
	}
}

func (p *parser) cast() Expr {
	start, open := p.pos(), p.i
	p.advance()
	n := &Cast{Type: p.typ(wholeType)}
	p.closing(open, RPAREN, closeParenExpected)
	n.X = p.unary()
	n.span = p.from(start)
	return n
}
