// Package message has the parts that requests and responses are made of:
// header fields in order and in their spelling, and bodies that stream until
// somebody reads them. It knows nothing of net/http, of policies or of C#.
package message

import (
	"iter"
	"slices"
	"strings"
)

// A Field is one header field line.
type Field struct{ Name, Value string }

// A Header is the header fields of a message, in order, spelled as they came.
// Names compare without regard to ASCII case. The zero Header is empty.
type Header struct{ fields []Field }

// NewHeader makes a header of name and value pairs.
func NewHeader(pairs ...string) *Header {
	h := &Header{}
	for i := 0; i+1 < len(pairs); i += 2 {
		h.Add(pairs[i], pairs[i+1])
	}
	return h
}

// Fields is every field in order. The slice is the header's own: do not keep
// it across a change.
func (h *Header) Fields() []Field {
	if h == nil {
		return nil
	}
	return h.fields
}

// Len is the number of field lines.
func (h *Header) Len() int { return len(h.Fields()) }

// Get is the first value under a name, or "".
func (h *Header) Get(name string) string {
	for _, f := range h.Fields() {
		if equalFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Has reports whether a field of the name is present.
func (h *Header) Has(name string) bool {
	return slices.ContainsFunc(h.Fields(), func(f Field) bool { return equalFold(f.Name, name) })
}

// Values is every value under a name, in order; nil when there is none.
func (h *Header) Values(name string) []string {
	var values []string
	for _, f := range h.Fields() {
		if equalFold(f.Name, name) {
			values = append(values, f.Value)
		}
	}
	return values
}

// Joined is the values under a name in one text, with commas between them.
func (h *Header) Joined(name string) (text string, ok bool) {
	for _, f := range h.Fields() {
		switch {
		case !equalFold(f.Name, name):
		case ok:
			text += "," + f.Value
		default:
			text, ok = f.Value, true
		}
	}
	return text, ok
}

// Names yields each name once, spelled as it first came, with its values.
func (h *Header) Names() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for i, f := range h.Fields() {
			if slices.ContainsFunc(h.fields[:i], func(g Field) bool { return equalFold(f.Name, g.Name) }) {
				continue
			}
			if !yield(f.Name, h.Values(f.Name)) {
				return
			}
		}
	}
}

// Add appends a field.
func (h *Header) Add(name, value string) { h.fields = append(h.fields, Field{name, value}) }

// Set replaces every field of a name by the values given, one line each. The
// first stands where the first of the old ones stood.
func (h *Header) Set(name string, values ...string) {
	at := slices.IndexFunc(h.fields, func(f Field) bool { return equalFold(f.Name, name) })
	if at < 0 {
		for _, v := range values {
			h.Add(name, v)
		}
		return
	}
	if len(values) == 1 { // in place: the usual case
		h.fields[at] = Field{name, values[0]}
		rest := slices.DeleteFunc(h.fields[at+1:], func(f Field) bool { return equalFold(f.Name, name) })
		h.fields = h.fields[:at+1+len(rest)]
		return
	}
	h.Del(name)
	lines := make([]Field, len(values))
	for i, v := range values {
		lines[i] = Field{name, v}
	}
	h.fields = slices.Insert(h.fields, min(at, len(h.fields)), lines...)
}

// Del removes every field of a name and reports whether there was one.
func (h *Header) Del(name string) bool {
	n := len(h.fields)
	h.fields = slices.DeleteFunc(h.fields, func(f Field) bool { return equalFold(f.Name, name) })
	return len(h.fields) < n
}

// Clone is a copy that shares nothing.
func (h *Header) Clone() *Header { return &Header{slices.Clone(h.Fields())} }

// Reset empties the header and keeps its memory.
func (h *Header) Reset() {
	clear(h.fields)
	h.fields = h.fields[:0]
}

// equalFold compares field names: ASCII letters without case, all else exactly.
func equalFold(a, b string) bool {
	return len(a) == len(b) && (a == b || strings.EqualFold(a, b) && asciiOnly(a) && asciiOnly(b))
}

func asciiOnly(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
