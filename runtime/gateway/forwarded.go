package gateway

import "strings"

// forwardedFor is where proxies say whom they speak for, each appending the
// address that it was spoken to from.
const forwardedFor = "X-Forwarded-For"

func forwardedValue(before []string, ip string) string {
	if ip == "" {
		return strings.Join(before, ", ")
	}
	if len(before) == 1 && before[0] == "" {
		return ip
	}
	return strings.Join(before, ", ") + ", " + ip
}

func isName(name, want string) bool { return len(name) == len(want) && strings.EqualFold(name, want) }
