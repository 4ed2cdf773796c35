package clr

// contains is ICollection<T>.Contains: the collection's own answer, else the
// first element that is equal by value.
func contains(env *Env, s Seq, v any) bool {
	if c, ok := s.(Container); ok {
		return c.Contains(v)
	}
	return indexOf(env, s, v) >= 0
}

// indexOf is the place of the first element equal by value, or -1.
func indexOf(env *Env, s Seq, v any) int32 {
	i := int32(0)
	for e := range Iterate(env, s) {
		if Equals(e, v) {
			return i
		}
		i++
	}
	return -1
}

// collect is the elements of a sequence; the budget is charged for them.
func collect(env *Env, s Seq) []any {
	var items []any
	if c, ok := s.(Collection); ok {
		n := c.Count()
		env.Charge(valueBytes * n)
		items = make([]any, 0, n)
	}
	for v := range Iterate(env, s) {
		if len(items) == cap(items) {
			env.Charge(valueBytes * max(4, cap(items)))
		}
		items = append(items, v)
	}
	return items
}

// valueBytes is what one element of an array or list costs the budget.
const valueBytes = 16

// copyTo copies the elements of a sequence into an array from a place on.
func copyTo(env *Env, s Seq, array *Array, index int32) {
	if index < 0 {
		Throw(ArgumentOutOfRange("arrayIndex", needNonNegative))
	}
	items := collect(env, s)
	if len(items) > array.Len()-int(index) {
		Throw(Argument(destinationShort, ""))
	}
	for i, v := range items {
		array.SetAt(int(index)+i, v)
	}
}

// The messages that collections share.
const (
	needNonNegative  = "Non-negative number required."
	indexRange       = "Index was out of range. Must be non-negative and less than the size of the collection."
	countRange       = "Count must be positive and count must refer to a location within the string/array/collection."
	insertRange      = "Index must be within the bounds of the List."
	offsetLength     = "Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection."
	destinationShort = "Destination array was not long enough. Check destIndex and length, and the array's lower bounds."
	sourceShort      = "Source array was not long enough. Check srcIndex and length, and the array's lower bounds."
	largerThanSize   = "Larger than collection size."
	fixedSize        = "Collection was of a fixed size."
	readOnly         = "Collection is read-only."
)

// editable is a collection that can change; it throws NotSupportedException
// for an array and a read-only collection.
func editable[C Collection](s Seq) C {
	c, ok := s.(C)
	if !ok {
		message := readOnly
		if _, isArray := s.(*Array); isArray {
			message = fixedSize
		}
		Throw(NotSupported(message))
	}
	return c
}

func init() {
	IReadOnlyCollection.Define(
		Row("int Count { get; }", "Number of elements.", F1(count), `((IReadOnlyCollection<int>)new List<int> {1, 2}).Count // 2`),
	)
	ICollection.Define(
		Row("int Count { get; }", "Number of elements.", F1(count), `((ICollection<int>)new[] {1, 2}).Count // 2`),
		Row("bool IsReadOnly { get; }", "Whether Add and Remove throw.", F1(func(c Collection) bool {
			_, ok := c.(Editable)
			return !ok
		}), `((ICollection<int>)new[] {1}).IsReadOnly // true`, `((ICollection<int>)new List<int>()).IsReadOnly // false`),
		Row("void Add(T item)", "Adds an element.", F3(func(env *Env, c Collection, item any) Void {
			editable[Editable](c).Add(env, item)
			return Void{}
		}), `((ICollection<int>)new[] {1}).Add(2) // throws NotSupportedException`),
		Row("void Clear()", "Takes all elements out.", F1(func(c Collection) Void {
			editable[Editable](c).Clear()
			return Void{}
		}), `((ICollection<int>)new[] {1}).Clear() // throws NotSupportedException`),
		Row("bool Contains(T item)", "Whether an element is equal to item.", F3(func(env *Env, c Collection, item any) bool {
			return contains(env, c, item)
		}), `((ICollection<string>)new[] {"a"}).Contains("a") // true`),
		Row("void CopyTo(T[] array, int arrayIndex)", "Copies the elements into an array.", F4(func(env *Env, c Collection, array *Array, index int32) Void {
			copyTo(env, c, array, index)
			return Void{}
		}), `((ICollection<int>)new[] {1}).CopyTo(new int[0], 0) // throws ArgumentException`),
		Row("bool Remove(T item)", "Takes the first element equal to item out; false when there is none.", F2(func(c Collection, item any) bool {
			return editable[Editable](c).Remove(item)
		}), `((ICollection<int>)new List<int> {1}).Remove(1) // true`),
	)
}

func count(c Collection) int32 { return int32(c.Count()) }
