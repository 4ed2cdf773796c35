package clr

import "fmt"

// XContainerType is System.Xml.Linq.XContainer.
var XContainerType = Declare(Decl{Name: "System.Xml.Linq.XContainer", Base: "XNode", Abstract: true, Doc: "A node that holds others: an element or a document. Content to add may be nodes, attributes, text, any other value, which becomes text, a sequence of such, or null."})

// add appends content: a node, an attribute, a sequence of content, null, or
// any other value as text.
func (n *XNode) add(env *Env, content any) Void {
	switch v := content.(type) {
	case nil:
	case *XNode:
		n.addNode(env, v)
	case string:
		n.addText(env, v)
	case *XAttribute:
		n.addAttribute(env, v)
	case Seq:
		env.Enter()
		for e := range Iterate(env, v) {
			n.add(env, e)
		}
		env.Leave()
	default:
		n.addText(env, stringValue(v))
	}
	return Void{}
}

// addNode appends a node, or a copy of one that has a place already.
func (n *XNode) addNode(env *Env, child *XNode) {
	n.checkNode(child, n.last)
	n.insert(n.adopted(env, child), n.last)
}

// adopted is the node that is inserted for child: itself, or a copy when it has
// a parent or is above n.
func (n *XNode) adopted(env *Env, child *XNode) *XNode {
	if child.parent != nil || child == n.root(env) {
		return child.clone(env)
	}
	return child
}

// addText appends text, to the text that is last if there is any.
func (n *XNode) addText(env *Env, s string) {
	n.checkText(s)
	switch {
	case s == "":
		n.filled = n.first == nil
	case n.last.isText():
		n.last.appendText(env, s)
	default:
		n.insert(newText(env, s), n.last)
	}
}

func (n *XNode) addAttribute(env *Env, a *XAttribute) {
	if n.kind != elementNode {
		Throw(notAttribute())
	}
	if n.attribute(env, a.name) != nil {
		Throw(InvalidOperation("Duplicate attribute."))
	}
	if a.element != nil {
		a = newAttribute(env, a.name, a.value)
	}
	n.appendAttribute(a)
}

func notAttribute() *Exception { return Argument("An attribute cannot be added to content.", "") }

// checkNode throws when a node cannot stand after another, or first for nil.
func (n *XNode) checkNode(child, after *XNode) {
	bad := child.kind == documentNode || child.kind == doctypeNode && n.kind == elementNode || child.kind == cdataNode && n.kind == documentNode
	if bad {
		Throw(Argument(fmt.Sprintf("A node of type %s cannot be added to content.", nodeType(child).ToString()), ""))
	}
	if n.kind != documentNode {
		return
	}
	switch child.kind {
	case textNode:
		n.checkText(child.text)
	case elementNode, doctypeNode:
		n.checkStructure(child.kind, after)
	}
}

// checkStructure throws unless a document with another element or document type
// after a node has one of each at most, the document type first.
func (n *XNode) checkStructure(kind int8, after *XNode) {
	before := after != nil
	for at := n.first; at != nil; at = at.next {
		if at.kind == elementNode || at.kind == doctypeNode {
			if at.kind == kind || before != (at.kind == doctypeNode) {
				Throw(InvalidOperation("This operation would create an incorrectly structured document."))
			}
		}
		if at == after {
			before = false
		}
	}
}

// checkText throws when text cannot stand in the container: in a document only
// white space can.
func (n *XNode) checkText(s string) {
	if n.kind == documentNode && !allXMLSpace(s) {
		Throw(Argument("Non-whitespace characters cannot be added to content.", ""))
	}
}

// removeNodes takes all nodes out.
func (n *XNode) removeNodes(env *Env) Void {
	for at := n.first; at != nil; {
		env.Step(1)
		next := at.next
		at.parent, at.prev, at.next = nil, nil, nil
		at = next
	}
	n.first, n.last, n.filled = nil, nil, false
	return Void{}
}

// An inserter adds content in the middle of a container.
type inserter struct {
	env     *Env
	to      *XNode
	after   *XNode // what comes before the content; nil at the start
	text    string // that is still to be inserted
	hasText bool
}

// insertContent adds content to a container after a node, or first for nil.
func insertContent(env *Env, to, after *XNode, content any) Void {
	in := &inserter{env: env, to: to, after: after}
	in.add(content)
	in.flush()
	return Void{}
}

func (in *inserter) add(content any) {
	switch v := content.(type) {
	case nil:
	case *XNode:
		in.to.checkNode(v, in.after)
		child := in.to.adopted(in.env, v)
		in.flush()
		in.insert(child)
	case string:
		in.addText(v)
	case *XAttribute:
		Throw(notAttribute())
	case Seq:
		in.env.Enter()
		for e := range Iterate(in.env, v) {
			in.add(e)
		}
		in.env.Leave()
	default:
		in.addText(stringValue(v))
	}
}

func (in *inserter) addText(s string) {
	in.to.checkText(s)
	in.env.Charge(len(in.text) + len(s))
	in.text, in.hasText = Concat(in.text, s), true
}

// flush inserts the text: at the end of that before it, if there is any.
func (in *inserter) flush() {
	switch {
	case !in.hasText:
	case in.text == "":
		in.to.filled = in.to.first == nil
	case in.after.isText():
		in.after.appendText(in.env, in.text)
	default:
		in.insert(newText(in.env, in.text))
	}
	in.text, in.hasText = "", false
}

func (in *inserter) insert(n *XNode) {
	in.to.insert(n, in.after)
	in.after = n
}

// snapshot is content that was enumerated before what it came from is changed.
func snapshot(env *Env, content any) any {
	s, ok := content.(Seq)
	if !ok {
		return content
	}
	env.Enter()
	defer env.Leave()
	var list []any
	for v := range Iterate(env, s) {
		if v != nil {
			env.Charge(valueBytes)
			list = append(list, snapshot(env, v))
		}
	}
	return NewArray(ObjectType, list)
}

// contentRows are the two overloads of a method that takes content.
func contentRows(sig, doc string, f func(env *Env, n *XNode, content any) Void, examples ...string) []Member {
	return []Member{
		Row(sig+"(object content)", doc, F3(f), examples...),
		Row(sig+"(params object[] content)", doc, F3(f)),
	}
}

func init() {
	XContainerType.Define(
		Row("XNode FirstNode { get; }", "The first node in it, or null.", F1(func(n *XNode) *XNode { return n.first }), `XElement.Parse("<a>t<b/></a>").FirstNode.ToString() // "t"`, `XElement.Parse("<a/>").FirstNode == null // true`),
		Row("XNode LastNode { get; }", "The last node in it, or null.", F1(func(n *XNode) *XNode { return n.last }), `XElement.Parse("<a>t<b/></a>").LastNode.ToString() // "<b />"`),
	)
	XContainerType.Define(contentRows("void Add", "Adds content at the end. A node that has a parent is copied.", func(env *Env, n *XNode, content any) Void { return n.add(env, content) })...)
	XContainerType.Define(contentRows("void AddFirst", "Adds content at the start.", func(env *Env, n *XNode, content any) Void { return insertContent(env, n, nil, content) })...)
	XContainerType.Define(Row("IEnumerable<XNode> DescendantNodes()", "The nodes in it and in those, in document order.", F1(nodesOn(descendantAxis)), `XElement.Parse("<a>t<b>u</b></a>").DescendantNodes().Count() // 3`))
	XContainerType.Define(axisRows("Descendants", "The elements in it and in those, in document order", descendantAxis,
		`XElement.Parse("<a><b><c/></b></a>").Descendants().Count() // 2`, `XElement.Parse("<a><b><c>1</c></b></a>").Descendants("c").First().Value // "1"`)...)
	XContainerType.Define(
		Row("XElement Element(XName name)", "The first element in it of a name, or null.", F3(func(env *Env, n *XNode, name Opt[XName]) *XNode {
			if !name.Valid {
				return nil
			}
			return n.element(env, name.Value)
		}), `XElement.Parse("<a><b>1</b><b>2</b></a>").Element("b").Value // "1"`, `XElement.Parse("<a xmlns='urn:x'><b/></a>").Element("b") == null // true`, `XElement.Parse("<a/>").Element("b").Value // throws NullReferenceException`),
	)
	XContainerType.Define(axisRows("Elements", "The elements in it", childAxis,
		`XElement.Parse("<a>t<b/><c/></a>").Elements().Count() // 2`, `string.Join(",", XElement.Parse("<a><b>1</b><c/><b>2</b></a>").Elements("b").Select(e => e.Value)) // "1,2"`)...)
	XContainerType.Define(
		Row("IEnumerable<XNode> Nodes()", "The nodes in it.", F1(nodesOn(childAxis)), `XElement.Parse("<a>x<b>y</b>z</a>").Nodes().Count() // 3`),
		Row("void RemoveNodes()", "Takes all nodes out.", F2(func(env *Env, n *XNode) Void { return n.removeNodes(env) })),
	)
	XContainerType.Define(contentRows("void ReplaceNodes", "Puts content in the place of all nodes.", func(env *Env, n *XNode, content any) Void {
		content = snapshot(env, content)
		n.removeNodes(env)
		return n.add(env, content)
	})...)
}
