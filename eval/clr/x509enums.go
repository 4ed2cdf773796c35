package clr

// The enums of System.Security.Cryptography.X509Certificates.
var (
	X509NameTypeType = x509Enum("X509NameType", "Which name GetNameInfo gives.", false, false,
		EnumValue{"SimpleName", nameSimple, "The common name, or the next best."},
		EnumValue{"EmailName", nameEmail, "The email address."},
		EnumValue{"UpnName", nameUpn, "The user principal name."},
		EnumValue{"DnsName", nameDNS, "The DNS name, or the common name."},
		EnumValue{"DnsFromAlternativeName", nameAltDNS, "The DNS name of the subject alternative name."},
		EnumValue{"UrlName", nameURL, "The URL of the subject alternative name."})
	X509ContentTypeType = x509Enum("X509ContentType", "A format of certificates.", false, false,
		EnumValue{"Unknown", 0, ""}, EnumValue{"Cert", contentCert, "One certificate in DER."}, EnumValue{"SerializedCert", 2, "A format of Windows."},
		EnumValue{"Pfx", contentPfx, "PKCS #12."}, EnumValue{"Pkcs12", contentPfx, "PKCS #12."}, EnumValue{"SerializedStore", 4, "A format of Windows."},
		EnumValue{"Pkcs7", 5, "PKCS #7."}, EnumValue{"Authenticode", 6, "A signed file."})
	X509KeyStorageFlagsType = x509Enum("X509KeyStorageFlags", "Where Windows keeps a private key: of no meaning here.", true, true,
		EnumValue{"DefaultKeySet", 0, ""}, EnumValue{"UserKeySet", 1, ""}, EnumValue{"MachineKeySet", 2, ""}, EnumValue{"Exportable", 4, ""},
		EnumValue{"UserProtected", 8, ""}, EnumValue{"PersistKeySet", 16, ""}, EnumValue{"EphemeralKeySet", 32, ""})
	X509KeyUsageFlagsType = x509Enum("X509KeyUsageFlags", "What a certificate's key may be used for.", true, true,
		EnumValue{"None", 0, ""}, EnumValue{"EncipherOnly", 1, ""}, EnumValue{"CrlSign", 2, ""}, EnumValue{"KeyCertSign", 4, ""}, EnumValue{"KeyAgreement", 8, ""},
		EnumValue{"DataEncipherment", 16, ""}, EnumValue{"KeyEncipherment", 32, ""}, EnumValue{"NonRepudiation", 64, ""}, EnumValue{"DigitalSignature", 128, ""},
		EnumValue{"DecipherOnly", 32768, ""})
)

// The values of X509NameType and X509ContentType that the code asks for.
const (
	nameSimple = iota
	nameEmail
	nameUpn
	nameDNS
	nameAltDNS
	nameURL

	contentCert = 1
	contentPfx  = 3
)

func x509Enum(name, doc string, flags, beyond bool, values ...EnumValue) *Type {
	return Declare(Decl{Name: "System.Security.Cryptography.X509Certificates." + name, Kind: EnumKind, Doc: doc, Flags: flags, Beyond: beyond, Values: values})
}
