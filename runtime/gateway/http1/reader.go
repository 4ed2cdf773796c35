package http1

import "io"

// A Reader reads messages, one after another, from a byte stream.
type Reader struct {
	src        io.Reader
	limits     Limits
	buf        []byte
	start, end int    // buf[start:end] came and was not taken yet
	last       string // the head that came last
}

const minBuffer = 4 << 10

// NewReader reads messages from src within the limits.
func NewReader(src io.Reader, limits Limits) *Reader {
	return &Reader{src: src, limits: limits.withDefaults()}
}

// Buffered is the number of bytes that came and were not taken yet.
func (r *Reader) Buffered() int { return r.end - r.start }

// fill waits for at least one more byte. Bytes not taken yet move to the front
// of the buffer, which grows when they fill it.
func (r *Reader) fill() error {
	switch {
	case r.start == r.end:
		r.start, r.end = 0, 0
		if cap(r.buf) == 0 {
			r.buf = make([]byte, minBuffer)
		}
	case r.end == len(r.buf) && r.start > 0:
		r.end = copy(r.buf, r.buf[r.start:r.end])
		r.start = 0
	case r.end == len(r.buf):
		grown := make([]byte, 2*len(r.buf))
		copy(grown, r.buf)
		r.buf = grown
	}
	for range 100 {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		if n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

// wait returns as soon as one byte is there.
func (r *Reader) wait() error {
	if r.Buffered() > 0 {
		return nil
	}
	return r.fill()
}

// read takes what is buffered, or else reads from the source: straight into p
// when p is larger than the buffer.
func (r *Reader) read(p []byte) (int, error) {
	if r.Buffered() == 0 {
		if len(p) >= minBuffer {
			return r.src.Read(p)
		}
		if err := r.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.buf[r.start:r.end])
	r.start += n
	return n, nil
}

// shrink gives back a buffer that a large head made grow, once it is empty.
func (r *Reader) shrink() {
	if r.Buffered() == 0 && len(r.buf) > minBuffer {
		r.buf, r.start, r.end = nil, 0, 0
	}
}

// A section is what is being read: it decides which lines may come and how a
// line that is too long is refused.
type section struct {
	lead    bool   // a first line comes before the fields
	noLead  *Error // when it is empty
	tooLong *Error // when it passes the limit
}

var (
	requestHead    = section{true, errRequestLine, errTargetTooLong}
	responseHead   = section{true, errStatusLine, errLineTooLong}
	trailerSection = section{false, nil, errLineTooLong}
)

// lines reads the lines of a section up to and including the empty one. Every
// line ends in CR LF, and no other control character but tabs in field lines
// is among them. The end of the stream before the first byte is io.EOF, later
// io.ErrUnexpectedEOF.
func (r *Reader) lines(s section) (string, error) {
	var pos, line, count int // of the bytes from start: seen, start of the line at hand; lines before it
	for {
		b := r.buf[r.start:r.end]
		i := indexControl(b[pos:])
		if i >= 0 && (b[pos+i] != '\r' || pos+i+1 < len(b)) {
			pos += i
			if b[pos] == '\t' && (count > 0 || !s.lead) && pos > line {
				pos++
				continue
			}
			if err := lineEnd(b[pos:], pos == line); err != nil {
				return "", err
			}
			pos += 2
			if err := r.checkLine(s, pos-line-2, count); err != nil {
				return "", err
			}
			switch {
			case pos-line > 2:
				count++
				line = pos
			case s.lead && count == 0:
				return "", s.noLead
			default:
				r.start += pos
				return r.keep(b[:pos]), nil
			}
			if pos > r.limits.Head {
				return "", errHeadTooLarge
			}
			continue
		}
		if pos = len(b); i >= 0 {
			pos-- // look at the CR again when the next byte is there
		}
		if err := r.checkLine(s, pos-line, count); err != nil {
			return "", err
		}
		if pos > r.limits.Head {
			return "", errHeadTooLarge
		}
		if err := r.fill(); err != nil {
			if err == io.EOF && len(b) > 0 {
				err = io.ErrUnexpectedEOF
			}
			return "", err
		}
	}
}

// lineEnd says what is wrong when b does not begin with CR LF; first tells
// that b begins a line.
func lineEnd(b []byte, first bool) error {
	switch {
	case b[0] == '\r' && b[1] == '\n':
		return nil
	case b[0] == '\r':
		return errBareCR
	case b[0] == '\n':
		return errBareLF
	case b[0] == '\t' && first:
		return errFold
	}
	return errControl
}

// checkLine holds a line of n bytes, which count lines came before, against
// the limits.
func (r *Reader) checkLine(s section, n, count int) error {
	if n > r.limits.Line {
		if count == 0 {
			return s.tooLong
		}
		return errLineTooLong
	}
	if s.lead {
		count--
	}
	if n > 0 && count >= r.limits.Fields {
		return errFieldCount
	}
	return nil
}

// keep makes a head a string. A client that asks the same again, as many do
// on a connection that is kept alive, costs no new one.
func (r *Reader) keep(head []byte) string {
	switch {
	case len(head) == 2:
		return "\r\n"
	case string(head) != r.last:
		r.last = string(head)
	}
	return r.last
}
