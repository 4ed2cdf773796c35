package syntax

import "sallyport/eval/source"

// Literals are the spans of s[start:end], which holds C#, that are not code:
// strings, characters and comments, and of interpolated strings the text
// between the holes. Whoever finds something there that looks like code, or
// like markup, knows that it may be meant as it stands.
func Literals(s string, start, end int) []source.Span { return literals(s, start, end, true) }

// Strings are the spans of s[start:end], which holds C#, that are text: strings
// and characters, and of interpolated strings the text between the holes. White
// space anywhere else means nothing.
func Strings(s string, start, end int) []source.Span { return literals(s, start, end, false) }

func literals(s string, start, end int, comments bool) []source.Span {
	var spans []source.Span
	sc := scanner{src: s[:end], pos: start}
	for {
		before := sc.pos
		l := sc.next()
		if comment := skipBlank(s, before, int(l.start)); comments && comment < int(l.start) {
			spans = append(spans, source.Span{Start: comment, End: int(l.start)})
		}
		switch l.kind {
		case EOF:
			return spans
		case CHAR, TEXT, INTERPTEXT, FORMAT:
			spans = append(spans, source.Span{Start: int(l.start), End: int(l.end)})
		}
	}
}

// skipBlank is the offset of the first byte between two that is no blank.
func skipBlank(s string, at, end int) int {
	for at < end && (s[at] == ' ' || '\t' <= s[at] && s[at] <= '\r') {
		at++
	}
	return at
}
