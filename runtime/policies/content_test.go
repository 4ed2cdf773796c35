package policies

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

// converting are the policies that make a body of another format.
var converting = []string{
	`<xml-to-json kind="direct" apply="always" consider-accept-header="false"/>`,
	`<json-to-xml apply="always" consider-accept-header="false"/>`,
}

// TestBodiesAreBounded has the policies that hold a body: none takes one that is
// larger than the limit, or makes one.
func TestBodiesAreBounded(t *testing.T) {
	const limit = 64
	large := strings.Repeat("x", limit+1)
	t.Run("a request that is too large", func(t *testing.T) {
		for _, element := range append(slices.Clone(converting), `<find-and-replace from="a" to="b"/>`, `<redirect-content-urls/>`, `<set-body template="liquid">{{body.a}}</set-body>`) {
			b := &backend{}
			x := newExchange(b, nil)
			x.Services.Limits.Body = limit
			x.Request.Body = message.StreamBody(io.NopCloser(strings.NewReader(large)), -1)
			run(t, element, x)
			if x.LastError == nil || x.Response.Status != 413 || b.calls != 0 {
				t.Errorf("%s: %v, status %d", element, x.LastError, x.Response.Status)
			}
		}
	})
	t.Run("a response that is too large", func(t *testing.T) {
		for _, element := range append(slices.Clone(converting), `<find-and-replace from="a" to="b"/>`, `<redirect-content-urls/>`, `<set-body template="liquid">{{body.a}}</set-body>`) {
			x := newExchange(&backend{body: large, stream: true}, nil)
			x.Services.Limits.Body = limit
			run(t, `<policies><outbound>`+element+`</outbound></policies>`, x)
			if x.LastError == nil || x.Response.Status != 500 {
				t.Errorf("%s: %v, status %d", element, x.LastError, x.Response.Status)
			}
		}
	})
	t.Run("a result that is too large", func(t *testing.T) {
		x := newExchange(&backend{}, nil)
		x.Services.Limits.Body = limit
		x.Request.Body = message.NewBody([]byte(strings.Repeat("a", limit)))
		run(t, `<find-and-replace from="a" to="aaaaaaaa"/>`, x)
		if x.LastError == nil || x.Response.Status != 500 {
			t.Errorf("%v, status %d", x.LastError, x.Response.Status)
		}
	})
}

// broken is a body whose other side has gone.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("connection reset") }
func (broken) Close() error             { return nil }

func TestBodiesThatBreakOffFailThePolicy(t *testing.T) {
	x := newExchange(&backend{}, nil)
	x.Request.Body = message.StreamBody(broken{}, 5)
	run(t, `<find-and-replace from="a" to="b"/>`, x)
	if e := x.LastError; e == nil || e.Reason != runtime.ReasonClientConnection || e.Source != "find-and-replace" || x.Forwarded {
		t.Errorf("last error %+v", e)
	}
}

// TestHostileBodiesFailThePolicy has bodies that are made to break what reads
// them: each is a failure of the policy, and nothing is forwarded.
func TestHostileBodiesFailThePolicy(t *testing.T) {
	const liquid = `<set-body template="liquid">{{body.a}}</set-body>`
	deep := strings.Repeat("[", 200_000)
	elements := strings.Repeat("<a>", 200_000)
	for _, tt := range []struct{ name, element, kind, body string }{
		{"deep JSON", converting[1], "application/json", deep},
		{"deep JSON", liquid, "application/json", deep},
		{"deep XML", converting[0], "text/xml", elements},
		{"deep XML", liquid, "text/xml", elements},
		{"deep XML that ends", converting[0], "text/xml", elements + strings.Repeat("</a>", 200_000)},
		{"JSON that breaks off", converting[1], "application/json", `{"a":[1,`},
		{"XML that breaks off", converting[0], "text/xml", `<a><b`},
		{"two roots", converting[0], "text/xml", `<a/><b/>`},
		{"entities in entities", converting[0], "text/xml", `<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>`},
		{"a file's entity", liquid, "text/xml", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := &backend{}
			x := newExchange(b, nil)
			x.Request.Header.Add("Content-Type", tt.kind)
			x.Request.Body = message.NewBody([]byte(tt.body))
			run(t, tt.element, x)
			if x.LastError == nil || x.Response.Status != 500 || b.calls != 0 {
				t.Errorf("%s: last error %v, status %d, %d calls", tt.element, x.LastError, x.Response.Status, b.calls)
			}
		})
	}
}
