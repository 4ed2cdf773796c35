package gateway

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

func TestNotFound(t *testing.T) {
	url := headEcho(t)
	c := single(plain, url, pipelineOf(t, `<policies><on-error><set-header name="X-Api" exists-action="override"><value>@(context.LastError.Source + " " + context.LastError.Reason + " " + context.LastError.Section)</value></set-header></on-error></policies>`))
	c.APIs[0].Path, c.APIs[0].Operations = "orders", operationsOf("GET /{id}")
	c.APIs[0].Operations[0].Policies = c.APIs[0].Policies
	c.Global = pipelineOf(t, `<policies><on-error><set-header name="X-Global" exists-action="override"><value>@(context.LastError.Reason + (context.Api == null ? " none" : ""))</value></set-header></on-error></policies>`)
	g := start(t, c, Options{})
	a := newAsker(t, dial(t, g.addr, nil))
	for _, tt := range []struct{ request, api, global string }{
		{"GET / HTTP/1.1", "", "OperationNotFound none"},
		{"GET /orders/../admin HTTP/1.1", "", "OperationNotFound none"},
		{"GET /orders/..%2fadmin HTTP/1.1", "", "OperationNotFound none"},
		{"POST /orders/1 HTTP/1.1", "configuration OperationNotFound backend", ""},
		{"GET /orders/1/2 HTTP/1.1", "configuration OperationNotFound backend", ""},
	} {
		line, resp, body := a.ask(tt.request + "\nHost: a\n\n")
		if line != "HTTP/1.1 404 Not Found" || body != `{ "statusCode": 404, "message": "Resource not found" }` || resp.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %q %q %v", tt.request, line, body, resp.Header)
		}
		if resp.Header.Get("X-Api") != tt.api || resp.Header.Get("X-Global") != tt.global {
			t.Errorf("%s: on-error of the API said %q, global %q", tt.request, resp.Header.Get("X-Api"), resp.Header.Get("X-Global"))
		}
	}
	if line, _, _ := a.ask("GET /orders/1 HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 200 As It Came" {
		t.Errorf("a request that has an operation: %q", line)
	}
	if line, _, _ := a.ask("OPTIONS * HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 204 No Content" {
		t.Errorf("OPTIONS *: %q", line)
	}
}

// What expressions see of a request.
func TestContextOfRequest(t *testing.T) {
	c := single(secure(RequestClientCertificates), "http://backend.test/base", pipelineOf(t, `<return-response><set-status code="200" reason="@(string.Join(" ", new [] {
		context.Request.Method, context.Request.OriginalUrl.ToString(), context.Request.Url.ToString(), context.Request.IpAddress, context.Api.Id, context.Operation.Id,
		context.Request.MatchedParameters["id"], context.Request.MatchedParameters["q"], context.Request.Certificate.Subject, context.Request.Headers["host"][0] }))"/></return-response>`))
	c.APIs[0].Path, c.APIs[0].Operations = "orders", operationsOf("GET /{id}?q={q}")
	c.APIs[0].Operations[0].Policies = c.APIs[0].Policies
	g := start(t, c, Options{})
	line, _, _ := newAsker(t, dial(t, g.addr, clientTLSFor(tls.VersionTLS13, rightCertificate))).ask("GET /orders/a%20b?q=c+d&e HTTP/1.1\nHost: Gateway.test:8443\n\n")
	if want := "HTTP/1.1 200 GET https://gateway.test:8443/orders/a%20b?q=c+d&e http://backend.test/base/a%20b?q=c+d&e 127.0.0.1 all GET /{id}?q={q} a b c d CN=partner Gateway.test:8443"; line != want {
		t.Errorf("line %q, want %q", line, want)
	}
}

// A preflight is answered by the policies of the operation that is asked for,
// without a key; where none can, it is a request as any other.
func TestPreflight(t *testing.T) {
	greets := Policies{Default: pipelineOf(t, "<greet/>")}
	plainly := Policies{Default: answers(t, "plainly")}
	c := Config{Listeners: []Listener{plain}}
	for id, ops := range map[string][]Operation{
		"a": {
			{OperationInfo: runtime.OperationInfo{ID: "put", Method: "PUT", URLTemplate: "/x"}, Policies: greets},
			{OperationInfo: runtime.OperationInfo{ID: "get", Method: "GET", URLTemplate: "/x"}, Policies: plainly},
			{OperationInfo: runtime.OperationInfo{ID: "own", Method: "OPTIONS", URLTemplate: "/own"}, Policies: plainly},
			{OperationInfo: runtime.OperationInfo{ID: "put-own", Method: "PUT", URLTemplate: "/own"}, Policies: greets},
		},
		"b": nil,
	} {
		c.APIs = append(c.APIs, API{APIInfo: runtime.APIInfo{ID: id, Path: id}, Operations: ops, Policies: plainly, SubscriptionRequired: id == "a"})
	}
	g := start(t, c, Options{})
	a := newAsker(t, dial(t, g.addr, nil))
	for request, want := range map[string]string{
		"OPTIONS /a/x HTTP/1.1\nOrigin: o\nAccess-Control-Request-Method: PUT":    "200 preflight of OPTIONS put",
		"OPTIONS /a/x HTTP/1.1\nOrigin: o\nAccess-Control-Request-Method: GET":    "404 Not Found",
		"OPTIONS /a/x HTTP/1.1\nOrigin: o\nAccess-Control-Request-Method: DELETE": "404 Not Found",
		"OPTIONS /a/x HTTP/1.1\nAccess-Control-Request-Method: PUT":               "404 Not Found",
		"OPTIONS /a/x HTTP/1.1\nOrigin: o":                                        "404 Not Found",
		"OPTIONS /a/own HTTP/1.1\nOrigin: o\nAccess-Control-Request-Method: PUT":  "401 Access Denied",
		"OPTIONS /b HTTP/1.1\nOrigin: o\nAccess-Control-Request-Method: PUT":      "200 plainly",
		"PUT /a/x HTTP/1.1\nOrigin: o\nAccess-Control-Request-Method: PUT":        "401 Access Denied",
	} {
		if line, _, _ := a.ask(request + "\nHost: a\n\n"); line != "HTTP/1.1 "+want {
			t.Errorf("%q: %q, want %s", request, line, want)
		}
	}
}

// The built-in backend tells what it got.
func TestEcho(t *testing.T) {
	g := start(t, single(plain, EchoURL, pipelineOf(t, `<set-header name="X-A" exists-action="override"><value>@(context.Request.Method)</value></set-header>`)), Options{})
	line, resp, body := newAsker(t, dial(t, g.addr, nil)).ask("POST /a%2Fb?c HTTP/1.1\nHost: a\nContent-Length: 2\n\nhi")
	var e echoed
	if err := json.Unmarshal([]byte(body), &e); err != nil {
		t.Fatalf("%q: %v", body, err)
	}
	if line != "HTTP/1.1 200 OK" || resp.Header.Get("Content-Type") != "application/json" || e.Method != "POST" || e.URL != "/a%2Fb?c" || e.Body != "hi" || e.Headers["X-A"][0] != "POST" || e.Headers[forwardedFor][0] != "127.0.0.1" {
		t.Errorf("%q %+v", line, e)
	}
}

func TestSubscriptions(t *testing.T) {
	answer := pipelineOf(t, `<return-response><set-status code="200" reason="@((context.Subscription?.Id ?? "-") + " " + (context.Product?.Id ?? "-") + " " + (context.User?.Id ?? "-"))"/></return-response>`)
	c := Config{
		Listeners: []Listener{plain},
		Products: []Product{
			{ProductInfo: runtime.ProductInfo{ID: "gold", SubscriptionRequired: true}, APIs: []string{"closed"}},
			{ProductInfo: runtime.ProductInfo{ID: "free"}, APIs: []string{"open"}},
		},
		Subscriptions: []Subscription{
			{SubscriptionInfo: runtime.SubscriptionInfo{ID: "ann", PrimaryKey: "k1", SecondKey: "k2"}, Product: "gold", User: &runtime.UserInfo{ID: "u"}},
			{SubscriptionInfo: runtime.SubscriptionInfo{ID: "one", PrimaryKey: "k3"}, API: "named"},
			{SubscriptionInfo: runtime.SubscriptionInfo{ID: "all", PrimaryKey: "k4"}},
			{SubscriptionInfo: runtime.SubscriptionInfo{ID: "off", PrimaryKey: "k5"}, Inactive: true},
			{SubscriptionInfo: runtime.SubscriptionInfo{ID: "over", PrimaryKey: "k6", End: time.Now().Add(-time.Hour)}},
		},
	}
	for _, api := range []API{
		{APIInfo: runtime.APIInfo{ID: "closed"}, SubscriptionRequired: true}, {APIInfo: runtime.APIInfo{ID: "open"}, SubscriptionRequired: true},
		{APIInfo: runtime.APIInfo{ID: "named", KeyHeader: "X-Key", KeyQuery: "key"}, SubscriptionRequired: true}, {APIInfo: runtime.APIInfo{ID: "anyone"}},
	} {
		api.Path, api.Policies = api.ID, Policies{Default: answer}
		c.APIs = append(c.APIs, api)
	}
	c.APIs[0].Policies.Products = map[string]*runtime.Pipeline{"gold": pipelineOf(t, `<return-response><set-status code="200" reason="of gold"/></return-response>`)}
	g := start(t, c, Options{})
	a := newAsker(t, dial(t, g.addr, nil))
	const missing = "401 missing"
	const invalid = "401 invalid"
	for _, tt := range []struct{ path, header, want string }{
		{"/closed", "", missing},
		{"/closed", "Ocp-Apim-Subscription-Key: k1", "200 of gold"},
		{"/closed", "ocp-apim-subscription-key: k2", "200 of gold"},
		{"/closed?subscription-key=k1", "", "200 of gold"},
		{"/closed?subscription-key=k1", "Ocp-Apim-Subscription-Key: x", invalid},
		{"/closed", "Ocp-Apim-Subscription-Key: k3", invalid},
		{"/closed", "Ocp-Apim-Subscription-Key: k4", "200 all - -"},
		{"/closed", "Ocp-Apim-Subscription-Key: k5", invalid},
		{"/closed", "Ocp-Apim-Subscription-Key: k6", invalid},
		{"/open", "", "200 - free -"},
		{"/open", "Ocp-Apim-Subscription-Key: k1", invalid},
		{"/named", "Ocp-Apim-Subscription-Key: k3", missing},
		{"/named", "X-Key: k3", "200 one - -"},
		{"/named?key=k3", "", "200 one - -"},
		{"/anyone", "", "200 - - -"},
		{"/anyone", "Ocp-Apim-Subscription-Key: x", invalid},
	} {
		field := ""
		if tt.header != "" {
			field = tt.header + "\n"
		}
		line, resp, body := a.ask("GET " + tt.path + " HTTP/1.1\nHost: a:81\n" + field + "\n")
		switch tt.want {
		case missing, invalid:
			text := map[string]string{
				missing: `{ "statusCode": 401, "message": "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API." }`,
				invalid: `{ "statusCode": 401, "message": "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription." }`,
			}[tt.want]
			name, path := keyHeader, strings.TrimPrefix(strings.SplitN(tt.path, "?", 2)[0], "/")
			if path == "named" {
				name = "X-Key"
			}
			challenge := `AzureApiManagementKey realm="http://a:81/` + path + `",name="` + name + `",type="header"`
			if line != "HTTP/1.1 401 Access Denied" || body != text || resp.Header.Get("WWW-Authenticate") != challenge {
				t.Errorf("%s %s: %q %q %q, want %s", tt.path, tt.header, line, body, resp.Header.Get("WWW-Authenticate"), tt.want)
			}
		default:
			if line != "HTTP/1.1 "+tt.want {
				t.Errorf("%s %s: %q, want %s", tt.path, tt.header, line, tt.want)
			}
		}
	}
	g.stop()
	if log := g.log.String(); regexp.MustCompile(`k[1-6]`).MatchString(log) {
		t.Errorf("a key is in the log: %s", log)
	}
}

func TestMistakesInAccess(t *testing.T) {
	key := func(id, key string) runtime.SubscriptionInfo {
		return runtime.SubscriptionInfo{ID: id, PrimaryKey: key}
	}
	apis := []API{{APIInfo: runtime.APIInfo{ID: "a"}}}
	for name, c := range map[string]Config{
		`product "p": stands twice`: {Products: []Product{{ProductInfo: runtime.ProductInfo{ID: "p"}}, {ProductInfo: runtime.ProductInfo{ID: "p"}}}},
		`there is no api "b"`:       {Products: []Product{{APIs: []string{"b"}}}},
		`two products without`:      {Products: []Product{{ProductInfo: runtime.ProductInfo{ID: "p"}, APIs: []string{"a"}}, {ProductInfo: runtime.ProductInfo{ID: "q"}, APIs: []string{"a"}}}},
		`there is no product "p"`:   {Subscriptions: []Subscription{{SubscriptionInfo: key("s", "k"), Product: "p"}}},
		`s": there is no api "c"`:   {Subscriptions: []Subscription{{SubscriptionInfo: key("s", "k"), API: "c"}}},
		`"s": has no key`:           {Subscriptions: []Subscription{{SubscriptionInfo: key("s", "")}}},
		`has the same key`:          {Subscriptions: []Subscription{{SubscriptionInfo: key("s", "k")}, {SubscriptionInfo: key("r", "k")}}},
	} {
		c.Listeners, c.APIs = []Listener{plain}, apis
		if _, err := New(c, Options{}); err == nil || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), `"k"`) {
			t.Errorf("New = %v, want an error that says %s", err, name)
		}
	}
}

// A mistake of ours answers 500, is logged with its place, and ends nothing else.
func TestPanic(t *testing.T) {
	c := single(secure(NoClientCertificates), "", pipelineOf(t, "<panic/>"))
	c.APIs[0].Path = "bad"
	c.APIs = append(c.APIs, single(plain, "", answers(t, "fine")).APIs[0])
	c.APIs[1].ID = "good"
	g := start(t, c, Options{})
	config := clientTLSFor(tls.VersionTLS13)
	a := newAsker(t, dial(t, g.addr, config))
	for range 2 {
		if line, _, _ := a.ask("GET /bad HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 500 Internal Server Error" {
			t.Errorf("answer %q", line)
		}
		if line, _, _ := a.ask("GET /good HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 200 fine" {
			t.Errorf("then %q", line)
		}
	}
	resp, err := speakHTTP2(t, g.addr, config).Get("https://" + serverName + "/bad")
	if err != nil || resp.StatusCode != 500 {
		t.Errorf("HTTP/2: %v, %v", resp, err)
	}
	g.stop()
	if log := g.log.String(); strings.Count(log, "panic: on purpose") != 3 || !strings.Contains(log, "kinds_test.go") {
		t.Errorf("log %s", log)
	}
}

func TestAccessLog(t *testing.T) {
	url := backend(t, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "12345") })
	c := single(secure(RequestClientCertificates), url, pipelineOf(t, forwardPolicy))
	c.APIs[0].Operations = operationsOf("GET /{id}", "GET /fail")
	c.APIs[0].Operations[0].Policies = c.APIs[0].Policies
	c.APIs[0].Operations[1].Policies.Default = pipelineOf(t, "<policies>\n<inbound>\n<set-variable name=\"a\" value=\"@(int.Parse(context.Request.Method + context.Request.Headers[&quot;Authorization&quot;][0]))\"/></inbound></policies>")
	g := start(t, c, Options{})
	a := newAsker(t, dial(t, g.addr, clientTLSFor(tls.VersionTLS13, rightCertificate)))
	const secrets = "Authorization: hunter2\nCookie: hunter3\nOcp-Apim-Subscription-Key: hunter4\n\n"
	a.ask("GET /x?key=hunter1 HTTP/1.1\nHost: a\n" + secrets)
	_, _, failed := a.ask("GET /fail?key=hunter1 HTTP/1.1\nHost: a\n" + secrets)
	a.ask("GET /fail?key=hunter1 HTTP/1.1\nHost: a\n" + secrets) // explained by values, now that it has failed
	a.send("GET / HTTP/1.2\nHost: a\n\n")
	io.Copy(io.Discard, a.r)
	g.stop()
	log := g.log.String()
	lines := strings.Split(strings.TrimSpace(log), "\n")
	if len(lines) != 4 {
		t.Fatalf("log %s", log)
	}
	if strings.Contains(log, "hunter") {
		t.Errorf("a secret is in the log: %s", log)
	}
	var answer struct{ ActivityID string }
	if err := json.Unmarshal([]byte(failed), &answer); err != nil || !strings.Contains(lines[1], `"request":"`+answer.ActivityID+`"`) {
		t.Errorf("the caller reads %s (%v), and the log says %s", failed, err, lines[1])
	}
	id := `[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`
	thumbprint := thumbprintOf(rightCertificate)
	for i, want := range []string{
		`^{"time":"[^"]+","level":"INFO","msg":"request","method":"GET","path":"/x","status":200,"reason":"OK","api":"all","operation":"GET /{id}","bytes":5,"duration":[0-9]+,"ip":"127.0.0.1","certificate":"` + thumbprint + `","request":"` + id + `"}$`,
		`^{"time":"[^"]+","level":"WARN","msg":"request","method":"GET","path":"/fail","status":500,"reason":"Internal Server Error","api":"all","operation":"GET /fail","bytes":[0-9]+,"duration":[0-9]+,"ip":"127.0.0.1","certificate":"` + thumbprint + `","request":"` + id + `","error":{"source":"set-variable","reason":"ExpressionValueEvaluationFailure","at":"policy.xml:3:33","exception":"System.FormatException","explained":"policy.xml:3:33: error: set-variable: Expression evaluation failed. Input string was not in a correct format. \[System.FormatException\]\\n   3 \| <set-variable .*\\n     \| +\^{78,}\\n     = context.Request.Method is \\"GET\\"\\n"}}$`,
		`^{"time":"[^"]+","level":"WARN","msg":"request","method":"GET","path":"/fail","status":500,"reason":"Internal Server Error","api":"all","operation":"GET /fail","bytes":[0-9]+,"duration":[0-9]+,"ip":"127.0.0.1","certificate":"` + thumbprint + `","request":"` + id + `","error":{"source":"set-variable","reason":"ExpressionValueEvaluationFailure","at":"policy.xml:3:33","exception":"System.FormatException","explained":"policy.xml:3:33: error: set-variable: Expression evaluation failed. Input string was not in a correct format. \[System.FormatException\]\\n   3 \| <set-variable .*\\n     \| +\^{78,}\\n     = context.Request.Method \+ context.Request.Headers\[&quot;Authorization&quot;\]\[0\] is \*\*\*\\n     = context.Request.Method is \\"GET\\"\\n     = context.Request.Headers\[&quot;Authorization&quot;\]\[0\] is \*\*\*\\n"}}$`,
		`^{"time":"[^"]+","level":"INFO","msg":"refused","status":505,"cause":"version is not supported, want HTTP/1.1 or HTTP/1.0","ip":"127.0.0.1","certificate":"` + thumbprint + `"}$`,
	} {
		if !regexp.MustCompile(want).MatchString(lines[i]) {
			t.Errorf("log line %s, want %s", lines[i], want)
		}
	}
}

func TestLimits(t *testing.T) {
	url := backend(t, func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) })
	g := start(t, single(secure(NoClientCertificates), url, pipelineOf(t, forwardPolicy)), Options{Limits: Limits{Line: 500, Head: 4000, Fields: 20, Body: 10}})
	config := clientTLSFor(tls.VersionTLS13)
	fields := strings.Repeat("A: b\n", 30)
	for name, tt := range map[string]struct{ request, want string }{
		"line":    {"GET /" + strings.Repeat("a", 600) + " HTTP/1.1\nHost: a\n\n", "414 URI Too Long"},
		"field":   {"GET / HTTP/1.1\nHost: a\nA: " + strings.Repeat("a", 600) + "\n\n", "431 Request Header Fields Too Large"},
		"fields":  {"GET / HTTP/1.1\nHost: a\n" + fields + "\n", "431 Request Header Fields Too Large"},
		"length":  {"POST / HTTP/1.1\nHost: a\nContent-Length: 11\n\n12345678901", "413 Content Too Large"},
		"chunked": {"POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\nb\n12345678901\n0\n\n", "413 Content Too Large"},
	} {
		line, _, body := newAsker(t, dial(t, g.addr, config)).ask(tt.request)
		if line != "HTTP/1.1 "+tt.want || !strings.HasPrefix(body, `{ "statusCode": `+tt.want[:3]) {
			t.Errorf("%s: %q %q, want %s", name, line, body, tt.want)
		}
	}
	client := speakHTTP2(t, g.addr, config)
	for name, tt := range map[string]struct {
		header http.Header
		body   io.Reader
		want   int
	}{
		"fits":    {nil, strings.NewReader("1234567890"), 200},
		"field":   {http.Header{"A": {strings.Repeat("a", 600)}}, nil, 431},
		"fields":  {http.Header{"A": strings.Split(strings.TrimSpace(fields), "\n")}, nil, 431},
		"length":  {nil, strings.NewReader("12345678901"), 413},
		"chunked": {nil, io.MultiReader(strings.NewReader("12345678901")), 413},
	} {
		req, _ := http.NewRequest("POST", "https://"+serverName+"/", tt.body)
		if tt.header != nil {
			req.Header = tt.header
		}
		resp, err := client.Do(req)
		if err != nil {
			t.Errorf("HTTP/2 %s: %v", name, err)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode != tt.want {
			t.Errorf("HTTP/2 %s: %s, want %d", name, resp.Status, tt.want)
		}
	}
}

// A client that does not go on is not waited for.
func TestSlowClients(t *testing.T) {
	url := backend(t, func(w http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body) })
	short := 30 * time.Millisecond
	g := start(t, single(secure(NoClientCertificates), url, pipelineOf(t, forwardPolicy)), Options{Timeouts: Timeouts{Handshake: short, Idle: short, Head: short, Body: short}})
	config := clientTLSFor(tls.VersionTLS13)
	if rest, err := io.ReadAll(dial(t, g.addr, nil)); err != nil && !isReset(err) || len(rest) > 0 {
		t.Errorf("no handshake: %q, %v", rest, err)
	}
	if _, err := newAsker(t, dial(t, g.addr, config)).r.ReadByte(); err != io.EOF {
		t.Errorf("no request: %v, want the end", err)
	}
	for request, want := range map[string]string{
		"GET / HTTP/1.1\n": "408 Request Timeout",
		"POST / HTTP/1.1\nHost: a\nContent-Length: 2\n\n1": "408 Request Timeout",
	} {
		if line, _, _ := newAsker(t, dial(t, g.addr, config)).ask(request); line != "HTTP/1.1 "+want {
			t.Errorf("%q: %q, want %s", request, line, want)
		}
	}
	r, w := io.Pipe()
	defer w.Close()
	resp, err := speakHTTP2(t, g.addr, config).Post("https://"+serverName, "", r)
	if err == nil {
		resp.Body.Close()
		if resp.StatusCode != 408 {
			t.Errorf("HTTP/2: %s, want 408", resp.Status)
		}
	}
}

func isReset(err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "reset")
}

// panicking is a transport whose responses break in the middle in the worst way.
type panicking struct{}

func (panicking) Send(_ context.Context, _ *runtime.Outgoing, r *runtime.Response) error {
	r.Body = message.StreamBody(io.NopCloser(io.MultiReader(strings.NewReader(strings.Repeat("a", 40000)), panickingReader{})), -1)
	return nil
}

type panickingReader struct{}

func (panickingReader) Read([]byte) (int, error) { panic("on purpose") }

// A response that a mistake of ours cut off must not look whole.
func TestPanicWhileSending(t *testing.T) {
	g := start(t, single(secure(NoClientCertificates), "http://backend.test", pipelineOf(t, forwardPolicy)), Options{Services: &runtime.Services{Now: time.Now, Transport: panicking{}}})
	config := clientTLSFor(tls.VersionTLS13)
	a := newAsker(t, dial(t, g.addr, config))
	a.send("GET / HTTP/1.1\nHost: a\n\nGET / HTTP/1.1\nHost: a\n\n")
	resp, err := http.ReadResponse(a.r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(resp.Body); err == nil || len(body) != 40000 {
		t.Errorf("HTTP/1.1: %d bytes, %v; want a broken body", len(body), err)
	}
	resp, err = speakHTTP2(t, g.addr, config).Get("https://" + serverName)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); err == nil {
		t.Errorf("HTTP/2: a whole body of %d bytes", len(body))
	}
}

// A document that the global policy publishes is there whatever the APIs are, and
// asks for no key.
func TestPublishedDocument(t *testing.T) {
	c := single(plain, headEcho(t), pipelineOf(t, `<policies/>`))
	c.APIs[0].SubscriptionRequired = true
	c.Global = scopedPipeline(t, runtime.GlobalScope, `<policies><inbound><cross-domain><cross-domain-policy><allow-access-from domain="app.example.com"/></cross-domain-policy></cross-domain></inbound></policies>`)
	a := newAsker(t, dial(t, start(t, c, Options{}).addr, nil))
	line, resp, body := a.ask("GET /crossdomain.xml HTTP/1.1\nHost: a\n\n")
	if line != "HTTP/1.1 200 OK" || resp.Header.Get("Content-Type") != "text/x-cross-domain-policy" || !strings.Contains(body, `domain="app.example.com"`) {
		t.Errorf("%s\n%s", line, body)
	}
	if line, _, _ := a.ask("GET /crossdomain.xml/ HTTP/1.1\nHost: a\n\n"); line != "HTTP/1.1 401 Access Denied" {
		t.Errorf("another path: %s", line)
	}
}
