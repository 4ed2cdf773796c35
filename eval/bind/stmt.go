package bind

import (
	"slices"

	"sallyport/eval/clr"
	"sallyport/eval/syntax"
)

// A switchScope is the switch around a place, for goto case.
type switchScope struct {
	outer *switchScope
	typ   *clr.Type
	stmt  *Switch
	jumps []caseJump
}

// A caseJump is a goto case, resolved when all sections are bound.
type caseJump struct {
	stmt  *Goto
	value any
	deflt bool
}

// body binds the block of a function.
func (b *binder) body(block *syntax.Block) *Block {
	out := &Block{Placed: Placed{block}, Stmts: b.stmts(block.Stmts)}
	for _, j := range b.fn.jumps {
		label, leaves := j.scope.label(j.name.Text)
		switch {
		case label == nil:
			b.errorf(j.name, CodeNoLabel, "no label around is called %s", j.name.Text)
		case leaves:
			b.errorf(j.stmt.N, CodeLeavesFinally, "goto leaves a finally")
		}
		j.stmt.Label = label
	}
	return out
}

// label finds a label of the blocks around, and says whether the way there
// leaves a finally.
func (s *scope) label(name string) (l *Labeled, leavesFinally bool) {
	for fn := s.fn; s != nil && s.fn == fn; s = s.outer {
		if l := s.labels[name]; l != nil {
			return l, leavesFinally
		}
		leavesFinally = leavesFinally || s.finally
	}
	return nil, false
}

// enterLabel declares a label in the block at hand.
func (b *binder) enterLabel(l *Labeled, n syntax.Node) {
	s := b.scope
	if s.section {
		s = s.outer
	}
	if s.labels[l.Name] != nil {
		b.errorf(n, CodeDuplicateLabel, "the label %s is declared already", l.Name)
	} else if around, _ := s.label(l.Name); around != nil {
		b.errorf(n, CodeShadowLabel, "the label %s would hide one of a block around", l.Name)
	}
	if s.labels == nil {
		s.labels = map[string]*Labeled{}
	}
	s.labels[l.Name] = l
}

// stmts binds statements of one scope; local functions are known in all of it.
func (b *binder) stmts(list []syntax.Stmt) []Stmt {
	for _, s := range list {
		switch s := s.(type) {
		case *syntax.LocalFunc:
			b.declareFunc(s)
		case *syntax.LocalDecl:
			for _, d := range s.Vars {
				b.scope.declaresLater(d.Name.Text)
			}
		}
	}
	var out []Stmt
	for _, s := range list {
		if bound := b.stmt(s); bound != nil {
			out = append(out, bound)
		}
	}
	return out
}

func (s *scope) declaresLater(name string) {
	if s.later == nil {
		s.later = map[string]bool{}
	}
	s.later[name] = true
}

// isDeclaredLater reports whether a block around declares a name that is not
// known yet.
func (b *binder) isDeclaredLater(name string) bool {
	for s := b.scope; s != nil; s = s.outer {
		if s.later[name] {
			return true
		}
	}
	return false
}

// block binds statements in a scope of their own.
func (b *binder) block(n syntax.Node, list []syntax.Stmt) *Block {
	b.push()
	defer b.pop()
	return &Block{Placed: Placed{n}, Stmts: b.stmts(list)}
}

// embedded binds a statement that is a scope of its own: a body of if or while.
func (b *binder) embedded(s syntax.Stmt) Stmt {
	if s == nil {
		return &Block{Placed: Placed{b.fn.Syntax}}
	}
	b.push()
	defer b.pop()
	if out := b.stmt(s); out != nil {
		return out
	}
	return &Block{Placed: Placed{s}}
}

// turn binds the body of a loop.
func (b *binder) turn(s syntax.Stmt) Stmt {
	b.fn.loops++
	b.fn.breaks++
	defer func() { b.fn.loops--; b.fn.breaks-- }()
	return b.embedded(s)
}

// stmt binds a statement; nil for one that does nothing.
func (b *binder) stmt(s syntax.Stmt) Stmt {
	at := Placed{s}
	switch s := s.(type) {
	case *syntax.Block:
		return b.block(s, s.Stmts)
	case *syntax.LocalDecl:
		list := b.localDecl(s)
		if len(list) == 1 {
			return list[0]
		}
		return &Block{Placed: at, Stmts: list}
	case *syntax.LocalFunc:
		return b.localFunc(s)
	case *syntax.ExprStmt:
		x := b.value(s.X)
		if !isStatement(x) && !isBad(x) {
			b.errorf(s.X, CodeNotAssignable, "only a call, an assignment or new can be a statement")
		}
		return &ExprStmt{at, x}
	case *syntax.If:
		out := &If{Placed: at, Cond: b.boolean(s.Cond)}
		out.Then = b.embedded(s.Then)
		if s.Else != nil {
			out.Else = b.embedded(s.Else)
		}
		return out
	case *syntax.While:
		b.push()
		defer b.pop()
		return &Loop{Placed: at, Cond: b.boolean(s.Cond), Body: b.turn(s.Body)}
	case *syntax.Do:
		body := b.turn(s.Body)
		b.push()
		defer b.pop()
		return &Loop{Placed: at, Cond: b.boolean(s.Cond), AtEnd: true, Body: body}
	case *syntax.For:
		return b.forStmt(s)
	case *syntax.ForEach:
		return b.forEach(s)
	case *syntax.Switch:
		return b.switchStmt(s)
	case *syntax.Break:
		b.leavesLoop(s, "break", b.fn.breaks)
		return &Break{at}
	case *syntax.Continue:
		b.leavesLoop(s, "continue", b.fn.loops)
		return &Continue{at}
	case *syntax.Return:
		return b.returnStmt(s)
	case *syntax.Throw:
		out := &Throw{Placed: at}
		if s.X != nil {
			out.X = b.exception(s.X)
		} else if b.fn.catches == 0 {
			b.errorf(s, CodeRethrow, "throw without a value outside of a catch")
		}
		return out
	case *syntax.Try:
		return b.tryStmt(s)
	case *syntax.Using:
		return b.using(s)
	case *syntax.Lock:
		x := b.value(s.X)
		if x.Type() == nullType {
			x = &Const{Typed{clr.ObjectType, s.X}, nil}
		}
		if x = b.hasType(x, s.X); !isBad(x) && !x.Type().IsReference() {
			b.errorf(s.X, CodeLock, "got %s, want a reference to lock", x.Type())
		}
		return &Lock{at, x, b.embedded(s.Body)}
	case *syntax.CheckedStmt:
		defer func(c, u bool) { b.checked, b.unchecked = c, u }(b.checked, b.unchecked)
		b.checked, b.unchecked = !s.Unchecked, s.Unchecked
		return b.block(s.Block, s.Block.Stmts)
	case *syntax.Goto:
		return b.gotoStmt(s)
	case *syntax.Labeled:
		out := &Labeled{Placed: at, Name: s.Label.Text}
		b.enterLabel(out, s.Label)
		if out.Stmt = b.stmt(s.Stmt); out.Stmt == nil {
			out.Stmt = &Block{Placed: at}
		}
		return out
	}
	return nil
}

// localDecl binds a declaration.
func (b *binder) localDecl(s *syntax.LocalDecl) []Stmt {
	t, inferred := b.declaredType(s)
	var out []Stmt
	for _, d := range s.Vars {
		out = append(out, b.declarator(s, d, t, inferred)...)
	}
	return out
}

// declaredType is the type of a declaration, unless it is inferred.
func (b *binder) declaredType(s *syntax.LocalDecl) (t *clr.Type, inferred bool) {
	_, inferred = s.Type.(*syntax.VarType)
	t = badType
	switch {
	case !inferred:
		if t = b.typ(s.Type); t.Kind == clr.VoidKind {
			b.errorf(s.Type, CodeVoid, "nothing is of type void")
			t = badType
		}
	case s.Const:
		b.errorf(s.Type, CodeConstVar, "a constant needs its type in place of var")
	case len(s.Vars) > 1:
		b.errorf(s.Vars[1], CodeManyVar, "var declares one variable at a time")
	}
	if s.Const && isTyped(t) && !t.IsReference() && !isPrimitive(t) {
		b.errorf(s.Type, CodeConstType, "no constant is of type %s", t)
	}
	return t, inferred
}

func (b *binder) declarator(s *syntax.LocalDecl, d *syntax.Declarator, t *clr.Type, inferred bool) []Stmt {
	at := Placed{d}
	if d.Init == nil {
		if inferred || s.Const {
			b.errorf(d, CodeNoInitializer, "%s needs an initial value", d.Name.Text)
		}
		v := b.declare(d.Name, t)
		return []Stmt{&Declare{at, v}}
	}
	if !inferred && !s.Const && occurs(d.Init, d.Name.Text) {
		v := b.declare(d.Name, t)
		x := b.convert(b.value(d.Init), t, d.Init)
		return []Stmt{&Declare{at, v}, &ExprStmt{at, &Assign{Typed{t, d}, &LocalTarget{Var: v, Slot: v.Slot}, x}}}
	}
	var x Expr
	if init, ok := d.Init.(*syntax.ArrayInit); ok && t.Elem != nil {
		x = b.arrayInit(init, t, init)
	} else {
		x = b.value(d.Init)
	}
	if inferred {
		t = x.Type()
		if !isTyped(t) || t.Kind == clr.VoidKind {
			if t != badType {
				b.errorf(d, CodeImplicitType, "the type of %s cannot be inferred from a %s", d.Name.Text, t)
			}
			t = badType
		}
	}
	if t != badType && !isBad(x) {
		x = b.convert(x, t, d.Init)
	}
	if s.Const {
		value, ok := constantValue(x)
		if !ok && !isBad(x) {
			b.errorf(d.Init, CodeNotConstant, "the value of %s must be constant", d.Name.Text)
		} else if value != nil && t.IsReference() && t != clr.String {
			b.errorf(d.Init, CodeConstReference, "the only constant of type %s is null", t)
		}
		v := &Variable{Name: d.Name.Text, Type: t, Syntax: d.Name, Owner: b.fn.Function, IsConst: true, Const: value}
		b.enterName(v.Name, d.Name, v)
		return nil
	}
	target := b.declareTarget(d.Name, t)
	return []Stmt{&ExprStmt{at, &Assign{Typed{t, d}, target, x}}}
}

// occurs reports whether a name occurs in an expression: a variable is in scope
// in its own initial value.
func occurs(e syntax.Expr, name string) bool {
	found := false
	syntax.Walk(e, func(n syntax.Node) bool {
		id, ok := n.(*syntax.Ident)
		found = found || ok && id.Text == name
		return !found
	})
	return found
}

func (b *binder) returnStmt(s *syntax.Return) Stmt {
	out := &Return{Placed: Placed{s}}
	if b.fn.finally {
		b.errorf(s, CodeLeavesFinally, "return leaves a finally")
	}
	if s.X != nil {
		out.X = b.value(s.X)
	}
	switch result := b.fn.Result; {
	case result == nil:
		b.fn.returns = append(b.fn.returns, out)
	case result.Kind == clr.VoidKind:
		b.fn.returns = append(b.fn.returns, out)
		if out.X != nil {
			b.errorf(s.X, CodeReturnNothing, "a value is returned from what returns nothing")
		}
	case out.X == nil:
		b.errorf(s, CodeReturnValue, "want a %s to return", result)
	default:
		b.fn.returns = append(b.fn.returns, &Return{X: out.X})
		out.X = b.convert(out.X, result, s.X)
	}
	return out
}

// returnType is the type of what the function at hand returns: nil when its
// values have no common type, void when there are none.
func (b *binder) returnType() *clr.Type {
	var values []Expr
	for _, r := range b.fn.returns {
		if r.X != nil {
			values = append(values, r.X)
		}
	}
	if len(values) == 0 {
		return clr.VoidType
	}
	return b.commonOf(values)
}

// finishReturns converts what a function whose result is inferred returns.
func (b *binder) finishReturns(n syntax.Node) {
	f := b.fn
	if f.Result != nil {
		return
	}
	if f.Result = b.returnType(); f.Result == nil || f.Outer == nil && f.Result.Kind == clr.VoidKind {
		f.Result = clr.ObjectType
	}
	for _, r := range f.returns {
		switch {
		case r.X == nil && f.Result.Kind != clr.VoidKind:
			b.errorf(r.N, CodeReturnValue, "want a value to return")
		case r.X != nil:
			r.X = b.convert(r.X, f.Result, r.X.Syntax())
		}
	}
}

func (b *binder) forStmt(s *syntax.For) Stmt {
	b.push()
	defer b.pop()
	out := &Loop{Placed: Placed{s}}
	if s.Decl != nil {
		out.Init = b.localDecl(s.Decl)
	}
	for _, e := range s.Init {
		out.Init = append(out.Init, &ExprStmt{Placed{e}, b.value(e)})
	}
	if s.Cond != nil {
		out.Cond = b.boolean(s.Cond)
	}
	out.Body = b.turn(s.Body)
	for _, e := range s.Post {
		out.Post = append(out.Post, b.value(e))
	}
	return out
}

// elementType is what foreach gives for a type, or nil.
func elementType(t *clr.Type) *clr.Type {
	switch {
	case t.Elem != nil:
		return t.Elem
	case t == clr.String:
		return clr.CharType
	}
	// A type's own GetEnumerator goes before its interfaces: a MatchCollection is
	// an IEnumerable<Match>, yet foreach (var m in matches) gives objects.
	for _, m := range t.Members("GetEnumerator") {
		if len(m.Params) > 0 || m.Owner.Kind == clr.Interface {
			continue
		}
		if e := m.Result.As(clr.IEnumerator); e != nil {
			return e.Args[0]
		}
		return clr.ObjectType
	}
	// A JObject is a sequence of tokens too, but its own GetEnumerator gives pairs.
	for u := t; u != nil; u = u.BaseType() {
		for _, i := range slices.Backward(u.Implements()) {
			if i.Is(clr.IEnumerable) {
				return i.Args[0]
			}
		}
	}
	if seq := t.As(clr.IEnumerable); seq != nil {
		return seq.Args[0]
	}
	if t.As(clr.IEnumerableAny) != nil {
		return clr.ObjectType
	}
	return nil
}

func (b *binder) forEach(s *syntax.ForEach) Stmt {
	x := b.typed(s.X)
	b.push()
	defer b.pop()
	out := &ForEach{Placed: Placed{s}, X: x, Slot: b.slot()}
	elem := badType
	if !isBad(x) {
		if elem = elementType(x.Type()); elem == nil {
			b.errorf(s.X, CodeNoForEach, "foreach takes no %s: it is no sequence", x.Type())
			elem = badType
		}
	}
	var object Expr = &Object{Typed{elem, s.X}, out.Slot}
	switch {
	case s.Vars != nil:
		d := &Deconstruct{Typed: Typed{elem, s.Vars}, X: object, Slot: b.slot()}
		if elem == badType {
			b.declareBad(s.Vars)
		} else {
			b.takeApart(s.Vars, s.Vars, &Object{Typed{elem, s.Vars}, d.Slot}, d)
		}
		out.Each = d
	case s.Name != nil:
		t := elem
		if _, inferred := s.Type.(*syntax.VarType); !inferred {
			t = b.typ(s.Type)
			switch c := b.classify(object, t, true); {
			case elem == badType:
			case c.kind == noConv:
				b.errorf(s.Type, CodeNoCast, "no conversion from %s to %s", elem, t)
				object = b.bad(s)
			default:
				object = b.apply(object, t, c, s.Type)
			}
		}
		target := b.declareTarget(s.Name, t)
		target.Var.ReadOnly = true
		out.Each = &Assign{Typed{t, s.Name}, target, object}
	}
	out.Body = b.turn(s.Body)
	return out
}

func (b *binder) tryStmt(s *syntax.Try) Stmt {
	out := &Try{Placed: Placed{s}, Block: b.block(s.Block, s.Block.Stmts)}
	for i, c := range s.Catches {
		k := b.catch(c)
		switch {
		case i > 0 && s.Catches[i-1].Type == nil && s.Catches[i-1].When == nil:
			b.errorf(c, CodeCatchAll, "the catch above takes everything")
		case c.Type != nil && slices.ContainsFunc(out.Catches, func(o *Catch) bool { return o.When == nil && k.Of.DerivesFrom(o.Of) }):
			b.errorf(c, CodeCaughtAlready, "a catch above takes every %s", k.Of)
		}
		out.Catches = append(out.Catches, k)
	}
	if s.Finally != nil {
		out.Finally = b.finally(s.Finally)
	}
	return out
}

// finally binds a block that neither return nor a jump may leave.
func (b *binder) finally(s *syntax.Block) *Block {
	f := b.fn
	loops, breaks, catches, swtch, finally := f.loops, f.breaks, f.catches, f.swtch, f.finally
	f.loops, f.breaks, f.catches, f.swtch, f.finally = 0, 0, 0, nil, true
	defer func() { f.loops, f.breaks, f.catches, f.swtch, f.finally = loops, breaks, catches, swtch, finally }()
	b.push()
	defer b.pop()
	b.scope.finally = true
	return &Block{Placed: Placed{s}, Stmts: b.stmts(s.Stmts)}
}

// leavesLoop reports a break or continue with nothing around that it could leave.
func (b *binder) leavesLoop(n syntax.Node, word string, around int) {
	switch {
	case around > 0:
	case b.fn.finally:
		b.errorf(n, CodeLeavesFinally, "%s leaves a finally", word)
	default:
		b.errorf(n, CodeNoLoop, "%s without a loop around", word)
	}
}

func (b *binder) catch(c *syntax.Catch) *Catch {
	out := &Catch{N: c, Of: clr.ExceptionType}
	b.push()
	defer b.pop()
	if c.Type != nil {
		if out.Of = b.typ(c.Type); out.Of != badType && !out.Of.DerivesFrom(clr.ExceptionType) {
			b.errorf(c.Type, CodeThrowType, "got %s, want an exception", out.Of)
			out.Of = badType
		}
	}
	if c.Name != nil {
		out.Var = b.declareTarget(c.Name, out.Of)
	}
	if c.When != nil {
		out.When = b.boolean(c.When)
	}
	b.fn.catches++
	out.Block = b.block(c.Block, c.Block.Stmts)
	b.fn.catches--
	return out
}

func (b *binder) using(s *syntax.Using) Stmt {
	b.push()
	defer b.pop()
	check := func(n syntax.Node, t *clr.Type) {
		if t != badType && t.As(clr.IDisposable) == nil {
			b.errorf(n, CodeUsing, "a %s cannot be disposed of: using takes an IDisposable", t)
		}
	}
	if s.Decl == nil {
		out := &Using{Placed: Placed{s}, Slot: b.slot(), X: &Const{Typed{clr.ObjectType, s}, nil}}
		if x := b.value(s.X); x.Type() != nullType { // using (null) disposes of nothing
			out.X = b.hasType(x, s.X)
			check(s.X, out.X.Type())
		}
		out.Body = b.embedded(s.Body)
		return out
	}
	// using (T a = x, b = y) is using (T a = x) using (T b = y).
	outer := &Using{}
	inner := outer
	t, inferred := b.declaredType(s.Decl)
	for _, d := range s.Decl.Vars {
		next := &Using{Placed: Placed{s}, Decl: b.declarator(s.Decl, d, t, inferred)}
		if d.Init == nil {
			b.errorf(d, CodeUsingInitializer, "%s needs an initial value to dispose of", d.Name.Text)
		}
		if v, ok := b.scope.vars[d.Name.Text].(*Variable); ok {
			v.ReadOnly = true
			check(d, v.Type)
			next.Var = v
		}
		inner.Body = next
		inner = next
	}
	inner.Body = b.embedded(s.Body)
	return outer.Body
}
