package gateway

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	goruntime "runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

func gzipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

// A bodied is a policy and what it makes of the body "some text", in one
// direction.
type bodied struct {
	name, policy string
	want         string // "" is the body as it came
	seen         string // what the policy says that it read
}

var bodieds = []bodied{
	{name: "untouched"},
	{"read", `<set-header name="Seen" exists-action="override"><value>@(%s.As<string>(true))</value></set-header>`, "some text", "some text"},
	{"changed", `<set-body>@(%s.As<string>().ToUpper() + "!")</set-body>`, "SOME TEXT!", ""},
	{"replaced in", `<find-and-replace from="text" to="longer text" />`, "some longer text", ""},
	{"replaced", `<set-body>other</set-body>`, "other", ""},
	{"emptied", `<set-body>@("")</set-body>`, "", ""},
}

// document is the policy for one direction.
func (b *bodied) document(section, body string) string {
	policy := b.policy
	if strings.Contains(policy, "%s") {
		policy = fmt.Sprintf(policy, body)
	}
	return "<policies><" + section + ">" + policy + "</" + section + "><backend><forward-request /></backend></policies>"
}

// bodyForms are the ways in which the body goes out, and what Content-Encoding
// says.
var bodyForms = []struct {
	name, coding, body string
	chunked            bool
}{
	{"sized", "", "some text", false},
	{"chunked", "", "some text", true},
	{"compressed", "gzip", gzipped("some text"), false},
	{"compressed and chunked", "gzip", gzipped("some text"), true},
	{"in a coding that is not known", "br", "some text", false},
}

// Whatever a policy does with a response's body, the client reads exactly what
// the header fields say: another request follows on the same connection.
func TestResponseBodiesAreExact(t *testing.T) {
	for _, b := range bodieds {
		for _, form := range bodyForms {
			t.Run(b.name+"/"+form.name, func(t *testing.T) {
				url := backend(t, func(w http.ResponseWriter, _ *http.Request) {
					if form.coding != "" {
						w.Header().Set("Content-Encoding", form.coding)
					}
					if !form.chunked {
						w.Header().Set("Content-Length", strconv.Itoa(len(form.body)))
					}
					io.WriteString(w, form.body[:4])
					w.(http.Flusher).Flush()
					io.WriteString(w, form.body[4:])
				})
				c := single(secure(NoClientCertificates), url, pipelineOf(t, b.document("outbound", "context.Response.Body")))
				g := start(t, c, Options{})
				want, coding := b.want, ""
				switch {
				case b.name == "untouched":
					want, coding = form.body, form.coding
				case form.coding == "br" && b.name == "read":
					coding = form.coding // nobody could decode it, nothing changed it
				}
				check := func(proto string, resp *http.Response, body string) {
					t.Helper()
					length := int64(len(want))
					if form.chunked && b.name == "untouched" {
						length = -1
					}
					if body != want || resp.ContentLength != length || resp.Header.Get("Content-Encoding") != coding || resp.Header.Get("Seen") != b.seen {
						t.Errorf("%s: body %q, Content-Length %d, Content-Encoding %q, seen %q", proto, body, resp.ContentLength, resp.Header.Get("Content-Encoding"), resp.Header.Get("Seen"))
					}
				}
				config := clientTLSFor(tls.VersionTLS13)
				a := newAsker(t, dial(t, g.addr, config))
				for range 2 {
					_, resp, body := a.ask("GET / HTTP/1.1\nHost: a\n\n")
					check("HTTP/1.1", resp, body)
				}
				resp, err := speakHTTP2(t, g.addr, config).Get("https://" + serverName)
				if err != nil {
					t.Fatal(err)
				}
				defer resp.Body.Close()
				body, err := io.ReadAll(resp.Body)
				if err != nil {
					t.Fatal(err)
				}
				check("HTTP/2", resp, string(body))
			})
		}
	}
}

// So does the backend of a request's.
func TestRequestBodiesAreExact(t *testing.T) {
	for _, b := range bodieds {
		for _, form := range bodyForms {
			t.Run(b.name+"/"+form.name, func(t *testing.T) {
				url := backend(t, func(w http.ResponseWriter, r *http.Request) {
					body, err := io.ReadAll(r.Body)
					fmt.Fprintf(w, "%d %q %q %q %v", r.ContentLength, body, r.Header.Get("Content-Encoding"), r.Header.Get("Seen"), err)
				})
				g := start(t, single(plain, url, pipelineOf(t, b.document("inbound", "context.Request.Body"))), Options{})
				want, coding := b.want, ""
				length := len(want)
				switch {
				case b.name == "untouched":
					want, coding, length = form.body, form.coding, len(form.body)
					if form.chunked {
						length = -1
					}
				case form.coding == "br" && b.name == "read":
					coding = form.coding
				}
				head := "POST / HTTP/1.1\nHost: a\n"
				if form.coding != "" {
					head += "Content-Encoding: " + form.coding + "\n"
				}
				a := newAsker(t, dial(t, g.addr, nil))
				for range 2 {
					if form.chunked {
						a.send(head + "Transfer-Encoding: chunked\n\n")
						fmt.Fprintf(a.conn, "4\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", form.body[:4], len(form.body)-4, form.body[4:])
					} else {
						a.send(fmt.Sprintf("%sContent-Length: %d\n\n", head, len(form.body)))
						io.WriteString(a.conn, form.body)
					}
					_, _, got := a.receive()
					if want := fmt.Sprintf("%d %q %q %q <nil>", length, want, coding, b.seen); got != want {
						t.Errorf("backend got %s, want %s", got, want)
					}
				}
			})
		}
	}
}

// A body that is not in its coding is nobody's to read.
func TestBrokenCodings(t *testing.T) {
	url := backend(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		io.WriteString(w, "no gzip")
	})
	read := `<find-and-replace from="a" to="b" />`
	for section, want := range map[string]string{"inbound": "HTTP/1.1 400 Bad Request", "outbound": "HTTP/1.1 500 Internal Server Error"} {
		b := bodied{policy: read}
		g := start(t, single(plain, url, pipelineOf(t, b.document(section, ""))), Options{})
		line, _, _ := newAsker(t, dial(t, g.addr, nil)).ask("POST / HTTP/1.1\nHost: a\nContent-Encoding: gzip\nContent-Length: 7\n\nno gzip")
		if line != want {
			t.Errorf("read in %s: %q, want %q", section, line, want)
		}
	}
}

// What no policy reads takes no memory, however much it is, in both directions.
// Of `sallyport run`, a gigabyte each way by curl left a VmHWM in
// /proc/PID/status of 30 MB over HTTP/1.1, plain or in TLS, and of 37 MB over
// HTTP/2.
func TestBodiesThatPass(t *testing.T) {
	const size = 256 << 20
	url := backend(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(size))
		http.NewResponseController(w).EnableFullDuplex()
		io.CopyBuffer(struct{ io.Writer }{w}, r.Body, make([]byte, 64<<10))
	})
	g := start(t, single(plain, url, pipelineOf(t, forwardPolicy)), Options{})
	conn := dial(t, g.addr, nil)
	conn.SetDeadline(time.Now().Add(time.Minute))
	r := bufio.NewReader(conn)
	var before, after goruntime.MemStats
	goruntime.ReadMemStats(&before)
	go func() {
		fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n", size)
		piece := make([]byte, 64<<10)
		for range size / len(piece) {
			if _, err := conn.Write(piece); err != nil {
				return
			}
		}
	}()
	head(r)
	n, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, io.LimitReader(struct{ io.Reader }{r}, size), make([]byte, 64<<10))
	goruntime.ReadMemStats(&after)
	if n != size || err != nil {
		t.Fatalf("read %d bytes, %v, want %d", n, err, size)
	}
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 4<<20 {
		t.Errorf("%d bytes were allocated for a body of %d", taken, size)
	}
}
