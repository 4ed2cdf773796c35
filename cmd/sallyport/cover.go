package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/pflag"

	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/coverage"
	"sallyport/runtime/policies"
	"sallyport/runtime/policytest"
)

// A cover is what test is asked about coverage. Every flag turns it on.
type cover struct {
	summary   bool
	listing   bool
	html      string
	lcov      string
	cobertura string
	min       float64
}

func addCover(flags *pflag.FlagSet) *cover {
	c := &cover{}
	flags.BoolVar(&c.summary, "cover", false, "measure what the tests ran of policies, and print how much it is for each file")
	flags.BoolVar(&c.listing, "cover-listing", false, "print the policies with how often each line was run, and what was not")
	flags.StringVar(&c.html, "cover-html", "", "write the same as a page to a `FILE`")
	flags.StringVar(&c.lcov, "cover-lcov", "", "write the coverage as an LCOV tracefile to a `FILE`")
	flags.StringVar(&c.cobertura, "cover-cobertura", "", "write the coverage as Cobertura's XML to a `FILE`")
	flags.Float64Var(&c.min, "cover-min", 0, "fail when less than `N` percent were run")
	return c
}

// on reports whether coverage is asked for.
func (c *cover) on() bool { return *c != cover{} }

// check refuses what no coverage can be measured against.
func (c *cover) check() error {
	if !(c.min >= 0 && c.min <= 100) { // or no number at all
		return usagef("--cover-min: got %v, want 0 to 100", c.min)
	}
	return nil
}

// report is what the tests ran: also, as nothing, of policies that tests name and
// no pipeline has, such as fragments that nobody includes, and of those below the
// folders among paths that no test names.
func (c *cover) report(p *coverage.Profile, paths, named []string) (*coverage.Report, error) {
	for _, name := range named {
		if err := place(p, name); err != nil {
			return nil, err
		}
	}
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			continue
		}
		if err := walk(path, func(name string) error { return place(p, name) }); err != nil {
			return nil, err
		}
	}
	return p.Report(), nil
}

// place tells a profile what a file holds when it is a policy's, and the profile
// does not know.
func place(p *coverage.Profile, name string) error {
	name = filepath.Clean(name)
	if !isPolicyName(name) || p.Has(name) {
		return nil
	}
	d, ds, err := policy.ReadFile(name, policy.Options{})
	if err != nil || ds.HasErrors() {
		return err // what is no policy is not for us to judge
	}
	runtime.Compile([]runtime.Source{{Document: d}}, policies.All(), runtime.Options{Check: true, Observer: p})
	return nil
}

// write writes the reports that go to files.
func (c *cover) write(r *coverage.Report) error {
	cobertura := func(w io.Writer) error { return r.WriteCobertura(w, time.Now()) }
	return errors.Join(writeFile(c.html, r.WriteHTML), writeFile(c.lcov, r.WriteLCOV), writeFile(c.cobertura, cobertura))
}

// writeFile makes a file of what write writes; a name that is "" asks for none.
func writeFile(name string, write func(io.Writer) error) error {
	if name == "" {
		return nil
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// print prints the reports that are read at once.
func (c *cover) print(w io.Writer, r *coverage.Report) error {
	if c.listing {
		fmt.Fprintln(w)
		if err := r.WriteListing(w); err != nil {
			return err
		}
	}
	fmt.Fprintln(w)
	return r.WriteSummary(w)
}

// judge says that less was run than must be. Where nothing was measured, nothing
// is known to be enough.
func (c *cover) judge(w io.Writer, r *coverage.Report) error {
	got := r.Total.Percent()
	switch {
	case c.min == 0:
		return nil
	case r.Total.All == 0:
		fmt.Fprintln(w, "sallyport: no policy was measured (--cover-min)")
		return errFaults
	case got < c.min:
		fmt.Fprintf(w, "sallyport: %.2f percent were run, want %g at least (--cover-min)\n", math.Floor(got*100)/100, c.min)
		return errFaults
	}
	return nil
}

// A coverReport is coverage as JSON.
type coverReport struct {
	Percent float64           `json:"percent"`
	Files   []coverFileReport `json:"files"`
}

type coverFileReport struct {
	File    string                `json:"file"`
	Percent float64               `json:"percent"`
	Kinds   map[string]coverCount `json:"kinds"`
	Missed  []coverage.Missed     `json:"missed"`
}

type coverCount struct {
	Reached int `json:"reached"`
	All     int `json:"all"`
}

func coverReportOf(r *coverage.Report) *coverReport {
	out := &coverReport{Percent: r.Total.Percent(), Files: []coverFileReport{}}
	for _, f := range r.Files {
		one := coverFileReport{File: f.Name, Percent: f.Total.Percent(), Kinds: map[string]coverCount{}, Missed: f.Missed()}
		for k, n := range f.Kinds {
			one.Kinds[k.String()] = coverCount(n)
		}
		out.Files = append(out.Files, one)
	}
	return out
}

// newCoverage is what gathers coverage; nil when nobody asks.
func (c *cover) newCoverage() *coverage.Profile {
	if !c.on() {
		return nil
	}
	return policytest.NewCoverage()
}
