package clr

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A jsonReader reads JSON text as Json.NET's JsonTextReader does, with all its
// leniency: single quotes, names without quotes, comments, a comma before the
// end, missing elements, NaN, hexadecimal and octal numbers, constructors.
type jsonReader struct {
	env   *Env
	text  string
	pos   int // in bytes
	state jsonState
	kind  jsonTokenKind // of the token that was read last
	value any           // of a value; the text of a comment; the name of a property or constructor
	at    jsonPlace     // the innermost container
	stack []jsonPlace   // those around it

	raw   bool // dates stay texts and floating point numbers keep theirs, for deserialize
	texts bool // dates stay texts
}

// A rawFloat is a number of a raw reader: a decimal is read of its text.
type rawFloat struct {
	float64
	text string
}

// A jsonState is what may come next.
type jsonState uint8

const (
	jsonStart jsonState = iota
	jsonProperty
	jsonObjectStart
	jsonObject
	jsonArrayStart
	jsonArray
	jsonConstructorStart
	jsonConstructor
	jsonPostValue
	jsonFinished
)

// A jsonTokenKind is Json.NET's JsonToken.
type jsonTokenKind uint8

const (
	jsonNone jsonTokenKind = iota
	jsonStartObject
	jsonStartArray
	jsonStartConstructor
	jsonPropertyName
	jsonComment
	jsonRaw
	jsonInteger
	jsonFloat
	jsonString
	jsonBoolean
	jsonNull
	jsonUndefined
	jsonEndObject
	jsonEndArray
	jsonEndConstructor
	jsonDate
	jsonBytes
)

func (k jsonTokenKind) String() string {
	return [...]string{"None", "StartObject", "StartArray", "StartConstructor", "PropertyName", "Comment", "Raw", "Integer", "Float", "String",
		"Boolean", "Null", "Undefined", "EndObject", "EndArray", "EndConstructor", "Date", "Bytes"}[k]
}

// A jsonPlace is a container that is open, and where in it the reader is.
type jsonPlace struct {
	kind  jsonTokenKind // jsonStartObject, jsonStartArray or jsonStartConstructor; jsonNone outside all
	index int           // of the element; -1 before the first
	name  string        // of the property
	named bool
}

// maxJSONDepth is how many levels of containers a text may have, and how deep
// anything that walks a tree of tokens goes. Json.NET's own default of 64 came
// late, in version 13; a limit of some kind is needed because what is nested
// deeply costs the square of its depth when it is written with indentation.
const maxJSONDepth = 1024

func newJSONReader(env *Env, text string) *jsonReader {
	return &jsonReader{env: env, text: text, at: jsonPlace{index: -1}}
}

// fail throws JsonReaderException with a message that says where.
func (r *jsonReader) fail(format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	if !strings.HasSuffix(message, ".") {
		message += "."
	}
	line, position, where := r.place()
	Throw(jsonFault(message+where, line, position, r.path()))
}

// place is where the reader is, and how messages say it.
func (r *jsonReader) place() (line, position int32, text string) {
	line, position = r.line()
	return line, position, fmt.Sprintf(" Path '%s', line %d, position %d.", r.path(), line, position)
}

// line is where the reader is: the line, and the UTF-16 units of it that were read.
func (r *jsonReader) line() (line, position int32) {
	if r.state == jsonStart && r.pos == 0 {
		return 0, 0
	}
	done := r.text[:min(r.pos, len(r.text))]
	line, start := 1, 0
	for i := 0; i < len(done); i++ {
		switch done[i] {
		case '\r':
			if i+1 < len(r.text) && r.text[i+1] == '\n' {
				continue
			}
			line, start = line+1, i+1
		case '\n':
			line, start = line+1, i+1
		}
	}
	return line, int32(Length(done[start:]))
}

// path is Json.NET's path of the token that the reader is at.
func (r *jsonReader) path() string {
	var p jsonPathText
	for _, place := range r.stack {
		p.place(place)
	}
	if r.state != jsonObjectStart && r.state != jsonArrayStart && r.state != jsonConstructorStart {
		p.place(r.at)
	}
	return p.String()
}

// A jsonPathText builds a path: a.b[0]['c d'].
type jsonPathText struct{ strings.Builder }

func (p *jsonPathText) place(at jsonPlace) {
	switch {
	case at.kind == jsonStartObject && at.named:
		p.property(at.name)
	case at.kind == jsonStartArray || at.kind == jsonStartConstructor:
		p.index(at.index)
	}
}

func (p *jsonPathText) property(name string) {
	if strings.ContainsAny(name, ". '/\"[]()\t\n\r\f\b\\\u0085\u2028\u2029") {
		p.WriteString("['")
		p.WriteString(escapeJSON(name, '\''))
		p.WriteString("']")
		return
	}
	if p.Len() > 0 {
		p.WriteByte('.')
	}
	p.WriteString(name)
}

func (p *jsonPathText) index(i int) {
	p.WriteByte('[')
	p.WriteString(strconv.Itoa(i))
	p.WriteByte(']')
}

// read goes to the next token; it is false at the end of the text.
func (r *jsonReader) read() bool {
	r.env.Step(1)
	for {
		switch r.state {
		case jsonStart, jsonProperty, jsonArray, jsonArrayStart, jsonConstructor, jsonConstructorStart:
			return r.readValue()
		case jsonObject, jsonObjectStart:
			return r.readProperty()
		case jsonPostValue:
			if r.readPostValue() {
				return true
			}
		case jsonFinished:
			r.space()
			if r.pos >= len(r.text) {
				r.kind = jsonNone
				return false
			}
			if r.text[r.pos] != '/' {
				r.fail("Additional text encountered after finished reading JSON content: %s", r.char())
			}
			r.comment()
			return true
		}
	}
}

// char is the character at the reader's place, for messages.
func (r *jsonReader) char() string {
	if r.pos >= len(r.text) {
		return "\x00"
	}
	_, n := decodeWTF8(r.text[r.pos:])
	return r.text[r.pos : r.pos+n]
}

// space skips white space, and the NUL that Json.NET takes for the end of its buffer.
func (r *jsonReader) space() {
	for r.pos < len(r.text) {
		switch c := r.text[r.pos]; {
		case c == ' ' || c >= '\t' && c <= '\r' || c == 0:
			r.pos++
		case c < utf8.RuneSelf:
			if !whiteSpace(Char(c)) {
				return
			}
			r.pos++
		default:
			u, n := decodeWTF8(r.text[r.pos:])
			if u > math.MaxUint16 || !whiteSpace(Char(u)) {
				return
			}
			r.pos += n
		}
	}
}

func (r *jsonReader) open(kind jsonTokenKind, state jsonState) {
	r.advance()
	r.kind, r.state = kind, state
	if len(r.stack) >= maxJSONDepth {
		r.fail("The reader's MaxDepth of %d has been exceeded", maxJSONDepth)
	}
	r.stack = append(r.stack, r.at)
	r.at = jsonPlace{kind: kind, index: -1}
}

func (r *jsonReader) close(kind jsonTokenKind) {
	r.pos++
	was := r.at.kind
	if n := len(r.stack); n > 0 {
		r.at = r.stack[n-1]
		r.stack = r.stack[:n-1]
	}
	if was != kind-jsonEndObject+jsonStartObject {
		r.fail("JsonToken %s is not valid for closing JsonType %s", kind, strings.TrimPrefix(was.String(), "Start"))
	}
	r.kind = kind
	r.after()
}

// after is the state when a value is complete.
func (r *jsonReader) after() {
	r.state = jsonPostValue
	if r.at.kind == jsonNone {
		r.state = jsonFinished
	}
}

// advance counts an element of an array.
func (r *jsonReader) advance() {
	if r.at.kind == jsonStartArray || r.at.kind == jsonStartConstructor {
		r.at.index++
	}
}

func (r *jsonReader) set(kind jsonTokenKind, value any) {
	r.kind, r.value = kind, value
	r.after()
	r.advance()
}

func (r *jsonReader) readValue() bool {
	r.space()
	if r.pos >= len(r.text) {
		return false
	}
	switch c := r.text[r.pos]; c {
	case '"', '\'':
		r.pos++
		text := r.quoted(c)
		if d, ok := parseJSONDate(text); ok && !r.raw && !r.texts {
			r.set(jsonDate, d)
		} else {
			r.set(jsonString, text)
		}
	case '{':
		r.pos++
		r.open(jsonStartObject, jsonObjectStart)
	case '[':
		r.pos++
		r.open(jsonStartArray, jsonArrayStart)
	case ']':
		r.close(jsonEndArray)
	case ')':
		r.close(jsonEndConstructor)
	case ',': // an element that is missing; the comma is read after it
		r.set(jsonUndefined, nil)
	case '/':
		r.comment()
	case 't':
		r.word("true", "boolean value")
		r.set(jsonBoolean, true)
	case 'f':
		r.word("false", "boolean value")
		r.set(jsonBoolean, false)
	case 'u':
		r.word("undefined", "undefined value")
		r.set(jsonUndefined, nil)
	case 'N':
		r.word("NaN", "NaN value")
		r.set(jsonFloat, math.NaN())
	case 'I':
		r.word("Infinity", "Infinity value")
		r.set(jsonFloat, math.Inf(1))
	case 'n':
		r.nullOrConstructor()
	case '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		if strings.HasPrefix(r.text[r.pos:], "-I") {
			r.word("-Infinity", "-Infinity value")
			r.set(jsonFloat, math.Inf(-1))
			break
		}
		r.number()
	default:
		r.unexpected()
	}
	return true
}

func (r *jsonReader) unexpected() {
	r.fail("Unexpected character encountered while parsing value: %s", r.char())
}

func (r *jsonReader) unexpectedEnd() {
	r.pos = len(r.text)
	r.fail("Unexpected end when reading JSON")
}

func (r *jsonReader) nullOrConstructor() {
	if r.pos+1 >= len(r.text) {
		r.unexpectedEnd()
	}
	switch r.text[r.pos+1] {
	case 'u':
		r.word("null", "null value")
		r.set(jsonNull, nil)
	case 'e':
		r.constructor()
	default:
		r.unexpected()
	}
}

// word reads a word that something other than a letter must follow.
func (r *jsonReader) word(want, what string) {
	rest := r.text[r.pos:]
	if len(rest) < len(want) {
		r.unexpectedEnd()
	}
	n := 0
	for n < len(want) && rest[n] == want[n] {
		n++
	}
	r.pos += n
	if n < len(want) || !r.separator() {
		if want == "new" {
			r.fail("Unexpected content while parsing JSON")
		}
		r.fail("Error parsing %s", what)
	}
}

// separator reports whether what follows ends a word.
func (r *jsonReader) separator() bool {
	if r.pos >= len(r.text) {
		return true
	}
	switch c := r.text[r.pos]; c {
	case '}', ']', ',', 0:
		return true
	case ')':
		return r.at.kind == jsonStartConstructor
	case '/':
		return r.pos+1 < len(r.text) && (r.text[r.pos+1] == '*' || r.text[r.pos+1] == '/')
	}
	before := r.pos
	r.space()
	found := r.pos > before
	r.pos = before
	return found
}

// constructor reads "new Name(".
func (r *jsonReader) constructor() {
	r.word("new", "")
	r.space()
	start := r.pos
	for r.pos < len(r.text) && r.identifier(false) {
	}
	if r.pos >= len(r.text) {
		r.fail("Unexpected end while parsing constructor")
	}
	name := r.text[start:r.pos]
	r.space()
	if r.pos >= len(r.text) || r.text[r.pos] != '(' {
		r.fail("Unexpected character while parsing constructor: %s", r.char())
	}
	r.pos++
	r.open(jsonStartConstructor, jsonConstructorStart)
	r.value = name
}

// identifier reads a character of a name without quotes.
func (r *jsonReader) identifier(symbols bool) bool {
	u, n := decodeWTF8(r.text[r.pos:])
	if u > math.MaxUint16 || !inCategory(Char(u), unicode.L, unicode.Nd) && !(symbols && (u == '_' || u == '$')) {
		return false
	}
	r.pos += n
	return true
}

func (r *jsonReader) readProperty() bool {
	r.space()
	if r.pos >= len(r.text) {
		return false
	}
	switch c := r.text[r.pos]; c {
	case '}':
		r.close(jsonEndObject)
		return true
	case '/':
		r.comment()
		return true
	case '"', '\'':
		r.pos++
		r.value = r.quoted(c)
	default:
		r.value = r.unquoted()
	}
	r.space()
	if r.pos >= len(r.text) || r.text[r.pos] != ':' {
		r.fail("Invalid character after parsing property name. Expected ':' but got: %s", r.char())
	}
	r.pos++
	r.kind, r.state = jsonPropertyName, jsonProperty
	r.at.name, r.at.named = r.value.(string), true
	return true
}

func (r *jsonReader) unquoted() string {
	start := r.pos
	for r.pos < len(r.text) && r.identifier(true) {
	}
	if r.pos == start {
		r.fail("Invalid property identifier character: %s", r.char())
	}
	if r.pos >= len(r.text) {
		r.fail("Unexpected end while parsing unquoted property name")
	}
	name := r.text[start:r.pos]
	before := r.pos
	if r.space(); r.pos == before && r.text[r.pos] != ':' {
		r.fail("Invalid JavaScript property identifier character: %s", r.char())
	}
	return name
}

// readPostValue reads what follows a value; false means that a comma or the
// end was read, and that the state says what comes next.
func (r *jsonReader) readPostValue() bool {
	r.space()
	if r.pos >= len(r.text) {
		r.state = jsonFinished
		return false
	}
	switch r.text[r.pos] {
	case '}':
		r.close(jsonEndObject)
	case ']':
		r.close(jsonEndArray)
	case ')':
		r.close(jsonEndConstructor)
	case '/':
		r.comment()
	case ',':
		r.pos++
		switch r.at.kind {
		case jsonStartObject:
			r.state = jsonObject
		case jsonStartArray:
			r.state = jsonArray
		default:
			r.state = jsonConstructor
		}
		return false
	default:
		r.fail("After parsing a value an unexpected character was encountered: %s", r.char())
	}
	return true
}

// comment reads a comment of either form; the state stays.
func (r *jsonReader) comment() {
	r.pos++
	rest := r.text[r.pos:]
	switch {
	case rest == "":
		r.fail("Unexpected end while parsing comment")
	case rest[0] == '*':
		end := strings.Index(rest[1:], "*/")
		if end < 0 {
			r.pos = len(r.text)
			r.fail("Unexpected end while parsing comment")
		}
		r.kind, r.value = jsonComment, rest[1:1+end]
		r.pos += end + 3
	case rest[0] == '/':
		end := strings.IndexAny(rest, "\r\n")
		if end < 0 {
			end = len(rest)
		}
		r.kind, r.value = jsonComment, rest[1:end]
		r.pos += end
	default:
		r.fail("Error parsing comment. Expected: *, got %s", r.char())
	}
}

// quoted reads a text up to its closing quote. A text without escapes shares
// the memory of the whole.
func (r *jsonReader) quoted(quote byte) string {
	start := r.pos
	for ; r.pos < len(r.text); r.pos++ {
		switch r.text[r.pos] {
		case quote:
			r.pos++
			return r.text[start : r.pos-1]
		case '\\':
			return r.escaped(quote, start)
		}
	}
	r.fail("Unterminated string. Expected delimiter: %c", quote)
	return ""
}

// escaped reads a text that has escapes.
func (r *jsonReader) escaped(quote byte, start int) string {
	var b strings.Builder
	for r.pos < len(r.text) {
		c := r.text[r.pos]
		if c == quote {
			b.WriteString(r.text[start:r.pos])
			r.pos++
			r.env.Charge(b.Len())
			return b.String()
		}
		r.pos++
		if c != '\\' {
			continue
		}
		b.WriteString(r.text[start : r.pos-1])
		if r.pos >= len(r.text) {
			break
		}
		r.pos++
		switch c := r.text[r.pos-1]; c {
		case 'b':
			b.WriteByte('\b')
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'f':
			b.WriteByte('\f')
		case 'r':
			b.WriteByte('\r')
		case '\\', '"', '\'', '/':
			b.WriteByte(c)
		case 'u':
			b.WriteRune(r.unicode())
		default:
			r.pos--
			bad := r.char()
			r.pos += len(bad)
			r.fail("Bad JSON escape sequence: \\%s", bad)
		}
		start = r.pos
	}
	r.fail("Unterminated string. Expected delimiter: %c", quote)
	return ""
}

// unicode reads the digits of \u, and of a second escape when the two are a
// pair of surrogates. Any other surrogate becomes U+FFFD.
func (r *jsonReader) unicode() rune {
	first := r.hex()
	if first < 0xD800 || first > 0xDFFF {
		return first
	}
	if first < 0xDC00 && strings.HasPrefix(r.text[r.pos:], `\u`) {
		before := r.pos
		r.pos += 2
		if second := r.hex(); second >= 0xDC00 && second <= 0xDFFF {
			return (first-0xD800)<<10 + (second - 0xDC00) + 0x10000
		}
		r.pos = before
	}
	return utf8.RuneError
}

func (r *jsonReader) hex() rune {
	if r.pos+4 > len(r.text) {
		r.fail("Unexpected end while parsing unicode character")
	}
	digits := r.text[r.pos : r.pos+4]
	n, err := strconv.ParseUint(digits, 16, 16)
	if err != nil {
		r.fail("Invalid Unicode escape sequence: \\u%s", digits)
	}
	r.pos += 4
	return rune(n)
}

// number reads a number: digits, letters of hexadecimal, signs and points, as
// far as they go, and then what they mean.
func (r *jsonReader) number() {
	start := r.pos
	for r.pos < len(r.text) && strings.IndexByte("-+.0123456789abcdefABCDEFxX", r.text[r.pos]) >= 0 {
		r.pos++
	}
	text := r.text[start:r.pos]
	if r.pos < len(r.text) && strings.IndexByte(",}])/\x00", r.text[r.pos]) < 0 {
		before := r.pos
		if r.space(); r.pos == before {
			r.fail("Unexpected character encountered while parsing number: %s", r.char())
		}
		r.pos = before
	}
	r.set(jsonInteger, nil) // a fault of the number itself is one of its element
	var ok bool
	if r.value, ok = jsonNumber(text); !ok {
		r.fail("Input string '%s' is not a valid number", text)
	}
	if f, isFloat := r.value.(float64); isFloat {
		r.kind = jsonFloat
		if r.raw {
			r.value = rawFloat{f, text}
		}
	}
}

// jsonNumber is the value of a number's text: an int64, a BigInteger where
// that is too small, or a float64. 0x1F and 017 are hexadecimal and octal.
func jsonNumber(text string) (v any, ok bool) {
	digits := strings.TrimPrefix(text, "-")
	if len(text) > 1 && text[0] == '0' && strings.IndexByte(".eE", text[1]) < 0 {
		n, err := strconv.ParseUint(text[1:], 8, 64)
		if text[1] == 'x' || text[1] == 'X' {
			n, err = strconv.ParseUint(text[2:], 16, 64)
		}
		return int64(n), err == nil
	}
	if digits != "" && strings.Trim(digits, "0123456789") == "" {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n, true
		}
		if len(digits) > maxIntegerDigits {
			return nil, false
		}
		n, ok := new(big.Int).SetString(text, 10)
		return BigInteger{n}, ok
	}
	f, e := parseFloat(Double, text, 64, styleFloat, Invariant.Number)
	return f, e == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}

// maxIntegerDigits bounds a whole number, whose cost grows with the square of
// its digits; the limit is Json.NET's.
const maxIntegerDigits = 380
