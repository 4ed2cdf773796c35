package http1

import (
	"cmp"
	"context"
	"crypto/tls"
	"net"
	"time"
)

// take gives a connection to a peer: one that was kept alive, if there is one
// that still works and it need not be fresh, or a new one.
func (c *Client) take(ctx context.Context, call *Call, fresh bool) (*clientConn, error) {
	peer := call.Peer
	for !fresh {
		cc := c.pop(peer)
		if cc == nil {
			break
		}
		if time.Since(cc.idleSince) < c.idle() && !cc.stale() {
			cc.reused = true
			return cc, nil
		}
		cc.close()
	}
	conn, err := c.connect(ctx, peer, call.Head)
	if err != nil {
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		return nil, &CallError{"connect", peer.Addr, err}
	}
	return newClientConn(c, peer, conn), nil
}

// ConnectLimit is how long connecting may take.
func (c *Client) ConnectLimit() time.Duration { return cmp.Or(c.Connect, 30*time.Second) }

func (c *Client) idle() time.Duration { return cmp.Or(c.Idle, time.Minute) }

func (c *Client) pop(peer Peer) *clientConn {
	c.mu.Lock()
	defer c.mu.Unlock()
	conns := c.pool[peer]
	if len(conns) == 0 {
		return nil
	}
	last := len(conns) - 1
	cc := conns[last]
	conns[last] = nil
	c.pool[peer] = conns[:last]
	return cc
}

// put keeps a connection for the next request.
func (c *Client) put(cc *clientConn) {
	cc.idleSince = time.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	conns := c.pool[cc.peer]
	if c.closed || len(conns) >= cmp.Or(c.MaxIdle, 256) {
		cc.close()
		return
	}
	if c.pool == nil {
		c.pool = make(map[Peer][]*clientConn)
	}
	c.pool[cc.peer] = append(conns, cc)
	if c.sweep == nil {
		c.sweep = time.AfterFunc(c.idle(), c.closeUnused)
	}
}

// closeUnused closes connections that were not used for long, and comes again
// while there are any.
func (c *Client) closeUnused() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for peer, conns := range c.pool {
		n := 0
		for n < len(conns) && time.Since(conns[n].idleSince) >= c.idle() {
			conns[n].close()
			n++
		}
		left := copy(conns, conns[n:])
		clear(conns[left:])
		if c.pool[peer] = conns[:left]; left == 0 {
			delete(c.pool, peer)
		}
	}
	c.sweep = nil
	if len(c.pool) > 0 {
		c.sweep = time.AfterFunc(c.idle(), c.closeUnused)
	}
}

// connect dials a peer and makes the TLS handshake. No longer than at most, if
// that is not 0.
func (c *Client) connect(ctx context.Context, peer Peer, atMost time.Duration) (net.Conn, error) {
	limit := c.ConnectLimit()
	if atMost > 0 {
		limit = min(limit, atMost)
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	dial := c.Dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	conn, err := peer.Dial(ctx, dial)
	if err != nil || peer.TLS == nil {
		return conn, err
	}
	secure := tls.Client(conn, peer.TLS)
	if err := secure.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	return secure, nil
}
