package gateway

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sallyport/runtime/message"
)

// apis finds the API for a request: the one with the longest path that the
// request's begins with, segment by segment and without regard to case; of its
// versions the one that is asked for, and of its revisions the current one or
// the one in ";rev=". It does not change once it is made.
type apis struct{ root apiNode }

// An apiNode is a place in the tree of API paths.
type apiNode struct {
	children map[string]*apiNode // by segment in lower case
	version  bool                // its segment is the version of the APIs of the node above
	sites    []*site             // versions and revisions of the API that is here
	set      *VersionSet         // of the versions that stand here and are no segment; may be nil
}

// A site is an API with what is found by it.
type site struct {
	api        *API
	operations *operations
}

// firstRevision is the revision of an API that does not say.
const firstRevision = "1"

func newAPIs(list []API) (*apis, error) {
	a := &apis{}
	for i := range list {
		api := &list[i]
		if slices.ContainsFunc(list[:i], func(other API) bool { return other.ID == api.ID }) {
			return nil, fmt.Errorf("api %q stands twice", api.ID)
		}
		ops, err := newOperations(api.Operations)
		if err != nil {
			return nil, &PartError{"api", api.ID, err}
		}
		if err := a.add(&site{api, ops}); err != nil {
			return nil, &PartError{"api", api.ID, err}
		}
	}
	return a, nil
}

func (a *apis) add(s *site) error {
	n := &a.root
	api := s.api
	path := strings.Trim(api.Path, "/")
	for more := path != ""; more; {
		var part string
		part, path, more = strings.Cut(path, "/")
		if n = n.child(part); n == nil {
			return fmt.Errorf("path %q has an empty or dot segment", api.Path)
		}
	}
	switch {
	case api.VersionSet == nil && api.Version != "":
		return fmt.Errorf("version %q is of no version set", api.Version)
	case api.VersionSet != nil && api.VersionSet.Scheme != VersionSegment:
		if n.set != nil && *n.set != *api.VersionSet {
			return fmt.Errorf("path %q is also that of versions told apart in another way", api.Path)
		}
		n.set = api.VersionSet
	case api.Version != "" && !strings.EqualFold(lastSegment(api.Path), api.Version):
		if n = n.child(api.Version); n == nil {
			return fmt.Errorf("version %q cannot be a segment of a path", api.Version)
		}
		n.version = true
	}
	for _, other := range n.sites {
		if sameVersion(n.set, other.api, api) && (cmp.Or(other.api.Revision, firstRevision) == cmp.Or(api.Revision, firstRevision) || !other.api.NotCurrent && !api.NotCurrent) {
			return fmt.Errorf("has the path %q, as has api %q", api.Path, other.api.ID)
		}
	}
	n.sites = append(n.sites, s)
	return nil
}

func lastSegment(path string) string {
	path = strings.Trim(path, "/")
	return path[strings.LastIndexByte(path, '/')+1:]
}

// sameVersion reports whether two APIs at a node answer for one version of it.
func sameVersion(set *VersionSet, a, b *API) bool {
	return set == nil || strings.EqualFold(a.Version, b.Version)
}

// child is the node of a segment of a configured path, nil if it can be none.
func (n *apiNode) child(segment string) *apiNode {
	if segment == "" || segment == "." || segment == ".." || strings.ContainsAny(segment, `/\;?#%`) {
		return nil
	}
	segment = strings.ToLower(segment)
	if n.children == nil {
		n.children = make(map[string]*apiNode)
	}
	next := n.children[segment]
	if next == nil {
		next = &apiNode{}
		n.children[segment] = next
	}
	return next
}

// A place is where in the tree of APIs a path led.
type place struct {
	node     *apiNode
	rest     string // what of the path follows the API's: "" or from a slash on
	revision string // asked for with ";rev="
}

// find is the place of a path as it was sent: the last node on its way that
// has an API. The zero place says that there is none.
func (a *apis) find(path string) (found place) {
	n, rest, revision := &a.root, path, ""
	if base, rev, ok := cutRevision(strings.TrimPrefix(firstSegment(path), "/")); ok && base == "" {
		revision, rest = rev, path[len(firstSegment(path)):]
	}
	for {
		if len(n.sites) > 0 {
			found = place{n, rest, revision}
		}
		part := firstSegment(rest)
		if part == "" {
			return found
		}
		base, rev, ok := cutRevision(part[1:])
		next := n.children[strings.ToLower(decode(base))]
		if next == nil || revision != "" && !next.version {
			return found
		}
		if ok {
			revision = rev
		}
		n, rest = next, rest[len(part):]
	}
}

// firstSegment is the first segment of a path with its slash, or "".
func firstSegment(path string) string {
	if path == "" || path[0] != '/' {
		return ""
	}
	if i := strings.IndexByte(path[1:], '/'); i >= 0 {
		return path[:1+i]
	}
	return path
}

// cutRevision cuts ";rev=N" off a segment.
func cutRevision(segment string) (base, revision string, ok bool) {
	base, parameter, found := strings.Cut(segment, ";")
	if !found || len(parameter) < 5 || !strings.EqualFold(parameter[:4], "rev=") {
		return segment, "", false
	}
	return base, parameter[4:], true
}

// choose is the API of a place that answers for the version and revision that a
// request asks for, if it is reached by the request's protocol; or nil.
func (p *place) choose(scheme string, h *message.Header, query string) *site {
	if p.node == nil {
		return nil
	}
	version := ""
	if p.node.set != nil {
		version = p.node.set.asked(h, query)
	}
	for _, s := range p.node.sites {
		if p.node.set != nil && !strings.EqualFold(s.api.Version, version) {
			continue
		}
		if !s.reachedBy(scheme) {
			continue
		}
		if p.revision == "" && !s.api.NotCurrent || p.revision != "" && p.revision == cmp.Or(s.api.Revision, firstRevision) {
			return s
		}
	}
	return nil
}

// reachedBy reports whether an API takes requests of http or https. The sockets
// of ws and wss begin as such.
func (s *site) reachedBy(scheme string) bool {
	list := s.api.Protocols
	return len(list) == 0 || slices.Contains(list, scheme) || slices.Contains(list, "ws"+strings.TrimPrefix(scheme, "http"))
}

// asked is the version that a request names, or "".
func (v *VersionSet) asked(h *message.Header, query string) string {
	if v.Scheme == VersionHeader {
		return h.Get(v.Header)
	}
	version, _ := queryValue(query, v.Query)
	return version
}
