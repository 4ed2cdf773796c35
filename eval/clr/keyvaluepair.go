package clr

import "iter"

// A Pair is a KeyValuePair<TKey, TValue>. It does not change.
type Pair struct {
	T          *Type
	Key, Value any
}

// PairOf makes a KeyValuePair of the types of key and value.
func PairOf(key, value *Type, k, v any) *Pair {
	return &Pair{Construct(KeyValuePair, key, value), k, v}
}

// CLRType is KeyValuePair<TKey, TValue>.
func (p *Pair) CLRType() *Type { return p.T }

// ToString is "[key, value]".
func (p *Pair) ToString() string { return nestedText(p) }

func (p *Pair) writeTo(w *walker) {
	w.string("[")
	w.write(p.Key)
	w.string(", ")
	w.write(p.Value)
	w.string("]")
}

// EqualsTo compares key and value, as ValueType.Equals does.
func (p *Pair) EqualsTo(other any) bool { return p.equalsWith(&walker{}, other) }

func (p *Pair) equalsWith(w *walker, other any) bool {
	o, ok := other.(*Pair)
	return ok && o.T == p.T && w.equal(p.Key, o.Key) && w.equal(p.Value, o.Value)
}

// Hash agrees with EqualsTo.
func (p *Pair) Hash() uint64 { return p.hashWith(&walker{}) }

func (p *Pair) hashWith(w *walker) uint64 { return w.hash(p.Key)*31 ^ w.hash(p.Value) }

// PairsSeq yields the entries of a Map as KeyValuePairs, for its Iterate.
func PairsSeq(m Map, pair *Type) iter.Seq[any] {
	return func(yield func(any) bool) {
		for k, v := range m.Pairs() {
			if !yield(&Pair{pair, k, v}) {
				return
			}
		}
	}
}

func init() {
	Zero(KeyValuePair, func(t *Type) any { return &Pair{t, Default(t.Args[0]), Default(t.Args[1])} })
	KeyValuePair.Define(
		Row("new(TKey key, TValue value)", "Makes a pair.", F3(func(types TypeArgs, key, value any) *Pair {
			return PairOf(types[0], types[1], key, value)
		}), `new KeyValuePair<string, int>("k", 2).ToString() // "[k, 2]"`),
		Row("TKey Key { get; }", "The key.", F1(func(p *Pair) any { return p.Key }), `new KeyValuePair<string, int>("k", 2).Key // "k"`),
		Row("TValue Value { get; }", "The value.", F1(func(p *Pair) any { return p.Value }), `new KeyValuePair<string, int>("k", 2).Value // 2`),
		Row("string ToString()", "Key and value in brackets.", F1((*Pair).ToString), `new KeyValuePair<string, object>("k", null).ToString() // "[k, ]"`),
	)
}
