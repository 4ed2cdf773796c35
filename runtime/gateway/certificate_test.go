package gateway

import (
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime"
)

// The client-certificate policies of API Management's documentation, as they
// are published: unescaped C# in attributes. %s is what each is about.
const (
	expirationPolicy = `<choose>
    <when condition="@(context.Request.Certificate == null || context.Request.Certificate.NotAfter < DateTime.Now)" >
        <return-response>
            <set-status code="403" reason="Invalid client certificate" />
        </return-response>
    </when>
</choose>`
	issuerPolicy = `<choose>
    <when condition="@(context.Request.Certificate == null || context.Request.Certificate.Issuer != "%s" || context.Request.Certificate.SubjectName != "%s")" >
        <return-response>
            <set-status code="403" reason="Invalid client certificate" />
        </return-response>
    </when>
</choose>`
	thumbprintPolicy = `<choose>
    <when condition="@(context.Request.Certificate == null || context.Request.Certificate.Thumbprint != "%s")" >
        <return-response>
            <set-status code="403" reason="Invalid client certificate" />
        </return-response>
    </when>
</choose>`
	uploadedPolicy = `<choose>
    <when condition="@(context.Request.Certificate == null || !context.Deployment.Certificates.Any(c => c.Value.Thumbprint == context.Request.Certificate.Thumbprint))" >
        <return-response>
            <set-status code="403" reason="Invalid client certificate" />
        </return-response>
    </when>
</choose>`
)

const refusedLine = "HTTP/1.1 403 Invalid client certificate"

var (
	rightCertificate   = trusted.issue("partner", time.Hour)
	otherCertificate   = trusted.issue("partner", time.Hour)
	expiredCertificate = trusted.issue("partner", -time.Hour)
	foreignCertificate = stranger.issue("partner", time.Hour)
)

// certificatePolicies are four APIs, each with one of the policies.
func certificatePolicies(t *testing.T, l Listener, serviceURL string) Config {
	c := Config{Listeners: []Listener{l}, Deployment: &runtime.Deployment{
		Certificates: runtime.NewCertificates(map[string]*clr.X509Certificate2{
			"partner": clr.NewX509Certificate2(rightCertificate.Leaf, clr.CertificateOptions{}),
		}),
	}}
	for id, text := range map[string]string{
		"expiration": expirationPolicy,
		"issuer":     fmt.Sprintf(issuerPolicy, "CN=Trusted CA", "CN=partner"),
		"thumbprint": fmt.Sprintf(thumbprintPolicy, thumbprintOf(rightCertificate)),
		"uploaded":   uploadedPolicy,
	} {
		one := single(l, serviceURL, pipelineOf(t, text)).APIs[0]
		one.ID, one.Path = id, id
		c.APIs = append(c.APIs, one)
	}
	return c
}

// Every certificate reaches the policies, and they alone judge it: over both
// versions of TLS and of HTTP, for the first request of a connection and those
// after it.
func TestClientCertificatePolicies(t *testing.T) {
	url := backend(t, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "from the backend") })
	g := start(t, certificatePolicies(t, secure(RequestClientCertificates), url), Options{})
	admitted := map[string]string{ // by certificate: the APIs that let it in
		"none":             "",
		"expired":          "issuer",
		"wrong issuer":     "expiration",
		"wrong thumbprint": "expiration issuer",
		"right":            "expiration issuer thumbprint uploaded",
	}
	for name, show := range map[string][]tls.Certificate{
		"none": nil, "expired": {expiredCertificate}, "wrong issuer": {foreignCertificate},
		"wrong thumbprint": {otherCertificate}, "right": {rightCertificate},
	} {
		for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			config := clientTLSFor(version, show...)
			t.Run(name+"/"+tls.VersionName(version)+"/1.1", func(t *testing.T) {
				a := newAsker(t, dial(t, g.addr, config))
				for range 2 {
					for _, api := range []string{"expiration", "issuer", "thumbprint", "uploaded"} {
						line, _, body := a.ask("GET /" + api + "/x HTTP/1.1\nHost: gateway.test\n\n")
						want, content := refusedLine, ""
						if strings.Contains(admitted[name], api) {
							want, content = "HTTP/1.1 200 OK", "from the backend"
						}
						if line != want || body != content {
							t.Errorf("%s: %q %q, want %q %q", api, line, body, want, content)
						}
					}
				}
			})
			t.Run(name+"/"+tls.VersionName(version)+"/2", func(t *testing.T) {
				client := speakHTTP2(t, g.addr, config)
				for _, api := range []string{"expiration", "issuer", "thumbprint", "uploaded"} {
					resp, err := client.Get("https://" + serverName + "/" + api + "/x")
					if err != nil {
						t.Fatal(err)
					}
					body, _ := io.ReadAll(resp.Body)
					resp.Body.Close()
					want, content := 403, ""
					if strings.Contains(admitted[name], api) {
						want, content = 200, "from the backend"
					}
					if resp.ProtoMajor != 2 || resp.StatusCode != want || string(body) != content {
						t.Errorf("%s: %s %d %q, want %d %q", api, resp.Proto, resp.StatusCode, body, want, content)
					}
				}
			})
		}
	}
}

// speakHTTP2 is a client that speaks HTTP/2 with a gateway.
func speakHTTP2(t testing.TB, addr string, config *tls.Config) *http.Client {
	tr := &http.Transport{DisableCompression: true, Protocols: new(http.Protocols), DialTLSContext: dialerTo(addr, config)}
	tr.Protocols.SetHTTP2(true)
	t.Cleanup(tr.CloseIdleConnections)
	return &http.Client{Transport: tr, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func TestRequiredClientCertificates(t *testing.T) {
	p := pipelineOf(t, `<return-response><set-status code="200"/></return-response>`)
	anyone := secure(RequireClientCertificates)
	anyone.TLS.ClientCAs = nil
	for name, tt := range map[string]struct {
		listener Listener
		show     []tls.Certificate
		want     bool
	}{
		"none":                           {secure(RequireClientCertificates), nil, false},
		"right":                          {secure(RequireClientCertificates), []tls.Certificate{rightCertificate}, true},
		"expired":                        {secure(RequireClientCertificates), []tls.Certificate{expiredCertificate}, false},
		"wrong issuer":                   {secure(RequireClientCertificates), []tls.Certificate{foreignCertificate}, false},
		"none, no authority":             {anyone, nil, false},
		"wrong issuer, no authority":     {anyone, []tls.Certificate{foreignCertificate}, true},
		"not asked for, wrong issuer":    {secure(NoClientCertificates), []tls.Certificate{foreignCertificate}, true},
		"not asked for, expired as well": {secure(NoClientCertificates), []tls.Certificate{expiredCertificate}, true},
	} {
		t.Run(name, func(t *testing.T) {
			g := start(t, single(tt.listener, "", p), Options{})
			for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
				if got := admits(t, g.addr, clientTLSFor(version, tt.show...)); got != tt.want {
					t.Errorf("%s: admitted %v, want %v", tls.VersionName(version), got, tt.want)
				}
			}
		})
	}
}

// admits reports whether a request over TLS gets an answer: in TLS 1.3 a client
// learns of a refused certificate only after its own part of the handshake.
func admits(t *testing.T, addr string, config *tls.Config) bool {
	t.Helper()
	conn, err := tls.Dial("tcp", addr, config)
	if err != nil {
		return false
	}
	defer conn.Close()
	io.WriteString(conn, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
	answer, err := io.ReadAll(conn)
	return err == nil && strings.HasPrefix(string(answer), "HTTP/1.1 200 ")
}

// Verify() trusts the listener's authorities.
func TestVerify(t *testing.T) {
	p := pipelineOf(t, `<choose><when condition="@(context.Request.Certificate?.VerifyNoRevocation() != true)">
		<return-response><set-status code="403" reason="not trusted"/></return-response></when></choose>
		<return-response><set-status code="200" reason="trusted"/></return-response>`)
	g := start(t, single(secure(RequestClientCertificates), "", p), Options{})
	for name, tt := range map[string]struct {
		show []tls.Certificate
		want string
	}{
		"none": {nil, "403 not trusted"}, "right": {[]tls.Certificate{rightCertificate}, "200 trusted"},
		"expired": {[]tls.Certificate{expiredCertificate}, "403 not trusted"}, "wrong issuer": {[]tls.Certificate{foreignCertificate}, "403 not trusted"},
	} {
		line, _, _ := newAsker(t, dial(t, g.addr, clientTLSFor(tls.VersionTLS13, tt.show...))).ask("GET / HTTP/1.1\nHost: a\n\n")
		if want := "HTTP/1.1 " + tt.want; line != want {
			t.Errorf("%s: %q, want %q", name, line, want)
		}
	}
}

// What a client says in a header of its certificate is never believed, nor
// passed on.
func TestCertificateHeadersAreRemoved(t *testing.T) {
	got := make(chan http.Header, 1)
	url := backend(t, func(_ http.ResponseWriter, r *http.Request) { got <- r.Header })
	g := start(t, single(plain, url, pipelineOf(t, `<choose><when condition="@(context.Request.Headers.ContainsKey("X-ARR-ClientCert") || context.Request.Certificate != null)">
		<return-response><set-status code="500"/></return-response></when></choose>`)), Options{})
	claims := []string{
		"X-ARR-ClientCert", "x-arr-clientcert", "X_ARR_ClientCert", "X-Client-Cert", "X-Client-Cert-Thumbprint", "X-SSL-Client-Verify",
		"X-SSL-Client-Cert", "X-Forwarded-Client-Cert", "Client-Cert", "Client-Cert-Chain", "SSL_CLIENT_CERT", "X-Forwarded-Tls-Client-Cert",
	}
	request := "GET / HTTP/1.1\nHost: a\nX-Client-Id: 7\n"
	for _, name := range claims {
		request += name + ": MIIB\n"
	}
	if line, _, _ := newAsker(t, dial(t, g.addr, nil)).ask(request + "Client-Id: 8\n\n"); line != "HTTP/1.1 200 OK" {
		t.Fatalf("answer %q", line)
	}
	h := <-got
	for _, name := range claims {
		if v := h.Values(name); len(v) > 0 {
			t.Errorf("the backend got %s: %q", name, v)
		}
	}
	if h.Get("X-Client-Id") != "7" || h.Get("Client-Id") != "8" {
		t.Errorf("other fields are gone: %v", h)
	}
}
