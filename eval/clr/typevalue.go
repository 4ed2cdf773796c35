package clr

import (
	"hash/maphash"
	"slices"
	"strings"
)

// A TypeValue is a System.Type, as typeof and GetType give it.
type TypeValue struct{ T *Type }

// TypeType is System.Type.
var TypeType = Declare(Decl{Name: "System.Type", Abstract: true, Beyond: true, Doc: "A type, as typeof and GetType give it."})

// CLRType is System.Type.
func (*TypeValue) CLRType() *Type { return TypeType }

// ToString is the type's full name.
func (t *TypeValue) ToString() string { return t.T.FullName() }

// EqualsTo compares the types.
func (t *TypeValue) EqualsTo(other any) bool {
	o, ok := other.(*TypeValue)
	return ok && o.T == t.T
}

// Hash agrees with EqualsTo.
func (t *TypeValue) Hash() uint64 { return maphash.Comparable(seed, t.T) }

// name is the name without namespace: List`1, Int32[].
func (t *TypeValue) name() string {
	if t.T.Elem != nil {
		return (&TypeValue{t.T.Elem}).name() + "[" + strings.Repeat(",", t.T.Rank-1) + "]"
	}
	return arity(t.T.Simple, len(t.T.Args)+len(t.T.Params))
}

func typeValues(list []*Type) *Array {
	values := make([]any, len(list))
	for i, t := range list {
		values[i] = &TypeValue{t}
	}
	return NewArray(TypeType, values)
}

// typeOrNull is a type, null when there is none.
func typeOrNull(t *Type) any {
	if t == nil {
		return nil
	}
	return &TypeValue{t}
}

func init() {
	question := func(sig, doc string, f func(*Type) bool, examples ...string) Member {
		return Row("bool "+sig+" { get; }", doc, F1(func(t *TypeValue) bool { return f(t.T) }), examples...)
	}
	primitive := []*Type{Boolean, CharType, SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Single, Double}
	arguments := func(t *Type) []*Type {
		if t.Args != nil {
			return t.Args
		}
		return t.Params
	}
	TypeType.Define(
		Row("string Name { get; }", "The name without namespace.", F1((*TypeValue).name), `typeof(string).Name // "String"`, `typeof(int[]).Name // "Int32[]"`, "typeof(List<int>).Name // \"List`1\""),
		Row("string FullName { get; }", "The name with its namespace.", F1(func(t *TypeValue) string { return t.T.FullName() }), `typeof(int).FullName // "System.Int32"`),
		Row("string Namespace { get; }", "The namespace.", F1(func(t *TypeValue) string { return t.T.Namespace }), `typeof(int).Namespace // "System"`),
		Row("Type BaseType { get; }", "The base class, or null.", F1(func(t *TypeValue) any { return typeOrNull(t.T.BaseType()) }), `typeof(FormatException).BaseType.Name // "SystemException"`, `typeof(object).BaseType // null`, `typeof(int).BaseType.Name // "ValueType"`),
		question("IsValueType", "Whether it is a struct or an enum.", (*Type).IsValue, `typeof(int).IsValueType // true`),
		question("IsEnum", "Whether it is an enum.", func(t *Type) bool { return t.Kind == EnumKind }, `typeof(DayOfWeek).IsEnum // true`),
		question("IsClass", "Whether it is a class, delegate or array.", func(t *Type) bool { return !t.IsValue() && t.Kind != Interface && t.Kind != VoidKind }, `typeof(string).IsClass // true`, `typeof(int).IsClass // false`),
		question("IsInterface", "Whether it is an interface.", func(t *Type) bool { return t.Kind == Interface }, `typeof(IList<int>).IsInterface // true`),
		question("IsArray", "Whether it is an array.", func(t *Type) bool { return t.Elem != nil }, `typeof(int[]).IsArray // true`),
		question("IsPrimitive", "Whether it is bool, char or a number other than decimal.", func(t *Type) bool { return slices.Contains(primitive, t) }, `typeof(int).IsPrimitive // true`, `typeof(decimal).IsPrimitive // false`),
		question("IsGenericType", "Whether it has type arguments or parameters.", func(t *Type) bool { return len(arguments(t)) > 0 }, `typeof(List<int>).IsGenericType // true`),
		question("IsGenericTypeDefinition", "Whether it has type parameters.", func(t *Type) bool { return len(t.Params) > 0 }, `typeof(List<>).IsGenericTypeDefinition // true`, `typeof(List<int>).IsGenericTypeDefinition // false`),
		Row("Type GetElementType()", "The type of an array's elements, or null.", F1(func(t *TypeValue) any { return typeOrNull(t.T.Elem) }), `typeof(int[]).GetElementType().Name // "Int32"`),
		Row("Type[] GetGenericArguments()", "The type arguments.", F1(func(t *TypeValue) *Array { return typeValues(arguments(t.T)) }), `typeof(List<int>).GetGenericArguments()[0].Name // "Int32"`),
		Row("Type[] GenericTypeArguments { get; }", "The type arguments.", F1(func(t *TypeValue) *Array { return typeValues(t.T.Args) }), `typeof(List<>).GenericTypeArguments.Length // 0`),
		Row("Type GetGenericTypeDefinition()", "The type that this one is made from.", F1(func(t *TypeValue) *TypeValue {
			if len(arguments(t.T)) == 0 {
				Throw(InvalidOperation("This operation is only valid on generic types."))
			}
			return &TypeValue{t.T.Definition()}
		}), `typeof(List<int>).GetGenericTypeDefinition() == typeof(List<>) // true`, `typeof(int).GetGenericTypeDefinition() // throws InvalidOperationException`),
		Row("bool IsAssignableFrom(Type c)", "Whether a variable of this type takes values of type c.", F2(func(t *TypeValue, c Opt[*TypeValue]) bool {
			return c.Valid && (c.Value.T.DerivesFrom(t.T) || t.T.IsNullable() && t.T.NonNull() == c.Value.T)
		}), `typeof(Exception).IsAssignableFrom(typeof(FormatException)) // true`, `typeof(IEnumerable<object>).IsAssignableFrom(typeof(string[])) // true`),
		Row("bool IsInstanceOfType(object o)", "Whether a value is of this type.", F2(func(t *TypeValue, v any) bool { return IsInstance(v, t.T) }), `typeof(IComparable).IsInstanceOfType("a") // true`),
		Row("bool IsSubclassOf(Type c)", "Whether c is a base class.", F2(func(t, c *TypeValue) bool {
			return t.T != c.T && c.T.Kind != Interface && t.T.DerivesFrom(c.T)
		}), `typeof(FormatException).IsSubclassOf(typeof(Exception)) // true`, `typeof(Exception).IsSubclassOf(typeof(Exception)) // false`),
		Row("static bool operator ==(Type left, Type right)", "Whether both are the same type.", F2(Equals), `typeof(int) == 5.GetType() // true`),
		Row("static bool operator !=(Type left, Type right)", "Whether they are different types.", F2(func(a, b any) bool { return !Equals(a, b) })),
	)
}
