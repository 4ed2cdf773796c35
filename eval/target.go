package eval

import (
	"github.com/expr-lang/expr/ast"

	"sallyport/eval/bind"
	"sallyport/eval/clr"
)

// storeLocal stores into a variable; declare gives a captured one a new cell.
func storeLocal(t *bind.LocalTarget, declare bool) func(*clr.Frame, any) {
	slot := t.Slot
	switch {
	case !t.Var.Captured && t.Var.Type != nil && t.Var.Type.IsValue():
		return func(f *clr.Frame, v any) { f.Slots[slot] = clr.CopyStruct(v) }
	case !t.Var.Captured:
		return func(f *clr.Frame, v any) { f.Slots[slot] = v }
	case declare || t.Declare:
		return func(f *clr.Frame, v any) { f.Slots[slot] = &clr.Ref{V: clr.CopyStruct(v)} }
	}
	return func(f *clr.Frame, v any) { f.Slots[slot].(*clr.Ref).V = clr.CopyStruct(v) }
}

// A place is a target whose parts have been evaluated into arguments: nodes
// give them, get and set take them.
type place struct {
	nodes []ast.Node
	get   func(f *clr.Frame, parts []any) any
	set   func(f *clr.Frame, parts []any, v any)
}

func (l *lowerer) target(t bind.Target) place {
	switch t := t.(type) {
	case nil:
		return place{set: func(*clr.Frame, []any, any) {}}
	case *bind.LocalTarget:
		slot, captured, store := t.Slot, t.Var.Captured, storeLocal(t, t.Declare)
		return place{
			get: func(f *clr.Frame, _ []any) any {
				if captured {
					return f.Slots[slot].(*clr.Ref).V
				}
				return f.Slots[slot]
			},
			set: func(f *clr.Frame, _ []any, v any) { store(f, v) },
		}
	case *bind.ElementTarget:
		return place{
			nodes: append([]ast.Node{l.expr(t.X)}, l.exprs(t.Indexes)...),
			get:   func(_ *clr.Frame, parts []any) any { a, i := arrayIndex(parts[0], parts[1:]); return a.At(i) },
			set: func(_ *clr.Frame, parts []any, v any) {
				a, i := arrayIndex(parts[0], parts[1:])
				if v != nil && !clr.IsInstance(v, a.ElemType()) {
					clr.Throw(clr.NewException(clr.ArrayTypeMismatchType, "Attempted to access an element as a type incompatible with the array."))
				}
				a.SetAt(i, v)
			},
		}
	case *bind.MemberTarget:
		var nodes []ast.Node
		if t.Recv != nil {
			nodes = append(nodes, l.expr(t.Recv))
		}
		nodes = append(nodes, l.exprs(t.Args)...)
		hidden := func(f clr.Impl) func(fr *clr.Frame) []any {
			return func(fr *clr.Frame) []any {
				var in []any
				if f.NeedsEnv() {
					in = append(in, fr)
				}
				if f.NeedsTypes() {
					in = append(in, t.Types)
				}
				return in
			}
		}
		getter, setter := t.Method.Row.Fn, t.Method.Row.Setter
		before, after := hidden(getter), hidden(setter)
		return place{
			nodes: nodes,
			get:   func(f *clr.Frame, parts []any) any { return getter.Call(append(before(f), parts...)...) },
			set:   func(f *clr.Frame, parts []any, v any) { setter.Call(append(append(after(f), parts...), v)...) },
		}
	}
	l.fail(errorf("cannot assign to %T", t))
	return place{set: func(*clr.Frame, []any, any) {}}
}

// wholeIndex is an index or a size of one of the types that C# takes.
func wholeIndex(v any) int64 {
	switch n := v.(type) {
	case int32:
		return int64(n)
	case int64:
		return n
	case uint32:
		return int64(n)
	case uint64:
		return int64(min(n, 1<<62))
	}
	panic(errorf("an index of type %T", v))
}

// arrayIndex checks the indexes of an element.
func arrayIndex(array any, indexes []any) (*clr.Array, int) {
	if array == nil {
		clr.Throw(clr.NullReference())
	}
	a := array.(*clr.Array)
	at := 0
	for d, index := range indexes {
		i := wholeIndex(index)
		size := a.Len()
		if len(a.Dims) > 0 {
			size = a.Dims[d]
		}
		if i < 0 || i >= int64(size) {
			clr.Throw(clr.IndexOutOfRange())
		}
		at = at*size + int(i)
	}
	return a, at
}

func (l *lowerer) element(e *bind.Element) ast.Node {
	if len(e.Indexes) == 1 {
		return call(func(array, index any) any {
			a, ok := array.(*clr.Array)
			if i, isInt := index.(int32); ok && isInt && i >= 0 && int(i) < a.Len() {
				return a.At(int(i))
			}
			a, at := arrayIndex(array, []any{index})
			return a.At(at)
		}, e.Syntax(), l.expr(e.X), l.expr(e.Indexes[0]))
	}
	return call(func(args ...any) any {
		a, i := arrayIndex(args[0], args[1:])
		return a.At(i)
	}, e.Syntax(), append([]ast.Node{l.expr(e.X)}, l.exprs(e.Indexes)...)...)
}

func (l *lowerer) newArray(e *bind.NewArray) ast.Node {
	t := e.T.Plain()
	if e.Sizes == nil {
		dims := e.Dims
		return call(func(args ...any) any {
			clr.EnvOf(args[0]).Charge(16 * len(args))
			a := clr.NewArray(t.Elem, append([]any(nil), args[1:]...))
			if t.Rank > 1 {
				a.T, a.Dims = t, dims
			}
			return a
		}, e.Syntax(), append([]ast.Node{env()}, l.exprs(e.Elems)...)...)
	}
	return call(func(args ...any) any {
		total := 1
		var dims []int
		for _, size := range args[1:] {
			n := wholeIndex(size)
			if n < 0 {
				clr.Throw(clr.Overflow("Arithmetic operation resulted in an overflow."))
			}
			dims = append(dims, int(n))
			if total *= int(min(n, 1<<31)); total >= 1<<31 {
				clr.Throw(clr.OutOfMemory())
			}
		}
		clr.EnvOf(args[0]).Charge(16 * total)
		a := clr.MakeArray(t.Elem, total)
		if t.Rank > 1 {
			a.T, a.Dims = t, dims
		}
		return a
	}, e.Syntax(), append([]ast.Node{env()}, l.exprs(e.Sizes)...)...)
}

func (l *lowerer) assign(e *bind.Assign) ast.Node {
	if t, ok := e.Target.(*bind.LocalTarget); ok {
		store := storeLocal(t, t.Declare)
		return call(func(f, v any) any { store(frameOf(f), v); return v }, e.Syntax(), env(), l.expr(e.Value))
	}
	p := l.target(e.Target)
	nodes := append([]ast.Node{env()}, p.nodes...)
	return call(func(args ...any) any {
		last := len(args) - 1
		p.set(frameOf(args[0]), args[1:last], args[last])
		return args[last]
	}, e.Syntax(), append(nodes, l.expr(e.Value))...)
}

// compound lowers x op= y and x++: read the place once, keep the old value in
// a slot, compute, store.
func (l *lowerer) compound(e *bind.Compound) ast.Node {
	p, slot, post := l.target(e.Target), e.Slot, e.Post
	read := call(func(args ...any) any {
		f := frameOf(args[0])
		v := p.get(f, args[1:])
		f.Slots[slot] = v
		return &reading{parts: append([]any(nil), args[1:]...), old: v}
	}, e.Syntax(), append([]ast.Node{env()}, p.nodes...)...)
	return call(func(args ...any) any {
		r := args[1].(*reading)
		p.set(frameOf(args[0]), r.parts, args[2])
		if post {
			return r.old
		}
		return args[2]
	}, e.Syntax(), env(), read, l.expr(e.New))
}

// A reading is a place as it was read, between reading and writing it.
type reading struct {
	parts []any
	old   any
}

func (l *lowerer) deconstruct(e *bind.Deconstruct) ast.Node {
	slot := e.Slot
	whole := call(func(f, v any) any { frameOf(f).Slots[slot] = v; return v }, e.Syntax(), env(), l.expr(e.X))
	nodes := []ast.Node{env()}
	var places []place
	for _, t := range e.Targets {
		p := l.target(t)
		places = append(places, p)
		nodes = append(nodes, p.nodes...) // the targets' parts are evaluated first
	}
	nodes = append(nodes, whole)
	at := len(nodes)
	nodes = append(nodes, l.exprs(e.Values)...)
	return call(func(args ...any) any {
		f, part := frameOf(args[0]), 1
		for i, p := range places {
			p.set(f, args[part:part+len(p.nodes)], args[at+i])
			part += len(p.nodes)
		}
		return args[at-1]
	}, e.Syntax(), nodes...)
}

// pattern is the test that a pattern makes.
func (l *lowerer) pattern(p bind.Pattern) func(f *clr.Frame, v any) bool {
	switch p := p.(type) {
	case *bind.ConstPattern:
		want := p.Value
		return func(_ *clr.Frame, v any) bool { return clr.Equals(v, want) }
	case *bind.VarPattern:
		store := func(*clr.Frame, any) {}
		if p.Target != nil {
			store = storeLocal(p.Target, true)
		}
		return func(f *clr.Frame, v any) bool { store(f, v); return true }
	case *bind.TypePattern:
		of := p.Of.Plain()
		store := func(*clr.Frame, any) {}
		if p.Target != nil {
			store = storeLocal(p.Target, true)
		}
		return func(f *clr.Frame, v any) bool {
			if !clr.IsInstance(v, of) {
				return false
			}
			store(f, v)
			return true
		}
	}
	l.fail(errorf("cannot match %T", p))
	return func(*clr.Frame, any) bool { return false }
}
