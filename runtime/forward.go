package runtime

import (
	"context"
	"errors"
	"io"

	"sallyport/eval/clr"
	"sallyport/runtime/message"
)

// Outgoing is the request as it goes to the backend, with the credentials of
// the backend that was chosen. It is valid until the next call.
func (x *Exchange) Outgoing() *Outgoing {
	r := &x.Request
	x.outgoing = Outgoing{Method: r.Method, URL: &r.URL, Header: &r.Header, Body: r.Body, Backend: x.Backend, Client: r, Proxy: x.Proxy}
	if b := x.Backend; b != nil && len(b.Header)+len(b.Query) > 0 {
		header, u := r.Header.Clone(), r.URL
		for _, f := range b.Header {
			header.Set(f.Name, f.Value)
		}
		for _, f := range b.Query {
			u.QueryString = EditQuery(u.QueryString, f.Name, []string{f.Value})
		}
		x.outgoing.Header, x.outgoing.URL = header, &u
	}
	if x.Certificate != nil {
		x.outgoing.Show(x.Certificate)
	}
	return &x.outgoing
}

// Show has the gateway show a certificate in place of the backend's own.
func (o *Outgoing) Show(c *clr.X509Certificate2) {
	var b BackendService
	if o.Backend != nil {
		b = *o.Backend
	}
	b.Certificate = c
	o.Backend = &b
}

var errNoNetwork = &Error{Reason: ReasonBackendConnection, Message: "There is no network to send requests over."}

// Send sends a request and fills in response. The error is an *Error.
func (x *Exchange) Send(ctx context.Context, o *Outgoing, response *Response) error {
	if x.Services.Transport == nil {
		return errNoNetwork
	}
	err := x.Outside(ctx, func() error { return x.Services.Transport.Send(ctx, o, response) })
	if err == nil {
		return nil
	}
	response.Reset() // a branch that was ended may have got one
	return sendError(ctx, err)
}

// sendError says why there is no response.
func sendError(ctx context.Context, err error) *Error {
	var known *Error
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return &Error{Reason: ReasonClientConnection, Message: "The operation was canceled.", Cause: err}
	case errors.Is(ctx.Err(), context.DeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return &Error{Reason: ReasonTimeout, Message: "Request to the backend service timed out", Cause: err}
	case errors.As(err, &known):
		return known
	}
	return &Error{Reason: ReasonBackendConnection, Message: "Request to the backend service failed", Cause: err}
}

// Call sends a request that a policy makes by itself and returns the response,
// which expressions may read. With hold its body is in memory then, and came
// within the request's time-out too; without, it streams to whom reads it, and
// ends with the exchange. The error is an *Error.
func (x *Exchange) Call(ctx context.Context, o *Outgoing, hold bool) (*Response, error) {
	r := &Response{x: x}
	if !hold {
		if err := x.Send(ctx, o, r); err != nil {
			return nil, err
		}
		x.AtEnd(func(context.Context) error {
			if x.Response.Body != r.Body {
				r.Body.Close()
			}
			return nil
		})
		return r, nil
	}
	if o.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.Timeout)
		defer cancel()
	}
	if err := x.Send(ctx, o, r); err != nil {
		return nil, err
	}
	err := x.Outside(ctx, func() error {
		_, err := x.contentOf(r.Body, "response", ReasonBackendConnection)
		return err
	})
	if err != nil {
		return nil, sendError(ctx, err)
	}
	return r, nil
}

// drained is how much of a response nobody reads is read, so that its connection
// can be used again.
const drained = 64 << 10

// Post sends a request that nobody waits for: it outlives the exchange, and a
// failure is logged. What o points to belongs to it from now on, and its body
// must be held.
func (x *Exchange) Post(ctx context.Context, o *Outgoing) error {
	s, id := x.Services, x.RequestID
	if s.Transport == nil {
		return errNoNetwork
	}
	ctx = context.WithoutCancel(ctx)
	s.start(func() {
		if o.Timeout > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, o.Timeout)
			defer cancel()
		}
		var r Response
		err := s.Transport.Send(ctx, o, &r)
		if err == nil && r.Body != nil {
			body := r.Body.Reader()
			io.CopyN(io.Discard, body, drained)
			body.Close()
		}
		r.Reset()
		if err != nil && s.Log != nil {
			s.Log.Warn("one-way request failed", "host", o.URL.Host, "cause", err.Error(), "request", id)
		}
	})
	return nil
}

// Forward sends the request to the backend, whose response becomes that of the
// exchange. The error is an *Error.
func (x *Exchange) Forward(ctx context.Context, o *Outgoing) error {
	x.Forwarded = true
	if x.turn != nil {
		var err error
		if o, err = x.detach(o); err != nil {
			return err
		}
	}
	response := x.Draft()
	if err := x.Send(ctx, o, response); err != nil {
		return err
	}
	x.Respond(response)
	return nil
}

// detach is the outgoing request with nothing that other branches may change
// while it is sent. No branch changes the protocol of the client's connection.
func (x *Exchange) detach(o *Outgoing) (*Outgoing, error) {
	own, client, u := *o, *o.Client, *o.URL
	client.Upgrade, client.Interim = "", nil
	own.Client, own.URL, own.Header = &client, &u, o.Header.Clone()
	if o.Body != nil {
		data, err := x.contentOf(o.Body, "request", ReasonClientConnection)
		if err != nil {
			return nil, err
		}
		own.Body = message.NewBody(data)
	}
	return &own, nil
}

// SetBackend makes a backend, or with a nil one a URL alone, the place where the
// request goes. A URL does not take the place of a backend that a broader scope
// chose; SetBackend then answers false, as API Management does nothing.
func (x *Exchange) SetBackend(b *BackendService, base *URL) bool {
	scope := x.Scope()
	if b == nil && x.Backend != nil && x.base < scope {
		return false
	}
	x.Backend, x.base = b, scope
	x.Request.SetBase(base)
	return true
}
