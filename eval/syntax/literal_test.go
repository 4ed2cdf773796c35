package syntax

import (
	"math"
	"strings"
	"testing"

	"sallyport/eval/source"
)

func TestLiteralValues(t *testing.T) {
	for _, c := range []struct {
		text string
		kind LiteralKind
		want any
	}{
		{"null", NullLiteral, nil},
		{"true", BoolLiteral, true},
		{"false", BoolLiteral, false},

		{"0", IntLiteral, int32(0)},
		{"2147483647", IntLiteral, int32(math.MaxInt32)},
		{"2147483648", UintLiteral, uint32(1 << 31)},
		{"4294967295", UintLiteral, uint32(math.MaxUint32)},
		{"4294967296", LongLiteral, int64(1 << 32)},
		{"9223372036854775807", LongLiteral, int64(math.MaxInt64)},
		{"9223372036854775808", UlongLiteral, uint64(1 << 63)},
		{"18446744073709551615", UlongLiteral, uint64(math.MaxUint64)},
		{"-2147483648", IntLiteral, int32(math.MinInt32)},
		{"- 2_147_483_648", IntLiteral, int32(math.MinInt32)},
		{"-9223372036854775808", LongLiteral, int64(math.MinInt64)},
		{"-9223372036854775808L", LongLiteral, int64(math.MinInt64)},
		{"1u", UintLiteral, uint32(1)},
		{"4294967296U", UlongLiteral, uint64(1 << 32)},
		{"1l", LongLiteral, int64(1)},
		{"9223372036854775808L", UlongLiteral, uint64(1 << 63)},
		{"1UL", UlongLiteral, uint64(1)},
		{"1lu", UlongLiteral, uint64(1)},
		{"0x7fffffff", IntLiteral, int32(math.MaxInt32)},
		{"0xFFFFFFFF", UintLiteral, uint32(math.MaxUint32)},
		{"0XfL", LongLiteral, int64(15)},
		{"0x1f", IntLiteral, int32(31)},
		{"0b1010_1010", IntLiteral, int32(170)},
		{"0b_1u", UintLiteral, uint32(1)},
		{"1_0__0", IntLiteral, int32(100)},

		{"1.5", DoubleLiteral, 1.5},
		{".5", DoubleLiteral, 0.5},
		{"1e3", DoubleLiteral, 1000.0},
		{"1E-3", DoubleLiteral, 0.001},
		{"1_0.2_5e+1", DoubleLiteral, 102.5},
		{"1d", DoubleLiteral, 1.0},
		{"1e-999", DoubleLiteral, 0.0},
		{"1f", FloatLiteral, float32(1)},
		{"0.1F", FloatLiteral, float32(0.1)},
		{"1m", DecimalLiteral, "1"},
		{"1.50M", DecimalLiteral, "1.50"},
		{"1e-3m", DecimalLiteral, "1e-3"},
		{"79228162514264337593543950335m", DecimalLiteral, "79228162514264337593543950335"},

		{`'a'`, CharLiteral, uint16('a')},
		{`'\n'`, CharLiteral, uint16('\n')},
		{`'\x41'`, CharLiteral, uint16('A')},
		{`'\ud800'`, CharLiteral, uint16(0xd800)},
		{`'é'`, CharLiteral, uint16('é')},
		{`'"'`, CharLiteral, uint16('"')},

		{`""`, StringLiteral, ""},
		{`"a'b"`, StringLiteral, "a'b"},
		{`"\'\"\\\0\a\b\f\n\r\t\v"`, StringLiteral, "'\"\\\x00\a\b\f\n\r\t\v"},
		{`"\x41\x41g\x00e9e"`, StringLiteral, "AAg\u00e9e"},
		{`"\u00e9\U0001F600"`, StringLiteral, "é😀"},
		{`"\ud83d\ude00"`, StringLiteral, "😀"},
		{`"\ud83d"`, StringLiteral, "\xed\xa0\xbd"},
		{`"\ude00\ud83d"`, StringLiteral, "\xed\xb8\x80\xed\xa0\xbd"},
		{"\"\xff\xed\xa0\xbd\"", StringLiteral, "\ufffd\ufffd\ufffd\ufffd"},
		{`@"a\b""c"`, StringLiteral, `a\b"c`},
		{"@\"a\r\nb\"", StringLiteral, "a\r\nb"},
		{`@""`, StringLiteral, ""},
		{`@""""`, StringLiteral, `"`},
	} {
		x, diags := ParseExpr(source.NewText("literal", c.text))
		n, ok := x.(*Literal)
		if !ok || len(diags) > 0 {
			t.Errorf("ParseExpr(%q) = %s, %v, want a literal", c.text, Dump(x), diags)
			continue
		}
		if n.Kind != c.kind || n.Value != c.want {
			t.Errorf("ParseExpr(%q) = %v %#v, want %v %#v", c.text, n.Kind, n.Value, c.kind, c.want)
		}
	}
}

func TestDecimalRange(t *testing.T) {
	for digits, want := range map[string]bool{
		"79228162514264337593543950335":       false,
		"79228162514264337593543950336":       true,
		"79228162514264337593543950335.9":     false,
		"7.9228162514264337593543950335e28":   false,
		"7.9228162514264337593543950336e28":   true,
		"1e28":                                false,
		"1e29":                                true,
		"0.0000000001e38":                     false,
		"0e999":                               false,
		"0e99999999999999999999":              false,
		"1e99999999999999999999":              true,
		"1e-99999999999999999999":             false,
		"100000000000000000000000000000.0":    true,
		"000000000000000000000000000000000.1": false,
	} {
		if got := decimalTooLarge(digits); got != want {
			t.Errorf("decimalTooLarge(%s) = %v, want %v", digits, got, want)
		}
	}
}

func TestSingleQuotedStringSuggestsDoubleQuotes(t *testing.T) {
	_, diags := Parse(source.NewText("literal", `@('it\'s "x"')`))
	if want := `"it\'s \"x\""`; len(diags) != 1 || diags[0].Suggest != want {
		t.Errorf("Parse suggests %v, want %s", diags, want)
	}
}

// However many faults a text has, the list of complaints stays readable.
func TestComplaintsAreLimited(t *testing.T) {
	_, diags := Parse(source.NewText("literal", "@{ "+strings.Repeat("'ab'; ", 1000)+"}"))
	if len(diags) != maxFaults {
		t.Errorf("%d complaints, want %d", len(diags), maxFaults)
	}
}
