package clr

import (
	"bytes"
	"crypto"
	"crypto/sha1"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"hash/maphash"
	"strings"
	"sync"

	"software.sslmate.com/src/go-pkcs12"
)

// An X509Certificate2 is a certificate as C# sees it. What conditions compare is
// made ready when it is built, so that reading it costs nothing. It does not
// change and may be shared by requests.
type X509Certificate2 struct {
	t       *Type // X509Certificate2, or its base where C# asked for that
	cert    *x509.Certificate
	private crypto.PrivateKey
	verify  Verifier

	hash                            [sha1.Size]byte
	subject, issuer                 *X500DistinguishedName
	serial                          []byte // the content of the INTEGER
	thumbprint, serialText          any    // boxed strings
	notBefore, notAfter, friendly   any
	publicKey, signature, extension func() any
	key                             func() subjectKey
}

// A Verifier says whether a certificate has a chain to a trusted root, and with
// revocation whether none of its certificates is revoked. A certificate without
// one is never valid.
type Verifier func(cert *x509.Certificate, revocation bool) bool

// CertificateOptions say what a certificate does not.
type CertificateOptions struct {
	PrivateKey   crypto.PrivateKey // *rsa.PrivateKey, *ecdsa.PrivateKey; nil of a client's certificate
	Verify       Verifier          // answers Verify and VerifyNoRevocation; nil means the evaluation's
	FriendlyName string
}

// X509Certificate2Type is System.Security.Cryptography.X509Certificates.X509Certificate2.
var X509Certificate2Type = Declare(Decl{Name: "System.Security.Cryptography.X509Certificates.X509Certificate2", Base: "System.Security.Cryptography.X509Certificates.X509Certificate",
	Doc: "A certificate, such as the client's or one uploaded to the gateway."})

// NewX509Certificate2 makes the C# face of a certificate.
func NewX509Certificate2(cert *x509.Certificate, o CertificateOptions) *X509Certificate2 {
	c := &X509Certificate2{t: X509Certificate2Type, cert: cert, private: o.PrivateKey, verify: o.Verify, friendly: o.FriendlyName}
	c.hash = sha1.Sum(cert.Raw)
	c.thumbprint = upperHex(c.hash[:])
	c.subject, c.issuer = NewX500DistinguishedName(cert.RawSubject), NewX500DistinguishedName(cert.RawIssuer)
	c.serial = serialBytes(cert)
	c.serialText = upperHex(c.serial)
	c.notBefore, c.notAfter = DateTimeFrom(cert.NotBefore, Local), DateTimeFrom(cert.NotAfter, Local)
	c.key = sync.OnceValue(func() subjectKey { return readSubjectKey(cert.RawSubjectPublicKeyInfo) })
	c.publicKey = sync.OnceValue(func() any { return newPublicKey(cert, c.key()) })
	c.signature = sync.OnceValue(func() any { return NewOid(signatureOid(cert.Raw)) })
	c.extension = sync.OnceValue(func() any { return newExtensions(cert) })
	return c
}

// Certificate is the Go certificate.
func (c *X509Certificate2) Certificate() *x509.Certificate { return c.cert }

// PrivateKey is the certificate's private key, or nil.
func (c *X509Certificate2) PrivateKey() crypto.PrivateKey { return c.private }

// CLRType is X509Certificate2, or X509Certificate where C# made one.
func (c *X509Certificate2) CLRType() *Type { return c.t }

// ToString is, of an X509Certificate2, names, serial number, dates and thumbprint.
func (c *X509Certificate2) ToString() string {
	if c.t == X509CertificateType {
		return c.t.FullName()
	}
	return c.summary()
}

// EqualsTo compares issuer and serial number, as .NET does.
func (c *X509Certificate2) EqualsTo(other any) bool {
	o, ok := other.(*X509Certificate2)
	return ok && bytes.Equal(c.serial, o.serial) && bytes.Equal(c.cert.RawIssuer, o.cert.RawIssuer)
}

// Hash agrees with EqualsTo.
func (c *X509Certificate2) Hash() uint64 { return maphash.Bytes(seed, c.serial) }

func init() {
	cert := annCertificate
	X509Certificate2Type.Define(
		Row("new(byte[] rawData)", "Reads a certificate: DER, PEM or PKCS #12 without password.", F1(func(data []byte) *X509Certificate2 { return certificateFromBytes(data, "") }),
			cert+`.Version // 3`, `new X509Certificate2(new byte[] {1, 2}) // throws CryptographicException`),
		Row("new(byte[] rawData, string password)", "Reads a certificate: DER, PEM or PKCS #12.", F2(func(data []byte, password any) *X509Certificate2 {
			return certificateFromBytes(data, Text(password))
		}), `new X509Certificate2(`+cert+`.RawData, "secret").HasPrivateKey // false`),
		Row("new(byte[] rawData, string password, X509KeyStorageFlags keyStorageFlags)", "Reads a certificate: DER, PEM or PKCS #12.", F3(func(data []byte, password any, _ Enum) *X509Certificate2 {
			return certificateFromBytes(data, Text(password))
		}), `new X509Certificate2(`+cert+`.RawData, "", X509KeyStorageFlags.Exportable).HasPrivateKey // false`),
		Row("new(X509Certificate certificate)", "A copy.", F1(func(c *X509Certificate2) *X509Certificate2 {
			return NewX509Certificate2(c.cert, CertificateOptions{PrivateKey: c.private, Verify: c.verify})
		}), `new X509Certificate2(`+cert+`).Equals(`+cert+`) // true`),
		Row("bool Archived { get; }", "False: only Windows has archived certificates.", F1(func(*X509Certificate2) bool { return false }), cert+`.Archived // false`),
		Row("X509ExtensionCollection Extensions { get; }", "The extensions.", F1(func(c *X509Certificate2) any { return c.extension() }), cert+`.Extensions.Count // 5`),
		Row("string FriendlyName { get; }", "The name that the certificate was uploaded under, or \"\".", F1(func(c *X509Certificate2) any { return c.friendly }), cert+`.FriendlyName // ""`),
		Row("bool HasPrivateKey { get; }", "Whether its private key is here: of a client's certificate it is not.", F1(func(c *X509Certificate2) bool { return c.private != nil }), cert+`.HasPrivateKey // false`),
		Row("X500DistinguishedName IssuerName { get; }", "The issuer's name.", F1(func(c *X509Certificate2) any { return c.issuer }), cert+`.IssuerName.Name // "CN=ann, O=\"Contoso, Ltd.\", C=US"`),
		Row("DateTime NotAfter { get; }", "When it expires, in local time.", F1(func(c *X509Certificate2) any { return c.notAfter }), cert+`.NotAfter.ToString("o") // "2126-11-01T13:30:39.0000000+00:00"`),
		Row("DateTime NotBefore { get; }", "When it begins to be valid, in local time.", F1(func(c *X509Certificate2) any { return c.notBefore }), cert+`.NotBefore.Kind.ToString() // "Local"`),
		Row("AsymmetricAlgorithm PrivateKey { get; }", "The private key, or null.", F1(func(c *X509Certificate2) any { return asymmetricKey(nil, c.private) }), cert+`.PrivateKey == null // true`),
		Row("PublicKey PublicKey { get; }", "The public key.", F1(func(c *X509Certificate2) any { return c.publicKey() }), cert+`.PublicKey.Oid.FriendlyName // "ECC"`),
		Row("byte[] RawData { get; }", "The DER.", F1(func(c *X509Certificate2) []byte { return clone(c.cert.Raw) }), cert+`.RawData.Length // 548`),
		Row("string SerialNumber { get; }", "The serial number, upper case hexadecimal with leading zeros.", F1(func(c *X509Certificate2) any { return c.serialText }), cert+`.SerialNumber // "00FE01"`),
		Row("Oid SignatureAlgorithm { get; }", "How the issuer signed it.", F1(func(c *X509Certificate2) any { return c.signature() }), cert+`.SignatureAlgorithm.FriendlyName // "sha256ECDSA"`),
		Row("X500DistinguishedName SubjectName { get; }", "The subject's name. Compared with a text it is its Name.", F1(func(c *X509Certificate2) any { return c.subject }), cert+`.SubjectName.Name // "CN=ann, O=\"Contoso, Ltd.\", C=US"`),
		Row("string Thumbprint { get; }", "The SHA-1 of the DER, upper case hexadecimal.", F1(func(c *X509Certificate2) any { return c.thumbprint }), cert+`.Thumbprint // "29A50200671F6318ADD1FB1D5BAF49AF6CB06B06"`),
		Row("int Version { get; }", "The version of X.509.", F1(func(c *X509Certificate2) int32 { return int32(c.cert.Version) }), cert+`.Version // 3`),
		Row("static X509ContentType GetCertContentType(byte[] rawData)", "The format of a certificate in bytes.", F1(func(data []byte) any {
			if c := certificateFromBytes(data, ""); c.private != nil {
				return Enum{X509ContentTypeType, contentPfx}
			}
			return Enum{X509ContentTypeType, contentCert}
		}), `X509Certificate2.GetCertContentType(`+cert+`.RawData).ToString() // "Cert"`),
		Row("string GetNameInfo(X509NameType nameType, bool forIssuer)", "One name of subject or issuer, or \"\".", F3(func(c *X509Certificate2, t Enum, issuer bool) string { return c.nameInfo(t.V, issuer) }),
			cert+`.GetNameInfo(X509NameType.SimpleName, false) // "ann"`, cert+`.GetNameInfo(X509NameType.DnsName, false) // "ann.contoso.com"`, cert+`.GetNameInfo(X509NameType.UpnName, false) // "ann@corp.contoso.com"`),
		Row("string ToString(bool verbose)", "Names, serial number, dates and thumbprint; verbose with key and extensions too.", F2(func(c *X509Certificate2, verbose bool) string {
			if verbose {
				return c.verbose()
			}
			return c.ToString()
		}), cert+`.ToString(true).StartsWith("[Version]") // true`),
		Row("bool Verify()", "Whether it has a chain to a root that the gateway trusts, with none revoked.", F2(func(e *Env, c *X509Certificate2) bool { return c.valid(e, true) }), cert+`.Verify() // false`),
	)
}

// valid asks the certificate's verifier, or else the evaluation's.
func (c *X509Certificate2) valid(e *Env, revocation bool) bool {
	verify := c.verify
	if verify == nil && e != nil {
		verify = e.Verify
	}
	return verify != nil && verify(c.cert, revocation)
}

// ReadCertificate reads a certificate in DER, PEM, base64 or PKCS #12, with its
// private key when that is there.
func ReadCertificate(data []byte, password string) (c *X509Certificate2, err error) {
	defer func() {
		if p := recover(); p != nil {
			e, ok := p.(*Exception)
			if !ok {
				panic(p)
			}
			err = e
		}
	}()
	return certificateFromBytes(data, password), nil
}

// certificateFromBytes reads DER, PEM, base64 or PKCS #12. It throws
// CryptographicException on anything else and on a wrong password.
func certificateFromBytes(data []byte, password string) *X509Certificate2 {
	if len(data) == 0 {
		Throw(Argument("Array cannot be empty or null.", "rawData"))
	}
	der := data
	if block, _ := pem.Decode(data); block != nil && block.Type == "CERTIFICATE" {
		der = block.Bytes
	} else if plain, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(data)), "")); err == nil {
		der = plain
	}
	if cert, err := x509.ParseCertificate(der); err == nil {
		return NewX509Certificate2(cert, CertificateOptions{})
	}
	key, cert, _, err := pkcs12.DecodeChain(der, password)
	switch {
	case err == pkcs12.ErrIncorrectPassword:
		Throw(Cryptographic("The specified network password is not correct."))
	case err != nil:
		if list, trustErr := pkcs12.DecodeTrustStore(der, password); trustErr == nil && len(list) > 0 {
			return NewX509Certificate2(list[0], CertificateOptions{})
		}
		Throw(Cryptographic("Cannot find the requested object."))
	}
	return NewX509Certificate2(cert, CertificateOptions{PrivateKey: key})
}

func (c *X509Certificate2) export(contentType int64, password string) []byte {
	switch contentType {
	case contentCert:
		return clone(c.cert.Raw)
	case contentPfx:
		var data []byte
		var err error
		if c.private != nil {
			data, err = pkcs12.Modern.Encode(c.private, c.cert, nil, password)
		} else {
			data, err = pkcs12.Modern.EncodeTrustStore([]*x509.Certificate{c.cert}, password)
		}
		if err != nil {
			Throw(Cryptographic(err.Error()))
		}
		return data
	}
	Throw(Cryptographic("Invalid content type."))
	return nil
}

// nameInfo is GetNameInfo, as Windows' CertGetNameString finds names.
func (c *X509Certificate2) nameInfo(kind int64, issuer bool) string {
	name, alternative := c.subject, "2.5.29.17"
	if issuer {
		name, alternative = c.issuer, "2.5.29.18"
	}
	names := generalNames(c.cert, alternative)
	first := func(sources ...func() (string, bool)) string {
		for _, source := range sources {
			if text, ok := source(); ok {
				return text
			}
		}
		return ""
	}
	attribute := func(oid string) func() (string, bool) {
		return func() (string, bool) { return name.attribute(oid) }
	}
	general := func(tag int) func() (string, bool) {
		return func() (string, bool) { return names.text(tag) }
	}
	switch kind {
	case nameSimple:
		return first(attribute("2.5.4.3"), attribute("2.5.4.11"), attribute("2.5.4.10"), attribute(oidEmail), general(generalEmail), attribute(""))
	case nameEmail:
		return first(general(generalEmail), attribute(oidEmail))
	case nameUpn:
		return first(names.upn)
	case nameDNS:
		return first(general(generalDNS), attribute("2.5.4.3"))
	case nameAltDNS:
		return first(general(generalDNS))
	case nameURL:
		return first(general(generalURL))
	}
	return ""
}

// summary is X509Certificate2.ToString().
func (c *X509Certificate2) summary() string {
	return titled("Subject", c.subject.Name()) + titled("Issuer", c.issuer.Name()) + c.numbers() + NewLine
}

// numbers is the part of ToString that both of its forms share.
func (c *X509Certificate2) numbers() string {
	return titled("Serial Number", c.serialText.(string)) + titled("Not Before", ToString(c.notBefore)) + titled("Not After", ToString(c.notAfter)) +
		"[Thumbprint]" + NewLine + "  " + c.thumbprint.(string)
}

func titled(title, text string) string {
	return "[" + title + "]" + NewLine + "  " + text + NewLine + NewLine
}

// verbose is X509Certificate2.ToString(true).
func (c *X509Certificate2) verbose() string {
	var b strings.Builder
	b.WriteString(titled("Version", fmt.Sprintf("V%d", c.cert.Version)))
	for _, side := range []struct {
		title  string
		name   *X500DistinguishedName
		issuer bool
	}{{"Subject", c.subject, false}, {"Issuer", c.issuer, true}} {
		text := side.name.Name()
		for _, part := range []struct {
			title string
			kind  int64
		}{{"Simple Name", nameSimple}, {"Email Name", nameEmail}, {"UPN Name", nameUpn}, {"DNS Name", nameDNS}} {
			if name := c.nameInfo(part.kind, side.issuer); name != "" {
				text += NewLine + "  " + part.title + ": " + name
			}
		}
		b.WriteString(titled(side.title, text))
	}
	signature, key := c.signature().(*Oid), c.publicKey().(*PublicKey)
	length := ""
	if n := key.rsaBits(); n > 0 {
		length = fmt.Sprint(n)
	}
	b.WriteString(c.numbers() + NewLine + NewLine)
	b.WriteString(titled("Signature Algorithm", Text(signature.name)+"("+Text(signature.value)+")"))
	b.WriteString("[Public Key]" + NewLine + "  Algorithm: " + Text(key.oid.name) + NewLine + "  Length: " + length + NewLine +
		"  Key Blob: " + spacedHex(c.key().value) + NewLine + "  Parameters: " + spacedHex(c.key().parameters) + NewLine)
	if list := c.extension().(*X509ExtensionCollection).list; len(list) > 0 {
		b.WriteString(NewLine + "[Extensions]")
		for _, e := range list {
			b.WriteString(NewLine + "* " + Text(e.oid.name) + "(" + Text(e.oid.value) + "):" + NewLine + "  " + e.format(true))
			if !strings.HasSuffix(b.String(), NewLine) {
				b.WriteString(NewLine)
			}
		}
		b.WriteString(NewLine)
	}
	return b.String()
}

// serialBytes is the content of the serial number's INTEGER: Go's big.Int has
// lost a leading 00.
func serialBytes(cert *x509.Certificate) []byte {
	tbs, _ := sequence(cert.RawTBSCertificate)
	v, ok := tbs.next()
	if ok && v.Class == asn1.ClassContextSpecific { // the version
		v, ok = tbs.next()
	}
	if !ok || v.Tag != asn1.TagInteger {
		return cert.SerialNumber.Bytes()
	}
	return v.Bytes
}

// signatureOid is the algorithm after the signed part of a certificate.
func signatureOid(raw []byte) string {
	outer, _ := sequence(raw)
	outer.next()
	v, _ := outer.next()
	algorithm := derReader(v.Bytes)
	oid, _ := algorithm.next()
	text, _ := oidText(oid.Bytes)
	return text
}
