package http1

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// A Handler answers the requests of one connection, one at a time.
type Handler interface {
	// Handle answers a request by calling w.Respond once. The context ends
	// when the client closes the connection. The request and the responder
	// are good until Handle returns.
	Handle(ctx context.Context, w *Responder, req *Request)

	// Refuse is told that a request was not understood and the connection
	// will be closed. It may put a body and fields into the response, which
	// has its status already.
	Refuse(refusal *Error, resp *Response)
}

// Timeouts bound how long a client may keep a connection waiting. Zero is no
// limit.
type Timeouts struct {
	Idle  time.Duration // until the first byte of a request
	Head  time.Duration // from there to the end of the head
	Body  time.Duration // for each piece of content to come
	Write time.Duration // for each piece of a response to be taken
}

// DefaultTimeouts are fit for a gateway that faces the internet.
var DefaultTimeouts = Timeouts{Idle: 75 * time.Second, Head: 10 * time.Second, Body: 30 * time.Second, Write: 30 * time.Second}

// A Server answers requests on connections that it is given. One goroutine
// serves a connection; a second watches for the client's leaving while an
// answer takes its time.
type Server struct {
	Limits   Limits
	Timeouts Timeouts

	mu       sync.Mutex
	conns    map[*serverConn]struct{}
	draining atomic.Bool
	drained  chan struct{} // closed when draining and the last connection is gone
}

// ServeConn answers the requests of a connection until it closes, and closes
// it. When ctx ends the connection is closed at once.
func (s *Server) ServeConn(ctx context.Context, conn net.Conn, h Handler) {
	c := newServerConn(ctx, s, conn, h)
	if !s.add(c) {
		conn.Close()
		return
	}
	stop := context.AfterFunc(ctx, c.abort)
	defer stop()
	defer s.remove(c)
	c.serve()
}

func (s *Server) add(c *serverConn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.draining.Load() {
		return false
	}
	if s.conns == nil {
		s.conns = make(map[*serverConn]struct{})
	}
	s.conns[c] = struct{}{}
	return true
}

func (s *Server) remove(c *serverConn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
	if s.drained != nil && len(s.conns) == 0 {
		close(s.drained)
		s.drained = nil
	}
}

// Shutdown lets requests in progress finish, closes connections that have
// none, and returns when all are closed. When ctx ends first it closes the
// rest and returns the context's error. It is called once.
func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.draining.Store(true)
	if len(s.conns) == 0 {
		s.mu.Unlock()
		return nil
	}
	drained := make(chan struct{})
	s.drained = drained
	for c := range s.conns {
		c.wakeIdle()
	}
	s.mu.Unlock()
	select {
	case <-drained:
		return nil
	case <-ctx.Done():
	}
	s.mu.Lock()
	for c := range s.conns {
		c.abort()
	}
	s.mu.Unlock()
	<-drained
	return ctx.Err()
}
