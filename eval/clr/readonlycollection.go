package clr

import "iter"

// A ReadOnlyCollection is a System.Collections.ObjectModel.ReadOnlyCollection<T>:
// a view of a list.
type ReadOnlyCollection struct {
	T    *Type
	list Lister
}

// ReadOnlyCollectionType is the definition of ReadOnlyCollection<T>.
var ReadOnlyCollectionType = Declare(Decl{Name: "System.Collections.ObjectModel.ReadOnlyCollection<T>", Interfaces: "IList<T>, IReadOnlyList<T>", Beyond: true, Doc: "A view of a list that cannot change it."})

func readOnlyOf(elem *Type, list Lister) *ReadOnlyCollection {
	return &ReadOnlyCollection{Construct(ReadOnlyCollectionType, elem), list}
}

func listAsReadOnly(l *List) *ReadOnlyCollection { return readOnlyOf(l.T.Args[0], l) }

// CLRType is ReadOnlyCollection<T>.
func (c *ReadOnlyCollection) CLRType() *Type { return c.T }

// Count is the number of elements of the list.
func (c *ReadOnlyCollection) Count() int { return c.list.Count() }

// At is an element; the caller has checked the index.
func (c *ReadOnlyCollection) At(i int) any { return c.list.At(i) }

// Iterate yields the elements of the list.
func (c *ReadOnlyCollection) Iterate(env *Env) iter.Seq[any] { return c.list.Iterate(env) }

func init() {
	ReadOnlyCollectionType.Define(
		Row("new(IList<T> list)", "Makes a view of a list.", F2(func(types TypeArgs, list Lister) *ReadOnlyCollection {
			return readOnlyOf(types[0], list)
		}), `new System.Collections.ObjectModel.ReadOnlyCollection<int>(new[] {1, 2}).Count // 2`),
		Row("int Count { get; }", "Number of elements.", F1(count), `new List<int> {1, 2}.AsReadOnly().Count // 2`),
		Row("T this[int index] { get; }", "The element at a place, from 0.", F2(at), `new List<int> {1, 2}.AsReadOnly()[0] // 1`, `new List<int>().AsReadOnly()[0] // throws ArgumentOutOfRangeException`),
		Row("bool Contains(T value)", "Whether an element is equal to value.", F3(func(env *Env, c *ReadOnlyCollection, v any) bool { return contains(env, c.list, v) }), `new List<int> {1}.AsReadOnly().Contains(1) // true`),
		Row("void CopyTo(T[] array, int index)", "Copies the elements into an array.", F4(func(env *Env, c *ReadOnlyCollection, array *Array, index int32) Void {
			copyTo(env, c, array, index)
			return Void{}
		}), `new List<int> {1}.AsReadOnly().CopyTo(new int[0], 0) // throws ArgumentException`),
		Row("IEnumerator<T> GetEnumerator()", "A place before the first element.", F1(func(c *ReadOnlyCollection) *Enumerator { return NewEnumerator(c.T.Args[0], c) }), `new List<int> {1}.AsReadOnly().GetEnumerator().MoveNext() // true`),
		Row("int IndexOf(T value)", "The place of the first element equal to value, or -1.", F3(func(env *Env, c *ReadOnlyCollection, v any) int32 { return indexOf(env, c, v) }), `new List<int> {1, 2}.AsReadOnly().IndexOf(2) // 1`),
	)
}
