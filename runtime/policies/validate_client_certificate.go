package policies

import (
	"context"
	"crypto/sha1"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"sallyport/eval/clr"
	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "validate-client-certificate",
		Sections: runtime.Inbound,
		Doc:      "Answers 401 to a request whose client certificate is missing, out of date, not trusted or not one of those that are named.",
		New:      func() runtime.Policy { return new(validateClientCertificate) },
	})
}

type validateClientCertificate struct {
	Revocation  bool        `attr:"validate-revocation" default:"true" doc:"Whether none of the chain's certificates may be revoked. Where the gateway cannot ask, every certificate is refused."`
	Trust       bool        `attr:"validate-trust" default:"true" doc:"Whether there must be a chain to an authority that the gateway trusts."`
	NotBefore   bool        `attr:"validate-not-before" default:"true" doc:"Whether the certificate must be valid already."`
	NotAfter    bool        `attr:"validate-not-after" default:"true" doc:"Whether the certificate must be valid still."`
	IgnoreError bool        `attr:"ignore-error" default:"false" doc:"Whether to go on when the certificate is refused."`
	Identities  *identities `elem:"identities" doc:"Whose certificates are accepted; anybody's when absent."`
}

type identities struct {
	List []identity `elem:"identity,min=1,max=10" doc:"A certificate that is accepted: one that agrees with all attributes."`
}

type identity struct {
	Thumbprint       string `attr:"thumbprint" doc:"SHA-1 of the certificate, hexadecimal."`
	SerialNumber     string `attr:"serial-number" doc:"The serial number, hexadecimal."`
	CommonName       string `attr:"common-name" doc:"The CN of the subject."`
	Subject          string `attr:"subject" doc:"The subject's distinguished name: CN=a, O=\"b, c\"."`
	DNSName          string `attr:"dns-name" doc:"One of the DNS names in the subject's alternative names."`
	IssuerSubject    string `attr:"issuer-subject" doc:"The issuer's distinguished name."`
	IssuerThumbprint string `attr:"issuer-thumbprint" doc:"SHA-1 of the issuer's certificate, hexadecimal."`
	IssuerID         string `attr:"issuer-certificate-id" doc:"The issuer's certificate among those of the gateway. Excludes the other issuer attributes."`

	issuer *clr.X509Certificate2 // what IssuerID names
}

func (p *identity) Validate(c *runtime.Checker) {
	if *p == (identity{}) {
		c.Errorf("", "<identity> needs an attribute, or it would accept every certificate")
	}
	if p.IssuerID != "" && (p.IssuerSubject != "" || p.IssuerThumbprint != "") {
		c.Errorf("issuer-certificate-id", "issuer-certificate-id excludes issuer-subject and issuer-thumbprint")
	}
	for name, value := range map[string]string{"thumbprint": p.Thumbprint, "serial-number": p.SerialNumber, "issuer-thumbprint": p.IssuerThumbprint} {
		if c.Has(name) && hexDigits(value) == "" {
			c.Errorf(name, "%s is not hexadecimal", name)
		}
	}
	for name, value := range map[string]string{"subject": p.Subject, "issuer-subject": p.IssuerSubject} {
		if c.Has(name) && parseName(value) == nil {
			c.Errorf(name, "%s is no distinguished name", name)
		}
	}
	for name, value := range map[string]string{"common-name": p.CommonName, "dns-name": p.DNSName, "issuer-certificate-id": p.IssuerID} {
		if c.Has(name) && value == "" {
			c.Errorf(name, "%s is empty", name)
		}
	}
}

// Provision finds the certificates that identities name.
func (p *validateClientCertificate) Provision(o *runtime.Options) error {
	if p.Identities == nil {
		return nil
	}
	for i := range p.Identities.List {
		id := &p.Identities.List[i]
		if id.IssuerID == "" {
			continue
		}
		if o.Deployment != nil {
			id.issuer = o.Deployment.Certificates.Get(id.IssuerID)
		}
		if id.issuer == nil {
			return fmt.Errorf("no certificate %q", id.IssuerID)
		}
	}
	return nil
}

func (p *validateClientCertificate) Execute(_ context.Context, x *runtime.Exchange) error {
	reason, message := p.fault(x)
	if reason == "" {
		return nil
	}
	if p.IgnoreError {
		x.Note("%s: %s", reason, message)
		return nil
	}
	return &runtime.Error{Reason: reason, Message: message, Status: 401, Text: "Invalid client certificate"}
}

// fault says why the certificate is refused, or nothing.
func (p *validateClientCertificate) fault(x *runtime.Exchange) (reason, message string) {
	if x.Request.Certificate == nil {
		return "ClientCertificateNotFound", "Client certificate was not presented."
	}
	cert := x.Request.Certificate.Certificate()
	now := x.Services.Now()
	switch {
	case p.NotBefore && now.Before(cert.NotBefore):
		return "ClientCertificateNotYetValid", "Certificate is not valid yet."
	case p.NotAfter && now.After(cert.NotAfter):
		return "ClientCertificateExpired", "Certificate has expired."
	}
	chains, err := x.TrustedChains(false)
	if p.Trust && err != nil {
		return "ClientCertificateNotTrusted", "A certificate chain could not be built to a trusted root authority."
	}
	if p.Revocation {
		if _, err := x.TrustedChains(true); err != nil {
			return "ClientCertificateRevoked", "A certificate of the chain is revoked, or it is not known whether one is."
		}
	}
	if p.Identities != nil && !slices.ContainsFunc(p.Identities.List, func(id identity) bool { return id.matches(cert, issuers(cert, chains, x.Request.Chain)) }) {
		return "ClientCertificateIdentityNotMatched", "Certificate does not match any of allowed identities."
	}
	return "", ""
}

// issuers are the certificates that are known to have signed cert: those next
// to it in its chains, and of what came with it.
func issuers(cert *x509.Certificate, chains [][]*x509.Certificate, more []*x509.Certificate) []*x509.Certificate {
	var list []*x509.Certificate
	for _, chain := range chains {
		list = append(list, chain[min(1, len(chain)-1)]) // a root is its own
	}
	for _, c := range more {
		if signed(cert, c) {
			list = append(list, c)
		}
	}
	return list
}

func signed(cert, by *x509.Certificate) bool {
	return string(cert.RawIssuer) == string(by.RawSubject) && cert.CheckSignatureFrom(by) == nil
}

// matches reports whether a certificate agrees with all attributes that the
// identity has.
func (p *identity) matches(cert *x509.Certificate, issuers []*x509.Certificate) bool {
	by := func(thumbprint string) bool {
		return slices.ContainsFunc(issuers, func(c *x509.Certificate) bool { return isThumbprint(c, thumbprint) })
	}
	return (p.Thumbprint == "" || isThumbprint(cert, p.Thumbprint)) &&
		(p.SerialNumber == "" || isSerial(cert, p.SerialNumber)) &&
		(p.CommonName == "" || cert.Subject.CommonName == p.CommonName) &&
		(p.Subject == "" || isName(cert.RawSubject, p.Subject)) &&
		(p.DNSName == "" || slices.ContainsFunc(cert.DNSNames, func(name string) bool { return strings.EqualFold(name, p.DNSName) })) &&
		(p.IssuerSubject == "" || isName(cert.RawIssuer, p.IssuerSubject)) &&
		(p.IssuerThumbprint == "" || by(p.IssuerThumbprint)) &&
		(p.IssuerID == "" || p.issuer != nil && signed(cert, p.issuer.Certificate()))
}

func isThumbprint(cert *x509.Certificate, text string) bool {
	sum := sha1.Sum(cert.Raw)
	return hexDigits(text) == hex.EncodeToString(sum[:])
}

func isSerial(cert *x509.Certificate, text string) bool {
	return strings.TrimLeft(hexDigits(text), "0") == cert.SerialNumber.Text(16)
}

// hexDigits is a text of hexadecimal digits in lower case, without spaces,
// colons and hyphens; "" when there is anything else in it.
func hexDigits(text string) string {
	plain := strings.ToLower(strings.NewReplacer(" ", "", ":", "", "-", "", "\u200e", "").Replace(text))
	if strings.Trim(plain, "0123456789abcdef") != "" {
		return ""
	}
	return plain
}

// isName compares a distinguished name with a text: the same components in the
// order in which .NET prints them.
func isName(raw []byte, text string) bool {
	return slices.Equal(parseName(clr.NewX500DistinguishedName(raw).Name()), parseName(text))
}

// parseName splits the text of a distinguished name at commas outside of
// quotes into KEY=value, without the quotes and the space around. It is nil
// when a part is none.
func parseName(text string) []string {
	var list []string
	for _, part := range splitName(text) {
		key, value, ok := strings.Cut(part, "=")
		if !ok {
			return nil
		}
		value = strings.TrimSpace(value)
		if len(value) > 1 && value[0] == '"' && value[len(value)-1] == '"' {
			value = strings.ReplaceAll(value[1:len(value)-1], `""`, `"`)
		}
		list = append(list, strings.ToUpper(strings.TrimSpace(key))+"="+value)
	}
	return list
}

func splitName(text string) []string {
	var list []string
	start, quoted := 0, false
	for i := range len(text) {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == ',' && !quoted:
			list = append(list, text[start:i])
			start = i + 1
		}
	}
	return append(list, text[start:])
}
