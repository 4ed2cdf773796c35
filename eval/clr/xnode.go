package clr

import "iter"

// An XNode is a node of a tree of System.Xml.Linq: an XDocument, XElement,
// XText, XCData, XComment, XProcessingInstruction or XDocumentType, as kind
// says. A node is in one tree at one place; what has a parent already is copied
// when it is added elsewhere.
type XNode struct {
	kind int8 // the number of its XmlNodeType

	// filled says of a container without nodes that it is written with an end
	// tag: "" was put into it.
	filled bool

	parent, prev, next  *XNode
	first, last         *XNode // of a container
	firstAttr, lastAttr *XAttribute
	name                XName  // of an element; of an instruction the target, of a document type the name
	text                string // of text, CDATA and comments; of an instruction the data

	declaration *XDeclaration // of a document; nil when it has none
	doctype     *doctype      // of a document type
	notes       []any         // the annotations
}

// nodeBytes is what a node costs the budget.
const nodeBytes = 224

// XNodeType is System.Xml.Linq.XNode.
var XNodeType = Declare(Decl{Name: "System.Xml.Linq.XNode", Base: "XObject", Abstract: true, Doc: "A node of an XML tree."})

// CLRType is the type of that kind of node.
func (n *XNode) CLRType() *Type {
	switch n.kind {
	case documentNode:
		return XDocumentType
	case elementNode:
		return XElementType
	case cdataNode:
		return XCDataType
	case commentNode:
		return XCommentType
	case instructionNode:
		return XProcessingInstructionType
	case doctypeNode:
		return XDocumentTypeType
	}
	return XTextType
}

func (n *XNode) above() *XNode { return n.parent }

func (n *XNode) annotated() *[]any { return &n.notes }

// newNode makes a node and charges for it.
func newNode(env *Env, n XNode) *XNode {
	env.Charge(nodeBytes)
	return &n
}

// isText reports whether the node is text, not CDATA.
func (n *XNode) isText() bool { return n != nil && n.kind == textNode }

// root is the topmost node of the tree.
func (n *XNode) root(env *Env) *XNode {
	for n.parent != nil {
		env.Step(1)
		n = n.parent
	}
	return n
}

// insert puts a node without a parent after another, or first for nil.
func (n *XNode) insert(child, after *XNode) {
	child.parent, child.prev = n, after
	if after != nil {
		child.next, after.next = after.next, child
	} else {
		child.next, n.first = n.first, child
	}
	if child.next != nil {
		child.next.prev = child
	} else {
		n.last = child
	}
	n.filled = false
}

// remove takes the node out of its container.
func (n *XNode) remove() Void {
	c := n.parent
	if c == nil {
		Throw(missingParent())
	}
	if n.prev != nil {
		n.prev.next = n.next
	} else {
		c.first = n.next
	}
	if n.next != nil {
		n.next.prev = n.prev
	} else {
		c.last = n.prev
	}
	n.parent, n.prev, n.next = nil, nil, nil
	return Void{}
}

// walk yields the node and its descendants in document order, counting a step
// for each. The tree may not change meanwhile.
func (n *XNode) walk(env *Env) iter.Seq[*XNode] {
	return func(yield func(*XNode) bool) {
		for at := n; at != nil; at = at.following(n) {
			env.Step(1)
			if !yield(at) {
				return
			}
		}
	}
}

// following is the next node in document order within a tree, or nil.
func (n *XNode) following(top *XNode) *XNode {
	if n.first != nil {
		return n.first
	}
	for n != top && n.next == nil {
		n = n.parent
	}
	if n == top {
		return nil
	}
	return n.next
}

// clone copies the node with all in it.
func (n *XNode) clone(env *Env) *XNode {
	top := n.copyOf(env)
	to := top
	for from := n; ; {
		env.Step(1)
		if from.first != nil {
			from = from.first
			to.insert(from.copyOf(env), nil)
			to = to.first
			continue
		}
		for from != n && from.next == nil {
			from, to = from.parent, to.parent
		}
		if from == n {
			return top
		}
		from = from.next
		to.parent.insert(from.copyOf(env), to)
		to = to.next
	}
}

// copyOf copies the node without its children.
func (n *XNode) copyOf(env *Env) *XNode {
	c := newNode(env, XNode{kind: n.kind, filled: n.filled, name: n.name, text: n.text, doctype: n.doctype})
	if n.declaration != nil {
		d := *n.declaration
		c.declaration = &d
	}
	for a := n.firstAttr; a != nil; a = a.next {
		env.Step(1)
		c.appendAttribute(newAttribute(env, a.name, a.value))
	}
	return c
}

// The axes from a node to its siblings and ancestors; see axis.
func followingAxis(env *Env, n *XNode, yield func(*XNode) bool) {
	for n.parent != nil && n.next != nil {
		n = n.next
		env.Step(1)
		if !yield(n) {
			return
		}
	}
}

func precedingAxis(env *Env, n *XNode, yield func(*XNode) bool) {
	if n.parent == nil {
		return
	}
	for at := n.parent.first; at != n; at = at.next {
		env.Step(1)
		if !yield(at) || n.parent == nil || n.parent != at.parent {
			return
		}
	}
}

func ancestorAxis(env *Env, n *XNode, yield func(*XNode) bool) {
	for at := parentElement(n); at != nil; at = parentElement(at) {
		env.Step(1)
		if !yield(at) {
			return
		}
	}
}

// compareOrder is the order of two nodes in their document.
func compareOrder(env *Env, a, b *XNode) int32 {
	if a == b {
		return 0
	}
	if a == nil {
		return -1
	}
	if b == nil {
		return 1
	}
	above := func(n *XNode) (depth int) {
		for ; n.parent != nil; n = n.parent {
			env.Step(1)
			depth++
		}
		return depth
	}
	da, db := above(a), above(b)
	x, y := a, b
	for ; da > db; da-- {
		x = x.parent
	}
	for ; db > da; db-- {
		y = y.parent
	}
	if x == y { // one is in the other
		if x == a {
			return -1
		}
		return 1
	}
	for x.parent != y.parent {
		x, y = x.parent, y.parent
	}
	if x.parent == nil {
		Throw(InvalidOperation("A common ancestor is missing."))
	}
	for back, on := x.prev, x.next; ; {
		env.Step(1)
		switch {
		case on == y || back == nil:
			return -1
		case back == y || on == nil:
			return 1
		}
		back, on = back.prev, on.next
	}
}

func init() {
	XNodeType.Define(
		Row("static XNodeDocumentOrderComparer DocumentOrderComparer { get; }", "Orders nodes as they stand in their document.", F1(newOrderComparer), `XNode.DocumentOrderComparer.Compare(null, null) // 0`),
		Row("static XNodeEqualityComparer EqualityComparer { get; }", "Compares nodes with all in them.", F1(newNodeComparer), `XNode.EqualityComparer.Equals(new XElement("a"), new XElement("a")) // true`),
		Row("XNode NextNode { get; }", "The node after it in its container, or null.", F1(func(n *XNode) *XNode { return n.next }), `XElement.Parse("<a><b/>t</a>").Element("b").NextNode.ToString() // "t"`),
		Row("XNode PreviousNode { get; }", "The node before it in its container, or null.", F1(func(n *XNode) *XNode { return n.prev }), `XElement.Parse("<a>t<b/></a>").Element("b").PreviousNode.ToString() // "t"`),
	)
	placed := func(insert func(env *Env, n *XNode, content any) Void) func(*Env, *XNode, any) Void {
		return func(env *Env, n *XNode, content any) Void {
			if n.parent == nil {
				Throw(missingParent())
			}
			return insert(env, n, content)
		}
	}
	const sibling = " InvalidOperationException when it is in none."
	XNodeType.Define(contentRows("void AddAfterSelf", "Adds content after it to its container."+sibling, placed(func(env *Env, n *XNode, content any) Void {
		return insertContent(env, n.parent, n, content)
	}))...)
	XNodeType.Define(contentRows("void AddBeforeSelf", "Adds content before it to its container."+sibling, placed(func(env *Env, n *XNode, content any) Void {
		return insertContent(env, n.parent, n.prev, content)
	}))...)
	XNodeType.Define(axisRows("Ancestors", "The elements that it is in, from the nearest", ancestorAxis,
		`string.Join(",", XElement.Parse("<a><b><c/></b></a>").Descendants("c").First().Ancestors().Select(e => e.Name)) // "b,a"`, `XElement.Parse("<a><b/></a>").Element("b").Ancestors("a").Count() // 1`)...)
	XNodeType.Define(
		Row("static int CompareDocumentOrder(XNode n1, XNode n2)", "Below 0 when n1 stands before n2 in their document; null comes first. InvalidOperationException when they have no document in common.", F3(func(env *Env, a, b Opt[*XNode]) int32 { return compareOrder(env, a.Value, b.Value) }),
			`XNode.CompareDocumentOrder(new XText("a"), null) // 1`, `XNode.CompareDocumentOrder(new XText("a"), new XText("b")) // throws InvalidOperationException`),
		Row("static bool DeepEquals(XNode n1, XNode n2)", "Whether both have the same name, the same attributes in the same order, and the same nodes in them.", F3(func(env *Env, a, b Opt[*XNode]) bool { return nodesEqual(env, a.Value, b.Value) }),
			`XNode.DeepEquals(XElement.Parse("<a b='1'>t</a>"), new XElement("a", new XAttribute("b", 1), "t")) // true`, `XNode.DeepEquals(new XElement("a"), new XElement("a", "")) // false`),
	)
	XNodeType.Define(axisRows("ElementsAfterSelf", "The elements after it in its container", followingAxis,
		`XElement.Parse("<a><b/>t<c/><d/></a>").Element("b").ElementsAfterSelf().Count() // 2`, `XElement.Parse("<a><b/><c/><d/></a>").Element("b").ElementsAfterSelf("d").Count() // 1`)...)
	XNodeType.Define(axisRows("ElementsBeforeSelf", "The elements before it in its container", precedingAxis,
		`XElement.Parse("<a><b/><c/><d/></a>").Element("d").ElementsBeforeSelf().Count() // 2`, `XElement.Parse("<a><b/><c/><d/></a>").Element("d").ElementsBeforeSelf("b").Count() // 1`)...)
	XNodeType.Define(
		Row("bool IsAfter(XNode node)", "Whether it stands after another node in their document.", F3(func(env *Env, n *XNode, other Opt[*XNode]) bool { return compareOrder(env, n, other.Value) > 0 }), `XElement.Parse("<a><b/></a>").Element("b").IsAfter(null) // true`),
		Row("bool IsBefore(XNode node)", "Whether it stands before another node in their document.", F3(func(env *Env, n *XNode, other Opt[*XNode]) bool { return compareOrder(env, n, other.Value) < 0 }), `XElement.Parse("<a><b/></a>").Element("b").IsBefore(null) // false`),
		Row("IEnumerable<XNode> NodesAfterSelf()", "The nodes after it in its container.", F1(nodesOn(followingAxis)), `XElement.Parse("<a><b/>t<c/></a>").Element("b").NodesAfterSelf().Count() // 2`),
		Row("IEnumerable<XNode> NodesBeforeSelf()", "The nodes before it in its container.", F1(nodesOn(precedingAxis)), `XElement.Parse("<a>t<b/><c/></a>").Element("c").NodesBeforeSelf().Count() // 2`),
		Row("void Remove()", "Takes it out of its container."+sibling, F1((*XNode).remove)),
	)
	XNodeType.Define(contentRows("void ReplaceWith", "Puts content in its place."+sibling, placed(func(env *Env, n *XNode, content any) Void {
		to, after := n.parent, n.prev
		n.remove()
		return insertContent(env, to, after, content)
	}))...)
	XNodeType.Define(
		Row("string ToString()", "The XML, indented by two spaces where there is no text.", F2(func(env *Env, n *XNode) string { return n.format(env, n.saveOptions(env)) }), `XElement.Parse("<a><b/></a>").ToString() // "<a>\n  <b />\n</a>"`, `XElement.Parse("<a>t<b/></a>").ToString() // "<a>t<b /></a>"`),
		Row("string ToString(SaveOptions options)", "The XML, indented or not.", F3(func(env *Env, n *XNode, o Enum) string { return n.format(env, o.V) }), `XElement.Parse("<a><b/></a>").ToString(SaveOptions.DisableFormatting) // "<a><b /></a>"`),
	)
}
