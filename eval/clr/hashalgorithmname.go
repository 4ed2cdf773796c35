package clr

import "crypto"

// A HashAlgorithmName names a hash function.
type HashAlgorithmName struct {
	name string
	set  bool // false when the name is null
}

// HashAlgorithmNameType is System.Security.Cryptography.HashAlgorithmName.
var HashAlgorithmNameType = Declare(Decl{Name: cryptography + "HashAlgorithmName", Kind: Struct, Interfaces: "IEquatable<HashAlgorithmName>", Doc: "The name of a hash function."})

// CLRType is the .NET type.
func (HashAlgorithmName) CLRType() *Type { return HashAlgorithmNameType }

// ToString is the name.
func (n HashAlgorithmName) ToString() string { return n.name }

// hash is the Go hash function of the name, or CryptographicException.
func (n HashAlgorithmName) hash() crypto.Hash {
	switch n.name {
	case "MD5":
		return crypto.MD5
	case "SHA1":
		return crypto.SHA1
	case "SHA256":
		return crypto.SHA256
	case "SHA384":
		return crypto.SHA384
	case "SHA512":
		return crypto.SHA512
	case "":
		Throw(Argument("The hash algorithm name cannot be null or empty.", "hashAlgorithm"))
	}
	Throw(Cryptographic("'" + n.name + "' is not a known hash algorithm."))
	return 0
}

func init() {
	Zero(HashAlgorithmNameType, func(*Type) any { return HashAlgorithmName{} })
	equal := func(a, b HashAlgorithmName) bool { return a == b }
	HashAlgorithmNameType.Define(Row("new(string name)", "A name.", F1(func(name any) HashAlgorithmName { return HashAlgorithmName{Text(name), name != nil} }), `new HashAlgorithmName("x").Name // "x"`))
	for _, d := range digests {
		HashAlgorithmNameType.Define(Row("static HashAlgorithmName "+d.name+" { get; }", d.doc, Const(HashAlgorithmName{d.name, true}), "HashAlgorithmName."+d.name+`.Name // "`+d.name+`"`))
	}
	HashAlgorithmNameType.Define(
		Row("string Name { get; }", "The name, or null.", F1(func(n HashAlgorithmName) any {
			if !n.set {
				return nil
			}
			return n.name
		}), `default(HashAlgorithmName).Name == null // true`, `HashAlgorithmName.SHA256.Name // "SHA256"`),
		Row("bool Equals(HashAlgorithmName other)", "Whether the names are the same.", F2(equal), `HashAlgorithmName.MD5.Equals(HashAlgorithmName.SHA1) // false`),
		Row("string ToString()", "The name.", F1(HashAlgorithmName.ToString), `HashAlgorithmName.MD5.ToString() // "MD5"`),
		Row("static bool operator ==(HashAlgorithmName left, HashAlgorithmName right)", "Whether the names are the same.", F2(equal), `HashAlgorithmName.SHA256 == new HashAlgorithmName("SHA256") // true`),
		Row("static bool operator !=(HashAlgorithmName left, HashAlgorithmName right)", "Whether the names differ.", F2(func(a, b HashAlgorithmName) bool { return a != b }), `HashAlgorithmName.MD5 != HashAlgorithmName.SHA1 // true`),
	)
}
