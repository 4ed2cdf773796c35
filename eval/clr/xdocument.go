package clr

// XDocumentType is System.Xml.Linq.XDocument.
var XDocumentType = Declare(Decl{Name: "System.Xml.Linq.XDocument", Base: "XContainer", Doc: "A document: one element, with comments, instructions and white space around it."})

// NewDocument makes a document with nothing in it.
func NewDocument(env *Env) *XNode { return newNode(env, XNode{kind: documentNode}) }

// Root is the element of a document, or nil.
func (n *XNode) Root() *XNode { return n.firstOf(elementNode) }

// firstOf is the first node of a kind in the node, or nil.
func (n *XNode) firstOf(kind int8) *XNode {
	at := n.first
	for at != nil && at.kind != kind {
		at = at.next
	}
	return at
}

func init() {
	XDocumentType.Define(saveRows("the document", `new XDocument(new XElement("a"))`)...)
	XDocumentType.Define(
		Row("new()", "A document with nothing in it.", F1(NewDocument), `new XDocument().Root == null // true`),
		Row("new(params object[] content)", "A document with content. ArgumentException, InvalidOperationException for what cannot stand in one.", F2(func(env *Env, content any) *XNode {
			n := NewDocument(env)
			n.add(env, content)
			return n
		}), `new XDocument(new XElement("a"), new XComment("c")).ToString(SaveOptions.DisableFormatting) // "<a /><!--c-->"`,
			`new XDocument("text") // throws ArgumentException`, `new XDocument(new XElement("a"), new XElement("b")) // throws InvalidOperationException`),
		Row("new(XDeclaration declaration, params object[] content)", "A document with a declaration and content.", F3(func(env *Env, d Opt[*XDeclaration], content any) *XNode {
			n := NewDocument(env)
			n.declaration = d.Value
			n.add(env, content)
			return n
		}), `new XDocument(new XDeclaration("1.0", null, null), new XElement("a")).ToString() // "<a />"`),
		copyRow("XDocument", `new XDocument(XDocument.Parse("<a/>")).ToString() // "<a />"`),
		Row("XDeclaration Declaration { get; set; }", "The declaration, or null.", F1(func(n *XNode) *XDeclaration { return n.declaration }), `XDocument.Parse("<a/>").Declaration == null // true`).Set(F2(func(n *XNode, d Opt[*XDeclaration]) Void {
			n.declaration = d.Value
			return Void{}
		})),
		Row("XDocumentType DocumentType { get; }", "The document type, or null.", F1(func(n *XNode) *XNode { return n.firstOf(doctypeNode) }), `XDocument.Parse("<a/>").DocumentType == null // true`),
		Row("XElement Root { get; }", "The element, or null.", F1((*XNode).Root), `XDocument.Parse("<?xml version='1.0'?><a/>").Root.Name.LocalName // "a"`),
		Row("static XDocument Load(TextReader textReader)", "The document of the XML that is left in a reader, without white space between elements.", F2(func(env *Env, r *StringReader) *XNode { return ParseDocument(env, r.Rest()) }), `XDocument.Load(new StringReader("<a>1</a>")).Root.Value // "1"`).NotListed(),
		Row("static XDocument Load(TextReader textReader, LoadOptions options)", "The document of the XML that is left in a reader.", F3(func(env *Env, r *StringReader, options Enum) *XNode { return parseDocument(env, r.Rest(), options.V) })).NotListed(),
		Row("static XDocument Parse(string text)", "The document of XML, without white space between elements. XmlException where it is not well formed.", F2(func(env *Env, text string) *XNode { return ParseDocument(env, text) }),
			`XDocument.Parse("<!--c--><a/>").Nodes().Count() // 2`, `XDocument.Parse("") // throws XmlException`),
		Row("static XDocument Parse(string text, LoadOptions options)", "The document of XML, with all white space if options say so.", F3(func(env *Env, text string, options Enum) *XNode { return parseDocument(env, text, options.V) }),
			`XDocument.Parse("<a> </a>", LoadOptions.PreserveWhitespace).Root.Value // " "`),
	)
}
