package policies

import (
	"errors"
	"io"
	"strings"
	"testing"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

// TestBodiesAreBounded has the policies that hold a body: none takes one that is
// larger than the limit, or makes one.
func TestBodiesAreBounded(t *testing.T) {
	const limit = 64
	large := strings.Repeat("x", limit+1)
	t.Run("a request that is too large", func(t *testing.T) {
		for _, element := range []string{`<find-and-replace from="a" to="b"/>`} {
			b := &backend{}
			x := newExchange(b, nil)
			x.Services.Limits.Body = limit
			x.Request.Body = message.StreamBody(io.NopCloser(strings.NewReader(large)), -1)
			run(t, element, x)
			if x.LastError == nil || x.Response.Status != 413 || b.calls != 0 {
				t.Errorf("%s: %v, status %d", element, x.LastError, x.Response.Status)
			}
		}
	})
	t.Run("a response that is too large", func(t *testing.T) {
		for _, element := range []string{`<find-and-replace from="a" to="b"/>`} {
			x := newExchange(&backend{body: large, stream: true}, nil)
			x.Services.Limits.Body = limit
			run(t, `<policies><outbound>`+element+`</outbound></policies>`, x)
			if x.LastError == nil || x.Response.Status != 500 {
				t.Errorf("%s: %v, status %d", element, x.LastError, x.Response.Status)
			}
		}
	})
	t.Run("a result that is too large", func(t *testing.T) {
		x := newExchange(&backend{}, nil)
		x.Services.Limits.Body = limit
		x.Request.Body = message.NewBody([]byte(strings.Repeat("a", limit)))
		run(t, `<find-and-replace from="a" to="aaaaaaaa"/>`, x)
		if x.LastError == nil || x.Response.Status != 500 {
			t.Errorf("%v, status %d", x.LastError, x.Response.Status)
		}
	})
}

// broken is a body whose other side has gone.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("connection reset") }
func (broken) Close() error             { return nil }

func TestBodiesThatBreakOffFailThePolicy(t *testing.T) {
	x := newExchange(&backend{}, nil)
	x.Request.Body = message.StreamBody(broken{}, 5)
	run(t, `<find-and-replace from="a" to="b"/>`, x)
	if e := x.LastError; e == nil || e.Reason != runtime.ReasonClientConnection || e.Source != "find-and-replace" || x.Forwarded {
		t.Errorf("last error %+v", e)
	}
}
