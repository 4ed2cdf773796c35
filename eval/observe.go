package eval

import (
	"slices"
	"strconv"
	"strings"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// A Point is a place in an expression that an observed run reports: a value
// that is worth showing to a person, a way that was taken, or both.
type Point struct {
	Kind PointKind
	File *source.File
	Span source.Span // of File
}

// Text is the C# of the point as its author typed it: a named value is still
// its name there.
func (p Point) Text() string { return p.File.Slice(p.Span) }

// A PointKind says what a point reports.
type PointKind uint8

// The kinds of points.
const (
	// ValuePoint is a sub-expression: a variable, a member, a call, an operator
	// with its operands, each side of && || ?: and ??. Literals, parameters of
	// lambdas and what makes an object are none. Its record has values.
	ValuePoint PointKind = iota

	// ConditionPoint is a bool that decides: what if, while, do, for, when and
	// ?: ask, each operand of && and ||, and the result of a function that gives
	// a bool, such as the expression itself or the lambda of Any. Of operands
	// that are && or || again, and of ! before one, those inside are the points:
	// a && (b || !c) has a, b and !c. When each of them was true and false, so
	// was the whole, and each ?: and if has gone both ways. a && b was cut short
	// whenever a was false; a || b, whenever a was true. Its record has values,
	// and Taken counts [true, false].
	ConditionPoint

	// CoalescePoint is a ?? b. Taken counts [left, right]: how often a was not
	// null, and how often b was asked for. What it gave is the ValuePoint of the
	// same span.
	CoalescePoint

	// StatementPoint is a statement of a body, a variable in a declaration, or a
	// block without any of them; other blocks are none. The body of a loop, a section of a switch or a catch was entered as often as its
	// first statement.
	StatementPoint

	// ParameterPoint is a parameter of a lambda. Its record has values, which
	// explain what went wrong in a lambda, and are too many for anything else.
	ParameterPoint
)

var kindNames = [...]string{"value", "condition", "coalesce", "statement", "parameter"}

func (k PointKind) String() string { return kindNames[k] }

// Arms are the names of the ways that Record.Taken counts; nil when the kind
// has none.
func (k PointKind) Arms() []string {
	switch k {
	case ConditionPoint:
		return []string{"true", "false"}
	case CoalescePoint:
		return []string{"left", "right"}
	}
	return nil
}

// Observed is the same expression, compiled so that EvalObserved can report
// its points. It is compiled when it is first asked for, and shared. It gives
// the same values, exceptions and places as the expression itself, which costs
// nothing more for it.
func (e *Expression) Observed() *Expression {
	if e.points != nil {
		return e
	}
	e.once.Do(func() {
		l := &lowerer{text: e.text, points: &points{}, seen: map[syntax.Node]bool{}}
		body := l.function(e.tree.Body)
		if l.err != nil {
			panic(l.err) // it has been lowered before
		}
		l.points.number()
		e.observed = &Expression{text: e.text, typ: e.typ, body: body, tree: e.tree, points: l.points}
	})
	return e.observed
}

// Points are the points of an Observed expression in the order of the text,
// outer ones before those inside them. An expression that is not Observed has
// none.
func (e *Expression) Points() []Point {
	if e.points == nil {
		return nil
	}
	return e.points.list
}

// EvalObserved is Eval, and adds what the run did to o. An observation of
// another expression stays as it is.
func (e *Expression) EvalObserved(env *clr.Env, o *Observation) (any, error) {
	v, err := e.observe(env, o)
	if err != nil {
		return nil, e.fault(err, env, o)
	}
	return v, nil
}

func (e *Expression) observe(env *clr.Env, o *Observation) (any, error) {
	before := env.Watch
	env.Watch = o
	v, err := e.eval(env)
	env.Watch = before
	return v, err
}

// An Observation collects what runs of one expression did. Runs add up until
// Reset. It belongs to one goroutine at a time.
type Observation struct {
	// Records are what each point did: Records[i] is of Points()[i].
	Records []Record

	// Keep is how many values of each point are kept: the first ones of each
	// run's lambdas and loops are, the rest is only counted. 0 keeps none, which
	// is all that coverage needs.
	Keep int

	// Describe takes down the text of objects when they are seen, since they may
	// change: of a JObject its JSON. Otherwise only null, strings and structs
	// have a text, which costs next to nothing.
	Describe bool

	of   *points
	time int // of the latest value, counted from 1
}

// A Record is what a point did in the runs that were observed.
type Record struct {
	Count  int    // how often it was evaluated or run to an end, or, of a statement, begun
	Taken  [2]int // how often it went each way; see PointKind.Arms
	Values []Seen // the first values, in order

	last any // the latest value
	at   int // and when it was; 0 when there was none
}

// NewObservation makes an observation of an Observed expression that keeps the
// first values of each point.
func NewObservation(e *Expression, keep int) *Observation {
	o := &Observation{Keep: keep}
	o.listen(e)
	return o
}

// listen makes an observation without any records one of an expression.
func (o *Observation) listen(e *Expression) {
	n := len(e.Points())
	o.Records, o.of = slices.Grow(o.Records[:0], n)[:n], e.points
}

// Reset forgets what was observed, and keeps the memory.
func (o *Observation) Reset() {
	for i := range o.Records {
		values := o.Records[i].Values
		clear(values)
		o.Records[i] = Record{Values: values[:0]}
	}
	o.time = 0
}

func (o *Observation) count(i int) { o.Records[i].Count++ }

func (o *Observation) value(i int, v any) {
	r := &o.Records[i]
	r.Count++
	o.time++
	r.last, r.at = v, o.time
	if len(r.Values) < o.Keep {
		r.Values = append(r.Values, o.see(v))
	}
}

func (o *Observation) taken(i int, first bool) {
	arm := 1
	if first {
		arm = 0
	}
	o.Records[i].Taken[arm]++
}

// A Seen is a value as it was when a point had it.
type Seen struct {
	value     any
	text      string
	described bool
}

// longest is how many bytes of the text of an object are kept.
const longest = 4096

func (o *Observation) see(v any) Seen {
	s := Seen{value: v}
	if o.Describe && !fixed(v) {
		s.text, s.described = describe(v)
		s.text = s.text[:min(len(s.text), longest)]
	}
	return s
}

// fixed reports whether a value never changes.
func fixed(v any) bool {
	switch v.(type) {
	case nil, bool, string, int32:
		return true
	}
	return clr.TypeOf(v).IsValue()
}

// describe is a value's text; not ok when it has none but its type's name.
func describe(v any) (text string, ok bool) {
	err := Guard(func() { text = clr.Text(v) })
	return text, err == nil && text != clr.TypeOf(v).FullName()
}

// Type is the full name of the value's .NET type, "" of null.
func (s Seen) Type() string {
	if s.value == nil {
		return ""
	}
	return clr.TypeOf(s.value).FullName()
}

// Mask is a value that shows a text in its place, because it is secret. Null and
// bools stay as they are.
func (s Seen) Mask(text string) Seen {
	if _, isBool := s.value.(bool); isBool || s.value == nil {
		return s
	}
	if _, ok := s.Text(); !ok {
		return s
	}
	return Seen{value: masked{}, text: text, described: true}
}

// masked stands for a value that is not shown.
type masked struct{}

// CLRType is that of any object.
func (masked) CLRType() *clr.Type { return clr.ObjectType }

// IsNull reports whether the value is null.
func (s Seen) IsNull() bool { return s.value == nil }

// Bool is the value when it is a bool.
func (s Seen) Bool() (value, ok bool) {
	value, ok = s.value.(bool)
	return value, ok
}

// Text is what ToString gives. It is not ok of null, and of an object that says
// nothing of itself or was not described.
func (s Seen) Text() (text string, ok bool) {
	switch {
	case s.value == nil:
		return "", false
	case !fixed(s.value):
		return s.text, s.described
	}
	return describe(s.value)
}

// shown is how many characters of a value are shown to a person.
const shown = 120

// Show is the value as a person reads it, on one line: null, True, 42, "text",
// and of a long one the beginning. redact takes secrets out of the text first;
// nil takes none. It is not ok where there is nothing worth showing.
func (s Seen) Show(redact func(string) string) (text string, ok bool) {
	if s.value == nil {
		return "null", true
	}
	if text, ok = s.Text(); !ok {
		return "", false
	}
	if redact != nil {
		text = redact(text)
	}
	switch s.value.(type) {
	case string:
		return strconv.Quote(beginning(text)), true
	case clr.Char:
		return "'" + strings.Trim(strconv.Quote(text), `"`) + "'", true
	}
	return beginning(strings.Join(strings.Fields(text), " ")), true
}

// beginning is as much of a text as is shown.
func beginning(text string) string {
	n := 0
	for i := range text {
		if n++; n > shown {
			return text[:i] + "…"
		}
	}
	return text
}

// points are the points of an expression, while it is compiled and after.
type points struct {
	found   []*point
	list    []Point
	readers []func(frame any) any // of points that are properties of context; nil of others
}

// A point is one of them; it has its number when all are found.
type point struct {
	Point
	of    *points
	read  func(frame any) any
	index int
}

// number puts the points into the order of the text.
func (ps *points) number() {
	slices.SortStableFunc(ps.found, func(a, b *point) int {
		if a.Span.Start != b.Span.Start {
			return a.Span.Start - b.Span.Start
		}
		if a.Span.End != b.Span.End {
			return b.Span.End - a.Span.End
		}
		return int(a.Kind) - int(b.Kind)
	})
	ps.list, ps.readers = make([]Point, len(ps.found)), make([]func(any) any, len(ps.found))
	for i, p := range ps.found {
		p.index, ps.list[i], ps.readers[i] = i, p.Point, p.read
	}
	ps.found = nil
}

// heard is the observation that listens to the point in this run, or nil. A
// lambda that one expression made may run in another, which has its own.
func (p *point) heard(env *clr.Env) *Observation {
	if o, _ := env.Watch.(*Observation); o != nil && o.of == p.of {
		return o
	}
	return nil
}
