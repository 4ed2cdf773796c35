package clr

import (
	"iter"

	"github.com/dlclark/regexp2"
)

// A Group is what one group of a match captured: its last capture, and the
// others.
type Group struct {
	Capture
	name     string
	captures captureList
}

// The types of groups.
var (
	GroupType           = Declare(Decl{Name: regularExpressions + "Group", Base: "Capture", Abstract: true, Doc: "What one group of a match captured."})
	GroupCollectionType = Declare(Decl{Name: regularExpressions + "GroupCollection", Interfaces: "IReadOnlyList<Group>", Doc: "The groups of a match; group 0 is all of it."})
)

// failedGroup is the group that did not take part.
var failedGroup = &Group{}

// CLRType is the .NET type.
func (*Group) CLRType() *Type { return GroupType }

func (g *Group) capture() *Capture { return &g.Capture }

// success reports whether the group took part in the match.
func (g *Group) success() bool { return len(g.captures) > 0 }

func newGroup(text []rune, offset int, g *regexp2.Group) *Group {
	group := &Group{name: g.Name}
	for _, c := range g.Captures {
		group.captures = append(group.captures, &Capture{text, c.Index + offset, c.Length})
	}
	if n := len(group.captures); n > 0 {
		group.Capture = *group.captures[n-1]
	}
	return group
}

// A groupList is a GroupCollection, in the order of the groups' numbers.
type groupList struct {
	groups  []*Group
	numbers []int
}

// CLRType is the .NET type.
func (*groupList) CLRType() *Type { return GroupCollectionType }

// Iterate yields the groups.
func (l *groupList) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for i := range l.groups {
			if !yield(l.groups[i]) {
				return
			}
		}
	}
}

// Count is the number of groups.
func (l *groupList) Count() int { return len(l.groups) }

// At is a group in order; the caller has checked the index.
func (l *groupList) At(i int) any { return l.groups[i] }

// numbered is the group of a number; one that there is not has failed.
func (l *groupList) numbered(n int) *Group {
	for i, number := range l.numbers {
		if number == n {
			return l.groups[i]
		}
	}
	return failedGroup
}

// named is the group of a name, which of one without is its number; one that
// there is not has failed.
func (l *groupList) named(name string) *Group {
	for _, g := range l.groups {
		if g.name == name {
			return g
		}
	}
	return failedGroup
}

func init() {
	const pair = `Regex.Match("key=value", "(?<k>\\w+)=(\\w+)").Groups`
	asGroup := func(f func(*Group) any) Impl { return F1(func(g grouped) any { return f(g.group()) }) }
	GroupType.Define(
		Row("CaptureCollection Captures { get; }", "All that the group matched, in order.", asGroup(func(g *Group) any { return g.captures }), `Regex.Match("a1b2", "(\\w\\d)+").Groups[1].Captures.Count // 2`),
		Row("string Name { get; }", "The group's name, or its number as text.", asGroup(func(g *Group) any { return g.name }), pair+`["k"].Name // "k"`).NotListed(),
		Row("bool Success { get; }", "Whether the group took part in the match.", asGroup(func(g *Group) any { return g.success() }), `Regex.Match("abc", "(a)|(z)").Groups[2].Success // false`),
	)
	GroupCollectionType.Define(
		Row("int Count { get; }", "The number of groups, group 0 included.", F1(func(l *groupList) int32 { return int32(len(l.groups)) }), pair+`.Count // 3`),
		Row("Group this[int groupnum] { get; }", "The group of a number. One that there is not has Success false.", F2(func(l *groupList, n int32) *Group { return l.numbered(int(n)) }), pair+`[1].Value // "value"`, pair+`[9].Success // false`),
		Row("Group this[string groupname] { get; }", "The group of a name. One that there is not has Success false.", F2(func(l *groupList, name string) *Group { return l.named(name) }), pair+`["k"].Value // "key"`, pair+`["x"].Value // ""`),
		objectEnumerator(),
	)
}

// A grouped value is a Group or a Match.
type grouped interface{ group() *Group }

func (g *Group) group() *Group { return g }
