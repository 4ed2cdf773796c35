package http1

import (
	"strings"
)

// ReadRequest reads the next request. Its body is read from r as it is needed
// and must have been read or given up before the next request is read. The end
// of the stream before a first byte is io.EOF; a request that is refused gives
// an [*Error].
func (r *Reader) ReadRequest(req *Request) error {
	c, f, err := r.requestHead(req)
	if err != nil {
		return err
	}
	req.Continue = req.Minor == 1 && c.expect != "" && f.kind != empty
	if f.kind != empty {
		req.Body = &newIncoming(r, f, nil).body
	}
	return nil
}

// requestHead reads a request up to its body.
func (r *Reader) requestHead(req *Request) (c control, f framing, err error) {
	req.Header.Reset()
	*req = Request{Header: req.Header}
	if err := r.skipEmptyLine(); err != nil {
		return c, f, err
	}
	head, err := r.lines(requestHead)
	if err != nil {
		return c, f, err
	}
	end := strings.IndexByte(head, '\r')
	if err := req.parseLine(head[:end]); err != nil {
		return c, f, err
	}
	if err := parseFields(head[end+2:], &req.Header, &c); err != nil {
		return c, f, err
	}
	if f, err = c.framing(req.Minor); err != nil {
		return c, f, err
	}
	if f.length > r.limits.Body && r.limits.Body > 0 {
		return c, f, ErrBodyTooLarge
	}
	return c, f, req.settle(&c, f)
}

// skipEmptyLine passes over one empty line before a request, as RFC 9112
// section 2.2 asks for the sake of clients that end a body with one.
func (r *Reader) skipEmptyLine() error {
	if err := r.wait(); err != nil || r.buf[r.start] != '\r' {
		return err
	}
	if r.Buffered() == 1 {
		if err := r.fill(); err != nil {
			return err
		}
	}
	if r.buf[r.start+1] != '\n' {
		return errBareCR
	}
	r.start += 2
	return r.wait()
}

// parseLine reads METHOD SP TARGET SP VERSION.
func (req *Request) parseLine(line string) error {
	method, rest, ok := strings.Cut(line, " ")
	target, version, ok2 := strings.Cut(rest, " ")
	if !ok || !ok2 || !isToken(method) {
		return errRequestLine
	}
	minor, err := parseVersion(version, errRequestLine)
	if err != nil {
		return err
	}
	req.Method, req.Target, req.Minor = method, target, minor
	if method == "CONNECT" {
		return errConnect
	}
	return req.checkTarget()
}

// parseVersion reads HTTP/1.0 or HTTP/1.1; what is no version at all is
// malformed.
func parseVersion(s string, malformed *Error) (minor int, err error) {
	switch {
	case s == "HTTP/1.1":
		return 1, nil
	case s == "HTTP/1.0":
		return 0, nil
	case len(s) == len("HTTP/d.d") && s[:5] == "HTTP/" && isDigit(s[5]) && s[6] == '.' && isDigit(s[7]):
		return 0, errVersion
	}
	return 0, malformed
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// checkTarget admits origin-form, absolute-form and OPTIONS *. Only visible
// ASCII is allowed, and no fragment, which is never sent.
func (req *Request) checkTarget() error {
	t := req.Target
	for i := range len(t) {
		if t[i] <= ' ' || t[i] >= 0x7F || t[i] == '#' {
			return errTarget
		}
	}
	switch scheme := schemeLen(t); {
	case t == "*":
		if req.Method != "OPTIONS" {
			return errTarget
		}
	case scheme > 0:
		authority, _ := splitAuthority(t[scheme:])
		if !validHost(authority) {
			return errHost
		}
		req.Host = authority
	case t == "" || t[0] != '/':
		return errTarget
	}
	return nil
}

// schemeLen is the length of http:// or https:// at the start of a target.
func schemeLen(target string) int {
	for _, scheme := range [...]string{"http://", "https://"} {
		if len(target) >= len(scheme) && is(target[:len(scheme)], scheme) {
			return len(scheme)
		}
	}
	return 0
}

// splitAuthority cuts what follows a scheme before the path or the query.
func splitAuthority(s string) (authority, rest string) {
	if i := strings.IndexAny(s, "/?"); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// settle holds what the fields say against the rules for requests and puts it
// into req.
func (req *Request) settle(c *control, f framing) error {
	switch {
	case c.hosts > 1:
		return errHosts
	case c.hosts == 0 && req.Minor == 1:
		return errNoHost
	case c.hosts == 1 && !validHost(c.host):
		return errHost
	case req.Host == "":
		req.Host = c.host
	case c.host != req.Host:
		// RFC 9112 section 3.2.2: the host of an absolute-form target replaces the field's.
		req.Header.Set("Host", req.Host)
	}
	if c.expect != "" && req.Minor == 1 && !is(c.expect, "100-continue") {
		return errExpect
	}
	req.close = c.close || req.Minor == 0 && !c.keepAlive
	req.Trailers = c.trailers && req.Minor == 1
	if c.upgrades && req.Minor == 1 && f.kind == empty && mayTunnel(c.protocol) {
		req.Upgrade = c.protocol
	}
	return nil
}

// validHost reports whether s is a host name or address with or without a port
// (RFC 9110 section 7.2), not empty.
func validHost(s string) bool {
	name, port := s, ""
	if i := strings.LastIndexByte(s, ':'); i > strings.LastIndexByte(s, ']') {
		name, port = s[:i], s[i+1:]
		if n, ok := parseLength(port); port != "" && (!ok || n > 65535) {
			return false
		}
	}
	if len(name) > 2 && name[0] == '[' && name[len(name)-1] == ']' {
		return strings.Trim(name[1:len(name)-1], "0123456789abcdefABCDEF:.") == "" && strings.Contains(name, ":")
	}
	for i := range len(name) {
		if !hostByte[name[i]] {
			return false
		}
	}
	return name != ""
}

// mayTunnel reports whether every protocol of an Upgrade field may be spoken
// through the gateway. Another HTTP or TLS may not: what goes through such a
// tunnel would never meet a policy.
func mayTunnel(protocols string) bool {
	rest := protocols
	for rest != "" {
		var p string
		p, rest = nextToken(rest)
		name, _, _ := strings.Cut(p, "/")
		if !isToken(name) || is(name, "h2c") || is(name, "h2") || is(name, "http") || is(name, "tls") {
			return false
		}
	}
	return protocols != ""
}
