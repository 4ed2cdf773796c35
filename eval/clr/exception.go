package clr

import (
	"fmt"
	"slices"
)

// An Exception is a .NET exception. It is a Go error, and travels as the panic
// of Throw until the evaluator catches it.
type Exception struct {
	T       *Type
	Message string
	Inner   *Exception
	Param   string         // ParamName of an ArgumentException
	Data    map[string]any // what some types carry besides; see their files

	source, helpLink any // strings that a program may set
}

// CLRType is the exception's type.
func (e *Exception) CLRType() *Type { return e.T }

// Error is the exception as a log shows it: type and message.
func (e *Exception) Error() string { return e.T.FullName() + ": " + e.Message }

// ToString is Exception.ToString without a stack trace.
func (e *Exception) ToString() string {
	w := &walker{}
	inner := -1
	for ; e != nil; e = e.Inner {
		if inner++; inner > 0 {
			w.string(" ---> ")
		}
		w.string(e.T.FullName())
		if message := e.FullMessage(); message != "" {
			w.string(": " + message)
		}
	}
	for range inner {
		w.string(NewLine + "   --- End of inner exception stack trace ---")
	}
	return w.text.String()
}

// Throw raises an exception. It does not return.
func Throw(e *Exception) { panic(e) }

// exception declares an exception type with the three usual constructors.
func exception(name string, base *Type, message string) *Type {
	t := Declare(Decl{Name: name, Base: base.Decl.Name, Beyond: true, Doc: "Thrown as .NET throws it. Default message: " + message})
	defaultMessages[t] = message
	exceptionTypes = append(exceptionTypes, t)
	return t
}

var exceptionTypes []*Type

func init() {
	for _, t := range exceptionTypes {
		if !slices.Contains(ownConstructors, t) {
			t.Define(exceptionRow(t, "new(string message)", setMessage))
		}
		t.Define(exceptionRow(t, "new()", func(*Exception, []any) {}), exceptionRow(t, "new(string message, Exception innerException)", setInner))
	}
}

var defaultMessages = map[*Type]string{}

func setMessage(e *Exception, args []any) {
	if args[0] == nil {
		e.Message = "Exception of type '" + e.T.FullName() + "' was thrown."
	} else {
		e.Message = ToString(args[0])
	}
}

func setInner(e *Exception, args []any) {
	setMessage(e, args)
	e.Inner, _ = args[1].(*Exception)
}

func exceptionRow(t *Type, sig string, fill func(*Exception, []any)) Member {
	n := 0
	for _, c := range sig {
		if c == ',' {
			n++
		}
	}
	if sig != "new()" {
		n++
	}
	return Row(sig, "Makes the exception.", Fn(n, func(args []any) any {
		e := NewException(t, defaultMessages[t])
		fill(e, args)
		return e
	}))
}

// NewException makes an exception of a type.
func NewException(t *Type, message string) *Exception { return &Exception{T: t, Message: message} }

// NewExceptionf makes an exception with a formatted message.
func NewExceptionf(t *Type, format string, args ...any) *Exception {
	return NewException(t, fmt.Sprintf(format, args...))
}

// The exceptions that the library throws most. The names are .NET's, without
// "Exception".

func NullReference() *Exception {
	return NewException(NullReferenceExceptionType, defaultMessages[NullReferenceExceptionType])
}

func ArgumentNull(param string) *Exception {
	return &Exception{T: ArgumentNullExceptionType, Message: defaultMessages[ArgumentNullExceptionType], Param: param}
}

func ArgumentOutOfRange(param, message string) *Exception {
	if message == "" {
		message = defaultMessages[ArgumentOutOfRangeType]
	}
	return &Exception{T: ArgumentOutOfRangeType, Message: message, Param: param}
}

func Argument(message, param string) *Exception {
	return &Exception{T: ArgumentExceptionType, Message: message, Param: param}
}

func Format(message string) *Exception {
	if message == "" {
		message = "Input string was not in a correct format."
	}
	return NewException(FormatExceptionType, message)
}

func Overflow(message string) *Exception {
	if message == "" {
		message = defaultMessages[OverflowExceptionType]
	}
	return NewException(OverflowExceptionType, message)
}

func InvalidCast(message string) *Exception { return NewException(InvalidCastExceptionType, message) }

func InvalidOperation(message string) *Exception { return NewException(InvalidOperationType, message) }

func IndexOutOfRange() *Exception {
	return NewException(IndexOutOfRangeType, defaultMessages[IndexOutOfRangeType])
}

func KeyNotFound() *Exception {
	return NewException(KeyNotFoundExceptionType, defaultMessages[KeyNotFoundExceptionType])
}

func DivideByZero() *Exception {
	return NewException(DivideByZeroExceptionType, defaultMessages[DivideByZeroExceptionType])
}

func NotSupported(message string) *Exception {
	return NewException(NotSupportedExceptionType, message)
}

func OutOfMemory() *Exception {
	return NewException(OutOfMemoryExceptionType, "Exception of type 'System.OutOfMemoryException' was thrown.")
}
