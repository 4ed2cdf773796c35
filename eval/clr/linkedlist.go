package clr

import "iter"

// A LinkedList is a System.Collections.Generic.LinkedList<T>.
type LinkedList struct {
	T           *Type
	first, last *LinkedListNode
	count       int
	version     int
}

// A LinkedListNode is one place of a LinkedList.
type LinkedListNode struct {
	T          *Type
	list       *LinkedList // nil when it is in none
	prev, next *LinkedListNode
	value      any
}

// The definitions of LinkedList<T> and its nodes.
var (
	LinkedListType     = Declare(Decl{Name: "System.Collections.Generic.LinkedList<T>", Interfaces: "ICollection<T>, IReadOnlyCollection<T>", Beyond: true, Doc: "A list whose places can be held."})
	LinkedListNodeType = Declare(Decl{Name: "System.Collections.Generic.LinkedListNode<T>", Beyond: true, Doc: "A place of a LinkedList."})
)

// CLRType is LinkedList<T>.
func (l *LinkedList) CLRType() *Type { return l.T }

// CLRType is LinkedListNode<T>.
func (n *LinkedListNode) CLRType() *Type { return n.T }

// Count is the number of elements.
func (l *LinkedList) Count() int { return l.count }

// Add appends an element.
func (l *LinkedList) Add(env *Env, v any) { l.insert(env, v, nil) }

// insert puts a value before a node, or at the end when it is nil.
func (l *LinkedList) insert(env *Env, v any, before *LinkedListNode) *LinkedListNode {
	env.Charge(slotBytes)
	n := &LinkedListNode{T: Construct(LinkedListNodeType, l.T.Args...), list: l, value: v, next: before}
	if before == nil {
		n.prev, l.last = l.last, n
	} else {
		n.prev, before.prev = before.prev, n
	}
	if n.prev == nil {
		l.first = n
	} else {
		n.prev.next = n
	}
	l.count++
	l.version++
	return n
}

func (l *LinkedList) remove(n *LinkedListNode) {
	if n.prev == nil {
		l.first = n.next
	} else {
		n.prev.next = n.next
	}
	if n.next == nil {
		l.last = n.prev
	} else {
		n.next.prev = n.prev
	}
	n.list, n.prev, n.next = nil, nil, nil
	l.count--
	l.version++
}

// find is the first node whose value is equal to v, or nil.
func (l *LinkedList) find(v any) *LinkedListNode {
	for n := l.first; n != nil; n = n.next {
		if Equals(n.value, v) {
			return n
		}
	}
	return nil
}

// findLast is the last node whose value is equal to v, or nil.
func (l *LinkedList) findLast(v any) *LinkedListNode {
	for n := l.last; n != nil; n = n.prev {
		if Equals(n.value, v) {
			return n
		}
	}
	return nil
}

// Remove takes the first element equal to v out.
func (l *LinkedList) Remove(v any) bool {
	n := l.find(v)
	if n != nil {
		l.remove(n)
	}
	return n != nil
}

// Clear takes all elements out.
func (l *LinkedList) Clear() {
	for l.first != nil {
		l.remove(l.first)
	}
}

// Iterate yields the elements and throws when the list is changed meanwhile.
func (l *LinkedList) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		version := l.version
		for n := l.first; n != nil; n = n.next {
			if !yield(n.value) {
				return
			}
			if version != l.version {
				Throw(modified())
			}
		}
	}
}

// of throws unless a node is in the list.
func (n *LinkedListNode) of(l *LinkedList) {
	if n.list != l {
		Throw(InvalidOperation("The LinkedList node does not belong to current LinkedList."))
	}
}

func linkedListEnd(n *LinkedListNode) *LinkedListNode {
	if n == nil {
		Throw(InvalidOperation("The LinkedList is empty."))
	}
	return n
}

func init() {
	one := "new LinkedList<int>(new[] {1, 2, 3})"
	LinkedListType.Define(
		Row("new()", "Makes an empty list.", F1(func(t TypeArgs) *LinkedList { return &LinkedList{T: Construct(LinkedListType, t...)} }), `new LinkedList<int>().Count // 0`),
		Row("new(IEnumerable<T> collection)", "Makes a list of the elements of a sequence.", F3(func(env *Env, t TypeArgs, source Seq) *LinkedList {
			l := &LinkedList{T: Construct(LinkedListType, t...)}
			for v := range Iterate(env, source) {
				l.Add(env, v)
			}
			return l
		}), one+".Count // 3"),
		Row("int Count { get; }", "Number of elements.", F1(count), one+".Count // 3"),
		Row("LinkedListNode<T> First { get; }", "The first place, or null.", F1(func(l *LinkedList) *LinkedListNode { return l.first }), one+".First.Value // 1", "new LinkedList<int>().First // null"),
		Row("LinkedListNode<T> Last { get; }", "The last place, or null.", F1(func(l *LinkedList) *LinkedListNode { return l.last }), one+".Last.Value // 3"),
		Row("LinkedListNode<T> AddAfter(LinkedListNode<T> node, T value)", "Puts a value after a place.", F4(func(env *Env, l *LinkedList, node *LinkedListNode, v any) *LinkedListNode {
			node.of(l)
			return l.insert(env, v, node.next)
		}), one+".AddAfter(null, 1) // throws ArgumentNullException"),
		Row("LinkedListNode<T> AddBefore(LinkedListNode<T> node, T value)", "Puts a value before a place.", F4(func(env *Env, l *LinkedList, node *LinkedListNode, v any) *LinkedListNode {
			node.of(l)
			return l.insert(env, v, node)
		}), one+".AddBefore(null, 1) // throws ArgumentNullException"),
		Row("LinkedListNode<T> AddFirst(T value)", "Puts a value first.", F3(func(env *Env, l *LinkedList, v any) *LinkedListNode { return l.insert(env, v, l.first) }), one+".AddFirst(9).Next.Value // 1"),
		Row("LinkedListNode<T> AddLast(T value)", "Puts a value last.", F3(func(env *Env, l *LinkedList, v any) *LinkedListNode { return l.insert(env, v, nil) }), one+".AddLast(9).Previous.Value // 3"),
		Row("void Clear()", "Takes all elements out.", F1(func(l *LinkedList) Void {
			l.Clear()
			return Void{}
		})),
		Row("bool Contains(T value)", "Whether an element is equal to value.", F3(func(env *Env, l *LinkedList, v any) bool { return indexOf(env, l, v) >= 0 }), one+".Contains(2) // true"),
		Row("void CopyTo(T[] array, int index)", "Copies the elements into an array.", F4(func(env *Env, l *LinkedList, array *Array, index int32) Void {
			copyTo(env, l, array, index)
			return Void{}
		}), one+".CopyTo(new int[0], 0) // throws ArgumentException"),
		Row("LinkedListNode<T> Find(T value)", "The first place with a value, or null.", F3(func(env *Env, l *LinkedList, v any) *LinkedListNode {
			env.Step(l.count)
			return l.find(v)
		}), one+".Find(2).Next.Value // 3"),
		Row("LinkedListNode<T> FindLast(T value)", "The last place with a value, or null.", F3(func(env *Env, l *LinkedList, v any) *LinkedListNode {
			env.Step(l.count)
			return l.findLast(v)
		}), one+".FindLast(9) // null"),
		Row("IEnumerator<T> GetEnumerator()", "A place before the first element.", F1(func(l *LinkedList) *Enumerator { return NewEnumerator(l.T.Args[0], l) }), one+".GetEnumerator().MoveNext() // true"),
		Row("bool Remove(T value)", "Takes the first element equal to value out; false when there is none.", F3(func(env *Env, l *LinkedList, v any) bool {
			env.Step(l.count)
			return l.Remove(v)
		}), one+".Remove(2) // true"),
		Row("void Remove(LinkedListNode<T> node)", "Takes a place out.", F2(func(l *LinkedList, node *LinkedListNode) Void {
			node.of(l)
			l.remove(node)
			return Void{}
		}), one+".Remove((LinkedListNode<int>)null) // throws ArgumentNullException"),
		Row("void RemoveFirst()", "Takes the first element out.", F1(func(l *LinkedList) Void {
			l.remove(linkedListEnd(l.first))
			return Void{}
		}), `new LinkedList<int>().RemoveFirst() // throws InvalidOperationException`),
		Row("void RemoveLast()", "Takes the last element out.", F1(func(l *LinkedList) Void {
			l.remove(linkedListEnd(l.last))
			return Void{}
		}), `new LinkedList<int>().RemoveLast() // throws InvalidOperationException`),
	)
	LinkedListNodeType.Define(
		Row("new(T value)", "Makes a place in no list.", F2(func(t TypeArgs, v any) *LinkedListNode {
			return &LinkedListNode{T: Construct(LinkedListNodeType, t...), value: v}
		}), `new LinkedListNode<int>(5).Value // 5`),
		Row("LinkedList<T> List { get; }", "The list, or null.", F1(func(n *LinkedListNode) *LinkedList { return n.list }), one+".First.List.Count // 3"),
		Row("LinkedListNode<T> Next { get; }", "The next place, or null.", F1(func(n *LinkedListNode) *LinkedListNode { return n.next }), one+".First.Next.Value // 2"),
		Row("LinkedListNode<T> Previous { get; }", "The place before, or null.", F1(func(n *LinkedListNode) *LinkedListNode { return n.prev }), one+".First.Previous // null"),
		Row("T Value { get; set; }", "The value.", F1(func(n *LinkedListNode) any { return n.value }), one+".Last.Value // 3").
			Set(F2(func(n *LinkedListNode, v any) Void {
				n.value = v
				return Void{}
			})),
	)
}
