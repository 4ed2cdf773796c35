package clr

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"hash"
	"strings"
)

// A HashAlgorithm is a hash or, with a key, an HMAC.
type HashAlgorithm struct {
	t      *Type
	digest *digest
	keyed  bool
	key    []byte    // no longer than a block
	short  bool      // ProduceLegacyHmacValues
	open   hash.Hash // between TransformBlock and TransformFinalBlock
	value  []byte    // of the last hash that was finished
	closed bool
}

// CLRType is the class that C# asked for.
func (h *HashAlgorithm) CLRType() *Type { return h.t }

// A digest is a hash function and the classes that compute it.
type digest struct {
	name   string // SHA256
	doc    string
	make   func() hash.Hash
	bits   int
	block  int // bytes
	base   *Type
	class  *Type // what Create gives
	other  *Type // the other implementation that .NET has
	hmac   *Type
	sample string // base64 of the hash of "abc"
}

const cryptography = "System.Security.Cryptography."

// The bases of hashes.
var (
	HashAlgorithmType      = Declare(Decl{Name: cryptography + "HashAlgorithm", Interfaces: "IDisposable", Abstract: true, Doc: "A hash function."})
	KeyedHashAlgorithmType = Declare(Decl{Name: cryptography + "KeyedHashAlgorithm", Base: "HashAlgorithm", Abstract: true, Doc: "A hash function with a key."})
	HMACType               = Declare(Decl{Name: cryptography + "HMAC", Base: "KeyedHashAlgorithm", Abstract: true, Doc: "A message authentication code made with a hash function."})

	digests = []*digest{
		newDigest("MD5", "CryptoServiceProvider", "", md5.New, 64, "kAFQmDzST7DWlj99KOF/cg=="),
		newDigest("SHA1", "CryptoServiceProvider", "Managed", sha1.New, 64, "qZk+NkcGgWq6PiVxeFDCbJzQ2J0="),
		newDigest("SHA256", "Managed", "CryptoServiceProvider", sha256.New, 64, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
		newDigest("SHA384", "Managed", "CryptoServiceProvider", sha512.New384, 128, "ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"),
		newDigest("SHA512", "Managed", "CryptoServiceProvider", sha512.New, 128, "3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=="),
	}
)

func newDigest(name, impl, other string, make func() hash.Hash, block int, sample string) *digest {
	d := &digest{name: name, doc: "The hash function " + name + ".", make: make, bits: make().Size() * 8, block: block, sample: sample}
	d.base = Declare(Decl{Name: cryptography + name, Base: "HashAlgorithm", Abstract: true, Doc: d.doc})
	d.class = Declare(Decl{Name: cryptography + name + impl, Base: name, Doc: d.doc, Beyond: impl != "Managed"})
	if other != "" {
		d.other = Declare(Decl{Name: cryptography + name + other, Base: name, Doc: d.doc, Beyond: other != "Managed"})
	}
	d.hmac = Declare(Decl{Name: cryptography + "HMAC" + name, Base: "HMAC", Doc: "A message authentication code made with " + name + "."})
	return d
}

// digestOf is the hash function of a name, or nil.
func digestOf(name string) *digest {
	for _, d := range digests {
		if d.name == name {
			return d
		}
	}
	return nil
}

func init() {
	compute := func(h *HashAlgorithm, buffer []byte) []byte { return h.compute(buffer) }
	HashAlgorithmType.Define(
		Row("bool CanReuseTransform { get; }", "True.", F1(func(*HashAlgorithm) bool { return true }), `SHA256.Create().CanReuseTransform // true`),
		Row("bool CanTransformMultipleBlocks { get; }", "True.", F1(func(*HashAlgorithm) bool { return true }), `SHA256.Create().CanTransformMultipleBlocks // true`),
		Row("byte[] Hash { get; }", "What was hashed last; null before.", F1(func(h *HashAlgorithm) []byte {
			switch h.check(); {
			case h.open != nil:
				Throw(NewException(cryptographicUnexpected, "Hash must be finalized before the hash value is retrieved."))
			case h.value == nil:
				return nil
			}
			return clone(h.value)
		}), `MD5.Create().Hash == null // true`),
		Row("int HashSize { get; }", "The number of bits of the hash.", F1(func(h *HashAlgorithm) int32 { return int32(h.digest.bits) }), `SHA256.Create().HashSize // 256`),
		Row("int InputBlockSize { get; }", "1.", F1(func(*HashAlgorithm) int32 { return 1 }), `SHA256.Create().InputBlockSize // 1`),
		Row("int OutputBlockSize { get; }", "1.", F1(func(*HashAlgorithm) int32 { return 1 }), `SHA256.Create().OutputBlockSize // 1`),
		Row("void Clear()", "Ends it: ObjectDisposedException when it is used again.", F1((*HashAlgorithm).close)),
		Row("byte[] ComputeHash(byte[] buffer)", "The hash of bytes.", F2(compute), `SHA256.Create().ComputeHash(new byte[0]).Length // 32`, `SHA256.Create().ComputeHash((byte[])null) // throws ArgumentNullException`),
		Row("byte[] ComputeHash(byte[] buffer, int offset, int count)", "The hash of count bytes from offset.", F4(func(h *HashAlgorithm, buffer []byte, offset, count int32) []byte {
			return h.compute(segment(buffer, offset, count))
		}), `SHA256.Create().ComputeHash(new byte[4], 1, 2).Length // 32`, `SHA256.Create().ComputeHash(new byte[2], 1, 5) // throws ArgumentException`),
		Row("static HashAlgorithm Create()", "SHA-1.", F0(func() *HashAlgorithm { return digestOf("SHA1").plain() }), `HashAlgorithm.Create().HashSize // 160`),
		Row("static HashAlgorithm Create(string hashName)", "A hash by name (MD5, SHA1, SHA256, SHA384, SHA512 or an HMAC), or null.", F1(hashNamed), `HashAlgorithm.Create("sha-256").HashSize // 256`, `HashAlgorithm.Create("nope") == null // true`),
		Row("void Dispose()", "Ends it: ObjectDisposedException when it is used again.", F1((*HashAlgorithm).close)),
		Row("void Initialize()", "Forgets what TransformBlock was given.", F1(func(h *HashAlgorithm) Void { h.open = nil; return Void{} })),
		Row("int TransformBlock(byte[] inputBuffer, int inputOffset, int inputCount, byte[] outputBuffer, int outputOffset)", "Hashes a part of a message, and copies it if there is an output; how many bytes.", F6(func(h *HashAlgorithm, data []byte, offset, count int32, out Opt[*Array], at int32) int32 {
			part := inputSegment(data, offset, count)
			h.begin().Write(part)
			if out.Valid {
				checkRange(at, count, int32(out.Value.Len()), "outputOffset", "outputOffset")
				copy(out.Value.Bytes()[at:], part)
			}
			return count
		}), `SHA256.Create().TransformBlock(new byte[3], 0, 2, null, 0) // 2`, `SHA256.Create().TransformBlock(new byte[3], 0, 4, null, 0) // throws ArgumentException`),
		Row("byte[] TransformFinalBlock(byte[] inputBuffer, int inputOffset, int inputCount)", "Hashes the end of a message; Hash is that of all of it. The bytes.", F4(func(h *HashAlgorithm, data []byte, offset, count int32) []byte {
			part := inputSegment(data, offset, count)
			h.begin().Write(part)
			h.finish()
			return clone(part)
		}), `SHA256.Create().TransformFinalBlock(new byte[3], 0, 2).Length // 2`),
	)
	KeyedHashAlgorithmType.Define(
		Row("byte[] Key { get; set; }", "The key.", F1(func(h *HashAlgorithm) []byte { return clone(h.key) }), `new HMACSHA256(new byte[] {1, 2}).Key.Length // 2`).
			Set(F2(func(h *HashAlgorithm, key Opt[*Array]) Void {
				switch {
				case h.open != nil:
					Throw(Cryptographic("Hash key cannot be changed after the first write to the stream."))
				case !key.Valid:
					Throw(NullReference())
				}
				h.key = h.digest.fit(key.Value.Bytes())
				return Void{}
			})),
		Row("static KeyedHashAlgorithm Create()", "HMAC with SHA-1.", F0(func() *HashAlgorithm { return digestOf("SHA1").keyed(nil) }), `KeyedHashAlgorithm.Create().HashSize // 160`),
		Row("static KeyedHashAlgorithm Create(string algName)", "An HMAC by name, or null.", F1(hmacNamed), `KeyedHashAlgorithm.Create("HMACSHA512").HashSize // 512`),
	)
	HMACType.Define(
		Row("string HashName { get; set; }", "The hash function's name.", F1(func(h *HashAlgorithm) string { return h.digest.name }), `new HMACSHA256().HashName // "SHA256"`).
			Set(F2(func(h *HashAlgorithm, name string) Void {
				d := digestOf(strings.ToUpper(name))
				switch {
				case h.open != nil:
					Throw(Cryptographic("Hash name cannot be changed after the first write to the stream."))
				case d == nil:
					Throw(Cryptographic("Hash algorithm name '" + name + "' is unknown."))
				}
				h.digest = d
				return Void{}
			})),
		Row("static HMAC Create()", "HMAC with SHA-1.", F0(func() *HashAlgorithm { return digestOf("SHA1").keyed(nil) }), `HMAC.Create().HashName // "SHA1"`),
		Row("static HMAC Create(string algorithmName)", "An HMAC by name, or null.", F1(hmacNamed), `HMAC.Create("HMACSHA256").HashName // "SHA256"`),
	)
	for _, d := range digests {
		d.define()
	}
}

func (d *digest) define() {
	const abc = `Encoding.ASCII.GetBytes("abc")`
	hashed := func(expr string) string {
		return "Convert.ToBase64String(" + expr + ".ComputeHash(" + abc + ")) // \"" + d.sample + "\""
	}
	d.base.Define(
		Row("static "+d.name+" Create()", "The hash function.", F0(d.plain), hashed(d.name+".Create()")),
		Row("static "+d.name+" Create(string hashName)", "The hash function by name, or null.", F1(func(name string) *HashAlgorithm {
			if h := hashNamed(name); h != nil && h.digest == d && !h.keyed {
				return h
			}
			return nil
		}), d.name+`.Create("x") == null // true`),
	)
	for _, t := range []*Type{d.class, d.other} {
		if t != nil {
			t.Define(Row("new()", "The hash function.", F0(func() *HashAlgorithm { return &HashAlgorithm{t: t, digest: d} }), hashed("new "+t.Simple+"()")))
		}
	}
	d.hmac.Define(
		Row("new()", "With a random key.", F0(func() *HashAlgorithm { return d.keyed(nil) }), fmt.Sprintf("new %s().Key.Length // %d", d.hmac.Simple, d.block)),
		Row("new(byte[] key)", "With a key.", F1(func(key Opt[*Array]) *HashAlgorithm {
			if !key.Valid {
				Throw(NullReference())
			}
			return d.keyed(key.Value.Bytes())
		}), fmt.Sprintf("new %s(new byte[] {1}).HashSize // %d", d.hmac.Simple, d.bits), "new "+d.hmac.Simple+"((byte[])null) // throws NullReferenceException"),
	)
	if d.block == 128 {
		d.hmac.Define(Row("bool ProduceLegacyHmacValues { get; set; }", "Whether blocks are 64 bytes, as in .NET Framework 2.0, in place of 128.", F1(func(h *HashAlgorithm) bool { return h.short }), "new "+d.hmac.Simple+"().ProduceLegacyHmacValues // false").
			Set(F2(func(h *HashAlgorithm, on bool) Void { h.short = on; return Void{} })))
	}
	if d.name == "SHA1" {
		d.hmac.Define(Row("new(byte[] key, bool useManagedSha1)", "With a key.", F2(func(key []byte, _ bool) *HashAlgorithm { return d.keyed(key) }), `new HMACSHA1(new byte[] {1}, true).HashSize // 160`))
	}
}

func (d *digest) plain() *HashAlgorithm { return &HashAlgorithm{t: d.class, digest: d} }

// keyed is the HMAC under a key, nil for a random one.
func (d *digest) keyed(key []byte) *HashAlgorithm {
	if key == nil {
		key = make([]byte, d.block)
		rand.Read(key)
	}
	return &HashAlgorithm{t: d.hmac, digest: d, keyed: true, key: d.fit(key)}
}

// fit is a key as an HMAC keeps it: the hash of one that is longer than a block.
func (d *digest) fit(key []byte) []byte {
	if len(key) > d.block {
		h := d.make()
		h.Write(key)
		return h.Sum(nil)
	}
	return clone(key)
}

// shortBlocks is a hash function that says its blocks are of 64 bytes.
type shortBlocks struct{ hash.Hash }

func (shortBlocks) BlockSize() int { return 64 }

// begin is the hash that is open, or a new one.
func (h *HashAlgorithm) begin() hash.Hash {
	switch h.check(); {
	case h.open != nil:
	case h.keyed && h.short:
		h.open = hmac.New(func() hash.Hash { return shortBlocks{h.digest.make()} }, h.key)
	case h.keyed:
		h.open = hmac.New(h.digest.make, h.key)
	default:
		h.open = h.digest.make()
	}
	return h.open
}

func (h *HashAlgorithm) finish() {
	h.value = h.open.Sum(nil)
	h.open = nil
}

// compute is ComputeHash: data ends what was begun.
func (h *HashAlgorithm) compute(data []byte) []byte {
	h.begin().Write(data)
	h.finish()
	return clone(h.value)
}

func (h *HashAlgorithm) close() Void {
	h.closed, h.open, h.value = true, nil, nil
	return Void{}
}

// check refuses a hash that was disposed of.
func (h *HashAlgorithm) check() {
	if h.closed {
		Throw(NewException(ObjectDisposedExceptionType, defaultMessages[ObjectDisposedExceptionType]))
	}
}

// hashNamed is HashAlgorithm.Create: a name as .NET's CryptoConfig knows it.
func hashNamed(name string) *HashAlgorithm {
	n := strings.ToUpper(strings.TrimPrefix(name, cryptography))
	if strings.HasPrefix(n, "HMAC") {
		return hmacNamed(name)
	}
	for _, suffix := range []string{"MANAGED", "CRYPTOSERVICEPROVIDER", "CNG"} {
		n = strings.TrimSuffix(n, suffix)
	}
	if n == "SHA" || n == "HASHALGORITHM" {
		n = "SHA1"
	}
	if d := digestOf(strings.Replace(n, "SHA-", "SHA", 1)); d != nil {
		return d.plain()
	}
	return nil
}

func hmacNamed(name string) *HashAlgorithm {
	n := strings.TrimPrefix(strings.ToUpper(strings.TrimPrefix(name, cryptography)), "HMAC")
	if n == "" || n == "KEYEDHASHALGORITHM" {
		n = "SHA1"
	}
	if d := digestOf(n); d != nil && !strings.EqualFold(n, name) {
		return d.keyed(nil)
	}
	return nil
}

// segment is count bytes from offset; it throws as ComputeHash does.
func segment(buffer []byte, offset, count int32) []byte {
	return segmentOf(buffer, offset, count, "offset")
}

// inputSegment is segment for members that call the offset otherwise.
func inputSegment(buffer []byte, offset, count int32) []byte {
	return segmentOf(buffer, offset, count, "inputOffset")
}

func segmentOf(buffer []byte, offset, count int32, param string) []byte {
	if offset < 0 {
		Throw(ArgumentOutOfRange(param, needNonNegative))
	}
	if count < 0 || int(count) > len(buffer) {
		Throw(Argument("Value was invalid.", ""))
	}
	if len(buffer)-int(count) < int(offset) {
		Throw(Argument("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.", ""))
	}
	return buffer[offset : offset+count]
}
