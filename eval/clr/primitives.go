package clr

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
func doubleText(f float64) string { return formatFloat(f, 64, 'G', -1, "", Invariant.Number) }

// singleText is float.ToString(): .NET Framework's 7 digits.
func singleText(f float32) string { return formatFloat(float64(f), 32, 'G', -1, "", Invariant.Number) }
