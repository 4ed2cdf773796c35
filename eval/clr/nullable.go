package clr

// Nullables is System.Nullable, the helper of T?.
var Nullables = Declare(Decl{Name: "System.Nullable", Kind: StaticClass, Doc: "Compares values that may be null."})

// A T? is nil or the T, so its members take any.
func init() {
	Nullable.Define(
		Row("new(T value)", "The value.", F1(func(v any) any { return v }), `new int?(5).Value // 5`),
		Row("bool HasValue { get; }", "Whether it is not null.", F1(func(v any) bool { return v != nil }), `new int?(5).HasValue // true`),
		Row("T Value { get; }", "The value. InvalidOperationException for null.", F1(func(v any) any {
			if v == nil {
				Throw(InvalidOperation("Nullable object must have a value."))
			}
			return v
		}), `((int?)null).Value // throws InvalidOperationException`),
		Row("bool Equals(object other)", "Whether both are null, or equal.", F2(Equals), `((int?)null).Equals(null) // true`, `((int?)5).Equals(5) // true`),
		Row("int GetHashCode()", "A number that is the same for equal values; 0 for null.", F1(func(v any) int32 {
			if v == nil {
				return 0
			}
			return int32(HashOf(v))
		}), `((int?)null).GetHashCode() // 0`),
		Row("T GetValueOrDefault()", "The value, or default(T).", F2(func(t TypeArgs, v any) any {
			if v == nil {
				return Default(t[0])
			}
			return v
		}), `((int?)null).GetValueOrDefault() // 0`),
		Row("T GetValueOrDefault(T defaultValue)", "The value, or another.", F2(func(v, other any) any {
			if v == nil {
				return other
			}
			return v
		}), `((int?)null).GetValueOrDefault(7) // 7`),
		Row("string ToString()", "The value as text; \"\" for null.", F1(Text), `((int?)null).ToString() // ""`),
	)
	Nullables.Define(
		Row("static int Compare<T>(T? n1, T? n2) where T : struct", "The order of two values; null comes first.", F2(func(a, b any) int32 { return int32(Compare(a, b)) }), `Nullable.Compare<int>(null, 1) // -1`),
		Row("static bool Equals<T>(T? n1, T? n2) where T : struct", "Whether both are null, or equal.", F2(Equals), `Nullable.Equals<int>(1, 1) // true`),
		Row("static Type GetUnderlyingType(Type nullableType)", "The T of a T?, or null.", F1(func(t *TypeValue) *TypeValue {
			if !t.T.IsNullable() {
				return nil
			}
			return &TypeValue{t.T.NonNull()}
		}), `Nullable.GetUnderlyingType(typeof(int?)) == typeof(int) // true`),
	)
}
