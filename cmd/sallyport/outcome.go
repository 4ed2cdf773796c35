package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/runtime"
	"sallyport/runtime/message"
)

// An outcome is what a dry run prints as JSON.
type outcome struct {
	Outcome   runtime.Outcome       `json:"outcome"`
	Request   *requestOut           `json:"request"` // as the backend would see it; null if not forwarded
	Response  *responseOut          `json:"response"`
	Variables map[string]variable   `json:"variables"`
	LastError *lastError            `json:"lastError"`
	Trace     []*runtime.TraceEntry `json:"trace"`
}

type requestOut struct {
	Method string `json:"method"`
	URL    string `json:"url"`
	messageOut
}

type responseOut struct {
	Status int    `json:"status"`
	Reason string `json:"reason"`
	messageOut
}

// A messageOut is the header and the body of a message. A body that is no UTF-8
// is in base64 instead.
type messageOut struct {
	Headers map[string][]string `json:"headers"`
	Body    *string             `json:"body"` // null when there is none
	Base64  string              `json:"bodyBase64,omitempty"`
}

type variable struct {
	Type  string `json:"type"`
	Value any    `json:"value"`
}

type lastError struct {
	Source   string `json:"source"`
	Reason   string `json:"reason"`
	Message  string `json:"message"`
	Scope    string `json:"scope"`
	Section  string `json:"section"`
	Path     string `json:"path"`
	PolicyID string `json:"policyId"`
}

// print writes how a dry run ended.
func (c *dryRunCommand) print(x *runtime.Exchange, backend *recorder) error {
	out, err := outcomeOf(x, backend)
	if err != nil {
		return err
	}
	if c.output.value == "json" {
		return printJSON(c.Out, out)
	}
	out.redact(x.Trace)
	return out.write(c.Out, source.Style{Color: c.colors(c.Out)})
}

func outcomeOf(x *runtime.Exchange, backend *recorder) (*outcome, error) {
	out := &outcome{Outcome: x.Outcome(), Variables: map[string]variable{}, Trace: x.Trace.Entries}
	if out.Trace == nil {
		out.Trace = []*runtime.TraceEntry{}
	}
	var err error
	if s := backend.sent; s != nil {
		out.Request = &requestOut{Method: s.method, URL: s.url}
		if out.Request.messageOut, err = messageOf(s.header, s.body); err != nil {
			return nil, err
		}
	}
	r := x.Response
	out.Response = &responseOut{Status: r.Status, Reason: r.Phrase()}
	if out.Response.messageOut, err = messageOf(&r.Header, r.Body); err != nil {
		return nil, err
	}
	for name, v := range x.Variables.All() {
		if out.Variables[name], err = variableOf(v); err != nil {
			return nil, err
		}
	}
	if e := x.LastError; e != nil {
		out.LastError = &lastError{e.Source, e.Reason, e.Message, e.Scope, e.Section, e.Path, e.PolicyID}
	}
	return out, nil
}

func messageOf(h *message.Header, b *message.Body) (messageOut, error) {
	out := messageOut{Headers: map[string][]string{}}
	for name, values := range h.Names() {
		out.Headers[name] = values
	}
	data, err := b.Bytes(runtime.DefaultLimits.Body)
	if err != nil || b == nil {
		return out, err
	}
	if utf8.Valid(data) {
		text := string(data)
		out.Body = &text
	} else {
		out.Base64 = base64.StdEncoding.EncodeToString(data)
	}
	return out, nil
}

// variableOf is a variable's type and value: what JSON has, as JSON, the rest as
// the text that Convert.ToString gives.
func variableOf(v any) (variable, error) {
	switch v := v.(type) {
	case nil:
		return variable{"null", nil}, nil
	case bool, string, int8, int16, int32, int64, uint8, uint16, uint32, uint64:
		return variable{clr.TypeOf(v).FullName(), v}, nil
	}
	var text string
	err := eval.Guard(func() { text = clr.Text(v) })
	return variable{clr.TypeOf(v).FullName(), text}, err
}

// write prints the outcome for a person: what ran, what the backend would get,
// what the client gets, and where the request left.
func (o *outcome) write(w io.Writer, style source.Style) error {
	var b strings.Builder
	b.WriteString(runtime.FormatTrace(o.Trace, style))
	if r := o.Request; r != nil {
		fmt.Fprintf(&b, "\n> %s %s\n", r.Method, r.URL)
		r.write(&b, "> ")
	}
	fmt.Fprintf(&b, "\n< %d %s\n", o.Response.Status, o.Response.Reason)
	o.Response.write(&b, "< ")
	b.WriteString("\n" + o.ending(style) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// redact takes secrets out of what people read of the messages. As JSON, the
// request is as the backend would see it.
func (o *outcome) redact(t *runtime.Trace) {
	if o.Request != nil {
		o.Request.URL = t.Redact(o.Request.URL)
		o.Request.redact(t)
	}
	o.Response.redact(t)
}

func (m *messageOut) redact(t *runtime.Trace) {
	for _, values := range m.Headers {
		for i, v := range values {
			values[i] = t.Redact(v)
		}
	}
	if m.Body != nil {
		*m.Body = t.Redact(*m.Body)
	}
}

// ending says how and where the request left.
func (o *outcome) ending(style source.Style) string {
	word := style.Good(string(o.Outcome))
	if o.Outcome == runtime.OutcomeFailed {
		word = style.Bad(string(o.Outcome))
	}
	if e := o.LastError; e != nil {
		at := ""
		if e.Path != "" { // a step of the gateway has none
			at = " at " + e.Section + " " + e.Path
		}
		return fmt.Sprintf("%s by %s%s: %s", word, e.Source, at, oneLine(e.Message))
	}
	for _, e := range o.Trace {
		if e.End == runtime.Stopped {
			return fmt.Sprintf("%s by %s at %s %s, %s:%d:%d", word, e.Policy, e.Section, e.Path, e.File, e.Line, e.Column)
		}
	}
	return word
}

// write prints header and body, each line behind a mark.
func (m *messageOut) write(b *strings.Builder, mark string) {
	for _, name := range sortedKeys(m.Headers) {
		for _, v := range m.Headers[name] {
			fmt.Fprintf(b, "%s%s: %s\n", mark, name, v)
		}
	}
	switch {
	case m.Base64 != "":
		fmt.Fprintf(b, "%s\n%s(base64) %s\n", strings.TrimSpace(mark), mark, m.Base64)
	case m.Body != nil && *m.Body != "":
		fmt.Fprintf(b, "%s\n%s%s\n", strings.TrimSpace(mark), mark, strings.ReplaceAll(strings.TrimSuffix(*m.Body, "\n"), "\n", "\n"+mark))
	}
}

// oneLine is a text without line ends.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
