package gateway

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// operations finds the operation for a method and the part of a path that
// follows the API's. It does not change once it is made.
type operations struct {
	methods map[string]*opNode
	count   int // of operations; with none every method and path matches
}

// An opNode is a place in the tree of templates of one method. What follows it
// is tried in the order of the fields: the more is fixed the earlier.
type opNode struct {
	literals map[string]*opNode // by segment in lower case
	mixed    []mixedNode        // text and names; the most text first
	any      *opNode            // one segment, whatever it is
	here     []*route           // templates that end here; the most query parameters first
	rest     []*route           // templates with a wildcard here
}

type mixedNode struct {
	segment segment
	next    *opNode
}

// A route is an operation with its template.
type route struct {
	op       *Operation
	template *template
	names    []string // of the values in the order they are matched
}

// newOperations makes the tree. Two operations that would match the same
// requests are a mistake.
func newOperations(ops []Operation) (*operations, error) {
	o := &operations{methods: make(map[string]*opNode), count: len(ops)}
	for i := range ops {
		op := &ops[i]
		t, err := parseTemplate(op.URLTemplate)
		if err != nil {
			return nil, fmt.Errorf("operation %q: %w", op.ID, err)
		}
		if err := o.add(&route{op: op, template: t, names: t.pathNames()}); err != nil {
			return nil, err
		}
	}
	return o, nil
}

func (t *template) pathNames() (names []string) {
	for _, s := range t.segments {
		names = append(names, s.names...)
	}
	if t.rest != "" {
		names = append(names, t.rest)
	}
	return names
}

func (o *operations) add(r *route) error {
	n := o.methods[r.op.Method]
	if n == nil {
		n = &opNode{}
		o.methods[r.op.Method] = n
	}
	for i := range r.template.segments {
		n = n.child(&r.template.segments[i])
	}
	list := &n.here
	if r.template.rest != "" {
		list = &n.rest
	}
	for _, other := range *list {
		if sameQuery(r.template.query, other.template.query) {
			return fmt.Errorf("operations %q and %q match the same requests: %s %s", other.op.ID, r.op.ID, r.op.Method, r.op.URLTemplate)
		}
	}
	*list = append(*list, r)
	slices.SortStableFunc(*list, func(a, b *route) int {
		return cmp.Or(
			cmp.Compare(len(b.template.query), len(a.template.query)),
			cmp.Compare(literalPairs(b.template.query), literalPairs(a.template.query)))
	})
	return nil
}

// child is the node that a segment of a template leads to.
func (n *opNode) child(s *segment) *opNode {
	switch {
	case s.literal():
		if n.literals == nil {
			n.literals = make(map[string]*opNode)
		}
		next := n.literals[s.texts[0]]
		if next == nil {
			next = &opNode{}
			n.literals[s.texts[0]] = next
		}
		return next
	case s.whole():
		if n.any == nil {
			n.any = &opNode{}
		}
		return n.any
	}
	for _, m := range n.mixed {
		if slices.Equal(m.segment.texts, s.texts) {
			return m.next
		}
	}
	next := &opNode{}
	n.mixed = append(n.mixed, mixedNode{*s, next})
	slices.SortStableFunc(n.mixed, func(a, b mixedNode) int {
		return cmp.Compare(textLen(b.segment.texts), textLen(a.segment.texts))
	})
	return next
}

func textLen(texts []string) (n int) {
	for _, t := range texts {
		n += len(t)
	}
	return n
}

// sameQuery reports whether two templates ask for the same query parameters.
func sameQuery(a, b []pair) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(p pair) bool {
		return !slices.ContainsFunc(b, func(q pair) bool {
			return strings.EqualFold(p.key, q.key) && p.value == q.value && (p.name == "") == (q.name == "")
		})
	})
}

func literalPairs(query []pair) (n int) {
	for _, p := range query {
		if p.name == "" {
			n++
		}
	}
	return n
}

// find is the route for a request, and the values of its template's names in
// the path, appended to values. The path is what follows the API's path as it
// was sent; a slash at its end makes no difference.
func (o *operations) find(method, path, query string, values []string) (*route, []string) {
	n := o.methods[method]
	if n == nil {
		return nil, values
	}
	return n.find(strings.TrimPrefix(path, "/"), query, values)
}

func (n *opNode) find(path, query string, values []string) (*route, []string) {
	if path == "" {
		if r := pick(n.here, query); r != nil {
			return r, values
		}
		return pick(n.rest, query), append(values, "")
	}
	part, rest, _ := nextSegment(path)
	if part != "" {
		if r, found := n.step(decode(part), rest, query, values); r != nil {
			return r, found
		}
	}
	if r := pick(n.rest, query); r != nil {
		return r, append(values, decode(path))
	}
	return nil, values
}

// step goes on after a segment, by what fixes it most.
func (n *opNode) step(part, rest, query string, values []string) (*route, []string) {
	if next := n.literals[strings.ToLower(part)]; next != nil {
		if r, found := next.find(rest, query, values); r != nil {
			return r, found
		}
	}
	for i := range n.mixed {
		if found, ok := n.mixed[i].segment.match(part, values); ok {
			if r, found := n.mixed[i].next.find(rest, query, found); r != nil {
				return r, found
			}
		}
	}
	if n.any != nil {
		return n.any.find(rest, query, append(values, part))
	}
	return nil, values
}

// pick is the first route whose query parameters are all there.
func pick(routes []*route, query string) *route {
	for _, r := range routes {
		if r.template.fitsQuery(query) {
			return r
		}
	}
	return nil
}

func (t *template) fitsQuery(query string) bool {
	for _, p := range t.query {
		value, ok := queryValue(query, p.key)
		if !ok || p.name == "" && !strings.EqualFold(value, p.value) {
			return false
		}
	}
	return true
}
