// Package clr is the part of .NET that policy expressions may use: its types,
// their members, the values and how they convert.
//
// A type is declared once, in the file of its name, and a member is one row:
// the signature in C#, what it does, the Go function that does it, and examples
// that a test runs. The binder resolves against these rows, the documentation
// prints them, and nothing reaches a Go value in any other way: the library is
// an allow-list.
//
// # Values
//
// A C# value is a Go value in an interface, exact to its type, as a boxed value
// is in .NET:
//
//	null                      nil (never a typed nil pointer)
//	bool                      bool
//	sbyte byte short ushort   int8 uint8 int16 uint16
//	int uint long ulong       int32 uint32 int64 uint64
//	float double decimal      float32 float64 Decimal
//	char                      Char, one UTF-16 code unit
//	string                    string: UTF-8, in which a lone surrogate stands
//	                          as the three bytes of its code point (WTF-8)
//	T?                        nil or the T
//	an enum                   Enum
//	T[]                       *Array
//	a delegate                *Delegate
//	an exception              *Exception
//	any other                 a pointer or small struct that implements Object
//
// # Functions
//
// A Go function that implements a member takes and returns ordinary Go types:
// string, int32, float64, []byte. F0 to F7 adapt it to boxed values when the
// program starts, so that no call is made by reflection. A string parameter
// refuses null with the exception .NET throws there; one that accepts null is
// an Opt[string]. See [Impl].
//
// An exception is thrown by [Throw], a Go panic that the evaluator turns into
// the C# exception. It never leaves the evaluator as a panic.
//
// # Rationale
//
// Signatures are text because C# has what Go's types cannot say: parameter
// names, optional and params parameters, generics and extension methods. A
// test holds each against the Go function.
//
// .NET Framework's behaviour is chosen where .NET Core differs (numbers as
// text, exception messages), the invariant culture, UTC as local time and "\n"
// as Environment.NewLine: which of them the managed gateway uses is not
// documented, and the differences are small. The choices live in culture.go.
package clr
