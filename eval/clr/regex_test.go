package clr

import (
	"strings"
	"testing"
	"time"
)

func TestRegexFaults(t *testing.T) {
	for pattern, want := range map[string]string{
		"(": "Not enough )'s.", ")": "Too many )'s.", "*": "Quantifier {x,y} following nothing.", "a**": "Nested quantifier *.", "[": "Unterminated [] set.",
		"[z-a]": "[x-y] range in reverse order.", "a{2,1}": "Illegal {x,y} with x > y.", `\`: `Illegal \ at end of pattern.`, `\q`: `Unrecognized escape sequence \q.`,
		`\2`: "Reference to undefined group number 2.", `\k<x>`: "Reference to undefined group name x.", `\p{Foo}`: "Unknown property 'Foo'.", `\p`: `Incomplete \p{X} character escape.`,
		"(?<": "Unrecognized grouping construct.", "(?<0>a)": "Capture number cannot be zero.", "(?(1)a|b|c)": "(?(1) ) reference to undefined group.", `\x1`: "Insufficient hexadecimal digits.",
		`\c!`: "Unrecognized control character.", "(?#a": "Unterminated (?#...) comment.", `[a-\d]`: `Cannot include class \d in character range.`,
		"[a-z-[b]c]": "A subtraction must be the last element in a character class.", `\k`: `Malformed \k<...> named back reference.`, "(?<a-zz>b)": "Reference to undefined group name zz.",
	} {
		e := catch(func() { newRegex(nil, pattern, 0, noTimeout) })
		if want = `parsing "` + pattern + `" - ` + want; e == nil || e.T != ArgumentExceptionType || e.Message != want {
			t.Errorf("new Regex(%q) throws %v, want %s", pattern, e, want)
		}
	}
	for _, options := range []int64{128, 2048, regexECMAScript | 16} {
		if e := catch(func() { newRegex(nil, "a", options, noTimeout) }); e == nil || e.T != ArgumentOutOfRangeType {
			t.Errorf("options %d throw %v", options, e)
		}
	}
}

func TestRegexReplace(t *testing.T) {
	for _, c := range []struct {
		s, pattern, replacement string
		options                 int64
		count                   int32
		at                      any
		want                    string
	}{
		{"ab", "(a)(b)", "$2$1$3$0$&$`x$'y$+z$_$$", 0, -1, nil, "ba$3ababxybzab$"},
		{"ab", "(a)(b)", "${2}${1}${9}${x}${1", 0, -1, nil, "ba${9}${x}${1"},
		{"ab", "(?<n>a)(b)", "${n}$n$1$2$12$$1$", 0, -1, nil, "a$nba$12$1$"},
		{"ab", "(a)", "$10$01", 0, -1, nil, "$10ab"},
		{"ab", "(a)|(b)", "[$+]", 0, -1, nil, "[][b]"},
		{"a1b2c3d", `\d`, "-", 0, 1, int32(3), "a1b-c3d"},
		{"a1b2c3d", `\d`, "-", regexRightToLeft, 1, nil, "a1b2c-d"},
		{"a1b2c3d", `\d`, "<$0>", regexRightToLeft, -1, nil, "a<1>b<2>c<3>d"},
		{"abc", "", "-", 0, -1, nil, "-a-b-c-"},
		{"a😀b", "😀", "é😀", 0, -1, nil, "aé😀b"},
		{"abc", "x", "-", 0, -1, nil, "abc"},
	} {
		r := newRegex(nil, c.pattern, c.options, noTimeout)
		if got := r.replacePattern(nil, c.s, c.replacement, c.count, c.at); got != c.want {
			t.Errorf("Replace(%q, %q, %q) = %q, want %q", c.s, c.pattern, c.replacement, got, c.want)
		}
	}
}

func TestRegexSplit(t *testing.T) {
	for _, c := range []struct {
		s, pattern string
		options    int64
		count      int32
		at         any
		want       string
	}{
		{"a1b22c", `(\d+)`, 0, 0, nil, "a|1|b|22|c"}, {"abc", "", 0, 0, nil, "|a|b|c|"}, {"a,b,c,d", ",", 0, 2, nil, "a|b,c,d"}, {"a,b", ",", 0, 1, nil, "a,b"},
		{"a1b2c", `\d`, regexRightToLeft, 0, nil, "a|b|c"}, {"a1b2c3d", `\d`, regexRightToLeft, 2, nil, "a1b2c|d"}, {"a1b2c3d", `\d`, 0, 2, int32(3), "a1b|c3d"}, {"", "x", 0, 0, nil, ""},
	} {
		r := newRegex(nil, c.pattern, c.options, noTimeout)
		if got := strings.Join(r.split(nil, c.s, c.count, c.at), "|"); got != c.want {
			t.Errorf("Split(%q, %q, %d) = %q, want %q", c.s, c.pattern, c.count, got, c.want)
		}
	}
}

// TestRegexCountsCodeUnits: .NET matches UTF-16 code units, not characters.
func TestRegexCountsCodeUnits(t *testing.T) {
	for _, c := range []struct {
		s, pattern    string
		index, length int
	}{{"a😀x", "x", 3, 1}, {"a😀x", "😀", 1, 2}, {"a😀x", "[😀]", 1, 1}, {"😀x", ".", 0, 1}, {"éx", "x", 1, 1}} {
		r := newRegex(nil, c.pattern, 0, noTimeout)
		m := r.match(nil, c.s, r.start(c.s, nil))
		if m.index != c.index || m.length != c.length {
			t.Errorf("Match(%q, %q) is at %d, %d, want %d, %d", c.s, c.pattern, m.index, m.length, c.index, c.length)
		}
	}
}

func TestRegexGroups(t *testing.T) {
	r := newRegex(nil, `(?<n>a)(b)(?<5>c)?`, 0, noTimeout)
	m := r.match(nil, "xab", r.start("xab", nil))
	for i, c := range []struct {
		g    *Group
		want string
		ok   bool
	}{{m.groups.numbered(0), "ab", true}, {m.groups.numbered(1), "b", true}, {m.groups.numbered(2), "a", true}, {m.groups.named("n"), "a", true},
		{m.groups.named("5"), "", false}, {m.groups.numbered(9), "", false}, {m.groups.named("zz"), "", false}} {
		if c.g.ToString() != c.want || c.g.success() != c.ok {
			t.Errorf("%d: %q, %v, want %q, %v", i, c.g.ToString(), c.g.success(), c.want, c.ok)
		}
	}
	if r := newRegex(nil, "b", regexRightToLeft, noTimeout); r.match(nil, "xabcabc", r.start("xabcabc", nil)).next(nil).index != 2 {
		t.Error("the second match from the right is not at 2")
	}
}

func TestRegexTimesOut(t *testing.T) {
	e := &Env{Limits: Limits{RegexTime: 20 * time.Millisecond}}
	text := strings.Repeat("a", 40) + "!"
	own := newRegex(e, "^(a+)+$", 0, TimeSpan(ticksPerMillisecond))
	if ex := catch(func() { own.match(e, text, own.start(text, nil)) }); ex == nil || ex.T != RegexMatchTimeoutType {
		t.Errorf("a match that takes longer than C# allows throws %v, want RegexMatchTimeoutException", ex)
	}
	defer func() {
		if l, ok := recover().(*LimitError); !ok || l.Limit != e.Limits.RegexTime {
			t.Errorf("a match that takes longer than the budget ends with %v, want a LimitError", l)
		}
	}()
	r := newRegex(e, "^(a+)+$", 0, noTimeout)
	r.match(e, text, r.start(text, nil))
}

func TestRegexCacheIsBounded(t *testing.T) {
	for i := range 2 * regexCacheSize {
		newRegex(nil, strings.Repeat("a", i), 0, noTimeout)
	}
	if n := regexCache.order.Len(); n > regexCacheSize || n != len(regexCache.byKey) {
		t.Errorf("the cache holds %d expressions, %d keys", n, len(regexCache.byKey))
	}
}

func TestRegexEscape(t *testing.T) {
	const text = " \t\n\f\r\\*+?|{[()^$.#]}-é"
	escaped := regexEscape(text)
	if want := `\ \t\n\f\r\\\*\+\?\|\{\[\(\)\^\$\.\#]}-é`; escaped != want {
		t.Errorf("Escape = %q, want %q", escaped, want)
	}
	if got := regexUnescape(escaped); got != text {
		t.Errorf("Unescape = %q, want %q", got, text)
	}
	if got := regexUnescape(`\x41\u0042\cA\e\101\`); got != "AB\x01\x1bA" {
		t.Errorf("Unescape = %q", got)
	}
}
