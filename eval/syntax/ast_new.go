package syntax

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
