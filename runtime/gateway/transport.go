package gateway

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/gateway/http1"
	"sallyport/runtime/message"
)

// A Transport sends requests to backends over HTTP/1.1, and over HTTP/2 where
// that is asked for. Connections are kept and shared by all requests, whatever
// the configuration. It never invents a field, follows a redirect only when
// told to, and never sends a request twice that is not safe to repeat.
type Transport struct {
	http1 http1.Client
	http2 http2Client
	peers peers
	hold  int64 // bytes of a request's body that is held
	calls sync.Pool
}

var _ runtime.Transport = (*Transport)(nil)

// TransportOptions say how backends are reached. Its zero value is useful.
type TransportOptions struct {
	// RootCAs are the authorities that servers' certificates are verified
	// against; nil takes the system's.
	RootCAs *x509.CertPool

	// Dial connects to an address; nil dials TCP.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)

	Connect time.Duration // for dialling and the TLS handshake; 30 s when 0
	Body    time.Duration // for each piece of a response's body; no limit when 0
	Write   time.Duration // for each piece of a request to be taken; 30 s when 0
	Idle    time.Duration // that a connection is kept unused; 60 s when 0

	// Hold is how many bytes of a request's body are held when it may have to
	// be sent again; the default of package runtime when 0.
	Hold int64
}

// NewTransport makes a transport.
func NewTransport(o TransportOptions) *Transport {
	t := &Transport{hold: o.Hold}
	if t.hold == 0 {
		t.hold = runtime.DefaultLimits.Body
	}
	if o.Write == 0 {
		o.Write = DefaultTimeouts.Write
	}
	t.http1 = http1.Client{Dial: o.Dial, Connect: o.Connect, Body: o.Body, Write: o.Write, Idle: o.Idle}
	t.http2.init(o, &t.http1)
	t.peers.init(o.RootCAs)
	t.calls.New = func() any { return newCall() }
	return t
}

// Close closes the connections that are not in use, and those in use when
// their responses have been read.
func (t *Transport) Close() {
	t.http1.Close()
	t.peers.close()
}

// Send sends a request; see [runtime.Transport].
func (t *Transport) Send(ctx context.Context, out *runtime.Outgoing, resp *runtime.Response) error {
	switch {
	case out.URL.Host == "":
		return errNoBackend
	case out.BufferBody:
		if _, err := out.Body.Bytes(t.hold); err != nil {
			return bodyError(err)
		}
	}
	if out.FollowRedirects {
		return t.follow(ctx, out, resp)
	}
	return t.send(ctx, out, resp)
}

// errNoBackend is a request that is to be forwarded to nowhere.
var errNoBackend = errors.New("no backend is configured for the API")

// send sends one request and takes its response.
func (t *Transport) send(ctx context.Context, out *runtime.Outgoing, resp *runtime.Response) error {
	p, err := t.peers.find(out)
	if err != nil {
		return err
	}
	c := t.calls.Get().(*call)
	defer t.release(c)
	c.prepare(p, out)
	if out.URL.Host == echoHost {
		return echo(&c.req, t.hold, resp)
	}
	if err := t.do(ctx, p, c); err != nil {
		return t.sendError(err, out)
	}
	return c.deliver(resp)
}

// do sends a request in the version of HTTP that is asked for.
func (t *Transport) do(ctx context.Context, p *peer, c *call) error {
	switch c.out.HTTPVersion {
	case "2":
		return t.http2.do(ctx, p, c)
	case "2or1":
		return t.http2.doOrFallBack(ctx, p, c)
	}
	return t.http1.Do(ctx, &c.Call, &c.req, &c.resp)
}

// A call is a request on its way to a backend, in the form of package http1.
// Its memory serves the next one after it.
type call struct {
	http1.Call
	req  http1.Request
	resp http1.Response
	out  *runtime.Outgoing

	interim func(*http1.Response) error // c.passInterim
}

func newCall() *call {
	c := &call{}
	c.interim = c.passInterim
	return c
}

func (t *Transport) release(c *call) {
	c.req.Header.Reset()
	c.req = http1.Request{Header: c.req.Header}
	c.resp.Reset()
	c.Call, c.out = http1.Call{}, nil
	t.calls.Put(c)
}

// prepare fills in the request.
func (c *call) prepare(p *peer, out *runtime.Outgoing) {
	c.out = out
	c.Call = http1.Call{Peer: p.Peer, Head: out.Timeout, Continue: out.ContinueTimeout}
	r := &c.req
	r.Method, r.Target, r.Host, r.Body = out.Method, p.absolute+out.URL.Target(), p.authority, out.Body
	r.Continue = out.ContinueTimeout > 0
	client := out.Client
	if client != nil {
		r.Upgrade, r.Trailers = client.Upgrade, client.Trailers
		if client.Interim != nil {
			c.Interim = c.interim
		}
	}
	c.addFields(out, client)
	http1.RemoveHopByHop(&r.Header)
	if p.authorization != "" {
		r.Header.Add("Proxy-Authorization", p.authorization)
	}
}

// addFields copies the fields of a request. Of one that is forwarded the Host
// is the backend's unless a policy said otherwise, and the client's address is
// appended to where proxies say it.
func (c *call) addFields(out *runtime.Outgoing, client *runtime.Request) {
	r := &c.req
	said := client == nil
	for _, f := range out.Header.Fields() {
		switch {
		case isName(f.Name, "Host"):
			if (client == nil || client.HostSet) && f.Value != "" {
				r.Host = f.Value
			}
			f.Value = r.Host
		case !said && isName(f.Name, forwardedFor):
			said = true
			f.Value = forwardedValue(out.Header.Values(f.Name), client.IP)
		case client != nil && isName(f.Name, forwardedFor):
			continue // went into the first
		}
		r.Header.Add(f.Name, f.Value)
	}
	if !said && client.IP != "" {
		r.Header.Add(forwardedFor, client.IP)
	}
}

// deliver hands the response over.
func (c *call) deliver(resp *runtime.Response) error {
	resp.Status, resp.Reason = c.resp.Status, c.resp.Reason
	http1.RemoveHopByHop(&c.resp.Header)
	resp.Header, c.resp.Header = c.resp.Header, resp.Header // each keeps the other's memory
	resp.Body = c.resp.Body
	resp.Unbuffered = c.out.Unbuffered
	resp.Upgrade, resp.Tunnel = c.resp.Upgrade, c.resp.Tunnel
	return nil
}

// passInterim passes a response of status 1xx on to the client.
func (c *call) passInterim(resp *http1.Response) error {
	http1.RemoveHopByHop(&resp.Header)
	return c.out.Client.Interim(resp.Status, &resp.Header)
}

// sendError says what went wrong in the terms of [runtime.Transport].
func (t *Transport) sendError(err error, out *runtime.Outgoing) error {
	var failed *http1.CallError
	if !errors.As(err, &failed) {
		return err
	}
	var malformed *http1.Error
	switch broken := errors.As(err, &malformed); {
	case failed.Op == "read request":
		return bodyError(err)
	case broken:
		return &runtime.Error{
			Reason: runtime.ReasonBackendConnection, Message: "The response of the backend is malformed: " + malformed.Message,
			Status: 502, Text: "Bad Gateway", Cause: err,
		}
	case failed.Timeout() && out.Timeout > 0 && (failed.Op != "connect" || out.Timeout < t.http1.ConnectLimit()):
		return fmt.Errorf("%w: %w", context.DeadlineExceeded, err)
	}
	return err
}

// bodyError is a request whose body could not be read to be sent.
func bodyError(err error) error {
	e := &runtime.Error{Reason: runtime.ReasonClientConnection, Message: "The body of the request could not be read.", Cause: err}
	var refused *http1.Error
	switch {
	case errors.Is(err, message.ErrTooLarge):
		e.Status, e.Text = 413, "Content Too Large"
	case errors.As(err, &refused):
		e.Status, e.Text = refused.Status, refused.Message
	}
	return e
}
