package clr

import "strings"

// An Oid is an object identifier with its name.
type Oid struct{ value, name any } // strings or null

// OidType is System.Security.Cryptography.Oid.
var OidType = Declare(Decl{Name: "System.Security.Cryptography.Oid", Doc: "An object identifier and its name."})

// OidGroup is System.Security.Cryptography.OidGroup.
var OidGroup = Declare(Decl{Name: "System.Security.Cryptography.OidGroup", Kind: EnumKind, Beyond: true, Doc: "A kind of identifiers.", Values: []EnumValue{
	{Name: "All", Value: 0}, {Name: "HashAlgorithm", Value: 1}, {Name: "EncryptionAlgorithm", Value: 2}, {Name: "PublicKeyAlgorithm", Value: 3}, {Name: "SignatureAlgorithm", Value: 4},
	{Name: "Attribute", Value: 5}, {Name: "ExtensionOrAttribute", Value: 6}, {Name: "EnhancedKeyUsage", Value: 7}, {Name: "Policy", Value: 8}, {Name: "Template", Value: 9}, {Name: "KeyDerivationFunction", Value: 10},
}})

// CLRType is System.Security.Cryptography.Oid.
func (*Oid) CLRType() *Type { return OidType }

// NewOid is an identifier in dotted numbers, with its name if it has one.
func NewOid(value string) *Oid {
	o := &Oid{value: value}
	if name, ok := oidNames[value]; ok {
		o.name = name
	}
	return o
}

// oidNames are the names that Windows has for identifiers.
var oidNames = map[string]string{
	"1.2.840.113549.1.1.1": "RSA", "1.2.840.10045.2.1": "ECC", "1.2.840.10040.4.1": "DSA", "1.2.840.113549.1.1.7": "RSAES_OAEP",
	"1.2.840.113549.1.1.4": "md5RSA", "1.2.840.113549.1.1.5": "sha1RSA", "1.2.840.113549.1.1.10": "RSASSA-PSS",
	"1.2.840.113549.1.1.11": "sha256RSA", "1.2.840.113549.1.1.12": "sha384RSA", "1.2.840.113549.1.1.13": "sha512RSA",
	"1.2.840.10045.4.1": "sha1ECDSA", "1.2.840.10045.4.3.2": "sha256ECDSA", "1.2.840.10045.4.3.3": "sha384ECDSA", "1.2.840.10045.4.3.4": "sha512ECDSA",
	"1.2.840.10040.4.3": "sha1DSA", "1.2.840.10045.3.1.7": "ECDSA_P256", "1.3.132.0.34": "ECDSA_P384", "1.3.132.0.35": "ECDSA_P521",
	"1.3.14.3.2.26": "sha1", "1.2.840.113549.2.5": "md5", "2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512",
	"2.16.840.1.101.3.4.1.2": "aes128", "2.16.840.1.101.3.4.1.22": "aes192", "2.16.840.1.101.3.4.1.42": "aes256", "1.2.840.113549.3.7": "3des", "1.3.14.3.2.7": "des",
	"2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "SERIALNUMBER", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "S", "2.5.4.9": "STREET", "2.5.4.10": "O", "2.5.4.11": "OU",
	"2.5.4.12": "T", "2.5.4.42": "G", "2.5.4.43": "I", "0.9.2342.19200300.100.1.25": "DC", "1.2.840.113549.1.9.1": "E",
	"2.5.29.14": "Subject Key Identifier", "2.5.29.15": "Key Usage", "2.5.29.17": "Subject Alternative Name", "2.5.29.18": "Issuer Alternative Name",
	"2.5.29.19": "Basic Constraints", "2.5.29.31": "CRL Distribution Points", "2.5.29.32": "Certificate Policies", "2.5.29.35": "Authority Key Identifier",
	"2.5.29.37": "Enhanced Key Usage", "1.3.6.1.5.5.7.1.1": "Authority Information Access",
	"1.3.6.1.5.5.7.3.1": "Server Authentication", "1.3.6.1.5.5.7.3.2": "Client Authentication", "1.3.6.1.5.5.7.3.3": "Code Signing",
	"1.3.6.1.5.5.7.3.4": "Secure Email", "1.3.6.1.5.5.7.3.8": "Time Stamping", "1.3.6.1.5.5.7.3.9": "OCSP Signing", "1.3.6.1.4.1.311.20.2.3": "Principal Name",
}

// oidNamed is the identifier of a name, in any case, or "".
func oidNamed(name string) string {
	found := ""
	for value, n := range oidNames {
		if strings.EqualFold(n, name) && (found == "" || value < found) {
			found = value
		}
	}
	return found
}

func init() {
	OidType.Define(
		Row("new()", "An identifier without value.", F0(func() *Oid { return new(Oid) }), `new Oid().Value == null // true`),
		Row("new(string oid)", "An identifier by its number or its name.", F1(func(oid Opt[string]) *Oid {
			if value := oidNamed(oid.Value); value != "" {
				return NewOid(value)
			}
			return NewOid(oid.Value)
		}), `new Oid("1.2.840.113549.1.1.1").FriendlyName // "RSA"`, `new Oid("sha256").Value // "2.16.840.1.101.3.4.2.1"`),
		Row("new(string value, string friendlyName)", "An identifier with a name.", F2(func(value, name any) *Oid { return &Oid{value, name} }), `new Oid("1.2", "x").FriendlyName // "x"`),
		Row("new(Oid oid)", "A copy.", F1(func(o *Oid) *Oid { c := *o; return &c }), `new Oid(new Oid("1.2")).Value // "1.2"`),
		Row("static Oid FromFriendlyName(string friendlyName, OidGroup group)", "The identifier of a name, in any case. CryptographicException for one that is not known. The group does not matter.", F2(func(name string, _ Enum) *Oid {
			value := oidNamed(name)
			if value == "" {
				Throw(Cryptographic("No OID value matches this name."))
			}
			return NewOid(value)
		}), `Oid.FromFriendlyName("sha256", OidGroup.HashAlgorithm).Value // "2.16.840.1.101.3.4.2.1"`, `Oid.FromFriendlyName("nope", OidGroup.All) // throws CryptographicException`),
		Row("static Oid FromOidValue(string oidValue, OidGroup group)", "The identifier of dotted numbers, if it has a name; else CryptographicException. The group does not matter.", F2(func(value string, _ Enum) *Oid {
			if oidNames[value] == "" {
				Throw(Cryptographic("The OID value is invalid."))
			}
			return NewOid(value)
		}), `Oid.FromOidValue("2.5.4.3", OidGroup.All).FriendlyName // "CN"`, `Oid.FromOidValue("1.2.3", OidGroup.All) // throws CryptographicException`),
		Row("string FriendlyName { get; set; }", "The name, or null.", F1(func(o *Oid) any { return o.name }), `new Oid("9.9").FriendlyName == null // true`).
			Set(F2(func(o *Oid, v any) Void { o.name = v; return Void{} })),
		Row("string Value { get; set; }", "The dotted numbers.", F1(func(o *Oid) any { return o.value }), `new Oid("2.5.4.3").Value // "2.5.4.3"`).
			Set(F2(func(o *Oid, v any) Void { o.value = v; return Void{} })),
	)
}
