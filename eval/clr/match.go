package clr

import (
	"iter"
	"slices"

	"github.com/dlclark/regexp2"
)

// A Match is one match of a regular expression, or its failure.
type Match struct {
	Group
	regex  *Regex
	found  *regexp2.Match
	offset int // of the text that was searched in all of it
	groups *groupList
}

// The types of matches.
var (
	MatchType           = Declare(Decl{Name: regularExpressions + "Match", Base: "Group", Abstract: true, Doc: "A match of a regular expression, or its failure."})
	MatchCollectionType = Declare(Decl{Name: regularExpressions + "MatchCollection", Interfaces: "IReadOnlyList<Match>", Beyond: true, Doc: "The matches in a text, found when they are asked for."})
	MatchEvaluatorType  = delegateType(regularExpressions+"MatchEvaluator", "string Invoke(Match match)", "Makes the replacement of a match.")
)

// emptyMatch is Match.Empty, what a search without success gives.
var emptyMatch = func() *Match {
	m := &Match{Group: Group{name: "0"}}
	m.groups = &groupList{[]*Group{&m.Group}, []int{0}}
	return m
}()

// CLRType is the .NET type.
func (*Match) CLRType() *Type { return MatchType }

func (m *Match) group() *Group { return &m.Group }

func (r *Regex) newMatch(text []rune, offset int, found *regexp2.Match) *Match {
	if found == nil {
		return emptyMatch
	}
	m := &Match{regex: r, found: found, offset: offset, groups: &groupList{numbers: r.re.GetGroupNumbers()}}
	groups := found.Groups()
	for i := range groups {
		m.groups.groups = append(m.groups.groups, newGroup(text, offset, &groups[i]))
	}
	m.Group = *m.groups.groups[0]
	m.groups.groups[0] = &m.Group
	return m
}

// next is the match after this one.
func (m *Match) next(e *Env) *Match {
	if m.found == nil {
		return m
	}
	e.Step(slow)
	e.Charge(matchBytes)
	found, err := m.regex.re.FindNextMatch(m.found)
	m.regex.check(err)
	return m.regex.newMatch(m.text, m.offset, found)
}

// A matchList is a MatchCollection: it finds matches as they are asked for.
type matchList struct {
	found []*Match
	rest  *Match // the next to be added; a failed one ends the list
}

// CLRType is the .NET type.
func (*matchList) CLRType() *Type { return MatchCollectionType }

// at is the nth match, or nil when there are not so many.
func (l *matchList) at(e *Env, i int) *Match {
	for len(l.found) <= i && l.rest.success() {
		l.found = append(l.found, l.rest)
		l.rest = l.rest.next(e)
	}
	if i < len(l.found) {
		return l.found[i]
	}
	return nil
}

// Iterate yields the matches.
func (l *matchList) Iterate(e *Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for i := 0; ; i++ {
			if m := l.at(e, i); m == nil || !yield(m) {
				return
			}
		}
	}
}

// count finds all matches.
func (l *matchList) count(e *Env) int {
	for l.rest.success() {
		l.at(e, len(l.found))
	}
	return len(l.found)
}

// Count finds all matches.
func (l *matchList) Count() int { return l.count(nil) }

// At is a match; the caller has checked the index.
func (l *matchList) At(i int) any { return l.at(nil, i) }

// objectEnumerator is the GetEnumerator of collections that are older than
// generics: foreach (var m in matches) gives objects.
func objectEnumerator() Member {
	return Row("System.Collections.IEnumerator GetEnumerator()", "A place before the first element.", F1(func(s Seq) *Enumerator { return NewEnumerator(ObjectType, s) })).NotListed()
}

func init() {
	const aaa = `Regex.Matches("aba", "a")`
	MatchType.Define(
		Row("static Match Empty { get; }", "A failed match.", Const(emptyMatch), `Match.Empty.Success // false`),
		Row("GroupCollection Groups { get; }", "The groups; group 0 is all of the match.", F1(func(m *Match) *groupList { return m.groups }), `Regex.Match("ab", "(a)(b)").Groups.Count // 3`),
		Row("Match NextMatch()", "The match after this one.", F2(func(e *Env, m *Match) *Match { return m.next(e) }), `Regex.Match("abab", "b").NextMatch().Index // 3`, `Regex.Match("a", "a").NextMatch().Success // false`).NotListed(),
		Row("string Result(string replacement)", "A replacement pattern, filled in with the groups.", F2(func(m *Match, replacement string) string {
			if m.found == nil {
				Throw(NotSupported("Result cannot be called on a failed Match."))
			}
			return unitText(m.expand(nil, m.regex.replacement(replacement)))
		}), `Regex.Match("ab", "(a)(b)").Result("$2-$1") // "b-a"`, `Regex.Match("ab", "x").Result("$0") // throws NotSupportedException`),
	)
	MatchCollectionType.Define(
		Row("int Count { get; }", "The number of matches.", F2(func(e *Env, l *matchList) int32 { return int32(l.count(e)) }), aaa+`.Count // 2`),
		Row("Match this[int i] { get; }", "A match by place.", F3(func(e *Env, l *matchList, i int32) *Match {
			if i < 0 {
				Throw(ArgumentOutOfRange("i", ""))
			}
			m := l.at(e, int(i))
			if m == nil {
				Throw(ArgumentOutOfRange("i", ""))
			}
			return m
		}), aaa+`[1].Index // 2`, aaa+`[5] // throws ArgumentOutOfRangeException`),
		objectEnumerator(),
	)
}

// A replacementPart is a part of a replacement pattern: literal text, or a
// reference.
type replacementPart struct {
	text  []rune
	group int // of a reference: a group's number, or one of the constants
}

const (
	partText = -1 - iota
	partBefore
	partAfter
	partLastGroup
	partInput
)

// replacement reads a replacement pattern: $1 ${name} $$ $& $` $' $+ $_. What
// is no reference is literal.
func (r *Regex) replacement(pattern string) []replacementPart {
	var parts []replacementPart
	text := regexUnits(pattern)
	literal := func(runes ...rune) {
		if n := len(parts); n > 0 && parts[n-1].group == partText {
			parts[n-1].text = append(parts[n-1].text, runes...)
			return
		}
		parts = append(parts, replacementPart{slices.Clone(runes), partText})
	}
	for len(text) > 0 {
		at := slices.Index(text, '$')
		if at < 0 || at == len(text)-1 {
			literal(text...)
			break
		}
		if at > 0 {
			literal(text[:at]...)
		}
		group, n, ok := r.reference(text[at:])
		switch {
		case ok && group == partText: // $$
			literal('$')
		case ok:
			parts = append(parts, replacementPart{group: group})
		default:
			literal('$')
			n = 1
		}
		text = text[at+n:]
	}
	return parts
}

// reference reads the reference that text begins with; n is its length.
func (r *Regex) reference(text []rune) (group, n int, ok bool) {
	switch text[1] {
	case '$':
		return partText, 2, true
	case '&':
		return 0, 2, true
	case '`':
		return partBefore, 2, true
	case '\'':
		return partAfter, 2, true
	case '+':
		return partLastGroup, 2, true
	case '_':
		return partInput, 2, true
	case '{':
		end := slices.Index(text, '}')
		if end < 0 {
			return 0, 0, false
		}
		name := unitText(text[2:end])
		if group = r.re.GroupNumberFromName(name); group < 0 && digitsLength(name) == len(name) && name != "" {
			group = atoi(name)
			return group, end + 1, slices.Contains(r.re.GetGroupNumbers(), group)
		}
		return group, end + 1, group >= 0
	}
	n = 1
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	group = atoi(string(text[1:n]))
	return group, n, n > 1 && slices.Contains(r.re.GetGroupNumbers(), group)
}

// expand appends a replacement pattern, filled in, to out.
func (m *Match) expand(out []rune, parts []replacementPart) []rune {
	for _, p := range parts {
		switch p.group {
		case partText:
			out = append(out, p.text...)
		case partBefore:
			out = append(out, m.text[:m.index]...)
		case partAfter:
			out = append(out, m.text[m.index+m.length:]...)
		case partInput:
			out = append(out, m.text...)
		case partLastGroup:
			out = append(out, m.groups.groups[len(m.groups.groups)-1].runes()...)
		default:
			out = append(out, m.groups.numbered(p.group).runes()...)
		}
	}
	return out
}

func (c *Capture) runes() []rune { return c.text[c.index : c.index+c.length] }
