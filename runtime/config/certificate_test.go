package config

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"sallyport/runtime/gateway"
)

// writeCertificate makes a certificate and writes it in every form that can be
// read: c.pem, c.key, both.pem, c.der and c.pfx with the password "secret".
func writeCertificate(t *testing.T, dir string) *x509.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		Subject: pkix.Name{CommonName: "c"}, NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		DNSNames: []string{"localhost"},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	pfx, err := pkcs12.Modern.Encode(key, cert, nil, "secret")
	if err != nil {
		t.Fatal(err)
	}
	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	keyPEM := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})
	for name, data := range map[string][]byte{"c.pem": certPEM, "c.key": keyPEM, "both.pem": append(keyPEM[:len(keyPEM):len(keyPEM)], certPEM...), "c.der": der, "c.pfx": pfx} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert
}

func TestReadCertificate(t *testing.T) {
	dir := t.TempDir()
	want := writeCertificate(t, dir)
	for name, row := range map[string]struct {
		password string
		key      bool
		err      string
	}{
		"c.pem":    {},
		"both.pem": {key: true},
		"c.der":    {},
		"c.pfx":    {password: "secret", key: true},
		"c.key":    {err: "the PEM file has no certificate"},
	} {
		cert, err := ReadCertificate(filepath.Join(dir, name), row.password)
		switch {
		case row.err != "":
			if err == nil || err.Error() != filepath.Join(dir, name)+": "+row.err {
				t.Errorf("%s: got error %v, want %s", name, err, row.err)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case !cert.Certificate().Equal(want) || (cert.PrivateKey() != nil) != row.key:
			t.Errorf("%s: got another certificate, or private key %v, want %v", name, cert.PrivateKey() != nil, row.key)
		}
	}
	if _, err := ReadCertificate(filepath.Join(dir, "c.pfx"), "wrong"); err == nil || err.Error() != filepath.Join(dir, "c.pfx")+": the password is wrong" {
		t.Errorf("with a wrong password: %v", err)
	}
}

func TestListenerTLS(t *testing.T) {
	dir := t.TempDir()
	cert := writeCertificate(t, dir)
	config := `
-- sallyport.yaml --
listeners:
  - address: :8443
    tls: { certificate: ` + dir + `/c.pem, key: ` + dir + `/c.key, client-certificates: require, client-ca: ` + dir + `/c.pem }
certificates: { partner: { file: ` + dir + `/c.pfx, password: secret } }
limits: { head: 1000, body-time: 7s, buffered-body: 2000, regex-time: 3s }
`
	loaded, ds := load(t, config)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	tls := loaded.Gateway.Listeners[0].TLS
	if tls.ClientCertificates != gateway.RequireClientCertificates || len(tls.Certificates) != 1 {
		t.Errorf("got %+v", tls)
	}
	for name, pool := range map[string]*x509.CertPool{"the listener": tls.ClientCAs, "the deployment": loaded.Gateway.Deployment.ClientCAs} {
		if _, err := cert.Verify(x509.VerifyOptions{Roots: pool, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}); err != nil {
			t.Errorf("authorities of %s: %v", name, err)
		}
	}
	if c := loaded.Gateway.Deployment.Certificates.Get("partner"); c == nil || !c.Certificate().Equal(cert) {
		t.Error("the uploaded certificate is not there")
	}
	var o gateway.Options
	loaded.Limits.Apply(&o)
	if o.Limits.Head != 1000 || o.Timeouts.Body != 7*time.Second || o.Limits.Line != 0 {
		t.Errorf("limits: %+v %+v", o.Limits, o.Timeouts)
	}
}
