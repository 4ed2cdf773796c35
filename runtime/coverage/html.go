package coverage

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"sallyport/eval/source"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

// WriteHTML writes the report as one page that needs nothing but itself, in the
// reader's light or dark colours. It is well-formed XML too.
func (r *Report) WriteHTML(w io.Writer) error {
	data := htmlPage{Kinds: Kinds, Percent: percent(r.Total), Value: r.Total.Percent(), Counts: counts(r.Kinds)}
	for n, f := range r.Files {
		data.Files = append(data.Files, f.html(fmt.Sprintf("file%d", n+1)))
	}
	return page.Execute(w, data)
}

type (
	htmlPage struct {
		Kinds   []Kind
		Percent string
		Value   float64
		Counts  []Count // as Kinds
		Files   []htmlFile
	}
	htmlFile struct {
		Name, ID string
		Percent  string
		Value    float64
		Counts   []Count // as Kinds
		Lines    []htmlLine
	}
	htmlLine struct {
		Number int
		Hits   string // "" where nothing begins
		State  string
		Runs   []htmlRun
		Missed []string
	}
	// An htmlRun is a stretch of a line that belongs to one item.
	htmlRun struct {
		Text, State, Title string
	}
)

// state is how much of an item was run, as a class of the page.
func (i *Item) state() string {
	switch reached, all := i.Goals(); reached {
	case all:
		return "hit"
	case 0:
		return "miss"
	}
	return "part"
}

// title says of an item what the page says when it is pointed at.
func (i *Item) title() string {
	text := i.name()
	if missing := i.Missing(); missing != "" {
		return text + " " + missing
	}
	if arms := i.Kind.arms(); arms != nil {
		return fmt.Sprintf("%s: %s %d×, %s %d×", text, arms[0], i.Taken[0], arms[1], i.Taken[1])
	}
	return fmt.Sprintf("%s: %d×", text, i.Hits)
}

func counts(of map[Kind]Count) []Count {
	list := make([]Count, len(Kinds))
	for i, k := range Kinds {
		list[i] = of[k]
	}
	return list
}

func (f *File) html(id string) htmlFile {
	out := htmlFile{Name: f.Name, ID: id, Percent: percent(f.Total), Value: f.Total.Percent(), Counts: counts(f.Kinds)}
	owners := f.owners()
	hits, missed := f.lines(), f.missed()
	for n := f.first(); n <= f.last(); n++ {
		line := htmlLine{Number: n, Runs: f.runs(f.source.LineSpan(n), owners)}
		if count, counts := hits[n]; counts {
			line.Hits, line.State = fmt.Sprint(count), "hit"
			if count == 0 {
				line.State = "miss"
			}
		}
		for len(missed) > 0 && f.line(missed[0]) == n {
			if line.State == "hit" {
				line.State = "part"
			}
			line.Missed = append(line.Missed, missed[0].missed())
			missed = missed[1:]
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

// owners are, for each byte of the file, the innermost item that marks it.
func (f *File) owners() []*Item {
	owners := make([]*Item, len(f.source.Text))
	for _, i := range f.Items {
		for at := i.Span.Start; at < min(i.Span.End, len(owners)); at++ {
			owners[at] = i
		}
	}
	return owners
}

// runs are the stretches of a line.
func (f *File) runs(line source.Span, owners []*Item) []htmlRun {
	var runs []htmlRun
	text := f.source.Slice(line)
	if indent := len(text) - len(strings.TrimLeft(text, " \t")); indent > 0 { // nobody wrote it to be run
		runs = append(runs, htmlRun{Text: text[:indent]})
		line.Start += indent
	}
	for start := line.Start; start < line.End; {
		end, owner := start, owners[start]
		for end < line.End && owners[end] == owner {
			end++
		}
		run := htmlRun{Text: f.source.Slice(source.Span{Start: start, End: end})}
		if owner != nil {
			run.State, run.Title = owner.state(), owner.title()
		}
		runs = append(runs, run)
		start = end
	}
	return runs
}
