package clr

import (
	"cmp"
	"hash/maphash"
	"math"
	"reflect"
	"strconv"
	"sync"
	"unsafe"
)

// The types at the root of the others.
var (
	ObjectType = Declare(Decl{Name: "System.Object", Keyword: "object", Doc: "The root of all types."})
	ValueType  = Declare(Decl{Name: "System.ValueType", Abstract: true, Doc: "The base of all structs."})
	EnumType   = Declare(Decl{Name: "System.Enum", Base: "System.ValueType", Interfaces: "System.IComparable", Abstract: true, Doc: "The base of all enums."})
	VoidType   = Declare(Decl{Name: "System.Void", Keyword: "void", Kind: VoidKind, Doc: "The result of a method that returns nothing."})
	ArrayType  = Declare(Decl{Name: "System.Array", Interfaces: "System.Collections.IEnumerable", Abstract: true, Doc: "The base of all arrays."})
	Nullable   = Declare(Decl{Name: "System.Nullable<T>", Kind: Struct, Doc: "A value type's value, or null."})
)

func init() {
	ObjectType.Define(
		Row("new()", "Makes an object that is equal only to itself.", F0(func() *Plain { return new(Plain) })),
		Row("string ToString()", "The value as text.", F1(ToString), `((object)5).ToString() // "5"`),
		Row("bool Equals(object obj)", "Whether two values are equal.", F2(func(a, b any) bool { return Equals(receiver(a), b) }), `((object)5).Equals(5) // true`, `((object)5).Equals(5L) // false`),
		Row("int GetHashCode()", "A number that is the same for equal values. It differs from .NET's.", F1(func(v any) int32 { return int32(HashOf(receiver(v))) }), `((object)null).GetHashCode() // throws NullReferenceException`),
		Row("Type GetType()", "The value's run-time type.", F1(func(v any) *TypeValue { return &TypeValue{TypeOf(receiver(v))} }), `5.GetType().Name // "Int32"`, `((object)null).GetType() // throws NullReferenceException`),
		Row("static bool Equals(object objA, object objB)", "Whether two values are equal; null equals null.", F2(Equals), `object.Equals(null, null) // true`),
		Row("static bool ReferenceEquals(object objA, object objB)", "Whether two references are the same object.", F2(ReferenceEquals)),
	)
}

// receiver is the object that a member of any type is called on.
func receiver(v any) any {
	if v == nil {
		Throw(NullReference())
	}
	return v
}

// A Plain is an object with nothing in it.
type Plain struct{ _ byte }

// CLRType is object.
func (*Plain) CLRType() *Type { return ObjectType }

// ToString is Object.ToString as the value's type overrides it. Null throws
// NullReferenceException; see Text.
func ToString(v any) string {
	switch v := v.(type) {
	case nil:
		Throw(NullReference())
	case string:
		return v
	case bool:
		if v {
			return "True"
		}
		return "False"
	case int32:
		return strconv.FormatInt(int64(v), 10)
	case int64:
		return strconv.FormatInt(v, 10)
	case int8:
		return strconv.FormatInt(int64(v), 10)
	case int16:
		return strconv.FormatInt(int64(v), 10)
	case uint8:
		return strconv.FormatUint(uint64(v), 10)
	case uint16:
		return strconv.FormatUint(uint64(v), 10)
	case uint32:
		return strconv.FormatUint(uint64(v), 10)
	case uint64:
		return strconv.FormatUint(v, 10)
	case float64:
		return doubleText(v)
	case float32:
		return singleText(v)
	case Char:
		return FromUnits([]uint16{uint16(v)})
	case Stringer:
		return v.ToString()
	}
	return TypeOf(v).FullName()
}

// Text is a value in text: ToString, and "" for null, as + and Format do.
func Text(v any) string {
	if v == nil {
		return ""
	}
	return ToString(v)
}

// Equals is object.Equals(a, b): by value for strings, numbers of the same
// type and types that say so, by reference for all others.
func Equals(a, b any) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	switch x := a.(type) {
	case Equaler:
		return x.EqualsTo(b)
	case float64: // NaN equals NaN in Equals, though not in ==
		y, ok := b.(float64)
		return ok && (x == y || math.IsNaN(x) && math.IsNaN(y))
	case float32:
		y, ok := b.(float32)
		return ok && (x == y || x != x && y != y)
	}
	return a == b
}

// ReferenceEquals reports whether two references are the same. Equal strings
// count as the same, as most are where an author can see them. A value type's box
// is the same only as itself; see Box.
func ReferenceEquals(a, b any) bool {
	return a == b && (a == nil || !TypeOf(a).IsValue() || boxOf(a) == boxOf(b))
}

// Box is a value as a new object, which it is to C# each time that a value is
// converted to a reference type.
func Box(v any) any {
	if v == nil {
		return nil
	}
	box := reflect.New(reflect.TypeOf(v)).Elem()
	box.Set(reflect.ValueOf(v))
	return box.Interface()
}

// boxOf is the address of what an interface holds: the second of its two words.
func boxOf(v any) unsafe.Pointer { return (*[2]unsafe.Pointer)(unsafe.Pointer(&v))[1] }

var seed = maphash.MakeSeed()

// HashOf is a hash that equal values share.
func HashOf(v any) uint64 {
	switch v := v.(type) {
	case nil:
		return 0
	case Hasher:
		return v.Hash()
	case float64:
		if v == 0 {
			return 0 // 0.0 and -0.0 are equal
		}
		return maphash.Comparable(seed, math.Float64bits(v))
	}
	return maphash.Comparable(seed, v)
}

// Compare orders two values as Comparer<T>.Default does: null first, strings
// in the culture's order. It throws ArgumentException when they have no order.
func Compare(a, b any) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	if TypeOf(a) == TypeOf(b) {
		switch x := a.(type) {
		case string:
			return CompareStrings(x, b.(string))
		case bool:
			if y := b.(bool); x != y {
				if x {
					return 1
				}
				return -1
			}
			return 0
		case int32:
			return cmp.Compare(x, b.(int32))
		case int64:
			return cmp.Compare(x, b.(int64))
		case float64:
			return cmp.Compare(x, b.(float64)) // NaN first, as in .NET
		case float32:
			return cmp.Compare(x, b.(float32))
		case Char:
			return cmp.Compare(x, b.(Char))
		case int8:
			return cmp.Compare(x, b.(int8))
		case int16:
			return cmp.Compare(x, b.(int16))
		case uint8:
			return cmp.Compare(x, b.(uint8))
		case uint16:
			return cmp.Compare(x, b.(uint16))
		case uint32:
			return cmp.Compare(x, b.(uint32))
		case uint64:
			return cmp.Compare(x, b.(uint64))
		case Comparer:
			return x.CompareTo(b)
		}
	}
	Throw(NewException(ArgumentExceptionType, "At least one object must implement IComparable."))
	return 0
}

func compareOrdered[T cmp.Ordered](a, b T) int { return cmp.Compare(a, b) }

// keywords maps C#'s words to types; made once, when all files have declared theirs.
var keywords = sync.OnceValue(func() map[string]*Type {
	words := map[string]*Type{}
	for _, t := range Types() {
		if t.Keyword != "" {
			words[t.Keyword] = t
		}
	}
	return words
})
