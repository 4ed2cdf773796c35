package coverage

import (
	"fmt"
	"strings"
	"sync"

	"sallyport/eval"
	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
)

// A Profile gathers what was run of documents. The zero value is empty; see New.
type Profile struct {
	mu    sync.Mutex
	skip  func(file string) bool
	files map[string][]*collected // by name: a file may hold more than one document
}

// A collected is what is known of a file.
type collected struct {
	file     *source.File
	items    map[key]*Item
	policies map[source.Position]*Item
}

// A key tells the items of a file apart.
type key struct {
	kind Kind
	span source.Span
}

// New makes an empty profile. It ignores the files that skip names.
func New(skip func(file string) bool) *Profile {
	return &Profile{skip: skip, files: map[string][]*collected{}}
}

// item is the item of a kind at a place; nil when its file is ignored. The
// profile is locked.
func (p *Profile) item(f *source.File, kind Kind, span source.Span) *Item {
	if p.skip(f.Name) {
		return nil
	}
	c := p.collected(f)
	k := key{kind, span}
	i := c.items[k]
	if i == nil {
		i = &Item{Kind: kind, Span: span, Extent: span, Text: f.Slice(span)}
		c.items[k] = i
	}
	return i
}

// collected is what is known of a file, which is read anew for every test.
func (p *Profile) collected(f *source.File) *collected {
	for _, c := range p.files[f.Name] {
		if c.file == f || c.file.Position(0) == f.Position(0) {
			return c
		}
	}
	c := &collected{file: f, items: map[key]*Item{}, policies: map[source.Position]*Item{}}
	p.files[f.Name] = append(p.files[f.Name], c)
	return c
}

// Has reports whether the profile has heard of anything in a file.
func (p *Profile) Has(file string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.files[file]) > 0
}

// Placed hears of a policy's element, and of the branches of a choose by it.
func (p *Profile) Placed(e *policy.Element) {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := p.item(e.File(), Policy, e.StartTag)
	if i == nil {
		return
	}
	i.Text, i.Extent = "<"+e.Name+">", e.Span()
	p.collected(e.File()).policies[e.File().Position(e.StartTag.Start)] = i
	if e.Name == "choose" {
		p.branches(i, e)
	}
}

// branches notes the branches of a choose under the names that traces have for
// them.
func (p *Profile) branches(i *Item, choose *policy.Element) {
	i.branches = map[string]*Item{}
	n := map[string]int{}
	for e := range choose.Elements() {
		n[e.Name]++
		branch := p.item(e.File(), Branch, e.StartTag)
		branch.Text, branch.Extent = "<"+e.Name+">", e.Span()
		i.branches[fmt.Sprintf("%s[%d]", e.Name, n[e.Name])] = branch
	}
}

// Ran hears which policies a request ran, and which branches they chose.
func (p *Profile) Ran(trace []*runtime.TraceEntry) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range trace {
		for _, c := range p.files[e.File] {
			if i := c.policies[source.Position{Line: e.Line, Column: e.Column}]; i != nil {
				i.Hits++
				if branch := i.branches[e.Branch]; branch != nil {
					branch.Hits++
				}
			}
		}
	}
}

// kinds are those of the points that count.
var kinds = map[eval.PointKind]Kind{
	eval.ConditionPoint: Condition,
	eval.CoalescePoint:  Coalesce,
	eval.StatementPoint: Statement,
}

// Compiled hears of an expression.
func (p *Profile) Compiled(e *eval.Expression) { p.expression(e, nil) }

// Evaluated hears of what an evaluation did.
func (p *Profile) Evaluated(e *eval.Expression, o *eval.Observation) { p.expression(e, o) }

func (p *Profile) expression(e *eval.Expression, o *eval.Observation) {
	p.mu.Lock()
	defer p.mu.Unlock()
	text := e.Text()
	whole := p.item(text.File, Expression, text.Origin(source.Span{End: len(text.Content)}))
	if whole == nil {
		return
	}
	if o != nil {
		whole.Hits++
	}
	whole.Text = strings.TrimSpace(whole.Text)
	for n, point := range e.Points() {
		kind, counts := kinds[point.Kind]
		if !counts {
			continue
		}
		i := p.item(point.File, kind, point.Span)
		if o != nil {
			r := &o.Records[n]
			i.Hits += r.Count
			i.Taken[0] += r.Taken[0]
			i.Taken[1] += r.Taken[1]
		}
	}
}
