package clr

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
)

// A PublicKey is the public key of a certificate.
type PublicKey struct {
	oid        *Oid
	value      *AsnEncodedData
	parameters *AsnEncodedData
	key        any // *rsa.PublicKey, *ecdsa.PublicKey...
}

// PublicKeyType is System.Security.Cryptography.X509Certificates.PublicKey.
var PublicKeyType = Declare(Decl{Name: "System.Security.Cryptography.X509Certificates.PublicKey", Doc: "The public key of a certificate."})

// CLRType is the .NET type.
func (*PublicKey) CLRType() *Type { return PublicKeyType }

// A subjectKey is a SubjectPublicKeyInfo.
type subjectKey struct {
	algorithm  string
	parameters []byte // DER
	value      []byte // the BIT STRING's content
}

func readSubjectKey(raw []byte) subjectKey {
	info, _ := sequence(raw)
	algorithm, _ := info.next()
	value, _ := info.next()
	parts := derReader(algorithm.Bytes)
	oid, _ := parts.next()
	k := subjectKey{parameters: parts}
	k.algorithm, _ = oidText(oid.Bytes)
	if value.Tag == asn1.TagBitString && len(value.Bytes) > 0 {
		k.value = value.Bytes[1:] // the first byte counts unused bits
	}
	return k
}

func newPublicKey(cert *x509.Certificate, k subjectKey) *PublicKey {
	oid := NewOid(k.algorithm)
	return &PublicKey{oid, &AsnEncodedData{oid, k.value}, &AsnEncodedData{oid, k.parameters}, cert.PublicKey}
}

// rsaBits is the size of an RSA key, or 0.
func (k *PublicKey) rsaBits() int {
	if key, ok := k.key.(*rsa.PublicKey); ok {
		return key.N.BitLen()
	}
	return 0
}

func init() {
	key := annCertificate + `.PublicKey`
	PublicKeyType.Define(
		Row("AsnEncodedData EncodedKeyValue { get; }", "The key.", F1(func(k *PublicKey) *AsnEncodedData { return k.value }), key+`.EncodedKeyValue.RawData.Length // 65`),
		Row("AsnEncodedData EncodedParameters { get; }", "The parameters of the algorithm.", F1(func(k *PublicKey) *AsnEncodedData { return k.parameters }), key+`.EncodedParameters.RawData.Length // 10`),
		Row("AsymmetricAlgorithm Key { get; }", "The key as an RSA. Of any other algorithm NotSupportedException.", F1(func(k *PublicKey) any {
			if _, ok := k.key.(*rsa.PublicKey); !ok {
				Throw(NotSupported("The certificate key algorithm is not supported."))
			}
			return asymmetricKey(k.key, nil)
		}), key+`.Key // throws NotSupportedException`),
		Row("Oid Oid { get; }", "The key's algorithm.", F1(func(k *PublicKey) *Oid { return k.oid }), key+`.Oid.Value // "1.2.840.10045.2.1"`),
	)
}
