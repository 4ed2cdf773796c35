package policytest

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"sync"

	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
	"sallyport/runtime/message"
)

// A network answers what leaves the gateway from a script, and keeps it.
type network struct {
	clock *clock
	limit int64 // bytes of a body

	mu      sync.Mutex
	backend *script // for requests that are forwarded
	calls   *script // for those that policies make by themselves
	sent    []*sent // what was sent since take
}

// sent is a request that left the gateway.
type sent struct {
	runtime.Outgoing // its Header a copy, its Body nil
	url              string
	body             []byte
	unanswered       bool // no answer fits, which is the test's fault
}

// A script is a list of answers and how often each was given.
type script struct {
	answers []Answer
	given   []int
}

func newScript(answers []Answer) *script { return &script{answers, make([]int, len(answers))} }

// next is the answer to a request; nil when none fits.
func (s *script) next(r *sent) *Respond {
	for i := range s.answers {
		a := &s.answers[i]
		if len(a.Respond) == 0 || len(a.When.differences("", r)) > 0 {
			continue
		}
		n := min(s.given[i], len(a.Respond)-1)
		s.given[i]++
		return &a.Respond[n]
	}
	return nil
}

var (
	errRefused = errors.New("connection refused")
	errReset   = errors.New("connection reset by peer")
)

// Send gives the scripted answer.
func (n *network) Send(_ context.Context, o *runtime.Outgoing, response *runtime.Response) error {
	body, err := o.Body.Bytes(n.limit)
	if err != nil {
		return err
	}
	r := &sent{Outgoing: *o, url: o.URL.String(), body: body}
	r.Header, r.Body = o.Header.Clone(), nil
	n.mu.Lock()
	defer n.mu.Unlock()
	n.sent = append(n.sent, r)
	s := n.calls
	if o.Client != nil {
		s = n.backend
	}
	answer := s.next(r)
	switch {
	case answer != nil:
		return n.answer(answer, o, response)
	case o.Client != nil && s.answers == nil:
		response.Status = 200
		return nil
	}
	r.unanswered = true
	return errors.New("the test has no answer for the request")
}

func (n *network) answer(a *Respond, o *runtime.Outgoing, response *runtime.Response) error {
	delay, late := a.Delay, false
	if o.Timeout > 0 && (delay >= o.Timeout || a.Fault.Value == "timeout") {
		delay, late = o.Timeout, true
	}
	n.clock.advance(delay)
	switch {
	case late || a.Fault.Value == "timeout":
		return fmt.Errorf("no response within %v: %w", delay, context.DeadlineExceeded)
	case a.Fault.Value == "refused":
		return errRefused
	case a.Fault.Value == "reset":
		return errReset
	}
	response.Status, response.Reason = 200, a.Reason.Value
	if a.Status != nil {
		response.Status = *a.Status
	}
	response.Body = fillMessage(&response.Header, a.Headers, a.Body, a.JSON, a.Base64)
	return nil
}

// take is what was sent since the last call.
func (n *network) take() []*sent {
	n.mu.Lock()
	defer n.mu.Unlock()
	list := n.sent
	n.sent = nil
	return list
}

// fillMessage adds header fields, and those that describe the body, and makes the body.
func fillMessage(h *message.Header, fields yaml.Map[yaml.OneOrMore[yaml.Text]], text *yaml.Text, json yaml.Value, encoded *yaml.Text) *message.Body {
	for _, f := range fields {
		for _, value := range f.Value {
			h.Add(f.Name, value.Value)
		}
	}
	var data []byte
	switch {
	case text != nil:
		data = []byte(text.Value)
	case encoded != nil:
		data, _ = base64.StdEncoding.DecodeString(encoded.Value) // Parse has seen to it
	case json.Kind != yaml.Absent:
		data = json.AppendJSON(nil)
		if !h.Has("Content-Type") {
			h.Add("Content-Type", "application/json")
		}
	default:
		return nil
	}
	if !h.Has("Content-Length") && !h.Has("Transfer-Encoding") {
		h.Add("Content-Length", fmt.Sprint(len(data)))
	}
	return message.NewBody(data)
}

var _ runtime.Transport = (*network)(nil)
