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

// operator is the longest operator that a text begins with, and its length.
func operator(s string) (Token, int) {
	var b [3]byte
	copy(b[:], s)
	one := func(t Token) (Token, int) { return t, 1 }
	// with picks t2 if the second byte is c2, and else t1.
	with := func(c2 byte, t2, t1 Token) (Token, int) {
		if b[1] == c2 {
			return t2, 2
		}
		return t1, 1
	}
	switch b[0] {
	case '.':
		return with('.', RANGE, DOT)
	case ',':
		return one(COMMA)
	case ';':
		return one(SEMICOLON)
	case ':':
		return with(':', COLONS, COLON)
	case '?':
		switch {
		case b[1] == '?' && b[2] == '=':
			return COALESCE_ASSIGN, 3
		case b[1] == '?':
			return COALESCE, 2
		case b[1] == '.' && !isDigit(b[2]):
			return QUERYDOT, 2
		}
		return one(QUESTION)
	case '+':
		if b[1] == '=' {
			return ADD_ASSIGN, 2
		}
		return with('+', INC, ADD)
	case '-':
		switch b[1] {
		case '=':
			return SUB_ASSIGN, 2
		case '>':
			return POINTER, 2
		}
		return with('-', DEC, SUB)
	case '*':
		return with('=', MUL_ASSIGN, MUL)
	case '/':
		return with('=', QUO_ASSIGN, QUO)
	case '%':
		return with('=', REM_ASSIGN, REM)
	case '^':
		return with('=', XOR_ASSIGN, XOR)
	case '&':
		if b[1] == '=' {
			return AND_ASSIGN, 2
		}
		return with('&', LAND, AND)
	case '|':
		if b[1] == '=' {
			return OR_ASSIGN, 2
		}
		return with('|', LOR, OR)
	case '~':
		return one(TILDE)
	case '!':
		return with('=', NEQ, NOT)
	case '=':
		if b[1] == '>' {
			return ARROW, 2
		}
		return with('=', EQL, ASSIGN)
	case '<':
		switch {
		case b[1] == '<' && b[2] == '=':
			return SHL_ASSIGN, 3
		case b[1] == '<':
			return SHL, 2
		}
		return with('=', LEQ, LSS)
	case '>':
		return with('=', GEQ, GTR)
	}
	return ILLEGAL, 0
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

// word scans an identifier or a keyword.
func (s *scanner) word() Token {
	start := s.pos
	for s.pos < len(s.src) { // the fast way, for ASCII
		c := s.src[s.pos]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || '0' <= c && c <= '9') {
			break
		}
		s.pos++
	}
	s.identifierRest(s.pos == start)
	if s.pos == start {
		r, size := utf8.DecodeRuneInString(s.src[s.pos:])
		s.pos += size
		message := "unexpected character " + string(r)
		if strings.ContainsRune("“”„«»‘’", r) {
			message += `; C# has straight quotes only`
		}
		s.fault(unexpectedCharacter, start, s.pos, message)
		return ILLEGAL
	}
	if c := s.src[start]; 'a' <= c && c <= 'w' && s.pos-start <= len("stackalloc") {
		if t, ok := keywords[s.src[start:s.pos]]; ok {
			return t
		}
	}
	return IDENT
}

// identifierRest skips the characters of an identifier that are not ASCII or
// are escaped, and all that follow.
func (s *scanner) identifierRest(first bool) {
	for s.pos < len(s.src) {
		r, size := nextIdentRune(s.src[s.pos:])
		if size == 0 || r == utf8.RuneError && size == 1 || !isIdentRune(r, first) {
			return
		}
		s.pos += size
		first = false
	}
}

// nextIdentRune is the character that a text begins with, escaped or not.
func nextIdentRune(text string) (r rune, size int) {
	if text[0] == '\\' {
		return unicodeEscape(text)
	}
	return utf8.DecodeRuneInString(text)
}

// unicodeEscape decodes the \uXXXX or \UXXXXXXXX that a text begins with. The
// size is 0 when there is none.
func unicodeEscape(text string) (r rune, size int) {
	digits := 0
	if len(text) > 2 && text[0] == '\\' {
		switch text[1] {
		case 'u':
			digits = 4
		case 'U':
			digits = 8
		}
	}
	if digits == 0 || len(text) < 2+digits {
		return 0, 0
	}
	for _, c := range []byte(text[2 : 2+digits]) {
		d := hexDigit(c)
		if d < 0 {
			return 0, 0
		}
		r = r<<4 | rune(d)
	}
	if r < 0 || r > unicode.MaxRune {
		return 0, 0
	}
	return r, 2 + digits
}

// hexDigit is the value of a hexadecimal digit, or -1.
func hexDigit(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isIdentRune reports whether C# allows a character in an identifier, or as the
// first of one.
func isIdentRune(r rune, first bool) bool {
	if r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) {
		return true
	}
	return !first && unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf)
}

// isFormat reports whether a character has no part in the name it stands in.
func isFormat(r rune) bool { return unicode.Is(unicode.Cf, r) }

// number scans a number with all that clings to it; whether it is well formed
// is asked when its value is.
func (s *scanner) number() Token {
	hex := s.at(0) == '0' && s.at(1)|0x20 == 'x'
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		switch {
		case isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_':
			s.pos++
			if !hex && c|0x20 == 'e' && (s.at(0) == '+' || s.at(0) == '-') && isDigit(s.at(1)) {
				s.pos++
			}
		case c == '.' && !hex && isDigit(s.at(1)):
			s.pos++
		default:
			return NUMBER
		}
	}
	return NUMBER
}

// char scans a character literal; how many characters it holds is asked when
// its value is.
func (s *scanner) char() Token {
	start := s.pos
	if !s.quoted('\'') {
		s.unterminated(newlineInConstant, start, s.pos, "this character literal is never closed, want '")
	}
	return CHAR
}

// text scans a string, or refuses a raw one.
func (s *scanner) text() Token {
	start := s.pos
	if s.at(1) == '"' && s.at(2) == '"' {
		return s.rawText(start)
	}
	if !s.quoted('"') {
		s.unterminated(newlineInConstant, start, s.pos, `this string is never closed, want "`)
		return TEXT
	}
	if s.at(0)|0x20 == 'u' && s.at(1) == '8' && !isIdentRune(rune(s.at(2)), false) {
		s.pos += 2
		s.fault(newerLanguage, s.pos-2, s.pos, "UTF-8 strings are C# 11; in C# 7 use Encoding.UTF8.GetBytes")
	}
	return TEXT
}

// quoted skips to behind the closing quote, and reports whether there is one
// on the line.
func (s *scanner) quoted(quote byte) bool {
	for s.pos++; s.pos < len(s.src); s.pos++ {
		switch c := s.src[s.pos]; {
		case c == quote:
			s.pos++
			return true
		case c == '\\' && s.pos+1 < len(s.src) && s.at(1) != '\n' && s.at(1) != '\r':
			s.pos++
		case c == '\n' || c == '\r' || c >= utf8.RuneSelf && s.wideLineEnd():
			return false
		}
	}
	return false
}

// wideLineEnd reports whether one of the line ends beyond ASCII is next.
func (s *scanner) wideLineEnd() bool {
	r, _ := utf8.DecodeRuneInString(s.src[s.pos:])
	return isLineEnd(r)
}

// rawText skips a raw string literal, whose quotes are at the position.
func (s *scanner) rawText(start int) Token {
	n := len(s.src[s.pos:]) - len(strings.TrimLeft(s.src[s.pos:], `"`))
	quotes := s.src[s.pos : s.pos+n]
	s.pos += n
	end := strings.Index(s.src[s.pos:], quotes)
	if end < 0 {
		s.pos += lineLength(s.src[s.pos:])
		s.unterminated(newlineInConstant, start, s.pos, `this string is never closed, want `+quotes)
		return TEXT
	}
	s.pos += end + n
	s.fault(newerLanguage, start, s.pos, `raw strings are C# 11; in C# 7 use @"..."`)
	return TEXT
}

// dollar scans the beginning of an interpolated string.
func (s *scanner) dollar() Token {
	start := s.pos
	dollars := len(s.src[s.pos:]) - len(strings.TrimLeft(s.src[s.pos:], "$"))
	switch rest := s.src[s.pos+dollars:]; {
	case strings.HasPrefix(rest, `"""`):
		s.pos += dollars
		return s.rawText(start)
	case dollars == 1 && strings.HasPrefix(rest, `"`):
		return s.interp(2, false)
	case dollars == 1 && strings.HasPrefix(rest, `@"`):
		return s.interp(3, true)
	}
	s.pos++
	s.fault(unexpectedCharacter, start, s.pos, "unexpected character $")
	return ILLEGAL
}

// interp opens an interpolated string whose first bytes are $ and the like.
func (s *scanner) interp(size int, verbatim bool) Token {
	s.push(INTERP, s.pos)
	s.open[len(s.open)-1].verbatim = verbatim
	s.pos += size
	return INTERP
}

// verbatim scans what may begin with @: a string or an identifier.
func (s *scanner) verbatim() Token {
	start := s.pos
	switch {
	case s.at(1) == '"':
		s.pos++
		return s.verbatimText(start)
	case s.at(1) == '$' && s.at(2) == '"':
		s.fault(verbatimOrder, start, start+3, `@$"..." is C# 8; in C# 7 write $@"..."`)
		return s.interp(3, true)
	}
	s.pos++
	s.identifierRest(true)
	if s.pos > start+1 {
		return IDENT
	}
	s.fault(verbatimExpected, start, s.pos, `got @, want a string or an identifier behind it`)
	return ILLEGAL
}

// verbatimText scans @"..." from its quote on.
func (s *scanner) verbatimText(start int) Token {
	for s.pos++; s.pos < len(s.src); s.pos++ {
		if s.src[s.pos] != '"' {
			continue
		}
		if s.at(1) != '"' {
			s.pos++
			return TEXT
		}
		s.pos++
	}
	s.unterminated(verbatimUnterminated, start, start+2, `this string is never closed, want "`)
	return TEXT
}

// interpolated scans the next piece of an interpolated string: its text up to
// a hole, the brace that opens a hole, or its end.
func (s *scanner) interpolated(o *opener) lexeme {
	start, verbatim := s.pos, o.verbatim
	made := func(kind Token) lexeme {
		return lexeme{kind: kind, match: -1, start: int32(start), end: int32(s.pos)}
	}
	stop, closed := s.literalText(verbatim, false)
	switch {
	case s.pos > start:
		return made(INTERPTEXT)
	case stop == '{':
		s.push(HOLE, s.pos)
		s.pos++
		return made(HOLE)
	case closed:
		s.pos++
	case verbatim:
		s.unterminated(verbatimUnterminated, int(o.at), int(o.at)+2, `this interpolated string is never closed, want "`)
	default:
		s.unterminated(newlineInConstant, int(o.at), s.pos, `this interpolated string is never closed, want "`)
	}
	s.pop(INTERP)
	return made(INTERPEND)
}

// literalText skips the text of an interpolated string, or of a format, to
// the brace or quote that ends it. Closed says that this is a quote; it is
// neither at a line end that must not be there and at the end of everything.
func (s *scanner) literalText(verbatim, format bool) (stop byte, closed bool) {
	for ; s.pos < len(s.src); s.pos++ {
		switch c := s.src[s.pos]; {
		case (c == '{' || c == '}' || c == '"' && verbatim) && s.at(1) == c:
			s.pos++
		case c == '"':
			return c, true
		case c == '{' && !format, c == '}' && format:
			return c, false
		case c == '{':
			s.fault(braceNotDoubled, s.pos, s.pos+1, "a '{' in the format of a hole must be doubled")
		case c == '}':
			s.fault(closeBraceNotDoubled, s.pos, s.pos+1, "a '}' outside a hole must be doubled")
		case verbatim:
		case c == '\\' && s.pos+1 < len(s.src) && s.at(1) != '\n' && s.at(1) != '\r':
			s.pos++
		case c == '\n' || c == '\r' || c >= utf8.RuneSelf && s.wideLineEnd():
			return 0, false
		}
	}
	return 0, false
}

// format scans the colon and the format of a hole.
func (s *scanner) format() Token {
	hole := s.open[len(s.open)-1]
	str := s.open[len(s.open)-2]
	s.pos++
	if stop, _ := s.literalText(str.verbatim, true); stop != '}' {
		s.fault(holeUnclosed, int(hole.at), int(hole.at)+1, "this '{' of an interpolated string is never closed")
		s.pop(HOLE)
	}
	return FORMAT
}
