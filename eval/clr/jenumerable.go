package clr

import "iter"

// The sequences of tokens that Json.NET has for itself: their indexer gives the
// values of a key in each token.
var (
	IJEnumerable = Declare(Decl{Name: "Newtonsoft.Json.Linq.IJEnumerable<T>", Kind: Interface, Interfaces: "IEnumerable<T>", Beyond: true, Doc: "A sequence of JSON tokens."})
	JEnumerable  = Declare(Decl{Name: "Newtonsoft.Json.Linq.JEnumerable<T>", Kind: Struct, Interfaces: "IJEnumerable<T>", Beyond: true, Doc: "A sequence of JSON tokens."})
)

// tokenSeq is an IEnumerable<T> of what make yields.
func tokenSeq(elem *Type, make func(*Env) iter.Seq[any]) *Lazy {
	return &Lazy{T: Construct(IEnumerable, elem), Make: make}
}

// tokenEnumerable is a JEnumerable<T>.
func tokenEnumerable(elem *Type, make func(*Env) iter.Seq[any]) *Lazy {
	return &Lazy{T: Construct(JEnumerable, elem), Make: make}
}

// childrenOf is the children of any token: a value has none.
func childrenOf(t Token) Seq {
	return tokenEnumerable(JTokenType, func(env *Env) iter.Seq[any] { return children(env, t) })
}

func children(env *Env, t Token) iter.Seq[any] {
	if c, ok := t.(JContainer); ok {
		return c.Iterate(env)
	}
	return func(func(any) bool) {}
}

func init() {
	Zero(JEnumerable, func(t *Type) any {
		return &Lazy{T: t, Make: func(*Env) iter.Seq[any] { return func(func(any) bool) {} }}
	})
	item := func(s Seq, key any) Seq { return valuesOfKey(s, key, JTokenType, IJEnumerable) }
	IJEnumerable.Define(Row("IJEnumerable<JToken> this[object key] { get; }", "The values of a key in each of the tokens.", F2(item), `JToken.Parse("[{a:1},{a:2}]").Children()["a"].Count() // 2`))
	JEnumerable.Define(
		Row("new(IEnumerable<T> enumerable)", "Makes one of a sequence of tokens.", F2(func(types TypeArgs, s Seq) Seq { return tokenEnumerable(types[0], s.Iterate) })),
		Row("IJEnumerable<JToken> this[object key] { get; }", "The values of a key in each of the tokens.", F2(item), `JToken.Parse("[{a:1},{b:2}]").Children()["a"].Count() // 1`),
		Row("IEnumerator<T> GetEnumerator()", "A place before the first token.", F2(func(types TypeArgs, s Seq) *Enumerator { return NewEnumerator(types[0], s) })),
	)
}
