package gateway

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"net"
	"testing"
	"time"
)

// pingPong is a backend that answers every head with the same bytes and
// allocates nothing.
func pingPong(t testing.TB) (url string) {
	answer := []byte("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\nDate: Thu, 15 Jan 2026 10:30:00 GMT\r\nServer: test\r\n\r\n{\"id\":   1}\n")
	return rawBackend(t, func(conn net.Conn, r *bufio.Reader) {
		for {
			for blank := 0; blank < 4; {
				b, err := r.ReadByte()
				if err != nil {
					return
				}
				if blank++; b != '\r' && b != '\n' {
					blank = 0
				}
			}
			conn.Write(answer)
		}
	})
}

// A roundTrip sends one request after another on a connection and reads the
// answers, without allocating itself.
type roundTrip struct {
	t       testing.TB
	conn    net.Conn
	request []byte
	n       byte
	answer  []byte
}

func newRoundTrip(t testing.TB, conn net.Conn) *roundTrip {
	conn.SetDeadline(time.Time{})
	r := &roundTrip{t: t, conn: conn, answer: make([]byte, 4096)}
	r.request = []byte("GET /orders/0 HTTP/1.1\r\nHost: gateway.test\r\nUser-Agent: test\r\nAccept: */*\r\n\r\n")
	return r
}

// do makes one round trip. Each differs from the one before.
func (r *roundTrip) do() {
	r.n++
	r.request[len("GET /orders/")] = '0' + r.n%10
	if _, err := r.conn.Write(r.request); err != nil {
		r.t.Fatal(err)
	}
	for n := 0; ; {
		got, err := r.conn.Read(r.answer[n:])
		if err != nil {
			r.t.Fatal(err)
		}
		n += got
		if i := bytes.Index(r.answer[:n], []byte("\r\n\r\n")); i >= 0 && (bytes.HasPrefix(r.answer, []byte("HTTP/1.1 403 ")) || n == i+4+12) {
			return
		}
	}
}

// costs are the ways in which requests are measured. A request costs the string
// of its head and the body of its response; reading TLS costs one in crypto/tls,
// and one more in the test's own client; the clock, boxed for C#, one.
var costs = []struct {
	name   string
	secure bool
	policy string
	budget float64 // allocations of a request, those of its log included
}{
	{"forward", false, forwardPolicy, 2},
	{"thumbprint", true, fmt.Sprintf(thumbprintPolicy, thumbprintOf(rightCertificate)), 4},
	{"expiration", true, expirationPolicy, 5},
	{"refused", true, fmt.Sprintf(thumbprintPolicy, thumbprintOf(otherCertificate)), 3},
}

// startCost starts a gateway for a way to measure and connects to it.
func startCost(t testing.TB, secured bool, policy string) *roundTrip {
	l, config := plain, (*tls.Config)(nil)
	if secured {
		l, config = secure(RequestClientCertificates), clientTLSFor(tls.VersionTLS13, rightCertificate)
	}
	c := single(l, pingPong(t), pipelineOf(t, policy))
	c.APIs[0].Operations = operationsOf("GET /orders/{id}")
	c.APIs[0].Operations[0].Policies = c.APIs[0].Policies
	g := start(t, c, Options{Log: slog.New(slog.NewJSONHandler(io.Discard, nil))})
	return newRoundTrip(t, dial(t, g.addr, config))
}

var raceEnabled bool

func TestAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	for _, tt := range costs {
		t.Run(tt.name, func(t *testing.T) {
			r := startCost(t, tt.secure, tt.policy)
			for range 100 {
				r.do()
			}
			if got := testing.AllocsPerRun(1000, r.do); got > tt.budget {
				t.Errorf("%v allocations a request, want at most %v", got, tt.budget)
			}
		})
	}
}

func BenchmarkRequest(b *testing.B) {
	for _, tt := range costs {
		b.Run(tt.name, func(b *testing.B) {
			r := startCost(b, tt.secure, tt.policy)
			r.do()
			b.ReportAllocs()
			for b.Loop() {
				r.do()
			}
		})
	}
}

// BenchmarkHTTP2 has the cost of its client, net/http's, in it.
func BenchmarkHTTP2(b *testing.B) {
	g := start(b, single(secure(NoClientCertificates), pingPong(b), pipelineOf(b, forwardPolicy)), Options{Log: slog.New(slog.NewJSONHandler(io.Discard, nil))})
	client := speakHTTP2(b, g.addr, clientTLSFor(tls.VersionTLS13))
	b.ReportAllocs()
	for b.Loop() {
		resp, err := client.Get("https://" + serverName + "/orders/1")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			b.Fatal(err)
		}
		resp.Body.Close()
	}
}
