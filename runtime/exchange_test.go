package runtime

import (
	"io"
	"testing"

	"sallyport/runtime/message"
)

type closer struct {
	io.ReadWriter
	closed bool
}

func (c *closer) Close() error {
	c.closed = true
	return nil
}

func TestResponseResetGivesUpWhatNobodyTook(t *testing.T) {
	var body, tunnel closer
	r := Response{Body: message.StreamBody(&body, -1), Tunnel: &tunnel}
	r.Header.Add("A", "1")
	r.Reset()
	if !body.closed || !tunnel.closed {
		t.Errorf("closed: body %v, tunnel %v; want both", body.closed, tunnel.closed)
	}
	if r.Body != nil || r.Tunnel != nil || r.Header.Len() != 0 {
		t.Errorf("after Reset: %+v", r)
	}
}
