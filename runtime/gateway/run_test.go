package gateway

import (
	"context"
	"testing"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

func TestRunNeedsNoConnection(t *testing.T) {
	answer := func(body string) *runtime.Pipeline {
		return pipelineOf(t, `<policies><inbound><return-response><set-status code="@(context.Product == null ? 200 : 201)" reason="`+body+`"/></return-response></inbound></policies>`)
	}
	g, err := New(Config{
		Listeners: []Listener{{Address: "127.0.0.1:0"}},
		APIs: []API{{
			APIInfo: runtime.APIInfo{ID: "orders", Path: "orders"}, SubscriptionRequired: true,
			Operations: []Operation{{
				OperationInfo: runtime.OperationInfo{ID: "get", Method: "GET", URLTemplate: "/{id}"},
				Policies:      Policies{Default: answer("default"), Products: map[string]*runtime.Pipeline{"gold": answer("gold")}},
			}},
		}},
		Products:      []Product{{ProductInfo: runtime.ProductInfo{ID: "gold", SubscriptionRequired: true}, APIs: []string{"orders"}}},
		Subscriptions: []Subscription{{SubscriptionInfo: runtime.SubscriptionInfo{ID: "ann", PrimaryKey: "k3y"}, Product: "gold"}},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, path, key string
		product         *runtime.ProductInfo
		status          int
		reason          string
	}{
		{"a key opens its product", "/orders/1", "k3y", nil, 201, "gold"},
		{"no key", "/orders/1", "", nil, 401, "Access Denied"},
		{"no operation", "/orders", "k3y", nil, 404, ""},
		{"the caller knows the product", "/orders/1", "", &runtime.ProductInfo{ID: "gold"}, 201, "gold"},
	} {
		x := runtime.NewExchange(&runtime.Services{Now: time.Now, Limits: runtime.DefaultLimits}, nil)
		x.Request.Method = "GET"
		x.Request.OriginalURL = runtime.URL{Scheme: "https", Host: "gw", Port: 443, Path: test.path}
		x.Request.Header = *message.NewHeader("Ocp-Apim-Subscription-Key", test.key, "X-ARR-ClientCert", "a claim")
		x.Product = test.product
		g.Run(context.Background(), x)
		if x.Response.Status != test.status || x.Response.Reason != test.reason {
			t.Errorf("%s: %d %q, want %d %q", test.name, x.Response.Status, x.Response.Reason, test.status, test.reason)
		}
		if x.Request.Header.Has("X-ARR-ClientCert") {
			t.Errorf("%s: policies see what only a proxy may say", test.name)
		}
	}
}
