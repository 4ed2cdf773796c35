package bind

import "sallyport/eval/syntax"

// query translates a query expression into calls, as the C# specification says
// (12.20.3). A query with one range variable at a time needs no object that
// carries several; one that has more is refused.
func (b *binder) query(q *syntax.Query) Expr {
	if len(q.Clauses) == 0 {
		return b.bad(q)
	}
	from, ok := q.Clauses[0].(*syntax.From)
	if !ok {
		return b.bad(q)
	}
	x := b.castSource(from, b.typed(from.X), from.Type)
	name := from.Name
	// function is a lambda of the range variable.
	function := func(body syntax.Expr, param *syntax.Ident) argument {
		l := &syntax.Lambda{Params: []*syntax.Param{{Name: param}}, Expr: body}
		return argument{x: &lambda{Typed: at(body, lambdaType), syntax: l, params: l.Params, body: body, scope: b.scope, fn: b.fn}, n: body}
	}
	step := func(n syntax.Node, method string, args ...argument) {
		if !isBad(x) {
			x = b.callNamed(n, x, method, args)
		}
	}
	for i, c := range q.Clauses[1:] {
		last := i == len(q.Clauses)-2
		switch c := c.(type) {
		case *syntax.Where:
			step(c, "Where", function(c.X, name))
		case *syntax.OrderBy:
			for j, k := range c.Keys {
				method := "OrderBy"
				if j > 0 {
					method = "ThenBy"
				}
				if k.Descending {
					method += "Descending"
				}
				step(k, method, function(k.X, name))
			}
		case *syntax.Select:
			if id, ok := c.X.(*syntax.Ident); ok && id.Text == name.Text && i > 0 {
				continue // select x of x adds nothing
			}
			step(c, "Select", function(c.X, name))
		case *syntax.Group:
			if id, ok := c.X.(*syntax.Ident); ok && id.Text == name.Text {
				step(c, "GroupBy", function(c.By, name))
			} else {
				step(c, "GroupBy", function(c.By, name), function(c.X, name))
			}
		case *syntax.Into:
			name = c.Name
		case *syntax.From:
			next := selectOf(q, i+2)
			if next == nil {
				return b.fail(c, CodeUnsupported, "a second from must be followed by select")
			}
			return b.selectMany(q, x, name, c, next, function)
		case *syntax.Join:
			next := selectOf(q, i+2)
			if next == nil {
				return b.fail(c, CodeUnsupported, "a join must be followed by select")
			}
			return b.join(q, x, name, c, next, function)
		default:
			if !last {
				return b.fail(c, CodeUnsupported, "let is not supported in a query; use Select")
			}
		}
	}
	return x
}

// selectOf is the select clause at an index when it ends the query, or nil.
func selectOf(q *syntax.Query, i int) *syntax.Select {
	if i != len(q.Clauses)-1 {
		return nil
	}
	s, _ := q.Clauses[i].(*syntax.Select)
	return s
}

// castSource is a range variable's source, cast to the variable's type if it has one.
func (b *binder) castSource(n syntax.Node, x Expr, t syntax.Type) Expr {
	if t == nil || isBad(x) {
		return x
	}
	g := &group{Typed: at(n, groupType), name: "Cast", recv: x}
	typ := b.typ(t)
	if typ == badType {
		return b.bad(n)
	}
	g.args = append(g.args, typ)
	c, _, ok := b.choose(n, "Cast", b.extensions(g), g.args, []argument{{x: x, n: n}})
	if !ok {
		return b.bad(n)
	}
	return &Call{Typed: at(n, c.method.Result), Method: c.method, Args: c.args, Types: typeArgs(c.method, c.targs)}
}

// pair is a lambda of two range variables.
func (b *binder) pair(body syntax.Expr, first, second *syntax.Ident) argument {
	l := &syntax.Lambda{Params: []*syntax.Param{{Name: first}, {Name: second}}, Expr: body}
	return argument{x: &lambda{Typed: at(body, lambdaType), syntax: l, params: l.Params, body: body, scope: b.scope, fn: b.fn}, n: body}
}

func (b *binder) selectMany(q *syntax.Query, x Expr, name *syntax.Ident, c *syntax.From, next *syntax.Select, function func(syntax.Expr, *syntax.Ident) argument) Expr {
	if isBad(x) {
		return b.bad(q)
	}
	if c.Type != nil {
		return b.fail(c, CodeUnsupported, "a second from takes no type; use Cast")
	}
	return b.callNamed(c, x, "SelectMany", []argument{function(c.X, name), b.pair(next.X, name, c.Name)})
}

func (b *binder) join(q *syntax.Query, x Expr, name *syntax.Ident, c *syntax.Join, next *syntax.Select, function func(syntax.Expr, *syntax.Ident) argument) Expr {
	inner := b.castSource(c, b.typed(c.X), c.Type)
	if isBad(x, inner) {
		return b.bad(q)
	}
	method, second := "Join", c.Name
	if c.Into != nil {
		method, second = "GroupJoin", c.Into
	}
	return b.callNamed(c, x, method, []argument{{x: inner, n: c.X}, function(c.On, name), function(c.Equals, c.Name), b.pair(next.X, name, second)})
}
