package eval

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/compiler"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"

	"sallyport/eval/bind"
	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// A function is a compiled body, lambda or local function.
type function struct {
	slots    int
	params   []*bind.Variable
	captures []*bind.Capture
	frames   sync.Pool // of *frame
	*code
}

// A code is what a function runs. Where a local function is called from
// elsewhere than the function around it, the binder copies it, with captures
// for that place; the copies share their code.
type code struct {
	program *vm.Program // of an expression
	body    stmt        // of statements
}

// A frame is one call of a function: its slots, and the machine that runs its
// programs one after another.
type frame struct {
	clr.Frame
	env      any // &Frame, boxed once
	vm       vm.VM
	handling []error // the exceptions that the catch blocks around are handling
}

func (f *function) frame(env *clr.Env) *frame {
	fr, _ := f.frames.Get().(*frame)
	if fr == nil {
		fr = &frame{}
		fr.Slots = make([]any, f.slots)
		fr.env = &fr.Frame
	}
	fr.Env = env
	return fr
}

// release gives a frame back. A function made in it holds the cells of what it
// captured, never the frame.
func (f *function) release(fr *frame) {
	clear(fr.Slots)
	fr.Env = nil
	f.frames.Put(fr)
}

// call runs the function in a new frame. captured holds the *clr.Ref of each
// capture.
func (f *function) call(env *clr.Env, captured, args []any) (any, error) {
	fr := f.frame(env)
	for i, p := range f.params {
		if p.Captured && p.Mode == clr.ByValue {
			fr.Slots[p.Slot] = &clr.Ref{V: args[i]}
		} else {
			fr.Slots[p.Slot] = args[i]
		}
	}
	for i, c := range f.captures {
		fr.Slots[c.To] = captured[i]
	}
	var v any
	var err error
	if f.program != nil {
		v, err = fr.run(f.program)
	} else {
		var r result
		r, err = f.body(fr)
		v = r.value
	}
	f.release(fr)
	return v, err
}

// captured collects the cells that a function made in this frame needs.
func captured(fr *clr.Frame, captures []*bind.Capture) []any {
	if len(captures) == 0 {
		return nil
	}
	cells := make([]any, len(captures))
	for i, c := range captures {
		cells[i] = fr.Slots[c.From]
	}
	return cells
}

// invoke is call for Go code that knows nothing of errors: it panics instead,
// and counts depth and steps.
func (f *function) invoke(env *clr.Env, captured, args []any) any {
	env.Enter()
	env.Step(1)
	v, err := f.call(env, captured, args)
	env.Leave()
	if err != nil {
		panic(err)
	}
	return v
}

// run runs one program in the frame.
func (fr *frame) run(p *vm.Program) (any, error) {
	v, err := fr.vm.Run(p, fr.env)
	if err != nil {
		return nil, unwrap(err)
	}
	return v, nil
}

// unwrap makes a *thrown of what expr-lang reports: the place comes from the
// node that panicked, unless a function inside has reported one already.
func unwrap(err error) error {
	var t *thrown
	if errors.As(err, &t) {
		return t
	}
	t = &thrown{cause: err}
	var fe *file.Error
	if errors.As(err, &fe) {
		t.span = source.Span{Start: fe.From, End: fe.To}
		if fe.Prev != nil {
			t.cause = fe.Prev
		} else {
			t.cause = errors.New(fe.Message)
		}
	}
	var exception *clr.Exception
	var limit *clr.LimitError
	switch {
	case errors.As(t.cause, &exception):
		t.cause = exception
	case errors.As(t.cause, &limit):
		t.cause = limit
	default:
		t.cause = fmt.Errorf("internal: %w", t.cause)
	}
	return t
}

// function lowers a bound function.
func (l *lowerer) function(fn *bind.Function) *function {
	if f := l.functions[fn]; f != nil {
		return f
	}
	f := &function{slots: fn.Slots, params: fn.Params, captures: fn.Captures}
	if l.functions == nil {
		l.functions = map[*bind.Function]*function{}
	}
	l.functions[fn] = f
	f.code = l.code(fn)
	return f
}

// code lowers the body of a function, once.
func (l *lowerer) code(fn *bind.Function) *code {
	var body any = fn.Block
	if fn.Expr != nil {
		body = fn.Expr
	}
	if c := l.codes[body]; c != nil {
		return c
	}
	if l.codes == nil {
		l.codes = map[any]*code{}
	}
	c := &code{}
	l.codes[body] = c // before it is lowered: a local function may call itself
	if fn.Expr != nil {
		c.program = l.result(fn.Expr)
	} else if fn.Block != nil {
		c.body = located(l.block(fn.Block), fn.Syntax)
	} else {
		l.fail(errorf("a function without a body"))
	}
	return c
}

// program compiles one bound expression.
func (l *lowerer) program(e bind.Expr) *vm.Program { return l.compile(l.expr(e)) }

// result compiles what a function gives.
func (l *lowerer) result(e bind.Expr) *vm.Program { return l.compile(l.test(e)) }

func (l *lowerer) compile(node ast.Node) *vm.Program {
	config := conf.CreateNew()
	config.ShortCircuit = true
	p, err := compiler.Compile(&parser.Tree{Node: node, Source: file.NewSource("")}, config)
	if err != nil {
		l.fail(err)
	}
	l.programs = append(l.programs, p)
	return p
}

// delegate is the Go function of a C# function made in a frame.
func (f *function) delegate(fr *clr.Frame, t *clr.Type) *clr.Delegate {
	env, cells := fr.Env, captured(fr, f.captures)
	return &clr.Delegate{T: t, Fn: func(args []any) any { return f.invoke(env, cells, slices.Clip(args)) }}
}
