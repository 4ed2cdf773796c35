package clr

import (
	"hash/maphash"
	"math/big"
	"slices"
)

// A BigInteger is a System.Numerics.BigInteger. Whole numbers in JSON that no
// long holds are read as one.
type BigInteger struct{ n *big.Int }

// BigIntegerType is System.Numerics.BigInteger.
var BigIntegerType = Declare(Decl{Name: "System.Numerics.BigInteger", Kind: Struct, Interfaces: "IComparable, IComparable<BigInteger>, IEquatable<BigInteger>", Beyond: true,
	Doc: "A whole number of any size. Sallyport has it for the sake of JSON, with few of its members."})

// CLRType is System.Numerics.BigInteger.
func (BigInteger) CLRType() *Type { return BigIntegerType }

// ToString is the decimal digits.
func (b BigInteger) ToString() string { return b.n.String() }

// EqualsTo compares the numbers.
func (b BigInteger) EqualsTo(other any) bool {
	o, ok := other.(BigInteger)
	return ok && b.n.Cmp(o.n) == 0
}

// Hash agrees with EqualsTo.
func (b BigInteger) Hash() uint64 { return maphash.Comparable(seed, b.n.String()) }

// CompareTo orders the numbers.
func (b BigInteger) CompareTo(other any) int { return b.n.Cmp(other.(BigInteger).n) }

func init() {
	Zero(BigIntegerType, func(*Type) any { return BigInteger{new(big.Int)} })
	BigIntegerType.Define(
		Row("int CompareTo(BigInteger other)", "-1, 0 or 1 as this is less, equal or greater.", F2(func(b, other BigInteger) int32 { return int32(b.n.Cmp(other.n)) }), `((BigInteger)1).CompareTo(2) // -1`),
		Row("bool Equals(BigInteger other)", "Whether the numbers are equal.", F2(func(b, other BigInteger) bool { return b.n.Cmp(other.n) == 0 }), `((BigInteger)1).Equals(1L) // true`),
		Row("static BigInteger Parse(string value)", "The number of decimal digits. FormatException.", F1(func(s string) BigInteger {
			n, ok := new(big.Int).SetString(trim(s, whiteSpace, true, true), 10)
			if !ok || len(s) > 4096 {
				Throw(Format(""))
			}
			return BigInteger{n}
		}), `BigInteger.Parse("100000000000000000000").ToString() // "100000000000000000000"`, `BigInteger.Parse("x") // throws FormatException`),
		Row("string ToString()", "The decimal digits.", F1(BigInteger.ToString), `((BigInteger)5).ToString() // "5"`),
		Row("static implicit operator BigInteger(long value)", "A long as one.", F1(func(n int64) BigInteger { return BigInteger{big.NewInt(n)} })),
		Row("static explicit operator long(BigInteger value)", "The number, if a long holds it. OverflowException.", F1(func(b BigInteger) int64 {
			if !b.n.IsInt64() {
				Throw(Overflow("Value was either too large or too small for an Int64."))
			}
			return b.n.Int64()
		}), `(long)(BigInteger)5 // 5L`),
		Row("static explicit operator double(BigInteger value)", "The nearest double.", F1(BigInteger.float), `(double)BigInteger.Parse("100000000000000000000") // 1e20`),
		Row("static bool operator ==(BigInteger left, BigInteger right)", "Whether the numbers are equal.", F2(func(a, b BigInteger) bool { return a.n.Cmp(b.n) == 0 })),
		Row("static bool operator !=(BigInteger left, BigInteger right)", "Whether the numbers differ.", F2(func(a, b BigInteger) bool { return a.n.Cmp(b.n) != 0 })),
	)
}

// bytes is the number in two's complement, the low byte first, with the fewest
// bytes that keep its sign.
func (b BigInteger) bytes() []byte {
	n := b.n
	if n.Sign() < 0 {
		n = new(big.Int).Not(n)
	}
	out := n.FillBytes(make([]byte, n.BitLen()/8+1))
	slices.Reverse(out)
	if b.n.Sign() < 0 {
		for i := range out {
			out[i] = ^out[i]
		}
	}
	return out
}

func (b BigInteger) float() float64 {
	f, _ := new(big.Float).SetInt(b.n).Float64()
	return f
}
