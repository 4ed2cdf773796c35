package main

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sallyport/eval/source"
	"sallyport/runtime/policies"
	"sallyport/runtime/policytest"
)

type testCommand struct {
	*terminal
	match    string
	failFast bool
	strict   bool
	verbose  bool
	junit    string
	output   *choice
}

func newTest(t *terminal) *cobra.Command {
	c := &testCommand{terminal: t}
	cmd := &cobra.Command{
		Use:   "test PATH...",
		Short: "Run tests of policies",
		Long: `Test runs *.test.yaml files, which say what is given, which requests are made and
what is expected of them, and prints what is not as expected. A PATH is a test
file, or a folder: of a folder every *.test.yaml below it. There is no network,
and the clock stands still unless a test sets it on.

The exit status is 1 when a test fails.`,
		Example: example(
			`sallyport test .`,
			`sallyport test --run 'refused' policies/orders.test.yaml`,
			`sallyport test --junit report.xml .`,
		),
		Args: atLeast("PATH"),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&c.match, "run", "", "run only the tests whose name matches a `REGEXP`")
	flags.BoolVar(&c.failFast, "fail-fast", false, "end with the first test that fails")
	flags.BoolVarP(&c.verbose, "verbose", "v", false, "name the tests that pass, too")
	flags.BoolVar(&c.strict, "strict", false, "refuse members that are not on API Management's allow-list")
	flags.StringVar(&c.junit, "junit", "", "write the results as JUnit XML to a `FILE`, too")
	c.output = addOutput(flags, "text", "json")
	return cmd
}

func (c *testCommand) run(ctx context.Context, paths []string) error {
	options := &policytest.Options{Kinds: policies.All(), Now: time.Now, Env: os.LookupEnv, FailFast: c.failFast, Strict: c.strict}
	if c.match != "" {
		var err error
		if options.Run, err = regexp.Compile(c.match); err != nil {
			return usagef("--run: %v", err)
		}
	}
	files, err := testFiles(paths)
	if err != nil {
		return err
	}
	all := &tested{Tests: []testReport{}}
	for _, f := range files {
		if err := c.file(ctx, f, options, all); err != nil {
			return err
		}
		if c.failFast && all.Failed > 0 {
			break
		}
	}
	if c.output.value == "json" {
		err = printJSON(c.Out, all)
	} else {
		fmt.Fprintf(c.Err, "%s: %d passed, %d failed\n", count(all.Passed+all.Failed, "test"), all.Passed, all.Failed)
	}
	if err == nil && c.junit != "" {
		err = all.writeJUnit(c.junit)
	}
	switch {
	case err != nil:
		return err
	case all.Failed > 0:
		return errFaults
	}
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

// file runs the tests of a file. One with faults is a test that failed.
func (c *testCommand) file(ctx context.Context, path string, o *policytest.Options, all *tested) error {
	suite, ds, err := policytest.ReadFile(path)
	if err != nil {
		return err
	}
	if ds.HasErrors() {
		if c.output.value == "text" {
			c.printDiagnostics(c.Out, ds)
		}
		all.add(testReport{File: path, Message: ds[0].Error()})
		return nil
	}
	for _, r := range suite.Run(ctx, o) {
		all.add(testReport{File: r.File, Name: r.Name, OK: r.OK(), Message: r.Message(), Elapsed: r.Elapsed.Seconds()})
		if c.output.value != "text" {
			continue
		}
		if !r.OK() {
			fmt.Fprintf(c.Out, "FAIL %s:%d:%d: %s\n%s", r.File, r.At.Line, r.At.Column, r.Name, r.Format(source.Style{Color: c.colors(c.Out)}))
		} else if c.verbose {
			fmt.Fprintf(c.Out, "ok   %s:%d:%d: %s\n", r.File, r.At.Line, r.At.Column, r.Name)
		}
	}
	return nil
}
