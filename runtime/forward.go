package runtime

import (
	"context"
	"errors"

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
	return &x.outgoing
}

// Send sends a request and fills in response. The error is an *Error.
func (x *Exchange) Send(ctx context.Context, o *Outgoing, response *Response) error {
	if x.Services.Transport == nil {
		return &Error{Reason: ReasonBackendConnection, Message: "There is no network to send requests over."}
	}
	err := x.Outside(ctx, func() error { return x.Services.Transport.Send(ctx, o, response) })
	if err == nil {
		return nil
	}
	response.Reset() // a branch that was ended may have got one
	var known *Error
	switch {
	case errors.As(err, &known):
		return known
	case ctx.Err() != nil && errors.Is(ctx.Err(), context.Canceled):
		return &Error{Reason: ReasonClientConnection, Message: "The operation was canceled.", Cause: err}
	case errors.Is(err, context.DeadlineExceeded):
		return &Error{Reason: ReasonTimeout, Message: "Request to the backend service timed out", Cause: err}
	}
	return &Error{Reason: ReasonBackendConnection, Message: "Request to the backend service failed", Cause: err}
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
