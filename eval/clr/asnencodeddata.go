package clr

import (
	"encoding/hex"
	"strings"
)

// An AsnEncodedData is DER of which little is known: a public key, the
// parameters of an algorithm.
type AsnEncodedData struct {
	oid *Oid
	raw []byte
}

// AsnEncodedDataType is System.Security.Cryptography.AsnEncodedData.
var AsnEncodedDataType = Declare(Decl{Name: "System.Security.Cryptography.AsnEncodedData", Beyond: true, Doc: "A value in DER, with its identifier."})

// CLRType is System.Security.Cryptography.AsnEncodedData.
func (*AsnEncodedData) CLRType() *Type { return AsnEncodedDataType }

func (d *AsnEncodedData) encoded() (*Oid, []byte) { return d.oid, d.raw }

func (d *AsnEncodedData) format(bool) string { return spacedHex(d.raw) }

// spacedHex is bytes in hexadecimal with spaces between: 05 00.
func spacedHex(data []byte) string {
	text := make([]string, len(data))
	for i, b := range data {
		text[i] = hex.EncodeToString([]byte{b})
	}
	return strings.Join(text, " ")
}

// encoded is a value of AsnEncodedData or of a type that derives from it.
type encoded interface {
	encoded() (oid *Oid, raw []byte)
	format(multiLine bool) string
}

func init() {
	AsnEncodedDataType.Define(
		Row("Oid Oid { get; }", "What the value is.", F1(func(d encoded) *Oid { oid, _ := d.encoded(); return oid }),
			annCertificate+`.PublicKey.EncodedKeyValue.Oid.Value // "1.2.840.10045.2.1"`),
		Row("byte[] RawData { get; }", "The DER.", F1(func(d encoded) []byte { _, raw := d.encoded(); return clone(raw) }),
			annCertificate+`.PublicKey.EncodedParameters.RawData.Length // 10`),
		Row("string Format(bool multiLine)", "The value as a person reads it.", F2(func(d encoded, multiLine bool) string { return d.format(multiLine) }),
			annCertificate+`.PublicKey.EncodedParameters.Format(false) // "06 08 2a 86 48 ce 3d 03 01 07"`),
	)
}

// clone is a copy of bytes, never null.
func clone(data []byte) []byte { return append(make([]byte, 0, len(data)), data...) }
