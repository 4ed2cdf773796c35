package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"
)

// A watcher runs something again whenever files have changed.
//
// It looks at the files time and again rather than ask the system to be told:
// that works alike on every system and on shared and mounted folders, whose
// changes nobody tells, and for the few hundred files of a project a look costs
// a millisecond or two.
type watcher struct {
	paths []string // files, and folders with all below them
	clear func()   // called before each run but the first
	say   func(files int, err error)
	pause func(ctx context.Context) error // between two looks; the error is that of ctx
}

// lookEvery is the time between two looks. A change is acted upon once two looks
// in a row see the same, so that a number of files may be written meanwhile.
const lookEvery = 200 * time.Millisecond

// watch calls run, and again whenever a file has changed, until ctx ends: a file
// that a path names or that stands in its folder, or one that run has read. The
// error is that of the last run; of the first one misuse ends it at once.
func (t *terminal) watch(ctx context.Context, paths []string, run func() (read []string, err error)) error {
	w := &watcher{
		paths: paths,
		clear: func() {
			if t.isTerminal(t.Out) {
				fmt.Fprint(t.Out, "\x1b[H\x1b[2J\x1b[3J")
			}
		},
		say: func(files int, err error) {
			if err != nil && !errors.Is(err, errFaults) {
				fmt.Fprintf(t.Err, "sallyport: %v\n", err)
			}
			fmt.Fprintf(t.Err, "sallyport: watching %s; interrupt to end\n", count(files, "file"))
		},
		pause: func(ctx context.Context) error {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(lookEvery):
				return nil
			}
		},
	}
	return w.watch(ctx, run)
}

func (w *watcher) watch(ctx context.Context, run func() ([]string, error)) error {
	for first := true; ; first = false {
		before := w.look(nil)
		read, err := run()
		if first && err != nil && !errors.Is(err, errFaults) {
			return err
		}
		known := w.look(read)
		for _, p := range read { // it may have changed since; other files may be what run has written
			if s, ok := before[filepath.Clean(p)]; ok {
				known[filepath.Clean(p)] = s
			}
		}
		w.say(len(known), err)
		if w.wait(ctx, known, read) != nil {
			return err
		}
		w.clear()
	}
}

// wait returns when the files are others than those known and no longer change.
// The error is that of ctx.
func (w *watcher) wait(ctx context.Context, known looked, read []string) error {
	last := known
	for {
		if err := w.pause(ctx); err != nil {
			return err
		}
		now := w.look(read)
		if !maps.Equal(now, known) && maps.Equal(now, last) {
			return nil
		}
		last = now
	}
}

// looked is what a look at files sees of each by its path.
type looked map[string]stamp

type stamp struct {
	changed time.Time
	size    int64
}

// look looks at the files of the paths, and at others. What is not there, or
// cannot be read, is not among them.
func (w *watcher) look(others []string) looked {
	seen := looked{}
	add := func(path string) error {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			seen[filepath.Clean(path)] = stamp{info.ModTime(), info.Size()}
		}
		return nil
	}
	for _, p := range w.paths {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			_ = walk(p, add) // a folder that cannot be read has no files
			continue
		}
		entries, _ := os.ReadDir(filepath.Dir(p))
		for _, e := range entries {
			if e.Type()&fs.ModeDir == 0 {
				_ = add(filepath.Join(filepath.Dir(p), e.Name()))
			}
		}
	}
	for _, p := range others {
		_ = add(p)
	}
	return seen
}
