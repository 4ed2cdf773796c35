package policy

import (
	"strings"

	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// beginsExpression reports whether an expression may begin at an offset.
func beginsExpression(text string, at int) bool {
	return at+1 < len(text) && text[at] == '@' && (text[at+1] == '(' || text[at+1] == '{')
}

const expressionEnded = "the expression has ended, and the value has not; is a bracket or a quote too many?"

// expression looks for a policy expression that is the whole of a value, space
// around it aside. The value begins at start and ends before the delimiter: the
// closing quote or, in text, a <. It answers the offset of the delimiter and the
// form the value has, or false when the value is to be read as XML.
func (s *scanner) expression(start int, delimiter byte) (int, form, bool) {
	at := skipSpace(s.src, start)
	if !s.raw || s.opaque || !beginsExpression(s.src, at) {
		return 0, 0, false
	}
	asXML := strings.IndexByte(s.src[start:], delimiter)
	if asXML >= 0 {
		asXML += start
		if s.escaped(at, asXML) {
			if s.wellFormed(source.Span{Start: start, End: asXML}) {
				return asXML, markup, true
			}
			return asXML, blend, true
		}
	}
	end, fault := syntax.ScanEnd(s.src, at)
	stop := skipSpace(s.src, end)
	if stop < len(s.src) && s.src[stop] == delimiter || fault == nil && stop == len(s.src) && delimiter == '<' {
		return stop, code, true
	}
	s.spend(at, end)
	switch {
	case s.stopped:
		return 0, 0, false
	case fault != nil && end == len(s.src):
		s.unclosed(source.Span{Start: at, End: at + 2}, source.Verbatim(s.file, source.Span{End: len(s.src)}), fault)
	case fault == nil && stop == len(s.src):
		s.fault(unterminated, source.Span{Start: start - 1, End: start}, "this value has no closing quote")
		return stop, broken, true
	case fault == nil && (delimiter == '<' || end <= asXML):
		return 0, 0, false // a literal that begins like an expression
	default:
		after := source.Span{Start: stop, End: max(stop+1, stop+strings.IndexAny(s.src[stop:], "\"'<>\r\n"))}
		if stop == len(s.src) { // nothing but space is behind it
			after = source.Span{Start: stop, End: stop}
		}
		d := s.fault(afterExpression, after, expressionEnded)
		s.note(d, source.Span{Start: at, End: at + 2}, "the expression begins here")
	}
	return s.recover(at, delimiter), broken, true
}

// escaped reports whether the value between two offsets, an expression by its
// beginning, was typed with XML's references: it closes at its end once they are
// decoded, and one of them stands where C# can have none.
func (s *scanner) escaped(at, end int) bool {
	if !s.referenceInCode(at, end) {
		return false
	}
	text := s.decode(source.Span{Start: at, End: end}, markup, new(reporter)).Content
	n, fault := syntax.ScanEnd(text, 0)
	return fault == nil && skipSpace(text, n) == len(text)
}

// referenceInCode reports whether a reference stands between two offsets of
// C#, outside its strings, characters and comments.
func (s *scanner) referenceInCode(at, end int) bool {
	if strings.IndexByte(s.src[at:end], '&') < 0 {
		return false
	}
	for span := range codeBetween(s.src, source.Span{Start: at, End: end}) {
		for i := span.Start; i < span.End; i++ {
			if s.src[i] == '&' && resolve(s.src[i:span.End]).valid() {
				return true
			}
		}
	}
	return false
}

// codeBetween are the stretches of a span of C# that are not literals.
func codeBetween(text string, span source.Span) func(yield func(source.Span) bool) {
	return func(yield func(source.Span) bool) {
		at := span.Start
		for _, l := range syntax.Literals(text, span.Start, span.End) {
			if !yield(source.Span{Start: at, End: l.Start}) {
				return
			}
			at = l.End
		}
		yield(source.Span{Start: at, End: span.End})
	}
}

// spend counts bytes searched for an end in vain. A file that makes the reader
// search it again and again is given up.
func (s *scanner) spend(at, end int) {
	s.spent += end - at
	if s.spent > 16*len(s.src)+1<<16 {
		s.fault(tooManyFaults, source.Span{Start: at, End: at + 2}, "too many expressions without an end; the rest was not read")
		s.stopped = true
	}
}

// recover is where a value most likely ends whose expression is broken: before
// the end tag of its element, or at the quote before the end of its tag.
func (s *scanner) recover(at int, delimiter byte) int {
	if delimiter == '<' {
		for _, stop := range []string{"</" + s.parent, "<"} {
			if n := strings.Index(s.src[at:], stop); n >= 0 {
				return at + n
			}
		}
		return len(s.src)
	}
	for i := at; i < len(s.src); i++ {
		if s.src[i] != delimiter {
			continue
		}
		if rest := s.src[skipSpace(s.src, i+1):]; strings.HasPrefix(rest, ">") || strings.HasPrefix(rest, "/>") {
			return i
		}
	}
	return len(s.src)
}

// unclosed reports an expression without an end. The fault says what C# misses,
// in offsets of a text that was scanned.
func (r *reporter) unclosed(at source.Span, scanned *source.Text, fault *syntax.Fault) {
	r.note(r.fault(unclosedExpression, at, "this expression has no end"), scanned.Origin(fault.Span), fault.Message)
}
