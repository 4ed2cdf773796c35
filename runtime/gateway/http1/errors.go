package http1

// An Error is a message that was refused: it breaks the rules of HTTP/1.1, asks
// for what is not offered, or passes a limit. No further message can be read
// from where it came.
type Error struct {
	Status  int    // what a server answers: 400, 408, 413, 414, 417, 431, 501 or 505
	Message string // what was wrong
}

func (e *Error) Error() string { return e.Message }

// The ways in which content is refused. Bodies that come in another way than
// through a Reader may give them too.
var (
	ErrBodyTooLarge = &Error{413, "content is larger than the limit"}
	ErrSlowBody     = &Error{408, "request content did not come in time"}
)

// The ways to be refused. They are values so that an attack allocates nothing.
var (
	errBareLF        = &Error{400, "line ends in LF alone, want CR LF"}
	errBareCR        = &Error{400, "CR without LF"}
	errControl       = &Error{400, "control character in a message head"}
	errFold          = &Error{400, "folded header line"}
	errFieldName     = &Error{400, "malformed header name"}
	errRequestLine   = &Error{400, "malformed request line, want METHOD TARGET HTTP/1.1"}
	errStatusLine    = &Error{400, "malformed status line, want HTTP/1.1 STATUS REASON"}
	errTarget        = &Error{400, "malformed request target, want a path, an http URL or OPTIONS *"}
	errNoHost        = &Error{400, "request without a Host field"}
	errHosts         = &Error{400, "more than one Host field"}
	errHost          = &Error{400, "malformed host"}
	errLength        = &Error{400, "malformed Content-Length"}
	errLengths       = &Error{400, "more than one Content-Length"}
	errLengthCoding  = &Error{400, "Content-Length together with Transfer-Encoding"}
	errCoding        = &Error{400, "transfer coding does not end in one chunked"}
	errCoding10      = &Error{400, "Transfer-Encoding in an HTTP/1.0 message"}
	errChunkSize     = &Error{400, "malformed chunk size"}
	errChunkEnd      = &Error{400, "chunk is not followed by CR LF"}
	errChunkExt      = &Error{400, "chunk extensions are too long"}
	errTrailer       = &Error{400, "field that may not be a trailer"}
	errSwitch        = &Error{400, "status 101 that nobody asked for"}
	errInterim       = &Error{400, "too many interim responses"}
	errTargetTooLong = &Error{414, "request line is longer than the limit"}
	errExpect        = &Error{417, "expectation is not 100-continue"}
	errLineTooLong   = &Error{431, "header line is longer than the limit"}
	errHeadTooLarge  = &Error{431, "message head is larger than the limit"}
	errFieldCount    = &Error{431, "message has more header lines than the limit"}
	errNoSuchCoding  = &Error{501, "transfer coding is not supported, want chunked alone"}
	errConnect       = &Error{501, "method CONNECT is not supported"}
	errVersion       = &Error{505, "version is not supported, want HTTP/1.1 or HTTP/1.0"}
	errSlowHead      = &Error{408, "request head did not come in time"}
)
