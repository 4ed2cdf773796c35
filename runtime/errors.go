package runtime

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"sallyport/eval/source"
	"sallyport/runtime/message"
)

// Stop ends the pipeline: the response is complete, and neither the sections
// that follow nor on-error run.
//
//lint:ignore ST1012 it says that all is well, as io.EOF does
var Stop = errors.New("the response is complete")

// An Error is what a caller of the API may see of a failure, and what C# reads
// as context.LastError.
type Error struct {
	Source  string // the policy's element, or a step of the gateway: configuration, authorization
	Reason  string // a code that does not change: RateLimitExceeded
	Message string // for people

	// Where it happened. The pipeline fills it in; a policy may give the part of
	// Path that is below itself, and a step of the gateway all.
	Scope    string // global, product, api, operation
	Section  string // inbound, backend, outbound, on-error
	Path     string // choose[3]/when[2]/set-header[1], counted from one
	PolicyID string // the id attribute

	// The policy's start tag, for the log; File is nil of a step of the gateway.
	File *source.File
	Span source.Span

	// The response to the caller, unless on-error makes another.
	Status int             // 0 is 500
	Phrase string          // the reason phrase; "" is the standard one of the status
	Text   string          // the message in the body; "" is Message, or of a 500 "Internal server error"
	Header []message.Field // more fields, such as Retry-After

	// Keep leaves the response as it is instead: a backend's own error.
	Keep bool

	// Cause is for the trace and the log; a caller never sees it.
	Cause error
}

func (e *Error) Error() string {
	if e.Source == "" {
		return e.Message
	}
	return e.Source + ": " + e.Message
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Cause }

// The reasons that any policy or step may have.
const (
	ReasonExpression        = "ExpressionValueEvaluationFailure"
	ReasonBackendConnection = "BackendConnectionFailure"
	ReasonClientConnection  = "ClientConnectionFailure"
	ReasonTimeout           = "Timeout"
)

func (e *Error) status() int {
	if e.Status == 0 {
		return 500
	}
	return e.Status
}

// response makes the response that stands until on-error changes it. Its bodies
// are API Management's, spaces included.
func (e *Error) response(r *Response, activity string) {
	r.Reset()
	r.Status = e.status()
	r.Reason = e.Phrase
	text := e.Text
	if text == "" {
		text = e.Message
	}
	var b strings.Builder
	b.WriteString(`{ "statusCode": ` + strconv.Itoa(r.Status) + `, "message": `)
	if r.Status == 500 && e.Text == "" {
		b.WriteString(`"Internal server error", "activityId": ` + quote(activity))
	} else {
		b.WriteString(quote(text))
	}
	b.WriteString(" }")
	r.Header.Add("Content-Type", "application/json")
	for _, f := range e.Header {
		r.Header.Add(f.Name, f.Value)
	}
	r.Body = message.NewBody([]byte(b.String()))
}

// quote is a text as JSON, without the escapes that only HTML needs.
func quote(text string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(strings.ToValidUTF8(text, "\uFFFD")); err != nil {
		panic(err) // no text fails to encode
	}
	return strings.TrimSuffix(b.String(), "\n")
}
