package syntax

import "sallyport/eval/source"

// badStmt stands for text from an offset that was consumed and refused.
func (p *parser) badStmt(start int) Stmt {
	n := new(BadStmt)
	n.span = p.from(start)
	if n.span.Start == p.pos() {
		n.span = p.nothing()
	}
	return n
}

// refusedStmt refuses a statement that C# 7 or a policy expression has not, and
// consumes it. It is nil when none is at hand.
func (p *parser) refusedStmt() Stmt {
	start := p.pos()
	code, message := p.refusal()
	if message == "" {
		return nil
	}
	p.refuse(code, p.span(), message)
	word := p.tok
	p.advance()
	switch word {
	case CASE, DEFAULT:
		for p.tok != COLON && p.tok != SEMICOLON && !p.endsStmts() {
			p.skip()
		}
		p.advance()
		return p.badStmt(start)
	case CLASS, STRUCT, INTERFACE, ENUM, NAMESPACE, CATCH, FINALLY:
		for p.tok != LBRACE && p.tok != SEMICOLON && !p.endsStmts() {
			p.skip()
		}
		if p.tok == LBRACE {
			p.skip()
		}
		return p.badStmt(start)
	case FIXED:
		if p.tok == LPAREN {
			p.skip()
		}
	}
	if !p.endsStmts() {
		p.stmt()
	}
	return p.badStmt(start)
}

// refusal is why the statement at hand is refused. The message is empty when it
// is not.
func (p *parser) refusal() (code source.Code, message string) {
	switch p.tok {
	case IDENT:
		switch k := p.peek(1); {
		case p.is("yield") && (k == RETURN || k == BREAK):
			return yieldMisplaced, "yield has no place in a policy expression; add to a List<T>"
		case p.is("await") && (k == FOREACH || k == USING):
			return awaitUnsupported, "await has no place in a policy expression, which is not async"
		case p.is("async") && p.declares(p.i+1):
			return asyncUnsupported, "async functions are not supported in policy expressions"
		}
	case UNSAFE:
		return unsafeBlock, "unsafe code is not allowed in a policy expression"
	case FIXED:
		return unsafeCode, "pointers are not allowed in a policy expression"
	case STATIC:
		return newerLanguage, "static local functions are C# 8; in C# 7 leave static out"
	case REF:
		return refUnsupported, "references to variables are not supported in policy expressions"
	case ABSTRACT, EXTERN, INTERNAL, OVERRIDE, PRIVATE, PROTECTED, PUBLIC, READONLY, SEALED, VIRTUAL, VOLATILE:
		return modifierMisplaced, "got " + p.got() + ", which has no place before a local variable or function"
	case CLASS, STRUCT, INTERFACE, ENUM, NAMESPACE:
		return expressionExpected, "got " + p.got() + ", but a policy expression declares no types"
	case ELSE:
		return elseMisplaced, "got 'else' without an if before it"
	case CATCH, FINALLY:
		return tokenExpected, "got " + p.got() + " without a try before it"
	case CASE:
		return expressionExpected, "got 'case' outside a switch"
	case DEFAULT:
		if p.peek(1) == COLON {
			return expressionExpected, "got 'default:' outside a switch"
		}
	}
	return "", ""
}
