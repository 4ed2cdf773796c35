package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestWatch changes files between the looks of a watcher: each entry of changes
// is what happens in one pause, and runs is in which of them run was called again.
func TestWatch(t *testing.T) {
	for name, c := range map[string]struct {
		changes []func(dir string)
		runs    []int
	}{
		"nothing changes": {
			changes: []func(string){nil, nil, nil},
		},
		"a file of the folder, once it is still": {
			changes: []func(string){write("tests/a.test.yaml", "1"), write("tests/a.test.yaml", "12"), nil, nil},
			runs:    []int{3},
		},
		"a file that was read": {
			changes: []func(string){write("policy.xml", "other"), nil, nil},
			runs:    []int{2},
		},
		"a new file, and one that goes": {
			changes: []func(string){write("tests/b.test.yaml", "1"), nil, nil, remove("tests/b.test.yaml"), nil, nil},
			runs:    []int{2, 5},
		},
		"a file elsewhere": {
			changes: []func(string){write("other.xml", "1"), nil, nil},
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write("tests/a.test.yaml", "")(dir)
			write("policy.xml", "")(dir)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			look, cleared := 0, 0
			var runs []int
			w := watcher{
				paths: []string{filepath.Join(dir, "tests")},
				clear: func() { cleared++ },
				say:   func(int, error) {},
				pause: func(context.Context) error {
					if look == len(c.changes) {
						cancel()
						return ctx.Err()
					}
					if change := c.changes[look]; change != nil {
						change(dir)
					}
					look++
					return nil
				},
			}
			err := w.watch(ctx, func() ([]string, error) {
				if look > 0 {
					runs = append(runs, look)
				}
				write("tests/report.xml", string(rune('a'+look)))(dir) // what run writes does not make it run
				return []string{filepath.Join(dir, "policy.xml")}, errFaults
			})
			if !errors.Is(err, errFaults) {
				t.Errorf("the error is %v, want that of the last run", err)
			}
			if !slices.Equal(runs, c.runs) || cleared != len(runs) {
				t.Errorf("it ran after looks %v and cleared %d times, want %v", runs, cleared, c.runs)
			}
		})
	}
}

// write gives a file of the folder another content.
func write(name, text string) func(dir string) {
	return func(dir string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			panic(err)
		}
	}
}

func remove(name string) func(dir string) {
	return func(dir string) {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			panic(err)
		}
	}
}

// TestWatchEnds does not go on after misuse.
func TestWatchEnds(t *testing.T) {
	misuse := errors.New("no such file")
	w := watcher{}
	if err := w.watch(t.Context(), func() ([]string, error) { return nil, misuse }); err != misuse {
		t.Errorf("the error is %v", err)
	}
}

// TestWatchCommands changes a policy while commands watch it.
func TestWatchCommands(t *testing.T) {
	for _, c := range []struct {
		args        []string
		before      string // what the first run prints
		after       string // what the second does
		statusAfter int
		change      string // the policy between them; that of the tests when empty
	}{
		{[]string{"test", "a.test.yaml"}, "ok   a.test.yaml:3:11: it is refused\n", "FAIL a.test.yaml:3:11: it is refused\n", statusFaults, ""},
		{[]string{"dry-run", "p/policy.xml"}, "\n< 403 No\n", "\n< 401 Who?\n", statusFine, ""},
		{[]string{"check", "-o", "json", "p"}, `"diagnostics": []`, `"code": "POL0001"`, statusFaults, "<return-respnse />"},
	} {
		t.Run(c.args[0], func(t *testing.T) {
			t.Chdir(t.TempDir())
			write("a.test.yaml", "policy: p/policy.xml\ntests:\n  - name: it is refused\n    request: {}\n    expect: { status: 403 }\n")(".")
			write("p/policy.xml", `<return-response><set-status code="403" reason="No" /></return-response>`)(".")
			in, out := io.Pipe()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var printed strings.Builder
			status := make(chan int, 1)
			go func() {
				term := &terminal{Out: &printed, Err: out, env: func(string) string { return "" }}
				status <- execute(ctx, append(c.args, "--watch"), term)
				out.Close()
			}()
			lines := bufio.NewScanner(in)
			watching := func() {
				t.Helper()
				for lines.Scan() {
					if strings.HasPrefix(lines.Text(), "sallyport: watching ") {
						return
					}
				}
				t.Fatal("it ended too early")
			}
			watching()
			if !strings.Contains(printed.String(), c.before) {
				t.Errorf("it printed\n%s\nwant\n%s", &printed, c.before)
			}
			printed.Reset()
			write("p/policy.xml", cmp.Or(c.change, `<return-response><set-status code="401" reason="Who?" /></return-response>`))(".")
			watching()
			if !strings.Contains(printed.String(), c.after) {
				t.Errorf("after a change it printed\n%s\nwant\n%s", &printed, c.after)
			}
			cancel()
			for lines.Scan() {
			}
			if got := <-status; got != c.statusAfter {
				t.Errorf("the status is %d, want %d", got, c.statusAfter)
			}
		})
	}
}
