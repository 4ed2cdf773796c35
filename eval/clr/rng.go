package clr

import "crypto/rand"

// An RNG is a source of random bytes that nobody can foretell.
type RNG struct{ _ byte }

// The sources of random bytes.
var (
	RandomNumberGeneratorType    = Declare(Decl{Name: cryptography + "RandomNumberGenerator", Interfaces: "IDisposable", Abstract: true, Beyond: true, Doc: "A source of random bytes."})
	RNGCryptoServiceProviderType = Declare(Decl{Name: cryptography + "RNGCryptoServiceProvider", Base: "RandomNumberGenerator", Doc: "The system's source of random bytes."})
)

// CLRType is RNGCryptoServiceProvider.
func (*RNG) CLRType() *Type { return RNGCryptoServiceProviderType }

// fillRandom fills bytes with chance: the evaluation's, where a test has fixed
// it, else the system's. Without zeros when nonZero.
func fillRandom(e *Env, data []byte, nonZero bool) {
	for i := range data {
		for first := true; first || nonZero && data[i] == 0; first = false {
			if e != nil && e.Random != nil {
				data[i] = byte(e.Random.Uint32())
			} else {
				rand.Read(data[i : i+1])
			}
		}
	}
}

func init() {
	fill := func(e *Env, _ *RNG, data []byte) Void {
		fillRandom(e, data, false)
		return Void{}
	}
	RandomNumberGeneratorType.Define(
		Row("static RandomNumberGenerator Create()", "The system's source.", F0(func() *RNG { return new(RNG) }), `RandomNumberGenerator.Create().ToString() // "System.Security.Cryptography.RNGCryptoServiceProvider"`),
		Row("void GetBytes(byte[] data)", "Fills data with random bytes.", F3(fill)),
		Row("void GetBytes(byte[] data, int offset, int count)", "Fills count bytes from offset.", F5(func(e *Env, _ *RNG, data []byte, offset, count int32) Void {
			fillRandom(e, segment(data, offset, count), false)
			return Void{}
		})),
		Row("void GetNonZeroBytes(byte[] data)", "Fills data with random bytes that are not 0.", F3(func(e *Env, _ *RNG, data []byte) Void {
			fillRandom(e, data, true)
			return Void{}
		})),
		Row("void Dispose()", "Does nothing.", F1(func(*RNG) Void { return Void{} })),
	)
	RNGCryptoServiceProviderType.Define(
		Row("new()", "The system's source.", F0(func() *RNG { return new(RNG) }), `new RNGCryptoServiceProvider().ToString() // "System.Security.Cryptography.RNGCryptoServiceProvider"`),
		Row("void GetBytes(byte[] data)", "Fills data with random bytes.", F3(fill)),
		Row("void GetNonZeroBytes(byte[] data)", "Fills data with random bytes that are not 0.", F3(func(e *Env, _ *RNG, data []byte) Void {
			fillRandom(e, data, true)
			return Void{}
		})),
	)
}
