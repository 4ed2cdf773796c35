package http1

import (
	"slices"

	"sallyport/runtime/message"
)

// hopByHop are the fields that speak to the next hop alone (RFC 9110 section
// 7.6.1, and what older proxies took for such), in lower case.
var hopByHop = [...]string{
	"connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade",
	"proxy-authenticate", "proxy-authorization", "http2-settings",
}

// RemoveHopByHop takes out of a header what is not to be passed on: the fields
// that Connection names and the hop-by-hop fields. What the gateway must know
// of them stands in the [Request] and the [Response]. Trailer stays: trailers
// are passed on.
func RemoveHopByHop(h *message.Header) {
	found := false
	for i := 0; i < h.Len(); i++ {
		f := h.Fields()[i]
		if !isHopByHop(f.Name) {
			continue
		}
		found = true
		if is(f.Name, "connection") && removeNamed(h, f.Value) {
			i = -1 // fields have moved
		}
	}
	if !found { // the usual case
		return
	}
	for _, name := range hopByHop {
		h.Del(name)
	}
}

func isHopByHop(name string) bool {
	return slices.ContainsFunc(hopByHop[:], func(hop string) bool { return is(name, hop) })
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
