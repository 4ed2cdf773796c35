package policies

import (
	"context"
	"strings"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

func init() {
	register(runtime.Kind{
		Name:     "cross-domain",
		Sections: runtime.Inbound,
		Scopes:   runtime.GlobalScope,
		Once:     runtime.OncePerDocument,
		Doc: "Publishes Adobe's cross-domain policy at /crossdomain.xml of the gateway, for clients such as Flash and Acrobat. No key is asked " +
			"for, and an API cannot have that path. API Management does not say how it is published.",
		New: func() runtime.Policy { return new(crossDomain) },
	})
}

type crossDomain struct {
	Policy crossDomainPolicy `elem:"cross-domain-policy,required" doc:"The policy file, in Adobe's grammar."`

	file []byte
}

type crossDomainPolicy struct {
	Site    *crossDomainSite     `elem:"site-control" doc:"Which policy files of the site count."`
	Access  []crossDomainAccess  `elem:"allow-access-from" doc:"A domain whose documents may read."`
	Headers []crossDomainHeaders `elem:"allow-http-request-headers-from" doc:"A domain whose documents may send header fields."`
}

type crossDomainSite struct {
	Permitted string `attr:"permitted-cross-domain-policies" enum:"all,by-content-type,master-only,none" doc:"The policy files that count."`
}

type crossDomainAccess struct {
	Domain string `attr:"domain,required" doc:"The domain; * is any, *.example.com every one below."`
	Secure bool   `attr:"secure" default:"true" doc:"Whether only documents that came over HTTPS may."`
}

type crossDomainHeaders struct {
	Domain  string `attr:"domain,required" doc:"The domain; * is any, *.example.com every one below."`
	Headers string `attr:"headers,required" doc:"The fields, separated by commas; * is any."`
	Secure  bool   `attr:"secure" default:"true" doc:"Whether only documents that came over HTTPS may."`
}

// crossDomainPath is where clients look for the policy of a host.
const crossDomainPath = "/crossdomain.xml"

var _ runtime.Publisher = (*crossDomain)(nil)

func (p *crossDomain) Validate(c *runtime.Checker) {
	for _, a := range p.Policy.Access {
		if a.Domain == "*" {
			c.Warnf("", "documents of every domain may read what the gateway answers: name those that may")
		}
	}
	p.file = p.Policy.render()
}

// render is the policy file.
func (p *crossDomainPolicy) render() []byte {
	var b strings.Builder
	element := func(name string, attributes ...string) {
		b.WriteString("  <" + name)
		for i := 0; i < len(attributes); i += 2 {
			b.WriteString(" " + attributes[i] + `="`)
			xmlEscapes.WriteString(&b, attributes[i+1])
			b.WriteByte('"')
		}
		b.WriteString("/>\n")
	}
	b.WriteString("<?xml version=\"1.0\"?>\n<cross-domain-policy>\n")
	if p.Site != nil && p.Site.Permitted != "" {
		element("site-control", "permitted-cross-domain-policies", p.Site.Permitted)
	}
	secure := map[bool]string{true: "true", false: "false"}
	for _, a := range p.Access {
		element("allow-access-from", "domain", a.Domain, "secure", secure[a.Secure])
	}
	for _, h := range p.Headers {
		element("allow-http-request-headers-from", "domain", h.Domain, "headers", h.Headers, "secure", secure[h.Secure])
	}
	b.WriteString("</cross-domain-policy>\n")
	return []byte(b.String())
}

// Publishes reports whether the request is for the policy file.
func (p *crossDomain) Publishes(x *runtime.Exchange) bool {
	r := &x.Request
	return r.OriginalURL.Path == crossDomainPath && (r.Method == "GET" || r.Method == "HEAD")
}

func (p *crossDomain) Execute(_ context.Context, x *runtime.Exchange) error {
	if !p.Publishes(x) {
		return nil
	}
	r := x.NewResponse()
	r.Header.Set("Content-Type", "text/x-cross-domain-policy")
	r.SetBody(message.NewBody(p.file))
	return runtime.Stop
}
