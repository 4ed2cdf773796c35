package gateway

import (
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/gateway/http1"
)

// A Config is what a gateway serves. It is compiled whole by [New] or
// [Gateway.Swap] and must not be changed after that; what it points to is
// shared by all requests.
type Config struct {
	Listeners     []Listener
	APIs          []API
	Products      []Product
	Subscriptions []Subscription

	// Deployment is what policies see of the gateway: nil is an empty one.
	Deployment *runtime.Deployment

	// Global is the policy of the whole gateway. Its on-error answers requests
	// that no API matched; nil answers them as API Management does.
	Global *runtime.Pipeline
}

// A Listener is an address to accept connections at.
type Listener struct {
	Address string // host:port; ":8443" is every address of the machine
	TLS     *TLS   // nil for plain HTTP
}

// TLS says how connections are secured: TLS 1.2 or 1.3, HTTP/2 or HTTP/1.1.
type TLS struct {
	// Certificates are the server's. A client gets the first that is good for
	// the name it asks for, or else the first.
	Certificates []tls.Certificate

	ClientCertificates ClientCertificates

	// ClientCAs are the authorities that C#'s Certificate.Verify() and the
	// policy validate-client-certificate trust; nil takes the deployment's.
	ClientCAs *x509.CertPool
}

// ClientCertificates says whether clients show certificates.
type ClientCertificates int

const (
	// NoClientCertificates does not ask for one.
	NoClientCertificates ClientCertificates = iota

	// RequestClientCertificates asks for one and takes what comes. Expired,
	// untrusted or absent: it is for the policies to judge, as in API
	// Management. Clients are not told which authorities are trusted, because
	// many would then keep other certificates back.
	RequestClientCertificates

	// RequireClientCertificates ends the handshake when none comes and, where
	// ClientCAs are given, when it has no valid chain to one of them. Policies
	// never see the certificates that are refused so.
	RequireClientCertificates
)

// An API is what a gateway serves under a path.
type API struct {
	// APIInfo is what policies see. Its Version "" is of a set the original, which
	// answers when no version is asked for. With Protocols, requests that come by
	// another are not found.
	runtime.APIInfo

	VersionSet *VersionSet // nil when the API has no versions
	Workspace  *runtime.WorkspaceInfo

	// RevisionOf is the ID of the API that this one is another revision of: what
	// opens that opens this. "" is none.
	RevisionOf string

	// SubscriptionRequired refuses requests without a subscription's key.
	SubscriptionRequired bool

	// Operations are the methods and paths that the API has. With none, every
	// method and path is the API's.
	Operations []Operation

	// Policies are the effective policies of the API. They run when it has no
	// operations; their on-error answers for requests that match none.
	Policies Policies
}

// An Operation is a method and a path of an API.
type Operation struct {
	runtime.OperationInfo // its Method as it is sent, no wildcard; its URLTemplate "/{id}", "/items?type={type}", "/*"
	Policies              Policies
}

// Policies are the effective policies of an operation: those of every scope
// from global to operation. The product's differ with the subscription that a
// request came with.
type Policies struct {
	Default  *runtime.Pipeline            // without a product; nil does nothing and answers 200
	Products map[string]*runtime.Pipeline // by product ID; Default where a product has none
}

// of is the pipeline of a product, which may be nil.
func (p *Policies) of(product *runtime.ProductInfo) *runtime.Pipeline {
	if product != nil {
		if pipeline := p.Products[product.ID]; pipeline != nil {
			return pipeline
		}
	}
	if p.Default == nil {
		return noPolicies
	}
	return p.Default
}

// noPolicies is what runs where nothing is configured.
var noPolicies = new(runtime.Pipeline)

// A VersionScheme says where a request names the version it wants.
type VersionScheme int

const (
	VersionSegment VersionScheme = iota // the segment after the API's path
	VersionHeader
	VersionQuery
)

// A VersionSet is how the versions of an API are told apart.
type VersionSet struct {
	Scheme VersionScheme
	Header string // name of the header, of VersionHeader
	Query  string // name of the query parameter, of VersionQuery
}

// A Product is a bundle of APIs that is subscribed to.
type Product struct {
	runtime.ProductInfo          // its SubscriptionRequired is false of an open product
	APIs                []string // IDs
}

// A Subscription has the keys that open a product, an API or everything.
type Subscription struct {
	runtime.SubscriptionInfo        // without Key, which is the one that a request used
	Product                  string // ID; "" when it is not a product's
	API                      string // ID; "" with Product "" opens every API
	Inactive                 bool   // suspended, expired or not yet approved
	User                     *runtime.UserInfo
}

// Options are what a gateway keeps through every change of configuration.
type Options struct {
	// Services are what policies reach the world with. Their Transport is most
	// often one of [NewTransport].
	Services *runtime.Services

	// Log gets a record for each request answered, and what goes wrong around
	// them. Its handler must be done with a record when it returns, as those of
	// log/slog are. Nil logs nothing.
	Log *slog.Logger

	Limits   Limits
	Timeouts Timeouts
}

// Limits bound what clients can use. Zero in a field takes the value of
// [DefaultLimits]; bodies that are held in memory are bounded by the Limits of
// package runtime.
type Limits struct {
	Line    int    // bytes of a request line or header field
	Head    int    // bytes of all header fields
	Fields  int    // header fields
	Body    int64  // bytes of a request's body; 0 is no limit
	Streams uint32 // requests at a time on a connection of HTTP/2
}

// DefaultLimits are the limits when nothing else is said.
var DefaultLimits = Limits{
	Line: http1.DefaultLimits.Line, Head: http1.DefaultLimits.Head, Fields: http1.DefaultLimits.Fields, Streams: 100,
}

// Timeouts bound how long clients may take. Zero in a field takes the value of
// [DefaultTimeouts]; a negative one is no limit.
type Timeouts struct {
	Handshake time.Duration // of TLS
	Idle      time.Duration // until a connection's next request begins
	Head      time.Duration // from there until its header fields are there
	Body      time.Duration // for each piece of its body
	Write     time.Duration // for each piece of a response to be taken
	Drain     time.Duration // for requests in progress when the gateway stops
}

// DefaultTimeouts are fit for a gateway that faces the internet.
var DefaultTimeouts = Timeouts{
	Handshake: 10 * time.Second,
	Idle:      http1.DefaultTimeouts.Idle, Head: http1.DefaultTimeouts.Head, Body: http1.DefaultTimeouts.Body, Write: http1.DefaultTimeouts.Write,
	Drain: 30 * time.Second,
}
