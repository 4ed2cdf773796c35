// Package bind gives C# its meaning: it finds what each name stands for, chooses
// overloads and conversions as a C# 7.3 compiler does, and turns a syntax tree
// into a typed tree (tree.go) in which nothing is left to decide.
//
// What it finds wrong it reports with the compiler's code at the place the
// author typed. The library of types is clr's; the type of `context` is given.
package bind

import (
	"fmt"
	"slices"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// Options say what an expression may see and what it must give.
type Options struct {
	Context *clr.Type // the type of `context`; nil when there is none
	Want    *clr.Type // what the whole is converted to; nil takes anything
	Strict  bool      // refuse what APIM's allow-list lacks
}

// maxLambdas bounds how often the bodies of lambdas are bound. Each candidate
// of an overloaded call binds its lambdas anew, so that nested calls multiply.
const maxLambdas = 20_000

// maxFollows bounds how often the bodies of local functions are followed: those
// that call each other are followed several times, as often again for each
// function around them.
const maxFollows = 20_000

// contextName is the parameter of every expression, which no local may hide.
const contextName = "context"

// Bind binds a parsed policy expression. The program is complete only when the
// diagnostics have no errors.
func Bind(body *syntax.Body, text *source.Text, o Options) (*Program, source.Diagnostics) {
	b := &binder{text: text, options: o, lambdas: map[lambdaKey]*lambdaBody{}}
	f := &Function{Syntax: body, Result: o.Want}
	b.enter(f)
	if body.Block != nil {
		f.Block = b.body(body.Block)
		b.finishReturns(body)
	} else if body.Expr != nil {
		x := b.value(body.Expr)
		if f.Result == nil {
			f.Result = natural(x)
		}
		f.Expr = b.convert(x, f.Result, body.Expr)
	} else {
		f.Expr = b.bad(body)
	}
	if f.Result == nil {
		f.Result = clr.ObjectType
	}
	b.resolveSites()
	if !b.diags.HasErrors() {
		b.flow(f)
	}
	if b.tooComplex {
		b.errorf(body, CodeTooComplex, "too many functions inside one another")
	}
	return &Program{Text: text, Body: f}, b.diags.Sort()
}

// natural is the type an expression has when nothing asks for another.
func natural(x Expr) *clr.Type {
	if t := x.Type(); isTyped(t) && t.Kind != clr.VoidKind {
		return t
	}
	return clr.ObjectType
}

// A binder binds one program.
type binder struct {
	text    *source.Text
	options Options
	diags   source.Diagnostics

	scope     *scope
	fn        *function
	checked   bool // inside checked( )
	unchecked bool // inside unchecked( ): constants may overflow
	receivers []*ConditionalAccess

	lambdas map[lambdaKey]*lambdaBody
	bodies  int // of lambdas bound so far
	follows int // of local functions so far

	tooComplex bool // bodies or follows has reached its limit: what was bound is not to be trusted
	sites      []*site
}

// A function is what the binder knows of the function it is in.
type function struct {
	*Function
	outer   *function
	returns []*Return
	jumps   []pendingGoto
	loops   int // around the place
	breaks  int // loops and switches around
	catches int
	finally bool // inside a finally, which only an exception may leave
	swtch   *switchScope
}

// A pendingGoto waits for its label.
type pendingGoto struct {
	stmt  *Goto
	name  *syntax.Ident
	scope *scope
}

// A scope holds what a block declares.
type scope struct {
	outer *scope
	fn    *Function
	vars  map[string]any  // *Variable or *localFunc
	inner map[string]bool // names that scopes inside declare
	later map[string]bool // names that the block declares somewhere

	labels  map[string]*Labeled
	types   map[string]*clr.Type // type parameters of a local function
	section bool                 // of a switch: labels belong to the whole of it
	finally bool                 // the block of a finally
}

func (b *binder) enter(f *Function) {
	b.fn = &function{Function: f, outer: b.fn}
	b.push()
}

func (b *binder) leave() {
	b.pop()
	b.fn = b.fn.outer
}

func (b *binder) push() { b.scope = &scope{outer: b.scope, fn: b.fn.Function} }
func (b *binder) pop()  { b.scope = b.scope.outer }

// slot takes a new slot of the frame.
func (b *binder) slot() int {
	b.fn.Slots++
	return b.fn.Slots - 1
}

// lookup finds a local by name.
func (b *binder) lookup(name string) any {
	for s := b.scope; s != nil; s = s.outer {
		if v := s.vars[name]; v != nil {
			return v
		}
	}
	return nil
}

// locals lists the names in scope, for suggestions.
func (b *binder) locals() []string {
	var list []string
	for s := b.scope; s != nil; s = s.outer {
		for name := range s.vars {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// enterName puts a name into the scope at hand; a name that is taken there, in
// a scope around or in one inside is reported.
func (b *binder) enterName(name string, n syntax.Node, v any) {
	s := b.scope
	if s.vars[name] != nil {
		b.errorf(n, CodeDuplicateLocal, "%s is declared in this scope already", name)
		return
	}
	parameter := name == contextName && b.options.Context != nil
	if parameter || s.inner[name] || s.outer != nil && b.lookup(name) != nil {
		b.errorf(n, CodeShadow, "%s would hide, or be hidden by, another local of that name", name)
	}
	if s.vars == nil {
		s.vars = map[string]any{}
	}
	s.vars[name] = v
	for o := s.outer; o != nil; o = o.outer {
		if o.inner == nil {
			o.inner = map[string]bool{}
		}
		o.inner[name] = true
	}
}

// declare makes a variable of the function at hand.
func (b *binder) declare(id *syntax.Ident, t *clr.Type) *Variable {
	v := &Variable{Name: id.Text, Type: t, Syntax: id, Owner: b.fn.Function, Slot: b.slot()}
	b.enterName(id.Text, id, v)
	return v
}

func (b *binder) declareTarget(id *syntax.Ident, t *clr.Type) *LocalTarget {
	v := b.declare(id, t)
	return &LocalTarget{Var: v, Slot: v.Slot, Declare: true}
}

// slotOf is the slot of a variable in the function's frame. A variable of a
// function around is captured by every function on the way.
func (f *Function) slotOf(v *Variable) int {
	if v.Owner == f || f.Outer == nil {
		return v.Slot
	}
	for _, c := range f.Captures {
		if c.Var == v {
			return c.To
		}
	}
	v.Captured = true
	c := &Capture{Var: v, From: f.Outer.slotOf(v), To: f.Slots}
	f.Slots++
	f.Captures = append(f.Captures, c)
	return c.To
}

// A site is a place where a local function is called or made a delegate: its
// captures are then slots of the frame there.
type site struct {
	caller *Function
	fun    **Function
}

// resolveSites makes each caller of a local function capture what that needs,
// until no call asks for more, and gives calls from elsewhere than the function
// around it captures of their own.
func (b *binder) resolveSites() {
	for changed := true; changed; {
		changed = false
		for _, s := range b.sites {
			before := s.caller.Slots
			for _, c := range (*s.fun).Captures {
				s.caller.slotOf(c.Var)
			}
			changed = changed || s.caller.Slots != before
		}
	}
	for _, s := range b.sites {
		if *s.fun == nil || s.caller == (*s.fun).Outer {
			continue
		}
		f := **s.fun
		f.Captures = nil
		for _, c := range (*s.fun).Captures {
			f.Captures = append(f.Captures, &Capture{Var: c.Var, From: s.caller.slotOf(c.Var), To: c.To})
		}
		*s.fun = &f
	}
}

// Reporting.

func (b *binder) errorf(n syntax.Node, code source.Code, format string, args ...any) {
	b.report(n, code, source.Error, "", fmt.Sprintf(format, args...))
}

func (b *binder) report(n syntax.Node, code source.Code, s source.Severity, suggest, message string) {
	b.diags = append(b.diags, source.Diagnostic{Code: code, Severity: s, File: b.text.File, Span: b.text.Origin(n.Span()), Message: message, Suggest: suggest})
}

// bad is an expression that stands for a reported fault.
func (b *binder) bad(n syntax.Node) Expr { return &Bad{at(n, badType)} }

// fail reports a fault and is a bad expression.
func (b *binder) fail(n syntax.Node, code source.Code, format string, args ...any) Expr {
	b.errorf(n, code, format, args...)
	return b.bad(n)
}

func at(n syntax.Node, t *clr.Type) Typed { return Typed{T: t, N: n} }

// The types of what has no type of its own in C#.
var (
	badType     = pseudo("error")
	nullType    = pseudo("<null>")
	defaultType = pseudo("default")
	throwType   = pseudo("throw expression")
	lambdaType  = pseudo("lambda expression")
	groupType   = pseudo("method group")
	nameType    = pseudo("type or namespace")
)

func pseudo(name string) *clr.Type {
	return &clr.Type{Decl: clr.Decl{Name: name, Keyword: name}, Simple: name}
}

// isTyped reports whether a type is one of the library.
func isTyped(t *clr.Type) bool {
	switch t {
	case badType, nullType, defaultType, throwType, lambdaType, groupType, nameType:
		return false
	}
	return true
}

func isBad(list ...Expr) bool {
	return slices.ContainsFunc(list, func(x Expr) bool { return x.Type() == badType })
}

// Expressions that only the binder sees.
type (
	// A lambda is not bound before its type is known.
	lambda struct {
		Typed
		syntax syntax.Expr
		params []*syntax.Param
		any    bool // delegate { }: any parameters
		body   syntax.Expr
		block  *syntax.Block
		ranges []*syntax.Ident // range variables that the first parameter carries
		scope  *scope
		fn     *function
		faults source.Diagnostics // of the body, where inference found no type for it
	}

	// A group is the methods of a name.
	group struct {
		Typed
		name    string
		recv    Expr // nil when named by its type
		typ     *clr.Type
		methods []*clr.Method
		args    []*clr.Type
		local   *localFunc
	}

	// A typeName is a type where an expression could stand; a namespace has no typ.
	typeName struct {
		Typed
		typ       *clr.Type
		namespace string
	}
)
