package http1

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sallyport/runtime/message"
)

// backend is a server that says what it is told: for each connection the
// script is called once.
func backend(t testing.TB, script func(conn *net.TCPConn, r *bufio.Reader)) (addr string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			wg.Go(func() {
				defer conn.Close()
				conn.SetDeadline(time.Now().Add(10 * time.Second))
				script(conn.(*net.TCPConn), bufio.NewReader(conn))
			})
		}
	})
	t.Cleanup(func() { l.Close(); wg.Wait() })
	return l.Addr().String()
}

// head reads a request head.
func head(r *bufio.Reader) string {
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		b.WriteString(line)
		if err != nil || line == "\r\n" {
			return b.String()
		}
	}
}

// respond is a script that gives each request of a connection the same answer.
func respond(answer string) func(*net.TCPConn, *bufio.Reader) {
	return func(conn *net.TCPConn, r *bufio.Reader) {
		for head(r) != "" {
			io.WriteString(conn, answer)
		}
	}
}

func get(target string) *Request {
	return &Request{Method: "GET", Target: target, Host: "backend"}
}

func newClient(t testing.TB) *Client {
	c := new(Client)
	t.Cleanup(c.Close)
	return c
}

// call sends a request and reads all of the answer.
func call(t testing.TB, c *Client, addr string, req *Request) (resp Response, body string, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := c.Do(ctx, &Call{Peer: Peer{Addr: addr}}, req, &resp); err != nil {
		return resp, "", err
	}
	data, err := resp.Body.Bytes(1 << 20)
	return resp, string(data), err
}

func TestClientSendsWhatItIsGiven(t *testing.T) {
	for _, tt := range []struct {
		name string
		req  Request
		want string
	}{
		{"smallest", Request{Method: "GET", Target: "/", Host: "b:1"}, "GET / HTTP/1.1\r\nHost: b:1\r\n\r\n"},
		{"order, spelling and bytes", Request{Method: "GET", Target: "/a%2f..?{}", Host: "b", Header: *message.NewHeader("x-A", "1", "hOST", "other", "X-a", "2")},
			"GET /a%2f..?{} HTTP/1.1\r\nx-A: 1\r\nhOST: b\r\nX-a: 2\r\n\r\n"},
		{"no content where some may be", Request{Method: "POST", Target: "/", Host: "b"}, "POST / HTTP/1.1\r\nHost: b\r\nContent-Length: 0\r\n\r\n"},
		{"true length", Request{Method: "POST", Target: "/", Host: "b", Header: *message.NewHeader("Content-Length", "9", "Transfer-Encoding", "chunked", "Connection", "x"), Body: message.NewBody([]byte("hi"))},
			"POST / HTTP/1.1\r\nHost: b\r\nContent-Length: 2\r\n\r\nhi"},
		{"unknown length", Request{Method: "POST", Target: "/", Host: "b", Body: message.StreamBody(io.NopCloser(strings.NewReader("hi")), -1)},
			"POST / HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"},
		{"streamed length", Request{Method: "POST", Target: "/", Host: "b", Body: message.StreamBody(io.NopCloser(strings.NewReader("hi")), 2)},
			"POST / HTTP/1.1\r\nHost: b\r\nContent-Length: 2\r\n\r\nhi"},
		{"upgrade", Request{Method: "GET", Target: "/", Host: "b", Header: *message.NewHeader("Upgrade", "x"), Upgrade: "websocket"},
			"GET / HTTP/1.1\r\nHost: b\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"},
		{"trailers taken", Request{Method: "GET", Target: "/", Host: "b", Trailers: true}, "GET / HTTP/1.1\r\nHost: b\r\nTE: trailers\r\nConnection: TE\r\n\r\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
				got := make([]byte, len(tt.want))
				n, _ := io.ReadFull(r, got)
				if string(got[:n]) != tt.want || r.Buffered() > 0 {
					t.Errorf("sent %q, want %q", got[:n], tt.want)
				}
				io.WriteString(conn, "HTTP/1.1 204 \r\n\r\n")
			})
			if _, _, err := call(t, newClient(t), addr, &tt.req); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestClientSendsNothingMalformed(t *testing.T) {
	addr := backend(t, func(_ *net.TCPConn, r *bufio.Reader) {
		if _, err := r.ReadByte(); err == nil {
			t.Error("something was sent")
		}
	})
	c := newClient(t)
	for name, req := range map[string]*Request{
		"method": {Method: "G T", Target: "/", Host: "a"},
		"target": {Method: "GET", Target: "/ HTTP/1.1\r\nX: ", Host: "a"},
		"empty":  {Method: "GET", Host: "a"},
		"host":   {Method: "GET", Target: "/", Host: "a\r\nX: 1"},
		"name":   {Method: "GET", Target: "/", Host: "a", Header: *message.NewHeader("X Y", "1")},
		"value":  {Method: "GET", Target: "/", Host: "a", Header: *message.NewHeader("X", "1\r\n\r\nGET /")},
	} {
		if _, _, err := call(t, c, addr, req); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestClientReusesConnections(t *testing.T) {
	var dialled atomic.Int32
	addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
		dialled.Add(1)
		respond("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")(conn, r)
	})
	c := newClient(t)
	for range 5 {
		if _, body, err := call(t, c, addr, get("/")); body != "hi" || err != nil {
			t.Fatalf("body = %q, %v", body, err)
		}
	}
	if n := dialled.Load(); n != 1 {
		t.Errorf("%d connections, want 1", n)
	}
}

func TestClientDoesNotReuse(t *testing.T) {
	for name, answer := range map[string]string{
		"close":                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi",
		"HTTP/1.0":                 "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi",
		"more than the length":     "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nho",
		"more than the last chunk": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nho",
	} {
		t.Run(name, func(t *testing.T) {
			var dialled atomic.Int32
			addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
				dialled.Add(1)
				respond(answer)(conn, r)
			})
			c := newClient(t)
			for range 2 {
				if _, body, err := call(t, c, addr, get("/")); body != "hi" || err != nil {
					t.Fatalf("body = %q, %v", body, err)
				}
			}
			if n := dialled.Load(); n != 2 {
				t.Errorf("%d connections, want 2", n)
			}
		})
	}
}

// An answer that comes when none is asked for must never be taken for that to
// the next request.
func TestClientTakesNoUnaskedAnswer(t *testing.T) {
	sent := make(chan struct{}, 1)
	addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
		head(r)
		io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
		time.Sleep(5 * time.Millisecond)
		io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
		sent <- struct{}{}
		head(r)
	})
	c := newClient(t)
	for range 2 {
		if _, body, err := call(t, c, addr, get("/")); body != "hi" || err != nil {
			t.Fatalf("body = %q, %v, want hi", body, err)
		}
		<-sent
	}
}

func TestClientRepeats(t *testing.T) {
	for _, tt := range []struct {
		method string
		body   func() *message.Body
		answer string // to the second request of a connection, before it closes
		served int32  // requests seen for the second call
		ok     bool
	}{
		{"GET", func() *message.Body { return nil }, "", 2, true},
		{"PUT", func() *message.Body { return message.NewBody([]byte("hi")) }, "", 2, true},
		{"PUT", func() *message.Body { return message.StreamBody(io.NopCloser(strings.NewReader("hi")), 2) }, "", 1, false},
		{"POST", func() *message.Body { return message.NewBody([]byte("hi")) }, "", 1, false},
		{"PATCH", func() *message.Body { return nil }, "", 1, false},
		{"GET", func() *message.Body { return nil }, "H", 1, false},
	} {
		var seen atomic.Int32
		addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
			head(r)
			if seen.Add(1) == 1 { // the first connection answers once
				io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
				head(r)
				seen.Add(1)
				io.WriteString(conn, tt.answer)
				return
			}
			io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
		})
		c := newClient(t)
		if _, _, err := call(t, c, addr, get("/")); err != nil {
			t.Fatal(err)
		}
		_, _, err := call(t, c, addr, &Request{Method: tt.method, Target: "/", Host: "a", Body: tt.body()})
		if (err == nil) != tt.ok || seen.Load()-1 != tt.served {
			t.Errorf("%s: error %v after %d requests, want success %v after %d", tt.method, err, seen.Load()-1, tt.ok, tt.served)
		}
	}
}

func TestClientNoticesAClosedConnection(t *testing.T) {
	closed := make(chan struct{}, 2)
	addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
		head(r)
		io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
		conn.Close()
		closed <- struct{}{}
	})
	c := newClient(t)
	for range 2 { // a POST could not be repeated
		if _, _, err := call(t, c, addr, &Request{Method: "POST", Target: "/", Host: "a"}); err != nil {
			t.Fatal(err)
		}
		<-closed
		time.Sleep(time.Millisecond)
	}
}

func TestClientRefusesMalformedAnswers(t *testing.T) {
	for _, answer := range []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"HTTP/1.1 200 OK\nContent-Length: 0\n\n",
		"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\nx\r\n0\r\n\r\n",
		strings.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 20),
	} {
		var refusal *Error
		if _, _, err := call(t, newClient(t), backend(t, respond(answer)), get("/")); !errors.As(err, &refusal) {
			t.Errorf("%.60q: error = %v, want an *Error", answer, err)
		}
	}
	for _, answer := range []string{"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"} {
		addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) { head(r); io.WriteString(conn, answer) })
		if _, _, err := call(t, newClient(t), addr, get("/")); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%.60q: error = %v, want an unexpected end", answer, err)
		}
	}
}

func TestClientInterim(t *testing.T) {
	addr := backend(t, respond("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	var resp Response
	var hints []string
	err := newClient(t).Do(context.Background(), &Call{Peer: Peer{Addr: addr}, Interim: func(r *Response) error {
		hints = append(hints, r.Reason+" "+r.Header.Get("Link"))
		return nil
	}}, get("/"), &resp)
	if err != nil || resp.Status != 200 || len(hints) != 1 || hints[0] != "Early Hints x" {
		t.Errorf("status %d, interim %q, %v", resp.Status, hints, err)
	}
}

func TestClientContinue(t *testing.T) {
	for name, script := range map[string]func(*net.TCPConn, *bufio.Reader){
		"asked for": func(conn *net.TCPConn, r *bufio.Reader) {
			if h := head(r); !strings.Contains(h, "Expect: 100-continue\r\n") || r.Buffered() > 0 {
				t.Errorf("sent %q and %d bytes", h, r.Buffered())
			}
			io.WriteString(conn, "HTTP/1.1 100 Continue\r\n\r\n")
			io.CopyN(io.Discard, r, 2)
			io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
		},
		"not asked for": func(conn *net.TCPConn, r *bufio.Reader) {
			head(r)
			io.CopyN(io.Discard, r, 2)
			io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
		},
	} {
		t.Run(name, func(t *testing.T) {
			req := &Request{Method: "POST", Target: "/", Host: "a", Continue: true, Body: message.NewBody([]byte("hi"))}
			var resp Response
			err := newClient(t).Do(context.Background(), &Call{Peer: Peer{Addr: backend(t, script)}, Continue: 20 * time.Millisecond}, req, &resp)
			if err != nil || resp.Status != 200 {
				t.Errorf("status %d, %v", resp.Status, err)
			}
		})
	}
	t.Run("refused", func(t *testing.T) {
		after := make(chan int64, 1)
		addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
			head(r)
			io.WriteString(conn, "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n")
			n, _ := io.Copy(io.Discard, r)
			after <- n
		})
		req := &Request{Method: "POST", Target: "/", Host: "a", Continue: true, Body: message.NewBody([]byte("hi"))}
		var resp Response
		if err := newClient(t).Do(context.Background(), &Call{Peer: Peer{Addr: addr}, Continue: 10 * time.Second}, req, &resp); err != nil || resp.Status != 417 {
			t.Errorf("status %d, %v", resp.Status, err)
		}
		if n := <-after; n != 0 {
			t.Errorf("%d bytes of the body were sent all the same", n)
		}
	})
}

func TestClientEarlyAnswer(t *testing.T) {
	// Both sides speak at once: each piece of the request is answered.
	addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
		head(r)
		io.WriteString(conn, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
		for {
			line, err := r.ReadString('\n')
			if err != nil || line == "0\r\n" {
				break
			}
			if line == "ping\r\n" {
				io.WriteString(conn, "4\r\npong\r\n")
			}
		}
		head(r)
		io.WriteString(conn, "0\r\n\r\n")
	})
	source, sink := io.Pipe()
	var resp Response
	req := &Request{Method: "POST", Target: "/", Host: "a", Body: message.StreamBody(source, -1)}
	if err := newClient(t).Do(context.Background(), &Call{Peer: Peer{Addr: addr}}, req, &resp); err != nil {
		t.Fatal(err)
	}
	r := resp.Body.Reader()
	for range 3 {
		send(t, sink, "ping")
		expect(t, r, "pong")
	}
	sink.Close()
	if rest, err := io.ReadAll(r); len(rest) > 0 || err != nil {
		t.Errorf("then %q, %v", rest, err)
	}
}

func TestClientAnswerWithoutTheBody(t *testing.T) {
	addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
		head(r)
		io.WriteString(conn, "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")
		conn.CloseWrite()
		io.Copy(io.Discard, r)
	})
	req := &Request{Method: "POST", Target: "/", Host: "a", Body: message.StreamBody(io.NopCloser(io.LimitReader(zeros{}, 50<<20)), -1)}
	resp, body, err := call(t, newClient(t), addr, req)
	if resp.Status != 413 || body != "no" || err != nil {
		t.Errorf("status %d, body %q, %v", resp.Status, body, err)
	}
}

func TestClientTimeouts(t *testing.T) {
	silent := backend(t, func(_ *net.TCPConn, r *bufio.Reader) { io.Copy(io.Discard, r) })
	var resp Response
	err := newClient(t).Do(context.Background(), &Call{Peer: Peer{Addr: silent}, Head: 20 * time.Millisecond}, get("/"), &resp)
	var failed *CallError
	if !errors.As(err, &failed) || !failed.Timeout() || failed.Op != "receive" {
		t.Errorf("error = %v, want a time-out", err)
	}
	stalled := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
		head(r)
		io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe")
		io.Copy(io.Discard, r)
	})
	c := newClient(t)
	c.Body = 20 * time.Millisecond
	if _, _, err := call(t, c, stalled, get("/")); !isTimeout(err) {
		t.Errorf("error = %v, want a time-out", err)
	}
}

func TestClientCancel(t *testing.T) {
	standard := func() (context.Context, func()) { return context.WithCancel(context.Background()) }
	own := func() (context.Context, func()) {
		ctx := newConnContext(context.Background())
		return ctx, ctx.cancel
	}
	for _, tt := range []struct {
		name, answer string
		context      func() (context.Context, func())
	}{
		{"before the head", "", standard},
		{"before the head, client gone", "", own},
		{"in the body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe", standard},
		{"in the body, client gone", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe", own},
	} {
		t.Run(tt.name, func(t *testing.T) {
			gone := make(chan struct{})
			addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
				head(r)
				io.WriteString(conn, tt.answer)
				io.Copy(io.Discard, r)
				close(gone)
			})
			ctx, cancel := tt.context()
			defer cancel()
			time.AfterFunc(20*time.Millisecond, cancel)
			var resp Response
			err := newClient(t).Do(ctx, &Call{Peer: Peer{Addr: addr}}, get("/"), &resp)
			if tt.answer == "" {
				if !errors.Is(err, context.Canceled) {
					t.Errorf("error = %v, want context.Canceled", err)
				}
			} else if body, err := resp.Body.Bytes(100); err == nil {
				t.Errorf("a whole answer came: %q", body)
			}
			<-gone
		})
	}
}

func TestClientSourceFails(t *testing.T) {
	addr := backend(t, func(_ *net.TCPConn, r *bufio.Reader) { io.Copy(io.Discard, r) })
	body := message.StreamBody(io.NopCloser(errReader{}), -1)
	_, _, err := call(t, newClient(t), addr, &Request{Method: "POST", Target: "/", Host: "a", Body: body})
	var failed *CallError
	if !errors.As(err, &failed) || failed.Op != "read request" {
		t.Errorf("error = %v, want that of the request's body", err)
	}
}

func TestClientConnectFails(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	_, _, err = call(t, newClient(t), addr, get("/"))
	var failed *CallError
	if !errors.As(err, &failed) || failed.Op != "connect" {
		t.Errorf("error = %v, want one of connecting", err)
	}
}

func TestClientUpgrade(t *testing.T) {
	addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
		head(r)
		io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: WebSocket\r\n\r\nhello")
		line, _ := r.ReadString('\n')
		io.WriteString(conn, line)
	})
	req := get("/")
	req.Upgrade = "websocket"
	var resp Response
	if err := newClient(t).Do(context.Background(), &Call{Peer: Peer{Addr: addr}}, req, &resp); err != nil {
		t.Fatal(err)
	}
	defer resp.Tunnel.Close()
	expect(t, resp.Tunnel, "hello")
	send(t, resp.Tunnel, "again\n")
	expect(t, resp.Tunnel, "again\n")
}

func TestClientTLS(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, r.Proto+" "+r.Host)
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // a handshake is to fail
	s.StartTLS()
	defer s.Close()
	config := s.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	config.ServerName = "example.com"
	c := newClient(t)
	for range 2 {
		var resp Response
		if err := c.Do(context.Background(), &Call{Peer: Peer{Addr: s.Listener.Addr().String(), TLS: config}}, get("/"), &resp); err != nil {
			t.Fatal(err)
		}
		if body, err := resp.Body.Bytes(100); string(body) != "HTTP/1.1 backend" || err != nil {
			t.Errorf("body = %q, %v", body, err)
		}
	}
	var resp Response
	err := c.Do(context.Background(), &Call{Peer: Peer{Addr: s.Listener.Addr().String(), TLS: &tls.Config{ServerName: "example.com"}}}, get("/"), &resp)
	var unknown *tls.CertificateVerificationError
	if !errors.As(err, &unknown) {
		t.Errorf("error = %v, want one of the certificate", err)
	}
}

func TestClientClosesUnused(t *testing.T) {
	gone := make(chan struct{})
	addr := backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
		respond("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")(conn, r)
		close(gone)
	})
	c := newClient(t)
	c.Idle = 10 * time.Millisecond
	if _, _, err := call(t, c, addr, get("/")); err != nil {
		t.Fatal(err)
	}
	<-gone
}

// proxy answers each request of a connection by that of a backend.
type proxy struct {
	client *Client
	call   Call
	resp   Response
}

func (p *proxy) Refuse(*Error, *Response) {}

func (p *proxy) Handle(ctx context.Context, w *Responder, req *Request) {
	RemoveHopByHop(&req.Header)
	if err := p.client.Do(ctx, &p.call, req, &p.resp); err != nil {
		w.Respond(&Response{Status: 502, Reason: err.Error()})
		return
	}
	RemoveHopByHop(&p.resp.Header)
	w.Respond(&p.resp)
}

// listenProxy serves a proxy in front of a backend; a connection has one of
// its own.
func listenProxy(t testing.TB, addr string) string {
	c := newClient(t)
	return listenEach(t, new(Server), func() Handler { return &proxy{client: c, call: Call{Peer: Peer{Addr: addr}}} })
}
