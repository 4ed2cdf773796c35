package policytest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
)

// differences are the ways in which an outcome is not what is expected.
func (e *Expect) differences(got *outcome) []Mismatch {
	d := differences{}
	r := got.Response
	d.text("status", e.Status, strconv.Itoa(r.Status))
	d.text("reason", e.Reason, r.Phrase())
	d.headers(e.Headers, &r.Header)
	d.body(e.Body, e.JSON, e.Base64, got.body)
	d.forwarded(e.Forwarded, got.sent)
	if e.Calls != nil {
		d.calls(*e.Calls, own(got.sent))
	}
	for _, v := range e.Variables {
		d.variable(v.Name, &v.Value, got.Exchange)
	}
	if e.LastError != nil {
		d.lastError(e.LastError, got.LastError)
	}
	d.trace(e.Trace, got.Trace.Entries)
	return d.list
}

// isForwarded tells the client's request from one that a policy made.
func (r *sent) isForwarded() bool { return r.Client != nil }

func (r *sent) String() string { return r.Method + " " + r.url }

// own are the requests that policies made by themselves.
func own(list []*sent) []*sent {
	return slices.DeleteFunc(slices.Clone(list), (*sent).isForwarded)
}

// forwarded compares what the backend got: the last request with the only one
// that is expected, or each with one of a list.
func (d *differences) forwarded(want yaml.OneOrMore[Sent], all []*sent) {
	if want == nil {
		return
	}
	got := slices.DeleteFunc(slices.Clone(all), func(r *sent) bool { return !r.isForwarded() })
	if len(want) != 1 {
		d.each("forwarded", want, got)
		return
	}
	switch any := want[0].Any; {
	case any != nil && !*any:
		if len(got) > 0 {
			d.add("forwarded", "false", got[len(got)-1].String())
		}
	case len(got) == 0:
		d.add("forwarded", "true", "false")
	default:
		d.list = append(d.list, want[0].differences("forwarded", got[len(got)-1])...)
	}
}

func (d *differences) calls(want []Sent, got []*sent) { d.each("calls", want, got) }

// each compares requests one by one.
func (d *differences) each(what string, want []Sent, got []*sent) {
	if len(want) != len(got) {
		var list []string
		for _, r := range got {
			list = append(list, r.String())
		}
		d.add(what, fmt.Sprint(len(want)), strings.TrimSpace(fmt.Sprintf("%d %s", len(got), strings.Join(list, "; "))))
		return
	}
	for i := range want {
		d.list = append(d.list, want[i].differences(fmt.Sprintf("%s[%d]", what, i), got[i])...)
	}
}

func (d *differences) variable(name string, want *yaml.Value, x *runtime.Exchange) {
	got, ok := x.Variables.Get(name)
	if !ok {
		if want.Kind != yaml.Null {
			d.add("variable "+name, want.JSON(), absent)
		}
		return
	}
	if bad := differs("variable "+name, want, got, x.Env()); bad != nil {
		d.list = append(d.list, *bad)
	}
}

func (d *differences) lastError(want *LastError, got *runtime.Error) {
	switch {
	case want.None:
		if got != nil {
			d.add("last-error", absent, got.Error())
		}
		return
	case got == nil:
		d.add("last-error", want.String(), absent)
		return
	}
	for _, f := range want.fields() {
		d.text("last-error "+f.name, f.pattern, f.of(got))
	}
}

type errorField struct {
	name    string
	pattern *Pattern
	of      func(*runtime.Error) string
}

func (e *LastError) fields() []errorField {
	return []errorField{
		{"source", e.Source, func(e *runtime.Error) string { return e.Source }},
		{"reason", e.Reason, func(e *runtime.Error) string { return e.Reason }},
		{"message", e.Message, func(e *runtime.Error) string { return e.Message }},
		{"scope", e.Scope, func(e *runtime.Error) string { return e.Scope }},
		{"section", e.Section, func(e *runtime.Error) string { return e.Section }},
		{"path", e.Path, func(e *runtime.Error) string { return e.Path }},
		{"policy-id", e.PolicyID, func(e *runtime.Error) string { return e.PolicyID }},
	}
}

// String is what is expected of an error, in one line.
func (e *LastError) String() string {
	var parts []string
	for _, f := range e.fields() {
		if f.pattern != nil {
			parts = append(parts, f.name+" "+f.pattern.String())
		}
	}
	return strings.Join(parts, ", ")
}

// trace looks for what is expected in the order of the entries.
func (d *differences) trace(want []Traced, got []*runtime.TraceEntry) {
	rest := got
	for i := range want {
		at := slices.IndexFunc(rest, want[i].is)
		if at < 0 {
			d.add(fmt.Sprintf("trace[%d]", i), want[i].String(), d.nearest(&want[i], got, rest))
			return
		}
		rest = rest[at:]
		if want[i].Message == nil {
			rest = rest[1:]
		}
	}
}

// nearest says what became of an entry that was not found.
func (d *differences) nearest(want *Traced, all, rest []*runtime.TraceEntry) string {
	if len(rest) < len(all) && slices.ContainsFunc(all, want.is) {
		return "only before"
	}
	return absent
}

// is reports whether an entry is the one that is meant.
func (t *Traced) is(e *runtime.TraceEntry) bool {
	for _, f := range []struct {
		pattern *Pattern
		text    string
	}{{t.Policy, e.Policy}, {t.Path, e.Path}, {t.Section, e.Section}, {t.Scope, e.Scope}} {
		if f.pattern != nil && !matches(f.pattern.Text.Value, f.text) {
			return false
		}
	}
	if t.Message != nil && !slices.ContainsFunc(strings.Split(e.Message, "\n"), func(line string) bool { return matches(t.Message.Text.Value, line) }) {
		return false
	}
	for _, m := range t.Data {
		value, ok := e.Data[m.Name]
		if !ok && m.Value.Kind == yaml.Null {
			continue
		}
		if !ok || differsFromNote(&m, value) {
			return false
		}
	}
	return true
}

// differsFromNote compares what a policy noted by a name with what is expected:
// a text, or the expressions that it evaluated.
func differsFromNote(want *yaml.Entry[yaml.Value], got any) bool {
	evaluated, ok := got.([]runtime.Evaluation)
	if !ok {
		return differsFromText(want.Name, &want.Value, got) != nil
	}
	data, err := json.Marshal(evaluated)
	if err != nil {
		return true
	}
	have, err := parseJSON(data)
	return err != nil || subset(want.Name, &want.Value, &have) != nil
}

// String is what is looked for, in one line.
func (t *Traced) String() string {
	var parts []string
	for _, f := range []struct {
		name    string
		pattern *Pattern
	}{{"message", t.Message}, {"policy", t.Policy}, {"path", t.Path}, {"section", t.Section}, {"scope", t.Scope}} {
		if f.pattern != nil {
			parts = append(parts, f.name+" "+f.pattern.String())
		}
	}
	for _, m := range t.Data {
		parts = append(parts, m.Name+" "+m.Value.JSON())
	}
	return strings.Join(parts, ", ")
}
