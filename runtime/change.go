package runtime

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"sallyport/runtime/message"
)

// A Change is a part of the request or of the response that a policy changed, in
// the Data of its trace entry under "changes". What the policies inside of it
// changed is in theirs.
type Change struct {
	Of     string  `json:"of"`     // request or response
	What   string  `json:"what"`   // method, url, status, body, or a header field's name
	Before *string `json:"before"` // null when it was not there
	After  *string `json:"after"`  // null when it is not there any more
}

// Lines are the change as a diff has it, without the marks.
func (c *Change) Lines() (before, after string) {
	line := func(text *string) string {
		switch {
		case text == nil:
			return ""
		case c.What == "method" || c.What == "url" || c.What == "status" || c.What == "body":
			return c.What + " " + *text
		}
		return c.What + ": " + *text
	}
	return line(c.Before), line(c.After)
}

// A part is one thing of a message that a policy may change.
type part struct {
	of, what, text string
	body           *message.Body // whose text this is; nil of other parts
}

// is reports whether two parts are the same thing, if not with the same text.
func (p *part) is(q part) bool { return p.of == q.of && strings.EqualFold(p.what, q.what) }

// parts are what the messages of an exchange consist of.
func (x *Exchange) parts() []part {
	list := []part{
		{of: "request", what: "method", text: x.Request.Method},
		{of: "request", what: "url", text: x.Request.URL.String()},
	}
	list = appendMessage(list, "request", &x.Request.Header, x.Request.Body)
	if r := x.Response; r != nil {
		list = append(list, part{of: "response", what: "status", text: strings.TrimSpace(fmt.Sprintf("%d %s", r.Status, r.Phrase()))})
		list = appendMessage(list, "response", &r.Header, r.Body)
	}
	return list
}

func appendMessage(list []part, of string, h *message.Header, b *message.Body) []part {
	for name, values := range h.Names() {
		p := part{of: of, what: name, text: strings.Join(values, ", ")}
		if isSecretHeader(name) {
			p.text = Hidden
		}
		list = append(list, p)
	}
	if b != nil {
		list = append(list, part{of: of, what: "body", text: bodyText(b), body: b})
	}
	return list
}

// shownBody is how many bytes of a body a change shows.
const shownBody = 200

// bodyText is the beginning of a body that is text and in memory, on one line;
// of any other its size. It never reads a body.
func bodyText(b *message.Body) string {
	switch {
	case !b.Held() && b.Len() < 0:
		return "(streams)"
	case !b.Held():
		return fmt.Sprintf("(streams, %d bytes)", b.Len())
	}
	data, err := b.Bytes(b.Len())
	if err != nil || !utf8.Valid(data) {
		return fmt.Sprintf("(%d bytes)", b.Len())
	}
	text := string(data[:min(len(data), shownBody)])
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if len(data) > shownBody {
		text += fmt.Sprintf("… (%d bytes)", len(data))
	}
	return text
}

// differ reports whether a part is another than before. A body that was only
// read into memory is not.
func (p *part) differs(before part) bool {
	return p.text != before.text && (p.body == nil || p.body != before.body)
}

// changes are the differences between two states of an exchange, without secrets.
func (t *Trace) changes(before, after []part) []Change {
	var list []Change
	text := func(p *part) *string {
		s := t.Redact(p.text)
		return &s
	}
	for i := range before {
		old := &before[i]
		switch at := slices.IndexFunc(after, old.is); {
		case at < 0:
			list = append(list, Change{old.of, old.what, text(old), nil})
		case after[at].differs(*old):
			list = append(list, Change{old.of, after[at].what, text(old), text(&after[at])})
		}
	}
	for i := range after {
		if added := &after[i]; !slices.ContainsFunc(before, added.is) {
			list = append(list, Change{added.of, added.what, nil, text(added)})
		}
	}
	return list
}

// settle notes what was changed since the last call as the work of the policy
// that runs.
func (t *Trace) settle(x *Exchange) {
	now := x.parts()
	if e := t.current; e != nil {
		if list := t.changes(t.last, now); list != nil {
			before, _ := e.Data["changes"].([]Change)
			e.put("changes", append(before, list...))
		}
	}
	t.last = now
}
