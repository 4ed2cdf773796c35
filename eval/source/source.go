// Package source holds the texts that authors typed and says where in them
// something is.
//
// Everything that reads an author's text works with byte offsets into it; a
// line and a column are computed only when a person is to read them. Two kinds
// of text exist. A [File] is what was typed. A [Text] is what a parser reads:
// often a stretch of a file as it stands, sometimes a stretch in which entities
// were decoded or named values were put in. A Text remembers where each of its
// bytes came from, so that a diagnostic always points at what the author typed.
//
// The package knows nothing of C# or of policies, and reads no files.
package source

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Span is a half-open range of byte offsets.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether the offset is inside the span.
func (s Span) Contains(offset int) bool { return s.Start <= offset && offset < s.End }

// Union is the smallest span that covers both.
func (s Span) Union(t Span) Span {
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// A Position is a place in a file as a person counts: lines and columns from
// one, columns in characters (Unicode code points).
type Position struct{ Line, Column int }

// A File is one text as its author typed it, and the name it is known by.
type File struct {
	Name string
	Text string

	above, before int // lines above the text, and columns before each of its lines

	once  sync.Once
	lines []int // offset of the first byte of each line
}

// NewFile makes a file of a name and a text.
func NewFile(name, text string) *File { return &File{Name: name, Text: text} }

// NewPart makes a file of a text that stands inside of another one, such as a
// policy in YAML. Its places are those of the other file: above is how many
// lines stand over the text there, before how many columns each of its lines is
// indented by. Offsets are the text's own.
func NewPart(name, text string, above, before int) *File {
	return &File{Name: name, Text: text, above: above, before: before}
}

func (f *File) index() []int {
	f.once.Do(func() {
		f.lines = append(f.lines, 0)
		for i := 0; i < len(f.Text); i++ {
			switch f.Text[i] {
			case '\n':
				f.lines = append(f.lines, i+1)
			case '\r': // a lone CR ends a line too; CR LF ends one line
				if i+1 == len(f.Text) || f.Text[i+1] != '\n' {
					f.lines = append(f.lines, i+1)
				}
			}
		}
	})
	return f.lines
}

// Position is the line and column of a byte offset. An offset outside the text
// is moved to its nearest end.
func (f *File) Position(offset int) Position {
	offset = max(0, min(offset, len(f.Text)))
	lines := f.index()
	n := sort.Search(len(lines), func(i int) bool { return lines[i] > offset }) - 1
	start := lines[n]
	if n == 0 && strings.HasPrefix(f.Text, "\ufeff") && offset >= 3 {
		start = 3 // a byte order mark takes no column
	}
	return Position{f.above + n + 1, f.before + utf8.RuneCountInString(f.Text[start:max(start, offset)]) + 1}
}

// Line is the text of a line, counted as in positions, without its line end and
// without what it is indented by as part of another file.
func (f *File) Line(n int) string { return f.Slice(f.LineSpan(n)) }

// LineSpan is where the text of a line stands; see Line. It is empty of a line
// that is not there.
func (f *File) LineSpan(n int) Span {
	lines := f.index()
	n -= f.above
	if n < 1 || n > len(lines) {
		return Span{}
	}
	end := len(f.Text)
	if n < len(lines) {
		end = lines[n]
	}
	start := lines[n-1]
	if n == 1 && strings.HasPrefix(f.Text, "\ufeff") {
		start = len("\ufeff")
	}
	return Span{start, start + len(strings.TrimRight(f.Text[start:end], "\r\n"))}
}

// Lines is the number of lines in the file.
func (f *File) Lines() int { return len(f.index()) }

// Slice is the text of a span of the file, cut to the file's bounds.
func (f *File) Slice(s Span) string {
	start := max(0, min(s.Start, len(f.Text)))
	return f.Text[start:max(start, min(s.End, len(f.Text)))]
}

// A Text is what a parser reads, with the origin of each byte.
// The zero Text is empty and comes from nowhere. A Text is immutable.
type Text struct {
	Content string
	File    *File
	pieces  []piece // sorted by out; nil when Content starts at base and is as typed
	base    int
}

// A piece says that Content[out:] up to the next piece came from the span in.
// A verbatim piece maps byte by byte; any other maps as a whole.
type piece struct {
	out      int
	in       Span
	verbatim bool
}

// Verbatim is the text of a span of a file as it was typed.
func Verbatim(f *File, s Span) *Text {
	return &Text{Content: f.Slice(s), File: f, base: s.Start}
}

// NewText is a whole text that was never in a file, under a name of its own.
func NewText(name, content string) *Text {
	return Verbatim(NewFile(name, content), Span{0, len(content)})
}

// Origin turns a span of Content into the span of the file it came from.
// A span that begins or ends inside a decoded entity or a named value takes
// in the whole of it.
func (t *Text) Origin(s Span) Span {
	if t.pieces == nil {
		return Span{t.base + s.Start, t.base + max(s.Start, s.End)}
	}
	start := t.at(s.Start)
	if s.End <= s.Start {
		return Span{start.Start, start.Start}
	}
	return Span{start.Start, max(start.Start, t.at(s.End-1).End)}
}

// at is the span in the file of the byte at an offset of Content.
func (t *Text) at(offset int) Span {
	n := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].out > offset }) - 1
	if n < 0 {
		return Span{t.base, t.base}
	}
	p := t.pieces[n]
	if !p.verbatim {
		return p.in
	}
	at := min(p.in.Start+offset-p.out, p.in.End)
	return Span{at, min(at+1, p.in.End)}
}

// A Builder makes a Text out of stretches of a file, some as typed and some
// replaced.
type Builder struct {
	file   *File
	text   strings.Builder
	pieces []piece
}

// NewBuilder starts a text that comes from a file.
func NewBuilder(f *File) *Builder { return &Builder{file: f} }

// Copy adds a span of the file as it stands.
func (b *Builder) Copy(s Span) {
	if s.Len() <= 0 {
		return
	}
	b.pieces = append(b.pieces, piece{b.text.Len(), s, true})
	b.text.WriteString(b.file.Slice(s))
}

// Replace adds a text that stands for a span of the file.
func (b *Builder) Replace(s Span, text string) {
	if text == "" {
		return
	}
	b.pieces = append(b.pieces, piece{b.text.Len(), s, false})
	b.text.WriteString(text)
}

// Append adds a span of another text made from the same file, origins and all.
func (b *Builder) Append(t *Text, s Span) {
	for s.Start < s.End {
		end := s.End
		o := t.Origin(Span{s.Start, s.Start + 1})
		verbatim := true
		if t.pieces != nil {
			n := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].out > s.Start })
			if n < len(t.pieces) {
				end = min(end, t.pieces[n].out)
			}
			verbatim = n > 0 && t.pieces[n-1].verbatim
		}
		in := o
		if verbatim {
			in.End = in.Start + end - s.Start
		}
		b.pieces = append(b.pieces, piece{b.text.Len(), in, verbatim})
		b.text.WriteString(t.Content[s.Start:end])
		s.Start = end
	}
}

// Len is the number of bytes added so far.
func (b *Builder) Len() int { return b.text.Len() }

// Text is what was built.
func (b *Builder) Text() *Text {
	t := &Text{Content: b.text.String(), File: b.file, pieces: b.pieces}
	if len(t.pieces) > 0 {
		t.base = t.pieces[0].in.Start
	} else {
		t.pieces = []piece{}
	}
	return t
}
