package http1

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestResponsesRefused(t *testing.T) {
	for _, tt := range []struct{ name, response string }{
		{"length and coding", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
		{"differing lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"},
		{"coding gzip", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"},
		{"coding gzip, chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"},
		{"coding in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
		{"coding of no content", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"},
		{"bare LF", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"},
		{"folded", "HTTP/1.1 200 OK\r\nX: 1\r\n 2\r\n\r\n"},
		{"space before a colon", "HTTP/1.1 200 OK\r\nContent-Length : 0\r\n\r\n"},
		{"version 1.9", "HTTP/1.9 200 OK\r\n\r\n"},
		{"another protocol", "ICY 200 OK\r\n\r\n"},
		{"status of two digits", "HTTP/1.1 20 OK\r\n\r\n"},
		{"status of four digits", "HTTP/1.1 2000 OK\r\n\r\n"},
		{"status below 100", "HTTP/1.1 099 OK\r\n\r\n"},
		{"status with a sign", "HTTP/1.1 +20 OK\r\n\r\n"},
		{"two spaces", "HTTP/1.1  200 OK\r\n\r\n"},
		{"empty line first", "\r\nHTTP/1.1 200 OK\r\n\r\n"},
		{"control character in the reason", "HTTP/1.1 200 O\x01K\r\n\r\n"},
		{"content beyond the limit", "HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := NewReader(strings.NewReader(tt.response), small).ReadResponse(new(Response), "GET")
			var refusal *Error
			if !errors.As(err, &refusal) {
				t.Errorf("ReadResponse(%q) = %v, want an *Error", tt.response, err)
			}
		})
	}
}

func TestReadResponse(t *testing.T) {
	for _, tt := range []struct {
		name, method, response string
		status                 int
		reason, body           string
		length                 int64
		close                  bool
	}{
		{"reason as it stands", "GET", "HTTP/1.1 403 Invalid client  certificate\r\nContent-Length: 2\r\n\r\nhi", 403, "Invalid client  certificate", "hi", 2, false},
		{"empty reason", "GET", "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", 200, "", "", 0, false},
		{"reason left out", "GET", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, "", "", 0, false},
		{"chunked", "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", 200, "OK", "hi", -1, false},
		{"until the end", "GET", "HTTP/1.1 200 OK\r\n\r\nhi", 200, "OK", "hi", -1, true},
		{"HTTP/1.0", "GET", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, "OK", "hi", 2, true},
		{"to HEAD", "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", 200, "OK", "", 0, false},
		{"no content", "GET", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nhi", 204, "No Content", "", 0, false},
		{"not modified", "GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n", 304, "Not Modified", "", 0, false},
		{"interim", "GET", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", 103, "Early Hints", "", 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, src := range []io.Reader{strings.NewReader(tt.response), iotest.OneByteReader(strings.NewReader(tt.response))} {
				var resp Response
				if err := NewReader(src, small).ReadResponse(&resp, tt.method); err != nil {
					t.Fatalf("ReadResponse(%q): %v", tt.response, err)
				}
				if resp.Status != tt.status || resp.Reason != tt.reason || resp.Body.Len() != tt.length || resp.close != tt.close {
					t.Errorf("ReadResponse(%q) = %d %q, %d bytes, close %v", tt.response, resp.Status, resp.Reason, resp.Body.Len(), resp.close)
				}
				if body, err := resp.Body.Bytes(100); string(body) != tt.body || err != nil {
					t.Errorf("body = %q, %v, want %q", body, err, tt.body)
				}
			}
		})
	}
}

func TestChunkedContent(t *testing.T) {
	long := strings.Repeat("x", 600)
	for _, tt := range []struct {
		name, content, want string
		err                 error
	}{
		{"sizes in both cases", "A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789", nil},
		{"no chunk", "0\r\n\r\n", "", nil},
		{"zeros", "000\r\n\r\n", "", nil},
		{"extension", "1;a;b=\"c d\"\r\nx\r\n0;e\r\n\r\n", "x", nil},
		{"trailers", "1\r\nx\r\n0\r\nA: 1\r\nB: 2\r\n\r\n", "x", nil},
		{"hexadecimal prefix", "0x1\r\nx\r\n0\r\n\r\n", "", errChunkSize},
		{"sign", "+1\r\nx\r\n0\r\n\r\n", "", errChunkSize},
		{"negative", "-1\r\nx\r\n0\r\n\r\n", "", errChunkSize},
		{"space before", " 1\r\nx\r\n0\r\n\r\n", "", errChunkSize},
		{"space after", "1 \r\nx\r\n0\r\n\r\n", "", errChunkSize},
		{"space before an extension", "1 ;a\r\nx\r\n0\r\n\r\n", "", errChunkSize},
		{"underscore", "1_0\r\n0123456789012345\r\n0\r\n\r\n", "", errChunkSize},
		{"no size", "\r\nx\r\n0\r\n\r\n", "", errChunkSize},
		{"extension alone", ";a\r\nx\r\n0\r\n\r\n", "", errChunkSize},
		{"size beyond 60 bits", "10000000000000001\r\nx\r\n0\r\n\r\n", "", errChunkSize},
		{"bare LF after the size", "1\nx\r\n0\r\n\r\n", "", errBareLF},
		{"bare CR after the size", "1\rx\r\n0\r\n\r\n", "", errBareCR},
		{"control character", "1;a=\x01\r\nx\r\n0\r\n\r\n", "", errControl},
		{"bare LF after the data", "1\r\nx\n0\r\n\r\n", "x", errChunkEnd},
		{"data longer than the size", "1\r\nxy\r\n0\r\n\r\n", "x", errChunkEnd},
		{"long extension", "1;" + long + "\r\nx\r\n0\r\n\r\n", "", errChunkExt},
		{"many extensions", strings.Repeat("1;"+long[:400]+"\r\nx\r\n", 21) + "0\r\n\r\n", strings.Repeat("x", 20), errChunkExt},
		{"forbidden trailer", "1\r\nx\r\n0\r\nContent-Length: 1\r\n\r\n", "x", errTrailer},
		{"malformed trailer", "1\r\nx\r\n0\r\nA : 1\r\n\r\n", "x", errFieldName},
		{"folded trailer", "1\r\nx\r\n0\r\nA: 1\r\n 2\r\n\r\n", "x", errFold},
		{"many trailers", "1\r\nx\r\n0\r\n" + strings.Repeat("A: 1\r\n", 21) + "\r\n", "x", errFieldCount},
		{"content beyond the limit", "10001\r\n" + strings.Repeat("x", 65537) + "\r\n0\r\n\r\n", strings.Repeat("x", 65537), ErrBodyTooLarge},
		{"cut in the size", "1", "", io.ErrUnexpectedEOF},
		{"cut in the data", "2\r\nx", "x", io.ErrUnexpectedEOF},
		{"cut after the data", "1\r\nx", "x", io.ErrUnexpectedEOF},
		{"cut before the last chunk", "1\r\nx\r\n", "x", io.ErrUnexpectedEOF},
		{"cut in the trailers", "1\r\nx\r\n0\r\nA: 1\r\n", "x", io.ErrUnexpectedEOF},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + tt.content
			for _, src := range []io.Reader{strings.NewReader(in), iotest.OneByteReader(strings.NewReader(in))} {
				var resp Response
				r := NewReader(src, small)
				if err := r.ReadResponse(&resp, "GET"); err != nil {
					t.Fatal(err)
				}
				got, err := io.ReadAll(resp.Body.Reader())
				if err != tt.err {
					t.Errorf("error = %v, want %v", err, tt.err)
				}
				if !strings.HasPrefix(tt.want, string(got)) || tt.err == nil && string(got) != tt.want {
					t.Errorf("content = %.40q, want %.40q", got, tt.want)
				}
				if tt.err == nil && r.Buffered() > 0 {
					t.Errorf("%d bytes left", r.Buffered())
				}
			}
		})
	}
}

func TestTrailersReachTheBody(t *testing.T) {
	in := "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX-sum: 1\r\n\r\n"
	var resp Response
	if err := NewReader(strings.NewReader(in), small).ReadResponse(&resp, "GET"); err != nil {
		t.Fatal(err)
	}
	if _, err := resp.Body.Bytes(10); err != nil {
		t.Fatal(err)
	}
	if got := resp.Body.Trailer().Fields(); len(got) != 1 || got[0].Name != "X-sum" || got[0].Value != "1" {
		t.Errorf("trailers = %q, want X-sum: 1", got)
	}
}
