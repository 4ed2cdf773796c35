package clr

// An RSASignaturePadding is how a signature is padded.
type RSASignaturePadding struct{ mode int64 }

// An RSAEncryptionPadding is how a message is padded before it is encrypted.
type RSAEncryptionPadding struct {
	mode int64
	hash HashAlgorithmName // of OAEP
}

// The paddings of RSA.
var (
	RSASignaturePaddingType      = Declare(Decl{Name: cryptography + "RSASignaturePadding", Interfaces: "IEquatable<RSASignaturePadding>", Abstract: true, Doc: "How a signature of RSA is padded."})
	RSAEncryptionPaddingType     = Declare(Decl{Name: cryptography + "RSAEncryptionPadding", Interfaces: "IEquatable<RSAEncryptionPadding>", Abstract: true, Doc: "How a message is padded before RSA encrypts it."})
	RSASignaturePaddingModeType  = Declare(Decl{Name: cryptography + "RSASignaturePaddingMode", Kind: EnumKind, Beyond: true, Doc: "The kind of an RSASignaturePadding.", Values: []EnumValue{{Name: "Pkcs1"}, {Name: "Pss", Value: 1}}})
	RSAEncryptionPaddingModeType = Declare(Decl{Name: cryptography + "RSAEncryptionPaddingMode", Kind: EnumKind, Beyond: true, Doc: "The kind of an RSAEncryptionPadding.", Values: []EnumValue{{Name: "Pkcs1"}, {Name: "Oaep", Value: 1}}})
)

// CLRType is the .NET type.
func (*RSASignaturePadding) CLRType() *Type { return RSASignaturePaddingType }

// ToString is the mode.
func (p *RSASignaturePadding) ToString() string {
	return Enum{RSASignaturePaddingModeType, p.mode}.ToString()
}

// EqualsTo compares modes.
func (p *RSASignaturePadding) EqualsTo(other any) bool {
	o, ok := other.(*RSASignaturePadding)
	return ok && *o == *p
}

// Hash agrees with EqualsTo.
func (p *RSASignaturePadding) Hash() uint64 { return uint64(p.mode) }

// CLRType is the .NET type.
func (*RSAEncryptionPadding) CLRType() *Type { return RSAEncryptionPaddingType }

// ToString is the mode and the hash: OaepSHA256.
func (p *RSAEncryptionPadding) ToString() string {
	return Enum{RSAEncryptionPaddingModeType, p.mode}.ToString() + p.hash.name
}

// EqualsTo compares mode and hash.
func (p *RSAEncryptionPadding) EqualsTo(other any) bool {
	o, ok := other.(*RSAEncryptionPadding)
	return ok && *o == *p
}

// Hash agrees with EqualsTo.
func (p *RSAEncryptionPadding) Hash() uint64 { return HashOf(p.hash.name) }

func init() {
	equal := func(a, b any) bool { return Equals(a, b) }
	differ := func(a, b any) bool { return !Equals(a, b) }
	RSASignaturePaddingType.Define(
		Row("static RSASignaturePadding Pkcs1 { get; }", "PKCS #1 v1.5.", Const(&RSASignaturePadding{0}), `RSASignaturePadding.Pkcs1.ToString() // "Pkcs1"`),
		Row("static RSASignaturePadding Pss { get; }", "PSS.", Const(&RSASignaturePadding{1}), `RSASignaturePadding.Pss.ToString() // "Pss"`),
		Row("RSASignaturePaddingMode Mode { get; }", "The kind.", F1(func(p *RSASignaturePadding) Enum { return Enum{RSASignaturePaddingModeType, p.mode} }), `RSASignaturePadding.Pss.Mode.ToString() // "Pss"`),
		Row("bool Equals(RSASignaturePadding other)", "Whether both are the same.", F2(equal), `RSASignaturePadding.Pss.Equals(RSASignaturePadding.Pkcs1) // false`),
		Row("string ToString()", "The kind.", F1((*RSASignaturePadding).ToString), `RSASignaturePadding.Pss.ToString() // "Pss"`),
		Row("static bool operator ==(RSASignaturePadding left, RSASignaturePadding right)", "Whether both are the same.", F2(equal), `RSASignaturePadding.Pss == RSASignaturePadding.Pss // true`),
		Row("static bool operator !=(RSASignaturePadding left, RSASignaturePadding right)", "Whether they differ.", F2(differ), `RSASignaturePadding.Pss != RSASignaturePadding.Pss // false`),
	)
	RSAEncryptionPaddingType.Define(Row("static RSAEncryptionPadding Pkcs1 { get; }", "PKCS #1 v1.5.", Const(&RSAEncryptionPadding{}), `RSAEncryptionPadding.Pkcs1.ToString() // "Pkcs1"`))
	for _, d := range digests[1:] {
		RSAEncryptionPaddingType.Define(Row("static RSAEncryptionPadding Oaep"+d.name+" { get; }", "OAEP with "+d.name+".", Const(&RSAEncryptionPadding{1, HashAlgorithmName{d.name, true}}),
			"RSAEncryptionPadding.Oaep"+d.name+`.ToString() // "Oaep`+d.name+`"`))
	}
	RSAEncryptionPaddingType.Define(
		Row("RSAEncryptionPaddingMode Mode { get; }", "The kind.", F1(func(p *RSAEncryptionPadding) Enum { return Enum{RSAEncryptionPaddingModeType, p.mode} }), `RSAEncryptionPadding.OaepSHA1.Mode.ToString() // "Oaep"`),
		Row("HashAlgorithmName OaepHashAlgorithm { get; }", "The hash function of OAEP.", F1(func(p *RSAEncryptionPadding) HashAlgorithmName { return p.hash }), `RSAEncryptionPadding.OaepSHA1.OaepHashAlgorithm.Name // "SHA1"`),
		Row("static RSAEncryptionPadding CreateOaep(HashAlgorithmName hashAlgorithm)", "OAEP with a hash function.", F1(func(n HashAlgorithmName) *RSAEncryptionPadding {
			n.hash()
			return &RSAEncryptionPadding{1, n}
		}), `RSAEncryptionPadding.CreateOaep(HashAlgorithmName.SHA256) == RSAEncryptionPadding.OaepSHA256 // true`),
		Row("bool Equals(RSAEncryptionPadding other)", "Whether both are the same.", F2(equal), `RSAEncryptionPadding.OaepSHA1.Equals(RSAEncryptionPadding.Pkcs1) // false`),
		Row("string ToString()", "The kind and the hash function.", F1((*RSAEncryptionPadding).ToString), `RSAEncryptionPadding.OaepSHA512.ToString() // "OaepSHA512"`),
		Row("static bool operator ==(RSAEncryptionPadding left, RSAEncryptionPadding right)", "Whether both are the same.", F2(equal), `RSAEncryptionPadding.Pkcs1 == RSAEncryptionPadding.OaepSHA1 // false`),
		Row("static bool operator !=(RSAEncryptionPadding left, RSAEncryptionPadding right)", "Whether they differ.", F2(differ), `RSAEncryptionPadding.Pkcs1 != RSAEncryptionPadding.OaepSHA1 // true`),
	)
}
