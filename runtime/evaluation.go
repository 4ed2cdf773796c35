package runtime

import (
	"slices"
	"strings"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// An Evaluation is an expression that a policy evaluated, in the Data of its
// entry under "expressions".
type Evaluation struct {
	Expression string `json:"expression"` // as it stands in the file
	Type       string `json:"type,omitempty"`
	Value      string `json:"value,omitempty"`
	Error      string `json:"error,omitempty"`
	Fault      *Fault `json:"fault,omitempty"` // with Error

	// Parts are the sub-expressions that were evaluated and have something to
	// show, in the order of the text, outer ones before those inside them. There
	// are none unless Options.Observe was set.
	Parts []Part `json:"parts,omitempty"`
}

// A Fault is where an expression threw, and what.
type Fault struct {
	Exception string `json:"exception"` // full name of the .NET type; "limit" where a budget ended
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`

	// Explained is the fault for people: its place and message, the line with
	// carets under the C# that threw, and the values that led to it.
	Explained string `json:"explained"`
}

// A Part is a sub-expression, and what it gave.
type Part struct {
	Expression string   `json:"expression"`
	Line       int      `json:"line"`
	Column     int      `json:"column"`
	Condition  bool     `json:"condition,omitempty"` // which way to go was decided by it
	Count      int      `json:"count"`               // how often it was evaluated
	Values     []string `json:"values"`              // the first ones, as C# has them: null, True, 42, "text"
}

// evaluated notes an expression and what came of it: a value, or a fault.
func (t *Trace) evaluated(s *slot, o *eval.Observation, v any, fault *eval.Error) {
	if t.current == nil {
		return
	}
	text := s.expr.Text()
	note := Evaluation{Expression: strings.TrimSpace(text.File.Slice(text.Origin(source.Span{End: len(text.Content)})))}
	switch {
	case fault != nil:
		note.Error = t.Redact(fault.Error())
		d := fault.Diagnostic(t.Redact)
		at := d.Position()
		note.Fault = &Fault{string(d.Code), d.File.Name, at.Line, at.Column, d.Format(source.Style{})}
	case s.secret:
		note.Type, note.Value = typeName(v), Hidden
	default:
		note.Type, note.Value = typeName(v), t.Redact(clr.Text(v))
	}
	if o != nil {
		note.Parts = t.parts(s, o, note.Expression)
	}
	list, _ := t.current.Data["expressions"].([]Evaluation)
	t.current.put("expressions", append(list, note))
}

// parts are what was observed of an expression, without the whole of it and
// without what would be said twice.
func (t *Trace) parts(s *slot, o *eval.Observation, whole string) []Part {
	var list []Part
	for i, p := range s.expr.Points() {
		if p.Kind == eval.ParameterPoint {
			continue
		}
		r := &o.Records[i]
		var values []string
		for _, seen := range r.Values {
			if s.secret || namesSecret(p.Text()) {
				seen = seen.Mask(Hidden)
			}
			if text, ok := seen.Show(t.Redact); ok {
				values = append(values, text)
			}
		}
		part := Part{Expression: p.Text(), Condition: p.Kind == eval.ConditionPoint, Count: r.Count, Values: values}
		if len(values) == 0 || isWhole(part.Expression, whole) || slices.ContainsFunc(list, part.says) {
			continue
		}
		at := p.File.Position(p.Span.Start)
		part.Line, part.Column = at.Line, at.Column
		list = append(list, part)
	}
	return list
}

// says reports whether another part of the same text says all that p does.
func (p *Part) says(other Part) bool {
	return p.Expression == other.Expression && slices.Equal(p.Values, other.Values) && (other.Condition || !p.Condition)
}

// isWhole reports whether a part is all that stands in @( ).
func isWhole(part, whole string) bool {
	inner, ok := strings.CutPrefix(whole, "@(")
	return ok && strings.TrimSpace(strings.TrimSuffix(inner, ")")) == part
}

// namesSecret reports whether C# names a header field whose values no trace
// shows. Pieces of such a value are secret too, and are not found in texts as
// the whole of it is.
func namesSecret(code string) bool {
	code = strings.ToLower(code)
	return slices.ContainsFunc(secretHeaders, func(name string) bool { return strings.Contains(code, strings.ToLower(name)) })
}

func (e *Evaluation) redact(redact func(string) string) {
	e.Value, e.Error = redact(e.Value), redact(e.Error)
	if e.Fault != nil {
		e.Fault.Explained = redact(e.Fault.Explained)
	}
	for _, p := range e.Parts {
		for i, v := range p.Values {
			p.Values[i] = redact(v)
		}
	}
}
