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
