package clr

import (
	"fmt"
	"slices"
	"strings"
)

// Funcs and Actions are System.Func<...> and System.Action<...> by number of
// arguments; index n takes n.
var (
	Funcs   [9]*Type
	Actions [9]*Type

	DelegateBase = Declare(Decl{Name: "System.Delegate", Abstract: true, Beyond: true, Doc: "The base of all delegates."})
	Predicate    = delegateType("System.Predicate<T>", "bool Invoke(T obj)", "A condition on a T.")
	Comparison   = delegateType("System.Comparison<T>", "int Invoke(T x, T y)", "An order of two values.")
	Converter    = delegateType("System.Converter<TInput, TOutput>", "TOutput Invoke(TInput input)", "A conversion.")
)

func init() {
	for n := range Funcs {
		var params, args []string
		for i := 1; i <= n; i++ {
			p := "T"
			if n > 1 {
				p = fmt.Sprintf("T%d", i)
			}
			params = append(params, p)
			args = append(args, fmt.Sprintf("%s arg%d", p, i))
		}
		list := strings.Join(args, ", ")
		Funcs[n] = delegateType("System.Func<"+strings.Join(append(params, "TResult"), ", ")+">", "TResult Invoke("+list+")", "A function.")
		name := "System.Action"
		if n > 0 {
			name += "<" + strings.Join(params, ", ") + ">"
		}
		Actions[n] = delegateType(name, "void Invoke("+list+")", "A function that returns nothing.")
	}
}

// delegateType declares a delegate type by the signature of its Invoke.
func delegateType(name, invoke, doc string) *Type {
	t := Declare(Decl{Name: name, Kind: DelegateKind, Base: "System.Delegate", Beyond: true, Doc: doc})
	t.Define(Row(invoke, "Calls the function.", Fn(strings.Count(invoke, " "), func(args []any) any {
		if args[0] == nil {
			Throw(NullReference())
		}
		return args[0].(*Delegate).Fn(args[1:])
	})))
	return t
}

// CombineDelegates is a + b of two delegates of one type: a delegate that calls
// both in turn. null adds nothing.
func CombineDelegates(env *Env, a, b any) any {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	x, y := a.(*Delegate), b.(*Delegate)
	env.Charge(valueBytes * (len(x.invocations()) + len(y.invocations())))
	return multicast(x.T, slices.Concat(x.invocations(), y.invocations()))
}

// RemoveDelegate is a - b: a without the last occurrence of what b calls.
func RemoveDelegate(a, b any) any {
	if a == nil || b == nil {
		return a
	}
	x := a.(*Delegate)
	list, part := x.invocations(), b.(*Delegate).invocations()
	for i := len(list) - len(part); i >= 0; i-- {
		if slices.Equal(list[i:i+len(part)], part) {
			return multicast(x.T, slices.Concat(list[:i], list[i+len(part):]))
		}
	}
	return a
}

// invocations are the delegates that calling d calls.
func (d *Delegate) invocations() []*Delegate {
	if d.list == nil {
		return []*Delegate{d}
	}
	return d.list
}

// multicast calls delegates in turn and gives what the last one returns; it is
// null when there are none.
func multicast(t *Type, list []*Delegate) any {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return &Delegate{T: t, list: list, Fn: func(args []any) (v any) {
		for _, d := range list {
			v = d.Fn(slices.Clone(args))
		}
		return v
	}}
}
