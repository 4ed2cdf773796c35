package policytest

import (
	"slices"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/runtime/config/yaml"
)

// typedForm is the type and the value of { type, value }. The value is nil when
// only a type is given. Not ok: v is another value.
func typedForm(v *yaml.Value) (typ string, value *yaml.Value, ok bool) {
	if v.Kind != yaml.Mapping || len(v.Members) == 0 {
		return "", nil, false
	}
	for i := range v.Members {
		switch m := &v.Members[i]; {
		case m.Name == "type" && m.Value.Kind == yaml.String:
			typ = m.Value.Text
		case m.Name == "value":
			value = &m.Value
		default:
			return "", nil, false
		}
	}
	return typ, value, typ != ""
}

// fullTypeName is the full name of a .NET type that is named as in C#: long,
// Guid. A name that is none stays as it is.
func fullTypeName(name string) string {
	all := clr.Types()
	i := slices.IndexFunc(all, func(t *clr.Type) bool { return isTypeName(t, name) })
	if i < 0 {
		return name
	}
	return all[i].FullName()
}

// isTypeName reports whether a type may be called by a name: its full one, that
// of C#, or the one without the namespace.
func isTypeName(t *clr.Type, name string) bool {
	return t != nil && (t.FullName() == name || t.String() == name || t.Decl.Name == name)
}

// differs compares a value of C# with what is expected of it, and answers where
// they differ first.
func differs(what string, want *yaml.Value, got any, env *clr.Env) *Mismatch {
	typ, value, typed := typedForm(want)
	if typed {
		if t := clr.TypeOf(got); !isTypeName(t, typ) {
			return &Mismatch{what, typ, describe(got)}
		}
		if value == nil {
			return nil
		}
		return differsFromText(what, value, got)
	}
	if want.Kind == yaml.String {
		if re, _ := compilePattern(want.Text); re != nil {
			return differsFromText(what, want, got)
		}
	}
	var have yaml.Value
	if err := eval.Guard(func() { have = valueOf(got, env, 0) }); err != nil {
		return &Mismatch{what, want.JSON(), err.Error()}
	}
	if bad := subset(what, want, &have); bad != nil {
		if bad.What == what {
			bad.Got = describe(got)
		}
		return bad
	}
	return nil
}

// differsFromText compares a value of C# in text: the way in which Convert.ToString
// has it.
func differsFromText(what string, want *yaml.Value, got any) *Mismatch {
	var text string
	if err := eval.Guard(func() { text = clr.Text(got) }); err != nil {
		return &Mismatch{what, want.JSON(), err.Error()}
	}
	switch want.Kind {
	case yaml.Null:
		if got == nil {
			return nil
		}
	case yaml.Bool:
		if b, ok := got.(bool); ok && want.Text == map[bool]string{true: "true", false: "false"}[b] {
			return nil
		}
	case yaml.Number:
		if sameNumber(want.Text, text) {
			return nil
		}
	case yaml.String:
		if got != nil && matches(want.Text, text) {
			return nil
		}
	}
	return &Mismatch{what, want.JSON(), describe(got)}
}

// describe is a value of C# in a message: its type and its text.
func describe(v any) string {
	if v == nil {
		return "null"
	}
	var text string
	if err := eval.Guard(func() { text = clr.Text(v) }); err != nil {
		text = err.Error()
	}
	if s, ok := v.(string); ok {
		quoted := yaml.Value{Kind: yaml.String, Text: s}
		text = quoted.JSON()
	}
	return clr.TypeOf(v).String() + " " + text
}

// maxDepth bounds how deep collections of C# are looked into.
const maxDepth = 32

// valueOf is a value of C# as JSON would have it: collections are lists and
// objects, a JToken is what it holds, and what JSON lacks is its text.
func valueOf(v any, env *clr.Env, depth int) yaml.Value {
	switch v := v.(type) {
	case nil:
		return yaml.Value{Kind: yaml.Null}
	case bool:
		return yaml.Value{Kind: yaml.Bool, Text: map[bool]string{true: "true", false: "false"}[v]}
	case string:
		return yaml.Value{Kind: yaml.String, Text: v}
	}
	if t := clr.TypeOf(v); t.IsNumeric() && t != clr.CharType && t.Kind != clr.EnumKind {
		return yaml.Value{Kind: yaml.Number, Text: clr.Text(v)}
	}
	if isToken(clr.TypeOf(v)) {
		if value, err := parseJSON([]byte(clr.Text(v))); err == nil {
			return value
		}
	}
	if m, ok := v.(clr.Map); ok && depth < maxDepth {
		object := yaml.Value{Kind: yaml.Mapping}
		for key, value := range m.Pairs() {
			object.Members = append(object.Members, yaml.Entry[yaml.Value]{Name: clr.Text(key), Value: valueOf(value, env, depth+1)})
		}
		return object
	}
	if s, ok := v.(clr.Seq); ok && depth < maxDepth {
		list := yaml.Value{Kind: yaml.List}
		for item := range s.Iterate(env) {
			list.Items = append(list.Items, valueOf(item, env, depth+1))
		}
		return list
	}
	return yaml.Value{Kind: yaml.String, Text: clr.Text(v)}
}

// isToken reports whether a type is one of Newtonsoft's JSON types.
func isToken(t *clr.Type) bool { return t.Namespace == "Newtonsoft.Json.Linq" }
