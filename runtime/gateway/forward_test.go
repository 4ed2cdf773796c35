package gateway

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

const forwardPolicy = `<policies><inbound/><backend><forward-request/></backend><outbound/></policies>`

// rawBackend answers each connection as serve does.
func rawBackend(t testing.TB, serve func(conn net.Conn, r *bufio.Reader)) (url string) {
	t.Helper()
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	go func() {
		for {
			conn, err := socket.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				serve(conn, bufio.NewReader(conn))
			}()
		}
	}()
	return "http://" + socket.Addr().String()
}

// head reads a message head; "" at the end of the connection.
func head(r *bufio.Reader) string {
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return ""
		}
		b.WriteString(line)
		if line == "\r\n" {
			return b.String()
		}
	}
}

// headEcho is a backend that answers with the head it got.
func headEcho(t testing.TB) string {
	return rawBackend(t, func(conn net.Conn, r *bufio.Reader) {
		for h := head(r); h != ""; h = head(r) {
			fmt.Fprintf(conn, "HTTP/1.1 200 As It Came\r\nContent-Length: %d\r\nConnection: x\r\nX: 1\r\nsErver: b\r\n\r\n%s", len(h), h)
		}
	})
}

func TestForwardedHead(t *testing.T) {
	url := headEcho(t)
	host := strings.TrimPrefix(url, "http://")
	c := single(plain, url+"/base", pipelineOf(t, forwardPolicy))
	c.APIs[0].Path = "shop/orders"
	g := start(t, c, Options{})
	a := newAsker(t, dial(t, g.addr, nil))
	for _, tt := range []struct{ request, want string }{
		{
			"GET /Shop/orders/a%2Fb/%7Bc?q=%20+&q HTTP/1.1\nhost: api.example.com\nx-ONE: 1\nConnection: keep-alive, x-two\nX-Two: 2\nKeep-Alive: 5\nx-one: 3\nAccept: a\n\n",
			"GET /base/a%2Fb/%7Bc?q=%20+&q HTTP/1.1\nhost: " + host + "\nx-ONE: 1\nx-one: 3\nAccept: a\nX-Forwarded-For: 127.0.0.1\n\n",
		},
		{
			"GET /shop/orders HTTP/1.1\nHost: a\nx-forwarded-for: 192.0.2.1\nA: 1\nX-FORWARDED-FOR: 192.0.2.2\n\n",
			"GET /base HTTP/1.1\nHost: " + host + "\nx-forwarded-for: 192.0.2.1, 192.0.2.2, 127.0.0.1\nA: 1\n\n",
		},
		{
			"DELETE http://api.example.com/shop/orders/ HTTP/1.1\nHost: other\n\n",
			"DELETE /base/ HTTP/1.1\nHost: " + host + "\nX-Forwarded-For: 127.0.0.1\n\n",
		},
	} {
		line, resp, body := a.ask(tt.request)
		if line != "HTTP/1.1 200 As It Came" {
			t.Fatalf("answer %q %q", line, body)
		}
		if got := strings.ReplaceAll(body, "\r", ""); got != tt.want {
			t.Errorf("the backend got %q, want %q", got, tt.want)
		}
		if resp.Header.Get("X") != "" || resp.Header.Get("Server") != "b" || resp.Header.Get("Date") == "" {
			t.Errorf("the client got %v", resp.Header)
		}
	}
}

// A client's line over HTTP/2 reaches the backend as the same bytes.
func TestForwardFromHTTP2(t *testing.T) {
	url := headEcho(t)
	g := start(t, single(secure(NoClientCertificates), url, pipelineOf(t, forwardPolicy)), Options{})
	client := speakHTTP2(t, g.addr, clientTLSFor(tls.VersionTLS13))
	req, _ := http.NewRequest("GET", "https://"+serverName+"/", nil)
	req.URL.Opaque = "//" + serverName + "/a%2Fb//c?x=%20y"
	req.Header = http.Header{"X-B": {"1", "2"}, "X-A": {"3"}, "User-Agent": {"test"}, "Te": {"trailers"}}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	want := "GET /a%2Fb//c?x=%20y HTTP/1.1\nHost: " + strings.TrimPrefix(url, "http://") +
		"\nUser-Agent: test\nX-A: 3\nX-B: 1\nX-B: 2\nX-Forwarded-For: 127.0.0.1\nTE: trailers\nConnection: TE\n\n"
	if got := strings.ReplaceAll(string(body), "\r", ""); got != want {
		t.Errorf("the backend got %q, want %q", got, want)
	}
	if resp.Header.Get("Server") != "b" || resp.Header.Get("X") != "" || resp.Header.Get("Content-Type") != "" {
		t.Errorf("the client got %v", resp.Header)
	}
}

// Pieces of a body go on as they come, in both directions at once.
func TestStreaming(t *testing.T) {
	url := backend(t, func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		c.EnableFullDuplex()
		c.Flush()
		piece := make([]byte, 16)
		for {
			n, err := r.Body.Read(piece)
			if n > 0 {
				w.Write(piece[:n])
				c.Flush()
			}
			if err != nil {
				return
			}
		}
	})
	g := start(t, single(secure(NoClientCertificates), url, pipelineOf(t, forwardPolicy)), Options{})
	t.Run("1.1", func(t *testing.T) {
		a := newAsker(t, dial(t, g.addr, clientTLSFor(tls.VersionTLS13)))
		a.send("POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n")
		if h := head(a.r); !strings.HasPrefix(h, "HTTP/1.1 200 OK\r\n") {
			t.Fatalf("head %q", h)
		}
		for range 3 {
			a.send("4\nping\n")
			if got := readN(t, a.r, len("4\r\nping\r\n")); got != "4\r\nping\r\n" {
				t.Fatalf("piece %q", got)
			}
		}
		a.send("0\n\n")
		if got := readN(t, a.r, 5); got != "0\r\n\r\n" {
			t.Errorf("end %q", got)
		}
	})
	t.Run("2", func(t *testing.T) {
		client := speakHTTP2(t, g.addr, clientTLSFor(tls.VersionTLS13))
		r, w := io.Pipe()
		req, _ := http.NewRequest("POST", "https://"+serverName+"/", r)
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		for range 3 {
			io.WriteString(w, "ping")
			if got := readN(t, resp.Body, 4); got != "ping" {
				t.Fatalf("piece %q", got)
			}
		}
		w.Close()
		if rest, err := io.ReadAll(resp.Body); err != nil || len(rest) > 0 {
			t.Errorf("end %q, %v", rest, err)
		}
	})
}

func readN(t testing.TB, r io.Reader, n int) string {
	t.Helper()
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		t.Fatalf("read %d bytes: %v after %q", n, err, b)
	}
	return string(b)
}

// Server-sent events do not wait for one another.
func TestServerSentEvents(t *testing.T) {
	next := make(chan struct{})
	url := backend(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for range 2 {
			io.WriteString(w, "data: x\n\n")
			http.NewResponseController(w).Flush()
			<-next
		}
	})
	g := start(t, single(plain, url, pipelineOf(t, forwardPolicy)), Options{})
	a := newAsker(t, dial(t, g.addr, nil))
	a.send("GET / HTTP/1.1\nHost: a\n\n")
	head(a.r)
	for range 2 {
		if got := readN(t, a.r, len("9\r\ndata: x\n\n\r\n")); got != "9\r\ndata: x\n\n\r\n" {
			t.Fatalf("event %q", got)
		}
		next <- struct{}{}
	}
}

func TestTrailersPassBothWays(t *testing.T) {
	url := rawBackend(t, func(conn net.Conn, r *bufio.Reader) {
		for h := head(r); h != ""; h = head(r) {
			content := readN(t, r, len("2\r\nhi\r\n0\r\n")) + head(r)
			fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nTrailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\nX-T: 9\r\n\r\n", len(content), content)
		}
	})
	g := start(t, single(secure(NoClientCertificates), url, pipelineOf(t, forwardPolicy)), Options{})
	const want = "2\r\nhi\r\n0\r\nX-Sum: 7\r\n\r\n"
	_, resp, body := newAsker(t, dial(t, g.addr, clientTLSFor(tls.VersionTLS12))).ask("POST / HTTP/1.1\nHost: a\nTE: trailers\nConnection: TE\nTransfer-Encoding: chunked\n\n2\nhi\n0\nX-Sum: 7\n\n")
	if body != want || resp.Trailer.Get("X-T") != "9" {
		t.Errorf("HTTP/1.1: the backend got %q, want %q; the client got %v", body, want, resp.Trailer)
	}
	req, _ := http.NewRequest("POST", "https://"+serverName+"/", io.NopCloser(strings.NewReader("hi")))
	req.Trailer = http.Header{"X-Sum": {"7"}}
	resp, err := speakHTTP2(t, g.addr, clientTLSFor(tls.VersionTLS13)).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	got, _ := io.ReadAll(resp.Body)
	if string(got) != want || resp.Trailer.Get("X-T") != "9" {
		t.Errorf("HTTP/2: the backend got %q, want %q; the client got %v", got, want, resp.Trailer)
	}
}

func TestUpgradeTunnels(t *testing.T) {
	url := rawBackend(t, func(conn net.Conn, r *bufio.Reader) {
		if h := head(r); !strings.Contains(h, "Connection: Upgrade\r\nUpgrade: websocket\r\n") {
			t.Errorf("the backend got %q", h)
		}
		io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\nSec-X: y\r\n\r\nhello\n")
		line, _ := r.ReadString('\n')
		io.WriteString(conn, line)
	})
	g := start(t, single(plain, url, pipelineOf(t, forwardPolicy)), Options{})
	a := newAsker(t, dial(t, g.addr, nil))
	a.send("GET / HTTP/1.1\nHost: a\nConnection: upgrade\nUpgrade: websocket\n\n")
	if h := head(a.r); h != "HTTP/1.1 101 Switching Protocols\r\nSec-X: y\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n" {
		t.Errorf("head %q", h)
	}
	a.send("again\n")
	if got, _ := io.ReadAll(a.r); string(got) != "hello\nagain\r\n" {
		t.Errorf("through the tunnel came %q", got)
	}
}

func TestInterimResponsesPass(t *testing.T) {
	url := rawBackend(t, func(conn net.Conn, r *bufio.Reader) {
		for h := head(r); h != ""; h = head(r) {
			io.WriteString(conn, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nConnection: b\r\nb: c\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")
		}
	})
	g := start(t, single(plain, url, pipelineOf(t, forwardPolicy)), Options{})
	a := newAsker(t, dial(t, g.addr, nil))
	a.send("GET / HTTP/1.1\nHost: a\n\n")
	if got, want := head(a.r), "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"; got != want {
		t.Errorf("interim response %q, want %q", got, want)
	}
	if line, _, _ := a.receive(); line != "HTTP/1.1 204 No Content" {
		t.Errorf("then %q", line)
	}
}

// failures are what a caller sees of backends that fail: API Management's
// bodies, and nothing of the cause.
func TestBackendFailures(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "http://" + closed.Addr().String()
	closed.Close()
	silent := rawBackend(t, func(conn net.Conn, r *bufio.Reader) { io.Copy(io.Discard, conn) })
	says := func(answer string) string {
		return rawBackend(t, func(conn net.Conn, r *bufio.Reader) {
			head(r)
			io.WriteString(conn, answer)
		})
	}
	const internal, gateway = `{ "statusCode": 500, "message": "Internal server error", "activityId": "`, `{ "statusCode": 502, "message": "Bad Gateway" }`
	for name, tt := range map[string]struct{ url, policy, line, body, logged string }{
		"refused":      {nobody, "<forward-request/>", "500 Internal Server Error", internal, `"reason":"BackendConnectionFailure","at":"policy.xml:1:20","cause":"connect 127.0.0.1:`},
		"silent":       {silent, `<forward-request timeout-ms="20"/>`, "500 Internal Server Error", internal, `"source":"forward-request","reason":"Timeout"`},
		"hangs up":     {says(""), "<forward-request/>", "500 Internal Server Error", internal, `"reason":"BackendConnectionFailure"`},
		"two lengths":  {says("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na"), "<forward-request/>", "502 Bad Gateway", gateway, `"reason":"BackendConnectionFailure"`},
		"bare LF":      {says("HTTP/1.1 200 OK\nContent-Length: 1\n\na"), "<forward-request/>", "502 Bad Gateway", gateway, `"reason":"BackendConnectionFailure"`},
		"unasked 101":  {says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), "<forward-request/>", "502 Bad Gateway", gateway, `"reason":"BackendConnectionFailure"`},
		"nowhere":      {"", "<forward-request/>", "500 Internal Server Error", internal, `"reason":"BackendConnectionFailure"`},
		"other scheme": {"ftp://a", "<forward-request/>", "500 Internal Server Error", internal, `"reason":"BackendConnectionFailure"`},
	} {
		t.Run(name, func(t *testing.T) {
			p := pipelineOf(t, "<policies><backend>"+tt.policy+"</backend></policies>")
			g := start(t, single(plain, tt.url, p), Options{})
			a := newAsker(t, dial(t, g.addr, nil))
			line, resp, body := a.ask("GET /x?secret=1 HTTP/1.1\nHost: a\n\n")
			if line != "HTTP/1.1 "+tt.line || !strings.HasPrefix(body, tt.body) || resp.Header.Get("Content-Type") != "application/json" {
				t.Errorf("answer %q %q", line, body)
			}
			g.stop()
			if log := g.log.String(); !strings.Contains(log, tt.logged) || strings.Contains(log, "secret") {
				t.Errorf("log %s, want %s", log, tt.logged)
			}
		})
	}
}

// A response that breaks off must look broken to the client as well.
func TestBrokenOffResponse(t *testing.T) {
	url := rawBackend(t, func(conn net.Conn, r *bufio.Reader) {
		head(r)
		io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
	})
	g := start(t, single(secure(NoClientCertificates), url, pipelineOf(t, forwardPolicy)), Options{})
	a := newAsker(t, dial(t, g.addr, clientTLSFor(tls.VersionTLS13)))
	a.send("GET / HTTP/1.1\nHost: a\n\n")
	resp, err := http.ReadResponse(a.r, nil)
	if err == nil {
		_, err = io.ReadAll(resp.Body)
	}
	if err == nil {
		t.Error("HTTP/1.1: a whole response")
	}
	resp, err = speakHTTP2(t, g.addr, clientTLSFor(tls.VersionTLS13)).Get("https://" + serverName)
	if err == nil {
		_, err = io.ReadAll(resp.Body)
		resp.Body.Close()
	}
	if err == nil {
		t.Error("HTTP/2: a whole response")
	}
}

func TestRedirects(t *testing.T) {
	other := headEcho(t)
	url := backend(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/see":
			http.Redirect(w, r, "/method", http.StatusSeeOther)
		case "/keep":
			http.Redirect(w, r, "/method", http.StatusTemporaryRedirect)
		case "/away":
			w.Header().Set("Location", other+"/there")
			w.WriteHeader(http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/method":
			fmt.Fprintf(w, "%s %s", r.Method, r.Header.Get("Authorization"))
		}
	})
	g := start(t, single(plain, url, pipelineOf(t, `<policies><backend><forward-request follow-redirects="true"/></backend></policies>`)), Options{})
	a := newAsker(t, dial(t, g.addr, nil))
	for request, want := range map[string]string{
		"GET /see HTTP/1.1\nHost: a\nAuthorization: b\n\n":        "200 OK|GET b",
		"POST /see HTTP/1.1\nHost: a\nContent-Length: 1\n\nx":     "200 OK|GET ",
		"DELETE /keep HTTP/1.1\nHost: a\nAuthorization: b\n\n":    "200 OK|DELETE b",
		"POST /keep HTTP/1.1\nHost: a\nContent-Length: 1\n\nx":    "307 Temporary Redirect|",
		"GET /loop HTTP/1.1\nHost: a\n\n":                         "500 Internal Server Error|{ ",
		"GET /away HTTP/1.1\nHost: a\nAuthorization: b\nC: d\n\n": "200 As It Came|GET /there HTTP/1.1\r\nC: d\r\n",
	} {
		line, _, body := a.ask(request)
		status, content, _ := strings.Cut(want, "|")
		content = strings.ReplaceAll(content, "HTTP/1.1\r\n", "HTTP/1.1\r\nHost: "+strings.TrimPrefix(other, "http://")+"\r\n")
		got := strings.ReplaceAll(body, "C: d\r\nHost: "+strings.TrimPrefix(other, "http://"), "C: d")
		if line != "HTTP/1.1 "+status || !strings.HasPrefix(got, content) {
			t.Errorf("%q: answer %q %q, want %q", request, line, body, want)
		}
	}
}

// secureBackend is a backend over TLS that speaks the protocols.
func secureBackend(t *testing.T, protocols ...string) (url string) {
	t.Helper()
	socket, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{
		Certificates: []tls.Certificate{trusted.issue("backend.test", time.Hour)}, NextProtos: protocols, ClientAuth: tls.RequestClientCert,
	})
	if err != nil {
		t.Fatal(err)
	}
	s := quiet(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		shown := "no certificate"
		if len(r.TLS.PeerCertificates) > 0 {
			shown = r.TLS.PeerCertificates[0].Subject.CommonName
		}
		fmt.Fprintf(w, "%s %s %s %q %s", r.Proto, r.Method, r.RequestURI, body, shown)
	}))
	go s.Serve(socket)
	t.Cleanup(func() { s.Close() })
	return "https://" + socket.Addr().String()
}

func TestHTTPVersionOfBackend(t *testing.T) {
	for _, tt := range []struct {
		version   string
		protocols []string
		want      string
	}{
		{"1", []string{"h2", "http/1.1"}, "HTTP/1.1"},
		{"2", []string{"h2", "http/1.1"}, "HTTP/2.0"},
		{"2", []string{"http/1.1"}, ""},
		{"2or1", []string{"h2", "http/1.1"}, "HTTP/2.0"},
		{"2or1", []string{"http/1.1"}, "HTTP/1.1"},
	} {
		t.Run(tt.version+" of "+strings.Join(tt.protocols, ","), func(t *testing.T) {
			url := secureBackend(t, tt.protocols...)
			c := single(plain, url, pipelineOf(t, `<policies><backend><forward-request http-version="`+tt.version+`"/></backend></policies>`))
			g := start(t, c, Options{})
			a := newAsker(t, dial(t, g.addr, nil))
			for _, body := range []string{"one", "two"} {
				line, _, got := a.ask("POST /a%2Fb//c?d HTTP/1.1\nHost: a\nContent-Length: 3\n\n" + body)
				want := fmt.Sprintf("%s POST /a%%2Fb//c?d %q no certificate", tt.want, body)
				if tt.want == "" {
					if line != "HTTP/1.1 500 Internal Server Error" {
						t.Errorf("answer %q, want a failure", line)
					}
				} else if line != "HTTP/1.1 200 OK" || got != want {
					t.Errorf("answer %q %q, want %q", line, got, want)
				}
			}
		})
	}
}

// A backend gets its own name as Host, unless a policy says another.
func TestForwardedHost(t *testing.T) {
	url := headEcho(t)
	const set = `<policies><inbound><set-header name="Host" exists-action="%s"><value>%s</value></set-header></inbound></policies>`
	for name, tt := range map[string]struct{ policy, want string }{
		"untouched": {forwardPolicy, strings.TrimPrefix(url, "http://")},
		"set":       {fmt.Sprintf(set, "override", "other.example.com"), "other.example.com"},
		"kept":      {fmt.Sprintf(set, "override", "@(context.Request.OriginalUrl.Host)"), "api.example.com"},
		"skipped":   {fmt.Sprintf(set, "skip", "other.example.com"), strings.TrimPrefix(url, "http://")},
		"deleted":   {`<policies><inbound><set-header name="host" exists-action="delete"/></inbound></policies>`, strings.TrimPrefix(url, "http://")},
	} {
		g := start(t, single(plain, url, pipelineOf(t, tt.policy)), Options{})
		_, _, body := newAsker(t, dial(t, g.addr, nil)).ask("GET / HTTP/1.1\nHost: api.example.com\n\n")
		if !strings.Contains(body, "\r\nHost: "+tt.want+"\r\n") || strings.Count(body, "Host") != 1 {
			t.Errorf("%s: the backend got %q, want Host %s", name, body, tt.want)
		}
	}
}
