package main

import (
	"crypto/x509"
	"testing"
	"time"
)

func TestDevelopmentCertificates(t *testing.T) {
	now := time.Date(2026, 1, 15, 10, 30, 0, 0, time.UTC)
	made, err := developmentCertificates(now)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(made[0].cert)
	verify := func(id *identity, use x509.ExtKeyUsage, host string) error {
		_, err := id.cert.Verify(x509.VerifyOptions{Roots: roots, CurrentTime: now, KeyUsages: []x509.ExtKeyUsage{use}, DNSName: host})
		return err
	}
	valid := map[string]bool{"ca": true, "client": true, "untrusted": false, "expired": false}
	for _, id := range made {
		if id.name == "server" {
			for _, host := range []string{"localhost", "127.0.0.1", "::1"} {
				if err := verify(id, x509.ExtKeyUsageServerAuth, host); err != nil {
					t.Errorf("server for %s: %v", host, err)
				}
			}
			continue
		}
		if err := verify(id, x509.ExtKeyUsageClientAuth, ""); (err == nil) != valid[id.name] {
			t.Errorf("%s: %v, want valid: %v", id.name, err, valid[id.name])
		}
	}
}
