package gateway

import (
	"net/url"
	"strings"

	"sallyport/runtime/message"
)

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

// addQuery adds parameters to the query of a target.
func addQuery(target string, fields []message.Field) string {
	if len(fields) == 0 {
		return target
	}
	var b strings.Builder
	b.WriteString(target)
	separator := byte('?')
	if strings.IndexByte(target, '?') >= 0 {
		separator = '&'
	}
	for _, f := range fields {
		b.WriteByte(separator)
		b.WriteString(url.QueryEscape(f.Name) + "=" + url.QueryEscape(f.Value))
		separator = '&'
	}
	return b.String()
}
