package policytest

import (
	"encoding/base64"
	"fmt"
	"net/netip"
	"os"
	"reflect"
	"strings"
	"time"

	"sallyport/eval/source"
	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
)

// Suffix is what the names of test files end with.
const Suffix = ".test.yaml"

// A Suite is a test file that is ready to run.
type Suite struct {
	file *source.File
	in   File
}

// ReadFile reads a test file. There is no suite when the diagnostics have
// errors. The error says that the file could not be read.
func ReadFile(path string) (*Suite, source.Diagnostics, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read tests: %w", err)
	}
	s, ds := Parse(source.NewFile(path, string(data)))
	return s, ds, nil
}

// Parse reads the text of a test file; see ReadFile.
func Parse(file *source.File) (*Suite, source.Diagnostics) {
	s := &Suite{file: file}
	c := &checker{file: file}
	c.list = yaml.Decode(file, &s.in)
	if !c.list.HasErrors() {
		c.suite(&s.in)
	}
	ds := c.list.Sort()
	if ds.HasErrors() {
		return nil, ds
	}
	return s, ds
}

// Name is the path of the file.
func (s *Suite) Name() string { return s.file.Name }

// Tests are the names of the tests in the order of the file.
func (s *Suite) Tests() []string {
	names := make([]string, len(s.in.Tests))
	for i := range s.in.Tests {
		names[i] = s.in.Tests[i].Name.Value
	}
	return names
}

// A checker finds what is wrong with a file beyond its shape.
type checker struct {
	file *source.File
	list source.Diagnostics
}

func (c *checker) report(code source.Code, span source.Span, format string, args ...any) {
	c.list = append(c.list, source.Diagnostic{Code: code, File: c.file, Span: span, Message: fmt.Sprintf(format, args...)})
}

// suite checks a whole file.
func (c *checker) suite(in *File) {
	subjects := c.subjects(in.Policy, in.Policies, in.Gateway)
	if in.Gateway.Set {
		c.gateway(&in.Given, in.Gateway)
	}
	c.given(&in.Given)
	first := map[string]source.Span{}
	for i := range in.Tests {
		t := &in.Tests[i]
		c.test(t, subjects > 0)
		if in.Gateway.Set {
			c.gateway(&t.Given, in.Gateway)
		}
		if at, ok := first[t.Name.Value]; ok {
			c.report(CodeRepeated, t.Name.Span, "two tests are called %q", t.Name.Value)
			c.list[len(c.list)-1].Notes = []source.Note{{File: c.file, Span: at, Message: "the first one"}}
		}
		first[t.Name.Value] = t.Name.Span
	}
}

// subjects counts what is named as tested, and reports more than one.
func (c *checker) subjects(policy yaml.Text, policies *Policies, gateway yaml.Text) int {
	n := 0
	last := source.Span{}
	add := func(set bool, span source.Span) {
		if set {
			n++
			last = span
		}
	}
	add(policy.Set, policy.Span)
	add(gateway.Set, gateway.Span)
	if policies != nil {
		add(true, policies.Span)
	}
	if n > 1 {
		c.report(CodeSubject, last, "policy, policies and gateway exclude each other")
	}
	return n
}

// gateway reports what a gateway's own configuration says.
func (c *checker) gateway(g *Given, gateway yaml.Text) {
	for _, key := range []struct {
		name  string
		given bool
	}{
		{"fragments", g.Fragments != nil}, {"certificates", g.Certificates != nil}, {"client-ca", g.ClientCA.Set},
		{"backends", g.Backends != nil}, {"identity", g.Identity != nil}, {"authorizations", g.Authorizations != nil}, {"api", g.API != nil}, {"operation", g.Operation != nil},
	} {
		if key.given {
			c.report(CodeSubject, gateway.Span, "given: %s belongs in the gateway's own configuration", key.name)
		}
	}
	for _, e := range g.NamedValues {
		if !e.Value.Value.Set {
			c.report(CodeValue, e.Span, "a named value that stands for one of the gateway's is a text")
		}
	}
}

func (c *checker) given(g *Given) {
	if g.Now.Value != systemTime {
		c.time(g.Now)
	}
	if g.Subscription != nil {
		c.time(g.Subscription.Start)
	}
	for _, answers := range [][]Answer{g.Backend, g.Calls} {
		for i := range answers {
			c.patterns(reflect.ValueOf(&answers[i].When))
			for j := range answers[i].Respond {
				r := &answers[i].Respond[j]
				c.content(r.Body, r.JSON, r.Base64)
			}
		}
	}
}

func (c *checker) time(t yaml.Text) {
	if !t.Set {
		return
	}
	if _, err := parseTime(t.Value); err != nil {
		c.report(CodeValue, t.Span, "got %q, want a time such as 2026-01-15T10:30:00Z", t.Value)
	}
}

func (c *checker) test(t *Test, hasSubject bool) {
	hasSubject = c.subjects(t.Policy, t.Policies, yaml.Text{}) > 0 || hasSubject
	c.given(&t.Given)
	c.patterns(reflect.ValueOf(t.Faults))
	at := t.Name.Span
	if t.Expression.Set {
		if t.Request != nil || t.Steps != nil || t.Expect != nil {
			c.report(CodeSubject, at, "an expression has no request, steps or expect")
		}
		if t.Value.Kind == yaml.Absent && t.Throws == nil && t.Faults == nil {
			c.report(CodeNoExpectation, at, "the test expects nothing: add value, throws or faults")
		}
		if t.Value.Kind != yaml.Absent && t.Throws != nil {
			c.report(CodeSubject, at, "value and throws exclude each other")
		}
		c.patterns(reflect.ValueOf(&t.Value))
		c.patterns(reflect.ValueOf(t.Throws))
		return
	}
	if t.Value.Kind != yaml.Absent || t.Throws != nil || t.Context.Kind != yaml.Absent {
		c.report(CodeSubject, at, "context, value and throws belong to an expression")
	}
	if !hasSubject {
		c.report(CodeSubject, at, "nothing is tested: add policy, policies or gateway to the file, or policy or expression to the test")
	}
	switch {
	case t.Faults != nil:
		if t.Request != nil || t.Steps != nil || t.Expect != nil {
			c.report(CodeSubject, at, "a policy that must not load has no request, steps or expect")
		}
		return
	case t.Steps == nil && t.Request == nil:
		c.report(CodeSubject, at, "the test has no request, steps or expression")
		return
	case t.Steps != nil && (t.Request != nil || t.Expect != nil):
		c.report(CodeSubject, at, "request and expect exclude steps")
	}
	expects := false
	for _, step := range t.steps() {
		if step.Request == nil && step.Advance == 0 {
			c.report(CodeSubject, step.Span, "the step has no request and no advance")
		}
		if step.Request == nil && step.Expect != nil {
			c.report(CodeSubject, step.Span, "the step expects something of no request")
		}
		c.request(step.Request)
		if step.Expect != nil {
			expects = true
			c.expect(step.Expect)
		}
	}
	if !expects {
		c.report(CodeNoExpectation, at, "the test expects nothing: add expect")
	}
}

// steps are the steps of a test, its only one included.
func (t *Test) steps() []Step {
	if t.Steps != nil {
		return t.Steps
	}
	return []Step{{Request: t.Request, Expect: t.Expect}}
}

func (c *checker) request(r *Request) {
	if r == nil {
		return
	}
	if r.URL.Set {
		if _, err := requestURL(r.URL.Value); err != nil {
			c.report(CodeValue, r.URL.Span, "got %q, want a URL, or a path that begins with a slash", r.URL.Value)
		}
	}
	if r.IP.Set {
		if _, err := netip.ParseAddr(r.IP.Value); err != nil {
			c.report(CodeValue, r.IP.Span, "got %q, want an address such as 203.0.113.7", r.IP.Value)
		}
	}
	c.content(r.Body, r.JSON, r.Base64)
}

func (c *checker) content(body *yaml.Text, json yaml.Value, encoded *yaml.Text) {
	n := 0
	for _, given := range []bool{body != nil, json.Kind != yaml.Absent, encoded != nil} {
		if given {
			n++
		}
	}
	span := json.Span
	if body != nil {
		span = body.Span
	}
	if n > 1 {
		c.report(CodeSubject, span, "body, json and base64 exclude each other")
	}
	c.base64(encoded)
}

func (c *checker) base64(encoded *yaml.Text) {
	if encoded == nil {
		return
	}
	if _, err := base64.StdEncoding.DecodeString(encoded.Value); err != nil {
		c.report(CodeValue, encoded.Span, "got %q, want Base64", encoded.Value)
	}
}

func (c *checker) expect(e *Expect) {
	bare := *e
	bare.Span = source.Span{}
	if reflect.ValueOf(bare).IsZero() {
		c.report(CodeNoExpectation, e.Span, "expect holds nothing")
	}
	c.base64(e.Base64)
	c.patterns(reflect.ValueOf(e))
}

var (
	patternType = reflect.TypeFor[Pattern]()
	valueType   = reflect.TypeFor[yaml.Value]()
)

// patterns checks the texts between slashes in an expectation.
func (c *checker) patterns(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.patterns(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.patterns(v.Index(i))
		}
	case reflect.Struct:
		switch v.Type() {
		case patternType:
			text := v.Interface().(Pattern).Text
			c.pattern(text.Value, text.Span)
		case valueType:
			if value := v.Interface().(yaml.Value); value.Kind == yaml.String {
				c.pattern(value.Text, value.Span)
			}
		}
		for i := range v.NumField() {
			c.patterns(v.Field(i))
		}
	}
}

func (c *checker) pattern(text string, span source.Span) {
	if _, err := compilePattern(text); err != nil {
		c.report(CodePattern, span, "%v", err)
	}
}

// systemTime stands for the time at which a test begins. It is for certificates
// that are made for the occasion.
const systemTime = "system"

// parseTime reads a time, or the beginning of a day.
func parseTime(text string) (time.Time, error) {
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	return t.UTC(), err
}

// DefaultHost is where the URLs begin that begin with a slash.
const DefaultHost = "https://api.example.com"

func requestURL(text string) (runtime.URL, error) {
	if text == "" || strings.HasPrefix(text, "/") {
		text = DefaultHost + text
	}
	return runtime.ParseURL(text)
}
