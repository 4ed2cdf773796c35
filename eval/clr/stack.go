package clr

import (
	"iter"
	"slices"
)

// A Stack is a System.Collections.Generic.Stack<T>.
type Stack struct {
	T       *Type
	items   []any // from the first in
	version int
}

// StackType is the definition of Stack<T>.
var StackType = Declare(Decl{Name: "System.Collections.Generic.Stack<T>", Interfaces: "IReadOnlyCollection<T>", Doc: "Last in, first out."})

// CLRType is Stack<T>.
func (s *Stack) CLRType() *Type { return s.T }

// Count is the number of elements.
func (s *Stack) Count() int { return len(s.items) }

// Iterate yields the elements from the last in and throws when the stack is
// changed meanwhile.
func (s *Stack) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		version := s.version
		for i := len(s.items) - 1; ; i-- {
			if version != s.version {
				Throw(modified())
			}
			if i < 0 || !yield(s.items[i]) {
				return
			}
		}
	}
}

func newStack(types TypeArgs, items []any) *Stack {
	return &Stack{T: Construct(StackType, types[0]), items: items}
}

func stackPush(env *Env, s *Stack, v any) Void {
	env.Charge(valueBytes)
	s.items = append(s.items, v)
	s.version++
	return Void{}
}

func stackPop(s *Stack) any {
	v := stackPeek(s)
	s.items = slices.Delete(s.items, len(s.items)-1, len(s.items))
	s.version++
	return v
}

func stackPeek(s *Stack) any {
	if len(s.items) == 0 {
		Throw(InvalidOperation("Stack empty."))
	}
	return s.items[len(s.items)-1]
}

func stackToArray(env *Env, s *Stack) *Array { return NewArray(s.T.Args[0], collect(env, s)) }

func init() {
	StackType.Define(
		Row("new()", "Makes an empty stack.", F1(func(types TypeArgs) *Stack { return newStack(types, nil) }), `new Stack<int>().Count // 0`),
		Row("new(IEnumerable<T> collection)", "Makes a stack on which the elements of a sequence are pushed in turn.", F3(func(env *Env, types TypeArgs, source Seq) *Stack {
			return newStack(types, collect(env, source))
		}), `new Stack<int>(new[] {1, 2}).Peek() // 2`),
		Row("new(int capacity)", "Makes an empty stack with room for elements.", F3(func(env *Env, types TypeArgs, n int32) *Stack {
			chargeCapacity(env, n)
			return newStack(types, nil)
		}), `new Stack<int>(5).Count // 0`, `new Stack<int>(-1) // throws ArgumentOutOfRangeException`),
		Row("int Count { get; }", "Number of elements.", F1(func(s *Stack) int32 { return int32(len(s.items)) }), `new Stack<int>(new[] {1, 2}).Count // 2`),
		Row("void Clear()", "Takes all elements out.", F1(func(s *Stack) Void {
			s.items = nil
			s.version++
			return Void{}
		})),
		Row("bool Contains(T item)", "Whether an element is equal to item.", F3(func(env *Env, s *Stack, v any) bool { return indexOf(env, s, v) >= 0 }), `new Stack<int>(new[] {1}).Contains(1) // true`),
		Row("void CopyTo(T[] array, int arrayIndex)", "Copies the elements into an array, from the last in.", F4(func(env *Env, s *Stack, array *Array, index int32) Void {
			copyTo(env, s, array, index)
			return Void{}
		}), `new Stack<int>(new[] {1}).CopyTo(new int[0], 0) // throws ArgumentException`),
		Row("IEnumerator<T> GetEnumerator()", "A place before the last in.", F1(func(s *Stack) *Enumerator { return NewEnumerator(s.T.Args[0], s) }), `new Stack<int>(new[] {1}).GetEnumerator().MoveNext() // true`),
		Row("T Peek()", "The last in.", F1(stackPeek), `new Stack<int>(new[] {1, 2}).Peek() // 2`, `new Stack<int>().Peek() // throws InvalidOperationException`),
		Row("T Pop()", "Takes the last in out.", F1(stackPop), `new Stack<int>(new[] {1, 2}).Pop() // 2`, `new Stack<int>().Pop() // throws InvalidOperationException`),
		Row("void Push(T item)", "Adds an element.", F3(stackPush)),
		Row("T[] ToArray()", "An array of the elements, from the last in.", F2(stackToArray), `new Stack<int>(new[] {1, 2}).ToArray()[0] // 2`),
		Row("void TrimExcess()", "Gives unused room back.", F1(func(*Stack) Void { return Void{} })),
	)
}
