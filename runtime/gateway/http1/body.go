package http1

import (
	"errors"
	"io"
	"sync"

	"sallyport/runtime/message"
)

// errClosed is what reading a body gives once it was given up, or once the
// exchange it belongs to is over.
var errClosed = errors.New("body was closed")

// An owner is the connection that a body is read from.
type owner interface {
	// reading is told before the first byte is asked for; an error becomes
	// the body's.
	reading() error
	// ended is told once: err is nil when the content was read to its end,
	// and says otherwise why no more can be read. It must not read the body.
	ended(err error)
	// interrupt makes a read of the body in progress return soon. It does
	// nothing once the body has ended.
	interrupt(b *incoming)
}

// incoming is the content of a message as it is read from a connection. One
// goroutine reads it; others may close it meanwhile.
type incoming struct {
	body    message.Body
	trailer message.Header

	mu      sync.Mutex
	r       *Reader
	owner   owner // nil for messages that are only parsed
	framing framing
	left    int64 // of the content, or of the chunk at hand
	total   int64 // of a chunked body, against the limit
	extra   int   // bytes of chunk extensions
	state   chunkState
	started bool
	closed  bool  // by Close: what is left can still be drained
	err     error // io.EOF at the end
}

type chunkState byte

const (
	atSize chunkState = iota // a chunk size comes next
	inData                   // left bytes of a chunk come next, then CR LF
)

// newIncoming makes the body of a message that r is about to give.
func newIncoming(r *Reader, f framing, o owner) *incoming {
	b := &incoming{r: r, owner: o, framing: f, left: f.length}
	length := int64(-1)
	if f.kind == fixed {
		length = f.length
	} else if f.kind == chunked {
		b.left = 0
	}
	b.body.Reset(b, length)
	b.body.SetTrailer(&b.trailer)
	return b
}

// Read gives content. An error that is not io.EOF says that the content is not
// complete: an [*Error] when it breaks the rules.
func (b *incoming) Read(p []byte) (n int, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err != nil {
		return 0, b.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	if !b.started {
		b.started = true
		if b.owner != nil {
			if err := b.owner.reading(); err != nil {
				return 0, b.end(err)
			}
		}
	}
	if n, err = b.next(p); err != nil {
		return n, b.end(err)
	}
	return n, nil
}

// next reads content. It may give io.EOF with the last of it.
func (b *incoming) next(p []byte) (n int, err error) {
	switch b.framing.kind {
	case fixed:
		return b.readFixed(p)
	case chunked:
		return b.readChunked(p)
	}
	if n, err = b.r.read(p); err == nil {
		err = b.count(n)
	}
	return n, err
}

// readFixed gives io.EOF with the last bytes, so that the end costs no read.
func (b *incoming) readFixed(p []byte) (int, error) {
	n, err := b.r.read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	switch {
	case b.left == 0:
		return n, io.EOF
	case err == io.EOF:
		return n, io.ErrUnexpectedEOF
	}
	return n, err
}

func (b *incoming) readChunked(p []byte) (int, error) {
	if b.state == atSize {
		if err := b.nextChunk(); err != nil {
			return 0, err
		}
	}
	n, err := b.r.read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if err == nil {
		err = b.count(n)
	}
	if err != nil || b.left > 0 {
		return n, unexpected(err)
	}
	b.state = atSize
	if err := b.r.crlf(); err != nil {
		return n, unexpected(err)
	}
	if b.r.has("0\r\n\r\n") { // the end is here already: tell it now
		return n, b.nextChunk()
	}
	return n, nil
}

// nextChunk reads a chunk size, and after the last chunk the trailers: then it
// gives io.EOF, and only then.
func (b *incoming) nextChunk() error {
	size, ext, err := b.r.chunkSize()
	if err != nil {
		return unexpected(err)
	}
	if b.extra += ext; b.extra > maxExtensions {
		return errChunkExt
	}
	if size > 0 {
		b.left, b.state = size, inData
		return nil
	}
	section, err := b.r.lines(trailerSection)
	if err != nil {
		return unexpected(err)
	}
	var c control
	if err := parseFields(section, &b.trailer, &c); err != nil {
		return err
	}
	for _, f := range b.trailer.Fields() {
		if !mayTrail(f.Name) {
			b.trailer.Reset()
			return errTrailer
		}
	}
	return io.EOF
}

// mayTrail reports whether a field may follow the content: none that frames,
// routes or authenticates (RFC 9110 section 6.5.1).
func mayTrail(name string) bool {
	for _, forbidden := range [...]string{
		"content-length", "transfer-encoding", "host", "connection", "trailer", "te", "upgrade", "expect",
		"authorization", "proxy-authorization", "cookie", "set-cookie", "content-type", "content-encoding", "content-range",
	} {
		if is(name, forbidden) {
			return false
		}
	}
	return true
}

// count holds content whose length was not announced against the limit.
func (b *incoming) count(n int) error {
	b.total += int64(n)
	if limit := b.r.limits.Body; limit > 0 && b.total > limit {
		return ErrBodyTooLarge
	}
	return nil
}

// end keeps the error that ends the body and tells the owner.
func (b *incoming) end(err error) error {
	b.err = err
	if b.owner != nil {
		if err == io.EOF {
			b.owner.ended(nil)
		} else {
			b.owner.ended(err)
		}
	}
	return err
}

// Close gives up what was not read. A read in progress is made to return.
func (b *incoming) Close() error {
	if !b.mu.TryLock() {
		if b.owner != nil {
			b.owner.interrupt(b)
		}
		b.mu.Lock()
	}
	defer b.mu.Unlock()
	if b.err == nil {
		b.closed = true
		b.end(errClosed)
	}
	return nil
}

// drain gives up the body as Close does, but reads on to its end if that is at
// most limit bytes away and nobody else is reading; prepare is called before.
// It reports whether the end was reached, so that another message can follow.
func (b *incoming) drain(limit int64, prepare func()) bool {
	alone := b.mu.TryLock()
	if !alone {
		b.owner.interrupt(b)
		b.mu.Lock()
	}
	defer b.mu.Unlock()
	clean := alone && (b.err == nil || b.closed) && b.left <= limit && limit > 0
	if b.err == nil {
		b.end(errClosed)
	}
	if !clean {
		return b.err == io.EOF
	}
	prepare()
	scratch := buffers.Get().(*[]byte)
	defer buffers.Put(scratch)
	for limit >= 0 {
		n, err := b.next((*scratch)[:cap(*scratch)])
		if err != nil {
			return err == io.EOF
		}
		limit -= int64(n)
	}
	return false
}

// mayEnd reports whether the end of the body was reached or can be, within
// limit bytes as far as that is known. Somebody who reads right now may reach it.
func (b *incoming) mayEnd(limit int64) bool {
	if !b.mu.TryLock() {
		return true
	}
	defer b.mu.Unlock()
	return b.err == io.EOF || (b.err == nil || b.closed) && b.left <= limit
}

// Buffered is the number of bytes that can surely be read without waiting.
func (b *incoming) Buffered() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err != nil {
		return 0
	}
	return b.r.Buffered()
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
