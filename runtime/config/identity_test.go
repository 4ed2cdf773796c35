package config

import (
	"context"
	"slices"
	"testing"
	"time"

	"sallyport/eval/source"
	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
	"sallyport/runtime/message"
	"sallyport/runtime/policies"
)

// A tokenServer answers with a token and keeps what it was asked.
type tokenServer struct{ url, header string }

func (s *tokenServer) Send(_ context.Context, o *runtime.Outgoing, r *runtime.Response) error {
	s.url, s.header = o.URL.String(), o.Header.Get("X-IDENTITY-HEADER")
	r.Status, r.Body = 200, message.NewBody([]byte(`{"access_token":"of-the-endpoint","expires_in":3600}`))
	return nil
}

func TestIdentity(t *testing.T) {
	environment := map[string]string{"IDENTITY_ENDPOINT": "http://localhost:4141/env", "IDENTITY_HEADER": "of-env", "SECRET": "s3cret"}
	for _, test := range []struct{ name, text, token, url, header string }{
		{"as the environment says", ``, "of-the-endpoint", "http://localhost:4141/env?api-version=2019-08-01&resource=r", "of-env"},
		{"a token", `identity: { token: { env: SECRET } }`, "s3cret", "", ""},
		{"instance metadata", `identity: { endpoint: "http://localhost/token" }`, "of-the-endpoint", "http://localhost/token?api-version=2018-02-01&resource=r", ""},
		{"App Service", `identity: { endpoint: "http://localhost/token", header: { env: SECRET } }`, "of-the-endpoint", "http://localhost/token?api-version=2019-08-01&resource=r", "s3cret"},
	} {
		server := &tokenServer{}
		loaded := buildText(t, test.text, Options{
			Services: &runtime.Services{Now: time.Now, Transport: server},
			Env:      func(name string) (string, bool) { v, ok := environment[name]; return v, ok },
		})
		got, err := loaded.Gateway.Deployment.Identity.Token(t.Context(), "r", "")
		if err != nil || got != test.token || server.url != test.url || server.header != test.header {
			t.Errorf("%s: %q, %v from %s with %q", test.name, got, err, server.url, server.header)
		}
	}
	if d := buildText(t, ``, Options{Env: func(string) (string, bool) { return "", false }}).Gateway.Deployment; d.Identity != nil {
		t.Error("a gateway that nobody gave an identity has one")
	}
}

func TestConnections(t *testing.T) {
	d := buildText(t, `authorizations: { github: { ann: { token: gho_1, claims: { scope: repo } }, bob: { token: gho_2 } } }`, Options{}).Gateway.Deployment
	c := d.Connections[runtime.ConnectionID{Provider: "github", Authorization: "ann"}]
	if len(d.Connections) != 2 || c.Token != "gho_1" || c.Claims["scope"] != "repo" {
		t.Errorf("got %v", d.Connections)
	}
	if !slices.Contains(d.Secrets, "gho_2") {
		t.Error("traces may show a token")
	}
}

// buildText makes a configuration that has no faults.
func buildText(t *testing.T, text string, o Options) *Loaded {
	t.Helper()
	o.Kinds = policies.All()
	file, in := source.NewFile("sallyport.yaml", text), File{}
	if ds := yaml.Decode(file, &in); ds.HasErrors() {
		t.Fatal(ds)
	}
	loaded, ds := Build(file, in, o)
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	return loaded
}
