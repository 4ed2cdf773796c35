package clr

import (
	"fmt"
	"strconv"
	"strings"
)

// A jsonPath is a JSONPath as Json.NET reads it: steps that each lead from
// tokens to others.
//
//	path  = ["$"] step { step }
//	step  = ["."] name | ".." name | "[" index "]" | "(" index ")"
//	index = "*" | n { "," n } | [n] ":" [n] [ ":" [n] ] | 'name' { "," 'name' } | "?(" query ")"
//	query = side [ op side ] { ( "&&" | "||" ) query }
//	side  = "@" path | "$" path | 'text' | number | true | false | null | /regex/
//	op    = "==" | "===" | "!=" | "!==" | "<>" | "<" | "<=" | ">" | ">=" | "=~"
type jsonPath []pathStep

// parseJSONPath reads a path. It throws JsonException.
func parseJSONPath(text string) jsonPath {
	p := &pathParser{text: text}
	var steps jsonPath
	p.spaces()
	if p.pos == len(text) {
		return nil
	}
	start := 0
	if text[p.pos] == '$' {
		if len(text) == 1 {
			return nil
		}
		// Otherwise it is a name that begins with $.
		if next := p.pos + 1; next < len(text) && (text[next] == '.' || text[next] == '[') {
			p.pos++
			start = p.pos
		}
	}
	if !p.steps(&steps, start, false) {
		last := p.pos
		if p.spaces(); p.pos < len(text) {
			p.fail("Unexpected character while parsing path: %c", text[last])
		}
	}
	return steps
}

type pathParser struct {
	text  string
	pos   int
	depth int // of queries inside queries
}

func (p *pathParser) fail(format string, args ...any) {
	Throw(NewExceptionf(JsonExceptionType, format, args...))
}

func (p *pathParser) unexpected() {
	p.fail("Unexpected character while parsing path indexer: %c", p.text[p.pos])
}

// need throws with a message at the end of the text.
func (p *pathParser) need(message string) {
	if p.pos >= len(p.text) {
		p.fail("%s", message)
	}
}

const (
	openIndexer = "Path ended with open indexer."
	openQuery   = "Path ended with open query."
)

func (p *pathParser) spaces() {
	for p.pos < len(p.text) && p.text[p.pos] == ' ' {
		p.pos++
	}
}

func (p *pathParser) accept(s string) bool {
	if strings.HasPrefix(p.text[p.pos:], s) {
		p.pos += len(s)
		return true
	}
	return false
}

// namedStep is the step to a name, which * stands for any of.
func namedStep(name string, scan bool) pathStep {
	switch {
	case scan && name == "*":
		return scanStep{}
	case scan:
		return scanStep{names: []string{name}}
	case name == "*":
		return fieldStep{}
	}
	return fieldStep{names: []string{name}}
}

// steps reads steps; the first name began at start. It reports whether the
// text has ended.
func (p *pathParser) steps(steps *jsonPath, start int, query bool) bool {
	scan, afterIndexer, afterDot := false, false, false
	pending := func() {
		if p.pos > start {
			*steps = append(*steps, namedStep(p.text[start:p.pos], scan))
			scan = false
		}
	}
loop:
	for p.pos < len(p.text) {
		switch c := p.text[p.pos]; c {
		case '[', '(':
			pending()
			*steps = append(*steps, p.indexer(c, scan))
			p.pos++
			start = p.pos
			scan, afterIndexer, afterDot = false, true, false
		case ']', ')', ' ':
			break loop
		case '.':
			pending()
			if strings.HasPrefix(p.text[p.pos+1:], ".") {
				scan = true
				p.pos++
			}
			p.pos++
			start = p.pos
			afterIndexer, afterDot = false, true
		default:
			if query && strings.IndexByte("=<!>|&", c) >= 0 {
				break loop
			}
			if afterIndexer {
				p.fail("Unexpected character following indexer: %c", c)
			}
			p.pos++
		}
	}
	ended := p.pos == len(p.text)
	if p.pos > start {
		pending()
	} else if afterDot && (ended || query) {
		p.fail("Unexpected end while parsing path.")
	}
	return ended
}

// indexer reads what stands in brackets; the closing one is left.
func (p *pathParser) indexer(open byte, scan bool) pathStep {
	shut := byte(']')
	if open == '(' {
		shut = ')'
	}
	p.pos++
	p.need(openIndexer)
	p.spaces()
	p.need(openIndexer)
	switch p.text[p.pos] {
	case '\'':
		return p.quotedNames(shut, scan)
	case '?':
		return p.query(shut, scan)
	}
	return p.indexes(shut)
}

func (p *pathParser) quotedNames(shut byte, scan bool) pathStep {
	var names []string
	for p.pos < len(p.text) {
		names = append(names, p.quoted())
		p.spaces()
		p.need(openIndexer)
		switch p.text[p.pos] {
		case shut:
			if scan {
				return scanStep{names}
			}
			return fieldStep{names}
		case ',':
			p.pos++
			p.spaces()
		default:
			p.unexpected()
		}
	}
	p.fail(openIndexer)
	return nil
}

// quoted reads a text in single quotes.
func (p *pathParser) quoted() string {
	var b strings.Builder
	for p.pos++; p.pos < len(p.text); p.pos++ {
		switch c := p.text[p.pos]; {
		case c == '\\' && p.pos+1 < len(p.text):
			p.pos++
			at := strings.IndexByte(`btnfr\"'/`, p.text[p.pos])
			if at < 0 {
				p.fail(`Unknown escape character: \%c`, p.text[p.pos])
			}
			b.WriteByte("\b\t\n\f\r\\\"'/"[at])
		case c == '\'':
			p.pos++
			return b.String()
		default:
			b.WriteByte(c)
		}
	}
	p.fail("Path ended with an open string.")
	return ""
}

// indexes reads *, numbers or a slice.
func (p *pathParser) indexes(shut byte) pathStep {
	var list []int
	slice := sliceStep{}
	colons, isList := 0, false
	start, end := p.pos, -1
	// number is what was read since the last separator.
	number := func() (n *int) {
		stop := p.pos
		if end >= 0 {
			stop = end
		}
		if stop > start {
			v := pathNumber(p.text[start:stop])
			n = &v
		}
		start, end = p.pos+1, -1
		return n
	}
	index := func() int {
		n := number()
		if n == nil {
			p.fail("Array index expected.")
		}
		return *n
	}
	put := func(n *int) {
		*[]**int{&slice.start, &slice.stop, &slice.step}[min(colons, 2)] = n
	}
	for p.pos < len(p.text) {
		switch c := p.text[p.pos]; {
		case c == ' ':
			end = p.pos
			p.spaces()
		case c == shut && isList:
			return indexStep{append(list, index())}
		case c == shut && colons > 0:
			put(number())
			return slice
		case c == shut:
			return indexStep{[]int{index()}}
		case c == ',':
			list, isList = append(list, index()), true
			p.pos++
			p.spaces()
			start = p.pos
		case c == '*':
			p.pos++
			p.need(openIndexer)
			p.spaces()
			p.need(openIndexer)
			if p.text[p.pos] != shut {
				p.unexpected()
			}
			return indexStep{}
		case c == ':':
			if n := number(); n != nil || colons < 2 {
				put(n)
			}
			colons++
			p.pos++
			p.spaces()
			start = p.pos
		case !isDigit(c) && c != '-' || end >= 0:
			p.unexpected()
		default:
			p.pos++
		}
	}
	p.fail(openIndexer)
	return nil
}

// pathNumber is an index, read as Convert.ToInt32 does.
func pathNumber(text string) int {
	n, e := parseInteger[int32](Int32, text, styleInteger, Invariant.Number)
	if e != nil {
		Throw(e)
	}
	return int(n)
}

// query reads ?( ... ).
func (p *pathParser) query(shut byte, scan bool) pathStep {
	p.pos++
	p.need(openIndexer)
	if p.text[p.pos] != '(' {
		p.unexpected()
	}
	p.pos++
	if p.depth++; p.depth > 64 {
		p.fail("Path has too many queries inside one another.")
	}
	q := p.expression()
	p.depth--
	p.pos++
	p.need(openIndexer)
	p.spaces()
	p.need(openIndexer)
	if p.text[p.pos] != shut {
		p.unexpected()
	}
	return queryStep{q, scan}
}

// expression reads comparisons joined by && and ||. As in Json.NET a change
// from one to the other nests to the right: a && b || c is a && (b || c).
func (p *pathParser) expression() pathQuery {
	var first, inner *pathComposite
	for p.pos < len(p.text) {
		test := p.comparison()
		switch c := p.text[p.pos]; c {
		case ')':
			if inner == nil {
				return test
			}
			inner.parts = append(inner.parts, test)
			return first
		case '&', '|':
			if !p.accept(string([]byte{c, c})) {
				p.fail("Unexpected character while parsing path query: %c", c)
			}
			if and := c == '&'; inner == nil || inner.and != and {
				next := &pathComposite{and: and}
				if inner != nil {
					inner.parts = append(inner.parts, next)
				} else {
					first = next
				}
				inner = next
			}
			inner.parts = append(inner.parts, test)
		}
	}
	p.fail(openQuery)
	return nil
}

func (p *pathParser) comparison() pathQuery {
	left := p.side()
	if strings.IndexByte(")|&", p.text[p.pos]) >= 0 {
		return pathComparison{left: left, op: "exists"}
	}
	op := p.operator()
	return pathComparison{left, op, p.side()}
}

func (p *pathParser) operator() string {
	if p.pos+1 >= len(p.text) {
		p.fail(openQuery)
	}
	for _, op := range []string{"===", "==", "=~", "!==", "!=", "<>", "<=", "<", ">=", ">"} {
		if p.accept(op) {
			if op == "<>" {
				op = "!="
			}
			return op
		}
	}
	p.fail("Could not read query operator.")
	return ""
}

// side reads a path or a value.
func (p *pathParser) side() pathSide {
	p.spaces()
	p.need(openQuery)
	var s pathSide
	if c := p.text[p.pos]; c == '@' || c == '$' {
		p.pos++
		s.fromRoot = c == '$'
		if p.steps(&s.path, p.pos, true) {
			p.fail(openQuery)
		}
	} else {
		s.value = newJValue(p.value())
	}
	p.spaces()
	p.need(openQuery)
	return s
}

func (p *pathParser) value() any {
	switch c := p.text[p.pos]; {
	case c == '\'':
		return p.quoted()
	case isDigit(c) || c == '-':
		return p.number()
	case c == '/':
		return p.regex()
	case p.accept("true"):
		return true
	case p.accept("false"):
		return false
	case p.accept("null"):
		return nil
	}
	p.fail("Unexpected character while parsing path query: %c", p.text[p.pos])
	return nil
}

func (p *pathParser) number() any {
	n := strings.IndexAny(p.text[p.pos:], " )")
	if n < 0 {
		p.fail("Could not read query value.")
	}
	text := p.text[p.pos : p.pos+n]
	p.pos += n
	if strings.ContainsAny(text, ".eE") {
		if f, e := parseFloat(Double, text, 64, styleFloat, Invariant.Number); e == nil {
			return f
		}
	} else if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	p.fail("Could not read query value.")
	return nil
}

// regex reads /pattern/options as a text.
func (p *pathParser) regex() string {
	start := p.pos
	for p.pos++; p.pos < len(p.text); p.pos++ {
		switch p.text[p.pos] {
		case '\\':
			p.pos++
		case '/':
			for p.pos++; p.pos < len(p.text) && latinLetter(p.text[p.pos]); p.pos++ {
			}
			return p.text[start:p.pos]
		}
	}
	p.fail("Path ended with an open regex.")
	return ""
}

// String is a step in messages.
func (s fieldStep) String() string { return fmt.Sprintf("'%s'", strings.Join(s.names, "', '")) }
