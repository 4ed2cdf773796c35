package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"sallyport/eval/source"
	"sallyport/policy"
)

// The kinds of these tests. None is a real policy.
var testKinds = []Kind{
	{Name: "say", Sections: AnySection, Doc: "Adds a word to the variable said.", New: func() Policy { return new(say) }},
	{Name: "fail", Sections: AnySection, Doc: "Fails.", New: func() Policy { return new(fail) }},
	{Name: "stop", Sections: AnySection, Doc: "Ends the pipeline.", New: func() Policy { return new(stop) }},
	{Name: "sample", Sections: AnySection, Doc: "Has one of everything.", New: func() Policy { return new(sample) }},
	{Name: "holder", Sections: AnySection, Doc: "Runs what it holds.", New: func() Policy { return new(holder) }},
	{Name: "said", Sections: AnySection, Doc: "Needs a text.", New: func() Policy { return new(said) }},
	{Name: "once", Sections: AnySection, Once: OncePerSection, Doc: "May stand once.", New: func() Policy { return new(stop) }},
	{Name: "global-only", Sections: AnySection, Scopes: GlobalScope, Doc: "Is for the global scope.", New: func() Policy { return new(stop) }},
	{Name: "picky", Sections: AnySection, Doc: "Likes nothing.", New: func() Policy { return new(picky) }},
	{Name: "unready", Sections: AnySection, Doc: "Is never ready.", New: func() Policy { return new(unready) }},
	{Name: "forward-request", Sections: Backend, Doc: "Says forwarded.", New: func() Policy { return new(forwards) }},
}

type say struct {
	Word Value[string] `attr:"word,required"`
}

func (p *say) Execute(_ context.Context, x *Exchange) error {
	word, err := p.Word.Get(x)
	if err != nil {
		return err
	}
	said, _ := x.Variables.Get("said")
	before, _ := said.(string)
	x.Variables.Set("said", strings.TrimSpace(before+" "+word))
	return nil
}

type fail struct {
	Status int  `attr:"status" default:"500"`
	Known  bool `attr:"known"`
}

func (p *fail) Execute(context.Context, *Exchange) error {
	if p.Known {
		return &Error{Reason: "Known", Message: `it "failed"`, Status: p.Status, Header: nil}
	}
	return errors.New("it failed")
}

type stop struct{}

func (*stop) Execute(context.Context, *Exchange) error { return Stop }

type forwards struct{}

func (*forwards) Execute(_ context.Context, x *Exchange) error {
	x.NewResponse().Status = 204
	x.Forwarded = true
	return (&say{Word: Literal("forwarded")}).Execute(context.Background(), x)
}

type sample struct {
	Name    Value[string]   `attr:"name,required" doc:"A name."`
	Count   Value[int]      `attr:"count" default:"3" min:"1" max:"50"`
	Literal string          `attr:"literal" enum:"red,green"`
	Exact   bool            `attr:"exact"`
	Ratio   Value[float64]  `attr:"ratio"`
	Data    Value[[]byte]   `attr:"data"`
	First   *first          `elem:"first"`
	Values  []Value[string] `elem:"value,max=2"`
}

type first struct {
	Deep string `attr:"deep"`
}

func (*sample) Execute(context.Context, *Exchange) error { return nil }

type holder struct {
	Steps Steps `elem:"*,min=1"`
}

func (p *holder) Execute(ctx context.Context, x *Exchange) error { return p.Steps.Run(ctx, x) }

type said struct {
	Text Value[string] `text:"required"`
}

func (p *said) Execute(ctx context.Context, x *Exchange) error {
	return (&say{Word: p.Text}).Execute(ctx, x)
}

type picky struct{}

func (*picky) Execute(context.Context, *Exchange) error { return nil }
func (*picky) Validate(c *Checker)                      { c.Errorf("", "it does not please") }

type unready struct{}

func (*unready) Execute(context.Context, *Exchange) error { return nil }
func (*unready) Provision(*Options) error                 { return errors.New("not today") }

// readDocument reads a document; a text that begins with a section is put into
// <policies>.
func readDocument(t testing.TB, name, text string) *policy.Document {
	t.Helper()
	for _, s := range sectionNames {
		if strings.HasPrefix(text, "<"+s) {
			text = "<policies>" + text + "</policies>"
			break
		}
	}
	doc, ds := policy.Parse(source.NewFile(name, text), policy.Options{})
	if ds.HasErrors() {
		t.Fatalf("%s: %v", text, ds)
	}
	return doc
}

func chain(t testing.TB, documents map[Scopes]string) (*Pipeline, source.Diagnostics) {
	t.Helper()
	var sources []Source
	for scope := GlobalScope; scope <= OperationScope; scope <<= 1 {
		if text, ok := documents[scope]; ok {
			sources = append(sources, Source{Scope: scope, Document: readDocument(t, scope.String()+".xml", text)})
		}
	}
	return Compile(sources, testKinds, Options{})
}

func testExchange() *Exchange {
	at := time.Date(2026, 1, 15, 10, 30, 0, 0, time.UTC)
	x := NewExchange(&Services{Now: func() time.Time { return at }, Limits: DefaultLimits}, nil)
	x.Timestamp, x.RequestID = at, "b5ac31e4-1c53-4d8f-9e0a-2f6f0c5a9d11"
	return x
}

func TestScopes(t *testing.T) {
	for _, test := range []struct {
		name      string
		documents map[Scopes]string
		want      string
	}{
		{"nothing is the default", map[Scopes]string{}, "forwarded"},
		{"base is where the outer scope goes", map[Scopes]string{
			GlobalScope: `<inbound><say word="g"/></inbound><outbound><say word="G"/></outbound>`,
			APIScope:    `<inbound><say word="a1"/><base/><say word="a2"/></inbound><outbound><base/><say word="A"/></outbound>`,
		}, "a1 g a2 G A"},
		{"without base the chain is cut", map[Scopes]string{
			GlobalScope: `<inbound><say word="g"/></inbound>`, ProductScope: `<inbound><base/><say word="p"/></inbound>`,
			APIScope: `<inbound><say word="a"/></inbound>`, OperationScope: `<inbound><base/><say word="o"/></inbound>`,
		}, "a o"},
		{"a section that is absent inherits", map[Scopes]string{
			GlobalScope: `<inbound><say word="g"/></inbound><backend><forward-request/></backend>`, APIScope: `<outbound><say word="A"/></outbound>`,
		}, "g forwarded A"},
		{"one that is empty does not", map[Scopes]string{
			GlobalScope: `<inbound><say word="g"/></inbound><backend><forward-request/></backend>`, APIScope: `<inbound/><backend/>`,
		}, ""},
		{"base twice", map[Scopes]string{
			GlobalScope: `<inbound><say word="g"/></inbound>`, APIScope: `<inbound><base/><base/></inbound>`,
		}, "g g"},
		{"base in the global scope is nothing", map[Scopes]string{GlobalScope: `<inbound><base/><say word="g"/></inbound>`}, "g"},
		{"a snippet is in the default document", map[Scopes]string{APIScope: `<say word="a"/>`}, "a forwarded"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, ds := chain(t, test.documents)
			if ds.HasErrors() {
				t.Fatal(ds)
			}
			x := testExchange()
			p.Run(context.Background(), x)
			if said, _ := x.Variables.Get("said"); said != test.want && (said != nil || test.want != "") {
				t.Errorf("said %v, want %s", said, test.want)
			}
		})
	}
}

func TestOnError(t *testing.T) {
	x := testExchange()
	p, ds := chain(t, map[Scopes]string{
		GlobalScope: `<on-error><say word="@(context.LastError.Source + context.LastError.Path + context.LastError.Scope + context.Response.StatusCode)"/></on-error>`,
		APIScope:    `<inbound><holder><say word="one"/><fail id="f" known="true" status="429"/><say word="two"/></holder></inbound><outbound><say word="out"/></outbound><on-error><base/><say word="end"/></on-error>`,
	})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	p.Run(context.Background(), x)
	if said, _ := x.Variables.Get("said"); said != "one failholder[1]/fail[1]api429 end" {
		t.Errorf("said %v", said)
	}
	if e := x.LastError; e.PolicyID != "f" || e.Section != "inbound" || e.Reason != "Known" || x.Outcome() != OutcomeFailed {
		t.Errorf("error %+v, outcome %s", e, x.Outcome())
	}
	if body, _ := x.Response.Body.Bytes(999); string(body) != `{ "statusCode": 429, "message": "it \"failed\"" }` || x.Response.Header.Get("Content-Type") != "application/json" {
		t.Errorf("answered %s", body)
	}
}

func TestFailureInOnError(t *testing.T) {
	x := testExchange()
	p, _ := chain(t, map[Scopes]string{GlobalScope: `<inbound><fail known="true" status="429"/></inbound><on-error><fail known="true" status="400"/><say word="end"/></on-error>`})
	p.Run(context.Background(), x)
	body, _ := x.Response.Body.Bytes(999)
	const want = `{ "statusCode": 500, "message": "Internal server error", "activityId": "b5ac31e4-1c53-4d8f-9e0a-2f6f0c5a9d11" }`
	if x.Response.Status != 500 || string(body) != want || x.LastError.Section != "on-error" || x.Variables.Len() != 0 {
		t.Errorf("answered %d %s, error in %s", x.Response.Status, body, x.LastError.Section)
	}
}

var shared = &Error{Reason: "Shared", Message: "m"}

type failShared struct{}

func (*failShared) Execute(context.Context, *Exchange) error { return shared }

func TestErrorsAreCompletedInACopy(t *testing.T) {
	kinds := append(slices.Clone(testKinds), Kind{Name: "fail-shared", Sections: AnySection, New: func() Policy { return new(failShared) }})
	p, ds := Compile([]Source{{Scope: GlobalScope, Document: readDocument(t, "a.xml", `<inbound><fail-shared/></inbound>`)}}, kinds, Options{})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	x := testExchange()
	p.Run(context.Background(), x)
	if x.LastError.Path != "fail-shared[1]" || shared.Path != "" || shared.File != nil {
		t.Errorf("last error %+v, shared %+v", x.LastError, shared)
	}
}

func TestOneDocumentInTwoScopes(t *testing.T) {
	c := NewCompiler(testKinds, Options{})
	doc := readDocument(t, "a.xml", `<inbound><base/><fail/></inbound>`)
	for _, scope := range []Scopes{ProductScope, APIScope} {
		x := testExchange()
		c.Pipeline(Source{Scope: scope, Document: doc}).Run(context.Background(), x)
		if x.LastError.Scope != scope.String() {
			t.Errorf("scope %s, want %s", x.LastError.Scope, scope)
		}
	}
}

func TestStopEndsIt(t *testing.T) {
	x := testExchange()
	p, _ := chain(t, map[Scopes]string{GlobalScope: `<inbound><holder><stop/></holder><say word="in"/></inbound><outbound><say word="out"/></outbound><on-error><say word="error"/></on-error>`})
	p.Run(context.Background(), x)
	if x.Variables.Len() != 0 || x.LastError != nil || x.Response.Status != 200 || x.Outcome() != OutcomeReturned {
		t.Errorf("%d variables, error %v, response %+v", x.Variables.Len(), x.LastError, x.Response)
	}
}

func TestExpressionFailure(t *testing.T) {
	x := testExchange()
	p, _ := chain(t, map[Scopes]string{GlobalScope: `<inbound><say word="@(context.Api.Name)"/></inbound>`})
	p.Run(context.Background(), x)
	if e := x.LastError; e == nil || e.Reason != ReasonExpression || e.Message != "Expression evaluation failed. Object reference not set to an instance of an object." {
		t.Errorf("error %+v", x.LastError)
	}
}

func TestBudget(t *testing.T) {
	x := testExchange()
	x.Services.Limits.Expression.Steps = 1000
	x.Reset(nil)
	p, ds := chain(t, map[Scopes]string{GlobalScope: `<inbound><say word="@{ while (true) { } }"/></inbound>`})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	p.Run(context.Background(), x)
	if e := x.LastError; e == nil || e.Reason != ReasonExpression || !strings.Contains(e.Message, "exceeded its limit of 1000 steps") || x.Response.Status != 500 {
		t.Errorf("error %+v", x.LastError)
	}
}

func TestClientThatWentAway(t *testing.T) {
	x := testExchange()
	p, _ := chain(t, map[Scopes]string{GlobalScope: `<inbound/><backend><forward-request/></backend>`})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p.Run(ctx, x)
	if x.LastError == nil || x.LastError.Reason != ReasonClientConnection || x.Forwarded {
		t.Errorf("error %+v, forwarded %v", x.LastError, x.Forwarded)
	}
}

func TestFailBeforeInbound(t *testing.T) {
	x := testExchange()
	p, _ := chain(t, map[Scopes]string{GlobalScope: `<inbound><say word="in"/></inbound><on-error><say word="@(context.LastError.Source)"/></on-error>`})
	p.Fail(context.Background(), x, &Error{Source: "authorization", Reason: "SubscriptionKeyNotFound", Message: "m", Status: 401, Phrase: "Access Denied", Text: "denied"})
	body, _ := x.Response.Body.Bytes(999)
	if said, _ := x.Variables.Get("said"); said != "authorization" || x.Response.Phrase() != "Access Denied" || string(body) != `{ "statusCode": 401, "message": "denied" }` {
		t.Errorf("said %v, answered %s %s", said, x.Response.Phrase(), body)
	}
}

func TestResetForgets(t *testing.T) {
	x := testExchange()
	p, _ := chain(t, map[Scopes]string{GlobalScope: `<inbound><say word="a"/><fail/></inbound>`})
	p.Run(context.Background(), x)
	x.Request.Header.Add("A", "1")
	x.Request.Parameters = append(x.Request.Parameters, Parameter{"a", "1"})
	x.Reset(nil)
	if x.Variables.Len() != 0 || x.LastError != nil || x.Response != nil || x.Request.Header.Len() != 0 || len(x.Request.Parameters) != 0 || x.RequestID != "" {
		t.Errorf("after Reset: %+v", x)
	}
	if x.Request.x != x || x.env.Context != any(x) || x.Deployment == nil {
		t.Error("Reset lost what expressions need")
	}
}

func TestDecode(t *testing.T) {
	doc := readDocument(t, "a.xml", `<sample name="n" count="@(1 + 1)" literal="green" exact="1" ratio="0.5" data="ab"><first deep="d"/><value> v </value><value>@("w")</value></sample>`)
	c := NewCompiler(testKinds, Options{})
	d := c.document(Source{Document: doc})
	if ds := c.Diagnostics(); ds.HasErrors() {
		t.Fatal(ds)
	}
	p := d.steps[0].policy.(*sample)
	x := testExchange()
	count, err := p.Count.Get(x)
	second, _ := p.Values[1].Get(x)
	firstValue, _ := p.Values[0].Constant()
	ratio, _ := p.Ratio.Constant()
	data, _ := p.Data.Constant()
	if count != 2 || err != nil || p.Literal != "green" || !p.Exact || ratio != 0.5 || string(data) != "ab" || p.First.Deep != "d" || firstValue != "v" || second != "w" {
		t.Errorf("decoded %+v", p)
	}
	if !p.Count.Given() || (&sample{}).Count.Given() {
		t.Error("Given")
	}
}

func TestRulesHoldForExpressionsToo(t *testing.T) {
	c := NewCompiler(testKinds, Options{})
	d := c.document(Source{Document: readDocument(t, "a.xml", `<sample name="n" count="@(51)"/>`)})
	_, err := d.steps[0].policy.(*sample).Count.Get(testExchange())
	var e *Error
	if !errors.As(err, &e) || e.Message != "Expression evaluation failed. The value is 51, want at most 50." {
		t.Errorf("got %v", err)
	}
}

func TestFaults(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"<inbound>\n  <sample name=\"a\" cuont=\"1\"/></inbound>", `2:20: error: unknown attribute "cuont" of <sample>; did you mean "count"? [POL0006]`},
		{`<inbound><sample name="a" zzzzzz="1"/></inbound>`, `unknown attribute "zzzzzz" of <sample>; it has name, count, literal, exact, ratio, data [POL0006]`},
		{`<inbound><sample name="a" count="51"/></inbound>`, `attribute "count" of <sample> is 51, want at most 50 [POL0013]`},
		{`<inbound><sample name="a" count="1.5"/></inbound>`, `attribute "count" of <sample> is "1.5", want a whole number [POL0013]`},
		{`<inbound><sample name="a" ratio="half"/></inbound>`, `"half", want a number [POL0013]`},
		{`<inbound><sample name="a" literal="gren"/></inbound>`, `is "gren", want red or green [POL0013]`},
		{`<inbound><sample name="a"><value/><value/><value/></sample></inbound>`, `<value> may stand 2 times in <sample> [POL0005]`},
		{`<inbound><sample name="a"><first deep="1" deeep="2"/></sample></inbound>`, `unknown attribute "deeep" of <first>; did you mean "deep"? [POL0006]`},
		{`<inbound><sample name="a"><vlaue/></sample></inbound>`, `unknown element <vlaue> in <sample>; did you mean "value"? [POL0008]`},
		{`<inbound><say word="a">text</say></inbound>`, `:1:34: error: <say> takes no text [POL0011]`},
		{`<inbound a="b"/>`, `<inbound> has no attributes [POL0006]`},
		{`<inbound/><inbound/>`, `<inbound> may stand once in <policies> [POL0005]`},
		{`<inbound><base a="b"/></inbound>`, `<base> has no attributes`},
		{`<inbound><holder/></inbound>`, `<holder> needs a policy [POL0009]`},
		{`<inbound><say id="@(1)" word="a"/></inbound>`, `attribute "id" takes no expression [POL0014]`},
		{`<inbound><say word="{{a}}"/></inbound>`, `the value is not complete`},
		{`<inbound><holder><once/></holder><once/></inbound>`, `<once> may stand once in a section [POL0005]`},
	} {
		_, ds := Compile([]Source{{Document: readDocument(t, "a.xml", test.text), Scope: GlobalScope}}, testKinds, Options{})
		if !ds.HasErrors() || !strings.Contains(ds.Error(), test.want) {
			t.Errorf("%s\n\tgot  %v\n\twant %s", test.text, ds, test.want)
		}
	}
}

func TestCheckLeavesOutWhatItCannotKnow(t *testing.T) {
	for _, text := range []string{`<say word="{{a}}"/>`, `<fragment><say word="a"/></fragment>`, `<unready/>`, `<global-only/>`} {
		p, ds := Compile([]Source{{Document: readDocument(t, "a.xml", text)}}, testKinds, Options{Check: true})
		if p != nil || ds.HasErrors() {
			t.Errorf("%s: pipeline %v, %v", text, p != nil, ds)
		}
	}
}

func TestDocumentsAreCompiledOnce(t *testing.T) {
	c := NewCompiler(testKinds, Options{})
	api := readDocument(t, "api.xml", `<inbound><base/><say word="@(context.Reqest)"/></inbound>`)
	for _, name := range []string{"a", "b"} {
		if p := c.Pipeline(Source{APIScope, api, nil}, Source{OperationScope, readDocument(t, name, `<inbound><base/></inbound>`), nil}); p != nil {
			t.Error("a pipeline of a document with faults")
		}
	}
	if n := len(c.Diagnostics()); n != 1 {
		t.Errorf("%d diagnostics, want 1", n)
	}
}

// TestCodesHaveExamples compiles the example in the comment of each code.
func TestCodesHaveExamples(t *testing.T) {
	for _, c := range Codes() {
		if c.Example == "" {
			t.Errorf("%s has no example", c.Code)
		}
		_, ds := Compile([]Source{{Scope: APIScope, Document: readDocument(t, "a.xml", c.Example)}}, testKinds, Options{})
		if !slices.ContainsFunc(ds, func(d source.Diagnostic) bool { return d.Code == c.Code }) {
			t.Errorf("%s: %s gives %v", c.Code, c.Example, ds)
		}
	}
}

func TestDescribe(t *testing.T) {
	data, err := json.Marshal(Describe(testKinds[3:5]))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`{"name":"sample","summary":"Has one of everything.","sections":["inbound","backend","outbound","on-error"],"scopes":["global","workspace","product","api","operation"],`,
		`{"name":"name","required":true,"type":"string","expression":true,"doc":"A name."}`,
		`{"name":"count","required":false,"default":"3","type":"integer","expression":true,"doc":""}`,
		`{"name":"literal","required":false,"type":"string","enum":["red","green"],"expression":false,"doc":""}`,
		`{"name":"value","min":0,"max":2,"attributes":[],"elements":[],"text":{"required":false,"type":"string","expression":true}}`,
		`"policies":{"min":1}`,
	} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %s in\n%s", want, data)
		}
	}
}

func TestTraceHidesSecrets(t *testing.T) {
	x := testExchange()
	x.Deployment = &Deployment{Secrets: []string{"named-secret"}}
	x.Subscription = &SubscriptionInfo{Key: "subscription-1", PrimaryKey: "subscription-1", SecondKey: "subscription-2"}
	x.Request.Header.Add("Authorization", "Basic dXNlcjpwYXNz")
	x.Trace = &Trace{}
	p, ds := chain(t, map[Scopes]string{GlobalScope: `<inbound><say word="@("subscription-2 " + context.Subscription.Key + context.Request.Headers.GetValueOrDefault("Authorization"))"/>` +
		`<say word="@{ context.Trace("named-" + "secret"); return "x"; }"/></inbound>`})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	p.Run(context.Background(), x)
	for _, e := range x.Trace.Entries {
		data, _ := json.Marshal([]any{e.Message, e.Data["expressions"].([]Evaluation)[0].Value})
		for _, secret := range []string{"named-secret", "subscription-1", "subscription-2", "dXNlcjpwYXNz"} {
			if strings.Contains(string(data), secret) {
				t.Errorf("the trace shows %s: %s", secret, data)
			}
		}
	}
	if got := x.Trace.Entries[1].Message; got != Hidden {
		t.Errorf("message %q", got)
	}
}

func TestSecretNamedValueIsNotShown(t *testing.T) {
	doc, ds := policy.Parse(source.NewFile("a.xml", `<sample name="a" count="{{n}}"/>`), policy.Options{
		NamedValues: func(string) (string, bool, bool) { return "hunter2", true, true },
	})
	_, more := Compile([]Source{{Document: doc}}, testKinds, Options{})
	ds = append(ds, more...)
	if !ds.HasErrors() || strings.Contains(ds.Error(), "hunter2") {
		t.Errorf("got %v", ds)
	}
}

func TestMalformedKindsPanic(t *testing.T) {
	for name, kinds := range map[string][]Kind{
		"twice":     {testKinds[0], testKinds[0]},
		"a channel": {{Name: "bad", New: func() Policy { return new(badField) }}},
		"a default": {{Name: "bad", New: func() Policy { return new(badDefault) }}},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			NewCompiler(kinds, Options{})
		}()
	}
}

type badField struct {
	stop
	C chan int `attr:"c"`
}

type badDefault struct {
	stop
	N int `attr:"n" default:"many"`
}

func TestURL(t *testing.T) {
	for text, want := range map[string]URL{
		"https://a":                    {"https", "a", 443, "", ""},
		"HTTP://A.example:80/x%2fy?q#": {"http", "a.example", 80, "/x%2fy", "?q"},
		"http://[::1]:8080/":           {"http", "[::1]", 8080, "/", ""},
		"http://[::1]?a=b":             {"http", "[::1]", 80, "", "?a=b"},
	} {
		if got, err := ParseURL(text); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("ParseURL(%q) = %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "/a", "a.example/b", "http://", "http://a:b/", "http://a:99999/", "http://u:p@a/", "http://a b/", "http://a/\r\n"} {
		if got, err := ParseURL(text); err == nil {
			t.Errorf("ParseURL(%q) = %+v", text, got)
		}
	}
}

func TestRoute(t *testing.T) {
	for _, test := range []struct{ base, path, want string }{
		{"http://a", "/x", "http://a/x"}, {"http://a/", "/x", "http://a/x"}, {"http://a/b", "/x", "http://a/b/x"},
		{"http://a/b/", "/x/", "http://a/b/x/"}, {"http://a/b", "", "http://a/b"}, {"http://a", "", "http://a/"}, {"http://a/b", "x", "http://a/b/x"},
	} {
		var r Request
		base, err := ParseURL(test.base)
		if err != nil {
			t.Fatal(err)
		}
		r.Route(&base, test.path, "")
		if got := r.URL.String(); got != test.want {
			t.Errorf("%s with %q: %s, want %s", test.base, test.path, got, test.want)
		}
		other, _ := ParseURL("https://o/p")
		r.SetBase(&other)
		r.SetPath("/new")
		if got := r.URL.String(); got != "https://o/p/new" {
			t.Errorf("%s with %q, then another base and path: %s", test.base, test.path, got)
		}
	}
}
