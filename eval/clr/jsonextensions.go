package clr

import (
	"fmt"
	"iter"
)

// JsonExtensions is Newtonsoft.Json.Linq.Extensions.
var JsonExtensions = Declare(Decl{Name: "Newtonsoft.Json.Linq.Extensions", Kind: StaticClass, Doc: "Reads values out of sequences of tokens."})

// convertToken is how Json.NET makes a value of a token in Value<T> and
// Values<T>: the token itself where it is a T, else its value, changed as
// Convert.ChangeType does. No token is default(T).
func convertToken(env *Env, t Token, want *Type) any {
	if t == nil {
		return Default(want)
	}
	if IsInstance(t, want) && want != IComparable && want != IFormattable {
		return t
	}
	v, ok := t.(*JValue)
	if !ok {
		Throw(InvalidCast(fmt.Sprintf("Cannot cast %s to %s.", t.CLRType().FullName(), JTokenType.FullName())))
	}
	if IsInstance(v.value, want) {
		return v.value
	}
	if v.value == nil && want.IsNullable() {
		return nil
	}
	return changeType(env, v.value, want.NonNull(), nil)
}

// eachToken yields what each token of a sequence stands for.
func eachToken(s Seq, of func(env *Env, t Token) iter.Seq[any]) func(*Env) iter.Seq[any] {
	return func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			for v := range Iterate(env, s) {
				t := tokenOrNull(v)
				if t == nil {
					Throw(NullReference())
				}
				for u := range of(env, t) {
					if !yield(u) {
						return
					}
				}
			}
		}
	}
}

// valuesOfKey is the values of a key in each token, as a sequence of a type;
// without a key the children of each token, and values themselves.
func valuesOfKey(s Seq, key any, want, of *Type) Seq {
	return &Lazy{T: Construct(of, want), Make: eachToken(s, func(env *Env, t Token) iter.Seq[any] {
		return func(yield func(any) bool) {
			var found iter.Seq[any]
			switch _, isValue := t.(*JValue); {
			case key != nil:
				v := t.get(key)
				if v == nil {
					return
				}
				found = one(v)
			case isValue:
				found = one(t)
			default:
				found = children(env, t)
			}
			converted(env, found, want)(yield)
		}
	})}
}

func one(v any) iter.Seq[any] { return func(yield func(any) bool) { yield(v) } }

func init() {
	enumerable := func(elem *Type, make func(*Env) iter.Seq[any]) Seq {
		return &Lazy{T: Construct(IJEnumerable, elem), Make: make}
	}
	follow := func(s Seq, of func(Token) Seq) Seq {
		return enumerable(JTokenType, eachToken(s, func(env *Env, t Token) iter.Seq[any] { return of(t).Iterate(env) }))
	}
	inside := func(s Seq, self bool) Seq {
		return enumerable(JTokenType, eachToken(s, func(env *Env, t Token) iter.Seq[any] { return descendants(noChildren(t), self)(env) }))
	}
	value := func(env *Env, s Seq, want *Type) any {
		t := tokenOrNull(Plainly(s))
		if t == nil {
			Throw(Argument("Source value must be a JToken.", ""))
		}
		return convertToken(env, t, want)
	}
	JsonExtensions.Define(
		Row("static IJEnumerable<JToken> Ancestors<T>(this IEnumerable<T> source) where T : JToken", "The tokens around each.", F1(func(s Seq) Seq {
			return follow(s, func(t Token) Seq { return following(parentOf(t), parentOf) })
		})),
		Row("static IJEnumerable<JToken> AncestorsAndSelf<T>(this IEnumerable<T> source) where T : JToken", "Each token and those around it.", F1(func(s Seq) Seq {
			return follow(s, func(t Token) Seq { return following(t, parentOf) })
		})),
		Row("static IJEnumerable<JToken> AsJEnumerable(this IEnumerable<JToken> source)", "The same sequence.", F1(func(s Seq) Seq { return enumerable(JTokenType, s.Iterate) }), `JToken.Parse("[1,2]").AsJEnumerable().Count() // 2`),
		Row("static IJEnumerable<T> AsJEnumerable<T>(this IEnumerable<T> source) where T : JToken", "The same sequence.", F2(func(types TypeArgs, s Seq) Seq { return enumerable(types[0], s.Iterate) })),
		Row("static IJEnumerable<JToken> Children<T>(this IEnumerable<T> source) where T : JToken", "The children of each token.", F1(func(s Seq) Seq { return enumerable(JTokenType, eachToken(s, children)) }), `JArray.Parse("[[1],[2,3]]").Children<JToken>().Children().Count() // 3`),
		Row("static IEnumerable<U> Children<T, U>(this IEnumerable<T> source) where T : JToken", "The children of each token as values of a type.", F2(func(types TypeArgs, s Seq) Seq {
			make := eachToken(s, children)
			return tokenSeq(types[1], func(env *Env) iter.Seq[any] { return converted(env, make(env), types[1]) })
		})),
		Row("static IJEnumerable<JToken> Descendants<T>(this IEnumerable<T> source) where T : JContainer", "All that is in each token.", F1(func(s Seq) Seq { return inside(s, false) })),
		Row("static IJEnumerable<JToken> DescendantsAndSelf<T>(this IEnumerable<T> source) where T : JContainer", "Each token and all that is in it.", F1(func(s Seq) Seq { return inside(s, true) })),
		Row("static IJEnumerable<JProperty> Properties(this IEnumerable<JObject> source)", "The properties of each object.", F1(func(s Seq) Seq { return enumerable(JPropertyType, eachToken(s, children)) }), `JArray.Parse("[{a:1},{b:2}]").Children<JObject>().Properties().Last().Name // "b"`),
		Row("static U Value<U>(this IEnumerable<JToken> value)", "The token as a value of a type.", F3(func(env *Env, types TypeArgs, s Seq) any { return value(env, s, types[0]) }),
			`JToken.Parse("5").Value<int>() // 5`, `JToken.Parse("5").Value<string>() // "5"`, `JToken.Parse("'x'").Value<int>() // throws FormatException`, `JToken.Parse("[]").Value<string>() // throws InvalidCastException`),
		Row("static U Value<T, U>(this IEnumerable<T> value) where T : JToken", "The token as a value of a type.", F3(func(env *Env, types TypeArgs, s Seq) any { return value(env, s, types[1]) })),
		Row("static IJEnumerable<JToken> Values(this IEnumerable<JToken> source)", "The children of each token, and values themselves.", F1(func(s Seq) Seq { return valuesOfKey(s, nil, JTokenType, IJEnumerable) }), `JArray.Parse("[[1,2],3]").Values().Count() // 3`),
		Row("static IJEnumerable<JToken> Values(this IEnumerable<JToken> source, object key)", "The values of a key in each token.", F2(func(s Seq, key any) Seq { return valuesOfKey(s, key, JTokenType, IJEnumerable) }), `JArray.Parse("[{a:1},{a:2}]").Values("a").Sum(t => (int)t) // 3`),
		Row("static IEnumerable<U> Values<U>(this IEnumerable<JToken> source)", "The children of each token, and values themselves, as values of a type.", F2(func(types TypeArgs, s Seq) Seq { return valuesOfKey(s, nil, types[0], IEnumerable) })),
		Row("static IEnumerable<U> Values<U>(this IEnumerable<JToken> source, object key)", "The values of a key in each token as values of a type.", F3(func(types TypeArgs, s Seq, key any) Seq {
			return valuesOfKey(s, key, types[0], IEnumerable)
		}), `string.Join(",", JArray.Parse("[{a:1},{a:2}]").Values<string>("a")) // "1,2"`),
	)
}
