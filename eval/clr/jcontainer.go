package clr

// JContainerType is Newtonsoft.Json.Linq.JContainer.
var JContainerType = Declare(Decl{Name: "Newtonsoft.Json.Linq.JContainer", Base: "JToken", Interfaces: "IList<JToken>", Abstract: true, Doc: "A JSON token with others in it."})

func init() {
	JContainerType.Define(
		Row("void Add(object content)", "Appends a value, or the elements of a sequence.", F3(func(env *Env, c JContainer, content any) Void {
			addContent(env, c, c.Count(), content)
			return Void{}
		}), `new JArray { new[] {1, 2}, "x" }.Count // 3`, `new JObject { new JProperty("a", 1) }.Count // 1`),
		Row("void AddFirst(object content)", "Puts a value, or the elements of a sequence, before all others.", F3(func(env *Env, c JContainer, content any) Void {
			addContent(env, c, 0, content)
			return Void{}
		})),
		Row("JEnumerable<JToken> Children()", "The children in order.", F1(childrenOf), `JArray.Parse("[1,2]").Children().Count() // 2`),
		Row("int Count { get; }", "Number of children.", F1(func(c JContainer) int32 { return int32(c.Count()) }), `JObject.Parse("{a:1,b:2}").Count // 2`),
		Row("IEnumerable<JToken> Descendants()", "All that is in it, in document order.", F1(func(c JContainer) Seq { return tokenSeq(JTokenType, descendants(c, false)) }), `JToken.Parse("{a:[1,2]}").Value<JToken>("a").Root is JObject o ? o.Descendants().Count() : 0 // 4`),
		Row("IEnumerable<JToken> DescendantsAndSelf()", "The container and all that is in it.", F1(func(c JContainer) Seq { return tokenSeq(JTokenType, descendants(c, true)) }), `JArray.Parse("[1,[2]]").DescendantsAndSelf().Count() // 4`),
		Row("JToken First { get; }", "The first child, or null.", F1(firstToken), `(int)JArray.Parse("[1,2]").First // 1`, `new JArray().First // null`),
		Row("bool HasValues { get; }", "Whether there is a child.", F1(func(c JContainer) bool { return c.Count() > 0 }), `new JObject().HasValues // false`),
		Row("JToken Last { get; }", "The last child, or null.", F1(lastToken), `(int)JArray.Parse("[1,2]").Last // 2`),
		Row("void Merge(object content)", "Puts what an object, array or sequence has into this one. Arrays are concatenated; a null changes nothing.", F3(func(env *Env, c JContainer, content any) Void {
			mergeContent(env, c, content, &defaultMerge, 0)
			return Void{}
		})),
		Row("void Merge(object content, JsonMergeSettings settings)", "Puts what an object, array or sequence has into this one.", F4(func(env *Env, c JContainer, content, settings any) Void {
			s, ok := settings.(*JsonMergeSettings)
			if !ok {
				s = &defaultMerge
			}
			mergeContent(env, c, content, s, 0)
			return Void{}
		})),
		Row("void RemoveAll()", "Takes all children out.", F1(func(c JContainer) Void {
			c.removeAll()
			return Void{}
		}), `new JProperty("a", 1).RemoveAll() // throws JsonException`),
		Row("void ReplaceAll(object content)", "Puts a value, or the elements of a sequence, in the place of all children.", F3(func(env *Env, c JContainer, content any) Void {
			c.removeAll()
			addContent(env, c, 0, content)
			return Void{}
		})),
		Row("IEnumerable<T> Values<T>()", "The children as values of a type.", F2(valuesAs), `JArray.Parse("[1,2]").Values<int>().Sum() // 3`, `JArray.Parse("['a']").Values<int>().Sum() // throws FormatException`),
	)
}

func firstToken(c JContainer) Token {
	if l := c.list(); len(l) > 0 {
		return l[0]
	}
	return nil
}

func lastToken(c JContainer) Token {
	if l := c.list(); len(l) > 0 {
		return l[len(l)-1]
	}
	return nil
}
