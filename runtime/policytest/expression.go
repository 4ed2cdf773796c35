package policytest

import (
	"errors"
	"strings"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
)

// expression tests a single expression.
func (w *world) expression(t *Test, o *Options, r *Result) {
	text := expressionText(t.Expression.File(w.suite.file))
	e, ds := eval.Compile(text, eval.Options{Context: runtime.ContextType, Strict: o.Strict})
	if r.faults(t, ds) {
		return
	}
	x, err := w.expressionContext(t)
	if err != nil {
		r.Faults = source.Diagnostics{w.suite.fault(CodeValue, t.Context.Span, err)}
		return
	}
	value, err := e.Eval(x.Env())
	var thrown *clr.Exception
	switch {
	case err == nil && t.Throws != nil:
		r.mismatch("throws", t.Throws.Type.String(), describe(value))
	case err == nil:
		if bad := differs("value", &t.Value, value, x.Env()); bad != nil {
			r.Mismatches = append(r.Mismatches, *bad)
		}
	case t.Throws == nil:
		r.mismatch("value", t.Value.JSON(), exceptionText(err))
	case !errors.As(err, &thrown) || !t.Throws.is(thrown):
		r.mismatch("throws", t.Throws.String(), exceptionText(err))
	}
}

// expressionContext is what the expression sees.
func (w *world) expressionContext(t *Test) (*runtime.Exchange, error) {
	members := t.Context
	if members.Kind == yaml.Absent {
		members = yaml.Value{Kind: yaml.Mapping}
	}
	f, err := runtime.ParseContextFile(members.AppendJSON(nil))
	if err != nil {
		return nil, err
	}
	if !w.given.Now.Set {
		w.clock.now = f.Now()
	}
	return f.Exchange(w.services, folder{w})
}

// expressionText is a text as an expression: one without @( ) around it gets
// them, without a change to what positions say.
func expressionText(file *source.File) *source.Text {
	all := source.Span{End: len(file.Text)}
	if trimmed := strings.TrimSpace(file.Text); strings.HasPrefix(trimmed, "@(") || strings.HasPrefix(trimmed, "@{") {
		return source.Verbatim(file, all)
	}
	b := source.NewBuilder(file)
	b.Replace(source.Span{}, "@(")
	b.Copy(all)
	b.Replace(source.Span{Start: all.End, End: all.End}, ")")
	return b.Text()
}

// is reports whether an exception is the one that is expected.
func (t *Throws) is(e *clr.Exception) bool {
	full := e.T.FullName()
	simple := full[strings.LastIndexByte(full, '.')+1:]
	if want := t.Type.Text.Value; !matches(want, full) && !matches(want, simple) {
		return false
	}
	return t.Message == nil || matches(t.Message.Text.Value, e.FullMessage())
}

// String is the exception that is expected.
func (t *Throws) String() string {
	if t.Message == nil {
		return t.Type.String()
	}
	return t.Type.String() + ": " + t.Message.String()
}

func exceptionText(err error) string {
	var e *clr.Exception
	if errors.As(err, &e) {
		return e.T.FullName() + ": " + e.FullMessage()
	}
	return err.Error()
}
