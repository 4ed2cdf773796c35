package clr

// XmlNodeType is System.Xml.XmlNodeType.
var XmlNodeType = Declare(Decl{Name: "System.Xml.XmlNodeType", Kind: EnumKind, Doc: "What sort of node or attribute something in XML is.", Values: []EnumValue{
	{Name: "None", Value: noNode}, {Name: "Element", Value: elementNode, Doc: "<a>"}, {Name: "Attribute", Value: attributeNode, Doc: `a="1"`}, {Name: "Text", Value: textNode, Doc: "Text."},
	{Name: "CDATA", Value: cdataNode, Doc: "<![CDATA[text]]>"}, {Name: "EntityReference", Value: entityReferenceNode, Doc: "&name;"}, {Name: "Entity", Value: entityNode},
	{Name: "ProcessingInstruction", Value: instructionNode, Doc: "<?target data?>"}, {Name: "Comment", Value: commentNode, Doc: "<!--text-->"}, {Name: "Document", Value: documentNode, Doc: "The document."},
	{Name: "DocumentType", Value: doctypeNode, Doc: "<!DOCTYPE a>"}, {Name: "DocumentFragment", Value: 11}, {Name: "Notation", Value: 12},
	{Name: "Whitespace", Value: whitespaceNode, Doc: "White space that does not matter."}, {Name: "SignificantWhitespace", Value: 14}, {Name: "EndElement", Value: endElementNode, Doc: "</a>"},
	{Name: "EndEntity", Value: 16}, {Name: "XmlDeclaration", Value: declarationNode, Doc: "<?xml version='1.0'?>"},
}})

// The values of XmlNodeType.
const (
	noNode              = 0
	elementNode         = 1
	attributeNode       = 2
	textNode            = 3
	cdataNode           = 4
	entityReferenceNode = 5
	entityNode          = 6
	instructionNode     = 7
	commentNode         = 8
	documentNode        = 9
	doctypeNode         = 10
	whitespaceNode      = 13
	endElementNode      = 15
	declarationNode     = 17
)
