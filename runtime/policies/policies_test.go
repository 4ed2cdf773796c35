package policies

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/message"
	"sallyport/runtime/state"
)

var now = time.Date(2026, 1, 15, 10, 30, 0, 0, time.UTC)

// A backend answers every request and keeps what it got.
type backend struct {
	status   int
	header   []string // of the answer, name and value in turn
	body     string
	err      error
	got      *runtime.Outgoing
	gotURL   string
	gotBody  string
	gotField []message.Field
	calls    int
	stream   bool
}

func (b *backend) Send(_ context.Context, o *runtime.Outgoing, response *runtime.Response) error {
	b.calls++
	b.got, b.gotURL, b.gotField = o, o.URL.String(), slices.Clone(o.Header.Fields())
	if b.err != nil {
		return b.err
	}
	r := o.Body.Reader()
	data, err := io.ReadAll(r)
	r.Close()
	if err != nil {
		return err
	}
	b.gotBody = string(data)
	response.Status = b.status
	if response.Status == 0 {
		response.Status = 200
	}
	for i := 0; i+1 < len(b.header); i += 2 {
		response.Header.Add(b.header[i], b.header[i+1])
	}
	response.Body = message.NewBody([]byte(b.body))
	if b.stream {
		response.Body = message.StreamBody(io.NopCloser(strings.NewReader(b.body)), -1)
	}
	return nil
}

// newExchange is a GET of /orders/42?a=1 of an API at https://backend/base.
func newExchange(b *backend, d *runtime.Deployment) *runtime.Exchange {
	clock := func() time.Time { return now }
	x := runtime.NewExchange(&runtime.Services{Now: clock, Limits: runtime.DefaultLimits, Stores: state.All(state.NewMemory(clock, state.MemoryOptions{}))}, d)
	if b != nil {
		x.Services.Transport = b
	}
	x.RequestID = "b5ac31e4-1c53-4d8f-9e0a-2f6f0c5a9d11"
	x.Timestamp = now
	x.Request.Method = "GET"
	x.Request.OriginalURL = parse("https://gw.example.com/shop/orders/42?a=1")
	base := parse("https://backend/base")
	x.Request.Route(&base, "/orders/42", "?a=1")
	return x
}

func parse(text string) runtime.URL {
	u, err := runtime.ParseURL(text)
	if err != nil {
		panic(err)
	}
	return u
}

// load compiles a document, or the policies of inbound alone.
func load(t testing.TB, text string, o runtime.Options) *runtime.Pipeline {
	t.Helper()
	p, ds := compile(text, o)
	if ds.HasErrors() {
		t.Fatalf("%s\n%v", text, ds)
	}
	return p
}

func compile(text string, o runtime.Options) (*runtime.Pipeline, source.Diagnostics) {
	doc, ds := policy.Parse(source.NewFile("test.xml", text), policy.Options{})
	p, more := runtime.Compile([]runtime.Source{{Document: doc}}, All(), o)
	return p, append(ds, more...).Sort()
}

// run takes an exchange through a document.
func run(t testing.TB, text string, x *runtime.Exchange) {
	t.Helper()
	load(t, text, runtime.Options{Services: x.Services, Deployment: x.Deployment}).Run(context.Background(), x)
}

func bodyText(t testing.TB, b *message.Body) string {
	t.Helper()
	data, err := b.Bytes(1 << 20)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestAllAreDescribed(t *testing.T) {
	for _, d := range runtime.Describe(All()) {
		if d.Summary == "" || len(d.Sections) == 0 {
			t.Errorf("%s has no summary or section", d.Name)
		}
		for _, a := range d.Attributes {
			if a.Doc == "" {
				t.Errorf("%s: attribute %s has no doc", d.Name, a.Name)
			}
		}
	}
}

func TestDefaultDocumentForwards(t *testing.T) {
	b := &backend{status: 201, header: []string{"X-A", "1"}, body: "made"}
	x := newExchange(b, nil)
	run(t, `<set-header name="X-B"><value>2</value></set-header>`, x)
	if x.Outcome() != runtime.OutcomeForwarded || x.Response.Status != 201 || bodyText(t, x.Response.Body) != "made" {
		t.Errorf("outcome %s, status %d", x.Outcome(), x.Response.Status)
	}
	if b.gotURL != "https://backend/base/orders/42?a=1" || b.got.Header.Get("X-B") != "2" {
		t.Errorf("backend got %s %v", b.gotURL, b.gotField)
	}
	if b.got.Timeout != 300*time.Second || b.got.HTTPVersion != "1" || b.got.Unbuffered {
		t.Errorf("defaults of forward-request: %+v", b.got)
	}
}

func TestEmptyBackendSectionForwardsNothing(t *testing.T) {
	x := newExchange(&backend{}, nil)
	run(t, `<policies><backend/></policies>`, x)
	if x.Forwarded || x.Response.Status != 200 || x.Response.Body != nil {
		t.Errorf("forwarded %v, response %+v", x.Forwarded, x.Response)
	}
}

func TestChoose(t *testing.T) {
	const doc = `<choose>
		<when condition="@(context.Request.Method == "POST")"><set-variable name="v" value="post"/></when>
		<when condition="@(context.Request.Headers.ContainsKey("X"))"><set-variable name="v" value="x"/></when>
		<otherwise><set-variable name="v" value="none"/></otherwise>
	</choose>`
	for _, test := range []struct{ method, header, want string }{
		{"POST", "X", "post"}, {"GET", "X", "x"}, {"GET", "Y", "none"},
	} {
		x := newExchange(&backend{}, nil)
		x.Request.Method = test.method
		x.Request.Header.Add(test.header, "")
		run(t, doc, x)
		if got, _ := x.Variables.Get("v"); got != test.want {
			t.Errorf("%s with %s: %v, want %s", test.method, test.header, got, test.want)
		}
	}
}

func TestChooseSaysWhichConditionFailed(t *testing.T) {
	x := newExchange(&backend{}, nil)
	run(t, `<set-variable name="a" value="1"/><choose><when condition="false"/><when condition="@(context.Api.Id == "x")"/></choose>`, x)
	if x.LastError == nil || x.LastError.Source != "choose" || x.LastError.Path != "choose[1]/when[2]" || x.Response.Status != 500 {
		t.Errorf("error %+v", x.LastError)
	}
}

func TestSnippetOfBackendReplacesTheDefault(t *testing.T) {
	b := &backend{}
	x := newExchange(b, nil)
	load(t, `<forward-request timeout="5"/>`, runtime.Options{Section: runtime.Backend}).Run(context.Background(), x)
	if b.calls != 1 || b.got.Timeout != 5*time.Second {
		t.Errorf("%d calls, the last with %v", b.calls, b.got.Timeout)
	}
}

func TestResponseKeptInVariableKeepsItsBody(t *testing.T) {
	x := newExchange(&backend{body: "kept", stream: true}, nil)
	run(t, `<policies><outbound><set-variable name="r" value="@(context.Response)"/><return-response response-variable-name="r"/></outbound></policies>`, x)
	if x.LastError != nil || bodyText(t, x.Response.Body) != "kept" {
		t.Errorf("error %v, body %q", x.LastError, bodyText(t, x.Response.Body))
	}
}

func TestReturnResponse(t *testing.T) {
	const doc = `<policies><inbound>
		<return-response>
			<set-status code="@(400 + 18)" reason="Short and stout"/>
			<set-header name="X-A"><value>1</value><value>2</value></set-header>
			<set-header name="Set-Cookie"><value>a=1</value><value>b=2</value></set-header>
			<set-body>@("tea for " + context.Request.Method)</set-body>
		</return-response>
		<set-variable name="after" value="1"/>
	</inbound><on-error><set-variable name="error" value="1"/></on-error></policies>`
	b := &backend{}
	x := newExchange(b, nil)
	run(t, doc, x)
	r := x.Response
	if r.Status != 418 || r.Reason != "Short and stout" || bodyText(t, r.Body) != "tea for GET" {
		t.Errorf("got %d %q %q", r.Status, r.Reason, bodyText(t, r.Body))
	}
	if want := []message.Field{{Name: "X-A", Value: "1,2"}, {Name: "Set-Cookie", Value: "a=1"}, {Name: "Set-Cookie", Value: "b=2"}}; !reflect.DeepEqual(r.Header.Fields(), want) {
		t.Errorf("header %v, want %v", r.Header.Fields(), want)
	}
	if x.Variables.Len() != 0 || b.got != nil || x.Outcome() != runtime.OutcomeReturned {
		t.Errorf("the pipeline went on: %d variables, outcome %s", x.Variables.Len(), x.Outcome())
	}
}

func TestReturnResponseReadsTheOneThereIs(t *testing.T) {
	x := newExchange(&backend{status: 404, header: []string{"X-Gone", "1"}, body: "lost"}, nil)
	run(t, `<policies><outbound><return-response><set-body>@(context.Response.StatusCode + context.Response.Body.As<string>())</set-body></return-response></outbound></policies>`, x)
	if x.Response.Status != 200 || bodyText(t, x.Response.Body) != "404lost" || x.Response.Header.Len() != 0 {
		t.Errorf("got %d %q %v", x.Response.Status, bodyText(t, x.Response.Body), x.Response.Header.Fields())
	}
}

func TestReturnResponseOfVariable(t *testing.T) {
	const doc = `<return-response response-variable-name="r"><set-status code="202"/></return-response>`
	x := newExchange(nil, nil)
	r := &runtime.Response{Status: 500, Body: message.NewBody([]byte("kept"))}
	r.Header.Add("X-Kept", "1")
	x.Variables.Set("r", r)
	run(t, doc, x)
	if x.Response.Status != 202 || bodyText(t, x.Response.Body) != "kept" || x.Response.Header.Get("X-Kept") != "1" {
		t.Errorf("got %d %v", x.Response.Status, x.Response.Header.Fields())
	}
	x = newExchange(nil, nil)
	run(t, doc, x)
	if x.LastError == nil || x.LastError.Source != "return-response" || x.Response.Status != 500 {
		t.Errorf("without the variable: %v", x.LastError)
	}
}

func TestSetHeader(t *testing.T) {
	for _, test := range []struct {
		name, element string
		want          []string
	}{
		{"override", `<set-header name="a"><value>new</value></set-header>`, []string{"new"}},
		{"override with several", `<set-header name="A"><value>x</value><value>y</value></set-header>`, []string{"x,y"}},
		{"skip", `<set-header name="A" exists-action="skip"><value>new</value></set-header>`, []string{"1", "2"}},
		{"append", `<set-header name="A" exists-action="append"><value>3</value></set-header>`, []string{"1,2,3"}},
		{"delete", `<set-header name="A" exists-action="delete"/>`, nil},
		{"action by expression", `<set-header name="A" exists-action="@("de" + "lete")"/>`, nil},
		{"null is empty", `<set-header name="A"><value>@((string)null)</value></set-header>`, []string{""}},
		{"space around a literal goes", "<set-header name=\"A\"><value>\n  new\n</value></set-header>", []string{"new"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			x := newExchange(&backend{}, nil)
			x.Request.Header.Add("A", "1")
			x.Request.Header.Add("A", "2")
			if _, ds := compile(test.element, runtime.Options{Check: true}); ds.HasErrors() && strings.Contains(test.name, "expression") {
				t.Fatal(ds)
			}
			run(t, test.element, x)
			if got := x.Request.Header.Values("A"); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestNoPolicyBreaksALine(t *testing.T) {
	for _, element := range []string{
		`<set-header name="A"><value>@("x\r\nEvil: 1")</value></set-header>`,
		`<set-header name="@("A: b\r\nC")"><value>1</value></set-header>`,
		`<return-response><set-status code="200" reason="@("OK\r\nEvil: 1")"/></return-response>`,
		`<set-method>@("GET / HTTP/1.1\r\n")</set-method>`,
		`<set-backend-service base-url="@("http://a\r\n/")"/>`,
	} {
		b := &backend{}
		x := newExchange(b, nil)
		run(t, element, x)
		if x.LastError == nil || x.LastError.Reason != runtime.ReasonExpression || b.got != nil {
			t.Errorf("%s: %v, forwarded %v", element, x.LastError, x.Forwarded)
		}
	}
	b := &backend{}
	x := newExchange(b, nil)
	run(t, `<rewrite-uri template="@("/a b\r\nEvil: 1?c=d e")"/>`, x)
	if b.gotURL != "https://backend/base/a%20b%0D%0AEvil:%201?c=d%20e&a=1" {
		t.Errorf("rewritten to %s", b.gotURL)
	}
}

func TestConnectionHeadersStay(t *testing.T) {
	x := newExchange(&backend{}, nil)
	x.Request.Header.Add("Content-Length", "3")
	run(t, `<set-header name="Content-Length" exists-action="delete"/>`, x)
	if x.Request.Header.Get("Content-Length") != "3" {
		t.Error("Content-Length was deleted")
	}
}

func TestSetBody(t *testing.T) {
	b := &backend{body: "old"}
	x := newExchange(b, nil)
	x.Request.Method = "POST"
	x.Request.Body = message.NewBody([]byte(`caf`))
	x.Request.Header.Add("Content-Length", "3")
	x.Request.Header.Add("Content-Type", "text/plain; charset=latin1")
	run(t, `<policies><inbound><set-body>@(context.Request.Body.As<string>() + "é")</set-body></inbound>
		<outbound><base/><set-body><a b="&lt;"><c/>t &amp; u</a></set-body></outbound></policies>`, x)
	if b.gotBody != "café" || b.got.Header.Get("Content-Length") != "5" || b.got.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("backend got %q %v", b.gotBody, b.gotField)
	}
	if got := bodyText(t, x.Response.Body); got != `<a b="&lt;"><c />t &amp; u</a>` {
		t.Errorf("response body %q", got)
	}
}

func TestReadingTakesTheBodyAway(t *testing.T) {
	for expr, want := range map[string]string{
		`context.Request.Body.As<string>()`:                      "",
		`context.Request.Body.As<string>(true)`:                  "abc",
		`context.Request.Body.As<string>(preserveContent: true)`: "abc",
	} {
		b := &backend{}
		x := newExchange(b, nil)
		x.Request.Body = message.NewBody([]byte("abc"))
		run(t, `<set-variable name="v" value="@(`+expr+`)"/>`, x)
		if v, _ := x.Variables.Get("v"); v != "abc" || b.gotBody != want {
			t.Errorf("%s: read %v, backend got %q, want %q", expr, v, b.gotBody, want)
		}
	}
	x := newExchange(&backend{}, nil)
	x.Request.Body = message.NewBody([]byte("abc"))
	run(t, `<set-variable name="v" value="@(context.Request.Body.As<string>() + context.Request.Body.As<string>())"/>`, x)
	if x.LastError == nil || !strings.HasPrefix(x.LastError.Message, "Expression evaluation failed. The message body was already read") {
		t.Errorf("read twice: %v", x.LastError)
	}
}

func TestVariablesKeepTheirTypes(t *testing.T) {
	x := newExchange(&backend{}, nil)
	run(t, `<set-variable name="text" value="5"/><set-variable name="number" value="@(5)"/><set-variable name="long" value="@(5L)"/>`, x)
	for name, want := range map[string]any{"text": "5", "number": int32(5), "long": int64(5)} {
		if got, _ := x.Variables.Get(name); got != want {
			t.Errorf("%s = %#v, want %#v", name, got, want)
		}
	}
}

func TestBodyReturnsKeepTheirTypes(t *testing.T) {
	x := newExchange(&backend{}, nil)
	run(t, `<set-variable name="v" value="@{ if (context.Response == null) { return "text"; } return new JObject(); }"/>`, x)
	if v, _ := x.Variables.Get("v"); v != "text" {
		t.Errorf("v = %#v, want the string, not a token made of it", v)
	}
}

func TestReadingTokens(t *testing.T) {
	x := newExchange(&backend{}, nil)
	x.Request.Body = message.NewBody([]byte(`{"a": [1, 2]}`))
	run(t, `<set-variable name="sum" value="@((int)context.Request.Body.AsJObject(true)["a"][1] + context.Request.Body.As<JToken>(true)["a"].Count())"/>
		<set-variable name="array" value="@(context.Request.Body.AsJArray())"/>`, x)
	if sum, _ := x.Variables.Get("sum"); sum != int32(4) {
		t.Errorf("sum = %v", sum)
	}
	if x.LastError == nil || !strings.Contains(x.LastError.Message, "Error reading JArray from JsonReader") {
		t.Errorf("an object read as an array: %v", x.LastError)
	}
}

func TestRewrite(t *testing.T) {
	for _, test := range []struct{ element, want string }{
		{`<rewrite-uri template="/put"/>`, "https://backend/base/put?c=d"},
		{`<rewrite-uri template="/put" copy-unmatched-params="false"/>`, "https://backend/base/put"},
		{`<rewrite-uri template="put?x={b}"/>`, "https://backend/base/put?x=B/C&c=d"},
		{`<rewrite-uri template="/p/{b}?c=1"/>`, "https://backend/base/p/B%2FC?c=1"},
		{`<rewrite-uri template="@("/e/{b}")" copy-unmatched-params="@(false)"/>`, "https://backend/base/e/B%2FC"},
		{`<rewrite-uri template="/"/>`, "https://backend/base/?c=d"},
	} {
		b := &backend{}
		x := newExchange(b, nil)
		base := parse("https://backend/base")
		x.Request.Route(&base, "/get", "?a=b&c=d")
		x.Operation = &runtime.OperationInfo{URLTemplate: "/get?a={b}"}
		x.Request.Parameters = []runtime.Parameter{{Name: "b", Value: "B/C"}}
		run(t, test.element, x)
		if b.gotURL != test.want {
			t.Errorf("%s: %s, want %s", test.element, b.gotURL, test.want)
		}
	}
}

func TestRewriteKnowsTheTemplate(t *testing.T) {
	doc, _ := policy.Parse(source.NewFile("test.xml", `<rewrite-uri template="/p/{other}"/>`), policy.Options{})
	_, ds := runtime.Compile([]runtime.Source{{Document: doc, Scope: runtime.OperationScope, Operation: &runtime.OperationInfo{URLTemplate: "/get/{id}"}}}, All(), runtime.Options{})
	if len(ds) != 1 || !strings.Contains(ds[0].Message, "Only parameters specified in the original URL template") {
		t.Errorf("got %v", ds)
	}
}

func TestSetQueryParameter(t *testing.T) {
	for _, test := range []struct{ element, want string }{
		{`<set-query-parameter name="b"><value>x y</value></set-query-parameter>`, "?a=1&A=%32&b=x%20y"},
		{`<set-query-parameter name="a"><value>9</value></set-query-parameter>`, "?a=9"},
		{`<set-query-parameter name="a" exists-action="skip"><value>9</value></set-query-parameter>`, "?a=1&A=%32"},
		{`<set-query-parameter name="a" exists-action="append"><value>9</value></set-query-parameter>`, "?a=1&a=2&a=9"},
		{`<set-query-parameter name="a" exists-action="delete"/>`, ""},
	} {
		b := &backend{}
		x := newExchange(b, nil)
		x.Request.URL.QueryString = "?a=1&A=%32"
		run(t, test.element, x)
		if got := b.got.URL.QueryString; got != test.want {
			t.Errorf("%s: %s, want %s", test.element, got, test.want)
		}
	}
}

// backends are those of a configuration.
type backends map[string]*runtime.BackendService

func (b backends) Backend(id string) (*runtime.BackendService, bool, error) {
	return b[id], b[id] != nil, nil
}

func TestSetBackendService(t *testing.T) {
	d := &runtime.Deployment{Backends: backends{"orders": {
		ID: "orders", URL: parse("http://orders:9000/v1/"),
		Header: []message.Field{{Name: "X-Key", Value: "secret"}}, Query: []message.Field{{Name: "code", Value: "c d"}},
	}}}
	for _, test := range []struct{ element, want, key string }{
		{`<set-backend-service base-url="https://other:8443"/>`, "https://other:8443/orders/42?a=1", ""},
		{`<set-backend-service base-url="@("http://other/" + context.Request.Method)"/>`, "http://other/GET/orders/42?a=1", ""},
		{`<set-backend-service backend-id="orders"/>`, "http://orders:9000/v1/orders/42?a=1&code=c%20d", "secret"},
		{`<set-backend-service base-url="http://a/"/><set-backend-service base-url="http://b/x/"/>`, "http://b/x/orders/42?a=1", ""},
		{`<set-backend-service backend-id="orders"/><set-backend-service base-url="http://b"/>`, "http://b/orders/42?a=1", ""},
		{`<set-backend-service base-url="http://a/x"/><rewrite-uri template="/r"/>`, "http://a/x/r?a=1", ""},
	} {
		b := &backend{}
		x := newExchange(b, d)
		run(t, test.element, x)
		if b.gotURL != test.want || b.got.Header.Get("X-Key") != test.key {
			t.Errorf("%s: %s, key %q; want %s, %q", test.element, b.gotURL, b.got.Header.Get("X-Key"), test.want, test.key)
		}
		if x.Request.Header.Has("X-Key") {
			t.Error("the backend's credentials stay in the request")
		}
	}
	x := newExchange(&backend{}, d)
	run(t, `<set-variable name="before" value="@(context.Backend == null)"/><set-backend-service backend-id="orders"/>
		<set-variable name="after" value="@(context.Backend.Id + " " + context.Request.Url + " " + context.Request.OriginalUrl.ToUri().AbsolutePath)"/>`, x)
	before, _ := x.Variables.Get("before")
	if after, _ := x.Variables.Get("after"); before != true || after != "orders http://orders:9000/v1/orders/42?a=1 /shop/orders/42" {
		t.Errorf("context.Backend: %v, %v; %v", before, after, x.LastError)
	}
	x = newExchange(&backend{}, d)
	run(t, `<set-backend-service backend-id="@("no" + "body")"/>`, x)
	if x.LastError == nil || x.LastError.Message != `There is no backend "nobody".` {
		t.Errorf("an unknown id: %v", x.LastError)
	}
}

func TestBackendOfBroaderScopeStays(t *testing.T) {
	d := &runtime.Deployment{Backends: backends{"orders": {ID: "orders", URL: parse("http://orders")}, "other": {ID: "other", URL: parse("http://other")}}}
	for element, want := range map[string]string{
		`<set-backend-service base-url="http://url"/>`: "http://orders/orders/42?a=1",
		`<set-backend-service backend-id="other"/>`:    "http://other/orders/42?a=1",
	} {
		global, _ := policy.Parse(source.NewFile("global.xml", `<policies><inbound><set-backend-service backend-id="orders"/></inbound><backend><forward-request/></backend></policies>`), policy.Options{})
		api, _ := policy.Parse(source.NewFile("api.xml", element), policy.Options{})
		p, ds := runtime.Compile([]runtime.Source{{Document: global, Scope: runtime.GlobalScope}, {Document: api, Scope: runtime.APIScope}}, All(), runtime.Options{Deployment: d})
		if ds.HasErrors() {
			t.Fatal(ds)
		}
		b := &backend{}
		x := newExchange(b, d)
		p.Run(context.Background(), x)
		if b.gotURL != want {
			t.Errorf("%s: %s, want %s", element, b.gotURL, want)
		}
	}
}

func TestForwardRequestFailures(t *testing.T) {
	for _, test := range []struct {
		name    string
		backend backend
		attr    string
		reason  string
		status  int
		message string
	}{
		{"time-out", backend{err: context.DeadlineExceeded}, ``, runtime.ReasonTimeout, 500, "Request to the backend service timed out"},
		{"connection", backend{err: errors.New("connection refused")}, ``, runtime.ReasonBackendConnection, 500, "Request to the backend service failed"},
		{"status", backend{status: 503, body: "busy"}, `fail-on-error-status-code="true"`, "", 503, "The backend answered 503 Service Unavailable."},
		{"its own", backend{err: &runtime.Error{Reason: "PoolEmpty", Message: "none", Status: 503}}, ``, "PoolEmpty", 503, "none"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := test.backend
			x := newExchange(&b, nil)
			run(t, `<policies><backend><forward-request `+test.attr+`/></backend><outbound><set-variable name="out" value="1"/></outbound>
				<on-error><set-variable name="seen" value="@(context.LastError.Source + context.Response.StatusCode)"/></on-error></policies>`, x)
			e := x.LastError
			if e == nil || e.Source != "forward-request" || e.Reason != test.reason || e.Message != test.message || x.Response.Status != test.status {
				t.Fatalf("error %+v, status %d", e, x.Response.Status)
			}
			if e.Section != "backend" || e.Scope != "api" || e.Path != "forward-request[1]" {
				t.Errorf("it stands at %s %s %s", e.Section, e.Scope, e.Path)
			}
			if seen, _ := x.Variables.Get("seen"); seen != "forward-request"+map[int]string{500: "500", 503: "503"}[test.status] || x.Variables.Len() != 1 {
				t.Errorf("on-error saw %v; outbound ran: %v", seen, x.Variables.Len() > 1)
			}
			if test.name == "status" && bodyText(t, x.Response.Body) != "busy" {
				t.Error("the backend's response was lost")
			}
		})
	}
}

func TestForwardRequestAttributes(t *testing.T) {
	b := &backend{}
	x := newExchange(b, nil)
	run(t, `<policies><backend><forward-request buffer-request-body="true" timeout-ms="1500" buffer-response="false" http-version="2or1" follow-redirects="true" continue-timeout="2"/></backend></policies>`, x)
	if o := b.got; !o.BufferBody || o.Timeout != 1500*time.Millisecond || !o.Unbuffered || o.HTTPVersion != "2or1" || !o.FollowRedirects || o.ContinueTimeout != 2*time.Second {
		t.Errorf("outgoing %+v", o)
	}
}

func TestTrace(t *testing.T) {
	x := newExchange(&backend{}, nil)
	x.Trace = &runtime.Trace{}
	x.Request.Header.Add("Authorization", "Bearer hunter22")
	run(t, "<choose>\n  <when condition=\"@(true)\"><trace source=\"me\" severity=\"error\"><metadata name=\"k\" value=\"v\"/>"+
		`<message>@("saw " + context.Request.Headers.GetValueOrDefault("Authorization"))</message></trace></when></choose>`, x)
	var got []string
	for _, e := range x.Trace.Entries {
		got = append(got, strings.Join([]string{e.Section, e.Scope, e.Path, e.Message}, " "))
	}
	want := []string{
		"inbound api choose[1] when[1] holds",
		"inbound api choose[1]/when[1]/trace[1] me: saw ***",
		"backend global forward-request[1] GET https://backend/base/orders/42?a=1, at most 5m0s\n200 OK",
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got %q\nwant %q", got, want)
	}
	e := x.Trace.Entries[1]
	if e.File != "test.xml" || e.Line != 2 || e.Column != 29 || e.Elapsed != "00:00:00" || e.Data["k"] != "v" {
		t.Errorf("entry %+v", e)
	}
	if list := e.Data["expressions"].([]runtime.Evaluation); len(list) != 1 || list[0].Value != "saw ***" || list[0].Type != "System.String" {
		t.Errorf("expressions %+v", list)
	}
}

func TestTraceHidesWhatPoliciesMakeOfSecretFields(t *testing.T) {
	x := newExchange(&backend{}, nil)
	x.Trace = &runtime.Trace{}
	run(t, `<set-variable name="token" value="@("hunter" + 22)"/><set-header name="authorization"><value>@("Bearer " + context.Variables["token"])</value></set-header>`, x)
	for _, e := range x.Trace.Entries {
		if text := fmt.Sprint(e.Message, e.Data); strings.Contains(text, "hunter22") {
			t.Errorf("the trace shows %s", text)
		}
	}
	if x.Request.Header.Get("Authorization") != "Bearer hunter22" {
		t.Error("the field itself was hidden")
	}
}

func TestTraceWithoutMessageElement(t *testing.T) {
	x := newExchange(&backend{}, nil)
	x.Trace = &runtime.Trace{}
	run(t, `<trace source="old">@("said " + context.Request.Method)</trace>`, x)
	if got := x.Trace.Entries[0].Message; got != "old: said GET" {
		t.Errorf("got %q", got)
	}
}

func TestFragmentIsPutInPlace(t *testing.T) {
	fragment, _ := policy.Parse(source.NewFile("f.xml", `<fragment><set-variable name="a" value="1"/><set-variable name="b" value="@(((string)null).Length)"/></fragment>`), policy.Options{})
	doc, ds := policy.Parse(source.NewFile("test.xml", `<set-variable name="z" value="0"/><include-fragment fragment-id="f"/>`), policy.Options{
		Fragments: func(id string) (*policy.Document, bool) { return fragment, id == "f" },
	})
	p, more := runtime.Compile([]runtime.Source{{Document: doc}}, All(), runtime.Options{})
	if ds = append(ds, more...); ds.HasErrors() {
		t.Fatal(ds)
	}
	x := newExchange(&backend{}, nil)
	p.Run(context.Background(), x)
	if x.LastError == nil || x.LastError.Path != "set-variable[3]" || x.LastError.File.Name != "f.xml" || x.LastError.Scope != "api" {
		t.Errorf("failed at %+v", x.LastError)
	}
	if a, _ := x.Variables.Get("a"); a != "1" {
		t.Errorf("a = %v", a)
	}
}

// What is for Service Fabric is warned of, as it changes nothing.
func TestServiceFabricWarning(t *testing.T) {
	p, ds := compile(`<set-backend-service base-url="http://a" sf-replica-type="primary"/>`, runtime.Options{})
	want := `test.xml:1:59: warning: sf-replica-type changes nothing: it is for backends in a Service Fabric cluster, and those of the configuration are URLs [POL0019]`
	if p == nil || ds.Error() != want {
		t.Errorf("got %v, want %s", ds, want)
	}
}

// TestRefused has what no document may say, with the place and the complaint.
func TestRefused(t *testing.T) {
	for _, test := range []struct{ element, want string }{
		{`<choose/>`, `test.xml:1:2: error: <choose> needs a <when> [POL0009]`},
		{`<choose><otherwise/><when condition="true"/></choose>`, `test.xml:1:22: error: <when> must stand before <otherwise> [POL0010]`},
		{`<choose><when condition="@(1)"/></choose>`, `test.xml:1:28: error: `},
		{`<choose><when condition="maybe"/></choose>`, `test.xml:1:26: error: attribute "condition" of <when> is "maybe", want true or false [POL0013]`},
		{`<choose><when/></choose>`, `test.xml:1:10: error: <when> needs the attribute "condition" [POL0007]`},
		{`<set-body template="liquid">{{body.a | upcase}}</set-body>`, `test.xml:1:2: error: Liquid: line 1: unknown filter "upcase"; did you mean "Upcase"? [POL0019]`},
		{`<forward-request/>`, `test.xml:1:2: error: <forward-request> may not stand in inbound, only in backend [POL0003]`},
		{`<set-header name="a b"><value>1</value></set-header>`, `"a b" is no name of a header field`},
		{`<set-header name="a"/>`, `needs a <value>`},
		{`<set-header name="a" exists-action="overide"><value>1</value></set-header>`, `attribute "exists-action" of <set-header> is "overide", want override, skip, append or delete [POL0013]`},
		{`<set-backend-service/>`, `needs either base-url or backend-id`},
		{`<set-backend-service base-url="http://a" backend-id="b"/>`, `needs either base-url or backend-id`},
		{`<set-backend-service backend-id="b"/>`, `no backend "b"`},
		{`<set-backend-service base-url="a.example.com"/>`, `want scheme://host/path`},
		{`<set-status code="99"/>`, `is 99, want at least 200`},
		{`<set-status reason="x"/>`, `<set-status> needs the attribute "code"`},
		{`<set-method> </set-method>`, `<set-method> needs a text [POL0012]`},
		{`<set-variable name="@("x")" value="1"/>`, `attribute "name" of <set-variable> takes no expression [POL0014]`},
		{`<set-variable name="x" vaule="1"/>`, `unknown attribute "vaule" of <set-variable>; did you mean "value"? [POL0006]`},
		{`<set-hedaer name="a"/>`, `unknown policy <set-hedaer>; did you mean "set-header"? [POL0001]`},
		{`<llm-token-limit/>`, `<llm-token-limit> is not supported yet [POL0002]`},
		{`<include-fragment fragment-id="f"/>`, `the fragment that <include-fragment> includes was not given [POL0018]`},
		{`<validate-client-certificate><identities/></validate-client-certificate>`, `<identities> needs a <identity>`},
		{`<validate-client-certificate><identities><identity/></identities></validate-client-certificate>`, `<identity> needs an attribute`},
		{`<validate-client-certificate><identities><identity thumbprint="xyz"/></identities></validate-client-certificate>`, `thumbprint is not hexadecimal`},
		{`<validate-client-certificate><identities><identity issuer-certificate-id="ca"/></identities></validate-client-certificate>`, `no certificate "ca"`},
		{`<trace source="a"/>`, `<trace> needs a <message> [POL0019]`},
		{`<trace source="a">text<message>more</message></trace>`, `<trace> needs a <message> [POL0019]`},
		{`<backend><forward-request/></backend>`, `<backend> is a section and no policy`},
		{`<policies><backend><forward-request timeout="1" timeout-ms="1"/></backend></policies>`, `timeout and timeout-ms exclude each other`},
		{`<policies><backend><base/><forward-request/></backend></policies>`, `<backend> holds one policy`},
		{`<set-variable name="x" value="@(context.Reqest)"/>`, `test.xml:1:41: error: `},
	} {
		p, ds := compile(test.element, runtime.Options{})
		if p != nil || !ds.HasErrors() {
			t.Errorf("%s: it loads", test.element)
		} else if !strings.Contains(ds.Error(), test.want) {
			t.Errorf("%s\n\tgot  %v\n\twant %s", test.element, ds, test.want)
		}
	}
}
