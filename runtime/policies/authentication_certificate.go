package policies

import (
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"sallyport/eval/clr"
	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "authentication-certificate",
		Sections: runtime.Inbound,
		Doc:      "Has the gateway show a certificate to the backend, in place of the backend's own: one of those that it is configured with, or one that an expression gives.",
		New:      func() runtime.Policy { return new(authenticationCertificate) },
	})
}

type authenticationCertificate struct {
	Thumbprint runtime.Value[string] `attr:"thumbprint" doc:"SHA-1 of a certificate of the gateway, hexadecimal."`
	ID         runtime.Value[string] `attr:"certificate-id" doc:"The id of a certificate of the gateway."`
	Body       runtime.Value[[]byte] `attr:"body" doc:"A certificate with its private key, PKCS#12."`
	Password   runtime.Value[string] `attr:"password" doc:"The password of the body."`

	last atomic.Pointer[readCertificate]
}

// A readCertificate is a body that was read. The next request has most often the
// same, and connections to backends are shared by certificate.
type readCertificate struct {
	hash [sha256.Size]byte // of password and body
	cert *clr.X509Certificate2
}

func (p *authenticationCertificate) Validate(c *runtime.Checker) {
	if count(p.Thumbprint.Given(), p.ID.Given(), p.Body.Given()) != 1 {
		c.Errorf("", "one of thumbprint, certificate-id and body is needed")
	}
	if p.Password.Given() && !p.Body.Given() {
		c.Errorf("password", "a password is that of a body")
	}
	if text, ok := p.Thumbprint.Constant(); ok && p.Thumbprint.Given() && hexDigits(text) == "" {
		c.Errorf("thumbprint", "thumbprint is not hexadecimal")
	}
}

// Provision asks for the certificates that literals name.
func (p *authenticationCertificate) Provision(o *runtime.Options) error {
	d := o.Deployment
	if d == nil {
		d = &runtime.Deployment{}
	}
	var err error
	if id, ok := p.ID.Constant(); ok && p.ID.Given() {
		_, err = shown(certificateOf(d, id))
	} else if thumbprint, ok := p.Thumbprint.Constant(); ok && p.Thumbprint.Given() {
		_, err = shown(certificateWith(d, thumbprint))
	}
	return err
}

// certificateWith is the certificate of the gateway that has a thumbprint.
func certificateWith(d *runtime.Deployment, thumbprint string) (*clr.X509Certificate2, error) {
	digits := hexDigits(thumbprint)
	for _, cert := range d.Certificates.All() {
		if digits != "" && strings.EqualFold(thumbprintOf(cert), digits) {
			return cert, nil
		}
	}
	return nil, fmt.Errorf("no certificate has the thumbprint %q", thumbprint)
}

// thumbprintOf is the SHA-1 of a certificate.
func thumbprintOf(cert *clr.X509Certificate2) string {
	hash := sha1.Sum(cert.Certificate().Raw)
	return strings.ToUpper(hex.EncodeToString(hash[:]))
}

// shown asks that a certificate can be shown: that its private key is there.
func shown(cert *clr.X509Certificate2, err error) (*clr.X509Certificate2, error) {
	if err == nil && cert.PrivateKey() == nil {
		err = errors.New("the certificate has no private key, so it cannot be shown to a backend")
	}
	return cert, err
}

func (p *authenticationCertificate) Execute(_ context.Context, x *runtime.Exchange) error {
	cert, err := p.certificate(x)
	if err == nil {
		x.Certificate = cert
	}
	return err
}

// certificate is the certificate to show.
func (p *authenticationCertificate) certificate(x *runtime.Exchange) (*clr.X509Certificate2, error) {
	var id, thumbprint, password string
	var body []byte
	if err := x.Eval(p.ID.Into(&id), p.Thumbprint.Into(&thumbprint), p.Body.Into(&body), p.Password.Into(&password)); err != nil {
		return nil, err
	}
	x.Hide(password)
	var (
		cert *clr.X509Certificate2
		err  error
	)
	switch {
	case p.ID.Given():
		cert, err = certificateOf(x.Deployment, id)
	case p.Thumbprint.Given():
		cert, err = certificateWith(x.Deployment, thumbprint)
	default:
		cert, err = p.read(body, password)
	}
	if cert, err = shown(cert, err); err != nil {
		return nil, &runtime.Error{Message: "The certificate cannot be shown to the backend: " + err.Error() + ".", Cause: err}
	}
	if x.Tracing() {
		x.Note("the backend is shown the certificate %s", thumbprintOf(cert))
	}
	return cert, nil
}

func (p *authenticationCertificate) read(body []byte, password string) (*clr.X509Certificate2, error) {
	hash := sha256.Sum256(append([]byte(counterKey(password)), body...))
	if last := p.last.Load(); last != nil && last.hash == hash {
		return last.cert, nil
	}
	cert, err := clr.ReadCertificate(body, password)
	if err != nil {
		return nil, err
	}
	p.last.Store(&readCertificate{hash, cert})
	return cert, nil
}
