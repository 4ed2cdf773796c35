package clr

import (
	"iter"
	"slices"
)

// An Ordered is an IOrderedEnumerable<TElement>: a sequence that is sorted,
// stably, each time it is enumerated.
type Ordered struct {
	T      *Type
	source Seq
	first  *Ordered // the order that this one refines, or nil
	key    func(any) any
	order  Ordering
	desc   bool
	depth  int
}

// IOrderedEnumerable is the interface, and orderedType the class behind it.
var (
	IOrderedEnumerable = Declare(Decl{Name: "System.Linq.IOrderedEnumerable<TElement>", Kind: Interface, Interfaces: "IEnumerable<TElement>", Beyond: true, Doc: "A sequence that ThenBy can order further."})
	orderedType        = Declare(Decl{Name: "System.Linq.OrderedEnumerable<TElement>", Interfaces: "IOrderedEnumerable<TElement>", Abstract: true, Beyond: true, Doc: "What OrderBy makes."})
)

func newOrdered(elem *Type, source Seq, key func(any) any, comparer any, desc bool) *Ordered {
	return &Ordered{T: Construct(orderedType, elem), source: source, key: key, order: OrderingOr(comparer), desc: desc, depth: depthOver(source)}
}

// refine is the order by o, and by a key where o has no preference.
func (o *Ordered) refine(key func(any) any, comparer any, desc bool) *Ordered {
	n := newOrdered(o.T.Args[0], o.source, key, comparer, desc)
	n.first = o
	return n
}

// CLRType is OrderedEnumerable<TElement>.
func (o *Ordered) CLRType() *Type { return o.T }

// Iterate sorts the source and yields it. Each key is computed once for each
// element.
func (o *Ordered) Iterate(env *Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		items := collect(env, o.source)
		var levels []*Ordered
		for l := o; l != nil; l = l.first {
			levels = append(levels, l)
		}
		slices.Reverse(levels)
		env.Charge(valueBytes * len(items) * (len(levels) + 1))
		keys := make([][]any, len(levels))
		for n, l := range levels {
			keys[n] = make([]any, len(items))
			for i, v := range items {
				env.Step(1)
				keys[n][i] = l.key(v)
			}
		}
		places := make([]int, len(items))
		for i := range places {
			places[i] = i
		}
		slices.SortStableFunc(places, func(a, b int) int {
			for n, l := range levels {
				if c := l.order.Order(keys[n][a], keys[n][b]); c != 0 {
					if l.desc {
						return -c
					}
					return c
				}
			}
			return 0
		})
		for _, i := range places {
			if !yield(items[i]) {
				return
			}
		}
	}
}

func orderBy(t TypeArgs, source Seq, key func(any) any) *Ordered {
	return newOrdered(t[0], source, key, nil, false)
}

func orderByComparer(t TypeArgs, source Seq, key func(any) any, comparer any) *Ordered {
	return newOrdered(t[0], source, key, comparer, false)
}

func orderByDescending(t TypeArgs, source Seq, key func(any) any) *Ordered {
	return newOrdered(t[0], source, key, nil, true)
}

func orderByDescendingComparer(t TypeArgs, source Seq, key func(any) any, comparer any) *Ordered {
	return newOrdered(t[0], source, key, comparer, true)
}

func thenBy(source *Ordered, key func(any) any) *Ordered { return source.refine(key, nil, false) }

func thenByComparer(source *Ordered, key func(any) any, comparer any) *Ordered {
	return source.refine(key, comparer, false)
}

func thenByDescending(source *Ordered, key func(any) any) *Ordered {
	return source.refine(key, nil, true)
}

func thenByDescendingComparer(source *Ordered, key func(any) any, comparer any) *Ordered {
	return source.refine(key, comparer, true)
}

func init() {
	IOrderedEnumerable.Define(
		Row("IOrderedEnumerable<TElement> CreateOrderedEnumerable<TKey>(Func<TElement, TKey> keySelector, IComparer<TKey> comparer, bool descending)",
			"Orders further, by another key.", F4((*Ordered).refine),
			`new[] {1, 2}.OrderBy(x => 0).CreateOrderedEnumerable(x => x, null, true).First() // 2`),
	)
}
