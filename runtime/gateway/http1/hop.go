package http1

import "sallyport/runtime/message"

// hopByHop are the fields that speak to the next hop alone (RFC 9110 section
// 7.6.1, and what older proxies took for such).
var hopByHop = [...]string{
	"Connection", "Keep-Alive", "Proxy-Connection", "TE", "Transfer-Encoding", "Upgrade",
	"Proxy-Authenticate", "Proxy-Authorization", "HTTP2-Settings",
}

// RemoveHopByHop takes out of a header what is not to be passed on: the fields
// that Connection names and the hop-by-hop fields. What the gateway must know
// of them stands in the [Request] and the [Response]. Trailer stays: trailers
// are passed on.
func RemoveHopByHop(h *message.Header) {
	for i := 0; i < h.Len(); i++ {
		if f := h.Fields()[i]; is(f.Name, "connection") && removeNamed(h, f.Value) {
			i = -1 // fields have moved
		}
	}
	for _, name := range hopByHop {
		h.Del(name)
	}
}

// removeNamed removes the fields that the value of a Connection field names,
// and reports whether there were any.
func removeNamed(h *message.Header, list string) (removed bool) {
	for list != "" {
		var name string
		if name, list = nextToken(list); !is(name, "connection") && h.Del(name) {
			removed = true
		}
	}
	return removed
}
