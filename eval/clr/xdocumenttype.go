package clr

// A doctype is what a document type says besides its name; each part is a
// string or null.
type doctype struct{ public, system, subset any }

// XDocumentTypeType is System.Xml.Linq.XDocumentType.
var XDocumentTypeType = Declare(Decl{Name: "System.Xml.Linq.XDocumentType", Base: "XNode", Doc: "A document type declaration. Nothing is read that it refers to."})

func init() {
	part := func(name, doc, example string, at func(*doctype) *any) Member {
		return Row("string "+name+" { get; set; }", doc+", or null.", F1(func(n *XNode) any { return *at(n.doctype) }), example).Set(F2(func(n *XNode, v any) Void {
			d := *n.doctype
			*at(&d) = v
			n.doctype = &d
			return Void{}
		}))
	}
	XDocumentTypeType.Define(
		Row("new(string name, string publicId, string systemId, string internalSubset)", "A document type; null leaves a part out. XmlException for a bad name.", F5(func(env *Env, name string, public, system, subset any) *XNode {
			verifyName(name)
			return newNode(env, XNode{kind: doctypeNode, name: XName{Local: name}, doctype: &doctype{public, system, subset}})
		}), `new XDocumentType("a", null, "a.dtd", null).ToString() // "<!DOCTYPE a SYSTEM \"a.dtd\">"`),
		copyRow("XDocumentType", `new XDocumentType(new XDocumentType("a", null, null, null)).Name // "a"`),
		part("InternalSubset", "The declarations in brackets", `new XDocumentType("a", null, null, "b").InternalSubset // "b"`, func(d *doctype) *any { return &d.subset }),
		Row("string Name { get; set; }", "The name. XmlException for a bad one.", F1(func(n *XNode) string { return n.name.Local }), `new XDocumentType("a", null, null, null).Name // "a"`).Set(F2(func(n *XNode, name string) Void {
			verifyName(name)
			n.name = XName{Local: name}
			return Void{}
		})),
		part("PublicId", "The public identifier", `new XDocumentType("a", "p", "s", null).PublicId // "p"`, func(d *doctype) *any { return &d.public }),
		part("SystemId", "The system identifier", `new XDocumentType("a", "p", "s", null).SystemId // "s"`, func(d *doctype) *any { return &d.system }),
	)
}
