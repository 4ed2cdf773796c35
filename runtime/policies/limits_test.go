package policies

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/message"
)

// productPolicy compiles policies of inbound as those of a product.
func productPolicy(t testing.TB, inbound string, s *runtime.Services) *runtime.Pipeline {
	t.Helper()
	doc, ds := policy.Parse(source.NewFile("product.xml", "<policies><inbound>"+inbound+"</inbound><backend><forward-request/></backend></policies>"), policy.Options{})
	p, more := runtime.Compile([]runtime.Source{{Scope: runtime.ProductScope, Document: doc}}, All(), runtime.Options{Services: s})
	if ds = append(ds, more...); ds.HasErrors() {
		t.Fatal(ds)
	}
	return p
}

// limits are a limit of 100 calls by each policy that has one.
var limits = map[string]string{
	"rate-limit":        `<rate-limit calls="100" renewal-period="60"/>`,
	"rate-limit-by-key": `<rate-limit-by-key calls="100" renewal-period="60" counter-key="k"/>`,
	"quota":             `<quota calls="100" renewal-period="3600"><api name="orders" calls="1000"/></quota>`,
	"quota-by-key":      `<quota-by-key calls="100" renewal-period="3600" counter-key="k"/>`,
}

func TestALimitThatManyTryAtOnceIsExact(t *testing.T) {
	for name, text := range limits {
		t.Run(name, func(t *testing.T) {
			s := newExchange(&backend{}, nil).Services
			s.Transport = emptyBackend{}
			p := productPolicy(t, text, s)
			var admitted, refused atomic.Int64
			var all sync.WaitGroup
			for range 64 {
				all.Go(func() {
					x := runtime.NewExchange(s, nil)
					for range 10 {
						x.Subscription, x.Product = &runtime.SubscriptionInfo{ID: "ann"}, &runtime.ProductInfo{ID: "gold"}
						x.API = &runtime.APIInfo{ID: "orders", Name: "orders"}
						p.Run(context.Background(), x)
						switch x.Response.Status {
						case 200:
							admitted.Add(1)
						case 403, 429:
							refused.Add(1)
						}
						x.Reset(nil)
					}
				})
			}
			all.Wait()
			if admitted.Load() != 100 || refused.Load() != 540 {
				t.Errorf("%d were admitted and %d refused, want 100 and 540", admitted.Load(), refused.Load())
			}
		})
	}
}

// An emptyBackend answers every request with an empty 200.
type emptyBackend struct{}

func (emptyBackend) Send(_ context.Context, o *runtime.Outgoing, r *runtime.Response) error {
	r.Status = 200
	return o.Body.Close()
}

func TestWithoutASubscriptionNothingIsLimited(t *testing.T) {
	for _, text := range []string{`<rate-limit calls="0" renewal-period="60"/>`, `<quota calls="1" renewal-period="0"/>`} {
		x := newExchange(&backend{}, nil)
		p := productPolicy(t, text, x.Services)
		for range 2 {
			if p.Run(context.Background(), x); x.Response.Status != 200 {
				t.Errorf("%s: %d", text, x.Response.Status)
			}
		}
	}
}

// Subscriptions of a product have a counter each, and so has each product.
func TestEachSubscriptionAndProductIsCounted(t *testing.T) {
	for _, text := range []string{`<rate-limit calls="1" renewal-period="60"/>`, `<quota calls="1" renewal-period="3600"/>`} {
		x := newExchange(&backend{}, nil)
		p := productPolicy(t, text, x.Services)
		for _, test := range []struct {
			subscription, product string
			admitted              bool
		}{
			{"ann", "gold", true}, {"ann", "gold", false}, {"bob", "gold", true}, {"ann", "silver", true}, {"ann", "silver", false},
		} {
			x.LastError, x.Response = nil, nil
			x.Subscription, x.Product = &runtime.SubscriptionInfo{ID: test.subscription}, &runtime.ProductInfo{ID: test.product}
			p.Run(context.Background(), x)
			if admitted := x.Response.Status == 200; admitted != test.admitted {
				t.Errorf("%s: %s of %s: admitted %v, want %v", text, test.subscription, test.product, admitted, test.admitted)
			}
		}
	}
}

// What streams is counted when it has gone by, long after the policies.
func TestBandwidthOfWhatStreams(t *testing.T) {
	b := &backend{body: strings.Repeat("b", 512), stream: true}
	x := newExchange(b, nil)
	p := productPolicy(t, `<quota-by-key bandwidth="1" renewal-period="300" counter-key="k"/>`, x.Services)
	status := func(read bool) int {
		x.Reset(nil)
		x.Request.SetBody(message.StreamBody(io.NopCloser(strings.NewReader(strings.Repeat("a", 256))), -1))
		p.Run(context.Background(), x)
		if read {
			r := x.Response.Body.Reader()
			_, _ = io.Copy(io.Discard, r)
			r.Close()
		}
		return x.Response.Status
	}
	got := fmt.Sprint(status(false), status(false), status(true), status(true))
	if want := "200 200 200 403"; got != want {
		t.Errorf("got %s, want %s: 256 bytes go and 512 come, and the response is not always read", got, want)
	}
}

// A policy that reads the body does not have it counted twice.
func TestBandwidthOfABodyThatIsRead(t *testing.T) {
	x := newExchange(&backend{}, nil)
	p := productPolicy(t, `<quota-by-key bandwidth="1" renewal-period="300" counter-key="k"/><set-body>@(context.Request.Body.As<string>())</set-body>`, x.Services)
	for i := range 2 {
		x.Reset(nil)
		x.Request.SetBody(message.StreamBody(io.NopCloser(strings.NewReader(strings.Repeat("a", 1000))), -1))
		if p.Run(context.Background(), x); x.Response.Status != 200 {
			t.Errorf("call %d: %d", i+1, x.Response.Status)
		}
	}
}
