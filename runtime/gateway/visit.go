package gateway

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/gateway/http1"
	"sallyport/runtime/message"
)

// A responder answers one request: an [http1.Responder], or its like for HTTP/2.
type responder interface {
	Respond(*http1.Response) (int64, error)
	Interim(*http1.Response) error
}

// A visit is one request on its way through the gateway. Its memory serves the
// next one after it.
type visit struct {
	g      *Gateway
	x      *runtime.Exchange
	w      responder
	values []string // of the template's parameters
	resp   http1.Response
	record record

	interimResponse http1.Response
	interim         func(int, *message.Header) error // v.sendInterim
}

func newVisit(g *Gateway) *visit {
	v := &visit{g: g}
	v.init()
	return v
}

func (v *visit) init() {
	v.x = runtime.NewExchange(v.g.services, nil)
	v.interim = v.sendInterim
}

// serve answers one request of a connection.
func (v *visit) serve(ctx context.Context, c *connection, w responder, req *http1.Request) {
	v.w = w
	v.record.begin(c, req, v.g.ids.next())
	defer v.recover(ctx, c)
	n, err := v.answer(ctx, c, req)
	v.g.answered(ctx, v, n, err)
	v.reset()
}

// reset readies the visit for another request.
func (v *visit) reset() {
	v.w = nil
	v.x.Reset(nil)
	v.resp.Reset()
	v.record.reset()
}

// recover answers a request whose handling panicked: a mistake of ours, which
// must not end the other requests. What the visit holds is not used again.
func (v *visit) recover(ctx context.Context, c *connection) {
	cause := recover()
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler { // HTTP/2's way to cut off a response
		panic(cause)
	}
	stack := debug.Stack()
	broken := *v
	*v = visit{g: broken.g}
	v.init()
	resp := http1.Response{Status: 500, Reason: phrase(500)}
	n, err := broken.w.Respond(&resp)
	broken.resp = resp
	broken.record.failure = fmt.Sprintf("panic: %v\n%s", cause, stack)
	v.g.answered(ctx, &broken, n, err)
}

// answer runs what is configured for a request and sends the response.
func (v *visit) answer(ctx context.Context, c *connection, req *http1.Request) (int64, error) {
	origin := req.Origin()
	switch path, _ := splitTarget(origin); {
	case path == healthPath || path == healthPathMisprinted:
		return v.sendHealth()
	case path == "*": // OPTIONS * asks of the server as a whole
		v.resp.Status = 204
		return v.send()
	}
	conf := v.g.current.Load()
	x := v.x
	x.Deployment = conf.listeners[c.listener].deployment
	x.RequestID, x.Timestamp = v.record.request, v.record.start
	v.receive(c, req, origin)
	v.dispatch(ctx, conf, origin)
	v.take()
	return v.send()
}

// dispatch finds what is configured for the request and runs it. The target is
// the request's in origin form.
func (v *visit) dispatch(ctx context.Context, conf *configuration, origin string) {
	r := &v.x.Request
	t := conf.apis.locate(r.OriginalURL.Scheme, r.Method, origin, &r.Header, v.values)
	v.values = t.values
	if !v.preflight(ctx, conf, &t) {
		v.enter(&t)
		v.run(ctx, conf, &t)
	}
}

// preflight answers a CORS preflight, where the API has no operation of its own
// for it: the policies of the operation that the client means to call do, if
// they can. Nobody shows a key in a preflight, so none is asked for.
func (v *visit) preflight(ctx context.Context, conf *configuration, t *target) bool {
	x := v.x
	if t.site == nil || t.route != nil || !x.IsPreflight() {
		return false
	}
	method := x.Request.Header.Get("Access-Control-Request-Method")
	meant := conf.apis.locate(x.Request.OriginalURL.Scheme, method, x.Request.OriginalURL.Target(), &x.Request.Header, nil)
	if !meant.matched() {
		return false
	}
	product := x.Product
	x.Product = conf.access.openBy(meant.site.api)
	v.enter(&meant)
	if meant.policies().of(x.Product).Preflight(ctx, x) {
		return true
	}
	x.Product, x.Operation, x.Request.Parameters = product, nil, x.Request.Parameters[:0]
	return false
}

// receive makes the request of the connection the exchange's.
func (v *visit) receive(c *connection, req *http1.Request, origin string) {
	r := &v.x.Request
	r.Method, r.Body = req.Method, req.Body
	r.Header, req.Header = req.Header, r.Header // each keeps the other's memory
	receive(&r.Header)
	r.OriginalURL.Scheme = c.scheme
	r.OriginalURL.Host, r.OriginalURL.Port = splitHost(req.Host, c.scheme)
	r.OriginalURL.Path, r.OriginalURL.QueryString = cutQuery(origin)
	r.URL = r.OriginalURL
	r.IP, r.Certificate, r.Chain = c.ip, c.certificate, c.chain
	r.Upgrade, r.Trailers, r.Interim = req.Upgrade, req.Trailers, v.interim
}

// cutQuery cuts a target before the ? of its query.
func cutQuery(target string) (path, query string) {
	if i := strings.IndexByte(target, '?'); i >= 0 {
		return target[:i], target[i:]
	}
	return target, ""
}

// splitHost is the host in lower case and the port, or the scheme's own.
func splitHost(host, scheme string) (name string, port int) {
	port = 80
	if scheme == "https" {
		port = 443
	}
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') {
		if n, err := strconv.ParseUint(host[i+1:], 10, 16); err == nil {
			port = int(n)
		}
		host = host[:i]
	}
	return strings.ToLower(host), port
}

// noBackend is where requests of an API without a service URL go, unless a
// policy says where.
var noBackend runtime.URL

// enter notes what the request was matched to.
func (v *visit) enter(t *target) {
	if t.site == nil {
		return
	}
	x := v.x
	x.API, x.Workspace = &t.site.api.APIInfo, t.site.api.Workspace
	path, query := t.rest, x.Request.OriginalURL.QueryString
	if base := x.API.ServiceURL; base != nil {
		x.Request.Route(base, path, query)
	} else {
		x.Request.Route(&noBackend, path, query)
	}
	if t.route == nil {
		return
	}
	x.Operation = &t.route.op.OperationInfo
	for i, name := range t.route.names {
		x.Request.Parameters = append(x.Request.Parameters, runtime.Parameter{Name: name, Value: t.values[i]})
	}
	for _, p := range t.route.template.query {
		if p.name != "" {
			value, _ := queryValue(strings.TrimPrefix(query, "?"), p.key)
			x.Request.Parameters = append(x.Request.Parameters, runtime.Parameter{Name: p.name, Value: value})
		}
	}
}

// run runs the policies for the request.
func (v *visit) run(ctx context.Context, conf *configuration, t *target) {
	x := v.x
	switch {
	case conf.global.Publish(ctx, x):
		return
	case t.site == nil:
		conf.global.Fail(ctx, x, notFound())
		return
	case !t.matched():
		t.site.api.Policies.of(nil).Fail(ctx, x, notFound())
		return
	}
	policies := t.policies()
	if e := conf.access.admit(x, t.site.api); e != nil {
		policies.of(nil).Fail(ctx, x, e)
		return
	}
	policies.of(x.Product).Run(ctx, x)
}

// notFound is API Management's answer to what no operation matches.
func notFound() *runtime.Error {
	return &runtime.Error{
		Source: "configuration", Reason: "OperationNotFound", Section: "backend",
		Message: "Unable to match incoming request to an operation.",
		Status:  404, Text: "Resource not found",
	}
}

// take makes the response of the exchange the one to send.
func (v *visit) take() {
	r := v.x.Response
	v.resp.Status, v.resp.Reason = r.Status, r.Phrase()
	v.resp.Header, r.Header = r.Header, v.resp.Header // each keeps the other's memory
	v.resp.Body, r.Body = r.Body, nil
	v.resp.Flush = r.Unbuffered || v.resp.Body.Len() < 0
	if r.Status == 101 {
		v.resp.Upgrade, v.resp.Tunnel, r.Tunnel = r.Upgrade, r.Tunnel, nil
	}
}

// send sends the response, dated if it is not.
func (v *visit) send() (int64, error) {
	if v.resp.Reason == "" {
		v.resp.Reason = phrase(v.resp.Status)
	}
	if !v.resp.Header.Has("Date") && v.resp.Status >= 200 {
		v.resp.Header.Add("Date", date(v.record.start))
	}
	return v.w.Respond(&v.resp)
}

// phrase is the standard reason phrase of a status.
func phrase(status int) string {
	r := runtime.Response{Status: status}
	return r.Phrase()
}

// sendInterim sends a response of status 1xx to the client.
func (v *visit) sendInterim(status int, h *message.Header) error {
	v.interimResponse.Reset()
	v.interimResponse.Status, v.interimResponse.Reason = status, phrase(status)
	for _, f := range h.Fields() {
		v.interimResponse.Header.Add(f.Name, f.Value)
	}
	http1.RemoveHopByHop(&v.interimResponse.Header)
	return v.w.Interim(&v.interimResponse)
}

// visit answers one request of a connection.
func (g *Gateway) visit(ctx context.Context, c *connection, w responder, req *http1.Request) {
	v := g.visits.Get().(*visit)
	v.serve(ctx, c, w, req)
	g.visits.Put(v)
}

// Handle answers a request that came over HTTP/1.1.
func (c *connection) Handle(ctx context.Context, w *http1.Responder, req *http1.Request) {
	c.g.visit(ctx, c, w, req)
}

// Refuse answers what is no request in the form of API Management's errors.
func (c *connection) Refuse(refusal *http1.Error, resp *http1.Response) {
	resp.Reason = phrase(refusal.Status)
	resp.Header.Add("Date", date(time.Now()))
	resp.Header.Add("Content-Type", "application/json")
	resp.Body = message.NewBody(fmt.Appendf(nil, `{ "statusCode": %d, "message": %q }`, refusal.Status, resp.Reason))
	c.g.refused(c, refusal)
}
