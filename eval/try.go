package eval

import (
	"cmp"
	"slices"

	"sallyport/eval/bind"
	"sallyport/eval/clr"
)

func (l *lowerer) throws(s *bind.Throw) stmt {
	n := s.Syntax()
	if s.X == nil {
		return func(fr *frame) (result, error) { return result{}, fr.handling[len(fr.handling)-1] }
	}
	p := l.program(s.X)
	return func(fr *frame) (result, error) {
		v, err := fr.run(p)
		if err != nil {
			return result{}, err
		}
		e, ok := v.(*clr.Exception)
		if !ok {
			e = clr.NullReference()
		}
		return result{}, &thrown{e, n.Span()}
	}
}

// A handler is a try statement that is being run. .NET passes an exception twice:
// the first pass asks the handlers from the inside out who takes it, and so runs
// their filters, before the second runs any finally.
type handler struct {
	frame   *frame
	catches []catch
	asked   *clr.Exception // the exception that the first pass came with
	taker   int            // the index in catches of who takes it, or -1
	fault   error          // what ended the evaluation in a filter
}

// A catch is one catch clause.
type catch struct {
	of    *clr.Type
	store func(*clr.Frame, any)      // into the variable; nil without one
	when  func(*frame) (bool, error) // nil without a filter
	block stmt
}

// Takes asks the catches for an exception, once. An exception in a filter counts
// as false.
func (h *handler) Takes(e *clr.Exception) bool {
	if h.asked != e {
		h.asked, h.taker = e, h.find(e)
	}
	return h.taker >= 0
}

func (h *handler) find(e *clr.Exception) int {
	for i, c := range h.catches {
		if !e.T.DerivesFrom(c.of) {
			continue
		}
		if c.store != nil {
			c.store(&h.frame.Frame, e)
		}
		if c.when != nil {
			ok, err := c.when(h.frame.again())
			if err != nil && caught(err) == nil {
				h.fault = err
				return -1
			}
			if err != nil || !ok {
				continue
			}
		}
		return i
	}
	return -1
}

// again is the frame with a machine of its own: its machine may be in the middle
// of the call that threw.
func (fr *frame) again() *frame {
	f := &frame{Frame: fr.Frame, handling: fr.handling}
	f.env = &f.Frame
	return f
}

// firstPass asks the handlers around before a finally is run for an exception.
func (fr *frame) firstPass(err error) {
	e := caught(err)
	if e == nil {
		return
	}
	for _, h := range slices.Backward(fr.Env.Handlers) {
		if h.Takes(e) {
			return
		}
	}
}

// try runs the catches on a C# exception, and the finally in any case. The end
// of the evaluation by a limit or a fault of ours runs neither.
func (l *lowerer) try(s *bind.Try) stmt {
	body := l.stmt(s.Block)
	var catches []catch
	for _, c := range s.Catches {
		k := catch{of: c.Of, block: l.stmt(c.Block)}
		if c.Var != nil {
			k.store = storeLocal(c.Var, true)
		}
		if c.When != nil {
			k.when = l.condition(c.When)
		}
		catches = append(catches, k)
	}
	if len(catches) > 0 {
		body = guarded(body, catches)
	}
	if s.Finally == nil {
		return body
	}
	finally := l.stmt(s.Finally)
	return func(fr *frame) (result, error) {
		r, err := body(fr)
		if err != nil && caught(err) == nil {
			return r, err
		}
		fr.firstPass(err)
		if fr2, err2 := finally(fr); err2 != nil || fr2.flow != next {
			return fr2, err2
		}
		return r, err
	}
}

// guarded is a block with catches.
func guarded(body stmt, catches []catch) stmt {
	return func(fr *frame) (result, error) {
		h, around := &handler{frame: fr, catches: catches}, len(fr.Env.Handlers)
		fr.Env.Handlers = append(fr.Env.Handlers, h)
		r, err := body(fr)
		fr.Env.Handlers = fr.Env.Handlers[:around]
		e := caught(err)
		if e == nil || !h.Takes(e) {
			return r, cmp.Or(h.fault, err)
		}
		fr.handling = append(fr.handling, err)
		r, err = catches[h.taker].block(fr)
		fr.handling = fr.handling[:len(fr.handling)-1]
		return r, err
	}
}

// using disposes of its object when the body is left, by an exception too: a
// statement turns each panic inside it into an error.
func (l *lowerer) using(s *bind.Using) stmt {
	body := l.stmt(s.Body)
	acquire, slot := l.sequence(s.Decl), s.Slot
	if s.Var != nil {
		slot = s.Var.Slot
	} else {
		p := l.program(s.X)
		acquire = func(fr *frame) (result, error) {
			v, err := fr.run(p)
			fr.Slots[slot] = v
			return result{}, err
		}
	}
	return func(fr *frame) (result, error) {
		if r, err := acquire(fr); err != nil {
			return r, err
		}
		held := fr.Slots[slot]
		if ref, ok := held.(*clr.Ref); ok {
			held = ref.V
		}
		r, err := body(fr)
		fr.firstPass(err)
		dispose(held)
		return r, err
	}
}

func (l *lowerer) lock(s *bind.Lock) stmt {
	x, body := l.program(s.X), l.stmt(s.Body)
	return func(fr *frame) (result, error) {
		v, err := fr.run(x)
		if err != nil {
			return result{}, err
		}
		if v == nil {
			clr.Throw(clr.ArgumentNull("obj"))
		}
		return body(fr)
	}
}

func dispose(v any) {
	if d, ok := v.(interface{ Dispose() }); ok {
		d.Dispose()
	}
}
