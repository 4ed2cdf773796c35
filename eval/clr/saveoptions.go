package clr

// How XML is written and read.
var (
	SaveOptions = Declare(Decl{Name: "System.Xml.Linq.SaveOptions", Kind: EnumKind, Flags: true, Beyond: true, Doc: "How XML is written.", Values: []EnumValue{
		{"None", 0, "Indented."}, {"DisableFormatting", saveUnformatted, "As it is."}, {"OmitDuplicateNamespaces", saveOmitDuplicates, "Without declarations that change nothing."}}})
	LoadOptions = Declare(Decl{Name: "System.Xml.Linq.LoadOptions", Kind: EnumKind, Flags: true, Beyond: true, Doc: "How XML is read.", Values: []EnumValue{
		{"None", 0, "Without white space between elements."}, {"PreserveWhitespace", loadWhitespace, "With all white space."}, {"SetBaseUri", 2, "Does nothing: XML comes from no URI."}, {"SetLineInfo", 4, "Does nothing: lines are not kept."}}})
)

// The values of SaveOptions and LoadOptions.
const (
	saveUnformatted    = 1
	saveOmitDuplicates = 2
	loadWhitespace     = 1
)
