package clr

import "fmt"

// An Exception is a .NET exception. It is a Go error, and travels as the panic
// of Throw until the evaluator catches it.
type Exception struct {
	T       *Type
	Message string
	Inner   *Exception
	Param   string         // ParamName of an ArgumentException
	Data    map[string]any // what some types carry besides; see their files
}

// CLRType is the exception's type.
func (e *Exception) CLRType() *Type { return e.T }

// Error is the exception as a log shows it: type and message.
func (e *Exception) Error() string { return e.T.FullName() + ": " + e.Message }

// ToString is Exception.ToString without a stack trace.
func (e *Exception) ToString() string {
	s := e.T.FullName()
	if e.Message != "" {
		s += ": " + e.Message
	}
	if e.Inner != nil {
		s += " ---> " + e.Inner.ToString() + NewLine + "   --- End of inner exception stack trace ---"
	}
	return s
}

// Throw raises an exception. It does not return.
func Throw(e *Exception) { panic(e) }

// exceptions that can be made by name; the message is .NET Framework's default.
var (
	ExceptionType                = Declare(Decl{Name: "System.Exception", Doc: "The base of all exceptions."})
	SystemExceptionType          = exception("System.SystemException", ExceptionType, "System error.")
	ArgumentExceptionType        = exception("System.ArgumentException", SystemExceptionType, "Value does not fall within the expected range.")
	ArgumentNullExceptionType    = exception("System.ArgumentNullException", ArgumentExceptionType, "Value cannot be null.")
	ArgumentOutOfRangeType       = exception("System.ArgumentOutOfRangeException", ArgumentExceptionType, "Specified argument was out of the range of valid values.")
	ArithmeticExceptionType      = exception("System.ArithmeticException", SystemExceptionType, "Overflow or underflow in the arithmetic operation.")
	DivideByZeroExceptionType    = exception("System.DivideByZeroException", ArithmeticExceptionType, "Attempted to divide by zero.")
	OverflowExceptionType        = exception("System.OverflowException", ArithmeticExceptionType, "Arithmetic operation resulted in an overflow.")
	NotFiniteNumberExceptionType = exception("System.NotFiniteNumberException", ArithmeticExceptionType, "Arg_NotFiniteNumberException")
	FormatExceptionType          = exception("System.FormatException", SystemExceptionType, "One of the identified items was in an invalid format.")
	IndexOutOfRangeType          = exception("System.IndexOutOfRangeException", SystemExceptionType, "Index was outside the bounds of the array.")
	InvalidCastExceptionType     = exception("System.InvalidCastException", SystemExceptionType, "Specified cast is not valid.")
	InvalidOperationType         = exception("System.InvalidOperationException", SystemExceptionType, "Operation is not valid due to the current state of the object.")
	NullReferenceExceptionType   = exception("System.NullReferenceException", SystemExceptionType, "Object reference not set to an instance of an object.")
	NotSupportedExceptionType    = exception("System.NotSupportedException", SystemExceptionType, "Specified method is not supported.")
	NotImplementedExceptionType  = exception("System.NotImplementedException", SystemExceptionType, "The method or operation is not implemented.")
	OutOfMemoryExceptionType     = exception("System.OutOfMemoryException", SystemExceptionType, "Exception of type 'System.OutOfMemoryException' was thrown.")
	TimeoutExceptionType         = exception("System.TimeoutException", SystemExceptionType, "The operation has timed out.")
	ApplicationExceptionType     = exception("System.ApplicationException", ExceptionType, "Error in the application.")
	RankExceptionType            = exception("System.RankException", SystemExceptionType, "Attempted to operate on an array with the incorrect number of dimensions.")
	ArrayTypeMismatchType        = exception("System.ArrayTypeMismatchException", SystemExceptionType, "Attempted to access an element as a type incompatible with the array.")
	UnauthorizedAccessType       = exception("System.UnauthorizedAccessException", SystemExceptionType, "Attempted to perform an unauthorized operation.")
	ObjectDisposedExceptionType  = exception("System.ObjectDisposedException", InvalidOperationType, "Cannot access a disposed object.")
	KeyNotFoundExceptionType     = exception("System.Collections.Generic.KeyNotFoundException", SystemExceptionType, "The given key was not present in the dictionary.")
	IOExceptionType              = exception("System.IO.IOException", SystemExceptionType, "I/O error occurred.")
	EndOfStreamExceptionType     = exception("System.IO.EndOfStreamException", IOExceptionType, "Attempted to read past the end of the stream.")
)

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
		if t == ArgumentNullExceptionType || t == ArgumentOutOfRangeType {
			t.Define(exceptionRow(t, "new(string paramName)", func(e *Exception, args []any) { e.Param = Text(args[0]) }),
				exceptionRow(t, "new(string paramName, string message)", func(e *Exception, args []any) { e.Param, e.Message = Text(args[0]), Text(args[1]) }))
		} else {
			t.Define(exceptionRow(t, "new(string message)", setMessage))
		}
		if t == ArgumentExceptionType {
			t.Define(exceptionRow(t, "new(string message, string paramName)", func(e *Exception, args []any) { e.Message, e.Param = Text(args[0]), Text(args[1]) }))
		}
		t.Define(exceptionRow(t, "new()", func(*Exception, []any) {}), exceptionRow(t, "new(string message, Exception innerException)", setInner))
	}
}

var defaultMessages = map[*Type]string{}

func setMessage(e *Exception, args []any) {
	if args[0] != nil {
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
	return NewException(OutOfMemoryExceptionType, defaultMessages[OutOfMemoryExceptionType])
}

// FullMessage is Exception.Message: .NET appends the parameter's name.
func (e *Exception) FullMessage() string {
	if e.Param != "" {
		return e.Message + NewLine + "Parameter name: " + e.Param
	}
	return e.Message
}

func init() {
	ExceptionType.Define(
		exceptionRow(ExceptionType, "new()", func(e *Exception, _ []any) {
			e.Message = "Exception of type 'System.Exception' was thrown."
		}),
		exceptionRow(ExceptionType, "new(string message)", setMessage),
		exceptionRow(ExceptionType, "new(string message, Exception innerException)", setInner),
		Row("string Message { get; }", "What went wrong.", F1((*Exception).FullMessage), `new Exception("no").Message // "no"`),
		Row("Exception InnerException { get; }", "The exception behind this one, or null.", F1(func(e *Exception) *Exception { return e.Inner })),
		Row("string StackTrace { get; }", "Null: Sallyport keeps no C# stack.", F1(func(e *Exception) any { return nil })),
		Row("string Source { get; }", "Null: there is no assembly.", F1(func(e *Exception) any { return nil })),
		Row("Exception GetBaseException()", "The innermost exception.", F1(func(e *Exception) *Exception {
			for e.Inner != nil {
				e = e.Inner
			}
			return e
		})),
	)
	ArgumentExceptionType.Define(Row("string ParamName { get; }", "The parameter's name, or null.", F1(func(e *Exception) any {
		if e.Param == "" {
			return nil
		}
		return e.Param
	})))
}
