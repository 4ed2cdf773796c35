package http1

import (
	"cmp"
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"sallyport/runtime/message"
)

const (
	inlineBody = 16 << 10 // bytes of a body sent before the answer is looked for
	maxInterim = 16       // responses of status 1xx before the final one
)

// clientConn is the client's side of a connection.
type clientConn struct {
	client *Client
	peer   Peer
	conn   net.Conn
	peeker *peeker
	reader *Reader
	out    writer

	readBy, writeBy deadline
	reused          bool
	idleSince       time.Time

	// Of the call at hand:
	head     time.Duration // until the response's head
	timed    bool          // the deadline for that stands
	inBody   bool          // the head is there
	answered bool          // a byte of a response came
	last     bool          // the peer or we close after this response
	sender   *sender       // sends the body; nil if that is done already
	ctx      *connContext  // the call ends with it,
	stop     func() bool   // or with another context, whose AfterFunc this stops
	aborted  atomic.Bool

	mu sync.Mutex
	in *incoming // the body of the response; nil when it has ended
}

func newClientConn(c *Client, peer Peer, conn net.Conn) *clientConn {
	cc := &clientConn{client: c, peer: peer, conn: conn, peeker: newPeeker(conn)}
	cc.reader = NewReader(cc, c.Limits)
	cc.out.dst = writerFunc(cc.write)
	cc.readBy.set, cc.writeBy.set = conn.SetReadDeadline, conn.SetWriteDeadline
	return cc
}

func (cc *clientConn) stale() bool { return cc.reader.Buffered() > 0 || cc.peeker.stale() }

func (cc *clientConn) close() { cc.conn.Close() }

// do sends a request and reads the head of its response.
func (cc *clientConn) do(ctx context.Context, call *Call, req *Request, resp *Response) error {
	cc.head, cc.timed, cc.inBody, cc.answered, cc.last, cc.sender = call.Head, false, false, false, false, nil
	cc.attach(ctx)
	err := cc.send(call, req)
	if err == nil || errors.As(err, new(*sendError)) { // the peer may have answered and closed
		if f, readErr := cc.receive(call, req, resp); readErr == nil {
			return cc.deliver(resp, f)
		} else if err == nil {
			err = readErr
		}
	}
	cc.detach()
	if cc.sender != nil {
		cc.close()
		if cause := cc.sender.failure(); cause != nil {
			err = cause
		}
	}
	return err
}

// send sends the head, and the body if that is little and at hand. Otherwise
// a sender goes on with it while the response is waited for.
func (cc *clientConn) send(call *Call, req *Request) error {
	f := contentFraming(req.Body)
	b, err := appendRequest(cc.out.begin(), req, f)
	if err != nil {
		cc.out.done()
		return &sourceError{err}
	}
	if f.kind == empty || !req.Continue && atHand(req.Body, f) {
		_, err = cc.out.send(b, req.Body, f, false)
		cc.out.done()
		return asSendError(err)
	}
	_, err = cc.out.flush(b)
	cc.out.done()
	if err == nil {
		var wait time.Duration
		if req.Continue {
			wait = cmp.Or(call.Continue, time.Second)
		}
		cc.sender = startSender(cc, req.Body, f, wait)
	}
	return asSendError(err)
}

// atHand reports whether a body is little and can be read without waiting.
func atHand(body *message.Body, f framing) bool {
	if f.kind != fixed || f.length > inlineBody {
		return false
	}
	return body.Held() || int64(body.Buffered()) >= f.length
}

func asSendError(err error) error {
	if err == nil || errors.As(err, new(*sourceError)) {
		return err
	}
	return &sendError{err}
}

// receive reads responses up to the head of the final one.
func (cc *clientConn) receive(call *Call, req *Request, resp *Response) (framing, error) {
	for range maxInterim {
		f, _, err := cc.reader.responseHead(resp, req.Method)
		switch {
		case err != nil:
			return f, unexpected(err)
		case resp.Status == 101:
			return f, checkSwitch(req, resp)
		case resp.Status >= 200:
			return f, nil
		case resp.Status == 100:
			cc.sender.proceed()
		case call.Interim != nil:
			if err := call.Interim(resp); err != nil {
				return f, err
			}
		}
	}
	return framing{}, errInterim
}

// checkSwitch admits a change to a protocol that was asked for.
func checkSwitch(req *Request, resp *Response) error {
	protocol := resp.Header.Get("Upgrade")
	for asked := req.Upgrade; asked != ""; {
		var p string
		if p, asked = nextToken(asked); equalASCII(p, protocol) {
			resp.Upgrade = protocol
			return nil
		}
	}
	return errSwitch
}

// deliver hands a response with its body to the caller.
func (cc *clientConn) deliver(resp *Response, f framing) error {
	cc.inBody = true
	cc.last = resp.close
	cc.sender.settle()
	switch {
	case resp.Status == 101:
		cc.conn.SetDeadline(time.Time{})
		if cc.aborted.Load() {
			return errClosed
		}
		resp.Tunnel = &tunnel{cc}
	case f.kind == empty:
		cc.ended(nil)
	default:
		in := newIncoming(cc.reader, f, cc)
		cc.mu.Lock()
		cc.in = in
		cc.mu.Unlock()
		resp.Body = &in.body
	}
	return nil
}

// ended keeps the connection for another request when all of the response and
// nothing else came, and all of the request was sent.
func (cc *clientConn) ended(err error) {
	cc.mu.Lock()
	cc.in = nil
	cc.mu.Unlock()
	if alive := cc.detach(); err != nil || !alive || cc.last || cc.reader.Buffered() > 0 {
		cc.close()
		return
	}
	cc.sender.finish(cc)
}

// giveBack ends the use of a connection for a call.
func (cc *clientConn) giveBack(usable bool) {
	if !usable {
		cc.close()
		return
	}
	cc.sender = nil
	cc.reader.shrink()
	cc.client.put(cc)
}

func (cc *clientConn) reading() error { return nil }

func (cc *clientConn) interrupt(b *incoming) {
	cc.mu.Lock()
	defer cc.mu.Unlock()
	if cc.in == b {
		cc.abort()
	}
}

// attach has the call aborted when its context ends.
func (cc *clientConn) attach(ctx context.Context) {
	cc.ctx, cc.stop = nil, nil
	cc.aborted.Store(false)
	if own, ok := ctx.(*connContext); ok {
		cc.ctx = own
		own.register(cc)
	} else if ctx.Done() != nil {
		cc.stop = context.AfterFunc(ctx, cc.abort)
	}
}

// detach ends that, and reports whether the call was not aborted.
func (cc *clientConn) detach() bool {
	switch {
	case cc.ctx != nil:
		return cc.ctx.unregister(cc) && !cc.aborted.Load()
	case cc.stop != nil:
		return cc.stop() && !cc.aborted.Load()
	}
	return !cc.aborted.Load()
}

// abort makes what is in progress return. The connection is not used again.
func (cc *clientConn) abort() {
	cc.aborted.Store(true)
	cc.conn.SetDeadline(past)
}

// Read reads from the peer. It is the reader's source.
func (cc *clientConn) Read(p []byte) (int, error) {
	if err := cc.setReadDeadline(); err != nil {
		return 0, err
	}
	if cc.aborted.Load() {
		return 0, errClosed
	}
	n, err := cc.conn.Read(p)
	if n > 0 {
		cc.answered = true
	}
	return n, err
}

func (cc *clientConn) setReadDeadline() error {
	if cc.inBody {
		return cc.readBy.within(cc.client.Body)
	}
	if cc.timed {
		return nil
	}
	cc.timed = true
	return cc.readBy.within(cc.head)
}

func (cc *clientConn) write(p []byte) (int, error) {
	if err := cc.writeBy.within(cc.client.Write); err != nil {
		return 0, err
	}
	if cc.aborted.Load() {
		return 0, errClosed
	}
	return cc.conn.Write(p)
}

// tunnel is the connection after a change of protocol.
type tunnel struct{ cc *clientConn }

func (t *tunnel) Read(p []byte) (int, error) {
	if t.cc.reader.Buffered() > 0 {
		return t.cc.reader.read(p)
	}
	return t.cc.conn.Read(p)
}

func (t *tunnel) Write(p []byte) (int, error) { return t.cc.conn.Write(p) }

// CloseWrite tells the peer that no more is sent.
func (t *tunnel) CloseWrite() error {
	if half, ok := t.cc.conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return t.Close()
}

func (t *tunnel) Close() error {
	t.cc.detach()
	return t.cc.conn.Close()
}
