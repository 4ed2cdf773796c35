package policies

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

func init() {
	register(runtime.Kind{
		Name:     "cors",
		Sections: runtime.Inbound,
		Once:     runtime.OncePerSection,
		Doc: "Lets scripts of other origins call the API. A preflight is answered for operations that have none of method OPTIONS, " +
			"if the policy stands in inbound itself; no key is asked for. Other responses to an origin that is allowed get the " +
			"fields that it needs, also those that the gateway makes of an error.",
		New: func() runtime.Policy { return new(cors) },
	})
}

// cors follows the policy's page, but where that contradicts itself:
// terminate-unmatched-request is true when absent, as services act. A request of
// another method than GET and HEAD whose origin is not allowed goes on without
// the fields, of which nothing is said.
type cors struct {
	_           struct{}            `order:"any"`
	Credentials runtime.Value[bool] `attr:"allow-credentials" default:"false" doc:"Whether browsers may send cookies and the like along."`
	Terminate   runtime.Value[bool] `attr:"terminate-unmatched-request" default:"true" doc:"Whether a preflight, GET or HEAD that is not allowed is answered with an empty 200; otherwise the next cors decides on a preflight and the others go on."`
	Origins     corsOrigins         `elem:"allowed-origins,required" doc:"The origins that may call."`
	Methods     *corsMethods        `elem:"allowed-methods" doc:"The methods that may be called; GET and POST when absent."`
	Headers     *corsHeaders        `elem:"allowed-headers" doc:"The header fields that may be sent, beside those that any page may send; none when absent."`
	Expose      *corsHeaders        `elem:"expose-headers" doc:"The header fields of responses that scripts may read, beside those that they always may."`

	any     bool     // every origin is allowed
	origins []string // as browsers send them
	headers []string // that may be sent
	expose  string   // the value of Access-Control-Expose-Headers
}

type corsOrigins struct {
	Origins []corsOrigin `elem:"origin,min=1"`
}

type corsOrigin struct {
	Text string `text:"required" doc:"Scheme, host and port, or * for every origin."`
}

type corsMethods struct {
	MaxAge  runtime.Value[int] `attr:"preflight-result-max-age" min:"0" default:"0" doc:"Seconds for which a browser may keep the answer to a preflight."`
	Methods []corsMethod       `elem:"method,min=1"`
}

type corsMethod struct {
	Method runtime.Value[string] `text:"required" doc:"A method, or * for all."`
}

type corsHeaders struct {
	Headers []corsHeader `elem:"header,min=1"`
}

type corsHeader struct {
	Name string `text:"required" doc:"The name of a header field, or * for all."`
}

const allowOrigin = "Access-Control-Allow-Origin"

var _ runtime.Preflighter = (*cors)(nil)

func (p *corsOrigin) Validate(c *runtime.Checker) {
	if _, err := parseOrigin(p.Text); err != nil && p.Text != "*" {
		c.Errorf("", "%v", err)
	}
}

func (p *corsMethod) Validate(c *runtime.Checker) {
	if method, ok := p.Method.Constant(); ok && !isToken(method) {
		c.Errorf("", "%q is no method", method)
	}
}

func (p *corsHeader) Validate(c *runtime.Checker) {
	if !isToken(p.Name) {
		c.Errorf("", "%q is no name of a header field", p.Name)
	}
}

// names lists the names of fields; nil when the element is absent.
func (p *corsHeaders) names() []string {
	if p == nil {
		return nil
	}
	list := make([]string, len(p.Headers))
	for i, h := range p.Headers {
		list[i] = h.Name
	}
	return list
}

func (p *cors) Validate(c *runtime.Checker) {
	p.headers, p.expose = p.Headers.names(), strings.Join(p.Expose.names(), ", ")
	for _, o := range p.Origins.Origins {
		origin, _ := parseOrigin(o.Text)
		p.origins = append(p.origins, origin)
		p.any = p.any || o.Text == "*"
	}
	if p.any && len(p.origins) > 1 {
		c.Errorf("", "the origin * stands alone")
	}
	if credentials, ok := p.Credentials.Constant(); ok && credentials && p.any {
		c.Warnf("allow-credentials", "every site may act for a user who is signed in: name the origins that may")
	}
}

// parseOrigin is an origin in the form that browsers send. The scheme's own port
// and a slash at the end are left out.
func parseOrigin(text string) (string, error) {
	if text == "null" { // that of a sandboxed page
		return text, nil
	}
	u, err := runtime.ParseURL(text)
	if err != nil || u.Path != "" && u.Path != "/" || u.QueryString != "" {
		return "", fmt.Errorf("%q is no origin, want scheme://host or scheme://host:port", text)
	}
	return u.Scheme + "://" + u.Authority(), nil
}

// Execute lets a request pass, or not, and keeps what the response must say.
func (p *cors) Execute(_ context.Context, x *runtime.Exchange) error {
	origin, ok := requestOrigin(x)
	if !ok || x.Final.Has(allowOrigin) { // an outer cors has decided
		return nil
	}
	allowed := p.allowsOrigin(origin)
	if allowed {
		var err error
		if allowed, err = p.allowsMethod(x, x.Request.Method); err != nil {
			return err
		}
	}
	if x.Tracing() {
		x.Note("origin %s: allowed %v", origin, allowed)
	}
	if allowed {
		return p.grant(x, origin, &x.Final)
	}
	terminate, err := p.Terminate.Get(x)
	if err != nil {
		return err
	}
	if method := x.Request.Method; !terminate || method != "GET" && method != "HEAD" {
		return nil
	}
	x.NewResponse()
	return runtime.Stop
}

// Preflight answers a preflight.
func (p *cors) Preflight(_ context.Context, x *runtime.Exchange) error {
	asked := &x.Request.Header
	origin, ok := requestOrigin(x)
	allowed := ok && p.allowsOrigin(origin) && p.allowsHeaders(asked)
	if allowed {
		var err error
		if allowed, err = p.allowsMethod(x, asked.Get("Access-Control-Request-Method")); err != nil {
			return err
		}
	}
	if x.Tracing() {
		x.Note("preflight of origin %s: allowed %v", origin, allowed)
	}
	if allowed {
		return p.answer(x, origin)
	}
	terminate, err := p.Terminate.Get(x)
	if err != nil || !terminate {
		return err
	}
	x.NewResponse()
	return runtime.Stop
}

// answer allows what a preflight asks for.
func (p *cors) answer(x *runtime.Exchange, origin string) error {
	asked, draft := &x.Request.Header, x.Draft()
	h := &draft.Header
	if err := p.grant(x, origin, h); err != nil {
		return err
	}
	h.Del("Access-Control-Expose-Headers") // that is for the response itself
	methods, err := p.methods(x)
	if err != nil {
		return err
	}
	if slices.Contains(methods, "*") {
		methods = []string{asked.Get("Access-Control-Request-Method")}
	}
	h.Set("Access-Control-Allow-Methods", strings.Join(methods, ", "))
	names := p.headers
	if slices.Contains(names, "*") {
		names = asked.Values("Access-Control-Request-Headers")
	}
	if len(names) > 0 {
		h.Set("Access-Control-Allow-Headers", strings.Join(names, ", "))
	}
	if p.Methods != nil && p.Methods.MaxAge.Given() {
		age, err := p.Methods.MaxAge.Get(x)
		if err != nil {
			return err
		}
		h.Set("Access-Control-Max-Age", strconv.Itoa(age))
	}
	x.Respond(draft)
	return runtime.Stop
}

// grant adds the fields that let a script of the origin read a response.
func (p *cors) grant(x *runtime.Exchange, origin string, h *message.Header) error {
	credentials, err := p.Credentials.Get(x)
	if err != nil {
		return err
	}
	if p.any && !credentials {
		h.Set(allowOrigin, "*")
	} else {
		h.Set(allowOrigin, origin)
		h.Set("Vary", "Origin")
	}
	if credentials {
		h.Set("Access-Control-Allow-Credentials", "true")
	}
	if p.expose != "" {
		h.Set("Access-Control-Expose-Headers", p.expose)
	}
	return nil
}

// requestOrigin is the origin of the script that sends the request. ok is false
// when there is none, or more than one.
func requestOrigin(x *runtime.Exchange) (origin string, ok bool) {
	for _, f := range x.Request.Header.Fields() {
		if !strings.EqualFold(f.Name, "Origin") {
			continue
		}
		if ok {
			return "", false
		}
		origin, ok = f.Value, true
	}
	return origin, ok && origin != ""
}

func (p *cors) allowsOrigin(origin string) bool {
	if p.any || slices.Contains(p.origins, origin) {
		return true
	}
	plain, err := parseOrigin(origin)
	return err == nil && slices.Contains(p.origins, plain)
}

var corsDefaultMethods = []string{"GET", "POST"}

func (p *cors) methods(x *runtime.Exchange) ([]string, error) {
	if p.Methods == nil {
		return corsDefaultMethods, nil
	}
	list := make([]string, len(p.Methods.Methods))
	for i := range list {
		method, err := p.Methods.Methods[i].Method.Get(x)
		if err != nil {
			return nil, err
		}
		if !isToken(method) {
			return nil, invalid("A method that cors allows is not valid.")
		}
		list[i] = method
	}
	return list, nil
}

func (p *cors) allowsMethod(x *runtime.Exchange, method string) (bool, error) {
	if p.Methods == nil {
		return slices.Contains(corsDefaultMethods, method), nil
	}
	for i := range p.Methods.Methods {
		allowed, err := p.Methods.Methods[i].Method.Get(x)
		if err != nil {
			return false, err
		}
		if allowed == "*" && isToken(method) || allowed == method {
			return true, nil
		}
	}
	return false, nil
}

// allowsHeaders reports whether a preflight asks for no fields but those that
// are allowed.
func (p *cors) allowsHeaders(asked *message.Header) bool {
	for _, line := range asked.Values("Access-Control-Request-Headers") {
		for name := range strings.SplitSeq(line, ",") {
			if name = strings.TrimSpace(name); name != "" && !p.allowsHeader(name) {
				return false
			}
		}
	}
	return true
}

func (p *cors) allowsHeader(name string) bool {
	return isToken(name) && slices.ContainsFunc(p.headers, func(allowed string) bool {
		return allowed == "*" || strings.EqualFold(allowed, name)
	})
}
