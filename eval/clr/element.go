package clr

import "iter"

// The operators of Enumerable that give one value at once.

const (
	noElements   = "Sequence contains no elements"
	noMatch      = "Sequence contains no matching element"
	manyElements = "Sequence contains more than one element"
	manyMatches  = "Sequence contains more than one matching element"
)

func aggregate(env *Env, source Seq, f func(a, v any) any) any {
	var result any
	empty := true
	for v := range Iterate(env, source) {
		if empty {
			result, empty = v, false
		} else {
			result = f(result, v)
		}
	}
	if empty {
		Throw(InvalidOperation(noElements))
	}
	return result
}

func aggregateSeed(env *Env, source Seq, seed any, f func(a, v any) any) any {
	for v := range Iterate(env, source) {
		seed = f(seed, v)
	}
	return seed
}

func aggregateResult(env *Env, source Seq, seed any, f func(a, v any) any, result func(any) any) any {
	return result(aggregateSeed(env, source, seed, f))
}

func all(env *Env, source Seq, predicate func(any) bool) bool {
	for v := range Iterate(env, source) {
		if !predicate(v) {
			return false
		}
	}
	return true
}

func anyElement(env *Env, source Seq) bool {
	for range Iterate(env, source) {
		return true
	}
	return false
}

func anyMatch(env *Env, source Seq, predicate func(any) bool) bool {
	_, ok := first(env, source, predicate)
	return ok
}

func containsComparer(env *Env, source Seq, value any, comparer any) bool {
	same := table{same: ComparerOr(comparer)}
	return anyMatch(env, source, func(v any) bool { return same.equal(v, value) })
}

func countElements(env *Env, source Seq) int32 {
	if c, ok := source.(Collection); ok {
		return int32(c.Count())
	}
	n := int32(0)
	for range Iterate(env, source) {
		n++
	}
	return n
}

func countMatches(env *Env, source Seq, predicate func(any) bool) int32 {
	n := int32(0)
	for v := range Iterate(env, source) {
		if predicate(v) {
			n++
		}
	}
	return n
}

func longCount(env *Env, source Seq) int64 { return int64(countElements(env, source)) }

func longCountMatches(env *Env, source Seq, predicate func(any) bool) int64 {
	return int64(countMatches(env, source, predicate))
}

func elementAtOrNone(env *Env, source Seq, index int32) (any, bool) {
	if l, ok := source.(Lister); ok {
		if index < 0 || int(index) >= l.Count() {
			return nil, false
		}
		return l.At(int(index)), true
	}
	if index < 0 {
		return nil, false
	}
	for v := range Iterate(env, source) {
		if index == 0 {
			return v, true
		}
		index--
	}
	return nil, false
}

func elementAt(env *Env, source Seq, index int32) any {
	v, ok := elementAtOrNone(env, source, index)
	if !ok {
		Throw(ArgumentOutOfRange("index", indexRange))
	}
	return v
}

func elementAtOrDefault(env *Env, types TypeArgs, source Seq, index int32) any {
	v, ok := elementAtOrNone(env, source, index)
	return orDefault(types, v, ok)
}

func orDefault(types TypeArgs, v any, ok bool) any {
	if !ok {
		return Default(types[0])
	}
	return v
}

// must throws InvalidOperationException where there is no value.
func must(v any, ok bool, message string) any {
	if !ok {
		Throw(InvalidOperation(message))
	}
	return v
}

// always matches every element.
func always(any) bool { return true }

func first(env *Env, source Seq, predicate func(any) bool) (any, bool) {
	for v := range Iterate(env, source) {
		if predicate(v) {
			return v, true
		}
	}
	return nil, false
}

func last(env *Env, source Seq, predicate func(any) bool) (found any, ok bool) {
	for v := range Iterate(env, source) {
		if predicate(v) {
			found, ok = v, true
		}
	}
	return found, ok
}

// lastElement is the last of all, found at once in a list.
func lastElement(env *Env, source Seq) (any, bool) {
	if l, ok := source.(Lister); ok {
		if n := l.Count(); n > 0 {
			return l.At(n - 1), true
		}
		return nil, false
	}
	return last(env, source, always)
}

// single is the only element that matches; several throw. As in .NET Framework
// the predicate sees all elements first.
func single(env *Env, source Seq, predicate func(any) bool) (found any, ok bool) {
	several := false
	for v := range Iterate(env, source) {
		if predicate(v) {
			several = several || ok
			found, ok = v, true
		}
	}
	if several {
		Throw(InvalidOperation(manyMatches))
	}
	return found, ok
}

func singleElement(env *Env, source Seq) (found any, ok bool) {
	for v := range Iterate(env, source) {
		if ok {
			Throw(InvalidOperation(manyElements))
		}
		found, ok = v, true
	}
	return found, ok
}

func firstElement(env *Env, source Seq) any {
	v, ok := first(env, source, always)
	return must(v, ok, noElements)
}

func firstMatch(env *Env, source Seq, predicate func(any) bool) any {
	v, ok := first(env, source, predicate)
	return must(v, ok, noMatch)
}

func firstOrDefault(env *Env, types TypeArgs, source Seq) any {
	v, ok := first(env, source, always)
	return orDefault(types, v, ok)
}

func firstMatchOrDefault(env *Env, types TypeArgs, source Seq, predicate func(any) bool) any {
	v, ok := first(env, source, predicate)
	return orDefault(types, v, ok)
}

func lastOf(env *Env, source Seq) any {
	v, ok := lastElement(env, source)
	return must(v, ok, noElements)
}

func lastMatch(env *Env, source Seq, predicate func(any) bool) any {
	v, ok := last(env, source, predicate)
	return must(v, ok, noMatch)
}

func lastOrDefault(env *Env, types TypeArgs, source Seq) any {
	v, ok := lastElement(env, source)
	return orDefault(types, v, ok)
}

func lastMatchOrDefault(env *Env, types TypeArgs, source Seq, predicate func(any) bool) any {
	v, ok := last(env, source, predicate)
	return orDefault(types, v, ok)
}

func singleOf(env *Env, source Seq) any {
	v, ok := singleElement(env, source)
	return must(v, ok, noElements)
}

func singleMatch(env *Env, source Seq, predicate func(any) bool) any {
	v, ok := single(env, source, predicate)
	return must(v, ok, noMatch)
}

func singleOrDefault(env *Env, types TypeArgs, source Seq) any {
	v, ok := singleElement(env, source)
	return orDefault(types, v, ok)
}

func singleMatchOrDefault(env *Env, types TypeArgs, source Seq, predicate func(any) bool) any {
	v, ok := single(env, source, predicate)
	return orDefault(types, v, ok)
}

func sequenceEqual(env *Env, a, b Seq) bool { return sequenceEqualComparer(env, a, b, nil) }

func sequenceEqualComparer(env *Env, a, b Seq, comparer any) bool {
	same := table{same: ComparerOr(comparer)}
	next, stop := iter.Pull(Iterate(env, b))
	defer stop()
	for x := range Iterate(env, a) {
		y, ok := next()
		if !ok || !same.equal(x, y) {
			return false
		}
	}
	_, more := next()
	return !more
}

func toArray(env *Env, types TypeArgs, source Seq) *Array {
	return NewArray(types[0], collect(env, source))
}

func toDictionary(env *Env, t TypeArgs, source Seq, key func(any) any) *Dictionary {
	return dictionaryFrom(env, t[1], t[0], source, key, nil, nil)
}

func toDictionaryComparer(env *Env, t TypeArgs, source Seq, key func(any) any, comparer any) *Dictionary {
	return dictionaryFrom(env, t[1], t[0], source, key, nil, comparer)
}

func toDictionaryElement(env *Env, t TypeArgs, source Seq, key, element func(any) any) *Dictionary {
	return dictionaryFrom(env, t[1], t[2], source, key, element, nil)
}

func toDictionaryElementComparer(env *Env, t TypeArgs, source Seq, key, element func(any) any, comparer any) *Dictionary {
	return dictionaryFrom(env, t[1], t[2], source, key, element, comparer)
}

func dictionaryFrom(env *Env, keyType, valueType *Type, source Seq, key, element func(any) any, comparer any) *Dictionary {
	d := newDictionary(TypeArgs{keyType, valueType}, comparer)
	for v := range Iterate(env, source) {
		k := key(v)
		if element != nil {
			v = element(v)
		}
		putNew(env, d, k, v)
	}
	return d
}

func toHashSet(env *Env, types TypeArgs, source Seq) *HashSet {
	return newHashSetFrom(env, types, source, nil)
}

func toHashSetComparer(env *Env, types TypeArgs, source Seq, comparer any) *HashSet {
	return newHashSetFrom(env, types, source, comparer)
}

func toList(env *Env, types TypeArgs, source Seq) *List {
	return newListFrom(env, types, source)
}
