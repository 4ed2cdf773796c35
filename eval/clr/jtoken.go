package clr

import (
	"fmt"
	"iter"
)

// JTokenType is Newtonsoft.Json.Linq.JToken.
var JTokenType = Declare(Decl{Name: "Newtonsoft.Json.Linq.JToken", Interfaces: "IJEnumerable<JToken>", Abstract: true, Doc: "A piece of JSON: an object, array, property or value. null is no token; a JSON null is a JValue."})

func tokenGet(t Token, key any) Token {
	if key == nil {
		Throw(ArgumentNull("key"))
	}
	return t.get(key)
}

func tokenSet(env *Env, t Token, key any, v any) Void {
	if key == nil {
		Throw(ArgumentNull("key"))
	}
	t.set(env, key, tokenOrNull(v))
	return Void{}
}

// siblings throws where a token has no parent and so no neighbours.
func siblings(t Token) JContainer {
	p := t.base().parent
	if p == nil {
		Throw(InvalidOperation("The parent is missing."))
	}
	return p
}

// neighbour is the token some places further among its siblings, or nil.
func neighbour(t Token, by int) Token {
	p := t.base().parent
	if p == nil {
		return nil
	}
	if i := t.base().at + by; i >= 0 && i < p.Count() {
		return p.list()[i]
	}
	return nil
}

// following yields the tokens that step leads to, one after the other.
func following(t Token, step func(Token) Token) *Lazy {
	return tokenSeq(JTokenType, func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			for t := t; t != nil; t = step(t) {
				env.Step(1)
				if !yield(t) {
					return
				}
			}
		}
	})
}

// noChildren throws for a value, which can have no children.
func noChildren(t Token) JContainer {
	c, ok := t.(JContainer)
	if !ok {
		Throw(InvalidOperation("Cannot access child value on " + t.CLRType().FullName() + "."))
	}
	return c
}

func deepEquals(a, b any) bool {
	x, y := tokenOrNull(a), tokenOrNull(b)
	return x == y || x != nil && y != nil && x.deepEquals(y, 0)
}

// fromObject is FromObject of a class of tokens.
func fromObject[T Token](env *Env, v any, message string) T {
	if v == nil {
		Throw(ArgumentNull("o"))
	}
	t := TokenOf(env, v)
	want, ok := t.(T)
	if !ok {
		Throw(Argument(fmt.Sprintf(message, t.Kind()), ""))
	}
	return want
}

func init() {
	text := func(env *Env, t Token, formatting Enum, _ any) string {
		return WriteToken(env, t, indented(formatting))
	}
	JTokenType.Define(
		Row("void AddAfterSelf(object content)", "Puts a value, or the elements of a sequence, after this token.", F3(func(env *Env, t Token, content any) Void {
			p := siblings(t)
			addContent(env, p, t.base().at+1, content)
			return Void{}
		}), `new JValue(1).AddAfterSelf(2) // throws InvalidOperationException`),
		Row("void AddBeforeSelf(object content)", "Puts a value, or the elements of a sequence, before this token.", F3(func(env *Env, t Token, content any) Void {
			p := siblings(t)
			addContent(env, p, t.base().at, content)
			return Void{}
		})),
		Row("IEnumerable<JToken> AfterSelf()", "The tokens after this one in its parent.", F1(func(t Token) Seq {
			return following(neighbour(t, 1), func(t Token) Token { return neighbour(t, 1) })
		}), `JArray.Parse("[1,2,3]")[0].AfterSelf().Count() // 2`),
		Row("IEnumerable<JToken> Ancestors()", "The tokens around this one, innermost first.", F1(func(t Token) Seq { return following(parentOf(t), parentOf) }), `JToken.Parse("{a:[1]}").SelectToken("a[0]").Ancestors().Count() // 3`),
		Row("IEnumerable<JToken> AncestorsAndSelf()", "This token and those around it.", F1(func(t Token) Seq { return following(t, parentOf) }), `JToken.Parse("{a:[1]}").SelectToken("a[0]").AncestorsAndSelf().Count() // 4`),
		Row("IEnumerable<JToken> BeforeSelf()", "The tokens before this one in its parent.", F1(func(t Token) Seq {
			return tokenSeq(JTokenType, func(*Env) iter.Seq[any] {
				return func(yield func(any) bool) {
					if p := t.base().parent; p != nil {
						for _, before := range p.list()[:t.base().at] {
							if !yield(before) {
								return
							}
						}
					}
				}
			})
		}), `JArray.Parse("[1,2,3]")[2].BeforeSelf().Count() // 2`),
		Row("JEnumerable<JToken> Children()", "The tokens in this one; a value has none.", F1(childrenOf), `JToken.Parse("1").Children().Count() // 0`, `JToken.Parse("{a:1}").Children().First().Path // "a"`),
		Row("JEnumerable<T> Children<T>() where T : JToken", "The tokens in this one that are of a type.", F2(func(types TypeArgs, t Token) Seq {
			return tokenEnumerable(types[0], func(env *Env) iter.Seq[any] { return tokensOf(children(env, t), types[0]) })
		}), `JToken.Parse("[1,[2]]").Children<JArray>().Count() // 1`),
		Row("JToken DeepClone()", "A copy without a parent.", F2(func(env *Env, t Token) Token { return cloneToken(env, t) }), `JToken.Parse("{a:1}")["a"].DeepClone().Parent // null`),
		Row("static bool DeepEquals(JToken t1, JToken t2)", "Whether two tokens have equal kinds and values; properties in any order.", F2(deepEquals),
			`JToken.DeepEquals(JToken.Parse("{a:1,b:2}"), JToken.Parse("{b:2,a:1}")) // true`, `JToken.DeepEquals(new JValue(1), new JValue(1.0)) // false`, `JToken.DeepEquals(null, null) // true`),
		Row("static JTokenEqualityComparer EqualityComparer { get; }", "Compares tokens as DeepEquals does.", F0(func() jtokenEqualityComparer { return jtokenEqualityComparer{} }), `new[] {new JArray(1), new JArray(1)}.Distinct(JToken.EqualityComparer).Count() // 1`),
		Row("JToken First { get; }", "The first child, or null. A value throws InvalidOperationException.", F1(func(t Token) Token { return firstToken(noChildren(t)) }), `(int)JToken.Parse("[5]").First // 5`, `JToken.Parse("5").First // throws InvalidOperationException`),
		Row("static JToken FromObject(object o)", "A token of any C# value, as SerializeObject writes it.", F2(func(env *Env, v any) Token {
			return fromObject[Token](env, v, "")
		}), `JToken.FromObject(new[] {1, 2}).ToString(Formatting.None) // "[1,2]"`, `JToken.FromObject(5).Type.ToString() // "Integer"`, `JToken.FromObject(null) // throws ArgumentNullException`),
		Row("bool HasValues { get; }", "Whether there are tokens in this one.", F1(func(t Token) bool {
			c, ok := t.(JContainer)
			return ok && c.Count() > 0
		}), `JToken.Parse("[1]").HasValues // true`),
		Row("JToken this[object key] { get; set; }", "The child of a name or an index; null when a name is missing. A value throws InvalidOperationException.", F2(tokenGet),
			`(int)JToken.Parse("{a:1}")["a"] // 1`, `JToken.Parse("1")["a"] // throws InvalidOperationException`, `JToken.Parse("[1]")["a"] // throws ArgumentException`).Set(F4(tokenSet)),
		Row("JToken Last { get; }", "The last child, or null.", F1(func(t Token) Token { return lastToken(noChildren(t)) }), `(int)JToken.Parse("[1,2]").Last // 2`),
		Row("JToken Next { get; }", "The token after this one, or null.", F1(func(t Token) Token { return neighbour(t, 1) }), `(int)JToken.Parse("[1,2]")[0].Next // 2`, `JToken.Parse("[1]")[0].Next // null`),
		Row("JContainer Parent { get; }", "The token around this one, or null.", F1(parentOf), `JToken.Parse("{a:1}")["a"].Parent.Type.ToString() // "Property"`, `JToken.Parse("1").Parent // null`),
		Row("static JToken Parse(string json)", "Reads a JSON text of any kind. JsonReaderException.", F2(ParseToken), `JToken.Parse("\"s\"").ToString() // "s"`, `JToken.Parse("") // throws JsonReaderException`, `JToken.Parse("\"2024-01-02T03:04:05Z\"").Type.ToString() // "Date"`, `JToken.Parse("100000000000000000000").Type.ToString() // "Integer"`),
		Row("static JToken Parse(string json, JsonLoadSettings settings)", "Reads a JSON text of any kind.", F3(func(env *Env, json string, s any) Token { return parseToken(env, json, s) })),
		Row("string Path { get; }", "Where the token is in its tree.", F1(tokenPath), `JToken.Parse("{a:{'b c':[1]}}").SelectToken("a['b c'][0]").Path // "a['b c'][0]"`, `JToken.Parse("1").Path // ""`),
		Row("JToken Previous { get; }", "The token before this one, or null.", F1(func(t Token) Token { return neighbour(t, -1) }), `(int)JToken.Parse("[1,2]")[1].Previous // 1`),
		Row("void Remove()", "Takes the token out of its parent. One without a parent throws InvalidOperationException.", F1(func(t Token) Void {
			siblings(t).removeAt(t.base().at)
			return Void{}
		}), `new JValue(1).Remove() // throws InvalidOperationException`, `JToken.Parse("{a:1}")["a"].Remove() // throws JsonException`),
		Row("void Replace(JToken value)", "Puts another token in this one's place.", F3(func(env *Env, t Token, v any) Void {
			siblings(t).replace(env, t.base().at, tokenOrNull(v))
			return Void{}
		}), `new JValue(1).Replace(2) // throws InvalidOperationException`),
		Row("JToken Root { get; }", "The outermost token.", F1(root), `JToken.Parse("{a:[1]}").SelectToken("a[0]").Root.Type.ToString() // "Object"`),
		Row("JToken SelectToken(string path)", "The token of a JSONPath, or null; more than one throws JsonException.", F3(func(env *Env, t Token, path string) Token { return selectToken(env, t, path, false) }),
			`(int)JToken.Parse("{a:{b:[1,2]}}").SelectToken("$.a.b[1]") // 2`, `JToken.Parse("{a:1}").SelectToken("b") // null`, `(string)JToken.Parse("[{n:1,s:'x'},{n:2,s:'y'}]").SelectToken("$[?(@.n == 2)].s") // "y"`, `JToken.Parse("[1,2]").SelectToken("[*]") // throws JsonException`),
		Row("JToken SelectToken(string path, bool errorWhenNoMatch)", "The token of a JSONPath; if asked, JsonException when there is none.", F4(selectToken), `JToken.Parse("{a:1}").SelectToken("b", true) // throws JsonException`),
		Row("IEnumerable<JToken> SelectTokens(string path)", "The tokens of a JSONPath.", F3(func(env *Env, t Token, path string) Seq { return selectTokens(env, t, path, false) }),
			`JToken.Parse("{a:[1,2,3]}").SelectTokens("a[1:]").Count() // 2`, `JToken.Parse("{a:{b:1},c:{b:2}}").SelectTokens("$..b").Sum(t => (int)t) // 3`),
		Row("IEnumerable<JToken> SelectTokens(string path, bool errorWhenNoMatch)", "The tokens of a JSONPath; if asked, JsonException when a part has none.", F4(selectTokens)),
		Row("T ToObject<T>()", "The token as a C# value: a simple type, an array, a list, a dictionary.", F3(func(env *Env, types TypeArgs, t Token) any { return toObject(env, t, types[0]) }),
			`JToken.Parse("[1,2]").ToObject<List<int>>().Sum() // 3`, `JToken.Parse("{a:'x'}").ToObject<Dictionary<string, string>>()["a"] // "x"`, `JToken.Parse("'5'").ToObject<int>() // 5`, `JToken.Parse("['x']").ToObject<int[]>() // throws JsonReaderException`),
		Row("object ToObject(Type objectType)", "The token as a value of a type.", F3(func(env *Env, t Token, of *TypeValue) any { return toObject(env, t, of.T) }), `JToken.Parse("5").ToObject(typeof(int)) // 5`),
		Row("string ToString()", "Of a container the JSON, indented; of a value its text.", F2(func(env *Env, t Token) string {
			if v, ok := t.(*JValue); ok {
				return v.ToString()
			}
			return WriteToken(env, t, true)
		}), `JToken.Parse("[1]").ToString() // "[\n  1\n]"`, `JToken.Parse("'a'").ToString() // "a"`, `JToken.Parse("null").ToString() // ""`),
		Row("string ToString(Formatting formatting, params JsonConverter[] converters)", "The JSON.", F4(text), `JToken.Parse("{a:[1,'x',null]}").ToString(Formatting.None) // "{\"a\":[1,\"x\",null]}"`, `JToken.Parse("'a'").ToString(Formatting.None) // "\"a\""`),
		Row("JTokenType Type { get; }", "The kind of token.", F1(func(t Token) Enum { return t.Kind().enum() }), `JToken.Parse("1.0").Type.ToString() // "Float"`, `JToken.Parse("null").Type == JTokenType.Null // true`),
		Row("T Value<T>(object key)", "The child of a key as a value of a type; default(T) when it is missing.", F4(func(env *Env, types TypeArgs, t Token, key any) any {
			return convertToken(env, tokenGet(t, key), types[0])
		}), `JToken.Parse("{a:1}").Value<string>("a") // "1"`, `JToken.Parse("{a:1}").Value<int>("b") // 0`, `JToken.Parse("{a:null}").Value<int>("a") // throws InvalidCastException`, `JToken.Parse("{a:null}").Value<int?>("a") // null`, `JToken.Parse("{a:{}}").Value<string>("a") // throws InvalidCastException`),
		Row("IEnumerable<T> Values<T>()", "The children as values of a type. A value throws InvalidOperationException.", F2(func(types TypeArgs, t Token) Seq { return valuesAs(types, noChildren(t)) }), `JToken.Parse("[1,2]").Values<string>().Last() // "2"`),
	)
}

// valuesAs is the children as values of a type.
func valuesAs(types TypeArgs, c JContainer) Seq {
	return tokenSeq(types[0], func(env *Env) iter.Seq[any] { return converted(env, c.Iterate(env), types[0]) })
}

// converted yields tokens as values of a type.
func converted(env *Env, tokens iter.Seq[any], t *Type) iter.Seq[any] {
	return func(yield func(any) bool) {
		for v := range tokens {
			if !yield(convertToken(env, tokenOrNull(v), t)) {
				return
			}
		}
	}
}

// tokensOf yields the values that are of a type.
func tokensOf(values iter.Seq[any], t *Type) iter.Seq[any] {
	return func(yield func(any) bool) {
		for v := range values {
			if IsInstance(v, t) && !yield(v) {
				return
			}
		}
	}
}
