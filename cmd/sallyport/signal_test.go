//go:build unix

package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// process runs `sallyport run` as a program of its own, which signals end. It is
// the gateway's base URL.
func process(t *testing.T, args ...string) (base string, cmd *exec.Cmd) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "sallyport") // the name that TestMain knows
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	cmd = exec.Command(program, append([]string{"run", "--listen", "127.0.0.1:0", "--log", "none"}, args...)...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	for s := bufio.NewScanner(stderr); s.Scan(); {
		if m := serving.FindStringSubmatch(s.Text()); m != nil {
			go io.Copy(io.Discard, stderr)
			return m[1], cmd
		}
	}
	t.Fatalf("run ended: %v", cmd.Wait())
	return "", nil
}

// TestSignals: the first SIGTERM lets what is in progress finish and refuses all
// else, the second ends the program.
func TestSignals(t *testing.T) {
	policy := filepath.Join(t.TempDir(), "policy.xml")
	if err := os.WriteFile(policy, []byte(`<set-header name="A" exists-action="delete" />`), 0o600); err != nil {
		t.Fatal(err)
	}
	came, release := make(chan struct{}), make(chan struct{})
	backend := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		came <- struct{}{}
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(backend.Close)
	ask := func(base string) <-chan string {
		got := make(chan string, 1)
		go func() {
			transport := &http.Transport{}
			defer transport.CloseIdleConnections()
			resp, err := (&http.Client{Transport: transport}).Get(base)
			if err != nil {
				got <- "cut off"
				return
			}
			resp.Body.Close()
			got <- resp.Status
		}()
		<-came
		return got
	}
	signal := func(cmd *exec.Cmd) {
		t.Helper()
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
	}

	base, cmd := process(t, policy, "--backend", backend.URL)
	answer := ask(base)
	signal(cmd)
	for range 1000 { // until the signal has come
		resp, err := http.Get(base + "/status-0123456789abcdef")
		if err != nil {
			break
		}
		resp.Body.Close()
	}
	close(release)
	if got := <-answer; got != "200 OK" {
		t.Errorf("what was in progress was answered %s", got)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("run ended with %v", err)
	}

	release = make(chan struct{})
	base, cmd = process(t, policy, "--backend", backend.URL)
	answer = ask(base)
	signal(cmd)
	ended, stop := context.WithCancel(context.Background())
	var err error
	go func() {
		defer stop()
		err = cmd.Wait()
	}()
	for ended.Err() == nil { // the first may not have been noticed yet
		cmd.Process.Signal(syscall.SIGTERM)
	}
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || !status.Signaled() || status.Signal() != syscall.SIGTERM {
		t.Errorf("the second signal ended run with %v", err)
	}
	if got := <-answer; got != "cut off" {
		t.Errorf("what was in progress was answered %s", got)
	}
}
