package syntax

import (
	"strings"
	"unicode/utf8"
)

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
