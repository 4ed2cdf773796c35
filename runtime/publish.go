package runtime

import "context"

// A Publisher is a policy of the global scope that serves a document of the
// gateway's own, whatever APIs there are. It comes before APIs and their keys.
type Publisher interface {
	Policy

	// Publishes reports whether the request is for the document; Execute then
	// answers it and returns Stop.
	Publishes(x *Exchange) bool
}

// Publish answers a request for a document that a policy of inbound publishes,
// one that stands in the section itself. It reports whether there is one.
func (p *Pipeline) Publish(ctx context.Context, x *Exchange) bool {
	for _, s := range p.publishers {
		if !s.policy.(Publisher).Publishes(x) {
			continue
		}
		if x.Trace != nil {
			x.Trace.begin(x)
		}
		x.section = Inbound
		if err := s.run(ctx, x); err != Stop && err != nil {
			p.fail(ctx, x, err.(*Error))
		}
		x.section = 0
		x.EnsureResponse()
		return true
	}
	return false
}
