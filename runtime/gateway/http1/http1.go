// Package http1 reads and writes HTTP/1.1 as RFC 9110 and RFC 9112 define it,
// for both directions: requests at the gateway's edge, responses from its
// backends.
//
// In goes a byte stream: a connection, or a file that holds a message. Out
// come a [Request] or a [Response] whose header keeps order and spelling and
// whose body streams. A [Server] answers the requests of a connection, a
// [Client] sends requests and keeps connections for the next. The package
// knows headers and bodies (runtime/message) and nothing of policies.
//
// # Strictness
//
// One parser reads both directions and understands a message in one way or not
// at all: Content-Length beside Transfer-Encoding, more than one length, any
// coding but a single chunked, bare LF or CR, folded lines, spaces before
// colons, control characters, other versions than 1.0 and 1.1, a missing,
// doubled or malformed Host, chunk sizes that are not plain hexadecimal. What
// is refused is an [*Error] with the status to answer; the connection is then
// closed, because nobody can say where the next message begins.
//
// # Rationale
//
// net/http cannot send a reason phrase, accepts bare LF, folded lines and
// HTTP/1.9, and costs 25 (server) and 56 (transport) allocations a request.
// fasthttp buffers event streams and accepts unknown transfer codings. Here one
// goroutine serves a connection, a head is one string that all fields are cut
// from, and what a request needs lives in its connection: a request without a
// body costs one allocation on each side, none when the head repeats the one
// before. If net/http ever sends reason phrases and refuses what section 11 of
// RFC 9112 warns of, this package should go.
package http1

import (
	"io"

	"sallyport/runtime/message"
)

// A Request is one request as it came or as it is to be sent. A request read
// from a connection, its header included, is good until the next is read; the
// strings in it may be kept.
type Request struct {
	Method string
	Target string // as it came: origin-form, absolute-form or *
	Host   string // host and port: the target's, or else the Host field's
	Minor  int    // of the version: 0 or 1
	Header message.Header
	Body   *message.Body // nil when there is none

	// Upgrade is the value of an Upgrade field that Connection names, and
	// empty when an upgrade was not asked for, or to something that may not
	// be tunnelled: a second HTTP inside would pass every policy by.
	Upgrade string

	// Trailers reports whether the client said that it takes trailers.
	Trailers bool

	close    bool // no further request follows on the connection
	Continue bool // the client waits for 100 (Continue) before it sends the body
}

// Origin is the target in origin-form: path and query as they came, at least
// "/". It is "*" for a request that asks of the server as a whole.
func (r *Request) Origin() string {
	scheme := schemeLen(r.Target)
	if scheme == 0 {
		return r.Target
	}
	_, path := splitAuthority(r.Target[scheme:])
	switch {
	case path == "" && r.Method == "OPTIONS":
		return "*"
	case path == "" || path[0] == '?':
		return "/" + path
	}
	return path
}

// A Response is one response as it came or as it is to be sent. The holder of
// a Response owns its header and may use it for the next.
type Response struct {
	Status int
	Reason string // exactly as it stands on the wire; may be empty
	Minor  int    // of the version: 0 or 1
	Header message.Header
	Body   *message.Body // nil when there is none

	// Flush asks that each piece of the body is sent on as it comes, as
	// server-sent events need.
	Flush bool

	// Upgrade and Tunnel are set when the status is 101: the protocol that
	// both sides now speak, and the connection to the side that answered.
	Upgrade string
	Tunnel  io.ReadWriteCloser

	close bool // the sender closes the connection after this response
}

// Reset empties a response and keeps its memory.
func (r *Response) Reset() {
	r.Header.Reset()
	*r = Response{Header: r.Header}
}

// Limits bound what the other side may send. Zero in a field takes the value
// of [DefaultLimits], but for Body, where it is no limit.
type Limits struct {
	Line   int   // bytes of a request line, status line or field line
	Head   int   // bytes of a message head, and of a trailer section
	Fields int   // field lines of a head, and of a trailer section
	Body   int64 // bytes of content
}

// DefaultLimits are the limits when nothing else is said.
var DefaultLimits = Limits{Line: 16 << 10, Head: 64 << 10, Fields: 200}

func (l Limits) withDefaults() Limits {
	if l.Line == 0 {
		l.Line = DefaultLimits.Line
	}
	if l.Head == 0 {
		l.Head = DefaultLimits.Head
	}
	if l.Fields == 0 {
		l.Fields = DefaultLimits.Fields
	}
	return l
}
