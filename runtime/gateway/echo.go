package gateway

import (
	"encoding/json"
	"unicode/utf8"

	"sallyport/runtime"
	"sallyport/runtime/gateway/http1"
	"sallyport/runtime/message"
)

// EchoURL is the URL of a backend that is built in and tells what it was sent,
// for a gateway that has none yet. No server can have the name (RFC 6761).
const EchoURL = "http://" + echoHost

const echoHost = "echo.invalid"

// echoed is what the built-in backend answers with.
type echoed struct {
	Method  string              `json:"method"`
	URL     string              `json:"url"`
	Headers map[string][]string `json:"headers"`
	Body    string              `json:"body,omitempty"`
	Base64  []byte              `json:"base64,omitempty"` // a body that is no text
}

// echo answers a request with what a backend would get, body and all. limit
// bounds the body.
func echo(req *http1.Request, limit int64, resp *runtime.Response) error {
	body, err := req.Body.Bytes(limit)
	if err != nil {
		return bodyError(err)
	}
	e := echoed{Method: req.Method, URL: req.Target, Headers: map[string][]string{}}
	for name, values := range req.Header.Names() {
		e.Headers[name] = values
	}
	if utf8.Valid(body) {
		e.Body = string(body)
	} else {
		e.Base64 = body
	}
	text, err := json.MarshalIndent(e, "", "  ")
	if err != nil {
		return err
	}
	resp.Status = 200
	resp.Header.Add("Content-Type", "application/json")
	resp.Body = message.NewBody(append(text, '\n'))
	return nil
}
