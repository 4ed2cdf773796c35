package clr

// APIMCryptoType holds the extension methods that API Management adds to byte[]
// and X509Certificate2. Their own class is not documented.
var APIMCryptoType = Declare(Decl{Name: "ApiManagement.CryptographyExtensions", Kind: StaticClass, Doc: "What API Management adds to byte[] and X509Certificate2."})

func init() {
	const (
		key    = `new byte[16], new byte[16]`
		cipher = `Convert.FromBase64String("TPu3FntQ3LUp4rHe+fe+0Q==")`
		check  = `Convert.ToBase64String(Encoding.ASCII.GetBytes("hi").Encrypt(`
		sum    = `)) // "TPu3FntQ3LUp4rHe+fe+0Q=="`
		plain  = `Encoding.ASCII.GetString(` + cipher + `.Decrypt(`
		hi     = `)) // "hi"`
		zeros  = `new AesManaged {Key = new byte[16], IV = new byte[16]}`
	)
	named := func(name any) *SymmetricAlgorithm {
		a := symmetricNamed(Text(name))
		if a == nil {
			Throw(NullReference())
		}
		return a
	}
	APIMCryptoType.Define(
		Row("static byte[] Encrypt(this byte[] input, string alg, byte[] key, byte[] iv)", "Encrypts with the algorithm of a name (Aes, TripleDES, DES, RC2, Rijndael) by CBC, padded by PKCS #7.", F4(func(input []byte, alg any, key, iv []byte) []byte {
			return named(alg).transform(true, key, iv).final(input)
		}), check+`"Aes", `+key+sum, `new byte[1].Encrypt("Aes", new byte[5], new byte[16]) // throws CryptographicException`),
		Row("static byte[] Encrypt(this byte[] input, SymmetricAlgorithm alg)", "Encrypts with an algorithm and its key.", F2(func(input []byte, alg *SymmetricAlgorithm) []byte {
			return alg.transform(true, alg.getKey(), alg.getIV()).final(input)
		}), check+zeros+sum),
		Row("static byte[] Encrypt(this byte[] input, SymmetricAlgorithm alg, byte[] key, byte[] iv)", "Encrypts with an algorithm and another key.", F4(func(input []byte, alg *SymmetricAlgorithm, key, iv []byte) []byte {
			return alg.transform(true, key, iv).final(input)
		}), check+`Aes.Create(), `+key+sum),
		Row("static byte[] Decrypt(this byte[] input, string alg, byte[] key, byte[] iv)", "Decrypts what Encrypt gave. CryptographicException where the padding is wrong.", F4(func(input []byte, alg any, key, iv []byte) []byte {
			return named(alg).transform(false, key, iv).final(input)
		}), plain+`"Aes", `+key+hi, `new byte[16].Decrypt("Aes", `+key+`) // throws CryptographicException`),
		Row("static byte[] Decrypt(this byte[] input, SymmetricAlgorithm alg)", "Decrypts with an algorithm and its key.", F2(func(input []byte, alg *SymmetricAlgorithm) []byte {
			return alg.transform(false, alg.getKey(), alg.getIV()).final(input)
		}), plain+zeros+hi),
		Row("static byte[] Decrypt(this byte[] input, SymmetricAlgorithm alg, byte[] key, byte[] iv)", "Decrypts with an algorithm and another key.", F4(func(input []byte, alg *SymmetricAlgorithm, key, iv []byte) []byte {
			return alg.transform(false, key, iv).final(input)
		}), plain+`Aes.Create(), `+key+hi),
		Row("static bool VerifyNoRevocation(this X509Certificate2 certificate)", "Whether it has a chain to a root that the gateway trusts; revocation is not looked at.", F2(func(e *Env, c *X509Certificate2) bool { return c.valid(e, false) }),
			annCertificate+`.VerifyNoRevocation() // false`),
	)
}
