package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// serve runs `sallyport run` with some arguments on a free port until the test
// ends. It is the gateway's base URL, and the lines that the command says after
// that it is ready.
func serve(t *testing.T, args ...string) (base string, said <-chan string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	reader, writer := io.Pipe()
	done := make(chan int, 1)
	go func() {
		defer writer.Close()
		term := &terminal{In: strings.NewReader(""), Out: io.Discard, Err: writer, env: os.Getenv}
		done <- execute(ctx, append([]string{"run", "--listen", "127.0.0.1:0", "--log", "none"}, args...), term)
	}()
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(reader); s.Scan(); {
			lines <- s.Text()
		}
	}()
	var all []string
	for line := range lines {
		all = append(all, line)
		if m := serving.FindStringSubmatch(line); m != nil {
			t.Cleanup(func() {
				cancel()
				if status := <-done; status != statusFine {
					t.Errorf("run ended with status %d", status)
				}
			})
			return m[1], lines
		}
	}
	cancel()
	t.Fatalf("run ended with status %d and said:\n%s", <-done, strings.Join(all, "\n"))
	return "", nil
}

var serving = regexp.MustCompile(`^sallyport: serving .* at (https?://\S+)$`)

// certificates makes development certificates in a folder.
func certificates(t *testing.T, dir string) {
	t.Helper()
	term := &terminal{Out: io.Discard, Err: os.Stderr, env: os.Getenv}
	if status := execute(context.Background(), []string{"certs", dir}, term); status != statusFine {
		t.Fatalf("certs ended with status %d", status)
	}
}

// client is a client that trusts dir/ca.pem and shows dir/NAME.pem, or nothing.
func client(t *testing.T, dir, name string) *http.Client {
	t.Helper()
	ca, err := os.ReadFile(filepath.Join(dir, "ca.pem"))
	if err != nil {
		t.Fatal(err)
	}
	conf := &tls.Config{RootCAs: x509.NewCertPool()}
	conf.RootCAs.AppendCertsFromPEM(ca)
	if name != "" {
		pair, err := tls.LoadX509KeyPair(filepath.Join(dir, name+".pem"), filepath.Join(dir, name+".key"))
		if err != nil {
			t.Fatal(err)
		}
		// Whatever the server says it accepts: it is the policies that judge.
		conf.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &pair, nil }
	}
	transport := &http.Transport{TLSClientConfig: conf} // without HTTP/2: it has no reason phrases
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// get is the status line of a response and its body.
func get(t *testing.T, c *http.Client, url string) (status, body string) {
	t.Helper()
	resp, err := c.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.Status, string(data)
}

func TestRunPolicyFile(t *testing.T) {
	dir := t.TempDir()
	certificates(t, dir)
	policy := filepath.Join(dir, "policy.xml")
	if err := os.WriteFile(policy, []byte(`<choose>
	<when condition="@(context.Request.Certificate == null)">
		<return-response><set-status code="403" reason="No certificate for {{who}}" /></return-response>
	</when>
</choose>`), 0o600); err != nil {
		t.Fatal(err)
	}
	base, _ := serve(t, policy, "--named-value", "who=me", "--tls-cert", filepath.Join(dir, "server.pem"), "--tls-key", filepath.Join(dir, "server.key"))
	if status, _ := get(t, client(t, dir, ""), base+"/a"); status != "403 No certificate for me" {
		t.Errorf("without a certificate: %s", status)
	}
	if status, body := get(t, client(t, dir, "client"), base+"/a?b=1"); status != "200 OK" || !strings.Contains(body, `"url": "/a?b=1"`) {
		t.Errorf("with a certificate: %s\n%s", status, body)
	}
}

// TestClientCertificatesExample runs the example's own tests, and holds each of
// its APIs against each of the development certificates over real connections.
func TestClientCertificatesExample(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	if err := os.CopyFS(dir, os.DirFS("../../examples/client-certificates")); err != nil {
		t.Fatal(err)
	}
	certs := filepath.Join(dir, "certs")
	if err := os.RemoveAll(certs); err != nil {
		t.Fatal(err)
	}
	certificates(t, certs)
	var out strings.Builder
	if status := execute(t.Context(), []string{"test", dir}, &terminal{Out: &out, Err: &out, env: os.Getenv}); status != statusFine {
		t.Errorf("the example's own tests end with status %d:\n%s", status, &out)
	}
	base, _ := serve(t, dir)
	const (
		ok       = "200 OK"
		invalid  = "403 Invalid client certificate"
		required = "403 Client certificate required"
		outdated = "403 Client certificate out of date"
	)
	for api, want := range map[string]map[string]string{
		"expiry":             {"": required, "client": ok, "untrusted": ok, "expired": outdated},
		"issuer-and-subject": {"": invalid, "client": ok, "untrusted": invalid, "expired": invalid},
		"thumbprint":         {"": invalid, "client": ok, "untrusted": invalid, "expired": invalid},
		"uploaded":           {"": invalid, "client": ok, "untrusted": invalid, "expired": invalid},
		"uploaded-escaped":   {"": invalid, "client": ok, "untrusted": invalid, "expired": invalid},
		"verified":           {"": invalid, "client": ok, "untrusted": invalid, "expired": invalid},
	} {
		for name, status := range want {
			t.Run(fmt.Sprintf("%s/%s", api, name), func(t *testing.T) {
				if got, body := get(t, client(t, certs, name), base+"/"+api+"/orders/1"); got != status {
					t.Errorf("got %s, want %s\n%s", got, status, body)
				}
			})
		}
	}
}
