package clr

// Text and CDATA.
var (
	XTextType  = Declare(Decl{Name: "System.Xml.Linq.XText", Base: "XNode", Doc: "Text in an element."})
	XCDataType = Declare(Decl{Name: "System.Xml.Linq.XCData", Base: "XText", Doc: "Text in an element that is written as a CDATA section."})
)

func newText(env *Env, s string) *XNode { return newNode(env, XNode{kind: textNode, text: s}) }

// appendText adds to the text of a node.
func (n *XNode) appendText(env *Env, s string) {
	env.Charge(len(n.text) + len(s))
	n.text = Concat(n.text, s)
}

// textRow is the property of a node that is its text.
func textRow(name, doc, example string) Member {
	return Row("string "+name+" { get; set; }", doc+" null throws ArgumentNullException.", F1(func(n *XNode) string { return n.text }), example).Set(F2(func(n *XNode, s string) Void {
		n.text = s
		return Void{}
	}))
}

// copyRow is the constructor that copies a node.
func copyRow(typ, example string) Member {
	return Row("new("+typ+" other)", "A copy.", F2(func(env *Env, other *XNode) *XNode { return other.clone(env) }), example)
}

func init() {
	XTextType.Define(
		Row("new(string value)", "Text.", F2(newText), `new XText("<").ToString() // "&lt;"`, `new XText((string)null) // throws ArgumentNullException`),
		copyRow("XText", `new XText(new XText("a")).Value // "a"`),
		textRow("Value", "The text.", `new XText("a").Value // "a"`),
	)
	XCDataType.Define(
		Row("new(string value)", "A CDATA section.", F2(func(env *Env, s string) *XNode { return newNode(env, XNode{kind: cdataNode, text: s}) }), `new XCData("a<b").ToString() // "<![CDATA[a<b]]>"`, `new XCData("]]>").ToString() // "<![CDATA[]]]]><![CDATA[>]]>"`),
		copyRow("XCData", `new XCData(new XCData("a")).Value // "a"`),
	)
}
