package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"sallyport/eval/source"
	"sallyport/runtime/policytest"
)

// A tested is what became of tests, as JSON.
type tested struct {
	Passed int          `json:"passed"`
	Failed int          `json:"failed"`
	Tests  []testReport `json:"tests"`

	Coverage *coverReport `json:"coverage,omitempty"` // when it is asked for
}

type testReport struct {
	File    string  `json:"file"`
	Name    string  `json:"name"` // "" of a file that cannot be run
	OK      bool    `json:"ok"`
	Message string  `json:"message"`
	Elapsed float64 `json:"elapsed"` // seconds

	details string // what a person reads of a failure
}

// add counts what became of a file. One with faults is a test that failed.
func (t *tested) add(r *policytest.Report) {
	if r.Faults.HasErrors() {
		t.addTest(testReport{File: r.File, Message: r.Faults[0].Error(), details: r.Faults.Error()})
	}
	for i := range r.Results {
		one := &r.Results[i]
		report := testReport{File: r.File, Name: one.Name, OK: one.OK(), Message: one.Message(), Elapsed: one.Elapsed.Seconds()}
		if !report.OK {
			report.details = one.Format(source.Style{})
		}
		t.addTest(report)
	}
}

func (t *tested) addTest(r testReport) {
	if r.OK {
		t.Passed++
	} else {
		t.Failed++
	}
	t.Tests = append(t.Tests, r)
}

// The parts of JUnit's XML that readers of it agree on: a suite for each file.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Time     string      `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`

		seconds float64
	}
	junitCase struct {
		Name      string        `xml:"name,attr"`
		ClassName string        `xml:"classname,attr"`
		Time      string        `xml:"time,attr"`
		Failure   *junitFailure `xml:"failure"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Details string `xml:",chardata"`
	}
)

// writeJUnit writes the results to a file.
func (t *tested) writeJUnit(name string) error {
	out := junitSuites{Tests: t.Passed + t.Failed, Failures: t.Failed}
	for _, r := range t.Tests {
		if n := len(out.Suites); n == 0 || out.Suites[n-1].Name != r.File {
			out.Suites = append(out.Suites, junitSuite{Name: r.File})
		}
		s := &out.Suites[len(out.Suites)-1]
		c := junitCase{Name: r.Name, ClassName: r.File, Time: junitTime(r.Elapsed)}
		if !r.OK {
			c.Failure = &junitFailure{r.Message, printable(r.details)}
			s.Failures++
		}
		s.Tests++
		s.seconds += r.Elapsed
		s.Time = junitTime(s.seconds)
		s.Cases = append(s.Cases, c)
	}
	data, err := xml.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append([]byte(xml.Header), append(data, '\n')...), 0o644)
}

// printable is a text without what XML cannot hold.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return utf8.RuneError
		}
		return r
	}, text)
}

func junitTime(seconds float64) string { return fmt.Sprintf("%.3f", seconds) }
