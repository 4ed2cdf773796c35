package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"net"
	"strings"
	"time"
)

const day = 24 * time.Hour

// An identity is a certificate with its key.
type identity struct {
	name string // of its files
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

// developmentCertificates makes the set that the certs command writes.
func developmentCertificates(now time.Time) ([]*identity, error) {
	ca, err := issue("ca", authority("Sallyport Development CA", now), nil)
	if err != nil {
		return nil, err
	}
	stranger, err := issue("", authority("Unknown CA", now), nil)
	if err != nil {
		return nil, err
	}
	server := leaf("localhost", x509.ExtKeyUsageServerAuth, now)
	server.DNSNames = []string{"localhost"}
	server.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	expired := leaf("expired.example.com", x509.ExtKeyUsageClientAuth, now)
	expired.NotBefore, expired.NotAfter = now.Add(-31*day), now.Add(-day)

	made := []*identity{ca}
	for _, m := range []struct {
		name     string
		template *x509.Certificate
		issuer   *identity
	}{
		{"server", server, ca},
		{"client", leaf("client.example.com", x509.ExtKeyUsageClientAuth, now), ca},
		{"untrusted", leaf("client.example.com", x509.ExtKeyUsageClientAuth, now), stranger},
		{"expired", expired, ca},
	} {
		id, err := issue(m.name, m.template, m.issuer)
		if err != nil {
			return nil, err
		}
		made = append(made, id)
	}
	return made, nil
}

// authority is the template of a certificate that issues others.
func authority(name string, now time.Time) *x509.Certificate {
	return &x509.Certificate{
		Subject:               pkix.Name{CommonName: name},
		NotBefore:             now.Add(-time.Hour),
		NotAfter:              now.Add(3650 * day),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		BasicConstraintsValid: true,
		IsCA:                  true,
		MaxPathLenZero:        true,
	}
}

// leaf is the template of a certificate for one use. 825 days is the longest
// that common clients accept of a server.
func leaf(name string, use x509.ExtKeyUsage, now time.Time) *x509.Certificate {
	return &x509.Certificate{
		Subject:               pkix.Name{CommonName: name},
		NotBefore:             now.Add(-time.Hour),
		NotAfter:              now.Add(825 * day),
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{use},
		BasicConstraintsValid: true,
	}
}

// issue makes the certificate of a template, with a new key; without an issuer
// it signs itself.
func issue(name string, template *x509.Certificate, issuer *identity) (*identity, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	id := &identity{name: name, cert: template, key: key}
	if issuer == nil {
		issuer = id
	}
	der, err := x509.CreateCertificate(rand.Reader, template, issuer.cert, key.Public(), issuer.key)
	if err != nil {
		return nil, fmt.Errorf("issue %s: %w", template.Subject, err)
	}
	id.cert, err = x509.ParseCertificate(der)
	return id, err
}

// thumbprint is X509Certificate2.Thumbprint: the SHA-1 in upper case hex.
func (id *identity) thumbprint() string {
	sum := sha1.Sum(id.cert.Raw)
	return strings.ToUpper(fmt.Sprintf("%x", sum))
}

// files are the certificate and the key, and of the client its thumbprint.
func (id *identity) files() ([]pemFile, error) {
	key, err := x509.MarshalPKCS8PrivateKey(id.key)
	if err != nil {
		return nil, err
	}
	list := []pemFile{
		{name: id.name + ".pem", data: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: id.cert.Raw})},
		{name: id.name + ".key", data: pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}), secret: true},
	}
	if id.name == "client" {
		list = append(list, pemFile{name: id.name + ".thumbprint", data: []byte(id.thumbprint() + "\n")})
	}
	return list, nil
}
