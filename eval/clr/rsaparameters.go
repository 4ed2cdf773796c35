package clr

import (
	"crypto/rsa"
	"math/big"
)

// RSAParameters is a System.Security.Cryptography.RSAParameters: the numbers of
// an RSA key, unsigned and big-endian. The private ones are null in a public key.
type RSAParameters struct {
	numbers [8]*Array // in the order of rsaFields
}

// rsaFields are the fields of RSAParameters, in the order of RSAKeyValue.
var rsaFields = [8]string{"Modulus", "Exponent", "P", "Q", "DP", "DQ", "InverseQ", "D"}

const (
	rsaModulus = iota
	rsaExponent
	rsaP
	rsaQ
	rsaDP
	rsaDQ
	rsaInverseQ
	rsaD
)

// RSAParametersType is System.Security.Cryptography.RSAParameters.
var RSAParametersType = Declare(Decl{Name: cryptography + "RSAParameters", Kind: Struct, Beyond: true, Doc: "The numbers of an RSA key, big-endian."})

// CLRType is System.Security.Cryptography.RSAParameters.
func (*RSAParameters) CLRType() *Type { return RSAParametersType }

// Copy is a copy: the fields of a variable can be assigned to.
func (p *RSAParameters) Copy() any { c := *p; return &c }

// parameters are the numbers of a key, each as long as .NET makes it: those of
// the private half fill the modulus or half of it.
func (r *RSA) parameters(private bool) *RSAParameters {
	p := new(RSAParameters)
	size := (r.public.N.BitLen() + 7) / 8
	set := func(field int, n *big.Int, size int) {
		p.numbers[field] = NewBytes(n.FillBytes(make([]byte, max(size, (n.BitLen()+7)/8))))
	}
	set(rsaModulus, r.public.N, size)
	set(rsaExponent, big.NewInt(int64(r.public.E)), 0)
	if private {
		k := r.secret()
		half := (size + 1) / 2
		set(rsaP, k.Primes[0], half)
		set(rsaQ, k.Primes[1], half)
		set(rsaDP, k.Precomputed.Dp, half)
		set(rsaDQ, k.Precomputed.Dq, half)
		set(rsaInverseQ, k.Precomputed.Qinv, half)
		set(rsaD, k.D, size)
	}
	return p
}

// take makes the numbers the key; false when they are none.
func (r *RSA) take(p *RSAParameters) bool {
	number := func(field int) *big.Int {
		if p.numbers[field] == nil {
			return new(big.Int)
		}
		return new(big.Int).SetBytes(p.numbers[field].Bytes())
	}
	n, e := number(rsaModulus), number(rsaExponent)
	if n.Sign() == 0 || !e.IsInt64() || e.Int64() < 2 || e.Int64() >= 1<<31 {
		return false
	}
	public := &rsa.PublicKey{N: n, E: int(e.Int64())}
	var private *rsa.PrivateKey
	if p.numbers[rsaD] != nil {
		private = &rsa.PrivateKey{PublicKey: *public, D: number(rsaD), Primes: []*big.Int{number(rsaP), number(rsaQ)}}
		if private.Validate() != nil {
			return false
		}
		private.Precompute()
		public = &private.PublicKey
	}
	r.public, r.private = public, private
	return true
}

func (r *RSA) importParameters(p *RSAParameters) Void {
	if !r.take(p) {
		Throw(Cryptographic("The specified RSA parameters are not valid; both Exponent and Modulus are required fields."))
	}
	return Void{}
}

func init() {
	const key = `RSA.Create(1024)`
	Zero(RSAParametersType, func(*Type) any { return new(RSAParameters) })
	for i, name := range rsaFields {
		doc := "A number of the private key."
		if i <= rsaExponent {
			doc = "A number of the public key."
		}
		RSAParametersType.Define(Row("byte[] "+name+" { get; set; }", doc, F1(func(p *RSAParameters) *Array { return p.numbers[i] }), key+`.ExportParameters(true).`+name+`.Length > 0 // true`).
			Set(F2(func(p *RSAParameters, v Opt[*Array]) Void { p.numbers[i] = v.Value; return Void{} })))
	}
	RSAParametersType.Define(Row("new()", "No numbers.", F0(func() *RSAParameters { return new(RSAParameters) }), `new RSAParameters().D == null // true`))
	RSAType.Define(
		Row("static RSA Create(RSAParameters parameters)", "The key of numbers.", F1(func(p *RSAParameters) *RSA {
			r := new(RSA)
			r.importParameters(p)
			return r
		}), `RSA.Create(`+key+`.ExportParameters(false)).KeySize // 1024`, `RSA.Create(new RSAParameters()) // throws CryptographicException`),
		Row("RSAParameters ExportParameters(bool includePrivateParameters)", "The numbers of the key. CryptographicException for private ones that are not here.", F2((*RSA).parameters), key+`.ExportParameters(false).Modulus.Length // 128`, key+`.ExportParameters(false).D == null // true`),
		Row("void ImportParameters(RSAParameters parameters)", "Takes the key of numbers.", F2((*RSA).importParameters)),
	)
}
