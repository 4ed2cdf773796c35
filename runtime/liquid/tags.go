package liquid

import (
	"errors"
	"io"

	"github.com/osteele/liquid/expressions"
	"github.com/osteele/liquid/render"
	"github.com/osteele/liquid/tags"
	"github.com/osteele/liquid/values"
)

// A renderFunc renders a tag.
type renderFunc = func(io.Writer, render.Context) error

// grammar has the tags: of the module's own, those that make nothing large.
var grammar = func() render.Config {
	standard, g := render.NewConfig(), render.NewConfig()
	tags.AddStandardTags(standard)
	assign, _ := standard.FindTagDefinition("assign")
	g.AddTag("assign", assign)
	g.AddTag("cycle", compileCycle)
	g.AddTag("break", interrupt(errBreak))
	g.AddTag("continue", interrupt(errContinue))
	g.AddBlock("comment")
	g.AddBlock("raw")
	g.AddBlock("if").Clause("else").Clause("elsif").Compiler(func(n render.BlockNode) (renderFunc, error) { return compileIf(n, true) })
	g.AddBlock("unless").Clause("else").Clause("elsif").Compiler(func(n render.BlockNode) (renderFunc, error) { return compileIf(n, false) })
	g.AddBlock("case").Clause("when").Clause("else").Compiler(compileCase)
	g.AddBlock("for").Clause("else").Compiler(compileFor)
	g.AddBlock("capture").Compiler(compileCapture)
	return g
}()

// rendererOf is what renders the template that a tag stands in.
func rendererOf(ctx render.Context) *renderer { return ctx.Get(rendererKey).(*renderer) }

// What ends a turn of a loop.
var (
	errBreak    = errors.New("break stands in no loop")
	errContinue = errors.New("continue stands in no loop")
)

func interrupt(err error) render.TagCompiler {
	return func(string) (renderFunc, error) {
		return func(_ io.Writer, ctx render.Context) error { return ctx.WrapError(err) }, nil
	}
}

// A branch is a part of a tag and what it is rendered for.
type branch struct {
	block *render.BlockNode
	holds func(render.Context) (bool, error) // nil always holds
}

// choose renders the first branch that holds.
func choose(branches []branch) renderFunc {
	return func(w io.Writer, ctx render.Context) error {
		for _, b := range branches {
			if b.holds != nil {
				if holds, err := b.holds(ctx); err != nil || !holds {
					if err != nil {
						return err
					}
					continue
				}
			}
			return ctx.RenderBlock(w, b.block)
		}
		return nil
	}
}

// compileIf compiles {% if a %}…{% elsif b %}…{% else %}…{% endif %}, and
// unless, whose first condition must not hold.
func compileIf(n render.BlockNode, want bool) (renderFunc, error) {
	branches := make([]branch, 0, 1+len(n.Clauses))
	add := func(block *render.BlockNode, args string, want bool) error {
		condition, err := expressions.Parse(args)
		if err != nil {
			return err
		}
		branches = append(branches, branch{block, func(ctx render.Context) (bool, error) {
			value, err := ctx.Evaluate(condition)
			return truth(value) == want, err
		}})
		return nil
	}
	if err := add(&n, n.Args, want); err != nil {
		return nil, err
	}
	for _, clause := range n.Clauses {
		if clause.Name == "else" {
			branches = append(branches, branch{block: clause})
		} else if err := add(clause, clause.Args, true); err != nil {
			return nil, err
		}
	}
	return choose(branches), nil
}

// truth is whether a condition holds: all but nil and false do.
func truth(v any) bool { return v != nil && v != false }

// compileCase compiles {% case a %}{% when b, c %}…{% else %}…{% endcase %}.
func compileCase(n render.BlockNode) (renderFunc, error) {
	subject, err := expressions.Parse(n.Args)
	if err != nil {
		return nil, err
	}
	branches := make([]branch, 0, len(n.Clauses))
	for _, clause := range n.Clauses {
		if clause.Name == "else" {
			branches = append(branches, branch{block: clause})
			continue
		}
		when, err := expressions.ParseStatement(expressions.WhenStatementSelector, clause.Args)
		if err != nil {
			return nil, err
		}
		branches = append(branches, branch{clause, func(ctx render.Context) (bool, error) { return isOneOf(ctx, subject, when.Exprs) }})
	}
	return choose(branches), nil
}

// isOneOf reports whether an expression has the value of one of others.
func isOneOf(ctx render.Context, subject expressions.Expression, list []expressions.Expression) (bool, error) {
	value, err := ctx.Evaluate(subject)
	if err != nil {
		return false, err
	}
	for _, e := range list {
		other, err := ctx.Evaluate(e)
		if err != nil {
			return false, err
		}
		if values.ValueOf(value).Equal(values.ValueOf(other)) {
			return true, nil
		}
	}
	return false, nil
}

// compileCapture compiles {% capture name %}…{% endcapture %}.
func compileCapture(n render.BlockNode) (renderFunc, error) {
	return func(_ io.Writer, ctx render.Context) error {
		w := rendererOf(ctx).writer()
		if err := ctx.RenderChildren(w); err != nil {
			return err
		}
		ctx.Set(n.Args, w.String())
		return nil
	}, nil
}

// compileFor compiles {% for a in b %}…{% else %}…{% endfor %}.
func compileFor(n render.BlockNode) (renderFunc, error) {
	s, err := expressions.ParseStatement(expressions.LoopStatementSelector, n.Args)
	if err != nil {
		return nil, err
	}
	if len(n.Clauses) > 1 {
		return nil, errors.New("for takes one else")
	}
	return func(w io.Writer, ctx render.Context) error {
		value, err := ctx.Evaluate(s.Loop.Expr)
		if err != nil {
			return err
		}
		turns := itemsOf(value)
		from, to, err := window(ctx, &s.Loop, turns.Len())
		switch {
		case err != nil:
			return err
		case from < to:
			return loop{&s.Loop, turns, from, to}.render(w, ctx)
		case len(n.Clauses) == 1:
			return ctx.RenderBlock(w, n.Clauses[0])
		}
		return nil
	}, nil
}

// window is the part of n items that offset and limit leave.
func window(ctx render.Context, l *expressions.Loop, n int) (from, to int, err error) {
	number := func(e expressions.Expression, otherwise int) (int, error) {
		if e == nil {
			return otherwise, nil
		}
		v, err := ctx.Evaluate(e)
		if err != nil {
			return 0, err
		}
		i, ok := integer(v)
		if !ok {
			return 0, errors.New("limit and offset of for must be whole numbers")
		}
		return max(i, 0), nil
	}
	if from, err = number(l.Offset, 0); err != nil {
		return 0, 0, err
	}
	from = min(from, max(n, 0))
	limit, err := number(l.Limit, n-from)
	return from, from + min(limit, n-from), err
}

// A loop is a for that has something to do.
type loop struct {
	*expressions.Loop
	items
	from, to int
}

func (l loop) render(w io.Writer, ctx render.Context) error {
	const forloop = "forloop"
	defer func(before, outer any) {
		ctx.Set(forloop, outer)
		ctx.Set(l.Variable, before)
	}(ctx.Get(l.Variable), ctx.Get(forloop))
	r, cycles, n := rendererOf(ctx), map[string]int{}, l.to-l.from
	for i := range n {
		r.env.Step(1)
		at := l.from + i
		if l.Reversed {
			at = l.to - 1 - i
		}
		ctx.Set(l.Variable, l.Index(at))
		ctx.Set(forloop, turn(i, n, cycles))
		err := ctx.RenderChildren(w)
		if err == nil {
			continue
		}
		switch cause(err) {
		case errBreak:
			return nil
		case errContinue:
		default:
			return err
		}
	}
	return nil
}

// compileCycle compiles {% cycle 'a', 'b' %}. The module's own shares a variable
// between renderings.
func compileCycle(args string) (renderFunc, error) {
	statement, err := expressions.ParseStatement(expressions.CycleStatementSelector, args)
	if err != nil {
		return nil, err
	}
	group, texts := statement.Cycle.Group, statement.Cycle.Values
	return func(w io.Writer, ctx render.Context) error {
		turn, _ := ctx.Get("forloop").(map[string]any)
		cycles, ok := turn[".cycles"].(map[string]int)
		if !ok {
			return ctx.Errorf("cycle must be within a forloop")
		}
		n := cycles[group]
		cycles[group]++
		_, err := io.WriteString(w, texts[n%len(texts)])
		return err
	}, nil
}

// turn is what forloop is in a turn, by the names of Ruby and of C#, and where
// cycle keeps its counts.
func turn(i, n int, cycles map[string]int) map[string]any {
	return map[string]any{
		"first": i == 0, "last": i == n-1, "index": i + 1, "index0": i, "rindex": n - i, "rindex0": n - i - 1, "length": n,
		"First": i == 0, "Last": i == n-1, "Index": i + 1, "Index0": i, "Rindex": n - i, "Rindex0": n - i - 1, "Length": n,
		".cycles": cycles,
	}
}
