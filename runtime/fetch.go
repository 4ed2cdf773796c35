package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"

	"sallyport/runtime/jose"
	"sallyport/runtime/message"
)

// fetchLimit is how many bytes of an answer the gateway reads that it asks for
// by itself.
const fetchLimit = 1 << 20

// Fetch gets what is at a URL for the gateway itself, such as keys. Redirects
// are not followed. A status other than 200 is an error, and so are more than a
// mebibyte.
func (s *Services) Fetch(ctx context.Context, url string, fields ...message.Field) ([]byte, error) {
	u, err := ParseURL(url)
	if err != nil {
		return nil, err
	}
	if s.Transport == nil {
		return nil, errors.New("there is no network")
	}
	out := Outgoing{Method: "GET", URL: &u, Header: &message.Header{}}
	out.Header.Add("Host", u.Authority())
	out.Header.Add("Accept", "application/json")
	for _, f := range fields {
		out.Header.Add(f.Name, f.Value)
	}
	var r Response
	defer r.Reset()
	if err := s.Transport.Send(ctx, &out, &r); err != nil {
		return nil, err
	}
	if r.Status != 200 {
		return nil, fmt.Errorf("the answer is %d %s", r.Status, r.Phrase())
	}
	return read(ctx, r.Body)
}

// read reads a body that may never end. When ctx ends the transport does not
// keep the body open, but nobody waits for that.
func read(ctx context.Context, b *message.Body) ([]byte, error) {
	type result struct {
		data []byte
		err  error
	}
	done, stream := make(chan result, 1), b.Reader()
	go func() {
		defer stream.Close()
		data, err := io.ReadAll(io.LimitReader(stream, fetchLimit+1))
		done <- result{data, err}
	}()
	select {
	case r := <-done:
		if len(r.data) > fetchLimit {
			return nil, fmt.Errorf("the answer has more than %d bytes", fetchLimit)
		}
		return r.data, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// NewOpenID keeps the keys of OpenID providers, which it fetches over the
// network of the services.
func NewOpenID(s *Services) *jose.Providers {
	return jose.NewProviders(jose.ProviderOptions{
		Now:   s.Now,
		Fetch: func(ctx context.Context, url string) ([]byte, error) { return s.Fetch(ctx, url) },
		Go:    s.start,
	})
}
