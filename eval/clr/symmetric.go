package clr

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
)

// A SymmetricAlgorithm is a block cipher with its key and settings.
type SymmetricAlgorithm struct {
	t        *Type
	cipher   *blockCipher
	key, iv  []byte // nil until they are set or asked for
	mode     int64
	padding  int64
	keySize  int // bits
	feedback int // bits, of CFB
}

// CLRType is the class that C# asked for.
func (a *SymmetricAlgorithm) CLRType() *Type { return a.t }

// A blockCipher is what the classes of one algorithm share.
type blockCipher struct {
	name     string // Aes
	block    int    // bytes
	sizes    []int  // of keys, in bytes
	standard int    // of a key that it makes, in bytes
	feedback int    // bits
	make     func(key []byte) (cipher.Block, error)
	weak     func(key []byte) bool
	base     *Type
	classes  []*Type
	names    []string // that SymmetricAlgorithm.Create knows, upper case
}

// The enums of block ciphers.
var (
	CipherModeType = Declare(Decl{Name: cryptography + "CipherMode", Kind: EnumKind, Doc: "How blocks are chained.", Values: []EnumValue{
		{Name: "CBC", Value: modeCBC}, {Name: "ECB", Value: modeECB}, {Name: "OFB", Value: modeOFB}, {Name: "CFB", Value: modeCFB}, {Name: "CTS", Value: 5}}})
	PaddingModeType = Declare(Decl{Name: cryptography + "PaddingMode", Kind: EnumKind, Doc: "How the last block is filled.", Values: []EnumValue{
		{Name: "None", Value: paddingNone}, {Name: "PKCS7", Value: paddingPKCS7}, {Name: "Zeros", Value: paddingZeros}, {Name: "ANSIX923", Value: paddingANSI}, {Name: "ISO10126", Value: paddingISO}}})

	SymmetricAlgorithmType = Declare(Decl{Name: cryptography + "SymmetricAlgorithm", Interfaces: "IDisposable", Abstract: true, Doc: "A block cipher."})
	ICryptoTransformType   = Declare(Decl{Name: cryptography + "ICryptoTransform", Kind: Interface, Interfaces: "IDisposable", Beyond: true, Doc: "An encryption or decryption."})
	cryptoTransformType    = Declare(Decl{Name: cryptography + "CryptoAPITransform", Interfaces: "ICryptoTransform", Abstract: true, Beyond: true, Doc: "An encryption or decryption."})

	blockCiphers = []*blockCipher{
		newBlockCipher(&blockCipher{name: "Aes", block: 16, sizes: []int{16, 24, 32}, standard: 32, feedback: 8, make: aes.NewCipher}, []string{"AES"}, "AesCryptoServiceProvider", "AesManaged"),
		newBlockCipher(&blockCipher{name: "Rijndael", block: 16, sizes: []int{16, 24, 32}, standard: 32, feedback: 128, make: aes.NewCipher}, []string{"RIJNDAEL"}, "RijndaelManaged"),
		newBlockCipher(&blockCipher{name: "TripleDES", block: 8, sizes: []int{16, 24}, standard: 24, feedback: 8, make: newTripleDES, weak: weakTripleDES}, []string{"TRIPLEDES", "3DES", "TRIPLE DES"}, "TripleDESCryptoServiceProvider"),
		newBlockCipher(&blockCipher{name: "DES", block: 8, sizes: []int{8}, standard: 8, feedback: 8, make: des.NewCipher, weak: weakDES}, []string{"DES"}, "DESCryptoServiceProvider"),
		newBlockCipher(&blockCipher{name: "RC2", block: 8, sizes: []int{5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, standard: 16, feedback: 8, make: newRC2}, []string{"RC2"}, "RC2CryptoServiceProvider"),
	}
)

const (
	modeCBC = 1
	modeECB = 2
	modeOFB = 3 // no algorithm has it; Mode takes it nevertheless, as in .NET
	modeCFB = 4

	paddingNone  = 1
	paddingPKCS7 = 2
	paddingZeros = 3
	paddingANSI  = 4
	paddingISO   = 5
)

const (
	badKeySize = "Specified key is not a valid size for this algorithm."
	badIVSize  = "Specified initialization vector (IV) does not match the block size for this algorithm."
	badMode    = "Specified cipher mode is not valid for this algorithm."
	badPadding = "Padding is invalid and cannot be removed."
)

func newBlockCipher(c *blockCipher, names []string, classes ...string) *blockCipher {
	c.names = names
	c.base = Declare(Decl{Name: cryptography + c.name, Base: "SymmetricAlgorithm", Abstract: true, Beyond: true, Doc: "The block cipher " + c.name + "."})
	for _, class := range classes {
		c.classes = append(c.classes, Declare(Decl{Name: cryptography + class, Base: c.name, Beyond: true, Doc: "The block cipher " + c.name + "."}))
	}
	return c
}

func (c *blockCipher) new(t *Type) *SymmetricAlgorithm {
	return &SymmetricAlgorithm{t: t, cipher: c, mode: modeCBC, padding: paddingPKCS7, keySize: c.standard * 8, feedback: c.feedback}
}

// symmetricNamed is SymmetricAlgorithm.Create of a name, or nil.
func symmetricNamed(name string) *SymmetricAlgorithm {
	upper := strings.ToUpper(strings.TrimPrefix(name, cryptography))
	for _, c := range blockCiphers {
		for _, t := range c.classes {
			if slices.Contains(c.names, upper) || strings.ToUpper(t.Simple) == upper {
				return c.new(t)
			}
		}
	}
	return nil
}

func init() {
	const sample = `Aes.Create()`
	size := func(sig, doc string, get func(*SymmetricAlgorithm) int, example string) Member {
		return Row(sig, doc, F1(func(a *SymmetricAlgorithm) int32 { return int32(get(a)) }), example)
	}
	SymmetricAlgorithmType.Define(
		size("int BlockSize { get; set; }", "The size of a block in bits.", func(a *SymmetricAlgorithm) int { return a.cipher.block * 8 }, sample+`.BlockSize // 128`).
			Set(F2(func(a *SymmetricAlgorithm, n int32) Void {
				if int(n) != a.cipher.block*8 {
					Throw(Cryptographic("Specified block size is not valid for this algorithm."))
				}
				return Void{}
			})),
		size("int FeedbackSize { get; set; }", "The bits that CFB feeds back.", func(a *SymmetricAlgorithm) int { return a.feedback }, sample+`.FeedbackSize // 8`).
			Set(F2(func(a *SymmetricAlgorithm, n int32) Void {
				if n <= 0 || int(n) > a.cipher.block*8 || n%8 != 0 {
					Throw(Cryptographic("Specified feedback size is invalid."))
				}
				a.feedback = int(n)
				return Void{}
			})),
		Row("byte[] IV { get; set; }", "The initialization vector; random until it is set.", F1(func(a *SymmetricAlgorithm) []byte { return clone(a.getIV()) }), sample+`.IV.Length // 16`).
			Set(F2(func(a *SymmetricAlgorithm, iv []byte) Void {
				if len(iv) != a.cipher.block {
					Throw(Cryptographic(badIVSize))
				}
				a.iv = clone(iv)
				return Void{}
			})),
		Row("byte[] Key { get; set; }", "The key; random until it is set.", F1(func(a *SymmetricAlgorithm) []byte { return clone(a.getKey()) }), sample+`.Key.Length // 32`).
			Set(F2(func(a *SymmetricAlgorithm, key []byte) Void {
				a.cipher.check(key)
				a.key, a.keySize = clone(key), len(key)*8
				return Void{}
			})),
		size("int KeySize { get; set; }", "The size of the key in bits. A new size forgets the key.", func(a *SymmetricAlgorithm) int { return a.keySize }, sample+`.KeySize // 256`).
			Set(F2(func(a *SymmetricAlgorithm, n int32) Void {
				if n%8 != 0 || !slices.Contains(a.cipher.sizes, int(n/8)) {
					Throw(Cryptographic(badKeySize))
				}
				a.key, a.keySize = nil, int(n)
				return Void{}
			})),
		Row("CipherMode Mode { get; set; }", "How blocks are chained; CBC.", F1(func(a *SymmetricAlgorithm) Enum { return Enum{CipherModeType, a.mode} }), sample+`.Mode.ToString() // "CBC"`).
			Set(F2(func(a *SymmetricAlgorithm, e Enum) Void {
				if e.V < modeCBC || e.V > modeCFB {
					Throw(Cryptographic(badMode))
				}
				a.mode = e.V
				return Void{}
			})),
		Row("PaddingMode Padding { get; set; }", "How the last block is filled; PKCS7.", F1(func(a *SymmetricAlgorithm) Enum { return Enum{PaddingModeType, a.padding} }), sample+`.Padding.ToString() // "PKCS7"`).
			Set(F2(func(a *SymmetricAlgorithm, e Enum) Void {
				if e.V < paddingNone || e.V > paddingISO {
					Throw(Cryptographic("Specified padding mode is not valid for this algorithm."))
				}
				a.padding = e.V
				return Void{}
			})),
		Row("KeySizes[] LegalBlockSizes { get; }", "The sizes that a block may have.", F1(func(a *SymmetricAlgorithm) *Array { return legalSizes(a.cipher.block*8, a.cipher.block*8, 0) }), sample+`.LegalBlockSizes[0].MaxSize // 128`),
		Row("KeySizes[] LegalKeySizes { get; }", "The sizes that a key may have.", F1(func(a *SymmetricAlgorithm) *Array { return a.cipher.keySizes() }), sample+`.LegalKeySizes[0].SkipSize // 64`),
		Row("void Clear()", "Does nothing.", F1(func(*SymmetricAlgorithm) Void { return Void{} })),
		Row("static SymmetricAlgorithm Create()", "Rijndael.", F0(func() *SymmetricAlgorithm { return symmetricNamed("Rijndael") }), `SymmetricAlgorithm.Create().KeySize // 256`).NotListed(),
		Row("static SymmetricAlgorithm Create(string algName)", "The algorithm of a name (Aes, TripleDES, DES, RC2, Rijndael), or null.", F1(symmetricNamed), `SymmetricAlgorithm.Create("3DES").KeySize // 192`, `SymmetricAlgorithm.Create("nope") == null // true`),
		Row("ICryptoTransform CreateDecryptor()", "A decryption with the key.", F1(func(a *SymmetricAlgorithm) *CryptoTransform { return a.transform(false, a.getKey(), a.getIV()) }), sample+`.CreateDecryptor().OutputBlockSize // 16`),
		Row("ICryptoTransform CreateDecryptor(byte[] rgbKey, byte[] rgbIV)", "A decryption with another key.", F3(func(a *SymmetricAlgorithm, key []byte, iv Opt[*Array]) *CryptoTransform {
			return a.transform(false, key, bytesOrNil(iv))
		}), sample+`.CreateDecryptor(new byte[16], new byte[16]).InputBlockSize // 16`),
		Row("ICryptoTransform CreateEncryptor()", "An encryption with the key.", F1(func(a *SymmetricAlgorithm) *CryptoTransform { return a.transform(true, a.getKey(), a.getIV()) }), sample+`.CreateEncryptor().TransformFinalBlock(new byte[3], 0, 3).Length // 16`),
		Row("ICryptoTransform CreateEncryptor(byte[] rgbKey, byte[] rgbIV)", "An encryption with another key.", F3(func(a *SymmetricAlgorithm, key []byte, iv Opt[*Array]) *CryptoTransform {
			return a.transform(true, key, bytesOrNil(iv))
		}), sample+`.CreateEncryptor(new byte[5], new byte[16]) // throws CryptographicException`),
		Row("void Dispose()", "Does nothing.", F1(func(*SymmetricAlgorithm) Void { return Void{} })),
		Row("void GenerateIV()", "Makes a random initialization vector.", F1(func(a *SymmetricAlgorithm) Void { a.iv = nil; return Void{} })),
		Row("void GenerateKey()", "Makes a random key.", F1(func(a *SymmetricAlgorithm) Void { a.key = nil; return Void{} })),
		Row("bool ValidKeySize(int bitLength)", "Whether a key may have so many bits.", F2(func(a *SymmetricAlgorithm, n int32) bool {
			return n%8 == 0 && slices.Contains(a.cipher.sizes, int(n/8))
		}), sample+`.ValidKeySize(192) // true`),
	)
	for _, c := range blockCiphers {
		c.base.Define(
			Row("static "+c.name+" Create()", "The cipher.", F0(func() *SymmetricAlgorithm { return c.new(c.classes[0]) }), c.name+`.Create().Padding.ToString() // "PKCS7"`),
			Row("static "+c.name+" Create(string algName)", "The cipher by name, or null.", F1(func(name string) *SymmetricAlgorithm {
				if a := symmetricNamed(name); a != nil && a.cipher == c {
					return a
				}
				return nil
			}), c.name+`.Create("nope") == null // true`),
		)
		if c.weak != nil {
			c.base.Define(Row("static bool IsWeakKey(byte[] rgbKey)", "Whether the cipher is weak with a key.", F1(func(key []byte) bool {
				if !slices.Contains(c.sizes, len(key)) {
					Throw(Cryptographic(badKeySize))
				}
				return c.weak(key)
			}), fmt.Sprintf(c.name+".IsWeakKey(new byte[%d]) // true", c.sizes[0]), c.name+".IsWeakKey(new byte[5]) // throws CryptographicException"))
		}
		for _, t := range c.classes {
			t.Define(Row("new()", "The cipher.", F0(func() *SymmetricAlgorithm { return c.new(t) }), "new "+t.Simple+`().Mode.ToString() // "CBC"`))
		}
	}
	ICryptoTransformType.Define(
		Row("bool CanReuseTransform { get; }", "True.", F1(func(*CryptoTransform) bool { return true }), sample+`.CreateEncryptor().CanReuseTransform // true`),
		Row("bool CanTransformMultipleBlocks { get; }", "True.", F1(func(*CryptoTransform) bool { return true }), sample+`.CreateEncryptor().CanTransformMultipleBlocks // true`),
		Row("int InputBlockSize { get; }", "The bytes of a block.", F1(func(c *CryptoTransform) int32 { return int32(c.block.BlockSize()) }), sample+`.CreateEncryptor().InputBlockSize // 16`),
		Row("int OutputBlockSize { get; }", "The bytes of a block.", F1(func(c *CryptoTransform) int32 { return int32(c.block.BlockSize()) }), sample+`.CreateEncryptor().OutputBlockSize // 16`),
		Row("int TransformBlock(byte[] inputBuffer, int inputOffset, int inputCount, byte[] outputBuffer, int outputOffset)", "Transforms whole blocks of a message that goes on, and is how many bytes it wrote.", F6(func(c *CryptoTransform, data []byte, offset, count int32, out []byte, at int32) int32 {
			result := c.some(inputSegment(data, offset, count))
			if at < 0 || int(at) > len(out) || len(out)-int(at) < len(result) {
				Throw(Argument("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.", ""))
			}
			return int32(copy(out[at:], result))
		}), sample+`.CreateEncryptor().TransformBlock(new byte[32], 0, 32, new byte[32], 0) // 32`, sample+`.CreateEncryptor().TransformBlock(new byte[3], 0, 3, new byte[32], 0) // throws ArgumentException`),
		Row("byte[] TransformFinalBlock(byte[] inputBuffer, int inputOffset, int inputCount)", "Transforms count bytes from offset, with padding.", F4(func(c *CryptoTransform, data []byte, offset, count int32) []byte {
			return c.final(inputSegment(data, offset, count))
		}), sample+`.CreateEncryptor().TransformFinalBlock(new byte[16], 0, 16).Length // 32`),
	)
}

func bytesOrNil(a Opt[*Array]) []byte {
	if !a.Valid {
		return nil
	}
	return a.Value.Bytes()
}

func (a *SymmetricAlgorithm) getKey() []byte {
	for a.key == nil || a.cipher.weak != nil && a.cipher.weak(a.key) {
		a.key = make([]byte, a.keySize/8)
		rand.Read(a.key)
	}
	return a.key
}

func (a *SymmetricAlgorithm) getIV() []byte {
	if a.iv == nil {
		a.iv = make([]byte, a.cipher.block)
		rand.Read(a.iv)
	}
	return a.iv
}

// check refuses a key of the wrong size, and one that makes the cipher weak.
func (c *blockCipher) check(key []byte) {
	if !slices.Contains(c.sizes, len(key)) {
		Throw(Cryptographic(badKeySize))
	}
	if c.weak != nil && c.weak(key) {
		Throw(Cryptographic("Specified key is a known weak key for '" + c.name + "' and cannot be used."))
	}
}

// keySizes are the sizes of keys, which are evenly spaced.
func (c *blockCipher) keySizes() *Array {
	first, last, step := c.sizes[0], c.sizes[len(c.sizes)-1], 0
	if len(c.sizes) > 1 {
		step = c.sizes[1] - first
	}
	return legalSizes(first*8, last*8, step*8)
}

// A CryptoTransform is one encryption or decryption.
type CryptoTransform struct {
	block    cipher.Block
	first    []byte // the initialization vector
	iv       []byte // what the next block is chained to
	held     []byte // a block that padding may end in, not decrypted yet
	encrypt  bool
	mode     int64
	padding  int64
	feedback int // bytes
}

// CLRType is an ICryptoTransform.
func (*CryptoTransform) CLRType() *Type { return cryptoTransformType }

// transform makes an encryption or decryption; it throws CryptographicException
// for a key or vector of the wrong size.
func (a *SymmetricAlgorithm) transform(encrypt bool, key, iv []byte) *CryptoTransform {
	if a.mode == modeOFB {
		Throw(Cryptographic(badMode))
	}
	a.cipher.check(key)
	block, err := a.cipher.make(key)
	if err != nil {
		Throw(Cryptographic(badKeySize))
	}
	if a.mode != modeECB {
		if iv == nil {
			iv = a.getIV()
		}
		if len(iv) != a.cipher.block {
			Throw(Cryptographic(badIVSize))
		}
	}
	return &CryptoTransform{block: block, first: clone(iv), iv: clone(iv), encrypt: encrypt, mode: a.mode, padding: a.padding, feedback: a.feedback / 8}
}

// some is TransformBlock: whole blocks of a message that goes on. Decrypting
// with padding holds the last block back.
func (c *CryptoTransform) some(data []byte) []byte {
	if len(data) == 0 || len(data)%c.block.BlockSize() != 0 {
		Throw(Argument("Value was invalid.", ""))
	}
	if !c.encrypt && c.padding != paddingNone && c.padding != paddingZeros {
		data = slices.Concat(c.held, data)
		c.held = clone(data[len(data)-c.block.BlockSize():])
		data = data[:len(data)-len(c.held)]
	}
	return c.run(data)
}

// final is TransformFinalBlock: the end of a message, which may be all of it.
// Another can follow.
func (c *CryptoTransform) final(data []byte) []byte {
	defer func() { c.iv, c.held = clone(c.first), nil }()
	size := c.block.BlockSize()
	if c.encrypt {
		return c.run(padBlock(data, size, c.padding))
	}
	if len(data)%size != 0 {
		Throw(Cryptographic("Length of the data to decrypt is invalid."))
	}
	return unpadBlock(c.run(slices.Concat(c.held, data)), size, c.padding)
}

// run transforms whole blocks and keeps what the next are chained to.
func (c *CryptoTransform) run(data []byte) []byte {
	out, size := make([]byte, len(data)), c.block.BlockSize()
	switch {
	case c.mode == modeCFB:
		c.runCFB(out, data)
	case c.mode == modeCBC && c.encrypt:
		cipher.NewCBCEncrypter(c.block, c.iv).CryptBlocks(out, data)
		copy(c.iv, out[max(0, len(out)-size):])
	case c.mode == modeCBC:
		cipher.NewCBCDecrypter(c.block, c.iv).CryptBlocks(out, data)
		copy(c.iv, data[max(0, len(data)-size):])
	default:
		one := c.block.Decrypt
		if c.encrypt {
			one = c.block.Encrypt
		}
		for i := 0; i < len(data); i += size {
			one(out[i:i+size], data[i:i+size])
		}
	}
	return out
}

// runCFB chains by feeding back a number of bytes at a time.
func (c *CryptoTransform) runCFB(out, data []byte) {
	register, stream := c.iv, make([]byte, len(c.iv))
	for i := 0; i < len(data); i += c.feedback {
		c.block.Encrypt(stream, register)
		n := min(c.feedback, len(data)-i)
		for j := range n {
			out[i+j] = data[i+j] ^ stream[j]
		}
		text := out[i : i+n]
		if !c.encrypt {
			text = data[i : i+n]
		}
		register = append(register[n:], text...)
	}
	c.iv = register
}

// padBlock fills the last block of a message.
func padBlock(data []byte, size int, mode int64) []byte {
	n := size - len(data)%size
	fill := make([]byte, n)
	switch mode {
	case paddingNone, paddingZeros:
		if n == size {
			return data
		}
		if mode == paddingNone {
			Throw(Cryptographic("Length of the data to encrypt is invalid."))
		}
		return slices.Concat(data, fill)
	case paddingPKCS7:
		fill = bytes.Repeat([]byte{byte(n)}, n)
	case paddingISO:
		rand.Read(fill)
	}
	fill[n-1] = byte(n)
	return slices.Concat(data, fill)
}

// unpadBlock takes off what padBlock added, or throws CryptographicException.
func unpadBlock(data []byte, size int, mode int64) []byte {
	if mode == paddingNone || mode == paddingZeros {
		return data
	}
	n := 0
	if len(data) > 0 {
		n = int(data[len(data)-1])
	}
	if n == 0 || n > size || n > len(data) {
		Throw(Cryptographic(badPadding))
	}
	text, fill := data[:len(data)-n], data[len(data)-n:len(data)-1]
	for _, b := range fill {
		if mode == paddingPKCS7 && int(b) != n || mode == paddingANSI && b != 0 {
			Throw(Cryptographic(badPadding))
		}
	}
	return text
}

// newTripleDES makes the cipher of two or three keys.
func newTripleDES(key []byte) (cipher.Block, error) {
	if len(key) == 16 {
		key = slices.Concat(key, key[:8])
	}
	return des.NewTripleDESCipher(key)
}

// weakTripleDES reports whether neighbouring keys are the same, which makes the
// cipher a simple DES.
func weakTripleDES(key []byte) bool {
	same := func(a, b []byte) bool {
		for i := range a {
			if a[i]&^1 != b[i]&^1 { // the lowest bit is parity
				return false
			}
		}
		return true
	}
	return same(key[:8], key[8:16]) || len(key) == 24 && same(key[8:16], key[16:24])
}

// weakDES reports whether a key is one of the sixteen under which encrypting
// twice, with it or its partner, gives the message back.
func weakDES(key []byte) bool {
	half := func(k []byte) (a, b byte, ok bool) { // the two values that alternate
		a, b = k[0]&^1, k[1]&^1
		return a, b, k[2]&^1 == a && k[3]&^1 == b
	}
	a, b, ok1 := half(key[:4])
	c, d, ok2 := half(key[4:])
	if !ok1 || !ok2 {
		return false
	}
	pair := func(x byte) (byte, bool) { // the second half of the key for the first
		m := map[byte]byte{0x00: 0x00, 0xFE: 0xFE, 0x1E: 0x0E, 0xE0: 0xF0}
		y, ok := m[x]
		return y, ok
	}
	y1, known1 := pair(a)
	y2, known2 := pair(b)
	return known1 && known2 && c == y1 && d == y2
}
