package policytest

import (
	"context"
	"iter"
	"slices"

	"sallyport/eval/source"
)

// A Report is what became of a test file.
type Report struct {
	File    string
	Err     error              // why it could not be read
	Faults  source.Diagnostics // what is wrong with the file itself; with errors there are no results
	Results []Result

	// Read are the files that were read: the file itself, the policies and the
	// configuration that it tests.
	Read []string
}

// OK reports whether every test of the file passed.
func (r *Report) OK() bool {
	for i := range r.Results {
		if !r.Results[i].OK() {
			return false
		}
	}
	return r.Err == nil && !r.Faults.HasErrors()
}

// RunFiles runs the tests of files, at most n files at a time, and yields what
// became of each in the order of the files. With FailFast it yields none behind
// the first that fails.
func RunFiles(ctx context.Context, files []string, n int, o *Options) iter.Seq[*Report] {
	return func(yield func(*Report) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		reports := make([]chan *Report, len(files))
		for i := range reports {
			reports[i] = make(chan *Report, 1)
		}
		turn := make(chan struct{}, n)
		go func() {
			for i, file := range files {
				select {
				case turn <- struct{}{}:
				case <-ctx.Done():
					return
				}
				go func() {
					reports[i] <- runFile(ctx, file, o)
					<-turn
				}()
			}
		}()
		for _, report := range reports {
			select {
			case r := <-report:
				if !yield(r) || o.FailFast && !r.OK() {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

func runFile(ctx context.Context, file string, o *Options) *Report {
	r := &Report{File: file, Read: []string{file}}
	var s *Suite
	if s, r.Faults, r.Err = ReadFile(file); s == nil {
		return r
	}
	r.Results = s.Run(ctx, o)
	if gateway := s.in.Gateway; gateway.Set {
		r.Read = append(r.Read, s.path(gateway.Value))
	}
	for i := range r.Results {
		for _, d := range r.Results[i].Policies {
			if name := d.File.Name; !slices.Contains(r.Read, name) {
				r.Read = append(r.Read, name)
			}
		}
	}
	return r
}
