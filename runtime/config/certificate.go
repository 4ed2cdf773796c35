package config

import (
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"

	"software.sslmate.com/src/go-pkcs12"

	"sallyport/eval/clr"
	"sallyport/runtime/config/yaml"
	"sallyport/runtime/gateway"
)

// ReadCertificate reads a certificate, and its private key when it is in the
// file: PEM, DER or PKCS#12.
func ReadCertificate(path, password string) (*clr.X509Certificate2, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	cert, err := parseCertificate(data, password)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return cert, nil
}

// ReadAuthorities reads the certificates of a PEM file, for others to be verified
// against.
func ReadAuthorities(path string) (*x509.CertPool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(data) {
		return nil, fmt.Errorf("%s: the PEM file has no certificate", path)
	}
	return pool, nil
}

func parseCertificate(data []byte, password string) (*clr.X509Certificate2, error) {
	if block, _ := pem.Decode(data); block != nil {
		return parsePEM(data)
	}
	if cert, err := x509.ParseCertificate(data); err == nil {
		return clr.NewX509Certificate2(cert, clr.CertificateOptions{}), nil
	}
	key, cert, _, err := pkcs12.DecodeChain(data, password)
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		return nil, errors.New("the password is wrong")
	case err != nil:
		return nil, errors.New("no certificate in PEM, DER or PKCS#12")
	}
	return clr.NewX509Certificate2(cert, clr.CertificateOptions{PrivateKey: key}), nil
}

// parsePEM reads the first certificate of a PEM file, and its key if it is there.
func parsePEM(data []byte) (*clr.X509Certificate2, error) {
	var cert *x509.Certificate
	var key crypto.PrivateKey
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			break
		}
		var err error
		switch {
		case block.Type == "CERTIFICATE" && cert == nil:
			cert, err = x509.ParseCertificate(block.Bytes)
		case key == nil:
			key, err = parseKey(block)
		}
		if err != nil {
			return nil, err
		}
	}
	if cert == nil {
		return nil, errors.New("the PEM file has no certificate")
	}
	return clr.NewX509Certificate2(cert, clr.CertificateOptions{PrivateKey: key}), nil
}

// parseKey reads a private key; of a block of another kind it is nil.
func parseKey(block *pem.Block) (crypto.PrivateKey, error) {
	switch block.Type {
	case "PRIVATE KEY":
		return x509.ParsePKCS8PrivateKey(block.Bytes)
	case "RSA PRIVATE KEY":
		return x509.ParsePKCS1PrivateKey(block.Bytes)
	case "EC PRIVATE KEY":
		return x509.ParseECPrivateKey(block.Bytes)
	case "ENCRYPTED PRIVATE KEY":
		return nil, errors.New("the private key is encrypted, which only PKCS#12 may be")
	}
	return nil, nil
}

func (l *loader) loadCertificates() {
	l.certificates = map[string]*clr.X509Certificate2{}
	for _, e := range l.in.Certificates {
		if !e.Value.File.Set {
			continue
		}
		password, _ := l.secret(e.Value.Password)
		data, ok := l.read(e.Value.File, "the certificate")
		if !ok {
			continue
		}
		cert, err := parseCertificate(data, password)
		if err != nil {
			l.report(CodeFile, e.Value.File.Span, "%s: %v", e.Value.File, err)
			continue
		}
		l.certificates[e.Name] = cert
	}
}

// listenerTLS reads the certificates of a listener.
func (l *loader) listenerTLS(in *TLS) *gateway.TLS {
	out := &gateway.TLS{}
	switch in.ClientCertificates.Value {
	case "request":
		out.ClientCertificates = gateway.RequestClientCertificates
	case "require":
		out.ClientCertificates = gateway.RequireClientCertificates
	}
	if cert, ok := l.keyPair(in); ok {
		out.Certificates = []tls.Certificate{cert}
	}
	out.ClientCAs = l.authorities(in.ClientCA)
	return out
}

func (l *loader) keyPair(in *TLS) (pair tls.Certificate, ok bool) {
	if !in.Certificate.Set || !in.Key.Set {
		return pair, false
	}
	cert, haveCert := l.read(in.Certificate, "the certificate")
	key, haveKey := l.read(in.Key, "the private key")
	if !haveCert || !haveKey {
		return pair, false
	}
	pair, err := tls.X509KeyPair(cert, key)
	if err != nil {
		l.report(CodeFile, in.Certificate.Span, "certificate and key: %v", err)
	}
	return pair, err == nil
}

// authorities reads certificates that others are verified against. They are
// also what C#'s Certificate.Verify() trusts.
func (l *loader) authorities(t yaml.Text) *x509.CertPool {
	if !t.Set {
		return nil
	}
	pool, err := ReadAuthorities(l.path(t.Value))
	if err != nil {
		l.report(CodeFile, t.Span, "the authorities cannot be read: %v", reason(err))
		return nil
	}
	if l.clientCAs == nil {
		l.clientCAs = pool
	}
	return pool
}
