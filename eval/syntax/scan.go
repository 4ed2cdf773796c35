package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sallyport/eval/source"
)

// A Fault is one thing wrong with a text, in offsets of that text.
type Fault struct {
	Code    source.Code
	Span    source.Span
	Message string
}

func (f *Fault) Error() string { return f.Message }

// ScanEnd finds the end of the policy expression that begins at s[at:] with @(
// or @{: the offset just past the bracket that matches. Brackets in strings,
// characters and comments do not count; those in the holes of interpolated
// strings do, each hole for itself.
//
// A fault tells where and why no end could be made out with certainty: a
// string, a comment or a bracket that is never closed, or no @( or @{ at all.
// The end is then the best guess, which is len(s) when nothing closes.
// The time taken is proportional to end-at.
func ScanEnd(s string, at int) (end int, fault *Fault) {
	if at < 0 || at+2 > len(s) || s[at] != '@' || s[at+1] != '(' && s[at+1] != '{' {
		at = max(0, min(at, len(s)))
		return at, &Fault{notExpression, source.Span{Start: at, End: at}, "want @( or @{"}
	}
	sc := scanner{src: s, pos: at + 1}
	for {
		t := sc.next()
		if t.kind == EOF || len(sc.open) == 0 {
			break
		}
	}
	for i := range sc.faults {
		if sc.faults[i].unterminated {
			return sc.pos, &sc.faults[i].Fault
		}
	}
	if len(sc.open) > 0 {
		return len(s), sc.unclosed()
	}
	return sc.pos, nil
}

// A lexeme is a token and its place. Of a bracket, match is the index of the
// lexeme at its other end, or -1; so it is of a hole.
type lexeme struct {
	kind       Token
	match      int32
	start, end int32
}

// A scanner cuts a text into lexemes. It never recurses: what is open, brackets
// as well as interpolated strings and their holes, lies on a stack.
type scanner struct {
	src    string
	pos    int
	open   []opener
	counts counts // open brackets since the innermost hole
	line   int    // offset behind the last line end that was skipped
	closed int32  // index of the lexeme that the last one closed, or -1
	faults []scanFault
}

type scanFault struct {
	Fault
	unterminated bool
}

// An opener is something not yet closed: LPAREN, LBRACK, LBRACE, INTERP or HOLE.
type opener struct {
	kind     Token
	verbatim bool // the interpolated string is $@
	oneLine  bool // inside a hole of $"", where C# 7 allows no line end
	at       int32
	index    int32  // of its lexeme
	outer    counts // for a HOLE: the counts outside it
}

type counts struct{ paren, brack, brace int32 }

func (c *counts) of(kind Token) *int32 {
	switch kind {
	case LPAREN:
		return &c.paren
	case LBRACK:
		return &c.brack
	}
	return &c.brace
}

// scanAll appends the lexemes of the rest of the text to buf, with an EOF at
// the end.
func (s *scanner) scanAll(buf []lexeme) []lexeme {
	for {
		before := len(s.open)
		t := s.next()
		if len(s.open) > before {
			s.open[len(s.open)-1].index = int32(len(buf))
		}
		if s.closed >= 0 {
			buf[s.closed].match = int32(len(buf))
			t.match = s.closed
		}
		buf = append(buf, t)
		if t.kind == EOF {
			return buf
		}
	}
}

func (s *scanner) fault(code source.Code, start, end int, message string) {
	s.faults = append(s.faults, scanFault{Fault{code, source.Span{Start: start, End: end}, message}, false})
}

func (s *scanner) unterminated(code source.Code, start, end int, message string) {
	s.faults = append(s.faults, scanFault{Fault{code, source.Span{Start: start, End: end}, message}, true})
}

// unclosed is the complaint about the innermost thing that is open at the end.
func (s *scanner) unclosed() *Fault {
	o := s.open[len(s.open)-1]
	span := source.Span{Start: int(o.at), End: int(o.at) + 1}
	switch o.kind {
	case LPAREN:
		return &Fault{closeParenExpected, span, "this '(' is never closed"}
	case LBRACK:
		return &Fault{tokenExpected, span, "this '[' is never closed"}
	case LBRACE:
		return &Fault{closeBraceExpected, span, "this '{' is never closed"}
	case HOLE:
		return &Fault{holeUnclosed, span, "this '{' of an interpolated string is never closed"}
	}
	return &Fault{verbatimUnterminated, span, "this interpolated string is never closed"}
}

func (s *scanner) push(kind Token, at int) {
	o := opener{kind: kind, at: int32(at)}
	if n := len(s.open); n > 0 {
		o.oneLine = s.open[n-1].oneLine
	}
	switch kind {
	case INTERP:
	case HOLE:
		o.oneLine = o.oneLine || !s.open[len(s.open)-1].verbatim
		o.outer = s.counts
		s.counts = counts{}
	default:
		*s.counts.of(kind)++
	}
	s.open = append(s.open, o)
}

// pop removes openers down to and with the innermost one of a kind, which must
// be there.
func (s *scanner) pop(kind Token) {
	for {
		o := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		switch o.kind {
		case INTERP:
		case HOLE:
			s.counts = o.outer
		default:
			*s.counts.of(o.kind)--
		}
		if o.kind == kind {
			s.closed = o.index
			return
		}
	}
}

// inHole reports whether the innermost hole is what a '}' would close.
func (s *scanner) inHole() bool {
	if s.counts.brace > 0 {
		return false
	}
	i := len(s.open) - 1 - int(s.counts.paren+s.counts.brack)
	return i >= 0 && s.open[i].kind == HOLE
}

// next is the next lexeme; at the end it is EOF, again and again.
func (s *scanner) next() lexeme {
	s.closed = -1
	if n := len(s.open); n > 0 && s.open[n-1].kind == INTERP {
		return s.interpolated(&s.open[n-1])
	}
	s.space()
	start := s.pos
	kind := s.token()
	return lexeme{kind: kind, match: -1, start: int32(start), end: int32(s.pos)}
}

// at is the byte at an offset from the position, or 0 behind the end.
func (s *scanner) at(offset int) byte {
	if i := s.pos + offset; i < len(s.src) {
		return s.src[i]
	}
	return 0
}

// space skips white space, comments and, with a complaint, directives.
func (s *scanner) space() {
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; {
		case c == '\n' || c == '\r':
			s.pos++
			s.lineEnd()
		case c == ' ' || '\t' <= c && c <= '\f' || c == 0x1a:
			s.pos++
		case c == '/' && s.at(1) == '/':
			s.pos += lineLength(s.src[s.pos:])
		case c == '/' && s.at(1) == '*':
			s.comment()
		case c == '#' && strings.TrimLeft(s.src[s.line:s.pos], " \t") == "" && s.line > 0:
			start := s.pos
			s.pos += lineLength(s.src[s.pos:])
			s.fault(directive, start, s.pos, "a policy expression can have no preprocessor directives")
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s.src[s.pos:])
			if !unicode.Is(unicode.Zs, r) && r != '\ufeff' && !isLineEnd(r) {
				return
			}
			s.pos += size
			if isLineEnd(r) {
				s.lineEnd()
			}
		default:
			return
		}
	}
}

// lineEnd notes a line end just skipped.
func (s *scanner) lineEnd() {
	s.line = s.pos
	if n := len(s.open); n == 0 || !s.open[n-1].oneLine {
		return
	}
	if n := len(s.faults); n > 0 && s.faults[n-1].Code == newlineInHole {
		return // one complaint is enough for all lines of a hole
	}
	s.fault(newlineInHole, s.pos-1, s.pos, `line ends inside a hole of $"..." are C# 11; in C# 7 use $@"..." or a variable`)
}

func (s *scanner) comment() {
	end := strings.Index(s.src[s.pos+2:], "*/")
	if end < 0 {
		s.unterminated(commentUnterminated, s.pos, s.pos+2, "this comment is never closed, want */")
		s.pos = len(s.src)
		return
	}
	text := s.src[s.pos : s.pos+end+4]
	s.pos += len(text)
	if strings.ContainsAny(text, "\r\n\u0085\u2028\u2029") {
		s.lineEnd()
	}
}

func isLineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// lineLength is the number of bytes before the first line end of a text.
func lineLength(text string) int {
	if i := strings.IndexFunc(text, isLineEnd); i >= 0 {
		return i
	}
	return len(text)
}

// token scans one token outside the text of interpolated strings.
func (s *scanner) token() Token {
	if s.pos >= len(s.src) {
		return EOF
	}
	start, c := s.pos, s.src[s.pos]
	switch {
	case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= utf8.RuneSelf || c == '\\':
		return s.word()
	case '0' <= c && c <= '9' || c == '.' && isDigit(s.at(1)):
		return s.number()
	}
	switch c {
	case '"':
		return s.text()
	case '\'':
		return s.char()
	case '$':
		return s.dollar()
	case '@':
		return s.verbatim()
	case '(', '[', '{':
		return s.opening(c)
	case ')', ']', '}':
		return s.closing(c)
	case ':':
		if n := len(s.open); n > 0 && s.open[n-1].kind == HOLE {
			return s.format()
		}
	}
	if t, n := operator(s.src[s.pos:]); n > 0 {
		s.pos += n
		return t
	}
	s.pos++
	s.fault(unexpectedCharacter, start, s.pos, "unexpected character "+s.src[start:s.pos])
	return ILLEGAL
}

func (s *scanner) opening(c byte) Token {
	kind := bracket(c, LPAREN, LBRACK, LBRACE)
	s.push(kind, s.pos)
	s.pos++
	return kind
}

// closing scans a closing bracket. One that fits something further out closes
// what lies between, too; one that fits nothing closes nothing.
func (s *scanner) closing(c byte) Token {
	hole := c == '}' && s.inHole()
	s.pos++
	if hole {
		s.pop(HOLE)
		return HOLEEND
	}
	kind := bracket(c, LPAREN, LBRACK, LBRACE)
	if *s.counts.of(kind) > 0 {
		s.pop(kind)
	}
	return bracket(c, RPAREN, RBRACK, RBRACE)
}

// bracket picks a token by the shape of a bracket.
func bracket(c byte, paren, brack, brace Token) Token {
	switch c {
	case '(', ')':
		return paren
	case '[', ']':
		return brack
	}
	return brace
}
