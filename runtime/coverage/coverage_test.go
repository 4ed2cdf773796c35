package coverage

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/policies"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// backend answers every request with an empty 200.
type backend struct{}

func (backend) Send(_ context.Context, _ *runtime.Outgoing, response *runtime.Response) error {
	response.Status = 200
	return nil
}

// run compiles documents of one configuration and runs requests, METHOD PATH,
// through each.
func run(t *testing.T, files []*source.File, requests ...string) *Report {
	t.Helper()
	p := New(func(file string) bool { return file == "skipped.xml" })
	runInto(t, p, files, requests...)
	return p.Report()
}

// shared is a fragment that documents include as "shared".
const shared = `<fragment><set-variable name="a" value="@(context.Request.Method == "GET")" /></fragment>`

// runInto is run into a profile that has others.
func runInto(t *testing.T, p *Profile, files []*source.File, requests ...string) {
	t.Helper()
	fragment, ds := policy.Parse(source.NewFile("shared.xml", shared), policy.Options{})
	if ds.HasErrors() {
		t.Error(ds)
	}
	options := policy.Options{Fragments: func(id string) (*policy.Document, bool) { return fragment, id == "shared" }}
	now := func() time.Time { return time.Date(2026, 1, 15, 10, 30, 0, 0, time.UTC) }
	services := &runtime.Services{Now: now, Transport: backend{}, Limits: runtime.DefaultLimits}
	for _, file := range files {
		d, ds := policy.Parse(file, options)
		pipeline, more := runtime.Compile([]runtime.Source{{Document: d}}, policies.All(), runtime.Options{Services: services, Observer: p})
		if ds = append(ds, more...); ds.HasErrors() {
			t.Error(ds)
			return
		}
		for _, r := range requests {
			x := runtime.NewExchange(services, nil)
			x.Trace, x.Timestamp = &runtime.Trace{}, now()
			method, path, _ := strings.Cut(r, " ")
			u, err := runtime.ParseURL("https://api.example.com" + path)
			if err != nil {
				t.Error(err)
				return
			}
			x.Request.Method, x.Request.OriginalURL, x.Request.URL = method, u, u
			x.Request.Header.Add("X-User", "ann")
			pipeline.Run(context.Background(), x)
			p.Ran(x.Trace.Entries)
		}
	}
}

func orders(t *testing.T) *source.File {
	t.Helper()
	data, err := os.ReadFile("testdata/orders.xml")
	if err != nil {
		t.Fatal(err)
	}
	return source.NewFile("policies/orders.xml", string(data))
}

// TestWriters holds every form of a report against its golden file.
func TestWriters(t *testing.T) {
	inner := source.NewPart("sallyport.yaml", `<policies><inbound><set-variable name="a" value="@(context.Api == null ? 1 : 2)" /></inbound></policies>`, 6, 12)
	r := run(t, []*source.File{orders(t), inner, source.NewFile("skipped.xml", "<policies />")}, "GET /", "GET /", "POST /orders")
	for name, write := range map[string]func(io.Writer) error{
		"summary.txt":   r.WriteSummary,
		"listing.txt":   r.WriteListing,
		"report.html":   r.WriteHTML,
		"lcov.info":     r.WriteLCOV,
		"cobertura.xml": func(w io.Writer) error { return r.WriteCobertura(w, time.UnixMilli(1768473000000)) },
	} {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := write(&got); err != nil {
				t.Fatal(err)
			}
			golden := "testdata/" + name
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Error(diff)
			}
			if strings.HasSuffix(name, "l") {
				wellFormed(t, got.Bytes())
			}
		})
	}
}

// wellFormed reads XML, and a page with a document type, to its end.
func wellFormed(t *testing.T, data []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Entity = xml.HTMLEntity
	ids, links := map[string]bool{}, []string(nil)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "id":
				ids[a.Value] = true
			case "href", "src":
				links = append(links, a.Value)
			}
		}
	}
	for _, link := range links {
		if id, ok := strings.CutPrefix(link, "#"); !ok || id != "" && !ids[id] {
			t.Errorf("the page leads to %q", link)
		}
	}
}

func TestNothing(t *testing.T) {
	r := New(func(string) bool { return false }).Report()
	if got := r.Total.Percent(); got != 100 {
		t.Errorf("of nothing %v%% were run", got)
	}
	var page bytes.Buffer
	if err := r.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, page.Bytes())
	var summary strings.Builder
	if err := r.WriteSummary(&summary); err != nil {
		t.Fatal(err)
	}
	if got, want := summary.String(), "coverage: nothing to measure: no policy was loaded from a file of its own\n"; got != want {
		t.Errorf("WriteSummary of nothing = %q, want %q", got, want)
	}
}

// TestBranches holds that a branch counts without policies of its own, and that a
// fragment counts once, in its own file.
func TestBranches(t *testing.T) {
	file := source.NewFile("p.xml", `<choose>
	<when condition="@(context.Request.Method == "GET")"><include-fragment fragment-id="shared" /></when>
	<when condition="@(context.Request.Method == "PUT")" />
	<otherwise />
</choose>
<choose><when condition="@(context.Request.Method == "PUT")"><include-fragment fragment-id="shared" /></when></choose>`)
	r := run(t, []*source.File{file}, "GET /", "GET /", "POST /")
	got := map[string]int{}
	for _, f := range r.Files {
		for _, i := range f.Items {
			if i.Kind == Branch || i.Kind == Policy {
				got[fmt.Sprintf("%s:%d %s", f.Name, f.line(i), i.Text)] = i.Hits
			}
		}
	}
	want := map[string]int{
		"p.xml:1 <choose>": 3, "p.xml:2 <when>": 2, "p.xml:3 <when>": 0, "p.xml:4 <otherwise>": 1,
		"p.xml:6 <choose>": 3, "p.xml:6 <when>": 0, "shared.xml:1 <set-variable>": 2,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestBeside holds that tests that run beside each other add up.
func TestBeside(t *testing.T) {
	const tests = 8
	p := New(func(string) bool { return false })
	var wg sync.WaitGroup
	for range tests {
		wg.Go(func() { runInto(t, p, []*source.File{orders(t)}, "GET /", "POST /orders") })
	}
	wg.Wait()
	alone := run(t, []*source.File{orders(t)}, "GET /", "POST /orders")
	r := p.Report()
	if len(r.Files) != 1 || r.Total != alone.Total {
		t.Fatalf("%d files with %v, want 1 with %v", len(r.Files), r.Total, alone.Total)
	}
	for n, i := range r.Files[0].Items {
		one := alone.Files[0].Items[n]
		if i.Text != one.Text || i.Hits != tests*one.Hits || i.Taken != [2]int{tests * one.Taken[0], tests * one.Taken[1]} {
			t.Errorf("%s ran %d times, %v, want %d times %d, %v", i.Text, i.Hits, i.Taken, tests, one.Hits, one.Taken)
		}
	}
}

// TestListingOfOddLines holds that what was missed stands below what it is said
// of, whatever the line is indented by, and that no control character is printed.
func TestListingOfOddLines(t *testing.T) {
	file := source.NewFile("p.xml", "<choose>\n\t<when condition=\"@(context.Request.Method == \"é\u007f\")\" /></choose>")
	var got strings.Builder
	if err := run(t, []*source.File{file}, "GET /").WriteListing(&got); err != nil {
		t.Fatal(err)
	}
	want := "p.xml  60.0%\n" +
		"     1 | <choose>\n" +
		"     - | \t<when condition=\"@(context.Request.Method == \"é\ufffd\")\" /></choose>\n" +
		"       ^ \t<when> never ran\n" +
		"       ^ \t                   context.Request.Method == \"é\ufffd\" was never true\n"
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
}

func TestAlmostAll(t *testing.T) {
	if got := percent(Count{9999, 10000}); got != "99.9%" {
		t.Errorf("9999 of 10000 is %s", got)
	}
	if got := percent(Count{10, 10}); got != "100.0%" {
		t.Errorf("10 of 10 is %s", got)
	}
}
