package syntax

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
