package policy

import (
	"sallyport/eval/source"
)

// maxFaults is the number of diagnostics after which reading stops. It also
// bounds the time that recovery can take: each looks ahead at most once.
const maxFaults = 100

// A reporter collects the diagnostics of one reading of a file.
type reporter struct {
	file    *source.File
	list    source.Diagnostics
	strict  bool // the first fault of form ends the reading
	faulty  bool // there was a fault of form
	stopped bool
	quiet   bool // out of step after a fault: what follows is noise
}

// fault reports that the text is not well formed.
func (r *reporter) fault(code source.Code, span source.Span, message string) *source.Diagnostic {
	r.faulty = true
	if r.strict {
		r.stopped = true
	}
	if r.quiet {
		return new(source.Diagnostic)
	}
	return r.report(code, span, message)
}

// report adds a diagnostic, which the caller may complete until the next.
func (r *reporter) report(code source.Code, span source.Span, message string) *source.Diagnostic {
	if r.stopped && !r.strict {
		return new(source.Diagnostic)
	}
	r.list = append(r.list, source.Diagnostic{Code: code, File: r.file, Span: span, Message: message})
	if len(r.list) == maxFaults {
		r.list = append(r.list, source.Diagnostic{Code: tooManyFaults, File: r.file, Span: span, Message: "too many faults; the rest was not read"})
		r.stopped = true
		return &r.list[maxFaults-1]
	}
	return &r.list[len(r.list)-1]
}

// note adds another place to a diagnostic.
func (r *reporter) note(d *source.Diagnostic, span source.Span, message string) {
	d.Notes = append(d.Notes, source.Note{File: r.file, Span: span, Message: message})
}
