package syntax

import (
	"strings"
	"sync"

	"sallyport/eval/source"
)

// The limits on what is parsed. The first two keep the depth of a tree, and with
// it the recursion of everyone who walks it, below some fifteen thousand calls.
const (
	maxDepth  = 500    // brackets, operators before an operand, lambdas, statements in one another
	maxChain  = 10_000 // operators in a row: a + a + a, a.b.c
	maxFaults = 100    // complaints about one text
)

// Parse parses a whole policy expression, @(expression) or @{statements}, with
// or without white space around it. It always returns a tree; where the text
// makes no sense the tree has Bad nodes. It keeps nothing of the text but
// strings that share its memory.
func Parse(text *source.Text) (*Body, source.Diagnostics) {
	start := len(text.Content) - len(strings.TrimLeft(text.Content, " \t\r\n\ufeff"))
	rest := text.Content[start:]
	if !strings.HasPrefix(rest, "@(") && !strings.HasPrefix(rest, "@{") {
		p := newParser(text, len(text.Content))
		defer p.free()
		end := start + len(strings.TrimRight(rest, " \t\r\n"))
		p.report(notExpression, start, max(start, end), "want a policy expression: @(expression) or @{statements}")
		b := &Body{Expr: p.badExpr()}
		b.span = b.Expr.Span()
		return b, p.finish()
	}
	p := newParser(text, start+1)
	defer p.free()
	b := new(Body)
	if p.tok == LBRACE {
		b.Block = p.block()
	} else {
		open := p.i
		p.advance()
		b.Expr = p.expr()
		p.closing(open, RPAREN, closeParenExpected)
	}
	b.span = p.from(start)
	p.end()
	return b, p.finish()
}

// ParseExpr parses an expression that stands alone, without @( and ).
func ParseExpr(text *source.Text) (Expr, source.Diagnostics) {
	p := newParser(text, 0)
	defer p.free()
	x := p.expr()
	p.end()
	return x, p.finish()
}

// A parser turns lexemes into a tree by recursive descent.
//
// After a complaint it is quiet until it is back in step: until a statement or
// an element of a list begins. Every loop either consumes a lexeme or ends.
type parser struct {
	text  *source.Text
	src   string
	toks  []lexeme  // with an EOF at the end
	buf   *[]lexeme // where toks goes back to
	i     int       // of the lexeme at hand
	tok   Token     // of the lexeme at hand
	diags source.Diagnostics

	quiet   bool // out of step
	lost    int  // where the text was so broken that complaints behind it mean nothing
	zero    int  // where the last node without text was put
	depth   int  // of the recursion
	height  int  // of the tallest chain of operators below the expression at hand
	query   int  // query expressions around the place: their words are keywords
	unbound bool // in the type of a typeof, where List<> may stand

	scanDepth int
	scans     map[int]scanned // what a look ahead found, so that none is made twice
}

// lexemes are the buffers of finished parsers.
var lexemes = sync.Pool{New: func() any { return new([]lexeme) }}

func newParser(text *source.Text, at int) *parser {
	sc := scanner{src: text.Content, pos: at}
	buf := lexemes.Get().(*[]lexeme)
	p := &parser{text: text, src: text.Content, toks: sc.scanAll((*buf)[:0]), buf: buf, lost: len(text.Content) + 1}
	for _, f := range sc.faults {
		p.report(f.Code, f.Span.Start, f.Span.End, f.Message)
		if f.unterminated || f.Code == unexpectedCharacter || f.Code == verbatimExpected {
			p.lost = min(p.lost, f.Span.Start)
		}
	}
	p.i = -1
	p.advance()
	return p
}

func (p *parser) free() {
	if cap(p.toks) <= 1<<16 {
		*p.buf = p.toks
		lexemes.Put(p.buf)
	}
}

// finish gives the complaints in the order of the text.
func (p *parser) finish() source.Diagnostics {
	if len(p.diags) == 0 {
		return nil
	}
	return p.diags.Sort()
}

// report records a complaint, whether or not the parser is in step.
func (p *parser) report(code source.Code, start, end int, message string) {
	if len(p.diags) == maxFaults {
		return
	}
	p.diags = append(p.diags, source.Diagnostic{
		Code: code, File: p.text.File, Span: p.text.Origin(source.Span{Start: start, End: end}), Message: message,
	})
}

// refuse complains about something understood but not allowed, unless the
// parser is out of step.
func (p *parser) refuse(code source.Code, span source.Span, message string) {
	if !p.quiet && span.Start < p.lost {
		p.report(code, span.Start, span.End, message)
	}
}

// fail complains and is quiet from then on, until back in step.
func (p *parser) fail(code source.Code, span source.Span, message string) {
	p.refuse(code, span, message)
	p.quiet = true
}

// want complains that the lexeme at hand is not what should come.
func (p *parser) want(code source.Code, what string) {
	p.fail(code, p.span(), "got "+p.got()+", want "+what)
}

// got is the lexeme at hand, for "got X, want Y".
func (p *parser) got() string {
	switch p.tok {
	case IDENT, NUMBER, CHAR, TEXT:
		if text := p.word(p.i); len(text) <= 30 {
			return p.tok.GoString() + " " + text
		}
	}
	return p.tok.GoString()
}

// advance moves on to the next lexeme that is C#.
func (p *parser) advance() {
	for p.i < len(p.toks)-1 {
		p.i++
		p.tok = p.toks[p.i].kind
		if p.tok != ILLEGAL {
			return
		}
	}
}

// jump moves to a lexeme further on.
func (p *parser) jump(i int) {
	p.i = i - 1
	p.advance()
}

// peek is the token some lexemes further on.
func (p *parser) peek(n int) Token { return p.kind(p.i + n) }

// kind is the token at an index; behind the end it is EOF.
func (p *parser) kind(i int) Token {
	if i >= len(p.toks) {
		return EOF
	}
	return p.toks[i].kind
}

// word is the text of a lexeme.
func (p *parser) word(i int) string {
	if i >= len(p.toks) {
		return ""
	}
	return p.src[p.toks[i].start:p.toks[i].end]
}

// is reports whether the lexeme at hand is a contextual keyword.
func (p *parser) is(word string) bool { return p.tok == IDENT && p.word(p.i) == word }

// ident reports whether a lexeme is an identifier, which the words of a query
// are not inside one.
func (p *parser) ident(i int) bool {
	return p.kind(i) == IDENT && (p.query == 0 || !queryWord(p.word(i)))
}

// adjacent reports whether a lexeme follows the one before it without a gap.
func (p *parser) adjacent(i int) bool {
	return i < len(p.toks) && p.toks[i].start == p.toks[i-1].end
}

// span is the place of the lexeme at hand.
func (p *parser) span() source.Span {
	return source.Span{Start: int(p.toks[p.i].start), End: int(p.toks[p.i].end)}
}

// pos is where the lexeme at hand begins.
func (p *parser) pos() int { return int(p.toks[p.i].start) }

// before is where the lexeme before ends.
func (p *parser) before() int {
	if p.i == 0 {
		return 0
	}
	return int(p.toks[p.i-1].end)
}

// from is the span from an offset to the end of what was consumed.
func (p *parser) from(start int) source.Span {
	return source.Span{Start: start, End: max(start, p.before(), p.zero)}
}

// nothing is the span of a node that has no text, at the lexeme at hand.
func (p *parser) nothing() source.Span {
	p.zero = p.pos()
	return source.Span{Start: p.zero, End: p.zero}
}

func (p *parser) badExpr() Expr {
	n := new(BadExpr)
	n.span = p.nothing()
	return n
}

// badFrom stands for text that was consumed and refused.
func (p *parser) badFrom(start int) Expr {
	n := new(BadExpr)
	n.span = p.from(start)
	return n
}

// accept consumes a token if it is at hand.
func (p *parser) accept(t Token) bool {
	if p.tok != t {
		return false
	}
	p.advance()
	return true
}

// expect consumes a token or complains that it is missing.
func (p *parser) expect(t Token) bool {
	if p.accept(t) {
		return true
	}
	code := tokenExpected
	switch t {
	case RPAREN:
		code = closeParenExpected
	case LBRACE:
		code = openBraceExpected
	case RBRACE:
		code = closeBraceExpected
	}
	p.want(code, t.GoString())
	return false
}

// closing consumes the bracket that closes the one at an index. When something
// else is at hand it complains and goes there.
func (p *parser) closing(open int, t Token, code source.Code) {
	if p.accept(t) {
		return
	}
	p.want(code, t.GoString())
	if end := int(p.toks[open].match); end >= p.i {
		p.jump(end)
		p.accept(t)
		p.quiet = false
	}
}

// list parses elements up to the bracket that closes the one at hand. An
// element that is followed by neither a comma nor the end costs one complaint
// and no other element. Where trailing, a comma may stand before the end.
func (p *parser) list(t Token, trailing bool, element func()) {
	open := p.i
	end := int(p.toks[open].match)
	p.advance()
	for p.tok != t || !trailing && p.i > open+1 {
		element()
		if p.tok != COMMA && p.tok != t {
			code := tokenExpected
			if p.tok == EOF {
				code = closerCode(t)
			}
			p.want(code, "',' or "+t.GoString())
			if !p.skipTo(end) {
				return
			}
			p.quiet = false
		}
		if !p.accept(COMMA) {
			break
		}
	}
	p.accept(t)
}

func closerCode(t Token) source.Code {
	switch t {
	case RPAREN:
		return closeParenExpected
	case RBRACE:
		return closeBraceExpected
	}
	return tokenExpected
}

// skipTo moves to the next comma before the lexeme end, or to that. It reports
// whether there is such an end.
func (p *parser) skipTo(end int) bool {
	if end < p.i {
		return false
	}
	for p.i < end && p.tok != COMMA {
		p.skip()
	}
	return true
}

// skip consumes one lexeme, or a whole bracket.
func (p *parser) skip() {
	if m := int(p.toks[p.i].match); m > p.i {
		p.jump(m)
	}
	p.advance()
}

// end complains about text behind the end.
func (p *parser) end() {
	if p.tok != EOF {
		last := p.toks[len(p.toks)-1]
		p.fail(closeParenExpected, source.Span{Start: p.pos(), End: int(last.start)}, "got "+p.got()+", want the end of the expression")
	}
}

// enter goes one level down, or reports false at the limit. Then leave is not
// to be called.
func (p *parser) enter() bool {
	if p.depth >= maxDepth {
		p.tooComplex()
		return false
	}
	p.depth++
	return true
}

func (p *parser) leave() { p.depth-- }

// grow counts one more operator in a chain, or reports false at the limit.
func (p *parser) grow() bool {
	p.height++
	if p.height > maxChain {
		p.tooComplex()
		return false
	}
	return true
}

// tooComplex complains and gives up the rest of the text.
func (p *parser) tooComplex() {
	p.fail(tooComplex, p.span(), "this expression is too long or nested too deeply")
	p.lost = -1
	p.i = len(p.toks) - 1
	p.tok = EOF
}

// identifier consumes an identifier; where none is, it complains and gives one
// without text.
func (p *parser) identifier() *Ident {
	n := new(Ident)
	if p.tok != IDENT {
		p.want(identifierExpected, "an identifier")
		n.span = p.nothing()
		return n
	}
	n.span = p.span()
	n.Text, n.Verbatim = identifierText(p.word(p.i))
	p.advance()
	return n
}

// identifierText is the name that an identifier as typed stands for: without
// its @, without formatting characters, with its escapes decoded. One that is
// not typed as it is called is verbatim: no keyword.
func identifierText(typed string) (name string, verbatim bool) {
	name, verbatim = strings.CutPrefix(typed, "@")
	ascii := true
	for i := 0; i < len(name); i++ {
		ascii = ascii && name[i] < 0x80 && name[i] != '\\'
	}
	if ascii {
		return name, verbatim
	}
	var b strings.Builder
	for i := 0; i < len(name); {
		r, size := nextIdentRune(name[i:])
		if !isFormat(r) {
			b.WriteRune(r)
		}
		i += size
	}
	return b.String(), verbatim || b.String() != name
}
