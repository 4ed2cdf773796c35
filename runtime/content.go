package runtime

import (
	"errors"
	"fmt"

	"sallyport/runtime/message"
)

// Body is the body of the message that the running section is about, nil when
// it has none.
func (x *Exchange) Body() *message.Body {
	switch {
	case !x.OnResponse():
		return x.Request.Body
	case x.Response != nil:
		return x.Response.Body
	}
	return nil
}

// SetBody gives the message that the running section is about another body,
// which is in no coding: Content-Encoding spoke of the old one.
func (x *Exchange) SetBody(b *message.Body) {
	if x.OnResponse() {
		x.EnsureResponse().SetBody(b)
	} else {
		x.Request.SetBody(b)
	}
	x.Header().Del("Content-Encoding")
}

// Content reads the body of the message that the running section is about into
// memory, decoded, and its header names no coding from then on; nil when it has
// none. The error is an *Error: a request that is too large is answered 413. Do
// not change the bytes.
func (x *Exchange) Content() ([]byte, error) {
	if b := x.Body(); b != nil {
		b.Decode(x.Header())
	}
	return x.Hold()
}

// Hold is Content as the bytes came, in whatever coding.
func (x *Exchange) Hold() ([]byte, error) {
	if x.OnResponse() {
		return x.contentOf(x.Body(), "response", ReasonBackendConnection)
	}
	return x.contentOf(x.Body(), "request", ReasonClientConnection)
}

func (x *Exchange) contentOf(b *message.Body, of, reason string) ([]byte, error) {
	data, err := b.Bytes(x.BodyLimit())
	if err == nil {
		return data, nil
	}
	e := &Error{Reason: reason, Message: fmt.Sprintf("The body of the %s could not be read: %v.", of, err), Cause: err}
	switch large := errors.Is(err, message.ErrTooLarge); {
	case large:
		e.Reason = ""
		if of == "request" {
			e.Status, e.Text = 413, "Content Too Large"
		}
	case errors.Is(err, message.ErrCoding) && of == "request":
		e.Reason, e.Status, e.Text = "", 400, "Bad Request"
	}
	return nil, e
}

// BodyLimit is how many bytes of a body may be held in memory.
func (x *Exchange) BodyLimit() int64 {
	if x != nil && x.Services != nil && x.Services.Limits.Body > 0 {
		return x.Services.Limits.Body
	}
	return DefaultLimits.Body
}
