package gateway

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha1"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"io"
	"log"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"sallyport/runtime"
)

// authority is a certificate authority of the tests.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

var (
	trusted  = newAuthority("Trusted CA")
	stranger = newAuthority("Other CA")
)

func newAuthority(name string) *authority {
	a := &authority{}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	made := sign(template, template, nil)
	a.cert, a.key = made.Leaf, made.PrivateKey.(*ecdsa.PrivateKey)
	return a
}

func (a *authority) pool() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(a.cert)
	return p
}

// issue makes a certificate that is good for a time from now on; a negative one
// is over.
func (a *authority) issue(name string, life time.Duration) tls.Certificate {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(life),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	return sign(template, a.cert, a.key)
}

func sign(template, parent *x509.Certificate, by *ecdsa.PrivateKey) tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	if by == nil {
		by = key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, by)
	if err != nil {
		panic(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

func thumbprintOf(c tls.Certificate) string {
	hash := sha1.Sum(c.Certificate[0])
	return strings.ToUpper(hex.EncodeToString(hash[:]))
}

const serverName = "gateway.test"

var serverCertificate = trusted.issue(serverName, time.Hour)

// secure is a TLS listener that asks for client certificates.
func secure(ask ClientCertificates) Listener {
	return Listener{Address: "127.0.0.1:0", TLS: &TLS{
		Certificates: []tls.Certificate{serverCertificate}, ClientCertificates: ask, ClientCAs: trusted.pool(),
	}}
}

var plain = Listener{Address: "127.0.0.1:0"}

// running is a gateway that serves.
type running struct {
	*Gateway
	addr string
	log  *syncBuffer
	stop func() error // ends it and gives what Serve gave
}

// start serves a configuration until the test ends.
func start(t testing.TB, c Config, o Options) *running {
	t.Helper()
	r := &running{log: new(syncBuffer)}
	if o.Log == nil {
		o.Log = slog.New(slog.NewJSONHandler(r.log, nil))
	}
	if o.Services == nil {
		transport := NewTransport(TransportOptions{RootCAs: trusted.pool()})
		t.Cleanup(transport.Close)
		o.Services = &runtime.Services{Now: time.Now, Transport: transport, Limits: runtime.DefaultLimits}
	}
	g, err := New(c, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Listen(); err != nil {
		t.Fatal(err)
	}
	r.Gateway, r.addr = g, g.Addrs()[0].String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- g.Serve(ctx) }()
	r.stop = sync.OnceValue(func() error {
		cancel()
		return <-done
	})
	t.Cleanup(func() { r.stop() })
	return r
}

// single is the configuration of one API at the root.
func single(l Listener, serviceURL string, p *runtime.Pipeline) Config {
	api := API{APIInfo: runtime.APIInfo{ID: "all"}, Policies: Policies{Default: p}}
	if serviceURL != "" {
		u, err := runtime.ParseURL(serviceURL)
		if err != nil {
			panic(err)
		}
		api.ServiceURL = &u
	}
	return Config{Listeners: []Listener{l}, APIs: []API{api}}
}

type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// backend starts an HTTP server for the time of the test.
func backend(t testing.TB, h http.HandlerFunc) (url string) {
	t.Helper()
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := quiet(h)
	go s.Serve(socket)
	t.Cleanup(func() { s.Close() })
	return "http://" + socket.Addr().String()
}

// quiet is a server that does not log what tests do to it.
func quiet(h http.Handler) *http.Server {
	return &http.Server{Handler: h, ErrorLog: log.New(io.Discard, "", 0)}
}

// dial connects to a gateway over TLS, or plain with a nil config.
func dial(t testing.TB, addr string, config *tls.Config) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	if config == nil {
		return conn
	}
	s := tls.Client(conn, config)
	if err := s.Handshake(); err != nil {
		t.Fatal(err)
	}
	return s
}

// clientTLSFor is the client side for a version of TLS and the certificates to
// show, whatever authorities the server names.
func clientTLSFor(version uint16, show ...tls.Certificate) *tls.Config {
	c := &tls.Config{RootCAs: trusted.pool(), ServerName: serverName, MinVersion: version, MaxVersion: version}
	if len(show) > 0 {
		c.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &show[0], nil }
	}
	return c
}

// An asker sends requests on one connection of HTTP/1.1.
type asker struct {
	t    testing.TB
	conn net.Conn
	r    *bufio.Reader
}

func newAsker(t testing.TB, conn net.Conn) *asker { return &asker{t, conn, bufio.NewReader(conn)} }

// send sends a text whose line ends are LF.
func (a *asker) send(text string) {
	a.t.Helper()
	if _, err := io.WriteString(a.conn, strings.ReplaceAll(text, "\n", "\r\n")); err != nil {
		a.t.Fatal(err)
	}
}

// ask sends a request and reads the answer: its status line, and the rest.
func (a *asker) ask(request string) (line string, resp *http.Response, body string) {
	a.t.Helper()
	a.send(request)
	return a.receive()
}

func (a *asker) receive() (line string, resp *http.Response, body string) {
	a.t.Helper()
	start, err := a.r.Peek(len("HTTP/1.1 200 "))
	if err != nil {
		a.t.Fatalf("read an answer: %v after %q", err, start)
	}
	resp, err = http.ReadResponse(a.r, nil)
	if err != nil {
		a.t.Fatal(err)
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		a.t.Fatal(err)
	}
	return resp.Proto + " " + resp.Status, resp, string(text)
}

// dialerTo dials an address whatever the URL says, for HTTP/2.
func dialerTo(addr string, config *tls.Config) func(context.Context, string, string) (net.Conn, error) {
	config = config.Clone()
	config.NextProtos = []string{"h2"}
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&tls.Dialer{Config: config}).DialContext(ctx, network, addr)
	}
}
