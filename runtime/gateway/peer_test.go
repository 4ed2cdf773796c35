package gateway

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime"
	"sallyport/runtime/message"
)

// tlsServer answers over TLS with the name of the certificate it was shown.
func tlsServer(t *testing.T, own tls.Certificate) *runtime.URL {
	t.Helper()
	socket, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{own}, ClientAuth: tls.RequestClientCert})
	if err != nil {
		t.Fatal(err)
	}
	s := quiet(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		shown := "nothing"
		if len(r.TLS.PeerCertificates) > 0 {
			shown = r.TLS.PeerCertificates[0].Issuer.CommonName
		}
		io.WriteString(w, shown)
	}))
	go s.Serve(socket)
	t.Cleanup(func() { s.Close() })
	u, err := runtime.ParseURL("https://" + socket.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return &u
}

// get sends a request of a policy's own and gives the body of the answer.
func get(t *testing.T, tr *Transport, u *runtime.URL, b *runtime.BackendService) (string, error) {
	t.Helper()
	var resp runtime.Response
	out := &runtime.Outgoing{Method: "GET", URL: u, Header: message.NewHeader("Host", u.Authority()), Backend: b}
	if err := tr.Send(context.Background(), out, &resp); err != nil {
		return "", err
	}
	body, err := resp.Body.Bytes(1000)
	return string(body), err
}

func TestBackendCertificates(t *testing.T) {
	good := tlsServer(t, trusted.issue("backend.test", time.Hour))
	unknown := tlsServer(t, stranger.issue("backend.test", time.Hour))
	old := tlsServer(t, trusted.issue("backend.test", -time.Hour))
	otherName := *good
	otherName.Host = "localhost" // its certificate has only the address
	own := clr.NewX509Certificate2(foreignCertificate.Leaf, clr.CertificateOptions{PrivateKey: foreignCertificate.PrivateKey})
	tr := NewTransport(TransportOptions{RootCAs: trusted.pool(), Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, strings.Replace(addr, "localhost", "127.0.0.1", 1))
	}})
	t.Cleanup(tr.Close)
	for _, tt := range []struct {
		name    string
		url     *runtime.URL
		backend *runtime.BackendService
		want    string // "" is a failure
	}{
		{"trusted", good, nil, "nothing"},
		{"unknown authority", unknown, nil, ""},
		{"unknown authority, chain skipped", unknown, &runtime.BackendService{SkipChain: true}, "nothing"},
		{"unknown authority, name skipped", unknown, &runtime.BackendService{SkipName: true}, ""},
		{"expired", old, nil, ""},
		{"expired, name skipped", old, &runtime.BackendService{SkipName: true}, ""},
		{"expired, chain skipped", old, &runtime.BackendService{SkipChain: true}, "nothing"},
		{"other name", &otherName, nil, ""},
		{"other name, name skipped", &otherName, &runtime.BackendService{SkipName: true}, "nothing"},
		{"other name, chain skipped", &otherName, &runtime.BackendService{SkipChain: true}, ""},
		{"with a certificate", good, &runtime.BackendService{Certificate: own}, "Other CA"},
		{"again without", good, &runtime.BackendService{}, "nothing"}, // not on the connection of the one before
	} {
		if got, err := get(t, tr, tt.url, tt.backend); got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%s: %q, %v; want %q", tt.name, got, err, tt.want)
		}
	}
}

// A request of a policy's own says nothing of the client, and its Host is what
// the policy says.
func TestRequestOfItsOwn(t *testing.T) {
	u, _ := runtime.ParseURL(headEcho(t) + "/a?b")
	tr := NewTransport(TransportOptions{})
	t.Cleanup(tr.Close)
	out := &runtime.Outgoing{Method: "PUT", URL: &u, Header: message.NewHeader("A", "1", "Host", "other.test", "Connection", "close"), Body: message.NewBody(nil)}
	var resp runtime.Response
	if err := tr.Send(context.Background(), out, &resp); err != nil {
		t.Fatal(err)
	}
	body, _ := resp.Body.Bytes(1000)
	if want := "PUT /a?b HTTP/1.1\r\nA: 1\r\nHost: other.test\r\nContent-Length: 0\r\n\r\n"; string(body) != want {
		t.Errorf("the server got %q, want %q", body, want)
	}
}

// Hosts that policies make up do not pile up.
func TestPeersAreBounded(t *testing.T) {
	var p peers
	p.init(nil)
	for i := range maxPeers + 10 {
		if _, err := p.find(&runtime.Outgoing{URL: &runtime.URL{Scheme: "http", Host: "h", Port: i}}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(p.known); n > maxPeers {
		t.Errorf("%d peers are remembered, want at most %d", n, maxPeers)
	}
}

// A call takes no longer than its request may, whatever it waits for.
func TestConnectIsTimed(t *testing.T) {
	tr := NewTransport(TransportOptions{Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}})
	t.Cleanup(tr.Close)
	u, _ := runtime.ParseURL("http://backend.test")
	for _, version := range []string{"1", "2"} {
		out := &runtime.Outgoing{Method: "GET", URL: &u, Header: message.NewHeader(), Timeout: time.Millisecond, HTTPVersion: version}
		if err := tr.Send(context.Background(), out, new(runtime.Response)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("HTTP/%s: %v, want a time-out", version, err)
		}
	}
}
