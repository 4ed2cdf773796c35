package http1

import (
	"errors"
	"io"
	"strconv"
	"sync"

	"sallyport/runtime/message"
)

// A writer sends one message: a head, then content. It holds back what is small
// until the message is complete, so that most messages are one system call.
type writer struct {
	dst io.Writer
	buf *[]byte // from buffers; nil between messages
}

const (
	bufferSize = 16 << 10
	chunkHead  = len("3fff\r\n")  // before the data of the largest chunk
	chunkRoom  = chunkHead + 1024 // least room worth reading a chunk into
)

var buffers = sync.Pool{New: func() any {
	b := make([]byte, 0, bufferSize)
	return &b
}}

// begin takes a buffer for a message.
func (w *writer) begin() []byte {
	w.buf = buffers.Get().(*[]byte)
	return (*w.buf)[:0]
}

// done gives the buffer back.
func (w *writer) done() {
	if w.buf != nil && cap(*w.buf) == bufferSize {
		*w.buf = (*w.buf)[:0]
		buffers.Put(w.buf)
	}
	w.buf = nil
}

func (w *writer) flush(b []byte) ([]byte, error) {
	*w.buf = b[:0] // a large head may have made it grow
	if len(b) == 0 {
		return b, nil
	}
	_, err := w.dst.Write(b)
	return b[:0], err
}

// A sourceError is what reading a body gave while it was sent on.
type sourceError struct{ err error }

func (e *sourceError) Error() string { return "read content: " + e.err.Error() }
func (e *sourceError) Unwrap() error { return e.err }

// errShort is a body that ended before its length.
var errShort = errors.New("content is shorter than its length")

// send sends a head that is in b and the content after it, and returns how
// many bytes of content it sent. With flush, each piece goes out as it comes.
func (w *writer) send(b []byte, body *message.Body, f framing, flush bool) (n int64, err error) {
	switch {
	case f.kind == empty:
		_, err = w.flush(b)
		return 0, err
	case f.kind == fixed && body.Held():
		return w.sendHeld(b, body)
	}
	wait := flush && body.Buffered() == 0
	src := body.Reader()
	defer src.Close()
	if wait { // the head does not wait for the first piece
		if b, err = w.flush(b); err != nil {
			return 0, err
		}
	}
	switch f.kind {
	case fixed:
		return w.sendFixed(b, src, f.length, flush)
	case chunked:
		return w.sendChunked(b, src, body, flush)
	}
	return w.sendRaw(b, src, flush)
}

func (w *writer) sendHeld(b []byte, body *message.Body) (int64, error) {
	data, err := body.Bytes(body.Len())
	if err != nil {
		return 0, &sourceError{err}
	}
	n := copy(b[len(b):cap(b)], data)
	if _, err := w.flush(b[:len(b)+n]); err != nil {
		return 0, err
	}
	if n < len(data) {
		_, err = w.dst.Write(data[n:])
	}
	return int64(len(data)), err
}

func (w *writer) sendFixed(b []byte, src io.Reader, length int64, flush bool) (n int64, err error) {
	for n < length {
		room := b[len(b):cap(b)]
		got, readErr := src.Read(room[:min(int64(len(room)), length-n)])
		b = b[:len(b)+got]
		n += int64(got)
		if readErr == io.EOF && n < length {
			readErr = errShort
		}
		if readErr != nil && readErr != io.EOF {
			return n, &sourceError{readErr}
		}
		if len(b) == cap(b) || n == length || flush && got > 0 {
			if b, err = w.flush(b); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

func (w *writer) sendChunked(b []byte, src io.Reader, body *message.Body, flush bool) (n int64, err error) {
	for {
		if cap(b)-len(b) < chunkRoom {
			if b, err = w.flush(b); err != nil {
				return n, err
			}
		}
		at := len(b) + chunkHead
		got, readErr := src.Read(b[at : cap(b)-len("\r\n")])
		n += int64(got)
		if got > 0 {
			data := b[at : at+got]
			b = strconv.AppendUint(b, uint64(got), 16)
			b = append(b, "\r\n"...)
			b = append(b, data...)
			b = append(b, "\r\n"...)
		}
		switch {
		case readErr == io.EOF:
			if b, err = appendTrailers(append(b, "0\r\n"...), body.Trailer()); err != nil {
				return n, &sourceError{err}
			}
			_, err = w.flush(b)
			return n, err
		case readErr != nil:
			return n, &sourceError{readErr}
		case flush && got > 0:
			if b, err = w.flush(b); err != nil {
				return n, err
			}
		}
	}
}

func appendTrailers(b []byte, h *message.Header) ([]byte, error) {
	for _, f := range h.Fields() {
		if !isToken(f.Name) || !isValue(f.Value) || !mayTrail(f.Name) {
			return b, errTrailer
		}
	}
	e := encoder{b: b}
	for _, f := range h.Fields() {
		e.field(f.Name, f.Value)
	}
	return append(e.b, "\r\n"...), nil
}

func (w *writer) sendRaw(b []byte, src io.Reader, flush bool) (n int64, err error) {
	for {
		got, readErr := src.Read(b[len(b):cap(b)])
		b = b[:len(b)+got]
		n += int64(got)
		if readErr != nil || len(b) == cap(b) || flush {
			if b, err = w.flush(b); err != nil {
				return n, err
			}
		}
		switch {
		case readErr == io.EOF:
			return n, nil
		case readErr != nil:
			return n, &sourceError{readErr}
		}
	}
}

// contentFraming is how a body is delimited: by its length when that is known
// and no trailers follow, otherwise in chunks.
func contentFraming(body *message.Body) framing {
	switch n := body.Len(); {
	case body.Held() && body.Trailer().Len() > 0, n < 0:
		return framing{kind: chunked}
	case n == 0:
		return framing{}
	default:
		return framing{kind: fixed, length: n}
	}
}
