package http1

import (
	"errors"
	"fmt"
	"strconv"

	"sallyport/runtime/message"
)

// What cannot be put on the wire. The values are not named: they may be secret.
var (
	errMethod = errors.New("method is not a token")
	errStatus = errors.New("status is not in 100 to 999")
	errReason = errors.New("reason phrase has a control character")
	errSpace  = errors.New("request target has a space or a control character")
)

// connection is what a head that is sent says of the connection.
type connection struct {
	close     bool
	keepAlive bool   // say so, as HTTP/1.0 needs
	upgrade   string // the protocol to change to
}

// appendRequest appends the head of a request whose content is sent as f says.
func appendRequest(b []byte, req *Request, f framing) ([]byte, error) {
	if !isToken(req.Method) {
		return b, errMethod
	}
	target := req.Target
	for i := range len(target) {
		if target[i] <= ' ' || target[i] == 0x7F {
			return b, errSpace
		}
	}
	if target == "" || !validHost(req.Host) {
		return b, errHost
	}
	b = append(b, req.Method...)
	b = append(b, ' ')
	b = append(b, target...)
	b = append(b, " HTTP/1.1\r\n"...)
	e := encoder{b: b, framing: f, length: -1, host: req.Host}
	switch {
	case f.kind == fixed:
		e.length = f.length
	case f.kind == empty && (takesContent(req.Method) || req.Header.Has("Content-Length")):
		e.length = 0
	}
	if !req.Header.Has("Host") {
		e.field("Host", req.Host)
	}
	if err := e.fields(&req.Header); err != nil {
		return e.b, err
	}
	if req.Continue && f.kind != empty {
		e.field("Expect", "100-continue")
	}
	switch {
	case req.Upgrade != "" && req.Trailers:
		e.field("TE", "trailers")
		e.connection(connection{upgrade: req.Upgrade}, "TE, ")
	case req.Upgrade != "":
		e.connection(connection{upgrade: req.Upgrade}, "")
	case req.Trailers:
		e.field("TE", "trailers")
		e.field("Connection", "TE")
	}
	return append(e.b, "\r\n"...), nil
}

// takesContent reports whether a request of the method says that it has no
// content (RFC 9110 section 8.6).
func takesContent(method string) bool {
	return method == "POST" || method == "PUT" || method == "PATCH"
}

// appendResponse appends the head of a response to a request of the method.
func appendResponse(b []byte, resp *Response, f framing, method string, c connection) ([]byte, error) {
	if resp.Status < 100 || resp.Status > 999 {
		return b, errStatus
	}
	if !isValue(resp.Reason) {
		return b, errReason
	}
	b = append(b, "HTTP/1.1 "...)
	b = strconv.AppendInt(b, int64(resp.Status), 10)
	b = append(b, ' ')
	b = append(b, resp.Reason...)
	b = append(b, "\r\n"...)
	e := encoder{b: b, framing: f, length: resp.saysLength(f, method)}
	if err := e.fields(&resp.Header); err != nil {
		return e.b, err
	}
	e.connection(c, "")
	return append(e.b, "\r\n"...), nil
}

// saysLength is the Content-Length of a response, or -1 when it has none. A
// response to HEAD and 304 (Not Modified) speak of content that is not sent.
func (resp *Response) saysLength(f framing, method string) int64 {
	switch {
	case f.kind == fixed:
		return f.length
	case f.kind != empty || resp.Status < 200 || resp.Status == 204:
		return -1
	case method != "HEAD" && resp.Status != 304:
		return 0
	case resp.Body != nil:
		return resp.Body.Len()
	}
	if n, ok := parseLength(resp.Header.Get("Content-Length")); ok {
		return n
	}
	return -1
}

// encoder appends fields to a head.
type encoder struct {
	b       []byte
	framing framing
	length  int64  // Content-Length to say, or -1; said where the header has its own
	host    string // of a request; said where the header has its own
}

func (e *encoder) field(name, value string) {
	e.b = append(e.b, name...)
	e.b = append(e.b, ": "...)
	e.b = append(e.b, value...)
	e.b = append(e.b, "\r\n"...)
}

// fields appends a header in its order and spelling. What says how the message
// is framed comes from the encoder and not from the header, so that it is
// always true.
func (e *encoder) fields(h *message.Header) error {
	for _, f := range h.Fields() {
		switch e.replace(f.Name) {
		case keepField:
			if !isToken(f.Name) {
				return fmt.Errorf("header name %q is not a token", f.Name)
			}
			if !isValue(f.Value) {
				return fmt.Errorf("value of header %s has a control character", f.Name)
			}
			e.field(f.Name, f.Value)
		case lengthField:
			e.contentLength(f.Name)
		case hostField:
			if e.host != "" {
				e.field(f.Name, e.host)
				e.host = ""
			}
		}
	}
	e.contentLength("Content-Length")
	if e.framing.kind == chunked {
		e.b = append(e.b, "Transfer-Encoding: chunked\r\n"...)
	}
	return nil
}

func (e *encoder) contentLength(name string) {
	if e.length < 0 {
		return
	}
	e.b = append(e.b, name...)
	e.b = append(e.b, ": "...)
	e.b = strconv.AppendInt(e.b, e.length, 10)
	e.b = append(e.b, "\r\n"...)
	e.length = -1
}

func (e *encoder) connection(c connection, before string) {
	switch {
	case c.upgrade != "":
		e.b = append(e.b, "Connection: "...)
		e.b = append(e.b, before...)
		e.b = append(e.b, "Upgrade\r\n"...)
		e.field("Upgrade", c.upgrade)
	case c.close:
		e.b = append(e.b, "Connection: close\r\n"...)
	case c.keepAlive:
		e.b = append(e.b, "Connection: keep-alive\r\n"...)
	}
}

type fieldUse byte

const (
	keepField fieldUse = iota
	dropField
	lengthField
	hostField
)

// replace says what becomes of a field of a header that is sent.
func (e *encoder) replace(name string) fieldUse {
	switch len(name) {
	case len("te"):
		return dropIf(is(name, "te"))
	case len("host"):
		if e.host != "" && is(name, "host") {
			return hostField
		}
	case len("expect"):
		return dropIf(is(name, "expect"))
	case len("upgrade"): // and trailer
		return dropIf(is(name, "upgrade") || e.framing.kind != chunked && is(name, "trailer"))
	case len("connection"): // and keep-alive
		return dropIf(is(name, "connection") || is(name, "keep-alive"))
	case len("content-length"):
		if is(name, "content-length") {
			return lengthField
		}
	case len("transfer-encoding"):
		return dropIf(is(name, "transfer-encoding"))
	}
	return keepField
}

func dropIf(drop bool) fieldUse {
	if drop {
		return dropField
	}
	return keepField
}
