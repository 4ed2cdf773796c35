package runtime

import (
	"iter"
	"strings"

	"sallyport/eval/clr"
)

var urlType = declare("IUrl", "A URL, percent-encoded as it came.")

// CLRType is IUrl.
func (u *URL) CLRType() *clr.Type { return urlType }

// ToString is the whole URL; the scheme's own port is left out.
func (u *URL) ToString() string { return u.String() }

func init() {
	urlType.Define(
		clr.Row("string Host { get; }", "The host, without port.", clr.F1(func(u *URL) string { return u.Host })),
		clr.Row("string Path { get; }", "The path, with a slash at its beginning.", clr.F1(func(u *URL) string {
			if u.Path == "" {
				return "/"
			}
			return u.Path
		})),
		clr.Row("int Port { get; }", "The port.", clr.F1(func(u *URL) int32 { return int32(u.Port) })),
		clr.Row("IReadOnlyDictionary<string, string[]> Query { get; }", "The parameters of the query, decoded. Their names have no case.", clr.F1(func(u *URL) *query { return (*query)(u) })),
		clr.Row("string QueryString { get; }", `The query with its question mark, or "".`, clr.F1(func(u *URL) string { return u.QueryString })),
		clr.Row("string Scheme { get; }", "http or https.", clr.F1(func(u *URL) string { return u.Scheme })),
		clr.Row("string ToString()", "The whole URL.", clr.F1((*URL).ToString)),
		clr.Row("Uri ToUri()", "The whole URL as a Uri.", clr.F1(func(u *URL) *clr.Uri { return clr.NewUri(u.String()) })),
	)
}

// query is a query string as a dictionary. A name is found where it first
// stands; whether the managed gateway decodes names and values is not
// documented.
type query URL

// CLRType is IReadOnlyDictionary<string, string[]>.
func (q *query) CLRType() *clr.Type { return multiMap }

// Count is the number of names.
func (q *query) Count() int { return len(q.names()) }

// names lists the names, each as it first stands.
func (q *query) names() []string {
	var list []string
	seen := map[string]bool{}
	for name := range Parameters(q.QueryString) {
		if key := strings.ToLower(name); !seen[key] {
			seen[key] = true
			list = append(list, name)
		}
	}
	return list
}

// Lookup is the values of a name.
func (q *query) Lookup(key any) (any, bool) {
	var values []string
	for name, value := range Parameters(q.QueryString) {
		if strings.EqualFold(name, key.(string)) {
			values = append(values, value)
		}
	}
	if values == nil {
		return nil, false
	}
	return clr.NewStrings(values), true
}

// Pairs yields names in order.
func (q *query) Pairs() iter.Seq2[any, any] {
	return func(yield func(any, any) bool) {
		for _, name := range q.names() {
			if values, _ := q.Lookup(name); !yield(name, values) {
				return
			}
		}
	}
}

// Iterate yields a KeyValuePair for each name.
func (q *query) Iterate(*clr.Env) iter.Seq[any] { return clr.PairsSeq(q, multiMapPair) }
