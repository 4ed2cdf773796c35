package clr

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// An Encoding turns text into bytes and back.
type Encoding struct {
	t        *Type
	name     string // WebName
	display  string // EncodingName
	page     int32  // CodePage
	preamble []byte
	encode   func(s string) []byte
	decode   func(data []byte) string
	strict   bool  // throws on bytes that are no text
	single   bool  // one byte for each character
	perChar  int32 // bytes that GetMaxByteCount counts for a char
}

// The types of encodings.
var (
	EncodingType        = Declare(Decl{Name: "System.Text.Encoding", Abstract: true, Doc: "A way to write text in bytes."})
	UTF8EncodingType    = encodingClass("UTF8Encoding", "UTF-8.")
	ASCIIEncodingType   = encodingClass("ASCIIEncoding", "ASCII; any other character is ?.")
	UnicodeEncodingType = encodingClass("UnicodeEncoding", "UTF-16.")
	UTF32EncodingType   = encodingClass("UTF32Encoding", "UTF-32.")
	latin1EncodingType  = encodingClass("Latin1Encoding", "ISO 8859-1; any other character is ?.")
	sbcsEncodingType    = encodingClass("SBCSCodePageEncoding", "A code page of one byte for each character.")

	decoderFallback = exception("System.Text.DecoderFallbackException", ArgumentExceptionType, "Value does not fall within the expected range.")
)

func encodingClass(name, doc string) *Type {
	return Declare(Decl{Name: "System.Text." + name, Base: "System.Text.Encoding", Beyond: true, Doc: doc})
}

// The encodings that Encoding has properties for.
var (
	utf8Encoding  = &Encoding{t: UTF8EncodingType, name: "utf-8", display: "Unicode (UTF-8)", page: 65001, preamble: []byte{0xEF, 0xBB, 0xBF}, encode: encodeUTF8, decode: decodeUTF8, perChar: 3}
	asciiEncoding = &Encoding{t: ASCIIEncodingType, name: "us-ascii", display: "US-ASCII", page: 20127, single: true, perChar: 1,
		encode: func(s string) []byte { return encodeSingle(s, asciiByte) },
		decode: func(data []byte) string { return decodeSingle(data, asciiRune) }}
	latin1Encoding = &Encoding{t: latin1EncodingType, name: "iso-8859-1", display: "Western European (ISO)", page: 28591, single: true, perChar: 1,
		encode: func(s string) []byte {
			return encodeSingle(s, func(r rune) (byte, bool) { return byte(r), r < 0x100 })
		},
		decode: func(data []byte) string { return decodeSingle(data, func(b byte) rune { return rune(b) }) }}
	utf16Encoding    = utf16Of("utf-16", "Unicode", 1200, binary.LittleEndian, []byte{0xFF, 0xFE})
	utf16BigEncoding = utf16Of("utf-16BE", "Unicode (Big-Endian)", 1201, binary.BigEndian, []byte{0xFE, 0xFF})
	utf32Encoding    = utf32Of("utf-32", "Unicode (UTF-32)", 12000, binary.LittleEndian, []byte{0xFF, 0xFE, 0, 0})
	utf32BigEncoding = utf32Of("utf-32BE", "Unicode (UTF-32 Big-Endian)", 12001, binary.BigEndian, []byte{0, 0, 0xFE, 0xFF})
)

// CLRType is the encoding's class.
func (e *Encoding) CLRType() *Type { return e.t }

// EqualsTo compares what the encodings do.
func (e *Encoding) EqualsTo(other any) bool {
	o, ok := other.(*Encoding)
	return ok && o.page == e.page && len(o.preamble) == len(e.preamble) && o.strict == e.strict
}

// Hash agrees with EqualsTo.
func (e *Encoding) Hash() uint64 { return uint64(e.page) }

func init() {
	property := func(name, doc string, e *Encoding, example string) Member {
		return Row("static Encoding "+name+" { get; }", doc, Const(e), example)
	}
	const utf8 = `Encoding.UTF8`
	EncodingType.Define(
		property("ASCII", "ASCII: any other character is ?.", asciiEncoding, `Encoding.ASCII.GetBytes("é")[0] // (byte)63`),
		property("BigEndianUnicode", "UTF-16, the high byte first.", utf16BigEncoding, `Encoding.BigEndianUnicode.GetBytes("a")[1] // (byte)97`),
		property("Default", "UTF-8.", utf8Encoding, `Encoding.Default.WebName // "utf-8"`),
		property("Unicode", "UTF-16, the low byte first.", utf16Encoding, `Encoding.Unicode.GetBytes("a")[0] // (byte)97`),
		property("UTF32", "UTF-32, the low byte first.", utf32Encoding, `Encoding.UTF32.GetBytes("a").Length // 4`),
		property("UTF8", "UTF-8.", utf8Encoding, utf8+`.GetBytes("é").Length // 2`),
		Row("string BodyName { get; }", "The name for mail bodies.", F1(func(e *Encoding) string { return e.name }), utf8+`.BodyName // "utf-8"`),
		Row("int CodePage { get; }", "The number of the code page.", F1(func(e *Encoding) int32 { return e.page }), utf8+`.CodePage // 65001`),
		Row("string EncodingName { get; }", "The name for people.", F1(func(e *Encoding) string { return e.display }), utf8+`.EncodingName // "Unicode (UTF-8)"`),
		Row("string HeaderName { get; }", "The name for mail headers.", F1(func(e *Encoding) string { return e.name }), `Encoding.ASCII.HeaderName // "us-ascii"`),
		Row("bool IsSingleByte { get; }", "Whether each character is one byte.", F1(func(e *Encoding) bool { return e.single }), `Encoding.ASCII.IsSingleByte // true`),
		Row("string WebName { get; }", "The name of IANA.", F1(func(e *Encoding) string { return e.name }), utf8+`.WebName // "utf-8"`),

		Row("static byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes)", "Bytes of one encoding in another.", F3(func(src, dst *Encoding, data []byte) []byte { return dst.encode(src.decode(data)) }), `Encoding.Convert(Encoding.UTF8, Encoding.Unicode, new byte[] {65}).Length // 2`),
		Row("static byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes, int index, int count)", "Bytes of one encoding in another.", F5(func(src, dst *Encoding, data []byte, index, count int32) []byte {
			return dst.encode(src.decode(span(data, "bytes", index, count)))
		}), `Encoding.Convert(Encoding.UTF8, Encoding.Unicode, new byte[] {65, 66}, 1, 1).Length // 2`),
		Row("int GetByteCount(char[] chars)", "How many bytes characters take.", F2(func(e *Encoding, chars *Array) int32 { return int32(len(e.encode(charsText(chars.Items())))) }), utf8+`.GetByteCount(new[] {'é'}) // 2`),
		Row("int GetByteCount(string s)", "How many bytes a text takes.", F2(func(e *Encoding, s string) int32 { return int32(len(e.encode(s))) }), utf8+`.GetByteCount("é😀") // 6`),
		Row("int GetByteCount(char[] chars, int index, int count)", "How many bytes characters take.", F4(func(e *Encoding, chars *Array, index, count int32) int32 {
			return int32(len(e.encode(charsText(span(chars.Items(), "chars", index, count)))))
		}), utf8+`.GetByteCount(new[] {'a', 'é'}, 1, 1) // 2`),
		Row("byte[] GetBytes(char[] chars)", "Characters in bytes.", F3(func(env *Env, e *Encoding, chars *Array) []byte { return e.bytes(env, charsText(chars.Items())) }), utf8+`.GetBytes(new[] {'a', 'é'}).Length // 3`),
		Row("byte[] GetBytes(string s)", "A text in bytes.", F3(func(env *Env, e *Encoding, s string) []byte { return e.bytes(env, s) }), utf8+`.GetBytes("aé").Length // 3`, utf8+`.GetBytes((string)null) // throws ArgumentNullException`),
		Row("byte[] GetBytes(char[] chars, int index, int count)", "Characters in bytes.", F5(func(env *Env, e *Encoding, chars *Array, index, count int32) []byte {
			return e.bytes(env, charsText(span(chars.Items(), "chars", index, count)))
		}), utf8+`.GetBytes(new[] {'a', 'é'}, 1, 1).Length // 2`),
		Row("int GetCharCount(byte[] bytes)", "How many UTF-16 code units bytes stand for.", F2(func(e *Encoding, data []byte) int32 { return int32(Length(e.decode(data))) }), utf8+`.GetCharCount(new byte[] {195, 169}) // 1`),
		Row("int GetCharCount(byte[] bytes, int index, int count)", "How many UTF-16 code units bytes stand for.", F4(func(e *Encoding, data []byte, index, count int32) int32 {
			return int32(Length(e.decode(span(data, "bytes", index, count))))
		}), utf8+`.GetCharCount(new byte[] {65, 195, 169}, 1, 2) // 1`),
		Row("char[] GetChars(byte[] bytes)", "The characters that bytes stand for.", F2(func(e *Encoding, data []byte) *Array { return charArray(nil, e.decode(data)) }), utf8+`.GetChars(new byte[] {195, 169})[0].ToString() // "é"`),
		Row("char[] GetChars(byte[] bytes, int index, int count)", "The characters that bytes stand for.", F4(func(e *Encoding, data []byte, index, count int32) *Array {
			return charArray(nil, e.decode(span(data, "bytes", index, count)))
		}), utf8+`.GetChars(new byte[] {65, 66}, 1, 1).Length // 1`),
		Row("static Encoding GetEncoding(int codepage)", "The encoding of a code page.", F1(encodingOfPage), `Encoding.GetEncoding(1252).WebName // "windows-1252"`, `Encoding.GetEncoding(99999) // throws ArgumentOutOfRangeException`),
		Row("static Encoding GetEncoding(string name)", "The encoding of a name.", F1(encodingNamed), `Encoding.GetEncoding("latin1").WebName // "iso-8859-1"`, `Encoding.GetEncoding("nope") // throws ArgumentException`),
		Row("int GetMaxByteCount(int charCount)", "As many bytes as so many characters can take.", F2(func(e *Encoding, n int32) int32 { return (n + 1) * e.perChar }), utf8+`.GetMaxByteCount(1) // 6`),
		Row("int GetMaxCharCount(int byteCount)", "As many characters as so many bytes can stand for.", F2((*Encoding).mostChars), utf8+`.GetMaxCharCount(1) // 2`),
		Row("byte[] GetPreamble()", "The byte order mark.", F1(func(e *Encoding) []byte { return clone(e.preamble) }), utf8+`.GetPreamble().Length // 3`),
		Row("string GetString(byte[] bytes)", "The text that bytes stand for; what cannot be read is U+FFFD.", F3(func(env *Env, e *Encoding, data []byte) string { return e.string(env, data) }), utf8+`.GetString(new byte[] {195, 169}) // "é"`, utf8+`.GetString((byte[])null) // throws ArgumentNullException`),
		Row("string GetString(byte[] bytes, int index, int count)", "The text that bytes stand for.", F5(func(env *Env, e *Encoding, data []byte, index, count int32) string {
			return e.string(env, span(data, "bytes", index, count))
		}), utf8+`.GetString(new byte[] {65, 66}, 1, 1) // "B"`, utf8+`.GetString(new byte[] {65, 66}, 1, 5) // throws ArgumentOutOfRangeException`),
	)
	utf8With := func(mark, strict bool) *Encoding {
		e := *utf8Encoding
		if !mark {
			e.preamble = nil
		}
		if strict {
			e.decode, e.strict = strictUTF8, true
		}
		return &e
	}
	UTF8EncodingType.Define(
		Row("new()", "UTF-8 without byte order mark.", F0(func() *Encoding { return utf8With(false, false) }), `new UTF8Encoding().GetPreamble().Length // 0`),
		Row("new(bool encoderShouldEmitUTF8Identifier)", "UTF-8, with byte order mark or without.", F1(func(mark bool) *Encoding { return utf8With(mark, false) }), `new UTF8Encoding(true).GetPreamble().Length // 3`),
		Row("new(bool encoderShouldEmitUTF8Identifier, bool throwOnInvalidBytes)", "UTF-8 that may throw on bytes that are none.", F2(utf8With), `new UTF8Encoding(false, true).GetString(new byte[] {255}) // throws DecoderFallbackException`),
	)
	ASCIIEncodingType.Define(Row("new()", "ASCII.", F0(func() *Encoding { return asciiEncoding }), `new ASCIIEncoding().WebName // "us-ascii"`))
	UnicodeEncodingType.Define(
		Row("new()", "UTF-16, the low byte first.", F0(func() *Encoding { return utf16Encoding }), `new UnicodeEncoding().WebName // "utf-16"`),
		Row("new(bool bigEndian, bool byteOrderMark)", "UTF-16.", F2(func(big, mark bool) *Encoding {
			e := *utf16Encoding
			if big {
				e = *utf16BigEncoding
			}
			if !mark {
				e.preamble = nil
			}
			return &e
		}), `new UnicodeEncoding(true, false).WebName // "utf-16BE"`),
	)
	UTF32EncodingType.Define(Row("new()", "UTF-32, the low byte first.", F0(func() *Encoding { return utf32Encoding }), `new UTF32Encoding().WebName // "utf-32"`))
}

// mostChars is GetMaxCharCount.
func (e *Encoding) mostChars(n int32) int32 {
	switch e.t {
	case UnicodeEncodingType:
		return n>>1 + n&1 + 1
	case UTF32EncodingType:
		return n/2 + 2
	case UTF8EncodingType:
		return n + 1
	}
	return n
}

func (e *Encoding) bytes(env *Env, s string) []byte {
	env.Charge(3 * len(s))
	return e.encode(s)
}

func (e *Encoding) string(env *Env, data []byte) string {
	env.Charge(3 * len(data))
	return e.decode(data)
}

// span is count elements from index; it throws as the members of Encoding do.
func span[T any](list []T, name string, index, count int32) []T {
	switch {
	case index < 0:
		Throw(ArgumentOutOfRange("index", "Non-negative number required."))
	case count < 0:
		Throw(ArgumentOutOfRange("count", "Non-negative number required."))
	case len(list)-int(index) < int(count):
		Throw(ArgumentOutOfRange(name, "Index and count must refer to a location within the buffer."))
	}
	return list[index : index+count]
}

// encodeUTF8 is a text in UTF-8; a lone surrogate is U+FFFD.
func encodeUTF8(s string) []byte {
	if utf8.ValidString(s) {
		return []byte(s)
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, n := decodeWTF8(s[i:])
		out = utf8.AppendRune(out, r)
		i += n
	}
	return out
}

// decodeUTF8 is the text of UTF-8. As in .NET Framework, each longest start of
// a character that does not go on is one U+FFFD, and so are the first two bytes
// of one that UTF-8 forbids.
func decodeUTF8(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	var b strings.Builder
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			n = brokenLength(data)
		}
		b.WriteRune(r)
		data = data[n:]
	}
	return b.String()
}

// brokenLength is how many bytes of a broken character one U+FFFD stands for.
func brokenLength(data []byte) int {
	want := 0
	switch c := data[0]; {
	case c >= 0xC2 && c < 0xE0:
		want = 2
	case c >= 0xE0 && c < 0xF0:
		want = 3
	case c >= 0xF0 && c < 0xF5:
		want = 4
	}
	n := 1
	for n < want && n < len(data) && data[n]&0xC0 == 0x80 {
		n++
		if n == 2 && forbidden(data[0], data[1]) {
			break
		}
	}
	return n
}

// forbidden reports whether no character begins with two bytes: it would be a
// surrogate, too long or beyond Unicode.
func forbidden(first, second byte) bool {
	switch first {
	case 0xE0:
		return second < 0xA0
	case 0xED:
		return second > 0x9F
	case 0xF0:
		return second < 0x90
	case 0xF4:
		return second > 0x8F
	}
	return false
}

func strictUTF8(data []byte) string {
	if !utf8.Valid(data) {
		for i := 0; ; {
			r, n := utf8.DecodeRune(data[i:])
			if r == utf8.RuneError && n == 1 {
				Throw(NewExceptionf(decoderFallback, "Unable to translate bytes [%s] at index %d from specified code page to Unicode.", upperHex(data[i:i+1]), i))
			}
			i += n
		}
	}
	return string(data)
}

func utf16Of(name, display string, page int32, order binary.ByteOrder, preamble []byte) *Encoding {
	return &Encoding{t: UnicodeEncodingType, name: name, display: display, page: page, preamble: preamble, perChar: 2,
		encode: func(s string) []byte {
			units := Units(s)
			out := make([]byte, 2*len(units))
			for i, u := range units {
				if lone(units, i) {
					u = utf8.RuneError
				}
				order.PutUint16(out[2*i:], u)
			}
			return out
		},
		decode: func(data []byte) string {
			units := make([]uint16, 0, len(data)/2+1)
			for ; len(data) >= 2; data = data[2:] {
				units = append(units, order.Uint16(data))
			}
			if len(data) > 0 {
				units = append(units, utf8.RuneError)
			}
			return string(utf16.Decode(units))
		}}
}

// lone reports whether a code unit is a surrogate without its other half.
func lone(units []uint16, i int) bool {
	high := func(u uint16) bool { return u&0xFC00 == 0xD800 }
	low := func(u uint16) bool { return u&0xFC00 == 0xDC00 }
	switch u := units[i]; {
	case high(u):
		return i+1 == len(units) || !low(units[i+1])
	case low(u):
		return i == 0 || !high(units[i-1])
	}
	return false
}

func utf32Of(name, display string, page int32, order binary.ByteOrder, preamble []byte) *Encoding {
	return &Encoding{t: UTF32EncodingType, name: name, display: display, page: page, preamble: preamble, perChar: 4,
		encode: func(s string) []byte {
			var out []byte
			for _, r := range string(encodeUTF8(s)) {
				var four [4]byte
				order.PutUint32(four[:], uint32(r))
				out = append(out, four[:]...)
			}
			return out
		},
		decode: func(data []byte) string {
			var b strings.Builder
			for ; len(data) >= 4; data = data[4:] {
				r := rune(order.Uint32(data))
				if !utf8.ValidRune(r) {
					r = utf8.RuneError
				}
				b.WriteRune(r)
			}
			if len(data) > 0 {
				b.WriteRune(utf8.RuneError)
			}
			return b.String()
		}}
}

// encodeSingle writes one byte for each character; one that has none is ?.
func encodeSingle(s string, find func(rune) (byte, bool)) []byte {
	var out []byte
	for i := 0; i < len(s); {
		r, n := decodeWTF8(s[i:])
		i += n
		c, ok := find(r)
		switch {
		case ok:
			out = append(out, c)
		case r >= 0x10000:
			out = append(out, '?', '?') // two code units
		default:
			out = append(out, '?')
		}
	}
	return out
}

func decodeSingle(data []byte, find func(byte) rune) string {
	var b strings.Builder
	for _, c := range data {
		b.WriteRune(find(c))
	}
	return b.String()
}

func asciiByte(r rune) (byte, bool) { return byte(r), r < 0x80 }

func asciiRune(b byte) rune {
	if b < 0x80 {
		return rune(b)
	}
	return '?'
}

// A codePage is a code page of one byte for each character.
type codePage struct {
	page    int32
	names   string // IANA's, then others
	display string
	table   *charmap.Charmap
}

var codePages = []codePage{
	{437, "ibm437 cp437", "OEM United States", charmap.CodePage437},
	{850, "ibm850 cp850", "Western European (DOS)", charmap.CodePage850},
	{852, "ibm852 cp852", "Central European (DOS)", charmap.CodePage852},
	{866, "cp866 ibm866", "Cyrillic (DOS)", charmap.CodePage866},
	{1250, "windows-1250 x-cp1250", "Central European (Windows)", charmap.Windows1250},
	{1251, "windows-1251 x-cp1251", "Cyrillic (Windows)", charmap.Windows1251},
	{1252, "windows-1252 x-ansi", "Western European (Windows)", charmap.Windows1252},
	{1253, "windows-1253", "Greek (Windows)", charmap.Windows1253},
	{1254, "windows-1254", "Turkish (Windows)", charmap.Windows1254},
	{1255, "windows-1255", "Hebrew (Windows)", charmap.Windows1255},
	{1256, "windows-1256 cp1256", "Arabic (Windows)", charmap.Windows1256},
	{1257, "windows-1257", "Baltic (Windows)", charmap.Windows1257},
	{1258, "windows-1258", "Vietnamese (Windows)", charmap.Windows1258},
	{10000, "macintosh", "Western European (Mac)", charmap.Macintosh},
	{20866, "koi8-r koi koi8 koi8r", "Cyrillic (KOI8-R)", charmap.KOI8R},
	{21866, "koi8-u koi8-ru", "Cyrillic (KOI8-U)", charmap.KOI8U},
	{28592, "iso-8859-2 latin2 l2", "Central European (ISO)", charmap.ISO8859_2},
	{28593, "iso-8859-3 latin3 l3", "Latin 3 (ISO)", charmap.ISO8859_3},
	{28594, "iso-8859-4 latin4 l4", "Baltic (ISO)", charmap.ISO8859_4},
	{28595, "iso-8859-5 cyrillic", "Cyrillic (ISO)", charmap.ISO8859_5},
	{28596, "iso-8859-6 arabic", "Arabic (ISO)", charmap.ISO8859_6},
	{28597, "iso-8859-7 greek", "Greek (ISO)", charmap.ISO8859_7},
	{28598, "iso-8859-8 hebrew", "Hebrew (ISO-Visual)", charmap.ISO8859_8},
	{28599, "iso-8859-9 latin5 l5", "Turkish (ISO)", charmap.ISO8859_9},
	{28603, "iso-8859-13", "Estonian (ISO)", charmap.ISO8859_13},
	{28605, "iso-8859-15 latin9 l9", "Latin 9 (ISO)", charmap.ISO8859_15},
}

func (p codePage) encoding() *Encoding {
	name, _, _ := strings.Cut(p.names, " ")
	return &Encoding{t: sbcsEncodingType, name: name, display: p.display, page: p.page, single: true, perChar: 1,
		encode: func(s string) []byte { return encodeSingle(s, p.byteOf) },
		decode: func(data []byte) string { return decodeSingle(data, p.runeOf) }}
}

// runeOf is a byte's character; one without is the control character of the
// same number, as in Windows' tables.
func (p codePage) runeOf(b byte) rune {
	if r := p.table.DecodeByte(b); r != utf8.RuneError {
		return r
	}
	return rune(b)
}

// byteOf turns runeOf round.
func (p codePage) byteOf(r rune) (byte, bool) {
	if b, ok := p.table.EncodeRune(r); ok && r != utf8.RuneError {
		return b, true
	}
	return byte(r), r < 0x100 && p.table.DecodeByte(byte(r)) == utf8.RuneError
}

var unicodeNames = map[string]*Encoding{
	"utf-8": utf8Encoding, "unicode-1-1-utf-8": utf8Encoding, "unicode-2-0-utf-8": utf8Encoding, "x-unicode-1-1-utf-8": utf8Encoding, "x-unicode-2-0-utf-8": utf8Encoding,
	"us-ascii": asciiEncoding, "ascii": asciiEncoding, "ansi_x3.4-1968": asciiEncoding, "iso646-us": asciiEncoding, "us": asciiEncoding,
	"iso-8859-1": latin1Encoding, "iso8859-1": latin1Encoding, "iso_8859-1": latin1Encoding, "latin1": latin1Encoding, "l1": latin1Encoding,
	"utf-16": utf16Encoding, "utf-16le": utf16Encoding, "unicode": utf16Encoding, "ucs-2": utf16Encoding, "utf-16be": utf16BigEncoding, "unicodefffe": utf16BigEncoding,
	"utf-32": utf32Encoding, "utf-32le": utf32Encoding, "utf-32be": utf32BigEncoding,
}

func encodingNamed(name string) *Encoding {
	lower := strings.ToLower(name)
	if e := unicodeNames[lower]; e != nil {
		return e
	}
	for _, p := range codePages {
		for _, n := range strings.Fields(p.names) {
			if n == lower {
				return p.encoding()
			}
		}
	}
	Throw(Argument("'"+name+"' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.", "name"))
	return nil
}

func encodingOfPage(page int32) *Encoding {
	if page < 0 || page > 65535 {
		Throw(ArgumentOutOfRange("codepage", "Valid values are between 0 and 65535, inclusive."))
	}
	if page == 0 {
		return utf8Encoding
	}
	for _, e := range []*Encoding{utf8Encoding, asciiEncoding, latin1Encoding, utf16Encoding, utf16BigEncoding, utf32Encoding, utf32BigEncoding} {
		if e.page == page {
			return e
		}
	}
	for _, p := range codePages {
		if p.page == page {
			return p.encoding()
		}
	}
	Throw(NotSupported("No data is available for encoding " + ToString(page) + ". For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method."))
	return nil
}
