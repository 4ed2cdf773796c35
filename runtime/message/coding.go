package message

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
)

// ErrCoding says that a body is not in the coding that its header names.
var ErrCoding = errors.New("body is not in the coding that Content-Encoding names")

// Decode takes the codings off a body that Content-Encoding names, gzip and
// deflate, and the field out of its header. Decoding happens when the body is
// read, and gives ErrCoding when it fails. A body with a coding that is not known
// here stays as it is, as does one that was handed out.
func (b *Body) Decode(h *Header) {
	if b == nil || b.stream == nil && !b.held {
		return
	}
	codings, ok := codingsOf(h)
	if !ok || len(codings) == 0 {
		return
	}
	if b.held {
		b.stream, b.data, b.held = io.NopCloser(bytes.NewReader(b.data)), nil, false
	}
	for i := len(codings) - 1; i >= 0; i-- { // the last was put on last
		b.stream = &decoder{coding: codings[i], from: b.stream}
	}
	b.length = -1
	h.Del("Content-Encoding")
}

// codingsOf are the codings of a header in the order in which they were put on.
// It reports false when one of them is not known.
func codingsOf(h *Header) (codings []string, ok bool) {
	for _, list := range h.Values("Content-Encoding") {
		for coding := range strings.SplitSeq(list, ",") {
			switch coding = strings.ToLower(strings.TrimSpace(coding)); coding {
			case "", "identity":
			case "gzip", "x-gzip", "deflate":
				codings = append(codings, coding)
			default:
				return nil, false
			}
		}
	}
	return codings, true
}

// A decoder takes one coding off a stream.
type decoder struct {
	coding string
	from   io.ReadCloser
	in     *bufio.Reader
	out    io.Reader // nil before the first read
	err    error     // of the last read
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if d.err != nil {
		return 0, d.err
	}
	n, d.err = d.read(p)
	return n, d.err
}

func (d *decoder) read(p []byte) (int, error) {
	if d.out == nil {
		d.in = bufio.NewReader(d.from)
		if _, err := d.in.Peek(1); err != nil { // an empty body has no coding, whatever its header says
			return 0, err
		}
		if err := d.open(); err != nil {
			return 0, codingError(err)
		}
	}
	n, err := d.out.Read(p)
	switch {
	case err == nil:
		return n, nil
	case err != io.EOF:
		return n, codingError(err)
	}
	switch _, err := d.in.ReadByte(); err { // the end of the stream brings its trailers
	case nil:
		return n, fmt.Errorf("%w: it goes on behind its end", ErrCoding)
	default:
		return n, err
	}
}

// open begins to decode. What is called deflate is a zlib stream, but some senders
// leave out its header.
func (d *decoder) open() (err error) {
	if d.coding != "deflate" {
		d.out, err = gzip.NewReader(d.in)
		return err
	}
	head, err := d.in.Peek(2)
	if err == nil && head[0]&0x0F == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		d.out, err = zlib.NewReader(d.in)
		return err
	}
	d.out = flate.NewReader(d.in)
	return nil
}

// codingError tells what is wrong with the coding from what went wrong with the
// stream.
func codingError(err error) error {
	var corrupt flate.CorruptInputError
	for _, e := range []error{gzip.ErrHeader, gzip.ErrChecksum, zlib.ErrHeader, zlib.ErrChecksum, zlib.ErrDictionary, io.ErrUnexpectedEOF} {
		if errors.Is(err, e) {
			return fmt.Errorf("%w: %w", ErrCoding, err)
		}
	}
	if errors.As(err, &corrupt) {
		return fmt.Errorf("%w: %w", ErrCoding, err)
	}
	return err
}

func (d *decoder) Close() error { return d.from.Close() }
