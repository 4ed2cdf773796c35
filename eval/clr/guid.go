package clr

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"strconv"
	"strings"
)

// A Guid is a System.Guid: sixteen bytes in the order of its text.
type Guid [16]byte

// GuidType is System.Guid.
var GuidType = Declare(Decl{Name: "System.Guid", Kind: Struct, Interfaces: "IComparable, IComparable<Guid>, IEquatable<Guid>, IFormattable", Doc: "A globally unique identifier."})

// CLRType is System.Guid.
func (Guid) CLRType() *Type { return GuidType }

// ToString is 32 digits with 4 dashes, in lower case.
func (g Guid) ToString() string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", g[:4], g[4:6], g[6:8], g[8:10], g[10:])
}

// FormatWith is the format D, N, B, P or X.
func (g Guid) FormatWith(format string) string {
	d := g.ToString()
	switch format {
	case "", "d", "D":
		return d
	case "n", "N":
		return strings.ReplaceAll(d, "-", "")
	case "b", "B":
		return "{" + d + "}"
	case "p", "P":
		return "(" + d + ")"
	case "x", "X":
		parts := make([]string, 8)
		for i, b := range g[8:] {
			parts[i] = fmt.Sprintf("0x%02x", b)
		}
		return fmt.Sprintf("{0x%x,0x%x,0x%x,{%s}}", g[:4], g[4:6], g[6:8], strings.Join(parts, ","))
	}
	Throw(Format(badGuidFormat))
	return ""
}

// CompareTo orders by the bytes of the text.
func (g Guid) CompareTo(other any) int {
	o := other.(Guid)
	return bytes.Compare(g[:], o[:])
}

// Hash agrees with ==.
func (g Guid) Hash() uint64 { return maphash.Comparable(seed, g) }

const (
	badGuid       = "Unrecognized Guid format."
	badGuidDigits = "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)."
	badGuidFormat = "Format String can be only 'D', 'd', 'N', 'n', 'P', 'p', 'B', 'b', 'X' or 'x'."
)

func init() {
	Zero(GuidType, func(*Type) any { return Guid{} })
	const sample = `new Guid("6F9619FF-8B86-D011-B42D-00C04FC964FF")`
	equal := func(a, b Guid) bool { return a == b }
	compare := func(a, b Guid) int32 { return int32(bytes.Compare(a[:], b[:])) }
	parse := func(s string) Guid { return mustGuid(parseGuid(s, "")) }
	fields := func(a, b, c int64, rest []byte) Guid {
		g := Guid{byte(a >> 24), byte(a >> 16), byte(a >> 8), byte(a), byte(b >> 8), byte(b), byte(c >> 8), byte(c)}
		copy(g[8:], rest)
		return g
	}
	GuidType.Define(
		Row("new()", "All zeros.", F0(func() Guid { return Guid{} }), `new Guid().ToString() // "00000000-0000-0000-0000-000000000000"`),
		Row("new(byte[] b)", "What ToByteArray gave: the first three parts have their low byte first.", F1(guidOfBytes), `new Guid(`+sample+`.ToByteArray()) == `+sample+` // true`, `new Guid(new byte[15]) // throws ArgumentException`),
		Row("new(string g)", "Reads the format D, N, B, P or X.", F1(func(g string) Guid { return parse(g) }), sample+`.ToString() // "6f9619ff-8b86-d011-b42d-00c04fc964ff"`, `new Guid("x") // throws FormatException`),
		Row("new(int a, short b, short c, byte[] d)", "The parts.", F4(func(a int32, b, c int16, d []byte) Guid {
			if len(d) != 8 {
				Throw(Argument("Byte array for GUID must be exactly 8 bytes long.", "d"))
			}
			return fields(int64(a), int64(b), int64(c), d)
		}), `new Guid(1, 2, 3, new byte[8]).ToString() // "00000001-0002-0003-0000-000000000000"`),
		Row("new(int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)", "The parts.", Fn(11, func(v []any) any {
			rest := make([]byte, 8)
			for i := range rest {
				rest[i] = v[3+i].(uint8)
			}
			return fields(int64(v[0].(int32)), int64(v[1].(int16)), int64(v[2].(int16)), rest)
		}), `new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).ToString() // "00000001-0002-0003-0405-060708090a0b"`),
		Row("static Guid Empty { get; }", "All zeros.", Const(Guid{}), `Guid.Empty.ToString("N") // "00000000000000000000000000000000"`),
		Row("int CompareTo(object value)", "-1, 0 or 1 as this is before, equal or after; null is before.", F2(func(g Guid, v any) int32 {
			if v == nil {
				return 1
			}
			o, ok := v.(Guid)
			if !ok {
				Throw(Argument("Object must be of type GUID.", "value"))
			}
			return compare(g, o)
		}), `Guid.Empty.CompareTo(null) // 1`, `Guid.Empty.CompareTo("x") // throws ArgumentException`),
		Row("int CompareTo(Guid value)", "-1, 0 or 1 as this is before, equal or after.", F2(compare), `Guid.Empty.CompareTo(`+sample+`) // -1`),
		Row("bool Equals(Guid g)", "Whether both are the same.", F2(equal), `Guid.Empty.Equals(Guid.Empty) // true`),
		Row("static Guid NewGuid()", "A random one, of version 4.", F1(func(e *Env) Guid {
			var g Guid
			fillRandom(e, g[:], false)
			g[6], g[8] = g[6]&0x0F|0x40, g[8]&0x3F|0x80
			return g
		}), `Guid.NewGuid().ToString()[14].ToString() // "4"`),
		Row("static Guid Parse(string input)", "Reads the format D, N, B, P or X.", F1(func(input string) Guid { return parse(input) }), `Guid.Parse("6F9619FF8B86D011B42D00C04FC964FF") == `+sample+` // true`, `Guid.Parse("not-a-guid") // throws FormatException`),
		Row("static Guid ParseExact(string input, string format)", "Reads one format.", F2(func(s, format string) Guid { return mustGuid(parseGuidExact(s, format)) }), `Guid.ParseExact("6F9619FF8B86D011B42D00C04FC964FF", "N") == `+sample+` // true`, `Guid.ParseExact("6F9619FF8B86D011B42D00C04FC964FF", "D") // throws FormatException`),
		Row("byte[] ToByteArray()", "The bytes; the first three parts have their low byte first.", F1(func(g Guid) []byte { s := swapGuid(g); return s[:] }), sample+`.ToByteArray()[0] // (byte)255`),
		Row("string ToString()", "The format D.", F1(Guid.ToString), sample+`.ToString() // "6f9619ff-8b86-d011-b42d-00c04fc964ff"`),
		Row("string ToString(string format)", "The format D, N, B, P or X.", F2(func(g Guid, format any) string { return g.FormatWith(Text(format)) }), sample+`.ToString("P") // "(6f9619ff-8b86-d011-b42d-00c04fc964ff)"`, sample+`.ToString("Q") // throws FormatException`),
		Row("string ToString(string format, IFormatProvider provider)", "The format D, N, B, P or X.", F3(func(g Guid, format, _ any) string { return g.FormatWith(Text(format)) }), sample+`.ToString("N", null) // "6f9619ff8b86d011b42d00c04fc964ff"`),
		Row("static bool TryParse(string input, out Guid result)", "Parse, and false where it throws.", F2(func(s any, result *Ref) bool {
			return tryGuid(s, result, func(s string) (Guid, *Exception) { return parseGuid(s, "") })
		}), `Guid.TryParse("x", out var g) // false`),
		Row("static bool TryParseExact(string input, string format, out Guid result)", "ParseExact, and false where it throws.", F3(func(s, format any, result *Ref) bool {
			return tryGuid(s, result, func(s string) (Guid, *Exception) { return parseGuidExact(s, Text(format)) })
		}), `Guid.TryParseExact("6F9619FF8B86D011B42D00C04FC964FF", "N", out var g) // true`),
		Row("static bool operator ==(Guid a, Guid b)", "Whether both are the same.", F2(equal), sample+` == new Guid("6f9619ff8b86d011b42d00c04fc964ff") // true`),
		Row("static bool operator !=(Guid a, Guid b)", "Whether they differ.", F2(func(a, b Guid) bool { return a != b }), `Guid.NewGuid() != Guid.NewGuid() // true`),
	)
}

// guidOfBytes is the Guid of what ToByteArray gave.
func guidOfBytes(b []byte) Guid {
	if len(b) != 16 {
		Throw(Argument("Byte array for GUID must be exactly 16 bytes long.", "b"))
	}
	return swapGuid(Guid(b))
}

// swapGuid turns the first three parts round, from text order to memory order
// and back.
func swapGuid(g Guid) Guid {
	g[0], g[1], g[2], g[3] = g[3], g[2], g[1], g[0]
	g[4], g[5], g[6], g[7] = g[5], g[4], g[7], g[6]
	return g
}

func mustGuid(g Guid, e *Exception) Guid {
	if e != nil {
		Throw(e)
	}
	return g
}

func tryGuid(s any, result *Ref, parse func(string) (Guid, *Exception)) bool {
	result.V = Guid{}
	text, ok := s.(string)
	if !ok {
		return false
	}
	g, e := parse(text)
	if e != nil {
		return false
	}
	result.V = g
	return true
}

func parseGuidExact(s, format string) (Guid, *Exception) {
	if len(format) != 1 || !strings.Contains("DNBPXdnbpx", format) {
		return Guid{}, Format(badGuidFormat)
	}
	return parseGuid(s, strings.ToUpper(format))
}

// parseGuid reads one format, or with "" any.
func parseGuid(s, format string) (Guid, *Exception) {
	s = strings.TrimFunc(s, func(r rune) bool { return spaceLength(string(r)) > 0 })
	found, inner := "", s
	switch {
	case s == "":
	case strings.HasPrefix(s, "{") && strings.Contains(s, "0x"), strings.HasPrefix(s, "{") && strings.Contains(s, "0X"):
		found = "X"
	case s[0] == '{' && strings.HasSuffix(s, "}"):
		found, inner = "B", s[1:len(s)-1]
	case s[0] == '(' && strings.HasSuffix(s, ")"):
		found, inner = "P", s[1:len(s)-1]
	case strings.Contains(s, "-"):
		found = "D"
	default:
		found = "N"
	}
	if found == "" || format != "" && format != found {
		return Guid{}, Format(badGuid)
	}
	var g Guid
	switch found {
	case "X":
		return parseHexGuid(s)
	case "N":
		if s != "" && len(inner) != 32 {
			return Guid{}, Format(badGuidDigits)
		}
		if len(inner) != 32 || !hexInto(g[:], inner) {
			return Guid{}, Format(badGuid)
		}
	default:
		if len(inner) != 36 || inner[8] != '-' || inner[13] != '-' || inner[18] != '-' || inner[23] != '-' ||
			!hexInto(g[:], inner[:8]+inner[9:13]+inner[14:18]+inner[19:23]+inner[24:]) {
			return Guid{}, Format(badGuidDigits)
		}
	}
	return g, nil
}

// hexInto reads two digits for each byte.
func hexInto(out []byte, digits string) bool {
	for i := range out {
		b, ok := hexByte("%" + digits[2*i:2*i+2])
		if !ok {
			return false
		}
		out[i] = b
	}
	return true
}

// parseHexGuid reads {0xdddddddd,0xdddd,0xdddd,{0xdd,...}}.
func parseHexGuid(s string) (Guid, *Exception) {
	s = strings.Join(strings.Fields(s), "")
	head, ok1 := strings.CutPrefix(s, "{")
	head, tail, ok2 := strings.Cut(head, ",{")
	tail, ok3 := strings.CutSuffix(tail, "}}")
	parts := append(strings.Split(head, ","), strings.Split(tail, ",")...)
	if !ok1 || !ok2 || !ok3 || len(parts) != 11 {
		return Guid{}, Format(badGuid)
	}
	var g Guid
	at := 0
	for i, p := range parts {
		size := 1
		switch {
		case i == 0:
			size = 4
		case i < 3:
			size = 2
		}
		if len(p) < 3 || p[0] != '0' || p[1]|0x20 != 'x' {
			return Guid{}, Format(badGuid)
		}
		n, err := strconv.ParseUint(p[2:], 16, 8*size)
		if err != nil {
			return Guid{}, Format(badGuid)
		}
		for k := range size {
			g[at+k] = byte(n >> (8 * (size - 1 - k)))
		}
		at += size
	}
	return g, nil
}
