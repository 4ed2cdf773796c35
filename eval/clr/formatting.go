package clr

// Formatting is Newtonsoft.Json.Formatting.
var Formatting = Declare(Decl{Name: "Newtonsoft.Json.Formatting", Kind: EnumKind, Doc: "How JSON is laid out.", Values: []EnumValue{
	{Name: "None", Value: 0, Doc: "On one line, without spaces."},
	{Name: "Indented", Value: 1, Doc: "A line for each value, two spaces for each level."},
}})

// indented reports whether a value of Formatting asks for lines.
func indented(formatting Enum) bool { return formatting.V == 1 }
