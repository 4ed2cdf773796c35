package yaml

import (
	"encoding/json"
	"reflect"
	"time"
)

// Schema is the JSON Schema (draft 2020-12) of the files that Decode reads into
// a struct, for editors. Structs are its definitions, by the names of their types.
func Schema(title string, v any) ([]byte, error) {
	s := &schemas{defs: map[string]any{}}
	root := reflect.TypeOf(v)
	s.of(root)
	out := object{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   title,
		"$ref":    "#/$defs/" + root.Name(),
		"$defs":   s.defs,
	}
	data, err := json.MarshalIndent(out, "", "  ")
	return append(data, '\n'), err
}

type object = map[string]any

type schemas struct{ defs map[string]any }

// scalar is any plain value: a text may be written as a number or a bool.
func scalar() object { return object{"type": []string{"string", "number", "boolean"}} }

// of is the schema of a type.
func (s *schemas) of(t reflect.Type) object {
	switch t {
	case textType:
		return scalar()
	case unsupportedType:
		return object{"not": object{}}
	case valueType:
		return object{}
	case durationType:
		return object{"type": "string", "pattern": `^([0-9]+(\.[0-9]*)?(ns|us|µs|ms|s|m|h))+$`, "examples": []string{(30 * time.Second).String()}}
	}
	if m, ok := reflect.Zero(t).Interface().(interface{ valueType() reflect.Type }); ok {
		return object{"type": "object", "additionalProperties": s.of(m.valueType())}
	}
	if t.Implements(oneOrMoreType) {
		item := s.of(t.Elem())
		return object{"anyOf": []any{item, object{"type": "array", "items": item}}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.String:
		return scalar()
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int:
		return object{"type": "integer"}
	case reflect.Slice:
		return object{"type": "array", "items": s.of(t.Elem())}
	case reflect.Struct:
		return s.ofStruct(t)
	case reflect.Interface:
		return object{}
	}
	panic("yaml: no schema of " + t.String())
}

// ofStruct names the definition of a struct, and makes it the first time.
func (s *schemas) ofStruct(t reflect.Type) object {
	ref := object{"$ref": "#/$defs/" + t.Name()}
	if _, made := s.defs[t.Name()]; made {
		return ref
	}
	s.defs[t.Name()] = nil // structs may hold themselves
	properties, required := object{}, []string{}
	var others []any
	for _, f := range fieldsOf(t) {
		schema := s.of(t.Field(f.index).Type)
		if len(f.enum) > 0 {
			schema = object{"enum": f.enum}
		}
		if f.scalar {
			others = append(others, schema)
		}
		if f.null {
			others = append(others, object{"type": "null"})
		}
		if f.name == "" {
			continue
		}
		if f.doc != "" {
			schema["description"] = f.doc
		}
		properties[f.name] = schema
		if f.required {
			required = append(required, f.name)
		}
	}
	def := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		def["required"] = required
	}
	switch {
	case len(properties) == 0 && len(others) > 0: // no mapping at all
		s.defs[t.Name()] = object{"anyOf": others}
	case len(others) > 0:
		s.defs[t.Name()] = object{"anyOf": append([]any{def}, others...)}
	default:
		s.defs[t.Name()] = def
	}
	return ref
}

func (Map[T]) valueType() reflect.Type { return reflect.TypeFor[T]() }
