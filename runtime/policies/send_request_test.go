package policies

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

// tracked is a body that knows whether it was closed.
type tracked struct {
	io.Reader
	closed bool
}

func (b *tracked) Close() error {
	b.closed = true
	return nil
}

// A transportFunc is a transport.
type transportFunc func(ctx context.Context, o *runtime.Outgoing, r *runtime.Response) error

func (f transportFunc) Send(ctx context.Context, o *runtime.Outgoing, r *runtime.Response) error {
	return f(ctx, o, r)
}

const sendUnbuffered = `<send-request response-variable-name="a" buffer-response="false"><set-url>https://a/</set-url><set-method>GET</set-method></send-request>`

func TestUnbufferedResponsesEndWithTheExchange(t *testing.T) {
	for _, tt := range []struct {
		name, policy string
		open         bool
	}{
		{"that nobody reads", sendUnbuffered, false},
		{"that the caller gets", sendUnbuffered + `<return-response response-variable-name="a"/>`, true},
	} {
		body := &tracked{Reader: strings.NewReader("x")}
		x := newExchange(nil, nil)
		x.Services.Transport = transportFunc(func(_ context.Context, _ *runtime.Outgoing, r *runtime.Response) error {
			r.Status, r.Body = 200, message.StreamBody(body, -1)
			return nil
		})
		run(t, "<policies><inbound>"+tt.policy+"</inbound><backend/></policies>", x)
		if body.closed == tt.open {
			t.Errorf("a response %s: closed is %v", tt.name, body.closed)
		}
	}
}

func TestBufferedResponsesAreBoundedInTimeAndSize(t *testing.T) {
	const send = `<send-request response-variable-name="a" timeout-ms="20"><set-url>https://a/</set-url><set-method>GET</set-method></send-request>`
	t.Run("time", func(t *testing.T) {
		x := newExchange(nil, nil)
		x.Services.Transport = transportFunc(func(ctx context.Context, _ *runtime.Outgoing, r *runtime.Response) error {
			source, sink := io.Pipe()
			context.AfterFunc(ctx, func() { sink.CloseWithError(io.ErrUnexpectedEOF) })
			r.Status, r.Body = 200, message.StreamBody(source, -1)
			return nil
		})
		run(t, send, x)
		if e := x.LastError; e == nil || e.Reason != runtime.ReasonTimeout {
			t.Errorf("last error %v", e)
		}
	})
	t.Run("size", func(t *testing.T) {
		x := newExchange(&backend{body: strings.Repeat("x", 65), stream: true}, nil)
		x.Services.Limits.Body = 64
		run(t, `<send-request response-variable-name="a"><set-url>https://a/</set-url><set-method>GET</set-method></send-request>`, x)
		if e := x.LastError; e == nil || x.Response.Status != 500 || x.Forwarded {
			t.Errorf("last error %v", e)
		}
	})
}

func TestOneWayRequestsOutliveTheExchange(t *testing.T) {
	x := newExchange(nil, nil)
	ctx, cancel := context.WithCancel(context.Background())
	finished, sent := make(chan struct{}), make(chan error, 1)
	body := &tracked{Reader: strings.NewReader("x")}
	x.Services.Transport = transportFunc(func(ctx context.Context, o *runtime.Outgoing, r *runtime.Response) error {
		<-finished
		content, _ := o.Body.Bytes(100)
		if string(content) != "GET" {
			t.Errorf("body %q", content)
		}
		if until, ok := ctx.Deadline(); !ok || time.Until(until) > 5*time.Second {
			t.Error("no time-out of 5 seconds")
		}
		r.Status, r.Body = 200, message.StreamBody(body, -1)
		sent <- ctx.Err()
		return nil
	})
	load(t, `<policies><inbound>
		<send-one-way-request timeout="5"><set-url>https://a/</set-url><set-method>POST</set-method><set-body>@(context.Request.Method)</set-body></send-one-way-request>
		</inbound><backend/></policies>`, runtime.Options{Services: x.Services}).Run(ctx, x)
	x.Reset(nil)
	cancel()
	close(finished)
	if err := <-sent; err != nil {
		t.Errorf("the request ended with the exchange: %v", err)
	}
}
