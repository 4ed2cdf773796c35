package http1

import (
	"errors"
	"sync"

	"sallyport/runtime/message"
)

// errResponded is a second answer to a request.
var errResponded = errors.New("request was answered already")

// A Responder sends the answer to one request.
type Responder struct {
	c         *serverConn
	out       writer
	responded bool
	keep      bool // the connection can be used again
	broken    bool // nothing more can be sent

	mu      sync.Mutex // guards sending, which 100 (Continue) does from where the body is read
	waiting bool       // the client waits for 100 (Continue)
}

// reset readies the responder for the connection's next request.
func (w *Responder) reset() {
	w.responded, w.keep, w.broken = false, false, false
	w.waiting = w.c.req.Continue
}

// Respond sends the response and returns how many bytes of content were sent.
// The body is read until its end and closed. A response that cannot be sent as
// it is, because a header is malformed, becomes a 500; the error says why. An
// error while content is sent closes the connection, so that the client sees
// that it is cut off. After a response of status 101 the two sides speak
// through the tunnel, until Respond returns.
func (w *Responder) Respond(resp *Response) (n int64, err error) {
	defer resp.Body.Close()
	if !w.begin() {
		return 0, errResponded
	}
	req := &w.c.req
	if err := w.check(resp); err != nil {
		w.internalError()
		return 0, err
	}
	f := resp.framing(req)
	w.keep = !req.close && f.kind != untilClose && resp.Status != 101 && !w.c.server.draining.Load() && w.bodyWillEnd()
	c := connection{close: !w.keep, keepAlive: w.keep && req.Minor == 0, upgrade: resp.Upgrade}
	b, err := appendResponse(w.out.begin(), resp, f, req.Method, c)
	if err != nil {
		w.out.done()
		w.internalError()
		return 0, err
	}
	w.broken = true // until all is sent, should reading the body panic
	n, err = w.out.send(b, resp.Body, f, resp.Flush)
	w.out.done()
	w.broken = err != nil
	switch {
	case err != nil:
		if f.kind == untilClose {
			w.c.reset() // a close would look like the end
		}
	case resp.Tunnel != nil:
		w.broken = true
		n, err = w.c.tunnel(resp.Tunnel)
	}
	return n, err
}

// begin makes sure that a request is answered once, and that from here on only
// the answer is sent.
func (w *Responder) begin() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	first := !w.responded
	w.responded = true
	return first
}

// check refuses what is no final response.
func (w *Responder) check(resp *Response) error {
	switch {
	case resp.Status == 101 && (resp.Tunnel == nil || w.c.req.Upgrade == "" || !isValue(resp.Upgrade)):
		if resp.Tunnel != nil {
			resp.Tunnel.Close()
		}
		return errSwitch
	case resp.Status != 101 && resp.Status < 200:
		return errStatus
	}
	return nil
}

// framing says how the content of a response is delimited, if it has any.
func (resp *Response) framing(req *Request) framing {
	if bodiless(resp.Status) || req.Method == "HEAD" {
		return framing{}
	}
	f := contentFraming(resp.Body)
	if f.kind == chunked && req.Minor == 0 {
		if n := resp.Body.Len(); n >= 0 { // trailers, which HTTP/1.0 has not
			return framing{kind: fixed, length: n}
		}
		return framing{kind: untilClose}
	}
	return f
}

// bodyWillEnd reports whether what was not yet read of the request's body can
// be expected to come soon.
func (w *Responder) bodyWillEnd() bool {
	in := w.c.in
	return in == nil || !w.waiting && in.mayEnd(drainBytes)
}

// Interim sends a response of status 1xx, unless the client speaks HTTP/1.0.
// 100 and 101 are not for handlers to send.
func (w *Responder) Interim(resp *Response) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.responded:
		return errResponded
	case resp.Status <= 101 || resp.Status > 199:
		return errStatus
	case w.c.req.Minor == 0:
		return nil
	}
	b, err := appendResponse(w.out.begin(), resp, framing{}, w.c.req.Method, connection{})
	defer w.out.done()
	if err != nil {
		return err
	}
	_, err = w.out.send(b, nil, framing{}, false)
	return err
}

// sendContinue asks the client for the body that it holds back, unless it was
// answered already.
func (w *Responder) sendContinue() error {
	if !w.c.req.Continue {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case !w.waiting:
		return nil
	case w.responded:
		return errResponded
	}
	w.waiting = false
	_, err := w.c.write([]byte("HTTP/1.1 100 Continue\r\n\r\n"))
	return err
}

// awaited reports whether the client still waits for 100 (Continue).
func (w *Responder) awaited() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.waiting
}

// fail answers for a handler that did not.
func (w *Responder) fail() {
	w.begin()
	w.internalError()
}

// internalError answers 500 in place of what cannot be sent.
func (w *Responder) internalError() {
	w.keep = false
	resp := Response{Status: 500, Reason: "Internal Server Error", Body: message.NewBody(nil)}
	b, err := appendResponse(w.out.begin(), &resp, framing{}, w.c.req.Method, connection{close: true})
	if err == nil {
		_, err = w.out.send(b, nil, framing{}, false)
	}
	w.out.done()
	w.broken = err != nil
}
