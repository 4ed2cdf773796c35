package runtime

import (
	"errors"
	"strings"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// Explain is a failure as a diagnostic, for a trace or a log: at the C# that
// threw, with the type of the exception as code and the values that led to it as
// notes, or else at the policy. Secrets are hidden. It is not ok of a step of
// the gateway, which stands in no file.
func (x *Exchange) Explain(e *Error) (d source.Diagnostic, ok bool) {
	redact := x.redactor()
	var fault *eval.Error
	if errors.As(e.Cause, &fault) {
		d = fault.Diagnostic(redact)
	} else {
		d = source.Diagnostic{Code: source.Code(e.Reason), File: e.File, Span: e.Span}
		if d.Code == "" {
			d.Code = source.Code(e.Source)
		}
	}
	d.Message = redact(strings.ReplaceAll(e.Error(), clr.NewLine, "; "))
	return d, d.File != nil
}

// redactor is Redact for many texts.
func (x *Exchange) redactor() func(string) string {
	secrets := x.secrets()
	return func(text string) string { return redact(text, secrets) }
}

// guard masks the values of a fault that pieces of secrets may be among: of an
// expression in which a secret named value stands, and of C# that names a field
// whose values are secret.
func (s *slot) guard(fault *eval.Error) {
	for i, v := range fault.Values {
		if s.secret || namesSecret(v.Point.Text()) {
			fault.Values[i].Seen = v.Mask(Hidden)
		}
	}
}
