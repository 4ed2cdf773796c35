package policy

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"sallyport/eval/source"
)

// decode is the text of a value as typed: references decoded as the form of the
// value asks, line ends as LF (XML 1.0, 2.11). Unlike XML 1.0, 3.3.3, it keeps
// line ends and tabs in attributes, because C# needs them.
func (s *scanner) decode(span source.Span, form form, report *reporter) *source.Text {
	typed := s.file.Slice(span)
	stops := "&\r"
	if form == cdata || form == broken || form == code && !s.referenceInCode(span.Start, span.End) {
		stops = "\r"
	}
	if !strings.ContainsAny(typed, stops) {
		return source.Verbatim(s.file, span)
	}
	b := source.NewBuilder(s.file)
	skip := func(int) bool { return false }
	if form == code && !s.wellFormed(span) {
		skip = inLiteral(s.src, span)
	}
	at := span.Start // of what is not yet copied
	for i := span.Start; i < span.End; i++ {
		switch c := s.src[i]; {
		case c == '\r':
			b.Copy(source.Span{Start: at, End: i})
			at = i + 1
			if at == span.End || s.src[at] != '\n' {
				b.Replace(source.Span{Start: i, End: at}, "\n")
			}
		case c == '&' && stops[0] == '&' && !skip(i):
			ref := resolve(s.src[i:span.End])
			if !ref.valid() {
				if form == markup {
					s.badReference(report, i, ref)
				}
				continue
			}
			b.Copy(source.Span{Start: at, End: i})
			at = i + ref.length
			b.Replace(source.Span{Start: i, End: at}, ref.text)
			i = at - 1
		}
	}
	b.Copy(source.Span{Start: at, End: span.End})
	return b.Text()
}

// wellFormed reports whether C# as typed is what XML takes for a value: it holds
// no <, not the quote it stands in or, in text, ]]>, and every & begins a reference.
func (s *scanner) wellFormed(span source.Span) bool {
	typed := s.file.Slice(span)
	end := "]]>"
	if before := s.src[:span.Start]; strings.HasSuffix(before, `"`) || strings.HasSuffix(before, "'") {
		end = before[len(before)-1:]
	}
	if strings.Contains(typed, "<") || strings.Contains(typed, end) {
		return false
	}
	for i := range len(typed) {
		if typed[i] == '&' && !resolve(typed[i:]).valid() {
			return false
		}
	}
	return true
}

// inLiteral tells of ascending offsets of a span of C# whether they are in a
// string, a character or a comment.
func inLiteral(text string, span source.Span) func(int) bool {
	var code []source.Span
	for s := range codeBetween(text, span) {
		code = append(code, s)
	}
	return func(at int) bool {
		for len(code) > 0 && code[0].End <= at {
			code = code[1:]
		}
		return len(code) == 0 || at < code[0].Start
	}
}

// A resolved is what a text that begins with & refers to.
type resolved struct {
	name   string // between & and ;
	length int    // with both, or 0 when there is no reference at all
	text   string // "" when the reference is to nothing
}

func (r resolved) valid() bool { return r.text != "" }

// longestName bounds the search for the end of a reference.
const longestName = 40

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}

func resolve(text string) resolved {
	text = text[:min(len(text), longestName)]
	end := strings.IndexByte(text, ';')
	if end < 2 || strings.IndexFunc(text[1:end], notInName) >= 0 {
		return resolved{}
	}
	r := resolved{name: text[1:end], length: end + 1}
	if digits, ok := strings.CutPrefix(r.name, "#"); ok {
		base := 10
		if hex, ok := strings.CutPrefix(digits, "x"); ok {
			digits, base = hex, 16
		}
		if n, err := strconv.ParseUint(digits, base, 32); err == nil && validRune(rune(n)) {
			r.text = string(rune(n))
		}
		return r
	}
	r.text = entities[r.name]
	return r
}

// notInName reports a character that a reference does not have.
func notInName(r rune) bool {
	return r != '#' && (r >= 0x80 || !isNameByte(byte(r)))
}

// validRune reports whether XML 1.0 allows a character (production 2, Char).
func validRune(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || ' ' <= r && r <= 0xd7ff || 0xe000 <= r && r <= 0xfffd || 0x10000 <= r && r <= 0x10ffff
}

// badReference reports an & that begins no reference, or one to nothing.
func (s *scanner) badReference(report *reporter, at int, ref resolved) {
	span := source.Span{Start: at, End: at + max(1, ref.length)}
	switch {
	case ref.length == 0:
		report.fault(bareAmpersand, span, `this "&" begins no reference; it is written &amp;`).Suggest = "&amp;"
	case ref.name[0] == '#':
		report.fault(invalidReference, span, s.file.Slice(span)+" is no character that XML allows")
	case s.dtd: // the document type was refused, and this may come of it
	default:
		d := report.fault(unknownEntity, span, "XML does not know the entity "+s.file.Slice(span))
		if text := []rune(html.UnescapeString(s.file.Slice(span))); len(text) == 1 {
			d.Suggest = fmt.Sprintf("&#%d;", text[0])
		}
	}
}
