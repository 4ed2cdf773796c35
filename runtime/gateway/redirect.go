package gateway

import (
	"context"
	"fmt"
	"net/url"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

// maxRedirects is how many redirects are followed; the next is an error.
const maxRedirects = 10

// follow sends a request and the requests that redirects ask for. What holds a
// secret for the first server goes to no other.
func (t *Transport) follow(ctx context.Context, out *runtime.Outgoing, resp *runtime.Response) error {
	next := *out
	next.FollowRedirects = false
	for range maxRedirects + 1 {
		if err := t.send(ctx, &next, resp); err != nil {
			return err
		}
		moved, ok := redirected(&next, resp)
		if !ok {
			return nil
		}
		resp.Reset()
		next = moved
	}
	return fmt.Errorf("backend redirected more than %d times", maxRedirects)
}

// redirected is the request that a response redirects to, if it does and the
// request can be sent again.
func redirected(out *runtime.Outgoing, resp *runtime.Response) (next runtime.Outgoing, ok bool) {
	location := resp.Header.Get("Location")
	if location == "" {
		return next, false
	}
	next = *out
	switch resp.Status {
	case 301, 302, 303: // as every client does, whatever the RFC once said
		if out.Method != "GET" && out.Method != "HEAD" {
			next.Method, next.Body = "GET", nil
		}
	case 307, 308:
		if !out.Body.Held() {
			return next, false
		}
	default:
		return next, false
	}
	to, err := resolve(out.URL, location)
	if err != nil {
		return next, false
	}
	next.URL = &to
	next.Header = out.Header.Clone()
	if next.Method != out.Method {
		delAll(next.Header, "Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding")
	}
	if to.Scheme != out.URL.Scheme || to.Host != out.URL.Host || to.Port != out.URL.Port {
		delAll(next.Header, "Authorization", "Cookie", "Proxy-Authorization", keyHeader, "Host")
		next.Backend = nil
	}
	return next, true
}

func delAll(h *message.Header, names ...string) {
	for _, name := range names {
		h.Del(name)
	}
}

// resolve is the URL that a Location field means.
func resolve(base *runtime.URL, location string) (runtime.URL, error) {
	from, err := url.Parse(base.String())
	if err != nil {
		return runtime.URL{}, err
	}
	to, err := from.Parse(location)
	if err != nil {
		return runtime.URL{}, err
	}
	return runtime.ParseURL(to.String())
}
