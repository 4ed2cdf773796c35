package config

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"sallyport/eval/source"
	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
	"sallyport/runtime/gateway"
)

// mark sets a response header, so that tests see which policies ran.
type mark struct {
	Name  string                `attr:"name,required"`
	Value runtime.Value[string] `attr:"value,required"`
}

func (m *mark) Execute(_ context.Context, x *runtime.Exchange) error {
	var value string
	if err := x.Eval(m.Value.Into(&value)); err != nil {
		return err
	}
	x.Request.Header.Add(m.Name, value)
	return nil
}

// nothing is a policy that does nothing.
type nothing struct {
	ID string `attr:"fragment-id"`
}

func (*nothing) Execute(context.Context, *runtime.Exchange) error { return nil }

var kinds = []runtime.Kind{
	{Name: "set-header", Sections: runtime.AnySection, Doc: "Marks.", New: func() runtime.Policy { return new(mark) }},
	{Name: "include-fragment", Sections: runtime.AnySection, Doc: "Includes.", New: func() runtime.Policy { return new(nothing) }, Inline: true},
	{Name: "forward-request", Sections: runtime.Backend, Doc: "Stays here.", New: func() runtime.Policy { return new(nothing) }},
}

// load reads sallyport.yaml from a folder of files in txtar form.
func load(t *testing.T, archive string) (*Loaded, source.Diagnostics) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := map[string]string{"ORDERS_KEY": "k3y"}
	loaded, ds, err := Load(filepath.Join(dir, FileName), Options{
		Kinds:    kinds,
		Services: &runtime.Services{Now: time.Now, Limits: runtime.DefaultLimits},
		Env:      func(name string) (string, bool) { v, ok := env[name]; return v, ok },
	})
	if err != nil {
		t.Fatal(err)
	}
	return loaded, ds
}

const deployment = `
-- sallyport.yaml --
listeners: [ { address: "127.0.0.1:8443" } ]
policy: global.xml
named-values: { audience: orders, key: { env: ORDERS_KEY, secret: true }, text: { file: text.txt } }
fragments: { auth: fragments/auth.xml }
backends:
  orders:
    url: http://localhost:9000/base
    credentials: { header: { X-Key: { env: ORDERS_KEY } }, authorization: { scheme: Bearer, parameter: t0ken } }
    tls: { validate-certificate-name: false }
apis:
  orders:
    path: /orders/
    service-url: http://localhost:9000
    policy: orders.xml
    subscription-required: false
    operations:
      get-order: { method: GET, url-template: "/{id}", policy: get-order.xml }
  open: { path: open }
products:
  gold: { policy: gold.xml, apis: [orders] }
subscriptions:
  ann: { scope: products/gold, key: { env: ORDERS_KEY }, start: 2026-01-15, user: ann }
-- text.txt --
some text
-- global.xml --
<policies><inbound><set-header name="At" value="global {{audience}}"/></inbound><backend/><outbound/><on-error/></policies>
-- gold.xml --
<policies><inbound><base/><set-header name="At" value="gold"/></inbound></policies>
-- orders.xml --
<policies><inbound><base/><include-fragment fragment-id="auth"/></inbound></policies>
-- get-order.xml --
<policies><inbound><base/><set-header name="At" value="{{text}}"/></inbound></policies>
-- fragments/auth.xml --
<fragment><set-header name="At" value="@("auth " + "{{key}}")"/></fragment>
`

func TestLoad(t *testing.T) {
	loaded, ds := load(t, deployment)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	c := loaded.Gateway
	if got := c.Listeners; len(got) != 1 || got[0].Address != "127.0.0.1:8443" || got[0].TLS != nil {
		t.Errorf("listeners: %+v", got)
	}
	if api := c.APIs[0]; api.ID != "orders" || api.Path != "orders" || api.SubscriptionRequired || api.ServiceURL.String() != "http://localhost:9000/" {
		t.Errorf("apis[0]: %+v", api)
	}
	if !c.APIs[1].SubscriptionRequired {
		t.Error("an API that says nothing needs a subscription, as in API Management")
	}
	b, ok, err := c.Deployment.Backends.Backend("orders")
	if err != nil || !ok || b.URL.Path != "/base" || !b.SkipName || b.SkipChain {
		t.Errorf("backend: %+v, %v, %v", b, ok, err)
	} else if got := b.Header; len(got) != 2 || got[0].Value != "k3y" || got[1].Value != "Bearer t0ken" {
		t.Errorf("credentials: %v", got)
	}
	if s := c.Subscriptions[0]; s.Product != "gold" || s.PrimaryKey != "k3y" || s.User.ID != "ann" || s.Inactive || s.Start.Day() != 15 {
		t.Errorf("subscription: %+v", s)
	}
	if got := strings.Join(c.Deployment.Secrets, " "); !strings.Contains(got, "k3y") || !strings.Contains(got, "t0ken") {
		t.Errorf("secrets: %v", got)
	}
	if len(loaded.Policies) != 5 || len(loaded.Documents) != 5 {
		t.Errorf("read %d files and %d documents, want 5", len(loaded.Policies), len(loaded.Documents))
	}
}

func TestScopesInOrder(t *testing.T) {
	loaded, ds := load(t, deployment)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	c := loaded.Gateway
	op := c.APIs[0].Operations[0]
	for name, row := range map[string]struct {
		pipeline *runtime.Pipeline
		want     []string
	}{
		"no product":  {op.Policies.Default, []string{"global orders", "auth k3y", "some text"}},
		"gold":        {op.Policies.Products["gold"], []string{"global orders", "gold", "auth k3y", "some text"}},
		"the API":     {c.APIs[0].Policies.Default, []string{"global orders", "auth k3y"}},
		"the gateway": {c.Global, []string{"global orders"}},
	} {
		x := runtime.NewExchange(&runtime.Services{Now: time.Now, Limits: runtime.DefaultLimits}, c.Deployment)
		row.pipeline.Run(context.Background(), x)
		if diff := cmp.Diff(row.want, x.Request.Header.Values("At")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestMarkupInThePlaceOfAFile(t *testing.T) {
	_, ds := load(t, `
-- sallyport.yaml --
policy: <set-header name="A" valeu="1" />
apis:
  orders:
    path: orders
    policy: |
      <policies>
        <inbound><set-header name="A" /></inbound>
      </policies>
`)
	var at []string
	for _, d := range ds {
		at = append(at, fmt.Sprintf("%s:%d:%d", filepath.Base(d.File.Name), d.Position().Line, d.Position().Column))
	}
	want := []string{"sallyport.yaml:1:10", "sallyport.yaml:1:30", "sallyport.yaml:7:19"}
	if diff := cmp.Diff(want, at); diff != "" {
		t.Errorf("%s\n%v", diff, ds)
	}
}

func TestBuildTakesOtherNamedValues(t *testing.T) {
	file := source.NewFile("sallyport.yaml", "")
	in := File{
		Policy:      yaml.Text{Value: `<set-header name="At" value="{{a}} {{b}}" />`, Set: true},
		NamedValues: yaml.Map[Secret]{{Name: "a", Value: Secret{Env: yaml.Text{Value: "UNSET", Set: true}}}, {Name: "b", Value: Secret{Value: yaml.Text{Value: "two", Set: true}}}},
	}
	loaded, ds := Build(file, in, Options{Kinds: kinds, NamedValues: map[string]string{"a": "one"}})
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	x := runtime.NewExchange(&runtime.Services{Now: time.Now, Limits: runtime.DefaultLimits}, loaded.Gateway.Deployment)
	loaded.Gateway.Global.Run(context.Background(), x)
	if got := x.Request.Header.Get("At"); got != "one two" {
		t.Errorf("named values are %q, want %q", got, "one two")
	}
}

func TestDefaults(t *testing.T) {
	loaded, ds := load(t, "-- sallyport.yaml --\n")
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	if diff := cmp.Diff([]gateway.Listener{{Address: DefaultAddress}}, loaded.Gateway.Listeners); diff != "" {
		t.Error(diff)
	}
}

// TestFaults holds each fault against its place: the complaint is about the text
// between the marks.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		`policy: «absent.xml»`:                                                                                   `absent.xml cannot be read: no such file or directory`,
		`named-values: { k: { env: «NO_SUCH» } }`:                                                                `the environment variable NO_SUCH is not set`,
		`named-values: { k: «{» secret: true } }`:                                                                `want one of the keys value, env and file`,
		`named-values: { k: «{» env: ORDERS_KEY, value: x } }`:                                                   `want one of the keys value, env and file`,
		`named-values: { k: { file: «absent» } }`:                                                                `absent cannot be read: no such file or directory`,
		`certificates: { c: «sallyport.yaml» }`:                                                                  `sallyport.yaml: no certificate in PEM, DER or PKCS#12`,
		`listeners: [ { address: «8443» } ]`:                                                                     `got "8443", want host:port such as :8443`,
		`listeners: [ { address: ":1", tls: { certificate: «c.pem», key: sallyport.yaml } } ]`:                   `the certificate cannot be read: no such file or directory`,
		`backends: { b: { url: «localhost» } }`:                                                                  `got "localhost", want a URL such as http://localhost:9000`,
		`backends: { b: { url: "http://b", credentials: { certificate: «c» } } }`:                                `no certificate is called "c"`,
		`apis: { a: { path: a, service-url: «"ftp://a"» } }`:                                                     `got scheme "ftp", want http or https`,
		`apis: { a: { path: a, version: «v1» } }`:                                                                `a version needs the key "version-set"`,
		`apis: { a: { path: a, version-set: «orders» } }`:                                                        `no version set is called "orders"`,
		`version-sets: { v: { scheme: «header» } }`:                                                              `a version set of scheme "header" needs the key "header"`,
		`apis: { a: { path: a, operations: { o: { method: «get», url-template: / } } } }`:                        `got "get", want a method as it is sent, such as GET`,
		"apis: { orders: { path: a } }\nproducts: { p: { apis: [«oders»] } }":                                    `no API is called "oders"; did you mean "orders"?`,
		`subscriptions: { s: { scope: «everything», key: k } }`:                                                  `got "everything", want products/ID, apis/ID or apis`,
		`subscriptions: { s: { scope: apis, key: k, start: «soon» } }`:                                           `got "soon", want a day or a time such as 2026-01-15T10:30:00Z`,
		`subscriptions: { s: { scope: «products/p», key: k } }`:                                                  `no product is called "p"`,
		`apis: { a: { path: a, operations: { o: { method: GET, url-template: /, responses: { «OK»: {} } } } } }`: `got "OK", want a status such as 200`,
		`apis: { a: { path: a, operations: { o: { method: GET, url-template: /, responses: { 200: { content: { a/json: { schema: { $ref: «a» } } } } } } } } }`: `a schema is not looked up elsewhere: write it here, or give an example`,
		`apis: { a: { path: p }, «b»: { path: P } }`:                                          `api "b": has the path "P", as has api "a"`,
		`apis: { «a»: { path: p, operations: { o: { method: GET, url-template: "/{x" } } } }`: `api "a": operation "o": url template "/{x": { and } do not pair`,
		`subscriptions: { s: { scope: apis, key: k }, «t»: { scope: apis, key: k } }`:         `subscription "t": has the same key as "s"`,
		`identity: «{» endpoint: "http://localhost", token: t }`:                              `want one of the keys endpoint and token`,
		`identity: { endpoint: «localhost» }`:                                                 `got "localhost", want a URL such as http://localhost:9000`,
	} {
		start, end := strings.Index(text, "«"), strings.Index(text, "»")-len("«")
		typed := strings.NewReplacer("«", "", "»", "").Replace(text)
		_, ds := load(t, "-- sallyport.yaml --\n"+typed+"\n")
		if len(ds) != 1 || ds[0].Message != want || ds[0].Span != (source.Span{Start: start, End: end}) {
			t.Errorf("%s\ngot  %v\nwant %s", text, ds, want)
		}
	}
}

func TestFaultsOfPoliciesAreReportedOnceInTheirFiles(t *testing.T) {
	_, ds := load(t, `
-- sallyport.yaml --
apis:
  a: { path: a, policy: p.xml, operations: { x: { method: GET, url-template: /x }, y: { method: GET, url-template: /y } } }
-- p.xml --
<policies><inbound><base/><set-header name="At" value="@(context.Nothing)"/></inbound></policies>
`)
	if len(ds) != 1 || ds[0].Code != "CS1061" || filepath.Base(ds[0].File.Name) != "p.xml" {
		t.Errorf("got %v, want one CS1061 in p.xml", ds)
	}
}

// TestCodes reads each code's example.
func TestCodes(t *testing.T) {
	for _, c := range Codes() {
		if _, ds := load(t, "-- sallyport.yaml --\n"+c.Example+"\n"); len(ds) != 1 || ds[0].Code != c.Code {
			t.Errorf("%s gives %v, want %s", c.Example, ds, c.Code)
		}
	}
}
