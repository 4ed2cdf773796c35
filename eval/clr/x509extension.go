package clr

import (
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"iter"
	"net/netip"
	"strings"
)

// An X509Extension is one extension of a certificate. Those that .NET knows have
// types of their own, which share this Go type.
type X509Extension struct {
	t        *Type
	oid      *Oid
	critical bool
	raw      []byte
}

// An X509ExtensionCollection is the extensions of a certificate.
type X509ExtensionCollection struct{ list []*X509Extension }

// The types of extensions. APIM lists none of them.
var (
	X509ExtensionType                = x509Class("X509Extension", "System.Security.Cryptography.AsnEncodedData", "An extension of a certificate.")
	X509KeyUsageExtensionType        = x509Class("X509KeyUsageExtension", "X509Extension", "What the key may be used for.")
	X509EnhancedKeyUsageType         = x509Class("X509EnhancedKeyUsageExtension", "X509Extension", "What the certificate may be used for.")
	X509BasicConstraintsType         = x509Class("X509BasicConstraintsExtension", "X509Extension", "Whether the certificate may issue others.")
	X509SubjectKeyIdentifierType     = x509Class("X509SubjectKeyIdentifierExtension", "X509Extension", "A name of the key.")
	X509ExtensionCollectionType      = Declare(Decl{Name: "System.Security.Cryptography.X509Certificates.X509ExtensionCollection", Interfaces: "System.Collections.IEnumerable", Beyond: true, Doc: "The extensions of a certificate."})
	OidCollectionType                = Declare(Decl{Name: "System.Security.Cryptography.OidCollection", Interfaces: "System.Collections.IEnumerable", Beyond: true, Doc: "A list of identifiers."})
	extensionTypes                   = map[string]*Type{"2.5.29.15": X509KeyUsageExtensionType, "2.5.29.37": X509EnhancedKeyUsageType, "2.5.29.19": X509BasicConstraintsType, "2.5.29.14": X509SubjectKeyIdentifierType}
	badExtension                     = "ASN1 corrupted data."
	_                            Seq = (*X509ExtensionCollection)(nil)
	_                            Seq = (*OidCollection)(nil)
)

func x509Class(name, base, doc string) *Type {
	return Declare(Decl{Name: "System.Security.Cryptography.X509Certificates." + name, Base: base, Beyond: true, Doc: doc})
}

// CLRType is the extension's own type.
func (e *X509Extension) CLRType() *Type { return e.t }

func (e *X509Extension) encoded() (*Oid, []byte) { return e.oid, e.raw }

// CLRType is the .NET type.
func (*X509ExtensionCollection) CLRType() *Type { return X509ExtensionCollectionType }

// Iterate yields the extensions.
func (c *X509ExtensionCollection) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, e := range c.list {
			if !yield(e) {
				return
			}
		}
	}
}

// An OidCollection is a list of identifiers.
type OidCollection struct{ list []*Oid }

// CLRType is the .NET type.
func (*OidCollection) CLRType() *Type { return OidCollectionType }

// Iterate yields the identifiers.
func (c *OidCollection) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, o := range c.list {
			if !yield(o) {
				return
			}
		}
	}
}

func newExtensions(cert *x509.Certificate) *X509ExtensionCollection {
	c := &X509ExtensionCollection{}
	for _, x := range cert.Extensions {
		oid := x.Id.String()
		t := extensionTypes[oid]
		if t == nil {
			t = X509ExtensionType
		}
		c.list = append(c.list, &X509Extension{t, NewOid(oid), x.Critical, x.Value})
	}
	return c
}

func init() {
	all := annCertificate + `.Extensions`
	index := func(i int32, n int) {
		if i < 0 || int(i) >= n {
			Throw(ArgumentOutOfRange("index", "Index was out of range. Must be non-negative and less than the size of the collection."))
		}
	}
	X509ExtensionType.Define(
		Row("bool Critical { get; }", "Whether one who does not know the extension must refuse the certificate.", F1(func(e *X509Extension) bool { return e.critical }), all+`["2.5.29.15"].Critical // true`),
	)
	X509KeyUsageExtensionType.Define(
		Row("X509KeyUsageFlags KeyUsages { get; }", "What the key may be used for.", F1(func(e *X509Extension) Enum { return Enum{X509KeyUsageFlagsType, e.keyUsage()} }),
			all+`.OfType<X509KeyUsageExtension>().First().KeyUsages.ToString() // "DigitalSignature"`),
	)
	X509EnhancedKeyUsageType.Define(
		Row("OidCollection EnhancedKeyUsages { get; }", "What the certificate may be used for.", F1(func(e *X509Extension) *OidCollection { return &OidCollection{e.purposes()} }),
			all+`.OfType<X509EnhancedKeyUsageExtension>().First().EnhancedKeyUsages[0].Value // "1.3.6.1.5.5.7.3.2"`),
	)
	X509BasicConstraintsType.Define(
		Row("bool CertificateAuthority { get; }", "Whether the certificate may issue others.", F1(func(e *X509Extension) bool { ca, _ := e.constraints(); return ca }),
			all+`.OfType<X509BasicConstraintsExtension>().First().CertificateAuthority // false`),
		Row("bool HasPathLengthConstraint { get; }", "Whether the length of chains is limited.", F1(func(e *X509Extension) bool { _, n := e.constraints(); return n >= 0 }),
			all+`.OfType<X509BasicConstraintsExtension>().First().HasPathLengthConstraint // false`),
		Row("int PathLengthConstraint { get; }", "How many authorities may follow; 0 where there is no limit.", F1(func(e *X509Extension) int32 { _, n := e.constraints(); return int32(max(n, 0)) }),
			all+`.OfType<X509BasicConstraintsExtension>().First().PathLengthConstraint // 0`),
	)
	X509SubjectKeyIdentifierType.Define(
		Row("string SubjectKeyIdentifier { get; }", "The name of the key, upper case hexadecimal.", F1(func(e *X509Extension) string { return upperHex(e.octets()) }),
			all+`.OfType<X509SubjectKeyIdentifierExtension>().First().SubjectKeyIdentifier // "8B9DCACB6A70390275881BB108670ECB8202FC45"`),
	)
	X509ExtensionCollectionType.Define(
		Row("int Count { get; }", "The number of extensions.", F1(func(c *X509ExtensionCollection) int32 { return int32(len(c.list)) }), all+`.Count // 5`),
		Row("X509Extension this[int index] { get; }", "An extension by place.", F2(func(c *X509ExtensionCollection, i int32) *X509Extension {
			index(i, len(c.list))
			return c.list[i]
		}), all+`[0].Oid.Value // "2.5.29.15"`, all+`[9] // throws ArgumentOutOfRangeException`),
		Row("X509Extension this[string oid] { get; }", "An extension by identifier or name, or null.", F2(func(c *X509ExtensionCollection, oid string) *X509Extension {
			if value := oidNamed(oid); value != "" {
				oid = value
			}
			for _, e := range c.list {
				if e.oid.value == oid {
					return e
				}
			}
			return nil
		}), all+`["9.9"] == null // true`, all+`["2.5.29.17"].Oid.FriendlyName // "Subject Alternative Name"`),
		Row("IEnumerator<X509Extension> GetEnumerator()", "A place before the first extension.", F1(func(c *X509ExtensionCollection) *Enumerator { return NewEnumerator(X509ExtensionType, c) }), all+`.GetEnumerator().MoveNext() // true`),
	)
	OidCollectionType.Define(
		Row("int Count { get; }", "The number of identifiers.", F1(func(c *OidCollection) int32 { return int32(len(c.list)) }), all+`.OfType<X509EnhancedKeyUsageExtension>().First().EnhancedKeyUsages.Count // 1`),
		Row("Oid this[int index] { get; }", "An identifier by place.", F2(func(c *OidCollection, i int32) *Oid {
			index(i, len(c.list))
			return c.list[i]
		}), all+`.OfType<X509EnhancedKeyUsageExtension>().First().EnhancedKeyUsages[0].FriendlyName // "Client Authentication"`),
		Row("IEnumerator<Oid> GetEnumerator()", "A place before the first identifier.", F1(func(c *OidCollection) *Enumerator { return NewEnumerator(OidType, c) }), all+`.OfType<X509EnhancedKeyUsageExtension>().First().EnhancedKeyUsages.GetEnumerator().MoveNext() // true`),
	)
}

// keyUsage is the flags of a key usage: X.509 counts bits from the left.
func (e *X509Extension) keyUsage() int64 {
	var bits asn1.BitString
	if _, err := asn1.Unmarshal(e.raw, &bits); err != nil {
		Throw(Cryptographic(badExtension))
	}
	flags := int64(0)
	if len(bits.Bytes) > 0 {
		flags = int64(bits.Bytes[0])
	}
	if len(bits.Bytes) > 1 {
		flags |= int64(bits.Bytes[1]) << 8
	}
	return flags
}

func (e *X509Extension) purposes() []*Oid {
	d, ok := sequence(e.raw)
	if !ok {
		Throw(Cryptographic(badExtension))
	}
	var list []*Oid
	for v, ok := d.next(); ok; v, ok = d.next() {
		if text, ok := oidText(v.Bytes); ok {
			list = append(list, NewOid(text))
		}
	}
	return list
}

// constraints is whether the subject is an authority, and the length of path,
// -1 where there is no limit.
func (e *X509Extension) constraints() (ca bool, length int) {
	v := struct {
		CA     bool `asn1:"optional"`
		Length int  `asn1:"optional,default:-1"`
	}{Length: -1}
	if _, err := asn1.Unmarshal(e.raw, &v); err != nil {
		Throw(Cryptographic(badExtension))
	}
	return v.CA, v.Length
}

func (e *X509Extension) octets() []byte {
	var data []byte
	if _, err := asn1.Unmarshal(e.raw, &data); err != nil {
		Throw(Cryptographic(badExtension))
	}
	return data
}

var (
	keyUsageNames = []struct {
		flag int64
		name string
	}{
		{128, "Digital Signature"}, {64, "Non-Repudiation"}, {32, "Key Encipherment"}, {16, "Data Encipherment"}, {8, "Key Agreement"},
		{4, "Certificate Signing"}, {2, "Off-line CRL Signing, CRL Signing"}, {1, "Encipher Only"}, {32768, "Decipher Only"},
	}
)

// format is the extension as Windows shows it.
func (e *X509Extension) format(multiLine bool) string {
	between, end := ", ", ""
	if multiLine {
		between, end = NewLine, NewLine
	}
	switch e.oid.value {
	case "2.5.29.15":
		flags := e.keyUsage()
		var names []string
		for _, u := range keyUsageNames {
			if flags&u.flag != 0 {
				names = append(names, u.name)
			}
		}
		hex := fmt.Sprintf("%02x", flags&0xff)
		if flags > 0xff {
			hex += fmt.Sprintf(" %02x", flags>>8)
		}
		return strings.Join(names, ", ") + " (" + hex + ")" + end
	case "2.5.29.37":
		var names []string
		for _, o := range e.purposes() {
			name := Text(o.name)
			if name == "" {
				name = "Unknown Key Usage"
			}
			names = append(names, name+" ("+Text(o.value)+")")
		}
		return strings.Join(names, between) + end
	case "2.5.29.19":
		ca, length := e.constraints()
		subject, path := "End Entity", "None"
		if ca {
			subject = "CA"
		}
		if length >= 0 {
			path = fmt.Sprint(length)
		}
		return "Subject Type=" + subject + between + "Path Length Constraint=" + path + end
	case "2.5.29.14":
		return spacedHex(e.octets()) + end
	case "2.5.29.17", "2.5.29.18":
		var names []string
		for _, n := range readGeneralNames(e.raw) {
			names = append(names, n.format())
		}
		return strings.Join(names, between) + end
	}
	return spacedHex(e.raw) + end
}

// The tags of GeneralName.
const (
	generalOther = 0
	generalEmail = 1
	generalDNS   = 2
	generalName  = 4
	generalURL   = 6
	generalIP    = 7
	generalOid   = 8
)

// A generalNameList is the names of an alternative name.
type generalNameList []generalNameValue

type generalNameValue struct {
	tag     int
	content []byte
}

// generalNames are the names in a certificate's alternative name of an oid.
func generalNames(cert *x509.Certificate, oid string) generalNameList {
	for _, x := range cert.Extensions {
		if x.Id.String() == oid {
			return readGeneralNames(x.Value)
		}
	}
	return nil
}

func readGeneralNames(raw []byte) generalNameList {
	d, _ := sequence(raw)
	var list generalNameList
	for v, ok := d.next(); ok; v, ok = d.next() {
		if v.Class == asn1.ClassContextSpecific {
			list = append(list, generalNameValue{v.Tag, v.Bytes})
		}
	}
	return list
}

// text is the first name of a tag.
func (l generalNameList) text(tag int) (string, bool) {
	for _, n := range l {
		if n.tag == tag {
			return strings.ToValidUTF8(string(n.content), "\uFFFD"), true
		}
	}
	return "", false
}

const oidPrincipalName = "1.3.6.1.4.1.311.20.2.3"

// upn is the first user principal name.
func (l generalNameList) upn() (string, bool) {
	for _, n := range l {
		if oid, text := n.other(); n.tag == generalOther && oid == oidPrincipalName {
			return text, true
		}
	}
	return "", false
}

// other reads an otherName: its type and, if it is text, its value.
func (n generalNameValue) other() (oid, text string) {
	d := derReader(n.content)
	key, ok1 := d.next()
	wrapped, ok2 := d.next()
	if !ok1 || !ok2 {
		return "", ""
	}
	inner := derReader(wrapped.Bytes)
	value, ok := inner.next()
	if !ok {
		return "", ""
	}
	oid, _ = oidText(key.Bytes)
	text, _ = stringText(value)
	return oid, text
}

func (n generalNameValue) format() string {
	text := strings.ToValidUTF8(string(n.content), "\uFFFD")
	switch n.tag {
	case generalOther:
		oid, text := n.other()
		if oid == oidPrincipalName {
			return "Other Name:Principal Name=" + text
		}
		return "Other Name:" + oid + "=" + text
	case generalEmail:
		return "RFC822 Name=" + text
	case generalDNS:
		return "DNS Name=" + text
	case generalName:
		return "Directory Address:" + NewX500DistinguishedName(n.content).Name()
	case generalURL:
		return "URL=" + text
	case generalIP:
		if ip, ok := netip.AddrFromSlice(n.content); ok {
			return "IP Address=" + ip.String()
		}
	case generalOid:
		oid, _ := oidText(n.content)
		return "Registered ID=" + oid
	}
	return fmt.Sprintf("Unknown (%d)=%s", n.tag, upperHex(n.content))
}
