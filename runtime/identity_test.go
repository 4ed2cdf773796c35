package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"sallyport/runtime/message"
)

// A service answers what the gateway asks for by itself.
type service struct {
	asked  atomic.Int64
	answer func(ctx context.Context, r *Response) error
}

func (s *service) Send(ctx context.Context, _ *Outgoing, r *Response) error {
	s.asked.Add(1)
	r.Status = 200
	return s.answer(ctx, r)
}

func text(t string) func(context.Context, *Response) error {
	return func(_ context.Context, r *Response) error {
		r.Body = message.NewBody([]byte(t))
		return nil
	}
}

func TestManyRequestsShareAToken(t *testing.T) {
	s := &service{answer: text(`{"access_token":"it","expires_in":3600}`)}
	e := NewIdentityEndpoint(&Services{Now: time.Now, Transport: s}, "http://localhost/token", "")
	var all sync.WaitGroup
	for range 64 {
		all.Go(func() {
			if token, err := e.Token(context.Background(), "r", ""); token != "it" || err != nil {
				t.Errorf("got %q, %v", token, err)
			}
		})
	}
	all.Wait()
	if n := s.asked.Load(); n != 1 {
		t.Errorf("the endpoint was asked %d times, want once", n)
	}
}

func TestTokensAreBounded(t *testing.T) {
	s := &service{answer: text(`{"access_token":"it","expires_in":3600}`)}
	e := NewIdentityEndpoint(&Services{Now: time.Now, Transport: s}, "http://localhost/token", "")
	for n := range 2 * maxTokens {
		if _, err := e.Token(context.Background(), fmt.Sprint(n), ""); err != nil {
			t.Fatal(err)
		}
	}
	kept := 0
	e.tokens.Range(func(any, any) bool { kept++; return true })
	if kept > maxTokens {
		t.Errorf("%d tokens are kept, want at most %d", kept, maxTokens)
	}
}

// endless is a body that has no end, or never begins.
type endless struct {
	ctx   context.Context
	hangs bool
}

func (e endless) Read(p []byte) (int, error) {
	if e.hangs {
		<-e.ctx.Done()
		return 0, e.ctx.Err()
	}
	return copy(p, strings.Repeat("a", len(p))), nil
}

func TestFetchIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for name, test := range map[string]struct {
			answer func(ctx context.Context, r *Response) error
			want   string
		}{
			"a body that has no end": {func(ctx context.Context, r *Response) error {
				r.Body = message.StreamBody(io.NopCloser(endless{ctx: ctx}), -1)
				return nil
			}, "more than 1048576 bytes"},
			"a body that hangs": {func(ctx context.Context, r *Response) error {
				r.Body = message.StreamBody(io.NopCloser(endless{ctx, true}), -1)
				return nil
			}, "deadline exceeded"},
			"a server that hangs": {func(ctx context.Context, _ *Response) error {
				<-ctx.Done()
				return ctx.Err()
			}, "deadline exceeded"},
			"a redirect": {func(_ context.Context, r *Response) error {
				r.Status = 302
				return nil
			}, "302 Found"},
		} {
			s := &Services{Now: time.Now, Transport: &service{answer: test.answer}}
			ctx, cancel := context.WithTimeout(context.Background(), time.Second)
			if data, err := s.Fetch(ctx, "https://login.example.com/keys"); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: %d bytes, %v, want %s", name, len(data), err, test.want)
			}
			cancel()
		}
	})
}

func TestFetchWithoutANetwork(t *testing.T) {
	if _, err := (&Services{}).Fetch(context.Background(), "https://a"); err == nil {
		t.Error("fetched without a network")
	}
	s := &Services{Transport: &service{answer: func(context.Context, *Response) error { return errors.New("refused") }}}
	if _, err := s.Fetch(context.Background(), "https://a"); err == nil || err.Error() != "refused" {
		t.Errorf("got %v, want why", err)
	}
	if _, err := s.Fetch(context.Background(), "://"); err == nil {
		t.Error("fetched from nowhere")
	}
}
