package http1

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"sallyport/runtime/message"
)

// refused lists requests that are not understood, and the status each is
// answered with.
var refused = []struct {
	name, request string
	status        int
}{
	{"length and coding", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
	{"coding and length", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400},
	{"differing lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400},
	{"list of lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 6\r\n\r\nhello", 400},
	{"length repeated", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\ncontent-length: 5\r\n\r\nhello", 400},
	{"length with a sign", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello", 400},
	{"negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400},
	{"hexadecimal length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nhello", 400},
	{"empty length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400},
	{"length beyond 64 bits", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551621\r\n\r\nhello", 400},
	{"coding identity", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n", 400},
	{"coding gzip", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 400},
	{"coding gzip, chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501},
	{"coding chunked, gzip", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 400},
	{"coding twice chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n", 400},
	{"two coding fields", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
	{"two coding fields, one unknown", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n", 400},
	{"coding with a parameter", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n", 400},
	{"coding xchunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", 400},
	{"coding in quotes", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \"chunked\"\r\n\r\n", 400},
	{"coding after a vertical tab", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \vchunked\r\n\r\n", 400},
	{"coding after a comma", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: , chunked\r\n\r\n", 400},
	{"empty coding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\r\n", 400},
	{"coding in HTTP/1.0", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},

	{"bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
	{"bare LF after a field", "GET / HTTP/1.1\r\nHost: a\nX: 1\r\n\r\n", 400},
	{"bare LF at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400},
	{"bare CR in a field", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\rY: 2\r\n\r\n", 400},
	{"bare CR in the request line", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"two CRs", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", 400},
	{"folded with a space", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n", 400},
	{"folded with a tab", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\t2\r\n\r\n", 400},
	{"space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
	{"space before a colon", "GET / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n", 400},
	{"tab before a colon", "GET / HTTP/1.1\r\nHost: a\r\nX\t: 1\r\n\r\n", 400},
	{"no colon", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", 400},
	{"no name", "GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n", 400},
	{"name with a slash", "GET / HTTP/1.1\r\nHost: a\r\nX/Y: 1\r\n\r\n", 400},
	{"name beyond ASCII", "GET / HTTP/1.1\r\nHost: a\r\nX\xe9: 1\r\n\r\n", 400},
	{"NUL in a name", "GET / HTTP/1.1\r\nHost: a\r\nX\x00: 1\r\n\r\n", 400},
	{"NUL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\x002\r\n\r\n", 400},
	{"DEL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\x7f\r\n\r\n", 400},

	{"version 1.9", "GET / HTTP/1.9\r\nHost: a\r\n\r\n", 505},
	{"version 2.0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
	{"version 0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505},
	{"version 1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400},
	{"version in lower case", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
	{"no version", "GET /\r\nHost: a\r\n\r\n", 400},
	{"space after the version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400},
	{"two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"tab in the request line", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"space before the method", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"method is no token", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400},

	{"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
	{"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
	{"the same Host twice", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
	{"two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400},
	{"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
	{"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
	{"Host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
	{"Host with two names", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
	{"Host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
	{"Host with a bad port", "GET / HTTP/1.1\r\nHost: a:8o\r\n\r\n", 400},
	{"Host with a port too high", "GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n", 400},
	{"Host with an open bracket", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400},
	{"target with a user", "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"target without a host", "GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"target of another scheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"target without a slash", "GET x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"target * without OPTIONS", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"target with a fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"target beyond ASCII", "GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"authority-form", "GET a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
	{"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 501},
	{"another expectation", "POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n", 417},

	{"long request line", "GET /" + strings.Repeat("a", 2000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
	{"endless request line", "GET /" + strings.Repeat("a", 9000), 414},
	{"long field line", "GET / HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("a", 2000) + "\r\n\r\n", 431},
	{"many fields", "GET / HTTP/1.1\r\nHost: a\r\n" + strings.Repeat("X: 1\r\n", 20) + "\r\n", 431},
	{"large head", "GET / HTTP/1.1\r\nHost: a\r\n" + strings.Repeat("X: "+strings.Repeat("a", 900)+"\r\n", 9) + "\r\n", 431},
	{"content beyond the limit", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n", 413},
}

var small = Limits{Line: 1000, Head: 8000, Fields: 20, Body: 65536}

func TestRequestsRefused(t *testing.T) {
	for _, tt := range refused {
		t.Run(tt.name, func(t *testing.T) {
			for _, src := range []io.Reader{strings.NewReader(tt.request), iotest.OneByteReader(strings.NewReader(tt.request))} {
				var req Request
				err := NewReader(src, small).ReadRequest(&req)
				var refusal *Error
				if !errors.As(err, &refusal) {
					t.Fatalf("ReadRequest(%.60q) = %v, want an *Error", tt.request, err)
				}
				if refusal.Status != tt.status {
					t.Errorf("ReadRequest(%.60q) = %d %v, want %d", tt.request, refusal.Status, err, tt.status)
				}
			}
		})
	}
}

func TestReadRequest(t *testing.T) {
	tests := []struct {
		name, request string
		want          Request
		body          string
	}{
		{"smallest", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", Request{Method: "GET", Target: "/", Host: "a", Minor: 1}, ""},
		{"one empty line first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", Request{Method: "GET", Target: "/", Host: "a", Minor: 1}, ""},
		{"HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", Request{Method: "GET", Target: "/", close: true}, ""},
		{"HTTP/1.0 kept alive", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", Request{Method: "GET", Target: "/"}, ""},
		{"close", "GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", Request{Method: "GET", Target: "/", Host: "a", Minor: 1, close: true}, ""},
		{"bytes of the target", "GET /a%2F..//b?c=%zz&{} HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", Request{Method: "GET", Target: "/a%2F..//b?c=%zz&{}", Host: "[::1]:80", Minor: 1}, ""},
		{"absolute-form", "GET HTTP://b:81/x HTTP/1.1\r\nHost: a\r\n\r\n", Request{Method: "GET", Target: "HTTP://b:81/x", Host: "b:81", Minor: 1}, ""},
		{"OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", Request{Method: "OPTIONS", Target: "*", Host: "a", Minor: 1}, ""},
		{"length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloGET", Request{Method: "POST", Target: "/", Host: "a", Minor: 1}, "hello"},
		{"length in HTTP/1.0", "POST / HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello", Request{Method: "POST", Target: "/", close: true}, "hello"},
		{"chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n2;x=\"y\"\r\nhe\r\n00000000003\r\nllo\r\n0\r\n\r\n", Request{Method: "POST", Target: "/", Host: "a", Minor: 1}, "hello"},
		{"expectation", "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n\r\nhello", Request{Method: "POST", Target: "/", Host: "a", Minor: 1, Continue: true}, "hello"},
		{"expectation of nothing", "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n", Request{Method: "GET", Target: "/", Host: "a", Minor: 1}, ""},
		{"expectation in HTTP/1.0", "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello", Request{Method: "POST", Target: "/", close: true}, "hello"},
		{"upgrade", "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n", Request{Method: "GET", Target: "/", Host: "a", Minor: 1, Upgrade: "websocket"}, ""},
		{"upgrade not named", "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n", Request{Method: "GET", Target: "/", Host: "a", Minor: 1}, ""},
		{"upgrade to a second HTTP", "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket, h2c\r\n\r\n", Request{Method: "GET", Target: "/", Host: "a", Minor: 1}, ""},
		{"upgrade with content", "POST / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 5\r\n\r\nhello", Request{Method: "POST", Target: "/", Host: "a", Minor: 1}, "hello"},
		{"trailers taken", "GET / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\n\r\n", Request{Method: "GET", Target: "/", Host: "a", Minor: 1, Trailers: true}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, src := range []io.Reader{strings.NewReader(tt.request), iotest.OneByteReader(strings.NewReader(tt.request))} {
				var req Request
				if err := NewReader(src, small).ReadRequest(&req); err != nil {
					t.Fatalf("ReadRequest(%q): %v", tt.request, err)
				}
				body, err := req.Body.Bytes(100)
				if string(body) != tt.body || err != nil {
					t.Errorf("body = %q, %v, want %q", body, err, tt.body)
				}
				got := req
				got.Header, got.Body = message.Header{}, nil
				if got.Method != tt.want.Method || got.Target != tt.want.Target || got.Host != tt.want.Host || got.Minor != tt.want.Minor ||
					got.close != tt.want.close || got.Continue != tt.want.Continue || got.Upgrade != tt.want.Upgrade || got.Trailers != tt.want.Trailers {
					t.Errorf("ReadRequest(%q) = %+v, want %+v", tt.request, got, tt.want)
				}
			}
		})
	}
}

func TestHeadKeepsOrderAndSpelling(t *testing.T) {
	const head = "GET / HTTP/1.1\r\nhOST: a\r\nX-b: \t1 2\t \r\nx-B:3\r\nEmpty:\r\nTab: 1\t2\r\nHigh: \xe9\r\n\r\n"
	var req Request
	if err := NewReader(strings.NewReader(head), small).ReadRequest(&req); err != nil {
		t.Fatal(err)
	}
	want := []message.Field{{Name: "hOST", Value: "a"}, {Name: "X-b", Value: "1 2"}, {Name: "x-B", Value: "3"}, {Name: "Empty"}, {Name: "Tab", Value: "1\t2"}, {Name: "High", Value: "\xe9"}}
	if got := req.Header.Fields(); len(got) != len(want) {
		t.Fatalf("fields = %q, want %q", got, want)
	}
	for i, f := range req.Header.Fields() {
		if f != want[i] {
			t.Errorf("field %d = %q, want %q", i, f, want[i])
		}
	}
}

func TestAbsoluteTargetReplacesHost(t *testing.T) {
	var req Request
	if err := NewReader(strings.NewReader("GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n"), small).ReadRequest(&req); err != nil {
		t.Fatal(err)
	}
	if got := req.Header.Get("Host"); got != "b" {
		t.Errorf("Host field = %q, want %q", got, "b")
	}
}

func TestOrigin(t *testing.T) {
	for _, tt := range []struct{ method, target, want string }{
		{"GET", "/a?b", "/a?b"}, {"GET", "http://a", "/"}, {"GET", "https://a?b=/", "/?b=/"},
		{"GET", "http://a//b", "//b"}, {"OPTIONS", "http://a", "*"}, {"OPTIONS", "*", "*"}, {"OPTIONS", "http://a/", "/"},
	} {
		if got := (&Request{Method: tt.method, Target: tt.target}).Origin(); got != tt.want {
			t.Errorf("Origin of %s %s = %q, want %q", tt.method, tt.target, got, tt.want)
		}
	}
}

func TestEndOfStream(t *testing.T) {
	for _, tt := range []struct {
		stream string
		want   error
	}{
		{"", io.EOF}, {"\r\n", io.EOF}, {"G", io.ErrUnexpectedEOF}, {"GET / HTTP/1.1\r\nHost: a\r\n\r", io.ErrUnexpectedEOF},
	} {
		if err := NewReader(strings.NewReader(tt.stream), small).ReadRequest(new(Request)); err != tt.want {
			t.Errorf("ReadRequest(%q) = %v, want %v", tt.stream, err, tt.want)
		}
	}
}

func TestRemoveHopByHop(t *testing.T) {
	h := message.NewHeader("A", "1", "Connection", "close, B,A", "B", "2", "connection", "c", "C", "3", "Keep-Alive", "x", "TE", "trailers",
		"Upgrade", "y", "Proxy-Authorization", "z", "Trailer", "T", "D", "4")
	RemoveHopByHop(h)
	if got := h.Fields(); len(got) != 2 || got[0].Name != "Trailer" || got[1].Name != "D" {
		t.Errorf("left: %q, want Trailer and D", got)
	}
}
