package gateway

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"

	"sallyport/runtime/gateway/http1"
	"sallyport/runtime/message"
)

// An http2Server serves connections on which TLS agreed on HTTP/2. net/http
// takes them from a listener, so it is one: of connections that were accepted
// and secured already.
type http2Server struct {
	g      *Gateway
	server http.Server
	ready  chan *tls.Conn
	closed chan struct{}
	close  sync.Once

	mu    sync.Mutex
	conns map[net.Conn]*connection // all that are served
}

var _ net.Listener = (*http2Server)(nil)

func (s *http2Server) init(g *Gateway) {
	s.g = g
	s.ready, s.closed, s.conns = make(chan *tls.Conn), make(chan struct{}), map[net.Conn]*connection{}
	s.server = http.Server{
		Handler:        s,
		Protocols:      new(http.Protocols),
		MaxHeaderBytes: g.limits.Head,
		IdleTimeout:    g.timeouts.Idle,
		ErrorLog:       log.New(io.Discard, "", 0), // it tells of clients' mistakes only
		HTTP2: &http.HTTP2Config{
			MaxConcurrentStreams: int(g.limits.Streams),
			SendPingTimeout:      g.timeouts.Idle, // asks a client with streams open whether it is there
			WriteByteTimeout:     g.timeouts.Write,
		},
		ConnContext: func(ctx context.Context, conn net.Conn) context.Context {
			return context.WithValue(ctx, connectionKey{}, s.of(conn))
		},
		ConnState: func(conn net.Conn, state http.ConnState) {
			if state == http.StateClosed {
				s.forget(conn)
			}
		},
	}
	s.server.Protocols.SetHTTP2(true)
}

// connectionKey is what a request's context has its *connection under.
type connectionKey struct{}

// start serves what comes from serve until shutdown.
func (s *http2Server) start(ctx context.Context) {
	s.server.BaseContext = func(net.Listener) context.Context { return ctx }
	go s.server.Serve(s)
}

// Accept is the next connection that serve was given.
func (s *http2Server) Accept() (net.Conn, error) {
	select {
	case conn := <-s.ready:
		return conn, nil
	case <-s.closed:
		return nil, net.ErrClosed
	}
}

// Close ends Accept.
func (s *http2Server) Close() error {
	s.close.Do(func() { close(s.closed) })
	return nil
}

// Addr is of no meaning.
func (*http2Server) Addr() net.Addr { return &net.TCPAddr{} }

// serve answers the requests of a connection until it is closed.
func (s *http2Server) serve(c *connection, conn *tls.Conn) {
	c.over = make(chan struct{})
	s.mu.Lock()
	s.conns[conn] = c
	s.mu.Unlock()
	select {
	case s.ready <- conn:
		<-c.over
	case <-s.closed:
		s.forget(conn)
	}
}

func (s *http2Server) of(conn net.Conn) *connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conns[conn]
}

func (s *http2Server) forget(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.conns[conn]; c != nil {
		delete(s.conns, conn)
		close(c.over)
	}
}

// shutdown asks all clients to make no more requests; their connections close
// when those in progress are answered.
func (s *http2Server) shutdown(ctx context.Context) { s.server.Shutdown(ctx) }

// ServeHTTP answers a request.
func (s *http2Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := r.Context().Value(connectionKey{}).(*connection)
	out := &stream{w: w, control: http.NewResponseController(w), timeouts: &s.g.timeouts, method: r.Method}
	var req http1.Request
	out.request(&req, r, s.g.limits.Body)
	if err := req.Check(s.g.http1.Limits); err != nil {
		var refusal *http1.Error
		errors.As(err, &refusal)
		resp := http1.Response{Status: refusal.Status}
		c.Refuse(refusal, &resp)
		out.Respond(&resp)
		return
	}
	s.g.visit(r.Context(), c, out, &req)
	if out.in != nil {
		out.in.leave()
	}
	if out.broken {
		panic(http.ErrAbortHandler) // resets the stream, so that the client sees that it is cut off
	}
}

// A stream is one request and its response.
type stream struct {
	w        http.ResponseWriter
	control  *http.ResponseController
	timeouts *Timeouts
	method   string
	in       *streamBody // of the request, if it has content

	mu        sync.Mutex // guards responded and headers against late interim responses
	responded bool
	broken    bool // not all of the response was sent
}

// request puts a request into the form that HTTP/1.1's have. The names of its
// fields come in alphabetical order, because theirs was lost. limit bounds its
// content; 0 is no limit.
func (s *stream) request(req *http1.Request, r *http.Request, limit int64) {
	req.Method, req.Target, req.Host, req.Minor = r.Method, r.RequestURI, r.Host, 1
	req.Header.Add("Host", r.Host)
	names := make([]string, 0, len(r.Header))
	for name := range r.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		switch name {
		case "Host":
			continue
		case "Te":
			req.Trailers = slices.Contains(r.Header[name], "trailers")
		}
		for _, value := range r.Header[name] {
			req.Header.Add(name, value)
		}
	}
	if r.ContentLength == 0 {
		return
	}
	s.in = &streamBody{r: r, s: s, limit: limit}
	req.Body = message.StreamBody(s.in, r.ContentLength)
	req.Body.SetTrailer(&s.in.trailer)
}

// streamBody is the content of a request. What sends it on to a backend may
// still read when the request was answered.
type streamBody struct {
	r       *http.Request
	s       *stream
	trailer message.Header
	read    int64
	limit   int64 // of bytes; 0 is no limit

	mu    sync.Mutex
	over  bool      // the stream's writer is gone, and time-outs with it
	until time.Time // when the read at hand is late
}

// leave ends the use of the stream's writer.
func (b *streamBody) leave() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.over = true
}

// hurry gives the next read its time.
func (b *streamBody) hurry() {
	limit := b.s.timeouts.Body
	if limit == 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if now := time.Now(); !b.over && b.until.Sub(now) < limit-limit/8 {
		b.until = now.Add(limit)
		b.s.control.SetReadDeadline(b.until)
	}
}

func (b *streamBody) Read(p []byte) (int, error) {
	b.hurry()
	n, err := b.r.Body.Read(p)
	if b.read += int64(n); b.limit > 0 && b.read > b.limit {
		return 0, http1.ErrBodyTooLarge
	}
	switch {
	case err == io.EOF:
		addSorted(&b.trailer, b.r.Trailer)
	case errors.Is(err, os.ErrDeadlineExceeded):
		err = http1.ErrSlowBody
	}
	return n, err
}

func (b *streamBody) Close() error { return b.r.Body.Close() }

// errResponded is a second answer to a request.
var errResponded = errors.New("request was answered already")

// Respond sends the response and returns how many bytes of content were sent.
// The body is read until its end and closed.
func (s *stream) Respond(resp *http1.Response) (n int64, err error) {
	defer resp.Body.Close()
	if resp.Tunnel != nil {
		resp.Tunnel.Close()
	}
	s.mu.Lock()
	first := !s.responded
	s.responded = true
	s.mu.Unlock()
	if !first {
		return 0, errResponded
	}
	if resp.Status < 200 || resp.Status > 999 {
		s.w.WriteHeader(500)
		return 0, errors.New("status is not in 200 to 999")
	}
	s.head(resp)
	s.w.WriteHeader(resp.Status)
	if resp.Body == nil || s.method == "HEAD" || resp.Status == 204 || resp.Status == 304 {
		return 0, nil
	}
	s.broken = true // until all is sent, should reading the body panic
	if n, err = s.content(resp); err != nil {
		return n, err
	}
	s.broken = false
	for _, f := range resp.Body.Trailer().Fields() {
		s.w.Header().Add(http.TrailerPrefix+f.Name, f.Value)
	}
	return n, nil
}

// head puts the fields of a response into the writer's.
func (s *stream) head(resp *http1.Response) {
	h := s.w.Header()
	clear(h)
	http1.RemoveHopByHop(&resp.Header)
	for _, f := range resp.Header.Fields() {
		h.Add(f.Name, f.Value)
	}
	if _, ok := h["Content-Type"]; !ok {
		h["Content-Type"] = nil // it would be guessed
	}
	h.Del("Trailer") // those that come are announced by their coming
	if resp.Body == nil && s.method == "HEAD" {
		return // speaks of content that is not sent
	}
	h.Del("Content-Length")
	if n := resp.Body.Len(); n >= 0 && resp.Status != 204 && resp.Status != 304 {
		h.Set("Content-Length", strconv.FormatInt(n, 10))
	}
}

var copyBuffers = sync.Pool{New: func() any { return new([32 << 10]byte) }}

// content sends the body.
func (s *stream) content(resp *http1.Response) (n int64, err error) {
	wait := resp.Flush && resp.Body.Buffered() == 0 // the head does not wait for the first piece
	body := resp.Body.Reader()
	defer body.Close()
	if wait {
		if err := s.control.Flush(); err != nil {
			return 0, err
		}
	}
	buf := copyBuffers.Get().(*[32 << 10]byte)
	defer copyBuffers.Put(buf)
	var until time.Time
	for {
		got, readErr := body.Read(buf[:])
		if limit := s.timeouts.Write; got > 0 && limit > 0 {
			if now := time.Now(); until.Sub(now) < limit-limit/8 {
				until = now.Add(limit)
				s.control.SetWriteDeadline(until)
			}
		}
		sent, err := s.w.Write(buf[:got])
		n += int64(sent)
		if err == nil && resp.Flush && got > 0 {
			err = s.control.Flush()
		}
		switch {
		case err != nil:
			return n, err
		case readErr == io.EOF:
			return n, nil
		case readErr != nil:
			return n, readErr
		}
	}
}

// Interim sends a response of status 1xx.
func (s *stream) Interim(resp *http1.Response) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.responded {
		return errResponded
	}
	h := s.w.Header()
	clear(h)
	for _, f := range resp.Header.Fields() {
		h.Add(f.Name, f.Value)
	}
	s.w.WriteHeader(resp.Status)
	clear(h)
	return nil
}
