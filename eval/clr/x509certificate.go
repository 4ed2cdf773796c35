package clr

// X509CertificateType is System.Security.Cryptography.X509Certificates.X509Certificate:
// the members that X509Certificate2 has from its base. Values of both are a
// *X509Certificate2.
var X509CertificateType = Declare(Decl{Name: "System.Security.Cryptography.X509Certificates.X509Certificate", Interfaces: "IDisposable", Doc: "A certificate."})

// annCertificate is, in examples, a self-signed certificate of the name
// CN=ann, O="Contoso, Ltd.", C=US.
const annCertificate = `context.Request.Certificate`

func init() {
	cert := annCertificate
	plain := func(data []byte, password any) *X509Certificate2 {
		c := certificateFromBytes(data, Text(password))
		c.t = X509CertificateType
		return c
	}
	X509CertificateType.Define(
		Row("new(byte[] data)", "Reads a certificate: DER, PEM or PKCS #12 without password.", F1(func(data []byte) *X509Certificate2 { return plain(data, "") }),
			`new X509Certificate(`+cert+`.RawData).Subject // "CN=ann, O=\"Contoso, Ltd.\", C=US"`, `new X509Certificate(new byte[] {1}) // throws CryptographicException`),
		Row("new(byte[] rawData, string password)", "Reads a certificate: DER, PEM or PKCS #12.", F2(plain), `new X509Certificate(`+cert+`.RawData, "x").GetFormat() // "X509"`),
		Row("new(byte[] rawData, string password, X509KeyStorageFlags keyStorageFlags)", "Reads a certificate: DER, PEM or PKCS #12.", F3(func(data []byte, password any, _ Enum) *X509Certificate2 {
			return plain(data, password)
		}), `new X509Certificate(`+cert+`.RawData, "", X509KeyStorageFlags.Exportable).GetFormat() // "X509"`),
		Row("string Issuer { get; }", "The issuer's name, the last part first.", F1(func(c *X509Certificate2) any { return c.issuer.name }), cert+`.Issuer // "CN=ann, O=\"Contoso, Ltd.\", C=US"`),
		Row("string Subject { get; }", "The subject's name, the last part first.", F1(func(c *X509Certificate2) any { return c.subject.name }), cert+`.Subject // "CN=ann, O=\"Contoso, Ltd.\", C=US"`),
		Row("void Dispose()", "Does nothing.", F1(func(*X509Certificate2) Void { return Void{} })),
		Row("bool Equals(X509Certificate other)", "Whether issuer and serial number are the same.", F2(func(c *X509Certificate2, other any) bool { return other != nil && c.EqualsTo(other) }), cert+`.Equals(`+cert+`) // true`, cert+`.Equals(null) // false`),
		Row("byte[] Export(X509ContentType contentType)", "The certificate in a format: Cert or Pfx.", F2(func(c *X509Certificate2, t Enum) []byte { return c.export(t.V, "") }),
			cert+`.Export(X509ContentType.Cert).Length // 548`, cert+`.Export(X509ContentType.Unknown) // throws CryptographicException`),
		Row("byte[] Export(X509ContentType contentType, string password)", "The certificate in a format: Cert or Pfx.", F3(func(c *X509Certificate2, t Enum, password any) []byte { return c.export(t.V, Text(password)) }),
			cert+`.Export(X509ContentType.Cert, "x").Length // 548`),
		Row("byte[] GetCertHash()", "The SHA-1 of the DER.", F1(func(c *X509Certificate2) []byte { return clone(c.hash[:]) }), cert+`.GetCertHash().Length // 20`),
		Row("string GetCertHashString()", "The SHA-1 of the DER, upper case hexadecimal.", F1(func(c *X509Certificate2) any { return c.thumbprint }), cert+`.GetCertHashString() == `+cert+`.Thumbprint // true`),
		Row("string GetEffectiveDateString()", "NotBefore, as text.", F1(func(c *X509Certificate2) string { return ToString(c.notBefore) }), cert+`.GetEffectiveDateString() // "11/25/2026 13:30:39"`),
		Row("string GetExpirationDateString()", "NotAfter, as text.", F1(func(c *X509Certificate2) string { return ToString(c.notAfter) }), cert+`.GetExpirationDateString() // "11/01/2126 13:30:39"`),
		Row("string GetFormat()", "X509.", F1(func(*X509Certificate2) string { return "X509" }), cert+`.GetFormat() // "X509"`),
		Row("string GetIssuerName()", "The issuer's name, the first part first. .NET has left it behind for Issuer.", F1(func(c *X509Certificate2) string { return c.issuer.decode(0) }), cert+`.GetIssuerName() // "C=US, O=\"Contoso, Ltd.\", CN=ann"`),
		Row("string GetKeyAlgorithm()", "The identifier of the key's algorithm.", F1(func(c *X509Certificate2) string { return c.key().algorithm }), cert+`.GetKeyAlgorithm() // "1.2.840.10045.2.1"`),
		Row("byte[] GetKeyAlgorithmParameters()", "The parameters of the key's algorithm, in DER.", F1(func(c *X509Certificate2) []byte { return clone(c.key().parameters) }), cert+`.GetKeyAlgorithmParameters().Length // 10`),
		Row("string GetKeyAlgorithmParametersString()", "The parameters of the key's algorithm, upper case hexadecimal.", F1(func(c *X509Certificate2) string { return upperHex(c.key().parameters) }), cert+`.GetKeyAlgorithmParametersString() // "06082A8648CE3D030107"`),
		Row("string GetName()", "The subject's name, the first part first. .NET has left it behind for Subject.", F1(func(c *X509Certificate2) string { return c.subject.decode(0) }), cert+`.GetName() // "C=US, O=\"Contoso, Ltd.\", CN=ann"`),
		Row("byte[] GetPublicKey()", "The key.", F1(func(c *X509Certificate2) []byte { return clone(c.key().value) }), cert+`.GetPublicKey().Length // 65`),
		Row("string GetPublicKeyString()", "The key, upper case hexadecimal.", F1(func(c *X509Certificate2) string { return upperHex(c.key().value) }), cert+`.GetPublicKeyString().Length // 130`),
		Row("byte[] GetRawCertData()", "The DER.", F1(func(c *X509Certificate2) []byte { return clone(c.cert.Raw) }), cert+`.GetRawCertData().Length // 548`),
		Row("string GetRawCertDataString()", "The DER, upper case hexadecimal.", F1(func(c *X509Certificate2) string { return upperHex(c.cert.Raw) }), cert+`.GetRawCertDataString().Length // 1096`),
		Row("byte[] GetSerialNumber()", "The serial number, the lowest byte first.", F1(func(c *X509Certificate2) []byte {
			le := make([]byte, len(c.serial))
			for i, b := range c.serial {
				le[len(le)-1-i] = b
			}
			return le
		}), `Convert.ToBase64String(`+cert+`.GetSerialNumber()) // "Af4A"`),
		Row("string GetSerialNumberString()", "The serial number, upper case hexadecimal with leading zeros.", F1(func(c *X509Certificate2) any { return c.serialText }), cert+`.GetSerialNumberString() // "00FE01"`),
		Row("string ToString()", "Of an X509Certificate2 what ToString(true) gives.", F1((*X509Certificate2).ToString), `new X509Certificate(`+cert+`.RawData).ToString() // "System.Security.Cryptography.X509Certificates.X509Certificate"`),
		Row("string ToString(bool fVerbose)", "Names, serial number, dates and thumbprint, one to a line.", F2(func(c *X509Certificate2, verbose bool) string {
			if verbose {
				return c.summary()
			}
			return c.ToString()
		}), `new X509Certificate(`+cert+`.RawData).ToString(true).StartsWith("[Subject]") // true`),
	)
}
