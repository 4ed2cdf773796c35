package policies

import (
	"errors"
	"mime"
	"strings"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/runtime"
)

// What policies share that read a body as JSON or XML.

// convertContent makes a body of one format a body of another, unless its type
// or the request's Accept says not to. convert may throw.
func convertContent(x *runtime.Exchange, always, accept bool, from, to string, convert func(text string) string) error {
	if !always && !isMediaType(x.Header().Get("Content-Type"), from) || accept && !accepts(x, to) {
		if x.Tracing() {
			x.Note("the body stays as it is")
		}
		return nil
	}
	data, err := x.Content()
	if err != nil || len(data) == 0 {
		return err
	}
	var text string
	x.Env().Start()
	err = eval.Guard(func() { text = convert(strings.TrimPrefix(string(data), "\ufeff")) })
	if err != nil {
		return &runtime.Error{Message: "The body could not be converted: " + messageOf(err), Cause: err}
	}
	if int64(len(text)) > x.BodyLimit() {
		return &runtime.Error{Message: "The body would be larger than the limit for buffered bodies."}
	}
	x.Header().Set("Content-Type", "application/"+to+"; charset=utf-8")
	setContent(x, []byte(strings.ToValidUTF8(text, "\uFFFD")))
	return nil
}

// accepts reports whether the request's Accept names a format. */* names none.
func accepts(x *runtime.Exchange, format string) bool {
	for _, line := range x.Request.Header.Values("Accept") {
		for kind := range strings.SplitSeq(line, ",") {
			if isMediaType(strings.TrimSpace(kind), format) {
				return true
			}
		}
	}
	return false
}

// isMediaType reports whether a Content-Type is of a format: application/json,
// text/json or anything that ends in +json.
func isMediaType(contentType, format string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "application/"+format || kind == "text/"+format || strings.HasSuffix(kind, "+"+format))
}

// messageOf is what a fault of .NET says, without its type, or what another error
// does.
func messageOf(err error) string {
	var e *clr.Exception
	if errors.As(err, &e) {
		return e.FullMessage()
	}
	return err.Error()
}

// xmlEscapes writes a text as XML, in an element or in double quotes.
var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#xD;")
