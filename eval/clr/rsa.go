package clr

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	_ "crypto/sha512" // the hash functions that signatures name
	"encoding/base64"
	"encoding/xml"
	"slices"
	"strings"
)

// An RSA is an RSA key: the public half, and the private one where it is known.
type RSA struct {
	public  *rsa.PublicKey
	private *rsa.PrivateKey
}

// The types of RSA.
var (
	AsymmetricAlgorithmType      = Declare(Decl{Name: cryptography + "AsymmetricAlgorithm", Interfaces: "IDisposable", Abstract: true, Doc: "A key pair."})
	RSAType                      = Declare(Decl{Name: cryptography + "RSA", Base: "AsymmetricAlgorithm", Abstract: true, Doc: "An RSA key pair."})
	RSACngType                   = Declare(Decl{Name: cryptography + "RSACng", Base: "RSA", Beyond: true, Doc: "An RSA key pair, by Windows' newer library. All keys are of this class."})
	RSACertificateExtensionsType = Declare(Decl{Name: "System.Security.Cryptography.X509Certificates.RSACertificateExtensions", Kind: StaticClass, Doc: "The RSA keys of certificates."})
)

// CLRType is RSACng.
func (*RSA) CLRType() *Type { return RSACngType }

// asymmetricKey is the RSA of a key, or nil when it is of another algorithm.
func asymmetricKey(public, private any) any {
	if key, ok := private.(*rsa.PrivateKey); ok {
		return &RSA{&key.PublicKey, key}
	}
	if key, ok := public.(*rsa.PublicKey); ok {
		return &RSA{public: key}
	}
	return nil
}

// The sizes of keys, in bits: making a larger one takes seconds.
const rsaMinBits, rsaMaxBits = 1024, 4096

// newRSAKey makes a key pair of a size in bits.
func newRSAKey(bits int32) *RSA {
	if bits < rsaMinBits || bits > rsaMaxBits || bits%8 != 0 {
		Throw(Cryptographic("Specified key is not a valid size for this algorithm."))
	}
	key, err := rsa.GenerateKey(rand.Reader, int(bits))
	if err != nil {
		Throw(Cryptographic(err.Error()))
	}
	return &RSA{&key.PublicKey, key}
}

// rsaNamed is AsymmetricAlgorithm.Create of a name, or nil.
func rsaNamed(name string) *RSA {
	switch strings.ToUpper(strings.TrimPrefix(name, cryptography)) {
	case "RSA", "RSACRYPTOSERVICEPROVIDER", "RSACNG", "ASYMMETRICALGORITHM":
		return newRSAKey(2048)
	}
	return nil
}

// secret is the private half, or CryptographicException.
func (r *RSA) secret() *rsa.PrivateKey {
	if r.private == nil {
		Throw(Cryptographic("Object contains only the public half of a key pair. A private key must also be provided."))
	}
	return r.private
}

const rsaSample = `context.Request.Certificate.GetRSAPublicKey()`

func init() {
	AsymmetricAlgorithmType.Define(
		Row("int KeySize { get; set; }", "The size of the key in bits. Another size makes a new key.", F1(func(r *RSA) int32 { return int32(r.public.N.BitLen()) }), `RSA.Create(1024).KeySize // 1024`).
			Set(F2(func(r *RSA, bits int32) Void {
				if int(bits) != r.public.N.BitLen() {
					*r = *newRSAKey(bits)
				}
				return Void{}
			})),
		Row("KeySizes[] LegalKeySizes { get; }", "The sizes that a key may have.", F1(func(*RSA) *Array { return legalSizes(rsaMinBits, rsaMaxBits, 8) }), `RSA.Create(1024).LegalKeySizes[0].MaxSize // 4096`),
		Row("string KeyExchangeAlgorithm { get; }", "RSA.", F1(func(*RSA) string { return "RSA" }), `RSA.Create(1024).KeyExchangeAlgorithm // "RSA"`),
		Row("string SignatureAlgorithm { get; }", "RSA.", F1(func(*RSA) string { return "RSA" }), `RSA.Create(1024).SignatureAlgorithm // "RSA"`),
		Row("void Clear()", "Does nothing.", F1(func(*RSA) Void { return Void{} })),
		Row("void Dispose()", "Does nothing.", F1(func(*RSA) Void { return Void{} })),
		Row("static AsymmetricAlgorithm Create()", "A new RSA key of 2048 bits.", F0(func() *RSA { return newRSAKey(2048) }), `AsymmetricAlgorithm.Create().KeySize // 2048`),
		Row("static AsymmetricAlgorithm Create(string algName)", "A new key of an algorithm by name (RSA), or null.", F1(rsaNamed), `AsymmetricAlgorithm.Create("RSA").KeySize // 2048`, `AsymmetricAlgorithm.Create("nope") == null // true`),
		Row("void FromXmlString(string xmlString)", "Takes the key of an RSAKeyValue in XML.", F2(func(r *RSA, s string) Void { r.fromXML(s); return Void{} })),
		Row("string ToXmlString(bool includePrivateParameters)", "The key as an RSAKeyValue in XML.", F2((*RSA).toXML), `RSA.Create(1024).ToXmlString(false).StartsWith("<RSAKeyValue><Modulus>") // true`),
	)
	RSAType.Define(
		Row("static RSA Create()", "A new key of 2048 bits.", F0(func() *RSA { return newRSAKey(2048) }), `RSA.Create().KeySize // 2048`),
		Row("static RSA Create(string algName)", "A new key of an algorithm by name, or null.", F1(rsaNamed), `RSA.Create("nope") == null // true`),
		Row("static RSA Create(int keySizeInBits)", "A new key.", F1(newRSAKey), `RSA.Create(1024).KeySize // 1024`, `RSA.Create(5) // throws CryptographicException`),
		Row("byte[] Decrypt(byte[] data, RSAEncryptionPadding padding)", "The message that was encrypted with the public key. CryptographicException when it was not.", F3(rsaDecrypt),
			`RSA.Create(1024).Decrypt(new byte[128], RSAEncryptionPadding.Pkcs1) // throws CryptographicException`),
		Row("byte[] Encrypt(byte[] data, RSAEncryptionPadding padding)", "A message encrypted with the public key.", F3(rsaEncrypt), `RSA.Create(1024).Encrypt(new byte[3], RSAEncryptionPadding.OaepSHA1).Length // 128`),
		Row("byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)", "The signature of data.", F4(func(r *RSA, data []byte, h HashAlgorithmName, p *RSASignaturePadding) []byte {
			return rsaSign(r, digestBytes(h, data), h, p)
		}), `RSA.Create(1024).SignData(new byte[3], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Length // 128`),
		Row("byte[] SignData(byte[] data, int offset, int count, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)", "The signature of count bytes from offset.", F6(func(r *RSA, data []byte, offset, count int32, h HashAlgorithmName, p *RSASignaturePadding) []byte {
			return rsaSign(r, digestBytes(h, segment(data, offset, count)), h, p)
		}), `RSA.Create(1024).SignData(new byte[3], 1, 2, HashAlgorithmName.SHA256, RSASignaturePadding.Pss).Length // 128`),
		Row("byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)", "The signature of a hash.", F4(rsaSign), `RSA.Create(1024).SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Length // 128`),
		Row("bool VerifyData(byte[] data, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)", "Whether the signature is that of data.", F5(func(r *RSA, data, signature []byte, h HashAlgorithmName, p *RSASignaturePadding) bool {
			return rsaVerify(r, digestBytes(h, data), signature, h, p)
		}), `RSA.Create(1024).VerifyData(new byte[3], new byte[128], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) // false`),
		Row("bool VerifyData(byte[] data, int offset, int count, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)", "Whether the signature is that of count bytes from offset.", F7(func(r *RSA, data []byte, offset, count int32, signature []byte, h HashAlgorithmName, p *RSASignaturePadding) bool {
			return rsaVerify(r, digestBytes(h, segment(data, offset, count)), signature, h, p)
		}), `RSA.Create(1024).VerifyData(new byte[3], 1, 1, new byte[128], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) // false`),
		Row("bool VerifyHash(byte[] hash, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)", "Whether the signature is that of a hash.", F5(rsaVerify),
			`RSA.Create(1024).VerifyHash(new byte[32], new byte[128], HashAlgorithmName.SHA256, RSASignaturePadding.Pss) // false`),
	)
	RSACertificateExtensionsType.Define(
		Row("static RSA GetRSAPrivateKey(this X509Certificate2 certificate)", "The certificate's private key; null when it is not here or of another algorithm.", F1(func(c *X509Certificate2) any { return asymmetricKey(nil, c.private) }),
			annCertificate+`.GetRSAPrivateKey() == null // true`),
		Row("static RSA GetRSAPublicKey(this X509Certificate2 certificate)", "The certificate's public key; null when it is of another algorithm.", F1(func(c *X509Certificate2) any { return asymmetricKey(c.cert.PublicKey, nil) }),
			rsaSample+` == null // true`),
	)
}

func digestBytes(n HashAlgorithmName, data []byte) []byte {
	h := n.hash().New()
	h.Write(data)
	return h.Sum(nil)
}

func rsaSign(r *RSA, hash []byte, n HashAlgorithmName, p *RSASignaturePadding) []byte {
	checkHash(n, hash)
	var signature []byte
	var err error
	if p.mode == 0 {
		signature, err = rsa.SignPKCS1v15(rand.Reader, r.secret(), n.hash(), hash)
	} else {
		signature, err = rsa.SignPSS(rand.Reader, r.secret(), n.hash(), hash, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
	}
	if err != nil {
		Throw(Cryptographic(err.Error()))
	}
	return signature
}

func rsaVerify(r *RSA, hash, signature []byte, n HashAlgorithmName, p *RSASignaturePadding) bool {
	checkHash(n, hash)
	if p.mode == 0 {
		return rsa.VerifyPKCS1v15(r.public, n.hash(), hash, signature) == nil
	}
	return rsa.VerifyPSS(r.public, n.hash(), hash, signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash}) == nil
}

func checkHash(n HashAlgorithmName, hash []byte) {
	if len(hash) != n.hash().Size() {
		Throw(Cryptographic("The hash is not of the size that " + n.name + " gives."))
	}
}

func rsaEncrypt(r *RSA, data []byte, p *RSAEncryptionPadding) []byte {
	var out []byte
	var err error
	if p.mode == 0 {
		//lint:ignore SA1019 policies ask for what .NET offers
		out, err = rsa.EncryptPKCS1v15(rand.Reader, r.public, data)
	} else {
		out, err = rsa.EncryptOAEP(p.hash.hash().New(), rand.Reader, r.public, data, nil)
	}
	if err != nil {
		Throw(Cryptographic(err.Error()))
	}
	return out
}

func rsaDecrypt(r *RSA, data []byte, p *RSAEncryptionPadding) []byte {
	//lint:ignore SA1019 policies ask for what .NET offers
	var opts crypto.DecrypterOpts = &rsa.PKCS1v15DecryptOptions{}
	if p.mode != 0 {
		opts = &rsa.OAEPOptions{Hash: p.hash.hash()}
	}
	out, err := r.secret().Decrypt(rand.Reader, data, opts)
	if err != nil {
		Throw(Cryptographic("The parameter is incorrect."))
	}
	return out
}

// rsaKeyValue is .NET's XML of a key: the numbers of RSAParameters in base64.
type rsaKeyValue struct {
	XMLName xml.Name `xml:"RSAKeyValue"`
	Numbers []rsaNumber
}

type rsaNumber struct {
	XMLName xml.Name
	Base64  string `xml:",chardata"`
}

func (r *RSA) toXML(private bool) string {
	var v rsaKeyValue
	for i, n := range r.parameters(private).numbers {
		if n != nil {
			v.Numbers = append(v.Numbers, rsaNumber{xml.Name{Local: rsaFields[i]}, base64.StdEncoding.EncodeToString(n.Bytes())})
		}
	}
	text, err := xml.Marshal(v)
	if err != nil {
		Throw(Cryptographic(err.Error()))
	}
	return string(text)
}

// fromXML takes the key of an RSAKeyValue, or throws CryptographicException;
// FormatException when a number is not in base64.
func (r *RSA) fromXML(s string) {
	var v struct {
		XMLName xml.Name
		Numbers []rsaNumber `xml:",any"`
	}
	p := new(RSAParameters)
	ok := xml.Unmarshal([]byte(s), &v) == nil
	for _, n := range v.Numbers {
		if i := slices.Index(rsaFields[:], n.XMLName.Local); i >= 0 {
			p.numbers[i] = NewBytes(decodeBase64(n.Base64))
		}
	}
	if !ok || !r.take(p) {
		Throw(Cryptographic("Input string does not contain a valid encoding of the 'RSA' parameters."))
	}
}
