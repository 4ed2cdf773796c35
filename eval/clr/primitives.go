package clr

import (
	"math"
	"strconv"
	"strings"
)

// The types that C# has words and literals for. Their members are defined in
// the file of each.
var (
	Boolean  = Declare(Decl{Name: "System.Boolean", Keyword: "bool", Kind: Struct, Interfaces: "IComparable, IComparable<bool>, IEquatable<bool>", Doc: "True or false."})
	CharType = Declare(Decl{Name: "System.Char", Keyword: "char", Kind: Struct, Interfaces: "IComparable, IComparable<char>, IEquatable<char>", Doc: "One UTF-16 code unit."})
	String   = Declare(Decl{Name: "System.String", Keyword: "string", Interfaces: "IComparable, IComparable<string>, IEquatable<string>, IEnumerable<char>", Doc: "Text as a sequence of UTF-16 code units."})
	SByte    = number("SByte", "sbyte", "Whole number of 8 bits, signed.")
	Byte     = number("Byte", "byte", "Whole number of 8 bits.")
	Int16    = number("Int16", "short", "Whole number of 16 bits, signed.")
	UInt16   = number("UInt16", "ushort", "Whole number of 16 bits.")
	Int32    = number("Int32", "int", "Whole number of 32 bits, signed.")
	UInt32   = number("UInt32", "uint", "Whole number of 32 bits.")
	Int64    = number("Int64", "long", "Whole number of 64 bits, signed.")
	UInt64   = number("UInt64", "ulong", "Whole number of 64 bits.")
	Single   = number("Single", "float", "Binary floating point number of 32 bits.")
	Double   = number("Double", "double", "Binary floating point number of 64 bits.")
)

func number(name, keyword, doc string) *Type {
	return Declare(Decl{Name: "System." + name, Keyword: keyword, Kind: Struct, Doc: doc,
		Interfaces: "IComparable, IComparable<" + keyword + ">, IEquatable<" + keyword + ">, IFormattable"})
}

// doubleText is double.ToString(): .NET Framework's 15 digits.
func doubleText(f float64) string { return generalText(f, 64, 15) }

// singleText is float.ToString(): .NET Framework's 7 digits.
func singleText(f float32) string { return generalText(float64(f), 32, 7) }

func generalText(f float64, bits, digits int) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0:
		return "0"
	}
	mantissa, exp, _ := strings.Cut(strconv.FormatFloat(f, 'e', digits-1, bits), "e")
	n, _ := strconv.Atoi(exp)
	if n >= digits || n < -4 {
		if strings.Contains(mantissa, ".") {
			mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
		}
		sign := "+"
		if n < 0 {
			sign, n = "-", -n
		}
		if n < 10 {
			sign += "0"
		}
		return mantissa + "E" + sign + strconv.Itoa(n)
	}
	text := strconv.FormatFloat(f, 'f', max(0, digits-1-n), bits)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}
