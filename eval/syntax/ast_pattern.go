package syntax

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
