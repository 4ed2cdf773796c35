package bind

import (
	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// A Program is a bound policy expression: a function without parameters.
type Program struct {
	Text *source.Text
	Body *Function
}

// A Function is the whole program, a lambda or a local function. Each call of
// it has a frame of its own: slots for parameters first, then for the captured
// variables of the functions around it, then for its own.
type Function struct {
	Name     string // of a local function
	Syntax   syntax.Node
	Outer    *Function
	Params   []*Variable
	Captures []*Capture // variables of outer functions that it, or one inside it, uses
	Slots    int        // the size of its frame
	Result   *clr.Type  // VoidType when it returns nothing
	Expr     Expr       // of a lambda or @( ), already converted to Result
	Block    *Block     // of a statement body; exactly one of Expr and Block is set
	Lambdas  bool       // functions are made inside it, which may outlive its frame
}

// A Capture brings a variable of the function around into a function: From is
// the slot there, To the slot here. Both hold the variable's *clr.Ref.
type Capture struct {
	Var      *Variable
	From, To int
}

// A Variable is a local, a parameter, or what a pattern, a foreach or a catch
// declares.
type Variable struct {
	Name     string
	Type     *clr.Type
	Syntax   syntax.Node
	Owner    *Function
	Slot     int  // in Owner's frame
	Captured bool // an inner function uses it: its slot holds a *clr.Ref, made anew each time its declaration is run
	Const    any  // of a const local, which has no slot
	IsConst  bool
	ReadOnly bool          // a foreach or using variable
	Mode     clr.ParamMode // of a local function's parameter: ByRef and ByOut share the caller's *clr.Ref
}

// An Expr is a bound expression. Its value is boxed, exact to Type.
type Expr interface {
	Type() *clr.Type
	Syntax() syntax.Node // what it was bound from; of several nodes for one syntax, all give it
	expr()
}

// Typed is what every Expr embeds.
type Typed struct {
	T *clr.Type
	N syntax.Node
}

// Type is the static type; VoidType for a call that returns nothing.
func (t *Typed) Type() *clr.Type { return t.T }

// Syntax is the C# it stands for.
func (t *Typed) Syntax() syntax.Node { return t.N }
func (*Typed) expr()                 {}

// Values.
type (
	// A Const is a constant, folded. A null has the type it was converted to.
	Const struct {
		Typed
		Value any
	}

	// A Local is a variable's value. Slot is its place in the frame of the
	// function that the node stands in (for a captured one, Capture.To).
	Local struct {
		Typed
		Var  *Variable
		Slot int
	}

	// A Context is `context`.
	Context struct{ Typed }

	// A Receiver is the value that a ConditionalAccess found not to be null.
	Receiver struct {
		Typed
		Of *ConditionalAccess
	}
)

// Calls.
type (
	// A Call gets a property or calls a method, indexer, constructor, operator or
	// user-defined conversion. Args are in the order of Method.Params, complete:
	// defaults filled in, a params array made. Order tells in which order they
	// are evaluated when that is not theirs (named arguments); nil otherwise.
	Call struct {
		Typed
		Method *clr.Method // instantiated
		Recv   Expr        // nil when static or a constructor; the first Arg of an extension
		Args   []Expr      // a by-reference one is an *Address
		Order  []int
		Types  clr.TypeArgs // type arguments of the type, then of the method
	}

	// An Address passes a variable by reference; New says that it is declared
	// there (out var x). A nil Target is a discard.
	Address struct {
		Typed
		Target Target
		New    bool
	}

	// An Invoke calls a delegate.
	Invoke struct {
		Typed
		Fun  Expr
		Args []Expr
	}

	// A CallFunc calls a local function. An argument by reference is an *Address.
	CallFunc struct {
		Typed
		Fun  *Function
		Args []Expr
	}

	// A Lambda makes a delegate of type T from a function.
	Lambda struct {
		Typed
		Fun *Function
	}

	// A MethodGroup makes a delegate of type T from a method (Select(int.Parse))
	// or a local function. Wrap, when set, is a function that calls it with the
	// conversions that the delegate's signature asks for.
	MethodGroup struct {
		Typed
		Recv Expr // evaluated once, when the delegate is made
		Wrap *Function
		This *Variable // of Wrap: holds Recv
	}
)

// Operators. Operands have been converted: both sides of a Binary have type
// Operand (for shifts the right side is int).
type (
	// A Unary is + - ~ !. Lifted: null gives null.
	Unary struct {
		Typed
		Op      string
		X       Expr
		Operand *clr.Type // not nullable
		Lifted  bool
		Checked bool
	}

	// A Binary is arithmetic, a shift, a comparison or a bitwise operator that
	// the language defines. When Operand is a reference type, == and != compare
	// references. Lifted operands are nullable: see C#'s rules for each operator.
	Binary struct {
		Typed
		Op      string
		X, Y    Expr
		Operand *clr.Type // not nullable
		Lifted  bool
		Checked bool
	}

	// A Concat is string concatenation; operands are flattened and may have any type.
	Concat struct {
		Typed
		Parts []Expr
	}

	// An Interpolation is a $"" string.
	Interpolation struct {
		Typed
		Parts []Part
	}

	// A Logical is && or ||, both sides bool.
	Logical struct {
		Typed
		And  bool
		X, Y Expr
	}

	// A Coalesce is ??. Then converts X's value, when it is not null, to T; nil
	// when it is of type T as it is. Then uses Receiver of this node's Access.
	Coalesce struct {
		Typed
		X, Y Expr
	}

	// A Conditional is ?:.
	Conditional struct {
		Typed
		Cond, Then, Else Expr
	}

	// A ConditionalAccess is ?. and ?[]: null when X is null, and else Then, in
	// which one Receiver stands for X's value.
	ConditionalAccess struct {
		Typed
		X    Expr
		Slot int // where X's value is kept in the frame
		Then Expr
	}

	// An Is asks for a run-time type.
	Is struct {
		Typed
		X  Expr
		Of *clr.Type
	}

	// An As is X when it is of type T, and else null.
	As struct {
		Typed
		X Expr
	}

	// An IsPattern asks whether X's value matches.
	IsPattern struct {
		Typed
		X       Expr
		Pattern Pattern
	}

	// A Convert is a conversion that does something; see Conversion. A user-defined
	// one is a Call.
	Convert struct {
		Typed
		X       Expr
		Kind    Conversion
		Checked bool
	}
)

// A Part is a piece of an interpolated string: a text, or a value with
// alignment and format.
type Part struct {
	Text   string
	X      Expr // nil for a text
	Align  int
	Format string
}

// A Conversion says what a Convert does.
type Conversion uint8

// The conversions.
const (
	// NoOp changes the static type only: identity, to a base or interface,
	// boxing, T to T?, null to a type.
	NoOp Conversion = iota

	// Numeric is between numbers, char and enums, by clr.NumericConversion.
	// From T? it throws InvalidOperationException for null unless T is T? too.
	Numeric

	// Checked at run time: to a derived type, an interface or, exactly, an
	// unboxed value (clr.Cast).
	Downcast

	// Unwrap is T? to T: InvalidOperationException for null.
	Unwrap

	// NameOfSubject gives an X500DistinguishedName's Name, null for null: the
	// one leniency (design.md section 4).
	NameOfSubject
)

// Making.
type (
	// A NewArray makes an array of T's element type: of Sizes, or of Elems.
	NewArray struct {
		Typed
		Sizes []Expr // int
		Elems []Expr // converted; in row-major order when T has several dimensions
		Dims  []int  // lengths, when Elems are given for several dimensions
	}

	// A NewAnonymous makes an object of an anonymous type.
	NewAnonymous struct {
		Typed
		Values []Expr
	}

	// A NewTuple makes a ValueTuple.
	NewTuple struct {
		Typed
		Values []Expr
	}

	// An Init makes an object, keeps it in a slot, and fills it: Steps are calls
	// of Add, assignments and nested Inits, in which an Object stands for it.
	Init struct {
		Typed
		New   Expr
		Slot  int
		Steps []Expr
	}

	// An Object is the object that the Init around it made.
	Object struct {
		Typed
		Slot int
	}
)

// Assigning. The value of an assignment is the value assigned.
type (
	// An Assign stores Value, converted already.
	Assign struct {
		Typed
		Target Target
		Value  Expr
	}

	// A Compound is target = f(target, operand): x += 1, x++. The target's parts
	// are evaluated once. In New, an Old stands for the value before. Post says
	// that the expression's own value is the one before.
	Compound struct {
		Typed
		Target Target
		Slot   int // where the old value is kept
		New    Expr
		Post   bool
	}

	// An Old is the value that the Compound around it read.
	Old struct {
		Typed
		Slot int
	}

	// A Deconstruct takes a tuple (or a value with Deconstruct) apart: each
	// target gets the value that its Expr, in which an Object stands for the
	// whole, gives. A nil target is a discard.
	Deconstruct struct {
		Typed
		X       Expr
		Slot    int
		Targets []Target
		Values  []Expr
	}

	// A ThrowExpr throws.
	ThrowExpr struct {
		Typed
		X Expr
	}

	// A Bad stands for what could not be bound; a program with one is not run.
	Bad struct{ Typed }
)

// A Target is something that can be assigned to.
type Target interface{ target() }

type (
	// A LocalTarget is a variable. Declare says that this is its declaration: a
	// captured one gets a new *clr.Ref.
	LocalTarget struct {
		Var     *Variable
		Slot    int
		Declare bool
	}

	// A MemberTarget is a property or, with Args, an indexer that can be set.
	MemberTarget struct {
		Method *clr.Method
		Recv   Expr // nil when static
		Args   []Expr
		Types  clr.TypeArgs
		Syntax syntax.Node
	}

	// An ElementTarget is an array's element; several indexes for several dimensions.
	ElementTarget struct {
		X       Expr
		Indexes []Expr // int or long
		Syntax  syntax.Node
	}
)

func (*LocalTarget) target()   {}
func (*MemberTarget) target()  {}
func (*ElementTarget) target() {}

// An Element is an array's element; several indexes for several dimensions.
type Element struct {
	Typed
	X       Expr
	Indexes []Expr // int or long
}

// A Pattern is bound to the type of what it is matched with.
type Pattern interface{ pattern() }

type (
	// A ConstPattern matches an equal constant; null matches null.
	ConstPattern struct{ Value any }

	// A TypePattern matches a run-time type (never null) and stores the value.
	TypePattern struct {
		Of     *clr.Type
		Target *LocalTarget // nil for a discard
	}

	// A VarPattern matches anything and stores it.
	VarPattern struct{ Target *LocalTarget }
)

func (*ConstPattern) pattern() {}
func (*TypePattern) pattern()  {}
func (*VarPattern) pattern()   {}

// A Stmt is a bound statement.
type Stmt interface {
	Syntax() syntax.Node
	stmt()
}

// Placed is what every Stmt embeds.
type Placed struct{ N syntax.Node }

// Syntax is the C# it stands for.
func (p *Placed) Syntax() syntax.Node { return p.N }
func (*Placed) stmt()                 {}

type (
	// A Block is statements in order. Labels tells where gotos of its labels go.
	Block struct {
		Placed
		Stmts []Stmt
	}

	// An ExprStmt evaluates. A declaration is one with an Assign or, without an
	// initial value, a Declare.
	ExprStmt struct {
		Placed
		X Expr
	}

	// A Declare makes a variable that has no value yet (a fresh *clr.Ref when
	// it is captured).
	Declare struct {
		Placed
		Var *Variable
	}

	// A LocalFunc makes nothing: CallFunc and MethodGroup name the Function. A
	// Generic one is not called as it stands, but its instances.
	LocalFunc struct {
		Placed
		Fun     *Function
		Generic bool
	}

	// An If chooses; Else may be nil.
	If struct {
		Placed
		Cond Expr
		Then Stmt
		Else Stmt
	}

	// A Loop is for, while and do: Init once; then, unless AtEnd for the first
	// turn, Cond (nil is true), Body, Post. Fresh are the captured variables
	// that get a new Ref for each turn (none in C#'s for).
	Loop struct {
		Placed
		Init  []Stmt
		Cond  Expr
		AtEnd bool
		Body  Stmt
		Post  []Expr
	}

	// A ForEach enumerates X (boxed). Each element, held in an Object of Slot,
	// is stored by Each (an Assign or Deconstruct that declares the variables).
	ForEach struct {
		Placed
		X    Expr
		Slot int
		Each Expr
		Body Stmt
	}

	// A Switch goes to the first label that matches, in order; Default is the
	// section to go to when none does, or -1. A Complete one always has a match.
	Switch struct {
		Placed
		X        Expr
		Slot     int
		Sections []*Section
		Default  int
		Complete bool
	}

	// A Section is a section of a Switch.
	Section struct {
		Labels []*Label
		Stmts  []Stmt
	}

	// A Label is one case: a pattern and an optional condition.
	Label struct {
		Pattern Pattern
		When    Expr
		N       syntax.Node
	}

	// A Break leaves the innermost loop or switch.
	Break struct{ Placed }

	// A Continue begins the next turn of the innermost loop.
	Continue struct{ Placed }

	// A Goto goes to a label, or within a switch to a section.
	Goto struct {
		Placed
		Label   *Labeled // nil for goto case and goto default
		Section int
	}

	// A Labeled is a statement that goto can reach.
	Labeled struct {
		Placed
		Name string
		Stmt Stmt
	}

	// A Return leaves the function; X is converted to its result, or nil.
	Return struct {
		Placed
		X Expr
	}

	// A Throw throws; a nil X throws the caught exception again.
	Throw struct {
		Placed
		X Expr
	}

	// A Try is try with catches, a finally, or both.
	Try struct {
		Placed
		Block   *Block
		Catches []*Catch
		Finally *Block // or nil
	}

	// A Catch handles exceptions of a type (ExceptionType when none is named).
	Catch struct {
		N     syntax.Node
		Of    *clr.Type
		Var   *LocalTarget // or nil
		When  Expr         // or nil
		Block *Block
	}

	// A Using disposes of what X, or Decl, made, when Body is left.
	Using struct {
		Placed
		Decl []Stmt    // the declaration of one variable, or nil
		Var  *Variable // what it declares
		X    Expr      // or nil
		Slot int       // where X's value is kept
		Body Stmt
	}

	// A Lock wants X not to be null. Nothing is locked: one goroutine runs an
	// expression.
	Lock struct {
		Placed
		X    Expr
		Body Stmt
	}
)
