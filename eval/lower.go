package eval

import (
	"reflect"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"

	"sallyport/eval/bind"
	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// A lowerer turns the bound tree of one policy expression into programs.
type lowerer struct {
	text      *source.Text
	functions map[*bind.Function]*function
	codes     map[any]*code        // by the *bind.Block or bind.Expr
	programs  []*vm.Program        // in the order they were compiled
	points    *points              // nil unless the expression is to be observed
	seen      map[syntax.Node]bool // what has a point that reports its value
	err       error
}

func (l *lowerer) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

// The Go types that nodes carry. The compiler dereferences what might be a
// pointer; values of C# never need it, so all but bool are a struct to it.
var (
	boolType  = reflect.TypeFor[bool]()
	valueType = reflect.TypeFor[struct{}]()
)

// at gives a node its type and place.
func at[N ast.Node](node N, t reflect.Type, n syntax.Node) N {
	node.SetType(t)
	if n != nil {
		s := n.Span()
		node.SetLocation(file.Location{From: s.Start, To: s.End})
	}
	return node
}

func constant(v any) ast.Node {
	switch v := v.(type) {
	case nil:
		return at(&ast.NilNode{}, valueType, nil)
	case bool:
		return at(&ast.BoolNode{Value: v}, boolType, nil)
	case float64, float32:
		// The compiler shares equal constants, and 0.0 == -0.0.
		return call(func() any { return v }, nil)
	}
	return at(&ast.ConstantNode{Value: v}, valueType, nil)
}

// call makes a call of a Go function; its shape must be one that expr-lang
// calls directly.
func call(f any, n syntax.Node, args ...ast.Node) ast.Node {
	t := reflect.TypeOf(f)
	out := valueType
	if t.Out(0) == boolType {
		out = boolType
	}
	callee := at(&ast.ConstantNode{Value: f}, t, n)
	return at(&ast.CallNode{Callee: callee, Arguments: args}, out, n)
}

func env() ast.Node { return at(&ast.IdentifierNode{Value: "$env"}, valueType, nil) }

// isBool tells expr-lang that a value is a bool, for its && || and ?:.
func isBool(node ast.Node, e bind.Expr) ast.Node {
	if e.Type() == clr.Boolean {
		node.SetType(boolType)
	}
	return node
}

func frameOf(v any) *clr.Frame { return v.(*clr.Frame) }

func (l *lowerer) exprs(list []bind.Expr) []ast.Node {
	nodes := make([]ast.Node, len(list))
	for i, e := range list {
		nodes[i] = l.expr(e)
	}
	return nodes
}

func (l *lowerer) lower(e bind.Expr) ast.Node {
	n := e.Syntax()
	switch e := e.(type) {
	case *bind.Const:
		return constant(e.Value)
	case *bind.Local:
		return load(e.Var.Captured, e.Slot)
	case *bind.Context:
		return call(func(f any) any { return frameOf(f).Env.Context }, n, env())
	case *bind.Receiver:
		return load(false, e.Of.Slot)
	case *bind.Object:
		return load(false, e.Slot)
	case *bind.Old:
		return load(false, e.Slot)
	case *bind.Call:
		return l.call(e)
	case *bind.Invoke:
		return call(func(args ...any) any {
			if args[0] == nil {
				clr.Throw(clr.NullReference())
			}
			return args[0].(*clr.Delegate).Fn(append([]any(nil), args[1:]...))
		}, n, append([]ast.Node{l.expr(e.Fun)}, l.exprs(e.Args)...)...)
	case *bind.CallFunc:
		return l.callFunc(e)
	case *bind.Lambda:
		f, t := l.function(e.Fun), e.T.Plain()
		return call(func(fr any) any { return f.delegate(frameOf(fr), t) }, n, env())
	case *bind.MethodGroup:
		return l.methodGroup(e)
	case *bind.Unary:
		return l.unary(e)
	case *bind.Binary:
		return l.binary(e)
	case *bind.Logical:
		op := "||"
		if e.And {
			op = "&&"
		}
		return at(&ast.BinaryNode{Operator: op, Left: l.test(e.X), Right: l.test(e.Y)}, boolType, n)
	case *bind.Concat:
		return call(func(args ...any) any {
			env := clr.EnvOf(args[0])
			v := clr.ConcatStrings(env, args[1], args[2])
			for _, part := range args[3:] {
				v = clr.ConcatStrings(env, v, part)
			}
			return v
		}, n, append([]ast.Node{env()}, l.concatenated(e.Parts)...)...)
	case *bind.Interpolation:
		return l.interpolation(e)
	case *bind.Coalesce:
		return at(&ast.BinaryNode{Operator: "??", Left: l.coalesced(l.expr(e.X), e), Right: l.expr(e.Y)}, valueType, n)
	case *bind.Conditional:
		return at(&ast.ConditionalNode{Ternary: true, Cond: l.test(e.Cond), Exp1: l.expr(e.Then), Exp2: l.expr(e.Else)}, valueType, n)
	case *bind.ConditionalAccess:
		return l.conditionalAccess(e)
	case *bind.Is:
		of := e.Of.Plain()
		return call(func(v any) bool { return clr.IsInstance(v, of) }, n, l.expr(e.X))
	case *bind.As:
		t := e.T.Plain()
		return call(func(v any) any {
			if clr.IsInstance(v, t) {
				return v
			}
			return nil
		}, n, l.expr(e.X))
	case *bind.IsPattern:
		match := l.pattern(e.Pattern)
		return call(func(f, v any) bool { return match(frameOf(f), v) }, n, env(), l.expr(e.X))
	case *bind.Convert:
		return l.convert(e)
	case *bind.Element:
		return l.element(e)
	case *bind.NewArray:
		return l.newArray(e)
	case *bind.NewAnonymous:
		t := e.T.Plain()
		return call(func(args ...any) any { return clr.MakeAnonymous(t, append([]any(nil), args...)) }, n, l.exprs(e.Values)...)
	case *bind.NewTuple:
		types := clr.TupleElements(e.T.Plain())
		return call(func(args ...any) any { return clr.NewValueTuple(types, append([]any(nil), args...)) }, n, l.exprs(e.Values)...)
	case *bind.Init:
		slot := e.Slot
		nodes := []ast.Node{env(), call(func(f, v any) any { frameOf(f).Slots[slot] = v; return nil }, n, env(), l.expr(e.New))}
		nodes = append(nodes, l.exprs(e.Steps)...)
		return call(func(args ...any) any { return frameOf(args[0]).Slots[slot] }, n, nodes...)
	case *bind.Assign:
		return l.assign(e)
	case *bind.Compound:
		return l.compound(e)
	case *bind.Deconstruct:
		return l.deconstruct(e)
	case *bind.ThrowExpr:
		return call(func(v any) any { return throw(v) }, n, l.expr(e.X))
	}
	l.fail(errorf("cannot lower %T", e))
	return constant(nil)
}

// throw raises a C# exception value; throwing null is a NullReferenceException.
func throw(v any) any {
	if v == nil {
		clr.Throw(clr.NullReference())
	}
	clr.Throw(v.(*clr.Exception))
	return nil
}

// load reads a slot of the frame; a captured variable's through its cell.
func load(captured bool, slot int) ast.Node {
	if captured {
		return call(func(f any) any { return frameOf(f).Slots[slot].(*clr.Ref).V }, nil, env())
	}
	return call(func(f any) any { return frameOf(f).Slots[slot] }, nil, env())
}

// concatenated makes sure that there are two parts at least.
func (l *lowerer) concatenated(parts []bind.Expr) []ast.Node {
	nodes := l.exprs(parts)
	for len(nodes) < 2 {
		nodes = append(nodes, constant(nil))
	}
	return nodes
}

// call lowers a member of the library.
func (l *lowerer) call(e *bind.Call) ast.Node {
	if same, ok := equality(e); ok {
		return l.comparison(same)
	}
	if l.points == nil { // or the parts would not be seen
		if getters, spans, ok := path(e); ok {
			return l.path(getters, spans, e)
		}
		if node, ok := l.lookup(e); ok {
			return node
		}
		if node, ok := l.clock(e); ok {
			return node
		}
	}
	f := e.Method.Row.Fn
	var args []ast.Node
	if f.NeedsEnv() {
		args = append(args, env())
	}
	if f.NeedsTypes() {
		args = append(args, constant(e.Types))
	}
	if e.Recv != nil {
		args = append(args, l.expr(e.Recv))
	}
	fixed := len(args)
	for i, a := range e.Args {
		if address, ok := a.(*bind.Address); ok {
			return l.callByReference(e, args, i, address)
		}
		args = append(args, l.expr(a))
	}
	n := e.Syntax()
	if e.Order != nil {
		return call(reorder(f.FuncN(), fixed, e.Order), n, permute(args, fixed, e.Order)...)
	}
	switch {
	case len(args) == 0:
		fn := f.FuncN()
		return call(func() any { return fn(nil) }, n)
	case len(args) == 1 && f.Func1() != nil:
		return call(f.Func1(), n, args...)
	case len(args) == 2 && f.Func2() != nil:
		return call(f.Func2(), n, args...)
	case len(args) == 3 && f.Func3() != nil:
		if node, ok := withConstants(f.Func3(), n, args); ok {
			return node
		}
	}
	fn := f.FuncN()
	return call(func(args ...any) any { return fn(args) }, n, args...)
}

// withConstants calls a function of three arguments of which some are constant:
// the others are few enough for a call that allocates nothing.
func withConstants(f func(a, b, c any) any, n syntax.Node, args []ast.Node) (ast.Node, bool) {
	var all [3]any
	var open []int
	for i, a := range args {
		switch a := a.(type) {
		case *ast.ConstantNode:
			all[i] = a.Value
		case *ast.BoolNode:
			all[i] = a.Value
		case *ast.NilNode:
		default:
			open = append(open, i)
		}
	}
	switch len(open) {
	case 1:
		i := open[0]
		return call(func(x any) any {
			v := all
			v[i] = x
			return f(v[0], v[1], v[2])
		}, n, args[i]), true
	case 2:
		i, j := open[0], open[1]
		return call(func(x, y any) any {
			v := all
			v[i], v[j] = x, y
			return f(v[0], v[1], v[2])
		}, n, args[i], args[j]), true
	}
	return nil, false
}

// permute puts argument nodes into the order of evaluation: order[i] is the
// parameter that is evaluated as the ith.
func permute(args []ast.Node, fixed int, order []int) []ast.Node {
	out := append([]ast.Node(nil), args[:fixed]...)
	for _, p := range order {
		out = append(out, args[fixed+p])
	}
	return out
}

// reorder puts evaluated arguments back into the order of parameters.
func reorder(fn func([]any) any, fixed int, order []int) func(...any) any {
	return func(args ...any) any {
		in := make([]any, len(args))
		copy(in, args[:fixed])
		for i, p := range order {
			in[fixed+p] = args[fixed+i]
		}
		return fn(in)
	}
}

// callByReference lowers a call with ref or out arguments: each gets a cell,
// and what the member leaves in it goes to the target.
func (l *lowerer) callByReference(e *bind.Call, args []ast.Node, from int, _ *bind.Address) ast.Node {
	type back struct {
		arg   int
		store func(*clr.Frame, any)
		place *place // of an array's element: its parts are the last arguments
		parts int    // where they begin
	}
	var backs []back
	var parts []ast.Node
	for i := from; i < len(e.Args); i++ {
		a, ok := e.Args[i].(*bind.Address)
		if !ok {
			args = append(args, l.expr(e.Args[i]))
			continue
		}
		b := back{arg: len(args)}
		switch t := a.Target.(type) {
		case nil:
			args = append(args, constant(nil))
		case *bind.LocalTarget:
			if a.New || t.Declare {
				args = append(args, constant(nil))
			} else {
				args = append(args, load(t.Var.Captured, t.Slot))
			}
			b.store = storeLocal(t, a.New)
		default:
			p := l.target(t)
			b.place, b.parts = &p, len(parts)
			args = append(args, constant(nil))
			parts = append(parts, p.nodes...)
		}
		backs = append(backs, b)
	}
	fn, n := e.Method.Row.Fn.FuncN(), len(args)
	return call(func(args ...any) any {
		f, in, parts := frameOf(args[0]), append([]any(nil), args[1:n+1]...), args[n+1:]
		for _, b := range backs {
			if b.place != nil {
				in[b.arg] = b.place.get(f, parts[b.parts:b.parts+len(b.place.nodes)])
			}
			in[b.arg] = &clr.Ref{V: in[b.arg]}
		}
		cells := append([]any(nil), in...)
		v := fn(in)
		for _, b := range backs {
			switch {
			case b.place != nil:
				b.place.set(f, parts[b.parts:b.parts+len(b.place.nodes)], cells[b.arg].(*clr.Ref).V)
			case b.store != nil:
				b.store(f, cells[b.arg].(*clr.Ref).V)
			}
		}
		return v
	}, e.Syntax(), append(append([]ast.Node{env()}, args...), parts...)...)
}

// callFunc calls a local function: a closure made on the spot.
func (l *lowerer) callFunc(e *bind.CallFunc) ast.Node {
	f := l.function(e.Fun)
	nodes := []ast.Node{env()}
	shared := false
	for _, a := range e.Args {
		if address, ok := a.(*bind.Address); ok {
			nodes = append(nodes, l.shared(address))
			shared = true
		} else {
			nodes = append(nodes, l.expr(a))
		}
	}
	if !shared {
		return call(func(args ...any) any {
			fr := frameOf(args[0])
			return f.invoke(fr.Env, captured(fr, f.captures), append([]any(nil), args[1:]...))
		}, e.Syntax(), nodes...)
	}
	return call(func(args ...any) any {
		fr, in := frameOf(args[0]), append([]any(nil), args[1:]...)
		for i, a := range in {
			if c, ok := a.(*copied); ok {
				in[i] = c.ref
			}
		}
		v := f.invoke(fr.Env, captured(fr, f.captures), in)
		for _, a := range args[1:] {
			if c, ok := a.(*copied); ok {
				c.back(c.ref.V)
			}
		}
		return v
	}, e.Syntax(), nodes...)
}

// A copied is an array's element passed by reference: a cell that is copied
// back after the call.
type copied struct {
	ref  *clr.Ref
	back func(any)
}

// shared is the cell of a variable passed by reference, or a copied element.
func (l *lowerer) shared(a *bind.Address) ast.Node {
	switch t := a.Target.(type) {
	case nil:
		return call(func() any { return &clr.Ref{} }, a.Syntax())
	case *bind.LocalTarget:
		slot, fresh := t.Slot, a.New || t.Declare
		return call(func(f any) any {
			if fresh {
				frameOf(f).Slots[slot] = &clr.Ref{}
			}
			return frameOf(f).Slots[slot]
		}, a.Syntax(), env())
	}
	p := l.target(a.Target)
	return call(func(args ...any) any {
		f, parts := frameOf(args[0]), append([]any(nil), args[1:]...)
		return &copied{&clr.Ref{V: p.get(f, parts)}, func(v any) { p.set(f, parts, v) }}
	}, a.Syntax(), append([]ast.Node{env()}, p.nodes...)...)
}

func (l *lowerer) methodGroup(e *bind.MethodGroup) ast.Node {
	f, t := l.function(e.Wrap), e.T.Plain()
	if e.Recv == nil {
		return call(func(fr any) any { return f.delegate(frameOf(fr), t) }, e.Syntax(), env())
	}
	return call(func(fr, this any) any {
		d := f.delegate(frameOf(fr), t)
		inner := d.Fn
		d.Fn = func(args []any) any { return inner(append([]any{this}, args...)) }
		return d
	}, e.Syntax(), env(), l.expr(e.Recv))
}

func (l *lowerer) conditionalAccess(e *bind.ConditionalAccess) ast.Node {
	slot := e.Slot
	if l.points != nil {
		l.seen[e.Then.Syntax()] = true // its value is the whole's
	}
	test := call(func(f, v any) bool {
		frameOf(f).Slots[slot] = v
		return v == nil
	}, e.Syntax(), env(), l.expr(e.X))
	return at(&ast.ConditionalNode{Ternary: true, Cond: test, Exp1: constant(nil), Exp2: l.expr(e.Then)}, valueType, e.Syntax())
}

func (l *lowerer) interpolation(e *bind.Interpolation) ast.Node {
	parts := e.Parts
	nodes := []ast.Node{env()}
	for _, p := range parts {
		if p.X != nil {
			nodes = append(nodes, l.expr(unboxed(p.X)))
		}
	}
	return call(func(args ...any) any {
		env := clr.EnvOf(args[0])
		var out any = ""
		next := 1
		for _, p := range parts {
			if p.X == nil {
				out = clr.ConcatStrings(env, out, p.Text)
				continue
			}
			out = clr.ConcatStrings(env, out, clr.AlignText(env, clr.FormatValue(args[next], p.Format, nil), p.Align))
			next++
		}
		return out
	}, e.Syntax(), nodes...)
}

// unboxed is the value in a box, for where nothing can tell the box.
func unboxed(e bind.Expr) bind.Expr {
	if c, ok := e.(*bind.Convert); ok && c.Kind == bind.NoOp && c.X.Type().IsValue() && clr.Face(c.X.Type().Plain(), c.T.Plain()) == nil {
		return c.X
	}
	return e
}

func (l *lowerer) convert(e *bind.Convert) ast.Node {
	x, n := l.expr(e.X), e.Syntax()
	from, to := e.X.Type().Plain(), e.T.Plain()
	if face := clr.Face(from, to); face != nil && (e.Kind == bind.NoOp || e.Kind == bind.Downcast) {
		x = call(face, n, x)
	}
	switch e.Kind {
	case bind.NoOp:
		if from.IsValue() && to.IsReference() {
			return call(clr.Box, n, x)
		}
		return x
	case bind.Downcast:
		return call(func(v any) any { return clr.Cast(v, to) }, n, x)
	case bind.Unwrap:
		return call(unwrapNullable, n, x)
	case bind.NameOfSubject:
		return call(nameOfSubject(from), n, x)
	case bind.Numeric:
		f := clr.NumericConversion(from.NonNull(), to.NonNull(), e.Checked)
		if !from.IsNullable() {
			return call(f, n, x)
		}
		if to.IsNullable() {
			return call(func(v any) any {
				if v == nil {
					return nil
				}
				return f(v)
			}, n, x)
		}
		return call(func(v any) any { return f(unwrapNullable(v)) }, n, x)
	}
	l.fail(errorf("conversion %d", e.Kind))
	return x
}

// nameOfSubject reads the Name of an X500DistinguishedName; null stays null.
func nameOfSubject(t *clr.Type) func(any) any {
	name := t.Members("Name")[0].Row.Fn.Func1()
	return func(v any) any {
		if v == nil {
			return nil
		}
		return name(v)
	}
}

func unwrapNullable(v any) any {
	if v == nil {
		clr.Throw(clr.InvalidOperation("Nullable object must have a value."))
	}
	return v
}
