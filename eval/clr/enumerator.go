package clr

import (
	"iter"
	"runtime"
)

// An Enumerator is an IEnumerator<T>: a place in a sequence that C# moves itself.
// It runs the sequence as a coroutine, which ends with the sequence, with
// Dispose, or when the enumerator is garbage.
type Enumerator struct {
	T       *Type
	seq     Seq
	current any
	next    func() (any, bool)
	stop    func()
	done    bool
}

// NewEnumerator is a place before the first element of a sequence of T.
func NewEnumerator(elem *Type, seq Seq) *Enumerator {
	return &Enumerator{T: Construct(IEnumerator, elem), seq: seq, current: Default(elem)}
}

// CLRType is IEnumerator<T>.
func (e *Enumerator) CLRType() *Type { return e.T }

// MoveNext goes to the next element and reports whether there is one.
func (e *Enumerator) MoveNext(env *Env) bool {
	if e.done {
		return false
	}
	if e.next == nil {
		e.next, e.stop = iter.Pull(Iterate(env, e.seq))
		runtime.AddCleanup(e, func(stop func()) { stop() }, e.stop)
	}
	v, ok := e.next()
	if ok {
		e.current = v
	} else {
		e.current, e.done = Default(e.T.Args[0]), true
	}
	return ok
}

// Current is the element that MoveNext went to; before the first and after the
// last it is default(T).
func (e *Enumerator) Current() any { return e.current }

// currentObject is IEnumerator.Current, which throws where there is no element.
func (e *Enumerator) currentObject() any {
	switch {
	case e.done:
		Throw(InvalidOperation("Enumeration already finished."))
	case e.next == nil:
		Throw(InvalidOperation("Enumeration has not started. Call MoveNext."))
	}
	return e.current
}

// Reset goes back to before the first element. A query cannot: it throws
// NotSupportedException, as .NET's do.
func (e *Enumerator) Reset() {
	if _, ok := e.seq.(Collection); !ok {
		Throw(NotSupported(defaultMessages[NotSupportedExceptionType]))
	}
	e.Dispose()
	*e = Enumerator{T: e.T, seq: e.seq, current: Default(e.T.Args[0])}
}

// Dispose ends the enumeration.
func (e *Enumerator) Dispose() {
	e.done = true
	if e.stop != nil {
		e.stop()
	}
}

// A Disposer is an IDisposable that has something to do at the end of a using.
type Disposer interface{ Dispose() }

func init() {
	IEnumeratorAny.Define(
		Row("object Current { get; }", "The element that MoveNext went to. InvalidOperationException before the first and after the last.", F1((*Enumerator).currentObject),
			`new int[0].GetEnumerator().Current // throws InvalidOperationException`),
		Row("bool MoveNext()", "Goes to the next element; false when there is none.", F2(func(env *Env, e *Enumerator) bool { return e.MoveNext(env) }),
			`new List<int> {1}.GetEnumerator().MoveNext() // true`, `new List<int>().GetEnumerator().MoveNext() // false`),
		Row("void Reset()", "Goes back to before the first element. Queries throw NotSupportedException.", F1(func(e *Enumerator) Void {
			e.Reset()
			return Void{}
		})),
	)
	IEnumerator.Define(
		Row("T Current { get; }", "The element that MoveNext went to.", F1((*Enumerator).Current),
			`new List<int> {1}.GetEnumerator().Current // 0`),
	)
	IDisposable.Define(
		Row("void Dispose()", "Ends the use of the value.", F1(func(v Object) Void {
			if d, ok := v.(Disposer); ok {
				d.Dispose()
			}
			return Void{}
		})),
	)
	IEnumerableAny.Define(
		Row("IEnumerator GetEnumerator()", "A place before the first element.", F1(func(s Seq) *Enumerator {
			return NewEnumerator(ObjectType, s)
		}), `new[] {1}.GetEnumerator().MoveNext() // true`),
	)
	IEnumerable.Define(
		Row("IEnumerator<T> GetEnumerator()", "A place before the first element.", F2(func(types TypeArgs, s Seq) *Enumerator {
			return NewEnumerator(types[0], s)
		}), `((IEnumerable<int>)new[] {1}).GetEnumerator().MoveNext() // true`),
	)
}
