// Package eval turns policy expressions into programs of expr-lang and runs
// them: C# text goes in, values of package clr come out.
//
//	syntax.Parse -> bind.Bind -> lower -> compiler.Compile -> vm.Run
//
// An expression becomes a tree of expr-lang, never its text. Each C# operation
// is a call whose callee is a constant Go function, of one of the shapes that
// expr-lang calls without reflection or allocation; && || ?: and ?? are its own
// operators, because those alone mean in it what they mean in C#. A statement
// body is control flow of ours around such programs, and each call of a
// function or lambda has a frame of its own.
//
// The package does not know of policies, and reads no clock: what an
// expression may see of the world is in its clr.Env.
//
// # Rationale
//
// Functions as constants were chosen over an environment of maps or structs
// because they cost least: 33 ns for a condition on a client certificate
// against 61 to 485 ns for the others, without allocation. They also put
// .NET's semantics into Go functions that can be tested alone. expr-lang's own
// arithmetic, comparison and member access are not used, since they are not
// C#'s. Leaving expr-lang would mean writing an evaluator for the tree that
// lower.go makes, about three hundred lines.
package eval

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"sallyport/eval/bind"
	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// Options say what an expression may see and what it must give.
type Options struct {
	Context *clr.Type // the type of `context`; nil when there is none
	Want    *clr.Type // what the slot takes; nil takes anything
	Strict  bool      // refuse what APIM's allow-list lacks
}

// An Expression is a compiled policy expression. It may be evaluated by many
// goroutines at once.
type Expression struct {
	text *source.Text
	typ  *clr.Type
	body *function
	tree *bind.Program

	points   *points // of an observed one; see Observed
	once     sync.Once
	observed *Expression
	alert    atomic.Int32 // evaluations to observe, after a fault
}

// Compile reads, binds and lowers a policy expression, @(...) or @{...}. The
// expression is nil exactly when the diagnostics have errors.
func Compile(text *source.Text, o Options) (*Expression, source.Diagnostics) {
	body, ds := syntax.Parse(text)
	if ds.HasErrors() {
		return nil, ds
	}
	program, more := bind.Bind(body, text, bind.Options{Context: o.Context, Want: o.Want, Strict: o.Strict})
	ds = append(ds, more...)
	if ds.HasErrors() {
		return nil, ds
	}
	l := &lowerer{text: text}
	f := l.function(program.Body)
	if l.err != nil {
		return nil, append(ds, source.Diagnostic{Code: CodeInternal, File: text.File, Span: text.Origin(source.Span{End: len(text.Content)}), Message: l.err.Error()})
	}
	return &Expression{text: text, typ: program.Body.Result, body: f, tree: program}, ds
}

// Type is the expression's static type.
func (e *Expression) Type() *clr.Type { return e.typ }

// Text is the expression as its author wrote it.
func (e *Expression) Text() *source.Text { return e.text }

// Eval runs the expression. The error is an *Error. For some time after one,
// it runs as Observed does, so that the next is explained by values.
func (e *Expression) Eval(env *clr.Env) (any, error) {
	if e.alert.Load() > 0 {
		e.alert.Add(-1)
		return e.EvalExplained(env)
	}
	v, err := e.eval(env)
	if err != nil {
		return nil, e.fault(err, env, nil)
	}
	return v, nil
}

func (e *Expression) eval(env *clr.Env) (any, error) {
	env.Start()
	v, err := e.body.call(env, nil, nil)
	if err == nil {
		err = env.CheckResult(v)
	}
	return v, err
}

// thrown is an exception, or any other end of a program, with the C# it came
// from. It crosses the calls between C# and Go unchanged.
type thrown struct {
	cause error
	span  source.Span
}

func (t *thrown) Error() string { return t.cause.Error() }
func (t *thrown) Unwrap() error { return t.cause }

// caught is the C# exception in an error, or nil when C# cannot catch it.
func caught(err error) *clr.Exception {
	var t *thrown
	if errors.As(err, &t) {
		e, _ := t.cause.(*clr.Exception)
		return e
	}
	return nil
}

// errorf is a fault of ours found while lowering.
func errorf(format string, args ...any) error { return fmt.Errorf("internal: "+format, args...) }
