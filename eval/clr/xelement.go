package clr

import (
	"iter"
	"strings"
)

// XElementType is System.Xml.Linq.XElement.
var XElementType = Declare(Decl{Name: "System.Xml.Linq.XElement", Base: "XContainer", Doc: "An element. Casts convert the text in it."})

// NewElement makes an element without attributes and content.
func NewElement(env *Env, name XName) *XNode {
	return newNode(env, XNode{kind: elementNode, name: name})
}

// attribute is the attribute of a name, or nil.
func (n *XNode) attribute(env *Env, name XName) *XAttribute {
	for a := n.firstAttr; a != nil; a = a.next {
		env.Step(1)
		if a.name == name {
			return a
		}
	}
	return nil
}

// appendAttribute adds an attribute that is in no element.
func (n *XNode) appendAttribute(a *XAttribute) {
	a.element, a.prev = n, n.lastAttr
	if n.lastAttr != nil {
		n.lastAttr.next = a
	} else {
		n.firstAttr = a
	}
	n.lastAttr = a
}

// removeAttributes takes all attributes out.
func (n *XNode) removeAttributes(env *Env) Void {
	for n.lastAttr != nil {
		env.Step(1)
		n.lastAttr.remove()
	}
	return Void{}
}

// element is the first element of a name in the node, or nil.
func (n *XNode) element(env *Env, name XName) *XNode {
	for at := n.first; at != nil; at = at.next {
		env.Step(1)
		if at.matches(&name) {
			return at
		}
	}
	return nil
}

// Value is the text of an element: all text and CDATA in it.
func (n *XNode) Value(env *Env) string {
	if n.first == n.last && (n.first == nil || n.first.isText()) {
		if n.first == nil {
			return ""
		}
		return n.first.text
	}
	var b strings.Builder
	for at := range n.walk(env) {
		if at.kind == textNode || at.kind == cdataNode {
			env.Charge(len(at.text))
			b.WriteString(at.text)
		}
	}
	return b.String()
}

// setValue puts text in the place of all nodes.
func (n *XNode) setValue(env *Env, s string) Void {
	n.removeNodes(env)
	n.addText(env, s)
	return Void{}
}

// setAttributeValue sets, adds or for null takes out an attribute.
func (n *XNode) setAttributeValue(env *Env, name Opt[XName], value any) Void {
	var a *XAttribute
	if name.Valid {
		a = n.attribute(env, name.Value)
	}
	switch {
	case value == nil && a != nil:
		a.remove()
	case value == nil:
	case a != nil:
		a.setValue(stringValue(value))
	case !name.Valid:
		Throw(ArgumentNull("name"))
	default:
		n.appendAttribute(newAttribute(env, name.Value, stringValue(value)))
	}
	return Void{}
}

// setElementValue sets the text of an element in the node, adds one, or for
// null takes it out.
func (n *XNode) setElementValue(env *Env, name Opt[XName], value any) Void {
	var e *XNode
	if name.Valid {
		e = n.element(env, name.Value)
	}
	switch {
	case value == nil && e != nil:
		e.remove()
	case value == nil:
	case e != nil:
		e.setValue(env, stringValue(value))
	default:
		text := stringValue(value)
		if !name.Valid {
			Throw(ArgumentNull("name"))
		}
		e = NewElement(env, name.Value)
		e.addText(env, text)
		n.addNode(env, e)
	}
	return Void{}
}

// namespaceOf is what a prefix, "xmlns" for none, stands for in the element,
// as its attributes and those above say, below the element end.
func (n *XNode) namespaceOf(env *Env, prefix string, end *XNode) (namespace string, ok bool) {
	for e := n; e != end && e != nil; e = parentElement(e) {
		env.Step(1)
		for a := e.firstAttr; a != nil; a = a.next {
			env.Step(1)
			if _, declares := a.declares(); declares && a.name.Local == prefix {
				return a.value, true
			}
		}
	}
	return "", false
}

// prefixOf is the prefix that stands for a namespace in the element.
func (n *XNode) prefixOf(env *Env, namespace string) (prefix string, ok bool) {
	nearer := false // an element nearer than e declares something
	for e := n; e != nil; e = parentElement(e) {
		env.Step(1)
		declared := false
		for a := e.firstAttr; a != nil; a = a.next {
			env.Step(1)
			if _, declares := a.declares(); !declares {
				continue
			}
			declared = true
			if a.value != namespace || a.name.Namespace == "" {
				continue
			}
			if _, hidden := n.namespaceOf(env, a.name.Local, e); !nearer || !hidden {
				return a.name.Local, true
			}
		}
		nearer = nearer || declared
	}
	switch namespace {
	case xmlNamespace:
		_, hidden := n.namespaceOf(env, "xml", nil)
		return "xml", !hidden
	case xmlnsNamespace:
		return "xmlns", true
	}
	return "", false
}

// attributesOf is the query of an element's attributes, and those of a name if
// it is not nil.
func attributesOf(n *XNode, name *XName) *Lazy {
	return newQuery(XAttributeType, func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) { eachAttribute(env, n, name, func(a *XAttribute) bool { return yield(a) }) }
	})
}

// eachAttribute yields attributes as .NET does: it goes on from the one it is
// at, unless that was taken out meanwhile.
func eachAttribute(env *Env, n *XNode, name *XName, yield func(*XAttribute) bool) bool {
	for a := n.firstAttr; a != nil; a = a.next {
		env.Step(1)
		if (name == nil || a.name == *name) && !yield(a) {
			return false
		}
		if a.element != n {
			break
		}
	}
	return true
}

// The empty sequences of elements and attributes.
func emptyElements() Seq   { return NewArray(XElementType, nil) }
func emptyAttributes() Seq { return NewArray(XAttributeType, nil) }

func init() {
	newElement := F3(func(env *Env, name XName, content any) *XNode {
		n := NewElement(env, name)
		n.add(env, content)
		return n
	})
	XElementType.Define(saveRows("the element", `new XElement("a")`)...)
	XElementType.Define(
		Row("new(XName name)", "An element with nothing in it.", F2(NewElement), `new XElement("a").ToString() // "<a />"`, `new XElement((XName)null) // throws ArgumentNullException`),
		Row("new(XName name, object content)", "An element with content.", newElement, `new XElement("a", 2.5).ToString() // "<a>2.5</a>"`, `new XElement("a", new XAttribute("b", 1)).ToString() // "<a b=\"1\" />"`),
		Row("new(XName name, params object[] content)", "An element with content.", newElement, `new XElement("a", 1, "b", null, true).ToString() // "<a>1btrue</a>"`),
		Row("new(XElement other)", "A copy of an element with all in it.", F2(func(env *Env, other *XNode) *XNode { return other.clone(env) }), `new XElement(XElement.Parse("<a b='1'><c/></a>")).Elements().Count() // 1`),
		Row("static IEnumerable<XElement> EmptySequence { get; }", "No elements.", F0(emptyElements), `XElement.EmptySequence.Count() // 0`),
		Row("XAttribute FirstAttribute { get; }", "The first attribute, or null.", F1(func(n *XNode) *XAttribute { return n.firstAttr }), `XElement.Parse("<a b='1' c='2'/>").FirstAttribute.Value // "1"`),
		Row("bool HasAttributes { get; }", "Whether it has an attribute.", F1(func(n *XNode) bool { return n.firstAttr != nil }), `XElement.Parse("<a b='1'/>").HasAttributes // true`),
		Row("bool HasElements { get; }", "Whether an element is in it.", F2(func(env *Env, n *XNode) bool {
			at := n.first
			for ; at != nil && at.kind != elementNode; at = at.next {
				env.Step(1)
			}
			return at != nil
		}), `XElement.Parse("<a>t</a>").HasElements // false`),
		Row("bool IsEmpty { get; }", "Whether it is written without an end tag.", F1(func(n *XNode) bool { return n.first == nil && !n.filled }), `XElement.Parse("<a/>").IsEmpty // true`, `XElement.Parse("<a></a>").IsEmpty // false`),
		Row("XAttribute LastAttribute { get; }", "The last attribute, or null.", F1(func(n *XNode) *XAttribute { return n.lastAttr }), `XElement.Parse("<a b='1' c='2'/>").LastAttribute.Value // "2"`),
		Row("XName Name { get; set; }", "The name. null throws ArgumentNullException.", F1(func(n *XNode) XName { return n.name }), `XElement.Parse("<p:a xmlns:p='urn:x'/>").Name.ToString() // "{urn:x}a"`).Set(F2(func(n *XNode, name XName) Void {
			n.name = name
			return Void{}
		})),
		Row("string Value { get; set; }", "All text in it. null throws ArgumentNullException.", F2(func(env *Env, n *XNode) string { return n.Value(env) }), `XElement.Parse("<a>x<b>y</b><!--c--></a>").Value // "xy"`, `XElement.Parse("<a/>").Value // ""`).Set(F3(func(env *Env, n *XNode, s string) Void { return n.setValue(env, s) })),
	)
	XElementType.Define(axisRows("AncestorsAndSelf", "The element and those that it is in, from the nearest", withSelf(ancestorAxis),
		`XElement.Parse("<a><b/></a>").Element("b").AncestorsAndSelf().Count() // 2`, `XElement.Parse("<a><b/></a>").Element("b").AncestorsAndSelf("b").Count() // 1`)...)
	XElementType.Define(
		Row("XAttribute Attribute(XName name)", "The attribute of a name, or null.", F3(func(env *Env, n *XNode, name Opt[XName]) *XAttribute {
			if !name.Valid {
				return nil
			}
			return n.attribute(env, name.Value)
		}), `XElement.Parse("<a b='1'/>").Attribute("b").Value // "1"`, `XElement.Parse("<a/>").Attribute("b") == null // true`),
		Row("IEnumerable<XAttribute> Attributes()", "The attributes.", F1(func(n *XNode) Seq { return attributesOf(n, nil) }), `XElement.Parse("<a b='1' c='2'/>").Attributes().Count() // 2`),
		Row("IEnumerable<XAttribute> Attributes(XName name)", "The attribute of a name, if there is one.", F2(func(n *XNode, name Opt[XName]) Seq {
			if !name.Valid {
				return emptyAttributes()
			}
			return attributesOf(n, &name.Value)
		}), `XElement.Parse("<a b='1' c='2'/>").Attributes("c").Single().Value // "2"`),
		Row("IEnumerable<XNode> DescendantNodesAndSelf()", "The element, the nodes in it and in those, in document order.", F1(nodesOn(withSelf(descendantAxis))), `XElement.Parse("<a>t<b>u</b></a>").DescendantNodesAndSelf().Count() // 4`),
	)
	XElementType.Define(axisRows("DescendantsAndSelf", "The element, the elements in it and in those, in document order", withSelf(descendantAxis),
		`XElement.Parse("<a><b><c/></b></a>").DescendantsAndSelf().Count() // 3`, `XElement.Parse("<a><a/></a>").DescendantsAndSelf("a").Count() // 2`)...)
	XElementType.Define(
		Row("XNamespace GetDefaultNamespace()", "The namespace of names without a prefix.", F2(func(env *Env, n *XNode) XNamespace {
			namespace, _ := n.namespaceOf(env, "xmlns", nil)
			return XNamespace{namespace}
		}), `XElement.Parse("<a xmlns='urn:x'><b/></a>").Elements().First().GetDefaultNamespace().NamespaceName // "urn:x"`),
		Row("XNamespace GetNamespaceOfPrefix(string prefix)", "What a prefix stands for, or null.", F3(func(env *Env, n *XNode, prefix string) any {
			if prefix == "" {
				Throw(Argument("'' is an invalid prefix.", ""))
			}
			namespace, ok := n.namespaceOf(env, prefix, nil)
			switch {
			case prefix == "xmlns":
				return XNamespace{xmlnsNamespace}
			case ok:
				return XNamespace{namespace}
			case prefix == "xml":
				return XNamespace{xmlNamespace}
			}
			return nil
		}), `XElement.Parse("<p:a xmlns:p='urn:x'/>").GetNamespaceOfPrefix("p").NamespaceName // "urn:x"`, `new XElement("a").GetNamespaceOfPrefix("p") == null // true`, `new XElement("a").GetNamespaceOfPrefix("") // throws ArgumentException`),
		Row("string GetPrefixOfNamespace(XNamespace ns)", "The prefix that stands for a namespace, or null.", F3(func(env *Env, n *XNode, ns XNamespace) any {
			if prefix, ok := n.prefixOf(env, ns.Name); ok {
				return prefix
			}
			return nil
		}), `XElement.Parse("<p:a xmlns:p='urn:x'/>").GetPrefixOfNamespace("urn:x") // "p"`, `new XElement("a").GetPrefixOfNamespace("urn:x") // null`),
		Row("static XElement Load(TextReader textReader)", "The element of the XML that is left in a reader, without white space between elements.", F2(func(env *Env, r *StringReader) *XNode { return ParseElement(env, r.Rest()) }), `XElement.Load(new StringReader("<a>1</a>")).Value // "1"`),
		Row("static XElement Load(TextReader textReader, LoadOptions options)", "The element of the XML that is left in a reader.", F3(func(env *Env, r *StringReader, options Enum) *XNode { return parseElement(env, r.Rest(), options.V) })),
		Row("static XElement Parse(string text)", "The element of XML, without white space between elements. XmlException where it is not well formed.", F2(func(env *Env, text string) *XNode { return ParseElement(env, text) }),
			`XElement.Parse("<a>\n  <b>1</b>\n</a>").ToString(SaveOptions.DisableFormatting) // "<a><b>1</b></a>"`, `XElement.Parse("<a></b>") // throws XmlException`, `XElement.Parse(null) // throws ArgumentNullException`),
		Row("static XElement Parse(string text, LoadOptions options)", "The element of XML, with all white space if options say so.", F3(func(env *Env, text string, options Enum) *XNode { return parseElement(env, text, options.V) }),
			`XElement.Parse("<a> <b/></a>", LoadOptions.PreserveWhitespace).Nodes().Count() // 2`),
		Row("void RemoveAll()", "Takes all nodes and attributes out.", F2(func(env *Env, n *XNode) Void {
			n.removeAttributes(env)
			return n.removeNodes(env)
		})),
		Row("void RemoveAttributes()", "Takes all attributes out.", F2(func(env *Env, n *XNode) Void { return n.removeAttributes(env) })),
	)
	XElementType.Define(contentRows("void ReplaceAll", "Puts content in the place of all nodes and attributes.", func(env *Env, n *XNode, content any) Void {
		content = snapshot(env, content)
		n.removeAttributes(env)
		n.removeNodes(env)
		return n.add(env, content)
	})...)
	XElementType.Define(contentRows("void ReplaceAttributes", "Puts content in the place of all attributes.", func(env *Env, n *XNode, content any) Void {
		content = snapshot(env, content)
		n.removeAttributes(env)
		return n.add(env, content)
	})...)
	XElementType.Define(
		Row("void SetAttributeValue(XName name, object value)", "Sets the attribute of a name, adds it, or for null takes it out.", F4(func(env *Env, n *XNode, name Opt[XName], value any) Void {
			return n.setAttributeValue(env, name, value)
		})),
		Row("void SetElementValue(XName name, object value)", "Sets the text of the first element of a name in it, adds one, or for null takes it out.", F4(func(env *Env, n *XNode, name Opt[XName], value any) Void { return n.setElementValue(env, name, value) })),
		Row("void SetValue(object value)", "Puts a value, as text, in the place of all nodes. null throws ArgumentNullException.", F3(func(env *Env, n *XNode, value any) Void {
			if value == nil {
				Throw(ArgumentNull("value"))
			}
			return n.setValue(env, stringValue(value))
		})),
	)
	XElementType.Define(xmlCasts("XElement element", func(env *Env, v any) (string, bool) {
		if v == nil {
			return "", false
		}
		return v.(*XNode).Value(env), true
	}, func(text string) string { return `new XElement("a", "` + text + `")` })...)
}
