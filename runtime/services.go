package runtime

import (
	"context"
	"encoding/base64"
	"log/slog"
	"math/rand/v2"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime/jose"
	"sallyport/runtime/message"
	"sallyport/runtime/state"
)

// Services are what policies may know of the world. They are made once, for
// all requests and across reloads. A dry run is the same pipeline with other
// services.
type Services struct {
	Now       func() time.Time // the clock
	Random    *rand.Rand       // chance; nil means the system's. One that is given serves one request at a time
	Transport Transport        // the network; nil refuses every request

	// Sleep waits until d has passed or ctx has ended, and then returns the
	// error of ctx. Nil waits by the wall clock.
	Sleep func(ctx context.Context, d time.Duration) error

	// Go starts work that goes on beside the request, and maybe after it. Nil
	// starts a goroutine; a test may run f before it returns.
	Go func(f func())

	Log    *slog.Logger // what operators read; nil discards
	Limits Limits

	// OpenID keeps the keys of the providers that policies name; most often it is
	// what NewOpenID makes. Nil: policies that need it refuse to load.
	OpenID *jose.Providers

	state.Stores // what outlives a request: counters and caches
}

// Limits bound what one request may use.
type Limits struct {
	Body       int64      // bytes of a body that is held in memory
	Expression clr.Limits // of one evaluation
}

// DefaultLimits hold bodies of up to 16 MiB and expressions to clr.DefaultLimits.
var DefaultLimits = Limits{Body: 16 << 20, Expression: clr.DefaultLimits}

// A Transport sends requests to backends.
//
// Send fills in response, whose Header is empty, and returns when the response's
// fields are there; the body streams. It owns req until then and req.Body until
// that is sent or given up. Hop-by-hop fields are its own business, in both
// directions. It never sends a request twice that is not safe to repeat.
//
// An error that wraps context.DeadlineExceeded is a time-out; an *Error goes to
// on-error as it is; any other is a failure of the connection.
type Transport interface {
	Send(ctx context.Context, req *Outgoing, response *Response) error
}

// An Outgoing is a request to a backend or, from policies that call out, to
// anything else.
type Outgoing struct {
	Method  string
	URL     *URL
	Header  *message.Header
	Body    *message.Body   // nil when there is none
	Backend *BackendService // how to reach it; nil when only a URL is known

	// Client is the request that this one forwards; nil of a request that a
	// policy makes by itself. A transport passes on what the client's connection
	// says: its address, the protocol to change to, interim responses.
	Client *Request

	Proxy *Proxy // through which it goes; nil for none

	Timeout         time.Duration // until the response's fields; 0 means no limit
	ContinueTimeout time.Duration // how long to wait for 100 Continue; 0 means do not ask
	HTTPVersion     string        // "1", "2" or "2or1"; "" is "1"
	FollowRedirects bool
	BufferBody      bool // hold the body, so that it can be sent again
	Unbuffered      bool // relay each piece of the response's body at once
}

// A Proxy is an HTTP proxy: plain requests are passed on by it, others go
// through a connection that it makes. Names and passwords are sent as Basic
// authentication.
type Proxy struct {
	URL                URL // of scheme http; its path has no meaning
	Username, Password string
}

// Authorization is the value of Proxy-Authorization, "" for none.
func (p *Proxy) Authorization() string {
	if p.Username == "" && p.Password == "" {
		return ""
	}
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(p.Username+":"+p.Password))
}

// A BackendService is a backend that the configuration knows by name.
type BackendService struct {
	ID  string
	URL URL // the base that paths are put behind

	// Added to each request: the backend's credentials.
	Header []message.Field
	Query  []message.Field

	// Certificate is what the gateway shows to the backend; nil is none.
	Certificate *clr.X509Certificate2

	SkipChain bool // accept a server certificate without a chain to a trusted root
	SkipName  bool // accept one of another name
}

// Backends finds the backends of a configuration.
type Backends interface {
	// Backend is the backend of an id. Of a pool it is the member whose turn it
	// is. ok is false when no backend has the id; the error is an *Error when
	// it has no member to offer.
	Backend(id string) (b *BackendService, ok bool, err error)
}
