package syntax

// A shape is what a look ahead takes a piece of text for.
type shape uint8

const (
	noType      shape = iota
	nameShape         // a name, which may be that of a value: A.B
	genericName       // a name with type arguments, which might be comparisons: A<B>
	tupleShape        // a tuple, of types or of values: (A, B)
	maybeShape        // a type with ?, which may begin a ?: instead
	typeShape         // a type for certain
)

// scanned is the result of a look ahead: the index of the lexeme behind the
// type, and its shape.
type scanned struct {
	next  int
	shape shape
}

// scanType looks whether a type begins at a lexeme, consuming nothing.
func (p *parser) scanType(i int) (next int, s shape) {
	switch {
	case p.kind(i).IsPredefinedType():
		next, s = i+1, typeShape
	case p.ident(i):
		next, s = p.scanName(i)
	case p.kind(i) == LPAREN:
		r := p.scanOnce(i, (*parser).scanTuple)
		next, s = r.next, r.shape
	}
	if s == noType {
		return i, noType
	}
	for {
		switch p.kind(next) {
		case QUESTION:
			if s == maybeShape {
				return next, s
			}
			next, s = next+1, maybeShape
		case LBRACK:
			end := next + 1
			for p.kind(end) == COMMA {
				end++
			}
			if p.kind(end) != RBRACK {
				return next, s
			}
			next, s = end+1, typeShape
		case MUL: // a pointer, which is refused later
			if s != typeShape {
				return next, s
			}
			next++
		default:
			return next, s
		}
	}
}

// scanName looks at a name with dots, an alias and type arguments.
func (p *parser) scanName(i int) (int, shape) {
	s := nameShape
	if p.kind(i+1) == COLONS && p.kind(i+2) == IDENT {
		i += 2
	}
	for {
		i++
		if p.kind(i) == LSS {
			r := p.scanOnce(i, (*parser).scanTypeArgs)
			if r.shape == noType {
				return i, s
			}
			i, s = r.next, genericName
		}
		if p.kind(i) != DOT || p.kind(i+1) != IDENT {
			return i, s
		}
		i++
	}
}

// scanOnce makes a look ahead at an index, or recalls what it found. Without
// the memory a < a < a < ... would take quadratic time.
func (p *parser) scanOnce(i int, look func(*parser, int) scanned) scanned {
	if r, ok := p.scans[i]; ok {
		return r
	}
	if p.scanDepth >= maxDepth {
		return scanned{}
	}
	p.scanDepth++
	r := look(p, i)
	p.scanDepth--
	if p.scans == nil {
		p.scans = make(map[int]scanned)
	}
	p.scans[i] = r
	return r
}

// scanTypeArgs looks at <A, B> or <,>.
func (p *parser) scanTypeArgs(i int) scanned {
	k := p.kind(i + 1)
	omitted := k == COMMA || k == GTR
	for {
		i++
		if !omitted {
			next, s := p.scanType(i)
			if s == noType {
				return scanned{}
			}
			i = next
		}
		switch p.kind(i) {
		case COMMA:
		case GTR:
			return scanned{i + 1, genericName}
		default:
			return scanned{}
		}
	}
}

// scanTuple looks at (A, B b).
func (p *parser) scanTuple(i int) scanned {
	for n := 1; ; n++ {
		next, s := p.scanType(i + 1)
		if s == noType {
			return scanned{}
		}
		if p.ident(next) {
			next++
		}
		i = next
		switch p.kind(i) {
		case COMMA:
		case RPAREN:
			if n < 2 {
				return scanned{}
			}
			return scanned{i + 1, tupleShape}
		default:
			return scanned{}
		}
	}
}

// A typeMode says what of a type may stand in a place.
type typeMode uint8

const (
	wholeType typeMode = iota
	operand            // behind is and as, where ? may begin a ?: and < be a comparison
	newType            // behind new, where [ begins the sizes
)

// typ parses a type.
func (p *parser) typ(mode typeMode) Type {
	start := p.pos()
	if !p.enter() {
		return p.badType()
	}
	defer p.leave()
	var t Type
	switch {
	case p.tok.IsPredefinedType():
		n := &PredefinedType{Kind: p.tok}
		p.advance()
		n.span = p.from(start)
		t = n
	case p.tok == IDENT:
		t = p.typeName(mode)
	case p.tok == LPAREN:
		t = p.tupleType()
	default:
		p.want(typeExpected, "a type")
		return p.badType()
	}
	for {
		switch {
		case p.tok == QUESTION && p.nullable(t, mode):
			p.advance()
			n := &NullableType{Elem: t}
			n.span = p.from(start)
			t = n
		case p.tok == LBRACK && mode != newType && (p.peek(1) == RBRACK || p.peek(1) == COMMA):
			t = arrayOf(t, p.ranks(), p, start)
		case p.tok == MUL && mode == wholeType:
			p.refuse(unsafeCode, p.span(), "pointers are not allowed in a policy expression")
			p.advance()
		default:
			return t
		}
		if !p.grow() {
			return t
		}
	}
}

func (p *parser) badType() Type {
	n := new(BadType)
	n.span = p.nothing()
	return n
}

// nullable decides whether the ? behind a type belongs to it.
func (p *parser) nullable(t Type, mode typeMode) bool {
	if _, twice := t.(*NullableType); twice {
		return false
	}
	switch mode {
	case operand:
		return !p.startsExpr(p.i + 1)
	case newType:
		k := p.peek(1)
		return k == LBRACK || k == LPAREN || k == LBRACE
	}
	return true
}

// ranks consumes the [] and [,] behind a type and gives their dimensions.
func (p *parser) ranks() []int {
	var ranks []int
	for p.tok == LBRACK && (p.peek(1) == RBRACK || p.peek(1) == COMMA) {
		open := p.i
		p.advance()
		rank := 1
		for p.accept(COMMA) {
			rank++
		}
		p.closing(open, RBRACK, tokenExpected)
		ranks = append(ranks, rank)
		if !p.grow() {
			break
		}
	}
	return ranks
}

// arrayOf wraps a type in arrays, of which the first rank is the outermost.
func arrayOf(t Type, ranks []int, p *parser, start int) Type {
	for i := len(ranks) - 1; i >= 0; i-- {
		n := &ArrayType{Elem: t, Rank: ranks[i]}
		n.span = p.from(start)
		t = n
	}
	return t
}

// typeName parses a name that must be that of a type.
func (p *parser) typeName(mode typeMode) Type {
	start := p.pos()
	var t Type
	if p.peek(1) == COLONS {
		t = p.aliasQualified(func() Name { return p.nameOfType(mode) })
	} else {
		t = p.nameOfType(mode)
	}
	for p.tok == DOT && p.grow() {
		p.advance()
		n := &QualifiedType{Left: t, Name: p.nameOfType(mode)}
		n.span = p.from(start)
		t = n
	}
	return t
}

// aliasQualified parses alias::Name.
func (p *parser) aliasQualified(name func() Name) *AliasQualified {
	start := p.pos()
	n := &AliasQualified{Alias: p.identifier()}
	p.advance()
	n.Name = name()
	n.span = p.from(start)
	return n
}

// nameOfType parses an identifier with the type arguments it has.
func (p *parser) nameOfType(mode typeMode) Name {
	if p.peek(1) == LSS && (mode != operand || p.scanOnce(p.i+1, (*parser).scanTypeArgs).shape != noType) {
		return p.genericName()
	}
	return p.identifier()
}

// genericName parses an identifier and the type arguments behind it.
func (p *parser) genericName() Name {
	start := p.pos()
	n := &GenericName{Ident: p.identifier()}
	if p.tok != LSS {
		return n.Ident
	}
	k := p.peek(1)
	omitted := k == COMMA || k == GTR
	for {
		p.advance()
		if omitted {
			o := new(OmittedType)
			o.span = p.nothing()
			n.Args = append(n.Args, o)
		} else {
			n.Args = append(n.Args, p.typ(wholeType))
		}
		if p.tok != COMMA {
			break
		}
	}
	p.expect(GTR)
	n.span = p.from(start)
	if omitted && !p.unbound {
		p.refuse(unboundMisplaced, n.span, "type arguments can be left out only in typeof")
	}
	return n
}

// tupleType parses (int, string name).
func (p *parser) tupleType() Type {
	start := p.pos()
	n := new(TupleType)
	p.list(RPAREN, false, func() {
		e := new(TupleTypeElem)
		from := p.pos()
		e.Type = p.typ(wholeType)
		if p.tok == IDENT {
			e.Name = p.identifier()
		}
		e.span = p.from(from)
		n.Elems = append(n.Elems, e)
	})
	n.span = p.from(start)
	if len(n.Elems) < 2 {
		p.refuse(tupleTooShort, n.span, "a tuple has at least two elements")
	}
	return n
}

// declType parses the type of a declaration, which may be var.
func (p *parser) declType() Type {
	if p.is("var") && p.peek(1) != DOT && p.peek(1) != LSS && p.peek(1) != QUESTION {
		n := new(VarType)
		n.span = p.span()
		p.advance()
		return n
	}
	return p.typ(wholeType)
}
