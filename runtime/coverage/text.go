package coverage

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"sallyport/eval/source"
)

// WriteSummary writes a line for each file and one for all: how many goals of
// each kind were reached, and how many of a hundred altogether.
func (r *Report) WriteSummary(w io.Writer) error {
	if len(r.Files) == 0 {
		_, err := fmt.Fprintln(w, "coverage: nothing to measure: no policy was loaded from a file of its own")
		return err
	}
	shown := slices.DeleteFunc(slices.Clone(Kinds), func(k Kind) bool { return r.Kinds[k].All == 0 })
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(tab, "coverage")
	for _, k := range shown {
		fmt.Fprintf(tab, "\t%s", k)
	}
	fmt.Fprintln(tab, "\tall")
	row := func(name string, kinds map[Kind]Count, total Count) {
		fmt.Fprint(tab, name)
		for _, k := range shown {
			fmt.Fprintf(tab, "\t%s", kinds[k])
		}
		fmt.Fprintf(tab, "\t%s\n", percent(total))
	}
	for _, f := range r.Files {
		row(f.Name, f.Kinds, f.Total)
	}
	row("all", r.Kinds, r.Total)
	return tab.Flush()
}

// String is 3/4; "-" when there are none.
func (c Count) String() string {
	if c.All == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d", c.Reached, c.All)
}

// percent never says 100 of what is not complete, and nothing of nothing.
func percent(c Count) string {
	if c.All == 0 {
		return "-"
	}
	text := fmt.Sprintf("%.1f%%", c.Percent())
	if text == "100.0%" && c.Reached < c.All {
		return "99.9%"
	}
	return text
}

// WriteListing writes each file with how often its lines were run, and below a
// line what was not run of it:
//
//	2 |     <when condition="@(a && b)">
//	  ^         b was never false
//	- |         <set-header name="X" exists-action="delete" />
//	  ^         <set-header> never ran
func (r *Report) WriteListing(w io.Writer) error {
	var b strings.Builder
	for n, f := range r.Files {
		if n > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s  %s\n", f.Name, percent(f.Total))
		hits, missed := f.lines(), f.missed()
		for line := f.first(); line <= f.last(); line++ {
			count := ""
			if n, counts := hits[line]; counts {
				count = fmt.Sprint(n)
				if n == 0 {
					count = "-"
				}
			}
			fmt.Fprintf(&b, "%6s | %s\n", count, strings.Map(printable, f.source.Line(line)))
			for len(missed) > 0 && f.line(missed[0]) == line {
				before := source.Span{Start: f.source.LineSpan(line).Start, End: missed[0].Span.Start}
				fmt.Fprintf(&b, "%6s ^ %s%s\n", "", strings.Map(blank, f.source.Slice(before)), missed[0].missed())
				missed = missed[1:]
			}
		}
	}
	text := strings.ReplaceAll(b.String(), " \n", "\n")
	_, err := io.WriteString(w, text)
	return err
}

// printable is a character of a file as a terminal may have it.
func printable(r rune) rune {
	if r < ' ' && r != '\t' || r == 0x7f {
		return '\ufffd'
	}
	return r
}

// blank is what is as wide as a character and shows nothing.
func blank(r rune) rune {
	if r == '\t' {
		return r
	}
	return ' '
}

// lines are how often lines were run in which something begins: what comes first
// there says it.
func (f *File) lines() map[int]int {
	hits, first := map[int]int{}, map[int]int{}
	for _, i := range f.Items {
		line := f.line(i)
		if at, seen := first[line]; !seen || i.Span.Start < at {
			hits[line], first[line] = i.Hits, i.Span.Start
		}
	}
	return hits
}

// longest is how many characters of C# a message shows.
const longest = 80

// oneLine is a text on one line, cut when it is long.
func oneLine(text string) string {
	text = strings.Map(printable, strings.Join(strings.Fields(text), " "))
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}
