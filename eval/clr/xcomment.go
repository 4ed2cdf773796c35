package clr

// XCommentType is System.Xml.Linq.XComment.
var XCommentType = Declare(Decl{Name: "System.Xml.Linq.XComment", Base: "XNode", Doc: "A comment."})

func init() {
	XCommentType.Define(
		Row("new(string value)", "A comment.", F2(func(env *Env, s string) *XNode { return newNode(env, XNode{kind: commentNode, text: s}) }), `new XComment("a").ToString() // "<!--a-->"`, `new XComment("a--b").ToString() // "<!--a- -b-->"`),
		copyRow("XComment", `new XComment(new XComment("a")).Value // "a"`),
		textRow("Value", "The text.", `new XComment("a").Value // "a"`),
	)
}
