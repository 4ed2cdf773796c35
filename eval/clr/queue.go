package clr

import (
	"iter"
	"slices"
)

// A Queue is a System.Collections.Generic.Queue<T>.
type Queue struct {
	T       *Type
	items   []any // from the first in
	version int
}

// QueueType is the definition of Queue<T>.
var QueueType = Declare(Decl{Name: "System.Collections.Generic.Queue<T>", Interfaces: "IReadOnlyCollection<T>", Doc: "First in, first out."})

// CLRType is Queue<T>.
func (q *Queue) CLRType() *Type { return q.T }

// Count is the number of elements.
func (q *Queue) Count() int { return len(q.items) }

// Iterate yields the elements from the first in and throws when the queue is
// changed meanwhile.
func (q *Queue) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		version := q.version
		for i := 0; ; i++ {
			if version != q.version {
				Throw(modified())
			}
			if i >= len(q.items) || !yield(q.items[i]) {
				return
			}
		}
	}
}

func newQueue(types TypeArgs, items []any) *Queue {
	return &Queue{T: Construct(QueueType, types[0]), items: items}
}

func queueEnqueue(env *Env, q *Queue, v any) Void {
	env.Charge(valueBytes)
	q.items = append(q.items, v)
	q.version++
	return Void{}
}

func queueDequeue(q *Queue) any {
	v := queuePeek(q)
	q.items[0] = nil
	q.items = q.items[1:]
	q.version++
	return v
}

func queuePeek(q *Queue) any {
	if len(q.items) == 0 {
		Throw(InvalidOperation("Queue empty."))
	}
	return q.items[0]
}

func init() {
	QueueType.Define(
		Row("new()", "Makes an empty queue.", F1(func(types TypeArgs) *Queue { return newQueue(types, nil) }), `new Queue<int>().Count // 0`),
		Row("new(IEnumerable<T> collection)", "Makes a queue of the elements of a sequence.", F3(func(env *Env, types TypeArgs, source Seq) *Queue {
			return newQueue(types, collect(env, source))
		}), `new Queue<int>(new[] {1, 2}).Peek() // 1`),
		Row("new(int capacity)", "Makes an empty queue with room for elements.", F3(func(env *Env, types TypeArgs, n int32) *Queue {
			chargeCapacity(env, n)
			return newQueue(types, nil)
		}), `new Queue<int>(5).Count // 0`, `new Queue<int>(-1) // throws ArgumentOutOfRangeException`),
		Row("int Count { get; }", "Number of elements.", F1(func(q *Queue) int32 { return int32(len(q.items)) }), `new Queue<int>(new[] {1, 2}).Count // 2`),
		Row("void Clear()", "Takes all elements out.", F1(func(q *Queue) Void {
			q.items = nil
			q.version++
			return Void{}
		})),
		Row("bool Contains(T item)", "Whether an element is equal to item.", F3(func(env *Env, q *Queue, v any) bool { return indexOf(env, q, v) >= 0 }), `new Queue<int>(new[] {1}).Contains(1) // true`),
		Row("void CopyTo(T[] array, int arrayIndex)", "Copies the elements into an array.", F4(func(env *Env, q *Queue, array *Array, index int32) Void {
			copyTo(env, q, array, index)
			return Void{}
		}), `new Queue<int>(new[] {1}).CopyTo(new int[0], 0) // throws ArgumentException`),
		Row("T Dequeue()", "Takes the first in out.", F1(queueDequeue), `new Queue<int>(new[] {1, 2}).Dequeue() // 1`, `new Queue<int>().Dequeue() // throws InvalidOperationException`),
		Row("void Enqueue(T item)", "Adds an element.", F3(queueEnqueue)),
		Row("IEnumerator<T> GetEnumerator()", "A place before the first element.", F1(func(q *Queue) *Enumerator { return NewEnumerator(q.T.Args[0], q) }), `new Queue<int>(new[] {1}).GetEnumerator().MoveNext() // true`),
		Row("T Peek()", "The first in.", F1(queuePeek), `new Queue<int>(new[] {1, 2}).Peek() // 1`, `new Queue<int>().Peek() // throws InvalidOperationException`),
		Row("T[] ToArray()", "An array of the elements, from the first in.", F2(func(env *Env, q *Queue) *Array {
			env.Charge(valueBytes * len(q.items))
			return NewArray(q.T.Args[0], slices.Clone(q.items))
		}), `new Queue<int>(new[] {1, 2}).ToArray()[0] // 1`),
		Row("void TrimExcess()", "Gives unused room back.", F1(func(*Queue) Void { return Void{} })),
	)
}

// chargeCapacity charges for room that a constructor was asked for.
func chargeCapacity(env *Env, n int32) {
	if n < 0 {
		Throw(ArgumentOutOfRange("capacity", needNonNegative))
	}
	env.Charge(valueBytes * int(n))
}
