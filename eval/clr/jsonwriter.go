package clr

import (
	"encoding/base64"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// WriteToken is a token as JSON, as Json.NET writes it: indented with two
// spaces, or on one line.
func WriteToken(env *Env, t Token, indent bool) string {
	w := &jsonWriter{env: env, indent: indent}
	w.token(t)
	return w.String()
}

// tokenText is a token as ToString gives it where no budget is at hand: within
// one of its own.
func tokenText(t Token) string { return WriteToken(&Env{Limits: DefaultLimits}, t, true) }

// A jsonWriter writes JSON as Json.NET's JsonTextWriter does.
type jsonWriter struct {
	strings.Builder
	env     *Env
	indent  bool
	depth   int
	charged int
}

// line begins a new line where there is indentation.
func (w *jsonWriter) line() {
	if w.indent {
		w.WriteString(NewLine)
		for range w.depth {
			w.WriteString("  ")
		}
	}
}

// begin and end stand around what is in a container; next goes before each part.
func (w *jsonWriter) begin(open string) {
	w.WriteString(open)
	w.depth++
	checkDepth(w.depth)
}

func (w *jsonWriter) next(first bool) {
	if !first {
		w.WriteByte(',')
	}
	w.line()
	w.env.Step(1)
	w.env.Charge(w.Len() - w.charged)
	w.charged = w.Len()
}

func (w *jsonWriter) end(empty bool, shut byte) {
	w.depth--
	if !empty {
		w.line()
	}
	w.WriteByte(shut)
}

func (w *jsonWriter) name(name string) {
	w.WriteByte('"')
	w.escape(name, '"')
	w.WriteString(`":`)
	if w.indent {
		w.WriteByte(' ')
	}
}

func (w *jsonWriter) token(t Token) {
	switch t := t.(type) {
	case nil:
		w.WriteString("null")
	case *JObject:
		w.begin("{")
		w.end(w.properties(t.items), '}')
	case *JProperty:
		w.name(t.name)
		w.token(t.value)
	case *JArray:
		w.begin("[")
		w.end(w.tokens(t.items), ']')
	case *JConstructor:
		w.begin("new " + Text(t.name) + "(")
		w.end(w.tokens(t.items), ')')
	case *JValue:
		w.jvalue(t)
	case *objectPairs:
		w.token(t.JObject)
	}
}

// properties writes properties and reports whether there was none; one whose
// value is a comment is that comment.
func (w *jsonWriter) properties(items []Token) (empty bool) {
	empty = true
	for _, t := range items {
		p := t.(*JProperty)
		if p.value.Kind() == JComment {
			w.token(p.value)
			continue
		}
		w.next(empty)
		w.token(p)
		empty = false
	}
	return empty
}

// tokens writes elements and reports whether there was none; a comment is no
// element and has no comma.
func (w *jsonWriter) tokens(items []Token) (empty bool) {
	empty = true
	for _, t := range items {
		if t.Kind() == JComment {
			w.line()
		} else {
			w.next(empty)
			empty = false
		}
		w.token(t)
	}
	return empty
}

func (w *jsonWriter) jvalue(v *JValue) {
	switch v.kind {
	case JComment:
		w.WriteString("/*" + Text(v.value) + "*/")
	case JRaw:
		w.WriteString(Text(v.value))
	case JUndefined:
		w.WriteString("undefined")
	case JString:
		if v.value == nil {
			w.WriteString("null")
			return
		}
		w.text(Text(v.value))
	default:
		w.value(v.value)
	}
}

// value writes a C# value that is no object and no sequence; false for any other.
func (w *jsonWriter) value(v any) bool {
	switch v := v.(type) {
	case nil:
		w.WriteString("null")
	case string:
		w.text(v)
	case bool:
		w.WriteString(strconv.FormatBool(v))
	case int64:
		w.WriteString(strconv.FormatInt(v, 10))
	case int8, uint8, int16, uint16, int32, uint32, uint64, BigInteger:
		w.WriteString(ToString(v))
	case float64:
		w.float(v, v)
	case float32:
		w.float(float64(v), v)
	case Decimal:
		w.WriteString(withPlace(v.ToString()))
	case Enum:
		w.WriteString(ToString(enumValue(v.T)(v.V)))
	case DateTime:
		w.text(jsonDateText(v))
	case DateTimeOffset:
		w.text(v.FormatWith(isoFormat))
	case Char, Guid, TimeSpan:
		w.text(ToString(v))
	case *Uri:
		w.text(v.original)
	case *Array:
		if v.ElemType() != Byte {
			return false
		}
		w.WriteByte('"')
		w.env.Charge(len(v.Bytes()) * 4 / 3)
		w.WriteString(base64.StdEncoding.EncodeToString(v.Bytes()))
		w.WriteByte('"')
	default:
		return false
	}
	return true
}

// isoFormat is how Json.NET writes dates.
const isoFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"

func jsonDateText(d DateTime) string { return d.FormatWith(isoFormat) }

// float writes v, a float or double, so that it reads back the same; what is
// no number is a text.
func (w *jsonWriter) float(f float64, v any) {
	text := FormatNumber(v, "R", Invariant.Number)
	if math.IsNaN(f) || math.IsInf(f, 0) {
		w.text(text)
		return
	}
	w.WriteString(withPlace(text))
}

// withPlace gives a number's text a decimal place: 1 becomes 1.0.
func withPlace(text string) string {
	if strings.ContainsAny(text, ".eE") {
		return text
	}
	return text + ".0"
}

func (w *jsonWriter) text(s string) {
	w.WriteByte('"')
	w.escape(s, '"')
	w.WriteByte('"')
}

func (w *jsonWriter) escape(s string, quote byte) {
	done := 0
	for i := 0; i < len(s); {
		n, escaped := jsonEscape(s[i:], quote)
		if escaped != "" {
			w.WriteString(s[done:i])
			w.WriteString(escaped)
			done = i + n
		}
		i += n
	}
	w.WriteString(s[done:])
}

// escapeJSON is a text with what JSON escapes, for a quote of either kind.
func escapeJSON(s string, quote byte) string {
	var w jsonWriter
	w.escape(s, quote)
	return w.String()
}

// jsonEscape is the length of the first character of s, and its escape if it
// has one: the quote, backslash, control characters, and those that end lines
// in JavaScript.
func jsonEscape(s string, quote byte) (n int, escaped string) {
	switch c := s[0]; {
	case c == quote:
		return 1, `\` + string(rune(c))
	case c == '\\':
		return 1, `\\`
	case c >= ' ' && c < utf8.RuneSelf:
		return 1, ""
	case c == '\b':
		return 1, `\b`
	case c == '\t':
		return 1, `\t`
	case c == '\n':
		return 1, `\n`
	case c == '\f':
		return 1, `\f`
	case c == '\r':
		return 1, `\r`
	case c < ' ':
		return 1, `\u00` + string(hexDigits[c>>4]) + string(hexDigits[c&15])
	}
	switch r, n := utf8.DecodeRuneInString(s); r {
	case '\u0085':
		return n, `\u0085`
	case '\u2028':
		return n, `\u2028`
	case '\u2029':
		return n, `\u2029`
	default:
		return n, ""
	}
}

const hexDigits = "0123456789abcdef"
