package http1

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"sync"
	"time"
)

// A Peer is where requests are sent. Connections are kept for a peer and used
// for no other; two peers are the same when their fields are.
type Peer struct {
	Addr string      // host:port to dial
	TLS  *tls.Config // nil for plain TCP; says the server's name and the client's certificate

	// When Addr is a proxy that connects to somebody else: whom, as host:port,
	// and what its Proxy-Authorization is, "" for none.
	Through       string
	Authorization string
}

// A Client sends requests and keeps connections alive for the next. The zero
// Client is ready to use. Its fields are not changed once it is used.
type Client struct {
	Limits Limits

	// Dial connects to an address; nil dials TCP.
	Dial Dialer

	Connect time.Duration // for dialling and the TLS handshake; 30 s when 0
	Body    time.Duration // for each piece of a response's content; no limit when 0
	Write   time.Duration // for each piece of a request to be taken; no limit when 0
	Idle    time.Duration // that a connection is kept unused; 60 s when 0
	MaxIdle int           // connections kept unused for a peer; 256 when 0

	mu     sync.Mutex
	pool   map[Peer][]*clientConn // the one used last at the end
	sweep  *time.Timer            // closes those not used for long; nil when it does not run
	closed bool
}

// A Call is how a request is sent.
type Call struct {
	Peer     Peer
	Head     time.Duration         // to connect, and then again until the head of the response has come; no limit when 0
	Continue time.Duration         // to wait for 100 (Continue) before the body is sent all the same; 1 s when 0
	Interim  func(*Response) error // told of responses of status 1xx other than 100 and 101; may be nil
}

// A CallError is a call that got no response, or not all of it.
type CallError struct {
	Op   string // what failed: "connect", "send" (the request), "read request", "receive" (the response)
	Addr string
	Err  error
}

func (e *CallError) Error() string {
	if e.Op == "read request" {
		return "read request content: " + e.Err.Error()
	}
	return fmt.Sprintf("%s %s: %v", e.Op, e.Addr, e.Err)
}

func (e *CallError) Unwrap() error { return e.Err }

// Timeout reports whether the peer took too long.
func (e *CallError) Timeout() bool {
	var t interface{ Timeout() bool }
	return errors.As(e.Err, &t) && t.Timeout()
}

// Do sends a request and reads the head of the response into resp, whose body
// then streams from the peer; it must be read to its end or closed. The
// response may come before the request's body was sent whole. When ctx ends
// before that, or before the response's body was read, the connection is
// closed. After an error somebody may be reading the request's body still;
// closing it makes that return.
//
// The request's target is sent as it is; Content-Length and Host are true
// whatever its header says. A request is sent a second time only if a
// connection kept alive was closed before a byte of an answer came, the method
// is idempotent, and the body can be sent again. Errors are [*CallError]s.
func (c *Client) Do(ctx context.Context, call *Call, req *Request, resp *Response) error {
	fresh := false
	for {
		cc, err := c.take(ctx, call, fresh)
		if err != nil {
			return err
		}
		err = cc.do(ctx, call, req, resp)
		if err == nil {
			return nil
		}
		cc.close()
		if !cc.reused || cc.answered || ctx.Err() != nil || !mayRepeat(req) || !broken(err) {
			return callError(ctx, call, err)
		}
		fresh = true
	}
}

// broken reports whether a call failed because the connection did, rather than
// for want of time or because its request cannot be sent.
func broken(err error) bool {
	var source *sourceError
	return !isTimeout(err) && !errors.As(err, &source)
}

// mayRepeat reports whether a request that may have been received can be sent
// again (RFC 9110 section 9.2.2).
func mayRepeat(req *Request) bool {
	switch req.Method {
	case "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE":
		return req.Body.Held()
	}
	return false
}

// callError says what went wrong in a call; the end of its context before all.
func callError(ctx context.Context, call *Call, err error) error {
	op := "receive"
	var source *sourceError
	var sending *sendError
	switch {
	case ctx.Err() != nil:
		err = context.Cause(ctx)
	case errors.As(err, &source):
		op, err = "read request", source.err
	case errors.As(err, &sending):
		op, err = "send", sending.err
	}
	return &CallError{op, call.Peer.Addr, err}
}

// A sendError is a request that the peer did not take.
type sendError struct{ err error }

func (e *sendError) Error() string { return e.err.Error() }

// CloseIdle closes the connections that are not in use.
func (c *Client) CloseIdle() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conns := range c.pool {
		for _, cc := range conns {
			cc.close()
		}
	}
	clear(c.pool)
}

// Close closes the connections that are not in use, and those in use when
// their responses have been read.
func (c *Client) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.CloseIdle()
}
