package http1

import (
	"bufio"
	"context"
	"io"
	"net"
	"strings"
	"testing"
)

func TestDialThroughProxy(t *testing.T) {
	for _, tt := range []struct{ name, answer, fault string }{
		{"connected", "HTTP/1.1 200 Connection established\r\n\r\n", ""},
		{"after an interim response", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", ""},
		{"refused", "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "proxy answered CONNECT with 407 Proxy Authentication Required"},
		{"malformed", "HTTP/1.1 200 OK\n\n", "line ends in LF alone"},
		{"with more than an answer", "HTTP/1.1 200 OK\r\n\r\nSSH-2.0", "proxy sent more than its answer"},
		{"closed", "", "EOF"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := make(chan string, 1)
			addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
				got <- head(r)
				io.WriteString(conn, tt.answer)
				if tt.fault == "" {
					io.Copy(conn, r)
				}
			})
			p := &Peer{Addr: addr, Through: "orders.example.com:443", Authorization: "Basic YTpi"}
			conn, err := p.Dial(context.Background(), new(net.Dialer).DialContext)
			if want := "CONNECT orders.example.com:443 HTTP/1.1\r\nHost: orders.example.com:443\r\nProxy-Authorization: Basic YTpi\r\n\r\n"; <-got != want {
				t.Errorf("the proxy got another request than %q", want)
			}
			if tt.fault != "" {
				if err == nil || !strings.Contains(err.Error(), tt.fault) {
					t.Errorf("error %v, want %s", err, tt.fault)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			io.WriteString(conn, "ping")
			echo := make([]byte, 4)
			if _, err := io.ReadFull(conn, echo); err != nil || string(echo) != "ping" {
				t.Errorf("the tunnel gave %q, %v", echo, err)
			}
		})
	}
}

func TestDialThroughSilentProxyEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	addr := backend(t, func(_ *net.TCPConn, r *bufio.Reader) {
		head(r)
		cancel()
		io.Copy(io.Discard, r)
	})
	p := &Peer{Addr: addr, Through: "orders.example.com:443"}
	if _, err := p.Dial(ctx, new(net.Dialer).DialContext); err != context.Canceled {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}
