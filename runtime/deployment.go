package runtime

import (
	"crypto/x509"
	"errors"
	"iter"
	"slices"
	"time"

	"sallyport/eval/clr"
)

// A Deployment is the gateway as one configuration makes it: what C# sees as
// context.Deployment, and the certificates and backends that policies name. It
// does not change once requests use it.
type Deployment struct {
	GatewayID   string // "managed" when empty
	Region      string
	ServiceID   string
	ServiceName string

	Certificates *Certificates

	// ClientCAs are the authorities that client certificates are verified
	// against; nil trusts nobody.
	ClientCAs *x509.CertPool

	// Revoked reports whether one of a chain's certificates is revoked. Nil
	// means that revocation cannot be checked here, and fails such a check.
	Revoked func(chain []*x509.Certificate) (bool, error)

	Backends Backends // nil when there are none

	// Identity gets tokens in the gateway's own name; nil when it has none.
	Identity Identity

	// Connections are the authorizations of credential providers.
	Connections map[ConnectionID]Connection

	// Secrets are texts that no trace may show, such as the values of secret
	// named values.
	Secrets []string
}

// Certificates are the certificates of a deployment by id, made ready so that
// searching them costs no memory.
type Certificates struct {
	ids   []string
	pairs []any                          // *clr.Pair of id and certificate
	texts map[string]map[string]struct{} // what the certificates have under a path of C#; see Has
}

// searched are the properties that policies look certificates up by.
var searched = []string{"Thumbprint", "SerialNumber", "Subject", "Issuer"}

// NewCertificates makes a collection, ordered by id.
func NewCertificates(list map[string]*clr.X509Certificate2) *Certificates {
	c := &Certificates{}
	for id := range list {
		c.ids = append(c.ids, id)
	}
	slices.Sort(c.ids)
	for _, id := range c.ids {
		c.pairs = append(c.pairs, clr.PairOf(clr.String, clr.X509Certificate2Type, id, list[id]))
	}
	c.texts = map[string]map[string]struct{}{}
	for _, name := range searched {
		read := clr.X509Certificate2Type.Members(name)[0].Row.Fn.Func1()
		set := map[string]struct{}{}
		for _, cert := range list {
			if text, ok := read(cert).(string); ok {
				set[text] = struct{}{}
			}
		}
		c.texts["Value."+name] = set
	}
	return c
}

var _ clr.Indexed = (*Certificates)(nil)

// Len is the number of certificates.
func (c *Certificates) Len() int { return len(c.ids) }

// Has answers for Value.Thumbprint and the like from a set, however many
// certificates there are.
func (c *Certificates) Has(path, value string) (has, known bool) {
	set, known := c.texts[path]
	_, has = set[value]
	return has, known
}

// Get is the certificate of an id, or nil.
func (c *Certificates) Get(id string) *clr.X509Certificate2 {
	if c == nil {
		return nil
	}
	i, ok := slices.BinarySearch(c.ids, id)
	if !ok {
		return nil
	}
	return c.pairs[i].(*clr.Pair).Value.(*clr.X509Certificate2)
}

// All yields ids and certificates.
func (c *Certificates) All() iter.Seq2[string, *clr.X509Certificate2] {
	return func(yield func(string, *clr.X509Certificate2) bool) {
		if c == nil {
			return
		}
		for i, id := range c.ids {
			if !yield(id, c.pairs[i].(*clr.Pair).Value.(*clr.X509Certificate2)) {
				return
			}
		}
	}
}

var emptyDeployment = &Deployment{}

// orEmpty is the deployment, or one without anything for nil.
func (d *Deployment) orEmpty() *Deployment {
	if d == nil {
		return emptyDeployment
	}
	return d
}

// chains are the ways from a client's certificate to an authority that are good
// at a time. Whether the certificate itself is out of date is another question:
// only the others must be valid then.
func (d *Deployment) chains(cert *x509.Certificate, more []*x509.Certificate, now time.Time) ([][]*x509.Certificate, error) {
	if d.ClientCAs == nil {
		return nil, x509.UnknownAuthorityError{Cert: cert}
	}
	pool := x509.NewCertPool()
	for _, c := range more {
		pool.AddCert(c)
	}
	if now.Before(cert.NotBefore) || now.After(cert.NotAfter) {
		dated := *cert // what is signed stays: Verify reads the times from here
		dated.NotBefore, dated.NotAfter = now, now
		cert = &dated
	}
	return cert.Verify(x509.VerifyOptions{
		Roots: d.ClientCAs, Intermediates: pool, CurrentTime: now, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
}

// unrevoked reports whether one of the chains is known to hold no revoked
// certificate.
func (d *Deployment) unrevoked(chains [][]*x509.Certificate) bool {
	if d.Revoked == nil {
		return false
	}
	for _, chain := range chains {
		if revoked, err := d.Revoked(chain); err == nil && !revoked {
			return true
		}
	}
	return false
}

// verify answers X509Certificate2.Verify and VerifyNoRevocation.
func (x *Exchange) verify(cert *x509.Certificate, revocation bool) bool {
	now := x.Services.Now()
	if now.Before(cert.NotBefore) || now.After(cert.NotAfter) {
		return false
	}
	chains, err := x.Deployment.chains(cert, x.Request.Chain, now)
	return err == nil && (!revocation || x.Deployment.unrevoked(chains))
}

// TrustedChains are the chains from the client's certificate to an authority
// that the deployment trusts, whether or not the certificate is out of date.
// With revocation only a chain that is known to be free of revoked certificates
// counts.
func (x *Exchange) TrustedChains(revocation bool) ([][]*x509.Certificate, error) {
	chains, err := x.Deployment.chains(x.Request.Certificate.Certificate(), x.Request.Chain, x.Services.Now())
	if err == nil && revocation && !x.Deployment.unrevoked(chains) {
		err = errRevoked
	}
	return chains, err
}

var errRevoked = errors.New("a certificate of the chain is revoked, or nothing is known of it")
