package eval

import (
	"sallyport/eval/bind"
	"sallyport/eval/clr"
	"sallyport/eval/syntax"
)

// A stmt runs one statement in a frame. The error is a *thrown.
type stmt func(fr *frame) (result, error)

// A result says how a statement ended.
type result struct {
	flow  flow
	value any           // of a return
	label *bind.Labeled // of a goto
	at    int           // section, of a goto case
}

type flow uint8

const (
	next flow = iota
	breaks
	continues
	returns
	jumps // goto a label
	cases // goto a section of the switch around
)

func (l *lowerer) block(b *bind.Block) stmt { return l.sequence(b.Stmts) }

// sequence runs statements in order, and follows gotos to its own labels.
func (l *lowerer) sequence(list []bind.Stmt) stmt {
	stmts := make([]stmt, len(list))
	labels := map[*bind.Labeled]int{}
	for i, s := range list {
		stmts[i] = l.stmt(s)
		if s, ok := s.(*bind.Labeled); ok {
			labels[s] = i
		}
	}
	return func(fr *frame) (result, error) {
		for i := 0; i < len(stmts); i++ {
			fr.Env.Step(1)
			r, err := stmts[i](fr)
			if err != nil {
				return r, err
			}
			if r.flow == jumps {
				if to, ok := labels[r.label]; ok {
					i = to - 1
					continue
				}
			}
			if r.flow != next {
				return r, nil
			}
		}
		return result{}, nil
	}
}

func (l *lowerer) stmt(s bind.Stmt) stmt {
	return located(l.counted(s, l.statement(s)), s.Syntax())
}

// located makes an error of a panic in a statement.
func located(inner stmt, n syntax.Node) stmt {
	return func(fr *frame) (r result, err error) {
		defer recoverInto(&err, n)
		return inner(fr)
	}
}

// recoverInto turns a panic outside a program (the budget's end, an enumerator
// that throws) into an error at a statement.
func recoverInto(err *error, n syntax.Node) {
	if r := recover(); r != nil {
		*err = fromPanic(r, n)
	}
}

func fromPanic(r any, n syntax.Node) error {
	e, ok := r.(error)
	if !ok {
		e = errorf("%v", r)
	}
	t, ok := unwrap(e).(*thrown)
	if ok && t.span.End == 0 && n != nil {
		t.span = n.Span()
	}
	return t
}

func (l *lowerer) statement(s bind.Stmt) stmt {
	switch s := s.(type) {
	case *bind.Block:
		return l.block(s)
	case *bind.ExprStmt:
		p := l.program(s.X)
		return func(fr *frame) (result, error) {
			_, err := fr.run(p)
			return result{}, err
		}
	case *bind.Declare:
		v := s.Var
		return func(fr *frame) (result, error) {
			fr.Slots[v.Slot] = nil
			if v.Captured {
				fr.Slots[v.Slot] = &clr.Ref{}
			}
			return result{}, nil
		}
	case *bind.LocalFunc:
		if !s.Generic {
			l.function(s.Fun)
		}
		return func(*frame) (result, error) { return result{}, nil }
	case *bind.If:
		return l.ifs(s)
	case *bind.Loop:
		return l.loop(s)
	case *bind.ForEach:
		return l.forEach(s)
	case *bind.Switch:
		return l.switches(s)
	case *bind.Break:
		return func(*frame) (result, error) { return result{flow: breaks}, nil }
	case *bind.Continue:
		return func(*frame) (result, error) { return result{flow: continues}, nil }
	case *bind.Goto:
		r := result{flow: cases, at: s.Section}
		if s.Label != nil {
			r = result{flow: jumps, label: s.Label}
		}
		return func(*frame) (result, error) { return r, nil }
	case *bind.Labeled:
		return l.statement(s.Stmt)
	case *bind.Return:
		if s.X == nil {
			return func(*frame) (result, error) { return result{flow: returns}, nil }
		}
		p := l.result(s.X)
		return func(fr *frame) (result, error) {
			v, err := fr.run(p)
			return result{flow: returns, value: v}, err
		}
	case *bind.Throw:
		return l.throws(s)
	case *bind.Try:
		return l.try(s)
	case *bind.Using:
		return l.using(s)
	case *bind.Lock:
		return l.lock(s)
	}
	l.fail(errorf("cannot lower %T", s))
	return func(*frame) (result, error) { return result{}, nil }
}

// condition compiles a bool.
func (l *lowerer) condition(e bind.Expr) func(*frame) (bool, error) {
	p := l.compile(l.test(e))
	return func(fr *frame) (bool, error) {
		v, err := fr.run(p)
		if err != nil {
			return false, err
		}
		return v.(bool), nil
	}
}

func (l *lowerer) ifs(s *bind.If) stmt {
	cond, then := l.condition(s.Cond), l.stmt(s.Then)
	var otherwise stmt
	if s.Else != nil {
		otherwise = l.stmt(s.Else)
	}
	return func(fr *frame) (result, error) {
		ok, err := cond(fr)
		switch {
		case err != nil:
			return result{}, err
		case ok:
			return then(fr)
		case otherwise != nil:
			return otherwise(fr)
		}
		return result{}, nil
	}
}

func (l *lowerer) loop(s *bind.Loop) stmt {
	init, body := l.sequence(s.Init), l.stmt(s.Body)
	cond := func(*frame) (bool, error) { return true, nil }
	if s.Cond != nil {
		cond = l.condition(s.Cond)
	}
	var post []stmt
	for _, e := range s.Post {
		post = append(post, l.stmt(&bind.ExprStmt{Placed: bind.Placed{N: e.Syntax()}, X: e}))
	}
	atEnd := s.AtEnd
	return func(fr *frame) (result, error) {
		if r, err := init(fr); err != nil || r.flow != next {
			return r, err
		}
		for first := true; ; first = false {
			fr.Env.Step(1)
			if !first || !atEnd {
				ok, err := cond(fr)
				if err != nil || !ok {
					return result{}, err
				}
			}
			r, err := body(fr)
			if err != nil {
				return r, err
			}
			switch r.flow {
			case breaks:
				return result{}, nil
			case next, continues:
			default:
				return r, nil
			}
			for _, p := range post {
				if _, err := p(fr); err != nil {
					return result{}, err
				}
			}
		}
	}
}

func (l *lowerer) forEach(s *bind.ForEach) stmt {
	x, each, body, slot := l.program(s.X), l.program(s.Each), l.stmt(s.Body), s.Slot
	inPairs := s.X.Type() == clr.JObjectType // its own GetEnumerator
	return func(fr *frame) (result, error) {
		seq, err := fr.run(x)
		if err != nil {
			return result{}, err
		}
		if inPairs {
			seq = clr.InPairs(seq)
		}
		for v := range clr.Iterate(fr.Env, seq) {
			fr.Slots[slot] = v
			if _, err := fr.run(each); err != nil {
				return result{}, err
			}
			r, err := body(fr)
			if err != nil {
				return r, err
			}
			switch r.flow {
			case breaks:
				return result{}, nil
			case next, continues:
			default:
				return r, nil
			}
		}
		return result{}, nil
	}
}

func (l *lowerer) switches(s *bind.Switch) stmt {
	type label struct {
		match   func(*clr.Frame, any) bool
		when    func(*frame) (bool, error)
		section int
	}
	x := l.program(s.X)
	var labels []label
	sections := make([]stmt, len(s.Sections))
	for i, section := range s.Sections {
		sections[i] = l.sequence(section.Stmts)
		for _, c := range section.Labels {
			if c.Pattern == nil {
				continue // default
			}
			lab := label{match: l.pattern(c.Pattern), section: i}
			if c.When != nil {
				lab.when = l.condition(c.When)
			}
			labels = append(labels, lab)
		}
	}
	otherwise, slot := s.Default, s.Slot
	return func(fr *frame) (result, error) {
		v, err := fr.run(x)
		if err != nil {
			return result{}, err
		}
		fr.Slots[slot] = v
		at := otherwise
		for _, c := range labels {
			if !c.match(&fr.Frame, v) {
				continue
			}
			if c.when != nil {
				ok, err := c.when(fr)
				if err != nil {
					return result{}, err
				}
				if !ok {
					continue
				}
			}
			at = c.section
			break
		}
		for at >= 0 {
			fr.Env.Step(1)
			r, err := sections[at](fr)
			if err != nil {
				return r, err
			}
			switch r.flow {
			case cases:
				at = r.at
				continue
			case breaks:
				return result{}, nil
			}
			return r, nil
		}
		return result{}, nil
	}
}
