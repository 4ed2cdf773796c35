package http1

import (
	"context"
	"errors"
	"fmt"
	"net"

	"sallyport/runtime/message"
)

// A Dialer connects to an address.
type Dialer func(ctx context.Context, network, addr string) (net.Conn, error)

// Dial connects to a peer, or has its proxy do so. TLS is the caller's business.
func (p *Peer) Dial(ctx context.Context, dial Dialer) (net.Conn, error) {
	conn, err := dial(ctx, "tcp", p.Addr)
	if err != nil || p.Through == "" {
		return conn, err
	}
	stop := context.AfterFunc(ctx, func() { conn.SetDeadline(past) })
	err = p.openTunnel(conn)
	if !stop() {
		err = context.Cause(ctx)
	}
	if err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}

// openTunnel asks a proxy to connect (RFC 9110 section 9.3.6).
func (p *Peer) openTunnel(conn net.Conn) error {
	req := Request{Method: "CONNECT", Target: p.Through, Host: p.Through}
	if p.Authorization != "" {
		req.Header = *message.NewHeader("Proxy-Authorization", p.Authorization)
	}
	head, err := appendRequest(nil, &req, framing{})
	if err != nil {
		return err
	}
	if _, err := conn.Write(head); err != nil {
		return err
	}
	r := NewReader(conn, Limits{})
	var resp Response
	for range maxInterim {
		if _, _, err := r.responseHead(&resp, req.Method); err != nil {
			return unexpected(err)
		}
		switch {
		case resp.Status < 200:
			continue
		case resp.Status >= 300:
			return fmt.Errorf("proxy answered CONNECT with %d %s", resp.Status, resp.Reason)
		case r.Buffered() > 0:
			return errors.New("proxy sent more than its answer to CONNECT")
		}
		return nil
	}
	return errInterim
}
