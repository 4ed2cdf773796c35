package clr

import "iter"

// A Seq is a value that C# can enumerate: an IEnumerable<T>. Enumerating may
// run C# code (a lambda) and throw.
type Seq interface {
	Object
	Iterate(env *Env) iter.Seq[any]
}

// AsSeq is an enumerable value as a Seq; it panics on one that is not.
func AsSeq(v any) Seq {
	switch v := v.(type) {
	case Seq:
		return v
	case string:
		return stringSeq(v)
	}
	Throw(InvalidCast("Unable to cast object of type '" + TypeOf(v).FullName() + "' to type 'System.Collections.IEnumerable'."))
	return nil
}

// Iterate yields the elements of an enumerable value, counting a step for each.
// Null throws NullReferenceException, as foreach does.
func Iterate(env *Env, v any) iter.Seq[any] {
	if v == nil {
		Throw(NullReference())
	}
	s := AsSeq(v)
	return func(yield func(any) bool) {
		for e := range s.Iterate(env) {
			env.Step(1)
			if !yield(e) {
				return
			}
		}
	}
}

// Iterate yields the elements in row-major order.
func (a *Array) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for i := 0; i < a.Len(); i++ {
			if !yield(a.At(i)) {
				return
			}
		}
	}
}

// A stringSeq is a string's characters.
type stringSeq string

func (stringSeq) CLRType() *Type { return String }

func (s stringSeq) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, u := range Units(string(s)) {
			if !yield(Char(u)) {
				return
			}
		}
	}
}

// A Lazy is a sequence that is made while it is enumerated, anew each time: the
// result of Where, Select and their kin.
type Lazy struct {
	T    *Type // IEnumerable<T>, or what the member says
	Make func(env *Env) iter.Seq[any]

	depth int // of queries over queries; see depthOver
}

// CLRType is the sequence's type.
func (l *Lazy) CLRType() *Type { return l.T }

// Iterate makes the elements.
func (l *Lazy) Iterate(env *Env) iter.Seq[any] { return l.Make(env) }

// An Indexed sequence can tell, without being enumerated, whether one of its
// elements has a string under a path of properties, written as in C# after the
// element: "Value.Thumbprint". It answers for the paths that it knows.
type Indexed interface {
	Seq
	Len() int
	Has(path, value string) (has, known bool)
}
