package runtime

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sallyport/eval/source"
)

// FormatTrace is a trace as a person reads it: a tree of sections, scopes and
// policies, those inside of others below them. Below a policy stand its
// expressions with the values of their parts, what it said, and what it changed:
//
//	inbound
//	  api
//	    choose[1]  orders.xml:4:9  1.2ms
//	        @(context.Request.Certificate == null) -> True
//	            context.Request.Certificate -> null
//	        when[1] holds
//	      when[1]/set-header[1]  orders.xml:6:17
//	        + request X-A: 1
//
// Each line ends with a newline.
func FormatTrace(entries []*TraceEntry, style source.Style) string {
	w := traceWriter{style: style}
	for _, e := range entries {
		w.entry(e)
	}
	return w.String()
}

// A traceWriter writes a trace.
type traceWriter struct {
	strings.Builder
	style source.Style
	open  []*TraceEntry // the policies around the next one, if it is inside of them
}

func (w *traceWriter) line(depth int, text string) {
	w.WriteString(strings.Repeat("  ", depth))
	w.WriteString(text)
	w.WriteByte('\n')
}

func (w *traceWriter) entry(e *TraceEntry) {
	var last *TraceEntry // the policy before, at the top level
	if len(w.open) > 0 {
		last = w.open[0]
	}
	if last == nil || last.Section != e.Section {
		w.line(0, w.style.Strong(e.Section))
	}
	if last == nil || last.Section != e.Section || last.Scope != e.Scope {
		w.line(1, w.style.Strong(e.Scope))
	}
	for len(w.open) > 0 && !e.isIn(w.open[len(w.open)-1]) {
		w.open = w.open[:len(w.open)-1]
	}
	depth, path := 2+len(w.open), e.Path
	if len(w.open) > 0 {
		path = path[len(w.open[len(w.open)-1].Path)+1:]
	}
	w.open = append(w.open, e)
	place := fmt.Sprintf("%s:%d:%d", e.File, e.Line, e.Column)
	if e.Took > 0 {
		place += "  " + e.Took.Round(time.Microsecond).String()
	}
	text := w.style.Strong(path) + "  " + w.style.Faint(place)
	switch e.End {
	case Stopped:
		text += "  " + w.style.Bad("the request left here")
	case Failed:
		text += "  " + w.style.Bad("failed")
	}
	w.line(depth, text)
	w.details(depth+2, e)
}

// isIn reports whether a policy stands inside of another one.
func (e *TraceEntry) isIn(outer *TraceEntry) bool {
	return e.Section == outer.Section && e.Scope == outer.Scope && strings.HasPrefix(e.Path, outer.Path+"/")
}

func (w *traceWriter) details(depth int, e *TraceEntry) {
	expressions, _ := e.Data["expressions"].([]Evaluation)
	for _, v := range expressions {
		came := v.Value
		switch {
		case v.Error != "":
			came = w.style.Bad("throws " + shortened(v.Error))
		case v.Type == "null":
			came = "null"
		case v.Type == "System.String":
			came = fmt.Sprintf("%q", shortened(came))
		default:
			came = shortened(came)
		}
		w.line(depth, shortened(v.Expression)+" -> "+came)
		for _, p := range v.Parts {
			w.line(depth+2, w.part(&p))
		}
	}
	changes, _ := e.Data["changes"].([]Change)
	for _, said := range strings.Split(e.Message, "\n") {
		if said != "" && !slices.ContainsFunc(changes, func(c Change) bool { return c.says(said) }) {
			w.line(depth, said)
		}
	}
	for _, c := range changes {
		before, after := c.Lines()
		if before != "" {
			w.line(depth, w.style.Removed("- "+c.Of+" "+before))
		}
		if after != "" {
			w.line(depth, w.style.Added("+ "+c.Of+" "+after))
		}
	}
}

// says reports whether what a policy said is what a change shows too.
func (c *Change) says(said string) bool {
	_, after := c.Lines()
	return said == after || c.After != nil && said == *c.After
}

func (w *traceWriter) part(p *Part) string {
	text := shortened(p.Expression) + " -> " + strings.Join(p.Values, ", ")
	if more := p.Count - len(p.Values); more > 0 {
		text += fmt.Sprintf(", and %d more", more)
	}
	return w.style.Faint(text)
}

// shownText is how many characters of an expression or a value are shown.
const shownText = 100

// shortened is a text on one line, cut when it is long.
func shortened(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > shownText {
		return string(runes[:shownText]) + "…"
	}
	return text
}
