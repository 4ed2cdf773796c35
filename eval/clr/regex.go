package clr

import (
	"container/list"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/dlclark/regexp2"
	"github.com/dlclark/regexp2/syntax"
)

// A Regex is a compiled regular expression of .NET's dialect. It does not
// change and may be shared.
type Regex struct {
	pattern string
	options int64
	timeout TimeSpan // that C# asked for; noTimeout when it did not
	re      *regexp2.Regexp
	limit   time.Duration // of one match, where the budget's is the shorter one
}

// matchBytes is what a match costs with its groups.
const matchBytes = 512

// patternBytes is what compiling a pattern costs for each of its bytes.
const patternBytes = 1024

// The types of regular expressions.
var (
	RegexType             = Declare(Decl{Name: regularExpressions + "Regex", Doc: "A regular expression."})
	RegexMatchTimeoutType = exception(regularExpressions+"RegexMatchTimeoutException", TimeoutExceptionType, regexTimedOut)
)

const (
	regexTimedOut = "The RegEx engine has timed out while trying to match a pattern to an input string. " +
		"This can occur for many reasons, including very large inputs or excessive backtracking caused by nested quantifiers, back-references and other factors."

	noTimeout = TimeSpan(-ticksPerMillisecond) // Regex.InfiniteMatchTimeout
)

// CLRType is the .NET type.
func (*Regex) CLRType() *Type { return RegexType }

// ToString is the pattern.
func (r *Regex) ToString() string { return r.pattern }

func init() {
	const digit = `new Regex("\\d")`
	none := Enum{RegexOptionsType, 0}
	// The static members take the pattern, then the options, then a time-out. each
	// makes the three rows of one; args, then and want are an example.
	type static struct{ result, name, params, doc, args, then, want string }
	each := func(s static, call func(e *Env, r *Regex, input string, more []any) any, examples ...string) {
		extra := strings.Count(s.params, ",")
		for n, tail := range []string{"", ", RegexOptions options", ", RegexOptions options, TimeSpan matchTimeout"} {
			args := s.args + [...]string{"", ", RegexOptions.None", ", RegexOptions.None, TimeSpan.FromSeconds(5)"}[n]
			row := Row("static "+s.result+" "+s.name+"(string input, string pattern"+s.params+tail+")", s.doc, spread(2+extra+n, func(e *Env, args []any) any {
				for i, name := range []string{"input", "pattern"} {
					if args[i] == nil {
						Throw(ArgumentNull(name))
					}
				}
				options, timeout := none, noTimeout
				if n > 0 {
					options = args[2+extra].(Enum)
				}
				if n > 1 {
					timeout = args[3+extra].(TimeSpan)
				}
				return call(e, newRegex(e, args[1].(string), options.V, timeout), args[0].(string), args[2:2+extra])
			}), "Regex."+s.name+"("+args+")"+s.then+" // "+s.want)
			if n == 0 {
				row.Examples = append(row.Examples, examples...)
			}
			RegexType.Define(row)
		}
	}
	RegexType.Define(
		Row("new(string pattern)", "Reads a pattern; ArgumentException where it is none.", F2(func(e *Env, pattern string) *Regex { return newRegex(e, pattern, 0, noTimeout) }), `new Regex("a+").ToString() // "a+"`, `new Regex("(") // throws ArgumentException`),
		Row("new(string pattern, RegexOptions options)", "Reads a pattern.", F3(func(e *Env, pattern string, options Enum) *Regex { return newRegex(e, pattern, options.V, noTimeout) }), `new Regex("A", RegexOptions.IgnoreCase).IsMatch("a") // true`),
		Row("new(string pattern, RegexOptions options, TimeSpan matchTimeout)", "Reads a pattern; a match may take so long.", F4(func(e *Env, pattern string, options Enum, timeout TimeSpan) *Regex {
			return newRegex(e, pattern, options.V, timeout)
		}), `new Regex("a", RegexOptions.None, TimeSpan.FromSeconds(1)).MatchTimeout.Seconds // 1`, `new Regex("a", RegexOptions.None, TimeSpan.Zero) // throws ArgumentOutOfRangeException`),
		Row("static TimeSpan InfiniteMatchTimeout { get; }", "No time-out of the expression's own.", Const(noTimeout), `Regex.InfiniteMatchTimeout.Milliseconds // -1`).NotListed(),
		Row("TimeSpan MatchTimeout { get; }", "How long a match may take.", F1(func(r *Regex) TimeSpan { return r.timeout }), digit+`.MatchTimeout == Regex.InfiniteMatchTimeout // true`).NotListed(),
		Row("RegexOptions Options { get; }", "The options.", F1(func(r *Regex) Enum { return Enum{RegexOptionsType, r.options} }), digit+`.Options.ToString() // "None"`).NotListed(),
		Row("bool RightToLeft { get; }", "Whether it matches from the end.", F1(func(r *Regex) bool { return r.options&regexRightToLeft != 0 }), digit+`.RightToLeft // false`).NotListed(),
		Row("static string Escape(string str)", "The pattern that matches a text literally.", F1(regexEscape), `Regex.Escape("a.b c") // "a\\.b\\ c"`).NotListed(),
		Row("string[] GetGroupNames()", "The groups' names, or numbers as text.", F1(func(r *Regex) []string { return r.re.GetGroupNames() }), `string.Join(",", new Regex("(?<n>a)(b)").GetGroupNames()) // "0,1,n"`).NotListed(),
		Row("int[] GetGroupNumbers()", "The groups' numbers.", F1(func(r *Regex) *Array {
			var items []any
			for _, n := range r.re.GetGroupNumbers() {
				items = append(items, int32(n))
			}
			return NewArray(Int32, items)
		}), `new Regex("(a)").GetGroupNumbers().Length // 2`).NotListed(),
		Row("string GroupNameFromNumber(int i)", "A group's name; \"\" when there is no such group.", F2(func(r *Regex, n int32) string {
			if n < 0 {
				Throw(ArgumentOutOfRange("i", ""))
			}
			return r.re.GroupNameFromNumber(int(n))
		}), `new Regex("(?<n>a)").GroupNameFromNumber(1) // "n"`).NotListed(),
		Row("int GroupNumberFromName(string name)", "A group's number; -1 when there is no such group.", F2(func(r *Regex, name string) int32 { return int32(r.re.GroupNumberFromName(name)) }), `new Regex("(?<n>a)").GroupNumberFromName("n") // 1`).NotListed(),

		Row("bool IsMatch(string input)", "Whether the text has a match.", F3(func(e *Env, r *Regex, s string) bool { return r.isMatch(e, s, r.start(s, nil)) }), digit+`.IsMatch("a1") // true`),
		Row("bool IsMatch(string input, int startat)", "Whether the text has a match from a place on.", F4(func(e *Env, r *Regex, s string, at int32) bool { return r.isMatch(e, s, r.start(s, at)) }), digit+`.IsMatch("1a", 1) // false`, digit+`.IsMatch("1a", 9) // throws ArgumentOutOfRangeException`),
	)
	each(static{"bool", "IsMatch", "", "Whether the text has a match.", `"abc", "^\\d+$"`, "", "false"}, func(e *Env, r *Regex, s string, _ []any) any {
		return r.isMatch(e, s, r.start(s, nil))
	}, `Regex.IsMatch("a", "*") // throws ArgumentException`, `Regex.IsMatch(null, "a") // throws ArgumentNullException`)

	RegexType.Define(
		Row("Match Match(string input)", "The first match.", F3(func(e *Env, r *Regex, s string) *Match { return r.match(e, s, r.start(s, nil)) }), digit+`.Match("a1").Index // 1`),
		Row("Match Match(string input, int startat)", "The first match from a place on.", F4(func(e *Env, r *Regex, s string, at int32) *Match { return r.match(e, s, r.start(s, at)) }), digit+`.Match("1a2", 1).Index // 2`),
		Row("Match Match(string input, int beginning, int length)", "The first match in a piece of the text.", F5(func(e *Env, r *Regex, s string, beginning, length int32) *Match {
			text := regexUnits(s)
			if beginning < 0 || int(beginning) > len(text) {
				Throw(ArgumentOutOfRange("beginning", "Start index cannot be less than 0 or greater than input length."))
			}
			if length < 0 || int(length) > len(text)-int(beginning) {
				Throw(ArgumentOutOfRange("length", "Length cannot be less than 0 or exceed input length."))
			}
			return r.matchIn(e, text, int(beginning), int(beginning+length))
		}), `new Regex("^b").Match("abcbd", 3, 2).Index // 3`),
	)
	each(static{"Match", "Match", "", "The first match; Success is false when there is none.", `"max-age=60", "max-age=(?<age>\\d+)"`, `.Groups["age"].Value`, `"60"`}, func(e *Env, r *Regex, s string, _ []any) any {
		return r.match(e, s, r.start(s, nil))
	}, `Regex.Match("abc", "\\d").Success // false`)

	RegexType.Define(
		Row("MatchCollection Matches(string input)", "All matches.", F3(func(e *Env, r *Regex, s string) *matchList { return &matchList{rest: r.match(e, s, r.start(s, nil))} }), digit+`.Matches("1a2").Count // 2`),
		Row("MatchCollection Matches(string input, int startat)", "All matches from a place on.", F4(func(e *Env, r *Regex, s string, at int32) *matchList {
			return &matchList{rest: r.match(e, s, r.start(s, at))}
		}), digit+`.Matches("1a2", 1).Count // 1`),
	)
	each(static{"MatchCollection", "Matches", "", "All matches.", `"aaa", "a"`, ".Count", "3"}, func(e *Env, r *Regex, s string, _ []any) any {
		return &matchList{rest: r.match(e, s, r.start(s, nil))}
	}, `Regex.Matches("a1b2", "\\d").Select(m => m.Value).Last() // "2"`)

	all := int32(-1)
	RegexType.Define(
		Row("string Replace(string input, string replacement)", "The text with each match replaced by a pattern: $1 ${name} $& $$.", F4(func(e *Env, r *Regex, s, p string) string { return r.replacePattern(e, s, p, all, nil) }), digit+`.Replace("a1b2", "[$0]") // "a[1]b[2]"`),
		Row("string Replace(string input, string replacement, int count)", "The text with at most count matches replaced.", F5(func(e *Env, r *Regex, s, p string, n int32) string { return r.replacePattern(e, s, p, n, nil) }), `new Regex("a").Replace("banana", "o", 2) // "bonona"`),
		Row("string Replace(string input, string replacement, int count, int startat)", "The text with at most count matches from a place on replaced.", F6(func(e *Env, r *Regex, s, p string, n, at int32) string {
			return r.replacePattern(e, s, p, n, at)
		}), digit+`.Replace("a1b2c3d", "-", 1, 3) // "a1b-c3d"`),
		Row("string Replace(string input, MatchEvaluator evaluator)", "The text with each match replaced by what a function makes of it.", F4(func(e *Env, r *Regex, s string, f func(any) any) string { return r.replaceFunc(e, s, f, all, nil) }), digit+`.Replace("a1", m => m.Value + m.Value) // "a11"`),
		Row("string Replace(string input, MatchEvaluator evaluator, int count)", "The text with at most count matches replaced.", F5(func(e *Env, r *Regex, s string, f func(any) any, n int32) string {
			return r.replaceFunc(e, s, f, n, nil)
		}), digit+`.Replace("1a1", m => "x", 1) // "xa1"`),
		Row("string Replace(string input, MatchEvaluator evaluator, int count, int startat)", "The text with at most count matches from a place on replaced.", F6(func(e *Env, r *Regex, s string, f func(any) any, n, at int32) string {
			return r.replaceFunc(e, s, f, n, at)
		}), digit+`.Replace("1a1", m => "x", 1, 1) // "1ax"`),
	)
	each(static{"string", "Replace", ", string replacement", "The text with each match replaced by a pattern: $1 ${name} $& $$.", `"camelCase", "([A-Z])", "-$1"`, "", `"camel-Case"`}, func(e *Env, r *Regex, s string, more []any) any {
		if more[0] == nil {
			Throw(ArgumentNull("replacement"))
		}
		return r.replacePattern(e, s, more[0].(string), all, nil)
	}, `Regex.Replace("x", "x", (string)null) // throws ArgumentNullException`)
	each(static{"string", "Replace", ", MatchEvaluator evaluator", "The text with each match replaced by what a function makes of it.", `"hello world", "\\b\\w", m => m.Value.ToUpper()`, "", `"Hello World"`}, func(e *Env, r *Regex, s string, more []any) any {
		if more[0] == nil {
			Throw(ArgumentNull("evaluator"))
		}
		d := more[0].(*Delegate)
		return r.replaceFunc(e, s, func(m any) any { return d.Call(m) }, all, nil)
	})

	RegexType.Define(
		Row("string[] Split(string input)", "The text between matches, and what groups captured.", F3(func(e *Env, r *Regex, s string) []string { return r.split(e, s, 0, nil) }), `string.Join("|", new Regex(",").Split("a,b")) // "a|b"`),
		Row("string[] Split(string input, int count)", "The text between matches, in at most count pieces.", F4(func(e *Env, r *Regex, s string, n int32) []string { return r.split(e, s, n, nil) }), `string.Join("|", new Regex(",").Split("a,b,c,d", 2)) // "a|b,c,d"`),
		Row("string[] Split(string input, int count, int startat)", "The text between matches from a place on.", F5(func(e *Env, r *Regex, s string, n, at int32) []string { return r.split(e, s, n, at) }), `string.Join("|", new Regex("\\d").Split("a1b2c3d", 2, 3)) // "a1b|c3d"`),
	)
	each(static{"string[]", "Split", "", "The text between matches, and what groups captured.", `"a1b22c", "(\\d+)"`, ".Length", "5"}, func(e *Env, r *Regex, s string, _ []any) any {
		return NewStrings(r.split(e, s, 0, nil))
	}, `string.Join("|", Regex.Split("a1b22c", "(\\d+)")) // "a|1|b|22|c"`)
	RegexType.Define(
		Row("string ToString()", "The pattern.", F1((*Regex).ToString), digit+`.ToString() // "\\d"`).NotListed(),
		Row("static string Unescape(string str)", "What Escape made a pattern of.", F1(regexUnescape), `Regex.Unescape("a\\.b\\n") // "a.b\n"`, `Regex.Unescape("\\q") // throws ArgumentException`),
	)
}

// spread adapts a function of n arguments, two to five, after the *Env.
func spread(n int, f func(e *Env, args []any) any) Impl {
	switch n {
	case 2:
		return F3(func(e *Env, a, b any) any { return f(e, []any{a, b}) })
	case 3:
		return F4(func(e *Env, a, b, c any) any { return f(e, []any{a, b, c}) })
	case 4:
		return F5(func(e *Env, a, b, c, d any) any { return f(e, []any{a, b, c, d}) })
	}
	return F6(func(e *Env, a, b, c, d, g any) any { return f(e, []any{a, b, c, d, g}) })
}

// regexCache keeps the expressions that were compiled last.
var regexCache = struct {
	sync.Mutex
	byKey map[regexKey]*list.Element
	order *list.List // of *cachedRegex, the last used first
}{byKey: map[regexKey]*list.Element{}, order: list.New()}

const regexCacheSize = 256

type regexKey struct {
	pattern string
	options int64
	timeout TimeSpan
	limit   time.Duration
}

type cachedRegex struct {
	key   regexKey
	regex *Regex
}

// newRegex compiles a pattern, or finds it compiled. It throws ArgumentException
// for a pattern that is none.
func newRegex(e *Env, pattern string, options int64, timeout TimeSpan) *Regex {
	if options&^(regexInvariant<<1-1) != 0 || options&128 != 0 ||
		options&regexECMAScript != 0 && options&^(regexECMAScript|1|2|regexCompiled|regexInvariant) != 0 {
		Throw(ArgumentOutOfRange("options", ""))
	}
	if timeout <= 0 && timeout != noTimeout {
		Throw(ArgumentOutOfRange("matchTimeout", ""))
	}
	key := regexKey{pattern: pattern, options: options, timeout: timeout}
	if e != nil {
		key.limit = e.Limits.RegexTime
	}
	regexCache.Lock()
	defer regexCache.Unlock()
	if at := regexCache.byKey[key]; at != nil {
		regexCache.order.MoveToFront(at)
		return at.Value.(*cachedRegex).regex
	}
	e.Charge(patternBytes * len(pattern))
	r := compileRegex(key)
	regexCache.byKey[key] = regexCache.order.PushFront(&cachedRegex{key, r})
	if last := regexCache.order.Back(); regexCache.order.Len() > regexCacheSize {
		delete(regexCache.byKey, last.Value.(*cachedRegex).key)
		regexCache.order.Remove(last)
	}
	return r
}

func compileRegex(key regexKey) *Regex {
	re, err := regexp2.Compile(regexPattern(key.pattern), regexp2.RegexOptions(key.options&^(regexCompiled|regexInvariant)))
	if err != nil {
		Throw(regexError(key.pattern, err))
	}
	r := &Regex{pattern: key.pattern, options: key.options, timeout: key.timeout, re: re, limit: key.limit}
	if key.limit > 0 {
		re.MatchTimeout = key.limit
	}
	if key.timeout != noTimeout {
		if own := time.Duration(min(key.timeout, TimeSpan(time.Hour/100))) * 100; key.limit <= 0 || own < key.limit {
			re.MatchTimeout, r.limit = own, 0
		}
	}
	return r
}

// regexPattern writes the characters beyond U+FFFF of a pattern as the two code
// units that .NET sees.
func regexPattern(pattern string) string {
	if ASCII(pattern) {
		return pattern
	}
	var b strings.Builder
	for i := 0; i < len(pattern); {
		r, n := decodeWTF8(pattern[i:])
		if r >= 0x10000 || r >= 0xD800 && r < 0xE000 {
			for _, u := range Units(pattern[i : i+n]) {
				fmt.Fprintf(&b, `\u%04X`, u)
			}
		} else {
			b.WriteRune(r)
		}
		i += n
	}
	return b.String()
}

// regexMessages are .NET's words for the matcher's.
var regexMessages = map[syntax.ErrorCode]string{
	syntax.ErrUnterminatedComment:        "Unterminated (?#...) comment.",
	syntax.ErrInvalidRepeatSize:          "Illegal {x,y} with x > y.",
	syntax.ErrCaptureGroupOutOfRange:     "Capture group numbers must be less than or equal to Int32.MaxValue.",
	syntax.ErrUnexpectedParen:            "Too many )'s.",
	syntax.ErrMissingParen:               "Not enough )'s.",
	syntax.ErrInvalidRepeatOp:            "Nested quantifier %v.",
	syntax.ErrMissingRepeatArgument:      "Quantifier {x,y} following nothing.",
	syntax.ErrConditionalExpression:      "Illegal conditional (?(...)) expression.",
	syntax.ErrTooManyAlternates:          "Too many | in (?()|).",
	syntax.ErrUnrecognizedGrouping:       "Unrecognized grouping construct.",
	syntax.ErrInvalidGroupName:           "Invalid group name: Group names must begin with a word character.",
	syntax.ErrCapNumNotZero:              "Capture number cannot be zero.",
	syntax.ErrUndefinedBackRef:           "Reference to undefined group number %v.",
	syntax.ErrUndefinedNameRef:           "Reference to undefined group name %v.",
	syntax.ErrAlternationCantCapture:     "Alternation conditions do not capture and cannot be named.",
	syntax.ErrAlternationCantHaveComment: "Alternation conditions cannot be comments.",
	syntax.ErrMalformedReference:         "(?(%v) ) malformed.",
	syntax.ErrUndefinedReference:         "(?(%v) ) reference to undefined group.",
	syntax.ErrIllegalEndEscape:           "Illegal \\ at end of pattern.",
	syntax.ErrMalformedSlashP:            "Malformed \\p{X} character escape.",
	syntax.ErrIncompleteSlashP:           "Incomplete \\p{X} character escape.",
	syntax.ErrUnknownSlashP:              "Unknown property '%v'.",
	syntax.ErrUnrecognizedEscape:         "Unrecognized escape sequence \\%v.",
	syntax.ErrMissingControl:             "Missing control character.",
	syntax.ErrUnrecognizedControl:        "Unrecognized control character.",
	syntax.ErrTooFewHex:                  "Insufficient hexadecimal digits.",
	syntax.ErrMalformedNameRef:           "Malformed \\k<...> named back reference.",
	syntax.ErrBadClassInCharRange:        "Cannot include class \\%v in character range.",
	syntax.ErrUnterminatedBracket:        "Unterminated [] set.",
	syntax.ErrSubtractionMustBeLast:      "A subtraction must be the last element in a character class.",
	syntax.ErrReversedCharRange:          "[x-y] range in reverse order.",
}

// regexError is the ArgumentException for a pattern that does not compile.
func regexError(pattern string, err error) *Exception {
	text := err.Error()
	var fault *syntax.Error
	if errors.As(err, &fault) {
		if words, ok := regexMessages[fault.Code]; ok {
			text = words
			switch {
			case fault.Code == syntax.ErrInvalidRepeatOp:
				text = fmt.Sprintf(words, nestedQuantifier(pattern))
			case len(fault.Args) > 0:
				arg := fault.Args[0]
				if r, ok := arg.(rune); ok {
					arg = string(r)
				}
				text = strings.Replace(words, "%v", fmt.Sprint(arg), 1)
			}
		}
	}
	return Argument(`parsing "`+pattern+`" - `+text, "")
}

// nestedQuantifier is the first quantifier that follows another: the matcher
// does not say which one it found.
func nestedQuantifier(pattern string) string {
	for i := 1; i < len(pattern); i++ {
		if strings.IndexByte("*+?{", pattern[i]) >= 0 && strings.IndexByte("*+?}", pattern[i-1]) >= 0 && (pattern[i] != '?' || i > 1 && pattern[i-1] == '?') {
			return pattern[i : i+1]
		}
	}
	return ""
}

// check throws RegexMatchTimeoutException when a match took longer than C# asked
// for; the budget's end is none that C# can catch.
func (r *Regex) check(err error) {
	if err != nil {
		if r.limit > 0 {
			panic(&LimitError{"in one match of a regular expression", r.limit})
		}
		Throw(NewException(RegexMatchTimeoutType, regexTimedOut))
	}
}

// A regexStart is a text and where the search in it begins.
type regexStart struct {
	text []rune
	at   int
}

// start is a text from a place on, an int32, or nil for its beginning, which of
// an expression that matches from the end is its end.
func (r *Regex) start(s string, at any) regexStart {
	text := regexUnits(s)
	n, given := at.(int32)
	switch {
	case !given && r.options&regexRightToLeft != 0:
		return regexStart{text, len(text)}
	case n < 0 || int(n) > len(text):
		Throw(ArgumentOutOfRange("startat", "Start index cannot be less than 0 or greater than input length."))
	}
	return regexStart{text, int(n)}
}

func (r *Regex) isMatch(e *Env, s string, from regexStart) bool {
	if from.at == 0 && r.options&regexRightToLeft == 0 { // without groups, which nobody asks for
		e.Step(slow)
		e.Charge(4 * len(s))
		found, err := r.re.MatchRunes(from.text)
		r.check(err)
		return found
	}
	return r.match(e, s, from).success()
}

func (r *Regex) match(e *Env, s string, from regexStart) *Match {
	e.Step(slow)
	e.Charge(4*len(s) + matchBytes)
	found, err := r.re.FindRunesMatchStartingAt(from.text, from.at)
	r.check(err)
	return r.newMatch(from.text, 0, found)
}

// matchIn searches a piece of a text as if there were no other.
func (r *Regex) matchIn(e *Env, text []rune, begin, end int) *Match {
	e.Step(slow)
	e.Charge(4*len(text) + matchBytes)
	found, err := r.re.FindRunesMatch(text[begin:end])
	r.check(err)
	return r.newMatch(text, begin, found)
}

func (r *Regex) replacePattern(e *Env, s, pattern string, count int32, at any) string {
	parts := r.replacement(pattern)
	return r.replace(e, s, count, at, func(out []rune, m *Match) []rune { return m.expand(out, parts) })
}

func (r *Regex) replaceFunc(e *Env, s string, f func(any) any, count int32, at any) string {
	return r.replace(e, s, count, at, func(out []rune, m *Match) []rune { return append(out, regexUnits(Text(f(m)))...) })
}

// replace replaces at most count matches, all of them when count is -1.
func (r *Regex) replace(e *Env, s string, count int32, at any, with func([]rune, *Match) []rune) string {
	if count < -1 {
		Throw(ArgumentOutOfRange("count", "Count cannot be less than -1."))
	}
	from := r.start(s, at)
	if count == 0 {
		return s
	}
	matches := r.some(e, s, from, int(count))
	if len(matches) == 0 {
		return s
	}
	pieces := make([][]rune, len(matches))
	for i, m := range matches { // in the order of matching, which functions see
		pieces[i] = with(nil, m)
		e.Charge(len(pieces[i]))
	}
	if r.options&regexRightToLeft != 0 {
		slices.Reverse(matches)
		slices.Reverse(pieces)
	}
	var out []rune
	last := 0
	for i, m := range matches {
		out = append(append(out, from.text[last:m.index]...), pieces[i]...)
		last = m.index + m.length
	}
	out = append(out, from.text[last:]...)
	e.Charge(len(out))
	return unitText(out)
}

// some is the first matches, at most count unless it is negative.
func (r *Regex) some(e *Env, s string, from regexStart, count int) []*Match {
	var matches []*Match
	for m := r.match(e, s, from); m.success() && count != 0; m = m.next(e) {
		matches = append(matches, m)
		count--
	}
	return matches
}

// split is the pieces between matches, at most count of them unless it is 0.
func (r *Regex) split(e *Env, s string, count int32, at any) []string {
	if count < 0 {
		Throw(ArgumentOutOfRange("count", "Count cannot be less than -1."))
	}
	from := r.start(s, at)
	if count == 1 {
		return []string{s}
	}
	matches := r.some(e, s, from, int(count)-1)
	backwards := r.options&regexRightToLeft != 0
	if backwards {
		slices.Reverse(matches)
	}
	pieces, last := []string{}, 0
	for _, m := range matches {
		pieces = append(pieces, unitText(from.text[last:m.index]))
		for _, g := range m.groups.groups[1:] {
			if g.success() {
				pieces = append(pieces, g.ToString())
			}
		}
		last = m.index + m.length
	}
	return append(pieces, unitText(from.text[last:]))
}

// regexEscape is Regex.Escape.
func regexEscape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; c {
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		case '\f':
			b.WriteString(`\f`)
		case '\\', '*', '+', '?', '|', '{', '[', '(', ')', '^', '$', '.', '#', ' ':
			b.WriteByte('\\')
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// regexUnescape is Regex.Unescape.
func regexUnescape(s string) string {
	text, err := regexp2.Unescape(strings.TrimSuffix(s, `\`))
	if err != nil {
		Throw(regexError(s, err))
	}
	return text
}
