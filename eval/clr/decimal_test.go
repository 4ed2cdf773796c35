package clr

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// dec reads a decimal literal.
func dec(t rapid.TB, text string) Decimal {
	t.Helper()
	neg := text[0] == '-'
	if neg {
		text = text[1:]
	}
	d, ok := ParseDecimal(text)
	if !ok {
		t.Fatalf("ParseDecimal(%q) is too large", text)
	}
	if neg {
		d = d.Neg()
	}
	return d
}

// caught is the exception that f throws, or nil.
func caught(f func()) (e *Exception) {
	defer func() {
		if r := recover(); r != nil {
			e = r.(*Exception)
		}
	}()
	f()
	return nil
}

func TestDecimalArithmetic(t *testing.T) {
	ops := map[string]func(a, b Decimal) Decimal{"+": Decimal.Add, "-": Decimal.Sub, "*": Decimal.Mul, "/": Decimal.Div, "%": Decimal.Rem}
	for _, c := range []struct{ a, op, b, want string }{
		{"2", "/", "3", "0.6666666666666666666666666667"},
		{"1.10", "*", "2", "2.20"},
		{"0.1", "+", "0.2", "0.3"},
		{"1.00", "/", "8", "0.125"},
		{"10.0", "/", "4", "2.5"},
		{"1.00", "/", "1.0", "1.0"},
		{"100", "/", "0.1", "1000"},
		{"5.00", "%", "2", "1.00"},
		{"1.0", "%", "3.00", "1.0"},
		{"-7.5", "%", "2", "-1.5"},
		{"79228162514264337593543950335", "-", "0.4", "79228162514264337593543950335"},
		{"7922816251426433759354395033.5", "+", "0.05", "7922816251426433759354395034"},
		{"0.0000000000000000000000000001", "*", "0.1", "0.0000000000000000000000000000"},
		{"0.0000000000000000000000000001", "*", "0.0000000000000000000000000001", "0"},
		{"1", "-", "1.00", "0.00"},
		{"79228162514264337593543950335", "/", "79228162514264337593543950334", "1"},
		{"1", "/", "79228162514264337593543950335", "0"},
	} {
		if got := ops[c.op](dec(t, c.a), dec(t, c.b)).ToString(); got != c.want {
			t.Errorf("%s %s %s = %s, want %s", c.a, c.op, c.b, got, c.want)
		}
	}
	for _, c := range []struct {
		a, op, b string
		want     *Type
	}{
		{"79228162514264337593543950335", "+", "0.5", OverflowExceptionType},
		{"79228162514264337593543950335", "*", "2", OverflowExceptionType},
		{"79228162514264337593543950335", "/", "0.1", OverflowExceptionType},
		{"1", "/", "0.00", DivideByZeroExceptionType},
		{"1", "%", "0", DivideByZeroExceptionType},
	} {
		e := caught(func() { ops[c.op](dec(t, c.a), dec(t, c.b)) })
		if e == nil || e.T != c.want {
			t.Errorf("%s %s %s throws %v, want %s", c.a, c.op, c.b, e, c.want)
		}
	}
}

func drawDecimal(t *rapid.T, name string) Decimal {
	w := wide{rapid.Uint64().Draw(t, name+" low"), uint64(rapid.Uint32().Draw(t, name+" high"))}
	if rapid.Bool().Draw(t, name+" small") {
		w = wide{w[0] >> rapid.IntRange(0, 63).Draw(t, name+" shift")}
	}
	return makeDecimal(rapid.Bool().Draw(t, name+" negative"), w, rapid.IntRange(0, maxScale).Draw(t, name+" scale"))
}

func (d Decimal) rat() *big.Rat {
	r, _ := new(big.Rat).SetString(d.ToString())
	return r
}

// TestDecimalLaws holds + - * / % against exact rational numbers: a result is
// exact, or off by at most half of its last place and then has as many places
// as fit.
func TestDecimalLaws(t *testing.T) {
	exact := map[string]func(z, a, b *big.Rat) *big.Rat{"+": (*big.Rat).Add, "-": (*big.Rat).Sub, "*": (*big.Rat).Mul, "/": (*big.Rat).Quo}
	ops := map[string]func(a, b Decimal) Decimal{"+": Decimal.Add, "-": Decimal.Sub, "*": Decimal.Mul, "/": Decimal.Div}
	limit := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 96))
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawDecimal(t, "a"), drawDecimal(t, "b")
		op := rapid.SampledFrom([]string{"+", "-", "*", "/"}).Draw(t, "op")
		if op == "/" && b.IsZero() {
			t.Skip("division by zero")
		}
		want := exact[op](new(big.Rat), a.rat(), b.rat())
		var got Decimal
		if e := caught(func() { got = ops[op](a, b) }); e != nil {
			if edge := new(big.Rat).Sub(limit, big.NewRat(1, 1)); new(big.Rat).Abs(want).Cmp(edge) < 0 {
				t.Fatalf("%s %s %s throws %v", a.ToString(), op, b.ToString(), e)
			}
			return
		}
		off := new(big.Rat).Sub(want, got.rat())
		if off.Sign() == 0 {
			return
		}
		unit := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(got.scale)), nil))
		if twice := new(big.Rat).Abs(off); twice.Add(twice, twice).Cmp(unit) > 0 {
			t.Fatalf("%s %s %s = %s is off by more than half a unit", a.ToString(), op, b.ToString(), got.ToString())
		}
		// One more place must not fit, unless zeros at the end were dropped; .NET's
		// zero may have no places at all.
		more := new(big.Rat).Quo(new(big.Rat).Abs(want), unit)
		more.Mul(more, big.NewRat(10, 1))
		if got != (Decimal{}) && got.scale < maxScale && op != "/" && more.Cmp(new(big.Rat).Sub(limit, big.NewRat(10, 1))) < 0 {
			t.Fatalf("%s %s %s = %s has too few places", a.ToString(), op, b.ToString(), got.ToString())
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawDecimal(t, "a"), drawDecimal(t, "b")
		if b.IsZero() {
			t.Skip("division by zero")
		}
		r := a.Rem(b)
		q := new(big.Rat).Quo(new(big.Rat).Sub(a.rat(), r.rat()), b.rat())
		if !q.IsInt() || new(big.Rat).Abs(r.rat()).Cmp(new(big.Rat).Abs(b.rat())) >= 0 || r.Sign()*a.Sign() < 0 {
			t.Fatalf("%s %% %s = %s", a.ToString(), b.ToString(), r.ToString())
		}
		if got, want := a.Cmp(b), a.rat().Cmp(b.rat()); got != want {
			t.Fatalf("Cmp(%s, %s) = %d, want %d", a.ToString(), b.ToString(), got, want)
		}
		if again := dec(t, a.Abs().ToString()); again != a.Abs() {
			t.Fatalf("%s reads back as %s", a.ToString(), again.ToString())
		}
	})
}

func TestDecimalOfFloat(t *testing.T) {
	for _, c := range []struct {
		f      float64
		digits int
		want   string
	}{
		{0.1, 15, "0.1"}, {0.1 + 0.2, 15, "0.3"}, {1.0 / 3, 15, "0.333333333333333"}, {1e28, 15, "10000000000000000000000000000"},
		{123456789012345678, 15, "123456789012346000"}, {-2.5, 15, "-2.5"}, {1e-20, 15, "0.00000000000000000001"}, {1.25e-28, 15, "0.0000000000000000000000000001"},
		{1e-40, 15, "0"}, {float64(float32(0.1)), 7, "0.1"}, {100, 15, "100"}, {999999999999999.9, 15, "1000000000000000"},
	} {
		if got := DecimalOfFloat(c.f, c.digits).ToString(); got != c.want {
			t.Errorf("DecimalOfFloat(%v, %d) = %s, want %s", c.f, c.digits, got, c.want)
		}
	}
	if e := caught(func() { DecimalOfFloat(8e28, 15) }); e == nil || e.T != OverflowExceptionType {
		t.Errorf("DecimalOfFloat(8e28) throws %v", e)
	}
}

func TestDecimalRounding(t *testing.T) {
	for _, c := range []struct {
		text   string
		places int
		mode   rounding
		want   string
	}{
		{"2.5", 0, toEven, "2"}, {"3.5", 0, toEven, "4"}, {"-2.5", 0, toEven, "-2"}, {"2.51", 0, toEven, "3"}, {"2.345", 2, awayFromZero, "2.35"},
		{"2.345", 2, toEven, "2.34"}, {"1.0", 2, toEven, "1.0"}, {"9.99", 0, toZero, "9"}, {"-9.01", 0, toFloor, "-10"}, {"9.01", 0, toCeiling, "10"}, {"-0.4", 0, toEven, "0"},
	} {
		if got := dec(t, c.text).round(c.places, c.mode).ToString(); got != c.want {
			t.Errorf("round(%s, %d, %d) = %s, want %s", c.text, c.places, c.mode, got, c.want)
		}
	}
}
