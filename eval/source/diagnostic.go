package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A Severity says how bad a diagnostic is.
type Severity int

// The severities. Only an Error keeps a policy from loading.
const (
	Error Severity = iota
	Warning
	Info
)

func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	default:
		return "info"
	}
}

// A Code names a kind of diagnostic: a C# compiler's (CS0103), APIM's
// (APIM0001) or ours. Each is declared in the codes.go of the package that
// reports it.
type Code string

// A Diagnostic is one thing wrong with what an author wrote.
type Diagnostic struct {
	Code     Code
	Severity Severity
	File     *File
	Span     Span   // the smallest text of File that is wrong
	Message  string // got X, want Y; no full stop
	Suggest  string // replacement for Span, if one is near enough
	Notes    []Note // other places that matter: the first declaration, the scope that forbids it
}

// A Note is another place that matters to a diagnostic, or, without a file,
// a remark.
type Note struct {
	File    *File
	Span    Span
	Message string
}

// Position is where the diagnostic begins.
func (d Diagnostic) Position() Position { return d.File.Position(d.Span.Start) }

// EndPosition is where the diagnostic ends.
func (d Diagnostic) EndPosition() Position { return d.File.Position(max(d.Span.Start, d.Span.End)) }

// Error is the diagnostic in one line: file:line:column: severity: message [code].
func (d Diagnostic) Error() string {
	p := d.Position()
	return fmt.Sprintf("%s:%d:%d: %s: %s [%s]", d.File.Name, p.Line, p.Column, d.Severity, d.Message, d.Code)
}

// Diagnostics are the faults of one or more files.
type Diagnostics []Diagnostic

// HasErrors reports whether any of them keeps a policy from loading.
func (ds Diagnostics) HasErrors() bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}

// Sort orders them by file and position, keeps the order of equals, and drops
// exact repetitions.
func (ds Diagnostics) Sort() Diagnostics {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File.Name, b.File.Name), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Severity, b.Severity))
	})
	return slices.CompactFunc(ds, func(a, b Diagnostic) bool {
		return a.File == b.File && a.Span == b.Span && a.Code == b.Code && a.Message == b.Message
	})
}

// Error joins the one-line forms, so that Diagnostics can be returned as an error.
func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// Err is the diagnostics as an error if any of them is one, or nil.
func (ds Diagnostics) Err() error {
	if !ds.HasErrors() {
		return nil
	}
	return ds
}

// Style turns colour on in a printed diagnostic.
type Style struct{ Color bool }

func (s Style) paint(code, text string) string {
	if !s.Color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// Good is a word that says that something went well.
func (s Style) Good(word string) string { return s.paint("1;32", word) }

// Bad is a word that says that something did not.
func (s Style) Bad(word string) string { return s.paint("1;31", word) }

// Strong is a word that others hang on.
func (s Style) Strong(word string) string { return s.paint("1", word) }

// Faint is a text that is seldom read.
func (s Style) Faint(text string) string { return s.paint("2", text) }

// Added is a line of a diff that is there now.
func (s Style) Added(line string) string { return s.paint("32", line) }

// Removed is a line of a diff that was there before.
func (s Style) Removed(line string) string { return s.paint("31", line) }

const widest = 160 // characters of a source line shown around a caret

// Format is the diagnostic as a person reads it: the one-line form, the line
// of the source with carets under the span, a suggestion and the notes.
func (d Diagnostic) Format(style Style) string {
	var b strings.Builder
	p := d.Position()
	color := map[Severity]string{Error: "1;31", Warning: "1;35", Info: "1;36"}[d.Severity]
	fmt.Fprintf(&b, "%s: %s: %s [%s]\n", style.paint("1", fmt.Sprintf("%s:%d:%d", d.File.Name, p.Line, p.Column)),
		style.paint(color, d.Severity.String()), d.Message, d.Code)
	snippet(&b, style, color, d.File, d.Span)
	if d.Suggest != "" {
		fmt.Fprintf(&b, "     | %s %s\n", style.paint("1;32", "try:"), d.Suggest)
	}
	for _, n := range d.Notes {
		if n.File == nil {
			fmt.Fprintf(&b, "     = %s\n", n.Message)
			continue
		}
		np := n.File.Position(n.Span.Start)
		fmt.Fprintf(&b, "%s: note: %s\n", style.paint("1", fmt.Sprintf("%s:%d:%d", n.File.Name, np.Line, np.Column)), n.Message)
		snippet(&b, style, "1;36", n.File, n.Span)
	}
	return b.String()
}

// snippet writes one source line and the carets under a span of it.
func snippet(b *strings.Builder, style Style, color string, f *File, s Span) {
	p := f.Position(s.Start)
	line := []rune(f.Line(p.Line))
	if len(line) == 0 {
		return
	}
	column, from := p.Column-f.before, 0
	if column > widest*3/4 {
		from = column - widest*3/4
	}
	to := min(len(line), from+widest)
	width := 1
	if end := f.Position(s.End); end.Line == p.Line {
		width = max(1, end.Column-p.Column)
	} else {
		width = max(1, len(line)-column+1)
	}
	width = min(width, max(1, to-column+1))
	var shown, under strings.Builder
	for i := from; i < to; i++ {
		r := line[i]
		if r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			r = '\ufffd' // what controls a terminal, or the order of a line, must not reach one
		}
		shown.WriteRune(r)
		if i < column-1 {
			if r == '\t' {
				under.WriteByte('\t')
			} else {
				under.WriteByte(' ')
			}
		}
	}
	fmt.Fprintf(b, "%4d | %s\n     | %s%s\n", p.Line, shown.String(), under.String(), style.paint(color, strings.Repeat("^", width)))
}

// Nearest is the candidate closest to what was typed, or "" when none is near
// enough to suggest: at most one edit in three characters.
func Nearest(typed string, candidates []string) string {
	best, distance := "", max(1, len([]rune(typed))/3)+1
	for _, c := range candidates {
		if strings.EqualFold(c, typed) {
			return c
		}
		if d := edits(typed, c, distance); d < distance {
			best, distance = c, d
		}
	}
	return best
}

// edits is the Damerau-Levenshtein distance (adjacent transpositions count
// one), or limit when it is not below it.
func edits(a, b string, limit int) int {
	s, t := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	if d := len(s) - len(t); d >= limit || -d >= limit {
		return limit
	}
	rows := [3][]int{make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		row, prev, before := rows[i%3], rows[(i+2)%3], rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return min(limit, rows[len(s)%3][len(t)])
}
