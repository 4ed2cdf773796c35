package clr

import (
	"encoding/asn1"
	"strings"
)

// An X500DistinguishedName is the name of a certificate's subject or issuer.
type X500DistinguishedName struct {
	raw  []byte
	rdns [][]nameAttribute // in the order of the DER; nil when it cannot be read
	name any               // Name, a boxed string
}

// A nameAttribute is one KEY=value of a name.
type nameAttribute struct {
	oid   string
	value string
	plain bool // text; otherwise # and hexadecimal
}

var (
	// X500DistinguishedNameType is the .NET type, of which APIM lists Name only.
	X500DistinguishedNameType = Declare(Decl{Name: "System.Security.Cryptography.X509Certificates.X500DistinguishedName", Base: "System.Security.Cryptography.AsnEncodedData",
		Doc: "The name of a certificate's subject or issuer."})
	// X500DistinguishedNameFlagsType says how Decode writes a name.
	X500DistinguishedNameFlagsType = Declare(Decl{Name: "System.Security.Cryptography.X509Certificates.X500DistinguishedNameFlags", Kind: EnumKind, Flags: true, Beyond: true,
		Doc: "How X500DistinguishedName.Decode writes a name.", Values: []EnumValue{
			{Name: "None", Value: 0},
			{Name: "Reversed", Value: nameReversed, Doc: "The last part first."},
			{Name: "UseSemicolons", Value: nameSemicolons, Doc: "Parts are separated by semicolons."},
			{Name: "DoNotUsePlusSign", Value: nameNoPlus, Doc: "The values of one part are separated by spaces."},
			{Name: "DoNotUseQuotes", Value: nameNoQuotes, Doc: "No value is quoted."},
			{Name: "UseCommas", Value: 0x80, Doc: "Parts are separated by commas."},
			{Name: "UseNewLines", Value: nameNewLines, Doc: "Each part has a line."},
			{Name: "UseUTF8Encoding", Value: 0x1000},
			{Name: "UseT61Encoding", Value: 0x2000},
			{Name: "ForceUTF8Encoding", Value: 0x4000},
		}})
)

const (
	nameReversed   = 1
	nameSemicolons = 0x10
	nameNoPlus     = 0x20
	nameNoQuotes   = 0x40
	nameNewLines   = 0x100
)

// nameKeys are the keys that Windows writes for the types of a name.
var nameKeys = map[string]string{
	"2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "SERIALNUMBER", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "S", "2.5.4.9": "STREET",
	"2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.12": "T", "2.5.4.13": "Description", "2.5.4.17": "PostalCode", "2.5.4.18": "POBox",
	"2.5.4.20": "Phone", "2.5.4.24": "X21Address", "2.5.4.42": "G", "2.5.4.43": "I", "2.5.4.46": "dnQualifier",
	"0.9.2342.19200300.100.1.25": "DC", oidEmail: "E",
	"2.23.133.2.1": "TPMManufacturer", "2.23.133.2.2": "TPMModel", "2.23.133.2.3": "TPMVersion",
}

const oidEmail = "1.2.840.113549.1.9.1"

// NewX500DistinguishedName reads a name in DER. One that cannot be read has the
// text "".
func NewX500DistinguishedName(raw []byte) *X500DistinguishedName {
	n := &X500DistinguishedName{raw: raw}
	n.rdns, _ = readName(raw)
	n.name = n.decode(nameReversed)
	return n
}

// CLRType is the .NET type.
func (*X500DistinguishedName) CLRType() *Type { return X500DistinguishedNameType }

// Name is the text that Name gives: CN=client, O="Contoso, Ltd.", C=US.
func (n *X500DistinguishedName) Name() string { return n.name.(string) }

func (n *X500DistinguishedName) encoded() (*Oid, []byte) { return new(Oid), n.raw }

func (n *X500DistinguishedName) format(multiLine bool) string {
	if !multiLine {
		return n.decode(0)
	}
	if len(n.rdns) == 0 {
		return ""
	}
	return n.decode(nameNewLines) + NewLine
}

func init() {
	name := annCertificate + `.SubjectName`
	X500DistinguishedNameType.Define(
		Row("string Name { get; }", "The name as text, the last part first: CN=client, O=Contoso, C=US.", F1(func(n *X500DistinguishedName) any { return n.name }), name+`.Name // "CN=ann, O=\"Contoso, Ltd.\", C=US"`),
		Row("string Decode(X500DistinguishedNameFlags flag)", "The name as text, by flags.", F2(func(n *X500DistinguishedName, flag Enum) string { return n.decode(flag.V) }),
			name+`.Decode(X500DistinguishedNameFlags.None) // "C=US, O=\"Contoso, Ltd.\", CN=ann"`).NotListed(),
		Row("new(byte[] encodedDistinguishedName)", "A name in DER.", F1(func(raw []byte) *X500DistinguishedName { return NewX500DistinguishedName(clone(raw)) }),
			`new X500DistinguishedName(new byte[] {48, 0}).Name // ""`).NotListed(),
	)
}

// readName reads Name ::= SEQUENCE OF SET OF SEQUENCE { type, value }.
func readName(raw []byte) ([][]nameAttribute, bool) {
	rdns, ok := sequence(raw)
	if !ok {
		return nil, false
	}
	var list [][]nameAttribute
	for len(rdns) > 0 {
		v, ok := rdns.next()
		if !ok || v.Tag != asn1.TagSet || !v.IsCompound {
			return nil, false
		}
		var attributes []nameAttribute
		for set := derReader(v.Bytes); len(set) > 0; {
			a, ok := readAttribute(&set)
			if !ok {
				return nil, false
			}
			attributes = append(attributes, a)
		}
		list = append(list, attributes)
	}
	return list, true
}

func readAttribute(set *derReader) (nameAttribute, bool) {
	v, ok := set.next()
	pair := derReader(v.Bytes)
	key, ok1 := pair.next()
	value, ok2 := pair.next()
	if !ok || !ok1 || !ok2 || len(pair) > 0 || v.Tag != asn1.TagSequence || key.Tag != asn1.TagOID || key.Class != asn1.ClassUniversal {
		return nameAttribute{}, false
	}
	oid, ok := oidText(key.Bytes)
	text, plain := stringText(value)
	return nameAttribute{oid, text, plain}, ok
}

// decode writes the name by the flags of X500DistinguishedNameFlags.
func (n *X500DistinguishedName) decode(flags int64) string {
	between, inside := ", ", " + "
	switch {
	case flags&nameSemicolons != 0:
		between = "; "
	case flags&nameNewLines != 0:
		between = NewLine
	}
	if flags&nameNoPlus != 0 {
		inside = " "
	}
	var b strings.Builder
	for i := range n.rdns {
		rdn := n.rdns[i]
		if flags&nameReversed != 0 {
			rdn = n.rdns[len(n.rdns)-1-i]
		}
		if i > 0 {
			b.WriteString(between)
		}
		for j, a := range rdn {
			if j > 0 {
				b.WriteString(inside)
			}
			if key, ok := nameKeys[a.oid]; ok {
				b.WriteString(key)
			} else {
				b.WriteString("OID." + a.oid)
			}
			b.WriteByte('=')
			if a.plain && flags&nameNoQuotes == 0 && needsQuotes(a.value) {
				b.WriteString(`"` + strings.ReplaceAll(a.value, `"`, `""`) + `"`)
			} else {
				b.WriteString(a.value)
			}
		}
	}
	return b.String()
}

// needsQuotes reports whether a value would be misread without quotes.
func needsQuotes(s string) bool {
	return s == "" || strings.ContainsAny(s, ",+=\"\n<>#;") || strings.IndexByte(asciiSpace, s[0]) >= 0 || strings.IndexByte(asciiSpace, s[len(s)-1]) >= 0
}

// attribute is the value of a type in the name: of several the one printed
// first. "" also means that there is none.
func (n *X500DistinguishedName) attribute(oid string) (string, bool) {
	for i := len(n.rdns) - 1; i >= 0; i-- {
		for _, a := range n.rdns[i] {
			if a.oid == oid || oid == "" {
				return a.value, true
			}
		}
	}
	return "", false
}
