package http1

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
)

const (
	plainRequest  = "GET /orders/1 HTTP/1.1\r\nHost: api.example.com\r\nUser-Agent: test\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n"
	plainResponse = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\nServer: test\r\n\r\n{\"id\":   1}\n"
)

func TestProxy(t *testing.T) {
	addr := listenProxy(t, backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
		for {
			h := head(r)
			if h == "" {
				return
			}
			body := ""
			if strings.Contains(h, "chunked") {
				for line := ""; line != "0\r\n"; {
					line, _ = r.ReadString('\n')
					body += line
				}
				head(r)
			}
			fmt.Fprintf(conn, "HTTP/1.1 299 As It Came\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n%x\r\n%s\r\n0\r\nX-t: 1\r\n\r\n", len(h+body), h+body)
		}
	}))
	conn := dial(t, addr)
	for range 2 {
		send(t, conn, "POST /a%2F?b HTTP/1.1\r\nhOst: a\r\nConnection: x, keep-alive\r\nx: 1\r\nY: 2\r\nTransfer-Encoding: chunked\r\n\r\n2;e\r\nhi\r\n0\r\n\r\n")
		expect(t, conn, "HTTP/1.1 299 As It Came\r\nX: y\r\nTransfer-Encoding: chunked\r\n\r\n4e\r\n"+
			"POST /a%2F?b HTTP/1.1\r\nhOst: a\r\nY: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n0\r\nX-t: 1\r\n\r\n")
	}
}

func TestProxyUpgrade(t *testing.T) {
	addr := listenProxy(t, backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
		head(r)
		io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nhello\n")
		line, _ := r.ReadString('\n')
		io.WriteString(conn, line)
	}))
	conn := dial(t, addr)
	send(t, conn, "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n")
	expect(t, conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello\n")
	send(t, conn, "again\n")
	if got, _ := io.ReadAll(conn); string(got) != "again\n" {
		t.Errorf("then %q", got)
	}
}

func TestProxyTellsTheBackendThatTheClientIsGone(t *testing.T) {
	asked, gone := make(chan struct{}), make(chan struct{})
	addr := listenProxy(t, backend(t, func(_ *net.TCPConn, r *bufio.Reader) {
		head(r)
		close(asked)
		io.Copy(io.Discard, r)
		close(gone)
	}))
	conn := dial(t, addr)
	send(t, conn, plainRequest)
	<-asked
	conn.Close()
	<-gone
}

// newRoundTrip returns a function that sends a request through a proxy and
// reads the answer, without allocating itself. Requests differ when vary says so.
func newRoundTrip(t testing.TB, vary bool) func() {
	request := []byte(plainRequest)
	answer := make([]byte, len(plainResponse))
	addr := listenProxy(t, backend(t, func(conn *net.TCPConn, r *bufio.Reader) {
		conn.SetDeadline(past.AddDate(200, 0, 0))
		reply := []byte(plainResponse)
		blank, n := 0, 0
		for {
			c, err := r.ReadByte()
			if err != nil {
				return
			}
			if blank++; c != '\r' && c != '\n' {
				blank = 0
			}
			if blank == 4 {
				blank = 0
				if vary {
					n++
					reply[bytes.Index(reply, []byte("test"))-1] = "\t "[n%2]
				}
				conn.Write(reply)
			}
		}
	}))
	conn := dial(t, addr)
	conn.SetDeadline(past.AddDate(200, 0, 0))
	n := byte(0)
	return func() {
		if vary {
			n++
			request[len("GET /orders/")] = '0' + n%10
		}
		conn.Write(request)
		if _, err := io.ReadFull(conn, answer); err != nil {
			t.Fatal(err)
		}
	}
}

var raceEnabled bool

// A proxied request costs the string of each head, and the body of the
// response.
func TestProxyAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	for _, tt := range []struct {
		name   string
		vary   bool
		budget float64
	}{
		{"heads that repeat", false, 1},
		{"heads that differ", true, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			roundTrip := newRoundTrip(t, tt.vary)
			roundTrip()
			if got := testing.AllocsPerRun(1000, roundTrip); got > tt.budget {
				t.Errorf("%v allocations a request, want at most %v", got, tt.budget)
			}
		})
	}
}

func BenchmarkProxy(b *testing.B) {
	for name, vary := range map[string]bool{"repeat": false, "differ": true} {
		b.Run(name, func(b *testing.B) {
			roundTrip := newRoundTrip(b, vary)
			b.ReportAllocs()
			for b.Loop() {
				roundTrip()
			}
		})
	}
}

func BenchmarkReadRequest(b *testing.B) {
	src := strings.NewReader(plainRequest)
	r := NewReader(src, Limits{})
	var req Request
	b.ReportAllocs()
	b.SetBytes(int64(len(plainRequest)))
	for b.Loop() {
		src.Reset(plainRequest)
		if err := r.ReadRequest(&req); err != nil {
			b.Fatal(err)
		}
	}
}
