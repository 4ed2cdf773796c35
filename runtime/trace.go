package runtime

import (
	"fmt"
	"time"

	"sallyport/eval/clr"
)

// A Trace is what the policies of one request did, in the order in which they
// began. It is made for requests that are traced only.
type Trace struct {
	Entries []*TraceEntry

	current *TraceEntry
	last    []part // the messages as settle saw them
	stopped bool   // a policy has ended the pipeline
	secrets []string
}

// A TraceEntry is one policy that ran.
type TraceEntry struct {
	Section string         `json:"section"`
	Scope   string         `json:"scope"`
	Policy  string         `json:"policy"`
	Path    string         `json:"path"`
	File    string         `json:"file"`
	Line    int            `json:"line"`
	Column  int            `json:"column"`
	Elapsed string         `json:"elapsed"` // since the request was received, when the policy had run: 00:00:00.0012345
	Message string         `json:"message"`
	Data    map[string]any `json:"data,omitempty"`

	// Took is how long the policy ran, by the clock that policies see.
	Took time.Duration `json:"-"`

	// End says how the policy ended when it did not let the request go on.
	End End `json:"-"`

	// Branch is which of its elements with policies the policy chose, named as in
	// Path: when[2]; "" when it chose none.
	Branch string `json:"-"`
}

// An End is how a policy kept the request from going on.
type End uint8

// The ends.
const (
	WentOn  End = iota
	Stopped     // it ended the pipeline
	Failed      // it failed; a policy around it may have tried again
)

// begin starts a trace: it learns what it must not show.
func (t *Trace) begin(x *Exchange) { t.secrets, t.last = x.secrets(), x.parts() }

// hide keeps a text out of what was noted and of what will be.
func (t *Trace) hide(secret string) {
	t.secrets = append(t.secrets, secret)
	for _, e := range t.Entries {
		e.Message = t.Redact(e.Message)
		list, _ := e.Data["expressions"].([]Evaluation)
		for i := range list {
			list[i].redact(t.Redact)
		}
		changes, _ := e.Data["changes"].([]Change)
		for _, c := range changes {
			for _, text := range []*string{c.Before, c.After} {
				if text != nil {
					*text = t.Redact(*text)
				}
			}
		}
	}
}

// Redact is a text without the secrets.
func (t *Trace) Redact(text string) string { return redact(text, t.secrets) }

// Tracing reports whether the request is traced.
func (x *Exchange) Tracing() bool { return x.Trace != nil }

// Note says in the trace what the running policy did. It costs nothing when the
// request is not traced, but for its arguments: guard costly ones by Tracing.
func (x *Exchange) Note(format string, args ...any) {
	if x.Trace == nil || x.Trace.current == nil {
		return
	}
	e := x.Trace.current
	if e.Message != "" {
		e.Message += "\n"
	}
	e.Message += x.Trace.Redact(fmt.Sprintf(format, args...))
}

// NoteData puts a value under a name in the data of the running policy's entry.
// Texts in it are shown without secrets when they are strings or lists of them.
func (x *Exchange) NoteData(name string, value any) {
	if x.Trace == nil || x.Trace.current == nil {
		return
	}
	switch v := value.(type) {
	case string:
		value = x.Trace.Redact(v)
	case []string:
		list := make([]string, len(v))
		for i, s := range v {
			list[i] = x.Trace.Redact(s)
		}
		value = list
	}
	x.Trace.current.put(name, value)
}

// NoteBranch says which of its elements with policies the running policy chose:
// the nth of a name, counted from one.
func (x *Exchange) NoteBranch(name string, n int) {
	if x.Trace != nil && x.Trace.current != nil {
		x.Trace.current.Branch = fmt.Sprintf("%s[%d]", name, n)
	}
}

func (e *TraceEntry) put(name string, value any) {
	if e.Data == nil {
		e.Data = map[string]any{}
	}
	e.Data[name] = value
}

func typeName(v any) string {
	if v == nil {
		return "null"
	}
	return clr.TypeOf(v).FullName()
}

// enter begins the entry of a step and answers the one around it.
func (t *Trace) enter(s *step, x *Exchange) *TraceEntry {
	t.settle(x)
	outer := t.current
	at := s.file.Position(s.span.Start)
	t.current = &TraceEntry{
		Section: s.section.String(), Scope: s.scope.String(), Policy: s.kind.Name, Path: s.path,
		File: s.file.Name, Line: at.Line, Column: at.Column, Took: x.Elapsed(),
	}
	t.Entries = append(t.Entries, t.current)
	return outer
}

// leave ends the entry of a step.
func (t *Trace) leave(outer *TraceEntry, x *Exchange) {
	t.settle(x)
	elapsed := x.Elapsed()
	t.current.Took = elapsed - t.current.Took
	t.current.Elapsed = clr.Text(clr.TimeSpan(elapsed / 100))
	t.current = outer
}

// running is the entry of the policy that runs.
func (t *Trace) running() *TraceEntry {
	if t == nil {
		return nil
	}
	return t.current
}

// resume goes on with the entry of a policy that has waited. What others have
// changed meanwhile is theirs.
func (t *Trace) resume(e *TraceEntry, x *Exchange) {
	if t != nil {
		t.current, t.last = e, x.parts()
	}
}
