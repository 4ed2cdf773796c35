package bind

import (
	"slices"
	"strconv"
	"strings"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// imports are the namespaces in scope without a using directive.
var imports = []string{
	"", "System", "System.Collections.Generic", "System.Globalization", "System.IO", "System.Linq", "System.Net",
	"System.Security.Cryptography", "System.Security.Cryptography.X509Certificates", "System.Text",
	"System.Text.RegularExpressions", "System.Xml", "System.Xml.Linq", "Newtonsoft.Json", "Newtonsoft.Json.Linq",
}

// typ resolves a type as it is written.
func (b *binder) typ(t syntax.Type) *clr.Type {
	switch t := t.(type) {
	case *syntax.PredefinedType:
		if k := clr.Keyword(t.Kind.String()); k != nil {
			return k
		}
		b.errorf(t, CodeUnsupported, "the type %s is not supported", t.Kind)
		return badType
	case *syntax.ArrayType:
		elem := b.typ(t.Elem)
		if elem == badType || elem.Kind == clr.VoidKind || elem.Kind == clr.StaticClass || t.Rank < 1 || t.Rank > 32 {
			return badType
		}
		return clr.ArrayOfRank(elem, t.Rank)
	case *syntax.NullableType:
		elem := b.typ(t.Elem)
		if elem == badType {
			return badType
		}
		if !elem.IsValue() || elem.IsNullable() {
			b.errorf(t, CodeNoConversion, "%s? is no type: only a value type can be made nullable", elem)
			return badType
		}
		return clr.NullableOf(elem)
	case *syntax.TupleType:
		args := make([]*clr.Type, len(t.Elems))
		for i, e := range t.Elems {
			args[i] = b.typ(e.Type)
		}
		return b.tupleOf(t, args, tupleNames(t))
	case *syntax.Ident, *syntax.GenericName, *syntax.QualifiedType, *syntax.AliasQualified:
		name := b.typeOrNamespace(t)
		if name != nil && name.typ != nil {
			if id, ok := t.(*syntax.Ident); ok && len(name.typ.Params) > 0 {
				b.errorf(id, CodeTypeCount, "%s needs type arguments", id.Text)
				return badType
			}
			return name.typ
		}
		b.unknownType(t)
		return badType
	}
	return badType
}

// unknownType reports a name that no type has.
func (b *binder) unknownType(t syntax.Type) {
	id, ok := t.(*syntax.Ident)
	if ok && id.Text == "dynamic" && !id.Verbatim {
		b.errorf(t, CodeDynamic, "dynamic member invocation is not supported")
		return
	}
	span := t.Span()
	text := b.text.Content[max(0, span.Start):max(0, min(span.End, len(b.text.Content)))]
	suggest := ""
	if ok {
		suggest = source.Nearest(id.Text, typeNames())
	}
	b.report(t, CodeNoType, source.Error, suggest, "no type is called "+text)
}

func typeNames() []string {
	var list []string
	for _, t := range clr.Types() {
		if slices.Contains(imports, t.Namespace) {
			list = append(list, t.Simple)
		}
	}
	return list
}

// typeOrNamespace resolves a name in a place where only a type can stand.
func (b *binder) typeOrNamespace(t syntax.Type) *typeName {
	switch t := t.(type) {
	case *syntax.Ident:
		return b.simpleType(t)
	case *syntax.GenericName:
		return b.simpleType(t)
	case *syntax.AliasQualified:
		return b.nested(&typeName{}, t.Name)
	case *syntax.QualifiedType:
		if left := b.typeOrNamespace(t.Left); left != nil {
			return b.nested(left, t.Name)
		}
	}
	return nil
}

// simpleType is the type or namespace of a simple name, or nil.
func (b *binder) simpleType(n syntax.Name) *typeName {
	name, args := n.ID().Text, n.TypeArgs()
	if len(args) == 0 {
		for s := b.scope; s != nil; s = s.outer {
			if t := s.types[name]; t != nil {
				return &typeName{Typed: at(n, nameType), typ: t}
			}
		}
	}
	found := clr.FindSimple(name, len(args))
	var list []*clr.Type
	for _, t := range found {
		if slices.Contains(imports, t.Namespace) {
			list = append(list, t)
		}
	}
	if len(list) == 0 && len(found) == 1 && clr.Find(found[0].Namespace, 0) == nil {
		list = found // the types of `context` are in scope under their short names
	}
	if len(list) > 1 { // Formatting is Json.NET's
		if i := slices.IndexFunc(list, func(t *clr.Type) bool { return t.Namespace == "Newtonsoft.Json" }); i >= 0 {
			list = list[i : i+1]
		}
	}
	if len(list) > 0 {
		return b.constructed(n, list[0])
	}
	if len(args) == 0 && clr.IsNamespace(name) {
		return &typeName{Typed: at(n, nameType), namespace: name}
	}
	return nil
}

// nested is a name behind a namespace or an outer type, or nil.
func (b *binder) nested(left *typeName, n syntax.Name) *typeName {
	prefix := left.namespace
	if left.typ != nil {
		prefix = left.typ.Definition().Decl.Name
	}
	full := n.ID().Text
	if prefix != "" {
		full = prefix + "." + full
	}
	if t := clr.Find(full, len(n.TypeArgs())); t != nil {
		return b.constructed(n, t)
	}
	if left.typ == nil && len(n.TypeArgs()) == 0 && clr.IsNamespace(full) {
		return &typeName{Typed: at(n, nameType), namespace: full}
	}
	return nil
}

func (b *binder) constructed(n syntax.Name, def *clr.Type) *typeName {
	args := n.TypeArgs()
	if len(args) == 0 {
		return &typeName{Typed: at(n, nameType), typ: def}
	}
	list := make([]*clr.Type, len(args))
	for i, a := range args {
		if _, ok := a.(*syntax.OmittedType); ok {
			return &typeName{Typed: at(n, nameType), typ: def}
		}
		if list[i] = b.typ(a); list[i] == badType || list[i].Kind == clr.VoidKind {
			return &typeName{Typed: at(n, nameType), typ: badType}
		}
	}
	return &typeName{Typed: at(n, nameType), typ: clr.Construct(def, list...)}
}

// tupleOf is the tuple type of element types and their names.
func (b *binder) tupleOf(n syntax.Node, args []*clr.Type, names []string) *clr.Type {
	if slices.Contains(args, badType) {
		return badType
	}
	for i, name := range names {
		if name == "" {
			continue
		}
		if slices.Contains(names[:i], name) {
			b.errorf(n, CodeTupleNames, "two elements of the tuple are called %s", name)
		}
		if k, ok := strings.CutPrefix(name, "Item"); ok && name != itemName(i) {
			if at, err := strconv.Atoi(k); err == nil && at > 0 && k[0] != '0' {
				b.errorf(n, CodeTupleItem, "only element %d of a tuple can be called %s", at, name)
			}
		}
	}
	return clr.ValueTupleOf(args).WithNames(names)
}

// tupleNames are the names in a tuple type as it is written.
func tupleNames(tuple *syntax.TupleType) []string {
	names := make([]string, len(tuple.Elems))
	for i, e := range tuple.Elems {
		if e.Name != nil {
			names[i] = e.Name.Text
		}
	}
	return names
}

// allowType refuses, in strict mode, a type that APIM's allow-list lacks.
func (b *binder) allowType(n syntax.Node, t *clr.Type) {
	if !b.options.Strict || !isTyped(t) {
		return
	}
	if d := t.Definition(); d.Beyond && d.Kind != clr.DelegateKind {
		b.errorf(n, CodeUnsupportedType, "usage of type '%s' is not supported within expressions", d.FullName())
	}
}

// allow refuses, in strict mode, a member that APIM's allow-list lacks.
func (b *binder) allow(n syntax.Node, m *clr.Method) {
	if !b.options.Strict || m.Kind == clr.OperatorMember || m.Kind == clr.ConversionMember {
		return
	}
	owner := m.Owner.Definition()
	switch {
	case owner.Beyond:
		b.errorf(n, CodeUnsupportedType, "usage of type '%s' is not supported within expressions", owner.FullName())
	case m.Row.Beyond:
		b.errorf(n, CodeUnsupportedMember, "usage of member '%s' of type '%s' is not supported within expressions", strings.TrimPrefix(m.Name, "new"), owner.FullName())
	}
}
