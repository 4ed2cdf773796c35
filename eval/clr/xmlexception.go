package clr

import (
	"fmt"
	"strings"
)

// XmlExceptionType is System.Xml.XmlException.
var XmlExceptionType = exception("System.Xml.XmlException", SystemExceptionType, "An XML error has occurred.")

// xmlFault is an XmlException without a place.
func xmlFault(format string, args ...any) *Exception {
	return NewExceptionf(XmlExceptionType, format, args...)
}

// xmlFaultAt is an XmlException at a line and column, both from 1.
func xmlFaultAt(line, column int, format string, args ...any) *Exception {
	return placed(xmlFault(format, args...), int32(line), int32(column))
}

// placed adds the place to an XmlException.
func placed(e *Exception, line, column int32) *Exception {
	e.Message += fmt.Sprintf(" Line %d, position %d.", line, column)
	e.Data = map[string]any{"LineNumber": line, "LinePosition": column}
	return e
}

func init() {
	place := func(key string) Impl {
		return F1(func(e *Exception) int32 { n, _ := e.Data[key].(int32); return n })
	}
	XmlExceptionType.Define(
		Row("new(string message, Exception innerException, int lineNumber, int linePosition)", "Makes the exception; the message names the place unless its line is 0.", F4(func(message any, inner Opt[*Exception], line, column int32) *Exception {
			e := xmlFault("%s", defaultMessages[XmlExceptionType])
			setMessage(e, []any{message})
			e.Inner = inner.Value
			if line != 0 {
				placed(e, line, column)
			}
			return e
		}), `new XmlException("no", null, 3, 4).Message // "no Line 3, position 4."`),
		Row("int LineNumber { get; }", "The line of the fault, from 1; 0 when it has no place.", place("LineNumber"), `new XmlException("no").LineNumber // 0`),
		Row("int LinePosition { get; }", "The column of the fault, from 1; 0 when it has no place.", place("LinePosition"), `new XmlException("no").LinePosition // 0`),
	)
}

// xmlChar is a character as XmlException shows it, NUL as a full stop.
func xmlChar(r rune) string {
	if r == 0 {
		return "."
	}
	var b strings.Builder
	writeWTF8(&b, r)
	return b.String()
}

// xmlCharText is a character and its number.
func xmlCharText(r rune) string {
	return fmt.Sprintf("'%s' character, hexadecimal value 0x%02X", xmlChar(r), r)
}

// invalidXMLChar is what is said of a character that does not belong; as says
// what it is, or is empty.
func invalidXMLChar(r rune, as string) string {
	return fmt.Sprintf("'%s', hexadecimal value 0x%02X, is an invalid %scharacter.", xmlChar(r), r, as)
}

// verifyNCName throws unless a text is a name without a colon:
// ArgumentNullException when it is empty, XmlException otherwise.
func verifyNCName(s string) {
	if s == "" {
		Throw(emptyName("local name"))
	}
	if n := ncName(s); n < len(s) {
		Throw(badNameChar(s, n))
	}
}

func emptyName(what string) *Exception {
	e := ArgumentNull("name")
	e.Message = "The empty string '' is not a valid " + what + "."
	return e
}

// verifyName throws XmlException unless a text is a name; it may have colons.
func verifyName(s string) {
	if s == "" {
		Throw(emptyName("name"))
	}
	for i, r := range s {
		if r != ':' && (i == 0 && !isNameStart(r) || !isNameChar(r)) {
			Throw(badNameChar(s, i))
		}
	}
}

// badNameChar is the fault of a name with a character that does not belong at
// the byte of that index.
func badNameChar(s string, at int) *Exception {
	r, _ := decodeWTF8(s[at:])
	if at == 0 {
		return xmlFault(badNameStart, xmlCharText(r))
	}
	return xmlFault(badNameRest, xmlCharText(r))
}

// What is said of characters in names; %s is an xmlCharText.
const (
	badNameStart = "Name cannot begin with the %s."
	badNameRest  = "The %s, cannot be included in a name."
)
