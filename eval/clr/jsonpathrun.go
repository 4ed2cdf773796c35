package clr

import (
	"encoding/base64"
	"iter"
	"slices"
	"strings"
)

// selectTokens is JToken.SelectTokens. strict asks for a JsonException where a
// step leads nowhere.
func selectTokens(env *Env, t Token, path string, strict bool) Seq {
	steps := parseJSONPath(path)
	return tokenSeq(JTokenType, func(env *Env) iter.Seq[any] {
		found := (&pathRun{env, t, strict}).all(steps, t)
		return func(yield func(any) bool) {
			found(func(t Token) bool { return yield(t) })
		}
	})
}

// selectToken is JToken.SelectToken: the only token of a path, or nil.
func selectToken(env *Env, t Token, path string, strict bool) (found Token) {
	for u := range (&pathRun{env, t, strict}).all(parseJSONPath(path), t) {
		if found != nil {
			Throw(NewException(JsonExceptionType, "Path returned multiple tokens."))
		}
		found = u
	}
	return found
}

// A pathRun is one use of a path.
type pathRun struct {
	env    *Env
	root   Token
	strict bool
}

// A pathStep leads from one token to others.
type pathStep interface {
	from(r *pathRun, t Token) iter.Seq[Token]
}

// all is the tokens that steps lead to, one step after the other.
func (r *pathRun) all(steps jsonPath, t Token) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		for _, step := range steps {
			if s, ok := step.(sliceStep); ok && s.by() == 0 {
				Throw(NewException(JsonExceptionType, "Step cannot be zero."))
			}
		}
		r.walk(steps, t, yield)
	}
}

func (r *pathRun) walk(steps jsonPath, t Token, yield func(Token) bool) bool {
	r.env.Step(1)
	if len(steps) == 0 {
		return yield(t)
	}
	for u := range steps[0].from(r, t) {
		if !r.walk(steps[1:], u, yield) {
			return false
		}
	}
	return true
}

// miss throws where a step leads nowhere and that is a fault.
func (r *pathRun) miss(format string, args ...any) {
	if r.strict {
		Throw(NewExceptionf(JsonExceptionType, format, args...))
	}
}

// A fieldStep leads to the values of names in an object; without names to all.
type fieldStep struct{ names []string }

func (s fieldStep) from(r *pathRun, t Token) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		o, ok := t.(*JObject)
		switch {
		case !ok && s.names == nil:
			r.miss("Property '*' not valid on %s.", t.CLRType().Simple)
		case !ok && len(s.names) > 1:
			r.miss("Properties %s not valid on %s.", s, t.CLRType().Simple)
		case !ok:
			r.miss("Property %s not valid on %s.", s, t.CLRType().Simple)
		case s.names == nil:
			for v := range valuesIn(o.Iterate(r.env)) {
				if !yield(v.(Token)) {
					return
				}
			}
		}
		if !ok {
			return
		}
		for _, name := range s.names {
			v := o.Value(name)
			if v == nil {
				r.miss("Property '%s' does not exist on JObject.", name)
			} else if !yield(v) {
				return
			}
		}
	}
}

// A scanStep leads to the values of names anywhere in a token, in document
// order; without names to all that is in it and to the token itself.
type scanStep struct{ names []string }

func (s scanStep) from(r *pathRun, t Token) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		if s.names == nil && !yield(t) {
			return
		}
		c, ok := t.(JContainer)
		if !ok {
			return
		}
		for v := range descendants(c, false)(r.env) {
			r.env.Step(1)
			p, isProperty := v.(*JProperty)
			switch {
			case isProperty && slices.Contains(s.names, p.name):
				if !yield(p.value) {
					return
				}
			case !isProperty && s.names == nil:
				if !yield(v.(Token)) {
					return
				}
			}
		}
	}
}

// An indexStep leads to the elements at some places; without any to all.
type indexStep struct{ at []int }

func (s indexStep) from(r *pathRun, t Token) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		if s.at == nil {
			c, ok := t.(JContainer)
			if !ok || t.Kind() != JKindArray && t.Kind() != JKindConstructor {
				r.miss("Index * not valid on %s.", t.CLRType().Simple)
				return
			}
			for v := range c.Iterate(r.env) {
				if !yield(v.(Token)) {
					return
				}
			}
		}
		for _, i := range s.at {
			if v := s.item(r, t, i); v != nil && !yield(v) {
				return
			}
		}
	}
}

func (s indexStep) item(r *pathRun, t Token, i int) Token {
	if t.Kind() != JKindArray && t.Kind() != JKindConstructor {
		r.miss("Index %d not valid on %s.", i, t.CLRType().Simple)
		return nil
	}
	if i >= t.(JContainer).Count() {
		r.miss("Index %d outside the bounds of %s.", i, t.CLRType().Simple)
		return nil
	}
	return t.get(int32(i))
}

// A sliceStep leads to a part of an array; what is nil was not said.
type sliceStep struct{ start, stop, step *int }

// by is how far it goes at a time.
func (s sliceStep) by() int {
	if s.step != nil {
		return *s.step
	}
	return 1
}

func (s sliceStep) from(r *pathRun, t Token) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		step := s.by()
		a, ok := t.(*JArray)
		if !ok {
			r.miss("Array slice is not valid on %s.", t.CLRType().Simple)
			return
		}
		n := len(a.items)
		bound := func(v *int, otherwise int) int {
			switch {
			case v == nil:
				return otherwise
			case *v < 0:
				return n + *v
			}
			return *v
		}
		start, stop := min(max(bound(s.start, 0), 0), n), bound(s.stop, n)
		if step < 0 {
			start, stop = min(bound(s.start, n-1), n-1), bound(s.stop, -1)
		}
		stop = min(max(stop, -1), n)
		valid := func(i int) bool { return step > 0 && i < stop || step < 0 && i > stop }
		if !valid(start) {
			text := func(v *int) string {
				if v == nil {
					return "*"
				}
				return ToString(int64(*v))
			}
			r.miss("Array slice of %s to %s returned no results.", text(s.start), text(s.stop))
		}
		for i := start; valid(i); i += step {
			if !yield(a.items[i]) {
				return
			}
		}
	}
}

// A queryStep leads to the children for which a query holds; with scan to all
// that is in a token, and the token itself.
type queryStep struct {
	query pathQuery
	scan  bool
}

func (s queryStep) from(r *pathRun, t Token) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		candidates := children(r.env, t)
		if c, ok := t.(JContainer); ok && s.scan {
			candidates = descendants(c, true)(r.env)
		} else if s.scan {
			candidates = one(t)
		}
		for v := range candidates {
			if t := v.(Token); s.query.holds(r, t) && !yield(t) {
				return
			}
		}
	}
}

// A pathQuery is a condition on a token.
type pathQuery interface {
	holds(r *pathRun, t Token) bool
}

// A pathComposite is conditions joined by && or ||.
type pathComposite struct {
	and   bool
	parts []pathQuery
}

func (q *pathComposite) holds(r *pathRun, t Token) bool {
	for _, part := range q.parts {
		if part.holds(r, t) != q.and {
			return !q.and
		}
	}
	return q.and
}

// A pathSide is a path from the token or the root, or a value.
type pathSide struct {
	path     jsonPath
	fromRoot bool
	value    *JValue
}

func (s pathSide) tokens(r *pathRun, t Token) iter.Seq[Token] {
	if s.value != nil {
		return func(yield func(Token) bool) { yield(s.value) }
	}
	if s.fromRoot {
		t = r.root
	}
	return (&pathRun{r.env, r.root, false}).all(s.path, t)
}

// A pathComparison compares two sides, or asks whether the left has a token.
type pathComparison struct {
	left  pathSide
	op    string
	right pathSide
}

func (q pathComparison) holds(r *pathRun, t Token) bool {
	for left := range q.left.tokens(r, t) {
		if q.op == "exists" {
			return true
		}
		for right := range q.right.tokens(r, t) {
			if q.match(r.env, left, right) {
				return true
			}
		}
	}
	return false
}

func (q pathComparison) match(env *Env, left, right Token) bool {
	a, ok := left.(*JValue)
	b, isValue := right.(*JValue)
	if !ok || !isValue {
		return q.op == "!="
	}
	switch q.op {
	case "==":
		return coercedEqual(a, b)
	case "!=":
		return !coercedEqual(a, b)
	case "===":
		return strictlyEqual(a, b)
	case "!==":
		return !strictlyEqual(a, b)
	case "<":
		return a.CompareTo(b) < 0
	case "<=":
		return a.CompareTo(b) <= 0
	case ">":
		return a.CompareTo(b) > 0
	case ">=":
		return a.CompareTo(b) >= 0
	}
	return matchesRegex(env, a, b)
}

// mixedNumbers reports whether one of two values is whole and the other not.
func mixedNumbers(a, b *JValue) bool {
	return a.kind == JInteger && b.kind == JFloat || a.kind == JFloat && b.kind == JInteger
}

func strictlyEqual(a, b *JValue) bool {
	if mixedNumbers(a, b) {
		return compareJSON(a.kind, a.value, b.value) == 0
	}
	return a.EqualsTo(b)
}

// coercedEqual compares besides what JSON writes as a text with a text.
func coercedEqual(a, b *JValue) bool {
	if strictlyEqual(a, b) {
		return true
	}
	want, ok := b.value.(string)
	if !ok || b.kind != JString {
		return false
	}
	switch v := a.value.(type) {
	case DateTime:
		return jsonDateText(v) == want
	case DateTimeOffset:
		return v.FormatWith(isoFormat) == want
	case *Array:
		return base64.StdEncoding.EncodeToString(v.Bytes()) == want
	case *Uri:
		return v.original == want
	}
	return (a.kind == JGuid || a.kind == JTimeSpan) && Text(a.value) == want
}

// matchesRegex matches a text with /pattern/options.
func matchesRegex(env *Env, input, pattern *JValue) bool {
	text, ok := input.value.(string)
	regex, isText := pattern.value.(string)
	end := strings.LastIndexByte(regex, '/')
	if !ok || !isText || input.kind != JString || end < 1 {
		return false
	}
	var options int64 // of RegexOptions
	for _, c := range regex[end+1:] {
		switch c {
		case 'i':
			options |= 1
		case 'm':
			options |= 2
		case 's':
			options |= 16
		case 'x':
			options |= 32
		}
	}
	r := newRegex(env, regex[1:end], options, noTimeout)
	return r.isMatch(env, text, r.start(text, nil))
}
