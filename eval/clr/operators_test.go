package clr

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// TestIntegerOperatorLaws holds whole number arithmetic against unbounded
// numbers: unchecked keeps the low bits, checked throws when they differ.
func TestIntegerOperatorLaws(t *testing.T) {
	t.Run("int", func(t *testing.T) { testIntegers[int32](t, Int32, 32) })
	t.Run("uint", func(t *testing.T) { testIntegers[uint32](t, UInt32, 32) })
	t.Run("long", func(t *testing.T) { testIntegers[int64](t, Int64, 64) })
	t.Run("ulong", func(t *testing.T) { testIntegers[uint64](t, UInt64, 64) })
}

func bigOf[T integer](n T) *big.Int {
	if signed[T]() {
		return big.NewInt(int64(n))
	}
	return new(big.Int).SetUint64(uint64(n))
}

func testIntegers[T integer](t *testing.T, typ *Type, size uint) {
	exact := map[string]func(z, a, b *big.Int) *big.Int{"+": (*big.Int).Add, "-": (*big.Int).Sub, "*": (*big.Int).Mul, "/": (*big.Int).Quo, "%": (*big.Int).Rem,
		"&": (*big.Int).And, "|": (*big.Int).Or, "^": (*big.Int).Xor}
	modulus := new(big.Int).Lsh(big.NewInt(1), size)
	edges := []T{0, 1, 2, 3, ^T(0), ^T(0) - 1, 1 << (size - 1), 1<<(size-1) - 1, 1<<(size-1) + 1}
	draw := rapid.OneOf(rapid.SampledFrom(edges), rapid.Map(rapid.Uint64(), func(n uint64) T { return T(n) }), rapid.Map(rapid.Uint16(), func(n uint16) T { return T(n) }))
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw.Draw(t, "a"), draw.Draw(t, "b")
		op := rapid.SampledFrom([]string{"+", "-", "*", "/", "%", "&", "|", "^"}).Draw(t, "op")
		checked := rapid.Bool().Draw(t, "checked")
		var got any
		e := caught(func() { got = BinaryOp(op, typ, checked)(a, b) })
		if b == 0 && (op == "/" || op == "%") {
			if e == nil || e.T != DivideByZeroExceptionType {
				t.Fatalf("%v %s 0 throws %v", a, op, e)
			}
			return
		}
		want := exact[op](new(big.Int), bigOf(a), bigOf(b))
		low := new(big.Int).Mod(want, modulus)
		fits := bigOf(T(low.Uint64())).Cmp(want) == 0
		if op == "%" { // MinValue % -1 throws although its result would fit
			fits = !signed[T]() || b != ^T(0) || a == 0 || a != -a
		}
		switch {
		case !fits && (checked || op == "/" || op == "%"):
			if e == nil || e.T != OverflowExceptionType {
				t.Fatalf("%v %s %v throws %v", a, op, b, e)
			}
		case e != nil:
			t.Fatalf("%v %s %v throws %v", a, op, b, e)
		case got != any(T(low.Uint64())):
			t.Fatalf("%v %s %v = %v, want %v", a, op, b, got, want)
		}
	})
}

func TestShiftsMaskTheirCount(t *testing.T) {
	for _, c := range []struct {
		op   string
		t    *Type
		a, b any
		want any
	}{
		{"<<", Int32, int32(1), int32(33), int32(2)}, {"<<", Int64, int64(1), int32(33), int64(1 << 33)}, {">>", Int32, int32(-8), int32(1), int32(-4)},
		{">>", UInt32, uint32(0x80000000), int32(31), uint32(1)}, {"<<", Int32, int32(1), int32(-1), int32(math.MinInt32)}, {">>", UInt64, uint64(8), int32(65), uint64(4)},
	} {
		if got := ShiftOp(c.op, c.t)(c.a, c.b); got != c.want {
			t.Errorf("%v %s %v = %v, want %v", c.a, c.op, c.b, got, c.want)
		}
	}
}

func TestComparisonsOfNaN(t *testing.T) {
	nan := math.NaN()
	for op, want := range map[string]bool{"<": false, ">": false, "<=": false, ">=": false, "==": false, "!=": true} {
		if got := CompareOp(op, Double)(nan, nan); got != want {
			t.Errorf("NaN %s NaN = %v", op, got)
		}
		if got := CompareOp(op, Double)(nan, 1.0); got != want {
			t.Errorf("NaN %s 1 = %v", op, got)
		}
	}
	if !CompareOp("==", DecimalType)(dec(t, "1.0"), dec(t, "1.00")) || CompareOp("!=", String)("a", nil) == false || !CompareOp("==", String)(nil, nil) {
		t.Error("== of decimal or string")
	}
}

func TestLiftedOperators(t *testing.T) {
	and, or, xor := LiftedBool("&"), LiftedBool("|"), LiftedBool("^")
	for _, c := range []struct{ a, b, and, or, xor any }{
		{true, true, true, true, false}, {true, false, false, true, true}, {true, nil, nil, true, nil},
		{false, false, false, false, false}, {false, nil, false, nil, nil}, {nil, nil, nil, nil, nil},
	} {
		for _, swap := range []bool{false, true} {
			a, b := c.a, c.b
			if swap {
				a, b = b, a
			}
			if and(a, b) != c.and || or(a, b) != c.or || xor(a, b) != c.xor {
				t.Errorf("%v, %v: & %v, | %v, ^ %v", a, b, and(a, b), or(a, b), xor(a, b))
			}
		}
	}
	add := Lifted(BinaryOp("+", Int32, false))
	if add(int32(1), nil) != nil || add(int32(1), int32(2)) != any(int32(3)) {
		t.Error("lifted +")
	}
	for op, want := range map[string][2]bool{"==": {true, false}, "!=": {false, true}, "<": {false, false}, ">=": {false, false}} {
		f := LiftedCompare(op, CompareOp(op, Int32))
		if f(nil, nil) != want[0] || f(int32(1), nil) != want[1] {
			t.Errorf("lifted %s of null", op)
		}
	}
}

func TestNumericConversions(t *testing.T) {
	for _, c := range []struct {
		from, to  *Type
		v         any
		want      any // unchecked
		overflows bool
	}{
		{Int32, Byte, int32(-1), uint8(255), true},
		{Int32, CharType, int32(66), Char('B'), false},
		{CharType, Int32, Char('a'), int32(97), false},
		{Int32, UInt64, int32(-1), uint64(math.MaxUint64), true},
		{UInt64, Int64, uint64(1 << 63), int64(math.MinInt64), true},
		{Double, Int32, 3.99, int32(3), false},
		{Double, Int32, -3.99, int32(-3), false},
		{Double, Int32, 1e20, int32(math.MinInt32), true},
		{Double, Int32, math.NaN(), int32(math.MinInt32), true},
		{Double, Byte, 300.7, uint8(44), true},
		{Double, Byte, -0.9, uint8(0), false},
		{Double, UInt32, 4294967295.5, uint32(math.MaxUint32), false},
		{Double, Int64, 1e30, int64(math.MinInt64), true},
		{Double, Int64, float64(1 << 63), int64(math.MinInt64), true},
		{Double, UInt64, 1.8e19, uint64(18000000000000000000), false},
		{Double, UInt64, float64(1 << 63), uint64(1 << 63), false},
		{Double, Single, 0.1, float32(0.1), false},
		{Int32, DecimalType, int32(-5), DecimalOf(-5), false},
		{DecimalType, Int32, dec(t, "-7.9"), int32(-7), false},
		{DecimalType, Double, dec(t, "1.1"), 1.1, false},
		{DecimalType, CharType, dec(t, "65"), Char('A'), false},
		{Single, DecimalType, float32(0.1), dec(t, "0.1"), false},
		{UInt64, DecimalType, uint64(math.MaxUint64), dec(t, "18446744073709551615"), false},
		{UInt64, Double, uint64(math.MaxUint64), float64(1 << 64), false},
	} {
		if got := NumericConversion(c.from, c.to, false)(c.v); got != c.want {
			t.Errorf("(%s)%v = %v, want %v", c.to, c.v, got, c.want)
		}
		e := caught(func() { NumericConversion(c.from, c.to, true)(c.v) })
		if (e != nil && e.T == OverflowExceptionType) != c.overflows {
			t.Errorf("checked((%s)%v) throws %v", c.to, c.v, e)
		}
	}
	if e := caught(func() { NumericConversion(DecimalType, Int32, false)(dec(t, "1e20")) }); e == nil || e.Message != "Value was either too large or too small for an Int32." {
		t.Errorf("(int)1e20m throws %v", e)
	}
	all := []*Type{SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Single, Double, DecimalType, CharType}
	for _, from := range all {
		for _, to := range all {
			v := NumericConversion(Int32, from, false)(int32(7))
			if got := TypeOf(NumericConversion(from, to, true)(v)); got != to {
				t.Errorf("(%s)%s is %s", to, from, got)
			}
		}
	}
}

func TestIncDec(t *testing.T) {
	for _, c := range []struct {
		op      string
		t       *Type
		v, want any
	}{
		{"++", Byte, uint8(255), uint8(0)}, {"--", UInt32, uint32(0), uint32(math.MaxUint32)}, {"++", CharType, Char('a'), Char('b')},
		{"++", DecimalType, dec(t, "1.50"), dec(t, "2.50")}, {"--", Double, 1.5, 0.5}, {"++", Single, float32(1), float32(2)},
	} {
		if got := IncDec(c.op, c.t, false)(c.v); got != c.want {
			t.Errorf("%v%s = %v, want %v", c.v, c.op, got, c.want)
		}
	}
	if e := caught(func() { IncDec("++", Byte, true)(uint8(255)) }); e == nil || e.T != OverflowExceptionType {
		t.Errorf("checked ++ throws %v", e)
	}
}

func TestOperatorsAllocateOnlyTheirResult(t *testing.T) {
	add, less := BinaryOp("+", Int32, true), CompareOp("<", Double)
	x, y, f, g := any(int32(1000)), any(int32(2000)), any(1.5), any(2.5)
	if n := testing.AllocsPerRun(100, func() { add(x, y) }); n > 1 {
		t.Errorf("int + int allocates %v times", n)
	}
	if n := testing.AllocsPerRun(100, func() { less(f, g) }); n > 0 {
		t.Errorf("double < double allocates %v times", n)
	}
}

func BenchmarkOperators(b *testing.B) {
	d, e := any(dec(b, "1234.56")), any(dec(b, "3.07"))
	for name, f := range map[string]func(){
		"int+": func() func() {
			f := BinaryOp("+", Int32, false)
			x, y := any(int32(1)), any(int32(2))
			return func() { f(x, y) }
		}(),
		"double<":  func() func() { f := CompareOp("<", Double); x, y := any(1.5), any(2.5); return func() { f(x, y) } }(),
		"decimal*": func() func() { f := BinaryOp("*", DecimalType, false); return func() { f(d, e) } }(),
		"decimal/": func() func() { f := BinaryOp("/", DecimalType, false); return func() { f(d, e) } }(),
		"concat":   func() { ConcatStrings(nil, "hello ", "world") },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
}
