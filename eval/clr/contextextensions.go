package clr

import (
	"net/url"
	"strings"
)

// What APIM adds to dictionaries, for those of `context` and any other. The
// overloads are those of the gateway's own interfaces as the public
// policyutil repository mirrors them; one for Dictionary is ours, because a
// Dictionary is both an IDictionary and an IReadOnlyDictionary and C# would
// find the call ambiguous.
var ContextExtensions = Declare(Decl{Name: "ApiManagement.DictionaryExtensions", Kind: StaticClass, Doc: "What APIM adds to dictionaries."})

// getOr is a map's value for a key, and whether it is there. A key that is null
// is an ArgumentNullException, as for any dictionary.
func getOr(m Map, key any) (any, bool) {
	if key == nil {
		Throw(ArgumentNull("key"))
	}
	return m.Lookup(key)
}

func getOrDefault(types TypeArgs, m Map, key any) any {
	return getOrValue(m, key, Default(types[1]))
}

func getOrValue(m Map, key, value any) any {
	if v, ok := getOr(m, key); ok {
		return v
	}
	return value
}

// joinedOrNull is the values of a header, query parameter or claim in one text.
func joinedOrNull(m Map, key any) any { return joinedOr(m, key, nil) }

// A Joiner is a map of lists of texts that can give a list in one text, its
// texts joined with commas, without making the list.
type Joiner interface {
	Joined(key string) (text string, ok bool)
}

func joinedOr(m Map, key, value any) any {
	if j, ok := m.(Joiner); ok && key != nil {
		if text, ok := j.Joined(key.(string)); ok {
			return text
		}
		return value
	}
	v, ok := getOr(m, key)
	if !ok || v == nil {
		return value
	}
	values := v.(*Array)
	list := make([]string, values.Len())
	for i := range list {
		list[i] = Text(values.At(i))
	}
	return strings.Join(list, ",")
}

// variableOrDefault is a variable as a T: it is cast, never converted.
func variableOrDefault(types TypeArgs, m Map, key any) any {
	return variableOr(types, m, key, Default(types[0]))
}

func variableOr(types TypeArgs, m Map, key, value any) any {
	v, ok := getOr(m, key)
	if !ok || v == nil {
		return value
	}
	if !IsInstance(v, types[0]) {
		Throw(InvalidCast("Unable to convert context variable `" + Text(key) + "` of type `" + TypeOf(v).FullName() + "` to the type of `" + types[0].FullName() + "`."))
	}
	return v
}

func init() {
	for _, def := range []string{"Dictionary", "IDictionary", "IReadOnlyDictionary"} {
		ContextExtensions.Define(
			Row("static TValue GetValueOrDefault<TKey, TValue>(this "+def+"<TKey, TValue> dictionary, TKey key)", "The value of a key, or default(TValue).", F3(func(types TypeArgs, m Map, key any) any { return getOrDefault(types, m, key) }),
				`((`+def+`<string, int>)new Dictionary<string, int> {{"a", 1}}).GetValueOrDefault("a") // 1`, `((`+def+`<string, int>)new Dictionary<string, int>()).GetValueOrDefault("a") // 0`),
			Row("static TValue GetValueOrDefault<TKey, TValue>(this "+def+"<TKey, TValue> dictionary, TKey key, TValue defaultValue)", "The value of a key, or another.", F3(getOrValue),
				`((`+def+`<string, int>)new Dictionary<string, int>()).GetValueOrDefault("a", 7) // 7`),
		)
	}
	for _, def := range []string{"Dictionary", "IReadOnlyDictionary"} {
		ContextExtensions.Define(
			Row("static T GetValueOrDefault<T>(this "+def+"<string, object> dictionary, string key)", "A variable as a T; default(T) when it is missing or null. InvalidCastException when it is of another type.", F3(variableOrDefault),
				`((`+def+`<string, object>)new Dictionary<string, object> {{"a", 1}}).GetValueOrDefault<int>("a") // 1`,
				`((`+def+`<string, object>)new Dictionary<string, object> {{"a", 1}}).GetValueOrDefault<long>("a") // throws InvalidCastException`),
			Row("static T GetValueOrDefault<T>(this "+def+"<string, object> dictionary, string key, T defaultValue)", "The same with another value when the variable is missing or null.", F4(variableOr),
				`((`+def+`<string, object>)new Dictionary<string, object>()).GetValueOrDefault("a", "x") // "x"`),
		)
	}
	ContextExtensions.Define(
		Row("static string GetValueOrDefault(this IReadOnlyDictionary<string, string[]> dictionary, string key)", "The values of a header, query parameter or claim, joined with commas; null when it is missing.", F2(joinedOrNull),
			`((IReadOnlyDictionary<string, string[]>)new Dictionary<string, string[]> {{"a", new[] {"1", "2"}}}).GetValueOrDefault("a") // "1,2"`),
		Row("static string GetValueOrDefault(this IReadOnlyDictionary<string, string[]> dictionary, string key, string defaultValue)", "The same with another text when it is missing.", F3(joinedOr),
			`((IReadOnlyDictionary<string, string[]>)new Dictionary<string, string[]>()).GetValueOrDefault("a", "x") // "x"`),
		Row("static string ToFormUrlEncodedContent(this IDictionary<string, IList<string>> dictionary)", "The fields of a form as the text of a body: a=1&a=2. Null of an empty form.", F2(func(env *Env, m Map) any { return formText(env, m, "", "+") }),
			`new Dictionary<string, IList<string>> {{"a", new[] {"1", "x y"}}}.ToFormUrlEncodedContent() // "a=1&a=x+y"`, `new Dictionary<string, IList<string>>().ToFormUrlEncodedContent() // null`),
		Row("static string ToQueryString(this IDictionary<string, IList<string>> dictionary)", "The same as a query string: ?a=1&a=2. Null when there is nothing.", F2(func(env *Env, m Map) any { return formText(env, m, "?", "%20") }),
			`new Dictionary<string, IList<string>> {{"a", new[] {"1", "x y"}}}.ToQueryString() // "?a=1&a=x%20y"`),
	)
}

// formText is names and values, percent-encoded, after a prefix; null when
// there are none.
func formText(env *Env, m Map, prefix, space string) any {
	var b strings.Builder
	for name, values := range m.Pairs() {
		if values == nil {
			continue
		}
		for v := range Iterate(env, values) {
			if b.Len() == 0 {
				b.WriteString(prefix)
			} else {
				b.WriteByte('&')
			}
			b.WriteString(escapeForm(Text(name), space) + "=" + escapeForm(Text(v), space))
		}
	}
	if b.Len() == 0 {
		return nil
	}
	env.Charge(b.Len())
	return b.String()
}

// escapeForm leaves RFC 3986's unreserved characters as they are.
func escapeForm(text, space string) string {
	return strings.ReplaceAll(url.QueryEscape(strings.ToValidUTF8(text, "\uFFFD")), "+", space)
}
