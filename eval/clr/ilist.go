package clr

// at is an element of a list, with the check of the index.
func at(l Lister, i int32) any {
	if i < 0 || int(i) >= l.Count() {
		Throw(ArgumentOutOfRange("index", indexRange))
	}
	return l.At(int(i))
}

// setAt changes an element of a list that can change, or of an array.
func setAt(l Lister, i int32, v any) {
	if a, ok := l.(*Array); ok {
		at(l, i)
		a.SetAt(int(i), v)
		return
	}
	e := editable[EditableList](l)
	at(l, i)
	e.SetAt(int(i), v)
}

func init() {
	IReadOnlyList.Define(
		Row("T this[int index] { get; }", "The element at a place, from 0.", F2(at),
			`((IReadOnlyList<int>)new List<int> {1, 2})[1] // 2`, `((IReadOnlyList<int>)new[] {1})[1] // throws ArgumentOutOfRangeException`),
	)
	IList.Define(
		Row("T this[int index] { get; set; }", "The element at a place, from 0.", F2(at),
			`((IList<int>)new List<int> {1, 2})[1] // 2`, `((IList<int>)new[] {1})[1] // throws ArgumentOutOfRangeException`).
			Set(F3(func(l Lister, i int32, v any) Void {
				setAt(l, i, v)
				return Void{}
			})),
		Row("int IndexOf(T item)", "The place of the first element equal to item, or -1.", F3(func(env *Env, l Lister, item any) int32 {
			return indexOf(env, l, item)
		}), `((IList<string>)new[] {"a", "b"}).IndexOf("b") // 1`),
		Row("void Insert(int index, T item)", "Puts an element at a place.", F4(func(env *Env, l Lister, i int32, item any) Void {
			e := editable[EditableList](l)
			if i < 0 || int(i) > l.Count() {
				Throw(ArgumentOutOfRange("index", insertRange))
			}
			e.Insert(env, int(i), item)
			return Void{}
		}), `((IList<int>)new[] {1}).Insert(0, 2) // throws NotSupportedException`),
		Row("void RemoveAt(int index)", "Takes the element at a place out.", F2(func(l Lister, i int32) Void {
			e := editable[EditableList](l)
			at(l, i)
			e.RemoveAt(int(i))
			return Void{}
		}), `((IList<int>)new List<int>()).RemoveAt(0) // throws ArgumentOutOfRangeException`),
	)
}
