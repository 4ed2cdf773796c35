package http1

import (
	"errors"
	"strings"
	"testing"

	"sallyport/runtime/message"
)

func TestCheck(t *testing.T) {
	long := strings.Repeat("a", 50)
	for _, tt := range []struct {
		name   string
		req    Request
		status int // 0 is admitted
	}{
		{"plain", Request{Method: "GET", Target: "/a?b", Host: "example.com:8443", Header: *message.NewHeader("A", "é")}, 0},
		{"options", Request{Method: "OPTIONS", Target: "*", Host: "a"}, 0},
		{"asterisk", Request{Method: "GET", Target: "*", Host: "a"}, 400},
		{"method", Request{Method: "G T", Target: "/", Host: "a"}, 400},
		{"connect", Request{Method: "CONNECT", Target: "/", Host: "a"}, 501},
		{"target", Request{Method: "GET", Target: "/a b", Host: "a"}, 400},
		{"fragment", Request{Method: "GET", Target: "/a#b", Host: "a"}, 400},
		{"long target", Request{Method: "GET", Target: "/" + long, Host: "a"}, 414},
		{"no host", Request{Method: "GET", Target: "/"}, 400},
		{"host", Request{Method: "GET", Target: "/", Host: "a/b"}, 400},
		{"name", Request{Method: "GET", Target: "/", Host: "a", Header: *message.NewHeader("A B", "")}, 400},
		{"value", Request{Method: "GET", Target: "/", Host: "a", Header: *message.NewHeader("A", "a\r\nB: b")}, 400},
		{"long field", Request{Method: "GET", Target: "/", Host: "a", Header: *message.NewHeader("A", long)}, 431},
		{"body", Request{Method: "POST", Target: "/", Host: "a", Body: message.NewBody([]byte("123"))}, 413},
		{"fields", Request{Method: "GET", Target: "/", Host: "a", Header: *message.NewHeader("A", "", "A", "", "A", "")}, 431},
	} {
		t.Run(tt.name, func(t *testing.T) {
			host := tt.req.Host
			err := tt.req.Check(Limits{Line: 40, Fields: 2, Body: 2})
			status := 0
			if refusal := (*Error)(nil); errors.As(err, &refusal) {
				status = refusal.Status
			}
			if status != tt.status || tt.req.Host != host {
				t.Errorf("Check = %v, want status %d; host %q", err, tt.status, tt.req.Host)
			}
		})
	}
}
