package clr

import "iter"

// A Lookup is a System.Linq.Lookup<TKey, TElement>: groups by key, in the order
// in which the keys were first seen.
type Lookup struct {
	T      *Type
	groups []*Grouping
	byKey  table // the place of the group
}

// ILookup is the interface of Lookup.
var (
	ILookup    = Declare(Decl{Name: "System.Linq.ILookup<TKey, TElement>", Kind: Interface, Interfaces: "IEnumerable<IGrouping<TKey, TElement>>", Beyond: true, Doc: "A map from keys to sequences."})
	LookupType = Declare(Decl{Name: "System.Linq.Lookup<TKey, TElement>", Interfaces: "ILookup<TKey, TElement>", Abstract: true, Beyond: true, Doc: "A map from keys to sequences, as ToLookup makes it."})
)

// newLookup groups the elements of a sequence. element is nil for the elements
// themselves; joining leaves null keys out.
func newLookup(env *Env, keyType, elemType *Type, source Seq, key, element func(any) any, comparer any, joining bool) *Lookup {
	l := &Lookup{T: Construct(LookupType, keyType, elemType), byKey: table{same: ComparerOr(comparer)}}
	group := Construct(groupingType, keyType, elemType)
	for v := range Iterate(env, source) {
		k := key(v)
		if k == nil && joining {
			continue
		}
		s, added := l.byKey.add(env, k)
		if added {
			s.value = len(l.groups)
			l.groups = append(l.groups, &Grouping{T: group, Key: k})
		}
		if element != nil {
			v = element(v)
		}
		env.Charge(valueBytes)
		g := l.groups[s.value.(int)]
		g.items = append(g.items, v)
	}
	return l
}

// group is the group of a key, or nil.
func (l *Lookup) group(key any) *Grouping {
	if s := l.byKey.find(key); s != nil {
		return l.groups[s.value.(int)]
	}
	return nil
}

// CLRType is Lookup<TKey, TElement>.
func (l *Lookup) CLRType() *Type { return l.T }

// Count is the number of keys.
func (l *Lookup) Count() int { return len(l.groups) }

// Iterate yields the groups.
func (l *Lookup) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, g := range l.groups {
			if !yield(g) {
				return
			}
		}
	}
}

// elements is the group of a key as a sequence, empty for a key that is not there.
func (l *Lookup) elements(key any) Seq {
	if g := l.group(key); g != nil {
		return g
	}
	return NewArray(l.T.Args[1], nil)
}

func lookupApply(types TypeArgs, l *Lookup, result func(k, g any) any) *Lazy {
	return selectFrom(types[2], l, func() func(any) any {
		return func(g any) any { return result(g.(*Grouping).Key, g) }
	})
}

// lookupRows makes the rows that ILookup and Lookup have in common.
func lookupRows() []Member {
	return []Member{
		Row("int Count { get; }", "Number of keys.", F1(func(l *Lookup) int32 { return int32(len(l.groups)) }), `new[] {"a", "ab", "b"}.ToLookup(s => s[0]).Count // 2`),
		Row("IEnumerable<TElement> this[TKey key] { get; }", "The elements of a key; none for a key that is not there.", F2((*Lookup).elements),
			`new[] {"a", "ab", "b"}.ToLookup(s => s[0])['a'].Count() // 2`, `new[] {"a"}.ToLookup(s => s[0])['z'].Count() // 0`),
		Row("bool Contains(TKey key)", "Whether the key is there.", F2(func(l *Lookup, key any) bool { return l.group(key) != nil }), `new[] {"a"}.ToLookup(s => s[0]).Contains('a') // true`),
	}
}

func init() {
	ILookup.Define(lookupRows()...)
	LookupType.Define(lookupRows()...)
	LookupType.Define(
		Row("IEnumerable<TResult> ApplyResultSelector<TResult>(Func<TKey, IEnumerable<TElement>, TResult> resultSelector)", "What a function makes of each key and its elements.", F3(lookupApply),
			`((Lookup<char, string>)new[] {"a", "ab"}.ToLookup(s => s[0])).ApplyResultSelector((k, g) => g.Count()).First() // 2`),
		Row("IEnumerator<IGrouping<TKey, TElement>> GetEnumerator()", "A place before the first group.", F1(func(l *Lookup) *Enumerator {
			return NewEnumerator(Construct(IGrouping, l.T.Args...), l)
		}), `((Lookup<int, int>)new[] {1}.ToLookup(x => x)).GetEnumerator().MoveNext() // true`),
	)
}

// The operators of Enumerable that group and join.

// groupQuery is GroupBy in general: result makes an element of each group.
func groupQuery(elem, keyType, elemType *Type, source Seq, key, element func(any) any, comparer any, result func(*Grouping) any) *Lazy {
	return newQuery(elem, func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			for _, g := range newLookup(env, keyType, elemType, source, key, element, comparer, false).groups {
				env.Step(1)
				if !yield(result(g)) {
					return
				}
			}
		}
	}, source)
}

func groups(t TypeArgs, elemType *Type, source Seq, key, element func(any) any, comparer any) *Lazy {
	return groupQuery(Construct(IGrouping, t[1], elemType), t[1], elemType, source, key, element, comparer, func(g *Grouping) any { return g })
}

func groupBy(t TypeArgs, source Seq, key func(any) any) *Lazy {
	return groups(t, t[0], source, key, nil, nil)
}

func groupByComparer(t TypeArgs, source Seq, key func(any) any, comparer any) *Lazy {
	return groups(t, t[0], source, key, nil, comparer)
}

func groupByElement(t TypeArgs, source Seq, key, element func(any) any) *Lazy {
	return groups(t, t[2], source, key, element, nil)
}

func groupByElementComparer(t TypeArgs, source Seq, key, element func(any) any, comparer any) *Lazy {
	return groups(t, t[2], source, key, element, comparer)
}

func groupByResult(t TypeArgs, source Seq, key func(any) any, result func(k, g any) any) *Lazy {
	return groupByResultComparer(t, source, key, result, nil)
}

func groupByResultComparer(t TypeArgs, source Seq, key func(any) any, result func(k, g any) any, comparer any) *Lazy {
	return groupQuery(t[2], t[1], t[0], source, key, nil, comparer, func(g *Grouping) any { return result(g.Key, g) })
}

func groupByElementResult(t TypeArgs, source Seq, key, element func(any) any, result func(k, g any) any) *Lazy {
	return groupByElementResultComparer(t, source, key, element, result, nil)
}

func groupByElementResultComparer(t TypeArgs, source Seq, key, element func(any) any, result func(k, g any) any, comparer any) *Lazy {
	return groupQuery(t[3], t[1], t[2], source, key, element, comparer, func(g *Grouping) any { return result(g.Key, g) })
}

func toLookup(env *Env, t TypeArgs, source Seq, key func(any) any) *Lookup {
	return newLookup(env, t[1], t[0], source, key, nil, nil, false)
}

func toLookupComparer(env *Env, t TypeArgs, source Seq, key func(any) any, comparer any) *Lookup {
	return newLookup(env, t[1], t[0], source, key, nil, comparer, false)
}

func toLookupElement(env *Env, t TypeArgs, source Seq, key, element func(any) any) *Lookup {
	return newLookup(env, t[1], t[2], source, key, element, nil, false)
}

func toLookupElementComparer(env *Env, t TypeArgs, source Seq, key, element func(any) any, comparer any) *Lookup {
	return newLookup(env, t[1], t[2], source, key, element, comparer, false)
}

func join(t TypeArgs, outer, inner Seq, outerKey, innerKey func(any) any, result func(o, i any) any) *Lazy {
	return joinComparer(t, outer, inner, outerKey, innerKey, result, nil)
}

func joinComparer(t TypeArgs, outer, inner Seq, outerKey, innerKey func(any) any, result func(o, i any) any, comparer any) *Lazy {
	return newQuery(t[3], func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			lookup := newLookup(env, t[2], t[1], inner, innerKey, nil, comparer, true)
			for o := range Iterate(env, outer) {
				g := lookup.group(outerKey(o))
				if g == nil {
					continue
				}
				for i := range Iterate(env, g) {
					if !yield(result(o, i)) {
						return
					}
				}
			}
		}
	}, outer, inner)
}

func groupJoin(t TypeArgs, outer, inner Seq, outerKey, innerKey func(any) any, result func(o, g any) any) *Lazy {
	return groupJoinComparer(t, outer, inner, outerKey, innerKey, result, nil)
}

func groupJoinComparer(t TypeArgs, outer, inner Seq, outerKey, innerKey func(any) any, result func(o, g any) any, comparer any) *Lazy {
	return newQuery(t[3], func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			lookup := newLookup(env, t[2], t[1], inner, innerKey, nil, comparer, true)
			for o := range Iterate(env, outer) {
				if !yield(result(o, lookup.elements(outerKey(o)))) {
					return
				}
			}
		}
	}, outer, inner)
}
