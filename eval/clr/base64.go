package clr

import (
	"encoding/base64"
	"strings"
)

// Base64FormattingOptions says whether ToBase64String breaks lines.
var Base64FormattingOptions = Declare(Decl{Name: "System.Base64FormattingOptions", Kind: EnumKind, Flags: true, Beyond: true, Doc: "Whether Base64 is broken into lines.", Values: []EnumValue{
	{"None", 0, "One line."}, {"InsertLineBreaks", 1, "A line break after every 76 characters."},
}})

func base64Rows() []Member {
	none := Enum{T: Base64FormattingOptions}
	return []Member{
		Row("static byte[] FromBase64CharArray(char[] inArray, int offset, int length)", "The bytes of Base64 characters.", F3(func(a *Array, at, n int32) []byte {
			checkRange(at, n, int32(a.Len()), "offset", "length")
			return decodeBase64(charsText(a.Items()[at : at+n]))
		}), `Convert.FromBase64CharArray("YWI=".ToCharArray(), 0, 4).Length // 2`),
		Row("static byte[] FromBase64String(string s)", "The bytes of Base64; white space does not count. FormatException.", F1(decodeBase64), `Convert.FromBase64String(" SGVs\nbG8= ").Length // 5`, `Convert.FromBase64String("YQ") // throws FormatException`, `Convert.FromBase64String("Y-==") // throws FormatException`),
		Row("static int ToBase64CharArray(byte[] inArray, int offsetIn, int length, char[] outArray, int offsetOut)", "Writes Base64 characters; their number.", F5(func(b []byte, at, n int32, out *Array, to int32) int32 {
			checkRange(at, n, int32(len(b)), "offsetIn", "length")
			text := base64.StdEncoding.EncodeToString(b[at : at+n])
			checkRange(to, int32(len(text)), int32(out.Len()), "offsetOut", "offsetOut")
			for i := range len(text) {
				out.SetAt(int(to)+i, Char(text[i]))
			}
			return int32(len(text))
		}), `Convert.ToBase64CharArray(new byte[] {97}, 0, 1, new char[4], 0) // 4`),
		Row("static string ToBase64String(byte[] inArray)", "Base64 in one line.", F2(func(env *Env, b []byte) string { return encodeBase64(env, b, none) }), `Convert.ToBase64String(new byte[] {97, 98}) // "YWI="`, `Convert.ToBase64String(null) // throws ArgumentNullException`),
		Row("static string ToBase64String(byte[] inArray, Base64FormattingOptions options)", "Base64, in one line or several.", F3(encodeBase64), `Convert.ToBase64String(new byte[60], Base64FormattingOptions.InsertLineBreaks).Length // 82`),
		Row("static string ToBase64String(byte[] inArray, int offset, int length)", "Base64 of some of the bytes.", F4(func(env *Env, b []byte, at, n int32) string {
			checkRange(at, n, int32(len(b)), "offset", "length")
			return encodeBase64(env, b[at:at+n], none)
		}), `Convert.ToBase64String(new byte[] {0, 97}, 1, 1) // "YQ=="`),
		Row("static string ToBase64String(byte[] inArray, int offset, int length, Base64FormattingOptions options)", "Base64 of some of the bytes, in one line or several.", F5(func(env *Env, b []byte, at, n int32, o Enum) string {
			checkRange(at, n, int32(len(b)), "offset", "length")
			return encodeBase64(env, b[at:at+n], o)
		}), `Convert.ToBase64String(new byte[] {0, 97}, 1, 1, Base64FormattingOptions.None) // "YQ=="`),
	}
}

func encodeBase64(env *Env, b []byte, options Enum) string {
	if options.V&^1 != 0 {
		Throw(Argument("Illegal enum value: "+options.ToString()+".", ""))
	}
	env.Charge(base64.StdEncoding.EncodedLen(len(b)))
	text := base64.StdEncoding.EncodeToString(b)
	if options.V == 0 {
		return text
	}
	var lines []string
	for ; len(text) > 76; text = text[76:] {
		lines = append(lines, text[:76])
	}
	return strings.Join(append(lines, text), "\r\n")
}

func decodeBase64(s string) []byte {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n", r) {
			return -1
		}
		return r
	}, s)
	if len(s)%4 != 0 && !strings.Contains(s, "=") {
		Throw(Format("Invalid length for a Base-64 char array or string."))
	}
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		Throw(Format("The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters."))
	}
	return b
}
