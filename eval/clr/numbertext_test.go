package clr

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		v            any
		format, want string
	}{
		{1234567.891, "N0", "1,234,568"}, {-1234.5, "N2", "-1,234.50"}, {1.005, "0.00", "1.01"}, {2.25, "F1", "2.3"}, {0.5, "F0", "1"}, {-0.001, "F2", "0.00"},
		{1e20, "F0", "100000000000000000000"}, {12345.678, "e2", "1.23e+004"}, {0.1234, "P1", "12.3 %"}, {1234.5, "C", "¤1,234.50"}, {-5.5, "C", "(¤5.50)"},
		{0.30000000000000004, "G17", "0.30000000000000004"}, {0.30000000000000004, "R", "0.30000000000000004"}, {0.1, "R", "0.1"}, {float32(0.1), "R", "0.1"}, {float32(0.1), "G9", "0.100000001"},
		{math.NaN(), "0.00", "NaN"}, {math.Inf(-1), "N", "-Infinity"}, {1.0, "E20", "1.00000000000000000000E+000"}, {123456789012345.5, "", "123456789012346"},
		{int32(42), "D5", "00042"}, {int32(-1), "X", "FFFFFFFF"}, {int16(-1), "x", "ffff"}, {int32(100), "G2", "1E+02"}, {int32(5), "D100", "D105"}, {uint8(7), "X2", "07"},
		{int32(1234567890), "#,##0,,", "1,235"}, {int32(1234), "(000) 00-00", "(000) 12-34"}, {int32(86000), "0.###E+0", "8.6E+4"}, {int32(0), "0;(0);zero", "zero"},
		{int32(-5), "+0;-0;zero", "-5"}, {0.5, "#.##", ".5"}, {0.1234, "#0.##%", "12.34%"}, {-1.2, "000.0", "-001.2"}, {1.5, "0.0e0", "1.5e0"}, {int32(42), `"v"0\x`, "v42x"},
		{0.5, "0‰", "500‰"}, {int32(1234567), "0,.0", "1234.6"}, {-0.4, "#", ""},
		{Decimal{lo: 110, scale: 2}, "G", "1.10"}, {Decimal{lo: 250, scale: 2}, "F0", "3"}, {Decimal{lo: 110, scale: 2}, "0.###", "1.1"}, {Decimal{scale: 2}, "", "0.00"},
	} {
		if got := FormatNumber(c.v, c.format, Invariant.Number); got != c.want {
			t.Errorf("FormatNumber(%v, %q) = %q, want %q", c.v, c.format, got, c.want)
		}
	}
	for _, c := range []struct {
		v      any
		format string
	}{{1.5, "X"}, {1.5, "D"}, {int32(5), "R"}, {int32(5), "Q"}, {Decimal{lo: 5}, "R"}} {
		if e := caught(func() { FormatNumber(c.v, c.format, Invariant.Number) }); e == nil || e.T != FormatExceptionType {
			t.Errorf("FormatNumber(%v, %q) throws %v", c.v, c.format, e)
		}
	}
}

// TestFixedFormatLaw holds F, N and 0.00 of whole numbers and decimals against
// exact rounding, half away from zero.
func TestFixedFormatLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDecimal(t, "d")
		places := rapid.IntRange(0, 12).Draw(t, "places")
		got := FormatNumber(d, "F"+strconv.Itoa(places), Invariant.Number)
		want := d.rat().FloatString(places) // rounds half away from zero
		if strings.Trim(want, "-0.") == "" {
			want = strings.TrimPrefix(want, "-")
		}
		if got != want {
			t.Fatalf("%s in F%d is %s, want %s", d.ToString(), places, got, want)
		}
		if grouped := FormatNumber(d, "N"+strconv.Itoa(places), Invariant.Number); strings.ReplaceAll(grouped, ",", "") != got {
			t.Fatalf("%s in N%d is %s", d.ToString(), places, grouped)
		}
	})
}

// TestRoundTripLaw: R reads back as the same number.
func TestRoundTripLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64().Draw(t, "f")
		text := FormatNumber(f, "R", Invariant.Number)
		if back, e := parseFloat(Double, text, 64, styleFloat, Invariant.Number); e != nil || back != f {
			t.Fatalf("%v prints as %s and reads back as %v, %v", f, text, back, e)
		}
	})
}

func TestParseNumbers(t *testing.T) {
	for _, c := range []struct {
		text  string
		style int64
		want  string // of a decimal; "" when it is no number
	}{
		{" 42 ", styleInteger, "42"}, {"4 2", styleAny, ""}, {"1,234.50", styleNumber, "1234.50"}, {"1,,2", styleNumber, "12"}, {",1", styleNumber, ""}, {"-5", styleNumber, "-5"},
		{"5-", styleNumber, "-5"}, {"- 5", styleNumber, ""}, {"(5)", styleCurrency, "-5"}, {"(5", styleCurrency, ""}, {"¤5", styleCurrency, "5"}, {"1e3", styleFloat, "1000"},
		{"1e", styleFloat, ""}, {"1e-2", styleFloat, "0.01"}, {"5.", styleFloat, "5"}, {".5", styleFloat, "0.5"}, {".", styleFloat, ""}, {"", styleAny, ""}, {"1\x00\x00", styleInteger, "1"},
		{"0.000", styleNumber, "0.000"}, {"-0", styleNumber, "0"}, {"+7", 0, ""},
	} {
		n, ok := parseNumber(c.text, c.style, Invariant.Number, true)
		got := ""
		if ok {
			d, _ := decimalOfDigits(n.neg, string(n.digits), n.point)
			got = d.ToString()
		}
		if got != c.want {
			t.Errorf("parseNumber(%q, %d) = %q, want %q", c.text, c.style, got, c.want)
		}
	}
}

// TestParseIntegerLaw: every whole number reads back from its text, and those
// out of range overflow.
func TestParseIntegerLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "n") >> rapid.IntRange(0, 63).Draw(t, "shift")
		text := strconv.FormatInt(n, 10)
		if v, e := parseInteger[int64](Int64, text, styleInteger, Invariant.Number); e != nil || v != n {
			t.Fatalf("long.Parse(%s) = %d, %v", text, v, e)
		}
		v, e := parseInteger[int16](Int16, text, styleInteger, Invariant.Number)
		if fits := n == int64(int16(n)); fits != (e == nil) || fits && int64(v) != n {
			t.Fatalf("short.Parse(%s) = %d, %v", text, v, e)
		}
		hex := strconv.FormatUint(uint64(n), 16)
		if v, e := parseInteger[int64](Int64, hex, styleHexNumber, Invariant.Number); e != nil || v != n {
			t.Fatalf("long.Parse(%s, HexNumber) = %d, %v", hex, v, e)
		}
		huge := new(big.Int).Add(big.NewInt(n), new(big.Int).Lsh(big.NewInt(1), 65)).String()
		if _, e := parseInteger[uint64](UInt64, huge, styleInteger, Invariant.Number); e == nil || e.T != OverflowExceptionType {
			t.Fatalf("ulong.Parse(%s) throws %v", huge, e)
		}
	})
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"1,234.50", "(¤5.00)", "-1e+10", " .5 ", "FFFF", "1e99999", "0x1", "\xff"} {
		f.Add(s, int64(styleAny))
	}
	f.Fuzz(func(t *testing.T, s string, style int64) {
		style &= styleAny
		n, ok := parseNumber(s, style, Invariant.Number, true)
		if !ok {
			return
		}
		if d, ok := decimalOfDigits(n.neg, string(n.digits), n.point); ok {
			if back, e := parseDecimalText(d.ToString(), styleNumber, Invariant.Number); e != nil || back != d {
				t.Errorf("%q reads as %s and then as %s, %v", s, d.ToString(), back.ToString(), e)
			}
		}
		_, _ = parseFloat(Double, s, 64, style, Invariant.Number)
	})
}

func FuzzFormatNumber(f *testing.F) {
	for _, s := range []string{"N2", "#,##0.00;(0)", "0.0E+000", `"x"0\`, "0,,.%‰", ";;", "D99", "'"} {
		f.Add(s, 1234.5, int32(-42))
	}
	f.Fuzz(func(t *testing.T, format string, v float64, n int32) {
		for _, v := range []any{v, float32(v), n, uint8(n), Decimal{lo: uint64(n), scale: 3}} {
			if e := caught(func() { FormatNumber(v, format, Invariant.Number) }); e != nil && e.T != FormatExceptionType {
				t.Errorf("FormatNumber(%v, %q) throws %v", v, format, e)
			}
		}
	})
}

func FuzzFormatComposite(f *testing.F) {
	for _, s := range []string{"{0,5:N2}|{1}", "{{{0}}}", "{0:{{}", "{999999999}", "{0,-1000001}", "}", "{"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, format string) {
		env := &Env{Limits: Limits{Bytes: 4 << 20}}
		defer func() {
			switch r := recover().(type) {
			case nil, *LimitError:
			case *Exception:
				if r.T != FormatExceptionType {
					t.Errorf("Format(%q) throws %v", format, r)
				}
			default:
				panic(r)
			}
		}()
		FormatComposite(env, format, []any{int32(42), "é"})
	})
}
