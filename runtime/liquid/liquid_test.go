package liquid

import (
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"sallyport/eval/clr"
)

func newEnv() *clr.Env {
	now := time.Date(2026, 1, 15, 10, 30, 0, 0, time.UTC)
	return &clr.Env{Now: func() time.Time { return now }, Limits: clr.DefaultLimits}
}

// bindings are a body of JSON, one of XML, and members.
func bindings(env *clr.Env, o Options) map[string]any {
	return map[string]any{
		"body": o.JSON(env, `{"name":"ann lee","n":3,"f":2.50,"big":1e21,"t":true,"no":null,"lines":"a\nb","e":"","when":"2024-01-31T10:20:30Z","ms":"/Date(0)/",
			"tags":["b","a","b"],"rows":[{"id":2,"k":"x"},{"id":1}],"o":{"p":1,"q":[1]},"html":"<b>A&amp;B</b>"}`),
		"xml": o.XML(env, `<?xml version="1.0"?><s:Envelope xmlns:s="urn:s" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><s:Body id="7">
			<Item>1</Item><Item>2</Item><One><Name>x</Name></One><Text lang="en">hello</Text><Gone i:nil="true"/><Empty/><name>low</name></s:Body></s:Envelope>`),
		"map": Map(func(name string) any { return name }, maps.All(map[string]any{"k": 1})),
		"context": Members(func(name string) any {
			if name == "Version" {
				return "1"
			}
			return nil
		}),
	}
}

func TestTemplates(t *testing.T) {
	for _, tt := range []struct{ template, want string }{
		{"a{{body.name}}b", "aann leeb"},
		{"{{ body['name'] }} {{body[\"o\"].p}}", "ann lee 1"},
		{"{{body.n}} {{body.f}} {{body.big}} {{body.t}} {{body.no}}|{{body.none.at.all}}", "3 2.5 1E+21 true |"},
		{"{{body.when}} {{body.ms}}", "01/31/2024 10:20:30 01/01/1970 00:00:00"},
		{"{{body.tags}} {{body.tags[0]}} {{body.tags[-1]}} {{body.tags[9]}} {{body.tags.size}} {{body.tags.First}}", "bab b b  3 b"},
		{"{{body.o}} {{body.o.size}}", `{"p":1,"q":[1]} 2`},
		{"{% for t in body.tags %}{{forloop.index}}{{t}}{% unless forloop.Last %},{% endunless %}{% endfor %}", "1b,2a,3b"},
		{"{% for r in body.rows reversed %}{{r.id}}{% endfor %}", "12"},
		{"{% for i in (1..9) limit: 3 offset: 2 %}{{i}}{% endfor %}", "345"},
		{"{% for i in (3..1) %}{{i}}{% else %}none{% endfor %}{% for i in body.none %}{% else %}none{% endfor %}", "nonenone"},
		{"{% for i in (1..9) %}{% if i == 2 %}{% continue %}{% endif %}{% if i > 3 %}{% break %}{% endif %}{{i}}{% endfor %}", "13"},
		{"{% for p in body.o %}{{p.Key}}={{p.Value}};{% endfor %}", "p=1;q=1;"},
		{"{% for p in map %}{{p.key}}={{p.value}}{{p.x}};{% endfor %}{{map.y}}{% for p in context %}!{% endfor %}", "k=1;y"},
		{"{% for x in body.name %}[{{x}}]{% endfor %}", "[ann lee]"},
		{"{% for i in (1..3) %}{% cycle 'a', 'b' %}{% endfor %}", "aba"},
		{"{% if body.n == 3 and body.name contains 'lee' %}y{% else %}n{% endif %}", "y"},
		{"{% if body.no %}1{% elsif body.e %}2{% endif %}", "2"},
		{"{% unless body.t %}1{% else %}2{% endunless %}", "2"},
		{"{% case body.n %}{% when 1, 2 %}a{% when 3 %}b{% else %}c{% endcase %}", "b"},
		{"{% case body.name %}{% when 'x' %}a{% else %}c{% endcase %}", "c"},
		{"{% assign a = body.n | Plus: 1 %}{{a}}{% capture b %}<{{a}}>{% endcapture %}{{b}}", "4<4>"},
		{"{% comment %}{{body.n}}{% endcomment %}{% raw %}{{x}}{% endraw %}", "{{x}}"},
		{"{% if\n body.n == 3\n%}{{\r\n body.n\n}}{% endif %}{ {%", "3{ {%"},
		{"{%- if true -%} a {%- endif -%} b", "ab"},
		{"{{xml.Envelope.Body.One.Name}} {{xml.envelope.body.one.name}}", "x x"},
		{"{{xml.envelope.body.name}} {{xml.envelope.body.id}}", "low 7"},
		{"{{xml.envelope.body.Text}} {{xml.envelope.body.Text.lang}}{% if xml.envelope.body.Text == 'hello' %}!{% endif %}", "hello en!"},
		{"{% for i in xml.envelope.body.item %}{{i}};{% endfor %}{% for i in xml.envelope.body.one %}{{i.name}};{% endfor %}", "1;2;x;"},
		{"{{xml.envelope.body.one[0].name}}{% if xml.envelope.body.gone == '' %}blank{% endif %}{% if xml.envelope.body.empty == '' %}blank{% endif %}", "xblankblank"},
		{"{{context.Version}}{{context.Nothing}}{{context['Version']}}{{context}}", "11"},

		{"{{ -3 | Abs }} {{ '-2.5' | Abs }}", "3 2.5"},
		{"{{ 'a' | Append: 'b' }} {{ 'a' | Prepend: 'b' }}", "ab ba"},
		{"{{ 3 | AtLeast: 5 }} {{ 3 | AtMost: 2 }}", "5 2"},
		{"{{ body.name | Capitalize }} {{ 'USA today' | Capitalize }}", "Ann Lee USA Today"},
		{"{{ body.rows | Map: 'k' | Compact | Size }}", "1"},
		{"{{ 1234567.891 | Currency }} {{ -2 | Currency: 'en-US' }} {{ 'x' | Currency }}", "$1,234,567.89 -$2.00 x"},
		{"{{ body.when | Date: 'yyyyMMddTHH:mm:ssZ' }} {{ '2024-02-01' | Date: 'MMM d' }} {{ 'now' | Date: 'yyyy-MM-dd' }} {{ 'x' | Date: 'yyyy' }}", "20240131T10:20:30Z Feb 1 2026-01-15 x"},
		{"{{ body.no | Default: 'd' }} {{ body.e | Default: 'd' }} {{ body.n | Default: 'd' }} {{ false | Default: 1 }}", "d d 3 1"},
		{"{{ 7 | DividedBy: 2 }} {{ -7 | DividedBy: 2 }} {{ 7.0 | DividedBy: 2 }} {{ 1.0 | DividedBy: 0 }}", "3 -3 3.5 Infinity"},
		{"{{ 'AbÉ' | Downcase }} {{ 'abé' | Upcase }}", "abé ABÉ"},
		{"{{ body.html | Escape }} {{ body.html | H }}", "&lt;b&gt;A&amp;amp;B&lt;/b&gt; &lt;b&gt;A&amp;amp;B&lt;/b&gt;"},
		{"{{ body.tags | First }} {{ body.tags | Last }} {{ 'abc' | First }}", "b b "},
		{"{{ body.tags | Join }} {{ body.tags | Join: '-' }} {{ (1..3) | Join: '' }}", "b a b b-a-b 123"},
		{"[{{ ' a ' | Lstrip }}] [{{ ' a ' | Rstrip }}] [{{ ' a ' | Strip }}]", "[a ] [ a] [a]"},
		{"{{ 5 | Minus: 2 }} {{ 5 | Plus: '2' }} {{ 5 | Times: 2.5 }} {{ 7 | Modulo: 4 }} {{ -7 | Modulo: 4 }} {{ 7.5 | Modulo: 2 }}", "3 7 12.5 3 -3 1.5"},
		{"{{ body.lines | NewlineToBr }}", "a<br />\nb"},
		{"{{ 'aXbX' | Remove: 'X' }} {{ 'aXbX' | RemoveFirst: 'X' }} {{ 'a.b.' | Replace: '.', '-' }} {{ 'a.b.' | ReplaceFirst: '.', '-' }} {{ 'a' | Replace: '', 'x' }}", "ab abX a-b- a-b. a"},
		{"{{ 2.5 | Round }} {{ 3.5 | Round }} {{ 1.2345 | Round: 2 }} {{ 4 | Round }}", "2 4 1.23 4"},
		{"{{ '😀a' | Size }} {{ body.tags | Size }} {{ body.o | Size }} {{ 3 | Size }}", "3 3 2 0"},
		{"{{ 'hello' | Slice: 1 }} {{ 'hello' | Slice: 1, 3 }} {{ 'hello' | Slice: -3, 2 }} {{ 'hello' | Slice: 9 }}|{{ 'hello' | Slice: -9, 6 }}", "e ell ll |he"},
		{"{{ body.tags | Sort | Join: '' }} {{ body.rows | Sort: 'id' | Map: 'id' | Join: '' }}", "abb 12"},
		{"{{ 'a,b,,c' | Split: ',' | Join: '|' }} {{ 'ab' | Split: '' | Size }}", "a|b|c 2"},
		{"{{ '<p>a<br/>b</p><script>x</script>' | StripHtml }} {{ body.lines | StripNewlines }}", "ab ab"},
		{"{{ 'abcdefghij' | Truncate: 5 }} {{ 'abcdef' | Truncate: 5, '' }} {{ 'abc' | Truncate: 5 }} {{ 'abcd' | Truncate: 2 }}", "ab... abcde abc ..."},
		{"{{ 'a b c' | TruncateWords: 2 }} {{ 'a b' | TruncateWords: 2, '!' }} {{ 'a b' | TruncateWords: 1, '!' }}", "a b... a b a!"},
		{"{{ body.tags | Uniq | Join: '' }}", "ba"},
		{"{{ 'a%20b+c%' | UrlDecode }} {{ 'a+b%2B' | UrlDecode }} {{ 'a b&c' | UrlEncode }}", "a%20b+c% a b+ a+b%26c"},
	} {
		template, err := Parse(tt.template)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.template, err)
			continue
		}
		env := newEnv()
		if got, err := template.Render(env, bindings(env, Options{}), 1000); got != tt.want || err != nil {
			t.Errorf("%s\ngot  %q, %v\nwant %q", tt.template, got, err, tt.want)
		}
	}
}

func TestOptions(t *testing.T) {
	template, err := Parse("{{body.when}}{% if xml.envelope.body.gone == nil %} nil{% endif %}")
	if err != nil {
		t.Fatal(err)
	}
	env := newEnv()
	got, err := template.Render(env, bindings(env, Options{Texts: true, NilNull: true}), 1000)
	if want := "2024-01-31T10:20:30Z nil"; got != want || err != nil {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestTemplatesThatAreNone(t *testing.T) {
	for text, want := range map[string]string{
		"{{ a | upcase }}":                                 `line 1: unknown filter "upcase"; did you mean "Upcase"?`,
		"\n{{ a | strip_html }}":                           `line 2: unknown filter "strip_html"; did you mean "StripHtml"?`,
		"{% assign a = 'x|y' | Frob %}":                    `line 1: unknown filter "Frob"`,
		"{% include 'secret.txt' %}":                       `line 1: undefined tag "include"`,
		"{% tablerow a in b %}{% endtablerow %}":           `line 1: undefined tag "tablerow"`,
		"{% if a %}":                                       `line 1: unterminated`,
		"\n{{ a | Split: '\n' }}":                          `line 2: a text must end in its line`,
		"{{ a b }}":                                        `line 1: syntax error`,
		"{% for a of b %}{% endfor %}":                     `line 1: syntax error`,
		"{% for a in b %}{% else %}{% else %}{% endfor %}": `line 1: for takes one else`,
	} {
		if _, err := Parse(text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("Parse(%q) gave %v, want %s", text, err, want)
		}
	}
}

// What a template, or a body that it renders, may not do for ever.
func TestRenderingIsBounded(t *testing.T) {
	double := "{% assign a = 'xxxxxxxxxx' %}" + strings.Repeat("{% assign a = a | Append: a %}", 60)
	for name, text := range map[string]string{
		"output":              "{% for i in (1..100000) %}0123456789{% endfor %}",
		"a text of itself":    double,
		"a capture of itself": "{% assign a = 'xxxxxxxxxx' %}" + strings.Repeat("{% capture a %}{{a}}{{a}}{% endcapture %}", 60),
		"replacements":        "{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' | Replace: 'a', '0123456789012345678901234567890123456789' }}",
		"joined":              "{{ (1..100000) | Join: '----' }}",
		"turns":               "{% for i in (1..2000000000) %}{% for j in (1..2000000000) %}{% endfor %}{% endfor %}",
		"items":               "{{ (1..2000000000) | Sort | Size }}",
	} {
		template, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		env := newEnv()
		env.Limits = clr.Limits{Steps: 1e5, Bytes: 16 << 20}
		got, err := template.Render(env, map[string]any{}, 1000)
		var spent *clr.LimitError
		if !errors.Is(err, ErrTooLarge) && !errors.As(err, &spent) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
}

func TestFaultsOfRendering(t *testing.T) {
	for text, want := range map[string]string{
		"\n{{ 1 | DividedBy: 0 }}":                     `line 2: DividedBy: divided by 0`,
		"{{ 'x' | Times: 2 }}":                         `got "x", want a number`,
		"{{ 1 | Plus }}":                               `an operand is missing`,
		"{{ 1 | Currency: 'xx' }}":                     `culture "xx" is not known`,
		"{{ 'a' | Slice }}":                            `where to begin is missing`,
		"{{ 'a' | Truncate: 'x' }}":                    `got "x", want a whole number`,
		"{% for i in (1..3) limit: 'x' %}{% endfor %}": `limit and offset of for must be whole numbers`,
		"{% break %}":                                  `break stands in no loop`,
		"{% for i in (1..body) %}{% endfor %}":         `an object or a list is no number`,
		"{% cycle 'a', 'b' %}":                         `cycle must be within a forloop`,
		"{% assign forloop = 1 %}{% cycle 'a', 'b' %}": `cycle must be within a forloop`,
	} {
		template, err := Parse(text)
		if err != nil {
			t.Fatal(text, err)
		}
		env := newEnv()
		if got, err := template.Render(env, bindings(env, Options{}), 1000); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gave %q, %v, want %s", text, got, err, want)
		}
	}
}

func TestNames(t *testing.T) {
	template, err := Parse(`{{ a.b["c"] | Append: d }}{% for j in (1..k.l) %}{% endfor %}{% if e and 'f' == g-h %}{% endif %} i`)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"a": true, "b": false, "c": false, "d": true, "e": true, "f": false, "g-h": true, "i": false, "k": true, "l": false, "Append": false} {
		if template.Uses(name) != want {
			t.Errorf("Uses(%q) = %v", name, !want)
		}
	}
}

// Templates are shared by requests.
func TestTemplatesRenderBesideEachOther(t *testing.T) {
	template, err := Parse("{% for t in body.tags %}{% cycle 'a', 'b' %}{{t}}{% assign x = t %}{{x | Upcase}}{% endfor %}")
	if err != nil {
		t.Fatal(err)
	}
	for range 8 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for range 50 {
				env := newEnv()
				if got, err := template.Render(env, bindings(env, Options{}), 1000); got != "abBbaAabB" || err != nil {
					t.Fatal(got, err)
				}
			}
		})
	}
}

func FuzzTemplate(f *testing.F) {
	f.Add("{{ body.tags | Sort | Join: ',' }}{% for i in xml.envelope.body.item limit: 1 %}{{ i | Slice: -1, 3 }}{% endfor %}")
	f.Add("{% case body.n %}{% when 1 %}{% capture x %}{{ body.f | Round: 3 }}{% endcapture %}{% endcase %}{{ context.Version contains 'x' }}")
	f.Fuzz(func(t *testing.T, text string) {
		template, err := Parse(text)
		if err != nil {
			return
		}
		env := newEnv()
		env.Limits = clr.Limits{Steps: 1e5, Bytes: 1 << 20}
		template.Render(env, bindings(env, Options{}), 1000)
	})
}
