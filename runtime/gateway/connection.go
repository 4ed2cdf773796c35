package gateway

import (
	"context"
	"crypto/sha1"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"log/slog"
	"net"
	"strings"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime/gateway/http1"
)

// A connection is what the requests on one connection share. It answers those of
// HTTP/1.1.
type connection struct {
	g        *Gateway
	listener int // index in the configuration
	ip       string
	scheme   string

	// Of the client's certificate; nil and "" when it showed none.
	certificate *clr.X509Certificate2
	chain       []*x509.Certificate // what came with it
	thumbprint  string

	over chan struct{} // closed when HTTP/2 is done with it; nil of HTTP/1.1
}

var _ http1.Handler = (*connection)(nil)

// accept takes connections from a socket until it is closed.
func (g *Gateway) accept(ctx context.Context, listener int, socket net.Listener) {
	wait := time.Duration(0)
	for {
		conn, err := socket.Accept()
		switch {
		case err == nil:
			wait = 0
			g.serving.Add(1)
			go g.serve(ctx, listener, conn)
		case errors.Is(err, net.ErrClosed):
			return
		default: // no file descriptor left, most often: it passes
			wait = min(max(2*wait, 5*time.Millisecond), time.Second)
			g.warn("accept a connection", slog.String("address", socket.Addr().String()), slog.Any("cause", err))
			time.Sleep(wait)
		}
	}
}

func (g *Gateway) warn(message string, attrs ...slog.Attr) {
	if g.log != nil {
		g.log.LogAttrs(context.Background(), slog.LevelWarn, message, attrs...)
	}
}

// serve answers the requests of a connection until it is closed.
func (g *Gateway) serve(ctx context.Context, listener int, conn net.Conn) {
	defer g.serving.Done()
	defer conn.Close()
	g.track(conn)
	defer g.forget(conn)
	c := &connection{g: g, listener: listener, ip: address(conn), scheme: "http"}
	if g.current.Load().listeners[listener].tls == nil {
		g.http1.ServeConn(ctx, conn, c)
		return
	}
	secure, err := c.handshake(ctx, conn)
	if err != nil {
		if g.log != nil {
			g.log.LogAttrs(ctx, slog.LevelInfo, "handshake failed", slog.String("ip", c.ip), slog.Any("cause", err))
		}
		return
	}
	if secure.ConnectionState().NegotiatedProtocol == "h2" {
		g.http2.serve(c, secure)
		return
	}
	g.http1.ServeConn(ctx, secure, c)
}

func (g *Gateway) track(conn net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.conns[conn] = struct{}{}
}

func (g *Gateway) forget(conn net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.conns, conn)
}

// address is the client's address without its port.
func address(conn net.Conn) string {
	if tcp, ok := conn.RemoteAddr().(*net.TCPAddr); ok {
		return tcp.AddrPort().Addr().Unmap().WithZone("").String()
	}
	return conn.RemoteAddr().String()
}

// handshake secures a connection as the configuration of the moment says, and
// keeps the certificate that the client shows.
func (c *connection) handshake(ctx context.Context, conn net.Conn) (*tls.Conn, error) {
	if c.g.timeouts.Handshake > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.g.timeouts.Handshake)
		defer cancel()
	}
	secure := tls.Server(conn, c.g.current.Load().listeners[c.listener].tls)
	if err := secure.HandshakeContext(ctx); err != nil {
		return nil, err
	}
	c.scheme = "https"
	if shown := secure.ConnectionState().PeerCertificates; len(shown) > 0 {
		hash := sha1.Sum(shown[0].Raw)
		c.thumbprint = strings.ToUpper(hex.EncodeToString(hash[:]))
		c.certificate = clr.NewX509Certificate2(shown[0], clr.CertificateOptions{})
		c.chain = shown[1:]
	}
	return secure, nil
}
