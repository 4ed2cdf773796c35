package clr

import "fmt"

// XmlExceptionType is System.Xml.XmlException.
var XmlExceptionType = exception("System.Xml.XmlException", SystemExceptionType, "An XML error has occurred.")

// xmlFault is an XmlException without a place.
func xmlFault(format string, args ...any) *Exception {
	return NewExceptionf(XmlExceptionType, format, args...)
}

// xmlFaultAt is an XmlException at a line and column, both from 1.
func xmlFaultAt(line, column int, format string, args ...any) *Exception {
	e := xmlFault(format+fmt.Sprintf(" Line %d, position %d.", line, column), args...)
	e.Data = map[string]any{"LineNumber": int32(line), "LinePosition": int32(column)}
	return e
}

func init() {
	place := func(key string) Impl {
		return F1(func(e *Exception) int32 { n, _ := e.Data[key].(int32); return n })
	}
	XmlExceptionType.Define(
		Row("int LineNumber { get; }", "The line of the fault, from 1; 0 when it has no place.", place("LineNumber"), `new XmlException("no").LineNumber // 0`),
		Row("int LinePosition { get; }", "The column of the fault, from 1; 0 when it has no place.", place("LinePosition"), `new XmlException("no").LinePosition // 0`),
	)
}

// xmlCharText is a character as XmlException shows it: itself and its number.
func xmlCharText(r rune) string {
	if r < 0x20 || r >= 0xD800 && r < 0xE000 || r >= 0xFFFE {
		return fmt.Sprintf("'\\x%02X', hexadecimal value 0x%02X", r, r)
	}
	return fmt.Sprintf("'%c', hexadecimal value 0x%02X", r, r)
}

// verifyNCName throws unless a text is a name without a colon: ArgumentException
// when it is empty, XmlException otherwise.
func verifyNCName(s string) {
	if s == "" {
		Throw(Argument("The empty string '' is not a valid local name.", ""))
	}
	if n := ncName(s); n < len(s) {
		Throw(badNameChar(s, n))
	}
}

// verifyName throws XmlException unless a text is a name; it may have colons.
func verifyName(s string) {
	if s == "" {
		Throw(ArgumentNull("name"))
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
		return xmlFault("Name cannot begin with the %s character.", xmlCharText(r))
	}
	return xmlFault("The %s character, cannot be included in a name.", xmlCharText(r))
}
