package bind

import (
	"slices"
	"strconv"
	"strings"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// An argument is passed to a call.
type argument struct {
	x      Expr
	n      syntax.Node
	name   *syntax.Ident
	mode   clr.ParamMode // ByValue, ByRef or ByOut
	target Target        // by reference; nil is a discard
	out    *Variable     // declared by out var, of a type that the parameter gives
	fresh  bool          // declared there
}

func hasBad(args []argument) bool {
	return slices.ContainsFunc(args, func(a argument) bool { return isBad(a.x) && (a.mode == clr.ByValue || !a.fresh && a.target == nil) })
}

// arguments binds the arguments of a call, in order.
func (b *binder) arguments(list []*syntax.Argument) []argument {
	args := make([]argument, 0, len(list))
	for _, a := range list {
		arg := argument{n: a.Value, name: a.Name}
		switch a.Ref {
		case syntax.OUT:
			b.outArgument(&arg, a)
		case syntax.REF, syntax.IN:
			arg.mode = clr.ByRef
			b.referenced(&arg, a.Value)
		default:
			arg.x = b.value(a.Value)
		}
		args = append(args, arg)
	}
	return args
}

// outArgument binds out var x, out T x, out x and out _.
func (b *binder) outArgument(arg *argument, a *syntax.Argument) {
	arg.mode = clr.ByOut
	if id, ok := a.Value.(*syntax.Ident); ok && id.Text == "_" && b.lookup("_") == nil {
		arg.x, arg.fresh = &Bad{at(id, badType)}, true
		return
	}
	d, ok := a.Value.(*syntax.DeclExpr)
	if !ok {
		b.referenced(arg, a.Value)
		return
	}
	t := badType
	if _, inferred := d.Type.(*syntax.VarType); !inferred {
		t = b.typ(d.Type)
	}
	arg.fresh = true
	arg.x = &Bad{at(d, t)}
	if id, ok := d.Name.(*syntax.Ident); ok {
		target := b.declareTarget(id, t)
		arg.target = target
		if t == badType {
			arg.out = target.Var
		}
	}
}

// referenced binds a variable or an array's element that is passed by reference.
func (b *binder) referenced(arg *argument, e syntax.Expr) {
	arg.target, arg.x = b.targetOr(e, CodeNotAVariableArgument)
	if _, ok := arg.target.(*MemberTarget); ok {
		arg.target, arg.x = nil, b.fail(e, CodeNotAReference, "only a variable or an array's element can be passed by reference")
	}
}

// A candidate is a member with arguments that fit it.
type candidate struct {
	method   *clr.Method // instantiated
	original *clr.Method
	targs    []*clr.Type
	of       []int       // the parameter of each argument
	types    []*clr.Type // its type, for each argument
	convs    []conv
	expanded bool // params in its spread form
	args     []Expr
	order    []int
}

// A misfit says why a candidate does not fit.
type misfit struct {
	code    source.Code
	n       syntax.Node
	message string
	arg     int // of a lambda with faults of its own; -1 otherwise
	to      *clr.Type
	rank    int // how near it came
}

// choose finds the best of some members for the arguments and converts them.
// What keeps all from fitting is reported.
func (b *binder) choose(n syntax.Node, name string, methods []*clr.Method, targs []*clr.Type, args []argument) (*candidate, bool) {
	if hasBad(args) {
		return nil, false
	}
	fit, why := b.applicable(methods, targs, args)
	if len(fit) == 0 {
		b.explain(n, name, methods, args, why)
		return nil, false
	}
	fit = nearestOwner(fit)
	best := b.best(fit, args)
	if best == nil {
		a, c := fit[0].method.Signature(), fit[1].method.Signature()
		b.errorf(n, CodeAmbiguous, "the call fits %s and %s equally well", a, c)
		return nil, false
	}
	b.complete(n, best, args)
	return best, true
}

func (b *binder) anyApplicable(methods []*clr.Method, targs []*clr.Type, args []argument) bool {
	fit, _ := b.applicable(methods, targs, args)
	return len(fit) > 0
}

// applicable lists the members that the arguments fit, and says why the one
// that came nearest does not when none does.
func (b *binder) applicable(methods []*clr.Method, targs []*clr.Type, args []argument) (fit []*candidate, why *misfit) {
	note := func(m *misfit) {
		if m != nil && (why == nil || m.rank > why.rank) {
			why = m
		}
	}
	for _, m := range methods {
		normal, bad := b.try(m, targs, args, false)
		if normal != nil {
			fit = append(fit, normal)
			continue
		}
		note(bad)
		if k := len(m.Params); k > 0 && m.Params[k-1].Mode == clr.ParamArray {
			spread, bad := b.try(m, targs, args, true)
			if spread != nil {
				fit = append(fit, spread)
				continue
			}
			note(bad)
		}
	}
	return fit, why
}

// try fits arguments to one member.
func (b *binder) try(m *clr.Method, targs []*clr.Type, args []argument, expanded bool) (*candidate, *misfit) {
	c := &candidate{method: m, original: m, expanded: expanded}
	if bad := c.place(args); bad != nil {
		return nil, bad
	}
	if len(m.TypeParams) > 0 {
		if len(targs) == 0 {
			targs = b.infer(m, c, args)
			if targs == nil {
				return nil, &misfit{code: CodeNoInference, message: "the type arguments of " + m.Signature() + " cannot be inferred; give them", arg: -1, rank: 2}
			}
		} else if len(targs) != len(m.TypeParams) {
			return nil, &misfit{code: CodeTypeCount, message: m.Signature() + " takes another number of type arguments", arg: -1, rank: 1}
		}
		if bad := constraints(m, targs); bad != nil {
			return nil, bad
		}
		c.targs, c.method = targs, m.Instantiate(targs)
	} else if len(targs) > 0 {
		return nil, &misfit{code: CodeTypeCount, message: m.Signature() + " takes no type arguments", arg: -1, rank: 1}
	}
	c.types = make([]*clr.Type, len(args))
	c.convs = make([]conv, len(args))
	for i, a := range args {
		p := c.method.Params[c.of[i]]
		t := p.Type
		if expanded && c.of[i] == len(m.Params)-1 {
			t = t.Elem
		}
		c.types[i] = t
		mode := p.Mode
		if mode == clr.ParamArray {
			mode = clr.ByValue
		}
		if mode != a.mode {
			word := [...]string{"no ref or out", "ref", "out"}[mode]
			return nil, &misfit{code: CodeArgumentType, n: a.n, message: "argument " + p.Name + " of " + m.Signature() + " wants " + word, arg: -1, rank: 3 + i}
		}
		if a.mode != clr.ByValue {
			if a.x.Type() != badType && a.x.Type().Plain() != t.Plain() {
				return nil, &misfit{code: CodeArgumentType, n: a.n, message: "argument " + p.Name + ": got " + a.x.Type().String() + ", want exactly " + t.String(), arg: -1, rank: 3 + i}
			}
			c.convs[i] = conv{kind: identity}
			continue
		}
		c.convs[i] = b.classify(a.x, t, false)
		if i == 0 && m.Extension && c.convs[i].kind != identity && c.convs[i].kind != noOp {
			c.convs[i] = conv{}
		}
		if c.convs[i].kind == noConv {
			return nil, &misfit{code: CodeArgumentType, n: a.n, message: "argument " + p.Name + " of " + m.Signature() + ": got " + a.x.Type().String() + ", want " + t.String(), arg: i, to: t, rank: 3 + i}
		}
	}
	return c, nil
}

// place finds the parameter of each argument.
func (c *candidate) place(args []argument) *misfit {
	m := c.method
	c.of = make([]int, len(args))
	given := make([]bool, len(m.Params))
	last := len(m.Params) - 1
	for i, a := range args {
		at := i
		if a.name != nil {
			at = slices.IndexFunc(m.Params, func(p clr.Param) bool { return p.Name == a.name.Text })
			if at < 0 {
				return &misfit{code: CodeNoNamedArgument, n: a.name, message: m.Signature() + " has no parameter " + a.name.Text, arg: -1, rank: 1}
			}
		} else if c.expanded && at > last {
			at = last
		}
		if at > last {
			return &misfit{code: CodeArgumentCount, message: "got " + count(len(args)) + ": no overload takes so many", arg: -1}
		}
		if given[at] && !(c.expanded && at == last && a.name == nil) {
			return &misfit{code: CodeNoNamedArgument, n: a.n, message: "parameter " + m.Params[at].Name + " is given twice", arg: -1, rank: 1}
		}
		given[at], c.of[i] = true, at
	}
	for i, p := range m.Params {
		if !given[i] && !p.Optional && !(c.expanded && i == last) {
			return &misfit{code: CodeMissingArgument, message: "argument " + p.Name + " of " + m.Signature() + " is missing", arg: -1, rank: 1}
		}
	}
	return nil
}

func count(n int) string {
	if n == 1 {
		return "1 argument"
	}
	return strconv.Itoa(n) + " arguments"
}

// constraints checks what where clauses ask of type arguments.
func constraints(m *clr.Method, targs []*clr.Type) *misfit {
	for i, p := range m.TypeParams {
		t, want := targs[i], m.Where[p.Simple]
		if want.Base != nil && !t.DerivesFrom(want.Base) {
			return &misfit{code: CodeNoInference, message: t.String() + " is no " + want.Base.String() + ", as " + m.Signature() + " wants", arg: -1, rank: 2}
		}
		if want.Word == "struct" && (!t.IsValue() || t.IsNullable()) || want.Word == "class" && !t.IsReference() {
			return &misfit{code: CodeNoInference, message: t.String() + " is no " + want.Word + ", as " + m.Signature() + " wants", arg: -1, rank: 2}
		}
	}
	return nil
}

// nearestOwner drops the candidates of base classes when a derived one has some.
func nearestOwner(fit []*candidate) []*candidate {
	return slices.DeleteFunc(slices.Clone(fit), func(c *candidate) bool {
		return !c.original.Extension && slices.ContainsFunc(fit, func(d *candidate) bool {
			return d.original.Owner != c.original.Owner && d.original.Owner.DerivesFrom(c.original.Owner)
		})
	})
}

// best is the candidate that is better than every other, or nil.
func (b *binder) best(fit []*candidate, args []argument) *candidate {
	for _, c := range fit {
		if !slices.ContainsFunc(fit, func(d *candidate) bool { return d != c && b.better(c, d, args) <= 0 }) {
			return c
		}
	}
	// The gateway's documentation has GetValueOrDefault("name", null), which
	// is ambiguous between string and string[]: string it is.
	for i, a := range args {
		if a.x.Type() == nullType {
			for _, c := range fit {
				if c.types[i] == clr.String {
					return c
				}
			}
		}
	}
	return nil
}

// better compares two candidates: above zero when c is better than d.
func (b *binder) better(c, d *candidate, args []argument) int {
	var cBetter, dBetter, differ bool
	for i, a := range args {
		if c.types[i] == d.types[i] {
			continue
		}
		differ = true
		switch r := b.betterConversion(a.x, c.types[i], d.types[i], c.convs[i], d.convs[i]); {
		case r > 0:
			cBetter = true
		case r < 0:
			dBetter = true
		}
	}
	if cBetter != dBetter {
		if cBetter {
			return 1
		}
		return -1
	}
	if cBetter || differ {
		return 0
	}
	prefer := func(c, d bool) int {
		switch {
		case c == d:
			return 0
		case c:
			return 1
		}
		return -1
	}
	if r := prefer(len(c.targs) == 0, len(d.targs) == 0); r != 0 {
		return r
	}
	if r := prefer(!c.expanded, !d.expanded); r != 0 {
		return r
	}
	if r := prefer(len(c.method.Params) == len(args), len(d.method.Params) == len(args)); r != 0 && !c.expanded {
		return r
	}
	if c.expanded && len(c.method.Params) != len(d.method.Params) {
		more := len(c.method.Params) > len(d.method.Params)
		return prefer(more, !more)
	}
	return specific(c, d)
}

// specific compares how specific the declared parameter types are.
func specific(c, d *candidate) int {
	var more, less bool
	for i := range c.of {
		switch r := moreSpecific(c.original.Params[c.of[i]].Type, d.original.Params[d.of[i]].Type); {
		case r > 0:
			more = true
		case r < 0:
			less = true
		}
	}
	switch {
	case more && !less:
		return 1
	case less && !more:
		return -1
	}
	return 0
}

func moreSpecific(t, u *clr.Type) int {
	if tp, up := t.Kind == clr.TypeParameter, u.Kind == clr.TypeParameter; tp != up {
		if up {
			return 1
		}
		return -1
	}
	if t.Elem != nil && u.Elem != nil {
		return moreSpecific(t.Elem, u.Elem)
	}
	if t.Def == nil || t.Def != u.Def {
		return 0
	}
	sum := 0
	for i := range t.Args {
		r := moreSpecific(t.Args[i], u.Args[i])
		if r*sum < 0 {
			return 0
		}
		if r != 0 {
			sum = r
		}
	}
	return sum
}

// betterConversion compares the conversions of one argument to two types.
func (b *binder) betterConversion(x Expr, t, u *clr.Type, ct, cu conv) int {
	if x.Type() == t {
		return 1
	}
	if x.Type() == u {
		return -1
	}
	if ct.kind == lambdaConv && cu.kind == lambdaConv {
		return b.betterLambda(t, u, ct, cu)
	}
	return betterTarget(t, u)
}

// betterLambda compares two delegate types for one lambda: by the result.
func (b *binder) betterLambda(t, u *clr.Type, ct, cu conv) int {
	if r := betterTarget(t, u); r != 0 {
		return r
	}
	mt, mu := t.Invoke(), u.Invoke()
	if mt == nil || mu == nil || len(mt.Params) != len(mu.Params) {
		return 0
	}
	for i := range mt.Params {
		if mt.Params[i].Type != mu.Params[i].Type {
			return 0
		}
	}
	rt, ru := mt.Result, mu.Result
	switch natural := ct.fun.natural; {
	case rt == ru:
		return 0
	case ru.Kind == clr.VoidKind:
		return 1
	case rt.Kind == clr.VoidKind:
		return -1
	case natural == rt:
		return 1
	case natural == ru:
		return -1
	}
	return betterTarget(rt, ru)
}

// betterTarget prefers the type that converts to the other.
func betterTarget(t, u *clr.Type) int {
	forth, back := standard(t, u) != noConv || converts(t, u), standard(u, t) != noConv || converts(u, t)
	switch {
	case forth && !back:
		return 1
	case back && !forth:
		return -1
	}
	tw, ts := bits(t.NonNull())
	uw, us := bits(u.NonNull())
	if tw > 0 && uw > 0 && t.IsNullable() == u.IsNullable() && ts != us && t.NonNull() != clr.CharType && u.NonNull() != clr.CharType {
		if ts {
			return 1
		}
		return -1
	}
	return 0
}

// converts reports whether an implicit operator takes one type to another.
func converts(from, to *clr.Type) bool {
	for _, owner := range []*clr.Type{from, to} {
		for _, m := range owner.Members("implicit") {
			if len(m.Params) == 1 && m.Params[0].Type == from && m.Result == to {
				return true
			}
		}
	}
	return false
}

// complete converts the arguments of the chosen candidate, fills in defaults
// and makes the params array.
func (b *binder) complete(n syntax.Node, c *candidate, args []argument) {
	m := c.method
	c.args = make([]Expr, len(m.Params))
	last := len(m.Params) - 1
	var spread []Expr
	var order []int
	for i, a := range args {
		at := c.of[i]
		if a.mode != clr.ByValue {
			t := m.Params[at].Type
			if a.out != nil {
				a.out.Type = t
			}
			c.args[at] = &Address{Typed: Typed{T: t, N: a.n}, Target: a.target, New: a.fresh && a.target != nil}
		} else {
			x := b.apply(a.x, c.types[i], c.convs[i], a.n)
			if c.expanded && at == last {
				spread = append(spread, x)
			} else {
				c.args[at] = x
			}
		}
		if !slices.Contains(order, at) {
			order = append(order, at)
		}
	}
	if c.expanded {
		t := m.Params[last].Type
		c.args[last] = &NewArray{Typed: at(n, t), Elems: spread}
	}
	for i, p := range m.Params {
		if c.args[i] == nil {
			c.args[i] = &Const{at(n, p.Type), p.Default}
		}
		if !slices.Contains(order, i) {
			order = append(order, i)
		}
	}
	if !slices.IsSorted(order) {
		c.order = order
	}
}

// explain reports why no member fits.
func (b *binder) explain(n syntax.Node, name string, methods []*clr.Method, args []argument, why *misfit) {
	if why == nil {
		b.errorf(n, CodeArgumentCount, "%s takes no such arguments", name)
		return
	}
	if why.n == nil {
		why.n = n
		if call, ok := n.(*syntax.Call); ok {
			why.n = memberName(call.Fun)
		}
	}
	if why.arg >= 0 {
		if l, ok := args[why.arg].x.(*lambda); ok {
			b.explainLambda(l, why.to, why.n)
			return
		}
	}
	if why.code == CodeNoInference {
		for _, a := range args { // what is wrong in a lambda says more
			if l, ok := a.x.(*lambda); ok && l.faults.HasErrors() {
				b.diags = append(b.diags, l.faults...)
				return
			}
		}
	}
	message := why.message
	if why.code == CodeArgumentCount {
		message = name + ": " + message
	}
	before := len(b.diags)
	b.errorf(why.n, why.code, "%s", message)
	if len(methods) > 1 && len(b.diags) > before {
		var list []string
		for _, m := range methods {
			list = append(list, m.Signature())
			if len(list) == 8 {
				break
			}
		}
		d := &b.diags[len(b.diags)-1]
		d.Notes = append(d.Notes, source.Note{Message: "overloads: " + strings.Join(list, ", ")})
	}
}
