package bind

import (
	"slices"

	"sallyport/eval/clr"
	"sallyport/eval/syntax"
)

// A rangeVar is a range variable as a name: a property of the object that
// carries several through a query.
type rangeVar struct {
	carrier *Variable
	name    string
}

// A query is a query expression on its way to calls (C# specification, 12.20.3).
type query struct {
	*binder
	source Expr            // what the clauses so far give
	vars   []*syntax.Ident // the range variables; several travel in an anonymous object
}

// query translates a query expression into calls.
func (b *binder) query(n *syntax.Query) Expr {
	if len(n.Clauses) == 0 {
		return b.bad(n)
	}
	from, ok := n.Clauses[0].(*syntax.From)
	if !ok {
		return b.bad(n)
	}
	q := &query{b, b.castSource(from, b.typed(from.X), from.Type), []*syntax.Ident{from.Name}}
	for i := 1; i < len(n.Clauses); i++ {
		if isBad(q.source) {
			return b.bad(n)
		}
		var next *syntax.Select // the select that ends the query, right behind
		if i+2 == len(n.Clauses) {
			next, _ = n.Clauses[i+1].(*syntax.Select)
		}
		if q.clause(n.Clauses[i], next, i == 1) {
			i++
		}
	}
	return q.source
}

// clause adds the calls of a clause. It reports whether it took in the select
// behind it, too.
func (q *query) clause(c syntax.Clause, next *syntax.Select, first bool) (tookNext bool) {
	switch c := c.(type) {
	case *syntax.Where:
		q.call(c, "Where", q.function(c.X))
	case *syntax.OrderBy:
		for i, k := range c.Keys {
			method := "OrderBy"
			if i > 0 {
				method = "ThenBy"
			}
			if k.Descending {
				method += "Descending"
			}
			q.call(k, method, q.function(k.X))
		}
	case *syntax.Select:
		if first || !q.isVar(c.X) { // select x of x adds nothing
			q.call(c, "Select", q.function(c.X))
		}
	case *syntax.Group:
		if q.isVar(c.X) {
			q.call(c, "GroupBy", q.function(c.By))
		} else {
			q.call(c, "GroupBy", q.function(c.By), q.function(c.X))
		}
	case *syntax.Into:
		q.vars = []*syntax.Ident{c.Name}
	case *syntax.Let:
		q.call(c, "Select", q.function(q.carry(c.Name, c.X)))
		q.vars = append(q.vars, c.Name)
	case *syntax.From:
		x := c.X
		if c.Type != nil {
			name := &syntax.GenericName{Ident: &syntax.Ident{Text: "Cast"}, Args: []syntax.Type{c.Type}}
			x = &syntax.Call{Fun: &syntax.Member{X: x, Name: name}}
		}
		return q.pair(c, "SelectMany", c.Name, next, q.function(x))
	case *syntax.Join:
		inner := argument{x: q.castSource(c, q.typed(c.X), c.Type), n: c.X}
		on := q.function(c.On)
		equals := (&query{q.binder, nil, []*syntax.Ident{c.Name}}).function(c.Equals)
		if c.Into != nil {
			return q.pair(c, "GroupJoin", c.Into, next, inner, on, equals)
		}
		return q.pair(c, "Join", c.Name, next, inner, on, equals)
	}
	return false
}

// isVar reports whether an expression is the one range variable itself.
func (q *query) isVar(e syntax.Expr) bool {
	id, ok := e.(*syntax.Ident)
	return ok && len(q.vars) == 1 && id.Text == q.vars[0].Text
}

func (q *query) call(n syntax.Node, method string, args ...argument) {
	if !isBad(q.source) {
		q.source = q.callNamed(n, q.source, method, args)
	}
}

// pair calls a method whose last argument makes something of the range
// variables and a new one: the result of the select behind, or an object that
// carries them all.
func (q *query) pair(n syntax.Node, method string, name *syntax.Ident, next *syntax.Select, args ...argument) (tookNext bool) {
	if next != nil {
		q.call(n, method, append(args, q.function(next.X, name))...)
		return true
	}
	q.call(n, method, append(args, q.function(q.carry(name, name), name))...)
	q.vars = append(q.vars, name)
	return false
}

// carry is new { x, y, name = value } for the range variables x and y.
func (q *query) carry(name *syntax.Ident, value syntax.Expr) syntax.Expr {
	out := &syntax.NewAnonymous{}
	for _, v := range q.vars {
		out.Members = append(out.Members, &syntax.AnonymousMember{Name: v, Value: v})
	}
	out.Members = append(out.Members, &syntax.AnonymousMember{Name: name, Value: value})
	return out
}

// function is a lambda of the range variables, and of more parameters.
func (q *query) function(body syntax.Expr, more ...*syntax.Ident) argument {
	l := &syntax.Lambda{Expr: body, Params: []*syntax.Param{{Name: q.vars[0]}}}
	for _, id := range more {
		l.Params = append(l.Params, &syntax.Param{Name: id})
	}
	x := &lambda{Typed: at(body, lambdaType), syntax: l, params: l.Params, body: body, scope: q.scope, fn: q.fn}
	if len(q.vars) > 1 {
		x.ranges = slices.Clone(q.vars)
	}
	return argument{x: x, n: body}
}

// rangeValue is the value of a range variable that an object carries.
func (b *binder) rangeValue(n syntax.Node, v *rangeVar) Expr {
	x := b.local(n, v.carrier)
	for _, m := range x.Type().Members(v.name) {
		return &Call{Typed: at(n, m.Result), Method: m, Recv: x, Types: typeArgs(m, nil)}
	}
	return b.bad(n)
}

// castSource is a range variable's source, cast to the variable's type if it has one.
func (b *binder) castSource(n syntax.Node, x Expr, t syntax.Type) Expr {
	if t == nil || isBad(x) {
		return x
	}
	typ := b.typ(t)
	if typ == badType {
		return b.bad(n)
	}
	g := &group{Typed: at(n, groupType), name: "Cast", recv: x, args: []*clr.Type{typ}}
	c, ok := b.choose(n, "Cast", b.extensions(g), g.args, []argument{{x: x, n: n}})
	if !ok {
		return b.bad(n)
	}
	return &Call{Typed: at(n, c.method.Result), Method: c.method, Args: c.args, Types: typeArgs(c.method, c.targs)}
}
