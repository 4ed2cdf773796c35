package message

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// ErrTooLarge says that a body is larger than what may be held in memory.
var ErrTooLarge = errors.New("body is larger than the limit for buffered bodies")

// A Body is the content of a message. It streams from where it came until
// Bytes is called, which holds it in memory from then on. A nil *Body is a
// message that has none. A Body is used by one goroutine at a time.
type Body struct {
	stream  io.ReadCloser // nil once buffered or handed out
	data    []byte
	held    bool  // data is the whole body
	length  int64 // of the stream, -1 when not known beforehand
	err     error // of the first read
	trailer *Header
}

// NewBody is a body held in memory. The bytes belong to it from now on.
func NewBody(data []byte) *Body { return &Body{data: data, held: true, length: int64(len(data))} }

// StreamBody is a body read from r as it is needed; length is -1 when it is
// not known. The body closes r.
func StreamBody(r io.ReadCloser, length int64) *Body { return &Body{stream: r, length: length} }

// Reset makes b the body that StreamBody would make, in the memory of b.
func (b *Body) Reset(r io.ReadCloser, length int64) { *b = Body{stream: r, length: length} }

// Len is the number of bytes of the body, or -1 when nobody knows yet.
func (b *Body) Len() int64 {
	if b == nil {
		return 0
	}
	return b.length
}

// Held reports whether the whole body is in memory.
func (b *Body) Held() bool { return b == nil || b.held }

// Buffered is how many bytes of the body can be read without waiting, as far
// as that is known.
func (b *Body) Buffered() int {
	switch {
	case b == nil:
		return 0
	case b.held:
		return len(b.data)
	}
	if s, ok := b.stream.(interface{ Buffered() int }); ok {
		return s.Buffered()
	}
	return 0
}

// Bytes reads the whole body into memory, if it is not there yet, and returns
// it; the body can still be sent on. A body of more than limit bytes gives
// ErrTooLarge. The slice is the body's own: do not change it.
func (b *Body) Bytes(limit int64) ([]byte, error) {
	if b == nil {
		return nil, nil
	}
	if b.held || b.err != nil {
		return b.data, b.err
	}
	if b.stream == nil {
		return nil, errors.New("body was already sent on")
	}
	if b.length > limit {
		return nil, fmt.Errorf("%w: %d bytes, at most %d", ErrTooLarge, b.length, limit)
	}
	data, err := io.ReadAll(io.LimitReader(b.stream, limit+1))
	if int64(len(data)) > limit {
		err = fmt.Errorf("%w: at most %d bytes", ErrTooLarge, limit)
	}
	b.stream.Close()
	b.stream = nil
	if err != nil {
		b.err = err
		return nil, err
	}
	b.data, b.held, b.length = data, true, int64(len(data))
	return data, nil
}

// Reader hands out the content for sending on. A body that is held can be
// handed out many times, a streaming one once.
func (b *Body) Reader() io.ReadCloser {
	switch {
	case b == nil:
		return io.NopCloser(bytes.NewReader(nil))
	case b.held:
		return io.NopCloser(bytes.NewReader(b.data))
	case b.err != nil:
		return io.NopCloser(failing{b.err})
	case b.stream == nil:
		return io.NopCloser(failing{errors.New("body was already sent on")})
	}
	r := b.stream
	b.stream = nil
	return r
}

// Close gives up a body that nobody will read.
func (b *Body) Close() error {
	if b == nil || b.stream == nil {
		return nil
	}
	r := b.stream
	b.stream = nil
	return r.Close()
}

// OnEnd has f told, once, how many bytes were read of a body that streams, when
// its reader is closed. Of a body that is held, Len says it.
func (b *Body) OnEnd(f func(n int64)) {
	if b != nil && b.stream != nil {
		b.stream = &counted{ReadCloser: b.stream, end: f}
	}
}

// A counted is a stream that is counted.
type counted struct {
	io.ReadCloser
	n   int64
	end func(int64) // nil once it was told
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.n += int64(n)
	return n, err
}

// Buffered is what the stream says of itself.
func (c *counted) Buffered() int {
	if s, ok := c.ReadCloser.(interface{ Buffered() int }); ok {
		return s.Buffered()
	}
	return 0
}

func (c *counted) Close() error {
	if end := c.end; end != nil {
		c.end = nil
		end(c.n)
	}
	return c.ReadCloser.Close()
}

// Trailer is the fields after the content. For a streaming body they are
// complete only when the content was read to its end.
func (b *Body) Trailer() *Header {
	if b == nil {
		return nil
	}
	return b.trailer
}

// SetTrailer says which header will hold the fields after the content.
func (b *Body) SetTrailer(h *Header) { b.trailer = h }

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
