package clr

import (
	"fmt"
	"strings"
)

// A Tuple is a System.Tuple or System.ValueTuple of one to eight types; the
// eighth is itself a tuple that holds the rest.
type Tuple struct {
	T     *Type
	Items []any
}

// Tuples and ValueTuples are the definitions by number of type parameters,
// from 1; ValueTuples[0] is the empty one.
var (
	Tuples      [9]*Type
	ValueTuples [9]*Type

	tupleFactory = Declare(Decl{Name: "System.Tuple", Kind: StaticClass, Doc: "Makes tuples."})
)

// NewValueTuple is what C#'s (a, b, c) makes: more than seven values nest.
func NewValueTuple(types []*Type, values []any) *Tuple {
	if len(types) > 7 {
		rest := NewValueTuple(types[7:], values[7:])
		types = append(types[:7:7], rest.T)
		values = append(values[:7:7], rest)
	}
	return &Tuple{Construct(ValueTuples[len(types)], types...), values}
}

// ValueTupleOf is the type of NewValueTuple's value.
func ValueTupleOf(types []*Type) *Type {
	if len(types) > 7 {
		types = append(types[:7:7], ValueTupleOf(types[7:]))
	}
	return Construct(ValueTuples[len(types)], types...)
}

// TupleElements are the types that ValueTupleOf makes a type of, or nil when t
// is no ValueTuple.
func TupleElements(t *Type) []*Type {
	n := len(t.Args)
	if n == 0 || t.Def != ValueTuples[n] {
		return nil
	}
	if n == 8 {
		if rest := TupleElements(t.Args[7]); rest != nil {
			return append(t.Args[:7:7], rest...)
		}
	}
	return t.Args
}

// CLRType is Tuple<...> or ValueTuple<...>.
func (t *Tuple) CLRType() *Type { return t.T }

// Flat is the items with those of the rest in its place.
func (t *Tuple) Flat() []any {
	if len(t.Items) == 8 {
		if rest, ok := t.Items[7].(*Tuple); ok {
			return append(t.Items[:7:7], rest.Flat()...)
		}
	}
	return t.Items
}

// ToString is the items in parentheses: "(1, a)".
func (t *Tuple) ToString() string { return nestedText(t) }

func (t *Tuple) writeTo(w *walker) {
	w.string("(")
	for i, v := range t.Flat() {
		if i > 0 {
			w.string(", ")
		}
		w.write(v)
	}
	w.string(")")
}

// EqualsTo compares item by item with a tuple of the same type.
func (t *Tuple) EqualsTo(other any) bool { return t.equalsWith(&walker{}, other) }

func (t *Tuple) equalsWith(w *walker, other any) bool {
	o, ok := other.(*Tuple)
	return ok && o.T == t.T && w.allEqual(t.Items, o.Items)
}

// Hash agrees with EqualsTo.
func (t *Tuple) Hash() uint64 { return t.hashWith(&walker{}) }

func (t *Tuple) hashWith(w *walker) uint64 { return w.hashAll(t.Items) }

// CompareTo orders by the first items that differ.
func (t *Tuple) CompareTo(other any) int { return t.compareWith(&walker{}, other) }

func (t *Tuple) compareWith(w *walker, other any) int {
	w.step()
	o, ok := other.(*Tuple)
	if !ok || o.T != t.T {
		Throw(Argument("Argument must be of type "+t.T.FullName()+".", "other"))
	}
	for i, v := range t.Items {
		c := 0
		if inner, ok := v.(*Tuple); ok && o.Items[i] != nil {
			c = inner.compareWith(w, o.Items[i])
		} else {
			c = Compare(v, o.Items[i])
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

// A Copier is a struct whose members can be assigned to.
type Copier interface{ Copy() any }

// CopyStruct is the value that assigning a variable, passing it or boxing it
// gives: a copy of a struct that can change, any other value as it is.
func CopyStruct(v any) any {
	if c, ok := v.(Copier); ok {
		return c.Copy()
	}
	return v
}

// Copy is a copy of a ValueTuple; a Tuple is a reference and cannot change.
func (t *Tuple) Copy() any {
	if !t.T.IsValue() {
		return t
	}
	items := make([]any, len(t.Items))
	for i, v := range t.Items {
		items[i] = CopyStruct(v)
	}
	return &Tuple{t.T, items}
}

// tupleBytes is what making a tuple costs the budget: enough that tuples within
// tuples cannot be so deep that walking them overflows the stack.
const tupleBytes = 256

func tupleGet(i int) Impl { return F1(func(t *Tuple) any { return t.Items[i] }) }

func tupleSet(i int) Impl {
	return F2(func(t *Tuple, v any) Void {
		t.Items[i] = CopyStruct(v)
		return Void{}
	})
}

// tupleNew makes a tuple of n items; def says its definition.
func tupleNew(def *Type, n int) Impl {
	f := Fn(n+2, func(args []any) any {
		EnvOf(args[0]).Charge(tupleBytes)
		return &Tuple{Construct(def, args[1].(TypeArgs)...), append([]any(nil), args[2:]...)}
	})
	f.env, f.types = true, true
	return f
}

// tupleNew8 makes Create's tuple of eight items, the eighth in a tuple.
func tupleNew8(defs *[9]*Type) Impl {
	f := Fn(10, func(args []any) any {
		EnvOf(args[0]).Charge(2 * tupleBytes)
		types := args[1].(TypeArgs)
		rest := &Tuple{Construct(defs[1], types[7]), []any{args[9]}}
		items := append(append([]any(nil), args[2:9]...), rest)
		return &Tuple{Construct(defs[8], append(types[:7:7], rest.T)...), items}
	})
	f.env, f.types = true, true
	return f
}

func init() {
	ValueTuples[0] = Declare(Decl{Name: "System.ValueTuple", Kind: Struct, Interfaces: "IComparable, IEquatable<ValueTuple>, IComparable<ValueTuple>", Beyond: true, Doc: "Makes value tuples; its one value is the empty tuple."})
	Zero(ValueTuples[0], func(t *Type) any { return &Tuple{T: t} })
	ValueTuples[0].Define(Row("static ValueTuple Create()", "The empty tuple.", F0(func() *Tuple { return &Tuple{T: ValueTuples[0]} }), `ValueTuple.Create().ToString() // "()"`))
	for n := 1; n <= 8; n++ {
		defineTuple(n)
	}
	ValueTuples[0].Define(valueTupleRows("ValueTuple")...)
}

// defineTuple declares the tuples of n items and their Create.
func defineTuple(n int) {
	var params, args, items, numbers []string
	for i := 1; i <= n; i++ {
		p := fmt.Sprintf("T%d", i)
		params = append(params, p)
		args = append(args, fmt.Sprintf("%s item%d", p, i))
		items = append(items, fmt.Sprint("Item", i))
		numbers = append(numbers, fmt.Sprint(i))
	}
	values := strings.Join(numbers, ", ")
	create := "Create<" + strings.Join(params, ", ") + ">(" + strings.Join(args, ", ") + ")"
	result := "<" + strings.Join(params, ", ") + ">"
	reference, value := tupleNew, tupleNew
	if n == 8 {
		params[7], args[7], items[7] = "TRest", "TRest rest", "Rest"
		result = "<T1, T2, T3, T4, T5, T6, T7, {0}<T8>>"
		reference = func(*Type, int) Impl { return tupleNew8(&Tuples) }
		value = func(*Type, int) Impl { return tupleNew8(&ValueTuples) }
	}
	list := "<" + strings.Join(params, ", ") + ">"
	Tuples[n] = Declare(Decl{Name: "System.Tuple" + list, Interfaces: "IComparable", Doc: "Values that belong together. It cannot change."})
	ValueTuples[n] = Declare(Decl{Name: "System.ValueTuple" + list, Kind: Struct, Interfaces: "IComparable, IEquatable<ValueTuple" + list + ">, IComparable<ValueTuple" + list + ">", Beyond: true, Doc: "Values that belong together, as (a, b) makes them."})
	Zero(ValueTuples[n], func(t *Type) any {
		zeros := make([]any, n)
		for i, a := range t.Args {
			zeros[i] = Default(a)
		}
		return &Tuple{t, zeros}
	})
	for _, def := range []*Type{Tuples[n], ValueTuples[n]} {
		ints, last := strings.TrimSuffix(strings.Repeat("int, ", n), ", "), fmt.Sprint(n)
		if n == 8 {
			ints, last = ints[:len(ints)-3]+def.Simple+"<int>", "new "+def.Simple+"<int>(8)"
		}
		example := fmt.Sprintf(`new %s<%s>(%s%s).Item1 // 1`, def.Simple, ints, strings.TrimSuffix(values, fmt.Sprint(n)), last)
		def.Define(Row("new("+strings.Join(args, ", ")+")", "Makes a tuple.", tupleNew(def, n), example))
		for i, item := range items {
			sig := fmt.Sprintf("%s %s { get; }", params[i], item)
			row := Row(sig, "The value at a place.", tupleGet(i), fmt.Sprintf("%s.Create(%s).Item1 // 1", def.Simple, values))
			if def.IsValue() {
				row.Sig = fmt.Sprintf("%s %s { get; set; }", params[i], item)
				row = row.Set(tupleSet(i))
			}
			def.Define(row)
		}
	}
	Tuples[n].Define(Row("string ToString()", "The items in parentheses.", F1((*Tuple).ToString), fmt.Sprintf(`Tuple.Create(%s).ToString() // "(%s)"`, values, values)))
	ValueTuples[n].Define(valueTupleRows("ValueTuple" + list)...)
	tupleFactory.Define(Row("static Tuple"+strings.ReplaceAll(result, "{0}", "Tuple")+" "+create, "Makes a tuple.", reference(Tuples[n], n), fmt.Sprintf("Tuple.Create(%s).Item1 // 1", values)))
	ValueTuples[0].Define(Row("static ValueTuple"+strings.ReplaceAll(result, "{0}", "ValueTuple")+" "+create, "Makes a tuple.", value(ValueTuples[n], n), fmt.Sprintf("ValueTuple.Create(%s).Item1 // 1", values)))
}

// valueTupleRows makes the rows that all ValueTuples have.
func valueTupleRows(self string) []Member {
	return []Member{
		Row("int CompareTo("+self+" other)", "Orders by the first items that differ.", F2(func(t, other *Tuple) int32 { return int32(t.CompareTo(other)) }), `(1, 2).CompareTo((1, 3)) // -1`),
		Row("bool Equals("+self+" other)", "Whether all items are equal.", F2(func(t *Tuple, other any) bool { return t.EqualsTo(other) }), `(1, "a").Equals((1, "a")) // true`),
		Row("string ToString()", "The items in parentheses.", F1((*Tuple).ToString), `(1, "a").ToString() // "(1, a)"`),
	}
}
