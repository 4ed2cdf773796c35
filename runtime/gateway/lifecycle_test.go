package gateway

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"sallyport/runtime"
)

// answers is a policy that answers with a reason phrase.
func answers(t testing.TB, reason string) *runtime.Pipeline {
	return pipelineOf(t, `<return-response><set-status code="200" reason="`+reason+`"/></return-response>`)
}

// held is a backend that tells when a request has come, and answers when it is
// let go.
func held(t testing.TB) (url string, came chan struct{}, release chan struct{}) {
	came, release = make(chan struct{}, 8), make(chan struct{})
	return backend(t, func(w http.ResponseWriter, r *http.Request) {
		came <- struct{}{}
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}), came, release
}

func TestDrainFinishesWhatIsInProgress(t *testing.T) {
	url, came, release := held(t)
	g := start(t, single(secure(NoClientCertificates), url, pipelineOf(t, forwardPolicy)), Options{})
	config := clientTLSFor(tls.VersionTLS13)
	idle, busy := newAsker(t, dial(t, g.addr, config)), newAsker(t, dial(t, g.addr, config))
	if line, _, _ := idle.ask("GET " + healthPath + " HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 200 OK" {
		t.Fatalf("health %q", line)
	}
	busy.send("GET / HTTP/1.1\nHost: a\n\n")
	two := make(chan error, 1)
	go func() {
		resp, err := speakHTTP2(t, g.addr, config).Get("https://" + serverName)
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode != 200 {
				err = errors.New(resp.Status)
			}
		}
		two <- err
	}()
	<-came
	<-came
	stopped := make(chan error, 1)
	go func() { stopped <- g.stop() }()
	if _, err := idle.r.ReadByte(); err != io.EOF {
		t.Errorf("an idle connection gave %v, want its end", err)
	}
	close(release)
	line, resp, _ := busy.receive()
	if line != "HTTP/1.1 200 OK" || !resp.Close {
		t.Errorf("answer %q, close %v; want 200 and the connection's end", line, resp.Close)
	}
	if err := <-two; err != nil {
		t.Errorf("HTTP/2: %v", err)
	}
	if err := <-stopped; err != nil {
		t.Errorf("Serve = %v", err)
	}
	if conn, err := net.Dial("tcp", g.addr); err == nil {
		conn.Close()
		t.Error("still accepts connections")
	}
}

func TestDrainHasAnEnd(t *testing.T) {
	url, came, _ := held(t)
	g := start(t, single(plain, url, pipelineOf(t, forwardPolicy)), Options{Timeouts: Timeouts{Drain: 10 * time.Millisecond}})
	a := newAsker(t, dial(t, g.addr, nil))
	a.send("GET / HTTP/1.1\nHost: a\n\n")
	<-came
	if err := g.stop(); !errors.Is(err, ErrCutOff) {
		t.Errorf("Serve = %v, want ErrCutOff", err)
	}
}

func TestHealth(t *testing.T) {
	c := single(plain, "", answers(t, "of the API"))
	g := start(t, c, Options{})
	probe := newAsker(t, dial(t, g.addr, nil))
	for _, path := range []string{"/status-0123456789abcdef", "/status-012345678990abcdef"} {
		if line, _, body := probe.ask("GET " + path + " HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 200 OK" || body != "" {
			t.Errorf("%s when ready: %q %q", path, line, body)
		}
	}
	g.draining.Store(true)
	if line, _, _ := probe.ask("GET /status-0123456789abcdef HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 503 Service Unavailable" {
		t.Errorf("when stopping: %q", line)
	}
	if line, _, _ := probe.ask("GET /status-0123456789abcdef/x HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 200 of the API" {
		t.Errorf("another path: %q", line)
	}
}

func TestSwap(t *testing.T) {
	url, came, release := held(t)
	c := single(secure(NoClientCertificates), url, pipelineOf(t, forwardPolicy))
	c.APIs[0].Path = "old"
	g := start(t, c, Options{})
	busy := newAsker(t, dial(t, g.addr, clientTLSFor(tls.VersionTLS13)))
	busy.send("GET /old HTTP/1.1\nHost: a\n\n")
	<-came

	fresh := trusted.issue(serverName, 2*time.Hour)
	next := single(secure(NoClientCertificates), "", answers(t, "new"))
	next.Listeners[0].TLS.Certificates = []tls.Certificate{fresh}
	if err := g.Swap(next); err != nil {
		t.Fatal(err)
	}
	config := clientTLSFor(tls.VersionTLS13)
	var shown []byte
	config.VerifyConnection = func(s tls.ConnectionState) error {
		shown = s.PeerCertificates[0].Raw
		return nil
	}
	a := newAsker(t, dial(t, g.addr, config))
	if line, _, _ := a.ask("GET /old HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 200 new" {
		t.Errorf("after a swap: %q", line)
	}
	if string(shown) != string(fresh.Certificate[0]) {
		t.Error("a new connection was shown the old certificate")
	}
	close(release)
	if line, _, _ := busy.receive(); line != "HTTP/1.1 200 OK" {
		t.Errorf("a request from before the swap: %q", line)
	}
	if line, _, _ := busy.ask("GET /old HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 200 new" {
		t.Errorf("the next on its connection: %q", line)
	}
}

// A configuration that is not right changes nothing.
func TestSwapThatFails(t *testing.T) {
	g := start(t, single(plain, "", answers(t, "old")), Options{})
	a := newAsker(t, dial(t, g.addr, nil))
	twice := single(plain, "", answers(t, "new"))
	twice.APIs = append(twice.APIs, twice.APIs[0])
	twice.APIs[1].ID = "again"
	for name, c := range map[string]Config{
		"needs a restart":       single(Listener{Address: "127.0.0.1:1"}, "", answers(t, "new")),
		"server certificate":    single(Listener{Address: plain.Address, TLS: &TLS{}}, "", answers(t, "new")),
		"as has api":            twice,
		"no listener":           {APIs: twice.APIs[:1]},
		"which needs a restart": single(secure(NoClientCertificates), "", answers(t, "new")),
	} {
		if err := g.Swap(c); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("Swap = %v, want an error that says %s", err, name)
		}
		if line, _, _ := a.ask("GET / HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 200 old" {
			t.Errorf("after a swap that failed: %q", line)
		}
	}
}

// A policy that does not load never serves: there is no pipeline to configure.
func TestPolicyThatFailsToLoad(t *testing.T) {
	for _, text := range []string{
		`<set-heder name="a"/>`,
		`<choose><when condition="@(context.Request.Certificat == null)"><return-response/></when></choose>`,
		`<choose><when condition="@(context.Request.Certificate.Thumbprint)"><return-response/></when></choose>`,
		`<choose><when condition="@(1 +)"><return-response/></when></choose>`,
	} {
		if p, err := compilePolicy(runtime.APIScope, text); err == nil || p != nil {
			t.Errorf("%s: pipeline %v, error %v", text, p, err)
		}
	}
	if _, err := New(Config{Listeners: []Listener{plain}, APIs: []API{{Operations: operationsOf("GET /{")}}}, Options{}); err == nil {
		t.Error("New took a malformed operation")
	}
}

// An address that is taken is said by Listen, and nothing stays open.
func TestListenFails(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	c := single(plain, "", answers(t, "x"))
	c.Listeners = append(c.Listeners, Listener{Address: taken.Addr().String()})
	g, err := New(c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Serve(context.Background()); err == nil || !strings.Contains(err.Error(), taken.Addr().String()) {
		t.Errorf("Serve = %v, want one that names the address", err)
	}
	if addrs := g.Addrs(); len(addrs) != 0 {
		t.Errorf("listens at %v", addrs)
	}
}

// A listener shows the certificate of the name that is asked for.
func TestServerName(t *testing.T) {
	l := secure(NoClientCertificates)
	l.TLS.Certificates = append(l.TLS.Certificates, trusted.issue("other.test", time.Hour))
	g := start(t, single(l, "", answers(t, "x")), Options{})
	for ask, want := range map[string]string{serverName: serverName, "other.test": "other.test", "unknown.test": serverName} {
		config := clientTLSFor(tls.VersionTLS13)
		config.ServerName = ask
		config.InsecureSkipVerify = true
		var shown string
		config.VerifyConnection = func(s tls.ConnectionState) error {
			shown = s.PeerCertificates[0].Subject.CommonName
			return nil
		}
		dial(t, g.addr, config)
		if shown != want {
			t.Errorf("asked for %s, was shown %s, want %s", ask, shown, want)
		}
	}
}

func TestOldTLSIsRefused(t *testing.T) {
	g := start(t, single(secure(NoClientCertificates), "", answers(t, "x")), Options{})
	config := clientTLSFor(tls.VersionTLS11)
	config.MinVersion = tls.VersionTLS10
	if conn, err := tls.Dial("tcp", g.addr, config); err == nil {
		conn.Close()
		t.Error("TLS 1.1 was agreed on")
	}
}

// A client that is gone takes its request to the backend with it.
func TestClientGone(t *testing.T) {
	gone := make(chan struct{})
	came := make(chan struct{})
	url := rawBackend(t, func(conn net.Conn, r *bufio.Reader) {
		head(r)
		close(came)
		io.Copy(io.Discard, r)
		close(gone)
	})
	g := start(t, single(plain, url, pipelineOf(t, forwardPolicy)), Options{})
	a := newAsker(t, dial(t, g.addr, nil))
	a.send("GET / HTTP/1.1\nHost: a\n\n")
	<-came
	a.conn.Close()
	<-gone
	g.stop()
	if log := g.log.String(); !strings.Contains(log, `"reason":"ClientConnectionFailure"`) {
		t.Errorf("log %s", log)
	}
}
