package clr

import "hash/maphash"

// An XNodeEqualityComparer is a System.Xml.Linq.XNodeEqualityComparer.
type XNodeEqualityComparer struct{ env *Env }

// XNodeEqualityComparerType is System.Xml.Linq.XNodeEqualityComparer.
var XNodeEqualityComparerType = Declare(Decl{Name: "System.Xml.Linq.XNodeEqualityComparer", Interfaces: "IEqualityComparer<XNode>", Doc: "Compares nodes with all in them, as XNode.DeepEquals."})

// CLRType is XNodeEqualityComparer.
func (*XNodeEqualityComparer) CLRType() *Type { return XNodeEqualityComparerType }

// Equal is XNode.DeepEquals.
func (c *XNodeEqualityComparer) Equal(a, b any) bool { return nodesEqual(c.env, nodeOf(a), nodeOf(b)) }

// HashOf agrees with Equal.
func (c *XNodeEqualityComparer) HashOf(v any) uint64 {
	n := nodeOf(v)
	if n == nil {
		return 0
	}
	var nodes, text maphash.Hash
	nodes.SetSeed(seed)
	text.SetSeed(seed)
	for at := range n.walk(c.env) {
		if at.isText() {
			text.WriteString(at.text)
			continue
		}
		nodes.WriteByte(byte(at.kind))
		nodes.WriteString(at.name.Local)
		nodes.WriteString(at.name.Namespace)
		nodes.WriteString(at.text)
		for a := at.firstAttr; a != nil; a = a.next {
			nodes.WriteString(a.name.Local)
			nodes.WriteString(a.value)
		}
	}
	return nodes.Sum64() ^ text.Sum64()
}

// nodeOf is a boxed node; null is nil.
func nodeOf(v any) *XNode {
	n, _ := v.(*XNode)
	return n
}

func newNodeComparer(env *Env) *XNodeEqualityComparer { return &XNodeEqualityComparer{env} }

// nodesEqual reports whether two nodes are alike, with all in them: the same
// names, the same attributes in the same order, the same nodes. Neighbouring
// texts count as one.
func nodesEqual(env *Env, a, b *XNode) bool {
	if a == nil || b == nil {
		return a == b
	}
	for x, y := a, b; ; {
		if !x.alike(env, y) {
			return false
		}
		in, of := x.first, y.first
		for {
			var s, t string
			in, s = pastText(env, in)
			of, t = pastText(env, of)
			if s != t || (in == nil) != (of == nil) {
				return false
			}
			if in != nil {
				break
			}
			if x == a {
				return true
			}
			in, of = x.next, y.next
			x, y = x.parent, y.parent
		}
		x, y = in, of
	}
}

// alike reports whether two nodes are equal but for the nodes in them.
func (n *XNode) alike(env *Env, other *XNode) bool {
	if n.kind != other.kind || n.name != other.name || n.text != other.text || (n.first != nil || n.filled) != (other.first != nil || other.filled) {
		return false
	}
	if n.doctype != nil && *n.doctype != *other.doctype {
		return false
	}
	a, b := n.firstAttr, other.firstAttr
	for a != nil && b != nil && a.name == b.name && a.value == b.value {
		env.Step(1)
		a, b = a.next, b.next
	}
	return a == nil && b == nil
}

// pastText is the first of a node and those after it that is not text, and the
// text before.
func pastText(env *Env, n *XNode) (rest *XNode, text string) {
	for n.isText() {
		env.Step(1)
		if text == "" {
			text = n.text
		} else {
			env.Charge(len(text) + len(n.text))
			text += n.text
		}
		n = n.next
	}
	return n, text
}

func init() {
	XNodeEqualityComparerType.Define(
		Row("new()", "Makes one.", F1(newNodeComparer), `new XNodeEqualityComparer().Equals(new XElement("a"), new XElement("b")) // false`),
		Row("bool Equals(XNode x, XNode y)", "Whether both are alike, with all in them.", F3(func(c *XNodeEqualityComparer, x, y any) bool { return c.Equal(x, y) }), `new XNodeEqualityComparer().Equals(null, null) // true`),
		Row("int GetHashCode(XNode obj)", "A number that is the same for nodes that are alike. It differs from .NET's.", F2(func(c *XNodeEqualityComparer, v any) int32 { return int32(c.HashOf(v)) }), `new XNodeEqualityComparer().GetHashCode(null) // 0`),
	)
}
