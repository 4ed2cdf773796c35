package syntax

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
