package clr

import "iter"

// An ArraySegment is a System.ArraySegment<T>: a part of an array, shared.
type ArraySegment struct {
	T             *Type
	array         *Array // nil in default(ArraySegment<T>)
	offset, count int
}

// ArraySegmentType is the definition of ArraySegment<T>.
var ArraySegmentType = Declare(Decl{Name: "System.ArraySegment<T>", Kind: Struct, Interfaces: "IList<T>, IReadOnlyList<T>", Beyond: true, Doc: "A part of an array, shared with it."})

// CLRType is ArraySegment<T>.
func (s *ArraySegment) CLRType() *Type { return s.T }

// Count is the number of elements of the part.
func (s *ArraySegment) Count() int { return s.count }

// At is an element; the caller has checked the index.
func (s *ArraySegment) At(i int) any { return s.array.At(s.offset + i) }

// Iterate yields the elements of the part.
func (s *ArraySegment) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for i := range s.count {
			if !yield(s.At(i)) {
				return
			}
		}
	}
}

// EqualsTo compares the array and the part.
func (s *ArraySegment) EqualsTo(other any) bool {
	o, ok := other.(*ArraySegment)
	return ok && o.array == s.array && o.offset == s.offset && o.count == s.count
}

// Hash agrees with EqualsTo.
func (s *ArraySegment) Hash() uint64 { return uint64(s.offset)<<32 ^ uint64(s.count) }

func newArraySegment(types TypeArgs, array *Array, offset, count int32) *ArraySegment {
	if offset < 0 {
		Throw(ArgumentOutOfRange("offset", needNonNegative))
	}
	if count < 0 {
		Throw(ArgumentOutOfRange("count", needNonNegative))
	}
	if int(count) > array.Len()-int(offset) {
		Throw(Argument(offsetLength, ""))
	}
	return &ArraySegment{Construct(ArraySegmentType, types[0]), array, int(offset), int(count)}
}

func init() {
	Zero(ArraySegmentType, func(t *Type) any { return &ArraySegment{T: t} })
	ArraySegmentType.Define(
		Row("new(T[] array)", "The whole array.", F2(func(types TypeArgs, array *Array) *ArraySegment {
			return newArraySegment(types, array, 0, int32(array.Len()))
		}), `new ArraySegment<int>(new[] {1, 2}).Count // 2`),
		Row("new(T[] array, int offset, int count)", "A part of an array.", F4(newArraySegment), `new ArraySegment<int>(new[] {1, 2, 3, 4}, 1, 2).Count // 2`, `new ArraySegment<int>(new[] {1}, 1, 9) // throws ArgumentException`),
		Row("T[] Array { get; }", "The array.", F1(func(s *ArraySegment) *Array { return s.array }), `new ArraySegment<int>(new[] {1, 2}, 1, 1).Array.Length // 2`),
		Row("int Count { get; }", "Number of elements of the part.", F1(count), `new ArraySegment<int>(new[] {1, 2}, 1, 1).Count // 1`),
		Row("int Offset { get; }", "Where the part begins.", F1(func(s *ArraySegment) int32 { return int32(s.offset) }), `new ArraySegment<int>(new[] {1, 2}, 1, 1).Offset // 1`),
	)
}
