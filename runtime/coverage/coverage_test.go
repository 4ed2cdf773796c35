package coverage

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
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
	now := func() time.Time { return time.Date(2026, 1, 15, 10, 30, 0, 0, time.UTC) }
	services := &runtime.Services{Now: now, Transport: backend{}, Limits: runtime.DefaultLimits}
	for _, file := range files {
		d, ds := policy.Parse(file, policy.Options{})
		pipeline, more := runtime.Compile([]runtime.Source{{Document: d}}, policies.All(), runtime.Options{Services: services, Observer: p})
		if ds = append(ds, more...); ds.HasErrors() {
			t.Fatal(ds)
		}
		for _, r := range requests {
			x := runtime.NewExchange(services, nil)
			x.Trace, x.Timestamp = &runtime.Trace{}, now()
			method, path, _ := strings.Cut(r, " ")
			u, err := runtime.ParseURL("https://api.example.com" + path)
			if err != nil {
				t.Fatal(err)
			}
			x.Request.Method, x.Request.OriginalURL, x.Request.URL = method, u, u
			x.Request.Header.Add("X-User", "ann")
			pipeline.Run(context.Background(), x)
			p.Ran(x.Trace.Entries)
		}
	}
	return p.Report()
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
}

func TestAlmostAll(t *testing.T) {
	if got := percent(Count{9999, 10000}); got != "99.9%" {
		t.Errorf("9999 of 10000 is %s", got)
	}
	if got := percent(Count{10, 10}); got != "100.0%" {
		t.Errorf("10 of 10 is %s", got)
	}
}
