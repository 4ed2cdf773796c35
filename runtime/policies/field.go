package policies

import (
	"strings"

	"sallyport/runtime"
)

// lineBreaks are the characters that would end a line of a message's head, and
// the one that some readers take for its end.
const lineBreaks = "\r\n\x00"

// isFieldValue reports whether a text can be the value of a header field.
func isFieldValue(text string) bool { return !strings.ContainsAny(text, lineBreaks) }

// isToken reports whether a text is a token of RFC 9110: a method or the name
// of a header field.
func isToken(text string) bool {
	for i := range len(text) {
		c := text[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0) {
			return false
		}
	}
	return text != ""
}

// invalid is the failure of a policy whose expression gave what no message can
// hold.
func invalid(message string) error {
	return &runtime.Error{Reason: runtime.ReasonExpression, Message: message}
}
