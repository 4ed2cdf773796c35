package clr

// AggregateExceptionType is System.AggregateException.
var AggregateExceptionType = exception("System.AggregateException", ExceptionType, "One or more errors occurred.")

// keyInner is the key of Exception.Data for a []any of the exceptions that an
// AggregateException gathers.
const keyInner = "InnerExceptions"

// inner is what an AggregateException gathers.
func (e *Exception) inner() []any {
	if list, ok := e.Data[keyInner].([]any); ok || e.Inner == nil {
		return list
	}
	return []any{e.Inner}
}

// gather puts exceptions into an AggregateException; the first is its Inner.
func (e *Exception) gather(env *Env, list any, param string) {
	if list == nil {
		Throw(ArgumentNull(param))
	}
	var all []any
	for x := range Iterate(env, list) {
		if x == nil {
			Throw(Argument("An element of innerExceptions was null.", ""))
		}
		all = append(all, x)
	}
	e.Data = map[string]any{keyInner: all}
	if len(all) > 0 {
		e.Inner = all[0].(*Exception)
	}
}

// base is the innermost exception; of an AggregateException of several, itself.
func (e *Exception) base() *Exception {
	for e.Inner != nil && (!e.T.DerivesFrom(AggregateExceptionType) || len(e.inner()) == 1) {
		e = e.Inner
	}
	return e
}

// flatten gathers the exceptions of an AggregateException and of those in it.
func (e *Exception) flatten() *Exception {
	var leaves []any
	queue := []*Exception{e}
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		for _, x := range next.inner() {
			if x := x.(*Exception); x.T.DerivesFrom(AggregateExceptionType) {
				queue = append(queue, x)
			} else {
				leaves = append(leaves, x)
			}
		}
	}
	flat := NewException(AggregateExceptionType, e.Message)
	flat.gather(nil, NewArray(ExceptionType, leaves), "")
	return flat
}

func init() {
	make := func(env *Env, message, list any, param string) *Exception {
		e := NewException(AggregateExceptionType, defaultMessages[AggregateExceptionType])
		if message != nil {
			e.Message = ToString(message)
		}
		e.gather(env, list, param)
		return e
	}
	plain := F2(func(env *Env, list any) *Exception { return make(env, nil, list, "innerExceptions") })
	texted := F3(func(env *Env, message, list any) *Exception { return make(env, message, list, "innerExceptions") })
	const two = `new AggregateException(new Exception("a"), new FormatException("b"))`
	AggregateExceptionType.Define(
		Row("new(IEnumerable<Exception> innerExceptions)", "Gathers exceptions.", plain, two+`.InnerExceptions.Count // 2`),
		Row("new(params Exception[] innerExceptions)", "Gathers exceptions.", plain, `new AggregateException(new List<Exception> {new Exception("a")}).InnerException.Message // "a"`),
		Row("new(string message, IEnumerable<Exception> innerExceptions)", "Gathers exceptions.", texted),
		Row("new(string message, params Exception[] innerExceptions)", "Gathers exceptions.", texted, `new AggregateException("m", new Exception("a"), new Exception("b")).Message // "m"`),
		Row("ReadOnlyCollection<Exception> InnerExceptions { get; }", "What was gathered.", F1(func(e *Exception) *ReadOnlyCollection {
			return readOnlyOf(ExceptionType, NewArray(ExceptionType, e.inner()))
		}), two+`.InnerExceptions[1].Message // "b"`, `new AggregateException("m", new Exception("a")).InnerExceptions[0].Message // "a"`),
		Row("AggregateException Flatten()", "The same exceptions without an AggregateException among them.", F1((*Exception).flatten), `new AggregateException(`+two+`, new Exception("c")).Flatten().InnerExceptions.Count // 3`),
		Row("void Handle(Func<Exception, bool> predicate)", "Throws an AggregateException of what predicate does not handle, unless it handles all.", F2(func(e *Exception, handled func(any) bool) Void {
			var rest []any
			for _, x := range e.inner() {
				if !handled(x) {
					rest = append(rest, x)
				}
			}
			if len(rest) > 0 {
				Throw(make(nil, e.Message, NewArray(ExceptionType, rest), ""))
			}
			return Void{}
		}), two+`.Handle(x => true); return 1; // 1`, two+`.Handle(x => x is FormatException); return 1; // throws AggregateException`),
	)
}
