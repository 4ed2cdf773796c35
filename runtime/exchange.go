package runtime

import (
	"context"
	"crypto/x509"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime/message"
)

// An Exchange is one request and its response, and what else `context` shows
// to C#. It belongs to one goroutine at a time. A caller that serves many keeps
// it and calls Reset.
//
// The caller fills in Request, the fields that say what the request was matched
// to, and Deployment; Pipeline.Run does the rest.
type Exchange struct {
	Services   *Services
	Deployment *Deployment

	RequestID string    // a GUID: 8-4-4-4-12 lower case hexadecimal digits
	Timestamp time.Time // when the request was received

	Request Request

	// Response is nil until there is one. After Run it is never nil.
	Response *Response

	// Final is what the response to the client is given at the end, whatever it
	// is by then: its fields take the place of the response's, but for Vary,
	// which is added to.
	Final message.Header

	Variables Variables

	// LastError is what failed; nil while nothing has.
	LastError *Error

	// What the request was matched to; nil when it was not.
	API          *APIInfo
	Operation    *OperationInfo
	Product      *ProductInfo
	Subscription *SubscriptionInfo
	User         *UserInfo
	Workspace    *WorkspaceInfo

	// Trace collects what the policies do; nil when the request is not traced.
	Trace *Trace

	// Forwarded reports that a request was sent to the backend.
	Forwarded bool

	// Backend is what set-backend-service chose by id; nil when the URL alone
	// says where the request goes.
	Backend *BackendService

	// Certificate is what the gateway shows to the backend in place of the
	// backend's own; nil when no policy has said.
	Certificate *clr.X509Certificate2

	// Proxy is what the request to the backend goes through; nil for none.
	Proxy *Proxy

	hidden    []string // what policies have found to be secret
	section   Sections
	step      *step       // the innermost that runs
	turn      *sync.Mutex // held by the branch whose turn it is; nil outside of Parallel
	base      Scopes      // of the policy that chose Backend
	env       clr.Env
	responses [2]Response // Response points to one of them, or to what a caller made
	outgoing  Outgoing
	tasks     []task // put off until the end
	notes     []note // what Once was told
}

// NewExchange makes an empty exchange.
func NewExchange(s *Services, d *Deployment) *Exchange {
	x := &Exchange{Services: s, Deployment: d.orEmpty()}
	x.env.Context = x
	x.env.Verify = x.verify
	x.prepare()
	return x
}

// Reset makes x an empty exchange again and keeps its memory. Nothing that was
// reached through x may be used after it.
func (x *Exchange) Reset(d *Deployment) {
	request, responses, variables, env, final := x.Request, x.responses, x.Variables, x.env, x.Final
	clear(x.tasks)
	clear(x.notes)
	clear(x.hidden)
	*x = Exchange{Services: x.Services, Deployment: d.orEmpty(), tasks: x.tasks[:0], notes: x.notes[:0], hidden: x.hidden[:0]}
	request.Reset()
	for i := range responses {
		responses[i].Reset()
	}
	variables.clear()
	final.Reset()
	x.Request, x.responses, x.Variables, x.env, x.Final = request, responses, variables, env, final
	x.prepare()
}

// prepare gives expressions the services of the exchange.
func (x *Exchange) prepare() {
	x.Request.x, x.responses[0].x, x.responses[1].x = x, x, x
	if x.Services != nil {
		x.env.Now, x.env.Random, x.env.Limits = x.Services.Now, x.Services.Random, x.Services.Limits.Expression
	}
}

// Env is what expressions see of the exchange and its services.
func (x *Exchange) Env() *clr.Env { return &x.env }

// Section is the section that is running, or 0.
func (x *Exchange) Section() Sections { return x.section }

// Scope is the scope of the document that the running policy stands in.
func (x *Exchange) Scope() Scopes {
	if x.step == nil {
		return 0
	}
	return x.step.scope
}

// Draft is an empty 200 that is not the response yet, so that it can be made
// while expressions still read the one there is; see Respond.
func (x *Exchange) Draft() *Response {
	if x.turn != nil { // another branch may have one too
		return &Response{Status: 200, x: x}
	}
	r := &x.responses[0]
	if x.Response == r {
		r = &x.responses[1]
	}
	r.Reset()
	r.Status = 200
	return r
}

// Respond makes r the response. The one before it is given up.
func (x *Exchange) Respond(r *Response) {
	if old := x.Response; old != nil && old != r {
		if old.Body == r.Body {
			old.Body = nil // it goes on
		}
		old.Reset()
	}
	x.Response = r
}

// NewResponse makes the response an empty 200 and returns it.
func (x *Exchange) NewResponse() *Response {
	x.Respond(x.Draft())
	return x.Response
}

// OnResponse reports whether policies that change a message change the
// response: they do in outbound and on-error.
func (x *Exchange) OnResponse() bool { return x.section&(Outbound|OnError) != 0 }

// Header is the header of the message that the running section is about.
func (x *Exchange) Header() *message.Header {
	if x.OnResponse() {
		return &x.EnsureResponse().Header
	}
	return &x.Request.Header
}

// EnsureResponse is the response, an empty 200 when there was none.
func (x *Exchange) EnsureResponse() *Response {
	if x.Response == nil {
		return x.NewResponse()
	}
	return x.Response
}

// finish completes the response that the client gets.
func (x *Exchange) finish(ctx context.Context) {
	x.runTasks(ctx)
	x.section = 0
	h := &x.EnsureResponse().Header
	for _, f := range x.Final.Fields() {
		if strings.EqualFold(f.Name, "Vary") {
			addVary(h, f.Value)
		} else {
			h.Set(f.Name, f.Value)
		}
	}
}

// addVary adds a name to the field Vary, if it is not among its names.
func addVary(h *message.Header, name string) {
	for _, value := range h.Values("Vary") {
		for known := range strings.SplitSeq(value, ",") {
			if known = strings.TrimSpace(known); known == "*" || strings.EqualFold(known, name) {
				return
			}
		}
	}
	h.Add("Vary", name)
}

// Elapsed is how long ago the request was received.
func (x *Exchange) Elapsed() time.Duration { return x.Services.Now().Sub(x.Timestamp) }

// An Outcome says how a request ended.
type Outcome string

// The outcomes.
const (
	OutcomeReturned  Outcome = "returned"  // the gateway answered by itself
	OutcomeForwarded Outcome = "forwarded" // the backend answered
	OutcomeFailed    Outcome = "failed"    // a policy or a step failed
)

// Outcome is how the request ended, once Run has returned.
func (x *Exchange) Outcome() Outcome {
	switch {
	case x.LastError != nil:
		return OutcomeFailed
	case x.Forwarded:
		return OutcomeForwarded
	}
	return OutcomeReturned
}

// A Request is what the client sent, and, as policies change it, what the
// backend will get.
type Request struct {
	Method         string
	OriginalMethod string // "" is Method

	// OriginalURL is what the client asked for; it does not change. URL is
	// where the request goes.
	OriginalURL URL
	URL         URL

	IP     string // the client's address
	Header message.Header
	Body   *message.Body // nil when there is none

	// Certificate is the client's, nil when it showed none; Chain is what came
	// with it. Make it once for a connection: reading it is then free.
	Certificate *clr.X509Certificate2
	Chain       []*x509.Certificate

	// Parameters are the values of the URL template's parameters, in order.
	Parameters []Parameter

	// HostSet says that a policy has set the Host field: it is sent as it stands.
	// Otherwise a backend gets its own.
	HostSet bool

	// Upgrade is the protocol that the client asks to change to, "" for none;
	// Trailers, that it takes trailers. Interim sends it a response of status
	// 1xx; nil when nobody can.
	Upgrade  string
	Trailers bool
	Interim  func(status int, h *message.Header) error

	x        *Exchange
	base     int  // how much of URL.Path is the backend's base
	consumed bool // C# has taken the body
	method   any  // Method, boxed when C# last read it
}

// A Parameter is a parameter of a URL template and its value.
type Parameter struct{ Name, Value string }

// Reset makes r empty and keeps its memory.
func (r *Request) Reset() {
	header, parameters := r.Header, r.Parameters[:0]
	header.Reset()
	*r = Request{Header: header, Parameters: parameters, x: r.x, method: r.method}
}

// Route says where the request goes: to the base of a backend with a path and
// a query string, which may begin with ?, behind it.
func (r *Request) Route(base *URL, path, query string) {
	if query != "" && query[0] != '?' {
		query = "?" + query
	}
	r.URL = URL{base.Scheme, base.Host, base.Port, joinPath(base.Path, path), query}
	r.base = len(base.Path)
	if path != "" && base.Path != "" && base.Path[len(base.Path)-1] == '/' {
		r.base--
	}
}

// SetBase puts another base before the path, as set-backend-service does.
func (r *Request) SetBase(base *URL) { r.Route(base, r.Path(), r.URL.QueryString) }

// Path is the part of URL.Path behind the base.
func (r *Request) Path() string { return r.URL.Path[min(r.base, len(r.URL.Path)):] }

// Base is the base of the backend that the request goes to, without a slash at
// its end.
func (r *Request) Base() string {
	return r.URL.Scheme + "://" + r.URL.Authority() + strings.TrimSuffix(r.URL.Path[:min(r.base, len(r.URL.Path))], "/")
}

// SetPath changes the part of URL.Path behind the base.
func (r *Request) SetPath(path string) {
	r.URL.Path = joinPath(r.URL.Path[:min(r.base, len(r.URL.Path))], path)
}

// SetBody gives the request another body.
func (r *Request) SetBody(b *message.Body) { r.Body, r.consumed = b, false }

// A Response is what the client will get. Its zero value has status 0.
type Response struct {
	Status int
	Reason string // the reason phrase; "" is the standard one of the status
	Header message.Header
	Body   *message.Body // nil when there is none

	// Unbuffered sends each piece of the body on as it comes.
	Unbuffered bool

	// Of status 101: the protocol that is spoken from here on, and the
	// connection to the side that answered.
	Upgrade string
	Tunnel  io.ReadWriteCloser

	x        *Exchange
	consumed bool
}

// Reset makes r empty and keeps its memory. A body or tunnel that nobody took
// is closed.
func (r *Response) Reset() {
	r.Body.Close()
	if r.Tunnel != nil {
		r.Tunnel.Close()
	}
	header := r.Header
	header.Reset()
	*r = Response{Header: header, x: r.x}
}

// SetBody gives the response another body.
func (r *Response) SetBody(b *message.Body) { r.Body, r.consumed = b, false }

// Variables are the variables of a request, in the order in which they were
// first set. Names are case-sensitive. The values are values of package clr.
type Variables struct {
	list []variable
}

type variable struct {
	name  string
	value any
}

// Get is the value of a variable.
func (v *Variables) Get(name string) (value any, ok bool) {
	for i := range v.list {
		if v.list[i].name == name {
			return v.list[i].value, true
		}
	}
	return nil, false
}

// Set makes or changes a variable.
func (v *Variables) Set(name string, value any) {
	for i := range v.list {
		if v.list[i].name == name {
			v.list[i].value = value
			return
		}
	}
	v.list = append(v.list, variable{name, value})
}

// Delete removes a variable.
func (v *Variables) Delete(name string) {
	v.list = slices.DeleteFunc(v.list, func(w variable) bool { return w.name == name })
}

// Len is the number of variables.
func (v *Variables) Len() int { return len(v.list) }

// All yields names and values in order.
func (v *Variables) All() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for _, w := range v.list {
			if !yield(w.name, w.value) {
				return
			}
		}
	}
}

func (v *Variables) clear() {
	clear(v.list)
	v.list = v.list[:0]
}

// APIInfo is the API that a request was matched to.
type APIInfo struct {
	ID, Name, Path    string // Path has no slash at either end
	Version, Revision string
	NotCurrent        bool // another revision is the current one
	ServiceURL        *URL // nil when there is none
	Protocols         []string
	KeyHeader         string // where the subscription key is; "" is Ocp-Apim-Subscription-Key
	KeyQuery          string // "" is subscription-key
}

// OperationInfo is the operation that a request was matched to.
type OperationInfo struct {
	ID, Name    string
	Method      string
	URLTemplate string // path and query, as declared: /orders/{id}?expand={expand}
	Responses   []ResponseInfo
}

// ResponseInfo is a response that an operation is described to give.
type ResponseInfo struct {
	Status  int
	Content []ContentInfo // what its body may be; the first is the usual one
}

// ContentInfo is what a body may be.
type ContentInfo struct {
	Type     string   // its media type
	Examples []string // given ones, or else one that was made from a schema
}

// ProductInfo is the product whose subscription the request came with.
type ProductInfo struct {
	ID, Name             string
	ApprovalRequired     bool
	NotPublished         bool
	SubscriptionRequired bool
	SubscriptionLimit    *int
	Groups               []GroupInfo
	APIs                 []*APIInfo
}

// GroupInfo is a group of users.
type GroupInfo struct{ ID, Name string }

// SubscriptionInfo is the subscription that the request came with.
type SubscriptionInfo struct {
	ID, Name              string
	Key                   string // the one that was used
	PrimaryKey, SecondKey string
	Created               time.Time
	Start, End            time.Time // zero when there is none
}

// UserInfo is the owner of the subscription.
type UserInfo struct {
	ID, Email, FirstName, LastName, Note string
	Registered                           time.Time
	Groups                               []GroupInfo
	Identities                           []IdentityInfo
}

// IdentityInfo is how a user signs in.
type IdentityInfo struct{ ID, Provider string }

// WorkspaceInfo is the workspace that an API belongs to.
type WorkspaceInfo struct{ ID, Name string }
