package clr

// JsonConvert is Newtonsoft.Json.JsonConvert, of which APIM lists
// SerializeObject and DeserializeObject.
var JsonConvert = Declare(Decl{Name: "Newtonsoft.Json.JsonConvert", Kind: StaticClass, Doc: "Makes JSON of values, and values of JSON."})

func init() {
	xmlText := func(env *Env, n any, indent, omitRoot bool) string {
		if o, ok := n.(XObject); ok {
			return serializeXML(env, o, indent, omitRoot)
		}
		return "null"
	}
	JsonConvert.Define(
		Row("static T DeserializeAnonymousType<T>(string value, T anonymousTypeObject)", "Reads JSON as a value of the type of an example.", F4(func(env *Env, types TypeArgs, json string, _ any) any {
			return deserialize(env, json, types[0])
		}), `JsonConvert.DeserializeAnonymousType("{a:1}", new { a = 0 }).a // 1`).NotListed(),
		Row("static object DeserializeObject(string value)", "Reads JSON: a long, double, string, bool or date, a JObject or a JArray.", F2(func(env *Env, json string) any { return deserialize(env, json, ObjectType) }),
			`JsonConvert.DeserializeObject("5") // 5L`, `JsonConvert.DeserializeObject("[1]") is JArray // true`, `JsonConvert.DeserializeObject("") // null`, `JsonConvert.DeserializeObject("{x") // throws JsonReaderException`, `JsonConvert.DeserializeObject(null) // throws ArgumentNullException`),
		Row("static object DeserializeObject(string value, Type type)", "Reads JSON as a value of a type.", F3(func(env *Env, json string, of *TypeValue) any { return deserialize(env, json, of.T) }), `JsonConvert.DeserializeObject("5", typeof(int)) // 5`),
		Row("static T DeserializeObject<T>(string value)", "Reads JSON as a value of a type. JsonReaderException, JsonSerializationException.", F3(func(env *Env, types TypeArgs, json string) any { return deserialize(env, json, types[0]) }),
			`JsonConvert.DeserializeObject<Dictionary<string, int>>("{a:5}")["a"] // 5`, `JsonConvert.DeserializeObject<List<string>>("['a']")[0] // "a"`, `JsonConvert.DeserializeObject<int>("'x'") // throws JsonReaderException`,
			`JsonConvert.DeserializeObject<int?>("null") // null`, `JsonConvert.DeserializeObject<List<int>>("{}") // throws JsonSerializationException`),
		Row("static XDocument DeserializeXNode(string value)", "Reads JSON as XML: properties are elements, and attributes where the name begins with @.", F2(func(env *Env, json string) *XNode { return xmlOfJSON(env, json, "", false) }),
			`JsonConvert.DeserializeXNode("{a:{'@x':1,b:[1,2]}}").Root.ToString(SaveOptions.DisableFormatting) // "<a x=\"1\"><b>1</b><b>2</b></a>"`, `JsonConvert.DeserializeXNode("{a:1,b:2}") // throws JsonSerializationException`).NotListed(),
		Row("static XDocument DeserializeXNode(string value, string deserializeRootElementName)", "Reads JSON as XML in an element of a name.", F3(func(env *Env, json string, root Opt[string]) *XNode {
			return xmlOfJSON(env, json, root.Or(""), false)
		}), `JsonConvert.DeserializeXNode("{a:1,b:2}", "r").Root.Elements().Count() // 2`).NotListed(),
		Row("static XDocument DeserializeXNode(string value, string deserializeRootElementName, bool writeArrayAttribute)", "Reads JSON as XML; an array of one element is marked as one.", F4(func(env *Env, json string, root Opt[string], arrays bool) *XNode {
			return xmlOfJSON(env, json, root.Or(""), arrays)
		})).NotListed(),
		Row("static string SerializeObject(object value)", "A value as JSON on one line: names as they are declared, nulls included.", F2(func(env *Env, v any) string { return serialize(env, v, false) }),
			`JsonConvert.SerializeObject(new { a = 1, b = (string)null }) // "{\"a\":1,\"b\":null}"`, `JsonConvert.SerializeObject(new[] {1.0, 2.5}) // "[1.0,2.5]"`, `JsonConvert.SerializeObject(new Dictionary<string, int> {{"k", 1}}) // "{\"k\":1}"`, `JsonConvert.SerializeObject("a\"b") // "\"a\\\"b\""`),
		Row("static string SerializeObject(object value, Formatting formatting)", "A value as JSON.", F3(func(env *Env, v any, formatting Enum) string { return serialize(env, v, indented(formatting)) }), `JsonConvert.SerializeObject(new[] {1}, Formatting.Indented) // "[\n  1\n]"`),
		Row("static string SerializeObject(object value, params JsonConverter[] converters)", "A value as JSON on one line.", F3(func(env *Env, v, _ any) string { return serialize(env, v, false) })),
		Row("static string SerializeObject(object value, Formatting formatting, params JsonConverter[] converters)", "A value as JSON.", F4(func(env *Env, v any, formatting Enum, _ any) string { return serialize(env, v, indented(formatting)) })),
		Row("static string SerializeXNode(XObject node)", "XML as JSON: elements are properties, an attribute's name begins with @, elements of one name are an array.", F2(func(env *Env, n any) string { return xmlText(env, n, false, false) }),
			`JsonConvert.SerializeXNode(XElement.Parse("<a x='1'><b>1</b><b>2</b><c/></a>")) // "{\"a\":{\"@x\":\"1\",\"b\":[\"1\",\"2\"],\"c\":null}}"`).NotListed(),
		Row("static string SerializeXNode(XObject node, Formatting formatting)", "XML as JSON.", F3(func(env *Env, n any, formatting Enum) string { return xmlText(env, n, indented(formatting), false) })).NotListed(),
		Row("static string SerializeXNode(XObject node, Formatting formatting, bool omitRootObject)", "XML as JSON; if asked, without the object around the root.", F4(func(env *Env, n any, formatting Enum, omit bool) string {
			return xmlText(env, n, indented(formatting), omit)
		}), `JsonConvert.SerializeXNode(XElement.Parse("<a>t</a>"), Formatting.None, true) // "\"t\""`).NotListed(),
		Row("static string ToString(object value)", "A simple value as JSON. ArgumentException.", F2(func(env *Env, v any) string {
			if _, isString := v.(string); v != nil && !isString && !isJSONValue(v) && TypeOf(v) != CharType && TypeOf(v).Kind != EnumKind {
				Throw(Argument("Unsupported type: "+TypeOf(v).FullName()+". Use the JsonSerializer class to get the object's JSON representation.", ""))
			}
			return serialize(env, v, false)
		}), `JsonConvert.ToString("a\n") // "\"a\\n\""`, `JsonConvert.ToString(1.0) // "1.0"`, `JsonConvert.ToString(new int[0]) // throws ArgumentException`).NotListed(),
	)
}
