package bind

import (
	"fmt"
	"reflect"
	"strings"

	"sallyport/eval/clr"
)

// Dump is a bound program for people: one node a line, children indented under
// their parent, each expression with its static type.
//
//	Function : bool
//	  Expr: Binary Op="==" Operand=int : bool
//	    X: Call Method=string.Length : int
func Dump(p *Program) string {
	d := &dumper{seen: map[*Function]bool{}}
	d.function(0, "", p.Body)
	return d.out.String()
}

// A dumper writes a tree. A function is written where it is first met: local
// functions may call each other.
type dumper struct {
	out  strings.Builder
	seen map[*Function]bool
}

func (d *dumper) line(depth int, label, text string) {
	d.out.WriteString(strings.Repeat("  ", depth))
	if label != "" {
		d.out.WriteString(label + ": ")
	}
	d.out.WriteString(text + "\n")
}

func (d *dumper) function(depth int, label string, f *Function) {
	var params []string
	for _, p := range f.Params {
		params = append(params, p.Type.String()+" "+p.Name)
	}
	head := "Function"
	if f.Name != "" {
		head += " " + f.Name
	}
	if len(params) > 0 {
		head += "(" + strings.Join(params, ", ") + ")"
	}
	d.line(depth, label, head+" : "+f.Result.String())
	if d.seen[f] {
		return
	}
	d.seen[f] = true
	if f.Expr != nil {
		d.value(depth+1, "Expr", reflect.ValueOf(f.Expr))
	}
	if f.Block != nil {
		d.value(depth+1, "Block", reflect.ValueOf(f.Block))
	}
}

// value writes a node, or each of a list of nodes.
func (d *dumper) value(depth int, label string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		d.value(depth, label, v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			d.value(depth, label, v.Index(i))
		}
	case reflect.Pointer:
		switch n := v.Interface().(type) {
		case *Function:
			d.function(depth, label, n)
		default:
			d.node(depth, label, v)
		}
	case reflect.Struct:
		if v.CanAddr() {
			d.node(depth, label, v.Addr())
		}
	}
}

// node writes a node's line, with the fields that fit on it, and its children.
func (d *dumper) node(depth int, label string, ptr reflect.Value) {
	v := ptr.Elem()
	head := v.Type().Name()
	var children []int
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch {
		case f.Anonymous || v.Field(i).IsZero() || f.Name == "N" || f.Name == "Syntax" || f.Name == "Slot" || f.Name == "Of" && f.Type == reflect.TypeFor[*ConditionalAccess]():
		default:
			if text, ok := inline(v.Field(i)); ok {
				head += " " + f.Name
				if text != "" {
					head += "=" + text
				}
			} else {
				children = append(children, i)
			}
		}
	}
	if c, ok := ptr.Interface().(*Const); ok && c.Value == nil {
		head += " Value=null"
	}
	if x, ok := ptr.Interface().(Expr); ok {
		head += " : " + x.Type().String()
	}
	d.line(depth, label, head)
	for _, i := range children {
		d.value(depth+1, v.Type().Field(i).Name, v.Field(i))
	}
}

// inline is a field as it stands on its node's line; a bool that is set has
// only its name. Not ok: the field has nodes.
func inline(v reflect.Value) (text string, ok bool) {
	switch x := v.Interface().(type) {
	case *Variable:
		return x.Name, true
	case clr.TypeArgs:
		return fmt.Sprint([]*clr.Type(x)), true
	case []*Variable:
		names := make([]string, len(x))
		for i, v := range x {
			names[i] = v.Name
		}
		return fmt.Sprint(names), true
	case *clr.Method:
		return x.Signature(), true
	case *clr.Type:
		return x.String(), true
	case *Labeled:
		return x.Name, true
	case fmt.Stringer:
		return x.String(), true
	case string:
		return fmt.Sprintf("%q", x), true
	case bool:
		return "", true
	case []int, int:
		return fmt.Sprint(x), true
	}
	if v.Type() == reflect.TypeFor[any]() {
		return constantText(v.Interface()), true
	}
	return "", false
}

// constantText is a constant's value: texts in quotes, the rest as .NET writes it.
func constantText(v any) string {
	switch v := v.(type) {
	case string:
		return fmt.Sprintf("%q", v)
	case clr.Char:
		return fmt.Sprintf("%q", rune(v))
	}
	return clr.Text(v)
}

var conversionNames = [...]string{"NoOp", "Numeric", "Downcast", "Unwrap", "NameOfSubject"}

func (c Conversion) String() string { return conversionNames[c] }
