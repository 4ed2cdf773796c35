package clr

import "strings"

// XProcessingInstructionType is System.Xml.Linq.XProcessingInstruction.
var XProcessingInstructionType = Declare(Decl{Name: "System.Xml.Linq.XProcessingInstruction", Base: "XNode", Doc: "A processing instruction."})

// instructionTarget is the name of a processing instruction's target.
func instructionTarget(s string) XName {
	verifyNCName(s)
	if strings.EqualFold(s, "xml") {
		Throw(Argument("'"+s+"' is an invalid name for a processing instruction.", ""))
	}
	return XName{Local: s}
}

func init() {
	XProcessingInstructionType.Define(
		Row("new(string target, string data)", "A processing instruction. ArgumentException, XmlException for a bad target.", F3(func(env *Env, target, data string) *XNode {
			return newNode(env, XNode{kind: instructionNode, name: instructionTarget(target), text: data})
		}), `new XProcessingInstruction("a", "b='1'").ToString() // "<?a b='1'?>"`, `new XProcessingInstruction("xml", "") // throws ArgumentException`),
		copyRow("XProcessingInstruction", `new XProcessingInstruction(new XProcessingInstruction("a", "b")).Data // "b"`),
		textRow("Data", "What follows the target.", `new XProcessingInstruction("a", "b").Data // "b"`),
		Row("string Target { get; set; }", "The target. ArgumentException, XmlException for a bad one.", F1(func(n *XNode) string { return n.name.Local }), `new XProcessingInstruction("a", "b").Target // "a"`).Set(F2(func(n *XNode, s string) Void {
			n.name = instructionTarget(s)
			return Void{}
		})),
	)
}
