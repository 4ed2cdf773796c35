package config

import (
	"strconv"
	"strings"

	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
)

// responses are what an operation is said to answer.
func (l *loader) responses(in yaml.Map[Response]) []runtime.ResponseInfo {
	var list []runtime.ResponseInfo
	for _, e := range in {
		status, err := strconv.Atoi(e.Name)
		if err != nil || status < 200 || status > 999 {
			l.report(CodeValue, e.Span, "got %q, want a status such as 200", e.Name)
			continue
		}
		info := runtime.ResponseInfo{Status: status}
		for _, m := range e.Value.Content {
			info.Content = append(info.Content, l.content(m.Name, &m.Value))
		}
		list = append(list, info)
	}
	return list
}

// content is what the body of a response may be.
func (l *loader) content(mediaType string, in *MediaType) runtime.ContentInfo {
	out := runtime.ContentInfo{Type: mediaType}
	if in.Example.Kind != yaml.Absent {
		out.Examples = append(out.Examples, exampleText(&in.Example))
	}
	for i := range in.Examples {
		out.Examples = append(out.Examples, exampleText(&in.Examples[i].Value.Value))
	}
	if in.Schema.Kind == yaml.Absent || len(out.Examples) > 0 {
		return out
	}
	if sample := l.sample(&in.Schema); sample.Kind == yaml.String || isJSON(mediaType) {
		out.Examples = []string{exampleText(&sample)}
	}
	return out
}

// exampleText is an example as it is sent: a text as it stands, anything else
// as JSON.
func exampleText(v *yaml.Value) string {
	if v.Kind == yaml.String {
		return v.Text
	}
	return v.JSON()
}

func isJSON(mediaType string) bool {
	essence, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	essence = strings.TrimSpace(essence)
	return essence == "application/json" || essence == "text/json" || strings.HasSuffix(essence, "+json")
}

// sample makes a value of a JSON Schema: what it gives as an example, as default
// or first of an enumeration, or else the simplest value of its type.
func (l *loader) sample(schema *yaml.Value) yaml.Value {
	for _, name := range []string{"example", "default", "const"} {
		if v := member(schema, name); v != nil {
			return *v
		}
	}
	for _, name := range []string{"examples", "enum"} {
		if v := member(schema, name); v != nil && len(v.Items) > 0 {
			return v.Items[0]
		}
	}
	for _, name := range []string{"oneOf", "anyOf"} {
		if v := member(schema, name); v != nil && len(v.Items) > 0 {
			return l.sample(&v.Items[0])
		}
	}
	if ref := member(schema, "$ref"); ref != nil {
		l.report(CodeValue, ref.Span, "a schema is not looked up elsewhere: write it here, or give an example")
	}
	switch typeOf(schema) {
	case "object":
		return l.sampleObject(schema)
	case "array":
		list := yaml.Value{Kind: yaml.List}
		if items := member(schema, "items"); items != nil {
			list.Items = []yaml.Value{l.sample(items)}
		}
		return list
	case "string":
		return yaml.Value{Kind: yaml.String, Text: "string"}
	case "integer", "number":
		return yaml.Value{Kind: yaml.Number, Text: "0"}
	case "boolean":
		return yaml.Value{Kind: yaml.Bool, Text: "true"}
	}
	return yaml.Value{Kind: yaml.Null}
}

// sampleObject has every property of a schema and of those that it is all of.
func (l *loader) sampleObject(schema *yaml.Value) yaml.Value {
	object := yaml.Value{Kind: yaml.Mapping}
	if all := member(schema, "allOf"); all != nil {
		for i := range all.Items {
			object.Members = append(object.Members, l.sample(&all.Items[i]).Members...)
		}
	}
	if properties := member(schema, "properties"); properties != nil {
		for i := range properties.Members {
			p := &properties.Members[i]
			object.Members = append(object.Members, yaml.Entry[yaml.Value]{Name: p.Name, Value: l.sample(&p.Value)})
		}
	}
	return object
}

// member is a member of a mapping; nil when it has none of the name.
func member(v *yaml.Value, name string) *yaml.Value {
	if m, ok := v.Members.Get(name); ok {
		return &m
	}
	return nil
}

// typeOf is the type of a schema, or what it must be by what it says.
func typeOf(schema *yaml.Value) string {
	switch t := member(schema, "type"); {
	case t != nil && t.Kind == yaml.String:
		return t.Text
	case t != nil:
		for _, item := range t.Items {
			if item.Text != "null" {
				return item.Text
			}
		}
	case member(schema, "properties") != nil, member(schema, "allOf") != nil:
		return "object"
	case member(schema, "items") != nil:
		return "array"
	}
	return ""
}
