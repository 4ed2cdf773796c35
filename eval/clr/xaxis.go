package clr

import "iter"

// An axis goes from a node to others and yields them until yield says no. It
// counts a step for each. As in .NET the tree may change meanwhile, and the
// axis then goes on from the node it is at.
type axis func(env *Env, n *XNode, yield func(*XNode) bool)

func childAxis(env *Env, n *XNode, yield func(*XNode) bool) {
	for at := n.first; at != nil; at = at.next {
		env.Step(1)
		if !yield(at) || at.parent != n {
			return
		}
	}
}

func descendantAxis(env *Env, n *XNode, yield func(*XNode) bool) {
	at := n
	for {
		if at.first != nil {
			at = at.first
		} else {
			for at != n && at.next == nil {
				if at = at.parent; at == nil {
					Throw(NullReference()) // the node was taken out meanwhile
				}
			}
			if at == n {
				return
			}
			at = at.next
		}
		env.Step(1)
		if !yield(at) {
			return
		}
	}
}

// withSelf is an axis that begins with the node itself.
func withSelf(walk axis) axis {
	return func(env *Env, n *XNode, yield func(*XNode) bool) {
		env.Step(1)
		if yield(n) {
			walk(env, n, yield)
		}
	}
}

// named is the query of what walk yields of a node, the elements alone, and
// those of a name if it is not nil.
func (walk axis) named(n *XNode, name *XName) *Lazy {
	return newQuery(XElementType, func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			walk(env, n, func(at *XNode) bool { return !at.matches(name) || yield(at) })
		}
	})
}

// matches reports whether the node is an element, of a name if it is not nil.
func (n *XNode) matches(name *XName) bool {
	return n.kind == elementNode && (name == nil || n.name == *name)
}

// nodesOn is the query of all that walk yields of a node.
func nodesOn(walk axis) func(n *XNode) *Lazy {
	return func(n *XNode) *Lazy {
		return newQuery(XNodeType, func(env *Env) iter.Seq[any] {
			return func(yield func(any) bool) { walk(env, n, func(at *XNode) bool { return yield(at) }) }
		})
	}
}

// axisRows are the two overloads of an axis of elements: all of them, and those
// of a name.
func axisRows(name, doc string, walk axis, all, some string) []Member {
	return []Member{
		Row("IEnumerable<XElement> "+name+"()", doc+".", F1(func(n *XNode) Seq { return walk.named(n, nil) }), all),
		Row("IEnumerable<XElement> "+name+"(XName name)", doc+" that have a name.", F2(func(n *XNode, name Opt[XName]) Seq {
			if !name.Valid {
				return emptyElements()
			}
			return walk.named(n, &name.Value)
		}), some),
	}
}
