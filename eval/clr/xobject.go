package clr

import (
	"iter"
	"slices"
)

// An XObject is a System.Xml.Linq.XObject: a node of a tree, *XNode, or an
// attribute of an element, *XAttribute.
type XObject interface {
	Object
	Stringer
	above() *XNode     // the container of a node, the element of an attribute
	annotated() *[]any // what AddAnnotation has added
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

// annotationsOf is the query of an object's annotations of a type.
func annotationsOf(o XObject, elem, t *Type) *Lazy {
	return newQuery(elem, func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			for _, v := range *o.annotated() {
				env.Step(1)
				if IsInstance(v, t) && !yield(v) {
					return
				}
			}
		}
	})
}

// annotation is the first annotation of a type, or null.
func annotation(o XObject, t *Type) any {
	for _, v := range *o.annotated() {
		if IsInstance(v, t) {
			return v
		}
	}
	return nil
}

func removeAnnotations(o XObject, t *Type) Void {
	list := o.annotated()
	*list = slices.DeleteFunc(*list, func(v any) bool { return IsInstance(v, t) })
	return Void{}
}

// saveOptions are the SaveOptions that annotate a node or one that it is in.
func (n *XNode) saveOptions(env *Env) int64 {
	for ; n != nil; n = n.parent {
		env.Step(1)
		if v, ok := annotation(n, SaveOptions).(Enum); ok {
			return v.V
		}
	}
	return 0
}

func missingParent() *Exception { return InvalidOperation("The parent is missing.") }

func init() {
	XObjectType.Define(
		Row("void AddAnnotation(object annotation)", "Adds an object to what is kept with this one. SaveOptions are those of ToString.", F3(func(env *Env, o XObject, v any) Void {
			if v == nil {
				Throw(ArgumentNull("annotation"))
			}
			env.Charge(valueBytes)
			*o.annotated() = append(*o.annotated(), v)
			return Void{}
		})),
		Row("object Annotation(Type type)", "The first object of a type that is kept with this one, or null.", F2(func(o XObject, t *TypeValue) any { return annotation(o, t.T) }), `new XElement("a").Annotation(typeof(string)) // null`),
		Row("T Annotation<T>() where T : class", "The first object of a type that is kept with this one, or null.", F2(func(types TypeArgs, o XObject) any { return annotation(o, types[0]) }), `new XElement("a").Annotation<string>() // null`),
		Row("IEnumerable<object> Annotations(Type type)", "The objects of a type that are kept with this one.", F2(func(o XObject, t *TypeValue) *Lazy { return annotationsOf(o, ObjectType, t.T) }), `new XElement("a").Annotations(typeof(string)).Count() // 0`),
		Row("IEnumerable<T> Annotations<T>() where T : class", "The objects of a type that are kept with this one.", F2(func(types TypeArgs, o XObject) *Lazy { return annotationsOf(o, types[0], types[0]) }), `new XElement("a").Annotations<string>().Count() // 0`),
		Row("string BaseUri { get; }", "Empty: Sallyport reads no XML from a URI.", F1(func(XObject) string { return "" }), `new XElement("a").BaseUri // ""`),
		Row("XDocument Document { get; }", "The document that it is in, or null.", F1(document), `XDocument.Parse("<a><b/></a>").Root.Document.Root.Name.LocalName // "a"`, `new XElement("a").Document == null // true`),
		Row("XmlNodeType NodeType { get; }", "What sort of node it is.", F1(nodeType), `new XText("a").NodeType.ToString() // "Text"`, `new XAttribute("a", 1).NodeType.ToString() // "Attribute"`),
		Row("XElement Parent { get; }", "The element that it is in, or null.", F1(parentElement), `XElement.Parse("<a><b/></a>").Element("b").Parent.Name.LocalName // "a"`, `XDocument.Parse("<a/>").Root.Parent == null // true`),
		Row("void RemoveAnnotations(Type type)", "Lets go the objects of a type that are kept with this one.", F2(func(o XObject, t *TypeValue) Void { return removeAnnotations(o, t.T) })),
		Row("void RemoveAnnotations<T>() where T : class", "Lets go the objects of a type that are kept with this one.", F2(func(types TypeArgs, o XObject) Void { return removeAnnotations(o, types[0]) })),
	)
}
