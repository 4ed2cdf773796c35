package clr

import (
	"math"
	"math/rand/v2"
)

// RandomType is System.Random.
var RandomType = Declare(Decl{Name: "System.Random", Doc: "Numbers that look random: with a seed always the same ones. Not for secrets."})

// A Random is a System.Random: Knuth's subtractive generator, whose numbers for
// a seed are .NET Framework's.
type Random struct {
	seeds      [56]int32
	next, prev int
}

// NewRandom makes the generator of a seed.
func NewRandom(seed int32) *Random {
	const start = 161803398
	r := &Random{prev: 21}
	last := int32(math.MaxInt32)
	if seed != math.MinInt32 {
		last = max(seed, -seed)
	}
	last = start - last
	r.seeds[55] = last
	value := int32(1)
	for i := 1; i < 55; i++ {
		at := 21 * i % 55
		r.seeds[at] = value
		value = last - value
		if value < 0 {
			value += math.MaxInt32
		}
		last = r.seeds[at]
	}
	for range 4 {
		for i := 1; i < 56; i++ {
			r.seeds[i] -= r.seeds[1+(i+30)%55]
			if r.seeds[i] < 0 {
				r.seeds[i] += math.MaxInt32
			}
		}
	}
	return r
}

// CLRType is System.Random.
func (*Random) CLRType() *Type { return RandomType }

// sample is the next number from 0 to below int.MaxValue.
func (r *Random) sample() int32 {
	r.next = r.next%55 + 1
	r.prev = r.prev%55 + 1
	n := r.seeds[r.next] - r.seeds[r.prev]
	if n == math.MaxInt32 {
		n--
	}
	if n < 0 {
		n += math.MaxInt32
	}
	r.seeds[r.next] = n
	return n
}

// fraction is the next number from 0 to below 1.
func (r *Random) fraction() float64 { return float64(r.sample()) * (1.0 / math.MaxInt32) }

// between is the next number from low to below high.
func (r *Random) between(low, high int32) int32 {
	span := int64(high) - int64(low)
	if span <= math.MaxInt32 {
		return int32(r.fraction()*float64(span)) + low
	}
	n := r.sample()
	if r.sample()%2 == 0 {
		n = -n
	}
	wide := (float64(n) + math.MaxInt32 - 1) / (2*float64(math.MaxInt32) - 1)
	return int32(int64(wide*float64(span)) + int64(low))
}

func init() {
	RandomType.Define(
		Row("new()", "Numbers that differ each time.", F1(func(env *Env) *Random {
			if env == nil || env.Random == nil {
				return NewRandom(rand.Int32())
			}
			return NewRandom(env.Random.Int32())
		}), `new Random().Next(1) // 0`),
		Row("new(int Seed)", "The numbers of a seed.", F1(NewRandom), `new Random(42).Next() // 1434747710`),
		Row("int Next()", "From 0 to below int.MaxValue.", F1((*Random).sample), `new Random(42).Next() // 1434747710`),
		Row("int Next(int maxValue)", "From 0 to below maxValue.", F2(func(r *Random, high int32) int32 {
			if high < 0 {
				Throw(ArgumentOutOfRange("maxValue", "'maxValue' must be greater than zero."))
			}
			return r.between(0, high)
		}), `new Random(42).Next(100) // 66`, `new Random().Next(-1) // throws ArgumentOutOfRangeException`),
		Row("int Next(int minValue, int maxValue)", "From minValue to below maxValue.", F3(func(r *Random, low, high int32) int32 {
			if low > high {
				Throw(ArgumentOutOfRange("minValue", "'minValue' cannot be greater than maxValue."))
			}
			return r.between(low, high)
		}), `new Random(42).Next(1, 100) // 67`, `new Random().Next(2, 1) // throws ArgumentOutOfRangeException`),
		Row("void NextBytes(byte[] buffer)", "Fills an array.", F2(func(r *Random, buffer []byte) Void {
			for i := range buffer {
				buffer[i] = byte(r.sample() % 256)
			}
			return Void{}
		})),
		Row("double NextDouble()", "From 0 to below 1.", F1((*Random).fraction), `new Random(42).NextDouble().ToString("F6") // "0.668106"`),
	)
}
