package clr

// The exceptions of System, and their default messages on .NET Framework.
var (
	ExceptionType                = Declare(Decl{Name: "System.Exception", Doc: "The base of all exceptions."})
	SystemExceptionType          = exception("System.SystemException", ExceptionType, "System error.")
	ArgumentExceptionType        = exception("System.ArgumentException", SystemExceptionType, "Value does not fall within the expected range.")
	ArgumentNullExceptionType    = exception("System.ArgumentNullException", ArgumentExceptionType, "Value cannot be null.")
	ArgumentOutOfRangeType       = exception("System.ArgumentOutOfRangeException", ArgumentExceptionType, "Specified argument was out of the range of valid values.")
	ArithmeticExceptionType      = exception("System.ArithmeticException", SystemExceptionType, "Overflow or underflow in the arithmetic operation.")
	DivideByZeroExceptionType    = exception("System.DivideByZeroException", ArithmeticExceptionType, "Attempted to divide by zero.")
	OverflowExceptionType        = exception("System.OverflowException", ArithmeticExceptionType, "Arithmetic operation resulted in an overflow.")
	NotFiniteNumberExceptionType = exception("System.NotFiniteNumberException", ArithmeticExceptionType, "Number encountered was not a finite quantity.")
	FormatExceptionType          = exception("System.FormatException", SystemExceptionType, "One of the identified items was in an invalid format.")
	IndexOutOfRangeType          = exception("System.IndexOutOfRangeException", SystemExceptionType, "Index was outside the bounds of the array.")
	InvalidCastExceptionType     = exception("System.InvalidCastException", SystemExceptionType, "Specified cast is not valid.")
	InvalidOperationType         = exception("System.InvalidOperationException", SystemExceptionType, "Operation is not valid due to the current state of the object.")
	NullReferenceExceptionType   = exception("System.NullReferenceException", SystemExceptionType, "Object reference not set to an instance of an object.")
	NotSupportedExceptionType    = exception("System.NotSupportedException", SystemExceptionType, "Specified method is not supported.")
	NotImplementedExceptionType  = exception("System.NotImplementedException", SystemExceptionType, "The method or operation is not implemented.")
	OutOfMemoryExceptionType     = exception("System.OutOfMemoryException", SystemExceptionType, "Insufficient memory to continue the execution of the program.")
	TimeoutExceptionType         = exception("System.TimeoutException", SystemExceptionType, "The operation has timed out.")
	ApplicationExceptionType     = exception("System.ApplicationException", ExceptionType, "Error in the application.")
	RankExceptionType            = exception("System.RankException", SystemExceptionType, "Attempted to operate on an array with the incorrect number of dimensions.")
	ArrayTypeMismatchType        = exception("System.ArrayTypeMismatchException", SystemExceptionType, "Attempted to access an element as a type incompatible with the array.")
	UnauthorizedAccessType       = exception("System.UnauthorizedAccessException", SystemExceptionType, "Attempted to perform an unauthorized operation.")
	ObjectDisposedExceptionType  = exception("System.ObjectDisposedException", InvalidOperationType, "Cannot access a disposed object.")
	KeyNotFoundExceptionType     = exception("System.Collections.Generic.KeyNotFoundException", SystemExceptionType, "The given key was not present in the dictionary.")
	IOExceptionType              = exception("System.IO.IOException", SystemExceptionType, "I/O error occurred.")
	EndOfStreamExceptionType     = exception("System.IO.EndOfStreamException", IOExceptionType, "Attempted to read past the end of the stream.")
	FileNotFoundType             = exception("System.IO.FileNotFoundException", IOExceptionType, "Unable to find the specified file.")
	DirectoryNotFoundType        = exception("System.IO.DirectoryNotFoundException", IOExceptionType, "Attempted to access a path that is not on the disk.")
	InvalidDataType              = exception("System.IO.InvalidDataException", SystemExceptionType, "Found invalid data while decoding.")
	OperationCanceledType        = exception("System.OperationCanceledException", SystemExceptionType, "The operation was canceled.")
	TaskCanceledType             = exception("System.Threading.Tasks.TaskCanceledException", OperationCanceledType, "A task was canceled.")
	StackOverflowType            = exception("System.StackOverflowException", SystemExceptionType, "Operation caused a stack overflow.")
	AccessViolationType          = exception("System.AccessViolationException", SystemExceptionType, "Attempted to read or write protected memory. This is often an indication that other memory is corrupt.")
	MemberAccessType             = exception("System.MemberAccessException", SystemExceptionType, "Cannot access member.")
	MissingMemberType            = exception("System.MissingMemberException", MemberAccessType, "Attempted to access a missing member.")
	MissingMethodType            = exception("System.MissingMethodException", MissingMemberType, "Attempted to access a missing method.")
	MissingFieldType             = exception("System.MissingFieldException", MissingMemberType, "Attempted to access a non-existing field.")
	TypeLoadType                 = exception("System.TypeLoadException", SystemExceptionType, "Failure has occurred while loading a type.")
	InvalidTimeZoneType          = exception("System.InvalidTimeZoneException", ExceptionType, "Exception of type 'System.InvalidTimeZoneException' was thrown.")
	SecurityExceptionType        = exception("System.Security.SecurityException", SystemExceptionType, "Security error.")
)

// ownConstructors lists the types whose constructor of one string is not that
// of a message.
var ownConstructors = []*Type{ArgumentNullExceptionType, ArgumentOutOfRangeType, ObjectDisposedExceptionType}

// The keys of Exception.Data of the exceptions here.
const (
	keyObjectName  = "ObjectName"  // string
	keyActualValue = "ActualValue" // any value but null
)

// FullMessage is Exception.Message, to which .NET appends what it knows besides.
func (e *Exception) FullMessage() string {
	s := e.Message
	if e.Param != "" {
		s += NewLine + "Parameter name: " + e.Param
	}
	if v, ok := e.Data[keyActualValue]; ok {
		s += NewLine + "Actual value was " + Text(v) + "."
	}
	if name, ok := e.Data[keyObjectName].(string); ok && name != "" {
		s += NewLine + "Object name: '" + name + "'."
	}
	return s
}

func setParam(e *Exception, args []any) { e.Param = Text(args[0]) }

func setParamAndMessage(e *Exception, args []any) {
	e.Param = Text(args[0])
	setMessage(e, args[1:])
}

func init() {
	defaultMessages[ExceptionType] = "Exception of type 'System.Exception' was thrown."
	get := func(field func(*Exception) *any) Impl { return F1(func(e *Exception) any { return *field(e) }) }
	set := func(field func(*Exception) *any) Impl {
		return F2(func(e *Exception, v any) Void { *field(e) = v; return Void{} })
	}
	source, help := func(e *Exception) *any { return &e.source }, func(e *Exception) *any { return &e.helpLink }
	ExceptionType.Define(
		exceptionRow(ExceptionType, "new()", func(*Exception, []any) {}),
		exceptionRow(ExceptionType, "new(string message)", setMessage),
		exceptionRow(ExceptionType, "new(string message, Exception innerException)", setInner),
		Row("string Message { get; }", "What went wrong.", F1((*Exception).FullMessage), `new Exception("no").Message // "no"`, `new Exception(null).Message // "Exception of type 'System.Exception' was thrown."`),
		Row("Exception InnerException { get; }", "The exception behind this one, or null.", F1(func(e *Exception) *Exception { return e.Inner })),
		Row("string StackTrace { get; }", "Null: Sallyport keeps no C# stack.", F1(func(e *Exception) any { return nil })),
		Row("string Source { get; set; }", "What set it says; null otherwise, for there is no assembly.", get(source), `new Exception { Source = "a" }.Source // "a"`).Set(set(source)),
		Row("string HelpLink { get; set; }", "A place to read more, or null.", get(help), `new Exception { HelpLink = "a" }.HelpLink // "a"`).Set(set(help)),
		Row("Exception GetBaseException()", "The innermost exception.", F1((*Exception).base), `new Exception("a", new Exception("b")).GetBaseException().Message // "b"`),
	)
	ArgumentExceptionType.Define(
		exceptionRow(ArgumentExceptionType, "new(string message, string paramName)", func(e *Exception, args []any) { setMessage(e, args); e.Param = Text(args[1]) }),
		Row("string ParamName { get; }", "The parameter's name, or null.", F1(func(e *Exception) any {
			if e.Param == "" {
				return nil
			}
			return e.Param
		}), `new ArgumentException("no", "p").ParamName // "p"`),
	)
	for _, t := range []*Type{ArgumentNullExceptionType, ArgumentOutOfRangeType} {
		t.Define(exceptionRow(t, "new(string paramName)", setParam), exceptionRow(t, "new(string paramName, string message)", setParamAndMessage))
	}
	ArgumentOutOfRangeType.Define(
		exceptionRow(ArgumentOutOfRangeType, "new(string paramName, object actualValue, string message)", func(e *Exception, args []any) {
			setParamAndMessage(e, []any{args[0], args[2]})
			if args[1] != nil {
				e.Data = map[string]any{keyActualValue: args[1]}
			}
		}),
		Row("object ActualValue { get; }", "The value that was out of range, or null.", F1(func(e *Exception) any { return e.Data[keyActualValue] }), `new ArgumentOutOfRangeException("p", 5, "no").ActualValue // 5`),
	)
	ObjectDisposedExceptionType.Define(
		exceptionRow(ObjectDisposedExceptionType, "new(string objectName)", func(e *Exception, args []any) { e.Data = map[string]any{keyObjectName: Text(args[0])} }),
		exceptionRow(ObjectDisposedExceptionType, "new(string objectName, string message)", func(e *Exception, args []any) {
			e.Data = map[string]any{keyObjectName: Text(args[0])}
			setMessage(e, args[1:])
		}),
		Row("string ObjectName { get; }", "What was disposed of, or nothing.", F1(func(e *Exception) string { name, _ := e.Data[keyObjectName].(string); return name }), `new ObjectDisposedException("o").ObjectName // "o"`),
	)
}
