package http1

const (
	maxChunkDigits = 15      // of a size: what an int64 holds
	maxChunkLine   = 512     // bytes of a size and its extensions
	maxExtensions  = 8 << 10 // bytes of extensions in one body
)

// chunkSize reads the line before a chunk: plain hexadecimal digits, and maybe
// extensions, which are dropped (RFC 9112 section 7.1.1). ext is their length.
func (r *Reader) chunkSize() (size int64, ext int, err error) {
	seen := 0
	for {
		b := r.buf[r.start:r.end]
		i := indexControl(b[seen:])
		switch {
		case i >= 0 && b[seen+i] == '\t':
			seen += i + 1
			continue
		case i >= 0 && (b[seen+i] != '\r' || seen+i+1 < len(b)):
			line := b[:seen+i]
			if err := lineEnd(b[seen+i:], false); err != nil {
				return 0, 0, err
			}
			r.start += len(line) + 2
			return parseChunkSize(line)
		case len(b) > maxChunkLine:
			return 0, 0, errChunkExt
		case i >= 0:
			seen += i // the CR, once more
		default:
			seen = len(b)
		}
		if err := r.fill(); err != nil {
			return 0, 0, err
		}
	}
}

func parseChunkSize(line []byte) (size int64, ext int, err error) {
	i := 0
	for ; i < len(line); i++ {
		d := hexDigit(line[i])
		if d < 0 {
			break
		}
		size = size<<4 | int64(d)
		if i == maxChunkDigits {
			return 0, 0, errChunkSize
		}
	}
	switch {
	case i == 0, i < len(line) && line[i] != ';':
		return 0, 0, errChunkSize
	case len(line) > maxChunkLine:
		return 0, 0, errChunkExt
	}
	return size, len(line) - i, nil
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// crlf reads the line end after a chunk.
func (r *Reader) crlf() error {
	for r.Buffered() < 2 {
		if r.Buffered() == 1 && r.buf[r.start] != '\r' {
			return errChunkEnd
		}
		if err := r.fill(); err != nil {
			return err
		}
	}
	if !r.has("\r\n") {
		return errChunkEnd
	}
	r.start += 2
	return nil
}

// has reports whether the bytes that came begin with s.
func (r *Reader) has(s string) bool {
	return r.Buffered() >= len(s) && string(r.buf[r.start:r.start+len(s)]) == s
}
