package syntax

import (
	"fmt"
	"reflect"
	"strings"
)

// Dump is a tree in one line, for tests and for people who work on the parser:
// each node in parentheses, its name first, then its fields in order. Fields
// that are empty are left out; spans are not shown. Two trees with the same
// dump mean the same.
//
//	(Binary Op='+' X=(Ident x) Y=(Literal int 1))
func Dump(n Node) string {
	var b strings.Builder
	dump(&b, reflect.ValueOf(n))
	return b.String()
}

var nodeType = reflect.TypeFor[Node]()

func dump(b *strings.Builder, v reflect.Value) {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() != reflect.Pointer || !v.Type().Implements(nodeType) {
		dumpValue(b, v)
		return
	}
	if n, ok := v.Interface().(*Literal); ok { // the spelling of a value does not matter
		if b.WriteString("(Literal " + n.Kind.String()); n.Kind != NullLiteral {
			b.WriteString(" " + literalText(n))
		}
		b.WriteByte(')')
		return
	}
	v = v.Elem()
	b.WriteByte('(')
	b.WriteString(v.Type().Name())
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous || v.Field(i).IsZero() {
			continue
		}
		b.WriteByte(' ')
		if named := f.Type.Kind() == reflect.Bool || v.NumField() > 3; named {
			b.WriteString(f.Name)
			if f.Type.Kind() == reflect.Bool {
				continue
			}
			b.WriteByte('=')
		}
		dump(b, v.Field(i))
	}
	b.WriteByte(')')
}

func dumpValue(b *strings.Builder, v reflect.Value) {
	if t, ok := v.Interface().(Token); ok {
		b.WriteString(t.GoString())
		return
	}
	switch v.Kind() {
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				b.WriteByte(' ')
			}
			dump(b, v.Index(i))
		}
		b.WriteByte(']')
	case reflect.String:
		if s := v.String(); identifierLike(s) {
			b.WriteString(s)
		} else {
			fmt.Fprintf(b, "%q", s)
		}
	default:
		fmt.Fprint(b, v.Interface())
	}
}

func identifierLike(s string) bool {
	for i, r := range s {
		if !isIdentRune(r, i == 0) {
			return false
		}
	}
	return s != ""
}

// literalText is the value of a literal.
func literalText(n *Literal) string {
	switch v := n.Value.(type) {
	case string:
		if n.Kind == StringLiteral {
			return fmt.Sprintf("%q", v)
		}
		return v
	case uint16:
		return fmt.Sprintf("%#04x", v)
	default:
		return fmt.Sprint(v)
	}
}

var literalKinds = [...]string{"null", "bool", "int", "uint", "long", "ulong", "float", "double", "decimal", "char", "string"}

// String is the C# name of the type, or null.
func (k LiteralKind) String() string { return literalKinds[k] }
