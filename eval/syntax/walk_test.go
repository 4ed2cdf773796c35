package syntax

import (
	"reflect"
	"testing"

	"sallyport/eval/source"
)

// Walk must come by every node that a tree holds, in order.
func TestWalkIsComplete(t *testing.T) {
	for _, file := range []string{"testdata/expressions.cs", "testdata/statements.cs", "testdata/types.cs", "testdata/queries.cs", "testdata/interpolations.cs"} {
		for _, chunk := range chunks(t, file) {
			body, _ := Parse(source.NewText(file, chunk))
			var got, want []Node
			Walk(body, func(n Node) bool {
				got = append(got, n)
				return true
			})
			collect(reflect.ValueOf(body), &want)
			if len(got) != len(want) {
				t.Errorf("Walk of %q comes by %d nodes, want %d", chunk, len(got), len(want))
				continue
			}
			for i := range got {
				if got[i] != want[i] {
					t.Errorf("Walk of %q: node %d is %T, want %T", chunk, i, got[i], want[i])
					break
				}
			}
		}
	}
}

// collect finds the nodes in the fields of a value, in order of declaration.
func collect(v reflect.Value, nodes *[]Node) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			collect(v.Elem(), nodes)
		}
	case reflect.Slice:
		for i := range v.Len() {
			collect(v.Index(i), nodes)
		}
	case reflect.Pointer:
		if v.IsNil() || !v.Type().Implements(nodeType) {
			return
		}
		*nodes = append(*nodes, v.Interface().(Node))
		for i := range v.Elem().NumField() {
			if !v.Elem().Type().Field(i).Anonymous {
				collect(v.Elem().Field(i), nodes)
			}
		}
	}
}

func TestWalkStops(t *testing.T) {
	x, _ := ParseExpr(source.NewText("expr", "f(a.b, c)"))
	var got []string
	Walk(x, func(n Node) bool {
		got = append(got, Sprint(n))
		_, member := n.(*Member)
		return !member
	})
	want := []string{"f(a.b, c)", "f", "a.b", "a.b", "c", "c"} // an argument prints as its value
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Walk = %q, want %q", got, want)
	}
}
