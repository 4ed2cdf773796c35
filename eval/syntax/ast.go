package syntax

import "sallyport/eval/source"

// A Node is a piece of syntax.
type Node interface {
	// Span is the node's place in the Content of the text it was parsed from.
	Span() source.Span
	node()
}

// An Expr is an expression. [Ident], [GenericName], [AliasQualified] and
// [PredefinedType] are types too.
type Expr interface {
	Node
	expr()
}

// A Type is a type as it is written.
type Type interface {
	Node
	typ()
}

// A Stmt is a statement.
type Stmt interface {
	Node
	stmt()
}

// A Pattern is what may follow is or case.
type Pattern interface {
	Node
	pattern()
}

// A Name is an identifier with type arguments (*GenericName) or without (*Ident).
// It is an expression and a type.
type Name interface {
	Node
	expr()
	typ()
	ID() *Ident       // the identifier
	TypeArgs() []Type // nil for an *Ident
}

// A Designation names what a declaration inside an expression or a pattern
// declares: *Ident, *Discard or *TupleDesignation.
type Designation interface {
	Node
	designation()
}

// A Clause is a part of a query expression.
type Clause interface {
	Node
	clause()
}

// place is the span of a node; every node has one.
type place struct{ span source.Span }

// Span is where in the text the node stands.
func (p *place) Span() source.Span { return p.span }
func (*place) node()               {}

// What kind of node a struct is, it says by what it embeds.
type (
	exprNode    struct{ place }
	typeNode    struct{ place }
	stmtNode    struct{ place }
	patternNode struct{ place }
	clauseNode  struct{ place }
	nameNode    struct{ place }
)

func (*exprNode) expr()       {}
func (*typeNode) typ()        {}
func (*stmtNode) stmt()       {}
func (*patternNode) pattern() {}
func (*clauseNode) clause()   {}
func (*nameNode) expr()       {}
func (*nameNode) typ()        {}

// A Body is a whole policy expression: exactly one of its fields is set.
//
//	@(Expr)
//	@{ statements }
type Body struct {
	place
	Expr  Expr
	Block *Block
}

// Names and types.

// An Ident is an identifier. Text is without the @ and with its escapes decoded.
//
//	x
//	@class
type Ident struct {
	nameNode
	Text     string
	Verbatim bool // written with @ or escapes, so that it is no contextual keyword
}

// ID is the identifier itself.
func (n *Ident) ID() *Ident { return n }

// TypeArgs is nil.
func (n *Ident) TypeArgs() []Type { return nil }

func (*Ident) designation() {}

// A GenericName is an identifier with type arguments.
//
//	GetValueOrDefault<string>
//	Dictionary<,>               in typeof, Args are *OmittedType
type GenericName struct {
	nameNode
	Ident *Ident
	Args  []Type
}

// ID is the identifier before the type arguments.
func (n *GenericName) ID() *Ident { return n.Ident }

// TypeArgs are the type arguments.
func (n *GenericName) TypeArgs() []Type { return n.Args }

// An AliasQualified is a name behind ::. The only alias that policies can use
// is global.
//
//	global::System
type AliasQualified struct {
	nameNode
	Alias *Ident
	Name  Name
}

// A PredefinedType is a type named by a keyword. Kind is that keyword. As an
// expression it stands only before a dot: int.Parse("1").
//
//	int
//	string
//	void        only as a local function's return type and in typeof(void)
type PredefinedType struct {
	nameNode
	Kind Token
}

// A QualifiedType is a name behind a dot, in a place where only a type can
// stand; elsewhere the same text is a [Member].
//
//	System.Text.StringBuilder
type QualifiedType struct {
	typeNode
	Left Type // *Ident, *GenericName, *AliasQualified or *QualifiedType
	Name Name
}

// An ArrayType is an array of Elem with Rank dimensions. int[][,] is an array
// of one dimension whose elements are arrays of two.
//
//	Elem[]
//	Elem[,]
type ArrayType struct {
	typeNode
	Elem Type
	Rank int // 1 and up
}

// A NullableType is a type or null.
//
//	Elem?
type NullableType struct {
	typeNode
	Elem Type
}

// A TupleType is two or more types, named or not.
//
//	(int, string name)
type TupleType struct {
	typeNode
	Elems []*TupleTypeElem
}

// A TupleTypeElem is one element of a tuple type; Name may be nil.
type TupleTypeElem struct {
	place
	Type Type
	Name *Ident
}

// A VarType stands where a declaration leaves its type to be inferred.
//
//	var
type VarType struct{ typeNode }

// An OmittedType is a type argument left out, in typeof(List<>).
type OmittedType struct{ typeNode }

// A BadType stands where a type should and none could be read.
type BadType struct{ typeNode }

// Expressions.

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

// A New makes an object. Init is an *ObjectInit, a *CollectionInit or nil.
//
//	new Type(Args) Init
//	new Type Init                Args is nil
type New struct {
	exprNode
	Type Type
	Args []*Argument
	Init Expr
}

// An ObjectInit sets members or elements of a new object. It stands in
// [New].Init and in [MemberInit].Value, nowhere else.
//
//	{ Name = value, [index] = value }
//	{ }
type ObjectInit struct {
	exprNode
	Members []*MemberInit
}

// A MemberInit is one setting of an ObjectInit: Name or Index is set. Value
// may be an *ObjectInit or a *CollectionInit, which fill what is there already.
//
//	Name = Value
//	[Index] = Value
type MemberInit struct {
	place
	Name  *Ident
	Index []*Argument
	Value Expr
}

// A CollectionInit adds elements to a new collection. An element that is an
// *ElementInit is added with several arguments.
//
//	{ 1, 2 }
//	{ { "a", 1 }, { "b", 2 } }
type CollectionInit struct {
	exprNode
	Elems []Expr
}

// An ElementInit is the arguments of one Add.
//
//	{ "a", 1 }
type ElementInit struct {
	exprNode
	Args []Expr
}

// A NewArray makes an array. Sizes are those of the outermost dimensions, one
// for each of Type.Rank, or nil when Init gives them.
//
//	new int[n]
//	new int[2, 3]
//	new int[n][]                 Type is an array of arrays
//	new int[] { 1, 2 }
type NewArray struct {
	exprNode
	Type  *ArrayType
	Sizes []Expr
	Init  *ArrayInit // or nil
}

// A NewImplicitArray makes an array whose element type is that of its elements.
//
//	new[] { 1, 2 }
type NewImplicitArray struct {
	exprNode
	Rank int
	Init *ArrayInit
}

// An ArrayInit lists the elements of an array; for more than one dimension they
// are *ArrayInit again. It stands in array creations and as the initial value
// of a declared array.
//
//	{ 1, 2 }
type ArrayInit struct {
	exprNode
	Elems []Expr
}

// A NewAnonymous makes an object of a type without a name.
//
//	new { Name = value, x.Length }
type NewAnonymous struct {
	exprNode
	Members []*AnonymousMember
}

// An AnonymousMember is one property. Name is nil when it is that of Value, the
// last name in an *Ident, a *Member or a *ConditionalAccess.
type AnonymousMember struct {
	place
	Name  *Ident
	Value Expr
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

// Designations.

// A Discard declares nothing.
//
//	_
type Discard struct{ place }

func (*Discard) designation() {}

// A TupleDesignation declares several variables.
//
//	(x, _, (y, z))
type TupleDesignation struct {
	place
	Elems []Designation
}

func (*TupleDesignation) designation() {}

// Patterns.

// A DeclPattern matches a type and names the value. Name is an *Ident or a
// *Discard.
//
//	Type x
type DeclPattern struct {
	patternNode
	Type Type
	Name Designation
}

// A VarPattern matches anything and names it. Name is an *Ident or a *Discard.
//
//	var x
type VarPattern struct {
	patternNode
	Name Designation
}

// A ConstPattern matches a constant.
//
//	null
type ConstPattern struct {
	patternNode
	X Expr
}

// Clauses of queries.

// A From introduces a range variable; Type may be nil.
//
//	from Type Name in X
type From struct {
	clauseNode
	Type Type
	Name *Ident
	X    Expr
}

// A Let introduces a range variable for a value.
//
//	let Name = X
type Let struct {
	clauseNode
	Name *Ident
	X    Expr
}

// A Where keeps what fulfils a condition.
//
//	where X
type Where struct {
	clauseNode
	X Expr
}

// A Join pairs elements with equal keys; with Into it gathers the matches of
// each. Type and Into may be nil.
//
//	join Type Name in X on On equals Equals into Into
type Join struct {
	clauseNode
	Type       Type
	Name       *Ident
	X          Expr
	On, Equals Expr
	Into       *Ident
}

// An OrderBy sorts.
//
//	orderby a, b descending
type OrderBy struct {
	clauseNode
	Keys []*OrderKey
}

// An OrderKey is one key of an OrderBy.
type OrderKey struct {
	place
	X          Expr
	Descending bool
}

// A Select gives the result for each element.
//
//	select X
type Select struct {
	clauseNode
	X Expr
}

// A Group gives groups of X by a key.
//
//	group X by By
type Group struct {
	clauseNode
	X, By Expr
}

// An Into begins a new query over the result of the clauses before it.
//
//	into Name
type Into struct {
	clauseNode
	Name *Ident
}

// Statements.

// A Block is statements in a scope of their own.
//
//	{ Stmts }
type Block struct {
	stmtNode
	Stmts []Stmt
}

// A LocalDecl declares variables or constants of one type. Type is a *VarType
// when it is inferred.
//
//	Type x = 1, y;
//	const int N = 1;
type LocalDecl struct {
	stmtNode
	Const bool
	Type  Type
	Vars  []*Declarator
}

// A Declarator is one variable of a declaration. Init may be nil, or an
// *ArrayInit.
//
//	Name = Init
type Declarator struct {
	place
	Name *Ident
	Init Expr
}

// A LocalFunc is a function inside a body. One of Expr and Block is set.
//
//	Type Name<TypeParams>(Params) where T : class { ... }
//	Type Name(Params) => Expr;
type LocalFunc struct {
	stmtNode
	Type        Type
	Name        *Ident
	TypeParams  []*Ident
	Params      []*Param
	Constraints []*Constraint
	Expr        Expr
	Block       *Block
}

// A Constraint says what a type parameter must be.
//
//	where Param : class, Types, new()
type Constraint struct {
	place
	Param  *Ident
	Class  bool
	Struct bool
	New    bool
	Types  []Type
}

// An ExprStmt is an expression evaluated for what it does.
//
//	X;
type ExprStmt struct {
	stmtNode
	X Expr
}

// An If chooses; Else may be nil.
//
//	if (Cond) Then else Else
type If struct {
	stmtNode
	Cond       Expr
	Then, Else Stmt
}

// A For loops. Decl and Init are never both set; Cond may be nil.
//
//	for (Decl; Cond; Post) Body
//	for (Init; Cond; Post) Body
type For struct {
	stmtNode
	Decl *LocalDecl
	Init []Expr
	Cond Expr
	Post []Expr
	Body Stmt
}

// A ForEach loops over a sequence. Either Type and Name are set, or Vars: a
// *DeclExpr of a *TupleDesignation, or a *Tuple of *DeclExpr, which takes each
// element apart.
//
//	foreach (Type Name in X) Body
//	foreach (var (a, b) in X) Body
type ForEach struct {
	stmtNode
	Type Type
	Name *Ident
	Vars Expr
	X    Expr
	Body Stmt
}

// A While loops while a condition holds.
//
//	while (Cond) Body
type While struct {
	stmtNode
	Cond Expr
	Body Stmt
}

// A Do loops at least once.
//
//	do Body while (Cond);
type Do struct {
	stmtNode
	Body Stmt
	Cond Expr
}

// A Switch chooses among sections.
//
//	switch (X) { Sections }
type Switch struct {
	stmtNode
	X        Expr
	Sections []*Section
}

// A Section is one or more labels and what they lead to.
//
//	case 1: case 2: default: Stmts
type Section struct {
	place
	Labels []*CaseLabel
	Stmts  []Stmt
}

// A CaseLabel is a pattern with an optional condition; default has neither.
//
//	case Pattern when When:
//	default:
type CaseLabel struct {
	place
	Pattern Pattern // nil for default
	When    Expr    // nil when absent
}

// A Break leaves a loop or a switch.
//
//	break;
type Break struct{ stmtNode }

// A Continue begins the next turn of a loop.
//
//	continue;
type Continue struct{ stmtNode }

// A Return leaves a function; X may be nil.
//
//	return X;
type Return struct {
	stmtNode
	X Expr
}

// A Throw throws; without X, inside a catch, it throws the same again.
//
//	throw X;
type Throw struct {
	stmtNode
	X Expr
}

// A Try catches exceptions; there are Catches or a Finally or both.
//
//	try Block Catches finally Finally
type Try struct {
	stmtNode
	Block   *Block
	Catches []*Catch
	Finally *Block
}

// A Catch handles exceptions of a type; Type, Name and When may be nil.
//
//	catch (Type Name) when (When) Block
//	catch Block
type Catch struct {
	place
	Type  Type
	Name  *Ident
	When  Expr
	Block *Block
}

// A Using disposes of what it made. One of Decl and X is set.
//
//	using (Decl) Body
//	using (X) Body
type Using struct {
	stmtNode
	Decl *LocalDecl
	X    Expr
	Body Stmt
}

// A Lock holds an object's monitor.
//
//	lock (X) Body
type Lock struct {
	stmtNode
	X    Expr
	Body Stmt
}

// A CheckedStmt turns overflow checks on or off in a block.
//
//	checked { ... }
//	unchecked { ... }
type CheckedStmt struct {
	stmtNode
	Unchecked bool
	Block     *Block
}

// A Goto jumps: to a label, to a case of the switch around it, or, with neither
// set, to its default.
//
//	goto Label;
//	goto case Case;
//	goto default;
type Goto struct {
	stmtNode
	Label *Ident
	Case  Expr
}

// A Labeled is a statement that goto can reach.
//
//	Label: Stmt
type Labeled struct {
	stmtNode
	Label *Ident
	Stmt  Stmt
}

// An Empty does nothing.
//
//	;
type Empty struct{ stmtNode }

// A BadStmt stands where a statement should and none could be read, or one that
// C# 7 or a policy has not.
type BadStmt struct{ stmtNode }

// TypeExpr is the expression with the spelling of a type's name, for the places
// where only a binder can tell a type from a value: x is A.B. It is nil for a
// type that is no name.
func TypeExpr(t Type) Expr {
	switch t := t.(type) {
	case *Ident:
		return t
	case *GenericName:
		return t
	case *AliasQualified:
		return t
	case *PredefinedType:
		return t
	case *QualifiedType:
		x := TypeExpr(t.Left)
		if x == nil {
			return nil
		}
		m := &Member{X: x, Name: t.Name}
		m.span = t.span
		return m
	}
	return nil
}
