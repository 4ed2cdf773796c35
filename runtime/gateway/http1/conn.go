package http1

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

const (
	watchAfter = 25 * time.Millisecond  // of waiting for an answer, the client is watched
	drainBytes = 256 << 10              // of unread content are read to keep a connection
	drainTime  = time.Second            // is spent on that
	lingerTime = 500 * time.Millisecond // a client has to read the last answer
)

var errDraining = errors.New("server is shutting down")

// serverConn is the server's side of a connection.
type serverConn struct {
	server  *Server
	conn    net.Conn
	handler Handler
	ctx     *connContext
	reader  *Reader
	req     Request
	in      *incoming // the body of the request at hand, if it has one
	w       Responder

	readBy, writeBy deadline
	phase           atomic.Int32
	timed           bool        // the deadline of this phase stands
	stopped         atomic.Bool // reading is to stop

	watchMu  sync.Mutex
	left     *sync.Cond // a watch has ended
	active   bool       // a request is being answered
	bodyRead bool       // to its end
	watching bool
	watched  bool // a watch has changed the read deadline
	timer    *time.Timer
	peeked   bool // the watch read a byte of the next request: peek
	peek     [1]byte
}

// The phases of reading.
const (
	idle     int32 = iota // nothing of a request has come
	inHead                // some of its head has
	inBody                // its head is read
	inDrain               // it was answered before its body was read
	inTunnel              // it was answered with 101
)

func newServerConn(ctx context.Context, s *Server, conn net.Conn, h Handler) *serverConn {
	c := &serverConn{server: s, conn: conn, handler: h, ctx: newConnContext(ctx)}
	c.left = sync.NewCond(&c.watchMu)
	c.reader = NewReader(c, s.Limits)
	c.readBy.set, c.writeBy.set = conn.SetReadDeadline, conn.SetWriteDeadline
	c.w = Responder{c: c, out: writer{dst: writerFunc(c.write)}}
	return c
}

func (c *serverConn) serve() {
	defer c.conn.Close()
	defer c.ctx.cancel()
	for {
		c.enter(idle)
		ctl, f, err := c.reader.requestHead(&c.req)
		if err != nil {
			c.refuse(err)
			return
		}
		c.enter(inBody)
		c.begin(&ctl, f)
		c.handler.Handle(c.ctx, &c.w, &c.req)
		if !c.end() {
			return
		}
	}
}

func (c *serverConn) enter(phase int32) {
	c.phase.Store(phase)
	c.timed = false
}

// begin readies the connection for a request to be answered.
func (c *serverConn) begin(ctl *control, f framing) {
	var in *incoming
	if f.kind != empty {
		in = newIncoming(c.reader, f, c)
		c.req.Body = &in.body
		c.req.Continue = c.req.Minor == 1 && ctl.expect != ""
	}
	c.w.reset()
	c.watchMu.Lock()
	c.in = in
	c.active = true
	c.bodyRead = c.in == nil
	c.armWatch()
	c.watchMu.Unlock()
}

// end finishes a request, and reports whether another may follow.
func (c *serverConn) end() bool {
	if !c.w.responded {
		c.w.fail()
	}
	read := c.in == nil || c.drain()
	c.endWatch()
	switch {
	case c.w.broken:
	case !read:
		c.linger()
	case !c.w.keep:
		c.closeWrite()
	default:
		c.reader.shrink()
		return true
	}
	return false
}

// drain reads what the handler left of a request body, if it is little and
// surely comes.
func (c *serverConn) drain() bool {
	limit := int64(drainBytes)
	if !c.w.keep || c.w.broken || c.w.awaited() {
		limit = 0
	}
	return c.in.drain(limit, func() { c.enter(inDrain) })
}

// refuse answers what could not be read as a request, unless the client is
// gone or asked nothing.
func (c *serverConn) refuse(err error) {
	var refusal *Error
	if !errors.As(err, &refusal) {
		return
	}
	resp := Response{Status: refusal.Status}
	c.handler.Refuse(refusal, &resp)
	c.in = nil
	c.req = Request{Method: "GET", Minor: 1, close: true}
	c.w.reset()
	c.w.Respond(&resp)
	c.linger()
}

// linger closes the connection so that the client can read the last answer: a
// close with bytes unread would make the system take it back.
func (c *serverConn) linger() {
	c.closeWrite()
	c.conn.SetReadDeadline(time.Now().Add(lingerTime))
	io.CopyN(io.Discard, c.conn, drainBytes)
}

func (c *serverConn) closeWrite() {
	if half, ok := c.conn.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
}

// Read reads from the client, within the time that the phase allows. It is
// the reader's source.
func (c *serverConn) Read(p []byte) (int, error) {
	if c.peeked {
		c.peeked = false
		c.phase.CompareAndSwap(idle, inHead)
		return copy(p, c.peek[:]), nil
	}
	for {
		if err := c.setReadDeadline(); err != nil {
			return 0, err
		}
		switch {
		case c.stopped.Load():
			return 0, errClosed
		case c.phase.Load() == idle && c.server.draining.Load():
			return 0, errDraining
		}
		n, err := c.conn.Read(p)
		switch {
		case n > 0:
			c.phase.CompareAndSwap(idle, inHead)
			return n, err
		case !isTimeout(err):
			return n, err
		case c.readBy.passed():
			return n, c.late(err)
		}
		c.readBy.forget() // somebody woke us: look again
		c.timed = false
	}
}

func (c *serverConn) setReadDeadline() error {
	t := &c.server.Timeouts
	switch c.phase.Load() {
	case idle:
		return c.readBy.within(t.Idle)
	case inHead:
		return c.once(t.Head)
	case inBody:
		return c.readBy.within(t.Body)
	case inDrain:
		return c.once(drainTime)
	}
	return c.readBy.within(0)
}

// once sets a deadline for all that is read in a phase.
func (c *serverConn) once(d time.Duration) error {
	if c.timed {
		return nil
	}
	c.timed = true
	c.readBy.forget()
	return c.readBy.within(d)
}

// late says what came too late.
func (c *serverConn) late(err error) error {
	switch c.phase.Load() {
	case inHead:
		return errSlowHead
	case inBody:
		return ErrSlowBody
	}
	return err
}

func (c *serverConn) write(p []byte) (int, error) {
	if err := c.writeBy.within(c.server.Timeouts.Write); err != nil {
		return 0, err
	}
	return c.conn.Write(p)
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// reading lets a client that waits for it send the body.
func (c *serverConn) reading() error { return c.w.sendContinue() }

// ended notes that the body was read to its end, or will not be.
func (c *serverConn) ended(err error) {
	c.watchMu.Lock()
	defer c.watchMu.Unlock()
	if err == nil {
		c.bodyRead = true
		c.armWatch()
	}
}

// interrupt makes a read of the body return.
func (c *serverConn) interrupt(b *incoming) {
	c.watchMu.Lock()
	defer c.watchMu.Unlock()
	if c.in == b && c.active && !c.bodyRead { // else others may read by now
		c.stopped.Store(true)
		c.conn.SetReadDeadline(past)
	}
}

// abort closes the connection under whatever it is doing.
func (c *serverConn) abort() {
	c.ctx.cancel()
	c.conn.Close()
}

// reset makes the close of the connection an error to the client.
func (c *serverConn) reset() {
	conn := c.conn
	if under, ok := conn.(interface{ NetConn() net.Conn }); ok {
		conn = under.NetConn()
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
}

// wakeIdle makes a connection that waits for a request look whether it should.
func (c *serverConn) wakeIdle() {
	if c.phase.Load() == idle {
		c.conn.SetReadDeadline(past)
	}
}
