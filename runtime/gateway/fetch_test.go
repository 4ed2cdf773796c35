package gateway

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sallyport/runtime"
)

// What the gateway asks for by itself ends with its time, whatever the server
// does, and does no harm to the next.
func TestFetchEndsWithItsTime(t *testing.T) {
	done := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/hangs":
			<-done
		case "/hangs-in-the-body":
			fmt.Fprint(w, "{")
			w.(http.Flusher).Flush()
			<-done
		case "/endless":
			for r.Context().Err() == nil {
				if _, err := fmt.Fprint(w, strings.Repeat("a", 1<<16)); err != nil {
					return
				}
			}
		default:
			fmt.Fprint(w, "{}")
		}
	}))
	defer server.Close()
	defer close(done)
	transport := NewTransport(TransportOptions{})
	defer transport.Close()
	s := &runtime.Services{Now: time.Now, Transport: transport}
	for _, path := range []string{"/hangs", "/hangs-in-the-body", "/endless"} {
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		data, err := s.Fetch(ctx, server.URL+path)
		if err == nil || path != "/endless" && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %d bytes, %v", path, len(data), err)
		}
		cancel()
		if data, err := s.Fetch(context.Background(), server.URL+"/good"); err != nil || string(data) != "{}" {
			t.Errorf("after %s: %q, %v", path, data, err)
		}
	}
}
