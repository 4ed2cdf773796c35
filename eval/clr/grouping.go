package clr

import "iter"

// A Grouping is an IGrouping<TKey, TElement>: elements with a key in common.
type Grouping struct {
	T     *Type
	Key   any
	items []any
}

// IGrouping is the interface, and groupingType the class behind it.
var (
	IGrouping    = Declare(Decl{Name: "System.Linq.IGrouping<TKey, TElement>", Kind: Interface, Interfaces: "IEnumerable<TElement>", Beyond: true, Doc: "Elements with a key in common."})
	groupingType = Declare(Decl{Name: "System.Linq.Grouping<TKey, TElement>", Interfaces: "IGrouping<TKey, TElement>, IList<TElement>", Abstract: true, Beyond: true, Doc: "What GroupBy makes."})
)

// CLRType is Grouping<TKey, TElement>.
func (g *Grouping) CLRType() *Type { return g.T }

// Count is the number of elements.
func (g *Grouping) Count() int { return len(g.items) }

// At is an element; the caller has checked the index.
func (g *Grouping) At(i int) any { return g.items[i] }

// Iterate yields the elements.
func (g *Grouping) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, v := range g.items {
			if !yield(v) {
				return
			}
		}
	}
}

func init() {
	for _, t := range []*Type{IGrouping, groupingType} {
		t.Define(Row("TKey Key { get; }", "What the elements have in common.", F1(func(g *Grouping) any { return g.Key }), `new[] {1, 2, 3}.GroupBy(x => x % 2).First().Key // 1`))
	}
}
