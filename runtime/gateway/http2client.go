package gateway

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"sallyport/runtime/gateway/http1"
	"sallyport/runtime/message"
)

// An http2Client sends requests over HTTP/2, and falls back to HTTP/1.1 where
// that may be.
type http2Client struct {
	dial                 http1.Dialer
	connect, idle, write time.Duration
	http1                *http1.Client
}

// An http2Peer is what is known of a peer's HTTP/2.
type http2Peer struct {
	mu        sync.Mutex
	transport *http.Transport // nil until it is needed
	without   time.Time       // until when the peer is taken to have none
}

// A peer that did not offer HTTP/2 is asked again after that time.
const askAgain = 5 * time.Minute

func (c *http2Client) init(o TransportOptions, fallback *http1.Client) {
	c.dial = o.Dial
	if c.dial == nil {
		c.dial = new(net.Dialer).DialContext
	}
	c.connect, c.idle, c.write = cmp.Or(o.Connect, 30*time.Second), cmp.Or(o.Idle, time.Minute), o.Write
	c.http1 = fallback
}

// errNoHTTP2 is a peer that TLS did not agree on HTTP/2 with.
var errNoHTTP2 = errors.New("server does not speak HTTP/2")

// doOrFallBack sends a request over HTTP/2 if the peer speaks it, and over
// HTTP/1.1 otherwise.
func (c *http2Client) doOrFallBack(ctx context.Context, p *peer, call *call) error {
	if p.TLS == nil || call.req.Upgrade != "" || p.lacksHTTP2() {
		return c.http1.Do(ctx, &call.Call, &call.req, &call.resp)
	}
	err := c.do(ctx, p, call)
	if errors.Is(err, errNoHTTP2) {
		p.noteLack()
		return c.http1.Do(ctx, &call.Call, &call.req, &call.resp)
	}
	return err
}

func (p *http2Peer) lacksHTTP2() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Now().Before(p.without)
}

func (p *http2Peer) noteLack() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.without = time.Now().Add(askAgain)
}

// close closes connections that are not in use.
func (p *http2Peer) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.transport != nil {
		p.transport.CloseIdleConnections()
	}
}

// transportOf is the transport of a peer: one each, because each has its own
// TLS.
func (c *http2Client) transportOf(p *peer) *http.Transport {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.transport == nil {
		p.transport = &http.Transport{
			Protocols: new(http.Protocols), DisableCompression: true, IdleConnTimeout: c.idle,
			HTTP2:                  &http.HTTP2Config{WriteByteTimeout: c.write},
			MaxResponseHeaderBytes: int64(http1.DefaultLimits.Head),
			DialContext:            func(ctx context.Context, _, _ string) (net.Conn, error) { return c.connectTo(ctx, p.Peer) },
		}
		p.transport.DialTLSContext = p.transport.DialContext
		p.transport.Protocols.SetHTTP2(true)
		p.transport.Protocols.SetUnencryptedHTTP2(true)
	}
	return p.transport
}

// connectTo makes a connection that speaks HTTP/2.
func (c *http2Client) connectTo(ctx context.Context, to http1.Peer) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, c.connect)
	defer cancel()
	conn, err := to.Dial(ctx, c.dial)
	if err != nil || to.TLS == nil {
		return conn, err
	}
	config := to.TLS.Clone()
	config.NextProtos = []string{"h2", "http/1.1"}
	secure := tls.Client(conn, config)
	if err := secure.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	if secure.ConnectionState().NegotiatedProtocol != "h2" {
		secure.Close()
		return nil, errNoHTTP2
	}
	return secure, nil
}

// errPlainProxy is a request that a proxy would have to understand.
var errPlainProxy = errors.New("HTTP/2 goes through a proxy only with TLS")

// do sends a request and takes the head of its response.
func (c *http2Client) do(ctx context.Context, p *peer, call *call) error {
	if p.absolute != "" {
		return errPlainProxy
	}
	ctx, cancel := context.WithCancelCause(ctx)
	var late *time.Timer
	if call.Head > 0 {
		late = time.AfterFunc(call.Head, func() { cancel(context.DeadlineExceeded) })
	}
	if call.Interim != nil {
		hints := &interims{send: call.Interim}
		defer hints.end()
		ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{Got1xxResponse: hints.pass})
	}
	resp, err := c.transportOf(p).RoundTrip(newRequest(ctx, p, call))
	if late != nil {
		late.Stop()
	}
	if err != nil {
		if cause := context.Cause(ctx); cause != nil && !errors.Is(err, errNoHTTP2) {
			err = cause
		}
		cancel(nil)
		return &http1.CallError{Op: "receive", Addr: p.Addr, Err: err}
	}
	call.received(resp, cancel)
	return nil
}

// newRequest is a request in the form of net/http. Its target goes on byte by
// byte, which only an opaque URL does.
func newRequest(ctx context.Context, p *peer, call *call) *http.Request {
	scheme := "http"
	if p.TLS != nil {
		scheme = "https"
	}
	r := &http.Request{
		Method: call.req.Method, Host: call.req.Host, Header: http.Header{},
		URL: &url.URL{Scheme: scheme, Host: p.authority, Opaque: "//" + call.req.Host + call.req.Target},
	}
	for _, f := range call.req.Header.Fields() {
		r.Header.Add(f.Name, f.Value)
	}
	if !call.req.Header.Has("User-Agent") {
		r.Header["User-Agent"] = nil // one would be invented
	}
	if call.req.Trailers {
		r.Header.Set("Te", "trailers")
	}
	r.Header.Del("Expect")
	if body := call.req.Body; body != nil {
		r.ContentLength = body.Len()
		out := &outgoingBody{body: body}
		r.Body = out
		if body.Held() {
			r.GetBody = func() (io.ReadCloser, error) { return body.Reader(), nil }
		}
		out.trailer = declaredTrailers(r)
	}
	return r.WithContext(ctx)
}

// declaredTrailers makes room for the trailers that a request announces.
func declaredTrailers(r *http.Request) http.Header {
	for _, list := range r.Header["Trailer"] {
		for name := range strings.SplitSeq(list, ",") {
			if r.Trailer == nil {
				r.Trailer = http.Header{}
			}
			r.Trailer[http.CanonicalHeaderKey(strings.TrimSpace(name))] = nil
		}
	}
	r.Header.Del("Trailer")
	return r.Trailer
}

// outgoingBody is the content of a request. It leaves the message's body alone
// until it is read, so that a request that was not sent can be sent otherwise.
type outgoingBody struct {
	body    *message.Body
	trailer http.Header // to be filled in at the end

	mu     sync.Mutex
	reader io.ReadCloser
	closed bool
}

func (b *outgoingBody) Read(p []byte) (int, error) {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return 0, io.ErrClosedPipe
	}
	if b.reader == nil {
		b.reader = b.body.Reader()
	}
	reader := b.reader
	b.mu.Unlock()
	n, err := reader.Read(p)
	if err == io.EOF {
		for _, f := range b.body.Trailer().Fields() {
			if name := http.CanonicalHeaderKey(f.Name); b.trailer != nil {
				if _, announced := b.trailer[name]; announced {
					b.trailer.Add(name, f.Value)
				}
			}
		}
	}
	return n, err
}

func (b *outgoingBody) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	if b.reader == nil {
		return nil
	}
	return b.reader.Close()
}

// interims passes responses of status 1xx on, which come on the goroutine of the
// connection, until the call has returned.
type interims struct {
	mu   sync.Mutex
	send func(*http1.Response) error // nil once it is over
}

func (i *interims) pass(status int, fields textproto.MIMEHeader) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if status <= 101 || i.send == nil {
		return nil
	}
	r := http1.Response{Status: status}
	addSorted(&r.Header, http.Header(fields))
	return i.send(&r)
}

func (i *interims) end() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.send = nil
}

// addSorted adds fields in the order of their names; theirs was lost.
func addSorted(h *message.Header, fields http.Header) {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range fields[name] {
			h.Add(name, value)
		}
	}
}

// received puts a response into the form of package http1. over is called when
// its body was read or given up.
func (c *call) received(resp *http.Response, over context.CancelCauseFunc) {
	c.resp.Status, c.resp.Minor = resp.StatusCode, 1
	addSorted(&c.resp.Header, resp.Header)
	if resp.Body == http.NoBody || c.req.Method == "HEAD" {
		resp.Body.Close()
		over(nil)
		return
	}
	in := &incomingBody{resp: resp, over: over}
	c.resp.Body = message.StreamBody(in, resp.ContentLength)
	c.resp.Body.SetTrailer(&in.trailer)
}

// incomingBody is the content of a response.
type incomingBody struct {
	resp    *http.Response
	over    context.CancelCauseFunc
	trailer message.Header
}

func (b *incomingBody) Read(p []byte) (int, error) {
	n, err := b.resp.Body.Read(p)
	if err == io.EOF {
		addSorted(&b.trailer, b.resp.Trailer)
	}
	return n, err
}

func (b *incomingBody) Close() error {
	err := b.resp.Body.Close()
	b.over(nil)
	return err
}
