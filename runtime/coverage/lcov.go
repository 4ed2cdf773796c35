package coverage

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
)

// WriteLCOV writes the report as an LCOV tracefile, which most viewers of
// coverage read. A condition is a branch with two ways, as is ??; a when or an
// otherwise is one with one.
func (r *Report) WriteLCOV(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, f := range r.Files {
		fmt.Fprintf(b, "TN:\nSF:%s\n", f.source.Name)
		var ways Count
		for n, i := range f.branches() {
			taken := i.ways()
			for way, count := range taken {
				hits := "-"
				if i.Hits > 0 || i.Kind == Branch {
					hits = fmt.Sprint(count)
				}
				fmt.Fprintf(b, "BRDA:%d,%d,%d,%s\n", f.line(i), n, way, hits)
				ways.add(min(count, 1), 1)
			}
		}
		fmt.Fprintf(b, "BRF:%d\nBRH:%d\n", ways.All, ways.Reached)
		lines := f.lines()
		for _, line := range slices.Sorted(maps.Keys(lines)) {
			fmt.Fprintf(b, "DA:%d,%d\n", line, lines[line])
		}
		sum := countLines(lines)
		fmt.Fprintf(b, "LF:%d\nLH:%d\nend_of_record\n", sum.All, sum.Reached)
	}
	return b.Flush()
}

// branches are the items that tools other than ours call branches.
func (f *File) branches() []*Item {
	return slices.DeleteFunc(slices.Clone(f.Items), func(i *Item) bool { return i.ways() == nil })
}

// ways are how often a branch went each way; nil of an item that is none.
func (i *Item) ways() []int {
	switch i.Kind {
	case Branch:
		return []int{i.Hits}
	case Condition, Coalesce:
		return i.Taken[:]
	}
	return nil
}

func countLines(hits map[int]int) (c Count) {
	for _, n := range hits {
		c.add(min(n, 1), 1)
	}
	return c
}
