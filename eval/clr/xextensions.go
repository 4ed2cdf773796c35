package clr

import "iter"

// XExtensions is System.Xml.Linq.Extensions.
var XExtensions = Declare(Decl{Name: "System.Xml.Linq.Extensions", Kind: StaticClass, Doc: "The axes of XML on sequences of nodes. They run when they are enumerated; a null source throws ArgumentNullException at once."})

// overNodes is the query of what walk yields of each node of a sequence and
// keep keeps. A null among them is passed over.
func overNodes(elem *Type, source Seq, walk axis, keep func(*XNode) bool) *Lazy {
	return newQuery(elem, func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			going := true
			for v := range Iterate(env, source) {
				if n := nodeOf(v); n != nil {
					walk(env, n, func(at *XNode) bool {
						going = !keep(at) || yield(at)
						return going
					})
				}
				if !going {
					return
				}
			}
		}
	}, source)
}

func overAttributes(source Seq, name *XName) *Lazy {
	return newQuery(XAttributeType, func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			for v := range Iterate(env, source) {
				if n := nodeOf(v); n != nil && !eachAttribute(env, n, name, func(a *XAttribute) bool { return yield(a) }) {
					return
				}
			}
		}
	}, source)
}

// sequenceRows are the two overloads of an axis of elements on a sequence; of
// is the type parameter, its source and its constraint.
func sequenceRows(name, source, where, doc string, walk axis, all, some string) []Member {
	return []Member{
		Row("static IEnumerable<XElement> "+name+"(this IEnumerable<"+source+"> source)"+where, doc+".", F1(func(s Seq) Seq {
			return overNodes(XElementType, s, walk, func(n *XNode) bool { return n.matches(nil) })
		}), all),
		Row("static IEnumerable<XElement> "+name+"(this IEnumerable<"+source+"> source, XName name)"+where, doc+" that have a name.", F2(func(s Seq, name Opt[XName]) Seq {
			if !name.Valid {
				return emptyElements()
			}
			return overNodes(XElementType, s, walk, func(n *XNode) bool { return n.matches(&name.Value) })
		}), some),
	}
}

// inDocumentOrder is the query of nodes sorted as they stand in their document.
func inDocumentOrder(types TypeArgs, source Seq) *Lazy {
	return newQuery(types[0], func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			list := collect(env, source)
			sortValues(list, nil, func(a, b any) int { return int(compareOrder(env, nodeOf(a), nodeOf(b))) })
			for _, v := range list {
				if !yield(v) {
					return
				}
			}
		}
	}, source)
}

func init() {
	everything := func(*XNode) bool { return true }
	nodesOver := func(walk axis) Impl {
		return F1(func(s Seq) *Lazy { return overNodes(XNodeType, s, walk, everything) })
	}
	const tree, node, container = `XElement.Parse("<a><b x='1'><d/></b><c x='2'/>t</a>")`, " where T : XNode", " where T : XContainer"
	XExtensions.Define(
		Row("static IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source)", "The attributes of each element.", F1(func(s Seq) Seq { return overAttributes(s, nil) }), tree+`.Elements().Attributes().Count() // 2`),
		Row("static IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source, XName name)", "The attributes of each element that have a name.", F2(func(s Seq, name Opt[XName]) Seq {
			if !name.Valid {
				return emptyAttributes()
			}
			return overAttributes(s, &name.Value)
		}), tree+`.Elements().Attributes("x").Last().Value // "2"`),
	)
	XExtensions.Define(sequenceRows("Ancestors<T>", "T", node, "The elements that each node is in, from the nearest", ancestorAxis, tree+`.Descendants("d").Ancestors().Count() // 2`, tree+`.Descendants("d").Ancestors("a").Count() // 1`)...)
	XExtensions.Define(sequenceRows("AncestorsAndSelf", "XElement", "", "Each element and those that it is in, from the nearest", withSelf(ancestorAxis), tree+`.Descendants("d").AncestorsAndSelf().Count() // 3`, tree+`.Descendants("d").AncestorsAndSelf("d").Count() // 1`)...)
	XExtensions.Define(
		Row("static IEnumerable<XNode> Nodes<T>(this IEnumerable<T> source)"+container, "The nodes in each node.", nodesOver(childAxis), tree+`.Elements().Nodes().Count() // 1`),
		Row("static IEnumerable<XNode> DescendantNodes<T>(this IEnumerable<T> source)"+container, "The nodes in each node and in those, in document order.", nodesOver(descendantAxis), `new[] {`+tree+`}.DescendantNodes().Count() // 4`),
	)
	XExtensions.Define(sequenceRows("Descendants<T>", "T", container, "The elements in each node and in those, in document order", descendantAxis, `new[] {`+tree+`}.Descendants().Count() // 3`, tree+`.Elements().Descendants("d").Count() // 1`)...)
	XExtensions.Define(Row("static IEnumerable<XNode> DescendantNodesAndSelf(this IEnumerable<XElement> source)", "Each element, the nodes in it and in those, in document order.", nodesOver(withSelf(descendantAxis)), tree+`.Elements().DescendantNodesAndSelf().Count() // 3`))
	XExtensions.Define(sequenceRows("DescendantsAndSelf", "XElement", "", "Each element, the elements in it and in those, in document order", withSelf(descendantAxis), tree+`.Elements().DescendantsAndSelf().Count() // 3`, tree+`.Elements().DescendantsAndSelf("c").Count() // 1`)...)
	XExtensions.Define(sequenceRows("Elements<T>", "T", container, "The elements in each node", childAxis, `new[] {`+tree+`}.Elements().Count() // 2`, tree+`.Elements("b").Elements("d").Count() // 1`)...)
	XExtensions.Define(
		Row("static IEnumerable<T> InDocumentOrder<T>(this IEnumerable<T> source)"+node, "The nodes as they stand in their document. InvalidOperationException when they have no document in common.", F2(inDocumentOrder),
			`string.Join(",", `+tree+`.Elements().Reverse().InDocumentOrder().Select(e => e.Name)) // "b,c"`),
		Row("static void Remove(this IEnumerable<XAttribute> source)", "Takes each attribute out of its element.", F2(func(env *Env, s Seq) Void {
			for _, v := range collect(env, s) {
				if a, ok := v.(*XAttribute); ok {
					a.remove()
				}
			}
			return Void{}
		})),
		Row("static void Remove<T>(this IEnumerable<T> source)"+node, "Takes each node out of its container.", F2(func(env *Env, s Seq) Void {
			for _, v := range collect(env, s) {
				if n := nodeOf(v); n != nil {
					n.remove()
				}
			}
			return Void{}
		})),
	)
}
