package clr

import "slices"

// Count is the number of elements, as ICollection<T> says it.
func (a *Array) Count() int { return a.Len() }

// part is the elements of a part of an array as boxed values, and what writes
// changes of them back, which only a byte[] needs.
func (a *Array) part(from, to int) (items []any, write func()) {
	if a.T.Elem != Byte {
		return a.items[from:to], func() {}
	}
	items = a.Items()[from:to]
	return items, func() {
		for i, v := range items {
			a.SetAt(from+i, v)
		}
	}
}

// single throws RankException for an array of several dimensions.
func (a *Array) single() *Array {
	if a.T.Rank > 1 {
		Throw(NewException(RankExceptionType, "Only single dimension arrays are supported here."))
	}
	return a
}

// check throws unless index and length name a part of the array.
func (a *Array) check(index, length int32) {
	if index < 0 {
		Throw(ArgumentOutOfRange("index", needNonNegative))
	}
	if length < 0 {
		Throw(ArgumentOutOfRange("length", needNonNegative))
	}
	if int(length) > a.Len()-int(index) {
		Throw(Argument(offsetLength, ""))
	}
}

// dims is the lengths of all dimensions.
func (a *Array) dims() []int {
	if a.T.Rank > 1 {
		return a.Dims
	}
	return []int{a.Len()}
}

func arrayGetLength(a *Array, dimension int32) int32 {
	dims := a.dims()
	if dimension < 0 || int(dimension) >= len(dims) {
		Throw(IndexOutOfRange())
	}
	return int32(dims[dimension])
}

func arrayGetLowerBound(a *Array, dimension int32) int32 {
	arrayGetLength(a, dimension)
	return 0
}

// place is the offset of an element by its indexes.
func (a *Array) place(indexes []int32) int {
	dims := a.dims()
	if len(indexes) != len(dims) {
		Throw(Argument("Array was not a one-dimensional array.", ""))
	}
	at := 0
	for n, i := range indexes {
		if i < 0 || int(i) >= dims[n] {
			Throw(IndexOutOfRange())
		}
		at = at*dims[n] + int(i)
	}
	return at
}

func indexesOf(list *Array) []int32 {
	indexes := make([]int32, list.Len())
	for i := range indexes {
		indexes[i] = list.At(i).(int32)
	}
	return indexes
}

// setValue stores an object in an element, with the widening conversions that
// Array.SetValue makes.
func (a *Array) setValue(value any, at int) Void {
	elem := a.T.Elem
	switch {
	case value == nil:
		a.SetAt(at, Default(elem))
	case IsInstance(value, elem):
		a.SetAt(at, value)
	case !elem.IsNumeric() || !TypeOf(value).IsNumeric():
		Throw(InvalidCast("Object cannot be stored in an array of this type."))
	case !widens(TypeOf(value), elem):
		Throw(Argument("Cannot widen from source type to target type either because the source type is a not a primitive type or the conversion cannot be accomplished.", ""))
	default:
		a.SetAt(at, NumericConversion(TypeOf(value), elem, false)(value))
	}
	return Void{}
}

// wideningTargets are the conversions between primitive types that Array.Copy
// and Array.SetValue make; decimal takes no part.
var wideningTargets = map[*Type][]*Type{
	Byte:     {CharType, Int16, UInt16, Int32, UInt32, Int64, UInt64, Single, Double},
	SByte:    {Int16, Int32, Int64, Single, Double},
	Int16:    {Int32, Int64, Single, Double},
	UInt16:   {CharType, Int32, UInt32, Int64, UInt64, Single, Double},
	CharType: {UInt16, Int32, UInt32, Int64, UInt64, Single, Double},
	Int32:    {Int64, Single, Double},
	UInt32:   {Int64, UInt64, Single, Double},
	Int64:    {Single, Double},
	UInt64:   {Single, Double},
	Single:   {Double},
}

func widens(from, to *Type) bool { return slices.Contains(wideningTargets[from], to) }

// elementCopy is the conversion that Array.Copy makes of each element.
func elementCopy(from, to *Type) func(any) any {
	switch {
	case from == to, from.DerivesFrom(to) && !to.IsValue(), from.IsValue() && from.DerivesFrom(to):
		return func(v any) any { return v }
	case from.IsValue() && to.IsValue() && widens(from, to):
		return NumericConversion(from, to, false)
	case from.IsReference() && (to.DerivesFrom(from) || from.Kind == Interface || to.Kind == Interface):
		return func(v any) any {
			if v == nil && to.IsReference() || IsInstance(v, to) {
				return v
			}
			Throw(InvalidCast("At least one element in the source array could not be cast down to the destination array type."))
			return nil
		}
	}
	Throw(NewException(ArrayTypeMismatchType, "Source array type cannot be assigned to destination array type."))
	return nil
}

func arrayCopy(env *Env, source *Array, from int32, target *Array, to, length int32) Void {
	switch {
	case source.T.Rank != target.T.Rank:
		Throw(NewException(RankExceptionType, "The specified arrays must have the same number of dimensions."))
	case length < 0:
		Throw(ArgumentOutOfRange("length", needNonNegative))
	case from < 0:
		Throw(ArgumentOutOfRange("sourceIndex", needNonNegative))
	case to < 0:
		Throw(ArgumentOutOfRange("destinationIndex", needNonNegative))
	case int(length) > source.Len()-int(from):
		Throw(Argument(sourceShort, ""))
	case int(length) > target.Len()-int(to):
		Throw(Argument(destinationShort, ""))
	}
	env.Step(int(length))
	if source.T.Elem == Byte && target.T.Elem == Byte {
		copy(target.bytes[to:], source.bytes[from:from+length])
		return Void{}
	}
	convert := elementCopy(source.T.Elem, target.T.Elem)
	items, _ := source.part(int(from), int(from+length))
	if source == target {
		items = slices.Clone(items)
	}
	for i, v := range items {
		target.SetAt(int(to)+i, convert(v))
	}
	return Void{}
}

func arrayCopyStart(env *Env, source, target *Array, length int32) Void {
	return arrayCopy(env, source, 0, target, 0, length)
}

func arrayCopyTo(env *Env, a, target *Array, index int32) Void {
	if target.single(); index < 0 {
		Throw(ArgumentOutOfRange("index", needNonNegative))
	}
	return arrayCopy(env, a.single(), 0, target, index, int32(a.Len()))
}

func arrayClear(env *Env, a *Array, index, length int32) Void {
	if index < 0 || length < 0 || int(length) > a.Len()-int(index) {
		Throw(IndexOutOfRange())
	}
	env.Step(int(length))
	zero := Default(a.T.Elem)
	for i := index; i < index+length; i++ {
		a.SetAt(int(i), zero)
	}
	return Void{}
}

func arrayClone(env *Env, a *Array) Object {
	env.Charge(valueBytes * a.Len())
	return &Array{T: a.T, items: slices.Clone(a.items), bytes: slices.Clone(a.bytes), Dims: a.Dims}
}

func arrayConvertAll(env *Env, types TypeArgs, a *Array, convert func(any) any) *Array {
	env.Charge(valueBytes * a.Len())
	items := make([]any, a.Len())
	for i := range items {
		env.Step(1)
		items[i] = convert(a.At(i))
	}
	return NewArray(types[1], items)
}

func arrayExists(env *Env, a *Array, match func(any) bool) bool {
	return arrayFindIndex(env, a, match) >= 0
}

func arrayFind(env *Env, a *Array, match func(any) bool) any {
	return a.atOrDefault(arrayFindIndex(env, a, match))
}

func (a *Array) atOrDefault(i int32) any {
	if i < 0 {
		return Default(a.T.Elem)
	}
	return a.At(int(i))
}

func arrayFindAll(env *Env, a *Array, match func(any) bool) *Array {
	var found []any
	for v := range Iterate(env, a) {
		if match(v) {
			env.Charge(valueBytes)
			found = append(found, v)
		}
	}
	return NewArray(a.T.Elem, found)
}

func arrayFindIndex(env *Env, a *Array, match func(any) bool) int32 {
	return findIndex(env, a.Items(), 0, a.Len(), match)
}

func arrayFindIndexFrom(env *Env, a *Array, start int32, match func(any) bool) int32 {
	from, to := partFrom("startIndex", a.Len(), start, nil)
	return findIndex(env, a.Items(), from, to, match)
}

func arrayFindIndexPart(env *Env, a *Array, start, count int32, match func(any) bool) int32 {
	from, to := partFrom("startIndex", a.Len(), start, &count)
	return findIndex(env, a.Items(), from, to, match)
}

func arrayFindLast(env *Env, a *Array, match func(any) bool) any {
	return a.atOrDefault(arrayFindLastIndex(env, a, match))
}

func arrayFindLastIndex(env *Env, a *Array, match func(any) bool) int32 {
	return findLastIndex(env, a.Items(), a.Len()-1, a.Len(), match)
}

func arrayFindLastIndexFrom(env *Env, a *Array, start int32, match func(any) bool) int32 {
	last, count := partBack(a.Len(), start, nil)
	return findLastIndex(env, a.Items(), last, count, match)
}

func arrayFindLastIndexPart(env *Env, a *Array, start, count int32, match func(any) bool) int32 {
	last, n := partBack(a.Len(), start, &count)
	return findLastIndex(env, a.Items(), last, n, match)
}

func arrayForEach(env *Env, a *Array, action func(any) any) Void {
	for v := range Iterate(env, a) {
		action(v)
	}
	return Void{}
}

func arrayIndexOf(env *Env, a *Array, value any) int32 {
	a.single()
	return findIndex(env, a.Items(), 0, a.Len(), equalTo(value))
}

func arrayIndexOfFrom(env *Env, a *Array, value any, start int32) int32 {
	from, to := partFrom("startIndex", a.single().Len(), start, nil)
	return findIndex(env, a.Items(), from, to, equalTo(value))
}

func arrayIndexOfPart(env *Env, a *Array, value any, start, count int32) int32 {
	from, to := partFrom("startIndex", a.single().Len(), start, &count)
	return findIndex(env, a.Items(), from, to, equalTo(value))
}

func arrayLastIndexOf(env *Env, a *Array, value any) int32 {
	return findLastIndex(env, a.single().Items(), a.Len()-1, a.Len(), equalTo(value))
}

func arrayLastIndexOfFrom(env *Env, a *Array, value any, start int32) int32 {
	count := start + 1
	if a.Len() == 0 {
		count = 0
	}
	return arrayLastIndexOfPart(env, a, value, start, count)
}

func arrayLastIndexOfPart(env *Env, a *Array, value any, start, count int32) int32 {
	a.single()
	if a.Len() == 0 {
		if start != -1 && start != 0 {
			Throw(ArgumentOutOfRange("startIndex", indexRange))
		}
		if count != 0 {
			Throw(ArgumentOutOfRange("count", countRange))
		}
		return -1
	}
	last, n := partBack(a.Len(), start, &count)
	return findLastIndex(env, a.Items(), last, n, equalTo(value))
}

func arrayResize(env *Env, types TypeArgs, array *Ref, size int32) Void {
	if size < 0 {
		Throw(ArgumentOutOfRange("newSize", needNonNegative))
	}
	env.Charge(valueBytes * int(size))
	resized := MakeArray(types[0], int(size))
	if old, ok := array.V.(*Array); ok {
		if old.Len() == int(size) {
			return Void{}
		}
		for i := range min(old.Len(), int(size)) {
			resized.SetAt(i, old.At(i))
		}
	}
	array.V = resized
	return Void{}
}

func arrayReverse(env *Env, a *Array) Void {
	return arrayReversePart(env, a, 0, int32(a.Len()))
}

func arrayReversePart(env *Env, a *Array, index, length int32) Void {
	a.single().check(index, length)
	env.Step(int(length))
	items, write := a.part(int(index), int(index+length))
	slices.Reverse(items)
	write()
	return Void{}
}

// arraySortPart sorts a part of an array, and moves the elements of another at
// the same places along when items is not nil.
func arraySortPart(env *Env, keys *Array, items any, index, length int32, order any) Void {
	keys.single().check(index, length)
	env.Step(int(length))
	k, writeKeys := keys.part(int(index), int(index+length))
	var along []any
	writeItems := func() {}
	if other, ok := items.(*Array); ok {
		if int(index+length) > other.Len() {
			Throw(Argument(offsetLength, ""))
		}
		along, writeItems = other.part(int(index), int(index+length))
	}
	sortValues(k, along, OrderingOr(order).Order)
	writeKeys()
	writeItems()
	return Void{}
}

func arraySort(env *Env, a *Array) Void { return arraySortBy(env, a, nil) }

func arraySortBy(env *Env, a *Array, order any) Void {
	return arraySortPart(env, a, nil, 0, int32(a.Len()), order)
}

func arraySortWith(env *Env, a *Array, order *Delegate) Void { return arraySortBy(env, a, order) }

func arraySortRange(env *Env, a *Array, index, length int32) Void {
	return arraySortPart(env, a, nil, index, length, nil)
}

func arraySortRangeBy(env *Env, a *Array, index, length int32, order any) Void {
	return arraySortPart(env, a, nil, index, length, order)
}

func arraySortItems(env *Env, keys *Array, items any) Void {
	return arraySortItemsBy(env, keys, items, nil)
}

func arraySortItemsBy(env *Env, keys *Array, items, order any) Void {
	return arraySortPart(env, keys, items, 0, int32(keys.Len()), order)
}

func arraySortItemsRange(env *Env, keys *Array, items any, index, length int32) Void {
	return arraySortPart(env, keys, items, index, length, nil)
}

func arraySearch(a *Array, value any) int32 { return arraySearchBy(a, value, nil) }

func arraySearchBy(a *Array, value, order any) int32 {
	return arraySearchRangeBy(a, 0, int32(a.Len()), value, order)
}

func arraySearchRange(a *Array, index, length int32, value any) int32 {
	return arraySearchRangeBy(a, index, length, value, nil)
}

func arraySearchRangeBy(a *Array, index, length int32, value, order any) int32 {
	a.single().check(index, length)
	items, _ := a.part(int(index), int(index+length))
	return search(items, int(index), value, OrderingOr(order))
}

func arrayTrueForAll(env *Env, a *Array, match func(any) bool) bool {
	return arrayFindIndex(env, a, func(v any) bool { return !match(v) }) < 0
}

func arrayCreate(env *Env, elem *TypeValue, length int32) *Array {
	if length < 0 {
		Throw(ArgumentOutOfRange("length", needNonNegative))
	}
	env.Charge(valueBytes * int(length))
	return MakeArray(elem.T, int(length))
}

func init() {
	ArrayType.Define(
		Row("int Length { get; }", "Number of elements, of all dimensions together.", F1(count), `new[] {1, 2, 3}.Length // 3`, `((int[])null).Length // throws NullReferenceException`),
		Row("long LongLength { get; }", "The same as a long.", F1(func(a *Array) int64 { return int64(a.Len()) }), `new[] {1, 2, 3}.LongLength // 3L`),
		Row("int Rank { get; }", "Number of dimensions.", F1(func(a *Array) int32 { return int32(a.T.Rank) }), `new[] {1}.Rank // 1`),
		Row("bool IsFixedSize { get; }", "True.", F1(func(*Array) bool { return true }), `new[] {1}.IsFixedSize // true`),
		Row("bool IsReadOnly { get; }", "False: elements can be changed.", F1(func(*Array) bool { return false }), `new[] {1}.IsReadOnly // false`),
		Row("static ReadOnlyCollection<T> AsReadOnly<T>(T[] array)", "A view of the array that cannot change it.", F2(func(t TypeArgs, a *Array) *ReadOnlyCollection { return readOnlyOf(t[0], a) }), `Array.AsReadOnly(new[] {1, 2})[1] // 2`),
		Row("static int BinarySearch<T>(T[] array, T value)", "The place of value in a sorted array; negative when it is not there: the complement of where it would be.", F2(arraySearch), `Array.BinarySearch(new[] {1, 3, 5}, 3) // 1`, `Array.BinarySearch(new[] {1, 3, 5}, 4) // -3`),
		Row("static int BinarySearch<T>(T[] array, T value, IComparer<T> comparer)", "The same in another order.", F3(arraySearchBy), `Array.BinarySearch(new[] {1, 3, 5}, 5, null) // 2`),
		Row("static int BinarySearch<T>(T[] array, int index, int length, T value)", "The same in a part.", F4(arraySearchRange), `Array.BinarySearch(new[] {1, 3, 5}, 1, 2, 5) // 2`),
		Row("static int BinarySearch<T>(T[] array, int index, int length, T value, IComparer<T> comparer)", "The same in a part and another order.", F5(arraySearchRangeBy), `Array.BinarySearch(new[] {1, 3, 5}, 0, 1, 5, null) // -2`),
		Row("static int BinarySearch(Array array, object value)", "The same for an array of any type.", F2(arraySearch), `Array.BinarySearch((Array)new[] {1, 3}, (object)3) // 1`),
		Row("static void Clear(Array array, int index, int length)", "Sets a part to the default value.", F4(arrayClear), `Array.Clear(new[] {1}, 0, 2) // throws IndexOutOfRangeException`),
		Row("object Clone()", "A copy.", F2(arrayClone), `((int[])new[] {1, 2}.Clone())[1] // 2`),
		Row("static TOutput[] ConvertAll<TInput, TOutput>(TInput[] array, Converter<TInput, TOutput> converter)", "An array of what a function makes of each element.", F4(arrayConvertAll), `Array.ConvertAll(new[] {1, 2}, x => "n" + x)[1] // "n2"`),
		Row("static void Copy(Array sourceArray, Array destinationArray, int length)", "Copies the first elements.", F4(arrayCopyStart), `Array.Copy(new[] {1}, new int[0], 1) // throws ArgumentException`, `Array.Copy(new long[] {1}, new int[1], 1) // throws ArrayTypeMismatchException`),
		Row("static void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)", "Copies a part.", F6(arrayCopy), `Array.Copy(new object[] {"a"}, 0, new int[1], 0, 1) // throws InvalidCastException`),
		Row("void CopyTo(Array array, int index)", "Copies all elements to a place in another array.", F4(arrayCopyTo), `new[] {1}.CopyTo(new int[1], 1) // throws ArgumentException`),
		Row("static Array CreateInstance(Type elementType, int length)", "Makes an array of default values.", F3(arrayCreate), `Array.CreateInstance(typeof(int), 3).Length // 3`),
		Row("static T[] Empty<T>()", "An array without elements.", F1(func(t TypeArgs) *Array { return NewArray(t[0], nil) }), `Array.Empty<int>().Length // 0`),
		Row("static bool Exists<T>(T[] array, Predicate<T> match)", "Whether some element matches.", F3(arrayExists), `Array.Exists(new[] {1, 2}, x => x > 1) // true`),
		Row("static T Find<T>(T[] array, Predicate<T> match)", "The first element that matches, or default(T).", F3(arrayFind), `Array.Find(new[] {1, 2, 3}, x => x > 1) // 2`, `Array.Find(new[] {1}, x => x > 1) // 0`),
		Row("static T[] FindAll<T>(T[] array, Predicate<T> match)", "The elements that match.", F3(arrayFindAll), `Array.FindAll(new[] {1, 2, 3}, x => x > 1).Length // 2`),
		Row("static int FindIndex<T>(T[] array, Predicate<T> match)", "The place of the first element that matches, or -1.", F3(arrayFindIndex), `Array.FindIndex(new[] {1, 2}, x => x > 1) // 1`),
		Row("static int FindIndex<T>(T[] array, int startIndex, Predicate<T> match)", "The same from a place on.", F4(arrayFindIndexFrom), `Array.FindIndex(new[] {3, 1, 3}, 1, x => x > 1) // 2`),
		Row("static int FindIndex<T>(T[] array, int startIndex, int count, Predicate<T> match)", "The same in a part.", F5(arrayFindIndexPart), `Array.FindIndex(new[] {3, 1, 3}, 1, 1, x => x > 1) // -1`),
		Row("static T FindLast<T>(T[] array, Predicate<T> match)", "The last element that matches, or default(T).", F3(arrayFindLast), `Array.FindLast(new[] {1, 2, 3}, x => x < 3) // 2`),
		Row("static int FindLastIndex<T>(T[] array, Predicate<T> match)", "The place of the last element that matches, or -1.", F3(arrayFindLastIndex), `Array.FindLastIndex(new[] {1, 2, 3}, x => x < 3) // 1`, `Array.FindLastIndex(new int[0], x => true) // -1`),
		Row("static int FindLastIndex<T>(T[] array, int startIndex, Predicate<T> match)", "The same from a place backwards.", F4(arrayFindLastIndexFrom), `Array.FindLastIndex(new[] {1, 2, 3}, 0, x => x < 3) // 0`),
		Row("static int FindLastIndex<T>(T[] array, int startIndex, int count, Predicate<T> match)", "The same in the count elements that end at startIndex.", F5(arrayFindLastIndexPart), `Array.FindLastIndex(new[] {1, 2, 3}, 2, 1, x => x < 3) // -1`),
		Row("static void ForEach<T>(T[] array, Action<T> action)", "Calls a function with each element.", F3(arrayForEach), `Array.ForEach(new[] {1}, null) // throws ArgumentNullException`),
		Row("IEnumerator GetEnumerator()", "A place before the first element.", F1(func(a *Array) *Enumerator { return NewEnumerator(ObjectType, a) }), `new[] {1}.GetEnumerator().MoveNext() // true`),
		Row("int GetLength(int dimension)", "Number of elements of a dimension, from 0.", F2(arrayGetLength), `new[] {1, 2, 3}.GetLength(0) // 3`, `new[] {1}.GetLength(1) // throws IndexOutOfRangeException`),
		Row("long GetLongLength(int dimension)", "The same as a long.", F2(func(a *Array, d int32) int64 { return int64(arrayGetLength(a, d)) }), `new[] {1, 2}.GetLongLength(0) // 2L`),
		Row("int GetLowerBound(int dimension)", "The first index of a dimension: 0.", F2(arrayGetLowerBound), `new[] {1}.GetLowerBound(0) // 0`),
		Row("int GetUpperBound(int dimension)", "The last index of a dimension.", F2(func(a *Array, d int32) int32 { return arrayGetLength(a, d) - 1 }), `new[] {1, 2}.GetUpperBound(0) // 1`),
		Row("object GetValue(int index)", "The element at a place.", F2(func(a *Array, i int32) any { return a.At(a.place([]int32{i})) }), `new[] {1, 2}.GetValue(1) // 2`, `new[] {1, 2}.GetValue(7) // throws IndexOutOfRangeException`),
		Row("object GetValue(int index1, int index2)", "The element at a place of two dimensions.", F3(func(a *Array, i, j int32) any { return a.At(a.place([]int32{i, j})) }), `new int[,] {{1, 2}, {3, 4}}.GetValue(1, 0) // 3`),
		Row("object GetValue(params int[] indices)", "The element at a place.", F2(func(a, indices *Array) any { return a.At(a.place(indexesOf(indices))) }), `new[] {1, 2}.GetValue(new[] {1}) // 2`),
		Row("static int IndexOf<T>(T[] array, T value)", "The place of the first element equal to value, or -1.", F3(arrayIndexOf), `Array.IndexOf(new[] {"a", "b"}, "b") // 1`, `Array.IndexOf((int[])null, 1) // throws ArgumentNullException`),
		Row("static int IndexOf<T>(T[] array, T value, int startIndex)", "The same from a place on.", F4(arrayIndexOfFrom), `Array.IndexOf(new[] {1, 2, 1}, 1, 1) // 2`),
		Row("static int IndexOf<T>(T[] array, T value, int startIndex, int count)", "The same in a part.", F5(arrayIndexOfPart), `Array.IndexOf(new[] {1, 2, 1}, 1, 1, 1) // -1`),
		Row("static int IndexOf(Array array, object value)", "The same for an array of any type.", F3(arrayIndexOf), `Array.IndexOf((Array)new[] {1, 2}, (object)2) // 1`),
		Row("static int IndexOf(Array array, object value, int startIndex)", "The same from a place on.", F4(arrayIndexOfFrom), `Array.IndexOf((Array)new[] {1, 2}, (object)1, 1) // -1`),
		Row("static int IndexOf(Array array, object value, int startIndex, int count)", "The same in a part.", F5(arrayIndexOfPart), `Array.IndexOf((Array)new[] {1, 2}, (object)1, 0, 1) // 0`),
		Row("void Initialize()", "Nothing: elements have their default values already.", F1(func(*Array) Void { return Void{} })),
		Row("static int LastIndexOf<T>(T[] array, T value)", "The place of the last element equal to value, or -1.", F3(arrayLastIndexOf), `Array.LastIndexOf(new[] {1, 2, 1}, 1) // 2`, `Array.LastIndexOf(new int[0], 1) // -1`),
		Row("static int LastIndexOf<T>(T[] array, T value, int startIndex)", "The same from a place backwards.", F4(arrayLastIndexOfFrom), `Array.LastIndexOf(new[] {1, 2, 1}, 1, 1) // 0`),
		Row("static int LastIndexOf<T>(T[] array, T value, int startIndex, int count)", "The same in the count elements that end at startIndex.", F5(arrayLastIndexOfPart), `Array.LastIndexOf(new[] {1, 2, 1}, 1, 1, 1) // -1`),
		Row("static int LastIndexOf(Array array, object value)", "The same for an array of any type.", F3(arrayLastIndexOf), `Array.LastIndexOf((Array)new[] {1, 1}, (object)1) // 1`),
		Row("static void Resize<T>(ref T[] array, int newSize)", "Puts a copy of another length in the variable's place.", F4(arrayResize)),
		Row("static void Reverse(Array array)", "Turns the order around.", F2(arrayReverse), `Array.Reverse(null) // throws ArgumentNullException`),
		Row("static void Reverse(Array array, int index, int length)", "Turns the order of a part around.", F4(arrayReversePart), `Array.Reverse(new[] {1}, 0, 2) // throws ArgumentException`),
		Row("void SetValue(object value, int index)", "Changes the element at a place. Numbers may widen.", F3(func(a *Array, v any, i int32) Void { return a.setValue(v, a.place([]int32{i})) }), `new[] {1}.SetValue("x", 0) // throws InvalidCastException`, `new[] {1}.SetValue(5L, 0) // throws ArgumentException`),
		Row("void SetValue(object value, int index1, int index2)", "Changes the element at a place of two dimensions.", F4(func(a *Array, v any, i, j int32) Void { return a.setValue(v, a.place([]int32{i, j})) })),
		Row("void SetValue(object value, params int[] indices)", "Changes the element at a place.", F3(func(a *Array, v any, indices *Array) Void { return a.setValue(v, a.place(indexesOf(indices))) })),
		Row("static void Sort(Array array)", "Sorts by the elements' own order. Not stable. InvalidOperationException when they have none.", F2(arraySort), `Array.Sort((Array)new[] {new object(), new object()}) // throws InvalidOperationException`),
		Row("static void Sort(Array array, int index, int length)", "Sorts a part.", F4(arraySortRange), `Array.Sort((Array)new[] {1}, 0, 2) // throws ArgumentException`),
		Row("static void Sort<T>(T[] array)", "Sorts by the elements' own order. Not stable. InvalidOperationException when they have none.", F2(arraySort), `Array.Sort(new[] {new object(), new object()}) // throws InvalidOperationException`),
		Row("static void Sort<T>(T[] array, Comparison<T> comparison)", "Sorts by a function.", F3(arraySortWith), `Array.Sort(new[] {2, 1}, (Comparison<int>)null) // throws ArgumentNullException`),
		Row("static void Sort<T>(T[] array, IComparer<T> comparer)", "Sorts by a comparer; null is the elements' own order.", F3(arraySortBy)),
		Row("static void Sort<T>(T[] array, int index, int length)", "Sorts a part.", F4(arraySortRange), `Array.Sort(new[] {1}, 0, 2) // throws ArgumentException`),
		Row("static void Sort<T>(T[] array, int index, int length, IComparer<T> comparer)", "Sorts a part by a comparer.", F5(arraySortRangeBy)),
		Row("static void Sort<TKey, TValue>(TKey[] keys, TValue[] items)", "Sorts keys and moves the items along.", F3(arraySortItems), `Array.Sort(new[] {3, 1}, new[] {"a"}) // throws ArgumentException`),
		Row("static void Sort<TKey, TValue>(TKey[] keys, TValue[] items, IComparer<TKey> comparer)", "The same by a comparer.", F4(arraySortItemsBy)),
		Row("static void Sort<TKey, TValue>(TKey[] keys, TValue[] items, int index, int length)", "The same for a part.", F5(arraySortItemsRange)),
		Row("static bool TrueForAll<T>(T[] array, Predicate<T> match)", "Whether all elements match.", F3(arrayTrueForAll), `Array.TrueForAll(new[] {1, 2}, x => x > 0) // true`),
	)
}
