package bind

import (
	"slices"

	"sallyport/eval/clr"
	"sallyport/eval/syntax"
)

func (b *binder) switchStmt(s *syntax.Switch) Stmt {
	x := b.typed(s.X)
	out := &Switch{Placed: Placed{s}, X: x, Slot: b.slot(), Default: -1}
	b.push()
	defer b.pop()
	sw := &switchScope{outer: b.fn.swtch, typ: x.Type(), stmt: out}
	b.fn.swtch = sw
	b.fn.breaks++
	defer func() { b.fn.swtch = sw.outer; b.fn.breaks-- }()
	for _, sec := range s.Sections {
		for _, st := range sec.Stmts {
			if f, ok := st.(*syntax.LocalFunc); ok {
				b.declareFunc(f)
			}
		}
	}
	seen := map[any]bool{}
	var open []Pattern // of the labels so far without a condition
	for i, sec := range s.Sections {
		section := &Section{}
		b.push()
		b.scope.section = true
		for _, l := range sec.Labels {
			if l.Pattern == nil {
				if out.Default >= 0 {
					b.errorf(l, CodeDuplicateCase, "a switch has one default")
				}
				out.Default = i
				continue
			}
			label := &Label{N: l, Pattern: b.pattern(l.Pattern, x.Type())}
			c, isConst := label.Pattern.(*ConstPattern)
			switch {
			case isBad(x):
			case slices.ContainsFunc(open, func(p Pattern) bool { return covers(p, label.Pattern, x.Type()) }):
				b.errorf(l, CodeHandledCase, "a case above takes all that this one would")
			case isConst && l.When == nil && seen[c.Value]:
				b.errorf(l, CodeDuplicateCase, "there is a case for this value already")
			}
			if l.When != nil {
				label.When = b.boolean(l.When)
			} else {
				open = append(open, label.Pattern)
				if isConst {
					seen[c.Value] = true
				}
			}
			section.Labels = append(section.Labels, label)
		}
		for _, st := range sec.Stmts {
			// A declaration belongs to the whole switch, a pattern to its section.
			patterns := b.scope
			b.hoist(st, patterns)
			if bound := b.stmt(st); bound != nil {
				section.Stmts = append(section.Stmts, bound)
			}
			b.scope = patterns
		}
		b.pop()
		out.Sections = append(out.Sections, section)
	}
	out.Complete = !isBad(x) && complete(open, x.Type())
	b.resolveCases(sw)
	return out
}

// complete reports whether patterns leave no value of a type.
func complete(patterns []Pattern, t *clr.Type) bool {
	all := func(p Pattern) bool { return covers(p, &VarPattern{}, t) }
	present := func(p Pattern) bool { return covers(p, &TypePattern{Of: t.NonNull()}, t) }
	null := func(p Pattern) bool {
		c, ok := p.(*ConstPattern)
		return ok && c.Value == nil
	}
	return slices.ContainsFunc(patterns, all) || slices.ContainsFunc(patterns, present) && slices.ContainsFunc(patterns, null)
}

// covers reports whether a pattern takes all that another takes of the values of
// a type.
func covers(p, q Pattern, t *clr.Type) bool {
	switch p := p.(type) {
	case *VarPattern:
		return true
	case *TypePattern:
		if p.Of == badType {
			return false
		}
		is := func(t *clr.Type) bool { k := standard(t, p.Of); return k == identity || k == noOp }
		switch q := q.(type) {
		case *VarPattern:
			return t.IsValue() && !t.IsNullable() && is(t)
		case *TypePattern:
			return q.Of != badType && is(q.Of) || is(t.NonNull())
		case *ConstPattern:
			return q.Value != nil && (is(clr.TypeOf(q.Value)) || is(t.NonNull()))
		}
	}
	return false
}

// hoist moves to the switch's own scope for a declaration.
func (b *binder) hoist(s syntax.Stmt, section *scope) {
	if _, ok := s.(*syntax.LocalDecl); ok && len(section.vars) == 0 {
		b.scope = section.outer
	}
}

// resolveCases finds the sections of goto case and goto default.
func (b *binder) resolveCases(sw *switchScope) {
	for _, j := range sw.jumps {
		j.stmt.Section = -1
		if j.deflt {
			j.stmt.Section = sw.stmt.Default
		}
		for i, sec := range sw.stmt.Sections {
			for _, l := range sec.Labels {
				if c, ok := l.Pattern.(*ConstPattern); ok && !j.deflt && c.Value == j.value {
					j.stmt.Section = i
				}
			}
		}
		if j.stmt.Section < 0 {
			b.errorf(j.stmt.N, CodeNoLabel, "the switch has no such case")
		}
	}
}

func (b *binder) gotoStmt(s *syntax.Goto) Stmt {
	out := &Goto{Placed: Placed{s}}
	if s.Label != nil {
		b.fn.jumps = append(b.fn.jumps, pendingGoto{out, s.Label, b.scope})
		return out
	}
	sw := b.fn.swtch
	if sw == nil {
		b.errorf(s, CodeNoLabel, "goto case outside of a switch")
		return out
	}
	jump := caseJump{stmt: out, deflt: s.Case == nil}
	if s.Case != nil {
		if p, ok := b.constPattern(b.value(s.Case), sw.typ, s.Case).(*ConstPattern); ok {
			jump.value = p.Value
		}
	}
	sw.jumps = append(sw.jumps, jump)
	return out
}
