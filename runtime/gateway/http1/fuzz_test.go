package http1

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"sallyport/runtime/message"
)

// reread is a message as both parsers must understand it.
type reread struct {
	line, host, body string
	fields           []message.Field // sorted; without those that frame
	trailers         []message.Field
	rest             string // of the stream, after the message
}

// fieldsOf is a header in a form that does not depend on order or spelling.
func fieldsOf(add func(func(name, value string))) (fields []message.Field) {
	add(func(name, value string) {
		switch name = http.CanonicalHeaderKey(name); name {
		case "Host", "Content-Length", "Transfer-Encoding", "Connection", "Trailer":
		default:
			fields = append(fields, message.Field{Name: name, Value: value})
		}
	})
	slices.SortStableFunc(fields, func(a, b message.Field) int { return strings.Compare(a.Name, b.Name) })
	return fields
}

func ours(h *message.Header) []message.Field {
	return fieldsOf(func(add func(name, value string)) {
		for _, f := range h.Fields() {
			add(f.Name, f.Value)
		}
	})
}

func theirs(h http.Header) []message.Field {
	return fieldsOf(func(add func(name, value string)) {
		for name, values := range h {
			for _, v := range values {
				add(name, v)
			}
		}
	})
}

func check(t *testing.T, wire string, want, got reread) {
	t.Helper()
	if want.line != got.line || want.host != got.host || want.body != got.body || want.rest != got.rest ||
		!slices.Equal(want.fields, got.fields) || !slices.Equal(want.trailers, got.trailers) {
		t.Errorf("net/http reads %q\nas %+q\nwant %+q", wire, got, want)
	}
}

const next = "GET /next HTTP/1.1\r\nHost: next\r\n\r\n"

// FuzzRequest: what is accepted and sent on, net/http understands in the same
// way, and it ends where we say.
func FuzzRequest(f *testing.F) {
	for _, tt := range refused {
		f.Add([]byte(tt.request))
	}
	f.Add([]byte(plainRequest))
	f.Add([]byte("POST http://a:80/x?y HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\nTrailer: X-t\r\n\r\n3;a=b\r\nabc\r\n0\r\nX-t: 1\r\n\r\n"))
	f.Add([]byte("PUT /x HTTP/1.0\r\nContent-Length: 3\r\nConnection: a, b\r\nA: 1\r\n\r\nabc"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var req Request
		if NewReader(bytes.NewReader(data), small).ReadRequest(&req) != nil {
			return
		}
		content, err := req.Body.Bytes(1 << 20)
		if err != nil {
			return
		}
		target := req.Target
		RemoveHopByHop(&req.Header)
		req.Continue = false
		if req.Host == "" {
			req.Host = "a"
		}
		req.Header.Del("Expect")
		var sent bytes.Buffer
		out := writer{dst: &sent}
		framing := contentFraming(req.Body)
		b, err := appendRequest(out.begin(), &req, framing)
		if err != nil {
			t.Fatalf("what was read cannot be sent: %v", err)
		}
		if _, err := out.send(b, req.Body, framing, false); err != nil {
			t.Fatal(err)
		}
		wire := sent.String()
		r := bufio.NewReader(strings.NewReader(wire + next))
		got, err := http.ReadRequest(r)
		if err != nil {
			if strings.Contains(err.Error(), "parse ") || strings.Contains(err.Error(), "invalid URI") {
				return // net/http decodes the target, we do not
			}
			t.Fatalf("net/http refuses %q: %v", wire, err)
		}
		body, err := io.ReadAll(got.Body)
		if err != nil {
			t.Fatalf("net/http refuses the content of %q: %v", wire, err)
		}
		rest, _ := io.ReadAll(r)
		host := req.Host
		if schemeLen(target) > 0 {
			host = got.Host // taken from the target by both
		}
		check(t, wire,
			reread{req.Method + " " + target, host, string(content), ours(&req.Header), ours(req.Body.Trailer()), next},
			reread{got.Method + " " + got.RequestURI, got.Host, string(body), theirs(got.Header), theirs(got.Trailer), string(rest)})
	})
}

// FuzzResponse: likewise for responses, to GET and to HEAD.
func FuzzResponse(f *testing.F) {
	for _, answer := range []string{
		plainResponse, "HTTP/1.1 200\r\n\r\nabc", "HTTP/1.0 403 Invalid client certificate\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 204 No\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-t\r\n\r\n3\r\nabc\r\n0\r\nX-t: 1\r\n\r\n", "HTTP/1.1 304 \r\nContent-Length: 5\r\n\r\n",
	} {
		f.Add([]byte(answer), false)
		f.Add([]byte(answer), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, head bool) {
		method := "GET"
		if head {
			method = "HEAD"
		}
		var resp Response
		if NewReader(bytes.NewReader(data), small).ReadResponse(&resp, method) != nil || resp.Status < 200 {
			return
		}
		content, err := resp.Body.Bytes(1 << 20)
		if err != nil {
			return
		}
		RemoveHopByHop(&resp.Header)
		var wire bytes.Buffer
		out := writer{dst: &wire}
		framing := resp.framing(&Request{Method: method, Minor: 1})
		b, err := appendResponse(out.begin(), &resp, framing, method, connection{})
		if err != nil {
			t.Fatalf("what was read cannot be sent: %v", err)
		}
		if _, err := out.send(b, resp.Body, framing, false); err != nil {
			t.Fatal(err)
		}
		r := bufio.NewReader(strings.NewReader(wire.String() + next))
		got, err := http.ReadResponse(r, &http.Request{Method: method})
		if err != nil {
			t.Fatalf("net/http refuses %q: %v", wire.String(), err)
		}
		body, err := io.ReadAll(got.Body)
		if err != nil {
			t.Fatalf("net/http refuses the content of %q: %v", wire.String(), err)
		}
		rest, _ := io.ReadAll(r)
		if head {
			content = nil
		}
		check(t, wire.String(),
			reread{strings.TrimSpace(statusLine(&resp)), "", string(content), ours(&resp.Header), ours(resp.Body.Trailer()), next},
			reread{strings.TrimSpace(got.Status), "", string(body), theirs(got.Header), theirs(got.Trailer), string(rest)})
	})
}

func statusLine(resp *Response) string {
	b, _ := appendResponse(nil, &Response{Status: resp.Status, Reason: resp.Reason}, framing{kind: untilClose}, "GET", connection{})
	line, _, _ := strings.Cut(string(b), "\r\n")
	return strings.TrimPrefix(line, "HTTP/1.1 ")
}

// FuzzChunked: content that is accepted is the same to net/http, and however
// the pieces come.
func FuzzChunked(f *testing.F) {
	f.Add([]byte("5\r\nhello\r\n0\r\n\r\n"), 1)
	f.Add([]byte("A;x=\"y\"\r\n0123456789\r\n0\r\nX: 1\r\n\r\nmore"), 3)
	f.Add([]byte("0x5\r\nhello\r\n0\r\n\r\n"), 7)
	f.Fuzz(func(t *testing.T, data []byte, piece int) {
		const lead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
		read := func(src io.Reader) (content []byte, err error) {
			var resp Response
			r := NewReader(src, small)
			if err := r.ReadResponse(&resp, "GET"); err != nil {
				t.Fatal(err)
			}
			return io.ReadAll(resp.Body.Reader())
		}
		wire := lead + string(data)
		content, err := read(strings.NewReader(wire))
		again, err2 := read(&pieces{strings.NewReader(wire), 1 + (piece & 0xff)})
		if (err == nil) != (err2 == nil) || err == nil && !bytes.Equal(content, again) {
			t.Fatalf("%q is %q, %v, in pieces %q, %v", data, content, err, again, err2)
		}
		if err != nil {
			return
		}
		resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(wire)), nil)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(resp.Body); !bytes.Equal(body, content) || err != nil {
			t.Errorf("net/http reads %q as %q, %v, want %q", data, body, err, content)
		}
	})
}

// pieces reads at most size bytes at a time.
type pieces struct {
	r    io.Reader
	size int
}

func (p *pieces) Read(b []byte) (int, error) { return p.r.Read(b[:min(len(b), p.size)]) }
