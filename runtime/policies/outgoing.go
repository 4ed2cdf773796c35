package policies

import (
	"context"
	"fmt"
	"strings"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

// An outgoing is the request that send-request and send-one-way-request make.
// The expressions in it read the exchange, never the request that is made.
type outgoing struct {
	Mode    runtime.Value[string] `attr:"mode" enum:"new,copy" default:"new" doc:"What the request begins as: empty, or a copy of the current one, with its method, URL, fields and, before the response, its body."`
	Timeout runtime.Value[int]    `attr:"timeout" min:"0" default:"60" doc:"Seconds that the call may take; 0 is no limit."`

	URL     *setURL     `elem:"set-url" doc:"Where to. It must be there, unless mode is copy."`
	Method  *setMethod  `elem:"set-method" doc:"The method. It must be there, unless mode is copy."`
	Headers []setHeader `elem:"set-header" doc:"Changes of its header fields."`
	Body    *setBody    `elem:"set-body" doc:"Its body."`

	Basic       *authenticationBasic           `elem:"authentication-basic" doc:"User name and password for whom it is sent to."`
	Certificate *authenticationCertificate     `elem:"authentication-certificate" doc:"The certificate that is shown to whom it is sent to."`
	Identity    *authenticationManagedIdentity `elem:"authentication-managed-identity" doc:"A token of the gateway's identity for whom it is sent to."`
	Proxy       *proxy                         `elem:"proxy" doc:"The proxy that it goes through."`
}

// setURL is the URL of a request that a policy makes.
type setURL struct {
	URL runtime.Value[string] `text:"required" doc:"An absolute URL of http or https."`
}

func (p *setURL) Validate(c *runtime.Checker) {
	if text, ok := p.URL.Constant(); ok {
		if _, err := parseTarget(text); err != nil {
			c.Errorf("", "%v", err)
		}
	}
}

// parseTarget reads the URL of a request.
func parseTarget(text string) (runtime.URL, error) {
	u, err := runtime.ParseURL(strings.TrimSpace(text))
	if err == nil && u.Scheme != "http" && u.Scheme != "https" {
		err = fmt.Errorf("parse URL %q: want http or https", text)
	}
	return u, err
}

const copyMode = "copy"

func (p *outgoing) Validate(c *runtime.Checker) {
	if mode, literal := p.Mode.Constant(); !literal || mode == copyMode {
		return
	}
	if p.URL == nil {
		c.Errorf("mode", "a new request needs <set-url>")
	}
	if p.Method == nil {
		c.Errorf("mode", "a new request needs <set-method>")
	}
}

// Provision makes the policies inside ready.
func (p *outgoing) Provision(o *runtime.Options) error {
	if p.Certificate != nil {
		if err := p.Certificate.Provision(o); err != nil {
			return fmt.Errorf("<authentication-certificate>: %w", err)
		}
	}
	if p.Identity != nil {
		if err := p.Identity.Provision(o); err != nil {
			return fmt.Errorf("<authentication-managed-identity>: %w", err)
		}
	}
	return nil
}

// request makes the request for an exchange.
func (p *outgoing) request(ctx context.Context, x *runtime.Exchange) (*runtime.Outgoing, error) {
	mode, err := p.Mode.Get(x)
	if err != nil {
		return nil, err
	}
	seconds, err := p.Timeout.Get(x)
	if err != nil {
		return nil, err
	}
	o := &runtime.Outgoing{Method: "GET", Header: message.NewHeader(), Timeout: time.Duration(seconds) * time.Second}
	if mode == copyMode {
		if err := copyRequest(x, o); err != nil {
			return nil, err
		}
	}
	if p.URL != nil {
		text, err := p.URL.URL.Get(x)
		if err != nil {
			return nil, err
		}
		u, err := parseTarget(text)
		if err != nil {
			return nil, invalid("The URL is not valid: " + err.Error() + ".")
		}
		o.URL = &u
	}
	if o.URL == nil {
		return nil, invalid("A new request needs a URL.")
	}
	return o, p.fill(ctx, x, o)
}

// fill applies the other children.
func (p *outgoing) fill(ctx context.Context, x *runtime.Exchange, o *runtime.Outgoing) (err error) {
	if p.Method != nil {
		if o.Method, err = p.Method.method(x); err != nil {
			return err
		}
	}
	for i := range p.Headers {
		if err := p.Headers[i].apply(x, o.Header); err != nil {
			return err
		}
	}
	if p.Body != nil {
		if o.Body, err = p.Body.body(x, true); err != nil {
			return err
		}
		describeBody(o.Header, o.Body)
	}
	if p.Proxy != nil {
		if o.Proxy, err = p.Proxy.proxy(x); err != nil {
			return err
		}
	}
	return p.authenticate(ctx, x, o)
}

// authenticate says who the gateway is.
func (p *outgoing) authenticate(ctx context.Context, x *runtime.Exchange, o *runtime.Outgoing) error {
	if p.Basic != nil {
		if err := p.Basic.apply(x, o.Header); err != nil {
			return err
		}
	}
	if p.Certificate != nil {
		cert, err := p.Certificate.certificate(x)
		if err != nil {
			return err
		}
		o.Show(cert)
	}
	if p.Identity != nil {
		return p.Identity.apply(ctx, x, o.Header)
	}
	return nil
}

// copyRequest makes the request a copy of the current one. The body is gone
// when it was sent on. The Host field is the target's, unless set-header says
// otherwise.
func copyRequest(x *runtime.Exchange, o *runtime.Outgoing) error {
	r := &x.Request
	u := r.URL
	o.Method, o.URL, o.Header = r.Method, &u, r.Header.Clone()
	o.Header.Del("Host")
	if x.OnResponse() {
		o.Header.Del("Content-Length")
		return nil
	}
	data, err := x.Hold()
	if err != nil {
		return err
	}
	if r.Body != nil {
		o.Body = message.NewBody(data)
	}
	return nil
}
