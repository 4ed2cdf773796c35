package clr

import (
	"iter"
	"slices"
)

// The deferred operators of Enumerable. Each checks its arguments when it is
// called and makes its elements when it is enumerated, anew every time.

// iteratorType is the class of deferred sequences; .NET has one for each kind.
var iteratorType = Declare(Decl{Name: "System.Linq.Enumerable.Iterator<TSource>", Interfaces: "IEnumerable<TSource>", Beyond: true, Doc: "A sequence that is made while it is enumerated."})

// maxQueryDepth bounds queries over queries: each is a Go call while the
// outermost is enumerated, and a Go stack that overflows cannot be recovered.
const maxQueryDepth = 10_000

// newQuery is a deferred sequence of elem over its sources.
func newQuery(elem *Type, elements func(*Env) iter.Seq[any], sources ...Seq) *Lazy {
	return &Lazy{T: Construct(iteratorType, elem), Make: elements, depth: depthOver(sources...)}
}

// depthOver is the depth of a query over sources. It ends the evaluation at
// maxQueryDepth.
func depthOver(sources ...Seq) int {
	depth := 0
	for _, s := range sources {
		depth = max(depth, queryDepth(s)+1)
	}
	if depth > maxQueryDepth {
		panic(&LimitError{"queries over queries", maxQueryDepth})
	}
	return depth
}

func queryDepth(s Seq) int {
	switch s := s.(type) {
	case *Lazy:
		return s.depth
	case *Ordered:
		return s.depth
	}
	return 0
}

// filter is the query of the elements of source that make yields, for operators
// whose elements are those of one source: keep says of each whether it stays.
func filter(types TypeArgs, source Seq, start func(env *Env) (keep func(any) bool)) *Lazy {
	return newQuery(types[0], func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			keep := start(env)
			for v := range Iterate(env, source) {
				if keep(v) && !yield(v) {
					return
				}
			}
		}
	}, source)
}

func where(types TypeArgs, source Seq, predicate func(any) bool) *Lazy {
	return filter(types, source, func(*Env) func(any) bool { return predicate })
}

func whereIndex(types TypeArgs, source Seq, predicate func(v, i any) bool) *Lazy {
	return filter(types, source, func(*Env) func(any) bool { return counting(predicate) })
}

// counting gives a function of an element and its place the place.
func counting[R any](f func(v, i any) R) func(any) R {
	i := int32(-1)
	return func(v any) R {
		i++
		return f(v, i)
	}
}

func selectEach(types TypeArgs, source Seq, selector func(any) any) *Lazy {
	return selectFrom(types[1], source, func() func(any) any { return selector })
}

func selectIndex(types TypeArgs, source Seq, selector func(v, i any) any) *Lazy {
	return selectFrom(types[1], source, func() func(any) any { return counting(selector) })
}

func selectFrom(elem *Type, source Seq, start func() func(any) any) *Lazy {
	return newQuery(elem, func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			selector := start()
			for v := range Iterate(env, source) {
				if !yield(selector(v)) {
					return
				}
			}
		}
	}, source)
}

func selectMany(types TypeArgs, source Seq, selector func(any) any) *Lazy {
	return flatten(types[1], source, func() func(any) any { return selector }, nil)
}

func selectManyIndex(types TypeArgs, source Seq, selector func(v, i any) any) *Lazy {
	return flatten(types[1], source, func() func(any) any { return counting(selector) }, nil)
}

func selectManyResult(types TypeArgs, source Seq, collection func(any) any, result func(v, e any) any) *Lazy {
	return flatten(types[2], source, func() func(any) any { return collection }, result)
}

func selectManyIndexResult(types TypeArgs, source Seq, collection func(v, i any) any, result func(v, e any) any) *Lazy {
	return flatten(types[2], source, func() func(any) any { return counting(collection) }, result)
}

// flatten yields the elements of the sequences that each element leads to, or
// what result makes of both when it is not nil.
func flatten(elem *Type, source Seq, start func() func(any) any, result func(v, e any) any) *Lazy {
	return newQuery(elem, func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			collection := start()
			for v := range Iterate(env, source) {
				for e := range Iterate(env, collection(v)) {
					if result != nil {
						e = result(v, e)
					}
					if !yield(e) {
						return
					}
				}
			}
		}
	}, source)
}

func take(types TypeArgs, source Seq, n int32) *Lazy {
	return newQuery(types[0], func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			if n <= 0 {
				return
			}
			left := n
			for v := range Iterate(env, source) {
				left--
				if !yield(v) || left == 0 {
					return
				}
			}
		}
	}, source)
}

func takeWhile(types TypeArgs, source Seq, predicate func(any) bool) *Lazy {
	return takeWhileFrom(types, source, func() func(any) bool { return predicate })
}

func takeWhileIndex(types TypeArgs, source Seq, predicate func(v, i any) bool) *Lazy {
	return takeWhileFrom(types, source, func() func(any) bool { return counting(predicate) })
}

func takeWhileFrom(types TypeArgs, source Seq, start func() func(any) bool) *Lazy {
	return newQuery(types[0], func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			predicate := start()
			for v := range Iterate(env, source) {
				if !predicate(v) || !yield(v) {
					return
				}
			}
		}
	}, source)
}

func skip(types TypeArgs, source Seq, n int32) *Lazy {
	return filter(types, source, func(*Env) func(any) bool {
		left := n
		return func(any) bool {
			if left > 0 {
				left--
				return false
			}
			return true
		}
	})
}

func skipWhile(types TypeArgs, source Seq, predicate func(any) bool) *Lazy {
	return skipWhileFrom(types, source, func() func(any) bool { return predicate })
}

func skipWhileIndex(types TypeArgs, source Seq, predicate func(v, i any) bool) *Lazy {
	return skipWhileFrom(types, source, func() func(any) bool { return counting(predicate) })
}

func skipWhileFrom(types TypeArgs, source Seq, start func() func(any) bool) *Lazy {
	return filter(types, source, func(*Env) func(any) bool {
		predicate, skipping := start(), true
		return func(v any) bool {
			skipping = skipping && predicate(v)
			return !skipping
		}
	})
}

func takeLast(types TypeArgs, source Seq, n int32) *Lazy {
	return buffered(types[0], source, func(_ *Env, items []any) []any { return items[max(0, len(items)-max(0, int(n))):] })
}

func skipLast(types TypeArgs, source Seq, n int32) *Lazy {
	return buffered(types[0], source, func(_ *Env, items []any) []any { return items[:max(0, len(items)-max(0, int(n)))] })
}

func reverse(types TypeArgs, source Seq) *Lazy {
	return buffered(types[0], source, func(_ *Env, items []any) []any {
		slices.Reverse(items)
		return items
	})
}

// buffered is the query of what a function makes of all elements of source.
func buffered(elem *Type, source Seq, change func(*Env, []any) []any) *Lazy {
	return newQuery(elem, func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			for _, v := range change(env, collect(env, source)) {
				if !yield(v) {
					return
				}
			}
		}
	}, source)
}

func concat(types TypeArgs, first, second Seq) *Lazy {
	return newQuery(types[0], func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			for v := range Iterate(env, first) {
				if !yield(v) {
					return
				}
			}
			for v := range Iterate(env, second) {
				if !yield(v) {
					return
				}
			}
		}
	}, first, second)
}

func appendOne(types TypeArgs, source Seq, element any) *Lazy {
	return concat(types, source, NewArray(types[0], []any{element}))
}

func prependOne(types TypeArgs, source Seq, element any) *Lazy {
	return concat(types, NewArray(types[0], []any{element}), source)
}

func defaultIfEmpty(types TypeArgs, source Seq) *Lazy {
	return defaultIfEmptyValue(types, source, Default(types[0]))
}

func defaultIfEmptyValue(types TypeArgs, source Seq, value any) *Lazy {
	return newQuery(types[0], func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			empty := true
			for v := range Iterate(env, source) {
				empty = false
				if !yield(v) {
					return
				}
			}
			if empty {
				yield(value)
			}
		}
	}, source)
}

func castEach(types TypeArgs, source Seq) any {
	if IsInstance(source, Construct(IEnumerable, types[0])) {
		return asEnumerable(source)
	}
	return selectFrom(types[0], source, func() func(any) any { return func(v any) any { return Cast(v, types[0]) } })
}

// asEnumerable is the value that AsSeq made a Seq of.
func asEnumerable(s Seq) any {
	if text, ok := s.(stringSeq); ok {
		return string(text)
	}
	return s
}

func ofType(types TypeArgs, source Seq) *Lazy {
	return filter(types, source, func(*Env) func(any) bool { return func(v any) bool { return IsInstance(v, types[0]) } })
}

func zip(types TypeArgs, first, second Seq, result func(a, b any) any) *Lazy {
	return newQuery(types[2], func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			next, stop := iter.Pull(Iterate(env, second))
			defer stop()
			for a := range Iterate(env, first) {
				b, ok := next()
				if !ok || !yield(result(a, b)) {
					return
				}
			}
		}
	}, first, second)
}

func enumerableRange(start, n int32) *Lazy {
	if n < 0 || int64(start)+int64(n)-1 > 1<<31-1 {
		Throw(ArgumentOutOfRange("count", ""))
	}
	return newQuery(Int32, func(*Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			for i := range n {
				if !yield(start + i) {
					return
				}
			}
		}
	})
}

func repeat(types TypeArgs, element any, n int32) *Lazy {
	if n < 0 {
		Throw(ArgumentOutOfRange("count", ""))
	}
	return newQuery(types[0], func(*Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			for range n {
				if !yield(element) {
					return
				}
			}
		}
	})
}

// The set operators. Null compares with null only.

// keySet makes an empty set with a comparer that C# passed, or null.
func keySet(comparer any) *table { return &table{same: ComparerOr(comparer)} }

func addAll(env *Env, set *table, source Seq) {
	for v := range Iterate(env, source) {
		set.add(env, v)
	}
}

func distinct(types TypeArgs, source Seq) *Lazy { return distinctBy(types, source, nil) }

func distinctBy(types TypeArgs, source Seq, comparer any) *Lazy {
	return filter(types, source, func(env *Env) func(any) bool { return newTo(env, keySet(comparer)) })
}

// newTo reports of values whether a set did not have them, and adds them.
func newTo(env *Env, set *table) func(any) bool {
	return func(v any) bool {
		_, added := set.add(env, v)
		return added
	}
}

func union(types TypeArgs, first, second Seq) *Lazy { return unionBy(types, first, second, nil) }

func unionBy(types TypeArgs, first, second Seq, comparer any) *Lazy {
	return distinctBy(types, concat(types, first, second), comparer)
}

func intersect(types TypeArgs, first, second Seq) *Lazy {
	return intersectBy(types, first, second, nil)
}

func intersectBy(types TypeArgs, first, second Seq, comparer any) *Lazy {
	return filter(types, first, func(env *Env) func(any) bool {
		set := keySet(comparer)
		addAll(env, set, second)
		return func(v any) bool {
			_, found := set.remove(v)
			return found
		}
	})
}

func except(types TypeArgs, first, second Seq) *Lazy { return exceptBy(types, first, second, nil) }

func exceptBy(types TypeArgs, first, second Seq, comparer any) *Lazy {
	return filter(types, first, func(env *Env) func(any) bool {
		set := keySet(comparer)
		addAll(env, set, second)
		return newTo(env, set)
	})
}
