package bind

import (
	"maps"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// An assigned is the set of variables that have a value; nil is a place that
// is never reached, where all have.
type assigned map[*Variable]bool

func both(a, b assigned) assigned {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	out := assigned{}
	for v := range a {
		if b[v] {
			out[v] = true
		}
	}
	return out
}

func (a assigned) with(v *Variable) assigned {
	if a == nil || a[v] {
		return a
	}
	out := maps.Clone(a)
	out[v] = true
	return out
}

// A flow follows one function to see that variables have values before they
// are used (CS0165), and that every path returns (CS0161).
type flow struct {
	b         *binder
	fn        *Function
	now       assigned
	exits     assigned // what has a value at every return
	breaks    []*assigned
	continues []*assigned
	labels    map[*Labeled]assigned // what gotos bring
	targets   map[*Labeled]bool     // labels that some goto names
	sections  []map[int]assigned    // what goto case brings, by switch
	told      map[*Variable]bool
	locals    map[syntax.Node]*effect // of the local functions around
	effect    *effect                 // of the innermost local function that the place is in
}

// An effect is what calling a local function asks of the variables of the
// functions around it, and does to them.
type effect struct {
	fn     *Function
	reads  map[*Variable]bool // must have a value
	writes assigned           // have one afterwards; nil when no call returns
	used   bool               // a call was followed before the effect was known
}

// flow checks a function and those inside it.
func (b *binder) flow(f *Function) {
	c := &flow{b: b, locals: map[syntax.Node]*effect{}}
	c.follow(f, assigned{})
}

// follow checks a function made where some variables have values. It gives
// what has a value when the function returns.
func (outer *flow) follow(f *Function, start assigned) assigned {
	b := outer.b
	c := &flow{b: b, fn: f, now: maps.Clone(start), labels: map[*Labeled]assigned{}, targets: map[*Labeled]bool{}, told: map[*Variable]bool{},
		locals: outer.locals, effect: outer.effect}
	for _, p := range f.Params {
		if p.Mode != clr.ByOut {
			c.now[p] = true
		}
	}
	if f.Expr != nil {
		c.expr(f.Expr)
		c.outParams(c.now)
		return c.now
	}
	if f.Block == nil {
		return c.now
	}
	c.findTargets(f.Block)
	c.stmt(f.Block)
	if c.now != nil && f.Result.Kind != clr.VoidKind {
		n := f.Syntax
		if l, ok := n.(*syntax.LocalFunc); ok {
			n = l.Name
		}
		end := f.Block.N.Span().End
		if f.Outer != nil {
			b.errorf(n, CodeNoReturn, "not every path returns a value")
		} else {
			b.diags = append(b.diags, noReturn(b, source.Span{Start: max(0, end-1), End: end}))
		}
	}
	exits := both(c.exits, c.now)
	c.outParams(exits)
	return exits
}

// outParams reports out parameters that have no value when a function returns.
func (c *flow) outParams(exits assigned) {
	for _, p := range c.fn.Params {
		if p.Mode == clr.ByOut && exits != nil && !exits[p] {
			c.b.errorf(p.Syntax, CodeOutUnassigned, "%s may have no value when the function returns", p.Name)
		}
	}
}

// noReturn points at the brace that a path without a return runs into.
func noReturn(b *binder, s source.Span) source.Diagnostic {
	return source.Diagnostic{Code: CodeNoReturn, File: b.text.File, Span: b.text.Origin(s), Message: "not every path returns a value: this end can be reached"}
}

func (c *flow) use(n syntax.Node, v *Variable) {
	if c.now == nil || c.now[v] || v.IsConst || c.told[v] {
		return
	}
	if c.effect != nil && v.Owner != c.effect.fn && !v.Owner.isInside(c.effect.fn) {
		c.effect.reads[v] = true
		return
	}
	c.told[v] = true
	c.b.errorf(n, CodeUnassigned, "%s may have no value yet", v.Name)
}

func (c *flow) store(t Target, n syntax.Node) {
	if l, ok := t.(*LocalTarget); ok && l != nil {
		c.now = c.now.with(l.Var)
	}
}

// place evaluates the parts of a target.
func (c *flow) place(t Target) {
	switch t := t.(type) {
	case *MemberTarget:
		c.exprs(t.Recv)
		c.exprs(t.Args...)
	case *ElementTarget:
		c.exprs(t.X)
		c.exprs(t.Indexes...)
	}
}

func (c *flow) exprs(list ...Expr) {
	for _, x := range list {
		if x != nil {
			c.expr(x)
		}
	}
}

// cond evaluates a condition: what is assigned when it is true, and when false.
func (c *flow) cond(x Expr) (yes, no assigned) {
	switch x := x.(type) {
	case *Const:
		if x.Value == true {
			return c.now, nil
		}
		if x.Value == false {
			return nil, c.now
		}
	case *Unary:
		if x.Op == "!" && !x.Lifted {
			yes, no = c.cond(x.X)
			return no, yes
		}
	case *Logical:
		yes, no = c.cond(x.X)
		if x.And {
			c.now = yes
			yes, other := c.cond(x.Y)
			return yes, both(no, other)
		}
		c.now = no
		other, no := c.cond(x.Y)
		return both(yes, other), no
	case *IsPattern:
		c.expr(x.X)
		no = c.now
		c.pattern(x.Pattern)
		if _, ok := x.Pattern.(*VarPattern); ok {
			no = c.now
		}
		return c.now, no
	case *Conditional:
		y, n := c.cond(x.Cond)
		c.now = y
		y1, n1 := c.cond(x.Then)
		c.now = n
		y2, n2 := c.cond(x.Else)
		return both(y1, y2), both(n1, n2)
	}
	c.plain(x)
	return c.now, c.now
}

func (c *flow) pattern(p Pattern) {
	switch p := p.(type) {
	case *TypePattern:
		if p.Target != nil {
			c.store(p.Target, nil)
		}
	case *VarPattern:
		if p.Target != nil {
			c.store(p.Target, nil)
		}
	}
}

// expr evaluates an expression.
func (c *flow) expr(x Expr) {
	switch x.(type) {
	case *Logical, *IsPattern, *Unary:
		yes, no := c.cond(x)
		c.now = both(yes, no)
		return
	}
	c.plain(x)
}

func (c *flow) plain(x Expr) {
	switch x := x.(type) {
	case *Local:
		c.use(x.N, x.Var)
	case *Call:
		c.exprs(x.Recv)
		if x.Order == nil {
			c.exprs(x.Args...)
		} else {
			for _, i := range x.Order {
				c.exprs(x.Args[i])
			}
		}
		for i, p := range x.Method.Params {
			c.outs(x.Args[i], p.Mode)
		}
	case *Address:
		if l, ok := x.Target.(*LocalTarget); !ok || l == nil {
			c.place(x.Target)
		}
	case *Invoke:
		c.exprs(x.Fun)
		c.exprs(x.Args...)
	case *CallFunc:
		c.exprs(x.Args...)
		c.calls(x)
		for i, p := range x.Fun.Params {
			c.outs(x.Args[i], p.Mode)
		}
	case *Lambda:
		c.inner(x.Fun)
	case *MethodGroup:
		c.exprs(x.Recv)
		c.inner(x.Wrap)
	case *Unary:
		c.exprs(x.X)
	case *Binary:
		c.exprs(x.X, x.Y)
	case *Concat:
		c.exprs(x.Parts...)
	case *Interpolation:
		for _, p := range x.Parts {
			c.exprs(p.X)
		}
	case *Coalesce:
		c.exprs(x.X)
		then := c.now
		c.exprs(x.Y)
		c.now = both(then, c.now)
	case *Conditional:
		yes, no := c.cond(x.Cond)
		c.now = yes
		c.exprs(x.Then)
		yes, c.now = c.now, no
		c.exprs(x.Else)
		c.now = both(yes, c.now)
	case *ConditionalAccess:
		c.exprs(x.X)
		null := c.now
		c.exprs(x.Then)
		c.now = both(null, c.now)
	case *Is:
		c.exprs(x.X)
	case *As:
		c.exprs(x.X)
	case *Convert:
		c.exprs(x.X)
	case *NewArray:
		c.exprs(x.Sizes...)
		c.exprs(x.Elems...)
	case *NewAnonymous:
		c.exprs(x.Values...)
	case *NewTuple:
		c.exprs(x.Values...)
	case *Init:
		c.exprs(x.New)
		c.exprs(x.Steps...)
	case *Assign:
		c.place(x.Target)
		c.exprs(x.Value)
		c.store(x.Target, x.N)
	case *Compound:
		if l, ok := x.Target.(*LocalTarget); ok {
			c.use(x.N, l.Var)
		}
		c.place(x.Target)
		c.exprs(x.New)
		c.store(x.Target, x.N)
	case *Deconstruct:
		c.exprs(x.X)
		for i, t := range x.Targets {
			c.place(t)
			c.exprs(x.Values[i])
		}
		for _, t := range x.Targets {
			c.store(t, x.N)
		}
	case *Element:
		c.exprs(x.X)
		c.exprs(x.Indexes...)
	case *ThrowExpr:
		c.exprs(x.X)
		c.now = nil
	case *Logical, *IsPattern:
		yes, no := c.cond(x)
		c.now = both(yes, no)
	}
}

// outs marks what a call assigns by out, and wants a value for what it takes by ref.
func (c *flow) outs(arg Expr, mode clr.ParamMode) {
	address, ok := arg.(*Address)
	if !ok {
		return
	}
	if l, ok := address.Target.(*LocalTarget); ok && l != nil {
		if mode == clr.ByRef {
			c.use(address.N, l.Var)
		}
		c.now = c.now.with(l.Var)
	}
}

// inner checks a function made here, which sees what has a value here.
func (c *flow) inner(f *Function) {
	start := c.now
	if start == nil {
		start = assigned{}
		for o := f; o != nil; o = o.Outer {
			for _, k := range o.Captures {
				start[k.Var] = true
			}
		}
	}
	c.follow(f, start)
}

// calls is the effect of a call of a local function.
func (c *flow) calls(x *CallFunc) {
	e := c.locals[x.Fun.Syntax]
	if e == nil {
		return
	}
	e.used = true
	for v := range e.reads {
		c.use(x.N, v)
	}
	if e.writes == nil {
		c.now = nil
	}
	for v := range e.writes {
		c.now = c.now.with(v)
	}
}

// localFuncs finds the effects of the local functions of a block. They may call
// each other, so that it takes turns until nothing changes.
func (c *flow) localFuncs(list []Stmt) {
	var effects []*effect
	for _, s := range list {
		if s, ok := s.(*LocalFunc); ok {
			e := &effect{fn: s.Fun, reads: map[*Variable]bool{}}
			c.locals[s.Fun.Syntax] = e
			effects = append(effects, e)
		}
	}
	diags := len(c.b.diags)
	for again := true; again; {
		again = false
		for _, e := range effects {
			if c.b.follows++; c.b.follows > maxFollows {
				c.b.tooComplex = true
				return
			}
			reads, writes := len(e.reads), e.writes
			outer := *c
			outer.effect = e
			e.writes = outer.follow(e.fn, assigned{})
			again = again || e.used && (len(e.reads) != reads || (e.writes == nil) != (writes == nil) || len(e.writes) != len(writes))
		}
		if again {
			c.b.diags = c.b.diags[:diags] // the last turn says it all
		}
	}
}

// isInside reports whether a function is made in another one.
func (f *Function) isInside(g *Function) bool {
	for o := f.Outer; o != nil; o = o.Outer {
		if o == g {
			return true
		}
	}
	return false
}

// findTargets collects the labels that the gotos of a function name.
func (c *flow) findTargets(list ...Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *Goto:
			c.targets[s.Label] = true
		case *Block:
			c.findTargets(s.Stmts...)
		case *Labeled:
			c.findTargets(s.Stmt)
		case *If:
			c.findTargets(s.Then, s.Else)
		case *Loop:
			c.findTargets(s.Body)
		case *ForEach:
			c.findTargets(s.Body)
		case *Switch:
			for _, section := range s.Sections {
				c.findTargets(section.Stmts...)
			}
		case *Try:
			c.findTargets(s.Block)
			for _, k := range s.Catches {
				c.findTargets(k.Block)
			}
			if s.Finally != nil {
				c.findTargets(s.Finally)
			}
		case *Using:
			c.findTargets(s.Body)
		case *Lock:
			c.findTargets(s.Body)
		}
	}
}

func (c *flow) stmts(list []Stmt) {
	c.localFuncs(list)
	for _, s := range list {
		c.stmt(s)
	}
}

// stmt follows a statement.
func (c *flow) stmt(s Stmt) {
	switch s := s.(type) {
	case nil:
	case *Block:
		c.stmts(s.Stmts)
	case *ExprStmt:
		c.expr(s.X)
	case *Declare:
	case *LocalFunc: // see localFuncs
	case *If:
		yes, no := c.cond(s.Cond)
		c.now = yes
		c.stmt(s.Then)
		yes, c.now = c.now, no
		if s.Else != nil {
			c.stmt(s.Else)
		}
		c.now = both(yes, c.now)
	case *Loop:
		c.loop(s)
	case *ForEach:
		c.expr(s.X)
		before := c.now
		c.expr(s.Each)
		c.jumps(func() { c.stmt(s.Body) })
		c.now = before
	case *Switch:
		c.switches(s)
	case *Break:
		if n := len(c.breaks); n > 0 {
			*c.breaks[n-1] = both(*c.breaks[n-1], c.now)
		}
		c.now = nil
	case *Continue:
		if n := len(c.continues); n > 0 {
			*c.continues[n-1] = both(*c.continues[n-1], c.now)
		}
		c.now = nil
	case *Goto:
		if s.Label != nil {
			c.labels[s.Label] = both(c.labels[s.Label], c.now)
		} else if n := len(c.sections); n > 0 {
			c.sections[n-1][s.Section] = both(c.sections[n-1][s.Section], c.now)
		}
		c.now = nil
	case *Labeled:
		// A goto from below may come here with less: only what is assigned
		// before all of them counts, which a jump back cannot shrink.
		c.now = both(c.now, c.labels[s])
		if c.now == nil && c.targets[s] {
			c.now = assigned{}
		}
		c.stmt(s.Stmt)
	case *Return:
		c.exprs(s.X)
		c.exits = both(c.exits, c.now)
		c.now = nil
	case *Throw:
		c.exprs(s.X)
		c.now = nil
	case *Try:
		c.try(s)
	case *Using:
		c.stmts(s.Decl)
		c.exprs(s.X)
		c.stmt(s.Body)
	case *Lock:
		c.exprs(s.X)
		c.stmt(s.Body)
	}
}

// jumps follows the body of a loop and gives what breaks and continues bring.
func (c *flow) jumps(body func()) (breaks, continues assigned) {
	c.breaks, c.continues = append(c.breaks, &breaks), append(c.continues, &continues)
	body()
	c.breaks, c.continues = c.breaks[:len(c.breaks)-1], c.continues[:len(c.continues)-1]
	return breaks, continues
}

func (c *flow) loop(s *Loop) {
	c.stmts(s.Init)
	test := func() (yes, no assigned) {
		if s.Cond == nil {
			return c.now, nil
		}
		return c.cond(s.Cond)
	}
	if s.AtEnd {
		breaks, continues := c.jumps(func() { c.stmt(s.Body) })
		c.now = both(c.now, continues)
		_, no := test()
		c.now = both(no, breaks)
		return
	}
	yes, no := test()
	c.now = yes
	breaks, continues := c.jumps(func() { c.stmt(s.Body) })
	c.now = both(c.now, continues)
	c.exprs(s.Post...)
	c.now = both(no, breaks)
}

func (c *flow) switches(s *Switch) {
	c.expr(s.X)
	start := c.now
	reached := s.reached()
	var breaks assigned
	c.breaks = append(c.breaks, &breaks)
	jumps := map[int]assigned{}
	c.sections = append(c.sections, jumps)
	for i, sec := range s.Sections {
		c.now = jumps[i]
		if i == s.Default && (reached == nil || reached[i]) {
			c.now = both(c.now, start)
		}
		for _, l := range sec.Labels {
			if reached != nil && !reached[i] {
				break
			}
			in := c.now
			c.now = start
			c.pattern(l.Pattern)
			if l.When != nil {
				c.now, _ = c.cond(l.When)
			}
			c.now = both(in, c.now)
		}
		if c.now == nil {
			c.now = start
		}
		c.stmts(sec.Stmts)
		if c.now != nil {
			n := s.N
			if len(sec.Labels) > 0 {
				n = sec.Labels[0].N
			}
			if i == len(s.Sections)-1 {
				c.b.errorf(n, CodeFallOut, "the last section has no end: end it with break, return, throw or goto")
			} else {
				c.b.errorf(n, CodeFallThrough, "the section runs into the next: end it with break, return, throw or goto")
			}
		}
	}
	c.breaks, c.sections = c.breaks[:len(c.breaks)-1], c.sections[:len(c.sections)-1]
	c.now = breaks
	if s.Default < 0 && !s.Complete && len(reached) == 0 {
		c.now = both(breaks, start)
	}
}

// reached tells which sections a switch on a constant goes to; nil when that is
// not known before it runs.
func (s *Switch) reached() map[int]bool {
	v, ok := constant(s.X)
	if !ok {
		return nil
	}
	for i, sec := range s.Sections {
		for _, l := range sec.Labels {
			p, ok := l.Pattern.(*ConstPattern)
			if !ok || l.When != nil {
				return nil
			}
			if p.Value == v {
				return map[int]bool{i: true}
			}
		}
	}
	if s.Default >= 0 {
		return map[int]bool{s.Default: true}
	}
	return map[int]bool{}
}

func (c *flow) try(s *Try) {
	before := c.now
	c.stmt(s.Block)
	after := c.now
	for _, k := range s.Catches {
		c.now = before
		if k.Var != nil {
			c.store(k.Var, k.N)
		}
		if k.When != nil {
			c.now, _ = c.cond(k.When)
		}
		c.stmt(k.Block)
		after = both(after, c.now)
	}
	if s.Finally == nil {
		c.now = after
		return
	}
	c.now = before
	c.stmt(s.Finally)
	switch {
	case c.now == nil:
	case after == nil:
		c.now = nil
	default:
		for v := range c.now {
			after = after.with(v)
		}
		c.now = after
	}
}
