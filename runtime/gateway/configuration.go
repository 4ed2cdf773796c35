package gateway

import (
	"cmp"
	"crypto/tls"
	"fmt"

	"sallyport/runtime"
)

// A configuration is a [Config] made ready to serve. It does not change, and
// requests keep the one that they began with.
type configuration struct {
	apis      *apis
	access    *access
	global    *runtime.Pipeline
	listeners []face // as in Config
}

// A face is what a configuration says of one listener.
type face struct {
	address    string
	tls        *tls.Config // nil for plain HTTP
	deployment *runtime.Deployment
}

// Check says what is wrong with the configuration; nil says nothing is. It is a
// *PartError where one part is to blame.
func (c *Config) Check() error {
	_, err := compile(c)
	return err
}

// A PartError says which part of a configuration is wrong.
type PartError struct {
	Part string // api, product or subscription
	ID   string
	Err  error
}

func (e *PartError) Error() string { return fmt.Sprintf("%s %q: %v", e.Part, e.ID, e.Err) }

// Unwrap is what is wrong with the part.
func (e *PartError) Unwrap() error { return e.Err }

// compile makes a configuration, or says what is wrong with it.
func compile(c *Config) (*configuration, error) {
	routes, err := newAPIs(c.APIs)
	if err != nil {
		return nil, err
	}
	rights, err := newAccess(c)
	if err != nil {
		return nil, err
	}
	if len(c.Listeners) == 0 {
		return nil, fmt.Errorf("no listener is configured")
	}
	conf := &configuration{apis: routes, access: rights, global: cmp.Or(c.Global, noPolicies)}
	for i := range c.Listeners {
		f, err := newFace(&c.Listeners[i], c.Deployment)
		if err != nil {
			return nil, fmt.Errorf("listener %s: %w", c.Listeners[i].Address, err)
		}
		conf.listeners = append(conf.listeners, f)
	}
	return conf, nil
}

func newFace(l *Listener, d *runtime.Deployment) (face, error) {
	f := face{address: l.Address, deployment: d}
	if f.deployment == nil {
		f.deployment = new(runtime.Deployment)
	}
	if l.TLS == nil {
		return f, nil
	}
	if l.TLS.ClientCAs != nil {
		own := *f.deployment
		own.ClientCAs = l.TLS.ClientCAs
		f.deployment = &own
	}
	var err error
	f.tls, err = l.TLS.config()
	return f, err
}

// config is the server side of TLS.
func (t *TLS) config() (*tls.Config, error) {
	if len(t.Certificates) == 0 {
		return nil, fmt.Errorf("TLS needs a server certificate")
	}
	c := &tls.Config{
		MinVersion:   tls.VersionTLS12,
		Certificates: t.Certificates,
		NextProtos:   []string{"h2", "http/1.1"},
	}
	switch {
	case t.ClientCertificates == RequestClientCertificates:
		c.ClientAuth = tls.RequestClientCert
	case t.ClientCertificates == RequireClientCertificates && t.ClientCAs != nil:
		c.ClientAuth, c.ClientCAs = tls.RequireAndVerifyClientCert, t.ClientCAs
	case t.ClientCertificates == RequireClientCertificates:
		c.ClientAuth = tls.RequireAnyClientCert
	}
	return c, nil
}

// fits reports whether a configuration can take the place of another without
// opening or closing a socket.
func (c *configuration) fits(old *configuration) error {
	same := len(c.listeners) == len(old.listeners)
	for i := 0; same && i < len(c.listeners); i++ {
		a, b := &c.listeners[i], &old.listeners[i]
		same = a.address == b.address && (a.tls == nil) == (b.tls == nil)
	}
	if !same {
		return fmt.Errorf("the listeners have changed, which needs a restart")
	}
	return nil
}
