package runtime

import (
	"fmt"

	"sallyport/eval"
	"sallyport/eval/source"
	"sallyport/policy"
)

// Options say what documents are compiled for.
type Options struct {
	// Strict refuses expressions that use what API Management's allow-list of
	// types lacks.
	Strict bool

	// Check asks for diagnostics only. What depends on things that were not
	// given, such as named values and fragments, is then not judged, and there
	// is no pipeline. It is also for documents that were read with faults: what
	// the reader complained of is not complained of again.
	Check bool

	// Section is the section that a snippet is the content of; 0 is Inbound.
	Section Sections

	// Observe compiles expressions so that a trace shows the values of their
	// parts. They cost several times as much to run, so a gateway does without.
	Observe bool

	// Observer hears what observed expressions do, traced or not; one that is
	// given sets Observe. Nil when nobody listens.
	Observer Observer

	// Services and Deployment are what policies get ready with. A check needs
	// neither.
	Services   *Services
	Deployment *Deployment
}

// An Observer learns what of the expressions of a pipeline was run, as coverage
// does. Its methods may be called by several goroutines at once.
type Observer interface {
	// Placed hears of each policy of a document when it is compiled: once, and
	// after the policies and expressions inside it. Which of them a request has
	// run is in its Trace. It does not hear of the global policy that stands in
	// when there is none.
	Placed(e *policy.Element)

	// Compiled hears of each expression of a document when it is compiled:
	// once, however many pipelines share the document. It has been made by
	// eval.Expression.Observed, and is the one that Evaluated hears of.
	Compiled(e *eval.Expression)

	// Evaluated hears what one evaluation did. The observation is its own.
	Evaluated(e *eval.Expression, o *eval.Observation)
}

// A Checker is where a Validator reports faults of the element that it was
// decoded from.
type Checker struct {
	Section   Sections       // AnySection when it is not known
	Scope     Scopes         // 0 when it is not known
	Operation *OperationInfo // that the document belongs to; nil when it is not known
	Options   *Options

	element  *policy.Element
	compiler *Compiler
}

// Errorf reports a fault at an attribute, or at the element's name when there
// is no attribute of that name or none is named.
func (c *Checker) Errorf(attr, format string, args ...any) {
	c.report(source.Error, attr, format, args...)
}

// Warnf reports what works but is most likely not meant.
func (c *Checker) Warnf(attr, format string, args ...any) {
	c.report(source.Warning, attr, format, args...)
}

func (c *Checker) report(severity source.Severity, attr, format string, args ...any) {
	span := c.element.NameSpan
	if a := c.element.Attr(attr); a != nil {
		span = a.Value.Span
	}
	c.compiler.add(source.Diagnostic{
		Code: CodeRule, Severity: severity, File: c.element.File(), Span: span, Message: fmt.Sprintf(format, args...),
	})
}

// HasElements reports whether elements stand in the element.
func (c *Checker) HasElements() bool { return c.element.HasElements() }

// Has reports whether the element has an attribute.
func (c *Checker) Has(attr string) bool { return c.element.Attr(attr) != nil }
