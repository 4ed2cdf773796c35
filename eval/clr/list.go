package clr

import (
	"iter"
	"slices"
)

// A List is a System.Collections.Generic.List<T>.
type List struct {
	T        *Type
	items    []any
	capacity int
	version  int // changes with the list, so that an enumeration notices
}

// ListType is the definition of List<T>.
var ListType = Declare(Decl{Name: "System.Collections.Generic.List<T>", Interfaces: "IList<T>, IReadOnlyList<T>", Doc: "A list that grows."})

// ListOf makes a List<T> around boxed values.
func ListOf(elem *Type, items []any) *List {
	return &List{T: Construct(ListType, elem), items: items, capacity: len(items)}
}

// CLRType is List<T>.
func (l *List) CLRType() *Type { return l.T }

// Count is the number of elements.
func (l *List) Count() int { return len(l.items) }

// At is an element; the caller has checked the index.
func (l *List) At(i int) any { return l.items[i] }

// SetAt changes an element; the caller has checked the index.
func (l *List) SetAt(i int, v any) {
	l.items[i] = v
	l.version++
}

// Add appends an element.
func (l *List) Add(env *Env, v any) {
	l.reserve(env, len(l.items)+1)
	l.items = append(l.items, v)
	l.version++
}

// Insert puts an element at a place that the caller has checked.
func (l *List) Insert(env *Env, i int, v any) { l.insert(env, i, []any{v}) }

// RemoveAt takes the element at a place out, which the caller has checked.
func (l *List) RemoveAt(i int) {
	l.items = slices.Delete(l.items, i, i+1)
	l.version++
}

// Remove takes the first element equal to v out.
func (l *List) Remove(v any) bool {
	i := slices.IndexFunc(l.items, func(e any) bool { return Equals(e, v) })
	if i >= 0 {
		l.RemoveAt(i)
	}
	return i >= 0
}

// Clear takes all elements out.
func (l *List) Clear() {
	l.items = nil
	l.version++
}

// Iterate yields the elements and throws when the list is changed meanwhile.
func (l *List) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		version := l.version
		for i := 0; ; i++ {
			if version != l.version {
				Throw(modified())
			}
			if i >= len(l.items) || !yield(l.items[i]) {
				return
			}
		}
	}
}

// reserve makes room for n elements, doubling as .NET does, and charges for it.
func (l *List) reserve(env *Env, n int) {
	if n > l.capacity {
		l.setCapacity(env, max(n, 4, 2*l.capacity))
	}
}

func (l *List) setCapacity(env *Env, n int) {
	if n > l.capacity {
		env.Charge(valueBytes * (n - l.capacity))
	}
	l.capacity = n
}

func (l *List) insert(env *Env, i int, items []any) {
	l.reserve(env, len(l.items)+len(items))
	env.Step((len(l.items) - i) / 8)
	l.items = slices.Insert(l.items, i, items...)
	l.version++
}

// check throws unless index and count name a part of the list.
func (l *List) check(index, count int32) {
	if index < 0 {
		Throw(ArgumentOutOfRange("index", needNonNegative))
	}
	if count < 0 {
		Throw(ArgumentOutOfRange("count", needNonNegative))
	}
	if int(count) > len(l.items)-int(index) {
		Throw(Argument(offsetLength, ""))
	}
}

func newList(types TypeArgs) *List { return ListOf(types[0], nil) }

func newListCapacity(env *Env, types TypeArgs, capacity int32) *List {
	if capacity < 0 {
		Throw(ArgumentOutOfRange("capacity", needNonNegative))
	}
	l := newList(types)
	l.setCapacity(env, int(capacity))
	return l
}

func newListFrom(env *Env, types TypeArgs, source Seq) *List {
	return ListOf(types[0], collect(env, source))
}

func listSetCapacity(env *Env, l *List, n int32) Void {
	if int(n) < len(l.items) {
		Throw(ArgumentOutOfRange("value", "capacity was less than the current size."))
	}
	l.setCapacity(env, int(n))
	return Void{}
}

func listGet(l *List, i int32) any {
	if uint(i) >= uint(len(l.items)) {
		Throw(ArgumentOutOfRange("index", indexRange))
	}
	return l.items[i]
}

func listSet(l *List, i int32, v any) Void {
	listGet(l, i)
	l.SetAt(int(i), v)
	return Void{}
}

func listAdd(env *Env, l *List, v any) Void {
	l.Add(env, v)
	return Void{}
}

func listAddRange(env *Env, l *List, source Seq) Void {
	l.insert(env, len(l.items), collect(env, source))
	return Void{}
}

func listBinarySearchAll(l *List, v any) int32 { return search(l.items, 0, v, DefaultOrdering) }

func listBinarySearch(l *List, v any, order any) int32 {
	return search(l.items, 0, v, OrderingOr(order))
}

func listBinarySearchPart(l *List, index, count int32, v any, order any) int32 {
	l.check(index, count)
	return search(l.items[index:index+count], int(index), v, OrderingOr(order))
}

// search is Array.BinarySearch: the place of an element equal to v in sorted
// items, or the complement of the place where it would be. offset is added to
// the place.
func search(items []any, offset int, v any, order Ordering) int32 {
	lo, hi := 0, len(items)-1
	for lo <= hi {
		mid := lo + (hi-lo)/2
		switch c := wrapComparison(order.Order, items[mid], v); {
		case c == 0:
			return int32(offset + mid)
		case c < 0:
			lo = mid + 1
		default:
			hi = mid - 1
		}
	}
	return ^int32(offset + lo)
}

func listConvertAll(env *Env, types TypeArgs, l *List, f func(any) any) *List {
	env.Charge(valueBytes * len(l.items))
	items := make([]any, len(l.items))
	for i := range items {
		env.Step(1)
		items[i] = f(l.items[i])
	}
	return ListOf(types[1], items)
}

func listCopyToStart(env *Env, l *List, array *Array) Void {
	copyTo(env, l, array, 0)
	return Void{}
}

func listCopyTo(env *Env, l *List, array *Array, index int32) Void {
	copyTo(env, l, array, index)
	return Void{}
}

func listCopyPart(env *Env, l *List, index int32, array *Array, to, count int32) Void {
	if len(l.items)-int(index) < int(count) {
		Throw(Argument(offsetLength, ""))
	}
	l.check(index, count)
	copyTo(env, ListOf(l.T.Args[0], l.items[index:index+count]), array, to)
	return Void{}
}

func listExists(env *Env, l *List, match func(any) bool) bool {
	return findIndex(env, l.items, 0, len(l.items), match) >= 0
}

func listFind(env *Env, l *List, match func(any) bool) any {
	if i := findIndex(env, l.items, 0, len(l.items), match); i >= 0 {
		return l.items[i]
	}
	return Default(l.T.Args[0])
}

func listFindAll(env *Env, l *List, match func(any) bool) *List {
	found := ListOf(l.T.Args[0], nil)
	for _, v := range l.items {
		env.Step(1)
		if match(v) {
			found.Add(env, v)
		}
	}
	return found
}

// findIndex is the first place in [start, end) whose element matches, or -1.
func findIndex(env *Env, items []any, start, end int, match func(any) bool) int32 {
	for i := start; i < end && i < len(items); i++ {
		env.Step(1)
		if match(items[i]) {
			return int32(i)
		}
	}
	return -1
}

// findLastIndex is the last place in (start-count, start] whose element
// matches, or -1.
func findLastIndex(env *Env, items []any, start, count int, match func(any) bool) int32 {
	for i := start; i > start-count; i-- {
		env.Step(1)
		if match(items[i]) {
			return int32(i)
		}
	}
	return -1
}

// partFrom is [start, start+count) of n elements, checked as Find and IndexOf
// do; count is nil for the rest.
func partFrom(name string, n int, start int32, count *int32) (int, int) {
	if start < 0 || int(start) > n {
		Throw(ArgumentOutOfRange(name, indexRange))
	}
	if count == nil {
		return int(start), n
	}
	if *count < 0 || int(*count) > n-int(start) {
		Throw(ArgumentOutOfRange("count", countRange))
	}
	return int(start), int(start + *count)
}

// partBack is the count elements that end at start, checked as FindLastIndex
// does; count is nil for all before.
func partBack(n int, start int32, count *int32) (int, int) {
	if n == 0 && start != -1 || n > 0 && (start < 0 || int(start) >= n) {
		Throw(ArgumentOutOfRange("startIndex", indexRange))
	}
	if count == nil {
		return int(start), int(start) + 1
	}
	if *count < 0 || start-*count+1 < 0 {
		Throw(ArgumentOutOfRange("count", countRange))
	}
	return int(start), int(*count)
}

func listFindIndex(env *Env, l *List, match func(any) bool) int32 {
	return findIndex(env, l.items, 0, len(l.items), match)
}

func listFindIndexFrom(env *Env, l *List, start int32, match func(any) bool) int32 {
	from, to := partFrom("startIndex", len(l.items), start, nil)
	return findIndex(env, l.items, from, to, match)
}

func listFindIndexPart(env *Env, l *List, start, count int32, match func(any) bool) int32 {
	from, to := partFrom("startIndex", len(l.items), start, &count)
	return findIndex(env, l.items, from, to, match)
}

func listFindLast(env *Env, l *List, match func(any) bool) any {
	if i := listFindLastIndex(env, l, match); i >= 0 {
		return l.items[i]
	}
	return Default(l.T.Args[0])
}

func listFindLastIndex(env *Env, l *List, match func(any) bool) int32 {
	return findLastIndex(env, l.items, len(l.items)-1, len(l.items), match)
}

func listFindLastIndexFrom(env *Env, l *List, start int32, match func(any) bool) int32 {
	start1, count := partBack(len(l.items), start, nil)
	return findLastIndex(env, l.items, start1, count, match)
}

func listFindLastIndexPart(env *Env, l *List, start, count int32, match func(any) bool) int32 {
	start1, n := partBack(len(l.items), start, &count)
	return findLastIndex(env, l.items, start1, n, match)
}

func listForEach(env *Env, l *List, action func(any) any) Void {
	for v := range Iterate(env, l) {
		action(v)
	}
	return Void{}
}

func listGetRange(env *Env, l *List, index, count int32) *List {
	l.check(index, count)
	env.Charge(valueBytes * int(count))
	return ListOf(l.T.Args[0], slices.Clone(l.items[index:index+count]))
}

func listIndexOf(env *Env, l *List, v any) int32 {
	return findIndex(env, l.items, 0, len(l.items), equalTo(v))
}

func listIndexOfFrom(env *Env, l *List, v any, index int32) int32 {
	from, to := partFrom("index", len(l.items), index, nil)
	return findIndex(env, l.items, from, to, equalTo(v))
}

func listIndexOfPart(env *Env, l *List, v any, index, count int32) int32 {
	from, to := partFrom("index", len(l.items), index, &count)
	return findIndex(env, l.items, from, to, equalTo(v))
}

func equalTo(v any) func(any) bool { return func(e any) bool { return Equals(e, v) } }

func listInsert(env *Env, l *List, i int32, v any) Void {
	if i < 0 || int(i) > len(l.items) {
		Throw(ArgumentOutOfRange("index", insertRange))
	}
	l.Insert(env, int(i), v)
	return Void{}
}

func listInsertRange(env *Env, l *List, i int32, source Seq) Void {
	if i < 0 || int(i) > len(l.items) {
		Throw(ArgumentOutOfRange("index", indexRange))
	}
	l.insert(env, int(i), collect(env, source))
	return Void{}
}

func listLastIndexOf(env *Env, l *List, v any) int32 {
	return findLastIndex(env, l.items, len(l.items)-1, len(l.items), equalTo(v))
}

func listLastIndexOfFrom(env *Env, l *List, v any, index int32) int32 {
	if int(index) >= len(l.items) {
		Throw(ArgumentOutOfRange("index", indexRange))
	}
	return listLastIndexOfPart(env, l, v, index, index+1)
}

func listLastIndexOfPart(env *Env, l *List, v any, index, count int32) int32 {
	if len(l.items) == 0 {
		return -1
	}
	switch {
	case index < 0:
		Throw(ArgumentOutOfRange("index", needNonNegative))
	case count < 0:
		Throw(ArgumentOutOfRange("count", needNonNegative))
	case int(index) >= len(l.items):
		Throw(ArgumentOutOfRange("index", largerThanSize))
	case count > index+1:
		Throw(ArgumentOutOfRange("count", largerThanSize))
	}
	return findLastIndex(env, l.items, int(index), int(count), equalTo(v))
}

func listRemove(env *Env, l *List, v any) bool {
	env.Step(len(l.items) / 8)
	return l.Remove(v)
}

func listRemoveAll(env *Env, l *List, match func(any) bool) int32 {
	before := len(l.items)
	kept := make([]any, 0, before)
	for _, v := range l.items {
		env.Step(1)
		if !match(v) {
			kept = append(kept, v)
		}
	}
	if len(kept) == before {
		return 0
	}
	l.items = kept
	l.version++
	return int32(before - len(kept))
}

func listRemoveAt(env *Env, l *List, i int32) Void {
	listGet(l, i)
	env.Step((len(l.items) - int(i)) / 8)
	l.RemoveAt(int(i))
	return Void{}
}

func listRemoveRange(l *List, index, count int32) Void {
	l.check(index, count)
	if count > 0 {
		l.items = slices.Delete(l.items, int(index), int(index+count))
		l.version++
	}
	return Void{}
}

func listReverse(env *Env, l *List) Void { return listReversePart(env, l, 0, int32(len(l.items))) }

func listReversePart(env *Env, l *List, index, count int32) Void {
	l.check(index, count)
	env.Step(int(count))
	slices.Reverse(l.items[index : index+count])
	l.version++
	return Void{}
}

func listSort(env *Env, l *List) Void { return listSortBy(env, l, nil) }

func listSortBy(env *Env, l *List, order any) Void {
	return listSortPart(env, l, 0, int32(len(l.items)), order)
}

func listSortWith(env *Env, l *List, order *Delegate) Void { return listSortBy(env, l, order) }

func listSortPart(env *Env, l *List, index, count int32, order any) Void {
	l.check(index, count)
	env.Step(int(count))
	sortValues(l.items[index:index+count], nil, OrderingOr(order).Order)
	l.version++
	return Void{}
}

func listToArray(env *Env, l *List) *Array {
	env.Charge(valueBytes * len(l.items))
	return NewArray(l.T.Args[0], slices.Clone(l.items))
}

func listTrueForAll(env *Env, l *List, match func(any) bool) bool {
	return findIndex(env, l.items, 0, len(l.items), func(v any) bool { return !match(v) }) < 0
}

func init() {
	ListType.Define(
		Row("new()", "Makes an empty list.", F1(newList), `new List<int>().Count // 0`, `new List<int> {1, 2}.Count // 2`),
		Row("new(IEnumerable<T> collection)", "Makes a list of the elements of a sequence.", F3(newListFrom), `new List<int>(new[] {1, 2}).Count // 2`, `new List<int>(null) // throws ArgumentNullException`),
		Row("new(int capacity)", "Makes an empty list with room for elements.", F3(newListCapacity), `new List<int>(10).Count // 0`, `new List<int>(-1) // throws ArgumentOutOfRangeException`),
		Row("int Capacity { get; set; }", "How many elements there is room for.", F1(func(l *List) int32 { return int32(l.capacity) }), `new List<int> {1}.Capacity // 4`).
			Set(F3(listSetCapacity)),
		Row("int Count { get; }", "Number of elements.", F1(func(l *List) int32 { return int32(len(l.items)) }), `new List<int> {1, 2, 3}.Count // 3`),
		Row("T this[int index] { get; set; }", "The element at a place, from 0.", F2(listGet), `new List<int> {1, 2}[1] // 2`, `new List<int>()[0] // throws ArgumentOutOfRangeException`).
			Set(F3(listSet)),
		Row("void Add(T item)", "Appends an element.", F3(listAdd)),
		Row("void AddRange(IEnumerable<T> collection)", "Appends the elements of a sequence.", F3(listAddRange), `new List<int>().AddRange(null) // throws ArgumentNullException`),
		Row("ReadOnlyCollection<T> AsReadOnly()", "A view of the list that cannot change it.", F1(listAsReadOnly), `new List<int> {1, 2}.AsReadOnly()[1] // 2`),
		Row("int BinarySearch(T item)", "The place of item in a sorted list; negative when it is not there: the complement of where it would be.", F2(listBinarySearchAll),
			`new List<int> {1, 3, 5}.BinarySearch(3) // 1`, `new List<int> {1, 3, 5}.BinarySearch(4) // -3`),
		Row("int BinarySearch(T item, IComparer<T> comparer)", "The same in another order.", F3(listBinarySearch), `new List<int> {1, 3, 5}.BinarySearch(5, null) // 2`),
		Row("int BinarySearch(int index, int count, T item, IComparer<T> comparer)", "The same in a part of the list.", F5(listBinarySearchPart), `new List<int> {1, 3, 5}.BinarySearch(1, 2, 5, null) // 2`),
		Row("void Clear()", "Takes all elements out.", F1(func(l *List) Void {
			l.Clear()
			return Void{}
		})),
		Row("bool Contains(T item)", "Whether an element is equal to item.", F3(func(env *Env, l *List, v any) bool { return listIndexOf(env, l, v) >= 0 }),
			`new List<string> {"a"}.Contains("a") // true`, `new List<string> {"a"}.Contains("A") // false`),
		Row("List<TOutput> ConvertAll<TOutput>(Converter<T, TOutput> converter)", "A list of what a function makes of each element.", F4(listConvertAll), `new List<int> {1, 2, 3}.ConvertAll(x => "n" + x)[2] // "n3"`),
		Row("void CopyTo(T[] array)", "Copies the elements to the start of an array.", F3(listCopyToStart), `new List<int> {1}.CopyTo(new int[0]) // throws ArgumentException`),
		Row("void CopyTo(T[] array, int arrayIndex)", "Copies the elements to a place in an array.", F4(listCopyTo), `new List<int> {1}.CopyTo(new int[1], -1) // throws ArgumentOutOfRangeException`),
		Row("void CopyTo(int index, T[] array, int arrayIndex, int count)", "Copies a part of the list to a place in an array.", F6(listCopyPart), `new List<int> {1}.CopyTo(0, new int[1], 0, 2) // throws ArgumentException`),
		Row("bool Exists(Predicate<T> match)", "Whether some element matches.", F3(listExists), `new List<int> {1, 2}.Exists(x => x > 1) // true`),
		Row("T Find(Predicate<T> match)", "The first element that matches, or default(T).", F3(listFind), `new List<int> {1, 2, 3}.Find(x => x > 1) // 2`, `new List<int> {1}.Find(x => x > 5) // 0`),
		Row("List<T> FindAll(Predicate<T> match)", "The elements that match.", F3(listFindAll), `new List<int> {1, 2, 3}.FindAll(x => x > 1).Count // 2`),
		Row("int FindIndex(Predicate<T> match)", "The place of the first element that matches, or -1.", F3(listFindIndex), `new List<int> {1, 2, 3}.FindIndex(x => x > 1) // 1`),
		Row("int FindIndex(int startIndex, Predicate<T> match)", "The same from a place on.", F4(listFindIndexFrom), `new List<int> {3, 1, 3}.FindIndex(1, x => x > 1) // 2`),
		Row("int FindIndex(int startIndex, int count, Predicate<T> match)", "The same in a part of the list.", F5(listFindIndexPart), `new List<int> {3, 1, 3}.FindIndex(1, 1, x => x > 1) // -1`),
		Row("T FindLast(Predicate<T> match)", "The last element that matches, or default(T).", F3(listFindLast), `new List<int> {1, 2, 3}.FindLast(x => x < 3) // 2`),
		Row("int FindLastIndex(Predicate<T> match)", "The place of the last element that matches, or -1.", F3(listFindLastIndex), `new List<int> {1, 2, 3}.FindLastIndex(x => x < 3) // 1`),
		Row("int FindLastIndex(int startIndex, Predicate<T> match)", "The same from a place backwards.", F4(listFindLastIndexFrom), `new List<int> {1, 2, 3}.FindLastIndex(0, x => x < 3) // 0`),
		Row("int FindLastIndex(int startIndex, int count, Predicate<T> match)", "The same in the count elements that end at startIndex.", F5(listFindLastIndexPart), `new List<int> {1, 2, 3}.FindLastIndex(2, 1, x => x < 3) // -1`),
		Row("void ForEach(Action<T> action)", "Calls a function with each element.", F3(listForEach), `new List<int>().ForEach(null) // throws ArgumentNullException`),
		Row("IEnumerator<T> GetEnumerator()", "A place before the first element.", F1(func(l *List) *Enumerator { return NewEnumerator(l.T.Args[0], l) }), `new List<int> {1}.GetEnumerator().MoveNext() // true`),
		Row("List<T> GetRange(int index, int count)", "A copy of a part of the list.", F4(listGetRange), `new List<int> {1, 2, 3, 4}.GetRange(1, 2)[0] // 2`, `new List<int> {1}.GetRange(0, 2) // throws ArgumentException`),
		Row("int IndexOf(T item)", "The place of the first element equal to item, or -1.", F3(listIndexOf), `new List<string> {"a", "b"}.IndexOf("b") // 1`),
		Row("int IndexOf(T item, int index)", "The same from a place on.", F4(listIndexOfFrom), `new List<int> {1, 2, 1}.IndexOf(1, 1) // 2`, `new List<int> {1}.IndexOf(1, 2) // throws ArgumentOutOfRangeException`),
		Row("int IndexOf(T item, int index, int count)", "The same in a part of the list.", F5(listIndexOfPart), `new List<int> {1, 2, 1}.IndexOf(1, 1, 1) // -1`),
		Row("void Insert(int index, T item)", "Puts an element at a place.", F4(listInsert), `new List<int>().Insert(1, 1) // throws ArgumentOutOfRangeException`),
		Row("void InsertRange(int index, IEnumerable<T> collection)", "Puts the elements of a sequence at a place.", F4(listInsertRange), `new List<int>().InsertRange(0, null) // throws ArgumentNullException`),
		Row("int LastIndexOf(T item)", "The place of the last element equal to item, or -1.", F3(listLastIndexOf), `new List<int> {1, 2, 1}.LastIndexOf(1) // 2`),
		Row("int LastIndexOf(T item, int index)", "The same from a place backwards.", F4(listLastIndexOfFrom), `new List<int> {1, 2, 1}.LastIndexOf(1, 1) // 0`),
		Row("int LastIndexOf(T item, int index, int count)", "The same in the count elements that end at index.", F5(listLastIndexOfPart), `new List<int> {1, 2, 1}.LastIndexOf(1, 1, 1) // -1`),
		Row("bool Remove(T item)", "Takes the first element equal to item out; false when there is none.", F3(listRemove), `new List<int> {1, 2, 3}.Remove(9) // false`),
		Row("int RemoveAll(Predicate<T> match)", "Takes the elements that match out and says how many.", F3(listRemoveAll), `new List<int> {1, 2, 3, 4}.RemoveAll(x => x % 2 == 0) // 2`),
		Row("void RemoveAt(int index)", "Takes the element at a place out.", F3(listRemoveAt), `new List<int>().RemoveAt(0) // throws ArgumentOutOfRangeException`),
		Row("void RemoveRange(int index, int count)", "Takes a part of the list out.", F3(listRemoveRange), `new List<int>().RemoveRange(0, 1) // throws ArgumentException`),
		Row("void Reverse()", "Turns the order around.", F2(listReverse)),
		Row("void Reverse(int index, int count)", "Turns the order of a part around.", F4(listReversePart), `new List<int>().Reverse(0, 1) // throws ArgumentException`),
		Row("void Sort()", "Sorts by the elements' own order. Not stable. InvalidOperationException when they have none.", F2(listSort), `new List<object> {new object(), new object()}.Sort() // throws InvalidOperationException`),
		Row("void Sort(Comparison<T> comparison)", "Sorts by a function. Not stable.", F3(listSortWith), `new List<int>().Sort((Comparison<int>)null) // throws ArgumentNullException`),
		Row("void Sort(IComparer<T> comparer)", "Sorts by a comparer; null is the elements' own order. Not stable.", F3(listSortBy)),
		Row("void Sort(int index, int count, IComparer<T> comparer)", "Sorts a part.", F5(listSortPart), `new List<int>().Sort(0, 1, null) // throws ArgumentException`),
		Row("T[] ToArray()", "An array of the elements.", F2(listToArray), `new List<int> {1, 2}.ToArray().Length // 2`),
		Row("void TrimExcess()", "Gives unused room back.", F1(func(l *List) Void {
			l.capacity = len(l.items)
			return Void{}
		})),
		Row("bool TrueForAll(Predicate<T> match)", "Whether all elements match.", F3(listTrueForAll), `new List<int> {1, 2}.TrueForAll(x => x > 0) // true`),
	)
}
