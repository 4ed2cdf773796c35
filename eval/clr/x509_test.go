package clr

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"os"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// testCert is one of the odd certificates in eval/testdata.
func testCert(t testing.TB, name string) *X509Certificate2 {
	t.Helper()
	data, err := os.ReadFile("../testdata/certs/" + name + ".pem")
	if err != nil {
		t.Fatal(err)
	}
	return certificateFromBytes(data, "")
}

func annCert(t testing.TB) *X509Certificate2 {
	t.Helper()
	der, err := base64.StdEncoding.DecodeString(annDER)
	if err != nil {
		t.Fatal(err)
	}
	return certificateFromBytes(der, "")
}

func TestCertificateNames(t *testing.T) {
	for name, want := range map[string]string{
		"angle":      `CN="a<b>c"`,
		"apostrophe": `CN=*.contoso.com, O=O'Brien & Sons / Co: (UK)?`,
		"bmp":        `CN=bmp é`,
		"cnfirst":    `C=GB, O=Contoso Ltd, OU=Mid, CN=first.contoso.com`,
		"comma":      `CN="Doe, John", O="Contoso, Ltd."`,
		"dc":         `CN=svc1, OU=Services, DC=contoso, DC=com`,
		"email":      `E=mail@contoso.com, CN=Mail User`,
		"emptycn":    `CN="", O=Contoso Ltd`,
		"emptysub":   ``,
		"full":       `E=ops@contoso.com, CN=api.contoso.com, OU=API Platform, O=Contoso Ltd, L=Redmond, S=Washington, C=US`,
		"hash":       `CN=back\slash, O="#hash"`,
		"multi":      `CN=svc + OU=ops, O=Contoso Ltd`,
		"oddoid":     `CN=odd, OID.1.3.6.1.4.1.99999.1=custom, OID.0.9.2342.19200300.100.1.1=u123, PostalCode=98052`,
		"plus":       `CN="x;y", O="A+B=C"`,
		"quotes":     `CN="say ""hi"" now"`,
		"rare":       `CN=ann, SERIALNUMBER=S-1, STREET=1 Main St, I=AL, SN=Lee, G=Ann, T=Dr`,
		"spaces":     `CN="trail ", O=" lead"`,
		"twoou":      `CN=two, OU=B, OU=A, O=Contoso Ltd, C=US`,
		"unicode":    `CN=日本, O=Füß GmbH`,
	} {
		c := testCert(t, name)
		if got := c.subject.Name(); got != want {
			t.Errorf("%s: Subject = %s, want %s", name, got, want)
		}
		if got, want := c.issuer.Name(), "CN=Contoso Root CA, O=Contoso Ltd, C=US"; got != want {
			t.Errorf("%s: Issuer = %s, want %s", name, got, want)
		}
	}
}

func TestGetNameInfo(t *testing.T) {
	for _, c := range []struct {
		name   string
		kind   int64
		issuer bool
		want   string
	}{
		{"full", nameSimple, false, "api.contoso.com"}, {"full", nameEmail, false, "ops@contoso.com"}, {"full", nameSimple, true, "Contoso Root CA"},
		{"nocn", nameSimple, false, "Only Org"}, {"nocn", nameDNS, false, ""}, {"emptysub", nameSimple, false, ""}, {"emptysub", nameDNS, false, "empty.contoso.com"},
		{"emptycn", nameSimple, false, ""}, {"comma", nameSimple, false, "Doe, John"}, {"quotes", nameSimple, false, `say "hi" now`},
		{"san", nameDNS, false, "a.contoso.com"}, {"san", nameAltDNS, false, "a.contoso.com"}, {"san", nameEmail, false, "san@contoso.com"}, {"san", nameURL, false, "https://contoso.com/id"},
		{"simple", nameDNS, false, "client.contoso.com"}, {"simple", nameAltDNS, false, ""}, {"simple", nameUpn, false, ""}, {"simple", 9, false, ""},
	} {
		if got := testCert(t, c.name).nameInfo(c.kind, c.issuer); got != c.want {
			t.Errorf("%s: GetNameInfo(%d, %v) = %q, want %q", c.name, c.kind, c.issuer, got, c.want)
		}
	}
	if got, want := annCert(t).nameInfo(nameUpn, false), "ann@corp.contoso.com"; got != want {
		t.Errorf("UPN = %q, want %q", got, want)
	}
}

func TestCertificateSerials(t *testing.T) {
	for name, want := range map[string]string{"simple": "01", "full": "3FA2B1C0D9E8F70123456789", "comma": "00FFEEDDCCBBAA99887766554433221100FFEEDD01", "emptysub": "0F"} {
		if got := testCert(t, name).serialText; got != want {
			t.Errorf("%s: SerialNumber = %s, want %s", name, got, want)
		}
	}
}

func TestCertificateToString(t *testing.T) {
	want := "[Subject]\n  CN=ann, O=\"Contoso, Ltd.\", C=US\n\n[Issuer]\n  CN=ann, O=\"Contoso, Ltd.\", C=US\n\n[Serial Number]\n  00FE01\n\n" +
		"[Not Before]\n  11/25/2026 13:30:39\n\n[Not After]\n  11/01/2126 13:30:39\n\n[Thumbprint]\n  29A50200671F6318ADD1FB1D5BAF49AF6CB06B06\n"
	c := annCert(t)
	if got := c.ToString(); got != want {
		t.Errorf("ToString() = %q, want %q", got, want)
	}
	for _, part := range []string{"[Version]\n  V3\n\n[Subject]", "  Simple Name: ann\n  Email Name: ann@contoso.com\n", "sha256ECDSA(1.2.840.10045.4.3.2)", "[Public Key]\n  Algorithm: ECC\n  Length: \n  Key Blob: 04 6e",
		"* Subject Alternative Name(2.5.29.17):\n  DNS Name=ann.contoso.com\nRFC822 Name=ann@contoso.com\nURL=https://contoso.com/ann\nIP Address=192.0.2.1\nOther Name:Principal Name=ann@corp.contoso.com\n"} {
		if got := c.verbose(); !strings.Contains(got, part) {
			t.Errorf("ToString(true) lacks %q:\n%s", part, got)
		}
	}
}

func TestCertificateReadingAllocatesNothing(t *testing.T) {
	var c any = annCert(t)
	for _, name := range []string{"Thumbprint", "Subject", "Issuer", "SubjectName", "IssuerName", "SerialNumber", "NotAfter", "NotBefore", "HasPrivateKey", "FriendlyName"} {
		get := X509Certificate2Type.Members(name)[0].Row.Fn.Func1()
		if n := testing.AllocsPerRun(100, func() { get(c) }); n > 0 {
			t.Errorf("%s allocates %v times, want none", name, n)
		}
	}
}

func TestCertificateEquality(t *testing.T) {
	a, b, c := annCert(t), annCert(t), testCert(t, "simple")
	if a == b || !Equals(a, b) || HashOf(a) != HashOf(b) || Equals(a, c) {
		t.Error("certificates must be equal by issuer and serial number")
	}
}

func TestCertificateVerifier(t *testing.T) {
	c := annCert(t)
	if c.valid(nil, true) || c.valid(&Env{}, true) {
		t.Error("a certificate without a verifier is valid")
	}
	var asked []bool
	trust := func(cert *x509.Certificate, revocation bool) bool {
		asked = append(asked, revocation)
		return !revocation
	}
	if e := (&Env{Verify: trust}); c.valid(e, true) || !c.valid(e, false) || len(asked) != 2 {
		t.Errorf("the evaluation's verifier was asked %v", asked)
	}
	own := NewX509Certificate2(c.cert, CertificateOptions{Verify: trust})
	if !own.valid(nil, false) {
		t.Error("the certificate's own verifier was not asked")
	}
}

func TestCertificateFormats(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "x"}, NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1<<32, 0)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pfx, err := pkcs12.Modern.Encode(key, cert, nil, "secret")
	if err != nil {
		t.Fatal(err)
	}
	text := base64.StdEncoding.EncodeToString(der)
	for name, data := range map[string][]byte{"DER": der, "PEM": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), "base64": []byte(text[:70] + "\r\n" + text[70:]), "PFX": pfx} {
		c := certificateFromBytes(data, "secret")
		if c.subject.Name() != "CN=x" || (c.private != nil) != (name == "PFX") {
			t.Errorf("%s: Subject = %s, private key %v", name, c.subject.Name(), c.private != nil)
		}
	}
	c := certificateFromBytes(pfx, "secret")
	if again := certificateFromBytes(c.export(contentPfx, "other"), "other"); again.private == nil {
		t.Error("an exported PFX has lost its private key")
	}
	if public := certificateFromBytes(annCert(t).export(contentPfx, "p"), "p"); public.serialText != "00FE01" {
		t.Errorf("a PFX without key has the serial number %v", public.serialText)
	}
	for name, f := range map[string]func(){
		"wrong password": func() { certificateFromBytes(pfx, "no") },
		"no certificate": func() { certificateFromBytes([]byte{1, 2, 3}, "") },
	} {
		if e := catch(f); e == nil || e.T != CryptographicExceptionType {
			t.Errorf("%s throws %v, want CryptographicException", name, e)
		}
	}
}

func TestRSAKeys(t *testing.T) {
	r := newRSAKey(2048)
	for _, h := range []string{"SHA1", "SHA256", "SHA384", "SHA512"} {
		for mode := range int64(2) {
			n, p := HashAlgorithmName{h, true}, &RSASignaturePadding{mode}
			hash := digestBytes(n, []byte("text"))
			signature := rsaSign(r, hash, n, p)
			if !rsaVerify(r, hash, signature, n, p) {
				t.Errorf("%s, mode %d: a signature does not verify", h, mode)
			}
			signature[9] ^= 1
			if rsaVerify(r, hash, signature, n, p) {
				t.Errorf("%s, mode %d: a changed signature verifies", h, mode)
			}
		}
	}
	for _, p := range []*RSAEncryptionPadding{{}, {1, HashAlgorithmName{"SHA1", true}}, {1, HashAlgorithmName{"SHA256", true}}} {
		if got := rsaDecrypt(r, rsaEncrypt(r, []byte("text"), p), p); string(got) != "text" {
			t.Errorf("%s: decrypted %q", p.ToString(), got)
		}
	}
	var again RSA
	again.fromXML(r.toXML(true))
	if !again.private.Equal(r.private) {
		t.Error("ToXmlString and FromXmlString lose the key")
	}
	public := asymmetricKey(r.public, nil).(*RSA)
	if e := catch(func() { public.secret() }); e == nil || e.T != CryptographicExceptionType {
		t.Errorf("signing with a public key throws %v", e)
	}
	if key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil || asymmetricKey(&key.PublicKey, key) != nil {
		t.Errorf("an elliptic curve key is an RSA (%v)", err)
	}
}

// FuzzDistinguishedName holds the reader of names against hostile DER.
func FuzzDistinguishedName(f *testing.F) {
	der, err := base64.StdEncoding.DecodeString(annDER)
	if err != nil {
		f.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(cert.RawSubject)
	for _, x := range cert.Extensions {
		f.Add(x.Value)
	}
	f.Add([]byte{0x30, 0x0f, 0x31, 0x0d, 0x30, 0x0b, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0c, 0x04, 0xc3, 0x28, 0xff, 0x20})
	f.Fuzz(func(t *testing.T, raw []byte) {
		n := NewX500DistinguishedName(raw)
		for flags := range int64(0x200) {
			n.decode(flags)
		}
		n.attribute("2.5.4.3")
		readSubjectKey(raw)
		list := readGeneralNames(raw)
		list.upn()
		for _, oid := range []string{"2.5.29.14", "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.37", "1.1"} {
			x := &X509Extension{t: X509ExtensionType, oid: NewOid(oid), raw: raw}
			if e := catch(func() { x.format(true) }); e != nil && e.T != CryptographicExceptionType {
				t.Errorf("%s throws %v", oid, e)
			}
		}
	})
}
