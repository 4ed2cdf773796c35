package clr

// TypeCodeType is System.TypeCode.
var TypeCodeType = Declare(Decl{Name: "System.TypeCode", Kind: EnumKind, Beyond: true, Doc: "The code of a simple type.", Values: []EnumValue{
	{"Empty", 0, "null."}, {"Object", 1, "Any other type."}, {"DBNull", 2, "A database's null."}, {"Boolean", 3, "bool."}, {"Char", 4, "char."}, {"SByte", 5, "sbyte."}, {"Byte", 6, "byte."},
	{"Int16", 7, "short."}, {"UInt16", 8, "ushort."}, {"Int32", 9, "int."}, {"UInt32", 10, "uint."}, {"Int64", 11, "long."}, {"UInt64", 12, "ulong."}, {"Single", 13, "float."},
	{"Double", 14, "double."}, {"Decimal", 15, "decimal."}, {"DateTime", 16, "DateTime."}, {"String", 18, "string."},
}})

// typeOfCode is the type that a TypeCode stands for, or nil.
func typeOfCode(e Enum) *Type {
	return map[int64]*Type{1: ObjectType, 3: Boolean, 4: CharType, 5: SByte, 6: Byte, 7: Int16, 8: UInt16, 9: Int32, 10: UInt32, 11: Int64, 12: UInt64,
		13: Single, 14: Double, 15: DecimalType, 16: DateTimeType, 18: String}[e.V]
}

// typeCode is the code of a value's type; of an enum that of its numbers.
func typeCode(v any) Enum {
	t := TypeOf(v)
	switch {
	case t == nil:
		return Enum{TypeCodeType, 0}
	case t.Kind == EnumKind:
		t = t.underlying()
	}
	for _, c := range TypeCodeType.Values {
		if c.Value > 1 && typeOfCode(Enum{TypeCodeType, c.Value}) == t {
			return Enum{TypeCodeType, c.Value}
		}
	}
	return Enum{TypeCodeType, 1}
}

func init() {
	const sig, doc = "TypeCode GetTypeCode()", "The type's code."
	String.Define(Row(sig, doc, F1(func(s string) Enum { return typeCode(s) }), `"a".GetTypeCode().ToString() // "String"`))
	CharType.Define(Row(sig, doc, F1(func(c Char) Enum { return typeCode(c) }), `'a'.GetTypeCode().ToString() // "Char"`))
	Boolean.Define(Row(sig, doc, F1(func(b bool) Enum { return typeCode(b) }), `true.GetTypeCode().ToString() // "Boolean"`))
}
