package policytest

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/coverage"
)

// Options say how tests are run.
type Options struct {
	Kinds []runtime.Kind

	// Now measures how long tests take. Policies see it only where a test asks for
	// the system's time.
	Now func() time.Time

	// Env looks up an environment variable.
	Env func(name string) (value string, ok bool)

	// Run is what the names of the tests to run match; nil runs all.
	Run *regexp.Regexp

	// FailFast ends a file with the first test that fails.
	FailFast bool

	// Strict refuses expressions that use what API Management's allow-list lacks.
	Strict bool

	// Coverage gathers what the tests run of policies; nil when nobody asks.
	Coverage *coverage.Profile
}

// NewCoverage makes a profile of what tests run: of all files but the test files,
// whose own policies are there for the tests.
func NewCoverage() *coverage.Profile {
	return coverage.New(func(file string) bool { return strings.HasSuffix(file, Suffix) })
}

// A Result is what became of a test. It passed when there are neither faults
// nor mismatches.
type Result struct {
	File    string
	At      source.Position // of the test's name
	Name    string
	Elapsed time.Duration

	// Faults are why the test could not run, such as those of its policy.
	Faults source.Diagnostics

	// Mismatches are what is not as expected.
	Mismatches []Mismatch

	// Step is the step that failed, counted from one; 0 when the test has none.
	Step int

	// Exchange is that of the last request; nil when there was none.
	Exchange *runtime.Exchange

	// Policies are the documents that were loaded, and Ran is what ran of them.
	Policies []*policy.Document
	Ran      []*runtime.TraceEntry
}

// OK reports whether the test passed.
func (r *Result) OK() bool { return len(r.Mismatches) == 0 && !r.Faults.HasErrors() }

// Message says in one line why the test failed; "" when it passed.
func (r *Result) Message() string {
	var parts []string
	for _, d := range r.Faults {
		if d.Severity == source.Error {
			parts = append(parts, d.Error())
		}
	}
	for _, m := range r.Mismatches {
		parts = append(parts, fmt.Sprintf("%s: got %s, want %s", m.What, m.Got, m.Want))
	}
	text := strings.Join(parts, "; ")
	if r.Step > 0 && text != "" {
		text = fmt.Sprintf("step %d: %s", r.Step, text)
	}
	return text
}

func (r *Result) mismatch(what, want, got string) {
	r.Mismatches = append(r.Mismatches, Mismatch{what, want, got})
}

// Run runs the tests of a file that the options name, and answers those in the
// order of the file. It ends early when ctx does.
func (s *Suite) Run(ctx context.Context, o *Options) []Result {
	var results []Result
	for i := range s.in.Tests {
		t := &s.in.Tests[i]
		if o.Run != nil && !o.Run.MatchString(t.Name.Value) {
			continue
		}
		if ctx.Err() != nil {
			break
		}
		r := s.run(ctx, t, o)
		results = append(results, r)
		if o.FailFast && !r.OK() {
			break
		}
	}
	return results
}

// run runs one test.
func (s *Suite) run(ctx context.Context, t *Test, o *Options) (r Result) {
	start := o.Now()
	r = Result{File: s.file.Name, At: s.file.Position(t.Name.Span.Start), Name: t.Name.Value}
	defer func() { r.Elapsed = o.Now().Sub(start) }()
	w := s.newWorld(t.Given.over(&s.in.Given), o)
	if t.Expression.Set {
		w.expression(t, o, &r)
		return r
	}
	ds := w.open(t, o)
	r.Policies = w.policies
	if r.faults(t, ds) {
		return r
	}
	for i, step := range t.steps() {
		w.clock.advance(step.Advance)
		if step.Request == nil {
			continue
		}
		if t.Steps != nil {
			r.Step = i + 1
		}
		got, err := w.run(ctx, step.Request)
		if got != nil && o.Coverage != nil {
			o.Coverage.Ran(got.Trace.Entries)
		}
		if err != nil {
			r.Faults = append(r.Faults, s.fault(CodeFile, step.Request.Span, err))
			return r
		}
		r.Exchange, r.Ran = got.Exchange, append(r.Ran, got.Trace.Entries...)
		for _, sent := range got.sent {
			if sent.unanswered {
				r.mismatch(sent.String(), "an answer", "none fits")
			}
		}
		if step.Expect != nil {
			r.Mismatches = append(r.Mismatches, step.Expect.differences(got)...)
		}
		if !r.OK() {
			return r
		}
	}
	r.Step = 0
	return r
}

// faults compares what is wrong with a policy or an expression with what is
// expected to be, and reports whether the test ends here.
func (r *Result) faults(t *Test, ds source.Diagnostics) bool {
	if t.Faults == nil {
		r.Faults = ds
		return ds.HasErrors()
	}
	if !ds.HasErrors() {
		r.mismatch("faults", "an error", absent)
		return true
	}
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = fmt.Sprintf("%s [%s]", d.Message, d.Code)
	}
	for i := range t.Faults {
		want := &t.Faults[i]
		if !slices.ContainsFunc(lines, want.isIn) {
			r.mismatch(fmt.Sprintf("faults[%d]", i), want.String(), strings.Join(lines, "; "))
		}
	}
	return true
}

// isIn reports whether a text matches a pattern or has it as a part.
func (p *Pattern) isIn(text string) bool {
	if re, _ := compilePattern(p.Text.Value); re != nil {
		return re.MatchString(text)
	}
	return strings.Contains(text, p.Text.Value)
}
