package gateway

import "sallyport/runtime/message"

// A target is where a request goes.
type target struct {
	site   *site
	route  *route // nil when no operation matched, or the API has none to tell apart
	rest   string // of the path as it was sent, after the API's: "" or from a slash on
	values []string
}

// matched reports whether the request has an operation, where the API has any.
func (t *target) matched() bool {
	return t.site != nil && (t.route != nil || t.site.operations.count == 0)
}

// policies are those of the operation, or of an API that has none to tell apart.
func (t *target) policies() *Policies {
	if t.route != nil {
		return &t.route.op.Policies
	}
	return &t.site.api.Policies
}

// locate finds the API and the operation of a request from its target in
// origin-form. What goes on to the backend are the bytes as they came, and
// backends differ in when they decode and which slashes they believe; so a path
// must lead to the same API, and to no other operation, however it is read.
// values is memory for those of the result.
func (a *apis) locate(scheme, method, origin string, h *message.Header, values []string) target {
	path, query := splitTarget(origin)
	at := a.find(path)
	s := at.choose(scheme, h, query)
	if s == nil {
		return target{}
	}
	t := target{site: s, rest: at.rest}
	t.route, t.values = s.operations.find(method, at.rest, query, values[:0])
	if isPlain(path) {
		return t
	}
	_, dots, ok := clean(at.rest)
	if !ok {
		return target{}
	}
	cleaned, _, _ := clean(path)
	same := a.find(cleaned)
	if same.node != at.node {
		return target{}
	}
	if other, _ := s.operations.find(method, same.rest, query, nil); other != t.route && (dots || other != nil) {
		t.route = nil
	}
	return t
}
