package coverage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sallyport/eval/source"
)

// A Kind says what an item is.
type Kind uint8

// The kinds.
const (
	Policy     Kind = iota // its goal is that it ran
	Branch                 // a when or an otherwise: that it was chosen
	Expression             // @(...) or @{...}: that it was evaluated
	Statement              // of @{...}: that it was run
	Condition              // that it was true, and that it was false
	Coalesce               // a ?? b: that a was not null, and that it was
)

// Kinds are all kinds, in the order in which reports have them.
var Kinds = []Kind{Policy, Branch, Expression, Statement, Condition, Coalesce}

var kindNames = [...]string{"policies", "branches", "expressions", "statements", "conditions", "coalescing"}

// String is the kind in the plural.
func (k Kind) String() string { return kindNames[k] }

// arms are the ways of a kind; nil when it has none.
func (k Kind) arms() []string {
	switch k {
	case Condition:
		return []string{"true", "false"}
	case Coalesce:
		return []string{"other than null", "null"}
	}
	return nil
}

// An Item is one thing in a file that may be run.
type Item struct {
	Kind   Kind
	Span   source.Span // what is marked of it: of an element, the start tag
	Extent source.Span // all of it
	Text   string      // <set-header>, or C#
	Hits   int         // how often it was run
	Taken  [2]int      // of a Condition: true, false; of a Coalesce: not null, null

	branches map[string]*Item // of a choose: when[2], as traces name them
	hidden   bool             // something around it was not run, which says enough
}

// Goals are how many goals an item has, and how many of them were reached.
func (i *Item) Goals() (reached, all int) {
	if i.Kind.arms() == nil {
		return min(i.Hits, 1), 1
	}
	return min(i.Taken[0], 1) + min(i.Taken[1], 1), 2
}

// Missing says which goals were not reached: "was never true"; "" when all were.
func (i *Item) Missing() string {
	arms := i.Kind.arms()
	switch {
	case i.Hits == 0 && (i.Kind == Policy || i.Kind == Branch || i.Kind == Statement):
		return "never ran"
	case i.Hits == 0:
		return "was never evaluated"
	case arms == nil:
		return ""
	case i.Taken[0] == 0 && i.Taken[1] == 0:
		return "never came to an end"
	case i.Taken[0] == 0:
		return "was never " + arms[0]
	case i.Taken[1] == 0:
		return "was never " + arms[1]
	}
	return ""
}

// A Count is a number of goals.
type Count struct{ Reached, All int }

func (c *Count) add(reached, all int) { c.Reached, c.All = c.Reached+reached, c.All+all }

// Percent is how many of a hundred goals were reached; of none, all were.
func (c Count) Percent() float64 {
	if c.All == 0 {
		return 100
	}
	return 100 * float64(c.Reached) / float64(c.All)
}

// A File is what was run of one file.
type File struct {
	Name  string  // of the file, and the line when the document stands inside of another
	Items []*Item // in the order of the text, outer ones first
	Total Count
	Kinds map[Kind]Count

	source *source.File
}

// A Report is what was run of files.
type Report struct {
	Files []*File // by name
	Total Count
	Kinds map[Kind]Count
}

// Report is what the profile has gathered.
func (p *Profile) Report() *Report {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := &Report{Kinds: map[Kind]Count{}}
	for _, documents := range p.files {
		for _, c := range documents {
			f := c.report()
			r.Files = append(r.Files, f)
			r.Total.add(f.Total.Reached, f.Total.All)
			for k, n := range f.Kinds {
				sum := r.Kinds[k]
				sum.add(n.Reached, n.All)
				r.Kinds[k] = sum
			}
		}
	}
	slices.SortFunc(r.Files, func(a, b *File) int {
		return cmp.Or(cmp.Compare(a.source.Name, b.source.Name), cmp.Compare(a.first(), b.first()))
	})
	return r
}

func (c *collected) report() *File {
	f := &File{Name: c.file.Name, Kinds: map[Kind]Count{}, source: c.file}
	if line := f.first(); line > 1 {
		f.Name = fmt.Sprintf("%s:%d", f.Name, line)
	}
	for _, i := range c.items {
		own := *i
		f.Items = append(f.Items, &own)
		reached, all := own.Goals()
		f.Total.add(reached, all)
		n := f.Kinds[own.Kind]
		n.add(reached, all)
		f.Kinds[own.Kind] = n
	}
	f.sort()
	return f
}

// first is the line that the document begins in: not 1 when it stands in a
// configuration.
func (f *File) first() int { return f.source.Position(0).Line }

// last is its last line that is not empty.
func (f *File) last() int {
	return f.source.Position(len(strings.TrimRight(f.source.Text, "\r\n"))).Line
}

// sort puts the items in order and hides those that were not run because of
// something around them. The condition of a when that never ran did run.
func (f *File) sort() {
	slices.SortFunc(f.Items, func(a, b *Item) int {
		return cmp.Or(cmp.Compare(a.Extent.Start, b.Extent.Start), cmp.Compare(b.Extent.End, a.Extent.End), cmp.Compare(a.Kind, b.Kind))
	})
	dead := 0 // where the last thing that was not run ends
	for _, i := range f.Items {
		i.hidden = i.Extent.Start < dead && i.Hits == 0
		if i.Hits == 0 && i.Extent.End > dead {
			dead = i.Extent.End
		}
	}
}

// line is the line that an item begins in.
func (f *File) line(i *Item) int { return f.source.Position(i.Span.Start).Line }

// A Missed is what was not run of an item.
type Missed struct {
	Line   int    `json:"line"`
	Column int    `json:"column"`
	What   string `json:"what"` // <set-header> never ran
}

// Missed lists what was not run, in the order of the file. What was not run only
// because something around it was not is not listed.
func (f *File) Missed() []Missed {
	list := []Missed{}
	for _, i := range f.missed() {
		at := f.source.Position(i.Span.Start)
		list = append(list, Missed{at.Line, at.Column, i.missed()})
	}
	return list
}

// missed are the items of Missed.
func (f *File) missed() []*Item {
	list := slices.DeleteFunc(slices.Clone(f.Items), func(i *Item) bool { return i.hidden || i.Missing() == "" })
	slices.SortStableFunc(list, func(a, b *Item) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return list
}

// missed says which item it is and what was not run of it.
func (i *Item) missed() string { return i.name() + " " + i.Missing() }

// name is the item's text on one line.
func (i *Item) name() string { return oneLine(i.Text) }
