package policytest

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"sallyport/eval/source"
	"sallyport/runtime"
)

// Format is what a person reads of a test: what was expected and what came where
// they differ, the failure of a policy at its place, and the trace of the last
// request. Each line ends with a newline.
func (r *Result) Format(style source.Style) string {
	var b strings.Builder
	for _, d := range r.Faults {
		b.WriteString(indent(d.Format(style)))
	}
	if x := r.Exchange; x != nil {
		step := ""
		if r.Step > 0 {
			step = fmt.Sprintf("step %d: ", r.Step)
		}
		line(&b, "%s%s %s", step, method(&x.Request), x.Request.OriginalURL.String())
	}
	writeMismatches(&b, r.Mismatches)
	if x := r.Exchange; x != nil {
		writeError(&b, style, x)
		writeTrace(&b, style, x)
	}
	return b.String()
}

// margin is what every line begins with.
const margin = "     "

func line(b *strings.Builder, format string, args ...any) {
	b.WriteString(strings.TrimRight(margin+fmt.Sprintf(format, args...), " ") + "\n")
}

func indent(text string) string {
	return margin + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+margin) + "\n"
}

// widest is how many characters a value may have that stands beside another.
const widest = 48

// writeMismatches puts what was expected and what came side by side, or one under
// the other where they are long.
func writeMismatches(b *strings.Builder, list []Mismatch) {
	what, want := 0, len("expected")
	beside := false
	for _, m := range list {
		if fits(m) {
			what, want = max(what, utf8.RuneCountInString(m.What)), max(want, utf8.RuneCountInString(m.Want))
			beside = true
		}
	}
	if beside {
		line(b, "%-*s  %-*s  %s", what, "", want, "expected", "got")
	}
	for _, m := range list {
		if fits(m) {
			line(b, "%-*s  %-*s  %s", what, m.What, want, m.Want, m.Got)
		}
	}
	for _, m := range list {
		if !fits(m) {
			line(b, "%s", m.What)
			writeLong(b, "expected", m.Want)
			writeLong(b, "got", m.Got)
		}
	}
}

func fits(m Mismatch) bool {
	return utf8.RuneCountInString(m.Want) <= widest && utf8.RuneCountInString(m.Got) <= 2*widest && !strings.Contains(m.Want+m.Got, "\n")
}

func writeLong(b *strings.Builder, what, text string) {
	for i, part := range strings.Split(text, "\n") {
		if i > 0 {
			what = ""
		}
		line(b, "  %-8s  %s", what, part)
	}
}

// writeError shows what failed: at its C#, with the values that led to it, when
// an expression threw, else at the policy's place.
func writeError(b *strings.Builder, style source.Style, x *runtime.Exchange) {
	e := x.LastError
	if e == nil {
		return
	}
	d, ok := x.Explain(e)
	if !ok {
		line(b, "failed: %s: %s", e.Source, e.Message)
		return
	}
	b.WriteString(indent(d.Format(style)))
}

// writeTrace shows each policy that ran: where it stands, and what it did.
func writeTrace(b *strings.Builder, style source.Style, x *runtime.Exchange) {
	if len(x.Trace.Entries) == 0 {
		line(b, "no policy ran")
		return
	}
	b.WriteString(indent(runtime.FormatTrace(x.Trace.Entries, style)))
}

// method is what the client sent.
func method(r *runtime.Request) string { return cmp.Or(r.OriginalMethod, r.Method) }
