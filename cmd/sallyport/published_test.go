package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sallyport/eval/clr"
)

// published are the documents that Microsoft publishes on client certificates,
// byte for byte, by name.
func published(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../../shared/client-certificates/*.xml")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the published documents are not here")
	}
	texts := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[strings.TrimSuffix(filepath.Base(f), ".xml")] = string(data)
	}
	return texts
}

// named puts the names of a certificate in the places of those that the
// documents have for the reader to replace.
func named(text string, c *x509.Certificate, thumbprint string) string {
	return strings.NewReplacer(
		"trusted-issuer", clr.NewX500DistinguishedName(c.RawIssuer).Name(),
		"expected-subject-name", clr.NewX500DistinguishedName(c.RawSubject).Name(),
		"desired-thumbprint", thumbprint,
	).Replace(text)
}

// A wire is a way to reach a gateway.
type wire struct {
	tls   uint16
	http2 bool
}

func (w wire) String() string {
	return tls.VersionName(w.tls) + map[bool]string{true: " HTTP/2", false: " HTTP/1.1"}[w.http2]
}

// connect is a client of that wire that shows dir/NAME.pem, or nothing.
func (w wire) connect(t *testing.T, dir, name string) *http.Client {
	t.Helper()
	c := client(t, dir, name)
	transport := c.Transport.(*http.Transport)
	transport.TLSClientConfig.MinVersion, transport.TLSClientConfig.MaxVersion = w.tls, w.tls
	transport.ForceAttemptHTTP2 = w.http2
	return c
}

// answers are the status lines of two requests on one connection.
func (w wire) answers(t *testing.T, c *http.Client, url string) (lines [2]string) {
	t.Helper()
	for i := range lines {
		reused := false
		ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{GotConn: func(g httptrace.GotConnInfo) { reused = g.Reused }})
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := c.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if err != nil || resp.TLS.Version != w.tls || (resp.ProtoMajor == 2) != w.http2 || reused != (i > 0) {
			t.Errorf("request %d: error %v, %s, %s, reused %v", i+1, err, tls.VersionName(resp.TLS.Version), resp.Proto, reused)
		}
		lines[i] = resp.Status
	}
	return lines
}

// TestPublishedPolicies holds the published policies, with the names of a real
// certificate in them, against certificates that are missing, expired, of another
// issuer, of another thumbprint and right: in a dry run, and in the gateway over
// each version of TLS and HTTP, twice on a connection.
func TestPublishedPolicies(t *testing.T) {
	texts := published(t)
	dir := t.TempDir()
	certificates(t, dir)
	pair, err := tls.LoadX509KeyPair(filepath.Join(dir, "client.pem"), filepath.Join(dir, "client.key"))
	if err != nil {
		t.Fatal(err)
	}
	thumbprint, err := os.ReadFile(filepath.Join(dir, "client.thumbprint"))
	if err != nil {
		t.Fatal(err)
	}
	uploaded := filepath.Join(dir, "uploaded")
	if err := os.Mkdir(uploaded, 0o755); err != nil {
		t.Fatal(err)
	}
	right, err := os.ReadFile(filepath.Join(dir, "client.pem"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(uploaded, "partner.pem"), right, 0o600); err != nil {
		t.Fatal(err)
	}

	admitted := map[string][]string{ // all others, and a request without a certificate, are refused
		"expiration":            {"untrusted", "server", "client"},
		"issuer-and-subject":    {"client"},
		"thumbprint":            {"client"},
		"uploaded-certificates": {"client"},
	}
	for file, text := range texts {
		policy := filepath.Join(dir, file+".xml")
		if err := os.WriteFile(policy, []byte(named(text, pair.Leaf, strings.TrimSpace(string(thumbprint)))), 0o600); err != nil {
			t.Fatal(err)
		}
		base, _ := serve(t, policy, "--certificates", uploaded, "--client-ca", filepath.Join(dir, "ca.pem"),
			"--tls-cert", filepath.Join(dir, "server.pem"), "--tls-key", filepath.Join(dir, "server.key"))
		for _, name := range []string{"", "expired", "untrusted", "server", "client"} {
			t.Run(fmt.Sprintf("%s/%s", file, name), func(t *testing.T) {
				admit := slices.Contains(admitted[file], name)
				dryRun(t, admit, policy, dir, name, "--certificates", uploaded)
				for _, w := range []wire{{tls.VersionTLS12, false}, {tls.VersionTLS13, false}, {tls.VersionTLS12, true}, {tls.VersionTLS13, true}} {
					want := "403 Invalid client certificate"
					switch {
					case admit:
						want = "200 OK"
					case w.http2:
						want = "403 Forbidden" // Go's words for a status that came without
					}
					got := w.answers(t, w.connect(t, dir, name), base+"/orders/1")
					got[0], got[1] = strings.TrimSpace(got[0]), strings.TrimSpace(got[1])
					if w.http2 {
						want = want[:3]
						got[0], got[1] = got[0][:3], got[1][:3]
					}
					if got != [2]string{want, want} {
						t.Errorf("%v: got %q, want %q", w, got, want)
					}
				}
			})
		}
	}
}

// dryRun holds what dry-run -o json says of a request.
func dryRun(t *testing.T, admit bool, policy, dir, name string, args ...string) {
	t.Helper()
	if name != "" {
		args = append(args, "--client-cert", filepath.Join(dir, name+".pem"))
	}
	var out, faults strings.Builder
	if status := execute(t.Context(), append([]string{"dry-run", policy, "-o", "json", "--url", "/orders/1"}, args...), &terminal{Out: &out, Err: &faults, env: os.Getenv}); status != statusFine {
		t.Fatalf("dry-run ends with status %d:\n%s", status, &faults)
	}
	var got struct {
		Outcome  string
		Response struct {
			Status int
			Reason string
		}
		LastError any
	}
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	want := got
	want.Outcome, want.Response.Status, want.Response.Reason, want.LastError = "returned", 403, "Invalid client certificate", nil
	if admit {
		want.Outcome, want.Response.Status, want.Response.Reason = "forwarded", 200, "OK"
	}
	if got != want {
		t.Errorf("dry-run says %+v, want %+v", got, want)
	}
}

// TestPublishedPoliciesAsTheyAre runs the documents byte for byte: the names in
// two of them are nobody's, so that they refuse every certificate. Each loads with
// no fault, and no expression fails.
func TestPublishedPoliciesAsTheyAre(t *testing.T) {
	texts := published(t)
	dir := t.TempDir()
	certificates(t, dir)
	for file := range texts {
		path := filepath.Join("../../../shared/client-certificates", file+".xml")
		for _, name := range []string{"", "expired", "untrusted", "client"} {
			admit := file == "expiration" && name != "" && name != "expired" || file == "uploaded-certificates" && name != ""
			dryRun(t, admit, path, dir, name, "--certificates", dir)
		}
	}
}
