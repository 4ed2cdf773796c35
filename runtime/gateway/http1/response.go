package http1

import "strings"

// ReadResponse reads the next response, to a request of the method given, or
// an interim response (status 1xx), after which another follows. Its body is
// read from r as it is needed. A response that breaks the rules gives an
// [*Error], whose status has no meaning here.
func (r *Reader) ReadResponse(resp *Response, method string) error {
	f, _, err := r.responseHead(resp, method)
	if err == nil && f.kind != empty {
		resp.Body = &newIncoming(r, f, nil).body
	}
	return err
}

// responseHead reads a response up to its body.
func (r *Reader) responseHead(resp *Response, method string) (f framing, c control, err error) {
	resp.Reset()
	head, err := r.lines(responseHead)
	if err != nil {
		return f, c, err
	}
	end := strings.IndexByte(head, '\r')
	if err := resp.parseLine(head[:end]); err != nil {
		return f, c, err
	}
	if err := parseFields(head[end+2:], &resp.Header, &c); err != nil {
		return f, c, err
	}
	if f, err = c.framing(resp.Minor); err != nil {
		return f, c, err
	}
	resp.close = c.close || resp.Minor == 0 && !c.keepAlive
	switch {
	case bodiless(resp.Status) || method == "HEAD":
		f = framing{}
	case c.codings == 0 && c.lengths == 0:
		f = framing{kind: untilClose}
		resp.close = true
	case f.length > r.limits.Body && r.limits.Body > 0:
		return f, c, ErrBodyTooLarge
	}
	return f, c, nil
}

// bodiless reports whether responses of the status never have content.
func bodiless(status int) bool { return status < 200 || status == 204 || status == 304 }

// parseLine reads VERSION SP STATUS, and SP REASON, which many leave out when
// the reason is empty.
func (resp *Response) parseLine(line string) error {
	version, rest, _ := strings.Cut(line, " ")
	minor, err := parseVersion(version, errStatusLine)
	if err != nil {
		return err
	}
	code, reason, _ := strings.Cut(rest, " ")
	n, ok := parseLength(code)
	if !ok || len(code) != 3 || n < 100 {
		return errStatusLine
	}
	resp.Minor, resp.Status, resp.Reason = minor, int(n), reason
	return nil
}
