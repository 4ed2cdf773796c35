package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
