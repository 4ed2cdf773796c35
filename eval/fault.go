package eval

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"sync"

	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// An Error is an exception that left an expression, or the end of its budget.
type Error struct {
	Exception *clr.Exception // nil when the cause is a *clr.LimitError or a fault of ours
	File      *source.File
	Span      source.Span // the C# that threw
	Cause     error

	// Values are what sub-expressions gave before: those of the C# that threw,
	// and those before it on the line where it begins, in the order of the text.
	Values []PointValue
}

// A PointValue is a sub-expression and the value that it had.
type PointValue struct {
	Point
	Seen
}

func (e *Error) Error() string {
	if e.Exception != nil {
		return e.Exception.FullMessage()
	}
	return e.Cause.Error()
}

// Unwrap is the exception, or the *clr.LimitError.
func (e *Error) Unwrap() error { return e.Cause }

// Position is where the C# that threw begins.
func (e *Error) Position() source.Position { return e.File.Position(e.Span.Start) }

// Diagnostic is the error as a diagnostic at the C# that threw: its code is the
// full name of the exception, or "limit", and each value is a note. redact takes
// secrets out of message and values; nil takes none.
func (e *Error) Diagnostic(redact func(string) string) source.Diagnostic {
	d := source.Diagnostic{Code: "limit", File: e.File, Span: e.Span, Message: strings.ReplaceAll(e.Error(), clr.NewLine, "; ")}
	if e.Exception != nil {
		d.Code = source.Code(e.Exception.T.FullName())
	}
	if redact != nil {
		d.Message = redact(d.Message)
	}
	for _, v := range e.Values {
		if text, ok := v.Show(redact); ok {
			d.Notes = append(d.Notes, source.Note{Message: strings.Join(strings.Fields(v.Point.Text()), " ") + " is " + text})
		}
	}
	return d
}

// fault is what ended a run of the expression. o is nil of a run that was not
// observed.
//
// An exception shall be explained by the values that led to it. Observing every
// run would cost each request for the sake of the few that fail, and running an
// expression again is not safe: it may have taken a body, changed a variable or
// drawn a random number. So after an exception the next runs are observed, and
// of the first one the values are known that can be read at any time without a
// consequence: properties of context.
func (e *Expression) fault(err error, env *clr.Env, o *Observation) *Error {
	out := &Error{File: e.text.File, Span: e.text.Origin(source.Span{End: len(e.text.Content)}), Cause: err}
	var t *thrown
	if !errors.As(err, &t) {
		return out
	}
	out.Span = e.text.Origin(t.span)
	out.Cause = t.cause
	if out.Exception, _ = t.cause.(*clr.Exception); out.Exception == nil && o == nil {
		return out
	}
	seen := e.Observed()
	if o == nil {
		seen.points.read(env, out)
	} else {
		seen.points.latest(o, out)
	}
	if out.Exception != nil {
		e.alert.Store(alertFor)
	}
	return out
}

// alertFor is for how many evaluations after an exception an expression is
// observed.
const alertFor = 1000

// observations are kept for runs that may have to be explained.
var observations sync.Pool

// EvalExplained is Eval where an exception is to be explained by values at once:
// it takes several times as long.
func (e *Expression) EvalExplained(env *clr.Env) (any, error) {
	seen := e.Observed()
	o, _ := observations.Get().(*Observation)
	if o == nil {
		o = &Observation{}
	}
	o.listen(seen)
	v, err := seen.observe(env, o)
	if err != nil {
		err = e.fault(err, env, o)
	}
	o.Reset()
	observations.Put(o)
	return v, err
}

// read gives the values of properties of context.
func (ps *points) read(env *clr.Env, e *Error) {
	frame := &clr.Frame{Env: env}
	for i, p := range ps.list {
		read := ps.readers[i]
		if read == nil || !explains(p.Span, e) {
			continue
		}
		var v any
		if Guard(func() { v = read(frame) }) == nil {
			e.add(p, v)
		}
	}
}

// latest gives the latest values that were observed.
func (ps *points) latest(o *Observation, e *Error) {
	order := make([]int, 0, len(ps.list))
	for i, p := range ps.list {
		if o.Records[i].at > 0 && p.Kind != StatementPoint && p.Kind != CoalescePoint && explains(p.Span, e) {
			order = append(order, i)
		}
	}
	// C# evaluates from left to right: what is older than something before it in
	// the text is of an earlier turn of a loop.
	slices.SortStableFunc(order, func(a, b int) int {
		s, t := ps.list[a].Span, ps.list[b].Span
		return cmp.Or(s.End-t.End, t.Start-s.Start)
	})
	newest := 0
	order = slices.DeleteFunc(order, func(i int) bool {
		old := o.Records[i].at < newest
		newest = max(newest, o.Records[i].at)
		return old
	})
	slices.Sort(order)
	for _, i := range order {
		e.add(ps.list[i], o.Records[i].last)
	}
}

// explains reports whether the value at a span may say why an error came about.
func explains(s source.Span, e *Error) bool {
	inside := e.Span.Start <= s.Start && s.End <= e.Span.End && s != e.Span
	before := s.End <= e.Span.Start && e.File.Position(s.End).Line >= e.Position().Line
	return inside || before
}

// add adds a value that has something to show and has not been shown.
func (e *Error) add(p Point, v any) {
	s := (&Observation{Describe: true}).see(v)
	text, ok := s.Show(nil)
	if !ok || slices.ContainsFunc(e.Values, func(o PointValue) bool {
		other, _ := o.Show(nil)
		return o.Point.Text() == p.Text() && other == text
	}) {
		return
	}
	e.Values = append(e.Values, PointValue{p, s})
}
