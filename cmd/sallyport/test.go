package main

import (
	"context"
	"fmt"
	"os"
	"regexp"
	goruntime "runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sallyport/eval/source"
	"sallyport/runtime/coverage"
	"sallyport/runtime/policies"
	"sallyport/runtime/policytest"
)

type testCommand struct {
	*terminal
	match    string
	failFast bool
	strict   bool
	verbose  bool
	watching bool
	junit    string
	output   *choice
	cover    *cover
}

func newTest(t *terminal) *cobra.Command {
	c := &testCommand{terminal: t}
	cmd := &cobra.Command{
		Use:   "test PATH...",
		Short: "Run tests of policies",
		Long: `Test runs *.test.yaml files, which say what is given, which requests are made and
what is expected of them. A PATH is a test file, or a folder: of a folder every
*.test.yaml below it. There is no network, and the clock stands still unless a
test sets it on.

A line is printed for each test. Below one that fails stands what was expected
and what came, the policy that failed, and the trace of the request.

Files run beside each other; each test has a gateway of its own. The exit status
is 1 when a test fails.

With --cover the policies are counted that ran, and the branches of choose; the
expressions that were evaluated, and the statements in them; of each condition, that
of ?: and each operand of && and || among them, that it was true and that it was
false; of ??, that its left side was null and that it was not. A fragment counts in
its own file, once, wherever it is included. Policies count that a test names and no
request reaches; of a folder, those that no test names, too. What a test file holds
itself, policies and expressions, does not count, nor does the global policy that
stands in when none is named.`,
		Example: example(
			`sallyport test .`,
			`sallyport test --run 'refused' policies/orders.test.yaml`,
			`sallyport test --junit report.xml .`,
			`sallyport test --cover-html coverage.html --cover-min 80 .`,
		),
		Args: atLeast("PATH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if c.watching {
				return c.watch(cmd.Context(), args, func() ([]string, error) { return c.run(cmd.Context(), args) })
			}
			_, err := c.run(cmd.Context(), args)
			return err
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&c.match, "run", "", "run only the tests whose name matches a `REGEXP`")
	flags.BoolVar(&c.failFast, "fail-fast", false, "end with the first test that fails")
	flags.BoolVarP(&c.verbose, "verbose", "v", false, "print how long each test took, and the traces of those that pass")
	flags.BoolVar(&c.strict, "strict", false, "refuse members that are not on API Management's allow-list")
	flags.StringVar(&c.junit, "junit", "", "write the results as JUnit XML to a `FILE`, too")
	flags.BoolVar(&c.watching, "watch", false, "run the tests again whenever a file changes, until interrupted")
	c.cover = addCover(flags)
	c.output = addOutput(flags, "text", "json")
	return cmd
}

// run runs the tests once and answers which files it read.
func (c *testCommand) run(ctx context.Context, paths []string) (read []string, err error) {
	options := &policytest.Options{Kinds: policies.All(), Now: time.Now, Env: os.LookupEnv, FailFast: c.failFast, Strict: c.strict, Coverage: c.cover.newCoverage()}
	if c.match != "" {
		if options.Run, err = regexp.Compile(c.match); err != nil {
			return nil, usagef("--run: %v", err)
		}
	}
	files, err := testFiles(paths)
	if err != nil {
		return nil, err
	}
	if err := c.cover.check(); err != nil {
		return nil, err
	}
	all := &tested{Tests: []testReport{}}
	for r := range policytest.RunFiles(ctx, files, goruntime.GOMAXPROCS(0), options) {
		if r.Err != nil {
			return nil, r.Err
		}
		read = append(read, r.Read...)
		all.add(r)
		if c.output.value == "text" {
			c.printReport(r)
		}
	}
	if len(all.Tests) == 0 && c.match != "" {
		return nil, usagef("--run: no test has a name that matches %s", c.match)
	}
	var covered *coverage.Report
	if c.cover.on() {
		if covered, err = c.cover.report(options.Coverage, paths, read); err != nil {
			return nil, err
		}
		all.Coverage = coverReportOf(covered)
	}
	if err := c.print(all, covered); err != nil {
		return nil, err
	}
	if c.junit != "" {
		if err := all.writeJUnit(c.junit); err != nil {
			return nil, err
		}
	}
	if covered != nil {
		if err := c.cover.write(covered); err != nil {
			return nil, err
		}
		err = c.cover.judge(c.Err, covered)
	}
	if all.Failed > 0 {
		err = errFaults
	}
	return read, err
}

// print prints what became of all tests.
func (c *testCommand) print(all *tested, covered *coverage.Report) error {
	if c.output.value == "json" {
		return printJSON(c.Out, all)
	}
	if covered != nil {
		if err := c.cover.print(c.Out, covered); err != nil {
			return err
		}
	}
	fmt.Fprintf(c.Err, "%s: %d passed, %d failed\n", count(all.Passed+all.Failed, "test"), all.Passed, all.Failed)
	return nil
}

// testFiles are the test files that paths name.
func testFiles(paths []string) ([]string, error) {
	var files []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, p)
			continue
		}
		before := len(files)
		err = walk(p, func(path string) error {
			if strings.HasSuffix(path, policytest.Suffix) {
				files = append(files, path)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(files) == before {
			return nil, fmt.Errorf("%s has no *%s below it", p, policytest.Suffix)
		}
	}
	return files, nil
}

// printReport prints what became of a file.
func (c *testCommand) printReport(r *policytest.Report) {
	style := source.Style{Color: c.colors(c.Out)}
	c.printDiagnostics(c.Out, r.Faults)
	for i := range r.Results {
		t := &r.Results[i]
		word := style.Good("ok  ")
		if !t.OK() {
			word = style.Bad("FAIL")
		}
		fmt.Fprintf(c.Out, "%s %s:%d:%d: %s", word, t.File, t.At.Line, t.At.Column, t.Name)
		if c.verbose {
			fmt.Fprintf(c.Out, " (%v)", t.Elapsed.Round(10*time.Microsecond))
		}
		fmt.Fprintln(c.Out)
		if c.verbose || !t.OK() {
			fmt.Fprint(c.Out, t.Format(style))
		}
	}
}
