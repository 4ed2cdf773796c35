package runtime

import "context"

// A Preflighter is a policy that answers CORS preflights. They come before the
// subscription is checked, and no other policy runs for them.
type Preflighter interface {
	Policy

	// Preflight makes the response to a preflight and returns Stop. If it
	// returns nil the next policy is asked.
	Preflight(ctx context.Context, x *Exchange) error
}

// IsPreflight reports whether the request is a CORS preflight that no operation
// is meant for.
func (x *Exchange) IsPreflight() bool {
	r := &x.Request
	return r.Method == "OPTIONS" && (x.Operation == nil || x.Operation.Method != "OPTIONS") &&
		r.Header.Has("Origin") && r.Header.Get("Access-Control-Request-Method") != ""
}

// Preflight asks the policies of inbound, those that stand in the section
// itself, to answer a CORS preflight. It reports false when there is none that
// could; otherwise x.Response is what the client gets: an empty 200 when none
// of them would answer.
func (p *Pipeline) Preflight(ctx context.Context, x *Exchange) bool {
	asked := false
	for _, s := range p.sections[Inbound.index()] {
		policy, ok := s.policy.(Preflighter)
		if !ok {
			continue
		}
		if !asked && x.Trace != nil {
			x.Trace.begin(x)
		}
		asked = true
		x.section = Inbound
		question := *s
		question.policy = preflight{policy}
		err := question.run(ctx, x)
		if err == nil {
			continue
		}
		if err != Stop {
			p.fail(ctx, x, err.(*Error))
		}
		x.section = 0
		x.EnsureResponse()
		return true
	}
	x.section = 0
	if asked {
		x.NewResponse()
	}
	return asked
}

// preflight runs a policy for its answer to a preflight.
type preflight struct{ Preflighter }

func (p preflight) Execute(ctx context.Context, x *Exchange) error { return p.Preflight(ctx, x) }
