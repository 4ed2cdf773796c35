package syntax

// A LiteralKind is the type of a literal.
type LiteralKind uint8

// The kinds of literals, and the Go type of [Literal].Value for each.
const (
	NullLiteral    LiteralKind = iota // nil
	BoolLiteral                       // bool
	IntLiteral                        // int32
	UintLiteral                       // uint32
	LongLiteral                       // int64
	UlongLiteral                      // uint64
	FloatLiteral                      // float32
	DoubleLiteral                     // float64
	DecimalLiteral                    // string: digits, at most one '.', perhaps an exponent; zeros at the end are kept
	CharLiteral                       // uint16: a UTF-16 code unit
	StringLiteral                     // string: UTF-8, a lone surrogate as the three bytes of WTF-8
)

// A Literal is a constant written out. A whole number has the first of int,
// uint, long and ulong that holds it and that its suffix allows.
//
//	null  true  1  0xFFul  1.5m  'a'  "text"  @"C:\"
//	-2147483648                 one literal, an int: C# says so
type Literal struct {
	exprNode
	Kind  LiteralKind
	Value any
	Text  string // as typed
}

// An Interpolated is a string with holes. Parts are *InterpolatedText and
// *Hole, in order; two texts are never neighbours.
//
//	$"{n} items"
//	$@"C:\{name}"
type Interpolated struct {
	exprNode
	Verbatim bool
	Parts    []Node
}

// An InterpolatedText is what stands between holes, decoded: {{ is {.
type InterpolatedText struct {
	place
	Value string
}

// A Hole is a value put into an interpolated string. Align and Format may be
// absent: nil and "".
//
//	{X}
//	{X,Align:Format}
type Hole struct {
	place
	X      Expr
	Align  Expr
	Format string // decoded
}

// A Member is a name behind a dot.
//
//	X.Name
type Member struct {
	exprNode
	X    Expr
	Name Name
}

// A ConditionalAccess is null when X is, and else Then, in which the one
// [Receiver] stands for the value of X. Everything that follows the question
// mark is in Then, so that a null X skips it all: a?.b.c() is
// ConditionalAccess{a, Receiver.b.c()}; a?.b?.c is
// ConditionalAccess{a, ConditionalAccess{Receiver.b, Receiver.c}}.
//
//	X?.Name
//	X?[Args]
type ConditionalAccess struct {
	exprNode
	X    Expr
	Then Expr
}

// A Receiver stands, inside the Then of a [ConditionalAccess], for the value
// that was not null. It is the leftmost operand there and has no text.
type Receiver struct{ exprNode }

// A Call is an invocation of a method, a local function or a delegate.
//
//	Fun(Args)
type Call struct {
	exprNode
	Fun  Expr
	Args []*Argument
}

// An Argument is passed to a call, an indexer or a constructor, or is an
// element of a tuple. Ref is REF, OUT, IN or, mostly, ILLEGAL (the zero Token). After OUT, Value
// may be a *DeclExpr, or an *Ident "_" that is a discard unless a variable has that name.
//
//	Value
//	Name: Value
//	out var x
type Argument struct {
	place
	Name  *Ident // nil when positional
	Ref   Token
	Value Expr
}

// An Index is an access to an element.
//
//	X[Args]
type Index struct {
	exprNode
	X    Expr
	Args []*Argument
}

// A Cast converts X to Type.
//
//	(Type)X
type Cast struct {
	exprNode
	Type Type
	X    Expr
}

// A Paren is an expression in parentheses.
//
//	(X)
type Paren struct {
	exprNode
	X Expr
}

// A Tuple is two or more values; on the left of = it takes one apart.
//
//	(1, name: "a")
//	(x, var y) = ...
type Tuple struct {
	exprNode
	Elems []*Argument // Ref is never set
}

// A Unary is an operator before its operand: ADD, SUB, NOT, TILDE, INC, DEC.
//
//	-X
type Unary struct {
	exprNode
	Op Token
	X  Expr
}

// A Postfix is INC or DEC behind its operand.
//
//	X++
type Postfix struct {
	exprNode
	Op Token
	X  Expr
}

// A Binary is an operator between two operands: arithmetic, comparison, logic,
// shifts and COALESCE.
//
//	X + Y
//	X ?? Y
type Binary struct {
	exprNode
	Op   Token
	X, Y Expr
}

// An Assign is = or a compound. On the left of = may stand a *Tuple or a
// *DeclExpr, which take a value apart.
//
//	X = Y
//	X += Y
type Assign struct {
	exprNode
	Op   Token
	X, Y Expr
}

// A Conditional chooses.
//
//	Cond ? Then : Else
type Conditional struct {
	exprNode
	Cond, Then, Else Expr
}

// An Is asks for a type. Type may be the name of a constant instead, which
// only a binder can tell; [TypeExpr] gives it as an expression.
//
//	X is Type
type Is struct {
	exprNode
	X    Expr
	Type Type
}

// An IsPattern asks whether a pattern matches.
//
//	X is string s
//	X is null
type IsPattern struct {
	exprNode
	X       Expr
	Pattern Pattern
}

// An As converts, or gives null.
//
//	X as Type
type As struct {
	exprNode
	X    Expr
	Type Type
}

// A Lambda is a function. One of Expr and Block is set. All parameters have a
// type or none has.
//
//	x => Expr
//	(int x, out string y) => { ... }
type Lambda struct {
	exprNode
	Params []*Param
	Expr   Expr
	Block  *Block
}

// An AnonymousMethod is a function in C# 2's spelling.
//
//	delegate (int x) { ... }
//	delegate { ... }             HasParams is false: any parameters will do
type AnonymousMethod struct {
	exprNode
	HasParams bool
	Params    []*Param
	Block     *Block
}

// A Param is a parameter of a lambda, an anonymous method or a local function.
// Mode is REF, OUT, IN, PARAMS or ILLEGAL (the zero Token); PARAMS and Default
// occur only in local functions.
//
//	x
//	out int x
//	int x = 1
type Param struct {
	place
	Mode    Token
	Type    Type // nil when inferred
	Name    *Ident
	Default Expr
}

// A Default is the zero value of a type; Type is nil when it is to be inferred.
//
//	default(Type)
//	default
type Default struct {
	exprNode
	Type Type
}

// A TypeOf is the object that describes a type.
//
//	typeof(Type)
type TypeOf struct {
	exprNode
	Type Type
}

// A SizeOf is the size of a type in bytes.
//
//	sizeof(Type)
type SizeOf struct {
	exprNode
	Type Type
}

// A NameOf is the last name in X, as a string. X may be a type.
//
//	nameof(X)
type NameOf struct {
	exprNode
	X Expr
}

// A Checked turns overflow checks on or off for X.
//
//	checked(X)
//	unchecked(X)
type Checked struct {
	exprNode
	Unchecked bool
	X         Expr
}

// A ThrowExpr throws where a value is wanted: behind ?? and =>, and in ?:.
//
//	throw X
type ThrowExpr struct {
	exprNode
	X Expr
}

// A DeclExpr declares variables: behind out, and on the left of = in order to
// take a tuple apart.
//
//	out Type x
//	var (x, y) = ...
type DeclExpr struct {
	exprNode
	Type Type
	Name Designation
}

// A Query is a query expression, clause by clause. The first is a *From. Each
// *Select or *Group but the last is followed by an *Into.
//
//	from x in xs where x > 1 orderby x select x
type Query struct {
	exprNode
	Clauses []Clause
}

// A BadExpr stands where an expression should and none could be read, or one
// that C# 7 has not.
type BadExpr struct{ exprNode }
