package clr

import (
	"fmt"
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
