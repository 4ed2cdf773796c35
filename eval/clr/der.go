package clr

import (
	"encoding/asn1"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A derReader walks the elements of DER that may be hostile.
type derReader []byte

// next is the next element; ok is false at the end and when it is malformed.
func (d *derReader) next() (v asn1.RawValue, ok bool) {
	rest, err := asn1.Unmarshal(*d, &v)
	if len(*d) == 0 || err != nil {
		*d = nil
		return v, false
	}
	*d = rest
	return v, true
}

// sequence is the content of a SEQUENCE or SET that is all of data.
func sequence(data []byte) (derReader, bool) {
	d := derReader(data)
	v, ok := d.next()
	return derReader(v.Bytes), ok && len(d) == 0 && v.IsCompound && v.Class == asn1.ClassUniversal && (v.Tag == asn1.TagSequence || v.Tag == asn1.TagSet)
}

// oidText is an OBJECT IDENTIFIER's content in dotted numbers.
func oidText(content []byte) (string, bool) {
	var b strings.Builder
	n := uint64(0)
	for i, c := range content {
		if n > 1<<56 {
			return "", false
		}
		n = n<<7 | uint64(c&0x7F)
		if c&0x80 != 0 {
			if i == len(content)-1 {
				return "", false
			}
			continue
		}
		if b.Len() == 0 {
			first := min(n/40, 2)
			b.WriteString(strconv.FormatUint(first, 10))
			n -= first * 40
		}
		b.WriteString("." + strconv.FormatUint(n, 10))
		n = 0
	}
	return b.String(), b.Len() > 0
}

// stringText is the text of an ASN.1 string of any type. Of any other value it
// is "#" with the DER in hexadecimal, as Windows shows it, and ok is false.
func stringText(v asn1.RawValue) (text string, ok bool) {
	if v.Class == asn1.ClassUniversal && !v.IsCompound {
		switch v.Tag {
		case asn1.TagUTF8String, asn1.TagPrintableString, asn1.TagIA5String, asn1.TagNumericString, 26: // VisibleString
			return strings.ToValidUTF8(string(v.Bytes), "\uFFFD"), true
		case asn1.TagT61String: // Latin-1 in practice
			runes := make([]rune, len(v.Bytes))
			for i, c := range v.Bytes {
				runes[i] = rune(c)
			}
			return string(runes), true
		case asn1.TagBMPString:
			units := make([]uint16, len(v.Bytes)/2)
			for i := range units {
				units[i] = uint16(v.Bytes[2*i])<<8 | uint16(v.Bytes[2*i+1])
			}
			return string(utf16.Decode(units)), true
		case 28: // UniversalString
			var b strings.Builder
			for s := v.Bytes; len(s) >= 4; s = s[4:] {
				r := rune(s[0])<<24 | rune(s[1])<<16 | rune(s[2])<<8 | rune(s[3])
				if !utf8.ValidRune(r) {
					r = utf8.RuneError
				}
				b.WriteRune(r)
			}
			return b.String(), true
		}
	}
	return "#" + upperHex(v.FullBytes), false
}

func upperHex(data []byte) string { return strings.ToUpper(hex.EncodeToString(data)) }
