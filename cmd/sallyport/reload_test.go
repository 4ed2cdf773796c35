//go:build unix

package main

import (
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestReload changes a policy while it is served, for the better and for the
// worse.
func TestReload(t *testing.T) {
	policy := filepath.Join(t.TempDir(), "policy.xml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(policy, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`<return-response><set-status code="200" reason="First" /></return-response>`)
	base, said := serve(t, policy, "--backend", "http://localhost:9")
	c := &http.Client{Transport: &http.Transport{}}
	t.Cleanup(c.CloseIdleConnections)
	reload := func(want string) {
		t.Helper()
		if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		for line := range said {
			if line == want {
				return
			}
		}
		t.Fatalf("run ended before it said %q", want)
	}
	if status, _ := get(t, c, base); status != "200 First" {
		t.Fatalf("got %s", status)
	}
	write(`<return-response><set-status code="200" reason="Second" /></return-response>`)
	reload("sallyport: reloaded")
	if status, _ := get(t, c, base); status != "200 Second" {
		t.Errorf("after a reload: %s", status)
	}
	write(`<return-respond />`)
	reload("sallyport: not reloaded")
	if status, _ := get(t, c, base); status != "200 Second" {
		t.Errorf("after a reload that failed: %s", status)
	}
}
