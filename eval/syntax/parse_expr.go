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
