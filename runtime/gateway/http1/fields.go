package http1

import (
	"strings"

	"sallyport/runtime/message"
)

// control is what the fields of a head say of the connection and of where the
// content ends.
type control struct {
	hosts            int
	host             string
	lengths          int
	length           int64 // -1 when not said
	codings          int
	coding           string
	close, keepAlive bool
	upgrades         bool   // Connection names Upgrade
	protocol         string // of the Upgrade field
	expect           string
	trailers         bool // TE has trailers
}

// parseFields reads the field lines of a section into h, up to the empty line
// that ends s. The lines were checked by [Reader.lines].
func parseFields(s string, h *message.Header, c *control) error {
	c.length = -1
	for {
		end := strings.IndexByte(s, '\r')
		if end == 0 {
			return nil
		}
		name, value, err := cutField(s[:end])
		if err != nil {
			return err
		}
		h.Add(name, value)
		if err := c.note(name, value); err != nil {
			return err
		}
		s = s[end+2:]
	}
}

func cutField(line string) (name, value string, err error) {
	i := 0
	for i < len(line) && tokenByte[line[i]] {
		i++
	}
	switch {
	case i > 0 && i < len(line) && line[i] == ':':
		return line[:i], trim(line[i+1:]), nil
	case i == 0 && line[0] == ' ':
		return "", "", errFold
	}
	return "", "", errFieldName
}

// note takes down a field that says something of framing or connection.
func (c *control) note(name, value string) error {
	switch len(name) {
	case len("te"):
		if is(name, "te") && listHas(value, "trailers") {
			c.trailers = true
		}
	case len("host"):
		if is(name, "host") {
			c.hosts++
			c.host = value
		}
	case len("expect"):
		if is(name, "expect") {
			c.expect = value
		}
	case len("upgrade"):
		if is(name, "upgrade") {
			if c.protocol != "" {
				value = c.protocol + ", " + value
			}
			c.protocol = value
		}
	case len("connection"):
		if is(name, "connection") {
			c.noteConnection(value)
		}
	case len("content-length"):
		if is(name, "content-length") {
			n, ok := parseLength(value)
			if !ok {
				return errLength
			}
			c.lengths++
			c.length = n
		}
	case len("transfer-encoding"):
		if is(name, "transfer-encoding") {
			c.codings++
			c.coding = value
		}
	}
	return nil
}

func (c *control) noteConnection(list string) {
	for list != "" {
		var option string
		option, list = nextToken(list)
		switch {
		case is(option, "close"):
			c.close = true
		case is(option, "keep-alive"):
			c.keepAlive = true
		case is(option, "upgrade"):
			c.upgrades = true
		}
	}
}

// framing says where the content of a message ends that is not ended by its
// kind (RFC 9112 section 6.3). The coding of a request that cannot be
// understood and the coding of a response are refused alike.
func (c *control) framing(minor int) (framing, error) {
	switch {
	case c.codings > 0 && c.lengths > 0:
		return framing{}, errLengthCoding
	case c.codings > 0 && minor == 0:
		return framing{}, errCoding10
	case c.codings > 1:
		return framing{}, errCoding
	case c.codings == 1:
		return framing{kind: chunked}, checkCoding(c.coding)
	case c.lengths > 1:
		return framing{}, errLengths
	case c.length > 0:
		return framing{kind: fixed, length: c.length}, nil
	}
	return framing{}, nil
}

func checkCoding(coding string) error {
	if is(coding, "chunked") {
		return nil
	}
	last := coding
	if i := strings.LastIndexByte(coding, ','); i >= 0 {
		last = trim(coding[i+1:])
		if is(last, "chunked") && !listHas(coding[:i], "chunked") && strings.Trim(coding[:i], " \t,") != "" {
			return errNoSuchCoding
		}
	}
	return errCoding
}

// framing is how the content of a message is delimited.
type framing struct {
	kind   kind
	length int64 // of a fixed one
}

type kind byte

const (
	empty      kind = iota // no content
	fixed                  // Content-Length
	chunked                // Transfer-Encoding: chunked
	untilClose             // to the end of the connection; responses only
)
