package message

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strings"
	"testing"
)

// coded is a text in a coding.
func coded(t *testing.T, coding, text string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "bare deflate":
		w, _ = flate.NewWriter(&b, flate.DefaultCompression)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDecode(t *testing.T) {
	long := strings.Repeat("a text that is long enough ", 10_000)
	zipped := coded(t, "gzip", long)
	for _, tt := range []struct{ encoding, body, want, left string }{
		{"gzip", zipped, long, ""},
		{"X-GZIP", zipped, long, ""},
		{"gzip", coded(t, "gzip", "one ") + coded(t, "gzip", "two"), "one two", ""},
		{"deflate", coded(t, "deflate", long), long, ""},
		{"deflate", coded(t, "bare deflate", long), long, ""},
		{"deflate, gzip", coded(t, "gzip", coded(t, "deflate", long)), long, ""},
		{"identity", "as it is", "as it is", "identity"},
		{"br", "as it is", "as it is", "br"},
		{"gzip, br", "as it is", "as it is", "gzip, br"},
		{"", "as it is", "as it is", ""},
		{"gzip", "", "", ""},
	} {
		for name, b := range map[string]*Body{
			"held":     NewBody([]byte(tt.body)),
			"streamed": StreamBody(io.NopCloser(strings.NewReader(tt.body)), int64(len(tt.body))),
		} {
			h := NewHeader("Content-Type", "text/plain")
			if tt.encoding != "" {
				h.Add("content-encoding", tt.encoding)
			}
			b.Decode(h)
			got, err := b.Bytes(1 << 20)
			if err != nil || string(got) != tt.want || h.Get("Content-Encoding") != tt.left || b.Len() != int64(len(tt.want)) {
				t.Errorf("%s, %s: read %d bytes of %d, %v; Content-Encoding %q, want %q", tt.encoding, name, len(got), len(tt.want), err, h.Get("Content-Encoding"), tt.left)
			}
		}
	}
}

func TestDecodeFails(t *testing.T) {
	zipped := coded(t, "gzip", "a text")
	wrong := []byte(zipped)
	wrong[len(wrong)-1] ^= 1
	for name, tt := range map[string]struct {
		encoding, body string
		want           error
	}{
		"no gzip at all":   {"gzip", "a text", ErrCoding},
		"cut off":          {"gzip", zipped[:len(zipped)-1], ErrCoding},
		"checksum":         {"gzip", string(wrong), ErrCoding},
		"more behind":      {"deflate", coded(t, "deflate", "x") + "y", ErrCoding},
		"no deflate":       {"deflate", "\xff\xff\xff", ErrCoding},
		"a bomb":           {"gzip", coded(t, "gzip", strings.Repeat("\x00", 1<<20)), ErrTooLarge},
		"a stream's error": {"gzip", "", io.ErrClosedPipe},
	} {
		b := StreamBody(io.NopCloser(strings.NewReader(tt.body)), -1)
		if tt.want == io.ErrClosedPipe {
			b = StreamBody(io.NopCloser(failing{tt.want}), -1)
		}
		b.Decode(NewHeader("Content-Encoding", tt.encoding))
		if _, err := b.Bytes(1 << 10); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

func TestDecodeOfNothing(t *testing.T) {
	h := NewHeader("Content-Encoding", "gzip")
	(*Body)(nil).Decode(h)
	sent := StreamBody(io.NopCloser(strings.NewReader("x")), 1)
	sent.Reader()
	sent.Decode(h)
	if h.Get("Content-Encoding") != "gzip" {
		t.Error("a body that is not there was decoded")
	}
}
