package runtime

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sallyport/eval/clr"
)

// A Trace is what the policies of one request did, in the order in which they
// began. It is made for requests that are traced only.
type Trace struct {
	Entries []*TraceEntry

	current *TraceEntry
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
}

// Hidden stands in a trace where a secret was.
const Hidden = "***"

// secretHeaders are the fields whose values no trace shows.
var secretHeaders = []string{"Authorization", "Proxy-Authorization", "Ocp-Apim-Subscription-Key", "Cookie"}

// begin starts a trace: it learns what it must not show.
func (t *Trace) begin(x *Exchange) { t.secrets = x.secrets() }

// secrets are the texts of the exchange that no trace or log shows.
func (x *Exchange) secrets() []string {
	var list []string
	hide := func(texts ...string) {
		for _, s := range texts {
			if len(s) > 3 { // a shorter text is in everything and hides nothing
				list = append(list, s)
			}
		}
	}
	hide(x.Deployment.Secrets...)
	if s := x.Subscription; s != nil {
		hide(s.Key, s.PrimaryKey, s.SecondKey)
	}
	for _, f := range x.Request.Header.Fields() {
		hide(secretsOf(f.Name, f.Value)...)
	}
	return list
}

// secretsOf are the secrets in a header field: of Authorization the whole value
// and what follows the scheme, of most fields none.
func secretsOf(name, value string) []string {
	if !slices.ContainsFunc(secretHeaders, func(s string) bool { return strings.EqualFold(s, name) }) {
		return nil
	}
	scheme, rest, ok := strings.Cut(value, " ")
	if !ok || strings.ContainsAny(scheme, "=;,") {
		return []string{value}
	}
	return []string{value, strings.TrimSpace(rest)}
}

// HideField keeps the value of a header field that a policy has made out of the
// trace, if it is one whose values are secret: out of what was noted before too.
func (x *Exchange) HideField(name, value string) {
	if x.Trace == nil {
		return
	}
	for _, s := range secretsOf(name, value) {
		x.Hide(s)
	}
}

// Hide keeps a text that a policy has found to be secret out of the trace: out
// of what was noted before too. A text of up to three bytes hides nothing.
func (x *Exchange) Hide(secret string) {
	if x.Trace != nil && len(secret) > 3 {
		x.Trace.hide(secret)
	}
}

func (t *Trace) hide(secret string) {
	t.secrets = append(t.secrets, secret)
	for _, e := range t.Entries {
		e.Message = t.Redact(e.Message)
		list, _ := e.Data["expressions"].([]Evaluation)
		for i := range list {
			list[i].redact(t.Redact)
		}
	}
}

// Redact is a text without the secrets.
func (t *Trace) Redact(text string) string { return redact(text, t.secrets) }

// Redact is a text without the secrets of the exchange, for a log.
func (x *Exchange) Redact(text string) string { return redact(text, x.secrets()) }

func redact(text string, secrets []string) string {
	for _, s := range secrets {
		text = strings.ReplaceAll(text, s, Hidden)
	}
	return text
}

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
func (t *Trace) enter(s *step) *TraceEntry {
	outer := t.current
	at := s.file.Position(s.span.Start)
	t.current = &TraceEntry{
		Section: s.section.String(), Scope: s.scope.String(), Policy: s.kind.Name, Path: s.path,
		File: s.file.Name, Line: at.Line, Column: at.Column,
	}
	t.Entries = append(t.Entries, t.current)
	return outer
}

// leave ends the entry of a step.
func (t *Trace) leave(outer *TraceEntry, elapsed time.Duration) {
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

// resume goes on with the entry of a policy that has waited.
func (t *Trace) resume(e *TraceEntry) {
	if t != nil {
		t.current = e
	}
}
