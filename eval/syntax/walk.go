package syntax

// Walk calls f for a node and, if that returns true, for the nodes below it, in
// the order of the text. Missing children are left out.
func Walk(n Node, f func(Node) bool) {
	if !f(n) {
		return
	}
	switch n := n.(type) {
	case *Body:
		walk(f, n.Expr)
		walk(f, n.Block)
	case *Ident, *PredefinedType, *VarType, *OmittedType, *BadType, *Literal, *InterpolatedText, *Receiver,
		*BadExpr, *Discard, *Break, *Continue, *Empty, *BadStmt:
	case *GenericName:
		walk(f, n.Ident)
		walkAll(f, n.Args)
	case *AliasQualified:
		walk(f, n.Alias)
		walk(f, n.Name)
	case *QualifiedType:
		walk(f, n.Left)
		walk(f, n.Name)
	case *ArrayType:
		walk(f, n.Elem)
	case *NullableType:
		walk(f, n.Elem)
	case *TupleType:
		walkAll(f, n.Elems)
	case *TupleTypeElem:
		walk(f, n.Type)
		walk(f, n.Name)
	case Expr:
		walkExpr(f, n)
	case Stmt:
		walkStmt(f, n)
	case Clause:
		walkClause(f, n)
	default:
		walkPart(f, n)
	}
}

// walk walks a node that may be missing.
func walk[N interface {
	comparable
	Node
}](f func(Node) bool, n N) {
	var none N
	if n != none {
		Walk(n, f)
	}
}

func walkAll[N interface {
	comparable
	Node
}](f func(Node) bool, list []N) {
	for _, n := range list {
		walk(f, n)
	}
}

func walkExpr(f func(Node) bool, n Expr) {
	switch n := n.(type) {
	case *Interpolated:
		walkAll(f, n.Parts)
	case *Member:
		walk(f, n.X)
		walk(f, n.Name)
	case *ConditionalAccess:
		walk(f, n.X)
		walk(f, n.Then)
	case *Call:
		walk(f, n.Fun)
		walkAll(f, n.Args)
	case *Index:
		walk(f, n.X)
		walkAll(f, n.Args)
	case *Cast:
		walk(f, n.Type)
		walk(f, n.X)
	case *Paren:
		walk(f, n.X)
	case *Tuple:
		walkAll(f, n.Elems)
	case *Unary:
		walk(f, n.X)
	case *Postfix:
		walk(f, n.X)
	case *Binary:
		walk(f, n.X)
		walk(f, n.Y)
	case *Assign:
		walk(f, n.X)
		walk(f, n.Y)
	case *Conditional:
		walk(f, n.Cond)
		walk(f, n.Then)
		walk(f, n.Else)
	case *Is:
		walk(f, n.X)
		walk(f, n.Type)
	case *IsPattern:
		walk(f, n.X)
		walk(f, n.Pattern)
	case *As:
		walk(f, n.X)
		walk(f, n.Type)
	case *New:
		walk(f, n.Type)
		walkAll(f, n.Args)
		walk(f, n.Init)
	case *ObjectInit:
		walkAll(f, n.Members)
	case *CollectionInit:
		walkAll(f, n.Elems)
	case *ElementInit:
		walkAll(f, n.Args)
	case *NewArray:
		walk(f, n.Type)
		walkAll(f, n.Sizes)
		walk(f, n.Init)
	case *NewImplicitArray:
		walk(f, n.Init)
	case *ArrayInit:
		walkAll(f, n.Elems)
	case *NewAnonymous:
		walkAll(f, n.Members)
	case *Lambda:
		walkAll(f, n.Params)
		walk(f, n.Expr)
		walk(f, n.Block)
	case *AnonymousMethod:
		walkAll(f, n.Params)
		walk(f, n.Block)
	case *Default:
		walk(f, n.Type)
	case *TypeOf:
		walk(f, n.Type)
	case *SizeOf:
		walk(f, n.Type)
	case *NameOf:
		walk(f, n.X)
	case *Checked:
		walk(f, n.X)
	case *ThrowExpr:
		walk(f, n.X)
	case *DeclExpr:
		walk(f, n.Type)
		walk(f, n.Name)
	case *Query:
		walkAll(f, n.Clauses)
	}
}

func walkStmt(f func(Node) bool, n Stmt) {
	switch n := n.(type) {
	case *Block:
		walkAll(f, n.Stmts)
	case *LocalDecl:
		walk(f, n.Type)
		walkAll(f, n.Vars)
	case *LocalFunc:
		walk(f, n.Type)
		walk(f, n.Name)
		walkAll(f, n.TypeParams)
		walkAll(f, n.Params)
		walkAll(f, n.Constraints)
		walk(f, n.Expr)
		walk(f, n.Block)
	case *ExprStmt:
		walk(f, n.X)
	case *If:
		walk(f, n.Cond)
		walk(f, n.Then)
		walk(f, n.Else)
	case *For:
		walk(f, n.Decl)
		walkAll(f, n.Init)
		walk(f, n.Cond)
		walkAll(f, n.Post)
		walk(f, n.Body)
	case *ForEach:
		walk(f, n.Type)
		walk(f, n.Name)
		walk(f, n.Vars)
		walk(f, n.X)
		walk(f, n.Body)
	case *While:
		walk(f, n.Cond)
		walk(f, n.Body)
	case *Do:
		walk(f, n.Body)
		walk(f, n.Cond)
	case *Switch:
		walk(f, n.X)
		walkAll(f, n.Sections)
	case *Return:
		walk(f, n.X)
	case *Throw:
		walk(f, n.X)
	case *Try:
		walk(f, n.Block)
		walkAll(f, n.Catches)
		walk(f, n.Finally)
	case *Using:
		walk(f, n.Decl)
		walk(f, n.X)
		walk(f, n.Body)
	case *Lock:
		walk(f, n.X)
		walk(f, n.Body)
	case *CheckedStmt:
		walk(f, n.Block)
	case *Goto:
		walk(f, n.Label)
		walk(f, n.Case)
	case *Labeled:
		walk(f, n.Label)
		walk(f, n.Stmt)
	}
}

func walkClause(f func(Node) bool, n Clause) {
	switch n := n.(type) {
	case *From:
		walk(f, n.Type)
		walk(f, n.Name)
		walk(f, n.X)
	case *Let:
		walk(f, n.Name)
		walk(f, n.X)
	case *Where:
		walk(f, n.X)
	case *Join:
		walk(f, n.Type)
		walk(f, n.Name)
		walk(f, n.X)
		walk(f, n.On)
		walk(f, n.Equals)
		walk(f, n.Into)
	case *OrderBy:
		walkAll(f, n.Keys)
	case *Select:
		walk(f, n.X)
	case *Group:
		walk(f, n.X)
		walk(f, n.By)
	case *Into:
		walk(f, n.Name)
	}
}

// walkPart walks below what is part of another node.
func walkPart(f func(Node) bool, n Node) {
	switch n := n.(type) {
	case *Hole:
		walk(f, n.X)
		walk(f, n.Align)
	case *Argument:
		walk(f, n.Name)
		walk(f, n.Value)
	case *MemberInit:
		walk(f, n.Name)
		walkAll(f, n.Index)
		walk(f, n.Value)
	case *AnonymousMember:
		walk(f, n.Name)
		walk(f, n.Value)
	case *Param:
		walk(f, n.Type)
		walk(f, n.Name)
		walk(f, n.Default)
	case *TupleDesignation:
		walkAll(f, n.Elems)
	case *DeclPattern:
		walk(f, n.Type)
		walk(f, n.Name)
	case *VarPattern:
		walk(f, n.Name)
	case *ConstPattern:
		walk(f, n.X)
	case *OrderKey:
		walk(f, n.X)
	case *Constraint:
		walk(f, n.Param)
		walkAll(f, n.Types)
	case *Declarator:
		walk(f, n.Name)
		walk(f, n.Init)
	case *Section:
		walkAll(f, n.Labels)
		walkAll(f, n.Stmts)
	case *CaseLabel:
		walk(f, n.Pattern)
		walk(f, n.When)
	case *Catch:
		walk(f, n.Type)
		walk(f, n.Name)
		walk(f, n.When)
		walk(f, n.Block)
	}
}
