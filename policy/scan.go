package policy

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"

	"sallyport/eval/source"
)

type tokenKind uint8

const (
	endOfFile tokenKind = iota
	startTag
	endTag
	charData
	cdataSection
	commentToken
	instruction
)

// A token is a piece of markup, or the text between two.
type token struct {
	kind  tokenKind
	span  source.Span
	name  string
	named source.Span // of the name
	attrs []rawAttr
	empty bool        // <a/>
	inner source.Span // what the delimiters of text, CDATA or a comment hold
	form  form
}

// A rawAttr is an attribute whose value is not yet decoded.
type rawAttr struct {
	name  string
	named source.Span
	span  source.Span
	value source.Span
	quote byte // 0 when the value has none
	form  form
}

// A form says how a value was typed, and so how it is decoded.
type form uint8

const (
	markup form = iota // as XML: every reference is decoded
	code               // as C#: references are decoded where C# has none
	blend              // as C# that is in part escaped: what is a reference is decoded
	cdata              // as a CDATA section: nothing is decoded
	broken             // an expression without an end, already reported
)

// A scanner cuts a file into tokens. In the raw reading, expressions are found
// before markup; in the other the text is XML and nothing else. It reports what
// is not well formed, and always moves on.
type scanner struct {
	*reporter
	src    string
	pos    int
	raw    bool
	opaque bool   // in XML that is itself a value, where there are no expressions
	parent string // the element that text belongs to
	spent  int    // bytes that were searched for the end of an expression in vain
	dtd    bool   // a document type was met: its entities are not ours to judge
}

// next is the next token; at the end it is endOfFile, again and again.
func (s *scanner) next() token {
	if s.stopped || s.pos >= len(s.src) {
		return token{kind: endOfFile, span: source.Span{Start: len(s.src), End: len(s.src)}}
	}
	s.quiet = false
	rest := s.src[s.pos:]
	switch {
	case !s.markupAt(s.pos):
		return s.text()
	case strings.HasPrefix(rest, "<!--"):
		return s.comment()
	case strings.HasPrefix(rest, "<![CDATA["):
		return s.delimited(cdataSection, "<![CDATA[", "]]>", "CDATA section")
	case rest[1] == '!':
		s.declaration()
		return s.next()
	case rest[1] == '?':
		return s.instruction()
	case rest[1] == '/':
		return s.endTag()
	}
	return s.startTag()
}

// markupAt reports whether the < at an offset begins markup.
func (s *scanner) markupAt(i int) bool {
	if s.src[i] != '<' || i+1 == len(s.src) {
		return false
	}
	c := s.src[i+1]
	return c == '!' || c == '?' || c == '/' || isNameStart(c)
}

// text scans character data up to the next markup.
func (s *scanner) text() token {
	start := s.pos
	if end, form, ok := s.expression(start, '<'); ok {
		s.pos = end
		span := source.Span{Start: start, End: end}
		return token{kind: charData, span: span, inner: span, form: form}
	}
	for s.pos < len(s.src) && !s.markupAt(s.pos) {
		if s.src[s.pos] == '<' {
			s.fault(strayLess, source.Span{Start: s.pos, End: s.pos + 1}, `this "<" begins no tag; in text it is written &lt;`).Suggest = "&lt;"
			s.pos++
		}
		if n := strings.IndexByte(s.src[s.pos:], '<'); n >= 0 {
			s.pos += n
		} else {
			s.pos = len(s.src)
		}
	}
	span := source.Span{Start: start, End: s.pos}
	if i := strings.Index(s.file.Slice(span), "]]>"); i >= 0 {
		s.fault(sectionEnd, source.Span{Start: start + i, End: start + i + 3}, `"]]>" ends a CDATA section, and here is none; write ]]&gt;`).Suggest = "]]&gt;"
	}
	return token{kind: charData, span: span, inner: span}
}

// delimited scans a token between two fixed delimiters.
func (s *scanner) delimited(kind tokenKind, open, end, what string) token {
	start := s.pos
	inner := source.Span{Start: start + len(open), End: len(s.src)}
	s.pos = len(s.src)
	if n := strings.Index(s.src[inner.Start:], end); n >= 0 {
		inner.End = inner.Start + n
		s.pos = inner.End + len(end)
	} else {
		s.fault(unterminated, source.Span{Start: start, End: inner.Start}, "this "+what+" has no end, want "+end)
	}
	return token{kind: kind, span: source.Span{Start: start, End: s.pos}, inner: inner, form: cdata}
}

func (s *scanner) comment() token {
	t := s.delimited(commentToken, "<!--", "-->", "comment")
	text := s.file.Slice(t.inner)
	if i := strings.Index(text, "--"); t.inner.End < t.span.End && (i >= 0 || strings.HasSuffix(text, "-")) {
		if i < 0 {
			i = len(text) - 1
		}
		at := source.Span{Start: t.inner.Start + i, End: t.inner.Start + i + 2}
		message := `a comment cannot hold "--"`
		if strings.HasSuffix(text[:i], "<!") {
			message = "a comment cannot hold another"
			at.Start -= len("<!")
		}
		s.note(s.fault(commentDashes, at, message), source.Span{Start: t.span.Start, End: t.inner.Start}, "the comment begins here")
	}
	return t
}

// declaration refuses a document type and skips it, internal subset and all.
func (s *scanner) declaration() {
	start, depth := s.pos, 0
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		s.pos++
		switch c {
		case '[':
			depth++
		case ']':
			depth--
		case '"', '\'':
			s.pos += max(0, strings.IndexByte(s.src[s.pos:], c)+1)
		}
		if c == '>' && depth <= 0 {
			break
		}
	}
	s.dtd = true
	s.fault(doctype, source.Span{Start: start, End: start + len("<!") + s.nameLength(start+2)}, "a policy has no document type: declarations are not read")
}

func (s *scanner) instruction() token {
	start := s.pos
	t := s.delimited(instruction, "<?", "?>", "instruction")
	n := s.nameLength(t.inner.Start)
	t.named = source.Span{Start: t.inner.Start, End: min(t.inner.Start+n, t.inner.End)}
	t.name = s.file.Slice(t.named)
	switch {
	case t.name == "" || strings.Contains(t.name, ":") || !validName(t.name) || t.named.End < t.inner.End && !isSpace(s.src[t.named.End]):
		s.fault(invalidInstruction, source.Span{Start: start, End: max(start+2, t.named.End)}, "an instruction begins with a name, as in <?name ...?>")
	case strings.EqualFold(t.name, "xml") && (t.name != "xml" || strings.TrimPrefix(s.src[:start], "\ufeff") != ""):
		s.fault(misplacedDeclaration, source.Span{Start: start, End: t.named.End}, "an XML declaration can only be the first thing in a file")
	}
	return t
}

func (s *scanner) endTag() token {
	start := s.pos
	s.pos += len("</")
	t := token{kind: endTag}
	t.name, t.named = s.name()
	if t.name == "" {
		s.fault(invalidName, source.Span{Start: start, End: s.pos}, "an end tag needs a name")
	}
	s.space()
	if n := strings.IndexAny(s.src[s.pos:], "<>"); n < 0 {
		s.fault(unterminated, source.Span{Start: start, End: t.named.End}, "this end tag has no >")
		s.pos = len(s.src)
	} else if at := s.pos + n; s.src[at] == '<' {
		s.fault(unterminated, source.Span{Start: start, End: t.named.End}, "this end tag has no >")
		s.pos = at
	} else {
		if n > 0 {
			s.fault(invalidTag, source.Span{Start: s.pos, End: at}, "an end tag holds a name and nothing else")
		}
		s.pos = at + 1
	}
	t.span = source.Span{Start: start, End: s.pos}
	return t
}

func (s *scanner) startTag() token {
	start := s.pos
	t := token{kind: startTag}
	s.pos++
	t.name, t.named = s.name()
	for open := true; open; {
		spaced := s.space()
		switch {
		case s.stopped || s.pos >= len(s.src) || s.src[s.pos] == '<':
			s.fault(unterminated, source.Span{Start: start, End: t.named.End}, "the tag <"+t.name+"> has no >")
			open = false
		case s.src[s.pos] == '>':
			s.pos++
			open = false
		case strings.HasPrefix(s.src[s.pos:], "/>"):
			s.pos += 2
			t.empty, open = true, false
		case isNameStart(s.src[s.pos]):
			if !spaced {
				s.fault(invalidTag, source.Span{Start: s.pos, End: s.pos + 1}, "want white space before an attribute; is a quote missing or too many?")
				s.quiet = true
			}
			if a, ok := s.attr(); ok {
				t.attrs = append(t.attrs, a)
			}
		default:
			s.junk()
		}
	}
	s.quiet = false
	t.span = source.Span{Start: start, End: s.pos}
	return t
}

// junk skips something in a tag that is no attribute. Quotes are then out of
// step, so the rest of the tag is read without complaint.
func (s *scanner) junk() {
	start := s.pos
	s.pos += max(1, runeLength(s.src[s.pos:]))
	for s.pos < len(s.src) && !isSpace(s.src[s.pos]) && strings.IndexByte("<>/", s.src[s.pos]) < 0 {
		s.pos++
	}
	s.fault(invalidTag, source.Span{Start: start, End: s.pos}, `want an attribute, /> or >; is a quote missing or too many?`)
	s.quiet = true
}

// attr scans name="value". It reports false when there is no value.
func (s *scanner) attr() (rawAttr, bool) {
	var a rawAttr
	a.name, a.named = s.name()
	s.space()
	if s.pos >= len(s.src) || s.src[s.pos] != '=' {
		s.fault(attributeValue, a.named, `attribute "`+a.name+`" has no value, want `+a.name+`="..."`)
		s.quiet = true
		return a, false
	}
	s.pos++
	s.space()
	if s.pos >= len(s.src) {
		return a, false
	}
	if c := s.src[s.pos]; c != '"' && c != '\'' {
		a.value = s.unquoted()
		s.fault(attributeValue, a.value, "the value of an attribute stands in quotes").Suggest = `"` + s.file.Slice(a.value) + `"`
		a.span = source.Span{Start: a.named.Start, End: s.pos}
		return a, true
	}
	a.quote = s.src[s.pos]
	s.pos++
	a.value, a.form = s.quoted(a.quote)
	a.span = source.Span{Start: a.named.Start, End: s.pos}
	return a, true
}

func (s *scanner) unquoted() source.Span {
	start := s.pos
	for s.pos < len(s.src) && !isSpace(s.src[s.pos]) && s.src[s.pos] != '<' && s.src[s.pos] != '>' && !strings.HasPrefix(s.src[s.pos:], "/>") {
		s.pos++
	}
	return source.Span{Start: start, End: s.pos}
}

// quoted scans the value of an attribute, behind its opening quote, and the
// closing quote.
func (s *scanner) quoted(quote byte) (source.Span, form) {
	start := s.pos
	if end, form, ok := s.expression(start, quote); ok {
		s.pos = min(end+1, len(s.src))
		return source.Span{Start: start, End: end}, form
	}
	end := strings.IndexByte(s.src[start:], quote)
	less := strings.IndexByte(s.src[start:max(start, start+end)], '<')
	if end < 0 || less >= 0 && strings.ContainsAny(s.src[start+less:start+end], "\r\n") {
		// The quote found, if any, belongs to another tag.
		s.fault(unterminated, source.Span{Start: start - 1, End: start}, "this value has no closing quote")
		s.quiet = true
		if n := strings.IndexAny(s.src[start:], "<>\r\n"); n >= 0 {
			s.pos += n
		} else {
			s.pos = len(s.src)
		}
		return source.Span{Start: start, End: s.pos}, markup
	}
	if less >= 0 {
		s.fault(attributeLess, source.Span{Start: start + less, End: start + less + 1}, `an attribute cannot hold "<"; write &lt;`).Suggest = "&lt;"
	}
	s.pos = start + end + 1
	return source.Span{Start: start, End: start + end}, markup
}

// name scans a name and complains if XML does not allow it. It may be empty.
func (s *scanner) name() (string, source.Span) {
	span := source.Span{Start: s.pos, End: s.pos + s.nameLength(s.pos)}
	s.pos = span.End
	name := s.file.Slice(span)
	if name != "" && !validName(name) {
		s.fault(invalidName, span, "XML does not allow the name "+name)
	}
	return name, span
}

// nameLength is the length of the run of name characters at an offset.
func (s *scanner) nameLength(at int) int {
	n := 0
	for at+n < len(s.src) && isNameByte(s.src[at+n]) {
		n++
	}
	return n
}

// space skips white space and reports whether there was any.
func (s *scanner) space() bool {
	start := s.pos
	s.pos = skipSpace(s.src, s.pos)
	return s.pos > start
}

func skipSpace(text string, at int) int {
	for at < len(text) && isSpace(text[at]) {
		at++
	}
	return at
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isNameStart(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == ':' || c >= utf8.RuneSelf
}

func isNameByte(c byte) bool {
	return isNameStart(c) || '0' <= c && c <= '9' || c == '-' || c == '.'
}

// validName reports whether a run of name characters is a name with at most
// one prefix. Beyond ASCII, encoding/xml has the same edition of XML 1.0, the
// fourth, that .NET reads by.
func validName(name string) bool {
	prefix, local, found := strings.Cut(name, ":")
	if !isNameStart(name[0]) || found && (prefix == "" || local == "" || strings.Contains(local, ":") || !isNameStart(local[0])) {
		return false
	}
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			_, err := xml.NewDecoder(strings.NewReader("<" + name + "/>")).RawToken()
			return err == nil
		}
	}
	return true
}

// runeLength is the length of the character a text begins with.
func runeLength(text string) int {
	_, n := utf8.DecodeRuneInString(text)
	return n
}
