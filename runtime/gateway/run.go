package gateway

import (
	"context"

	"sallyport/runtime"
)

// Run takes an exchange through what is configured for its request, as if the
// first listener had brought it: routing, subscription and policies, without a
// connection. Then x.Response is what the client would get.
//
// The caller fills in what a client sends: of x.Request the Method, OriginalURL,
// IP, Header, Body, Certificate and Chain; and RequestID and Timestamp. With a
// Subscription or a Product in x no key is asked for.
func (g *Gateway) Run(ctx context.Context, x *runtime.Exchange) {
	conf := g.current.Load()
	x.Deployment = conf.listeners[0].deployment
	r := &x.Request
	r.URL = r.OriginalURL
	receive(&r.Header)
	v := visit{g: g, x: x}
	v.dispatch(ctx, conf, r.OriginalURL.Target())
}
