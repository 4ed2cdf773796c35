package clr

import (
	"fmt"
	"reflect"
)

// An Impl is the Go function behind a member, ready to be called with boxed
// values. F0 to F7 make one.
//
// The parameters of the Go function are, in this order: *Env if it needs to
// know of time, randomness or the budget; TypeArgs if it needs the type
// arguments of its type and method; the receiver, unless the member is static
// or a constructor; the C# parameters. An out or ref parameter is a *Ref, a
// params parameter the slice or *Array.
//
//	C#                     Go
//	int, bool, double...   int32, bool, float64: the value of that name in doc.go
//	string                 string (null throws), Opt[string] (null allowed)
//	a reference type       *T (null throws), Opt[*T], or any
//	T?                     Opt[T]
//	object, T              any
//	byte[]                 []byte, shared with the array
//	T[]                    *Array
//	IEnumerable<T>         Seq
//	a delegate             *Delegate, or func(any) any, func(any) bool, func(any, any) any, func(any, any) bool, func() any
//	void                   Void
//
// Where null throws, it is NullReferenceException for the receiver of an
// instance member and ArgumentNullException, with the parameter's name, for any
// other. A result may be any of these; []string becomes a string[].
type Impl struct {
	info   *info
	f1     func(any) any
	f2     func(a, b any) any
	f3     func(a, b, c any) any
	fn     func(args []any) any
	arity  int
	env    bool
	types  bool
	goType reflect.Type
}

// info is what an Impl learns of the row it stands in, for its exceptions.
type info struct {
	names    []string
	instance bool
}

// Void is the result of a Go function whose member returns nothing.
type Void struct{}

// TypeArgs are the type arguments that a member was called with: those of its
// type, then those of the method.
type TypeArgs []*Type

// An Opt is a value that may be null.
type Opt[T any] struct {
	Value T
	Valid bool
}

// Some is an Opt that is not null.
func Some[T any](v T) Opt[T] { return Opt[T]{v, true} }

// Or is the value, or another where it is null.
func (o Opt[T]) Or(v T) T {
	if o.Valid {
		return o.Value
	}
	return v
}

func (o Opt[T]) box() any {
	if !o.Valid {
		return nil
	}
	return boxer[T]()(o.Value)
}

func (o Opt[T]) unboxer(i *info, n int) any { return unboxer[T](i, n) }

// IsZero reports whether the row gave no function.
func (f Impl) IsZero() bool { return f.fn == nil }

// NeedsEnv reports whether the first argument is the *Env or *Frame.
func (f Impl) NeedsEnv() bool { return f.env }

// NeedsTypes reports whether TypeArgs come next.
func (f Impl) NeedsTypes() bool { return f.types }

// Arity is the number of all arguments, env and types included.
func (f Impl) Arity() int { return f.arity }

// GoType is the type of the Go function, for the test that holds it against
// the signature.
func (f Impl) GoType() reflect.Type { return f.goType }

// Func1 is the function of exactly one argument.
func (f Impl) Func1() func(any) any { return f.f1 }

// Func2 is the function of exactly two arguments.
func (f Impl) Func2() func(a, b any) any { return f.f2 }

// Func3 is the function of exactly three arguments.
func (f Impl) Func3() func(a, b, c any) any { return f.f3 }

// Call calls the function with all its arguments.
func (f Impl) Call(args ...any) any { return f.fn(args) }

// FuncN is the function of any number of arguments.
func (f Impl) FuncN() func(args []any) any { return f.fn }

func (f Impl) describe(names []string, instance bool) {
	if f.info != nil {
		f.info.names, f.info.instance = names, instance
	}
}

// null throws what .NET throws when the nth argument (env and types not
// counted) is null.
func (i *info) null(n int) {
	if i.instance {
		if n == 0 {
			Throw(NullReference())
		}
		n--
	}
	if n < len(i.names) {
		Throw(ArgumentNull(i.names[n]))
	}
	Throw(ArgumentNull(""))
}

func newImpl[F any](f F) Impl {
	t := reflect.TypeOf(f)
	impl := Impl{info: &info{}, arity: t.NumIn(), goType: t}
	impl.env = t.NumIn() > 0 && t.In(0) == reflect.TypeFor[*Env]()
	at := 0
	if impl.env {
		at = 1
	}
	impl.types = t.NumIn() > at && t.In(at) == reflect.TypeFor[TypeArgs]()
	return impl
}

// index is the place of the nth Go parameter among those that are not hidden.
func (f Impl) index(n int) int {
	if f.env {
		n--
	}
	if f.types {
		n--
	}
	return n
}

// F0 adapts a function without arguments.
func F0[R any](f func() R) Impl {
	m := newImpl(f)
	r := boxer[R]()
	m.fn = func([]any) any { return r(f()) }
	return m
}

// F1 adapts a function of one argument.
func F1[A, R any](f func(A) R) Impl {
	m := newImpl(f)
	a, r := unboxer[A](m.info, m.index(0)), boxer[R]()
	m.f1 = func(x any) any { return r(f(a(x))) }
	m.fn = func(x []any) any { return r(f(a(x[0]))) }
	return m
}

// F2 adapts a function of two arguments.
func F2[A, B, R any](f func(A, B) R) Impl {
	m := newImpl(f)
	a, b, r := unboxer[A](m.info, m.index(0)), unboxer[B](m.info, m.index(1)), boxer[R]()
	m.f2 = func(x, y any) any { return r(f(a(x), b(y))) }
	m.fn = func(x []any) any { return r(f(a(x[0]), b(x[1]))) }
	return m
}

// F3 adapts a function of three arguments.
func F3[A, B, C, R any](f func(A, B, C) R) Impl {
	m := newImpl(f)
	a, b, c, r := unboxer[A](m.info, m.index(0)), unboxer[B](m.info, m.index(1)), unboxer[C](m.info, m.index(2)), boxer[R]()
	m.f3 = func(x, y, z any) any { return r(f(a(x), b(y), c(z))) }
	m.fn = func(x []any) any { return r(f(a(x[0]), b(x[1]), c(x[2]))) }
	return m
}

// F4 adapts a function of four arguments.
func F4[A, B, C, D, R any](f func(A, B, C, D) R) Impl {
	m := newImpl(f)
	a, b, c, d, r := unboxer[A](m.info, m.index(0)), unboxer[B](m.info, m.index(1)), unboxer[C](m.info, m.index(2)), unboxer[D](m.info, m.index(3)), boxer[R]()
	m.fn = func(x []any) any { return r(f(a(x[0]), b(x[1]), c(x[2]), d(x[3]))) }
	return m
}

// F5 adapts a function of five arguments.
func F5[A, B, C, D, E, R any](f func(A, B, C, D, E) R) Impl {
	m := newImpl(f)
	a, b, c, d, e, r := unboxer[A](m.info, m.index(0)), unboxer[B](m.info, m.index(1)), unboxer[C](m.info, m.index(2)), unboxer[D](m.info, m.index(3)), unboxer[E](m.info, m.index(4)), boxer[R]()
	m.fn = func(x []any) any { return r(f(a(x[0]), b(x[1]), c(x[2]), d(x[3]), e(x[4]))) }
	return m
}

// F6 adapts a function of six arguments.
func F6[A, B, C, D, E, G, R any](f func(A, B, C, D, E, G) R) Impl {
	m := newImpl(f)
	a, b, c, d, e, g, r := unboxer[A](m.info, m.index(0)), unboxer[B](m.info, m.index(1)), unboxer[C](m.info, m.index(2)), unboxer[D](m.info, m.index(3)), unboxer[E](m.info, m.index(4)), unboxer[G](m.info, m.index(5)), boxer[R]()
	m.fn = func(x []any) any { return r(f(a(x[0]), b(x[1]), c(x[2]), d(x[3]), e(x[4]), g(x[5]))) }
	return m
}

// F7 adapts a function of seven arguments.
func F7[A, B, C, D, E, G, H, R any](f func(A, B, C, D, E, G, H) R) Impl {
	m := newImpl(f)
	a, b, c, d, e, g, h, r := unboxer[A](m.info, m.index(0)), unboxer[B](m.info, m.index(1)), unboxer[C](m.info, m.index(2)), unboxer[D](m.info, m.index(3)), unboxer[E](m.info, m.index(4)), unboxer[G](m.info, m.index(5)), unboxer[H](m.info, m.index(6)), boxer[R]()
	m.fn = func(x []any) any { return r(f(a(x[0]), b(x[1]), c(x[2]), d(x[3]), e(x[4]), g(x[5]), h(x[6]))) }
	return m
}

// Fn adapts a function of many arguments that unboxes them itself; n is their
// number.
func Fn(n int, f func(args []any) any) Impl {
	return Impl{info: &info{}, arity: n, fn: f, goType: reflect.TypeOf(f)}
}

// Const is a member whose value never changes, boxed once.
func Const(v any) Impl {
	return Impl{info: &info{}, fn: func([]any) any { return v }, goType: reflect.TypeFor[func() any]()}
}

// unboxer makes the conversion from a boxed argument to a Go parameter.
func unboxer[A any](i *info, n int) func(any) A {
	var zero A
	convert := func(f any) func(any) A { return f.(func(any) A) }
	switch any(&zero).(type) {
	case *any:
		return convert(func(v any) any { return v })
	case **Env:
		return convert(EnvOf)
	case *TypeArgs:
		return convert(func(v any) TypeArgs { return v.(TypeArgs) })
	case *[]byte:
		return convert(func(v any) []byte {
			if v == nil {
				i.null(n)
			}
			return v.(*Array).Bytes()
		})
	case *[]any:
		return convert(func(v any) []any {
			if v == nil {
				i.null(n)
			}
			return v.(*Array).Items()
		})
	case *Seq:
		return convert(func(v any) Seq {
			if v == nil {
				i.null(n)
			}
			return AsSeq(v)
		})
	case *func(any) any:
		return convert(func(v any) func(any) any { d := delegate(v, i, n); return func(a any) any { return d.Call(a) } })
	case *func(any) bool:
		return convert(func(v any) func(any) bool {
			d := delegate(v, i, n)
			return func(a any) bool { return d.Call(a).(bool) }
		})
	case *func(any, any) any:
		return convert(func(v any) func(any, any) any {
			d := delegate(v, i, n)
			return func(a, b any) any { return d.Call(a, b) }
		})
	case *func(any, any) bool:
		return convert(func(v any) func(any, any) bool {
			d := delegate(v, i, n)
			return func(a, b any) bool { return d.Call(a, b).(bool) }
		})
	case *func() any:
		return convert(func(v any) func() any { d := delegate(v, i, n); return func() any { return d.Call() } })
	}
	if o, ok := any(zero).(interface{ unboxer(*info, int) any }); ok {
		inner := o.unboxer(i, n)
		return func(v any) A {
			var out A
			if v != nil {
				any(&out).(interface{ fill(any, any) }).fill(v, inner)
			}
			return out
		}
	}
	return func(v any) A {
		a, ok := v.(A)
		if !ok {
			if v == nil {
				i.null(n)
			}
			Throw(InvalidCast(fmt.Sprintf("Unable to cast object of type '%s' to type '%s'.", TypeOf(v).FullName(), reflect.TypeFor[A]())))
		}
		return a
	}
}

func (o *Opt[T]) fill(v, inner any) { o.Value, o.Valid = inner.(func(any) T)(v), true }

func delegate(v any, i *info, n int) *Delegate {
	if v == nil {
		i.null(n)
	}
	return v.(*Delegate)
}

// boxer makes the conversion from a Go result to a boxed value.
func boxer[R any]() func(R) any {
	var zero R
	convert := func(f any) func(R) any { return f.(func(R) any) }
	switch any(&zero).(type) {
	case *any:
		return convert(func(v any) any { return v })
	case *Void:
		return convert(func(Void) any { return nil })
	case *[]byte:
		return convert(func(v []byte) any {
			if v == nil {
				return nil
			}
			return NewBytes(v)
		})
	case *[]string:
		return convert(func(v []string) any {
			if v == nil {
				return nil
			}
			return NewStrings(v)
		})
	case *int, *uint, *[]any, *error:
		panic(fmt.Sprintf("clr: a member cannot return a Go %T", zero))
	}
	if _, ok := any(zero).(interface{ box() any }); ok {
		return func(v R) any { return any(v).(interface{ box() any }).box() }
	}
	switch reflect.TypeFor[R]().Kind() {
	case reflect.Pointer, reflect.Interface:
		null := any(zero)
		return func(v R) any { // a nil pointer is C#'s null, not a typed nil
			if boxed := any(v); boxed != null {
				return boxed
			}
			return nil
		}
	}
	return func(v R) any { return v }
}
