package runtime

import (
	"fmt"
	"iter"
	"reflect"
	"slices"

	"sallyport/eval/source"
	"sallyport/policy"
)

// A Source is a document and the scope that it is the policy of.
type Source struct {
	// Scope is the scope of the document. 0 means that it is not known: the
	// document counts as the innermost, and may hold what any scope may.
	Scope    Scopes
	Document *policy.Document

	// Operation is the operation that the document belongs to, nil when it is
	// one for many.
	Operation *OperationInfo
}

// Compile makes the pipeline of a chain of documents, from the broadest scope
// to the narrowest. A chain without a global document has API Management's
// default one. The pipeline is nil when the diagnostics have errors, and when
// only a check was asked for.
func Compile(sources []Source, kinds []Kind, o Options) (*Pipeline, source.Diagnostics) {
	c := NewCompiler(kinds, o)
	p := c.Pipeline(sources...)
	return p, c.Diagnostics()
}

// A Compiler compiles documents that many operations share once. It is used by
// one goroutine.
type Compiler struct {
	kinds     map[string]*Kind
	options   Options
	documents map[Source]*document
	list      source.Diagnostics
	errors    int
	global    *policy.Document // the default one, when it was needed
}

// NewCompiler makes a compiler. It panics on a kind that is malformed or there
// twice.
func NewCompiler(kinds []Kind, o Options) *Compiler {
	o.Observe = o.Observe || o.Observer != nil
	c := &Compiler{kinds: make(map[string]*Kind, len(kinds)), options: o, documents: map[Source]*document{}}
	for i := range kinds {
		k := &kinds[i]
		if c.kinds[k.Name] != nil {
			panic("runtime: two kinds are called " + k.Name)
		}
		c.kinds[k.Name] = k
		k.Schema()
	}
	return c
}

// Diagnostics are the faults of all documents so far, in order.
func (c *Compiler) Diagnostics() source.Diagnostics { return c.list.Sort() }

// A document is a compiled document: its sections, each a list of steps and
// of places where the outer scope's go.
type document struct {
	source   *policy.Document
	scope    Scopes
	sections [len(sectionNames)][]item
	present  [len(sectionNames)]bool
	steps    []*step // all of them, for Provision

	operation *OperationInfo
	uses      map[string]*policy.Element // the first use of what may stand once in the document
}

// An item is a step with its element, or <base/> when there is none.
type item struct {
	step    *step
	element *policy.Element
}

// Pipeline makes the pipeline of a chain of documents; see Compile.
func (c *Compiler) Pipeline(sources ...Source) *Pipeline {
	if !c.options.Check {
		sources = c.whole(sources)
	}
	chain := c.chain(sources)
	if c.options.Check || chain == nil {
		return nil
	}
	p := &Pipeline{}
	for i := range p.sections {
		p.sections[i] = stepsOf(effective(chain, i))
	}
	for _, s := range p.sections[Inbound.index()] {
		if _, ok := s.policy.(Publisher); ok {
			p.publishers = append(p.publishers, s)
		}
	}
	return p
}

// whole is a chain with API Management's default document of the global scope,
// if it has none of its own.
func (c *Compiler) whole(sources []Source) []Source {
	if slices.ContainsFunc(sources, func(s Source) bool { return s.Scope == GlobalScope }) {
		return sources
	}
	return append([]Source{{Scope: GlobalScope, Document: c.defaultGlobal()}}, sources...)
}

// chain compiles the documents of a chain; nil when one has faults.
func (c *Compiler) chain(sources []Source) []*document {
	chain := make([]*document, len(sources))
	for i, s := range sources {
		chain[i] = c.document(s)
	}
	if slices.Contains(chain, nil) {
		return nil
	}
	return chain
}

func stepsOf(items []item) Steps {
	var steps Steps
	for _, i := range items {
		steps = append(steps, i.step)
	}
	return steps
}

// effective is a section with the outer scopes' steps in the place of <base/>.
// A section that a document does not have inherits, as if it held <base/> alone:
// published documents rely on it, though nothing says so.
func effective(chain []*document, section int) []item {
	if len(chain) == 0 {
		return nil
	}
	d, outer := chain[len(chain)-1], chain[:len(chain)-1]
	if !d.present[section] {
		return effective(outer, section)
	}
	var items []item
	for _, i := range d.sections[section] {
		if i.step != nil {
			items = append(items, i)
		} else {
			items = append(items, effective(outer, section)...)
		}
	}
	return items
}

// defaultGlobalPolicy is what API Management has for the global scope when
// nobody changed it.
const defaultGlobalPolicy = `<policies>
    <inbound />
    <backend>
        <forward-request />
    </backend>
    <outbound />
    <on-error />
</policies>`

func (c *Compiler) defaultGlobal() *policy.Document {
	if c.global == nil {
		c.global, _ = policy.Parse(source.NewFile("default global policy", defaultGlobalPolicy), policy.Options{})
	}
	return c.global
}

// document compiles a document, once for each place that it is the policy of. It
// answers nil when the document has faults.
func (c *Compiler) document(s Source) *document {
	if d, ok := c.documents[s]; ok {
		return d
	}
	before := c.errors
	d := &document{source: s.Document, scope: s.Scope, operation: s.Operation, uses: map[string]*policy.Element{}}
	at := place{scope: s.Scope, doc: d}
	switch s.Document.Kind {
	case policy.Policies:
		c.wholeDocument(d, at)
	case policy.Snippet:
		at.section = c.options.Section
		if at.section == 0 {
			at.section = Inbound
		}
		i := at.section.index()
		d.present[i] = true
		if at.section != Backend { // which holds one policy, in place of the outer one
			d.sections[i] = []item{{}}
		}
		d.sections[i] = append(d.sections[i], c.items(slices.Collect(s.Document.Elements()), at, map[string]int{})...)
	case policy.Fragment:
		root := s.Document.Root()
		if !c.options.Check {
			c.errorf(root, root.NameSpan, CodeDocument, "a fragment is no policy of its own: include it in one")
		}
		at.section = AnySection
		c.strayText(root, root.Nodes, root.Name)
		c.steps(slices.Collect(root.Elements()), at)
	}
	if c.errors == before && !c.options.Check {
		c.provision(d)
	}
	if c.errors != before {
		d = nil
	}
	c.documents[s] = d
	return d
}

func (c *Compiler) wholeDocument(d *document, at place) {
	root := d.source.Root()
	c.bare(root)
	for e := range root.Elements() {
		at.section = SectionNamed(e.Name)
		if at.section == 0 {
			c.errorf(e, e.NameSpan, CodeUnknownSection, "<%s> is no section; <policies> holds inbound, backend, outbound and on-error", e.Name).suggest(e.Name, sectionNames[:])
			continue
		}
		i := at.section.index()
		if d.present[i] {
			c.errorf(e, e.NameSpan, CodeRepeated, "<%s> may stand once in <policies>", e.Name)
			continue
		}
		d.present[i] = true
		c.bare(e)
		d.sections[i] = c.section(e, at)
	}
}

// bare reports attributes and text of an element that holds elements only.
func (c *Compiler) bare(e *policy.Element) {
	for _, a := range e.Attrs {
		c.errorf(e, a.NameSpan, CodeUnknownAttribute, "<%s> has no attributes", e.Name)
	}
	c.strayText(e, e.Nodes, e.Name)
}

// section compiles the content of a section, between one <base/> and the next.
func (c *Compiler) section(e *policy.Element, at place) []item {
	var items []item
	count := map[string]int{}
	var run []*policy.Element
	flush := func() {
		items = append(items, c.items(run, at, count)...)
		run = nil
	}
	children := 0
	for child := range e.Elements() {
		if children++; at.section == Backend && children == 2 {
			c.errorf(child, child.NameSpan, CodeBackendCount, "<backend> holds one policy, and this is the second")
		}
		if child.Name == "base" {
			c.bare(child)
			flush()
			items = append(items, item{})
			continue
		}
		run = append(run, child)
	}
	flush()
	return items
}

// steps compiles policies that stand in one element.
func (c *Compiler) steps(list []*policy.Element, at place) Steps {
	return stepsOf(c.items(list, at, map[string]int{}))
}

// items compiles policies of which some came before; count numbers them by name.
func (c *Compiler) items(list []*policy.Element, at place, count map[string]int) []item {
	var items []item
	for e := range c.expand(list) {
		count[e.Name]++
		if s := c.step(e, at.in(e.Name, count[e.Name])); s != nil {
			items = append(items, item{s, e})
		}
	}
	return items
}

// expand yields elements with those of fragments in the place of what includes
// them. No fragment includes another: policy.Parse has seen to it.
func (c *Compiler) expand(list []*policy.Element) iter.Seq[*policy.Element] {
	return func(yield func(*policy.Element) bool) {
		for _, e := range list {
			k := c.kinds[e.Name]
			if k == nil || !k.Inline {
				if !yield(e) {
					return
				}
				continue
			}
			c.decode(e, reflect.ValueOf(k.New()).Elem(), k.Schema(), place{doc: &document{}})
			if e.Fragment == nil {
				if !c.options.Check {
					c.errorf(e, e.NameSpan, CodeMissing, "the fragment that <%s> includes was not given", e.Name)
				}
				continue
			}
			if root := e.Fragment.Root(); root != nil {
				c.strayText(root, root.Nodes, root.Name)
			}
			for f := range e.Fragment.Policies() {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// step compiles one policy, or reports why not.
func (c *Compiler) step(e *policy.Element, at place) *step {
	k := c.kinds[e.Name]
	if k == nil {
		c.unknownPolicy(e)
		return nil
	}
	if k.Sections&at.section == 0 {
		c.errorf(e, e.NameSpan, CodeWrongSection, "<%s> may not stand in %s, only in %s", e.Name, at.section, k.Sections)
	}
	if at.scope != 0 && k.scopes()&at.scope == 0 {
		c.errorf(e, e.NameSpan, CodeWrongScope, "<%s> may not stand in the policy of scope %s, only of %s", e.Name, at.scope, k.scopes())
	}
	if slices.Contains(at.barred, e.Name) {
		c.errorf(e, e.NameSpan, CodeUnknownElement, "<%s> may not stand here: a policy around it does not take it at any depth", e.Name)
	}
	c.once(e, k, at)
	p := k.New()
	if !c.decode(e, reflect.ValueOf(p).Elem(), k.Schema(), at) {
		return nil
	}
	s := &step{policy: p, kind: k, section: at.section, scope: at.scope, path: at.path, file: e.File(), span: e.StartTag}
	if s.scope == 0 {
		s.scope = APIScope
	}
	if id := e.Attr("id"); id != nil {
		s.id = id.Value.Content()
	}
	at.doc.steps = append(at.doc.steps, s)
	if o := c.options.Observer; o != nil && (c.global == nil || at.doc.source != c.global) {
		o.Placed(e)
	}
	return s
}

// once reports a policy that stands more often than it may.
func (c *Compiler) once(e *policy.Element, k *Kind, at place) {
	key := k.Name
	switch k.Once {
	case Repeatable:
		return
	case OncePerSection:
		key = at.section.String() + " " + key
	}
	first := at.doc.uses[key]
	if first == nil {
		at.doc.uses[key] = e
		return
	}
	d := c.errorf(e, e.NameSpan, CodeRepeated, "<%s> may stand once in a %s", e.Name, map[Once]string{OncePerSection: "section", OncePerDocument: "document"}[k.Once])
	d.Notes = append(d.Notes, source.Note{File: first.File(), Span: first.NameSpan, Message: "the first one"})
}

func (c *Compiler) unknownPolicy(e *policy.Element) {
	switch {
	case e.Name == "base":
		c.errorf(e, e.NameSpan, CodeMisplacedBase, "<base> stands for the policies of the outer scope, and means something only in a section itself")
	case SectionNamed(e.Name) != 0:
		c.errorf(e, e.NameSpan, CodeUnknownPolicy, "<%s> is a section and no policy: it stands in <policies>", e.Name)
	case slices.Contains(apimPolicies, e.Name):
		d := c.errorf(e, e.NameSpan, CodeNotSupported, "<%s> is not supported yet", e.Name)
		if why := unsupportedWhy[e.Name]; why != "" {
			d.Message += ": " + why
		}
	default:
		names := slices.Clone(apimPolicies)
		for name := range c.kinds {
			names = append(names, name)
		}
		slices.Sort(names)
		c.errorf(e, e.NameSpan, CodeUnknownPolicy, "unknown policy <%s>", e.Name).suggest(e.Name, names)
	}
}

// provision makes the policies of a document ready, innermost first.
func (c *Compiler) provision(d *document) {
	for _, s := range d.steps {
		p, ok := s.policy.(Provisioner)
		if !ok {
			continue
		}
		if err := p.Provision(&c.options); err != nil {
			c.add(source.Diagnostic{Code: CodeProvision, File: s.file, Span: s.span, Message: fmt.Sprintf("<%s>: %v", s.kind.Name, err)})
		}
	}
}

// A fault is a diagnostic that can still be added to.
type fault struct{ *source.Diagnostic }

// suggest proposes the candidate that is nearest to what was typed.
func (f fault) suggest(typed string, candidates []string) {
	if f.Suggest = source.Nearest(typed, candidates); f.Suggest != "" {
		f.Message += fmt.Sprintf("; did you mean %q?", f.Suggest)
	}
}

func (c *Compiler) errorf(e *policy.Element, span source.Span, code source.Code, format string, args ...any) fault {
	c.add(source.Diagnostic{Code: code, File: e.File(), Span: span, Message: fmt.Sprintf(format, args...)})
	return fault{&c.list[len(c.list)-1]}
}

func (c *Compiler) add(list ...source.Diagnostic) {
	for _, d := range list {
		if d.Severity == source.Error {
			c.errors++
		}
	}
	c.list = append(c.list, list...)
}
