package clr

func init() {
	IComparable.Define(Row("int CompareTo(object obj)", "Less than zero, zero or more as this comes before obj, with it or after it; null comes first.",
		F2(func(v, other any) int32 { return compareTo(v, ObjectType, other) }), `((IComparable)1).CompareTo(2) // -1`, `((IComparable)1).CompareTo("a") // throws ArgumentException`))
	IComparableOf.Define(Row("int CompareTo(T other)", "Less than zero, zero or more as this comes before other, with it or after it; null comes first.",
		F2(func(v, other any) int32 {
			if v == nil {
				Throw(NullReference())
			}
			return compareTo(v, TypeOf(v), other)
		}), `((IComparable<char>)'b').CompareTo('a') // 1`, `((IComparable<string>)"b").CompareTo(null) // 1`))
	IEquatable.Define(Row("bool Equals(T other)", "Whether the two are equal.", F2(func(v, other any) bool {
		if v == nil {
			Throw(NullReference())
		}
		return Equals(v, other)
	}), `((IEquatable<int>)1).Equals(1) // true`))
}

// compareTo calls the CompareTo that the type of v declares for a parameter.
func compareTo(v any, param *Type, other any) int32 {
	if v == nil {
		Throw(NullReference())
	}
	for _, m := range TypeOf(v).Members("CompareTo") {
		if len(m.Params) == 1 && m.Params[0].Type == param && !m.Row.Fn.NeedsEnv() {
			return m.Row.Fn.Call(v, other).(int32)
		}
	}
	return int32(Compare(v, other))
}
