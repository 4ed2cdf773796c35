package policies

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "rewrite-uri",
		Sections: runtime.Inbound,
		Doc:      "Gives the request another path and query. {name} stands for a parameter of the operation's URL template.",
		New:      func() runtime.Policy { return new(rewriteURI) },
	})
}

type rewriteURI struct {
	Template runtime.Value[string] `attr:"template,required" doc:"The path below the backend's base, and the query."`
	Copy     runtime.Value[bool]   `attr:"copy-unmatched-params" default:"true" doc:"Whether query parameters that neither the operation's URL template nor the new query names stay."`
}

func (p *rewriteURI) Validate(c *runtime.Checker) {
	template, literal := p.Template.Constant()
	if !literal || c.Operation == nil {
		return
	}
	declared := templateNames(c.Operation.URLTemplate)
	for _, name := range templateNames(template) {
		if !slices.Contains(declared, name) {
			c.Errorf("template", "Only parameters specified in the original URL template can be used in the rewrite template: {%s} is none", name)
		}
	}
}

func (p *rewriteURI) Execute(_ context.Context, x *runtime.Exchange) error {
	template, err := p.Template.Get(x)
	if err != nil {
		return err
	}
	keep, err := p.Copy.Get(x)
	if err != nil {
		return err
	}
	target, err := expand(escapeURL(strings.TrimSpace(template), illegal), x.Request.Parameters)
	if err != nil {
		return err
	}
	path, query, hasQuery := strings.Cut(target, "?")
	if hasQuery && query != "" {
		query = "?" + query
	}
	if keep {
		query = p.copied(x, query)
	}
	x.Request.SetPath(path)
	x.Request.URL.QueryString = query
	if x.Tracing() {
		x.Note("%s%s", path, query)
	}
	return nil
}

// copied is the new query with the parameters of the old one that nothing
// names, byte by byte.
func (p *rewriteURI) copied(x *runtime.Exchange, query string) string {
	var taken []string
	for name := range runtime.Parameters(query) {
		taken = append(taken, name)
	}
	if x.Operation != nil {
		_, declared, _ := strings.Cut(x.Operation.URLTemplate, "?")
		for name := range runtime.Parameters(declared) {
			taken = append(taken, name)
		}
	}
	rest := x.Request.URL.QueryString
	for _, name := range taken {
		rest = runtime.EditQuery(rest, name, nil)
	}
	if query == "" || rest == "" {
		return query + rest
	}
	return query + "&" + rest[1:]
}

// templateNames lists the parameters of a URL template: {id}, {*rest}.
func templateNames(template string) []string {
	var names []string
	for {
		_, rest, ok := strings.Cut(template, "{")
		if !ok {
			return names
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			return names
		}
		names = append(names, strings.TrimPrefix(name, "*"))
		template = after
	}
}

// expand puts the values of parameters in the place of their names. A value is
// text that the request had encoded: encoded again it stays the one segment, or
// the one value of the query, that it was. Only {*rest} may be many segments. A
// name without a value stays as it is.
func expand(template string, parameters []runtime.Parameter) (string, error) {
	if !strings.Contains(template, "{") {
		return template, nil
	}
	path, query, hasQuery := strings.Cut(template, "?")
	for _, p := range parameters {
		name, all, percent := "{"+p.Name+"}", "{*"+p.Name+"}", "%"
		if text, err := url.PathUnescape(p.Value); err == nil && !utf8.ValidString(text) {
			percent = "" // it is no UTF-8, and so still encoded
		}
		if inPath := strings.Contains(path, name) || strings.Contains(path, all); inPath && hasDots(p.Value) {
			return "", invalid("The value of a parameter must not change the segments of the path.")
		}
		path = strings.ReplaceAll(path, name, escapeURL(p.Value, illegal+percent+"/?{}"))
		path = strings.ReplaceAll(path, all, escapeURL(p.Value, illegal+percent+"?{}"))
		value := escapeURL(p.Value, illegal+percent+"&+?{}")
		query = strings.ReplaceAll(strings.ReplaceAll(query, name, value), all, value)
	}
	if hasQuery {
		path += "?"
	}
	return path + query, nil
}

// hasDots reports whether a text has a segment of dots, which leads elsewhere.
func hasDots(text string) bool {
	return slices.ContainsFunc(strings.Split(text, "/"), func(segment string) bool { return segment == "." || segment == ".." })
}

// illegal are the printable characters that cannot stand in a path or query.
const illegal = `"#<>\^|` + "`"

// escapeURL encodes the characters given, and all that are not printable ASCII.
func escapeURL(text, special string) string {
	var b strings.Builder
	for i := range len(text) {
		if c := text[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(special, c) >= 0 {
			const hex = "0123456789ABCDEF"
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
