package http1

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"sallyport/runtime/message"
)

// handlerFunc is a Handler that says nothing more when it refuses.
type handlerFunc func(ctx context.Context, w *Responder, req *Request)

func (f handlerFunc) Handle(ctx context.Context, w *Responder, req *Request) { f(ctx, w, req) }
func (f handlerFunc) Refuse(*Error, *Response)                               {}

// text is a response of status 200 with a body.
func text(s string) *Response {
	return &Response{Status: 200, Reason: "OK", Body: message.NewBody([]byte(s))}
}

// echo answers with the method, the target and the body of the request.
func echo(_ context.Context, w *Responder, req *Request) {
	body, err := req.Body.Bytes(1 << 20)
	if err != nil {
		w.Respond(&Response{Status: 400, Reason: err.Error()})
		return
	}
	w.Respond(text(req.Method + " " + req.Target + " " + string(body)))
}

// listen serves the handler on a loopback address until the test ends.
func listen(t testing.TB, s *Server, h Handler) (addr string) {
	t.Helper()
	return listenEach(t, s, func() Handler { return h })
}

// listenEach serves each connection with a handler of its own.
func listenEach(t testing.TB, s *Server, open func() Handler) (addr string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			wg.Go(func() { s.ServeConn(ctx, conn, open()) })
		}
	})
	t.Cleanup(func() { l.Close(); cancel(); wg.Wait() })
	return l.Addr().String()
}

// dial connects to a server; reads and writes fail after ten seconds.
func dial(t testing.TB, addr string) *net.TCPConn {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	return conn.(*net.TCPConn)
}

// exchange sends bytes and returns all that comes until the server closes.
func exchange(t testing.TB, addr, request string) string {
	t.Helper()
	conn := dial(t, addr)
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(conn)
	if err != nil {
		t.Fatalf("read %q: %v", answer, err)
	}
	return string(answer)
}

// expect reads exactly what is wanted.
func expect(t testing.TB, r io.Reader, want string) {
	t.Helper()
	got := make([]byte, len(want))
	n, err := io.ReadFull(r, got)
	if string(got[:n]) != want {
		t.Fatalf("read %q, %v, want %q", got[:n], err, want)
	}
}

func send(t testing.TB, w io.Writer, s string) {
	t.Helper()
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
}

func TestRefusalsCloseTheConnection(t *testing.T) {
	handled := 0
	addr := listen(t, &Server{Limits: small}, handlerFunc(func(_ context.Context, w *Responder, req *Request) {
		handled++
		w.Respond(text(""))
	}))
	for _, tt := range refused {
		// what follows would be a second request if the first were misread
		got := exchange(t, addr, tt.request+"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
		want := fmt.Sprintf("HTTP/1.1 %d \r\nContent-Length: 0\r\nConnection: close\r\n\r\n", tt.status)
		if got != want {
			t.Errorf("%s: answer %q, want %q", tt.name, got, want)
		}
	}
	if handled > 0 {
		t.Errorf("%d requests reached the handler", handled)
	}
}

func TestBadChunkReachesTheHandler(t *testing.T) {
	addr := listen(t, &Server{}, handlerFunc(func(_ context.Context, w *Responder, req *Request) {
		_, err := req.Body.Bytes(100)
		var refusal *Error
		if !errors.As(err, &refusal) {
			t.Errorf("error = %v, want an *Error", err)
			return
		}
		w.Respond(&Response{Status: refusal.Status, Reason: refusal.Message})
	}))
	got := exchange(t, addr, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\nx\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
	if want := "HTTP/1.1 400 malformed chunk size\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"; got != want {
		t.Errorf("answer %q, want %q", got, want)
	}
}

func TestKeepAliveAndPipelining(t *testing.T) {
	addr := listen(t, &Server{}, handlerFunc(echo))
	conn := dial(t, addr)
	for range 2 {
		send(t, conn, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n")
		expect(t, conn, "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nGET /1 ")
	}
	send(t, conn, "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi\r\nPOST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"+
		"2\r\nho\r\n0\r\n\r\nGET /4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /5 HTTP/1.1\r\n")
	expect(t, conn, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nPOST /2 hi"+
		"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nPOST /3 ho"+
		"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nGET /4 ")
	if n, _ := conn.Read(make([]byte, 1)); n != 0 {
		t.Error("connection was not closed")
	}
}

func TestPipelinedBehindASlowAnswer(t *testing.T) {
	release := make(chan struct{})
	addr := listen(t, &Server{}, handlerFunc(func(ctx context.Context, w *Responder, req *Request) {
		if req.Target == "/slow" {
			<-release
		}
		echo(ctx, w, req)
	}))
	conn := dial(t, addr)
	send(t, conn, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
	time.Sleep(2 * watchAfter) // so that the watch reads what comes next
	send(t, conn, "GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
	time.Sleep(watchAfter)
	close(release)
	expect(t, conn, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nGET /slow HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nGET /next ")
}

func TestHTTP10(t *testing.T) {
	stream := func() *Response {
		return &Response{Status: 200, Reason: "OK", Body: message.StreamBody(io.NopCloser(strings.NewReader("hi")), -1)}
	}
	addr := listen(t, &Server{}, handlerFunc(func(_ context.Context, w *Responder, req *Request) {
		if err := w.Interim(&Response{Status: 103}); err != nil {
			t.Error(err)
		}
		if req.Target == "/stream" {
			w.Respond(stream())
		} else {
			w.Respond(text("hi"))
		}
	}))
	if got, want := exchange(t, addr, "GET / HTTP/1.0\r\n\r\n"), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"; got != want {
		t.Errorf("answer %q, want %q", got, want)
	}
	conn := dial(t, addr)
	send(t, conn, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
	expect(t, conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nhi")
	send(t, conn, "GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
	if got, _ := io.ReadAll(conn); string(got) != "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhi" {
		t.Errorf("answer %q, want content up to the end", got)
	}
}

func TestContinue(t *testing.T) {
	addr := listen(t, &Server{}, handlerFunc(func(ctx context.Context, w *Responder, req *Request) {
		if req.Target == "/no" {
			w.Respond(&Response{Status: 413, Reason: "Too Large"})
			return
		}
		echo(ctx, w, req)
	}))
	conn := dial(t, addr)
	send(t, conn, "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
	expect(t, conn, "HTTP/1.1 100 Continue\r\n\r\n")
	send(t, conn, "hi")
	expect(t, conn, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nPOST / hi")

	// Answered without the body: nobody can say whether it will come.
	send(t, conn, "POST /no HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
	if got, _ := io.ReadAll(conn); string(got) != "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" {
		t.Errorf("answer %q, want 413 and a close", got)
	}
	// HTTP/1.0 knows no 100 (Continue).
	got := exchange(t, addr, "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi")
	if want := "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nPOST / hi"; got != want {
		t.Errorf("answer %q, want %q", got, want)
	}
}

func TestUnreadBody(t *testing.T) {
	addr := listen(t, &Server{}, handlerFunc(func(_ context.Context, w *Responder, req *Request) {
		req.Body.Close()
		w.Respond(text(""))
	}))
	conn := dial(t, addr)
	const ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"
	send(t, conn, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
	expect(t, conn, ok+"\r\n")
	send(t, conn, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
	expect(t, conn, ok+"\r\n")
	send(t, conn, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nhello")
	expect(t, conn, ok+"Connection: close\r\n\r\n")
	if n, _ := conn.Read(make([]byte, 1)); n != 0 {
		t.Error("connection was not closed")
	}
}

func TestHeadOfResponses(t *testing.T) {
	for _, tt := range []struct {
		name, method string
		resp         Response
		want         string
	}{
		{"no body", "GET", Response{Status: 403, Reason: "Invalid client certificate"},
			"HTTP/1.1 403 Invalid client certificate\r\nContent-Length: 0\r\n\r\n"},
		{"no reason", "GET", Response{Status: 299}, "HTTP/1.1 299 \r\nContent-Length: 0\r\n\r\n"},
		{"true length in its place", "GET", Response{Status: 200, Header: *message.NewHeader("a", "1", "content-Length", "99", "B", "2"), Body: message.NewBody([]byte("hi"))},
			"HTTP/1.1 200 \r\na: 1\r\ncontent-Length: 2\r\nB: 2\r\n\r\nhi"},
		{"framing of the header is not believed", "GET", Response{Status: 200, Header: *message.NewHeader("Transfer-Encoding", "chunked", "Connection", "close", "Keep-Alive", "x", "Trailer", "y"), Body: message.NewBody([]byte("hi"))},
			"HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nhi"},
		{"chunked", "GET", Response{Status: 200, Body: message.StreamBody(io.NopCloser(strings.NewReader("hi")), -1)},
			"HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"},
		{"HEAD with a body", "HEAD", Response{Status: 200, Body: message.NewBody([]byte("hi"))}, "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\n"},
		{"HEAD with a length", "HEAD", Response{Status: 200, Header: *message.NewHeader("Content-Length", "7")}, "HTTP/1.1 200 \r\nContent-Length: 7\r\n\r\n"},
		{"HEAD without a length", "HEAD", Response{Status: 200}, "HTTP/1.1 200 \r\n\r\n"},
		{"204", "GET", Response{Status: 204, Header: *message.NewHeader("Content-Length", "7"), Body: message.NewBody([]byte("hi"))}, "HTTP/1.1 204 \r\n\r\n"},
		{"304", "GET", Response{Status: 304, Header: *message.NewHeader("Content-Length", "7")}, "HTTP/1.1 304 \r\nContent-Length: 7\r\n\r\n"},
		{"205", "GET", Response{Status: 205}, "HTTP/1.1 205 \r\nContent-Length: 0\r\n\r\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			addr := listen(t, &Server{}, handlerFunc(func(_ context.Context, w *Responder, _ *Request) { w.Respond(&tt.resp) }))
			conn := dial(t, addr)
			send(t, conn, tt.method+" / HTTP/1.1\r\nHost: a\r\n\r\n")
			expect(t, conn, tt.want)
			conn.CloseWrite()
			if rest, err := io.ReadAll(conn); len(rest) > 0 || err != nil {
				t.Errorf("then %q, %v", rest, err)
			}
		})
	}
}

func TestUnsendableResponses(t *testing.T) {
	const failed = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
	for name, resp := range map[string]*Response{
		"line end in the reason": {Status: 200, Reason: "OK\r\nX: 1"},
		"line end in a value":    {Status: 200, Header: *message.NewHeader("X", "1\r\nY: 2")},
		"LF in a value":          {Status: 200, Header: *message.NewHeader("X", "1\nY: 2")},
		"NUL in a value":         {Status: 200, Header: *message.NewHeader("X", "\x00")},
		"colon in a name":        {Status: 200, Header: *message.NewHeader("X: 1\r\nY", "2")},
		"empty name":             {Status: 200, Header: *message.NewHeader("", "2")},
		"status 0":               {},
		"status 1000":            {Status: 1000},
		"interim status":         {Status: 103},
		"switch not asked for":   {Status: 101, Upgrade: "x", Tunnel: nopTunnel{}},
		"no answer":              nil,
	} {
		t.Run(name, func(t *testing.T) {
			addr := listen(t, &Server{}, handlerFunc(func(_ context.Context, w *Responder, _ *Request) {
				if resp != nil {
					if _, err := w.Respond(resp); err == nil {
						t.Error("Respond gave no error")
					}
				}
			}))
			if got := exchange(t, addr, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"); got != failed {
				t.Errorf("answer %q, want %q", got, failed)
			}
		})
	}
}

type nopTunnel struct{ io.ReadWriter }

func (nopTunnel) Close() error { return nil }

func TestBodyThatFailsIsCutOff(t *testing.T) {
	for name, body := range map[string]*message.Body{
		"shorter than its length": message.StreamBody(io.NopCloser(strings.NewReader("hi")), 5),
		"error in chunks":         message.StreamBody(io.NopCloser(io.MultiReader(strings.NewReader("hi"), errReader{})), -1),
	} {
		t.Run(name, func(t *testing.T) {
			addr := listen(t, &Server{}, handlerFunc(func(_ context.Context, w *Responder, _ *Request) {
				if _, err := w.Respond(&Response{Status: 200, Body: body, Flush: true}); err == nil {
					t.Error("Respond gave no error")
				}
			}))
			got := exchange(t, addr, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
			if strings.Contains(got, "0\r\n\r\n") && strings.Contains(got, "chunked") || !strings.Contains(got, "hi") {
				t.Errorf("answer %q ends as if it were whole", got)
			}
		})
	}
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, errors.New("backend went away") }

func TestTrailersAreSent(t *testing.T) {
	body := message.StreamBody(io.NopCloser(strings.NewReader("hi")), -1)
	body.SetTrailer(message.NewHeader("X-sum", "1"))
	held := message.NewBody([]byte("ho"))
	held.SetTrailer(message.NewHeader("X-sum", "2"))
	bodies := []*message.Body{body, held, held}
	addr := listen(t, &Server{}, handlerFunc(func(_ context.Context, w *Responder, _ *Request) {
		w.Respond(&Response{Status: 200, Header: *message.NewHeader("Trailer", "X-sum"), Body: bodies[0]})
		bodies = bodies[1:]
	}))
	conn := dial(t, addr)
	const head = "HTTP/1.1 200 \r\nTrailer: X-sum\r\nTransfer-Encoding: chunked\r\n\r\n"
	send(t, conn, "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.0\r\n\r\n")
	expect(t, conn, head+"2\r\nhi\r\n0\r\nX-sum: 1\r\n\r\n"+head+"2\r\nho\r\n0\r\nX-sum: 2\r\n\r\n"+
		"HTTP/1.1 200 \r\nContent-Length: 2\r\nConnection: close\r\n\r\nho")
}

func TestFlush(t *testing.T) {
	events, source := io.Pipe()
	addr := listen(t, &Server{}, handlerFunc(func(_ context.Context, w *Responder, _ *Request) {
		w.Respond(&Response{Status: 200, Body: message.StreamBody(events, -1), Flush: true})
	}))
	conn := dial(t, addr)
	send(t, conn, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
	expect(t, conn, "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n") // before there is an event
	for _, event := range []string{"data: 1\n\n", "data: 2\n\n"} {
		send(t, source, event)
		expect(t, conn, "9\r\n"+event+"\r\n")
	}
	source.Close()
	expect(t, conn, "0\r\n\r\n")
}

func TestInterim(t *testing.T) {
	addr := listen(t, &Server{}, handlerFunc(func(_ context.Context, w *Responder, _ *Request) {
		if err := w.Interim(&Response{Status: 100}); err == nil {
			t.Error("a handler sent 100")
		}
		if err := w.Interim(&Response{Status: 103, Reason: "Early Hints", Header: *message.NewHeader("Link", "x")}); err != nil {
			t.Error(err)
		}
		w.Respond(text(""))
		if err := w.Interim(&Response{Status: 103}); err == nil {
			t.Error("an interim response came last")
		}
		if _, err := w.Respond(text("")); err == nil {
			t.Error("two responses were sent")
		}
	}))
	conn := dial(t, addr)
	send(t, conn, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
	expect(t, conn, "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
}

func TestSlowClients(t *testing.T) {
	s := &Server{Timeouts: Timeouts{Idle: 30 * time.Millisecond, Head: 30 * time.Millisecond, Body: 30 * time.Millisecond}}
	addr := listen(t, s, handlerFunc(func(_ context.Context, w *Responder, req *Request) {
		_, err := req.Body.Bytes(100)
		var refusal *Error
		if errors.As(err, &refusal) {
			w.Respond(&Response{Status: refusal.Status})
			return
		}
		w.Respond(text(""))
	}))
	const timeout = "HTTP/1.1 408 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
	for _, tt := range []struct{ name, request, want string }{
		{"nothing", "", ""},
		{"half a head", "GET / HTTP/1.1\r\nHost", timeout},
		{"half a body", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe", timeout},
		{"nothing after a request", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"},
	} {
		if got := exchange(t, addr, tt.request); got != tt.want {
			t.Errorf("%s: answer %q, want %q", tt.name, got, tt.want)
		}
	}
	// A byte now and then is not enough.
	conn := dial(t, addr)
	go func() {
		for range 1000 {
			if _, err := conn.Write([]byte("a")); err != nil {
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()
	if got, _ := io.ReadAll(conn); string(got) != timeout {
		t.Errorf("dripping client: answer %q, want %q", got, timeout)
	}
}

func TestClientThatDoesNotRead(t *testing.T) {
	ended := make(chan error, 1)
	addr := listen(t, &Server{Timeouts: Timeouts{Write: 30 * time.Millisecond}}, handlerFunc(func(_ context.Context, w *Responder, _ *Request) {
		_, err := w.Respond(&Response{Status: 200, Body: message.StreamBody(io.NopCloser(zeros{}), -1)})
		ended <- err
	}))
	conn := dial(t, addr)
	send(t, conn, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
	if err := <-ended; !isTimeout(err) {
		t.Errorf("error = %v, want a time-out", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestClientGone(t *testing.T) {
	for name, request := range map[string]string{
		"without a body": "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
		"with a body":    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi",
	} {
		t.Run(name, func(t *testing.T) {
			started, gone := make(chan struct{}), make(chan struct{})
			addr := listen(t, &Server{}, handlerFunc(func(ctx context.Context, w *Responder, req *Request) {
				req.Body.Bytes(100)
				close(started)
				derived, cancel := context.WithTimeout(ctx, 10*time.Second)
				defer cancel()
				<-derived.Done()
				if ctx.Err() != nil {
					close(gone)
				}
			}))
			conn := dial(t, addr)
			send(t, conn, request)
			<-started
			conn.Close()
			<-gone
		})
	}
}

func TestUpgrade(t *testing.T) {
	addr := listen(t, &Server{}, handlerFunc(func(_ context.Context, w *Responder, req *Request) {
		near, far := net.Pipe()
		go func() {
			defer far.Close()
			r := bufio.NewReader(far)
			for {
				line, err := r.ReadString('\n')
				if err != nil {
					return
				}
				io.WriteString(far, strings.ToUpper(line))
				if line == "bye\n" {
					return
				}
			}
		}()
		w.Respond(&Response{Status: 101, Reason: "Switching Protocols", Upgrade: req.Upgrade, Tunnel: near})
	}))
	conn := dial(t, addr)
	send(t, conn, "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: lines\r\n\r\nearly\n")
	expect(t, conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: lines\r\n\r\nEARLY\n")
	send(t, conn, "late\n")
	expect(t, conn, "LATE\n")
	send(t, conn, "bye\n")
	if got, _ := io.ReadAll(conn); string(got) != "BYE\n" {
		t.Errorf("last line %q", got)
	}
}

func TestShutdown(t *testing.T) {
	s := new(Server)
	started, release := make(chan struct{}), make(chan struct{})
	addr := listen(t, s, handlerFunc(func(ctx context.Context, w *Responder, req *Request) {
		if req.Target == "/slow" {
			close(started)
			<-release
		}
		echo(ctx, w, req)
	}))
	unused, used, busy := dial(t, addr), dial(t, addr), dial(t, addr)
	send(t, used, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
	expect(t, used, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nGET / ")
	send(t, busy, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
	<-started
	done := make(chan error)
	go func() { done <- s.Shutdown(context.Background()) }()
	for _, conn := range []*net.TCPConn{unused, used} {
		if n, err := conn.Read(make([]byte, 1)); n != 0 || err != io.EOF {
			t.Errorf("idle connection gave %d bytes, %v, want a close", n, err)
		}
	}
	close(release)
	expect(t, busy, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\nGET /slow ")
	if err := <-done; err != nil {
		t.Errorf("Shutdown: %v", err)
	}
}

func TestShutdownDoesNotWaitForever(t *testing.T) {
	s := new(Server)
	started := make(chan struct{})
	addr := listen(t, s, handlerFunc(func(ctx context.Context, w *Responder, req *Request) {
		close(started)
		<-ctx.Done()
	}))
	conn := dial(t, addr)
	send(t, conn, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
	<-started
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if err := s.Shutdown(ctx); err != context.DeadlineExceeded {
		t.Errorf("Shutdown: %v, want the end of its context", err)
	}
}

func TestLargeBodiesTakeNoMemory(t *testing.T) {
	const size = 1 << 30
	addr := listen(t, &Server{}, handlerFunc(func(_ context.Context, w *Responder, req *Request) {
		w.Respond(&Response{Status: 200, Body: req.Body})
	}))
	conn := dial(t, addr)
	conn.SetDeadline(time.Now().Add(time.Minute))
	go func() {
		io.WriteString(conn, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1073741824\r\n\r\n")
		piece := bytes.Repeat([]byte{'x'}, 1<<20)
		for range size / len(piece) {
			if _, err := conn.Write(piece); err != nil {
				return
			}
		}
	}()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	expect(t, conn, "HTTP/1.1 200 \r\nContent-Length: 1073741824\r\nConnection: close\r\n\r\n")
	n, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, io.LimitReader(conn, size), make([]byte, 1<<20))
	runtime.ReadMemStats(&after)
	if n != size || err != nil {
		t.Fatalf("read %d bytes, %v, want %d", n, err, size)
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 8<<20 {
		t.Errorf("%d bytes were allocated", grown)
	}
}
