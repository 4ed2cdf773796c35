package clr

// An XObject is a System.Xml.Linq.XObject: a node of a tree, *XNode, or an
// attribute of an element, *XAttribute.
type XObject interface {
	Object
	Stringer
	above() *XNode // the container of a node, the element of an attribute
}

// XObjectType is System.Xml.Linq.XObject.
var XObjectType = Declare(Decl{Name: "System.Xml.Linq.XObject", Abstract: true, Beyond: true, Doc: "A node or attribute of XML."})

// document is the XDocument that an object is in, or nil.
func document(o XObject) *XNode {
	top, _ := o.(*XNode)
	for up := o.above(); up != nil; up = up.parent {
		top = up
	}
	if top == nil || top.kind != documentNode {
		return nil
	}
	return top
}

// parentElement is the element that an object is in, or nil.
func parentElement(o XObject) *XNode {
	if up := o.above(); up != nil && up.kind == elementNode {
		return up
	}
	return nil
}

// nodeType is an object's XmlNodeType.
func nodeType(o XObject) Enum {
	if n, ok := o.(*XNode); ok {
		return Enum{XmlNodeType, int64(n.kind)}
	}
	return Enum{XmlNodeType, attributeNode}
}

func missingParent() *Exception { return InvalidOperation("The parent is missing.") }

func init() {
	XObjectType.Define(
		Row("string BaseUri { get; }", "Empty: Sallyport reads no XML from a URI.", F1(func(XObject) string { return "" }), `new XElement("a").BaseUri // ""`),
		Row("XDocument Document { get; }", "The document that it is in, or null.", F1(document), `XDocument.Parse("<a><b/></a>").Root.Document.Root.Name.LocalName // "a"`, `new XElement("a").Document == null // true`),
		Row("XmlNodeType NodeType { get; }", "What sort of node it is.", F1(nodeType), `new XText("a").NodeType.ToString() // "Text"`, `new XAttribute("a", 1).NodeType.ToString() // "Attribute"`),
		Row("XElement Parent { get; }", "The element that it is in, or null.", F1(parentElement), `XElement.Parse("<a><b/></a>").Element("b").Parent.Name.LocalName // "a"`, `XDocument.Parse("<a/>").Root.Parent == null // true`),
	)
}
