package clr

import (
	"iter"
	"slices"
)

// A Token is a Newtonsoft.Json.Linq.JToken: a *JObject, *JArray, *JProperty,
// *JConstructor or *JValue. Tokens form a tree and know their parents; one that
// has a parent already is copied when it is put into another.
type Token interface {
	Object
	Stringer
	Kind() JKind
	base() *tokenBase
	get(key any) Token              // the indexer; key is never null
	set(env *Env, key any, v Token) // the indexer's setter
	deepEquals(other Token, depth int) bool
	clone(c *cloner, depth int) Token
}

// A JContainer is a token with others in it. The members that it has from
// EditableList are those of IList<JToken>: a null becomes a JSON null.
type JContainer interface {
	Token
	EditableList
	list() []Token
	validate(t, existing Token)
	insert(env *Env, i int, t Token)
	replace(env *Env, i int, t Token)
	removeAt(i int)
	removeAll()
}

// A tokenBase is what every token has: its place in the tree.
type tokenBase struct {
	parent JContainer // nil at the root
	at     int        // the place among the parent's children
}

func (b *tokenBase) base() *tokenBase { return b }

// tokenBytes is what a token costs the budget.
const tokenBytes = 80

// checkDepth ends the evaluation when a walk over a tree has gone too deep.
func checkDepth(depth int) {
	if depth > maxJSONDepth {
		panic(&LimitError{"levels of JSON", maxJSONDepth})
	}
}

// A cloner copies tokens and charges for them. Where there is no budget to
// charge, it bounds the size of one copy.
type cloner struct {
	env  *Env
	made int
}

// maxClone is how many tokens are copied at once where no budget is at hand.
const maxClone = 1 << 20

func (c *cloner) count() {
	c.made++
	if c.env == nil && c.made > maxClone {
		panic(&LimitError{"tokens copied", maxClone})
	}
	c.env.Step(1)
	c.env.Charge(tokenBytes)
}

// cloneToken is JToken.DeepClone.
func cloneToken(env *Env, t Token) Token { return t.clone(&cloner{env: env}, 0) }

// root is the topmost token of a tree.
func root(t Token) Token {
	for t.base().parent != nil {
		t = t.base().parent
	}
	return t
}

// adopted is the token that goes into a container in the place of t: a JSON
// null for null, and a copy of one that has a parent or holds the container.
func adopted(env *Env, c JContainer, t Token) Token {
	if t == nil {
		return jsonNullValue()
	}
	if t.base().parent != nil || t == Token(c) {
		return cloneToken(env, t)
	}
	if in, ok := t.(JContainer); ok && in.Count() > 0 && root(c) == t {
		return cloneToken(env, t)
	}
	return t
}

// unchanged reports whether an assignment changes nothing: Json.NET keeps a
// value that is equal to the new one.
func unchanged(existing, t Token) bool {
	v, ok := existing.(*JValue)
	if !ok {
		return false
	}
	if t == nil {
		return v.kind == JNull
	}
	return v.EqualsTo(t)
}

// tokenList is the children of an object, array or constructor.
type tokenList struct {
	tokenBase
	items   []Token
	version int // changes with the list, so that an enumeration notices
}

func (l *tokenList) list() []Token { return l.items }

// Count is the number of children.
func (l *tokenList) Count() int { return len(l.items) }

// At is a child; the caller has checked the index.
func (l *tokenList) At(i int) any { return l.items[i] }

// Contains reports whether a token is one of the children: the same one, not
// an equal one.
func (l *tokenList) Contains(v any) bool { return l.place(v) >= 0 }

// place is the index of a child, or -1.
func (l *tokenList) place(v any) int {
	t, ok := v.(Token)
	if !ok {
		return -1
	}
	if at := t.base().at; at < len(l.items) && l.items[at] == t {
		return at
	}
	return -1
}

// Iterate yields the children and throws when the list is changed meanwhile.
func (l *tokenList) Iterate(*Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		version := l.version
		for i := 0; ; i++ {
			if version != l.version {
				Throw(modified())
			}
			if i >= len(l.items) || !yield(l.items[i]) {
				return
			}
		}
	}
}

// append adds a token that has no parent, unchecked: what a reader does.
func (l *tokenList) append(c JContainer, t Token) {
	*t.base() = tokenBase{c, len(l.items)}
	l.items = append(l.items, t)
}

func (l *tokenList) insertIn(env *Env, c JContainer, i int, t Token) Token {
	if i > len(l.items) {
		Throw(ArgumentOutOfRange("index", insertRange))
	}
	t = adopted(env, c, t)
	c.validate(t, nil)
	env.Charge(tokenBytes)
	env.Step((len(l.items) - i) / 8)
	l.items = slices.Insert(l.items, i, t)
	t.base().parent = c
	l.renumber(i)
	l.version++
	return t
}

func (l *tokenList) replaceIn(env *Env, c JContainer, i int, t Token) Token {
	l.check(i)
	existing := l.items[i]
	if unchanged(existing, t) {
		return existing
	}
	t = adopted(env, c, t)
	c.validate(t, existing)
	*existing.base() = tokenBase{}
	*t.base() = tokenBase{c, i}
	l.items[i] = t
	l.version++
	return t
}

func (l *tokenList) removeFrom(i int) Token {
	l.check(i)
	t := l.items[i]
	*t.base() = tokenBase{}
	l.items = slices.Delete(l.items, i, i+1)
	l.renumber(i)
	l.version++
	return t
}

func (l *tokenList) removeAll() {
	for _, t := range l.items {
		*t.base() = tokenBase{}
	}
	l.items = nil
	l.version++
}

// Clear takes all children out.
func (l *tokenList) Clear() { l.removeAll() }

func (l *tokenList) check(i int) {
	if i < 0 {
		Throw(ArgumentOutOfRange("index", "Index is less than 0."))
	}
	if i >= len(l.items) {
		Throw(ArgumentOutOfRange("index", "Index is equal to or greater than Count."))
	}
}

func (l *tokenList) renumber(from int) {
	for i := from; i < len(l.items); i++ {
		l.items[i].base().at = i
	}
}

// tokenOrNull is a JToken argument that may be null.
func tokenOrNull(v any) Token {
	t, _ := v.(Token)
	return t
}

// addContent is JContainer.Add at a place: a sequence gives each of its
// elements, any other value one token. It says how many were added.
func addContent(env *Env, c JContainer, at int, content any) int {
	if s, ok := multiContent(content); ok {
		n := 0
		for v := range Iterate(env, s) {
			addContent(env, c, at+n, v)
			n++
		}
		return n
	}
	c.insert(env, at, contentToken(content))
	return 1
}

// multiContent is a value that stands for several tokens: any sequence but a
// string, a token or bytes.
func multiContent(content any) (Seq, bool) {
	switch v := content.(type) {
	case Token:
		return nil, false
	case *Array:
		return v, v.ElemType() != Byte
	case Seq:
		return v, true
	}
	return nil, false
}

// contentToken is a token itself, or a JValue of any other value.
func contentToken(content any) Token {
	if t, ok := content.(Token); ok {
		return t
	}
	return newJValue(content)
}

// descendants yields what is in a container, in document order.
func descendants(c JContainer, self bool) func(env *Env) iter.Seq[any] {
	return func(env *Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			if !self || yield(c) {
				walk(env, c, yield, 0)
			}
		}
	}
}

func walk(env *Env, c JContainer, yield func(any) bool, depth int) bool {
	checkDepth(depth)
	for v := range c.Iterate(env) {
		if !yield(v) {
			return false
		}
		if in, ok := v.(JContainer); ok && !walk(env, in, yield, depth+1) {
			return false
		}
	}
	return true
}

// tokenPath is JToken.Path: where the token is, from the root.
func tokenPath(t Token) string {
	var chain []Token
	for ; t != nil; t = parentOf(t) {
		chain = append(chain, t)
	}
	var p jsonPathText
	for i := len(chain) - 1; i >= 0; i-- {
		switch t := chain[i].(type) {
		case *JProperty:
			p.property(t.name)
		case *JArray, *JConstructor:
			if i > 0 {
				p.index(chain[i-1].base().at)
			}
		}
	}
	return p.String()
}

// parentOf is the token around t, or nil: never a typed nil.
func parentOf(t Token) Token {
	if p := t.base().parent; p != nil {
		return p
	}
	return nil
}
