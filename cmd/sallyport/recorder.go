package main

import (
	"context"
	"errors"

	"sallyport/runtime"
	"sallyport/runtime/gateway/http1"
	"sallyport/runtime/message"
)

// A recorder is the transport of a dry run. It remembers the request that was
// forwarded and gives the answer it was given; without one, an empty 200.
type recorder struct {
	answer *http1.Response
	sent   *sentMessage // nil until a request was forwarded
}

// A sentMessage is a request as the backend would see it.
type sentMessage struct {
	method, url string
	header      *message.Header
	body        *message.Body
}

// Send records a forwarded request. One that a policy makes by itself fails.
func (r *recorder) Send(_ context.Context, o *runtime.Outgoing, response *runtime.Response) error {
	switch {
	case o.Client == nil:
		return errors.New("a dry run has no network")
	case o.URL.Host == "":
		return errors.New("no backend is configured for the API")
	}
	data, err := o.Body.Bytes(runtime.DefaultLimits.Body)
	if err != nil {
		return err
	}
	r.sent = &sentMessage{o.Method, o.URL.String(), o.Header.Clone(), nil}
	if o.Body != nil {
		r.sent.body = message.NewBody(data)
	}
	response.Status, response.Reason = 200, "OK"
	if a := r.answer; a != nil {
		response.Status, response.Reason = a.Status, a.Reason
		for _, f := range a.Header.Fields() {
			response.Header.Add(f.Name, f.Value)
		}
		data, err := a.Body.Bytes(runtime.DefaultLimits.Body)
		if err != nil {
			return err
		}
		if a.Body != nil {
			response.SetBody(message.NewBody(data))
		}
	}
	return nil
}
