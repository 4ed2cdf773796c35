package gateway

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

// throughProxy sends a request through a proxy and returns the answer.
func throughProxy(t *testing.T, tr *Transport, url string, proxy *runtime.Proxy, version string) (string, error) {
	t.Helper()
	u, err := runtime.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	out := &runtime.Outgoing{Method: "GET", URL: &u, Header: message.NewHeader("A", "1", "Proxy-Authorization", "Basic of-the-client"), Proxy: proxy, HTTPVersion: version}
	var resp runtime.Response
	if err := tr.Send(context.Background(), out, &resp); err != nil {
		return "", err
	}
	body, err := resp.Body.Bytes(1000)
	return strings.ReplaceAll(string(body), "\r", ""), err
}

func proxyAt(t *testing.T, url string) *runtime.Proxy {
	t.Helper()
	u, err := runtime.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	return &runtime.Proxy{URL: u, Username: "a", Password: "b"}
}

// A plain request is passed on by the proxy, which needs to see all of the URL.
func TestPlainRequestThroughProxy(t *testing.T) {
	tr := NewTransport(TransportOptions{})
	t.Cleanup(tr.Close)
	proxy := proxyAt(t, headEcho(t))
	for range 2 { // the second on the connection of the first, to another server
		got, err := throughProxy(t, tr, "http://orders.test:81/a%2Fb?c", proxy, "")
		if want := "GET http://orders.test:81/a%2Fb?c HTTP/1.1\nA: 1\nProxy-Authorization: Basic YTpi\nHost: orders.test:81\n\n"; !sameFields(got, want) || err != nil {
			t.Errorf("the proxy got %q, %v; want %q", got, err, want)
		}
	}
	proxy.Username, proxy.Password = "", ""
	if got, err := throughProxy(t, tr, "http://orders.test/", proxy, "2or1"); strings.Contains(got, "Proxy-Authorization") || err != nil {
		t.Errorf("without a user name the proxy got %q, %v", got, err)
	}
	if _, err := throughProxy(t, tr, "http://orders.test/", proxy, "2"); err == nil {
		t.Error("plain HTTP/2 went to a proxy")
	}
}

// sameFields compares two heads, whatever the order of their fields.
func sameFields(a, b string) bool {
	lines := func(s string) map[string]bool {
		set := map[string]bool{}
		for line := range strings.SplitSeq(s, "\n") {
			set[line] = true
		}
		return set
	}
	return fmt.Sprint(lines(a)) == fmt.Sprint(lines(b))
}

// With TLS the proxy connects, and sees nothing of what is said.
func TestSecureRequestThroughProxy(t *testing.T) {
	server := tlsServer(t, trusted.issue("backend.test", time.Hour))
	asked := make(chan string, 9)
	proxy := proxyAt(t, rawBackend(t, func(conn net.Conn, r *bufio.Reader) {
		asked <- head(r)
		far, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", server.Port))
		if err != nil {
			return
		}
		defer far.Close()
		io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n")
		go io.Copy(far, r)
		io.Copy(conn, far)
	}))
	tr := NewTransport(TransportOptions{RootCAs: trusted.pool()})
	t.Cleanup(tr.Close)
	for _, version := range []string{"1", "2or1"} {
		got, err := throughProxy(t, tr, fmt.Sprintf("https://%s/a?b", server.Authority()), proxy, version)
		if got != "nothing" || err != nil {
			t.Errorf("HTTP/%s: %q, %v", version, got, err)
		}
		request := <-asked
		if !strings.HasPrefix(request, "CONNECT "+server.Authority()+" HTTP/1.1\r\n") || !strings.Contains(request, "\r\nProxy-Authorization: Basic YTpi\r\n") || strings.Contains(request, "of-the-client") {
			t.Errorf("HTTP/%s: the proxy got %q", version, request)
		}
	}
}
